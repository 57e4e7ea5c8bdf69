// CPU: a f32[2, 5, 7], b f32[2, 7, 6] {}

enable subgroups;
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  a_offset: u32,
  b_offset: u32,
  a_batch: u32,
  b_batch: u32,
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
  four: u32,
  rows: u32,
  a_turned: u32,
  b_turned: u32,
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
  let n = p.n;
  let a_k = p.a_k;
  let b_k = p.b_k;
  let b_column = p.b_column;
  let four = p.four;
  let part = group.z;
    let k_first = part % p.k_parts * p.chunk;
    let k_end = min(k_first + p.chunk, p.k);
    let first = part / p.k_parts * p.batches_each;
    var total0 = vec4<f32>(0.0);
var total1 = vec4<f32>(0.0);
var total2 = vec4<f32>(0.0);
var total3 = vec4<f32>(0.0);
    let i = first;
    let a_start = p.a_offset + i * p.a_batch;
    let b_start = p.b_offset + i * p.b_batch;
    let place0 = a_start + min(row + 0 + lane, m - 1) * p.a_row;
    for (var k = k_first; k < k_end; k += 4u) {
      var left0 = vec4<f32>(0.0);
      for (var s = 0u; s < four; s++) { left0 = vec4<f32>(left0.yzw, a[place0 + (k + s) * a_k]); }
      left0 = select(vec4<f32>(0.0), left0, k + vec4<u32>(0, 1, 2, 3) < vec4<u32>(k_end));
      var right0 = vec4<f32>(0.0);
      var right1 = right0;
      var right2 = right0;
      var right3 = right0;
      for (var s = 0u; s < four; s++) {
        var columns = vec4<f32>(0.0);
        for (var c = 0u; c < four; c++) { columns = vec4<f32>(columns.yzw, b[b_start + min(column + c, n - 1) * b_column + (k + s) * b_k]); }
        right0 = right1;
        right1 = right2;
        right2 = right3;
        right3 = select(vec4<f32>(0.0), columns, k + s < k_end);
      }
      let value0 = right0;
let value1 = right1;
let value2 = right2;
let value3 = right3;
      total0 = fma(vec4<f32>(subgroupBroadcast(left0.x, 0u)), value0, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.x, 1u)), value0, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.x, 2u)), value0, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.x, 3u)), value0, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0.y, 0u)), value1, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.y, 1u)), value1, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.y, 2u)), value1, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.y, 3u)), value1, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0.z, 0u)), value2, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.z, 1u)), value2, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.z, 2u)), value2, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.z, 3u)), value2, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0.w, 0u)), value3, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.w, 1u)), value3, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.w, 2u)), value3, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.w, 3u)), value3, total3);
    }
    var totals = array<vec4<f32>, 4>(total0, total1, total2, total3);
    if (column < n) {
      let out_row = p.out_row;
      let out_column = p.out_column;
      let rows = min(p.rows, m - row);
      let columns = min(four, n - column);
      var at = part * m * n + row * out_row + column * out_column;
      for (var r = 0u; r < rows; r++) {
        for (var c = 0u; c < columns; c++) {
          let to = at + c * out_column;
          out[to] = totals[r][c];
        }
        at += out_row;
      }
    }
}


