// CPU: a f32[2, 5, 7], b f32[2, 7, 6] {}
// CPU: a f32[12, 8], b f32[8, 36], bias f32[36] {"biasAxis":"column"}
// CPU: a f32[1, 70], b f32[3, 70, 67], bias f32[67] {"biasAxis":"column"}
// CPU: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}

enable subgroups;
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read> scale: array<f32>;
@group(0) @binding(4) var<storage, read> residual: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<f32>;
@group(0) @binding(6) var<storage, read_write> sums: array<f32>;
struct Params {
  a_offset: u32, b_offset: u32, a_batch: u32, b_batch: u32, batches: u32, batches_each: u32, k_parts: u32, chunk: u32,
  m: u32, n: u32, k: u32, a_row: u32, a_k: u32, b_k: u32, b_column: u32, out_row: u32, out_column: u32, grid_x: u32,
  grid_y: u32, grid_z: u32, rows: u32, bias_row: u32, bias_column: u32, scaled: u32, scale_row: u32, scale_column: u32,
  added: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_erfc(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let a = b & 0x7fffffffu;
  let t = bitcast<f32>(min(a, 0x41280000u));
  let u = (t - 2.0f) / (t + 2.0f);
  let g = ((((((((-2.83295056e-4f * u - 1.244176994e-3f) * u + 1.189678558e-3f) * u + 8.647464216e-3f) * u
    - 8.016053587e-3f) * u - 5.421002582e-2f)
    * u + 0.1640496105f) * u - 0.166030705f) * u - 9.276378155e-2f) * u + 1.276978374f;
  let h = bitcast<f32>(bitcast<u32>(t) & 0xfffff000u);
  let k = round(h * h * -1.44269504f);
  let r = ((-(h * h) - k * 0.693359375f) + k * 2.12194442e-4f) - (t - h) * (t + h);
  let e = ((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r + 0.4999998808f)
    * (r * r) + r;
  let v = g / (1.0f + 2.0f * t);
  let tail = m_scale(e * v + v, k);
  let z = t * t;
  let p = (((((7.846516382e-5f * z - 8.007974830e-4f) * z + 5.188081414e-3f) * z - 2.685369365e-2f) * z
    + 0.1128358319f) * z - 0.3761262595f) * z
    + 0.1283791661f;
  let erf = p * t + t;
  let negative = b >= 0x80000000u;
  let near = select(1.0f - erf, 1.0f + erf, negative);
  let far = bitcast<f32>(select(bitcast<u32>(tail), bitcast<u32>(2.0f - tail), negative));
  let y = select(bitcast<u32>(far), bitcast<u32>(near), a < 0x3f000000u);
  return bitcast<f32>(select(y, b, a > 0x7f800000u));
}
fn finish_gelu(x: f32) -> f32 { return x * 0.5f * m_erfc(-0.7071067690849304f * x); }
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
    result = select(result, result + bias[(row + r) * p.bias_row + column * p.bias_column],
      p.bias_row + p.bias_column > 0);
    result = select(result, scale[(row + r) * p.scale_row + column * p.scale_column] * result, p.scaled > 0);
    result = select(result, residual[at * p.added] + result, p.added > 0);
    out[at] = finish_gelu(result);
  }
}


