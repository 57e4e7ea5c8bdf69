// CPU, GPU: x f32[2, 3, 8], y f32[2, 3, 8], scale f32[1] {}

@group(0) @binding(0) var<storage, read> from_x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> from_y: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> from_scale: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
fn point(x: f32, y: f32, scale: f32) -> f32 { return x + scale * y; }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  let at_y = from_y[i];
  let at_scale = from_scale[0u];
  out[i] = vec4<f32>(point(at_x.x, at_y.x, at_scale), point(at_x.y, at_y.y, at_scale), point(at_x.z, at_y.z, at_scale), point(at_x.w, at_y.w, at_scale));
}


// CPU, GPU: x f32[3, 7], y f32[3, 7], scale f32[] {}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read> from_y: array<f32>;
@group(0) @binding(2) var<storage, read> from_scale: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn point(x: f32, y: f32, scale: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  let at_y = from_y[i];
  let at_scale = from_scale[0u];
  out[i] = point(at_x, at_y, at_scale);
}
