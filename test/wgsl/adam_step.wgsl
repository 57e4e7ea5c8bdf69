// CPU, GPU: held f32[1536], grad0 f32[70], grad1 f32[129] {"slots":["exp_avg","exp_avg_sq"],"sizes":[70,5,129],"moves":[true,false,true],"beta1":0.9,"gain1":0.1,"beta2":0.999,"gain2":0.001,"eps":1e-8,"weightDecay":0.1,"keep":1,"stepSize0":0.1,"stepSize1":0.02,"stepSize2":0,"stepSize3":0,"stepSize4":0,"stepSize5":0,"rootCorrection0":0.3,"rootCorrection1":0.9,"rootCorrection2":0,"rootCorrection3":0,"rootCorrection4":0,"rootCorrection5":0}

@group(0) @binding(0) var<storage, read> held: array<f32>;
@group(0) @binding(1) var<storage, read> grad0: array<f32>;
@group(0) @binding(2) var<storage, read> grad1: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, values: u32, start0: u32, end0: u32, start1: u32, end1: u32, beta1: f32, gain1: f32, beta2: f32,
  gain2: f32, eps: f32, weightDecay: f32, keep: f32, stepSize0: f32, stepSize1: f32, stepSize2: f32, stepSize3: f32,
  stepSize4: f32, stepSize5: f32, rootCorrection0: f32, rootCorrection1: f32, rootCorrection2: f32,
  rootCorrection3: f32, rootCorrection4: f32, rootCorrection5: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
fn m_sqrt(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let s = sqrt(select(x, f32(i32(b + b)), subnormal)) * select(1.0f, 0x1p-75f, subnormal);
  let y = select(bitcast<u32>(s), b | 0x7fc00000u, b > 0x80000000u || b > 0x7f800000u);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) == 0u));
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var g = 0.0;
  var moves = false;
  var stepSize = 0.0;
  var rootCorrection = 0.0;
  if (i >= p.start0 && i < p.end0) {
    g = grad0[i - p.start0];
    moves = true;
    stepSize = p.stepSize0;
    rootCorrection = p.rootCorrection0;
  }
  if (i >= p.start1 && i < p.end1) {
    g = grad1[i - p.start1];
    moves = true;
    stepSize = p.stepSize1;
    rootCorrection = p.rootCorrection1;
  }
  let count = p.count;
  let end = p.values * count;
  var x = 0.0;
  var exp_avg = 0.0;
  var exp_avg_sq = 0.0;
  for (var at = i; at < end; at += count) {
    x = exp_avg;
    exp_avg = exp_avg_sq;
    exp_avg_sq = held[at];
  }
  let old_x = x;
  let old_exp_avg = exp_avg;
  let old_exp_avg_sq = exp_avg_sq;
  g += p.weightDecay * x;
  exp_avg = p.beta1 * exp_avg + p.gain1 * g;
  exp_avg_sq = p.beta2 * exp_avg_sq + p.gain2 * g * g;
  let second = exp_avg_sq;
  x = x * p.keep - stepSize * exp_avg / (m_sqrt(second) / rootCorrection + p.eps);
  x = select(old_x, x, moves);
  exp_avg = select(old_exp_avg, exp_avg, moves);
  exp_avg_sq = select(old_exp_avg_sq, exp_avg_sq, moves);
  for (var at = i; at < end; at += count) {
    out[at] = x;
    x = exp_avg;
    exp_avg = exp_avg_sq;
  }
}


// CPU, GPU: held f32[384], grad0 f32[70] {"slots":["exp_avg","exp_avg_sq"],"sizes":[70],"moves":[true],"beta1":0.9,"gain1":0.1,"beta2":0.999,"gain2":0.001,"eps":1e-8,"weightDecay":0.1,"keep":1,"stepSize0":0.1,"stepSize1":0,"stepSize2":0,"stepSize3":0,"stepSize4":0,"stepSize5":0,"rootCorrection0":0.3,"rootCorrection1":0,"rootCorrection2":0,"rootCorrection3":0,"rootCorrection4":0,"rootCorrection5":0}

