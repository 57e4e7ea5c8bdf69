// CPU 1/3, GPU 1/3: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2] {"order":[0,1,4,5,2,3]}
// CPU 1/3, GPU 1/3: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3] {"order":[0,1,4,5,3,2]}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32, k_0: u32, v_0: u32, k_c: u32, k_count: u32, v_c: u32, v_count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var k_at = 0u;
  var v_at = 0u;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let record = i * 12u;
  let k_first = k_at;
  let v_first = v_at;
  for (var c = 0u; c < (p.k_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.k_count) { value = k[k_first + c * p.k_c]; }
    key_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.v_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.v_count) { value = v[v_first + c * p.v_c]; }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/3, GPU 2/3: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2] {"order":[0,1,4,5,2,3]}
// CPU 2/3, GPU 2/3: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3] {"order":[0,1,4,5,3,2]}

@group(0) @binding(0) var<storage, read> relative: array<f32>;
@group(0) @binding(1) var<storage, read_write> table_records: array<f32>;
struct Params {
  count: u32, distances: u32, depth: u32, width: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let record = i * 16u;
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = relative[(0u + c) * p.distances + i]; }
    table_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = relative[(p.depth + c) * p.distances + p.distances - 1 - i]; }
    table_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = relative[(2 * p.depth + c) * p.distances + i]; }
    table_records[record + 8u + c] = value;
  }
}


