// CPU, GPU: indices i32[7, 2] {"shape":[3,4]}

@group(0) @binding(0) var<storage, read> indices: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<u32>;
struct Params {
  count: u32, n0: u32, n1: u32, depth: u32, outside: u32,
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
  var inside = true;
  var at = 0u;
  let row0 = row_index(i32(indices[i * p.depth + 0]), p.n0);
  inside = inside && row0 < p.n0;
  at = at * p.n0 + row0;
  let row1 = row_index(i32(indices[i * p.depth + 1]), p.n1);
  inside = inside && row1 < p.n1;
  at = at * p.n1 + row1;
  out[i] = select(p.outside, at, inside);
}
