// CPU: a f32[2, 5, 7], b f32[2, 7, 6] {}

enable subgroups;
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  a_0: u32,
  b_0: u32,
  batches: u32,
  batches_each: u32,
  k_parts: u32,
  chunk: u32,
  m: u32,
  n: u32,
  k: u32,
  a_row: u32,
  a_k: u32,
  b_k: u32,
  b_column: u32,
  out_row: u32,
  out_column: u32,
  grid_x: u32,
  grid_y: u32,
  grid_z: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) folded: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let column = (group.x * 8 + lane) * 4;
  let row = group.y * 4;
  let m = p.m;
  let a_k = p.a_k;
  let b_k = p.b_k;
  let part = group.z;
    let k_first = part % p.k_parts * p.chunk;
    let k_end = min(k_first + p.chunk, p.k);
    let first = part / p.k_parts * p.batches_each;
    var total0 = vec4<f32>(0.0);
var total1 = vec4<f32>(0.0);
var total2 = vec4<f32>(0.0);
var total3 = vec4<f32>(0.0);
    let i = first;
    var a_at = 0u;
var b_at = 0u;
a_at += i * p.a_0;
b_at += i * p.b_0;
    let a_start = a_at;
    let b_start = b_at;
    let place4_0 = a_start + min(row + (lane + 0u) / 4u * 1u, m - 1) * p.a_row + (lane + 0u) % 4u * 1u * a_k;
let place4_1 = a_start + min(row + (lane + 8u) / 4u * 1u, m - 1) * p.a_row + (lane + 8u) % 4u * 1u * a_k;
    let place1_0 = a_start + min(row + (lane + 0u) / 1u * 1u, m - 1) * p.a_row + (lane + 0u) % 1u * 1u * a_k;
    let column0 = b_start + min(column + 0, p.n - 1) * p.b_column;
let column1 = b_start + min(column + 1, p.n - 1) * p.b_column;
let column2 = b_start + min(column + 2, p.n - 1) * p.b_column;
let column3 = b_start + min(column + 3, p.n - 1) * p.b_column;
    var k = k_first;
    for (; k + 3 < k_end; k += 4u) {
      let left0 = a[place4_0 + k * a_k];
let left1 = a[place4_1 + k * a_k];
      let value0 = vec4<f32>(b[column0 + (k + 0) * b_k], b[column1 + (k + 0) * b_k], b[column2 + (k + 0) * b_k], b[column3 + (k + 0) * b_k]);
let value1 = vec4<f32>(b[column0 + (k + 1) * b_k], b[column1 + (k + 1) * b_k], b[column2 + (k + 1) * b_k], b[column3 + (k + 1) * b_k]);
let value2 = vec4<f32>(b[column0 + (k + 2) * b_k], b[column1 + (k + 2) * b_k], b[column2 + (k + 2) * b_k], b[column3 + (k + 2) * b_k]);
let value3 = vec4<f32>(b[column0 + (k + 3) * b_k], b[column1 + (k + 3) * b_k], b[column2 + (k + 3) * b_k], b[column3 + (k + 3) * b_k]);
      total0 = fma(vec4<f32>(subgroupBroadcast(left0, 0u)), value0, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 4u)), value0, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left1, 0u)), value0, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left1, 4u)), value0, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0, 1u)), value1, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 5u)), value1, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left1, 1u)), value1, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left1, 5u)), value1, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0, 2u)), value2, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 6u)), value2, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left1, 2u)), value2, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left1, 6u)), value2, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0, 3u)), value3, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 7u)), value3, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left1, 3u)), value3, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left1, 7u)), value3, total3);
    }
    for (; k < k_end; k++) {
      let left0 = a[place1_0 + k * a_k];
      let value0 = vec4<f32>(b[column0 + (k + 0) * b_k], b[column1 + (k + 0) * b_k], b[column2 + (k + 0) * b_k], b[column3 + (k + 0) * b_k]);
      total0 = fma(vec4<f32>(subgroupBroadcast(left0, 0u)), value0, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 1u)), value0, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0, 2u)), value0, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0, 3u)), value0, total3);
    }
    if (row + 0 < p.m) {
      if (column + 0 < p.n) { out[part * p.m * p.n + (row + 0) * p.out_row + column * p.out_column + 0 * p.out_column] = total0[0]; }
if (column + 1 < p.n) { out[part * p.m * p.n + (row + 0) * p.out_row + column * p.out_column + 1 * p.out_column] = total0[1]; }
if (column + 2 < p.n) { out[part * p.m * p.n + (row + 0) * p.out_row + column * p.out_column + 2 * p.out_column] = total0[2]; }
if (column + 3 < p.n) { out[part * p.m * p.n + (row + 0) * p.out_row + column * p.out_column + 3 * p.out_column] = total0[3]; }
    }
