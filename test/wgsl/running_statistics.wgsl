// CPU, GPU: runningMean f32[5], runningVariance f32[5], mean f32[5], variance f32[5] {"momentum":0.1,"correction":1.25}

@group(0) @binding(0) var<storage, read> runningMean: array<f32>;
@group(0) @binding(1) var<storage, read> runningVariance: array<f32>;
@group(0) @binding(2) var<storage, read> mean: array<f32>;
@group(0) @binding(3) var<storage, read> variance: array<f32>;
@group(0) @binding(4) var<storage, read_write> nextMean: array<f32>;
@group(0) @binding(5) var<storage, read_write> nextVariance: array<f32>;
struct Params {
  count: u32, momentum: f32, correction: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let m = p.momentum;
  nextMean[i] = (1.0 - m) * runningMean[i] + m * mean[i];
  nextVariance[i] = (1.0 - m) * runningVariance[i] + m * p.correction * variance[i];
}


// CPU, GPU: runningMean f32[5], runningVariance f32[5], mean f32[5], variance f32[5], steps i32[] {"momentum":0,"correction":1.25}

@group(0) @binding(0) var<storage, read> runningMean: array<f32>;
@group(0) @binding(1) var<storage, read> runningVariance: array<f32>;
@group(0) @binding(2) var<storage, read> mean: array<f32>;
@group(0) @binding(3) var<storage, read> variance: array<f32>;
@group(0) @binding(4) var<storage, read> steps: array<i32>;
@group(0) @binding(5) var<storage, read_write> nextMean: array<f32>;
@group(0) @binding(6) var<storage, read_write> nextVariance: array<f32>;
// as above: struct Params
@group(0) @binding(7) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let m = 1.0 / f32(steps[0]);
  nextMean[i] = (1.0 - m) * runningMean[i] + m * mean[i];
  nextVariance[i] = (1.0 - m) * runningVariance[i] + m * p.correction * variance[i];
}
