// CPU, GPU: p f32[70], grad f32[70], square_avg f32[70] {"lr":0.1,"alpha":0.9,"gain":0.1,"eps":1e-8,"weightDecay":0.1,"momentum":0}

@group(0) @binding(0) var<storage, read> old_p: array<f32>;
@group(0) @binding(1) var<storage, read> grad: array<f32>;
@group(0) @binding(2) var<storage, read> old_square_avg: array<f32>;
@group(0) @binding(3) var<storage, read_write> next_p: array<f32>;
@group(0) @binding(4) var<storage, read_write> next_square_avg: array<f32>;
struct Params {
  count: u32,
  lr: f32,
  alpha: f32,
  gain: f32,
  eps: f32,
  weightDecay: f32,
  momentum: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
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
  var square_avg = old_square_avg[i];
  g += p.weightDecay * x;
  square_avg = p.alpha * square_avg + p.gain * g * g;
  var change = g / (m_sqrt(square_avg) + p.eps);
  x -= p.lr * change;
  next_p[i] = x;
  next_square_avg[i] = square_avg;
}


// CPU, GPU: p f32[7], grad f32[7], square_avg f32[7], grad_avg f32[7], momentum_buffer f32[7] {"lr":0.1,"alpha":0.5,"gain":0.5,"eps":0.000001,"weightDecay":0,"momentum":0.9}

@group(0) @binding(0) var<storage, read> old_p: array<f32>;
@group(0) @binding(1) var<storage, read> grad: array<f32>;
@group(0) @binding(2) var<storage, read> old_square_avg: array<f32>;
@group(0) @binding(3) var<storage, read> old_grad_avg: array<f32>;
@group(0) @binding(4) var<storage, read> old_momentum_buffer: array<f32>;
@group(0) @binding(5) var<storage, read_write> next_p: array<f32>;
@group(0) @binding(6) var<storage, read_write> next_square_avg: array<f32>;
@group(0) @binding(7) var<storage, read_write> next_grad_avg: array<f32>;
@group(0) @binding(8) var<storage, read_write> next_momentum_buffer: array<f32>;
struct Params {
  count: u32,
  lr: f32,
  alpha: f32,
  gain: f32,
  eps: f32,
  weightDecay: f32,
  momentum: f32,
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
  var square_avg = old_square_avg[i];
var grad_avg = old_grad_avg[i];
var momentum_buffer = old_momentum_buffer[i];
  g += p.weightDecay * x;
  square_avg = p.alpha * square_avg + p.gain * g * g;
  grad_avg = p.alpha * grad_avg + p.gain * g;
  var change = g / (m_sqrt(square_avg - grad_avg * grad_avg) + p.eps);
  momentum_buffer = p.momentum * momentum_buffer + change;
  change = momentum_buffer;
  x -= p.lr * change;
  next_p[i] = x;
  next_square_avg[i] = square_avg;
next_grad_avg[i] = grad_avg;
next_momentum_buffer[i] = momentum_buffer;
}
