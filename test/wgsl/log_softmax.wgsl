// CPU, GPU: x f32[2, 7] {"axis":1}
// CPU, GPU: x f32[3, 5, 66] {"axis":1}

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
  var top = -3.4028234663852886e+38f;
  for (var k = lane; k < p.length; k += lanes) {
    let value = x[at + k * p.step];
    top = select(top, value, value > top);
  }
  top = row_max(top, lane);
  var total = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += m_exp(x[at + k * p.step] - top);
  }
  let shift = m_log(row_sum(total, lane));
  for (var k = lane; k < p.length; k += lanes) { out[at + k * p.step] = (x[at + k * p.step] - top) - shift; }
}


// CPU, GPU: x f32[2, 4100] {"axis":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  rows: u32, length: u32, step: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
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
  var top = -3.4028234663852886e+38f;
  for (var k = lane; k < p.length; k += lanes) {
    let value = x[at + k * p.step];
    top = select(top, value, value > top);
  }
  top = row_max(top, lane);
  var total = f32(0.0);
  var total_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += m_exp(x[at + k * p.step] - top);
    let run_ends = k / lanes % 64u == 63u;
    total_runs += select(f32(0.0), total, run_ends);
    total = select(total, f32(0.0), run_ends);
  }
  total += total_runs;
  let shift = m_log(row_sum(total, lane));
  for (var k = lane; k < p.length; k += lanes) { out[at + k * p.step] = (x[at + k * p.step] - top) - shift; }
}
