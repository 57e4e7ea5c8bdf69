// CPU, GPU: x f32[2, 3, 5] {"axes":[0,2]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, row_x_0: u32, element_n1: u32, element_r1: f32,
  element_element_1: u32, element_element_0: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  var x_at = 0u;
  x_at += i * p.row_x_0;
  return x_at;
}
fn element_at(i: u32) -> u32 {
  var element_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.element_r1);
  let left1 = i32(rest - near1 * p.element_n1);
  let coordinate1 = u32(left1 + select(0, i32(p.element_n1), left1 < 0)
    - select(0, i32(p.element_n1), left1 >= i32(p.element_n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.element_n1)) - select(0u, 1u, left1 < 0);
  element_at += coordinate1 * p.element_element_1;
  element_at += rest * p.element_element_0;
  return element_at;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: f32 = f32(0);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc += abs(value);
  }
  out[row] = acc;
}


// CPU, GPU: x f32[37, 6] {"axes":[0]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, element_element_0: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  return i;
}
fn element_at(i: u32) -> u32 {
  var element_at = 0u;
  element_at += i * p.element_element_0;
  return element_at;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  var acc: f32 = f32(0);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc += abs(value);
  }
  out[row] = acc;
}


// CPU 1/2, GPU 1/2: x f32[2, 700] {"axes":[1]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> partial0: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, row_x_0: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  var x_at = 0u;
  x_at += i * p.row_x_0;
  return x_at;
}
fn element_at(i: u32) -> u32 {
  return i;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: f32 = f32(0);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc += abs(value);
  }
  partial0[i] = acc;
}


// CPU 2/2, GPU 2/2: x f32[2, 700] {"axes":[1]}

@group(0) @binding(0) var<storage, read> partial0: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: f32 = f32(0);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let a = acc;
    let b = partial0[row * p.length + k];
    acc = a + b;
  }
  out[row] = acc;
}
