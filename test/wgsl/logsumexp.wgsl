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
fn m_exp_parts(x: f32) -> vec2f {
  let k = round(x * 1.44269504f);
  let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
  let p = (((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r
    + 0.4999998808f) * r + 1.0f) * r + 1.0f;
  return vec2f(p, k);
}
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_exp(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let parts = m_exp_parts(x);
  var y = bitcast<u32>(m_scale(parts.x, parts.y));
  y = select(y, 0u, b > 0xc2cff1b4u);
  y = select(y, 0x7f800000u, bitcast<i32>(b) > 0x42b17217i);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
}
fn m_log_split(x: f32) -> vec2f {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let n = select(b, bitcast<u32>(f32(i32(b))), subnormal);
  let e = n - 0x3f3504f3u;
  let k = f32(bitcast<i32>(e) >> 23u) - select(0.0f, 149.0f, subnormal);
  return vec2f(k, bitcast<f32>(n - (e & 0xff800000u)) - 1.0f);
}
fn m_log_special(x: f32, y: f32) -> f32 {
  let b = bitcast<u32>(x);
  let special = select(b | 0x7fc00000u, b, b == 0x7f800000u);
  let r = select(bitcast<u32>(y), special, b >= 0x7f800000u);
  return bitcast<f32>(select(r, 0xff800000u, (b & 0x7fffffffu) == 0u));
}
fn m_log(x: f32) -> f32 {
  let parts = m_log_split(x);
  let k = parts.x;
  let f = parts.y;
  let q = (((((((8.741644025e-2f * f - 0.143104598f) * f + 0.1491663754f) * f - 0.1656994522f) * f + 0.1996216029f)
    * f - 0.2500178814f) * f
    + 0.3333394825f) * f - 0.4999999106f) * (f * f);
  return m_log_special(x, ((f + q) + k * 1.42860677e-6f) + k * 0.693145752f);
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<f32> = vec2<f32>(-3.4028234663852886e+38f, 0.0);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    let top = select(acc.x, min(value, 3.4028234663852886e+38f), value > acc.x);
    acc = vec2<f32>(top, acc.y * m_exp(acc.x - top) + m_exp(value - top));
  }
  out[row] = m_log(acc.y) + acc.x;
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
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  var acc: vec2<f32> = vec2<f32>(-3.4028234663852886e+38f, 0.0);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    let top = select(acc.x, min(value, 3.4028234663852886e+38f), value > acc.x);
    acc = vec2<f32>(top, acc.y * m_exp(acc.x - top) + m_exp(value - top));
  }
  out[row] = m_log(acc.y) + acc.x;
}


// CPU 1/2, GPU 1/2: x f32[2, 700] {"axes":[1]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> partial0: array<vec2<f32>>;
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
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<f32> = vec2<f32>(-3.4028234663852886e+38f, 0.0);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    let top = select(acc.x, min(value, 3.4028234663852886e+38f), value > acc.x);
    acc = vec2<f32>(top, acc.y * m_exp(acc.x - top) + m_exp(value - top));
  }
  partial0[i] = acc;
}


// CPU 2/2, GPU 2/2: x f32[2, 700] {"axes":[1]}

@group(0) @binding(0) var<storage, read> partial0: array<vec2<f32>>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
fn join_sums(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> {
  let top = select(a.x, b.x, b.x > a.x);
  return vec2<f32>(top, a.y * m_exp(a.x - top) + b.y * m_exp(b.x - top));
}
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<f32> = vec2<f32>(-3.4028234663852886e+38f, 0.0);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let a = acc;
    let b = partial0[row * p.length + k];
    acc = join_sums(a, b);
  }
  out[row] = m_log(acc.y) + acc.x;
}


// CPU, GPU: x f32[5, 3] {"axes":[1]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn row_at(i: u32) -> u32
// as above: fn element_at(i: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<f32> = vec2<f32>(-3.4028234663852886e+38f, 0.0);
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let value = x[row_at(row) + element_at(k)];
    let top = select(acc.x, min(value, 3.4028234663852886e+38f), value > acc.x);
    acc = vec2<f32>(top, acc.y * m_exp(acc.x - top) + m_exp(value - top));
  }
  out[row] = m_log(acc.y) + acc.x;
}
