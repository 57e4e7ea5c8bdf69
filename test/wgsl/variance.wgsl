// CPU, GPU: x f32[2, 3, 5] {"correction":1,"axes":[0,2]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, row_x_0: u32, element_n1: u32, element_r1: f32,
  element_element_1: u32, element_element_0: u32, divisor: f32,
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
  var acc: vec4<f32> = vec4<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc.w = select(acc.w, value, acc.x == 0.0);
    acc.x += 1.0;
    let apart = (value - acc.w) - acc.y;
    acc.y += apart / acc.x;
    acc.z += apart * ((value - acc.w) - acc.y);
  }
  out[row] = acc.z / p.divisor;
}


// CPU, GPU: x f32[37, 6] {"correction":1,"axes":[0]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, element_element_0: u32, divisor: f32,
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
  var acc: vec4<f32> = vec4<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc.w = select(acc.w, value, acc.x == 0.0);
    acc.x += 1.0;
    let apart = (value - acc.w) - acc.y;
    acc.y += apart / acc.x;
    acc.z += apart * ((value - acc.w) - acc.y);
  }
  out[row] = acc.z / p.divisor;
}


// CPU 1/2, GPU 1/2: x f32[2, 700] {"correction":1,"axes":[1]}
// CPU 1/2, GPU 1/2: x f32[2, 700] {"axes":[1],"correction":0}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> partial0: array<vec4<f32>>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, row_x_0: u32, divisor: f32,
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
  var acc: vec4<f32> = vec4<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc.w = select(acc.w, value, acc.x == 0.0);
    acc.x += 1.0;
    let apart = (value - acc.w) - acc.y;
    acc.y += apart / acc.x;
    acc.z += apart * ((value - acc.w) - acc.y);
  }
  partial0[i] = acc;
}


// CPU 2/2, GPU 2/2: x f32[2, 700] {"correction":1,"axes":[1]}
// CPU 2/2, GPU 2/2: x f32[2, 700] {"axes":[1],"correction":0}

@group(0) @binding(0) var<storage, read> partial0: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
fn join_moments(a: vec4<f32>, b: vec4<f32>) -> vec4<f32> {
  if (a.x == 0.0) { return b; }
  let count = a.x + b.x;
  let share = b.x / count;
  let apart = select((b.w - a.w) + (b.y - a.y), 0.0, b.x == 0.0);
  return vec4<f32>(count, a.y + apart * share, a.z + b.z + apart * apart * a.x * share, a.w);
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec4<f32> = vec4<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let a = acc;
    let b = partial0[row * p.length + k];
    acc = join_moments(a, b);
  }
  out[row] = acc.z / p.divisor;
}