if (row + 1 < p.m) {
      if (column + 0 < p.n) { out[part * p.m * p.n + (row + 1) * p.out_row + column * p.out_column + 0 * p.out_column] = total1[0]; }
if (column + 1 < p.n) { out[part * p.m * p.n + (row + 1) * p.out_row + column * p.out_column + 1 * p.out_column] = total1[1]; }
if (column + 2 < p.n) { out[part * p.m * p.n + (row + 1) * p.out_row + column * p.out_column + 2 * p.out_column] = total1[2]; }
if (column + 3 < p.n) { out[part * p.m * p.n + (row + 1) * p.out_row + column * p.out_column + 3 * p.out_column] = total1[3]; }
    }
if (row + 2 < p.m) {
      if (column + 0 < p.n) { out[part * p.m * p.n + (row + 2) * p.out_row + column * p.out_column + 0 * p.out_column] = total2[0]; }
if (column + 1 < p.n) { out[part * p.m * p.n + (row + 2) * p.out_row + column * p.out_column + 1 * p.out_column] = total2[1]; }
if (column + 2 < p.n) { out[part * p.m * p.n + (row + 2) * p.out_row + column * p.out_column + 2 * p.out_column] = total2[2]; }
if (column + 3 < p.n) { out[part * p.m * p.n + (row + 2) * p.out_row + column * p.out_column + 3 * p.out_column] = total2[3]; }
    }
if (row + 3 < p.m) {
      if (column + 0 < p.n) { out[part * p.m * p.n + (row + 3) * p.out_row + column * p.out_column + 0 * p.out_column] = total3[0]; }
if (column + 1 < p.n) { out[part * p.m * p.n + (row + 3) * p.out_row + column * p.out_column + 1 * p.out_column] = total3[1]; }
if (column + 2 < p.n) { out[part * p.m * p.n + (row + 3) * p.out_row + column * p.out_column + 2 * p.out_column] = total3[2]; }
if (column + 3 < p.n) { out[part * p.m * p.n + (row + 3) * p.out_row + column * p.out_column + 3 * p.out_column] = total3[3]; }
    }
}


// GPU: a f32[2, 5, 7], b f32[2, 7, 6] {}

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  a_0: u32,
  b_0: u32,
  batches: u32,
  batches_each: u32,
  k_parts: u32,
  chunk: u32,
  m: u32,
  n: u32,
  k: u32,
  a_row: u32,
  a_k: u32,
  b_k: u32,
  b_column: u32,
  out_row: u32,
  out_column: u32,
  grid_x: u32,
  grid_y: u32,
  grid_z: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
var<workgroup> left: array<vec4<f32>, 64>;
var<workgroup> right: array<vec4<f32>, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) t: u32, @builtin(workgroup_id) folded: vec3<u32>) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let tx = t % 8u;
  let ty = t / 8u;
  let left_line0 = group.y * 32u + (t / 8u + 0u) * 4;
  let right_line0 = group.x * 32u + t % 8u * 4;
  let part = group.z;
    let k_first = part % p.k_parts * p.chunk;
    let k_end = min(k_first + p.chunk, p.k);
    let first = part / p.k_parts * p.batches_each;
    var total0_0 = vec4<f32>(0.0);
var total1_0 = vec4<f32>(0.0);
var total2_0 = vec4<f32>(0.0);
var total3_0 = vec4<f32>(0.0);
    let i = first;
    var a_at = 0u;
