// CPU, GPU: x f32[1, 2, 3, 3], indices i32[1, 2, 2, 2] {"size":[2,2],"regular":{"kernel":[2,2],"stride":[1,1],"padding":[0,0,0,0],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, windows: u32, pixels: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var value = 0.0;
  if (indices[i] >= 0) { value = x[i / p.windows * p.pixels + u32(indices[i])]; }
  out[i] = value;
}
