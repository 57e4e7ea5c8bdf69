// CPU 1/2, GPU 1/2: x f32[3, 2, 35], weight f32[2], bias f32[2] {"eps":0.00001}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> mean: array<f32>;
@group(0) @binding(2) var<storage, read_write> variance: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, channels: u32, positions: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec4<f32> = vec4<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let at = (k / p.positions * p.channels + row) * p.positions + k % p.positions;
    let value = x[at];
    acc.w = select(acc.w, value, acc.x == 0.0);
    acc.x += 1.0;
    let apart = (value - acc.w) - acc.y;
    acc.y += apart / acc.x;
    acc.z += apart * ((value - acc.w) - acc.y);
  }
  mean[row] = acc.w + acc.y;
  variance[row] = acc.z / acc.x;
}


// CPU 2/2, GPU 2/2: x f32[3, 2, 35], weight f32[2], bias f32[2] {"eps":0.00001}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read> from_mean: array<f32>;
@group(0) @binding(2) var<storage, read> from_variance: array<f32>;
@group(0) @binding(3) var<storage, read> from_weight: array<f32>;
@group(0) @binding(4) var<storage, read> from_bias: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, r2: f32, n1: u32, r1: f32, from_mean_1: u32, from_variance_1: u32, from_weight_1: u32,
  from_bias_1: u32, eps: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
fn m_rsqrt(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let s = sqrt(select(x, f32(i32(b + b)), subnormal));
  var y = bitcast<u32>(select(1.0f, 0x1p75f, subnormal) / s);
  y = select(y, 0u, b == 0x7f800000u);
  y = select(y, b | 0x7fc00000u, b > 0x7f800000u);
  return bitcast<f32>(select(y, b | 0x7f800000u, (b & 0x7fffffffu) == 0u));
}
fn point(x: f32, mean: f32, variance: f32, weight: f32, bias: f32) -> f32 { return (x - mean) * m_rsqrt(variance + p.eps) * weight + bias; }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_mean_at = 0u;
  var from_variance_at = 0u;
  var from_weight_at = 0u;
  var from_bias_at = 0u;
  var rest = i;
  let near2 = u32(f32(rest) * p.r2);
  let left2 = i32(rest - near2 * p.n2);
  let coordinate2 = u32(left2 + select(0, i32(p.n2), left2 < 0)
    - select(0, i32(p.n2), left2 >= i32(p.n2)));
  rest = near2 + select(0u, 1u, left2 >= i32(p.n2)) - select(0u, 1u, left2 < 0);
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_mean_at += coordinate1 * p.from_mean_1;
  from_variance_at += coordinate1 * p.from_variance_1;
  from_weight_at += coordinate1 * p.from_weight_1;
  from_bias_at += coordinate1 * p.from_bias_1;
  let at_x = from_x[i];
  let at_mean = from_mean[from_mean_at];
  let at_variance = from_variance[from_variance_at];
  let at_weight = from_weight[from_weight_at];
  let at_bias = from_bias[from_bias_at];
  out[i] = point(at_x, at_mean, at_variance, at_weight, at_bias);
}


// CPU 1/2, GPU 1/2: x f32[6, 3, 1] {"eps":0.001}
// CPU 1/2, GPU 1/2: x f32[2, 3, 12], weight f32[3], bias f32[3] {"eps":0.00001,"activation":"relu"}
// CPU 1/2, GPU 1/2: x f32[2, 1, 12], weight f32[1], bias f32[1] {"eps":0.00001,"activation":"sigmoid"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> mean: array<f32>;
@group(0) @binding(2) var<storage, read_write> variance: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, channels: u32, positions: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  var acc: vec4<f32> = vec4<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let at = (k / p.positions * p.channels + row) * p.positions + k % p.positions;
    let value = x[at];
    acc.w = select(acc.w, value, acc.x == 0.0);
    acc.x += 1.0;
    let apart = (value - acc.w) - acc.y;
    acc.y += apart / acc.x;
    acc.z += apart * ((value - acc.w) - acc.y);
  }
  mean[row] = acc.w + acc.y;
  variance[row] = acc.z / acc.x;
}


