// CPU, GPU: a f32[2, 3, 7], b f32[2, 3, 7] {}
// CPU, GPU: a f32[5], b f32[5] {}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn m_atan2_exponent(a: u32) -> vec2u {
  // Mantissa in [1, 2) and exponent; 0 gets -1000, infinity 1000, so that any finite number is far from either.
  let n = select(a, bitcast<u32>(f32(i32(a))), a < 0x00800000u);
  var e = (n >> 23u) - select(0u, 149u, a < 0x00800000u);
  e = select(select(e, bitcast<u32>(-1000i), a == 0u), 1000u, a >= 0x7f800000u);
  return vec2u(select((n & 0x007fffffu) | 0x3f800000u, 0x3f800000u, a >= 0x7f800000u), e);
}
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_atan2(y: f32, x: f32) -> f32 {
  let by = bitcast<u32>(y);
  let bx = bitcast<u32>(x);
  let ay = by & 0x7fffffffu;
  let ax = bx & 0x7fffffffu;
  let steep = ay > ax;
  let top = m_atan2_exponent(min(ay, ax));
  let bottom = m_atan2_exponent(max(ay, ax));
  let d = max(f32(bitcast<i32>(top.y) - bitcast<i32>(bottom.y)), -180.0f);
  let zero = bottom.y == bitcast<u32>(-1000i);
  let t = select(m_scale(bitcast<f32>(top.x) / bitcast<f32>(bottom.x), d), 0.0f, zero);
  let z = t * t;
  let p = ((((((2.920203377e-3f * z - 1.636600308e-2f) * z + 4.320875928e-2f) * z - 7.551951706e-2f) * z
    + 0.1066588014f) * z - 0.1421102285f) * z
    + 0.1999376863f) * z - 0.3333315253f;
  // The first octant's angle keeps the bits of a small t: adding to a subnormal would flush it on some adapters.
  let octant = select(bitcast<u32>(p * z * t + t), bitcast<u32>(t), bitcast<u32>(t) < 0x39000000u);
  let quadrant = select(octant, bitcast<u32>(1.57079637f - bitcast<f32>(octant)), steep);
  let half = select(quadrant, bitcast<u32>(3.14159274f - bitcast<f32>(quadrant)), bx >= 0x80000000u);
  let angle = half | (by & 0x80000000u);
  return bitcast<f32>(select(angle, 0x7fc00000u, max(ay, ax) > 0x7f800000u));
}
fn point(a: f32, b: f32) -> f32 { return m_atan2(a, b); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}
