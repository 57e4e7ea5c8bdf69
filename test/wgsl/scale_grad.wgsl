// CPU, GPU: x f32[5, 7], dy f32[5, 7], scale f32[1] {"scaled":true}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> scale: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;
@group(0) @binding(5) var<storage, read_write> scaled: array<f32>;
struct Params {
  count: u32, length: u32, step: u32, size: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
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
  let factor = scale[0];
  let end = min(p.length, p.size - at);
  var totals = vec4<f32>(0.0);
  var totals_runs = vec4<f32>(0.0);
  for (var k = lane; k < end; k += lanes) {
    let i = at + k;
    let value = x[i];
    let slope = dy[i];
    totals = vec4<f32>(totals.yzw, totals.x + value * slope);
    dx[i] = factor * slope;
    scaled[i] = factor * value;
    let run_ends = k / lanes % 64u == 63u;
    totals_runs += select(vec4<f32>(0.0), totals, run_ends);
    totals = select(totals, vec4<f32>(0.0), run_ends);
  }
  totals += totals_runs;
  let total = row_sum((totals.x + totals.y) + (totals.z + totals.w), lane);
  if (lane == 0u) { sums[row] = total; }
}


// CPU: x f32[3, 700], dy f32[3, 700], scale f32[] {"scaled":false}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> scale: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
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
  let factor = scale[0];
  let end = min(p.length, p.size - at);
  var totals = vec4<f32>(0.0);
  var totals_runs = vec4<f32>(0.0);
  for (var k = lane; k < end; k += lanes) {
    let i = at + k;
    let value = x[i];
    let slope = dy[i];
    totals = vec4<f32>(totals.yzw, totals.x + value * slope);
    dx[i] = factor * slope;
    let run_ends = k / lanes % 64u == 63u;
    totals_runs += select(vec4<f32>(0.0), totals, run_ends);
    totals = select(totals, vec4<f32>(0.0), run_ends);
  }
  totals += totals_runs;
  let total = row_sum((totals.x + totals.y) + (totals.z + totals.w), lane);
  if (lane == 0u) { sums[row] = total; }
}


// GPU: x f32[3, 700], dy f32[3, 700], scale f32[] {"scaled":false}

enable subgroups;
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> scale: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;
struct Params {
  rows: u32, length: u32, step: u32, size: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
const lanes = 32u;
fn row_sum(value: f32, lane: u32) -> f32 { return subgroupAdd(value); }
fn row_max(value: f32, lane: u32) -> f32 { return subgroupMax(value); }
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let row = (group.x + group.y * 65535u);
  if (row >= p.rows) { return; }
  let at = row / p.step * p.length * p.step + row % p.step;
  let factor = scale[0];
  let end = min(p.length, p.size - at);
  var totals = vec4<f32>(0.0);
  var totals_runs = vec4<f32>(0.0);
  for (var k = lane; k < end; k += lanes) {
    let i = at + k;
    let value = x[i];
    let slope = dy[i];
    totals = vec4<f32>(totals.yzw, totals.x + value * slope);
    dx[i] = factor * slope;
    let run_ends = k / lanes % 64u == 63u;
    totals_runs += select(vec4<f32>(0.0), totals, run_ends);
    totals = select(totals, vec4<f32>(0.0), run_ends);
  }
  totals += totals_runs;
  let total = row_sum((totals.x + totals.y) + (totals.z + totals.w), lane);
  if (lane == 0u) { sums[row] = total; }
}
