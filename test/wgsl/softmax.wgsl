// CPU, GPU: x f32[2, 7] {"axis":1}
// CPU, GPU: x f32[3, 5, 66] {"axis":1}
// CPU, GPU: x f32[] {"axis":0}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, length: u32, step: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_exp_parts(x: f32) -> vec2f {
  let k = round(x * 1.44269504f);
  let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
  let p = (((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r
    + 0.4999998808f) * r + 1.0f) * r + 1.0f;
  return vec2f(p, k);
}
fn softmax_exp(x: f32) -> f32 {
  let parts = m_exp_parts(x);
  return select(parts.x * bitcast<f32>((i32(parts.y) + 127) << 23u), 0.0, x < -87.0);
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
  let end = p.length;
  let step = p.step;
  var tops = f32(-3.4028234663852886e+38f);
  for (var k = lane; k < end; k += lanes) {
    let value = x[at + k * step];
    tops = select(tops, value, value > tops);
  }
  let top = row_max(tops, lane);
  var totals = f32(0.0);
  for (var k = lane; k < end; k += lanes) {
    let power = softmax_exp(x[at + k * step] - top);
    totals += power;
    out[at + k * step] = power;
  }
  let total = row_sum(totals, lane);
  for (var k = lane; k < end; k += lanes) { out[at + k * step] /= total; }
}


// CPU: x f32[2, 1300] {"axis":1}

@group(0) @binding(0) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
fn exp_of_four(x: vec4<f32>) -> vec4<f32> { return vec4<f32>(softmax_exp(x.x), softmax_exp(x.y),
  softmax_exp(x.z), softmax_exp(x.w)); }
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
  let end = p.length / 4;
  let step = p.step;
  var tops = vec4<f32>(-3.4028234663852886e+38f);
  for (var k = lane; k < end; k += lanes) {
    let value = x[at / 4 + k];
    tops = select(tops, value, value > tops);
  }
  let top = row_max(max(max(tops.x, tops.y), max(tops.z, tops.w)), lane);
  var totals = vec4<f32>(0.0);
  var totals_runs = vec4<f32>(0.0);
  for (var k = lane; k < end; k += lanes) {
    let power = exp_of_four(x[at / 4 + k] - top);
    totals += power;
    out[at / 4 + k] = power;
    let run_ends = k / lanes % 64u == 63u;
    totals_runs += select(vec4<f32>(0.0), totals, run_ends);
    totals = select(totals, vec4<f32>(0.0), run_ends);
  }
  totals += totals_runs;
  let total = row_sum((totals.x + totals.y) + (totals.z + totals.w), lane);
  for (var k = lane; k < end; k += lanes) { out[at / 4 + k] /= total; }
}


// GPU: x f32[2, 1300] {"axis":1}
// CPU, GPU: x f32[1, 4100] {"axis":1}

@group(0) @binding(0) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  rows: u32, length: u32, step: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn exp_of_four(x: vec4<f32>) -> vec4<f32>
const lanes = 256u;
var<workgroup> shared_lanes: array<f32, lanes>;
fn row_sum(value: f32, lane: u32) -> f32 {
  workgroupBarrier();
  shared_lanes[lane] = value;
  for (var half = lanes / 2u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (lane < half) { shared_lanes[lane] = shared_lanes[lane] + shared_lanes[lane + half]; }
  }
  workgroupBarrier();
  return shared_lanes[0];
}
fn row_max(value: f32, lane: u32) -> f32 {
  workgroupBarrier();
  shared_lanes[lane] = value;
  for (var half = lanes / 2u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (lane < half) { shared_lanes[lane] = max(shared_lanes[lane], shared_lanes[lane + half]); }
  }
  workgroupBarrier();
  return shared_lanes[0];
}
@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = (group.x + group.y * 65535u);
  if (row >= p.rows) { return; }
  let at = row / p.step * p.length * p.step + row % p.step;
  let end = p.length / 4;
  let step = p.step;
  var tops = vec4<f32>(-3.4028234663852886e+38f);
  for (var k = lane; k < end; k += lanes) {
    let value = x[at / 4 + k];
    tops = select(tops, value, value > tops);
  }
  let top = row_max(max(max(tops.x, tops.y), max(tops.z, tops.w)), lane);
  var totals = vec4<f32>(0.0);
  var totals_runs = vec4<f32>(0.0);
  for (var k = lane; k < end; k += lanes) {
    let power = exp_of_four(x[at / 4 + k] - top);
    totals += power;
    out[at / 4 + k] = power;
    let run_ends = k / lanes % 64u == 63u;
    totals_runs += select(vec4<f32>(0.0), totals, run_ends);
    totals = select(totals, vec4<f32>(0.0), run_ends);
  }
  totals += totals_runs;
  let total = row_sum((totals.x + totals.y) + (totals.z + totals.w), lane);
  for (var k = lane; k < end; k += lanes) { out[at / 4 + k] /= total; }
}


// CPU, GPU: x f32[2, 4098] {"axis":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
const lanes = 256u;
var<workgroup> shared_lanes: array<f32, lanes>;
// as above: fn row_sum(value: f32, lane: u32) -> f32
  }
  workgroupBarrier();
  return shared_lanes[0];
}
// as above: fn row_max(value: f32, lane: u32) -> f32
  }
  workgroupBarrier();
  return shared_lanes[0];
}
@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = (group.x + group.y * 65535u);
  if (row >= p.rows) { return; }
  let at = row / p.step * p.length * p.step + row % p.step;
  let end = p.length;
  let step = p.step;
  var tops = f32(-3.4028234663852886e+38f);
  for (var k = lane; k < end; k += lanes) {
    let value = x[at + k * step];
    tops = select(tops, value, value > tops);
  }
  let top = row_max(tops, lane);
  var totals = f32(0.0);
  var totals_runs = f32(0.0);
  for (var k = lane; k < end; k += lanes) {
    let power = softmax_exp(x[at + k * step] - top);
    totals += power;
    out[at + k * step] = power;
    let run_ends = k / lanes % 64u == 63u;
    totals_runs += select(f32(0.0), totals, run_ends);
    totals = select(totals, f32(0.0), run_ends);
  }
  totals += totals_runs;
  let total = row_sum(totals, lane);
  for (var k = lane; k < end; k += lanes) { out[at + k * step] /= total; }
}
