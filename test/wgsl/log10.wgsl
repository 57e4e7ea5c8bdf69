// CPU, GPU: x f32[5, 27] {}
// CPU, GPU: x f32[5] {}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_log_split(x: f32) -> vec2f {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let n = select(b, bitcast<u32>(f32(i32(b))), subnormal);
  let e = n - 0x3f3504f3u;
  let k = f32(bitcast<i32>(e) >> 23u) - select(0.0f, 149.0f, subnormal);
  return vec2f(k, bitcast<f32>(n - (e & 0xff800000u)) - 1.0f);
}
fn m_log_special(x: f32, y: f32) -> f32 {
  let b = bitcast<u32>(x);
  let special = select(b | 0x7fc00000u, b, b == 0x7f800000u);
  let r = select(bitcast<u32>(y), special, b >= 0x7f800000u);
  return bitcast<f32>(select(r, 0xff800000u, (b & 0x7fffffffu) == 0u));
}
fn m_log10(x: f32) -> f32 {
  let parts = m_log_split(x);
  let k = parts.x;
  let f = parts.y;
  let q = (((((((3.797854111e-2f * f - 6.215669587e-2f) * f + 6.477998942e-2f) * f - 7.196116447e-2f) * f
    + 8.66946876e-2f) * f - 0.1085814461f) * f
    + 0.144767493f) * f - 0.2171472013f) * (f * f);
  return m_log_special(x, k * 0.301025391f + (f * 0.4375f + (q + (f * -3.205518e-3f + k * 4.60503907e-6f))));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(m_log10(x), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