// CPU 2/2, GPU 2/2: x f32[6, 3, 1] {"eps":0.001}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read> from_mean: array<f32>;
@group(0) @binding(2) var<storage, read> from_variance: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, r1: f32, from_mean_1: u32, from_variance_1: u32, eps: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_rsqrt(x: f32) -> f32
fn point(x: f32, mean: f32, variance: f32) -> f32 { return (x - mean) * m_rsqrt(variance + p.eps); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_mean_at = 0u;
  var from_variance_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_mean_at += coordinate1 * p.from_mean_1;
  from_variance_at += coordinate1 * p.from_variance_1;
  let at_x = from_x[i];
  let at_mean = from_mean[from_mean_at];
  let at_variance = from_variance[from_variance_at];
  out[i] = point(at_x, at_mean, at_variance);
}


// CPU 2/2, GPU 2/2: x f32[2, 3, 12], weight f32[3], bias f32[3] {"eps":0.00001,"activation":"relu"}

@group(0) @binding(0) var<storage, read> from_x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> from_mean: array<f32>;
@group(0) @binding(2) var<storage, read> from_variance: array<f32>;
@group(0) @binding(3) var<storage, read> from_weight: array<f32>;
@group(0) @binding(4) var<storage, read> from_bias: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, n2: u32, r2: f32, n1: u32, r1: f32, from_mean_1: u32, from_variance_1: u32, from_weight_1: u32,
  from_bias_1: u32, eps: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
fn activate(x: f32) -> f32 { return select(x, f32(0), x < f32(0)); }
// as above: fn m_rsqrt(x: f32) -> f32
fn point(x: f32, mean: f32, variance: f32, weight: f32, bias: f32) -> f32 { return activate((x - mean) * m_rsqrt(variance + p.eps) * weight + bias); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_mean_at = 0u;
  var from_variance_at = 0u;
  var from_weight_at = 0u;
  var from_bias_at = 0u;
  var rest = i;
  let near2 = u32(f32(rest) * p.r2);
  let left2 = i32(rest - near2 * p.n2);
  let coordinate2 = u32(left2 + select(0, i32(p.n2), left2 < 0)
    - select(0, i32(p.n2), left2 >= i32(p.n2)));
  rest = near2 + select(0u, 1u, left2 >= i32(p.n2)) - select(0u, 1u, left2 < 0);
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_mean_at += coordinate1 * p.from_mean_1;
  from_variance_at += coordinate1 * p.from_variance_1;
  from_weight_at += coordinate1 * p.from_weight_1;
  from_bias_at += coordinate1 * p.from_bias_1;
  let at_x = from_x[i];
  let at_mean = from_mean[from_mean_at];
  let at_variance = from_variance[from_variance_at];
  let at_weight = from_weight[from_weight_at];
  let at_bias = from_bias[from_bias_at];
  out[i] = vec4<f32>(point(at_x.x, at_mean, at_variance, at_weight, at_bias), point(at_x.y, at_mean, at_variance, at_weight, at_bias), point(at_x.z, at_mean, at_variance, at_weight, at_bias), point(at_x.w, at_mean, at_variance, at_weight, at_bias));
}


// CPU 2/2, GPU 2/2: x f32[2, 1, 12], weight f32[1], bias f32[1] {"eps":0.00001,"activation":"sigmoid"}

@group(0) @binding(0) var<storage, read> from_x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> from_mean: array<f32>;
@group(0) @binding(2) var<storage, read> from_variance: array<f32>;
@group(0) @binding(3) var<storage, read> from_weight: array<f32>;
@group(0) @binding(4) var<storage, read> from_bias: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, eps: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
fn m_exp_parts(x: f32) -> vec2f {
  let k = round(x * 1.44269504f);
  let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
  let p = (((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r
    + 0.4999998808f) * r + 1.0f) * r + 1.0f;
  return vec2f(p, k);
}
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_sigmoid(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let t = bitcast<f32>(min(b & 0x7fffffffu, 0x42d20000u));
  let parts = m_exp_parts(-t);
  let e = m_scale(parts.x, parts.y);
  let q = select(e, 1.0f, b < 0x80000000u) / (1.0f + e);
  let y = select(bitcast<u32>(q), bitcast<u32>(e), b > 0xc1a00000u);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
}
fn activate(x: f32) -> f32 { return m_sigmoid(x); }
// as above: fn m_rsqrt(x: f32) -> f32
// as above: fn point(x: f32, mean: f32, variance: f32, weight: f32, bias: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  let at_mean = from_mean[0u];
  let at_variance = from_variance[0u];
  let at_weight = from_weight[0u];
  let at_bias = from_bias[0u];
  out[i] = vec4<f32>(point(at_x.x, at_mean, at_variance, at_weight, at_bias), point(at_x.y, at_mean, at_variance, at_weight, at_bias), point(at_x.z, at_mean, at_variance, at_weight, at_bias), point(at_x.w, at_mean, at_variance, at_weight, at_bias));
}


