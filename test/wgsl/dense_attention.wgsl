// CPU: q f32[1, 1, 2, 5, 3], k f32[1, 1, 2, 7, 3], v f32[1, 1, 2, 7, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4]}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_0: u32, out_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_x: u32,
  q_c: u32, out_x: u32, out_c: u32, lse_x: u32, lse_c: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, q_count1: u32,
  out_stored: u32, scale: f32,
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
  q_at += i * p.q_0;
  out_at += i * p.out_0;
  lse_at += i * p.lse_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var j = 0u; j < end; j += 4u) {
    var s0_0 = 0.0;
    var s0_1 = 0.0;
    var s0_2 = 0.0;
    var s0_3 = 0.0;
    let k_part0 = select(f32(), k[k_start + min(j + (lane + 0u * 8u) / 4u * 1u, steps - 1) * k_x + select(0u, 4 * 0u + (lane + 0u * 8u) % 4u, 4 * 0u + (lane + 0u * 8u) % 4u < 3u) * k_c], 4 * 0u + (lane + 0u * 8u) % 4u < 3u);
    let k_part1 = select(f32(), k[k_start + min(j + (lane + 1u * 8u) / 4u * 1u, steps - 1) * k_x + select(0u, 4 * 0u + (lane + 1u * 8u) % 4u, 4 * 0u + (lane + 1u * 8u) % 4u < 3u) * k_c], 4 * 0u + (lane + 1u * 8u) % 4u < 3u);
    s0_0 += q0_0[0] * subgroupBroadcast(k_part0, 0u);
    s0_0 += q0_0[1] * subgroupBroadcast(k_part0, 1u);
    s0_0 += q0_0[2] * subgroupBroadcast(k_part0, 2u);
    s0_0 += q0_0[3] * subgroupBroadcast(k_part0, 3u);
    s0_1 += q0_0[0] * subgroupBroadcast(k_part0, 4u);
    s0_1 += q0_0[1] * subgroupBroadcast(k_part0, 5u);
    s0_1 += q0_0[2] * subgroupBroadcast(k_part0, 6u);
    s0_1 += q0_0[3] * subgroupBroadcast(k_part0, 7u);
    s0_2 += q0_0[0] * subgroupBroadcast(k_part1, 0u);
    s0_2 += q0_0[1] * subgroupBroadcast(k_part1, 1u);
    s0_2 += q0_0[2] * subgroupBroadcast(k_part1, 2u);
    s0_2 += q0_0[3] * subgroupBroadcast(k_part1, 3u);
    s0_3 += q0_0[0] * subgroupBroadcast(k_part1, 4u);
    s0_3 += q0_0[1] * subgroupBroadcast(k_part1, 5u);
    s0_3 += q0_0[2] * subgroupBroadcast(k_part1, 6u);
    s0_3 += q0_0[3] * subgroupBroadcast(k_part1, 7u);
    s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
    s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
    s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
    s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
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
    }
    let v_part0 = select(f32(), v[v_start + min(j + (lane + 0u * 8u) / 4u * 1u, steps - 1) * v_x + select(0u, 4 * 0u + (lane + 0u * 8u) % 4u, 4 * 0u + (lane + 0u * 8u) % 4u < 2u) * v_c], 4 * 0u + (lane + 0u * 8u) % 4u < 2u);
    let v_part1 = select(f32(), v[v_start + min(j + (lane + 1u * 8u) / 4u * 1u, steps - 1) * v_x + select(0u, 4 * 0u + (lane + 1u * 8u) % 4u, 4 * 0u + (lane + 1u * 8u) % 4u < 2u) * v_c], 4 * 0u + (lane + 1u * 8u) % 4u < 2u);
    o0_0 += vec4<f32>(s0_0 * subgroupBroadcast(v_part0, 0u), s0_0 * subgroupBroadcast(v_part0, 1u), s0_0 * subgroupBroadcast(v_part0, 2u), s0_0 * subgroupBroadcast(v_part0, 3u));
    o0_0 += vec4<f32>(s0_1 * subgroupBroadcast(v_part0, 4u), s0_1 * subgroupBroadcast(v_part0, 5u), s0_1 * subgroupBroadcast(v_part0, 6u), s0_1 * subgroupBroadcast(v_part0, 7u));
    o0_0 += vec4<f32>(s0_2 * subgroupBroadcast(v_part1, 0u), s0_2 * subgroupBroadcast(v_part1, 1u), s0_2 * subgroupBroadcast(v_part1, 2u), s0_2 * subgroupBroadcast(v_part1, 3u));
    o0_0 += vec4<f32>(s0_3 * subgroupBroadcast(v_part1, 4u), s0_3 * subgroupBroadcast(v_part1, 5u), s0_3 * subgroupBroadcast(v_part1, 6u), s0_3 * subgroupBroadcast(v_part1, 7u));
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// GPU: q f32[1, 1, 2, 5, 3], k f32[1, 1, 2, 7, 3], v f32[1, 1, 2, 7, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
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
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
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
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 1u + 0u];
      o0_0 += s0_1 * v_tile[(j - tile + 1u) * 1u + 0u];
      o0_0 += s0_2 * v_tile[(j - tile + 2u) * 1u + 0u];
      o0_0 += s0_3 * v_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// CPU: q f32[1, 2, 2, 37, 4], k f32[1, 2, 2, 41, 4], v f32[1, 2, 2, 41, 8] {"scale":0.6,"causal":false,"order":[0,1,2,4,3]}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> v: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_0: u32, out_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_x: u32,
  out_x: u32, out_c: u32, lse_x: u32, lse_c: u32, k_x: u32, v_x: u32, q_count1: u32, out_stored: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
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
  var k_at = 0u;
  var v_at = 0u;
  q_at += i * p.q_0;
  out_at += i * p.out_0;
  lse_at += i * p.lse_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o0_1 = vec4<f32>(0.0);
  let end = steps;
  for (var j = 0u; j < end; j += 4u) {
    var s0_0 = 0.0;
    var s0_1 = 0.0;
    var s0_2 = 0.0;
    var s0_3 = 0.0;
    let k_part0 = k[k_start + min(j + (lane + 0u * 8u) / 1u * 1u, steps - 1) * k_x + 0u + (lane + 0u * 8u) % 1u];
    s0_0 += dot(q0_0, subgroupBroadcast(k_part0, 0u));
    s0_1 += dot(q0_0, subgroupBroadcast(k_part0, 1u));
    s0_2 += dot(q0_0, subgroupBroadcast(k_part0, 2u));
    s0_3 += dot(q0_0, subgroupBroadcast(k_part0, 3u));
    s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
    s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
    s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
    s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
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
    let v_part0 = v[v_start + min(j + (lane + 0u * 8u) / 2u * 1u, steps - 1) * v_x + 0u + (lane + 0u * 8u) % 2u];
    o0_0 += s0_0 * subgroupBroadcast(v_part0, 0u);
    o0_0 += s0_1 * subgroupBroadcast(v_part0, 2u);
    o0_0 += s0_2 * subgroupBroadcast(v_part0, 4u);
    o0_0 += s0_3 * subgroupBroadcast(v_part0, 6u);
    o0_1 += s0_0 * subgroupBroadcast(v_part0, 1u);
    o0_1 += s0_1 * subgroupBroadcast(v_part0, 3u);
    o0_1 += s0_2 * subgroupBroadcast(v_part0, 5u);
    o0_1 += s0_3 * subgroupBroadcast(v_part0, 7u);
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 8>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  {
    let sum = o0_1 / total0;
    out_sums0[4] = sum[0];
    out_sums0[5] = sum[1];
    out_sums0[6] = sum[2];
    out_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// GPU: q f32[1, 2, 2, 37, 4], k f32[1, 2, 2, 41, 4], v f32[1, 2, 2, 41, 8] {"scale":0.6,"causal":false,"order":[0,1,2,4,3]}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> v: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 64>;
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
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o0_1 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 64u) {
      k_tile[n] = k[k_start + min(tile + n / 1u, steps - 1) * k_x + n % 1u];
    }
    for (var n = lane; n < 64u; n += 64u) {
      v_tile[n] = v[v_start + min(tile + n / 2u, steps - 1) * v_x + n % 2u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
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
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 2u + 0u];
      o0_0 += s0_1 * v_tile[(j - tile + 1u) * 2u + 0u];
      o0_0 += s0_2 * v_tile[(j - tile + 2u) * 2u + 0u];
      o0_0 += s0_3 * v_tile[(j - tile + 3u) * 2u + 0u];
      o0_1 += s0_0 * v_tile[(j - tile + 0u) * 2u + 1u];
      o0_1 += s0_1 * v_tile[(j - tile + 1u) * 2u + 1u];
      o0_1 += s0_2 * v_tile[(j - tile + 2u) * 2u + 1u];
      o0_1 += s0_3 * v_tile[(j - tile + 3u) * 2u + 1u];
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 8>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  {
    let sum = o0_1 / total0;
    out_sums0[4] = sum[0];
    out_sums0[5] = sum[1];
    out_sums0[6] = sum[2];
    out_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// CPU: q f32[1, 1, 1, 70, 3], k f32[1, 1, 1, 33, 3], v f32[1, 1, 1, 33, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4]}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_x: u32, q_c: u32, out_x: u32, out_c: u32, lse_x: u32, lse_c: u32,
  k_x: u32, k_c: u32, v_x: u32, v_c: u32, q_count1: u32, out_stored: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
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
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = 0u;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = 0u;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = 0u;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = 0u;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = 0u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  let end = min(steps, first + 8u);
  for (var j = 0u; j < end; j += 4u) {
    var s0_0 = 0.0;
    var s0_1 = 0.0;
    var s0_2 = 0.0;
    var s0_3 = 0.0;
    let k_part0 = select(f32(), k[k_start + min(j + (lane + 0u * 8u) / 4u * 1u, steps - 1) * k_x + select(0u, 4 * 0u + (lane + 0u * 8u) % 4u, 4 * 0u + (lane + 0u * 8u) % 4u < 3u) * k_c], 4 * 0u + (lane + 0u * 8u) % 4u < 3u);
    let k_part1 = select(f32(), k[k_start + min(j + (lane + 1u * 8u) / 4u * 1u, steps - 1) * k_x + select(0u, 4 * 0u + (lane + 1u * 8u) % 4u, 4 * 0u + (lane + 1u * 8u) % 4u < 3u) * k_c], 4 * 0u + (lane + 1u * 8u) % 4u < 3u);
    s0_0 += q0_0[0] * subgroupBroadcast(k_part0, 0u);
    s0_0 += q0_0[1] * subgroupBroadcast(k_part0, 1u);
    s0_0 += q0_0[2] * subgroupBroadcast(k_part0, 2u);
    s0_0 += q0_0[3] * subgroupBroadcast(k_part0, 3u);
    s0_1 += q0_0[0] * subgroupBroadcast(k_part0, 4u);
    s0_1 += q0_0[1] * subgroupBroadcast(k_part0, 5u);
    s0_1 += q0_0[2] * subgroupBroadcast(k_part0, 6u);
    s0_1 += q0_0[3] * subgroupBroadcast(k_part0, 7u);
    s0_2 += q0_0[0] * subgroupBroadcast(k_part1, 0u);
    s0_2 += q0_0[1] * subgroupBroadcast(k_part1, 1u);
    s0_2 += q0_0[2] * subgroupBroadcast(k_part1, 2u);
    s0_2 += q0_0[3] * subgroupBroadcast(k_part1, 3u);
    s0_3 += q0_0[0] * subgroupBroadcast(k_part1, 4u);
    s0_3 += q0_0[1] * subgroupBroadcast(k_part1, 5u);
    s0_3 += q0_0[2] * subgroupBroadcast(k_part1, 6u);
    s0_3 += q0_0[3] * subgroupBroadcast(k_part1, 7u);
    s0_0 = select(hidden, s0_0 * scale, j + 0u < steps && j + 0u <= row0);
    s0_1 = select(hidden, s0_1 * scale, j + 1u < steps && j + 1u <= row0);
    s0_2 = select(hidden, s0_2 * scale, j + 2u < steps && j + 2u <= row0);
    s0_3 = select(hidden, s0_3 * scale, j + 3u < steps && j + 3u <= row0);
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
    }
    let v_part0 = select(f32(), v[v_start + min(j + (lane + 0u * 8u) / 4u * 1u, steps - 1) * v_x + select(0u, 4 * 0u + (lane + 0u * 8u) % 4u, 4 * 0u + (lane + 0u * 8u) % 4u < 2u) * v_c], 4 * 0u + (lane + 0u * 8u) % 4u < 2u);
    let v_part1 = select(f32(), v[v_start + min(j + (lane + 1u * 8u) / 4u * 1u, steps - 1) * v_x + select(0u, 4 * 0u + (lane + 1u * 8u) % 4u, 4 * 0u + (lane + 1u * 8u) % 4u < 2u) * v_c], 4 * 0u + (lane + 1u * 8u) % 4u < 2u);
    o0_0 += vec4<f32>(s0_0 * subgroupBroadcast(v_part0, 0u), s0_0 * subgroupBroadcast(v_part0, 1u), s0_0 * subgroupBroadcast(v_part0, 2u), s0_0 * subgroupBroadcast(v_part0, 3u));
    o0_0 += vec4<f32>(s0_1 * subgroupBroadcast(v_part0, 4u), s0_1 * subgroupBroadcast(v_part0, 5u), s0_1 * subgroupBroadcast(v_part0, 6u), s0_1 * subgroupBroadcast(v_part0, 7u));
    o0_0 += vec4<f32>(s0_2 * subgroupBroadcast(v_part1, 0u), s0_2 * subgroupBroadcast(v_part1, 1u), s0_2 * subgroupBroadcast(v_part1, 2u), s0_2 * subgroupBroadcast(v_part1, 3u));
    o0_0 += vec4<f32>(s0_3 * subgroupBroadcast(v_part1, 4u), s0_3 * subgroupBroadcast(v_part1, 5u), s0_3 * subgroupBroadcast(v_part1, 6u), s0_3 * subgroupBroadcast(v_part1, 7u));
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// GPU: q f32[1, 1, 1, 70, 3], k f32[1, 1, 1, 33, 3], v f32[1, 1, 1, 33, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 128u;
  let i = number / 1u / p.tiles;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = 0u;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = 0u;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = 0u;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = 0u;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = 0u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let place1 = first + lane + 64u;
  let inside1 = place1 < p.rows;
  let row1 = min(place1, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var q_list1: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list1[n] = select(f32(), q[q_start + row1 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q1_0 = vec4<f32>(q_list1[0], q_list1[1], q_list1[2], q_list1[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var top1 = -3.4028234663852886e+38f;
  var total1 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o1_0 = vec4<f32>(0.0);
  let end = min(steps, first + 128u);
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 64u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 64u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      var s1_0 = 0.0;
      var s1_1 = 0.0;
      var s1_2 = 0.0;
      var s1_3 = 0.0;
      { let met = k_tile[(j - tile + 0u) * 1u + 0u]; s0_0 += dot(q0_0, met);
      s1_0 += dot(q1_0, met); }
      { let met = k_tile[(j - tile + 1u) * 1u + 0u]; s0_1 += dot(q0_0, met);
      s1_1 += dot(q1_0, met); }
      { let met = k_tile[(j - tile + 2u) * 1u + 0u]; s0_2 += dot(q0_0, met);
      s1_2 += dot(q1_0, met); }
      { let met = k_tile[(j - tile + 3u) * 1u + 0u]; s0_3 += dot(q0_0, met);
      s1_3 += dot(q1_0, met); }
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps && j + 0u <= row0);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps && j + 1u <= row0);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps && j + 2u <= row0);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps && j + 3u <= row0);
      s1_0 = select(hidden, s1_0 * scale, j + 0u < steps && j + 0u <= row1);
      s1_1 = select(hidden, s1_1 * scale, j + 1u < steps && j + 1u <= row1);
      s1_2 = select(hidden, s1_2 * scale, j + 2u < steps && j + 2u <= row1);
      s1_3 = select(hidden, s1_3 * scale, j + 3u < steps && j + 3u <= row1);
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
      }
      {
        let top = max(max(max(max(top1, s1_0), s1_1), s1_2), s1_3);
        let shrink = softmax_exp(top1 - top);
        top1 = top;
        s1_0 = softmax_exp(s1_0 - top);
        s1_1 = softmax_exp(s1_1 - top);
        s1_2 = softmax_exp(s1_2 - top);
        s1_3 = softmax_exp(s1_3 - top);
        total1 = total1 * shrink + (s1_0 + s1_1 + s1_2 + s1_3);
        o1_0 *= shrink;
      }
      { let met = v_tile[(j - tile + 0u) * 1u + 0u]; o0_0 += s0_0 * met;
      o1_0 += s1_0 * met; }
      { let met = v_tile[(j - tile + 1u) * 1u + 0u]; o0_0 += s0_1 * met;
      o1_0 += s1_1 * met; }
      { let met = v_tile[(j - tile + 2u) * 1u + 0u]; o0_0 += s0_2 * met;
      o1_0 += s1_2 * met; }
      { let met = v_tile[(j - tile + 3u) * 1u + 0u]; o0_0 += s0_3 * met;
      o1_0 += s1_3 * met; }
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  total1 = select(total1, bitcast<f32>(runtime_bits(2143289344u)), top1 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  var out_sums1: array<f32, 4>;
  {
    let sum = o1_0 / total1;
    out_sums1[0] = sum[0];
    out_sums1[1] = sum[1];
    out_sums1[2] = sum[2];
    out_sums1[3] = sum[3];
  }
  if (inside1) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row1 * out_x + n * out_c] = out_sums1[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
    if (inside1) { lse[lse_start + row1 * lse_x] = top1 + m_log(total1); }
  }
}


// CPU: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6] {"scale":0.6,"causal":true,"order":[0,1,2,3,4]}

// 139 lines, SHA-256 232cd1ccf3b83b0dad43c6128d194c5dcf8b645d096b779d1995fc0c76ee832f


// GPU: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6] {"scale":0.6,"causal":true,"order":[0,1,2,3,4]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var mask_at = 0u;
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
  mask_at += coordinate1 * p.mask_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  lse_at += rest * p.lse_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let mask_c = p.mask_c;
  let mask_x = p.mask_x;
  let mask_start = mask_at;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  let end = min(steps, first + 32u);
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale + mask[mask_start + row0 * mask_x + min(j + 0u, steps - 1) * mask_c], j + 0u < steps && j + 0u <= row0);
      s0_1 = select(hidden, s0_1 * scale + mask[mask_start + row0 * mask_x + min(j + 1u, steps - 1) * mask_c], j + 1u < steps && j + 1u <= row0);
      s0_2 = select(hidden, s0_2 * scale + mask[mask_start + row0 * mask_x + min(j + 2u, steps - 1) * mask_c], j + 2u < steps && j + 2u <= row0);
      s0_3 = select(hidden, s0_3 * scale + mask[mask_start + row0 * mask_x + min(j + 3u, steps - 1) * mask_c], j + 3u < steps && j + 3u <= row0);
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
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 1u + 0u];
      o0_0 += s0_1 * v_tile[(j - tile + 1u) * 1u + 0u];
      o0_0 += s0_2 * v_tile[(j - tile + 2u) * 1u + 0u];
      o0_0 += s0_3 * v_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = select(o0_0 / total0, vec4<f32>(0.0), total0 == 0.0);
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// CPU: q f32[1, 1, 2, 6, 3], k f32[1, 1, 2, 11, 3], v f32[1, 1, 2, 11, 2], mask f32[1, 1, 1, 1, 11] {"scale":0.6,"causal":true,"order":[0,1,2,3,4]}