// CPU 3/3: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2] {"order":[0,1,4,5,2,3]}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, place_offset: u32, v_offset: u32, k_place_offset: u32,
  v_place_offset: u32, n1: u32, r1: f32, q_1: u32, out_1: u32, place_1: u32, lse_1: u32, k_1: u32, v_1: u32, q_0: u32,
  out_0: u32, place_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_x: u32, q_c: u32, out_x: u32, out_c: u32, place_x: u32,
  place_c: u32, lse_x: u32, lse_c: u32, k_x: u32, v_x: u32, slid: u32, q_count1: u32, out_stored: u32,
  place_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
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
  var place_at = p.place_offset;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.q_1;
  out_at += coordinate1 * p.out_1;
  place_at += coordinate1 * p.place_1;
  lse_at += coordinate1 * p.lse_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  place_at += rest * p.place_0;
  lse_at += rest * p.lse_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let place_c = p.place_c;
  let place_x = p.place_x;
  let place_start = place_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o0_1 = vec4<f32>(0.0);
  var o_place0_0 = vec4<f32>(0.0);
  var o_place0_1 = vec4<f32>(0.0);
  let end = steps;
  let slid = p.slid;
  var q_place_s0 = vec4<f32>(0.0);
  var k_place_s0 = vec4<f32>(0.0);
  var v_place_s0 = vec4<f32>(0.0);
  var v_place_s1 = vec4<f32>(0.0);
  for (var n = 0u; n < slid; n++) {
    q_place_s0 = k_place_s0;
    k_place_s0 = v_place_s0;
    v_place_s0 = v_place_s1;
    v_place_s1 = table_records[(row0 + steps - 1) * slid + n];
  }
  for (var j = 0u; j < end; j += 1u) {
    var s0_0 = 0.0;
    let k_part0 = key_records[k_start + min(j, steps - 1) * k_x + 0u + min((lane + 0u * 8u), 2u)];
    s0_0 += dot(q0_0, subgroupBroadcast(k_part0, 0u));
    var u0_0 = 0.0;
    u0_0 += dot(q0_0, q_place_s0);
    var t0_0 = 0.0;
    t0_0 += dot(subgroupBroadcast(k_part0, 0u), k_place_s0);
    s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
    {
      let fall = softmax_exp(-abs(s0_0 - top0));
      let higher = s0_0 > top0;
      let shrink = select(1.0, fall, higher);
      top0 = select(top0, s0_0, higher);
      s0_0 = select(fall, 1.0, higher);
      total0 = total0 * shrink + (s0_0);
      o0_0 *= shrink;
      o0_1 *= shrink;
      o_place0_0 *= shrink;
      o_place0_1 *= shrink;
    }
    o0_0 += s0_0 * subgroupBroadcast(k_part0, 1u);
    o0_1 += s0_0 * subgroupBroadcast(k_part0, 2u);
    o_place0_0 += s0_0 * v_place_s0;
    o_place0_1 += s0_0 * v_place_s1;
    let fresh0 = table_records[(first + steps - 1 - min(j + 1, steps - 1)) * slid + min(lane + 0u, 3u)];
    q_place_s0 = select(subgroupShuffleUp(q_place_s0, 1u), subgroupBroadcast(fresh0, 0u), lane == 0);
    k_place_s0 = select(subgroupShuffleUp(k_place_s0, 1u), subgroupBroadcast(fresh0, 1u), lane == 0);
    v_place_s0 = select(subgroupShuffleUp(v_place_s0, 1u), subgroupBroadcast(fresh0, 2u), lane == 0);
    v_place_s1 = select(subgroupShuffleUp(v_place_s1, 1u), subgroupBroadcast(fresh0, 3u), lane == 0);
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
  var place_sums0: array<f32, 8>;
  {
    let sum = o_place0_0 / total0;
    place_sums0[0] = sum[0];
    place_sums0[1] = sum[1];
    place_sums0[2] = sum[2];
    place_sums0[3] = sum[3];
  }
  {
    let sum = o_place0_1 / total0;
    place_sums0[4] = sum[0];
    place_sums0[5] = sum[1];
    place_sums0[6] = sum[2];
    place_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.place_stored; n++) { out[place_start + row0 * place_x + n * place_c] = place_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// GPU 3/3: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2] {"order":[0,1,4,5,2,3]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, place_offset: u32, v_offset: u32, k_place_offset: u32,
  v_place_offset: u32, n1: u32, r1: f32, q_1: u32, out_1: u32, place_1: u32, lse_1: u32, k_1: u32, v_1: u32, q_0: u32,
  out_0: u32, place_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_x: u32, q_c: u32, out_x: u32, out_c: u32, place_x: u32,
  place_c: u32, lse_x: u32, lse_c: u32, k_x: u32, v_x: u32, q_count1: u32, out_stored: u32, place_stored: u32,
  others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 64>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var place_at = p.place_offset;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.q_1;
  out_at += coordinate1 * p.out_1;
  place_at += coordinate1 * p.place_1;
  lse_at += coordinate1 * p.lse_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  place_at += rest * p.place_0;
  lse_at += rest * p.lse_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let place_c = p.place_c;
  let place_x = p.place_x;
  let place_start = place_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o0_1 = vec4<f32>(0.0);
  var o_place0_0 = vec4<f32>(0.0);
  var o_place0_1 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = key_records[k_start + min(tile + n / 1u, steps - 1) * k_x + n % 1u];
    }
    for (var n = lane; n < 64u; n += 32u) {
      v_tile[n] = key_records[v_start + min(tile + n / 2u, steps - 1) * v_x + n % 2u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 1u) {
      var s0_0 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      var u0_0 = 0.0;
      let q_place0_0 = table_records[q_place_start + (row0 + steps - 1 - j) * 4u + 0u + 0u];
      u0_0 += dot(q0_0, q_place0_0);
      var t0_0 = 0.0;
      let k_place0_0 = table_records[k_place_start + (row0 + steps - 1 - j) * 4u + 0u + 0u];
      t0_0 += dot(k_tile[(j - tile + 0u) * 1u + 0u], k_place0_0);
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
        o0_1 *= shrink;
        o_place0_0 *= shrink;
        o_place0_1 *= shrink;
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 2u + 0u];
      o0_1 += s0_0 * v_tile[(j - tile + 0u) * 2u + 1u];
      let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 4u + 0u + 0u];
      let v_place0_1 = table_records[v_place_start + (row0 + steps - 1 - j) * 4u + 0u + 1u];
      o_place0_0 += s0_0 * v_place0_0;
      o_place0_1 += s0_0 * v_place0_1;
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
  var place_sums0: array<f32, 8>;
  {
    let sum = o_place0_0 / total0;
    place_sums0[0] = sum[0];
    place_sums0[1] = sum[1];
    place_sums0[2] = sum[2];
    place_sums0[3] = sum[3];
  }
  {
    let sum = o_place0_1 / total0;
    place_sums0[4] = sum[0];
    place_sums0[5] = sum[1];
    place_sums0[6] = sum[2];
    place_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.place_stored; n++) { out[place_start + row0 * place_x + n * place_c] = place_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// CPU 3/3: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3] {"order":[0,1,4,5,3,2]}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, place_offset: u32, v_offset: u32, k_place_offset: u32,
  v_place_offset: u32, n1: u32, r1: f32, q_1: u32, out_1: u32, place_1: u32, lse_1: u32, k_1: u32, v_1: u32, q_0: u32,
  out_0: u32, place_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_x: u32, out_x: u32, out_c: u32, place_x: u32,
  place_c: u32, lse_x: u32, lse_c: u32, k_x: u32, v_x: u32, slid: u32, q_count1: u32, out_stored: u32,
  place_stored: u32, others: u32, terms: u32, blocks: u32,
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
  var place_at = p.place_offset;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.q_1;
  out_at += coordinate1 * p.out_1;
  place_at += coordinate1 * p.place_1;
  lse_at += coordinate1 * p.lse_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  place_at += rest * p.place_0;
  lse_at += rest * p.lse_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let place_c = p.place_c;
  let place_x = p.place_x;
  let place_start = place_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o0_1 = vec4<f32>(0.0);
  var o_place0_0 = vec4<f32>(0.0);
  var o_place0_1 = vec4<f32>(0.0);
  let end = steps;
  let slid = p.slid;
  var q_place_s0 = vec4<f32>(0.0);
  var k_place_s0 = vec4<f32>(0.0);
  var v_place_s0 = vec4<f32>(0.0);
  var v_place_s1 = vec4<f32>(0.0);
  for (var n = 0u; n < slid; n++) {
    q_place_s0 = k_place_s0;
    k_place_s0 = v_place_s0;
    v_place_s0 = v_place_s1;
    v_place_s1 = table_records[(row0 + steps - 1) * slid + n];
  }
  for (var j = 0u; j < end; j += 1u) {
    var s0_0 = 0.0;
    let k_part0 = key_records[k_start + min(j, steps - 1) * k_x + 0u + min((lane + 0u * 8u), 2u)];
    s0_0 += dot(q0_0, subgroupBroadcast(k_part0, 0u));
    var u0_0 = 0.0;
    u0_0 += dot(q0_0, q_place_s0);
    var t0_0 = 0.0;
    t0_0 += dot(subgroupBroadcast(k_part0, 0u), k_place_s0);
    s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
    {
      let fall = softmax_exp(-abs(s0_0 - top0));
      let higher = s0_0 > top0;
      let shrink = select(1.0, fall, higher);
      top0 = select(top0, s0_0, higher);
      s0_0 = select(fall, 1.0, higher);
      total0 = total0 * shrink + (s0_0);
      o0_0 *= shrink;
      o0_1 *= shrink;
      o_place0_0 *= shrink;
      o_place0_1 *= shrink;
    }
    o0_0 += s0_0 * subgroupBroadcast(k_part0, 1u);
    o0_1 += s0_0 * subgroupBroadcast(k_part0, 2u);
    o_place0_0 += s0_0 * v_place_s0;
    o_place0_1 += s0_0 * v_place_s1;
    let fresh0 = table_records[(first + steps - 1 - min(j + 1, steps - 1)) * slid + min(lane + 0u, 3u)];
    q_place_s0 = select(subgroupShuffleUp(q_place_s0, 1u), subgroupBroadcast(fresh0, 0u), lane == 0);
    k_place_s0 = select(subgroupShuffleUp(k_place_s0, 1u), subgroupBroadcast(fresh0, 1u), lane == 0);
    v_place_s0 = select(subgroupShuffleUp(v_place_s0, 1u), subgroupBroadcast(fresh0, 2u), lane == 0);
    v_place_s1 = select(subgroupShuffleUp(v_place_s1, 1u), subgroupBroadcast(fresh0, 3u), lane == 0);
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
  var place_sums0: array<f32, 8>;
  {
    let sum = o_place0_0 / total0;
    place_sums0[0] = sum[0];
    place_sums0[1] = sum[1];
    place_sums0[2] = sum[2];
    place_sums0[3] = sum[3];
  }
  {
    let sum = o_place0_1 / total0;
    place_sums0[4] = sum[0];
    place_sums0[5] = sum[1];
    place_sums0[6] = sum[2];
    place_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.place_stored; n++) { out[place_start + row0 * place_x + n * place_c] = place_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// GPU 3/3: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3] {"order":[0,1,4,5,3,2]}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, place_offset: u32, v_offset: u32, k_place_offset: u32,
  v_place_offset: u32, n1: u32, r1: f32, q_1: u32, out_1: u32, place_1: u32, lse_1: u32, k_1: u32, v_1: u32, q_0: u32,
  out_0: u32, place_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_x: u32, out_x: u32, out_c: u32, place_x: u32,
  place_c: u32, lse_x: u32, lse_c: u32, k_x: u32, v_x: u32, q_count1: u32, out_stored: u32, place_stored: u32,
  others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 64>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var place_at = p.place_offset;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.q_1;
  out_at += coordinate1 * p.out_1;
  place_at += coordinate1 * p.place_1;
  lse_at += coordinate1 * p.lse_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  place_at += rest * p.place_0;
  lse_at += rest * p.lse_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let place_c = p.place_c;
  let place_x = p.place_x;
  let place_start = place_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o0_1 = vec4<f32>(0.0);
  var o_place0_0 = vec4<f32>(0.0);
  var o_place0_1 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = key_records[k_start + min(tile + n / 1u, steps - 1) * k_x + n % 1u];
    }
    for (var n = lane; n < 64u; n += 32u) {
      v_tile[n] = key_records[v_start + min(tile + n / 2u, steps - 1) * v_x + n % 2u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 1u) {
      var s0_0 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      var u0_0 = 0.0;
      let q_place0_0 = table_records[q_place_start + (row0 + steps - 1 - j) * 4u + 0u + 0u];
      u0_0 += dot(q0_0, q_place0_0);
      var t0_0 = 0.0;
      let k_place0_0 = table_records[k_place_start + (row0 + steps - 1 - j) * 4u + 0u + 0u];
      t0_0 += dot(k_tile[(j - tile + 0u) * 1u + 0u], k_place0_0);
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
        o0_1 *= shrink;
        o_place0_0 *= shrink;
        o_place0_1 *= shrink;
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 2u + 0u];
      o0_1 += s0_0 * v_tile[(j - tile + 0u) * 2u + 1u];
      let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 4u + 0u + 0u];
      let v_place0_1 = table_records[v_place_start + (row0 + steps - 1 - j) * 4u + 0u + 1u];
      o_place0_0 += s0_0 * v_place0_0;
      o_place0_1 += s0_0 * v_place0_1;
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
  var place_sums0: array<f32, 8>;
  {
    let sum = o_place0_0 / total0;
    place_sums0[0] = sum[0];
    place_sums0[1] = sum[1];
    place_sums0[2] = sum[2];
    place_sums0[3] = sum[3];
  }
  {
    let sum = o_place0_1 / total0;
    place_sums0[4] = sum[0];
    place_sums0[5] = sum[1];
    place_sums0[6] = sum[2];
    place_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.place_stored; n++) { out[place_start + row0 * place_x + n * place_c] = place_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// CPU 1/3, GPU 1/3: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1] {"order":[0,1,4,5,3,2]}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32, v_0: u32, k_c: u32, k_count: u32, v_c: u32, v_count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var v_at = 0u;
  v_at += i * p.v_0;
  let record = i * 8u;
  let k_first = i;
  let v_first = v_at;
  for (var c = 0u; c < (p.k_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.k_count) { value = k[k_first + c * p.k_c]; }
    key_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.v_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.v_count) { value = v[v_first + c * p.v_c]; }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/3, GPU 2/3: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1] {"order":[0,1,4,5,3,2]}
// CPU 2/3, GPU 2/3: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1] {"order":[0,1,4,5,2,3]}

@group(0) @binding(0) var<storage, read> relative: array<f32>;
@group(0) @binding(1) var<storage, read_write> table_records: array<f32>;
struct Params {
  count: u32, distances: u32, depth: u32, width: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let record = i * 12u;
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = relative[(0u + c) * p.distances + i]; }
    table_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = relative[(p.depth + c) * p.distances + p.distances - 1 - i]; }
    table_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = relative[(2 * p.depth + c) * p.distances + i]; }
    table_records[record + 8u + c] = value;
  }
}