// CPU 1/3, GPU 1/3: x f32[2, 2, 200], weight f32[2] {"eps":0.00001}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> partial0: array<vec4<f32>>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, channels: u32, positions: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec4<f32> = vec4<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let at = (k / p.positions * p.channels + row) * p.positions + k % p.positions;
    let value = x[at];
    acc.w = select(acc.w, value, acc.x == 0.0);
    acc.x += 1.0;
    let apart = (value - acc.w) - acc.y;
    acc.y += apart / acc.x;
    acc.z += apart * ((value - acc.w) - acc.y);
  }
  partial0[i] = acc;
}


// CPU 2/3, GPU 2/3: x f32[2, 2, 200], weight f32[2] {"eps":0.00001}

@group(0) @binding(0) var<storage, read> partial0: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> mean: array<f32>;
@group(0) @binding(3) var<storage, read_write> variance: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
fn join_moments(a: vec4<f32>, b: vec4<f32>) -> vec4<f32> {
  if (a.x == 0.0) { return b; }
  let count = a.x + b.x;
  let share = b.x / count;
  let apart = select((b.w - a.w) + (b.y - a.y), 0.0, b.x == 0.0);
  return vec4<f32>(count, a.y + apart * share, a.z + b.z + apart * apart * a.x * share, a.w);
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec4<f32> = vec4<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let a = acc;
    let b = partial0[row * p.length + k];
    acc = join_moments(a, b);
  }
  mean[row] = acc.w + acc.y;
  variance[row] = acc.z / acc.x;
}


// CPU 3/3, GPU 3/3: x f32[2, 2, 200], weight f32[2] {"eps":0.00001}

@group(0) @binding(0) var<storage, read> from_x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> from_mean: array<f32>;
@group(0) @binding(2) var<storage, read> from_variance: array<f32>;
@group(0) @binding(3) var<storage, read> from_weight: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, n2: u32, r2: f32, n1: u32, r1: f32, from_mean_1: u32, from_variance_1: u32, from_weight_1: u32, eps: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_rsqrt(x: f32) -> f32
fn point(x: f32, mean: f32, variance: f32, weight: f32) -> f32 { return (x - mean) * m_rsqrt(variance + p.eps) * weight; }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_mean_at = 0u;
  var from_variance_at = 0u;
  var from_weight_at = 0u;
  var rest = i;
  let near2 = u32(f32(rest) * p.r2);
  let left2 = i32(rest - near2 * p.n2);
  let coordinate2 = u32(left2 + select(0, i32(p.n2), left2 < 0)
    - select(0, i32(p.n2), left2 >= i32(p.n2)));
  rest = near2 + select(0u, 1u, left2 >= i32(p.n2)) - select(0u, 1u, left2 < 0);
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_mean_at += coordinate1 * p.from_mean_1;
  from_variance_at += coordinate1 * p.from_variance_1;
  from_weight_at += coordinate1 * p.from_weight_1;
  let at_x = from_x[i];
  let at_mean = from_mean[from_mean_at];
  let at_variance = from_variance[from_variance_at];
  let at_weight = from_weight[from_weight_at];
  out[i] = vec4<f32>(point(at_x.x, at_mean, at_variance, at_weight), point(at_x.y, at_mean, at_variance, at_weight), point(at_x.z, at_mean, at_variance, at_weight), point(at_x.w, at_mean, at_variance, at_weight));
}
