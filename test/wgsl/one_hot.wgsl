// CPU, GPU: indices i32[2, 3] {"axis":1,"depth":4,"on":2,"off":-1,"dtype":"f32"}

@group(0) @binding(0) var<storage, read> indices: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, inner: u32, depth: u32, on: f32, off: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_index(index: i32, n: u32) -> u32 {
  let row = select(u32(index), u32(index) + n, index < 0);
  return select(0xffffffffu, row, row < n);
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = row_index(i32(indices[(i / (p.inner * p.depth)) * p.inner + i % p.inner]), p.depth);
  out[i] = f32(select(p.off, p.on, row == (i / p.inner) % p.depth));
}


// CPU, GPU: indices u32[40] {"axis":1,"depth":3,"on":1,"off":0,"dtype":"i32"}

@group(0) @binding(0) var<storage, read> indices: array<u32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = row_index(i32(indices[(i / (p.inner * p.depth)) * p.inner + i % p.inner]), p.depth);
  out[i] = i32(select(p.off, p.on, row == (i / p.inner) % p.depth));
}