// GPU 1/2: a f32[2, 5, 7], b f32[2, 7, 6] {}
// GPU 1/3: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  a_offset: u32, b_offset: u32, a_batch: u32, b_batch: u32, batches: u32, batches_each: u32, k_parts: u32, chunk: u32,
  m: u32, n: u32, k: u32, a_row: u32, a_k: u32, b_k: u32, b_column: u32, out_row: u32, out_column: u32, grid_x: u32,
  grid_y: u32, grid_z: u32,
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
      var staged = vec4<f32>(0.0);
      if (((left_line0 + 0) < p.m) & (step < k_end)) { staged[0] = a[a_start + (left_line0 + 0) * p.a_row + step * p.a_k]; }
      if (((left_line0 + 1) < p.m) & (step < k_end)) { staged[1] = a[a_start + (left_line0 + 1) * p.a_row + step * p.a_k]; }
      if (((left_line0 + 2) < p.m) & (step < k_end)) { staged[2] = a[a_start + (left_line0 + 2) * p.a_row + step * p.a_k]; }
      if (((left_line0 + 3) < p.m) & (step < k_end)) { staged[3] = a[a_start + (left_line0 + 3) * p.a_row + step * p.a_k]; }
      left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = staged;
    }
    {
      let step = k + (t / 8u + 0u);
      var staged = vec4<f32>(0.0);
      if (((right_line0 + 0) < p.n) & (step < k_end)) { staged[0] = b[b_start + (right_line0 + 0) * p.b_column + step * p.b_k]; }
      if (((right_line0 + 1) < p.n) & (step < k_end)) { staged[1] = b[b_start + (right_line0 + 1) * p.b_column + step * p.b_k]; }
      if (((right_line0 + 2) < p.n) & (step < k_end)) { staged[2] = b[b_start + (right_line0 + 2) * p.b_column + step * p.b_k]; }
      if (((right_line0 + 3) < p.n) & (step < k_end)) { staged[3] = b[b_start + (right_line0 + 3) * p.b_column + step * p.b_k]; }
      right[(t / 8u + 0u) * 8u + (t % 8u * 4) / 4] = staged;
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
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total0_0[0]; }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total0_0[1]; }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total0_0[2]; }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total0_0[3]; }
  }
  {
    let row = group.y * 32u + 1u + ty * 4;
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total1_0[0]; }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total1_0[1]; }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total1_0[2]; }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total1_0[3]; }
  }
  {
    let row = group.y * 32u + 2u + ty * 4;
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total2_0[0]; }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total2_0[1]; }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total2_0[2]; }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total2_0[3]; }
  }
  {
    let row = group.y * 32u + 3u + ty * 4;
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total3_0[0]; }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total3_0[1]; }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total3_0[2]; }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total3_0[3]; }
  }
}


// GPU 2/2: a f32[2, 5, 7], b f32[2, 7, 6] {}
// GPU 2/2: a f32[12, 8], b f32[8, 36], bias f32[36] {"biasAxis":"column"}
// GPU 3/3: a f32[2, 8300], b f32[8300, 4] {}
// GPU 2/2: a f32[1, 70], b f32[3, 70, 67], bias f32[67] {"biasAxis":"column"}
// GPU 2/2: a f32[130, 130], b f32[130, 132], bias f32[132] {"biasAxis":"column"}
// GPU 3/3: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}

@group(0) @binding(0) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(1) var<uniform> p: Params;
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_erfc(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let x = out[i];
  out[i] = x * 0.5f * m_erfc(-0.7071067690849304f * x);
}