// GPU: a f32[2, 5, 7], b f32[2, 7, 6] {}
// GPU: a f32[10, 8], b f32[8, 3] {}
// GPU 1/2: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}
// GPU 1/2: a f32[2, 1030], b f32[1030, 5], bias f32[2] {"biasAxis":"row"}

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  a_offset: u32,
  b_offset: u32,
  a_batch: u32,
  b_batch: u32,
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
    let a_start = p.a_offset + i * p.a_batch;
    let b_start = p.b_offset + i * p.b_batch;
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
  a_offset: u32,
  b_offset: u32,
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
  four: u32,
  rows: u32,
  a_turned: u32,
  b_turned: u32,
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
  let n = p.n;
  let a_k = p.a_k;
  let b_k = p.b_k;
  let b_column = p.b_column;
  let four = p.four;
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
    let a_start = p.a_offset + a_at;
    let b_start = p.b_offset + b_at;
    let place0 = a_start + min(row + 0 + lane, m - 1) * p.a_row;
    for (var k = k_first; k < k_end; k += 4u) {
      var left0 = vec4<f32>(0.0);
      for (var s = 0u; s < four; s++) { left0 = vec4<f32>(left0.yzw, a[place0 + (k + s) * a_k]); }
      left0 = select(vec4<f32>(0.0), left0, k + vec4<u32>(0, 1, 2, 3) < vec4<u32>(k_end));
      var right0 = vec4<f32>(0.0);
      var right1 = right0;
      var right2 = right0;
      var right3 = right0;
      for (var s = 0u; s < four; s++) {
        var columns = vec4<f32>(0.0);
        for (var c = 0u; c < four; c++) { columns = vec4<f32>(columns.yzw, b[b_start + min(column + c, n - 1) * b_column + (k + s) * b_k]); }
        right0 = right1;
        right1 = right2;
        right2 = right3;
        right3 = select(vec4<f32>(0.0), columns, k + s < k_end);
      }
      let value0 = right0;
let value1 = right1;
let value2 = right2;
let value3 = right3;
      total0 = fma(vec4<f32>(subgroupBroadcast(left0.x, 0u)), value0, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.x, 1u)), value0, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.x, 2u)), value0, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.x, 3u)), value0, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0.y, 0u)), value1, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.y, 1u)), value1, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.y, 2u)), value1, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.y, 3u)), value1, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0.z, 0u)), value2, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.z, 1u)), value2, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.z, 2u)), value2, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.z, 3u)), value2, total3);
total0 = fma(vec4<f32>(subgroupBroadcast(left0.w, 0u)), value3, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.w, 1u)), value3, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.w, 2u)), value3, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.w, 3u)), value3, total3);
    }
    var totals = array<vec4<f32>, 4>(total0, total1, total2, total3);
    if (column < n) {
      let out_row = p.out_row;
      let out_column = p.out_column;
      let rows = min(p.rows, m - row);
      let columns = min(four, n - column);
      var at = part * m * n + row * out_row + column * out_column;
      for (var r = 0u; r < rows; r++) {
        for (var c = 0u; c < columns; c++) {
          let to = at + c * out_column;
          out[to] = (totals[r][c] + bias[column + c]);
        }
        at += out_row;
      }
    }
}


// GPU: a f32[3, 1, 4, 9], b f32[2, 9, 5], bias f32[5] {"biasAxis":"column"}

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  a_offset: u32,
  b_offset: u32,
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
    let a_start = p.a_offset + a_at;
    let b_start = p.b_offset + b_at;
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
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total0_0[0] + bias[(group.x * 32u + 0u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total0_0[1] + bias[(group.x * 32u + 1u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total0_0[2] + bias[(group.x * 32u + 2u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total0_0[3] + bias[(group.x * 32u + 3u + tx * 4)]); }
    }
{
      let row = group.y * 32u + 1u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total1_0[0] + bias[(group.x * 32u + 0u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total1_0[1] + bias[(group.x * 32u + 1u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total1_0[2] + bias[(group.x * 32u + 2u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total1_0[3] + bias[(group.x * 32u + 3u + tx * 4)]); }
    }
{
      let row = group.y * 32u + 2u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total2_0[0] + bias[(group.x * 32u + 0u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total2_0[1] + bias[(group.x * 32u + 1u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total2_0[2] + bias[(group.x * 32u + 2u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total2_0[3] + bias[(group.x * 32u + 3u + tx * 4)]); }
    }
{
      let row = group.y * 32u + 3u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total3_0[0] + bias[(group.x * 32u + 0u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total3_0[1] + bias[(group.x * 32u + 1u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total3_0[2] + bias[(group.x * 32u + 2u + tx * 4)]); }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total3_0[3] + bias[(group.x * 32u + 3u + tx * 4)]); }
    }
}


// CPU: a f32[17, 33], b f32[3, 33, 18], bias f32[17] {"biasAxis":"row"}

enable subgroups;
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  a_offset: u32,
  b_offset: u32,
  a_batch: u32,
  b_batch: u32,
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
  four: u32,
  rows: u32,
  a_turned: u32,
  b_turned: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) folded: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let column = (group.x * 8 + lane) * 4;
  let row = group.y * 8;
  let m = p.m;
  let n = p.n;
  let a_k = p.a_k;
  let b_k = p.b_k;
  let b_column = p.b_column;
  let four = p.four;
  let part = group.z;
    let k_first = part % p.k_parts * p.chunk;
    let k_end = min(k_first + p.chunk, p.k);
    let first = part / p.k_parts * p.batches_each;
    var total0 = vec4<f32>(0.0);
var total1 = vec4<f32>(0.0);
var total2 = vec4<f32>(0.0);
var total3 = vec4<f32>(0.0);
var total4 = vec4<f32>(0.0);
var total5 = vec4<f32>(0.0);
var total6 = vec4<f32>(0.0);
var total7 = vec4<f32>(0.0);
    let i = first;
    let a_start = p.a_offset + i * p.a_batch;
    let b_start = p.b_offset + i * p.b_batch;
    let place0 = a_start + min(row + 0 + lane, m - 1) * p.a_row;
    for (var k = k_first; k < k_end; k += 4u) {
      var left0 = vec4<f32>(0.0);
      for (var s = 0u; s < four; s++) { left0 = vec4<f32>(left0.yzw, a[place0 + (k + s) * a_k]); }
      left0 = select(vec4<f32>(0.0), left0, k + vec4<u32>(0, 1, 2, 3) < vec4<u32>(k_end));
      var right0 = vec4<f32>(0.0);
      var right1 = right0;
      var right2 = right0;
      var right3 = right0;
      for (var s = 0u; s < four; s++) {
        var columns = vec4<f32>(0.0);
        for (var c = 0u; c < four; c++) { columns = vec4<f32>(columns.yzw, b[b_start + min(column + c, n - 1) * b_column + (k + s) * b_k]); }
        right0 = right1;
        right1 = right2;
        right2 = right3;
        right3 = select(vec4<f32>(0.0), columns, k + s < k_end);
      }
      let value0 = right0;
let value1 = right1;
let value2 = right2;
let value3 = right3;
      total0 = fma(vec4<f32>(subgroupBroadcast(left0.x, 0u)), value0, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.x, 1u)), value0, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.x, 2u)), value0, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.x, 3u)), value0, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(left0.x, 4u)), value0, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(left0.x, 5u)), value0, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(left0.x, 6u)), value0, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(left0.x, 7u)), value0, total7);
