// CPU, GPU: held f32[256], grad0 f32[70] {"slots":["square_avg"],"sizes":[70],"moves":[true],"lr":0.1,"alpha":0.9,"gain":0.1,"eps":1e-8,"weightDecay":0.1,"momentum":0}

@group(0) @binding(0) var<storage, read> held: array<f32>;
@group(0) @binding(1) var<storage, read> grad0: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, values: u32, start0: u32, end0: u32, lr: f32, alpha: f32, gain: f32, eps: f32, weightDecay: f32,
  momentum: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
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
  if (i >= p.start0 && i < p.end0) {
    g = grad0[i - p.start0];
    moves = true;
  }
  let count = p.count;
  let end = p.values * count;
  var x = 0.0;
  var square_avg = 0.0;
  for (var at = i; at < end; at += count) {
    x = square_avg;
    square_avg = held[at];
  }
  let old_x = x;
  let old_square_avg = square_avg;
  g += p.weightDecay * x;
  square_avg = p.alpha * square_avg + p.gain * g * g;
  var change = g / (m_sqrt(square_avg) + p.eps);
  x -= p.lr * change;
  x = select(old_x, x, moves);
  square_avg = select(old_square_avg, square_avg, moves);
  for (var at = i; at < end; at += count) {
    out[at] = x;
    x = square_avg;
  }
}


// CPU, GPU: held f32[512], grad0 f32[7] {"slots":["square_avg","grad_avg","momentum_buffer"],"sizes":[7],"moves":[true],"lr":0.1,"alpha":0.5,"gain":0.5,"eps":0.000001,"weightDecay":0,"momentum":0.9}

@group(0) @binding(0) var<storage, read> held: array<f32>;
@group(0) @binding(1) var<storage, read> grad0: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn m_sqrt(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var g = 0.0;
  var moves = false;
  if (i >= p.start0 && i < p.end0) {
    g = grad0[i - p.start0];
    moves = true;
  }
  let count = p.count;
  let end = p.values * count;
  var x = 0.0;
  var square_avg = 0.0;
  var grad_avg = 0.0;
  var momentum_buffer = 0.0;
  for (var at = i; at < end; at += count) {
    x = square_avg;
    square_avg = grad_avg;
    grad_avg = momentum_buffer;
    momentum_buffer = held[at];
  }
  let old_x = x;
  let old_square_avg = square_avg;
  let old_grad_avg = grad_avg;
  let old_momentum_buffer = momentum_buffer;
  g += p.weightDecay * x;
  square_avg = p.alpha * square_avg + p.gain * g * g;
  grad_avg = p.alpha * grad_avg + p.gain * g;
  var change = g / (m_sqrt(square_avg - grad_avg * grad_avg) + p.eps);
  momentum_buffer = p.momentum * momentum_buffer + change;
  change = momentum_buffer;
  x -= p.lr * change;
  x = select(old_x, x, moves);
  square_avg = select(old_square_avg, square_avg, moves);
  grad_avg = select(old_grad_avg, grad_avg, moves);
  momentum_buffer = select(old_momentum_buffer, momentum_buffer, moves);
  for (var at = i; at < end; at += count) {
    out[at] = x;
    x = square_avg;
    square_avg = grad_avg;
    grad_avg = momentum_buffer;
  }
}