// GPU 1/2: a f32[12, 8], b f32[8, 36], bias f32[36] {"biasAxis":"column"}
// GPU 1/2: a f32[130, 130], b f32[130, 132], bias f32[132] {"biasAxis":"column"}

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  a_offset: u32, b_offset: u32, a_batch: u32, b_batch: u32, batches: u32, batches_each: u32, k_parts: u32, chunk: u32,
  m: u32, n: u32, k: u32, a_row: u32, a_k: u32, b_k: u32, b_column: u32, out_row: u32, out_column: u32, grid_x: u32,
  grid_y: u32, grid_z: u32,
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
      var staged = vec4<f32>(0.0);
      if (((left_line0 + 0) < p.m) & (step < k_end)) { staged[0] = a[a_start + (left_line0 + 0) * p.a_row + step * p.a_k]; }
      if (((left_line0 + 1) < p.m) & (step < k_end)) { staged[1] = a[a_start + (left_line0 + 1) * p.a_row + step * p.a_k]; }
      if (((left_line0 + 2) < p.m) & (step < k_end)) { staged[2] = a[a_start + (left_line0 + 2) * p.a_row + step * p.a_k]; }
      if (((left_line0 + 3) < p.m) & (step < k_end)) { staged[3] = a[a_start + (left_line0 + 3) * p.a_row + step * p.a_k]; }
      left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = staged;
    }
    {
      let step = k + (t / 8u + 0u);
      var staged = vec4<f32>(0.0);
      if ((right_line0 < p.n) & (step < k_end)) { staged = b[(b_start + right_line0 * p.b_column + step * p.b_k) / 4]; }
      right[(t / 8u + 0u) * 8u + (t % 8u * 4) / 4] = staged;
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
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total0_0[0] + bias[(group.x * 32u + 0u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total0_0[1] + bias[(group.x * 32u + 1u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total0_0[2] + bias[(group.x * 32u + 2u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total0_0[3] + bias[(group.x * 32u + 3u + tx * 4)]); }
  }
  {
    let row = group.y * 32u + 1u + ty * 4;
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total1_0[0] + bias[(group.x * 32u + 0u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total1_0[1] + bias[(group.x * 32u + 1u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total1_0[2] + bias[(group.x * 32u + 2u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total1_0[3] + bias[(group.x * 32u + 3u + tx * 4)]); }
  }
  {
    let row = group.y * 32u + 2u + ty * 4;
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total2_0[0] + bias[(group.x * 32u + 0u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total2_0[1] + bias[(group.x * 32u + 1u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total2_0[2] + bias[(group.x * 32u + 2u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total2_0[3] + bias[(group.x * 32u + 3u + tx * 4)]); }
  }
  {
    let row = group.y * 32u + 3u + ty * 4;
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = (total3_0[0] + bias[(group.x * 32u + 0u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = (total3_0[1] + bias[(group.x * 32u + 1u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = (total3_0[2] + bias[(group.x * 32u + 2u + tx * 4)]); }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = (total3_0[3] + bias[(group.x * 32u + 3u + tx * 4)]); }
  }
}


// CPU 1/2: a f32[2, 8300], b f32[8300, 4] {}

enable subgroups;
@group(0) @binding(0) var<storage, read> a: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> b: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  a_offset: u32, b_offset: u32, a_batch: u32, b_batch: u32, batches: u32, batches_each: u32, k_parts: u32, chunk: u32,
  m: u32, n: u32, k: u32, a_row: u32, a_k: u32, b_k: u32, b_column: u32, out_row: u32, out_column: u32, grid_x: u32,
  grid_y: u32, grid_z: u32, four: u32, rows: u32, a_turned: u32, b_turned: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) folded: vec3<u32>,
  @builtin(subgroup_invocation_id) lane: u32) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let column = (group.x * 8 + lane) * 4;
  let row = group.y * 2;
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
  let i = first;
  let a_start = p.a_offset + i * p.a_batch;
  let b_start = p.b_offset + i * p.b_batch;
  let place0 = a_start + min(row + 0 + lane, m - 1) * p.a_row;
  let b_turned = p.b_turned != 0u;
  let b_first = b_start + min(column, n - 1) * b_column;
  let b_step = select(b_k, b_column, b_turned);
  let b_last = select(3u, n - 1 - min(column, n - 1), b_turned);
  for (var k = k_first; k < k_end; k += 4u) {
    let left0 = a[(place0 + k * a_k) / 4];
    var right0 = vec4<f32>(0.0);
    var right1 = right0;
    var right2 = right0;
    var right3 = right0;
    let right_start = b_first + k * b_k;
    for (var s = 0u; s < four; s++) {
      right0 = right1;
      right1 = right2;
      right2 = right3;
      right3 = b[(right_start + min(s, b_last) * b_step) / 4];
    }
    let value0 = select(right0, vec4<f32>(right0.x, right1.x, right2.x, right3.x), b_turned);
    let value1 = select(right1, vec4<f32>(right0.y, right1.y, right2.y, right3.y), b_turned);
    let value2 = select(right2, vec4<f32>(right0.z, right1.z, right2.z, right3.z), b_turned);
    let value3 = select(right3, vec4<f32>(right0.w, right1.w, right2.w, right3.w), b_turned);
    total0 = fma(vec4<f32>(subgroupBroadcast(left0.x, 0u)), value0, total0);
    total1 = fma(vec4<f32>(subgroupBroadcast(left0.x, 1u)), value0, total1);
    total0 = fma(vec4<f32>(subgroupBroadcast(left0.y, 0u)), value1, total0);
    total1 = fma(vec4<f32>(subgroupBroadcast(left0.y, 1u)), value1, total1);
    total0 = fma(vec4<f32>(subgroupBroadcast(left0.z, 0u)), value2, total0);
    total1 = fma(vec4<f32>(subgroupBroadcast(left0.z, 1u)), value2, total1);
    total0 = fma(vec4<f32>(subgroupBroadcast(left0.w, 0u)), value3, total0);
    total1 = fma(vec4<f32>(subgroupBroadcast(left0.w, 1u)), value3, total1);
  }
  var totals = array<vec4<f32>, 2>(total0, total1);
  if (column < n) {
    let out_row = p.out_row;
    let out_column = p.out_column;
    let rows = min(p.rows, m - row);
    var at = part * m * n + row * out_row + column * out_column;
    for (var r = 0u; r < rows; r++) {
      out[at / 4] = totals[r];
      at += out_row;
    }
  }
}


// CPU 2/2: a f32[2, 8300], b f32[8300, 4] {}

@group(0) @binding(0) var<storage, read> partial: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, parts: u32, columns: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_erfc(x: f32) -> f32
// as above: fn finish_gelu(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var sums: array<f32, 4>;
  for (var s = 0u; s < 4; s++) { sums[s] = f32(0.0); }
  for (var part = 0u; part < p.parts; part++) { sums[part % 4] += partial[part * p.count + i]; }
  out[i] = finish_gelu(((sums[0] + sums[1]) + (sums[2] + sums[3])));
}


// GPU 1/3: a f32[2, 8300], b f32[8300, 4] {}

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  a_offset: u32, b_offset: u32, a_batch: u32, b_batch: u32, batches: u32, batches_each: u32, k_parts: u32, chunk: u32,
  m: u32, n: u32, k: u32, a_row: u32, a_k: u32, b_k: u32, b_column: u32, out_row: u32, out_column: u32, grid_x: u32,
  grid_y: u32, grid_z: u32,
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
      var staged = vec4<f32>(0.0);
      if (((left_line0 + 0) < p.m) & (step < k_end)) { staged[0] = a[a_start + (left_line0 + 0) * p.a_row + step * p.a_k]; }
      if (((left_line0 + 1) < p.m) & (step < k_end)) { staged[1] = a[a_start + (left_line0 + 1) * p.a_row + step * p.a_k]; }
      if (((left_line0 + 2) < p.m) & (step < k_end)) { staged[2] = a[a_start + (left_line0 + 2) * p.a_row + step * p.a_k]; }
      if (((left_line0 + 3) < p.m) & (step < k_end)) { staged[3] = a[a_start + (left_line0 + 3) * p.a_row + step * p.a_k]; }
      left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = staged;
    }
    {
      let step = k + (t / 8u + 0u);
      var staged = vec4<f32>(0.0);
      if ((right_line0 < p.n) & (step < k_end)) { staged = b[(b_start + right_line0 * p.b_column + step * p.b_k) / 4]; }
      right[(t / 8u + 0u) * 8u + (t % 8u * 4) / 4] = staged;
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
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total0_0[0]; }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total0_0[1]; }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total0_0[2]; }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total0_0[3]; }
  }
  {
    let row = group.y * 32u + 1u + ty * 4;
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total1_0[0]; }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total1_0[1]; }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total1_0[2]; }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total1_0[3]; }
  }
  {
    let row = group.y * 32u + 2u + ty * 4;
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total2_0[0]; }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total2_0[1]; }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total2_0[2]; }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total2_0[3]; }
  }
  {
    let row = group.y * 32u + 3u + ty * 4;
    if ((row < p.m) & ((group.x * 32u + 0u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 0u + tx * 4) * p.out_column] = total3_0[0]; }
    if ((row < p.m) & ((group.x * 32u + 1u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 1u + tx * 4) * p.out_column] = total3_0[1]; }
    if ((row < p.m) & ((group.x * 32u + 2u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 2u + tx * 4) * p.out_column] = total3_0[2]; }
    if ((row < p.m) & ((group.x * 32u + 3u + tx * 4) < p.n)) { out[part * p.m * p.n + row * p.out_row + (group.x * 32u + 3u + tx * 4) * p.out_column] = total3_0[3]; }
  }
}