total0 = fma(vec4<f32>(subgroupBroadcast(left0.y, 0u)), value1, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.y, 1u)), value1, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.y, 2u)), value1, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.y, 3u)), value1, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(left0.y, 4u)), value1, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(left0.y, 5u)), value1, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(left0.y, 6u)), value1, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(left0.y, 7u)), value1, total7);
total0 = fma(vec4<f32>(subgroupBroadcast(left0.z, 0u)), value2, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.z, 1u)), value2, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.z, 2u)), value2, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.z, 3u)), value2, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(left0.z, 4u)), value2, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(left0.z, 5u)), value2, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(left0.z, 6u)), value2, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(left0.z, 7u)), value2, total7);
total0 = fma(vec4<f32>(subgroupBroadcast(left0.w, 0u)), value3, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(left0.w, 1u)), value3, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(left0.w, 2u)), value3, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(left0.w, 3u)), value3, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(left0.w, 4u)), value3, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(left0.w, 5u)), value3, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(left0.w, 6u)), value3, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(left0.w, 7u)), value3, total7);
    }
    var totals = array<vec4<f32>, 8>(total0, total1, total2, total3, total4, total5, total6, total7);
    if (column < n) {
      let out_row = p.out_row;
      let out_column = p.out_column;
      let rows = min(p.rows, m - row);
      let columns = min(four, n - column);
      var at = part * m * n + row * out_row + column * out_column;
      for (var r = 0u; r < rows; r++) {
        for (var c = 0u; c < columns; c++) {
          let to = at + c * out_column;
          out[to] = (totals[r][c] + bias[row + r]);
        }
        at += out_row;
      }
    }
}


// GPU: a f32[17, 33], b f32[3, 33, 18], bias f32[17] {"biasAxis":"row"}

// 134 lines, SHA-256 b6a340561890d59f90e195b0a48dbcbbccfbb50caf4c4886f151ebbe17ba08ab


// CPU: a f32[2, 12, 8], b f32[8, 20], bias f32[20] {"biasAxis":"column"}

// 137 lines, SHA-256 7cca5804dd74b61b3b5288d393a4443ce4a98ef4ab4a42b3d447967093090041


