// CPU, GPU: x f32[5, 7] {"value":1.5,"side":"b"}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, value: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
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
fn beside(a: f32, b: f32) -> f32 { return m_remainder(a, b); }
fn point(x: f32) -> f32 { return beside(x, f32(p.value)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}


// CPU, GPU: x f32[5, 7] {"value":0.75,"side":"a"}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
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
// as above: fn beside(a: f32, b: f32) -> f32
fn point(x: f32) -> f32 { return beside(f32(p.value), x); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
