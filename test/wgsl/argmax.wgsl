// CPU 1/2, GPU 1/2: x f32[3, 700] {"axes":[1],"last":false}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> partial0: array<vec2<i32>>;
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
fn better(a: vec2<i32>, b: vec2<i32>) -> vec2<i32> {
  return select(a, b, b.x > a.x || (b.x == a.x && b.y < a.y));
}
fn m_rank(x: f32) -> i32 {
  let bits = bitcast<i32>(x);
  return select(bits, bitcast<i32>(0x80000000u) - bits, bits < 0i);
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<i32> = vec2<i32>(i32(-2147483647 - 1), 0x7fffffffi);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc = better(acc, vec2<i32>(select(m_rank(value), 0x7fffffffi, m_is_nan(value)), i32(k)));
  }
  partial0[i] = acc;
}


// CPU 2/2, GPU 2/2: x f32[3, 700] {"axes":[1],"last":false}

@group(0) @binding(0) var<storage, read> partial0: array<vec2<i32>>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn better(a: vec2<i32>, b: vec2<i32>) -> vec2<i32>
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<i32> = vec2<i32>(i32(-2147483647 - 1), 0x7fffffffi);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let a = acc;
    let b = partial0[row * p.length + k];
    acc = better(a, b);
  }
  out[row] = acc.y;
}


// CPU, GPU: x i32[40, 5] {"axes":[0],"last":true}

@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
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
fn better(a: vec2<i32>, b: vec2<i32>) -> vec2<i32> {
  return select(a, b, b.x > a.x || (b.x == a.x && b.y > a.y));
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  var acc: vec2<i32> = vec2<i32>(i32(-2147483647 - 1), -1i);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc = better(acc, vec2<i32>(value, i32(k)));
  }
  out[row] = acc.y;
}


// CPU, GPU: x f32[3, 6] {"axes":[1],"last":false}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
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
fn better(a: vec2<i32>, b: vec2<i32>) -> vec2<i32> {
  return select(a, b, b.x > a.x || (b.x == a.x && b.y < a.y));
}
// as above: fn m_rank(x: f32) -> i32
// as above: fn m_is_nan(x: f32) -> bool
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<i32> = vec2<i32>(i32(-2147483647 - 1), 0x7fffffffi);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc = better(acc, vec2<i32>(select(m_rank(value), 0x7fffffffi, m_is_nan(value)), i32(k)));
  }
  out[row] = acc.y;
}


// CPU, GPU: x f32[3, 6] {"axes":[1],"last":true}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn row_at(i: u32) -> u32
// as above: fn element_at(i: u32) -> u32
fn better(a: vec2<i32>, b: vec2<i32>) -> vec2<i32> {
  return select(a, b, b.x > a.x || (b.x == a.x && b.y > a.y));
}
// as above: fn m_rank(x: f32) -> i32
// as above: fn m_is_nan(x: f32) -> bool
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<i32> = vec2<i32>(i32(-2147483647 - 1), -1i);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc = better(acc, vec2<i32>(select(m_rank(value), 0x7fffffffi, m_is_nan(value)), i32(k)));
  }
  out[row] = acc.y;
}


// CPU, GPU: x u32[4] {"axes":[0],"last":false}

@group(0) @binding(0) var<storage, read> x: array<u32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn row_at(i: u32) -> u32 {
  return 0u;
}
// as above: fn element_at(i: u32) -> u32
fn better(a: vec2<i32>, b: vec2<i32>) -> vec2<i32> {
  return select(a, b, b.x > a.x || (b.x == a.x && b.y < a.y));
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<i32> = vec2<i32>(i32(-2147483647 - 1), 0x7fffffffi);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    acc = better(acc, vec2<i32>(bitcast<i32>(value ^ 0x80000000u), i32(k)));
  }
  out[row] = acc.y;
}
