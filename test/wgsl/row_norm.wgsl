// CPU, GPU: x f32[5, 33], weight f32[33], bias f32[33] {"eps":0.00001,"center":true,"groups":1,"span":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, length: u32, step: u32, groups: u32, per_group: u32, span: u32, eps: f32, terms: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
fn m_rsqrt(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let s = sqrt(select(x, f32(i32(b + b)), subnormal));
  var y = bitcast<u32>(select(1.0f, 0x1p75f, subnormal) / s);
  y = select(y, 0u, b == 0x7f800000u);
  y = select(y, b | 0x7fc00000u, b > 0x7f800000u);
  return bitcast<f32>(select(y, b | 0x7f800000u, (b & 0x7fffffffu) == 0u));
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
  let origin = x[at];
  var total = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += x[at + k] - origin;
  }
  let shift = origin + row_sum(total, lane) / p.terms;
  var off = f32(0.0);
  var squares = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    let apart = x[at + k] - shift;
    off += apart;
    squares += apart * apart;
  }
  let rest = row_sum(off, lane) / p.terms;
  let rstd = m_rsqrt(max(row_sum(squares, lane) / p.terms - rest * rest, 0.0) + p.eps);
  for (var k = lane; k < p.length; k += lanes) {
    let affine = k;
    out[at + k] = ((x[at + k] - shift) - rest)
      * rstd * weight[affine] + bias[affine];
  }
}


// CPU, GPU: x f32[6, 14], weight f32[6], bias f32[6] {"eps":0.001,"center":true,"groups":3,"span":7}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_rsqrt(x: f32) -> f32
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
  let origin = x[at];
  var total = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += x[at + k] - origin;
  }
  let shift = origin + row_sum(total, lane) / p.terms;
  var off = f32(0.0);
  var squares = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    let apart = x[at + k] - shift;
    off += apart;
    squares += apart * apart;
  }
  let rest = row_sum(off, lane) / p.terms;
  let rstd = m_rsqrt(max(row_sum(squares, lane) / p.terms - rest * rest, 0.0) + p.eps);
  for (var k = lane; k < p.length; k += lanes) {
    let affine = row % p.groups * p.per_group + k / p.span;
    out[at + k] = ((x[at + k] - shift) - rest)
      * rstd * weight[affine] + bias[affine];
  }
}


// CPU, GPU: x f32[2, 4100], weight f32[4100] {"eps":0.000001,"center":false,"groups":1,"span":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  rows: u32, length: u32, step: u32, groups: u32, per_group: u32, span: u32, eps: f32, terms: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn m_rsqrt(x: f32) -> f32
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
  let shift = 0.0;
  let rest = 0.0;
  var squares = f32(0.0);
  var squares_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    squares += x[at + k] * x[at + k];
    let run_ends = k / lanes % 64u == 63u;
    squares_runs += select(f32(0.0), squares, run_ends);
    squares = select(squares, f32(0.0), run_ends);
  }
  squares += squares_runs;
  let rstd = m_rsqrt(row_sum(squares, lane) / p.terms + p.eps);
  for (var k = lane; k < p.length; k += lanes) {
    let affine = k;
    out[at + k] = ((x[at + k] - shift) - rest)
      * rstd * weight[affine];
  }
}
