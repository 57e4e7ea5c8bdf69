// CPU, GPU: x f32[3, 5], indices i32[2, 4], updates f32[2, 4] {"axis":1,"reduction":"none","to":[3,5]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> updates: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, indices_offset: u32, indices_0: u32, indices_1: u32,
  updates_offset: u32, updates_0: u32, updates_1: u32, reach0: u32, updates: u32, rows: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
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
  var total = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1];
  if (true && c0 < p.reach0) {
    for (var m = 0u; m < p.updates; m++) {
      if (row_index(i32(indices[p.indices_offset + (c0) * p.indices_0 + (m) * p.indices_1]), p.rows) != c1) { continue; }
      let value = updates[p.updates_offset + (c0) * p.updates_0 + (m) * p.updates_1];
      total = value;
    }
  }
  out[i] = total;
}


// CPU, GPU: x f32[3, 5], indices i32[2, 4], updates f32[2, 4] {"axis":1,"reduction":"add","to":[3,5]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> updates: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  var total = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1];
  if (true && c0 < p.reach0) {
    for (var m = 0u; m < p.updates; m++) {
      if (row_index(i32(indices[p.indices_offset + (c0) * p.indices_0 + (m) * p.indices_1]), p.rows) != c1) { continue; }
      let value = updates[p.updates_offset + (c0) * p.updates_0 + (m) * p.updates_1];
      total = total + value;
    }
  }
  out[i] = total;
}


// CPU, GPU: x f32[3, 5], indices i32[2, 4], updates f32[2, 4] {"axis":1,"reduction":"mul","to":[3,5]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> updates: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  var total = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1];
  if (true && c0 < p.reach0) {
    for (var m = 0u; m < p.updates; m++) {
      if (row_index(i32(indices[p.indices_offset + (c0) * p.indices_0 + (m) * p.indices_1]), p.rows) != c1) { continue; }
      let value = updates[p.updates_offset + (c0) * p.updates_0 + (m) * p.updates_1];
      total = total * value;
    }
  }
  out[i] = total;
}


// CPU, GPU: x f32[3, 5], indices i32[2, 4], updates f32[2, 4] {"axis":1,"reduction":"max","to":[3,5]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> updates: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
fn m_total_rank(x: f32) -> i32 {
  let bits = bitcast<i32>(x);
  return bits ^ bitcast<i32>((bitcast<u32>(bits >> 31u) >> 1u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
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
  var total = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1];
  if (true && c0 < p.reach0) {
    for (var m = 0u; m < p.updates; m++) {
      if (row_index(i32(indices[p.indices_offset + (c0) * p.indices_0 + (m) * p.indices_1]), p.rows) != c1) { continue; }
      let value = updates[p.updates_offset + (c0) * p.updates_0 + (m) * p.updates_1];
      total = select(select(select(total, value, m_total_rank(value) > m_total_rank(total)), value, m_is_nan(value)), total, m_is_nan(total));
    }
  }
  out[i] = total;
}


// CPU, GPU: x f32[3, 5], indices i32[2, 4], updates f32[2, 4] {"axis":1,"reduction":"min","to":[3,5]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> updates: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
// as above: fn m_total_rank(x: f32) -> i32
// as above: fn m_is_nan(x: f32) -> bool
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  var total = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1];
  if (true && c0 < p.reach0) {
    for (var m = 0u; m < p.updates; m++) {
      if (row_index(i32(indices[p.indices_offset + (c0) * p.indices_0 + (m) * p.indices_1]), p.rows) != c1) { continue; }
      let value = updates[p.updates_offset + (c0) * p.updates_0 + (m) * p.updates_1];
      total = select(select(select(total, value, m_total_rank(value) < m_total_rank(total)), value, m_is_nan(value)), total, m_is_nan(total));
    }
  }
  out[i] = total;
}


// CPU, GPU: x f32[2, 3], indices i32[4, 3], updates f32[4, 3] {"axis":0,"reduction":"mul","to":[2,3]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> updates: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, indices_offset: u32, indices_0: u32, indices_1: u32,
  updates_offset: u32, updates_0: u32, updates_1: u32, updates: u32, rows: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  var total = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1];
  if (true) {
    for (var m = 0u; m < p.updates; m++) {
      if (row_index(i32(indices[p.indices_offset + (m) * p.indices_0 + (c1) * p.indices_1]), p.rows) != c0) { continue; }
      let value = updates[p.updates_offset + (m) * p.updates_0 + (c1) * p.updates_1];
      total = total * value;
    }
  }
  out[i] = total;
}


// CPU, GPU: x i32[4, 70], indices u32[9, 70], updates i32[9, 70] {"axis":0,"reduction":"max","to":[4,70]}

@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read> indices: array<u32>;
@group(0) @binding(2) var<storage, read> updates: array<i32>;
@group(0) @binding(3) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  var total = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1];
  if (true) {
    for (var m = 0u; m < p.updates; m++) {
      if (row_index(i32(indices[p.indices_offset + (m) * p.indices_0 + (c1) * p.indices_1]), p.rows) != c0) { continue; }
      let value = updates[p.updates_offset + (m) * p.updates_0 + (c1) * p.updates_1];
      total = max(total, value);
    }
  }
  out[i] = total;
}


// CPU, GPU: indices i32[5], updates f32[5] {"axis":0,"reduction":"add","to":[3]}

@group(0) @binding(0) var<storage, read> indices: array<i32>;
@group(0) @binding(1) var<storage, read> updates: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n0: u32, indices_offset: u32, indices_0: u32, updates_offset: u32, updates_0: u32, updates: u32,
  rows: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn row_index(index: i32, n: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c0 = rest % p.n0;
  rest /= p.n0;
  var total = f32(0);
  if (true) {
    for (var m = 0u; m < p.updates; m++) {
      if (row_index(i32(indices[p.indices_offset + (m) * p.indices_0]), p.rows) != c0) { continue; }
      let value = updates[p.updates_offset + (m) * p.updates_0];
      total = total + value;
    }
  }
  out[i] = total;
}
