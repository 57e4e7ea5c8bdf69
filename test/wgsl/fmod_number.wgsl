// CPU, GPU: x f32[5, 7] {"value":1.5,"side":"b"}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, value: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_rest_bits(rest: u32, ay: u32) -> u32 {
  let exponent = max(ay >> 23u, 1u);
  let n = bitcast<u32>(f32(i32(rest)));
  let normal = (n >> 23u) + exponent > 150u;
  return select(rest << min(exponent - 1u, 31u), n + ((exponent - 150u) << 23u), normal && rest != 0u);
}
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
fn m_fmod(x: f32, y: f32) -> f32 {
  let bx = bitcast<u32>(x);
  let ax = bx & 0x7fffffffu;
  let ay = bitcast<u32>(y) & 0x7fffffffu;
  var r = ax;
  if (ax >= ay) {
    r = m_rest_bits(m_rest(ax, ay), ay);
  }
  return bitcast<f32>(select(r | (bx & 0x80000000u), 0x7fc00000u, ay == 0u || ax >= 0x7f800000u || ay > 0x7f800000u));
}
fn beside(a: f32, b: f32) -> f32 { return m_fmod(a, b); }
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
// as above: fn m_rest_bits(rest: u32, ay: u32) -> u32
// as above: fn m_mantissa(a: u32) -> u32
// as above: fn m_rest(ax: u32, ay: u32) -> u32
  return rest;
}
// as above: fn m_fmod(x: f32, y: f32) -> f32
  return bitcast<f32>(select(r | (bx & 0x80000000u), 0x7fc00000u, ay == 0u || ax >= 0x7f800000u || ay > 0x7f800000u));
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
