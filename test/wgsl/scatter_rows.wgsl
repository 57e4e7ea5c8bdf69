// CPU 1/3, GPU 1/3: updates f32[2, 6, 3], indices i32[6] {"axis":1,"rows":4}
// CPU 1/3, GPU 1/3: updates f32[300, 2], indices u32[300] {"axis":0,"rows":3}
// CPU 1/2, GPU 1/2: updates f32[0, 2], indices i32[0] {"axis":0,"rows":3}

@group(0) @binding(0) var<storage, read_write> first: array<u32>;
struct Params {
  count: u32,
}
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  first[i] = 4294967295u;
}


// CPU 2/3, GPU 2/3: updates f32[2, 6, 3], indices i32[6] {"axis":1,"rows":4}

@group(0) @binding(0) var<storage, read> indices: array<i32>;
@group(0) @binding(1) var<storage, read_write> first: array<u32>;
@group(0) @binding(2) var<storage, read_write> next: array<u32>;
struct Params {
  count: u32, rows: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn row_index(index: i32, n: u32) -> u32 {
  let row = select(u32(index), u32(index) + n, index < 0);
  return select(0xffffffffu, row, row < n);
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = row_index(i32(indices[i]), p.rows);
  next[i] = 4294967295u;
  if (row >= p.rows) { return; }
  var before = i;
  while (before > 0u && row_index(i32(indices[before - 1u]), p.rows) != row) { before--; }
  if (before == 0u) { first[row] = i; }
  var after = i + 1u;
  while (after < p.count && row_index(i32(indices[after]), p.rows) != row) { after++; }
  if (after < p.count) { next[i] = after; }
}


// CPU 3/3, GPU 3/3: updates f32[2, 6, 3], indices i32[6] {"axis":1,"rows":4}
// CPU 3/3, GPU 3/3: updates f32[300, 2], indices u32[300] {"axis":0,"rows":3}
// CPU 2/2, GPU 2/2: updates f32[0, 2], indices i32[0] {"axis":0,"rows":3}

@group(0) @binding(0) var<storage, read> updates: array<f32>;
@group(0) @binding(1) var<storage, read> first: array<u32>;
@group(0) @binding(2) var<storage, read> next: array<u32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, n: u32, inner: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let start = (i / (p.rows * p.inner)) * p.n * p.inner + i % p.inner;
  var total = f32(0);
  var part = f32(0);
  var length = 0u;
  var at = first[(i / p.inner) % p.rows];
  while (at != 4294967295u) {
    part += updates[start + at * p.inner];
    at = next[at];
    length++;
    if (length % 64u == 0u) { total += part; part = f32(0); }
  }
  out[i] = total + part;
}


// CPU 2/3, GPU 2/3: updates f32[300, 2], indices u32[300] {"axis":0,"rows":3}

@group(0) @binding(0) var<storage, read> indices: array<u32>;
@group(0) @binding(1) var<storage, read_write> first: array<u32>;
@group(0) @binding(2) var<storage, read_write> next: array<u32>;
struct Params {
  count: u32, rows: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = row_index(i32(indices[i]), p.rows);
  next[i] = 4294967295u;
  if (row >= p.rows) { return; }
  var before = i;
  while (before > 0u && row_index(i32(indices[before - 1u]), p.rows) != row) { before--; }
  if (before == 0u) { first[row] = i; }
  var after = i + 1u;
  while (after < p.count && row_index(i32(indices[after]), p.rows) != row) { after++; }
  if (after < p.count) { next[i] = after; }
}
