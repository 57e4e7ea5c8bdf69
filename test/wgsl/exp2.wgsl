// CPU, GPU: x f32[2, 3, 7] {}
// CPU, GPU: x f32[1025] {}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_exp2(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let k = round(x);
  let r = x - k;
  let p = (((((1.52380031e-4f * r + 1.339113689e-3f) * r + 9.618841112e-3f) * r + 5.55035919e-2f) * r
    + 0.2402264476f) * r + 0.6931471825f) * r
    + 1.0f;
  var y = bitcast<u32>(m_scale(p, k));
  y = select(y, 0u, b > 0xc3160000u);
  y = select(y, 0x7f800000u, bitcast<i32>(b) >= 0x43000000i);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(m_exp2(x), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
