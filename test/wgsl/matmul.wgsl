// CPU: a f32[2, 5, 7], b f32[2, 7, 6] {}
// CPU: a f32[17, 33], b f32[3, 33, 18], bias f32[17] {"biasAxis":"row"}
// CPU: a f32[2, 12, 8], b f32[8, 20], bias f32[20] {"biasAxis":"column"}
// CPU: a f32[70, 40], b f32[40, 68] {}
// CPU: a f32[18, 8], b f32[8, 36] {}
// CPU: a f32[10, 8], b f32[8, 3] {}
// CPU: a f32[12, 8], b f32[8, 36], scale f32[1], residual f32[12, 36] {}
// CPU: a f32[9, 40], b f32[2, 40, 3], bias f32[3], scale f32[], residual f32[2, 9, 3] {"biasAxis":"column"}
// CPU: a f32[2, 5, 8], b f32[8, 12], bias f32[5], scale f32[1, 1] {"biasAxis":"row"}
// CPU: a f32[5, 900], b f32[900, 1], scale f32[1], residual f32[5, 1] {}
// CPU: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}
// CPU: a f32[2, 1030], b f32[1030, 5], bias f32[2] {"biasAxis":"row"}

enable subgroups;
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read> scale: array<f32>;
@group(0) @binding(4) var<storage, read> residual: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<f32>;
@group(0) @binding(6) var<storage, read_write> sums: array<f32>;
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
  rows: u32,
  bias_row: u32,
  bias_column: u32,
  scaled: u32,
  added: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
@compute @workgroup_size(8u)
fn main(@builtin(workgroup_id) folded: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let column = group.x * 8u + lane;
  let row = group.y * 8u;
  let a_row = min(row + lane, p.m - 1) * p.a_row;
  let b_column = min(column, p.n - 1) * p.b_column;
  let a_k = p.a_k;
  let b_k = p.b_k;
  let part = group.z;
    let k_first = part % p.k_parts * p.chunk;
    let k_end = min(k_first + p.chunk, p.k);
    let first = part / p.k_parts * p.batches_each;
    var total0 = 0.0;
var total1 = 0.0;
var total2 = 0.0;
var total3 = 0.0;
var total4 = 0.0;
var total5 = 0.0;
var total6 = 0.0;
var total7 = 0.0;
    var sum = 0.0;
    for (var i = first; i < min(first + p.batches_each, p.batches); i++) {
    let a_start = p.a_offset + i * p.a_batch;
    let b_start = p.b_offset + i * p.b_batch;
    for (var k = k_first; k < k_end; k++) {
      let left = a[a_start + a_row + k * a_k];
      let right = b[b_start + b_column + k * b_k];
      sum += left;
      total0 = fma(subgroupBroadcast(left, 0u), right, total0);
total1 = fma(subgroupBroadcast(left, 1u), right, total1);
total2 = fma(subgroupBroadcast(left, 2u), right, total2);
total3 = fma(subgroupBroadcast(left, 3u), right, total3);
total4 = fma(subgroupBroadcast(left, 4u), right, total4);
total5 = fma(subgroupBroadcast(left, 5u), right, total5);
total6 = fma(subgroupBroadcast(left, 6u), right, total6);
total7 = fma(subgroupBroadcast(left, 7u), right, total7);
    }
    }
    if (group.x == 0 && row + lane < p.m) { sums[row + lane] = sum; }
    if (column >= p.n) { return; }
    var totals = array<f32, 8u>(total0, total1, total2, total3, total4, total5, total6, total7);
    let end = min(p.rows, p.m - row);
    for (var r = 0u; r < end; r++) {
      let at = part * p.m * p.n + (row + r) * p.out_row + column * p.out_column;
      var result = totals[r];
      result = select(result, result + bias[(row + r) * p.bias_row + column * p.bias_column], p.bias_row + p.bias_column > 0);
      result = select(result, scale[0] * result, p.scaled > 0);
      result = select(result, residual[at * p.added] + result, p.added > 0);
      out[at] = result;
    }
}


