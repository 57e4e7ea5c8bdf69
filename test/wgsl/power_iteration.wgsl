// CPU 1/8, CPU 5/8, GPU 1/8, GPU 5/8: w f32[5, 7], u f32[5] {"iterations":2,"eps":1e-12}
// CPU 1/4, GPU 1/4: w f32[3, 130], u f32[3] {"iterations":1,"eps":1e-12}

@group(0) @binding(0) var<storage, read> w: array<f32>;
@group(0) @binding(1) var<storage, read> vector: array<f32>;
@group(0) @binding(2) var<storage, read_write> product: array<f32>;
struct Params {
  count: u32, m: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  const lane = 0u;
  const lanes = 1u;
  var total = f32(0.0);
  var total_runs = f32(0.0);
  for (var k = lane; k < p.m; k += lanes) {
    total += vector[k] * w[k * p.count + i];
    let run_ends = k / lanes % 64u == 63u;
    total_runs += select(f32(0.0), total, run_ends);
    total = select(total, f32(0.0), run_ends);
  }
  total += total_runs;
  product[i] = total;
}


// CPU 2/8, CPU 4/8, CPU 6/8, CPU 8/8, GPU 2/8, GPU 4/8, GPU 6/8, GPU 8/8: w f32[5, 7], u f32[5] {"iterations":2,"eps":1e-12}
// CPU 2/4, CPU 4/4, GPU 4/4: w f32[3, 130], u f32[3] {"iterations":1,"eps":1e-12}

@group(0) @binding(0) var<storage, read> source: array<f32>;
@group(0) @binding(1) var<storage, read_write> target_vector: array<f32>;
struct Params {
  count: u32, length: u32, step: u32, eps: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_sqrt(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let s = sqrt(select(x, f32(i32(b + b)), subnormal)) * select(1.0f, 0x1p-75f, subnormal);
  let y = select(bitcast<u32>(s), b | 0x7fc00000u, b > 0x80000000u || b > 0x7f800000u);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) == 0u));
}
fn row_sum(value: f32, lane: u32) -> f32 { return value; }
fn row_max(value: f32, lane: u32) -> f32 { return value; }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i;
  let lane = 0u;
  const lanes = 1u;
  let at = row / p.step * p.length * p.step + row % p.step;
  var total = f32(0.0);
  var total_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += source[k] * source[k];
    let run_ends = k / lanes % 64u == 63u;
    total_runs += select(f32(0.0), total, run_ends);
    total = select(total, f32(0.0), run_ends);
  }
  total += total_runs;
  let length = m_sqrt(row_sum(total, lane));
  let norm = select(length, p.eps, length < p.eps);
  for (var k = lane; k < p.length; k += lanes) { target_vector[k] = source[k] / norm; }
}


// CPU 3/8, CPU 7/8, GPU 3/8, GPU 7/8: w f32[5, 7], u f32[5] {"iterations":2,"eps":1e-12}
// CPU 3/4: w f32[3, 130], u f32[3] {"iterations":1,"eps":1e-12}

@group(0) @binding(0) var<storage, read> w: array<f32>;
@group(0) @binding(1) var<storage, read> vector: array<f32>;
@group(0) @binding(2) var<storage, read_write> product: array<f32>;
struct Params {
  count: u32, length: u32, step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn row_sum(value: f32, lane: u32) -> f32
// as above: fn row_max(value: f32, lane: u32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i;
  let lane = 0u;
  const lanes = 1u;
  let at = row / p.step * p.length * p.step + row % p.step;
  var total = f32(0.0);
  var total_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += vector[k] * w[at + k];
    let run_ends = k / lanes % 64u == 63u;
    total_runs += select(f32(0.0), total, run_ends);
    total = select(total, f32(0.0), run_ends);
  }
  total += total_runs;
  total = row_sum(total, lane);
  if (lane == 0u) { product[row] = total; }
}


// GPU 2/4: w f32[3, 130], u f32[3] {"iterations":1,"eps":1e-12}

enable subgroups;
@group(0) @binding(0) var<storage, read> source: array<f32>;
@group(0) @binding(1) var<storage, read_write> target_vector: array<f32>;
struct Params {
  rows: u32, length: u32, step: u32, eps: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_sqrt(x: f32) -> f32
const lanes = 32u;
fn row_sum(value: f32, lane: u32) -> f32 { return subgroupAdd(value); }
fn row_max(value: f32, lane: u32) -> f32 { return subgroupMax(value); }
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = (group.x + group.y * 65535u);
  if (row >= p.rows) { return; }
  let at = row / p.step * p.length * p.step + row % p.step;
  var total = f32(0.0);
  var total_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += source[k] * source[k];
    let run_ends = k / lanes % 64u == 63u;
    total_runs += select(f32(0.0), total, run_ends);
    total = select(total, f32(0.0), run_ends);
  }
  total += total_runs;
  let length = m_sqrt(row_sum(total, lane));
  let norm = select(length, p.eps, length < p.eps);
  for (var k = lane; k < p.length; k += lanes) { target_vector[k] = source[k] / norm; }
}


// GPU 3/4: w f32[3, 130], u f32[3] {"iterations":1,"eps":1e-12}

enable subgroups;
@group(0) @binding(0) var<storage, read> w: array<f32>;
@group(0) @binding(1) var<storage, read> vector: array<f32>;
@group(0) @binding(2) var<storage, read_write> product: array<f32>;
struct Params {
  rows: u32, length: u32, step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
const lanes = 32u;
// as above: fn row_sum(value: f32, lane: u32) -> f32
// as above: fn row_max(value: f32, lane: u32) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = (group.x + group.y * 65535u);
  if (row >= p.rows) { return; }
  let at = row / p.step * p.length * p.step + row % p.step;
  var total = f32(0.0);
  var total_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += vector[k] * w[at + k];
    let run_ends = k / lanes % 64u == 63u;
    total_runs += select(f32(0.0), total, run_ends);
    total = select(total, f32(0.0), run_ends);
  }
  total += total_runs;
  total = row_sum(total, lane);
  if (lane == 0u) { product[row] = total; }
}
