// CPU, GPU: x f32[3, 43] {}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_log1p_parts(x: f32, extra: f32) -> f32 {
  let e = (bitcast<u32>(1.0f + x) - 0x3f3504f3u) & 0xff800000u;
  let down = bitcast<f32>(bitcast<u32>(x) - e);
  let scale = bitcast<f32>(0x3f800000i - min(bitcast<i32>(e), 0x1e000000i));
  let f = down + (scale - 1.0f);
  let k = f32(bitcast<i32>(e) >> 23u) + extra;
  let q = (((((((8.741644025e-2f * f - 0.143104598f) * f + 0.1491663754f) * f - 0.1656994522f) * f + 0.1996216029f)
    * f - 0.2500178814f) * f
    + 0.3333394825f) * f - 0.4999999106f) * (f * f);
  return ((f + q) + k * 1.42860677e-6f) + k * 0.693145752f;
}
fn m_atanh(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let a = b & 0x7fffffffu;
  let t = bitcast<f32>(a);
  var y = bitcast<u32>(0.5f * m_log1p_parts((t + t) / (1.0f - t), 0.0f));
  y = select(y, 0x7f800000u, a == 0x3f800000u) | (b & 0x80000000u);
  y = select(y, b, a < 0x39000000u);
  return bitcast<f32>(select(y, b | 0x7fc00000u, a > 0x3f800000u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(m_atanh(x), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}


// CPU, GPU: x f32[4] {}

@group(0) @binding(0) var<storage, read> from_x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_log1p_parts(x: f32, extra: f32) -> f32
// as above: fn m_atanh(x: f32) -> f32
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn point(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[0u];
  out[i] = vec4<f32>(point(at_x.x), point(at_x.y), point(at_x.z), point(at_x.w));
}