var b_at = 0u;
a_at += i * p.a_0;
b_at += i * p.b_0;
    let a_start = a_at;
    let b_start = b_at;
    for (var k = k_first; k < k_end; k += 8u) {
      {
        let step = k + t % 8u;
        var part = vec4<f32>(0.0);
        if ((left_line0 + 0) < p.m && step < k_end) { part[0] = a[a_start + (left_line0 + 0) * p.a_row + step * p.a_k]; }
if ((left_line0 + 1) < p.m && step < k_end) { part[1] = a[a_start + (left_line0 + 1) * p.a_row + step * p.a_k]; }
if ((left_line0 + 2) < p.m && step < k_end) { part[2] = a[a_start + (left_line0 + 2) * p.a_row + step * p.a_k]; }
if ((left_line0 + 3) < p.m && step < k_end) { part[3] = a[a_start + (left_line0 + 3) * p.a_row + step * p.a_k]; }
        left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = part;
      }
      {
        let step = k + (t / 8u + 0u);
        var part = vec4<f32>(0.0);
        if ((right_line0 + 0) < p.n && step < k_end) { part[0] = b[b_start + (right_line0 + 0) * p.b_column + step * p.b_k]; }
if ((right_line0 + 1) < p.n && step < k_end) { part[1] = b[b_start + (right_line0 + 1) * p.b_column + step * p.b_k]; }
if ((right_line0 + 2) < p.n && step < k_end) { part[2] = b[b_start + (right_line0 + 2) * p.b_column + step * p.b_k]; }
if ((right_line0 + 3) < p.n && step < k_end) { part[3] = b[b_start + (right_line0 + 3) * p.b_column + step * p.b_k]; }
        right[(t / 8u + 0u) * 8u + (t % 8u * 4) / 4] = part;
      }
      workgroupBarrier();
      for (var s = 0u; s < 8u; s += 4u) {
        {
          let a0 = left[(s + 0) * 8u + 0u + ty];
          let b0 = right[(s + 0) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
{
          let a0 = left[(s + 1) * 8u + 0u + ty];
          let b0 = right[(s + 1) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
{
          let a0 = left[(s + 2) * 8u + 0u + ty];
          let b0 = right[(s + 2) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
{
          let a0 = left[(s + 3) * 8u + 0u + ty];
          let b0 = right[(s + 3) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
      }
      workgroupBarrier();
    }
    {
      let row = group.y * 32u + 0u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total0_0[0]; }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total0_0[1]; }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total0_0[2]; }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total0_0[3]; }
    }
{
      let row = group.y * 32u + 1u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total1_0[0]; }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total1_0[1]; }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total1_0[2]; }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total1_0[3]; }
    }
{
      let row = group.y * 32u + 2u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total2_0[0]; }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total2_0[1]; }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total2_0[2]; }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total2_0[3]; }
    }
{
      let row = group.y * 32u + 3u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total3_0[0]; }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total3_0[1]; }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total3_0[2]; }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total3_0[3]; }
    }
}


// CPU: a f32[3, 1, 4, 9], b f32[2, 9, 5], bias f32[5] {"biasAxis":"column"}

enable subgroups;
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  n1: u32,
  r1: f32,
  b_1: u32,
  a_0: u32,
  batches: u32,
  batches_each: u32,
  k_parts: u32,
  chunk: u32,
  m: u32,
  n: u32,
  k: u32,
  a_row: u32,
  a_k: u32,
  b_k: u32,
  b_column: u32,
  out_row: u32,
  out_column: u32,
  grid_x: u32,
  grid_y: u32,
  grid_z: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) folded: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let column = (group.x * 8 + lane) * 4;
  let row = group.y * 4;
  let m = p.m;
  let a_k = p.a_k;
  let b_k = p.b_k;
  let part = group.z;
    let k_first = part % p.k_parts * p.chunk;
    let k_end = min(k_first + p.chunk, p.k);
    let first = part / p.k_parts * p.batches_each;
    var total0 = vec4<f32>(0.0);
var total1 = vec4<f32>(0.0);
var total2 = vec4<f32>(0.0);
var total3 = vec4<f32>(0.0);
    let i = first;
    var a_at = 0u;
var b_at = 0u;
var rest = i;
let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0) - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
b_at += coordinate1 * p.b_1;
a_at += rest * p.a_0;
    let a_start = a_at;
    let b_start = b_at;
    let place4_0 = a_start + min(row + (lane + 0u) / 4u * 1u, m - 1) * p.a_row + (lane + 0u) % 4u * 1u * a_k;
let place4_1 = a_start + min(row + (lane + 8u) / 4u * 1u, m - 1) * p.a_row + (lane + 8u) % 4u * 1u * a_k;
    let place1_0 = a_start + min(row + (lane + 0u) / 1u * 1u, m - 1) * p.a_row + (lane + 0u) % 1u * 1u * a_k;
    let column0 = b_start + min(column + 0, p.n - 1) * p.b_column;
