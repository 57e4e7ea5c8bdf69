// CPU, GPU: at f32[5, 27], dy f32[5, 27] {}

@group(0) @binding(0) var<storage, read> from_at: array<f32>;
@group(0) @binding(1) var<storage, read> from_dy: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn m_exp_parts(x: f32) -> vec2f {
  let k = round(x * 1.44269504f);
  let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
  let p = (((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r
    + 0.4999998808f) * r + 1.0f) * r + 1.0f;
  return vec2f(p, k);
}
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_exp(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let parts = m_exp_parts(x);
  var y = bitcast<u32>(m_scale(parts.x, parts.y));
  y = select(y, 0u, b > 0xc2cff1b4u);
  y = select(y, 0x7f800000u, bitcast<i32>(b) > 0x42b17217i);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
}
fn m_sigmoid(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let t = bitcast<f32>(min(b & 0x7fffffffu, 0x42d20000u));
  let parts = m_exp_parts(-t);
  let e = m_scale(parts.x, parts.y);
  let q = select(e, 1.0f, b < 0x80000000u) / (1.0f + e);
  let y = select(bitcast<u32>(q), bitcast<u32>(e), b > 0xc1a00000u);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
}
fn mish_slope(x: f32) -> f32 {
  let e = m_exp(-abs(x));
  let positive = x > 0.0f;
  let above = 1.0f + 2.0f * e;
  let below = e * (e + 2.0f);
  let denominator = select(below + 2.0f, above + 2.0f * e * e, positive);
  let root = select(2.0f, 2.0f * e, positive) * (1.0f + e) / denominator;
  return select(below, above, positive) / denominator + x * m_sigmoid(x) * root * root;
}
fn slope(x: f32, dy: f32) -> f32 { return dy * mish_slope(x); }
fn point(at: f32, dy: f32) -> f32 { return slope(at, dy); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_at = from_at[i];
  let at_dy = from_dy[i];
  out[i] = point(at_at, at_dy);
}
