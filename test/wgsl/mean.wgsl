// CPU, GPU: x f32[3, 4, 5] {"to":[1,4,1]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, parts: u32, step: u32, block: u32, terms: u32, divisor: f32, row_x_0: u32, copy_n1: u32,
  copy_r1: f32, copy_copy_1: u32, copy_copy_0: u32,
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
    sum0 += x[start + copy_at(k)];
    sum1 += x[start + copy_at((k + p.step))];
    sum2 += x[start + copy_at((k + 2 * p.step))];
    sum3 += x[start + copy_at((k + 3 * p.step))];
  }
  for (; k < end; k += p.step) { sum0 += x[start + copy_at(k)]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  out[i] = total / p.divisor;
}


// CPU, GPU: x f32[2, 1300] {"to":[2,1]}
// CPU, GPU: x f32[70, 2, 24, 24] {"to":[70,2,1,1]}

@group(0) @binding(0) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, parts: u32, step: u32, block: u32, terms: u32, divisor: f32, row_x_0: u32,
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
    sum0 += x[start + copy_at(k)];
    sum1 += x[start + copy_at((k + p.step))];
    sum2 += x[start + copy_at((k + 2 * p.step))];
    sum3 += x[start + copy_at((k + 3 * p.step))];
  }
  for (; k < end; k += p.step) { sum0 += x[start + copy_at(k)]; }
  let total = (sum0 + sum1) + (sum2 + sum3);
  out[i] = ((total.x + total.y) + (total.z + total.w)) / p.divisor;
}