let column1 = b_start + min(column + 1, p.n - 1) * p.b_column;
let column2 = b_start + min(column + 2, p.n - 1) * p.b_column;
let column3 = b_start + min(column + 3, p.n - 1) * p.b_column;
    var k = k_first;
    for (; k + 3 < k_end; k += 4u) {
      let left0 = a[place4_0 + k * a_k];
let left1 = a[place4_1 + k * a_k];
      let value0 = vec4<f32>(b[column0 + (k + 0) * b_k], b[column1 + (k + 0) * b_k], b[column2 + (k + 0) * b_k], b[column3 + (k + 0) * b_k]);
let value1 = vec4<f32>(b[column0 + (k + 1) * b_k], b[column1 + (k + 1) * b_k], b[column2 + (k + 1) * b_k], b[column3 + (k + 1) * b_k]);
let value2 = vec4<f32>(b[column0 + (k + 2) * b_k], b[column1 + (k + 2) * b_k], b[column2 + (k + 2) * b_k], b[column3 + (k + 2) * b_k]);
let value3 = vec4<f32>(b[column0 + (k + 3) * b_k], b[column1 + (k + 3) * b_k], b[column2 + (k + 3) * b_k], b[column3 + (k + 3) * b_k]);
      total0 = fma(vec4<f32>(subgroupBroadcast(left0, 0u)), value0, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 4u)), value0, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left1, 0u)), value0, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left1, 4u)), value0, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0, 1u)), value1, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 5u)), value1, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left1, 1u)), value1, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left1, 5u)), value1, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0, 2u)), value2, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 6u)), value2, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left1, 2u)), value2, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left1, 6u)), value2, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0, 3u)), value3, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 7u)), value3, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left1, 3u)), value3, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left1, 7u)), value3, total3);
    }
    for (; k < k_end; k++) {
      let left0 = a[place1_0 + k * a_k];
      let value0 = vec4<f32>(b[column0 + (k + 0) * b_k], b[column1 + (k + 0) * b_k], b[column2 + (k + 0) * b_k], b[column3 + (k + 0) * b_k]);
      total0 = fma(vec4<f32>(subgroupBroadcast(left0, 0u)), value0, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0, 1u)), value0, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0, 2u)), value0, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0, 3u)), value0, total3);
    }
    if (row + 0 < p.m) {
      if (column + 0 < p.n) { out[part * p.m * p.n + (row + 0) * p.out_row + column * p.out_column + 0 * p.out_column] = total0[0] + bias[column + 0]; }
if (column + 1 < p.n) { out[part * p.m * p.n + (row + 0) * p.out_row + column * p.out_column + 1 * p.out_column] = total0[1] + bias[column + 1]; }
if (column + 2 < p.n) { out[part * p.m * p.n + (row + 0) * p.out_row + column * p.out_column + 2 * p.out_column] = total0[2] + bias[column + 2]; }
if (column + 3 < p.n) { out[part * p.m * p.n + (row + 0) * p.out_row + column * p.out_column + 3 * p.out_column] = total0[3] + bias[column + 3]; }
    }
if (row + 1 < p.m) {
      if (column + 0 < p.n) { out[part * p.m * p.n + (row + 1) * p.out_row + column * p.out_column + 0 * p.out_column] = total1[0] + bias[column + 0]; }
if (column + 1 < p.n) { out[part * p.m * p.n + (row + 1) * p.out_row + column * p.out_column + 1 * p.out_column] = total1[1] + bias[column + 1]; }
if (column + 2 < p.n) { out[part * p.m * p.n + (row + 1) * p.out_row + column * p.out_column + 2 * p.out_column] = total1[2] + bias[column + 2]; }
if (column + 3 < p.n) { out[part * p.m * p.n + (row + 1) * p.out_row + column * p.out_column + 3 * p.out_column] = total1[3] + bias[column + 3]; }
    }
if (row + 2 < p.m) {
      if (column + 0 < p.n) { out[part * p.m * p.n + (row + 2) * p.out_row + column * p.out_column + 0 * p.out_column] = total2[0] + bias[column + 0]; }
if (column + 1 < p.n) { out[part * p.m * p.n + (row + 2) * p.out_row + column * p.out_column + 1 * p.out_column] = total2[1] + bias[column + 1]; }
if (column + 2 < p.n) { out[part * p.m * p.n + (row + 2) * p.out_row + column * p.out_column + 2 * p.out_column] = total2[2] + bias[column + 2]; }
if (column + 3 < p.n) { out[part * p.m * p.n + (row + 2) * p.out_row + column * p.out_column + 3 * p.out_column] = total2[3] + bias[column + 3]; }
    }
