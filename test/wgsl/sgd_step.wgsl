// CPU, GPU: held f32[128], grad0 f32[15] {"slots":[],"sizes":[15],"moves":[true],"lr":0.1,"momentum":0,"weightDecay":0.5,"nesterov":false,"gain0":1,"gain1":0,"gain2":0,"gain3":0,"gain4":0,"gain5":0}

@group(0) @binding(0) var<storage, read> held: array<f32>;
@group(0) @binding(1) var<storage, read> grad0: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, values: u32, start0: u32, end0: u32, lr: f32, momentum: f32, weightDecay: f32, gain0: f32, gain1: f32,
  gain2: f32, gain3: f32, gain4: f32, gain5: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var g = 0.0;
  var moves = false;
  var gain = 0.0;
  if (i >= p.start0 && i < p.end0) {
    g = grad0[i - p.start0];
    moves = true;
    gain = p.gain0;
  }
  let count = p.count;
  let end = p.values * count;
  var x = 0.0;
  for (var at = i; at < end; at += count) {
    x = held[at];
  }
  let old_x = x;
  g += p.weightDecay * x;
  x -= p.lr * g;
  x = select(old_x, x, moves);
  for (var at = i; at < end; at += count) {
    out[at] = x;
  }
}


// CPU, GPU: held f32[256], grad0 f32[70] {"slots":["momentum_buffer"],"sizes":[70],"moves":[true],"lr":0.1,"momentum":0.9,"weightDecay":0.01,"nesterov":true,"gain0":0.7,"gain1":0,"gain2":0,"gain3":0,"gain4":0,"gain5":0}

@group(0) @binding(0) var<storage, read> held: array<f32>;
@group(0) @binding(1) var<storage, read> grad0: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var g = 0.0;
  var moves = false;
  var gain = 0.0;
  if (i >= p.start0 && i < p.end0) {
    g = grad0[i - p.start0];
    moves = true;
    gain = p.gain0;
  }
  let count = p.count;
  let end = p.values * count;
  var x = 0.0;
  var momentum_buffer = 0.0;
  for (var at = i; at < end; at += count) {
    x = momentum_buffer;
    momentum_buffer = held[at];
  }
  let old_x = x;
  let old_momentum_buffer = momentum_buffer;
  g += p.weightDecay * x;
  momentum_buffer = p.momentum * momentum_buffer + gain * g;
  g = g + p.momentum * momentum_buffer;
  x -= p.lr * g;
  x = select(old_x, x, moves);
  momentum_buffer = select(old_momentum_buffer, momentum_buffer, moves);
  for (var at = i; at < end; at += count) {
    out[at] = x;
    x = momentum_buffer;
  }
}


// CPU, GPU: held f32[256], grad0 f32[7] {"slots":["momentum_buffer"],"sizes":[7],"moves":[true],"lr":0.1,"momentum":0.9,"weightDecay":0,"nesterov":false,"gain0":1,"gain1":0,"gain2":0,"gain3":0,"gain4":0,"gain5":0}

@group(0) @binding(0) var<storage, read> held: array<f32>;
@group(0) @binding(1) var<storage, read> grad0: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var g = 0.0;
  var moves = false;
  var gain = 0.0;
  if (i >= p.start0 && i < p.end0) {
    g = grad0[i - p.start0];
    moves = true;
    gain = p.gain0;
  }
  let count = p.count;
  let end = p.values * count;
  var x = 0.0;
  var momentum_buffer = 0.0;
  for (var at = i; at < end; at += count) {
    x = momentum_buffer;
    momentum_buffer = held[at];
  }
  let old_x = x;
  let old_momentum_buffer = momentum_buffer;
  g += p.weightDecay * x;
  momentum_buffer = p.momentum * momentum_buffer + gain * g;
  g = momentum_buffer;
  x -= p.lr * g;
  x = select(old_x, x, moves);
  momentum_buffer = select(old_momentum_buffer, momentum_buffer, moves);
  for (var at = i; at < end; at += count) {
    out[at] = x;
    x = momentum_buffer;
  }
}