// GPU: a f32[2, 5, 7], b f32[2, 7, 6] {}
// GPU: a f32[10, 8], b f32[8, 3] {}
// GPU: a f32[130, 130], b f32[130, 130] {}
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
@group(0) @binding(3) var<storage, read> scale: array<f32>;
@group(0) @binding(4) var<storage, read> residual: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<f32>;
@group(0) @binding(6) var<storage, read_write> sums: array<f32>;
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
  rows: u32,
  bias_row: u32,
  bias_column: u32,
  scaled: u32,
  added: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
@compute @workgroup_size(8u)
fn main(@builtin(workgroup_id) folded: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let column = group.x * 8u + lane;
  let row = group.y * 8u;
  let a_row = min(row + lane, p.m - 1) * p.a_row;
  let b_column = min(column, p.n - 1) * p.b_column;
  let a_k = p.a_k;
  let b_k = p.b_k;
  let part = group.z;
    let k_first = part % p.k_parts * p.chunk;
    let k_end = min(k_first + p.chunk, p.k);
    let first = part / p.k_parts * p.batches_each;
    var total0 = 0.0;
var total1 = 0.0;
var total2 = 0.0;
var total3 = 0.0;
var total4 = 0.0;
var total5 = 0.0;
var total6 = 0.0;
var total7 = 0.0;
    var sum = 0.0;
    for (var i = first; i < min(first + p.batches_each, p.batches); i++) {
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
    for (var k = k_first; k < k_end; k++) {
      let left = a[a_start + a_row + k * a_k];
      let right = b[b_start + b_column + k * b_k];
      sum += left;
      total0 = fma(subgroupBroadcast(left, 0u), right, total0);
total1 = fma(subgroupBroadcast(left, 1u), right, total1);
total2 = fma(subgroupBroadcast(left, 2u), right, total2);
total3 = fma(subgroupBroadcast(left, 3u), right, total3);
total4 = fma(subgroupBroadcast(left, 4u), right, total4);
total5 = fma(subgroupBroadcast(left, 5u), right, total5);
total6 = fma(subgroupBroadcast(left, 6u), right, total6);
total7 = fma(subgroupBroadcast(left, 7u), right, total7);
    }
    }
    if (group.x == 0 && row + lane < p.m) { sums[row + lane] = sum; }
    if (column >= p.n) { return; }
    var totals = array<f32, 8u>(total0, total1, total2, total3, total4, total5, total6, total7);
    let end = min(p.rows, p.m - row);
    for (var r = 0u; r < end; r++) {
      let at = part * p.m * p.n + (row + r) * p.out_row + column * p.out_column;
      var result = totals[r];
      result = select(result, result + bias[(row + r) * p.bias_row + column * p.bias_column], p.bias_row + p.bias_column > 0);
      result = select(result, scale[0] * result, p.scaled > 0);
      result = select(result, residual[at * p.added] + result, p.added > 0);
      out[at] = result;
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


// GPU: a f32[17, 33], b f32[3, 33, 18], bias f32[17] {"biasAxis":"row"}

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
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total0_0[0] + bias[row]); }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total0_0[1] + bias[row]); }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total0_0[2] + bias[row]); }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total0_0[3] + bias[row]); }
    }
{
      let row = group.y * 32u + 1u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total1_0[0] + bias[row]); }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total1_0[1] + bias[row]); }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total1_0[2] + bias[row]); }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total1_0[3] + bias[row]); }
    }
{
      let row = group.y * 32u + 2u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total2_0[0] + bias[row]); }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total2_0[1] + bias[row]); }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total2_0[2] + bias[row]); }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total2_0[3] + bias[row]); }
    }
{
      let row = group.y * 32u + 3u + ty * 4;
      if (row < p.m && (group.x * 32u + 0u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total3_0[0] + bias[row]); }
if (row < p.m && (group.x * 32u + 1u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total3_0[1] + bias[row]); }
if (row < p.m && (group.x * 32u + 2u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total3_0[2] + bias[row]); }
if (row < p.m && (group.x * 32u + 3u + tx * 4) < p.n) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total3_0[3] + bias[row]); }
    }
}