// 125 lines, SHA-256 2c6ee8cf4f6b8b388047201e068628cec15b8951030a2302cd931f117dc5648f


// GPU: q f32[1, 1, 2, 6, 3], k f32[1, 1, 2, 11, 3], v f32[1, 1, 2, 11, 2], mask f32[1, 1, 1, 1, 11] {"scale":0.6,"causal":true,"order":[0,1,2,3,4]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
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
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let mask_c = p.mask_c;
  let mask_x = p.mask_x;
  let mask_start = 0u;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  let end = min(steps, first + 32u);
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale + mask[mask_start + row0 * mask_x + min(j + 0u, steps - 1) * mask_c], j + 0u < steps && j + 0u <= row0);
      s0_1 = select(hidden, s0_1 * scale + mask[mask_start + row0 * mask_x + min(j + 1u, steps - 1) * mask_c], j + 1u < steps && j + 1u <= row0);
      s0_2 = select(hidden, s0_2 * scale + mask[mask_start + row0 * mask_x + min(j + 2u, steps - 1) * mask_c], j + 2u < steps && j + 2u <= row0);
      s0_3 = select(hidden, s0_3 * scale + mask[mask_start + row0 * mask_x + min(j + 3u, steps - 1) * mask_c], j + 3u < steps && j + 3u <= row0);
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
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 1u + 0u];
      o0_0 += s0_1 * v_tile[(j - tile + 1u) * 1u + 0u];
      o0_0 += s0_2 * v_tile[(j - tile + 2u) * 1u + 0u];
      o0_0 += s0_3 * v_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = select(o0_0 / total0, vec4<f32>(0.0), total0 == 0.0);
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// CPU: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10] {"scale":0.6,"causal":false,"order":[0,1,2,3,4]}