// GPU: a f32[2, 12, 8], b f32[8, 20], bias f32[20] {"biasAxis":"column"}

// 131 lines, SHA-256 71f7519ab1d4b450de11f3fd2fec38de39508a767f7711f29a15a2c47ecda1cf


// CPU: a f32[70, 40], b f32[40, 68] {}
// CPU: a f32[18, 8], b f32[8, 36] {}

// 129 lines, SHA-256 34fce5ee658a7c2f964be5e8cebc69c8c34cbdfcc596be32b242e59b73cd3ad4


// GPU: a f32[70, 40], b f32[40, 68] {}
// GPU: a f32[18, 8], b f32[8, 36] {}
// GPU 1/2: a f32[2, 8300], b f32[8300, 4], bias f32[4], scale f32[1], residual f32[2, 4] {"biasAxis":"column"}

// 130 lines, SHA-256 5518aef4ef0cf9a84efaad4c4251c3d9677bd4d6d0804e601d9fcac882b83bfc


// CPU: a f32[10, 8], b f32[8, 3] {}

// 101 lines, SHA-256 ec8e82b9f46108c9d4880f23d090a15c01e3a7e7503b4e94b6102aeb64d33f89


// CPU: a f32[12, 8], b f32[8, 36], scale f32[1], residual f32[12, 36] {}

// 132 lines, SHA-256 2c93fb674c277c589f0b3bdd55dee3ab6259cc759b4f0c0e190138a6a322a142


// GPU: a f32[12, 8], b f32[8, 36], scale f32[1], residual f32[12, 36] {}

// 133 lines, SHA-256 62df8291c7a8fc71f43b247840ef628c2905239ae66260989bff99d20b4a08cb


// CPU: a f32[9, 40], b f32[2, 40, 3], bias f32[3], scale f32[], residual f32[2, 9, 3] {"biasAxis":"column"}

// 105 lines, SHA-256 c6c89b0174497342fe4d23292e47c4405e6af6beba9c917a03981f3c613330f5


// GPU: a f32[9, 40], b f32[2, 40, 3], bias f32[3], scale f32[], residual f32[2, 9, 3] {"biasAxis":"column"}

// 137 lines, SHA-256 54e08d62045912542fca19906e13b96f8ad640de71cf7904e82d9dd087d93c24


// CPU: a f32[2, 5, 8], b f32[8, 12], bias f32[5], scale f32[1, 1] {"biasAxis":"row"}

// 112 lines, SHA-256 6c2f1862fba3302b47a1f365db9d6f98a22c7a0d0608a6013ef25a851debf355


// GPU: a f32[2, 5, 8], b f32[8, 12], bias f32[5], scale f32[1, 1] {"biasAxis":"row"}

// 133 lines, SHA-256 5a422625fc5eca0e03afb5ddd357f2c256cf2010a0cd8971ab42a9e4701c8ed2


// CPU 1/2: a f32[2, 8300], b f32[8300, 4], bias f32[4], scale f32[1], residual f32[2, 4] {"biasAxis":"column"}

// 96 lines, SHA-256 0324e618c56d9cd784b1cf0e0f9e6ae856ac26d77d63bb60d5b0f9b846c579af


// CPU 2/2, GPU 2/2: a f32[2, 8300], b f32[8300, 4], bias f32[4], scale f32[1], residual f32[2, 4] {"biasAxis":"column"}

// 21 lines, SHA-256 2f35455bbab1eda03e98e35110a5b8cd2506b5b7d8e4ebae4047f8c5422a5858


// CPU: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}

// 102 lines, SHA-256 bd739704283159675395e4e912515b00359de252fe46086425292394bc8af5c1


// GPU 2/2: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}

// 18 lines, SHA-256 be0668d373897c4ab7bd5dda50f6c2bbf1ca9afff93916d24bd3ce5e638101ff


// CPU: a f32[2, 1030], b f32[1030, 5], bias f32[2] {"biasAxis":"row"}

// 100 lines, SHA-256 b90cbc2ef982bc73f2bb4c007c521f14593c4f187a4b65e20b2cf2498cf1d2f2


// GPU 2/2: a f32[2, 1030], b f32[1030, 5], bias f32[2] {"biasAxis":"row"}

// 18 lines, SHA-256 b4156afbe4b7cd18b8ac49b0a732c486ad313a5c256f177bed1f033acc3ebb5b
