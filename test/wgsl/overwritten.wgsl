// CPU, GPU: indices i32[6, 2] {"axis":0,"rows":4}

@group(0) @binding(0) var<storage, read> indices: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<u32>;
struct Params {
  count: u32, n1: u32, n0: u32, indices_offset: u32, indices_0: u32, indices_1: u32, rows: u32, updates: u32,
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
  var rest = i;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  let row = row_index(i32(indices[p.indices_offset + (c0) * p.indices_0 + (c1) * p.indices_1]), p.rows);
  var later = 0u;
  for (var m = c0 + 1u; m < p.updates && later == 0u; m++) {
    if (row_index(i32(indices[p.indices_offset + (m) * p.indices_0 + (c1) * p.indices_1]), p.rows) == row) { later = 1u; }
  }
  out[i] = later;
}
