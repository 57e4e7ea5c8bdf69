// CPU, GPU: x f32[3, 5, 4], indices i32[2, 3] {"axis":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n: u32, inner: u32, picked: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn row_index(index: i32, n: u32) -> u32 {
  let row = select(u32(index), u32(index) + n, index < 0);
  return select(0xffffffffu, row, row < n);
}
fn runtime_bits(bits: u32) -> u32 {
  return bits;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = row_index(i32(indices[(i / p.inner) % p.picked]), p.n);
  var value = bitcast<f32>(runtime_bits(2143289344u));
  if (row < p.n) { value = x[((i / (p.picked * p.inner)) * p.n + row) * p.inner + i % p.inner]; }
  out[i] = value;
}


// CPU, GPU: x i32[6, 2], indices u32[] {"axis":0}

@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read> indices: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = row_index(i32(indices[(i / p.inner) % p.picked]), p.n);
  var value = i32(0);
  if (row < p.n) { value = x[((i / (p.picked * p.inner)) * p.n + row) * p.inner + i % p.inner]; }
  out[i] = value;
}


// CPU, GPU: x f32[11, 9], indices u32[140] {"axis":0}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
// as above: fn runtime_bits(bits: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = row_index(i32(indices[(i / p.inner) % p.picked]), p.n);
  var value = bitcast<f32>(runtime_bits(2143289344u));
  if (row < p.n) { value = x[((i / (p.picked * p.inner)) * p.n + row) * p.inner + i % p.inner]; }
  out[i] = value;
}
