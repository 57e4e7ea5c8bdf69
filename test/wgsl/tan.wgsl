// CPU, GPU: x f32[3, 43] {}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_multiply_high(m: u32, w: u32) -> u32 {
  let high = m >> 16u;
  let low = m & 0xffffu;
  let cross = low * (w >> 16u);
  let other = high * (w & 0xffffu);
  let middle = ((low * (w & 0xffffu)) >> 16u) + (cross & 0xffffu) + (other & 0xffffu);
  return high * (w >> 16u) + (cross >> 16u) + (other >> 16u) + (middle >> 16u);
}
fn m_reduce_far(a: u32) -> vec2u {
  let m = (a & 0x007fffffu) | 0x00800000u;
  let start = (a >> 23u) - 120u;
  // Of 32 zeros followed by the bits of 2/π, the four words from start / 32, then shifted left by start % 32.
  let by4 = (start & 128u) != 0u;
  let by2 = (start & 64u) != 0u;
  let by1 = (start & 32u) != 0u;
  let u0 = select(0u, 0xf534ddc0u, by4);
  let u1 = select(0xa2f9836eu, 0xdb629599u, by4);
  let u2 = select(0x4e441529u, 0x3c439041u, by4);
  let u3 = select(0xfc2757d1u, 0xfe5163abu, by4);
  let v0 = select(u0, u2, by2);
  let v1 = select(u1, u3, by2);
  let v2 = select(u2, 0xf534ddc0u, by2);
  let v3 = select(u3, 0xdb629599u, by2);
  let v4 = select(0xf534ddc0u, 0x3c439041u, by2);
  let t0 = select(v0, v1, by1);
  let t1 = select(v1, v2, by1);
  let t2 = select(v2, v3, by1);
  let t3 = select(v3, v4, by1);
  let left = start & 31u;
  let right = 31u - left;
  let w0 = (t0 << left) | ((t1 >> 1u) >> right);
  let w1 = (t1 << left) | ((t2 >> 1u) >> right);
  let w2 = (t2 << left) | ((t3 >> 1u) >> right);
  let low = m * w1 + m_multiply_high(m, w2);
  let high = m * w0 + m_multiply_high(m, w1) + select(0u, 1u, low < m * w1);
  // The nearest quadrant, and the rest as a signed fraction of it in units of 2^-64; its sign is dropped and put
  // back.
  let q = (high + 0x20000000u) >> 30u;
  let rest = (high << 2u) | (low >> 30u);
  let flip = bitcast<u32>(bitcast<i32>(rest) >> 31u);
  let f0 = rest ^ flip;
  let f1 = (low << 2u) ^ flip;
  let zeros = countLeadingZeros(f0);
  let fraction = (f0 << zeros) | ((f1 >> 1u) >> (31u - zeros));
  // π/2 is 0xc90fdaa2·2^-31; multiplied as an integer, r is rounded once. Halved: f32(u32) rounds differently on two
  // adapters from 2^31 on.
  let r = f32(i32(m_multiply_high(fraction, 0xc90fdaa2u) >> 1u)) * bitcast<f32>((97u - zeros) << 23u);
  return vec2u(bitcast<u32>(r) | (flip & 0x80000000u), q);
}
fn m_reduce_angle(a: u32) -> vec2u {
  if (a >= 0x43000000u) {
    return m_reduce_far(min(a, 0x7f7fffffu));
  }
  let x = bitcast<f32>(a);
  let k = round(x * 0.636619772f);
  let r = ((x - k * 1.570785522f) - k * 1.080427319e-5f) - k * 6.077100628e-11f;
  return vec2u(bitcast<u32>(r), bitcast<u32>(k + 12582912.0f));
}
fn m_tan(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let a = b & 0x7fffffffu;
  let reduced = m_reduce_angle(a);
  let r = bitcast<f32>(reduced.x);
  let z = r * r;
  let p = (((((4.370413721e-3f * z + 1.028608676e-4f) * z + 1.082385890e-2f) * z + 2.128753439e-2f) * z
    + 5.405868217e-2f) * z + 0.1333267689f) * z
    + 0.3333334923f;
  let t = p * z * r + r;
  var y = bitcast<u32>(select(t, -1.0f / t, (reduced.y & 1u) != 0u)) ^ (b & 0x80000000u);
  y = select(y, b, a < 0x39000000u);
  return bitcast<f32>(select(y, b | 0x7fc00000u, a >= 0x7f800000u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(m_tan(x), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}


// CPU, GPU: x f32[4] {}

@group(0) @binding(0) var<storage, read> from_x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_multiply_high(m: u32, w: u32) -> u32
// as above: fn m_reduce_far(a: u32) -> vec2u
// as above: fn m_reduce_angle(a: u32) -> vec2u
  let x = bitcast<f32>(a);
  let k = round(x * 0.636619772f);
  let r = ((x - k * 1.570785522f) - k * 1.080427319e-5f) - k * 6.077100628e-11f;
  return vec2u(bitcast<u32>(r), bitcast<u32>(k + 12582912.0f));
}
// as above: fn m_tan(x: f32) -> f32
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn point(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[0u];
  out[i] = vec4<f32>(point(at_x.x), point(at_x.y), point(at_x.z), point(at_x.w));
}