// GPU: a f32[2, 12, 8], b f32[8, 20], bias f32[20] {"biasAxis":"column"}
// GPU: a f32[2, 128, 64], b f32[64, 132], bias f32[132] {"biasAxis":"column"}

// 131 lines, SHA-256 9eb85f81620430f177764fadda37a6f4cc2aa2db2c357d9bdca66fa667572a3e


// GPU: a f32[70, 40], b f32[40, 68] {}
// GPU: a f32[18, 8], b f32[8, 36] {}
// GPU 1/2: a f32[2, 8300], b f32[8300, 4], bias f32[4], scale f32[1], residual f32[2, 4] {"biasAxis":"column"}
// GPU 1/2: a f32[2, 8300], b f32[8300, 4] {"activation":"relu"}
// GPU 1/2: a f32[2, 8300], b f32[8300, 4], residual f32[2, 4] {"activation":"sigmoid"}

// 130 lines, SHA-256 37e2667d2434c064d12a6d10569354a323093fcbd73219871c2569b52988eb97


// GPU: a f32[12, 8], b f32[8, 36], scale f32[1], residual f32[12, 36] {}

// 133 lines, SHA-256 fbe16f2b5a4f6c8dc4278a0465c4cf853680f11f271d5a736368122f5b766f0b


// GPU: a f32[9, 40], b f32[2, 40, 3], bias f32[3], scale f32[], residual f32[2, 9, 3] {"biasAxis":"column"}

// 137 lines, SHA-256 c5799a9e3942bddfa40018f40635cb4f4f7de6b231878f1427c006763e541abb


// GPU: a f32[2, 5, 8], b f32[8, 12], bias f32[5], scale f32[1, 1] {"biasAxis":"row"}

// 133 lines, SHA-256 51ee90939b3109ebba6ba37f0365fe23beb0f9f50bf07da44f8c0f2d0ba426f3


// CPU 1/2: a f32[2, 8300], b f32[8300, 4], bias f32[4], scale f32[1], residual f32[2, 4] {"biasAxis":"column"}
// CPU 1/2: a f32[2, 8300], b f32[8300, 4] {"activation":"relu"}
// CPU 1/2: a f32[2, 8300], b f32[8300, 4], residual f32[2, 4] {"activation":"sigmoid"}

// 96 lines, SHA-256 8a748dffe70de9dfd7c6261bba6b65eefdf34ab460a05a820f7babe468ec36f0


// CPU 2/2, GPU 2/2: a f32[2, 8300], b f32[8300, 4], bias f32[4], scale f32[1], residual f32[2, 4] {"biasAxis":"column"}

// 21 lines, SHA-256 2f35455bbab1eda03e98e35110a5b8cd2506b5b7d8e4ebae4047f8c5422a5858


// CPU: a f32[12, 8], b f32[8, 36], bias f32[36], residual f32[12, 36] {"biasAxis":"column","activation":"relu"}
// CPU: a f32[5, 8], b f32[2, 8, 3], scale f32[1] {"activation":"relu"}
// CPU: a f32[1, 70], b f32[3, 70, 67], bias f32[67] {"biasAxis":"column","activation":"relu"}

// 91 lines, SHA-256 740b3a67818d860b30508d5a20f5e49ee2370520f9d77821ab48761a7f287f6b


// GPU: a f32[12, 8], b f32[8, 36], bias f32[36], residual f32[12, 36] {"biasAxis":"column","activation":"relu"}

// 133 lines, SHA-256 b4405140c0ad831b0ee73ee1cb29ab90f26b2348ddb9772a06e694dd199e20eb


