// CPU, GPU: a f32[2, 3, 7], b f32[3, 1] {}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, r2: f32, n1: u32, r1: f32, from_b_1: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn m_mantissa(a: u32) -> u32 {
  return select((a & 0x007fffffu) | 0x00800000u, a, a < 0x00800000u);
}
fn m_rest(ax: u32, ay: u32) -> u32 {
  let divisor = max(m_mantissa(ay), 1u);
  var rest = m_mantissa(ax) % divisor;
  var bits = i32(max(ax >> 23u, 1u)) - i32(max(ay >> 23u, 1u));
  for (; bits > 0; bits -= 8) {
    rest = (rest << u32(min(bits, 8))) % divisor;
  }
  return rest;
}
fn m_rest_bits(rest: u32, ay: u32) -> u32 {
  let exponent = max(ay >> 23u, 1u);
  let n = bitcast<u32>(f32(i32(rest)));
  let normal = (n >> 23u) + exponent > 150u;
  return select(rest << min(exponent - 1u, 31u), n + ((exponent - 150u) << 23u), normal && rest != 0u);
}
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_remainder_up(a: u32) -> f32 {
  return select(bitcast<f32>(a) * 0x1p64f, f32(i32(a)) * 0x1p-85f, a < 0x00800000u);
}
fn m_remainder(x: f32, y: f32) -> f32 {
  let bx = bitcast<u32>(x);
  let by = bitcast<u32>(y);
  let ax = bx & 0x7fffffffu;
  let ay = by & 0x7fffffffu;
  let opposite = (bx ^ by) >= 0x80000000u;
  var r = ax;
  if (ax >= ay) {
    let rest = m_rest(ax, ay);
    r = m_rest_bits(select(rest, m_mantissa(ay) - rest, opposite && rest != 0u), ay);
  } else if (opposite && ax != 0u) {
    // |y| - |x|, both times 2^64 where they may be subnormal.
    let small = bitcast<u32>(m_scale(m_remainder_up(ay) - m_remainder_up(ax), -64.0f));
    r = select(bitcast<u32>(bitcast<f32>(ay) - bitcast<f32>(ax)), small, ay < 0x20000000u);
    r = select(r, ay, ay == 0x7f800000u);
  }
  return bitcast<f32>(select(r | (by & 0x80000000u), 0x7fc00000u, ay == 0u || ax >= 0x7f800000u || ay > 0x7f800000u));
}
fn point(a: f32, b: f32) -> f32 { return m_remainder(a, b); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_b_at = 0u;
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
  from_b_at += coordinate1 * p.from_b_1;
  let at_a = from_a[i];
  let at_b = from_b[from_b_at];
  out[i] = point(at_a, at_b);
}


// CPU, GPU: a f32[10], b f32[10] {}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn m_mantissa(a: u32) -> u32
// as above: fn m_rest(ax: u32, ay: u32) -> u32
  return rest;
}
// as above: fn m_rest_bits(rest: u32, ay: u32) -> u32
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_remainder_up(a: u32) -> f32
// as above: fn m_remainder(x: f32, y: f32) -> f32
  return bitcast<f32>(select(r | (by & 0x80000000u), 0x7fc00000u, ay == 0u || ax >= 0x7f800000u || ay > 0x7f800000u));
}
// as above: fn point(a: f32, b: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}


// CPU, GPU: a i32[6], b i32[6] {}

@group(0) @binding(0) var<storage, read> from_a: array<i32>;
@group(0) @binding(1) var<storage, read> from_b: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
fn point(a: i32, b: i32) -> i32 { return select(a % b + select(0i, b, a % b != 0 && (a % b < 0) != (b < 0)), 0i, b == 0); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}


// CPU, GPU: a u32[3], b u32[3] {}

@group(0) @binding(0) var<storage, read> from_a: array<u32>;
@group(0) @binding(1) var<storage, read> from_b: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<u32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
fn point(a: u32, b: u32) -> u32 { return select(a % b, 0u, b == 0); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}
