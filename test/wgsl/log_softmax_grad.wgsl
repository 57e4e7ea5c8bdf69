// CPU, GPU: out f32[3, 5, 66], dy f32[3, 5, 66] {"axis":1}

@group(0) @binding(0) var<storage, read> y: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read_write> dx: array<f32>;
struct Params {
  count: u32, length: u32, step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
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
    total += dy[at + k * p.step];
    let run_ends = k / lanes % 64u == 63u;
    total_runs += select(f32(0.0), total, run_ends);
    total = select(total, f32(0.0), run_ends);
  }
  total += total_runs;
  total = row_sum(total, lane);
  for (var k = lane; k < p.length; k += lanes) { dx[at + k * p.step] = dy[at + k * p.step]
    - m_exp(y[at + k * p.step]) * total; }
}


// CPU, GPU: out f32[2, 4100], dy f32[2, 4100] {"axis":1}

@group(0) @binding(0) var<storage, read> y: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read_write> dx: array<f32>;
struct Params {
  rows: u32, length: u32, step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
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
  var total = f32(0.0);
  var total_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += dy[at + k * p.step];
    let run_ends = k / lanes % 64u == 63u;
    total_runs += select(f32(0.0), total, run_ends);
    total = select(total, f32(0.0), run_ends);
  }
  total += total_runs;
  total = row_sum(total, lane);
  for (var k = lane; k < p.length; k += lanes) { dx[at + k * p.step] = dy[at + k * p.step]
    - m_exp(y[at + k * p.step]) * total; }
}
