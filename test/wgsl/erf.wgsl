// CPU, GPU: x f32[3, 43] {}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
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
fn m_erf(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let a = b & 0x7fffffffu;
  let t = bitcast<f32>(min(a, 0x40800000u));
  let q = (((((1.86776699e-4f * t - 2.951873932e-3f) * t + 2.185630053e-2f) * t - 0.1031479463f) * t - 0.6380935907f)
    * t - 1.127122521f) * t
    - 3.326930164e-4f;
  let parts = m_exp_parts(q);
  let large = 1.0f - bitcast<f32>(bitcast<i32>(parts.x) + (bitcast<i32>(parts.y + 12582912.0f) << 23u));
  let z = t * t;
  let p = (((((7.846516382e-5f * z - 8.007974830e-4f) * z + 5.188081414e-3f) * z - 2.685369365e-2f) * z
    + 0.1128358319f) * z - 0.3761262595f) * z
    + 0.1283791661f;
  var y = bitcast<u32>(select(large, p * t + t, a < 0x3f800000u));
  let subnormal = a < 0x00800000u;
  let n = select(t * 0x1p64f, f32(i32(a)), subnormal);
  y = select(y, bitcast<u32>(m_scale(n * 0.1283791661f + n, select(-64.0f, -149.0f, subnormal))), a < 0x10000000u);
  return bitcast<f32>(select(y | (b & 0x80000000u), b, a > 0x7f800000u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(m_erf(x), x, m_is_nan(x)); }
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
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_erf(x: f32) -> f32
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn point(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[0u];
  out[i] = vec4<f32>(point(at_x.x), point(at_x.y), point(at_x.z), point(at_x.w));
}