// GPU 2/3: a f32[2, 8300], b f32[8300, 4] {}

@group(0) @binding(0) var<storage, read> partial: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, parts: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var sums: array<vec4<f32>, 4>;
  for (var s = 0u; s < 4; s++) { sums[s] = vec4<f32>(0.0); }
  for (var part = 0u; part < p.parts; part++) { sums[part % 4] += partial[part * p.count + i]; }
  out[i] = ((sums[0] + sums[1]) + (sums[2] + sums[3]));
}


// GPU 1/2: a f32[1, 70], b f32[3, 70, 67], bias f32[67] {"biasAxis":"column"}

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  a_offset: u32, b_offset: u32, a_batch: u32, b_batch: u32, batches: u32, batches_each: u32, k_parts: u32, chunk: u32,
  m: u32, n: u32, k: u32, a_row: u32, a_k: u32, b_k: u32, b_column: u32, out_row: u32, out_column: u32, grid_x: u32,
  grid_y: u32, grid_z: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) folded: vec3<u32>, @builtin(local_invocation_index) t: u32) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let column = group.x * 64 + t;
  let part = group.z;
  let k_first = part % p.k_parts * p.chunk;
  let k_end = min(k_first + p.chunk, p.k);
  let first = part / p.k_parts * p.batches_each;
  var total = 0.0;
  let i = first;
  let a_start = p.a_offset + i * p.a_batch;
  let b_start = p.b_offset + i * p.b_batch;
  for (var k = k_first; k < k_end && column < p.n; k++) { total += a[a_start + k * p.a_k] * b[b_start + k * p.b_k + column * p.b_column]; }
  if (column < p.n) { let at = part * p.n + column * p.out_column;
  out[at] = (total + bias[column]); }
}