// CPU 3/3: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1] {"order":[0,1,4,5,3,2]}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, place_offset: u32, v_offset: u32, k_place_offset: u32,
  v_place_offset: u32, k_0: u32, v_0: u32, q_x: u32, q_c: u32, out_x: u32, out_c: u32, place_x: u32, place_c: u32,
  lse_x: u32, lse_c: u32, k_x: u32, v_x: u32, slid: u32, q_count1: u32, out_stored: u32, place_stored: u32, others: u32,
  terms: u32, blocks: u32,
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
  var k_at = 0u;
  var v_at = p.v_offset;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = i;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = i;
  let place_c = p.place_c;
  let place_x = p.place_x;
  let place_start = (i + p.place_offset);
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = i;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 1u) * q_c], 4 * 0u + n < 1u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o_place0_0 = vec4<f32>(0.0);
  let end = steps;
  let slid = p.slid;
  var q_place_s0 = vec4<f32>(0.0);
  var k_place_s0 = vec4<f32>(0.0);
  var v_place_s0 = vec4<f32>(0.0);
  for (var n = 0u; n < slid; n++) {
    q_place_s0 = k_place_s0;
    k_place_s0 = v_place_s0;
    v_place_s0 = table_records[(row0 + steps - 1) * slid + n];
  }
  for (var j = 0u; j < end; j += 1u) {
    var s0_0 = 0.0;
    let k_part0 = key_records[k_start + min(j, steps - 1) * k_x + 0u + min((lane + 0u * 8u), 1u)];
    s0_0 += dot(q0_0, subgroupBroadcast(k_part0, 0u));
    var u0_0 = 0.0;
    u0_0 += dot(q0_0, q_place_s0);
    var t0_0 = 0.0;
    t0_0 += dot(subgroupBroadcast(k_part0, 0u), k_place_s0);
    s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
    {
      let fall = softmax_exp(-abs(s0_0 - top0));
      let higher = s0_0 > top0;
      let shrink = select(1.0, fall, higher);
      top0 = select(top0, s0_0, higher);
      s0_0 = select(fall, 1.0, higher);
      total0 = total0 * shrink + (s0_0);
      o0_0 *= shrink;
      o_place0_0 *= shrink;
    }
    o0_0 += s0_0 * subgroupBroadcast(k_part0, 1u);
    o_place0_0 += s0_0 * v_place_s0;
    let fresh0 = table_records[(first + steps - 1 - min(j + 1, steps - 1)) * slid + min(lane + 0u, 2u)];
    q_place_s0 = select(subgroupShuffleUp(q_place_s0, 1u), subgroupBroadcast(fresh0, 0u), lane == 0);
    k_place_s0 = select(subgroupShuffleUp(k_place_s0, 1u), subgroupBroadcast(fresh0, 1u), lane == 0);
    v_place_s0 = select(subgroupShuffleUp(v_place_s0, 1u), subgroupBroadcast(fresh0, 2u), lane == 0);
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
  var place_sums0: array<f32, 4>;
  {
    let sum = o_place0_0 / total0;
    place_sums0[0] = sum[0];
    place_sums0[1] = sum[1];
    place_sums0[2] = sum[2];
    place_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.place_stored; n++) { out[place_start + row0 * place_x + n * place_c] = place_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// GPU 3/3: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1] {"order":[0,1,4,5,3,2]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, place_offset: u32, v_offset: u32, k_place_offset: u32,
  v_place_offset: u32, k_0: u32, v_0: u32, q_x: u32, q_c: u32, out_x: u32, out_c: u32, place_x: u32, place_c: u32,
  lse_x: u32, lse_c: u32, k_x: u32, v_x: u32, q_count1: u32, out_stored: u32, place_stored: u32, others: u32,
  terms: u32, blocks: u32,
}
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
  var k_at = 0u;
  var v_at = p.v_offset;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = i;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = i;
  let place_c = p.place_c;
  let place_x = p.place_x;
  let place_start = (i + p.place_offset);
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = i;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 1u) * q_c], 4 * 0u + n < 1u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o_place0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = key_records[k_start + min(tile + n / 1u, steps - 1) * k_x + n % 1u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = key_records[v_start + min(tile + n / 1u, steps - 1) * v_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 1u) {
      var s0_0 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      var u0_0 = 0.0;
      let q_place0_0 = table_records[q_place_start + (row0 + steps - 1 - j) * 3u + 0u + 0u];
      u0_0 += dot(q0_0, q_place0_0);
      var t0_0 = 0.0;
      let k_place0_0 = table_records[k_place_start + (row0 + steps - 1 - j) * 3u + 0u + 0u];
      t0_0 += dot(k_tile[(j - tile + 0u) * 1u + 0u], k_place0_0);
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
        o_place0_0 *= shrink;
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 1u + 0u];
      let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 3u + 0u + 0u];
      o_place0_0 += s0_0 * v_place0_0;
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
  var place_sums0: array<f32, 4>;
  {
    let sum = o_place0_0 / total0;
    place_sums0[0] = sum[0];
    place_sums0[1] = sum[1];
    place_sums0[2] = sum[2];
    place_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.place_stored; n++) { out[place_start + row0 * place_x + n * place_c] = place_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// CPU 1/3, GPU 1/3: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1] {"order":[0,1,4,5,2,3]}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32, k_0: u32, v_0: u32, k_c: u32, k_count: u32, v_c: u32, v_count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var k_at = 0u;
  var v_at = 0u;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let record = i * 8u;
  let k_first = k_at;
  let v_first = v_at;
  for (var c = 0u; c < (p.k_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.k_count) { value = k[k_first + c * p.k_c]; }
    key_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.v_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.v_count) { value = v[v_first + c * p.v_c]; }
    key_records[record + 4u + c] = value;
  }
}


