// CPU, GPU: dy f32[3, 4, 5] {"to":[4,1]}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, parts: u32, step: u32, block: u32, terms: u32, row_x_0: u32, copy_n1: u32, copy_r1: f32,
  copy_copy_1: u32, copy_copy_0: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  var x_at = 0u;
  x_at += i * p.row_x_0;
  return x_at;
}
fn copy_at(i: u32) -> u32 {
  var copy_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.copy_r1);
  let left1 = i32(rest - near1 * p.copy_n1);
  let coordinate1 = u32(left1 + select(0, i32(p.copy_n1), left1 < 0)
    - select(0, i32(p.copy_n1), left1 >= i32(p.copy_n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.copy_n1)) - select(0u, 1u, left1 < 0);
  copy_at += coordinate1 * p.copy_copy_1;
  copy_at += rest * p.copy_copy_0;
  return copy_at;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  let first = part / p.step * p.block;
  let end = min(first + p.block, p.terms);
  let start = row_at(row);
  var sum0 = f32(0);
  var sum1 = f32(0);
  var sum2 = f32(0);
  var sum3 = f32(0);
  var k = first + part % p.step;
  for (; k + 3 * p.step < end; k += 4 * p.step) {
    sum0 += dy[start + copy_at(k)];
    sum1 += dy[start + copy_at((k + p.step))];
    sum2 += dy[start + copy_at((k + 2 * p.step))];
    sum3 += dy[start + copy_at((k + 3 * p.step))];
  }
  for (; k < end; k += p.step) { sum0 += dy[start + copy_at(k)]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  out[i] = total;
}


// CPU 1/2, GPU 1/2: dy f32[2, 1300] {"to":[]}

@group(0) @binding(0) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> partial0: array<f32>;
struct Params {
  count: u32, rows: u32, parts: u32, step: u32, block: u32, terms: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  return 0u;
}
fn copy_at(i: u32) -> u32 {
  return i;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  let first = part / p.step * p.block;
  let end = min(first + p.block, p.terms);
  let start = row_at(row);
  var sum0 = vec4<f32>(0);
  var sum1 = vec4<f32>(0);
  var sum2 = vec4<f32>(0);
  var sum3 = vec4<f32>(0);
  var k = first + part % p.step;
  for (; k + 3 * p.step < end; k += 4 * p.step) {
    sum0 += dy[start + copy_at(k)];
    sum1 += dy[start + copy_at((k + p.step))];
    sum2 += dy[start + copy_at((k + 2 * p.step))];
    sum3 += dy[start + copy_at((k + 3 * p.step))];
  }
  for (; k < end; k += p.step) { sum0 += dy[start + copy_at(k)]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  partial0[i] = ((total.x + total.y) + (total.z + total.w));
}


// CPU 2/2, GPU 2/2: dy f32[2, 1300] {"to":[]}
// CPU 2/2, GPU 2/2: dy f32[3, 2600] {"to":[3,1]}

@group(0) @binding(0) var<storage, read> partial0: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  let first = part / p.step * p.block;
  let end = min(first + p.block, p.terms);
  let start = row * p.terms;
  var sum0 = f32(0);
  var sum1 = f32(0);
  var sum2 = f32(0);
  var sum3 = f32(0);
  var k = first + part % p.step;
  for (; k + 3 * p.step < end; k += 4 * p.step) {
    sum0 += partial0[start + k];
    sum1 += partial0[start + (k + p.step)];
    sum2 += partial0[start + (k + 2 * p.step)];
    sum3 += partial0[start + (k + 3 * p.step)];
  }
  for (; k < end; k += p.step) { sum0 += partial0[start + k]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  out[i] = total;
}


// CPU 1/2, GPU 1/2: dy f32[1300, 3] {"to":[3]}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read_write> partial0: array<f32>;
struct Params {
  count: u32, rows: u32, parts: u32, step: u32, block: u32, terms: u32, copy_copy_0: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  return i;
}
fn copy_at(i: u32) -> u32 {
  var copy_at = 0u;
  copy_at += i * p.copy_copy_0;
  return copy_at;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  let first = part / p.step * p.block;
  let end = min(first + p.block, p.terms);
  let start = row_at(row);
  var sum0 = f32(0);
  var sum1 = f32(0);
  var sum2 = f32(0);
  var sum3 = f32(0);
  var k = first + part % p.step;
  for (; k + 3 * p.step < end; k += 4 * p.step) {
    sum0 += dy[start + copy_at(k)];
    sum1 += dy[start + copy_at((k + p.step))];
    sum2 += dy[start + copy_at((k + 2 * p.step))];
    sum3 += dy[start + copy_at((k + 3 * p.step))];
  }
  for (; k < end; k += p.step) { sum0 += dy[start + copy_at(k)]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  partial0[i] = total;
}


// CPU 2/2, GPU 2/2: dy f32[1300, 3] {"to":[3]}

@group(0) @binding(0) var<storage, read> partial0: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, parts: u32, step: u32, block: u32, terms: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  let first = part / p.step * p.block;
  let end = min(first + p.block, p.terms);
  let start = row;
  var sum0 = f32(0);
  var sum1 = f32(0);
  var sum2 = f32(0);
  var sum3 = f32(0);
  var k = first + part % p.step;
  for (; k + 3 * p.step < end; k += 4 * p.step) {
    sum0 += partial0[start + k * p.rows];
    sum1 += partial0[start + (k + p.step) * p.rows];
    sum2 += partial0[start + (k + 2 * p.step) * p.rows];
    sum3 += partial0[start + (k + 3 * p.step) * p.rows];
  }
  for (; k < end; k += p.step) { sum0 += partial0[start + k * p.rows]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  out[i] = total;
}


// CPU, GPU: dy i32[1300] {"to":[]}

@group(0) @binding(0) var<storage, read> dy: array<vec4<i32>>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  return 0u;
}
fn copy_at(i: u32) -> u32 {
  return i;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  let first = part / p.step * p.block;
  let end = min(first + p.block, p.terms);
  let start = row_at(row);
  var sum0 = vec4<i32>(0);
  var sum1 = vec4<i32>(0);
  var sum2 = vec4<i32>(0);
  var sum3 = vec4<i32>(0);
  var k = first + part % p.step;
  for (; k + 3 * p.step < end; k += 4 * p.step) {
    sum0 += dy[start + copy_at(k)];
    sum1 += dy[start + copy_at((k + p.step))];
    sum2 += dy[start + copy_at((k + 2 * p.step))];
    sum3 += dy[start + copy_at((k + 3 * p.step))];
  }
  for (; k < end; k += p.step) { sum0 += dy[start + copy_at(k)]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  out[i] = ((total.x + total.y) + (total.z + total.w));
}


// CPU, GPU: dy f32[7, 2, 3] {"to":[7,1,3]}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, parts: u32, step: u32, block: u32, terms: u32, row_n1: u32, row_r1: f32, row_x_1: u32,
  row_x_0: u32, copy_copy_0: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  var x_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.row_r1);
  let left1 = i32(rest - near1 * p.row_n1);
  let coordinate1 = u32(left1 + select(0, i32(p.row_n1), left1 < 0)
    - select(0, i32(p.row_n1), left1 >= i32(p.row_n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.row_n1)) - select(0u, 1u, left1 < 0);
  x_at += coordinate1 * p.row_x_1;
  x_at += rest * p.row_x_0;
  return x_at;
}
fn copy_at(i: u32) -> u32 {
  var copy_at = 0u;
  copy_at += i * p.copy_copy_0;
  return copy_at;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  let first = part / p.step * p.block;
  let end = min(first + p.block, p.terms);
  let start = row_at(row);
  var sum0 = f32(0);
  var sum1 = f32(0);
  var sum2 = f32(0);
  var sum3 = f32(0);
  var k = first + part % p.step;
  for (; k + 3 * p.step < end; k += 4 * p.step) {
    sum0 += dy[start + copy_at(k)];
    sum1 += dy[start + copy_at((k + p.step))];
    sum2 += dy[start + copy_at((k + 2 * p.step))];
    sum3 += dy[start + copy_at((k + 3 * p.step))];
  }
  for (; k < end; k += p.step) { sum0 += dy[start + copy_at(k)]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  out[i] = total;
}


// CPU, GPU: dy f32[2, 3, 16, 40] {"to":[3,1,1]}

@group(0) @binding(0) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, parts: u32, step: u32, block: u32, terms: u32, row_x_0: u32, copy_n1: u32, copy_r1: f32,
  copy_copy_1: u32, copy_copy_0: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  var x_at = 0u;
  x_at += i * p.row_x_0;
  return x_at;
}
fn copy_at(i: u32) -> u32 {
  var copy_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.copy_r1);
  let left1 = i32(rest - near1 * p.copy_n1);
  let coordinate1 = u32(left1 + select(0, i32(p.copy_n1), left1 < 0)
    - select(0, i32(p.copy_n1), left1 >= i32(p.copy_n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.copy_n1)) - select(0u, 1u, left1 < 0);
  copy_at += coordinate1 * p.copy_copy_1;
  copy_at += rest * p.copy_copy_0;
  return copy_at;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  let first = part / p.step * p.block;
  let end = min(first + p.block, p.terms);
  let start = row_at(row);
  var sum0 = vec4<f32>(0);
  var sum1 = vec4<f32>(0);
  var sum2 = vec4<f32>(0);
  var sum3 = vec4<f32>(0);
  var k = first + part % p.step;
  for (; k + 3 * p.step < end; k += 4 * p.step) {
    sum0 += dy[start + copy_at(k)];
    sum1 += dy[start + copy_at((k + p.step))];
    sum2 += dy[start + copy_at((k + 2 * p.step))];
    sum3 += dy[start + copy_at((k + 3 * p.step))];
  }
  for (; k < end; k += p.step) { sum0 += dy[start + copy_at(k)]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  out[i] = ((total.x + total.y) + (total.z + total.w));
}


// CPU 1/2, GPU 1/2: dy f32[3, 2600] {"to":[3,1]}

@group(0) @binding(0) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> partial0: array<f32>;
struct Params {
  count: u32, rows: u32, parts: u32, step: u32, block: u32, terms: u32, row_x_0: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn row_at(i: u32) -> u32
fn copy_at(i: u32) -> u32 {
  return i;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  let first = part / p.step * p.block;
  let end = min(first + p.block, p.terms);
  let start = row_at(row);
  var sum0 = vec4<f32>(0);
  var sum1 = vec4<f32>(0);
  var sum2 = vec4<f32>(0);
  var sum3 = vec4<f32>(0);
  var k = first + part % p.step;
  for (; k + 3 * p.step < end; k += 4 * p.step) {
    sum0 += dy[start + copy_at(k)];
    sum1 += dy[start + copy_at((k + p.step))];
    sum2 += dy[start + copy_at((k + 2 * p.step))];
    sum3 += dy[start + copy_at((k + 3 * p.step))];
  }
  for (; k < end; k += p.step) { sum0 += dy[start + copy_at(k)]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  partial0[i] = ((total.x + total.y) + (total.z + total.w));
}