// CPU: a f32[130, 130], b f32[130, 132], bias f32[132] {"biasAxis":"column"}

enable subgroups;
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  a_offset: u32, b_offset: u32, a_batch: u32, b_batch: u32, batches: u32, batches_each: u32, k_parts: u32, chunk: u32,
  m: u32, n: u32, k: u32, a_row: u32, a_k: u32, b_k: u32, b_column: u32, out_row: u32, out_column: u32, grid_x: u32,
  grid_y: u32, grid_z: u32, four: u32, rows: u32, a_turned: u32, b_turned: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_erfc(x: f32) -> f32
fn finish_gelu(four: vec4<f32>) -> vec4<f32> {
  var result = four;
  for (var c = 0u; c < p.four; c++) {
    let x = result.x;
    result = vec4<f32>(result.yzw, x * 0.5f * m_erfc(-0.7071067690849304f * x));
  }
  return result;
}
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) folded: vec3<u32>,
  @builtin(subgroup_invocation_id) lane: u32) {
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
  let b_turned = p.b_turned != 0u;
  let b_first = b_start + min(column, n - 1) * b_column;
  let b_step = select(b_k, b_column, b_turned);
  let b_last = select(3u, n - 1 - min(column, n - 1), b_turned);
  for (var k = k_first; k < k_end; k += 4u) {
    var left0 = vec4<f32>(0.0);
    for (var s = 0u; s < four; s++) { left0 = vec4<f32>(left0.yzw, a[place0 + (k + s) * a_k]); }
    left0 = select(vec4<f32>(0.0), left0, k + vec4<u32>(0, 1, 2, 3) < vec4<u32>(k_end));
    var right0 = vec4<f32>(0.0);
    var right1 = right0;
    var right2 = right0;
    var right3 = right0;
    let right_start = b_first + k * b_k;
    for (var s = 0u; s < four; s++) {
      right0 = right1;
      right1 = right2;
      right2 = right3;
      right3 = select(vec4<f32>(0.0), b[(right_start + min(s, b_last) * b_step) / 4], k + s < k_end);
    }
    let value0 = select(right0, vec4<f32>(right0.x, right1.x, right2.x, right3.x), b_turned);
    let value1 = select(right1, vec4<f32>(right0.y, right1.y, right2.y, right3.y), b_turned);
    let value2 = select(right2, vec4<f32>(right0.z, right1.z, right2.z, right3.z), b_turned);
    let value3 = select(right3, vec4<f32>(right0.w, right1.w, right2.w, right3.w), b_turned);
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
    var at = part * m * n + row * out_row + column * out_column;
    for (var r = 0u; r < rows; r++) {
      out[at / 4] = finish_gelu((totals[r] + bias[column / 4]));
      at += out_row;
    }
  }
}


// GPU 2/3: a f32[37, 1028], b f32[1028, 3], bias f32[3] {"biasAxis":"column"}

@group(0) @binding(0) var<storage, read> partial: array<f32>;
@group(0) @binding(1) var<storage, read> bias: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, parts: u32, columns: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var sums: array<f32, 4>;
  for (var s = 0u; s < 4; s++) { sums[s] = f32(0.0); }
  for (var part = 0u; part < p.parts; part++) { sums[part % 4] += partial[part * p.count + i]; }
  out[i] = (((sums[0] + sums[1]) + (sums[2] + sums[3])) + bias[i % p.columns]);
}
