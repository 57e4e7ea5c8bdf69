// CPU, GPU: x f32[5, 27] {"positive":1.05,"negative":1.7,"inner":0.8}
// CPU, GPU: x f32[3] {"positive":1,"negative":1,"inner":1}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, positive: f32, negative: f32, inner: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_expm1(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let a = b & 0x7fffffffu;
  let k = round(x * 1.44269504f);
  let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
  let q = (((1.38641696e-3f * r + 8.366673253e-3f) * r + 4.16675061e-2f) * r + 0.16666542f) * r + 0.4999999702f;
  let p = q * (r * r) + r;
  let half = bitcast<f32>(0x3f000000i + (bitcast<i32>(k + 12582912.0f) << 23u));
  var y = bitcast<u32>((half * p + (half - 0.5f)) * 2.0f);
  y = select(y, 0xbf800000u, b > 0xc18b3333u);
  y = select(y, 0x7f800000u, bitcast<i32>(b) > 0x42b17217i);
  return bitcast<f32>(select(y, b, a < 0x33000000u || a > 0x7f800000u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(select(p.negative * m_expm1(p.inner * x), p.positive * x, x > 0.0f), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
