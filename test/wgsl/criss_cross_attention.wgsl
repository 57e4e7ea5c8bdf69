// CPU 1/2: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, n1: u32, r1: f32, q_1: u32, out_1: u32, lse_1: u32, k_1: u32,
  v_1: u32, q_0: u32, out_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_row: u32, q_channel: u32, out_row: u32,
  out_channel: u32, lse_row: u32, lse_channel: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32,
  q_count3: u32, out_count2: u32, lse_count1: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
fn runtime_bits(bits: u32) -> u32 {
  return bits;
}
fn m_exp_parts(x: f32) -> vec2f {
  let k = round(x * 1.44269504f);
  let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
  let p = (((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r
    + 0.4999998808f) * r + 1.0f) * r + 1.0f;
  return vec2f(p, k);
}
fn softmax_exp(x: f32) -> f32 {
  let parts = m_exp_parts(x);
  return select(parts.x * bitcast<f32>((i32(parts.y) + 127) << 23u), 0.0, x < -87.0);
}
fn m_log_split(x: f32) -> vec2f {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let n = select(b, bitcast<u32>(f32(i32(b))), subnormal);
  let e = n - 0x3f3504f3u;
  let k = f32(bitcast<i32>(e) >> 23u) - select(0.0f, 149.0f, subnormal);
  return vec2f(k, bitcast<f32>(n - (e & 0xff800000u)) - 1.0f);
}
fn m_log_special(x: f32, y: f32) -> f32 {
  let b = bitcast<u32>(x);
  let special = select(b | 0x7fc00000u, b, b == 0x7f800000u);
  let r = select(bitcast<u32>(y), special, b >= 0x7f800000u);
  return bitcast<f32>(select(r, 0xff800000u, (b & 0x7fffffffu) == 0u));
}
fn m_log(x: f32) -> f32 {
  let parts = m_log_split(x);
  let k = parts.x;
  let f = parts.y;
  let q = (((((((8.741644025e-2f * f - 0.143104598f) * f + 0.1491663754f) * f - 0.1656994522f) * f + 0.1996216029f)
    * f - 0.2500178814f) * f
    + 0.3333394825f) * f - 0.4999999106f) * (f * f);
  return m_log_special(x, ((f + q) + k * 1.42860677e-6f) + k * 0.693145752f);
}
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.q_1;
  out_at += coordinate1 * p.out_1;
  lse_at += coordinate1 * p.lse_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  lse_at += rest * p.lse_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_start = q_at;
  let out_start = out_at + block * 2u * p.out_channel;
  let lse_start = lse_at;
  let k_start = k_at;
  let v_start = v_at + block * 2u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 3>;
  for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = 0.0;
  var o0_1 = 0.0;
  for (var j = 0u; j < end; j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  let k_part0 = k[k_start + min(j + (lane + 0u) / 3u * 1u, p.steps - 1u) * p.k_row + (0u + (lane + 0u) % 3u * 1u) * p.k_channel];
  let k_part1 = k[k_start + min(j + (lane + 8u) / 3u * 1u, p.steps - 1u) * p.k_row + (0u + (lane + 8u) % 3u * 1u) * p.k_channel];
  { let number = subgroupBroadcast(k_part0, 0u); s0_0 += q0_0 * number; }
  { let number = subgroupBroadcast(k_part0, 3u); s0_1 += q0_0 * number; }
  { let number = subgroupBroadcast(k_part0, 6u); s0_2 += q0_0 * number; }
  { let number = subgroupBroadcast(k_part1, 1u); s0_3 += q0_0 * number; }
  { let number = subgroupBroadcast(k_part0, 1u); s0_0 += q0_1 * number; }
  { let number = subgroupBroadcast(k_part0, 4u); s0_1 += q0_1 * number; }
  { let number = subgroupBroadcast(k_part0, 7u); s0_2 += q0_1 * number; }
  { let number = subgroupBroadcast(k_part1, 2u); s0_3 += q0_1 * number; }
  { let number = subgroupBroadcast(k_part0, 2u); s0_0 += q0_2 * number; }
  { let number = subgroupBroadcast(k_part0, 5u); s0_1 += q0_2 * number; }
  { let number = subgroupBroadcast(k_part1, 0u); s0_2 += q0_2 * number; }
  { let number = subgroupBroadcast(k_part1, 3u); s0_3 += q0_2 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
  }
  let v_part0 = v[v_start + min(j + (lane + 0u) / 2u * 1u, p.steps - 1u) * p.v_row + (0u + (lane + 0u) % 2u * 1u) * p.v_channel];
  { let number = subgroupBroadcast(v_part0, 0u); o0_0 += s0_0 * number; }
  { let number = subgroupBroadcast(v_part0, 2u); o0_0 += s0_1 * number; }
  { let number = subgroupBroadcast(v_part0, 4u); o0_0 += s0_2 * number; }
  { let number = subgroupBroadcast(v_part0, 6u); o0_0 += s0_3 * number; }
  { let number = subgroupBroadcast(v_part0, 1u); o0_1 += s0_0 * number; }
  { let number = subgroupBroadcast(v_part0, 3u); o0_1 += s0_1 * number; }
  { let number = subgroupBroadcast(v_part0, 5u); o0_1 += s0_2 * number; }
  { let number = subgroupBroadcast(v_part0, 7u); o0_1 += s0_3 * number; }
  }
  var out_sums0: array<f32, 2>;
  out_sums0[0] = select(o0_0 / total0, 0.0, total0 == 0.0);
  out_sums0[1] = select(o0_1 / total0, 0.0, total0 == 0.0);
  if (inside0) { for (var n = 0u; n < p.out_count2; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}


// CPU 2/2: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> before: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, n1: u32, r1: f32, q_1: u32, out_1: u32, lse_1: u32, before_1: u32,
  k_1: u32, v_1: u32, q_0: u32, out_0: u32, lse_0: u32, before_0: u32, k_0: u32, v_0: u32, q_row: u32, q_channel: u32,
  out_row: u32, out_channel: u32, lse_row: u32, lse_channel: u32, before_row: u32, before_channel: u32, k_row: u32,
  k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32, before_count1: u32, out_count2: u32, lse_count1: u32,
  scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var before_at = 0u;
  var k_at = 0u;
  var v_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.q_1;
  out_at += coordinate1 * p.out_1;
  lse_at += coordinate1 * p.lse_1;
  before_at += coordinate1 * p.before_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  lse_at += rest * p.lse_0;
  before_at += rest * p.before_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_start = q_at;
  let out_start = out_at + block * 2u * p.out_channel;
  let lse_start = lse_at;
  let before_start = before_at;
  let k_start = k_at;
  let v_start = v_at + block * 2u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 3>;
  for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  var before_list0: array<f32, 1>;
  for (var n = 0u; n < p.before_count1; n++) { before_list0[n] = before[before_start + row0 * p.before_row + (0u + n * 1u) * p.before_channel]; }
  let before0_0 = before_list0[0];
  var out_list0: array<f32, 2>;
  for (var n = 0u; n < p.out_count2; n++) { out_list0[n] = out[out_start + row0 * p.out_row + (0u + n * 1u) * p.out_channel]; }
  let out0_0 = out_list0[0];
  let out0_1 = out_list0[1];
  var top0 = select(before0_0, -3.4028234663852886e+38f, before0_0 < -3.4028234663852886e+38f);
  var total0 = select(1.0, 0.0, before0_0 < -3.4028234663852886e+38f);
  var o0_0 = out0_0;
  var o0_1 = out0_1;
  for (var j = 0u; j < end; j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  let k_part0 = k[k_start + min(j + (lane + 0u) / 3u * 1u, p.steps - 1u) * p.k_row + (0u + (lane + 0u) % 3u * 1u) * p.k_channel];
  let k_part1 = k[k_start + min(j + (lane + 8u) / 3u * 1u, p.steps - 1u) * p.k_row + (0u + (lane + 8u) % 3u * 1u) * p.k_channel];
  { let number = subgroupBroadcast(k_part0, 0u); s0_0 += q0_0 * number; }
  { let number = subgroupBroadcast(k_part0, 3u); s0_1 += q0_0 * number; }
  { let number = subgroupBroadcast(k_part0, 6u); s0_2 += q0_0 * number; }
  { let number = subgroupBroadcast(k_part1, 1u); s0_3 += q0_0 * number; }
  { let number = subgroupBroadcast(k_part0, 1u); s0_0 += q0_1 * number; }
  { let number = subgroupBroadcast(k_part0, 4u); s0_1 += q0_1 * number; }
  { let number = subgroupBroadcast(k_part0, 7u); s0_2 += q0_1 * number; }
  { let number = subgroupBroadcast(k_part1, 2u); s0_3 += q0_1 * number; }
  { let number = subgroupBroadcast(k_part0, 2u); s0_0 += q0_2 * number; }
  { let number = subgroupBroadcast(k_part0, 5u); s0_1 += q0_2 * number; }
  { let number = subgroupBroadcast(k_part1, 0u); s0_2 += q0_2 * number; }
  { let number = subgroupBroadcast(k_part1, 3u); s0_3 += q0_2 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
  }
  let v_part0 = v[v_start + min(j + (lane + 0u) / 2u * 1u, p.steps - 1u) * p.v_row + (0u + (lane + 0u) % 2u * 1u) * p.v_channel];
  { let number = subgroupBroadcast(v_part0, 0u); o0_0 += s0_0 * number; }
  { let number = subgroupBroadcast(v_part0, 2u); o0_0 += s0_1 * number; }
  { let number = subgroupBroadcast(v_part0, 4u); o0_0 += s0_2 * number; }
  { let number = subgroupBroadcast(v_part0, 6u); o0_0 += s0_3 * number; }
  { let number = subgroupBroadcast(v_part0, 1u); o0_1 += s0_0 * number; }
  { let number = subgroupBroadcast(v_part0, 3u); o0_1 += s0_1 * number; }
  { let number = subgroupBroadcast(v_part0, 5u); o0_1 += s0_2 * number; }
  { let number = subgroupBroadcast(v_part0, 7u); o0_1 += s0_3 * number; }
  }
  var out_sums0: array<f32, 2>;
  out_sums0[0] = o0_0 / total0;
  out_sums0[1] = o0_1 / total0;
  if (inside0) { for (var n = 0u; n < p.out_count2; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}


// GPU 1/2: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, n1: u32, r1: f32, q_1: u32, out_1: u32, lse_1: u32, k_1: u32,
  v_1: u32, q_0: u32, out_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_row: u32, q_channel: u32, out_row: u32,
  out_channel: u32, lse_row: u32, lse_channel: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32,
  q_count3: u32, out_count2: u32, lse_count1: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.q_1;
  out_at += coordinate1 * p.out_1;
  lse_at += coordinate1 * p.lse_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  lse_at += rest * p.lse_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_start = q_at;
  let out_start = out_at + block * 2u * p.out_channel;
  let lse_start = lse_at;
  let k_start = k_at;
  let v_start = v_at + block * 2u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 3>;
  for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = 0.0;
  var o0_1 = 0.0;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 96u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 3u, p.steps - 1) * p.k_row + (n % 3u) * p.k_channel];
      }
      for (var n = lane; n < 64u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 2u, p.steps - 1) * p.v_row + (n % 2u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 2]; s0_3 += q0_2 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
  }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 0]; o0_0 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 0]; o0_0 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 0]; o0_0 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 0]; o0_0 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 1]; o0_1 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 1]; o0_1 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 1]; o0_1 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 1]; o0_1 += s0_3 * number; }
      }
    }
  var out_sums0: array<f32, 2>;
  out_sums0[0] = select(o0_0 / total0, 0.0, total0 == 0.0);
  out_sums0[1] = select(o0_1 / total0, 0.0, total0 == 0.0);
  if (inside0) { for (var n = 0u; n < p.out_count2; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}


// GPU 2/2: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> before: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, n1: u32, r1: f32, q_1: u32, out_1: u32, lse_1: u32, before_1: u32,
  k_1: u32, v_1: u32, q_0: u32, out_0: u32, lse_0: u32, before_0: u32, k_0: u32, v_0: u32, q_row: u32, q_channel: u32,
  out_row: u32, out_channel: u32, lse_row: u32, lse_channel: u32, before_row: u32, before_channel: u32, k_row: u32,
  k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32, before_count1: u32, out_count2: u32, lse_count1: u32,
  scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var before_at = 0u;
  var k_at = 0u;
  var v_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.q_1;
  out_at += coordinate1 * p.out_1;
  lse_at += coordinate1 * p.lse_1;
  before_at += coordinate1 * p.before_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  lse_at += rest * p.lse_0;
  before_at += rest * p.before_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_start = q_at;
  let out_start = out_at + block * 2u * p.out_channel;
  let lse_start = lse_at;
  let before_start = before_at;
  let k_start = k_at;
  let v_start = v_at + block * 2u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 3>;
  for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  var before_list0: array<f32, 1>;
  for (var n = 0u; n < p.before_count1; n++) { before_list0[n] = before[before_start + row0 * p.before_row + (0u + n * 1u) * p.before_channel]; }
  let before0_0 = before_list0[0];
  var out_list0: array<f32, 2>;
  for (var n = 0u; n < p.out_count2; n++) { out_list0[n] = out[out_start + row0 * p.out_row + (0u + n * 1u) * p.out_channel]; }
  let out0_0 = out_list0[0];
  let out0_1 = out_list0[1];
  var top0 = select(before0_0, -3.4028234663852886e+38f, before0_0 < -3.4028234663852886e+38f);
  var total0 = select(1.0, 0.0, before0_0 < -3.4028234663852886e+38f);
  var o0_0 = out0_0;
  var o0_1 = out0_1;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 96u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 3u, p.steps - 1) * p.k_row + (n % 3u) * p.k_channel];
      }
      for (var n = lane; n < 64u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 2u, p.steps - 1) * p.v_row + (n % 2u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 2]; s0_3 += q0_2 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
  }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 0]; o0_0 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 0]; o0_0 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 0]; o0_0 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 0]; o0_0 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 1]; o0_1 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 1]; o0_1 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 1]; o0_1 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 1]; o0_1 += s0_3 * number; }
      }
    }
  var out_sums0: array<f32, 2>;
  out_sums0[0] = o0_0 / total0;
  out_sums0[1] = o0_1 / total0;
  if (inside0) { for (var n = 0u; n < p.out_count2; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}


// CPU 1/2: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12] {"scale":1}

// 158 lines, SHA-256 c9723b0d308d5a94c2de21c6c4f01ad4381e47fc35c23a41dac1f82900aaaa9d


// CPU 2/2: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12] {"scale":1}

// 169 lines, SHA-256 3a2a934c5cf0e899ee4f3ca4a55f5375bd93dd580f44a65d4344047d557398fe


// GPU 1/2: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, q_0: u32, out_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_row: u32,
  q_channel: u32, out_row: u32, out_channel: u32, lse_row: u32, lse_channel: u32, k_row: u32, k_channel: u32,
  v_row: u32, v_channel: u32, q_count4: u32, out_count8: u32, lse_count1: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<f32, 128>;
var<workgroup> v_tile: array<f32, 256>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = 0u;
  q_at += i * p.q_0;
  out_at += i * p.out_0;
  lse_at += i * p.lse_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_start = q_at;
  let out_start = out_at + block * 8u * p.out_channel;
  let lse_start = lse_at;
  let k_start = k_at;
  let v_start = v_at + block * 8u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count4; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  let q0_3 = q_list0[3];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = 0.0;
  var o0_1 = 0.0;
  var o0_2 = 0.0;
  var o0_3 = 0.0;
  var o0_4 = 0.0;
  var o0_5 = 0.0;
  var o0_6 = 0.0;
  var o0_7 = 0.0;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 128u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 4u, p.steps - 1) * p.k_row + (n % 4u) * p.k_channel];
      }
      for (var n = lane; n < 256u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 8u, p.steps - 1) * p.v_row + (n % 8u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 2]; s0_3 += q0_2 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 3]; s0_0 += q0_3 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 3]; s0_1 += q0_3 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 3]; s0_2 += q0_3 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 3]; s0_3 += q0_3 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
    o0_2 *= shrink;
    o0_3 *= shrink;
    o0_4 *= shrink;
    o0_5 *= shrink;
    o0_6 *= shrink;
    o0_7 *= shrink;
  }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 0]; o0_0 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 0]; o0_0 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 0]; o0_0 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 0]; o0_0 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 1]; o0_1 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 1]; o0_1 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 1]; o0_1 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 1]; o0_1 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 2]; o0_2 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 2]; o0_2 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 2]; o0_2 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 2]; o0_2 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 3]; o0_3 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 3]; o0_3 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 3]; o0_3 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 3]; o0_3 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 4]; o0_4 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 4]; o0_4 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 4]; o0_4 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 4]; o0_4 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 5]; o0_5 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 5]; o0_5 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 5]; o0_5 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 5]; o0_5 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 6]; o0_6 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 6]; o0_6 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 6]; o0_6 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 6]; o0_6 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 7]; o0_7 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 7]; o0_7 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 7]; o0_7 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 7]; o0_7 += s0_3 * number; }
      }
    }
  var out_sums0: array<f32, 8>;
  out_sums0[0] = select(o0_0 / total0, 0.0, total0 == 0.0);
  out_sums0[1] = select(o0_1 / total0, 0.0, total0 == 0.0);
  out_sums0[2] = select(o0_2 / total0, 0.0, total0 == 0.0);
  out_sums0[3] = select(o0_3 / total0, 0.0, total0 == 0.0);
  out_sums0[4] = select(o0_4 / total0, 0.0, total0 == 0.0);
  out_sums0[5] = select(o0_5 / total0, 0.0, total0 == 0.0);
  out_sums0[6] = select(o0_6 / total0, 0.0, total0 == 0.0);
  out_sums0[7] = select(o0_7 / total0, 0.0, total0 == 0.0);
  if (inside0) { for (var n = 0u; n < p.out_count8; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}


// GPU 2/2: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> before: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, q_row: u32, q_channel: u32, out_row: u32, out_channel: u32,
  lse_row: u32, lse_channel: u32, before_row: u32, before_channel: u32, k_row: u32, k_channel: u32, v_row: u32,
  v_channel: u32, q_count4: u32, before_count1: u32, out_count8: u32, lse_count1: u32, scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<f32, 128>;
var<workgroup> v_tile: array<f32, 256>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  let q_start = i;
  let out_start = i + block * 8u * p.out_channel;
  let lse_start = i;
  let before_start = i;
  let k_start = i;
  let v_start = i + block * 8u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count4; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  let q0_3 = q_list0[3];
  var before_list0: array<f32, 1>;
  for (var n = 0u; n < p.before_count1; n++) { before_list0[n] = before[before_start + row0 * p.before_row + (0u + n * 1u) * p.before_channel]; }
  let before0_0 = before_list0[0];
  var out_list0: array<f32, 8>;
  for (var n = 0u; n < p.out_count8; n++) { out_list0[n] = out[out_start + row0 * p.out_row + (0u + n * 1u) * p.out_channel]; }
  let out0_0 = out_list0[0];
  let out0_1 = out_list0[1];
  let out0_2 = out_list0[2];
  let out0_3 = out_list0[3];
  let out0_4 = out_list0[4];
  let out0_5 = out_list0[5];
  let out0_6 = out_list0[6];
  let out0_7 = out_list0[7];
  var top0 = select(before0_0, -3.4028234663852886e+38f, before0_0 < -3.4028234663852886e+38f);
  var total0 = select(1.0, 0.0, before0_0 < -3.4028234663852886e+38f);
  var o0_0 = out0_0;
  var o0_1 = out0_1;
  var o0_2 = out0_2;
  var o0_3 = out0_3;
  var o0_4 = out0_4;
  var o0_5 = out0_5;
  var o0_6 = out0_6;
  var o0_7 = out0_7;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 128u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 4u, p.steps - 1) * p.k_row + (n % 4u) * p.k_channel];
      }
      for (var n = lane; n < 256u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 8u, p.steps - 1) * p.v_row + (n % 8u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 2]; s0_3 += q0_2 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 3]; s0_0 += q0_3 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 3]; s0_1 += q0_3 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 3]; s0_2 += q0_3 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 3]; s0_3 += q0_3 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
    o0_2 *= shrink;
    o0_3 *= shrink;
    o0_4 *= shrink;
    o0_5 *= shrink;
    o0_6 *= shrink;
    o0_7 *= shrink;
  }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 0]; o0_0 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 0]; o0_0 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 0]; o0_0 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 0]; o0_0 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 1]; o0_1 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 1]; o0_1 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 1]; o0_1 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 1]; o0_1 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 2]; o0_2 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 2]; o0_2 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 2]; o0_2 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 2]; o0_2 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 3]; o0_3 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 3]; o0_3 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 3]; o0_3 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 3]; o0_3 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 4]; o0_4 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 4]; o0_4 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 4]; o0_4 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 4]; o0_4 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 5]; o0_5 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 5]; o0_5 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 5]; o0_5 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 5]; o0_5 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 6]; o0_6 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 6]; o0_6 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 6]; o0_6 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 6]; o0_6 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 7]; o0_7 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 7]; o0_7 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 7]; o0_7 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 7]; o0_7 += s0_3 * number; }
      }
    }
  var out_sums0: array<f32, 8>;
  out_sums0[0] = o0_0 / total0;
  out_sums0[1] = o0_1 / total0;
  out_sums0[2] = o0_2 / total0;
  out_sums0[3] = o0_3 / total0;
  out_sums0[4] = o0_4 / total0;
  out_sums0[5] = o0_5 / total0;
  out_sums0[6] = o0_6 / total0;
  out_sums0[7] = o0_7 / total0;
  if (inside0) { for (var n = 0u; n < p.out_count8; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}


// CPU 1/2: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6] {"scale":1}

// 102 lines, SHA-256 7e27c92a85aad1169ae79454e2b5667897492e43ffc56e16728a56424056ad1a


// CPU 2/2: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6] {"scale":1}

// 111 lines, SHA-256 a2c2e26369f33b4143d67e90bb3e044d81ab1c92483d3933b5d594d494a32421


// GPU 1/2: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, q_row: u32, q_channel: u32, out_row: u32, out_channel: u32,
  lse_row: u32, lse_channel: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32,
  out_count2: u32, lse_count1: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  let q_start = 0u;
  let out_start = 0u + block * 2u * p.out_channel;
  let lse_start = 0u;
  let k_start = 0u;
  let v_start = 0u + block * 2u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 3>;
  for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = 0.0;
  var o0_1 = 0.0;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 96u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 3u, p.steps - 1) * p.k_row + (n % 3u) * p.k_channel];
      }
      for (var n = lane; n < 64u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 2u, p.steps - 1) * p.v_row + (n % 2u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 2]; s0_3 += q0_2 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
  }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 0]; o0_0 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 0]; o0_0 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 0]; o0_0 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 0]; o0_0 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 1]; o0_1 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 1]; o0_1 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 1]; o0_1 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 1]; o0_1 += s0_3 * number; }
      }
    }
  var out_sums0: array<f32, 2>;
  out_sums0[0] = select(o0_0 / total0, 0.0, total0 == 0.0);
  out_sums0[1] = select(o0_1 / total0, 0.0, total0 == 0.0);
  if (inside0) { for (var n = 0u; n < p.out_count2; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}


// GPU 2/2: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> before: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, q_row: u32, q_channel: u32, out_row: u32, out_channel: u32,
  lse_row: u32, lse_channel: u32, before_row: u32, before_channel: u32, k_row: u32, k_channel: u32, v_row: u32,
  v_channel: u32, q_count3: u32, before_count1: u32, out_count2: u32, lse_count1: u32, scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  let q_start = i;
  let out_start = i + block * 2u * p.out_channel;
  let lse_start = i;
  let before_start = i;
  let k_start = i;
  let v_start = i + block * 2u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 3>;
  for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  var before_list0: array<f32, 1>;
  for (var n = 0u; n < p.before_count1; n++) { before_list0[n] = before[before_start + row0 * p.before_row + (0u + n * 1u) * p.before_channel]; }
  let before0_0 = before_list0[0];
  var out_list0: array<f32, 2>;
  for (var n = 0u; n < p.out_count2; n++) { out_list0[n] = out[out_start + row0 * p.out_row + (0u + n * 1u) * p.out_channel]; }
  let out0_0 = out_list0[0];
  let out0_1 = out_list0[1];
  var top0 = select(before0_0, -3.4028234663852886e+38f, before0_0 < -3.4028234663852886e+38f);
  var total0 = select(1.0, 0.0, before0_0 < -3.4028234663852886e+38f);
  var o0_0 = out0_0;
  var o0_1 = out0_1;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 96u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 3u, p.steps - 1) * p.k_row + (n % 3u) * p.k_channel];
      }
      for (var n = lane; n < 64u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 2u, p.steps - 1) * p.v_row + (n % 2u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 2]; s0_3 += q0_2 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
  }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 0]; o0_0 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 0]; o0_0 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 0]; o0_0 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 0]; o0_0 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 1]; o0_1 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 1]; o0_1 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 1]; o0_1 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 1]; o0_1 += s0_3 * number; }
      }
    }
  var out_sums0: array<f32, 2>;
  out_sums0[0] = o0_0 / total0;
  out_sums0[1] = o0_1 / total0;
  if (inside0) { for (var n = 0u; n < p.out_count2; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}


// CPU 1/2: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1] {"scale":1}

// 102 lines, SHA-256 d6e9ce91e4b386e0a6a720ad43abc62455fb7c204d6989476b6f1fed529057f7


// CPU 2/2: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1] {"scale":1}

// 111 lines, SHA-256 85c93a29d77bfa7e72cbf55501617dcaabbf11d7b29f93af84616c29e37dc83d


// GPU 1/2: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, q_row: u32, q_channel: u32, out_row: u32, out_channel: u32,
  lse_row: u32, lse_channel: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32,
  out_count2: u32, lse_count1: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  let q_start = i;
  let out_start = i + block * 2u * p.out_channel;
  let lse_start = i;
  let k_start = i;
  let v_start = i + block * 2u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 3>;
  for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = 0.0;
  var o0_1 = 0.0;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 96u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 3u, p.steps - 1) * p.k_row + (n % 3u) * p.k_channel];
      }
      for (var n = lane; n < 64u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 2u, p.steps - 1) * p.v_row + (n % 2u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 2]; s0_3 += q0_2 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
  }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 0]; o0_0 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 0]; o0_0 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 0]; o0_0 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 0]; o0_0 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 1]; o0_1 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 1]; o0_1 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 1]; o0_1 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 1]; o0_1 += s0_3 * number; }
      }
    }
  var out_sums0: array<f32, 2>;
  out_sums0[0] = select(o0_0 / total0, 0.0, total0 == 0.0);
  out_sums0[1] = select(o0_1 / total0, 0.0, total0 == 0.0);
  if (inside0) { for (var n = 0u; n < p.out_count2; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}


// GPU 2/2: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> before: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, q_row: u32, q_channel: u32, out_row: u32, out_channel: u32,
  lse_row: u32, lse_channel: u32, before_row: u32, before_channel: u32, k_row: u32, k_channel: u32, v_row: u32,
  v_channel: u32, q_count3: u32, before_count1: u32, out_count2: u32, lse_count1: u32, scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  let q_start = 0u;
  let out_start = 0u + block * 2u * p.out_channel;
  let lse_start = 0u;
  let before_start = 0u;
  let k_start = 0u;
  let v_start = 0u + block * 2u * p.v_channel;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 3>;
  for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  var before_list0: array<f32, 1>;
  for (var n = 0u; n < p.before_count1; n++) { before_list0[n] = before[before_start + row0 * p.before_row + (0u + n * 1u) * p.before_channel]; }
  let before0_0 = before_list0[0];
  var out_list0: array<f32, 2>;
  for (var n = 0u; n < p.out_count2; n++) { out_list0[n] = out[out_start + row0 * p.out_row + (0u + n * 1u) * p.out_channel]; }
  let out0_0 = out_list0[0];
  let out0_1 = out_list0[1];
  var top0 = select(before0_0, -3.4028234663852886e+38f, before0_0 < -3.4028234663852886e+38f);
  var total0 = select(1.0, 0.0, before0_0 < -3.4028234663852886e+38f);
  var o0_0 = out0_0;
  var o0_1 = out0_1;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 96u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 3u, p.steps - 1) * p.k_row + (n % 3u) * p.k_channel];
      }
      for (var n = lane; n < 64u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 2u, p.steps - 1) * p.v_row + (n % 2u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 3u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 3u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 3u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 3u + 0u + 2]; s0_3 += q0_2 * number; }
  s0_0 *= p.scale;
  s0_1 *= p.scale;
  s0_2 *= p.scale;
  s0_3 *= p.scale;
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
  {
    let top = max(max(max(max(top0, s0_0), s0_1), s0_2), s0_3);
    let shrink = softmax_exp(top0 - top);
    top0 = top;
    s0_0 = softmax_exp(s0_0 - top);
    s0_1 = softmax_exp(s0_1 - top);
    s0_2 = softmax_exp(s0_2 - top);
    s0_3 = softmax_exp(s0_3 - top);
    total0 = total0 * shrink + (s0_0 + s0_1 + s0_2 + s0_3);
    o0_0 *= shrink;
    o0_1 *= shrink;
  }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 0]; o0_0 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 0]; o0_0 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 0]; o0_0 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 0]; o0_0 += s0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 2u + 0u + 1]; o0_1 += s0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 2u + 0u + 1]; o0_1 += s0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 2u + 0u + 1]; o0_1 += s0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 2u + 0u + 1]; o0_1 += s0_3 * number; }
      }
    }
  var out_sums0: array<f32, 2>;
  out_sums0[0] = o0_0 / total0;
  out_sums0[1] = o0_1 / total0;
  if (inside0) { for (var n = 0u; n < p.out_count2; n++) { out[out_start + row0 * p.out_row + (n * 1u) * p.out_channel] = out_sums0[n]; } }
  if (block == 0u) {
  var lse_sums0: array<f32, 1>;
  lse_sums0[0] = top0 + m_log(total0);
  if (inside0) { for (var n = 0u; n < p.lse_count1; n++) { lse[lse_start + row0 * p.lse_row + (n * 1u) * p.lse_channel] = lse_sums0[n]; } }
  }
}
