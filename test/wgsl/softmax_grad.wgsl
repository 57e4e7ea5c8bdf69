// CPU, GPU: out f32[3, 5, 66], dy f32[3, 5, 66] {"axis":1}

@group(0) @binding(0) var<storage, read> y: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read_write> dx: array<f32>;
struct Params {
  count: u32, length: u32, step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
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
  var dots = f32(0.0);
  for (var k = lane; k < end; k += lanes) {
    dots += dy[at + k * step] * y[at + k * step];
  }
  let dot = row_sum(dots, lane);
  for (var k = lane; k < end; k += lanes) { dx[at + k * step] = y[at + k * step] * (dy[at + k * step] - dot); }
}


// CPU: out f32[2, 1300], dy f32[2, 1300] {"axis":1}

@group(0) @binding(0) var<storage, read> y: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> dx: array<vec4<f32>>;
// as above: struct Params
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
  let end = p.length / 4;
  let step = p.step;
  var dots = vec4<f32>(0.0);
  var dots_runs = vec4<f32>(0.0);
  for (var k = lane; k < end; k += lanes) {
    dots += dy[at / 4 + k] * y[at / 4 + k];
    let run_ends = k / lanes % 64u == 63u;
    dots_runs += select(vec4<f32>(0.0), dots, run_ends);
    dots = select(dots, vec4<f32>(0.0), run_ends);
  }
  dots += dots_runs;
  let dot = row_sum((dots.x + dots.y) + (dots.z + dots.w), lane);
  for (var k = lane; k < end; k += lanes) { dx[at / 4 + k] = y[at / 4 + k] * (dy[at / 4 + k] - dot); }
}


// GPU: out f32[2, 1300], dy f32[2, 1300] {"axis":1}

@group(0) @binding(0) var<storage, read> y: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> dx: array<vec4<f32>>;
struct Params {
  rows: u32, length: u32, step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
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
  var dots = vec4<f32>(0.0);
  var dots_runs = vec4<f32>(0.0);
  for (var k = lane; k < end; k += lanes) {
    dots += dy[at / 4 + k] * y[at / 4 + k];
    let run_ends = k / lanes % 64u == 63u;
    dots_runs += select(vec4<f32>(0.0), dots, run_ends);
    dots = select(dots, vec4<f32>(0.0), run_ends);
  }
  dots += dots_runs;
  let dot = row_sum((dots.x + dots.y) + (dots.z + dots.w), lane);
  for (var k = lane; k < end; k += lanes) { dx[at / 4 + k] = y[at / 4 + k] * (dy[at / 4 + k] - dot); }
}