// CPU 3/3: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1] {"order":[0,1,4,5,2,3]}

// 144 lines, SHA-256 d00efcc9a9edfcabf669aaac3dbad4994f8b49ac362949c90e79bf10e7a05d31


// GPU 3/3: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1] {"order":[0,1,4,5,2,3]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, place_offset: u32, v_offset: u32, k_place_offset: u32,
  v_place_offset: u32, n1: u32, r1: f32, q_1: u32, out_1: u32, place_1: u32, lse_1: u32, k_1: u32, v_1: u32, q_0: u32,
  out_0: u32, place_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_x: u32, q_c: u32, out_x: u32, out_c: u32, place_x: u32,
  place_c: u32, lse_x: u32, lse_c: u32, k_x: u32, v_x: u32, q_count1: u32, out_stored: u32, place_stored: u32,
  others: u32, terms: u32, blocks: u32,
}
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
  var place_at = p.place_offset;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.q_1;
  out_at += coordinate1 * p.out_1;
  place_at += coordinate1 * p.place_1;
  lse_at += coordinate1 * p.lse_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  out_at += rest * p.out_0;
  place_at += rest * p.place_0;
  lse_at += rest * p.lse_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let place_c = p.place_c;
  let place_x = p.place_x;
  let place_start = place_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * q_c], 4 * 0u + n < 2u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o_place0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = key_records[k_start + min(tile + n / 1u, steps - 1) * k_x + n % 1u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = key_records[v_start + min(tile + n / 1u, steps - 1) * v_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 1u) {
      var s0_0 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      var u0_0 = 0.0;
      let q_place0_0 = table_records[q_place_start + (row0 + steps - 1 - j) * 3u + 0u + 0u];
      u0_0 += dot(q0_0, q_place0_0);
      var t0_0 = 0.0;
      let k_place0_0 = table_records[k_place_start + (row0 + steps - 1 - j) * 3u + 0u + 0u];
      t0_0 += dot(k_tile[(j - tile + 0u) * 1u + 0u], k_place0_0);
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
        o_place0_0 *= shrink;
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 1u + 0u];
      let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 3u + 0u + 0u];
      o_place0_0 += s0_0 * v_place0_0;
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
  var place_sums0: array<f32, 4>;
  {
    let sum = o_place0_0 / total0;
    place_sums0[0] = sum[0];
    place_sums0[1] = sum[1];
    place_sums0[2] = sum[2];
    place_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.place_stored; n++) { out[place_start + row0 * place_x + n * place_c] = place_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}


