// CPU, GPU: at f32[3, 40], dy f32[3, 40] {"delta":0.5}

@group(0) @binding(0) var<storage, read> from_at: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> from_dy: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, delta: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn slope(x: f32, dy: f32) -> f32 { return dy * select(clamp(x, -p.delta, p.delta), x, m_is_nan(x)); }
fn point(at: f32, dy: f32) -> f32 { return slope(at, dy); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_at = from_at[i];
  let at_dy = from_dy[i];
  out[i] = vec4<f32>(point(at_at.x, at_dy.x), point(at_at.y, at_dy.y), point(at_at.z, at_dy.z), point(at_at.w, at_dy.w));
}


// CPU, GPU: at f32[3], dy f32[3] {"delta":0.5}

@group(0) @binding(0) var<storage, read> from_at: array<f32>;
@group(0) @binding(1) var<storage, read> from_dy: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn slope(x: f32, dy: f32) -> f32
// as above: fn point(at: f32, dy: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_at = from_at[i];
  let at_dy = from_dy[i];
  out[i] = point(at_at, at_dy);
}
