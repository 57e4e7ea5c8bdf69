// CPU, GPU: x f32[3, 5], indices i32[2, 4] {"axis":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, n0: u32, indices_offset: u32, indices_0: u32, indices_1: u32, x_offset: u32, x_0: u32, x_1: u32,
  rows: u32,
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
  var rest = i;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  let row = row_index(i32(indices[p.indices_offset + (c0) * p.indices_0 + (c1) * p.indices_1]), p.rows);
  var value = bitcast<f32>(runtime_bits(2143289344u));
  if (row < p.rows) { value = x[p.x_offset + (c0) * p.x_0 + (row) * p.x_1]; }
  out[i] = value;
}


// CPU, GPU: x i32[4, 3, 30], indices u32[2, 3, 30] {"axis":0}

@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read> indices: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
struct Params {
  count: u32, n2: u32, n1: u32, n0: u32, indices_offset: u32, indices_0: u32, indices_1: u32, indices_2: u32,
  x_offset: u32, x_0: u32, x_1: u32, x_2: u32, rows: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c2 = rest % p.n2;
  rest /= p.n2;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  let row = row_index(i32(indices[p.indices_offset + (c0) * p.indices_0 + (c1) * p.indices_1 + (c2) * p.indices_2]), p.rows);
  var value = i32(0);
  if (row < p.rows) { value = x[p.x_offset + (row) * p.x_0 + (c1) * p.x_1 + (c2) * p.x_2]; }
  out[i] = value;
}
