// CPU, GPU: held f32[256], grad0 f32[70] {"slots":["sum"],"sizes":[70],"moves":[true],"eps":1e-10,"weightDecay":0.1,"rate0":0.1,"rate1":0,"rate2":0,"rate3":0,"rate4":0,"rate5":0}

@group(0) @binding(0) var<storage, read> held: array<f32>;
@group(0) @binding(1) var<storage, read> grad0: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, values: u32, start0: u32, end0: u32, eps: f32, weightDecay: f32, rate0: f32, rate1: f32, rate2: f32,
  rate3: f32, rate4: f32, rate5: f32,
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
  var rate = 0.0;
  if (i >= p.start0 && i < p.end0) {
    g = grad0[i - p.start0];
    moves = true;
    rate = p.rate0;
  }
  let count = p.count;
  let end = p.values * count;
  var x = 0.0;
  var sum = 0.0;
  for (var at = i; at < end; at += count) {
    x = sum;
    sum = held[at];
  }
  let old_x = x;
  let old_sum = sum;
  g += p.weightDecay * x;
  sum += g * g;
  x -= rate * g / (m_sqrt(sum) + p.eps);
  x = select(old_x, x, moves);
  sum = select(old_sum, sum, moves);
  for (var at = i; at < end; at += count) {
    out[at] = x;
    x = sum;
  }
}