if (row + 3 < p.m) {
      if (column + 0 < p.n) { out[part * p.m * p.n + (row + 3) * p.out_row + column * p.out_column + 0 * p.out_column] = total3[0] + bias[column + 0]; }
if (column + 1 < p.n) { out[part * p.m * p.n + (row + 3) * p.out_row + column * p.out_column + 1 * p.out_column] = total3[1] + bias[column + 1]; }
if (column + 2 < p.n) { out[part * p.m * p.n + (row + 3) * p.out_row + column * p.out_column + 2 * p.out_column] = total3[2] + bias[column + 2]; }
if (column + 3 < p.n) { out[part * p.m * p.n + (row + 3) * p.out_row + column * p.out_column + 3 * p.out_column] = total3[3] + bias[column + 3]; }
    }
}


// GPU: a f32[3, 1, 4, 9], b f32[2, 9, 5], bias f32[5] {"biasAxis":"column"}

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  n1: u32,
  r1: f32,
  b_1: u32,
  a_0: u32,
  batches: u32,
  batches_each: u32,
  k_parts: u32,
  chunk: u32,
  m: u32,
  n: u32,
  k: u32,
  a_row: u32,
  a_k: u32,
  b_k: u32,
  b_column: u32,
  out_row: u32,
  out_column: u32,
  grid_x: u32,
  grid_y: u32,
  grid_z: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
var<workgroup> left: array<vec4<f32>, 64>;
var<workgroup> right: array<vec4<f32>, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) t: u32, @builtin(workgroup_id) folded: vec3<u32>) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let tx = t % 8u;
  let ty = t / 8u;
  let left_line0 = group.y * 32u + (t / 8u + 0u) * 4;
  let right_line0 = group.x * 32u + t % 8u * 4;
  let part = group.z;
    let k_first = part % p.k_parts * p.chunk;
    let k_end = min(k_first + p.chunk, p.k);
    let first = part / p.k_parts * p.batches_each;
    var total0_0 = vec4<f32>(0.0);
var total1_0 = vec4<f32>(0.0);
var total2_0 = vec4<f32>(0.0);
var total3_0 = vec4<f32>(0.0);
    let i = first;
    var a_at = 0u;
