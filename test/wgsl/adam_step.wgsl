// CPU, GPU: p f32[70], grad f32[70], exp_avg f32[70], exp_avg_sq f32[70] {"stepSize":0.1,"rootCorrection":0.3,"beta1":0.9,"gain1":0.1,"beta2":0.999,"gain2":0.001,"eps":1e-8,"weightDecay":0.1,"keep":1}

@group(0) @binding(0) var<storage, read> old_p: array<f32>;
@group(0) @binding(1) var<storage, read> grad: array<f32>;
@group(0) @binding(2) var<storage, read> old_exp_avg: array<f32>;
@group(0) @binding(3) var<storage, read> old_exp_avg_sq: array<f32>;
@group(0) @binding(4) var<storage, read_write> next_p: array<f32>;
@group(0) @binding(5) var<storage, read_write> next_exp_avg: array<f32>;
@group(0) @binding(6) var<storage, read_write> next_exp_avg_sq: array<f32>;
struct Params {
  count: u32,
  stepSize: f32,
  rootCorrection: f32,
  beta1: f32,
  gain1: f32,
  beta2: f32,
  gain2: f32,
  eps: f32,
  weightDecay: f32,
  keep: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
fn m_sqrt(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let s = sqrt(select(x, f32(i32(b + b)), subnormal)) * select(1.0f, 0x1p-75f, subnormal);
  let y = select(bitcast<u32>(s), b | 0x7fc00000u, b > 0x80000000u || b > 0x7f800000u);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) == 0u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var x = old_p[i];
  var g = grad[i];
  var exp_avg = old_exp_avg[i];
var exp_avg_sq = old_exp_avg_sq[i];
  g += p.weightDecay * x;
  exp_avg = p.beta1 * exp_avg + p.gain1 * g;
  exp_avg_sq = p.beta2 * exp_avg_sq + p.gain2 * g * g;
  x = x * p.keep - p.stepSize * exp_avg / (m_sqrt(exp_avg_sq) / p.rootCorrection + p.eps);
  next_p[i] = x;
  next_exp_avg[i] = exp_avg;
next_exp_avg_sq[i] = exp_avg_sq;
}


// CPU, GPU: p f32[7], grad f32[7], exp_avg f32[7], exp_avg_sq f32[7], max_exp_avg_sq f32[7] {"stepSize":0.1,"rootCorrection":0.3,"beta1":0.9,"gain1":0.1,"beta2":0.99,"gain2":0.01,"eps":0.000001,"weightDecay":0,"keep":0.98}

@group(0) @binding(0) var<storage, read> old_p: array<f32>;
@group(0) @binding(1) var<storage, read> grad: array<f32>;
@group(0) @binding(2) var<storage, read> old_exp_avg: array<f32>;
@group(0) @binding(3) var<storage, read> old_exp_avg_sq: array<f32>;
@group(0) @binding(4) var<storage, read> old_max_exp_avg_sq: array<f32>;
@group(0) @binding(5) var<storage, read_write> next_p: array<f32>;
@group(0) @binding(6) var<storage, read_write> next_exp_avg: array<f32>;
@group(0) @binding(7) var<storage, read_write> next_exp_avg_sq: array<f32>;
@group(0) @binding(8) var<storage, read_write> next_max_exp_avg_sq: array<f32>;
struct Params {
  count: u32,
  stepSize: f32,
  rootCorrection: f32,
  beta1: f32,
  gain1: f32,
  beta2: f32,
  gain2: f32,
  eps: f32,
  weightDecay: f32,
  keep: f32,
}
@group(0) @binding(9) var<uniform> p: Params;
// as above: fn m_sqrt(x: f32) -> f32
// as above: fn m_is_nan(x: f32) -> bool
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var x = old_p[i];
  var g = grad[i];
  var exp_avg = old_exp_avg[i];
var exp_avg_sq = old_exp_avg_sq[i];
var max_exp_avg_sq = old_max_exp_avg_sq[i];
  g += p.weightDecay * x;
  exp_avg = p.beta1 * exp_avg + p.gain1 * g;
  exp_avg_sq = p.beta2 * exp_avg_sq + p.gain2 * g * g;
  max_exp_avg_sq = select(max_exp_avg_sq, exp_avg_sq, exp_avg_sq > max_exp_avg_sq || m_is_nan(exp_avg_sq));
  x = x * p.keep - p.stepSize * exp_avg / (m_sqrt(max_exp_avg_sq) / p.rootCorrection + p.eps);
  next_p[i] = x;
  next_exp_avg[i] = exp_avg;
next_exp_avg_sq[i] = exp_avg_sq;
next_max_exp_avg_sq[i] = max_exp_avg_sq;
}