@group(0) @binding(0) var<storage, read> held: array<f32>;
@group(0) @binding(1) var<storage, read> grad0: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, values: u32, start0: u32, end0: u32, beta1: f32, gain1: f32, beta2: f32, gain2: f32, eps: f32,
  weightDecay: f32, keep: f32, stepSize0: f32, stepSize1: f32, stepSize2: f32, stepSize3: f32, stepSize4: f32,
  stepSize5: f32, rootCorrection0: f32, rootCorrection1: f32, rootCorrection2: f32, rootCorrection3: f32,
  rootCorrection4: f32, rootCorrection5: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn m_sqrt(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var g = 0.0;
  var moves = false;
  var stepSize = 0.0;
  var rootCorrection = 0.0;
  if (i >= p.start0 && i < p.end0) {
    g = grad0[i - p.start0];
    moves = true;
    stepSize = p.stepSize0;
    rootCorrection = p.rootCorrection0;
  }
  let count = p.count;
  let end = p.values * count;
  var x = 0.0;
  var exp_avg = 0.0;
  var exp_avg_sq = 0.0;
  for (var at = i; at < end; at += count) {
    x = exp_avg;
    exp_avg = exp_avg_sq;
    exp_avg_sq = held[at];
  }
  let old_x = x;
  let old_exp_avg = exp_avg;
  let old_exp_avg_sq = exp_avg_sq;
  g += p.weightDecay * x;
  exp_avg = p.beta1 * exp_avg + p.gain1 * g;
  exp_avg_sq = p.beta2 * exp_avg_sq + p.gain2 * g * g;
  let second = exp_avg_sq;
  x = x * p.keep - stepSize * exp_avg / (m_sqrt(second) / rootCorrection + p.eps);
  x = select(old_x, x, moves);
  exp_avg = select(old_exp_avg, exp_avg, moves);
  exp_avg_sq = select(old_exp_avg_sq, exp_avg_sq, moves);
  for (var at = i; at < end; at += count) {
    out[at] = x;
    x = exp_avg;
    exp_avg = exp_avg_sq;
  }
}


// CPU, GPU: held f32[512], grad0 f32[7] {"slots":["exp_avg","exp_avg_sq","max_exp_avg_sq"],"sizes":[7],"moves":[true],"beta1":0.9,"gain1":0.1,"beta2":0.99,"gain2":0.01,"eps":0.000001,"weightDecay":0,"keep":0.98,"stepSize0":0.1,"stepSize1":0,"stepSize2":0,"stepSize3":0,"stepSize4":0,"stepSize5":0,"rootCorrection0":0.3,"rootCorrection1":0,"rootCorrection2":0,"rootCorrection3":0,"rootCorrection4":0,"rootCorrection5":0}

@group(0) @binding(0) var<storage, read> held: array<f32>;
@group(0) @binding(1) var<storage, read> grad0: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
// as above: fn m_sqrt(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var g = 0.0;
  var moves = false;
  var stepSize = 0.0;
  var rootCorrection = 0.0;
  if (i >= p.start0 && i < p.end0) {
    g = grad0[i - p.start0];
    moves = true;
    stepSize = p.stepSize0;
    rootCorrection = p.rootCorrection0;
  }
  let count = p.count;
  let end = p.values * count;
  var x = 0.0;
  var exp_avg = 0.0;
  var exp_avg_sq = 0.0;
  var max_exp_avg_sq = 0.0;
  for (var at = i; at < end; at += count) {
    x = exp_avg;
    exp_avg = exp_avg_sq;
    exp_avg_sq = max_exp_avg_sq;
    max_exp_avg_sq = held[at];
  }
  let old_x = x;
  let old_exp_avg = exp_avg;
  let old_exp_avg_sq = exp_avg_sq;
  let old_max_exp_avg_sq = max_exp_avg_sq;
  g += p.weightDecay * x;
  exp_avg = p.beta1 * exp_avg + p.gain1 * g;
  exp_avg_sq = p.beta2 * exp_avg_sq + p.gain2 * g * g;
  max_exp_avg_sq = select(max_exp_avg_sq, exp_avg_sq,
    exp_avg_sq > max_exp_avg_sq || m_is_nan(exp_avg_sq));
  let second = max_exp_avg_sq;
  x = x * p.keep - stepSize * exp_avg / (m_sqrt(second) / rootCorrection + p.eps);
  x = select(old_x, x, moves);
  exp_avg = select(old_exp_avg, exp_avg, moves);
  exp_avg_sq = select(old_exp_avg_sq, exp_avg_sq, moves);
  max_exp_avg_sq = select(old_max_exp_avg_sq, max_exp_avg_sq, moves);
  for (var at = i; at < end; at += count) {
    out[at] = x;
    x = exp_avg;
    exp_avg = exp_avg_sq;
    exp_avg_sq = max_exp_avg_sq;
  }
}