var b_at = 0u;
var rest = i;
let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0) - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
b_at += coordinate1 * p.b_1;
a_at += rest * p.a_0;
    let a_start = a_at;
    let b_start = b_at;
    for (var k = k_first; k < k_end; k += 8u) {
      {
        let step = k + t % 8u;
        var part = vec4<f32>(0.0);
        if ((left_line0 + 0) < p.m && step < k_end) { part[0] = a[a_start + (left_line0 + 0) * p.a_row + step * p.a_k]; }
if ((left_line0 + 1) < p.m && step < k_end) { part[1] = a[a_start + (left_line0 + 1) * p.a_row + step * p.a_k]; }
if ((left_line0 + 2) < p.m && step < k_end) { part[2] = a[a_start + (left_line0 + 2) * p.a_row + step * p.a_k]; }
if ((left_line0 + 3) < p.m && step < k_end) { part[3] = a[a_start + (left_line0 + 3) * p.a_row + step * p.a_k]; }
        left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = part;
      }
      {
        let step = k + (t / 8u + 0u);
        var part = vec4<f32>(0.0);
        if ((right_line0 + 0) < p.n && step < k_end) { part[0] = b[b_start + (right_line0 + 0) * p.b_column + step * p.b_k]; }
if ((right_line0 + 1) < p.n && step < k_end) { part[1] = b[b_start + (right_line0 + 1) * p.b_column + step * p.b_k]; }
if ((right_line0 + 2) < p.n && step < k_end) { part[2] = b[b_start + (right_line0 + 2) * p.b_column + step * p.b_k]; }
if ((right_line0 + 3) < p.n && step < k_end) { part[3] = b[b_start + (right_line0 + 3) * p.b_column + step * p.b_k]; }
        right[(t / 8u + 0u) * 8u + (t % 8u * 4) / 4] = part;
      }
      workgroupBarrier();
      for (var s = 0u; s < 8u; s += 4u) {
        {
          let a0 = left[(s + 0) * 8u + 0u + ty];
          let b0 = right[(s + 0) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
{
          let a0 = left[(s + 1) * 8u + 0u + ty];
          let b0 = right[(s + 1) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
{
          let a0 = left[(s + 2) * 8u + 0u + ty];
          let b0 = right[(s + 2) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
{
          let a0 = left[(s + 3) * 8u + 0u + ty];
          let b0 = right[(s + 3) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
      }
      workgroupBarrier();
    }
    {
      let row = group.y * 32u + 0u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total0_0[0] + bias[(group.x * 32u + 0u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total0_0[1] + bias[(group.x * 32u + 1u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total0_0[2] + bias[(group.x * 32u + 2u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total0_0[3] + bias[(group.x * 32u + 3u + tx * 4)]; }
    }
{
      let row = group.y * 32u + 1u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total1_0[0] + bias[(group.x * 32u + 0u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total1_0[1] + bias[(group.x * 32u + 1u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total1_0[2] + bias[(group.x * 32u + 2u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total1_0[3] + bias[(group.x * 32u + 3u + tx * 4)]; }
    }
{
      let row = group.y * 32u + 2u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total2_0[0] + bias[(group.x * 32u + 0u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total2_0[1] + bias[(group.x * 32u + 1u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total2_0[2] + bias[(group.x * 32u + 2u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total2_0[3] + bias[(group.x * 32u + 3u + tx * 4)]; }
    }
{
      let row = group.y * 32u + 3u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total3_0[0] + bias[(group.x * 32u + 0u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total3_0[1] + bias[(group.x * 32u + 1u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total3_0[2] + bias[(group.x * 32u + 2u + tx * 4)]; }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total3_0[3] + bias[(group.x * 32u + 3u + tx * 4)]; }
    }
}


// CPU: a f32[17, 33], b f32[3, 33, 18], bias f32[17] {"biasAxis":"row"}

// 165 lines, SHA-256 5fd564f4d36fe6e3be91860a4d37d7141f23211de90a11269bfbf470f4d2d7f7


// GPU: a f32[17, 33], b f32[3, 33, 18], bias f32[17] {"biasAxis":"row"}

// 133 lines, SHA-256 f1bdea2c25d20173a73c5273e327f6267b2b4d9dc54a8d50d54efdba3b090d9d


// CPU: a f32[2, 12, 8], b f32[8, 20], bias f32[20] {"biasAxis":"column"}

// 103 lines, SHA-256 d17633b81df46bcc399b937e799a1fed0b26c0db28df34fc79cce7ef607d31c6


// GPU: a f32[2, 12, 8], b f32[8, 20], bias f32[20] {"biasAxis":"column"}

// 130 lines, SHA-256 10aec32b547e8cfe25cce37fcc860457ee307facd41b8aee0b18209b67fb424c


// CPU: a f32[70, 40], b f32[40, 68] {}

// 99 lines, SHA-256 57f307dd764826ebafe5ef4dd672308dd785ef96fd1ad3e188cdf85dfd816ce4


// GPU: a f32[70, 40], b f32[40, 68] {}

// 126 lines, SHA-256 5722ac5f63e24d8a22f435b31737fa45ed4d7faae0d7aaf5b7e364d0bc85724b


// CPU 1/2: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}

// 80 lines, SHA-256 06f1e7f448822e5b036ebe444c997fcb5073f7d2e3b19be1fa16216031d67635


// CPU 2/2, GPU 2/2: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}

// 18 lines, SHA-256 3f8d799d2be547dd570c8785ef74b13a313924788db740de07d151ff9d691298


// GPU 1/2: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}
// GPU 1/2: a f32[2, 1030], b f32[1030, 5], bias f32[2] {"biasAxis":"row"}

// 129 lines, SHA-256 177f2be985a57924535ad438af23a66847503ae60b7068069b75ed770f2329e0


// CPU 1/2: a f32[2, 1030], b f32[1030, 5], bias f32[2] {"biasAxis":"row"}

// 83 lines, SHA-256 7b80c7fc525b836d595ed04106666a050200c74b6dd3ae00377d0761d218b550


// CPU 2/2, GPU 2/2: a f32[2, 1030], b f32[1030, 5], bias f32[2] {"biasAxis":"row"}

// 18 lines, SHA-256 f60875411a64992ece83a328764173925e955a95d291e9f70d01c227a0be1b02
