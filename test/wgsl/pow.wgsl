// CPU, GPU: a f32[2, 3, 7], b f32[3, 1] {}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, r2: f32, n1: u32, r1: f32, from_b_1: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn m_log_split(x: f32) -> vec2f {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let n = select(b, bitcast<u32>(f32(i32(b))), subnormal);
  let e = n - 0x3f3504f3u;
  let k = f32(bitcast<i32>(e) >> 23u) - select(0.0f, 149.0f, subnormal);
  return vec2f(k, bitcast<f32>(n - (e & 0xff800000u)) - 1.0f);
}
fn m_pow_head(x: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(x) & 0xfffff000u);
}
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_pow(x: f32, y: f32) -> f32 {
  let bx = bitcast<u32>(x);
  let by = bitcast<u32>(y);
  let ax = bx & 0x7fffffffu;
  let ay = by & 0x7fffffffu;

  // s = sh + sl, then 1.5·ln(m) = s·(3 + s² + r) = u + v.
  let parts = m_log_split(bitcast<f32>(ax));
  let k = parts.x;
  let f = parts.y;
  let d = f + 2.0f;
  let inverse = 1.0f / d;
  let s = f * inverse;
  let sh = m_pow_head(s);
  let dh = m_pow_head(d);
  let sl = ((f - sh * dh) - sh * (f - (dh - 2.0f))) * inverse;
  let z = s * s;
  let r = z * z * (((0.277669549f * z + 0.3335417807f) * z + 0.4285660684f) * z + 0.6000000238f) + sl * (sh + s);
  let zh = sh * sh;
  let th = m_pow_head((3.0f + zh) + r);
  let tl = r - ((th - 3.0f) - zh);
  let u = sh * th;
  let v = sl * th + tl * s;
  // log2 = k + 2/(3 ln 2)·(u + v) = l1 + l2.
  let ph = m_pow_head(u + v);
  let pl = v - (ph - u);
  let qh = ph * 0.9619140625f;
  let ql = ph * -1.173685738e-4f + pl * 0.9617967010f;
  let l1 = m_pow_head((qh + ql) + k);
  let l2 = ql - ((l1 - k) - qh);
  // y·log2 = wh + wl.
  let yh = m_pow_head(y);
  let wh = yh * l1;
  let wl = (y - yh) * l1 + y * l2;
  let w = wh + wl;
  let n = round(max(min(w, 130.0f), -160.0f));
  let g = (wh - n) + wl;
  let p = (((((1.52380031e-4f * g + 1.339113689e-3f) * g + 9.618841112e-3f) * g + 5.55035919e-2f) * g
    + 0.2402264476f) * g + 0.6931471825f) * g
    + 1.0f;
  var power = bitcast<u32>(m_scale(p, n));
  power = select(min(power, 0x7f800000u), 0x7f800000u, w > 128.5f);
  power = select(power, 0u, w < -151.0f);

  let unbounded = ax == 0u || ax == 0x7f800000u || ay == 0x7f800000u;
  power = select(power, select(0u, 0x7f800000u, (ax > 0x3f800000u) == (by < 0x80000000u)), unbounded);
  power = select(power, 0x3f800000u, ax == 0x3f800000u);
  // A negative base takes the sign of an odd y; |y| below 1 is no integer, from 2^24 on it is even.
  let shift = 150u - clamp(ay >> 23u, 127u, 150u);
  let whole = ay >= 0x3f800000u && (ay & ((1u << shift) - 1u)) == 0u;
  let odd = whole && ay < 0x4b800000u && (((ay | 0x00800000u) >> shift) & 1u) == 1u;
  power = select(power, power | 0x80000000u, odd && bx >= 0x80000000u);
  power = select(power, 0x7fc00000u, bx > 0x80000000u && bx < 0xff800000u && !whole);
  power = select(power, 0x7fc00000u, ax > 0x7f800000u || ay > 0x7f800000u);
  return bitcast<f32>(select(power, 0x3f800000u, ay == 0u || bx == 0x3f800000u));
}
fn point(a: f32, b: f32) -> f32 { return m_pow(a, b); }
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
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_pow_head(x: f32) -> f32
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_pow(x: f32, y: f32) -> f32
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
fn power_u32(base: u32, exponent: u32) -> u32 {
  var result = 1u;
  var square = base;
  for (var rest = exponent; rest > 0u; rest >>= 1u) {
    if ((rest & 1u) == 1u) { result *= square; }
    square *= square;
  }
  return result;
}
fn power_i32(base: i32, exponent: i32) -> i32 {
  if (exponent < 0) { return select(select(0, 1 - 2 * (exponent & 1), base == -1), 1, base == 1); }
  return bitcast<i32>(power_u32(bitcast<u32>(base), u32(exponent)));
}
fn point(a: i32, b: i32) -> i32 { return power_i32(a, b); }
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
// as above: fn power_u32(base: u32, exponent: u32) -> u32
    square *= square;
  }
  return result;
}
fn point(a: u32, b: u32) -> u32 { return power_u32(a, b); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}