// CPU 1/3, GPU 1/3: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1] {"order":[0,1,4,5,2,3]}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32, k_0: u32, v_0: u32, k_c: u32, k_count: u32, v_c: u32, v_count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var k_at = 0u;
  var v_at = 0u;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let record = i * 208u;
  let k_first = k_at;
  let v_first = v_at;
  for (var c = 0u; c < (p.k_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.k_count) { value = k[k_first + c * p.k_c]; }
    key_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.v_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.v_count) { value = v[v_first + c * p.v_c]; }
    key_records[record + 68u + c] = value;
  }
}


// CPU 2/3, GPU 2/3: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1] {"order":[0,1,4,5,2,3]}

@group(0) @binding(0) var<storage, read> relative: array<f32>;
@group(0) @binding(1) var<storage, read_write> table_records: array<f32>;
struct Params {
  count: u32, distances: u32, depth: u32, width: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let record = i * 276u;
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = relative[(0u + c) * p.distances + i]; }
    table_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = relative[(p.depth + c) * p.distances + p.distances - 1 - i]; }
    table_records[record + 68u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = relative[(2 * p.depth + c) * p.distances + i]; }
    table_records[record + 136u + c] = value;
  }
}


// CPU 3/3: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1] {"order":[0,1,4,5,2,3]}

