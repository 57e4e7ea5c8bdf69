// CPU, GPU: x f32[3, 43] {}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_atan(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let a = b & 0x7fffffffu;
  let large = a > 0x3f800000u;
  let v = bitcast<f32>(min(a, 0x7e000000u));
  let t = select(v, 1.0f / v, large);
  let z = t * t;
  let p = ((((((2.920203377e-3f * z - 1.636600308e-2f) * z + 4.320875928e-2f) * z - 7.551951706e-2f) * z
    + 0.1066588014f) * z - 0.1421102285f) * z
    + 0.1999376863f) * z - 0.3333315253f;
  let small = p * z * t + t;
  let y = bitcast<u32>(select(small, 1.57079637f - small, large)) | (b & 0x80000000u);
  return bitcast<f32>(select(y, b, a < 0x39000000u || a > 0x7f800000u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(m_atan(x), x, m_is_nan(x)); }
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
// as above: fn m_atan(x: f32) -> f32
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn point(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[0u];
  out[i] = vec4<f32>(point(at_x.x), point(at_x.y), point(at_x.z), point(at_x.w));
}
