// CPU 1/2, GPU 1/2: x f32[3, 2, 35], dy f32[3, 2, 35], mean f32[2], variance f32[2], weight f32[2] {"eps":0.00001}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> mean: array<f32>;
@group(0) @binding(3) var<storage, read> variance: array<f32>;
@group(0) @binding(4) var<storage, read_write> dweight: array<f32>;
@group(0) @binding(5) var<storage, read_write> dbias: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, channels: u32, positions: u32, eps: f32,
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
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<f32> = vec2<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let at = (k / p.positions * p.channels + row) * p.positions + k % p.positions;
    acc += vec2<f32>(dy[at], dy[at] * (x[at] - mean[row]));
  }
  dbias[row] = acc.x;
  dweight[row] = acc.y * m_rsqrt(variance[row] + p.eps);
}


// CPU 2/2, GPU 2/2: x f32[3, 2, 35], dy f32[3, 2, 35], mean f32[2], variance f32[2], weight f32[2] {"eps":0.00001}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read> from_dy: array<f32>;
@group(0) @binding(2) var<storage, read> from_mean: array<f32>;
@group(0) @binding(3) var<storage, read> from_variance: array<f32>;
@group(0) @binding(4) var<storage, read> from_weight: array<f32>;
@group(0) @binding(5) var<storage, read> from_dweight: array<f32>;
@group(0) @binding(6) var<storage, read> from_dbias: array<f32>;
@group(0) @binding(7) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, r2: f32, n1: u32, r1: f32, from_mean_1: u32, from_variance_1: u32, from_weight_1: u32,
  from_dweight_1: u32, from_dbias_1: u32, eps: f32, terms: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn m_rsqrt(x: f32) -> f32
fn point(x: f32, dy: f32, mean: f32, variance: f32, weight: f32, dweight: f32, dbias: f32) -> f32 { return weight * m_rsqrt(variance + p.eps)
  * (dy - (dbias + (x - mean) * m_rsqrt(variance + p.eps) * dweight) / p.terms); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_mean_at = 0u;
  var from_variance_at = 0u;
  var from_weight_at = 0u;
  var from_dweight_at = 0u;
  var from_dbias_at = 0u;
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
  from_dweight_at += coordinate1 * p.from_dweight_1;
  from_dbias_at += coordinate1 * p.from_dbias_1;
  let at_x = from_x[i];
  let at_dy = from_dy[i];
  let at_mean = from_mean[from_mean_at];
  let at_variance = from_variance[from_variance_at];
  let at_weight = from_weight[from_weight_at];
  let at_dweight = from_dweight[from_dweight_at];
  let at_dbias = from_dbias[from_dbias_at];
  out[i] = point(at_x, at_dy, at_mean, at_variance, at_weight, at_dweight, at_dbias);
}


// CPU 1/3, GPU 1/3: x f32[130, 3, 2], dy f32[130, 3, 2], mean f32[3], variance f32[3] {"eps":0.001}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> mean: array<f32>;
@group(0) @binding(3) var<storage, read> variance: array<f32>;
@group(0) @binding(4) var<storage, read_write> partial0: array<vec2<f32>>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, channels: u32, positions: u32, eps: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  var acc: vec2<f32> = vec2<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let at = (k / p.positions * p.channels + row) * p.positions + k % p.positions;
    acc += vec2<f32>(dy[at], dy[at] * (x[at] - mean[row]));
  }
  partial0[i] = acc;
}


// CPU 2/3, GPU 2/3: x f32[130, 3, 2], dy f32[130, 3, 2], mean f32[3], variance f32[3] {"eps":0.001}

@group(0) @binding(0) var<storage, read> partial0: array<vec2<f32>>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> dy: array<f32>;
@group(0) @binding(3) var<storage, read> mean: array<f32>;
@group(0) @binding(4) var<storage, read> variance: array<f32>;
@group(0) @binding(5) var<storage, read_write> dweight: array<f32>;
@group(0) @binding(6) var<storage, read_write> dbias: array<f32>;
// as above: struct Params
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn m_rsqrt(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  var acc: vec2<f32> = vec2<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let a = acc;
    let b = partial0[k * p.rows + row];
    acc = a + b;
  }
  dbias[row] = acc.x;
  dweight[row] = acc.y * m_rsqrt(variance[row] + p.eps);
}


// CPU 3/3, GPU 3/3: x f32[130, 3, 2], dy f32[130, 3, 2], mean f32[3], variance f32[3] {"eps":0.001}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read> from_dy: array<f32>;
@group(0) @binding(2) var<storage, read> from_mean: array<f32>;
@group(0) @binding(3) var<storage, read> from_variance: array<f32>;
@group(0) @binding(4) var<storage, read> from_dweight: array<f32>;
@group(0) @binding(5) var<storage, read> from_dbias: array<f32>;
@group(0) @binding(6) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, r2: f32, n1: u32, r1: f32, from_mean_1: u32, from_variance_1: u32, from_dweight_1: u32,
  from_dbias_1: u32, eps: f32, terms: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn m_rsqrt(x: f32) -> f32
fn point(x: f32, dy: f32, mean: f32, variance: f32, dweight: f32, dbias: f32) -> f32 { return m_rsqrt(variance + p.eps)
  * (dy - (dbias + (x - mean) * m_rsqrt(variance + p.eps) * dweight) / p.terms); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_mean_at = 0u;
  var from_variance_at = 0u;
  var from_dweight_at = 0u;
  var from_dbias_at = 0u;
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
  from_dweight_at += coordinate1 * p.from_dweight_1;
  from_dbias_at += coordinate1 * p.from_dbias_1;
  let at_x = from_x[i];
  let at_dy = from_dy[i];
  let at_mean = from_mean[from_mean_at];
  let at_variance = from_variance[from_variance_at];
  let at_dweight = from_dweight[from_dweight_at];
  let at_dbias = from_dbias[from_dbias_at];
  out[i] = point(at_x, at_dy, at_mean, at_variance, at_dweight, at_dbias);
}