// GPU: a f32[5, 8], b f32[2, 8, 3], scale f32[1] {"activation":"relu"}

// 136 lines, SHA-256 21bce222cec8b280c9ab95825df7a63adbc70a0728a37baa942111be256b7549


// CPU 2/2, GPU 2/2: a f32[2, 8300], b f32[8300, 4] {"activation":"relu"}

// 18 lines, SHA-256 dfed093eb7899cc3226a7d78a9484971c157890dbb6df69cc2be44f76cab0ade


// GPU: a f32[1, 70], b f32[3, 70, 67], bias f32[67] {"biasAxis":"column","activation":"relu"}

// 47 lines, SHA-256 e9a869715093180c4feb6fd73ed64429494ffb01605ecbb7c742c72f5b1680c0


// CPU: a f32[12, 8], b f32[8, 36], bias f32[12] {"biasAxis":"row","activation":"sigmoid"}
// CPU: a f32[1, 70], b f32[3, 70, 67], bias f32[67] {"biasAxis":"column","activation":"sigmoid"}
// CPU: a f32[5, 8], b f32[2, 8, 3], scale f32[1] {"activation":"sigmoid"}

// 111 lines, SHA-256 c07d74b73fbfd4dd5e34a52cc49c4dc655c13d4ebbe1179292f5a390b4439636


// GPU: a f32[12, 8], b f32[8, 36], bias f32[12] {"biasAxis":"row","activation":"sigmoid"}

// 135 lines, SHA-256 939c945c9ef65ce54ac03ab9bcb92c34a9cb995a1766caa1020f0a1621540a97


// CPU 2/2, GPU 2/2: a f32[2, 8300], b f32[8300, 4], residual f32[2, 4] {"activation":"sigmoid"}

// 22 lines, SHA-256 29f2250410095bdc28f4385fcf92604562a1c5b4b639e45c160caa816e849950


// GPU: a f32[1, 70], b f32[3, 70, 67], bias f32[67] {"biasAxis":"column","activation":"sigmoid"}

// 50 lines, SHA-256 b89a178ee016b5b1c6f88f8816c9f86001447983b5e8ef5a4623be16334f8c17


// GPU: a f32[5, 8], b f32[2, 8, 3], scale f32[1] {"activation":"sigmoid"}

// 139 lines, SHA-256 3eaceab02fe8dcc6280124ca5049dc37c7da9be13e2fb086302ae45a7932bdb4


// CPU: a f32[130, 130], b f32[130, 130] {}

// 129 lines, SHA-256 7879377255b0856e3bfbd7141c792ac19672dedd64640519bd2f6c307b8a4720


// CPU: a f32[2, 128, 64], b f32[64, 132], bias f32[132] {"biasAxis":"column"}

// 137 lines, SHA-256 e115373eef14b05c70e0d5cc1d03b374098102bb711ba907437737110afbb069


// GPU 1/2: a f32[5, 900], b f32[900, 1], scale f32[1], residual f32[5, 1] {}

// 53 lines, SHA-256 3f63d464720d1bd39c074c6104662ce1b8bd7a9e922ce73d92c0a1a844548c50


// GPU 2/2: a f32[5, 900], b f32[900, 1], scale f32[1], residual f32[5, 1] {}

// 20 lines, SHA-256 84f2269994b6e138c7fd563798a005fdfd148ad97370d1138a80e0c9097bab89


// GPU 2/2: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}

// 18 lines, SHA-256 be0668d373897c4ab7bd5dda50f6c2bbf1ca9afff93916d24bd3ce5e638101ff


// GPU 2/2: a f32[2, 1030], b f32[1030, 5], bias f32[2] {"biasAxis":"row"}

// 18 lines, SHA-256 b4156afbe4b7cd18b8ac49b0a732c486ad313a5c256f177bed1f033acc3ebb5b