// 127 lines, SHA-256 bea41e4f0ce66c13a272994f474b8a985343579929e3bf7e337e6e93abbac2b4


// GPU: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10] {"scale":0.6,"causal":false,"order":[0,1,2,3,4]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<u32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var mask_at = 0u;
  var k_at = 0u;
  var v_at = 0u;
  q_at += i * p.q_0;
  out_at += i * p.out_0;
  lse_at += i * p.lse_0;
  mask_at += i * p.mask_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let mask_c = p.mask_c;
  let mask_x = p.mask_x;
  let mask_start = mask_at;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps && mask[mask_start + row0 * mask_x + min(j + 0u, steps - 1) * mask_c] != 0);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps && mask[mask_start + row0 * mask_x + min(j + 1u, steps - 1) * mask_c] != 0);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps && mask[mask_start + row0 * mask_x + min(j + 2u, steps - 1) * mask_c] != 0);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps && mask[mask_start + row0 * mask_x + min(j + 3u, steps - 1) * mask_c] != 0);
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
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 1u + 0u];
      o0_0 += s0_1 * v_tile[(j - tile + 1u) * 1u + 0u];
      o0_0 += s0_2 * v_tile[(j - tile + 2u) * 1u + 0u];
      o0_0 += s0_3 * v_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = select(o0_0 / total0, vec4<f32>(0.0), total0 == 0.0);
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// CPU: q f32[1, 1, 1, 5, 148], k f32[1, 1, 1, 6, 148], v f32[1, 1, 1, 6, 148] {"scale":0.1,"causal":false,"order":[0,1,2,3,4]}

