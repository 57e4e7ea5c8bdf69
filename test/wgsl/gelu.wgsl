// CPU, GPU: x f32[5, 27] {"approximate":"none"}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_erfc(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let a = b & 0x7fffffffu;
  let t = bitcast<f32>(min(a, 0x41280000u));
  let u = (t - 2.0f) / (t + 2.0f);
  let g = ((((((((-2.83295056e-4f * u - 1.244176994e-3f) * u + 1.189678558e-3f) * u + 8.647464216e-3f) * u
    - 8.016053587e-3f) * u - 5.421002582e-2f)
    * u + 0.1640496105f) * u - 0.166030705f) * u - 9.276378155e-2f) * u + 1.276978374f;
  let h = bitcast<f32>(bitcast<u32>(t) & 0xfffff000u);
  let k = round(h * h * -1.44269504f);
  let r = ((-(h * h) - k * 0.693359375f) + k * 2.12194442e-4f) - (t - h) * (t + h);
  let e = ((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r + 0.4999998808f)
    * (r * r) + r;
  let v = g / (1.0f + 2.0f * t);
  let tail = m_scale(e * v + v, k);
  let z = t * t;
  let p = (((((7.846516382e-5f * z - 8.007974830e-4f) * z + 5.188081414e-3f) * z - 2.685369365e-2f) * z
    + 0.1128358319f) * z - 0.3761262595f) * z
    + 0.1283791661f;
  let erf = p * t + t;
  let negative = b >= 0x80000000u;
  let near = select(1.0f - erf, 1.0f + erf, negative);
  let far = bitcast<f32>(select(bitcast<u32>(tail), bitcast<u32>(2.0f - tail), negative));
  let y = select(bitcast<u32>(far), bitcast<u32>(near), a < 0x3f000000u);
  return bitcast<f32>(select(y, b, a > 0x7f800000u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(x * 0.5f * m_erfc(-0.7071067690849304f * x), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}


// CPU, GPU: x f32[5, 27] {"approximate":"tanh"}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
fn m_exp_parts(x: f32) -> vec2f {
  let k = round(x * 1.44269504f);
  let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
  let p = (((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r
    + 0.4999998808f) * r + 1.0f) * r + 1.0f;
  return vec2f(p, k);
}
// as above: fn m_scale(p: f32, k: f32) -> f32
fn m_sigmoid(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let t = bitcast<f32>(min(b & 0x7fffffffu, 0x42d20000u));
  let parts = m_exp_parts(-t);
  let e = m_scale(parts.x, parts.y);
  let q = select(e, 1.0f, b < 0x80000000u) / (1.0f + e);
  let y = select(bitcast<u32>(q), bitcast<u32>(e), b > 0xc1a00000u);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
}
// as above: fn m_is_nan(x: f32) -> bool
fn point(x: f32) -> f32 { return select(x * m_sigmoid((1.5957691669464111f + 0.07135481387376785f * x * x) * x), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