// 257 lines, SHA-256 a8ae8f0a0ea7f18705e7c44804168fe04589a63c12e0cb37c0db9be866344c56


// GPU 3/3: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1] {"order":[0,1,4,5,2,3]}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
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
var<workgroup> k_tile: array<vec4<f32>, 544>;
var<workgroup> v_tile: array<vec4<f32>, 224>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 5u;
  let first = number / 5u % p.tiles * 32u;
  let i = number / 5u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var place_at = p.place_offset;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  out_at += i * p.out_0;
  place_at += i * p.place_0;
  lse_at += i * p.lse_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at + 4 * (block * 7u) * out_c;
  let place_c = p.place_c;
  let place_x = p.place_x;
  let place_start = place_at + 4 * (block * 7u) * place_c;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at + block * 7u;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset + block * 7u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o0_1 = vec4<f32>(0.0);
  var o0_2 = vec4<f32>(0.0);
  var o0_3 = vec4<f32>(0.0);
  var o0_4 = vec4<f32>(0.0);
  var o0_5 = vec4<f32>(0.0);
  var o0_6 = vec4<f32>(0.0);
  var o_place0_0 = vec4<f32>(0.0);
  var o_place0_1 = vec4<f32>(0.0);
  var o_place0_2 = vec4<f32>(0.0);
  var o_place0_3 = vec4<f32>(0.0);
  var o_place0_4 = vec4<f32>(0.0);
  var o_place0_5 = vec4<f32>(0.0);
  var o_place0_6 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 544u; n += 32u) {
      k_tile[n] = key_records[k_start + min(tile + n / 17u, steps - 1) * k_x + n % 17u];
    }
    for (var n = lane; n < 224u; n += 32u) {
      v_tile[n] = key_records[v_start + min(tile + n / 7u, steps - 1) * v_x + n % 7u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 1u) {
      var s0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        var q_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + row0 * q_x + c + n]; }
        let q0_0 = q_list0[0];
        s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 17u + c + 0u]);
      }
      var u0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        var q_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + row0 * q_x + c + n]; }
        let q0_0 = q_list0[0];
        let q_place0_0 = table_records[q_place_start + (row0 + steps - 1 - j) * 69u + c + 0u];
        u0_0 += dot(q0_0, q_place0_0);
      }
      var t0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let k_place0_0 = table_records[k_place_start + (row0 + steps - 1 - j) * 69u + c + 0u];
        t0_0 += dot(k_tile[(j - tile + 0u) * 17u + c + 0u], k_place0_0);
      }
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
        o0_1 *= shrink;
        o0_2 *= shrink;
        o0_3 *= shrink;
        o0_4 *= shrink;
        o0_5 *= shrink;
        o0_6 *= shrink;
        o_place0_0 *= shrink;
        o_place0_1 *= shrink;
        o_place0_2 *= shrink;
        o_place0_3 *= shrink;
        o_place0_4 *= shrink;
        o_place0_5 *= shrink;
        o_place0_6 *= shrink;
      }
      o0_0 += s0_0 * v_tile[(j - tile + 0u) * 7u + 0u];
      o0_1 += s0_0 * v_tile[(j - tile + 0u) * 7u + 1u];
      o0_2 += s0_0 * v_tile[(j - tile + 0u) * 7u + 2u];
      o0_3 += s0_0 * v_tile[(j - tile + 0u) * 7u + 3u];
      o0_4 += s0_0 * v_tile[(j - tile + 0u) * 7u + 4u];
      o0_5 += s0_0 * v_tile[(j - tile + 0u) * 7u + 5u];
      o0_6 += s0_0 * v_tile[(j - tile + 0u) * 7u + 6u];
      let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + 0u + 0u];
      let v_place0_1 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + 0u + 1u];
      let v_place0_2 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + 0u + 2u];
      let v_place0_3 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + 0u + 3u];
      let v_place0_4 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + 0u + 4u];
      let v_place0_5 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + 0u + 5u];
      let v_place0_6 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + 0u + 6u];
      o_place0_0 += s0_0 * v_place0_0;
      o_place0_1 += s0_0 * v_place0_1;
      o_place0_2 += s0_0 * v_place0_2;
      o_place0_3 += s0_0 * v_place0_3;
      o_place0_4 += s0_0 * v_place0_4;
      o_place0_5 += s0_0 * v_place0_5;
      o_place0_6 += s0_0 * v_place0_6;
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 28>;
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
  {
    let sum = o0_2 / total0;
    out_sums0[8] = sum[0];
    out_sums0[9] = sum[1];
    out_sums0[10] = sum[2];
    out_sums0[11] = sum[3];
  }
  {
    let sum = o0_3 / total0;
    out_sums0[12] = sum[0];
    out_sums0[13] = sum[1];
    out_sums0[14] = sum[2];
    out_sums0[15] = sum[3];
  }
  {
    let sum = o0_4 / total0;
    out_sums0[16] = sum[0];
    out_sums0[17] = sum[1];
    out_sums0[18] = sum[2];
    out_sums0[19] = sum[3];
  }
  {
    let sum = o0_5 / total0;
    out_sums0[20] = sum[0];
    out_sums0[21] = sum[1];
    out_sums0[22] = sum[2];
    out_sums0[23] = sum[3];
  }
  {
    let sum = o0_6 / total0;
    out_sums0[24] = sum[0];
    out_sums0[25] = sum[1];
    out_sums0[26] = sum[2];
    out_sums0[27] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + row0 * out_x + n * out_c] = out_sums0[n]; } }
  var place_sums0: array<f32, 28>;
  {
    let sum = o_place0_0 / total0;
    place_sums0[0] = sum[0];
    place_sums0[1] = sum[1];
    place_sums0[2] = sum[2];
    place_sums0[3] = sum[3];
  }
  {
    let sum = o_place0_1 / total0;
    place_sums0[4] = sum[0];
    place_sums0[5] = sum[1];
    place_sums0[6] = sum[2];
    place_sums0[7] = sum[3];
  }
  {
    let sum = o_place0_2 / total0;
    place_sums0[8] = sum[0];
    place_sums0[9] = sum[1];
    place_sums0[10] = sum[2];
    place_sums0[11] = sum[3];
  }
  {
    let sum = o_place0_3 / total0;
    place_sums0[12] = sum[0];
    place_sums0[13] = sum[1];
    place_sums0[14] = sum[2];
    place_sums0[15] = sum[3];
  }
  {
    let sum = o_place0_4 / total0;
    place_sums0[16] = sum[0];
    place_sums0[17] = sum[1];
    place_sums0[18] = sum[2];
    place_sums0[19] = sum[3];
  }
  {
    let sum = o_place0_5 / total0;
    place_sums0[20] = sum[0];
    place_sums0[21] = sum[1];
    place_sums0[22] = sum[2];
    place_sums0[23] = sum[3];
  }
  {
    let sum = o_place0_6 / total0;
    place_sums0[24] = sum[0];
    place_sums0[25] = sum[1];
    place_sums0[26] = sum[2];
    place_sums0[27] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.place_stored; n++) { out[place_start + row0 * place_x + n * place_c] = place_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + row0 * lse_x] = top0 + m_log(total0); }
  }
}