// 78 lines, SHA-256 e61f21b364787aef807d06370830de677afa88d460cc1e1d2d354c05f6b8dd88


// GPU: q f32[1, 1, 1, 5, 148], k f32[1, 1, 1, 6, 148], v f32[1, 1, 1, 6, 148] {"scale":0.1,"causal":false,"order":[0,1,2,3,4]}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> v: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 592>;
var<workgroup> v_tile: array<vec4<f32>, 16>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 37u;
  let first = number / 37u % p.tiles * 32u;
  let i = number / 37u / p.tiles;
  let q_x = p.q_x;
  let q_start = 0u;
  let out_x = p.out_x;
  let out_start = 0u + block * 1u;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = 0u;
  let k_x = p.k_x;
  let k_start = 0u;
  let v_x = p.v_x;
  let v_start = 0u + block * 1u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 16u) {
    workgroupBarrier();
    for (var n = lane; n < 592u; n += 32u) {
      k_tile[n] = k[k_start + min(tile + n / 37u, steps - 1) * k_x + n % 37u];
    }
    for (var n = lane; n < 16u; n += 32u) {
      v_tile[n] = v[v_start + min(tile + n / 1u, steps - 1) * v_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 16u, end); j += 2u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      for (var c = 0u; c < p.all37; c += 1u) {
        var q_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + row0 * q_x + c + n]; }
        let q0_0 = q_list0[0];
        s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 37u + c + 0u]);
        s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 37u + c + 0u]);
      }
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      {
        let top = max(max(top0, s0_0), s0_1);
        let shrink = softmax_exp(top0 - top);
        top0 = top;
        s0_0 = softmax_exp(s0_0 - top);
        s0_1 = softmax_exp(s0_1 - top);
        total0 = total0 * shrink + (s0_0 + s0_1);
        o0_0 *= shrink;
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 1u + 0u];
      o0_0 += s0_1 * v_tile[(j - tile + 1u) * 1u + 0u];
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<vec4<f32>, 1>;
  out_sums0[0] = o0_0 / total0;
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}
