// CPU, GPU: x f32[4] {}

@group(0) @binding(0) var<storage, read> from_x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<u32>>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn point(x: f32) -> u32 { return select(1u, 0u, ((bitcast<u32>(x) & 0x7fffffffu) != 0u)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[0u];
  out[i] = vec4<u32>(point(at_x.x), point(at_x.y), point(at_x.z), point(at_x.w));
}


// CPU, GPU: x bool[5] {}

@group(0) @binding(0) var<storage, read> from_x: array<u32>;
@group(0) @binding(1) var<storage, read_write> out: array<u32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
fn point(x: u32) -> u32 { return select(1u, 0u, (x != 0)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}


// CPU, GPU: x i32[5] {}

@group(0) @binding(0) var<storage, read> from_x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<u32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
fn point(x: i32) -> u32 { return select(1u, 0u, (x != 0)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
