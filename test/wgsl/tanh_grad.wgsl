// CPU, GPU: at f32[5, 27], dy f32[5, 27] {}

@group(0) @binding(0) var<storage, read> from_at: array<f32>;
@group(0) @binding(1) var<storage, read> from_dy: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn slope(y: f32, dy: f32) -> f32 { return dy * (1.0f - y * y); }
fn point(at: f32, dy: f32) -> f32 { return slope(at, dy); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_at = from_at[i];
  let at_dy = from_dy[i];
  out[i] = point(at_at, at_dy);
}


// CPU, GPU: at f32[4], dy f32[4] {}

@group(0) @binding(0) var<storage, read> from_at: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> from_dy: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4<f32>>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn slope(y: f32, dy: f32) -> f32
// as above: fn point(at: f32, dy: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_at = from_at[0u];
  let at_dy = from_dy[0u];
  out[i] = vec4<f32>(point(at_at.x, at_dy.x), point(at_at.y, at_dy.y), point(at_at.z, at_dy.z), point(at_at.w, at_dy.w));
}
