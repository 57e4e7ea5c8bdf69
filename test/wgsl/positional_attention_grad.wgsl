// CPU 1/8, GPU 1/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}
// CPU 1/8, GPU 1/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

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


// CPU 2/8, GPU 2/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}
// CPU 2/8, GPU 2/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

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


// CPU 3/8, GPU 3/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read_write> query_records: array<f32>;
struct Params {
  count: u32, dplace_offset: u32, place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, out_0: u32, place_0: u32,
  q_c: u32, q_count: u32, dy_c: u32, dy_count: u32, dplace_c: u32, dplace_count: u32, out_c: u32, out_count: u32,
  place_c: u32, place_count: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var q_at = 0u;
  var dy_at = 0u;
  var dplace_at = p.dplace_offset;
  var out_at = 0u;
  var place_at = p.place_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  out_at += i * p.out_0;
  place_at += i * p.place_0;
  let record = i * 24u;
  let q_first = q_at;
  let dy_first = dy_at;
  let dplace_first = dplace_at;
  let out_first = out_at;
  let place_first = place_at;
  for (var c = 0u; c < (p.q_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.q_count) { value = q[q_first + c * p.q_c]; }
    query_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.dy_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dy_count) { value = dy[dy_first + c * p.dy_c]; }
    query_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.dplace_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dplace_count) { value = dy[dplace_first + c * p.dplace_c]; }
    query_records[record + 12u + c] = value;
  }
  var delta = 0.0;
  for (var c = 0u; c < p.dy_count; c++) { delta += dy[dy_first + c * p.dy_c] * out[out_first + c * p.out_c]; }
  for (var c = 0u; c < p.dplace_count; c++) { delta += dy[dplace_first + c * p.dplace_c] * out[place_first + c * p.place_c]; }
  let stat = record + 20u;
  let known = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  query_records[stat] = known;
  query_records[stat + 1] = delta;
}


// CPU 4/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

enable subgroups;
@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32,
  k_place_offset: u32, v_place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, stats_0: u32, dq_0: u32, k_0: u32,
  v_0: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, dq_x: u32, dq_c: u32, k_x: u32, v_x: u32, slid: u32,
  q_count6: u32, dq_stored: u32, others: u32, terms: u32, blocks: u32,
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
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  var dq_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  dq_at += i * p.dq_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
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
  var q_list0: array<vec4<f32>, 6>;
  for (var n = 0u; n < p.q_count6; n++) { q_list0[n] = query_records[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  let q0_3 = q_list0[3];
  let q0_4 = q_list0[4];
  let q0_5 = q_list0[5];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
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
    var g0_0 = 0.0;
    g0_0 += dot(q0_1, subgroupBroadcast(k_part0, 1u));
    g0_0 += dot(q0_2, subgroupBroadcast(k_part0, 2u));
    var gb0_0 = 0.0;
    gb0_0 += dot(q0_3, v_place_s0);
    gb0_0 += dot(q0_4, v_place_s1);
    let w0_0 = softmax_exp(s0_0 - q0_5.x);
    g0_0 = w0_0 * (g0_0 + gb0_0 - q0_5.y);
    a0_0 += g0_0 * subgroupBroadcast(k_part0, 0u);
    b0_0 += g0_0 * q_place_s0;
    let fresh0 = table_records[(first + steps - 1 - min(j + 1, steps - 1)) * slid + min(lane + 0u, 3u)];
    q_place_s0 = select(subgroupShuffleUp(q_place_s0, 1u), subgroupBroadcast(fresh0, 0u), lane == 0);
    k_place_s0 = select(subgroupShuffleUp(k_place_s0, 1u), subgroupBroadcast(fresh0, 1u), lane == 0);
    v_place_s0 = select(subgroupShuffleUp(v_place_s0, 1u), subgroupBroadcast(fresh0, 2u), lane == 0);
    v_place_s1 = select(subgroupShuffleUp(v_place_s1, 1u), subgroupBroadcast(fresh0, 3u), lane == 0);
  }
  {
    let term_at = (0u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, a0_0); }
  }
  {
    let term_at = (1u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, b0_0); }
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = by_key * a0_0 + by_query_place * b0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
}


// CPU 5/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

enable subgroups;
@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, v_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32,
  k_place_offset: u32, v_place_offset: u32, n1: u32, r1: f32, k_1: u32, v_1: u32, dk_1: u32, dv_1: u32, q_1: u32,
  dy_1: u32, dplace_1: u32, stats_1: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32, dplace_0: u32,
  stats_0: u32, k_x: u32, v_x: u32, dk_x: u32, dk_c: u32, dv_x: u32, dv_c: u32, q_x: u32, dy_x: u32, dplace_x: u32,
  stats_x: u32, slid: u32, k_count3: u32, dk_stored: u32, dv_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
  var v_at = p.v_offset;
  var dk_at = 0u;
  var dv_at = 0u;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  dk_at += coordinate1 * p.dk_1;
  dv_at += coordinate1 * p.dv_1;
  q_at += coordinate1 * p.q_1;
  dy_at += coordinate1 * p.dy_1;
  dplace_at += coordinate1 * p.dplace_1;
  stats_at += coordinate1 * p.stats_1;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  dk_at += rest * p.dk_0;
  dv_at += rest * p.dv_0;
  q_at += rest * p.q_0;
  dy_at += rest * p.dy_0;
  dplace_at += rest * p.dplace_0;
  stats_at += rest * p.stats_0;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = dk_at;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = dv_at;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var k_list0: array<vec4<f32>, 3>;
  for (var n = 0u; n < p.k_count3; n++) { k_list0[n] = key_records[k_start + row0 * k_x + 0u + n]; }
  let k0_0 = k_list0[0];
  let k0_1 = k_list0[1];
  let k0_2 = k_list0[2];
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  var z0_1 = vec4<f32>(0.0);
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
    v_place_s1 = table_records[(steps - 1 - row0) * slid + n];
  }
  for (var j = 0u; j < end; j += 1u) {
    let q_part0 = query_records[q_start + min(j, steps - 1) * q_x + 0u + min((lane + 0u * 8u), 5u)];
    var s0_0 = 0.0;
    s0_0 += dot(k0_0, subgroupBroadcast(q_part0, 0u));
    var u0_0 = 0.0;
    u0_0 += dot(subgroupBroadcast(q_part0, 0u), q_place_s0);
    var t0_0 = 0.0;
    t0_0 += dot(k0_0, k_place_s0);
    s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
    var g0_0 = 0.0;
    g0_0 += dot(k0_1, subgroupBroadcast(q_part0, 1u));
    g0_0 += dot(k0_2, subgroupBroadcast(q_part0, 2u));
    var gb0_0 = 0.0;
    gb0_0 += dot(v_place_s0, subgroupBroadcast(q_part0, 3u));
    gb0_0 += dot(v_place_s1, subgroupBroadcast(q_part0, 4u));
    let w0_0 = softmax_exp(s0_0 - subgroupBroadcast(q_part0, 5u).x);
    g0_0 = w0_0 * (g0_0 + gb0_0 - subgroupBroadcast(q_part0, 5u).y);
    z0_0 += w0_0 * subgroupBroadcast(q_part0, 1u);
    z0_1 += w0_0 * subgroupBroadcast(q_part0, 2u);
    a0_0 += g0_0 * subgroupBroadcast(q_part0, 0u);
    b0_0 += g0_0 * k_place_s0;
    let fresh0 = table_records[(min(j + 1, steps - 1) + steps - 1 - first) * slid + min(lane + 0u, 3u)];
    q_place_s0 = select(subgroupShuffleUp(q_place_s0, 1u), subgroupBroadcast(fresh0, 0u), lane == 0);
    k_place_s0 = select(subgroupShuffleUp(k_place_s0, 1u), subgroupBroadcast(fresh0, 1u), lane == 0);
    v_place_s0 = select(subgroupShuffleUp(v_place_s0, 1u), subgroupBroadcast(fresh0, 2u), lane == 0);
    v_place_s1 = select(subgroupShuffleUp(v_place_s1, 1u), subgroupBroadcast(fresh0, 3u), lane == 0);
  }
  {
    let term_at = (2u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(k0_0, b0_0); }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = by_key * a0_0 + by_key_place * b0_0;
    dk_sums0[0] = sum[0];
    dk_sums0[1] = sum[1];
    dk_sums0[2] = sum[2];
    dk_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dk_stored; n++) { dk[dk_start + row0 * dk_x + n * dk_c] = dk_sums0[n]; } }
  var dv_sums0: array<f32, 8>;
  {
    let sum = z0_0;
    dv_sums0[0] = sum[0];
    dv_sums0[1] = sum[1];
    dv_sums0[2] = sum[2];
    dv_sums0[3] = sum[3];
  }
  {
    let sum = z0_1;
    dv_sums0[4] = sum[0];
    dv_sums0[5] = sum[1];
    dv_sums0[6] = sum[2];
    dv_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dv_stored; n++) { dv[dv_start + row0 * dv_x + n * dv_c] = dv_sums0[n]; } }
}


// CPU 6/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}
// CPU 6/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

enable subgroups;
@group(0) @binding(0) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, k_place_offset: u32, v_place_offset: u32, dk_place_offset: u32,
  dv_place_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32, dq_place_0: u32,
  dk_place_0: u32, dv_place_0: u32, q_place_x: u32, k_place_x: u32, v_place_x: u32, dq_place_x: u32, dk_place_x: u32,
  dv_place_x: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, slid: u32, q_place_count4: u32,
  dq_place_stored: u32, dk_place_stored: u32, dv_place_stored: u32, steps: u32, lines: u32, lines_each: u32,
  others: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var dq_place_at = 0u;
  var dk_place_at = p.dk_place_offset;
  var dv_place_at = p.dv_place_offset;
  dq_place_at += i * p.dq_place_0;
  dk_place_at += i * p.dk_place_0;
  dv_place_at += i * p.dv_place_0;
  let q_place_x = p.q_place_x;
  let q_place_start = 0u;
  let k_place_x = p.k_place_x;
  let k_place_start = p.k_place_offset;
  let v_place_x = p.v_place_x;
  let v_place_start = p.v_place_offset;
  let dq_place_x = p.dq_place_x;
  let dq_place_start = dq_place_at;
  let dk_place_x = p.dk_place_x;
  let dk_place_start = dk_place_at;
  let dv_place_x = p.dv_place_x;
  let dv_place_start = dv_place_at;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = p.dy_offset;
  let dplace_x = p.dplace_x;
  let dplace_start = p.dplace_offset;
  let stats_x = p.stats_x;
  let stats_start = p.stats_offset;
  let k_start = 0u;
  let v_start = p.v_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let start = first - min(first, steps - 1);
  let end = min(min(first + 8u, p.rows), steps);
  let lines_end = min((i + 1) * p.lines_each, p.lines);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_place_list0: array<vec4<f32>, 4>;
  for (var n = 0u; n < p.q_place_count4; n++) { q_place_list0[n] = table_records[q_place_start + row0 * q_place_x + 0u + n]; }
  let q_place0_0 = q_place_list0[0];
  let q_place0_1 = q_place_list0[1];
  let q_place0_2 = q_place_list0[2];
  let q_place0_3 = q_place_list0[3];
  var dq_place0_0 = vec4<f32>(0.0);
  var dk_place0_0 = vec4<f32>(0.0);
  var dv_place0_0 = vec4<f32>(0.0);
  var dv_place0_1 = vec4<f32>(0.0);
  for (var other = i * p.lines_each; other < lines_end; other++) {
    let by_key = factors[(other / p.others % p.groups)];
    let by_query_place = factors[p.groups + (other / p.others % p.groups)];
    let by_key_place = factors[2 * p.groups + (other / p.others % p.groups)];
    let slid = p.slid;
    var k_s0 = vec4<f32>(0.0);
    var v_s0 = vec4<f32>(0.0);
    var v_s1 = vec4<f32>(0.0);
    for (var n = 0u; n < slid; n++) {
      k_s0 = v_s0;
      v_s0 = v_s1;
      v_s1 = key_records[(other * steps + min(start + steps - 1 - row0, steps - 1)) * slid + n];
    }
    for (var j = start; j < end; j += 1u) {
      let key = j + steps - 1 - row0;
      let q_part0 = query_records[q_start + (other * steps + min(j, steps - 1)) * 6u + 0u + min((lane + 0u * 8u), 5u)];
      let q_f0 = subgroupBroadcast(q_part0, 0u);
      let dplace_f0 = subgroupBroadcast(q_part0, 3u);
      let dplace_f1 = subgroupBroadcast(q_part0, 4u);
      var s0_0 = 0.0;
      s0_0 += dot(k_s0, q_f0);
      var u0_0 = 0.0;
      u0_0 += dot(q_f0, q_place0_0);
      var t0_0 = 0.0;
      t0_0 += dot(k_s0, q_place0_1);
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      var g0_0 = 0.0;
      g0_0 += dot(v_s0, subgroupBroadcast(q_part0, 1u));
      g0_0 += dot(v_s1, subgroupBroadcast(q_part0, 2u));
      var gb0_0 = 0.0;
      gb0_0 += dot(q_place0_2, dplace_f0);
      gb0_0 += dot(q_place0_3, dplace_f1);
      let w0_0 = softmax_exp(s0_0 - subgroupBroadcast(q_part0, 5u).x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - subgroupBroadcast(q_part0, 5u).y);
      if (key < steps) {
        {
          let x0_0 = by_query_place * g0_0;
          dq_place0_0 += x0_0 * q_f0;
        }
        {
          let x0_0 = by_key_place * g0_0;
          dk_place0_0 += x0_0 * k_s0;
        }
        {
          let x0_0 = w0_0;
          dv_place0_0 += x0_0 * dplace_f0;
          dv_place0_1 += x0_0 * dplace_f1;
        }
      }
      let fresh0 = key_records[(other * steps + min(j + steps - first, steps - 1)) * slid + min(lane + 0u, 2u)];
      k_s0 = select(subgroupShuffleUp(k_s0, 1u), subgroupBroadcast(fresh0, 0u), lane == 0);
      v_s0 = select(subgroupShuffleUp(v_s0, 1u), subgroupBroadcast(fresh0, 1u), lane == 0);
      v_s1 = select(subgroupShuffleUp(v_s1, 1u), subgroupBroadcast(fresh0, 2u), lane == 0);
    }
  }
  var dq_place_sums0: array<vec4<f32>, 1>;
  dq_place_sums0[0] = dq_place0_0;
  if (inside0) { for (var n = 0u; n < p.dq_place_stored; n++) { table_shares[dq_place_start + row0 * dq_place_x + n] = dq_place_sums0[n]; } }
  var dk_place_sums0: array<vec4<f32>, 1>;
  dk_place_sums0[0] = dk_place0_0;
  if (inside0) { for (var n = 0u; n < p.dk_place_stored; n++) { table_shares[dk_place_start + row0 * dk_place_x + n] = dk_place_sums0[n]; } }
  var dv_place_sums0: array<vec4<f32>, 2>;
  dv_place_sums0[0] = dv_place0_0;
  dv_place_sums0[1] = dv_place0_1;
  if (inside0) { for (var n = 0u; n < p.dv_place_stored; n++) { table_shares[dv_place_start + row0 * dv_place_x + n] = dv_place_sums0[n]; } }
}


// CPU 7/8, GPU 7/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}
// CPU 7/8, GPU 7/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 7/8, GPU 7/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}
// CPU 7/9, GPU 7/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> table_shares: array<f32>;
@group(0) @binding(1) var<storage, read_write> drelative: array<f32>;
struct Params {
  count: u32, depth: u32, distances: u32, record: u32, shares: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.distances;
  let distance = i % p.distances;
  let of_key = row >= p.depth && row < 2 * p.depth;
  let channel = select(
    select(8u + row - 2 * p.depth, 4u + row - p.depth, of_key), row, row < p.depth);
  let at = select(distance, p.distances - 1 - distance, of_key) * p.record + channel;
  var sum = 0.0;
  for (var share = 0u; share < p.shares; share++) { sum += table_shares[share * p.distances * p.record + at]; }
  drelative[i] = sum;
}


// CPU 8/8, GPU 8/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}
// CPU 8/8, GPU 8/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 8/8, GPU 8/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> factor_terms: array<f32>;
@group(0) @binding(1) var<storage, read_write> dfactors: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, batch: u32, groups: u32, area: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: f32 = 0.0;
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let image = (row / p.groups * p.batch + k / p.area) * p.groups + row % p.groups;
    acc += factor_terms[image * p.area + k % p.area];
  }
  dfactors[row] = acc;
}


// GPU 4/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32,
  k_place_offset: u32, v_place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, stats_0: u32, dq_0: u32, k_0: u32,
  v_0: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, dq_x: u32, dq_c: u32, k_x: u32, v_x: u32, q_count6: u32,
  dq_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 64>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  var dq_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  dq_at += i * p.dq_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
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
  var q_list0: array<vec4<f32>, 6>;
  for (var n = 0u; n < p.q_count6; n++) { q_list0[n] = query_records[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  let q0_3 = q_list0[3];
  let q0_4 = q_list0[4];
  let q0_5 = q_list0[5];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
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
      var g0_0 = 0.0;
      g0_0 += dot(q0_1, v_tile[(j - tile + 0u) * 2u + 0u]);
      g0_0 += dot(q0_2, v_tile[(j - tile + 0u) * 2u + 1u]);
      var gb0_0 = 0.0;
      let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 4u + 0u + 0u];
      let v_place0_1 = table_records[v_place_start + (row0 + steps - 1 - j) * 4u + 0u + 1u];
      gb0_0 += dot(q0_3, v_place0_0);
      gb0_0 += dot(q0_4, v_place0_1);
      let w0_0 = softmax_exp(s0_0 - q0_5.x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - q0_5.y);
      a0_0 += g0_0 * k_tile[(j - tile + 0u) * 1u + 0u];
      b0_0 += g0_0 * q_place0_0;
    }
  }
  {
    let term_at = (0u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, a0_0); }
  }
  {
    let term_at = (1u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, b0_0); }
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = by_key * a0_0 + by_query_place * b0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
}


// GPU 5/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, v_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32,
  k_place_offset: u32, v_place_offset: u32, n1: u32, r1: f32, k_1: u32, v_1: u32, dk_1: u32, dv_1: u32, q_1: u32,
  dy_1: u32, dplace_1: u32, stats_1: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32, dplace_0: u32,
  stats_0: u32, k_x: u32, v_x: u32, dk_x: u32, dk_c: u32, dv_x: u32, dv_c: u32, q_x: u32, dy_x: u32, dplace_x: u32,
  stats_x: u32, k_count3: u32, dk_stored: u32, dv_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 64>;
var<workgroup> dplace_tile: array<vec4<f32>, 64>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
  var v_at = p.v_offset;
  var dk_at = 0u;
  var dv_at = 0u;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  dk_at += coordinate1 * p.dk_1;
  dv_at += coordinate1 * p.dv_1;
  q_at += coordinate1 * p.q_1;
  dy_at += coordinate1 * p.dy_1;
  dplace_at += coordinate1 * p.dplace_1;
  stats_at += coordinate1 * p.stats_1;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  dk_at += rest * p.dk_0;
  dv_at += rest * p.dv_0;
  q_at += rest * p.q_0;
  dy_at += rest * p.dy_0;
  dplace_at += rest * p.dplace_0;
  stats_at += rest * p.stats_0;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = dk_at;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = dv_at;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var k_list0: array<vec4<f32>, 3>;
  for (var n = 0u; n < p.k_count3; n++) { k_list0[n] = key_records[k_start + row0 * k_x + 0u + n]; }
  let k0_0 = k_list0[0];
  let k0_1 = k_list0[1];
  let k0_2 = k_list0[2];
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  var z0_1 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      q_tile[n] = query_records[q_start + min(tile + n / 1u, steps - 1) * q_x + n % 1u];
    }
    for (var n = lane; n < 64u; n += 32u) {
      dy_tile[n] = query_records[dy_start + min(tile + n / 2u, steps - 1) * dy_x + n % 2u];
    }
    for (var n = lane; n < 64u; n += 32u) {
      dplace_tile[n] = query_records[dplace_start + min(tile + n / 2u, steps - 1) * dplace_x + n % 2u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      stats_tile[n] = query_records[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 1u) {
      var s0_0 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      var u0_0 = 0.0;
      let q_place0_0 = table_records[q_place_start + (j + steps - 1 - row0) * 4u + 0u + 0u];
      u0_0 += dot(q_tile[(j - tile + 0u) * 1u + 0u], q_place0_0);
      var t0_0 = 0.0;
      let k_place0_0 = table_records[k_place_start + (j + steps - 1 - row0) * 4u + 0u + 0u];
      t0_0 += dot(k0_0, k_place0_0);
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      var g0_0 = 0.0;
      g0_0 += dot(k0_1, dy_tile[(j - tile + 0u) * 2u + 0u]);
      g0_0 += dot(k0_2, dy_tile[(j - tile + 0u) * 2u + 1u]);
      var gb0_0 = 0.0;
      let v_place0_0 = table_records[v_place_start + (j + steps - 1 - row0) * 4u + 0u + 0u];
      let v_place0_1 = table_records[v_place_start + (j + steps - 1 - row0) * 4u + 0u + 1u];
      gb0_0 += dot(v_place0_0, dplace_tile[(j - tile + 0u) * 2u + 0u]);
      gb0_0 += dot(v_place0_1, dplace_tile[(j - tile + 0u) * 2u + 1u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 2u + 0u];
      z0_1 += w0_0 * dy_tile[(j - tile + 0u) * 2u + 1u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      b0_0 += g0_0 * k_place0_0;
    }
  }
  {
    let term_at = (2u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(k0_0, b0_0); }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = by_key * a0_0 + by_key_place * b0_0;
    dk_sums0[0] = sum[0];
    dk_sums0[1] = sum[1];
    dk_sums0[2] = sum[2];
    dk_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dk_stored; n++) { dk[dk_start + row0 * dk_x + n * dk_c] = dk_sums0[n]; } }
  var dv_sums0: array<f32, 8>;
  {
    let sum = z0_0;
    dv_sums0[0] = sum[0];
    dv_sums0[1] = sum[1];
    dv_sums0[2] = sum[2];
    dv_sums0[3] = sum[3];
  }
  {
    let sum = z0_1;
    dv_sums0[4] = sum[0];
    dv_sums0[5] = sum[1];
    dv_sums0[6] = sum[2];
    dv_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dv_stored; n++) { dv[dv_start + row0 * dv_x + n * dv_c] = dv_sums0[n]; } }
}


// GPU 6/8: q f32[2, 2, 4, 6, 3], k f32[2, 2, 4, 6, 3], v f32[2, 2, 4, 6, 5], relative f32[11, 11], factors f32[3, 2], lse f32[2, 2, 4, 6], out f32[2, 2, 4, 6, 5, 2], dy f32[2, 2, 4, 6, 5, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}
// GPU 6/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, k_place_offset: u32, v_place_offset: u32, dk_place_offset: u32,
  dv_place_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32, dq_place_0: u32,
  dk_place_0: u32, dv_place_0: u32, q_place_x: u32, k_place_x: u32, v_place_x: u32, dq_place_x: u32, dk_place_x: u32,
  dv_place_x: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, q_place_count4: u32, dq_place_stored: u32,
  dk_place_stored: u32, dv_place_stored: u32, steps: u32, lines: u32, lines_each: u32, others: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 64>;
var<workgroup> dplace_tile: array<vec4<f32>, 64>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var dq_place_at = 0u;
  var dk_place_at = p.dk_place_offset;
  var dv_place_at = p.dv_place_offset;
  dq_place_at += i * p.dq_place_0;
  dk_place_at += i * p.dk_place_0;
  dv_place_at += i * p.dv_place_0;
  let q_place_x = p.q_place_x;
  let q_place_start = 0u;
  let k_place_x = p.k_place_x;
  let k_place_start = p.k_place_offset;
  let v_place_x = p.v_place_x;
  let v_place_start = p.v_place_offset;
  let dq_place_x = p.dq_place_x;
  let dq_place_start = dq_place_at;
  let dk_place_x = p.dk_place_x;
  let dk_place_start = dk_place_at;
  let dv_place_x = p.dv_place_x;
  let dv_place_start = dv_place_at;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = p.dy_offset;
  let dplace_x = p.dplace_x;
  let dplace_start = p.dplace_offset;
  let stats_x = p.stats_x;
  let stats_start = p.stats_offset;
  let k_start = 0u;
  let v_start = p.v_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let start = first - min(first, steps - 1);
  let end = min(min(first + 64u, p.rows), steps);
  let lines_end = min((i + 1) * p.lines_each, p.lines);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_place_list0: array<vec4<f32>, 4>;
  for (var n = 0u; n < p.q_place_count4; n++) { q_place_list0[n] = table_records[q_place_start + row0 * q_place_x + 0u + n]; }
  let q_place0_0 = q_place_list0[0];
  let q_place0_1 = q_place_list0[1];
  let q_place0_2 = q_place_list0[2];
  let q_place0_3 = q_place_list0[3];
  var dq_place0_0 = vec4<f32>(0.0);
  var dk_place0_0 = vec4<f32>(0.0);
  var dv_place0_0 = vec4<f32>(0.0);
  var dv_place0_1 = vec4<f32>(0.0);
  for (var other = i * p.lines_each; other < lines_end; other++) {
    let by_key = factors[(other / p.others % p.groups)];
    let by_query_place = factors[p.groups + (other / p.others % p.groups)];
    let by_key_place = factors[2 * p.groups + (other / p.others % p.groups)];
    for (var tile = start; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 32u; n += 32u) {
        q_tile[n] = query_records[q_start + (other * steps + min(tile + n / 1u, steps - 1)) * 6u + n % 1u];
      }
      for (var n = lane; n < 64u; n += 32u) {
        dy_tile[n] = query_records[dy_start + (other * steps + min(tile + n / 2u, steps - 1)) * 6u + n % 2u];
      }
      for (var n = lane; n < 64u; n += 32u) {
        dplace_tile[n] = query_records[dplace_start + (other * steps + min(tile + n / 2u, steps - 1)) * 6u + n % 2u];
      }
      for (var n = lane; n < 32u; n += 32u) {
        stats_tile[n] = query_records[stats_start + (other * steps + min(tile + n / 1u, steps - 1)) * 6u + n % 1u];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 1u) {
        let key = j + steps - 1 - row0;
        let q_f0 = q_tile[(j - tile + 0u) * 1u + 0u];
        let dplace_f0 = dplace_tile[(j - tile + 0u) * 2u + 0u];
        let dplace_f1 = dplace_tile[(j - tile + 0u) * 2u + 1u];
        var s0_0 = 0.0;
        let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 3u + 0u + 0u];
        s0_0 += dot(k0_0, q_f0);
        var u0_0 = 0.0;
        u0_0 += dot(q_f0, q_place0_0);
        var t0_0 = 0.0;
        t0_0 += dot(k0_0, q_place0_1);
        s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
        var g0_0 = 0.0;
        let v0_0 = key_records[v_start + (other * steps + min(key, steps - 1)) * 3u + 0u + 0u];
        let v0_1 = key_records[v_start + (other * steps + min(key, steps - 1)) * 3u + 0u + 1u];
        g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 2u + 0u]);
        g0_0 += dot(v0_1, dy_tile[(j - tile + 0u) * 2u + 1u]);
        var gb0_0 = 0.0;
        gb0_0 += dot(q_place0_2, dplace_f0);
        gb0_0 += dot(q_place0_3, dplace_f1);
        let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
        g0_0 = w0_0 * (g0_0 + gb0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
        if (key < steps) {
          {
            let x0_0 = by_query_place * g0_0;
            dq_place0_0 += x0_0 * q_f0;
          }
          {
            let x0_0 = by_key_place * g0_0;
            dk_place0_0 += x0_0 * k0_0;
          }
          {
            let x0_0 = w0_0;
            dv_place0_0 += x0_0 * dplace_f0;
            dv_place0_1 += x0_0 * dplace_f1;
          }
        }
      }
    }
  }
  var dq_place_sums0: array<vec4<f32>, 1>;
  dq_place_sums0[0] = dq_place0_0;
  if (inside0) { for (var n = 0u; n < p.dq_place_stored; n++) { table_shares[dq_place_start + row0 * dq_place_x + n] = dq_place_sums0[n]; } }
  var dk_place_sums0: array<vec4<f32>, 1>;
  dk_place_sums0[0] = dk_place0_0;
  if (inside0) { for (var n = 0u; n < p.dk_place_stored; n++) { table_shares[dk_place_start + row0 * dk_place_x + n] = dk_place_sums0[n]; } }
  var dv_place_sums0: array<vec4<f32>, 2>;
  dv_place_sums0[0] = dv_place0_0;
  dv_place_sums0[1] = dv_place0_1;
  if (inside0) { for (var n = 0u; n < p.dv_place_stored; n++) { table_shares[dv_place_start + row0 * dv_place_x + n] = dv_place_sums0[n]; } }
}


// CPU 3/8, GPU 3/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read> dlse: array<f32>;
@group(0) @binding(5) var<storage, read_write> query_records: array<f32>;
struct Params {
  count: u32, dplace_offset: u32, place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, out_0: u32, place_0: u32,
  q_c: u32, q_count: u32, dy_c: u32, dy_count: u32, dplace_c: u32, dplace_count: u32, out_c: u32, out_count: u32,
  place_c: u32, place_count: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var q_at = 0u;
  var dy_at = 0u;
  var dplace_at = p.dplace_offset;
  var out_at = 0u;
  var place_at = p.place_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  out_at += i * p.out_0;
  place_at += i * p.place_0;
  let record = i * 24u;
  let q_first = q_at;
  let dy_first = dy_at;
  let dplace_first = dplace_at;
  let out_first = out_at;
  let place_first = place_at;
  for (var c = 0u; c < (p.q_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.q_count) { value = q[q_first + c * p.q_c]; }
    query_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.dy_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dy_count) { value = dy[dy_first + c * p.dy_c]; }
    query_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.dplace_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dplace_count) { value = dy[dplace_first + c * p.dplace_c]; }
    query_records[record + 12u + c] = value;
  }
  var delta = -dlse[i];
  for (var c = 0u; c < p.dy_count; c++) { delta += dy[dy_first + c * p.dy_c] * out[out_first + c * p.out_c]; }
  for (var c = 0u; c < p.dplace_count; c++) { delta += dy[dplace_first + c * p.dplace_c] * out[place_first + c * p.place_c]; }
  let stat = record + 20u;
  let known = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  query_records[stat] = known;
  query_records[stat + 1] = delta;
}


// CPU 4/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 121 lines, SHA-256 bbf3ea953b6105326013182c4d6f5e918b0a239427c177756dea038dacd67edf


// CPU 5/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 149 lines, SHA-256 a3f737b693d771094cc5797e5263eee8a14ecc679f2b4af231e036706fef3127


// GPU 4/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32,
  k_place_offset: u32, v_place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, stats_0: u32, dq_0: u32, k_0: u32,
  v_0: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, dq_x: u32, k_x: u32, v_x: u32, q_count6: u32,
  dq_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 64>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  var dq_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  dq_at += i * p.dq_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
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
  var q_list0: array<vec4<f32>, 6>;
  for (var n = 0u; n < p.q_count6; n++) { q_list0[n] = query_records[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  let q0_3 = q_list0[3];
  let q0_4 = q_list0[4];
  let q0_5 = q_list0[5];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
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
      var g0_0 = 0.0;
      g0_0 += dot(q0_1, v_tile[(j - tile + 0u) * 2u + 0u]);
      g0_0 += dot(q0_2, v_tile[(j - tile + 0u) * 2u + 1u]);
      var gb0_0 = 0.0;
      let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 4u + 0u + 0u];
      let v_place0_1 = table_records[v_place_start + (row0 + steps - 1 - j) * 4u + 0u + 1u];
      gb0_0 += dot(q0_3, v_place0_0);
      gb0_0 += dot(q0_4, v_place0_1);
      let w0_0 = softmax_exp(s0_0 - q0_5.x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - q0_5.y);
      a0_0 += g0_0 * k_tile[(j - tile + 0u) * 1u + 0u];
      b0_0 += g0_0 * q_place0_0;
    }
  }
  {
    let term_at = (0u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, a0_0); }
  }
  {
    let term_at = (1u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, b0_0); }
  }
  var dq_sums0: array<vec4<f32>, 1>;
  dq_sums0[0] = by_key * a0_0 + by_query_place * b0_0;
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n] = dq_sums0[n]; } }
}


// GPU 5/8: q f32[1, 3, 3, 7, 4], k f32[1, 3, 3, 7, 4], v f32[1, 3, 3, 7, 8], relative f32[16, 13], factors f32[3, 3], lse f32[1, 3, 3, 7], out f32[1, 3, 3, 7, 8, 2], dy f32[1, 3, 3, 7, 8, 2], dlse f32[1, 3, 3, 7] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<vec4<f32>>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, v_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32,
  k_place_offset: u32, v_place_offset: u32, n1: u32, r1: f32, k_1: u32, v_1: u32, dk_1: u32, dv_1: u32, q_1: u32,
  dy_1: u32, dplace_1: u32, stats_1: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32, dplace_0: u32,
  stats_0: u32, k_x: u32, v_x: u32, dk_x: u32, dk_c: u32, dv_x: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32,
  k_count3: u32, dk_stored: u32, dv_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 64>;
var<workgroup> dplace_tile: array<vec4<f32>, 64>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
  var v_at = p.v_offset;
  var dk_at = 0u;
  var dv_at = 0u;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  dk_at += coordinate1 * p.dk_1;
  dv_at += coordinate1 * p.dv_1;
  q_at += coordinate1 * p.q_1;
  dy_at += coordinate1 * p.dy_1;
  dplace_at += coordinate1 * p.dplace_1;
  stats_at += coordinate1 * p.stats_1;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  dk_at += rest * p.dk_0;
  dv_at += rest * p.dv_0;
  q_at += rest * p.q_0;
  dy_at += rest * p.dy_0;
  dplace_at += rest * p.dplace_0;
  stats_at += rest * p.stats_0;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = dk_at;
  let dv_x = p.dv_x;
  let dv_start = dv_at;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var k_list0: array<vec4<f32>, 3>;
  for (var n = 0u; n < p.k_count3; n++) { k_list0[n] = key_records[k_start + row0 * k_x + 0u + n]; }
  let k0_0 = k_list0[0];
  let k0_1 = k_list0[1];
  let k0_2 = k_list0[2];
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  var z0_1 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      q_tile[n] = query_records[q_start + min(tile + n / 1u, steps - 1) * q_x + n % 1u];
    }
    for (var n = lane; n < 64u; n += 32u) {
      dy_tile[n] = query_records[dy_start + min(tile + n / 2u, steps - 1) * dy_x + n % 2u];
    }
    for (var n = lane; n < 64u; n += 32u) {
      dplace_tile[n] = query_records[dplace_start + min(tile + n / 2u, steps - 1) * dplace_x + n % 2u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      stats_tile[n] = query_records[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 1u) {
      var s0_0 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      var u0_0 = 0.0;
      let q_place0_0 = table_records[q_place_start + (j + steps - 1 - row0) * 4u + 0u + 0u];
      u0_0 += dot(q_tile[(j - tile + 0u) * 1u + 0u], q_place0_0);
      var t0_0 = 0.0;
      let k_place0_0 = table_records[k_place_start + (j + steps - 1 - row0) * 4u + 0u + 0u];
      t0_0 += dot(k0_0, k_place0_0);
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      var g0_0 = 0.0;
      g0_0 += dot(k0_1, dy_tile[(j - tile + 0u) * 2u + 0u]);
      g0_0 += dot(k0_2, dy_tile[(j - tile + 0u) * 2u + 1u]);
      var gb0_0 = 0.0;
      let v_place0_0 = table_records[v_place_start + (j + steps - 1 - row0) * 4u + 0u + 0u];
      let v_place0_1 = table_records[v_place_start + (j + steps - 1 - row0) * 4u + 0u + 1u];
      gb0_0 += dot(v_place0_0, dplace_tile[(j - tile + 0u) * 2u + 0u]);
      gb0_0 += dot(v_place0_1, dplace_tile[(j - tile + 0u) * 2u + 1u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 2u + 0u];
      z0_1 += w0_0 * dy_tile[(j - tile + 0u) * 2u + 1u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      b0_0 += g0_0 * k_place0_0;
    }
  }
  {
    let term_at = (2u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(k0_0, b0_0); }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = by_key * a0_0 + by_key_place * b0_0;
    dk_sums0[0] = sum[0];
    dk_sums0[1] = sum[1];
    dk_sums0[2] = sum[2];
    dk_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dk_stored; n++) { dk[dk_start + row0 * dk_x + n * dk_c] = dk_sums0[n]; } }
  var dv_sums0: array<vec4<f32>, 2>;
  dv_sums0[0] = z0_0;
  dv_sums0[1] = z0_1;
  if (inside0) { for (var n = 0u; n < p.dv_stored; n++) { dv[dv_start + row0 * dv_x + n] = dv_sums0[n]; } }
}


// CPU 1/8, GPU 1/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

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


// CPU 2/8, GPU 2/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}
// CPU 2/9, GPU 2/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

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


// CPU 3/8, GPU 3/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read_write> query_records: array<f32>;
struct Params {
  count: u32, dplace_offset: u32, place_offset: u32, dy_0: u32, dplace_0: u32, out_0: u32, place_0: u32, q_c: u32,
  q_count: u32, dy_c: u32, dy_count: u32, dplace_c: u32, dplace_count: u32, out_c: u32, out_count: u32, place_c: u32,
  place_count: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var dy_at = 0u;
  var dplace_at = p.dplace_offset;
  var out_at = 0u;
  var place_at = p.place_offset;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  out_at += i * p.out_0;
  place_at += i * p.place_0;
  let record = i * 16u;
  let q_first = i;
  let dy_first = dy_at;
  let dplace_first = dplace_at;
  let out_first = out_at;
  let place_first = place_at;
  for (var c = 0u; c < (p.q_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.q_count) { value = q[q_first + c * p.q_c]; }
    query_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.dy_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dy_count) { value = dy[dy_first + c * p.dy_c]; }
    query_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.dplace_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dplace_count) { value = dy[dplace_first + c * p.dplace_c]; }
    query_records[record + 8u + c] = value;
  }
  var delta = 0.0;
  for (var c = 0u; c < p.dy_count; c++) { delta += dy[dy_first + c * p.dy_c] * out[out_first + c * p.out_c]; }
  for (var c = 0u; c < p.dplace_count; c++) { delta += dy[dplace_first + c * p.dplace_c] * out[place_first + c * p.place_c]; }
  let stat = record + 12u;
  let known = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  query_records[stat] = known;
  query_records[stat + 1] = delta;
}


// CPU 4/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 119 lines, SHA-256 26301fd44903fc6d5704bd90b3cb1130bbfeb6bf369393b527aa3f3e05755140


// CPU 5/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 128 lines, SHA-256 2f1ffe20035ffc3d119f6307b13e2f924fe9b7c7cd76f4c4eef48914eb21dcc0


// CPU 6/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}
// CPU 6/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 126 lines, SHA-256 7964a79a3213d67f21f16ce15d012ff890c296f8fd5911b915040cdb843b33bf


// GPU 4/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32,
  k_place_offset: u32, v_place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, stats_0: u32, k_0: u32, v_0: u32,
  q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, dq_x: u32, dq_c: u32, k_x: u32, v_x: u32, q_count4: u32,
  dq_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = i;
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
  var q_list0: array<vec4<f32>, 4>;
  for (var n = 0u; n < p.q_count4; n++) { q_list0[n] = query_records[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  let q0_3 = q_list0[3];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
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
      var g0_0 = 0.0;
      g0_0 += dot(q0_1, v_tile[(j - tile + 0u) * 1u + 0u]);
      var gb0_0 = 0.0;
      let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 3u + 0u + 0u];
      gb0_0 += dot(q0_2, v_place0_0);
      let w0_0 = softmax_exp(s0_0 - q0_3.x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - q0_3.y);
      a0_0 += g0_0 * k_tile[(j - tile + 0u) * 1u + 0u];
      b0_0 += g0_0 * q_place0_0;
    }
  }
  {
    let term_at = (0u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, a0_0); }
  }
  {
    let term_at = (1u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, b0_0); }
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = by_key * a0_0 + by_query_place * b0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
}


// GPU 5/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, v_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32,
  k_place_offset: u32, v_place_offset: u32, k_0: u32, v_0: u32, q_0: u32, dy_0: u32, dplace_0: u32, stats_0: u32,
  k_x: u32, v_x: u32, dk_x: u32, dk_c: u32, dv_x: u32, dv_c: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32,
  k_count2: u32, dk_stored: u32, dv_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 32>;
var<workgroup> dplace_tile: array<vec4<f32>, 32>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
  var v_at = p.v_offset;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = i;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = i;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var k_list0: array<vec4<f32>, 2>;
  for (var n = 0u; n < p.k_count2; n++) { k_list0[n] = key_records[k_start + row0 * k_x + 0u + n]; }
  let k0_0 = k_list0[0];
  let k0_1 = k_list0[1];
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      q_tile[n] = query_records[q_start + min(tile + n / 1u, steps - 1) * q_x + n % 1u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      dy_tile[n] = query_records[dy_start + min(tile + n / 1u, steps - 1) * dy_x + n % 1u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      dplace_tile[n] = query_records[dplace_start + min(tile + n / 1u, steps - 1) * dplace_x + n % 1u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      stats_tile[n] = query_records[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 1u) {
      var s0_0 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      var u0_0 = 0.0;
      let q_place0_0 = table_records[q_place_start + (j + steps - 1 - row0) * 3u + 0u + 0u];
      u0_0 += dot(q_tile[(j - tile + 0u) * 1u + 0u], q_place0_0);
      var t0_0 = 0.0;
      let k_place0_0 = table_records[k_place_start + (j + steps - 1 - row0) * 3u + 0u + 0u];
      t0_0 += dot(k0_0, k_place0_0);
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      var g0_0 = 0.0;
      g0_0 += dot(k0_1, dy_tile[(j - tile + 0u) * 1u + 0u]);
      var gb0_0 = 0.0;
      let v_place0_0 = table_records[v_place_start + (j + steps - 1 - row0) * 3u + 0u + 0u];
      gb0_0 += dot(v_place0_0, dplace_tile[(j - tile + 0u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      b0_0 += g0_0 * k_place0_0;
    }
  }
  {
    let term_at = (2u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(k0_0, b0_0); }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = by_key * a0_0 + by_key_place * b0_0;
    dk_sums0[0] = sum[0];
    dk_sums0[1] = sum[1];
    dk_sums0[2] = sum[2];
    dk_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dk_stored; n++) { dk[dk_start + row0 * dk_x + n * dk_c] = dk_sums0[n]; } }
  var dv_sums0: array<f32, 4>;
  {
    let sum = z0_0;
    dv_sums0[0] = sum[0];
    dv_sums0[1] = sum[1];
    dv_sums0[2] = sum[2];
    dv_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dv_stored; n++) { dv[dv_start + row0 * dv_x + n * dv_c] = dv_sums0[n]; } }
}


// GPU 6/8: q f32[1, 1, 2, 1, 1], k f32[1, 1, 2, 1, 1], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1], lse f32[1, 1, 2, 1], out f32[1, 1, 2, 1, 2, 2], dy f32[1, 1, 2, 1, 2, 2] {"order":[0,1,4,5,3,2],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, k_place_offset: u32, v_place_offset: u32, dk_place_offset: u32,
  dv_place_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32, dq_place_0: u32,
  dk_place_0: u32, dv_place_0: u32, q_place_x: u32, k_place_x: u32, v_place_x: u32, dq_place_x: u32, dk_place_x: u32,
  dv_place_x: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, q_place_count3: u32, dq_place_stored: u32,
  dk_place_stored: u32, dv_place_stored: u32, steps: u32, lines: u32, lines_each: u32, others: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 32>;
var<workgroup> dplace_tile: array<vec4<f32>, 32>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var dq_place_at = 0u;
  var dk_place_at = p.dk_place_offset;
  var dv_place_at = p.dv_place_offset;
  dq_place_at += i * p.dq_place_0;
  dk_place_at += i * p.dk_place_0;
  dv_place_at += i * p.dv_place_0;
  let q_place_x = p.q_place_x;
  let q_place_start = 0u;
  let k_place_x = p.k_place_x;
  let k_place_start = p.k_place_offset;
  let v_place_x = p.v_place_x;
  let v_place_start = p.v_place_offset;
  let dq_place_x = p.dq_place_x;
  let dq_place_start = dq_place_at;
  let dk_place_x = p.dk_place_x;
  let dk_place_start = dk_place_at;
  let dv_place_x = p.dv_place_x;
  let dv_place_start = dv_place_at;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = p.dy_offset;
  let dplace_x = p.dplace_x;
  let dplace_start = p.dplace_offset;
  let stats_x = p.stats_x;
  let stats_start = p.stats_offset;
  let k_start = 0u;
  let v_start = p.v_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let start = first - min(first, steps - 1);
  let end = min(min(first + 64u, p.rows), steps);
  let lines_end = min((i + 1) * p.lines_each, p.lines);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_place_list0: array<vec4<f32>, 3>;
  for (var n = 0u; n < p.q_place_count3; n++) { q_place_list0[n] = table_records[q_place_start + row0 * q_place_x + 0u + n]; }
  let q_place0_0 = q_place_list0[0];
  let q_place0_1 = q_place_list0[1];
  let q_place0_2 = q_place_list0[2];
  var dq_place0_0 = vec4<f32>(0.0);
  var dk_place0_0 = vec4<f32>(0.0);
  var dv_place0_0 = vec4<f32>(0.0);
  for (var other = i * p.lines_each; other < lines_end; other++) {
    let by_key = factors[(other / p.others % p.groups)];
    let by_query_place = factors[p.groups + (other / p.others % p.groups)];
    let by_key_place = factors[2 * p.groups + (other / p.others % p.groups)];
    for (var tile = start; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 32u; n += 32u) {
        q_tile[n] = query_records[q_start + (other * steps + min(tile + n / 1u, steps - 1)) * 4u + n % 1u];
      }
      for (var n = lane; n < 32u; n += 32u) {
        dy_tile[n] = query_records[dy_start + (other * steps + min(tile + n / 1u, steps - 1)) * 4u + n % 1u];
      }
      for (var n = lane; n < 32u; n += 32u) {
        dplace_tile[n] = query_records[dplace_start + (other * steps + min(tile + n / 1u, steps - 1)) * 4u + n % 1u];
      }
      for (var n = lane; n < 32u; n += 32u) {
        stats_tile[n] = query_records[stats_start + (other * steps + min(tile + n / 1u, steps - 1)) * 4u + n % 1u];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 1u) {
        let key = j + steps - 1 - row0;
        let q_f0 = q_tile[(j - tile + 0u) * 1u + 0u];
        let dplace_f0 = dplace_tile[(j - tile + 0u) * 1u + 0u];
        var s0_0 = 0.0;
        let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 2u + 0u + 0u];
        s0_0 += dot(k0_0, q_f0);
        var u0_0 = 0.0;
        u0_0 += dot(q_f0, q_place0_0);
        var t0_0 = 0.0;
        t0_0 += dot(k0_0, q_place0_1);
        s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
        var g0_0 = 0.0;
        let v0_0 = key_records[v_start + (other * steps + min(key, steps - 1)) * 2u + 0u + 0u];
        g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 1u + 0u]);
        var gb0_0 = 0.0;
        gb0_0 += dot(q_place0_2, dplace_f0);
        let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
        g0_0 = w0_0 * (g0_0 + gb0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
        if (key < steps) {
          {
            let x0_0 = by_query_place * g0_0;
            dq_place0_0 += x0_0 * q_f0;
          }
          {
            let x0_0 = by_key_place * g0_0;
            dk_place0_0 += x0_0 * k0_0;
          }
          {
            let x0_0 = w0_0;
            dv_place0_0 += x0_0 * dplace_f0;
          }
        }
      }
    }
  }
  var dq_place_sums0: array<vec4<f32>, 1>;
  dq_place_sums0[0] = dq_place0_0;
  if (inside0) { for (var n = 0u; n < p.dq_place_stored; n++) { table_shares[dq_place_start + row0 * dq_place_x + n] = dq_place_sums0[n]; } }
  var dk_place_sums0: array<vec4<f32>, 1>;
  dk_place_sums0[0] = dk_place0_0;
  if (inside0) { for (var n = 0u; n < p.dk_place_stored; n++) { table_shares[dk_place_start + row0 * dk_place_x + n] = dk_place_sums0[n]; } }
  var dv_place_sums0: array<vec4<f32>, 1>;
  dv_place_sums0[0] = dv_place0_0;
  if (inside0) { for (var n = 0u; n < p.dv_place_stored; n++) { table_shares[dv_place_start + row0 * dv_place_x + n] = dv_place_sums0[n]; } }
}


// CPU 1/9, GPU 1/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

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


// CPU 3/9, GPU 3/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read_write> query_records: array<f32>;
struct Params {
  count: u32, dplace_offset: u32, place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, out_0: u32, place_0: u32,
  q_c: u32, q_count: u32, dy_c: u32, dy_count: u32, dplace_c: u32, dplace_count: u32, out_c: u32, out_count: u32,
  place_c: u32, place_count: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var q_at = 0u;
  var dy_at = 0u;
  var dplace_at = p.dplace_offset;
  var out_at = 0u;
  var place_at = p.place_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  out_at += i * p.out_0;
  place_at += i * p.place_0;
  let record = i * 16u;
  let q_first = q_at;
  let dy_first = dy_at;
  let dplace_first = dplace_at;
  let out_first = out_at;
  let place_first = place_at;
  for (var c = 0u; c < (p.q_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.q_count) { value = q[q_first + c * p.q_c]; }
    query_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.dy_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dy_count) { value = dy[dy_first + c * p.dy_c]; }
    query_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.dplace_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dplace_count) { value = dy[dplace_first + c * p.dplace_c]; }
    query_records[record + 8u + c] = value;
  }
  var delta = 0.0;
  for (var c = 0u; c < p.dy_count; c++) { delta += dy[dy_first + c * p.dy_c] * out[out_first + c * p.out_c]; }
  for (var c = 0u; c < p.dplace_count; c++) { delta += dy[dplace_first + c * p.dplace_c] * out[place_first + c * p.place_c]; }
  let stat = record + 12u;
  let known = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  query_records[stat] = known;
  query_records[stat + 1] = delta;
}


// CPU 4/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 121 lines, SHA-256 ca99e820defdbae9090cac7636996ee68329a774e650d5422d43baad250900c3


// CPU 5/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 133 lines, SHA-256 75cb9c90d7f1e3dd9e3d1ba068675cd748b748a4a5b23b7bda888da59ffb238c


// CPU 8/9, GPU 8/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 11/12, GPU 11/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> factor_terms: array<f32>;
@group(0) @binding(1) var<storage, read_write> factor_sums0: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, batch: u32, groups: u32, area: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: f32 = 0.0;
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let image = (row / p.groups * p.batch + k / p.area) * p.groups + row % p.groups;
    acc += factor_terms[image * p.area + k % p.area];
  }
  factor_sums0[i] = acc;
}


// CPU 9/9, GPU 9/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 12/12, GPU 12/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> factor_sums0: array<f32>;
@group(0) @binding(1) var<storage, read> factor_terms: array<f32>;
@group(0) @binding(2) var<storage, read_write> dfactors: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: f32 = 0.0;
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let a = acc;
    let b = factor_sums0[row * p.length + k];
    acc = a + b;
  }
  dfactors[row] = acc;
}


// GPU 4/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32,
  k_place_offset: u32, v_place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, stats_0: u32, dq_0: u32, k_0: u32,
  v_0: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, dq_x: u32, dq_c: u32, k_x: u32, v_x: u32, q_count4: u32,
  dq_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  var dq_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  dq_at += i * p.dq_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
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
  var q_list0: array<vec4<f32>, 4>;
  for (var n = 0u; n < p.q_count4; n++) { q_list0[n] = query_records[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  let q0_3 = q_list0[3];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
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
      var g0_0 = 0.0;
      g0_0 += dot(q0_1, v_tile[(j - tile + 0u) * 1u + 0u]);
      var gb0_0 = 0.0;
      let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 3u + 0u + 0u];
      gb0_0 += dot(q0_2, v_place0_0);
      let w0_0 = softmax_exp(s0_0 - q0_3.x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - q0_3.y);
      a0_0 += g0_0 * k_tile[(j - tile + 0u) * 1u + 0u];
      b0_0 += g0_0 * q_place0_0;
    }
  }
  {
    let term_at = (0u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, a0_0); }
  }
  {
    let term_at = (1u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, b0_0); }
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = by_key * a0_0 + by_query_place * b0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
}


// GPU 5/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, v_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32,
  k_place_offset: u32, v_place_offset: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32,
  dplace_0: u32, stats_0: u32, k_x: u32, v_x: u32, dk_x: u32, dk_c: u32, dv_x: u32, dv_c: u32, q_x: u32, dy_x: u32,
  dplace_x: u32, stats_x: u32, k_count2: u32, dk_stored: u32, dv_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 32>;
var<workgroup> dplace_tile: array<vec4<f32>, 32>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
  var v_at = p.v_offset;
  var dk_at = 0u;
  var dv_at = 0u;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  dk_at += i * p.dk_0;
  dv_at += i * p.dv_0;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = dk_at;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = dv_at;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var k_list0: array<vec4<f32>, 2>;
  for (var n = 0u; n < p.k_count2; n++) { k_list0[n] = key_records[k_start + row0 * k_x + 0u + n]; }
  let k0_0 = k_list0[0];
  let k0_1 = k_list0[1];
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      q_tile[n] = query_records[q_start + min(tile + n / 1u, steps - 1) * q_x + n % 1u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      dy_tile[n] = query_records[dy_start + min(tile + n / 1u, steps - 1) * dy_x + n % 1u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      dplace_tile[n] = query_records[dplace_start + min(tile + n / 1u, steps - 1) * dplace_x + n % 1u];
    }
    for (var n = lane; n < 32u; n += 32u) {
      stats_tile[n] = query_records[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 1u) {
      var s0_0 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      var u0_0 = 0.0;
      let q_place0_0 = table_records[q_place_start + (j + steps - 1 - row0) * 3u + 0u + 0u];
      u0_0 += dot(q_tile[(j - tile + 0u) * 1u + 0u], q_place0_0);
      var t0_0 = 0.0;
      let k_place0_0 = table_records[k_place_start + (j + steps - 1 - row0) * 3u + 0u + 0u];
      t0_0 += dot(k0_0, k_place0_0);
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      var g0_0 = 0.0;
      g0_0 += dot(k0_1, dy_tile[(j - tile + 0u) * 1u + 0u]);
      var gb0_0 = 0.0;
      let v_place0_0 = table_records[v_place_start + (j + steps - 1 - row0) * 3u + 0u + 0u];
      gb0_0 += dot(v_place0_0, dplace_tile[(j - tile + 0u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      b0_0 += g0_0 * k_place0_0;
    }
  }
  {
    let term_at = (2u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(k0_0, b0_0); }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = by_key * a0_0 + by_key_place * b0_0;
    dk_sums0[0] = sum[0];
    dk_sums0[1] = sum[1];
    dk_sums0[2] = sum[2];
    dk_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dk_stored; n++) { dk[dk_start + row0 * dk_x + n * dk_c] = dk_sums0[n]; } }
  var dv_sums0: array<f32, 4>;
  {
    let sum = z0_0;
    dv_sums0[0] = sum[0];
    dv_sums0[1] = sum[1];
    dv_sums0[2] = sum[2];
    dv_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dv_stored; n++) { dv[dv_start + row0 * dv_x + n * dv_c] = dv_sums0[n]; } }
}


// GPU 6/9: q f32[30, 1, 9, 17, 2], k f32[30, 1, 9, 17, 2], v f32[30, 1, 9, 17, 2], relative f32[6, 33], factors f32[3, 1], lse f32[30, 1, 9, 17], out f32[30, 1, 9, 17, 2, 2], dy f32[30, 1, 9, 17, 2, 2] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, k_place_offset: u32, v_place_offset: u32, dk_place_offset: u32,
  dv_place_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32, dq_place_0: u32,
  dk_place_0: u32, dv_place_0: u32, q_place_x: u32, k_place_x: u32, v_place_x: u32, dq_place_x: u32, dk_place_x: u32,
  dv_place_x: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, q_place_count3: u32, dq_place_stored: u32,
  dk_place_stored: u32, dv_place_stored: u32, steps: u32, lines: u32, lines_each: u32, others: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 32>;
var<workgroup> dplace_tile: array<vec4<f32>, 32>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var dq_place_at = 0u;
  var dk_place_at = p.dk_place_offset;
  var dv_place_at = p.dv_place_offset;
  dq_place_at += i * p.dq_place_0;
  dk_place_at += i * p.dk_place_0;
  dv_place_at += i * p.dv_place_0;
  let q_place_x = p.q_place_x;
  let q_place_start = 0u;
  let k_place_x = p.k_place_x;
  let k_place_start = p.k_place_offset;
  let v_place_x = p.v_place_x;
  let v_place_start = p.v_place_offset;
  let dq_place_x = p.dq_place_x;
  let dq_place_start = dq_place_at;
  let dk_place_x = p.dk_place_x;
  let dk_place_start = dk_place_at;
  let dv_place_x = p.dv_place_x;
  let dv_place_start = dv_place_at;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = p.dy_offset;
  let dplace_x = p.dplace_x;
  let dplace_start = p.dplace_offset;
  let stats_x = p.stats_x;
  let stats_start = p.stats_offset;
  let k_start = 0u;
  let v_start = p.v_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let start = first - min(first, steps - 1);
  let end = min(min(first + 64u, p.rows), steps);
  let lines_end = min((i + 1) * p.lines_each, p.lines);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var q_place_list0: array<vec4<f32>, 3>;
  for (var n = 0u; n < p.q_place_count3; n++) { q_place_list0[n] = table_records[q_place_start + row0 * q_place_x + 0u + n]; }
  let q_place0_0 = q_place_list0[0];
  let q_place0_1 = q_place_list0[1];
  let q_place0_2 = q_place_list0[2];
  var dq_place0_0 = vec4<f32>(0.0);
  var dk_place0_0 = vec4<f32>(0.0);
  var dv_place0_0 = vec4<f32>(0.0);
  for (var other = i * p.lines_each; other < lines_end; other++) {
    let by_key = factors[(other / p.others % p.groups)];
    let by_query_place = factors[p.groups + (other / p.others % p.groups)];
    let by_key_place = factors[2 * p.groups + (other / p.others % p.groups)];
    for (var tile = start; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 32u; n += 64u) {
        q_tile[n] = query_records[q_start + (other * steps + min(tile + n / 1u, steps - 1)) * 4u + n % 1u];
      }
      for (var n = lane; n < 32u; n += 64u) {
        dy_tile[n] = query_records[dy_start + (other * steps + min(tile + n / 1u, steps - 1)) * 4u + n % 1u];
      }
      for (var n = lane; n < 32u; n += 64u) {
        dplace_tile[n] = query_records[dplace_start + (other * steps + min(tile + n / 1u, steps - 1)) * 4u + n % 1u];
      }
      for (var n = lane; n < 32u; n += 64u) {
        stats_tile[n] = query_records[stats_start + (other * steps + min(tile + n / 1u, steps - 1)) * 4u + n % 1u];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 1u) {
        let key = j + steps - 1 - row0;
        let q_f0 = q_tile[(j - tile + 0u) * 1u + 0u];
        let dplace_f0 = dplace_tile[(j - tile + 0u) * 1u + 0u];
        var s0_0 = 0.0;
        let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 2u + 0u + 0u];
        s0_0 += dot(k0_0, q_f0);
        var u0_0 = 0.0;
        u0_0 += dot(q_f0, q_place0_0);
        var t0_0 = 0.0;
        t0_0 += dot(k0_0, q_place0_1);
        s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
        var g0_0 = 0.0;
        let v0_0 = key_records[v_start + (other * steps + min(key, steps - 1)) * 2u + 0u + 0u];
        g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 1u + 0u]);
        var gb0_0 = 0.0;
        gb0_0 += dot(q_place0_2, dplace_f0);
        let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
        g0_0 = w0_0 * (g0_0 + gb0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
        if (key < steps) {
          {
            let x0_0 = by_query_place * g0_0;
            dq_place0_0 += x0_0 * q_f0;
          }
          {
            let x0_0 = by_key_place * g0_0;
            dk_place0_0 += x0_0 * k0_0;
          }
          {
            let x0_0 = w0_0;
            dv_place0_0 += x0_0 * dplace_f0;
          }
        }
      }
    }
  }
  var dq_place_sums0: array<vec4<f32>, 1>;
  dq_place_sums0[0] = dq_place0_0;
  if (inside0) { for (var n = 0u; n < p.dq_place_stored; n++) { table_shares[dq_place_start + row0 * dq_place_x + n] = dq_place_sums0[n]; } }
  var dk_place_sums0: array<vec4<f32>, 1>;
  dk_place_sums0[0] = dk_place0_0;
  if (inside0) { for (var n = 0u; n < p.dk_place_stored; n++) { table_shares[dk_place_start + row0 * dk_place_x + n] = dk_place_sums0[n]; } }
  var dv_place_sums0: array<vec4<f32>, 1>;
  dv_place_sums0[0] = dv_place0_0;
  if (inside0) { for (var n = 0u; n < p.dv_place_stored; n++) { table_shares[dv_place_start + row0 * dv_place_x + n] = dv_place_sums0[n]; } }
}


// CPU 1/12, GPU 1/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

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


// CPU 2/12, GPU 2/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

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


// CPU 3/12, GPU 3/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read> dlse: array<f32>;
@group(0) @binding(5) var<storage, read_write> query_records: array<f32>;
struct Params {
  count: u32, dplace_offset: u32, place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, out_0: u32, place_0: u32,
  q_c: u32, q_count: u32, dy_c: u32, dy_count: u32, dplace_c: u32, dplace_count: u32, out_c: u32, out_count: u32,
  place_c: u32, place_count: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var q_at = 0u;
  var dy_at = 0u;
  var dplace_at = p.dplace_offset;
  var out_at = 0u;
  var place_at = p.place_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  out_at += i * p.out_0;
  place_at += i * p.place_0;
  let record = i * 352u;
  let q_first = q_at;
  let dy_first = dy_at;
  let dplace_first = dplace_at;
  let out_first = out_at;
  let place_first = place_at;
  for (var c = 0u; c < (p.q_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.q_count) { value = q[q_first + c * p.q_c]; }
    query_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.dy_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dy_count) { value = dy[dy_first + c * p.dy_c]; }
    query_records[record + 68u + c] = value;
  }
  for (var c = 0u; c < (p.dplace_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.dplace_count) { value = dy[dplace_first + c * p.dplace_c]; }
    query_records[record + 208u + c] = value;
  }
  var delta = -dlse[i];
  for (var c = 0u; c < p.dy_count; c++) { delta += dy[dy_first + c * p.dy_c] * out[out_first + c * p.out_c]; }
  for (var c = 0u; c < p.dplace_count; c++) { delta += dy[dplace_first + c * p.dplace_c] * out[place_first + c * p.place_c]; }
  let stat = record + 348u;
  let known = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  query_records[stat] = known;
  query_records[stat + 1] = delta;
}


// CPU 4/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 168 lines, SHA-256 b929d6350cd4b6bb2140467a0b541e624b6044631f19a91473d01aed21eb7c3a


// CPU 5/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 150 lines, SHA-256 c7262a7809f63526b583e107aeac2a7a33e0a7e1927f06391b770f6888ac651d


// CPU 6/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 156 lines, SHA-256 66eaa2ebeade94a68aedd86db636b20b97b3a94e6bffac515ad51fc70c9cb3c9


// CPU 7/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 147 lines, SHA-256 00c1136093ce476e86423de1624544694ce39cdd7c97c0991fd943b804e02861


// CPU 8/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 148 lines, SHA-256 3361c4978100883788cdf0b62aa28231a0f8781f866e83b295f7b0d1288e1d00


// CPU 9/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 172 lines, SHA-256 36f49a68654cec245c17b15dcb3a8a3595502508f01f738eea987a139dc33b67


// CPU 10/12, GPU 10/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> table_shares: array<f32>;
@group(0) @binding(1) var<storage, read_write> drelative: array<f32>;
struct Params {
  count: u32, depth: u32, distances: u32, record: u32, shares: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.distances;
  let distance = i % p.distances;
  let of_key = row >= p.depth && row < 2 * p.depth;
  let channel = select(
    select(136u + row - 2 * p.depth, 68u + row - p.depth, of_key), row, row < p.depth);
  let at = select(distance, p.distances - 1 - distance, of_key) * p.record + channel;
  var sum = 0.0;
  for (var share = 0u; share < p.shares; share++) { sum += table_shares[share * p.distances * p.record + at]; }
  drelative[i] = sum;
}


// GPU 4/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32, v_offset: u32,
  k_place_offset: u32, v_place_offset: u32, q_0: u32, dy_0: u32, dplace_0: u32, stats_0: u32, dq_0: u32, k_0: u32,
  v_0: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, dq_x: u32, k_x: u32, v_x: u32, stats_count1: u32,
  q_count1: u32, all17: u32, dy_count7: u32, all35: u32, dplace_count7: u32, dq_stored: u32, others: u32, terms: u32,
  blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 272>;
var<workgroup> v_tile: array<vec4<f32>, 560>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 17u;
  let first = number / 17u % p.tiles * 32u;
  let i = number / 17u / p.tiles;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  var dq_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  dq_at += i * p.dq_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_x = p.dq_x;
  let dq_start = dq_at + block * 1u;
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
  var stats_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.stats_count1; n++) { stats_list0[n] = query_records[stats_start + row0 * stats_x + 0u + n]; }
  let stats0_0 = stats_list0[0];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 16u) {
    workgroupBarrier();
    for (var n = lane; n < 272u; n += 32u) {
      k_tile[n] = key_records[k_start + min(tile + n / 17u, steps - 1) * k_x + n % 17u];
    }
    for (var n = lane; n < 560u; n += 32u) {
      v_tile[n] = key_records[v_start + min(tile + n / 35u, steps - 1) * v_x + n % 35u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 16u, end); j += 1u) {
      var s0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        var q_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = query_records[q_start + row0 * q_x + c + n]; }
        let q0_0 = q_list0[0];
        s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 17u + c + 0u]);
      }
      var u0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        var q_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = query_records[q_start + row0 * q_x + c + n]; }
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
      var g0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        var dy_list0: array<vec4<f32>, 7>;
        for (var n = 0u; n < p.dy_count7; n++) { dy_list0[n] = query_records[dy_start + row0 * dy_x + c + n]; }
        let dy0_0 = dy_list0[0];
        let dy0_1 = dy_list0[1];
        let dy0_2 = dy_list0[2];
        let dy0_3 = dy_list0[3];
        let dy0_4 = dy_list0[4];
        let dy0_5 = dy_list0[5];
        let dy0_6 = dy_list0[6];
        g0_0 += dot(dy0_0, v_tile[(j - tile + 0u) * 35u + c + 0u]);
        g0_0 += dot(dy0_1, v_tile[(j - tile + 0u) * 35u + c + 1u]);
        g0_0 += dot(dy0_2, v_tile[(j - tile + 0u) * 35u + c + 2u]);
        g0_0 += dot(dy0_3, v_tile[(j - tile + 0u) * 35u + c + 3u]);
        g0_0 += dot(dy0_4, v_tile[(j - tile + 0u) * 35u + c + 4u]);
        g0_0 += dot(dy0_5, v_tile[(j - tile + 0u) * 35u + c + 5u]);
        g0_0 += dot(dy0_6, v_tile[(j - tile + 0u) * 35u + c + 6u]);
      }
      var gb0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        var dplace_list0: array<vec4<f32>, 7>;
        for (var n = 0u; n < p.dplace_count7; n++) { dplace_list0[n] = query_records[dplace_start + row0 * dplace_x + c + n]; }
        let dplace0_0 = dplace_list0[0];
        let dplace0_1 = dplace_list0[1];
        let dplace0_2 = dplace_list0[2];
        let dplace0_3 = dplace_list0[3];
        let dplace0_4 = dplace_list0[4];
        let dplace0_5 = dplace_list0[5];
        let dplace0_6 = dplace_list0[6];
        let v_place0_0 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + c + 0u];
        let v_place0_1 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + c + 1u];
        let v_place0_2 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + c + 2u];
        let v_place0_3 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + c + 3u];
        let v_place0_4 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + c + 4u];
        let v_place0_5 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + c + 5u];
        let v_place0_6 = table_records[v_place_start + (row0 + steps - 1 - j) * 69u + c + 6u];
        gb0_0 += dot(dplace0_0, v_place0_0);
        gb0_0 += dot(dplace0_1, v_place0_1);
        gb0_0 += dot(dplace0_2, v_place0_2);
        gb0_0 += dot(dplace0_3, v_place0_3);
        gb0_0 += dot(dplace0_4, v_place0_4);
        gb0_0 += dot(dplace0_5, v_place0_5);
        gb0_0 += dot(dplace0_6, v_place0_6);
      }
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - stats0_0.y);
      {
        a0_0 += g0_0 * k_tile[(j - tile + 0u) * 17u + block * 1u + 0u];
      }
      {
        let q_place0_0 = table_records[q_place_start + (row0 + steps - 1 - j) * 69u + block * 1u + 0u];
        b0_0 += g0_0 * q_place0_0;
      }
    }
  }
  {
    var q_list0: array<vec4<f32>, 1>;
    for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = query_records[q_start + row0 * q_x + block * 1u + n]; }
    let q0_0 = q_list0[0];
    let term_at = (0u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, a0_0); }
  }
  {
    var q_list0: array<vec4<f32>, 1>;
    for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = query_records[q_start + row0 * q_x + block * 1u + n]; }
    let q0_0 = q_list0[0];
    let term_at = (1u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(q0_0, b0_0); }
  }
  var dq_sums0: array<vec4<f32>, 1>;
  dq_sums0[0] = by_key * a0_0 + by_query_place * b0_0;
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n] = dq_sums0[n]; } }
}


// GPU 5/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, v_offset: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32,
  k_place_offset: u32, v_place_offset: u32, k_0: u32, v_0: u32, dk_0: u32, q_0: u32, dy_0: u32, dplace_0: u32,
  stats_0: u32, k_x: u32, v_x: u32, dk_x: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, k_count1: u32,
  all17: u32, v_count7: u32, all35: u32, dk_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 136>;
var<workgroup> dy_tile: array<vec4<f32>, 280>;
var<workgroup> dplace_tile: array<vec4<f32>, 280>;
var<workgroup> stats_tile: array<vec4<f32>, 8>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 17u;
  let first = number / 17u % p.tiles * 32u;
  let i = number / 17u / p.tiles;
  var k_at = 0u;
  var v_at = p.v_offset;
  var dk_at = 0u;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  dk_at += i * p.dk_0;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_x = p.dk_x;
  let dk_start = dk_at + block * 1u;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var a0_0 = vec4<f32>(0.0);
  var b0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 8u) {
    workgroupBarrier();
    for (var n = lane; n < 136u; n += 32u) {
      q_tile[n] = query_records[q_start + min(tile + n / 17u, steps - 1) * q_x + n % 17u];
    }
    for (var n = lane; n < 280u; n += 32u) {
      dy_tile[n] = query_records[dy_start + min(tile + n / 35u, steps - 1) * dy_x + n % 35u];
    }
    for (var n = lane; n < 280u; n += 32u) {
      dplace_tile[n] = query_records[dplace_start + min(tile + n / 35u, steps - 1) * dplace_x + n % 35u];
    }
    for (var n = lane; n < 8u; n += 32u) {
      stats_tile[n] = query_records[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 8u, end); j += 1u) {
      var s0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        var k_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = key_records[k_start + row0 * k_x + c + n]; }
        let k0_0 = k_list0[0];
        s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 17u + c + 0u]);
      }
      var u0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let q_place0_0 = table_records[q_place_start + (j + steps - 1 - row0) * 69u + c + 0u];
        u0_0 += dot(q_tile[(j - tile + 0u) * 17u + c + 0u], q_place0_0);
      }
      var t0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        var k_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = key_records[k_start + row0 * k_x + c + n]; }
        let k0_0 = k_list0[0];
        let k_place0_0 = table_records[k_place_start + (j + steps - 1 - row0) * 69u + c + 0u];
        t0_0 += dot(k0_0, k_place0_0);
      }
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      var g0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        var v_list0: array<vec4<f32>, 7>;
        for (var n = 0u; n < p.v_count7; n++) { v_list0[n] = key_records[v_start + row0 * v_x + c + n]; }
        let v0_0 = v_list0[0];
        let v0_1 = v_list0[1];
        let v0_2 = v_list0[2];
        let v0_3 = v_list0[3];
        let v0_4 = v_list0[4];
        let v0_5 = v_list0[5];
        let v0_6 = v_list0[6];
        g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 35u + c + 0u]);
        g0_0 += dot(v0_1, dy_tile[(j - tile + 0u) * 35u + c + 1u]);
        g0_0 += dot(v0_2, dy_tile[(j - tile + 0u) * 35u + c + 2u]);
        g0_0 += dot(v0_3, dy_tile[(j - tile + 0u) * 35u + c + 3u]);
        g0_0 += dot(v0_4, dy_tile[(j - tile + 0u) * 35u + c + 4u]);
        g0_0 += dot(v0_5, dy_tile[(j - tile + 0u) * 35u + c + 5u]);
        g0_0 += dot(v0_6, dy_tile[(j - tile + 0u) * 35u + c + 6u]);
      }
      var gb0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        let v_place0_0 = table_records[v_place_start + (j + steps - 1 - row0) * 69u + c + 0u];
        let v_place0_1 = table_records[v_place_start + (j + steps - 1 - row0) * 69u + c + 1u];
        let v_place0_2 = table_records[v_place_start + (j + steps - 1 - row0) * 69u + c + 2u];
        let v_place0_3 = table_records[v_place_start + (j + steps - 1 - row0) * 69u + c + 3u];
        let v_place0_4 = table_records[v_place_start + (j + steps - 1 - row0) * 69u + c + 4u];
        let v_place0_5 = table_records[v_place_start + (j + steps - 1 - row0) * 69u + c + 5u];
        let v_place0_6 = table_records[v_place_start + (j + steps - 1 - row0) * 69u + c + 6u];
        gb0_0 += dot(v_place0_0, dplace_tile[(j - tile + 0u) * 35u + c + 0u]);
        gb0_0 += dot(v_place0_1, dplace_tile[(j - tile + 0u) * 35u + c + 1u]);
        gb0_0 += dot(v_place0_2, dplace_tile[(j - tile + 0u) * 35u + c + 2u]);
        gb0_0 += dot(v_place0_3, dplace_tile[(j - tile + 0u) * 35u + c + 3u]);
        gb0_0 += dot(v_place0_4, dplace_tile[(j - tile + 0u) * 35u + c + 4u]);
        gb0_0 += dot(v_place0_5, dplace_tile[(j - tile + 0u) * 35u + c + 5u]);
        gb0_0 += dot(v_place0_6, dplace_tile[(j - tile + 0u) * 35u + c + 6u]);
      }
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      {
        a0_0 += g0_0 * q_tile[(j - tile + 0u) * 17u + block * 1u + 0u];
      }
      {
        let k_place0_0 = table_records[k_place_start + (j + steps - 1 - row0) * 69u + block * 1u + 0u];
        b0_0 += g0_0 * k_place0_0;
      }
    }
  }
  {
    var k_list0: array<vec4<f32>, 1>;
    for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = key_records[k_start + row0 * k_x + block * 1u + n]; }
    let k0_0 = k_list0[0];
    let term_at = (2u * p.blocks + block) * p.terms + i * p.rows + row0;
    if (inside0) { factor_terms[term_at] = dot(k0_0, b0_0); }
  }
  var dk_sums0: array<vec4<f32>, 1>;
  dk_sums0[0] = by_key * a0_0 + by_key_place * b0_0;
  if (inside0) { for (var n = 0u; n < p.dk_stored; n++) { dk[dk_start + row0 * dk_x + n] = dk_sums0[n]; } }
}


// GPU 6/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dv: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, dy_offset: u32, dplace_offset: u32, stats_offset: u32,
  k_place_offset: u32, v_place_offset: u32, k_0: u32, dv_0: u32, q_0: u32, dy_0: u32, dplace_0: u32, stats_0: u32,
  k_x: u32, dv_x: u32, dv_c: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, k_count1: u32, all17: u32,
  dv_stored: u32, others: u32, terms: u32, blocks: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 136>;
var<workgroup> dy_tile: array<vec4<f32>, 280>;
var<workgroup> dplace_tile: array<vec4<f32>, 280>;
var<workgroup> stats_tile: array<vec4<f32>, 8>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 5u;
  let first = number / 5u % p.tiles * 32u;
  let i = number / 5u / p.tiles;
  var k_at = 0u;
  var dv_at = 0u;
  var q_at = 0u;
  var dy_at = p.dy_offset;
  var dplace_at = p.dplace_offset;
  var stats_at = p.stats_offset;
  k_at += i * p.k_0;
  dv_at += i * p.dv_0;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  dplace_at += i * p.dplace_0;
  stats_at += i * p.stats_0;
  let k_x = p.k_x;
  let k_start = k_at;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = dv_at + 4 * (block * 7u) * dv_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let dplace_x = p.dplace_x;
  let dplace_start = dplace_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let q_place_start = 0u;
  let k_place_start = p.k_place_offset;
  let v_place_start = p.v_place_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let by_key = factors[(i / p.others % p.groups)];
  let by_query_place = factors[p.groups + (i / p.others % p.groups)];
  let by_key_place = factors[2 * p.groups + (i / p.others % p.groups)];
  var z0_0 = vec4<f32>(0.0);
  var z0_1 = vec4<f32>(0.0);
  var z0_2 = vec4<f32>(0.0);
  var z0_3 = vec4<f32>(0.0);
  var z0_4 = vec4<f32>(0.0);
  var z0_5 = vec4<f32>(0.0);
  var z0_6 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 8u) {
    workgroupBarrier();
    for (var n = lane; n < 136u; n += 32u) {
      q_tile[n] = query_records[q_start + min(tile + n / 17u, steps - 1) * q_x + n % 17u];
    }
    for (var n = lane; n < 280u; n += 32u) {
      dy_tile[n] = query_records[dy_start + min(tile + n / 35u, steps - 1) * dy_x + n % 35u];
    }
    for (var n = lane; n < 280u; n += 32u) {
      dplace_tile[n] = query_records[dplace_start + min(tile + n / 35u, steps - 1) * dplace_x + n % 35u];
    }
    for (var n = lane; n < 8u; n += 32u) {
      stats_tile[n] = query_records[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 8u, end); j += 1u) {
      var s0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        var k_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = key_records[k_start + row0 * k_x + c + n]; }
        let k0_0 = k_list0[0];
        s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 17u + c + 0u]);
      }
      var u0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let q_place0_0 = table_records[q_place_start + (j + steps - 1 - row0) * 69u + c + 0u];
        u0_0 += dot(q_tile[(j - tile + 0u) * 17u + c + 0u], q_place0_0);
      }
      var t0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        var k_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = key_records[k_start + row0 * k_x + c + n]; }
        let k0_0 = k_list0[0];
        let k_place0_0 = table_records[k_place_start + (j + steps - 1 - row0) * 69u + c + 0u];
        t0_0 += dot(k0_0, k_place0_0);
      }
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      {
        z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 35u + block * 7u + 0u];
        z0_1 += w0_0 * dy_tile[(j - tile + 0u) * 35u + block * 7u + 1u];
        z0_2 += w0_0 * dy_tile[(j - tile + 0u) * 35u + block * 7u + 2u];
        z0_3 += w0_0 * dy_tile[(j - tile + 0u) * 35u + block * 7u + 3u];
        z0_4 += w0_0 * dy_tile[(j - tile + 0u) * 35u + block * 7u + 4u];
        z0_5 += w0_0 * dy_tile[(j - tile + 0u) * 35u + block * 7u + 5u];
        z0_6 += w0_0 * dy_tile[(j - tile + 0u) * 35u + block * 7u + 6u];
      }
    }
  }
  var dv_sums0: array<f32, 28>;
  {
    let sum = z0_0;
    dv_sums0[0] = sum[0];
    dv_sums0[1] = sum[1];
    dv_sums0[2] = sum[2];
    dv_sums0[3] = sum[3];
  }
  {
    let sum = z0_1;
    dv_sums0[4] = sum[0];
    dv_sums0[5] = sum[1];
    dv_sums0[6] = sum[2];
    dv_sums0[7] = sum[3];
  }
  {
    let sum = z0_2;
    dv_sums0[8] = sum[0];
    dv_sums0[9] = sum[1];
    dv_sums0[10] = sum[2];
    dv_sums0[11] = sum[3];
  }
  {
    let sum = z0_3;
    dv_sums0[12] = sum[0];
    dv_sums0[13] = sum[1];
    dv_sums0[14] = sum[2];
    dv_sums0[15] = sum[3];
  }
  {
    let sum = z0_4;
    dv_sums0[16] = sum[0];
    dv_sums0[17] = sum[1];
    dv_sums0[18] = sum[2];
    dv_sums0[19] = sum[3];
  }
  {
    let sum = z0_5;
    dv_sums0[20] = sum[0];
    dv_sums0[21] = sum[1];
    dv_sums0[22] = sum[2];
    dv_sums0[23] = sum[3];
  }
  {
    let sum = z0_6;
    dv_sums0[24] = sum[0];
    dv_sums0[25] = sum[1];
    dv_sums0[26] = sum[2];
    dv_sums0[27] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dv_stored; n++) { dv[dv_start + row0 * dv_x + n * dv_c] = dv_sums0[n]; } }
}


// GPU 7/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, k_place_offset: u32, v_place_offset: u32, dy_offset: u32, dplace_offset: u32,
  stats_offset: u32, v_offset: u32, dq_place_0: u32, q_place_x: u32, k_place_x: u32, v_place_x: u32, dq_place_x: u32,
  q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, all17: u32, q_place_count1: u32, k_place_count1: u32, all35: u32,
  v_place_count7: u32, dq_place_stored: u32, steps: u32, lines: u32, lines_each: u32, others: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 17u;
  let first = number / 17u % p.tiles * 32u;
  let i = number / 17u / p.tiles;
  var dq_place_at = 0u;
  dq_place_at += i * p.dq_place_0;
  let q_place_x = p.q_place_x;
  let q_place_start = 0u;
  let k_place_x = p.k_place_x;
  let k_place_start = p.k_place_offset;
  let v_place_x = p.v_place_x;
  let v_place_start = p.v_place_offset;
  let dq_place_x = p.dq_place_x;
  let dq_place_start = dq_place_at + block * 1u;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = p.dy_offset;
  let dplace_x = p.dplace_x;
  let dplace_start = p.dplace_offset;
  let stats_x = p.stats_x;
  let stats_start = p.stats_offset;
  let k_start = 0u;
  let v_start = p.v_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let start = first - min(first, steps - 1);
  let end = min(min(first + 64u, p.rows), steps);
  let lines_end = min((i + 1) * p.lines_each, p.lines);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var dq_place0_0 = vec4<f32>(0.0);
  for (var other = i * p.lines_each; other < lines_end; other++) {
    let by_key = factors[(other / p.others % p.groups)];
    let by_query_place = factors[p.groups + (other / p.others % p.groups)];
    let by_key_place = factors[2 * p.groups + (other / p.others % p.groups)];
    for (var j = start; j < end; j += 1u) {
      let key = j + steps - 1 - row0;
      let stats0_0 = query_records[stats_start + (other * steps + min(j + 0u, steps - 1)) * 88u + 0u + 0u];
      var s0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 52u + c + 0u];
        let q0_0 = query_records[q_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        s0_0 += dot(k0_0, q0_0);
      }
      var u0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let q0_0 = query_records[q_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        var q_place_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.q_place_count1; n++) { q_place_list0[n] = table_records[q_place_start + row0 * q_place_x + c + n]; }
        let q_place0_0 = q_place_list0[0];
        u0_0 += dot(q0_0, q_place0_0);
      }
      var t0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 52u + c + 0u];
        var k_place_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.k_place_count1; n++) { k_place_list0[n] = table_records[k_place_start + row0 * k_place_x + c + n]; }
        let k_place0_0 = k_place_list0[0];
        t0_0 += dot(k0_0, k_place0_0);
      }
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      var g0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        let v0_0 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 0u];
        let v0_1 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 1u];
        let v0_2 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 2u];
        let v0_3 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 3u];
        let v0_4 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 4u];
        let v0_5 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 5u];
        let v0_6 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 6u];
        let dy0_0 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        let dy0_1 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 1u];
        let dy0_2 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 2u];
        let dy0_3 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 3u];
        let dy0_4 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 4u];
        let dy0_5 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 5u];
        let dy0_6 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 6u];
        g0_0 += dot(v0_0, dy0_0);
        g0_0 += dot(v0_1, dy0_1);
        g0_0 += dot(v0_2, dy0_2);
        g0_0 += dot(v0_3, dy0_3);
        g0_0 += dot(v0_4, dy0_4);
        g0_0 += dot(v0_5, dy0_5);
        g0_0 += dot(v0_6, dy0_6);
      }
      var gb0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        var v_place_list0: array<vec4<f32>, 7>;
        for (var n = 0u; n < p.v_place_count7; n++) { v_place_list0[n] = table_records[v_place_start + row0 * v_place_x + c + n]; }
        let v_place0_0 = v_place_list0[0];
        let v_place0_1 = v_place_list0[1];
        let v_place0_2 = v_place_list0[2];
        let v_place0_3 = v_place_list0[3];
        let v_place0_4 = v_place_list0[4];
        let v_place0_5 = v_place_list0[5];
        let v_place0_6 = v_place_list0[6];
        let dplace0_0 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        let dplace0_1 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 1u];
        let dplace0_2 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 2u];
        let dplace0_3 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 3u];
        let dplace0_4 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 4u];
        let dplace0_5 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 5u];
        let dplace0_6 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 6u];
        gb0_0 += dot(v_place0_0, dplace0_0);
        gb0_0 += dot(v_place0_1, dplace0_1);
        gb0_0 += dot(v_place0_2, dplace0_2);
        gb0_0 += dot(v_place0_3, dplace0_3);
        gb0_0 += dot(v_place0_4, dplace0_4);
        gb0_0 += dot(v_place0_5, dplace0_5);
        gb0_0 += dot(v_place0_6, dplace0_6);
      }
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - stats0_0.y);
      if (key < steps) {
        {
          let x0_0 = by_query_place * g0_0;
          {
            let q0_0 = query_records[q_start + (other * steps + min(j + 0u, steps - 1)) * 88u + block * 1u + 0u];
            dq_place0_0 += x0_0 * q0_0;
          }
        }
      }
    }
  }
  var dq_place_sums0: array<vec4<f32>, 1>;
  dq_place_sums0[0] = dq_place0_0;
  if (inside0) { for (var n = 0u; n < p.dq_place_stored; n++) { table_shares[dq_place_start + row0 * dq_place_x + n] = dq_place_sums0[n]; } }
}


// GPU 8/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, k_place_offset: u32, v_place_offset: u32, dk_place_offset: u32, dy_offset: u32,
  dplace_offset: u32, stats_offset: u32, v_offset: u32, dk_place_0: u32, q_place_x: u32, k_place_x: u32, v_place_x: u32,
  dk_place_x: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, all17: u32, q_place_count1: u32,
  k_place_count1: u32, all35: u32, v_place_count7: u32, dk_place_stored: u32, steps: u32, lines: u32, lines_each: u32,
  others: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 17u;
  let first = number / 17u % p.tiles * 32u;
  let i = number / 17u / p.tiles;
  var dk_place_at = p.dk_place_offset;
  dk_place_at += i * p.dk_place_0;
  let q_place_x = p.q_place_x;
  let q_place_start = 0u;
  let k_place_x = p.k_place_x;
  let k_place_start = p.k_place_offset;
  let v_place_x = p.v_place_x;
  let v_place_start = p.v_place_offset;
  let dk_place_x = p.dk_place_x;
  let dk_place_start = dk_place_at + block * 1u;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = p.dy_offset;
  let dplace_x = p.dplace_x;
  let dplace_start = p.dplace_offset;
  let stats_x = p.stats_x;
  let stats_start = p.stats_offset;
  let k_start = 0u;
  let v_start = p.v_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let start = first - min(first, steps - 1);
  let end = min(min(first + 64u, p.rows), steps);
  let lines_end = min((i + 1) * p.lines_each, p.lines);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var dk_place0_0 = vec4<f32>(0.0);
  for (var other = i * p.lines_each; other < lines_end; other++) {
    let by_key = factors[(other / p.others % p.groups)];
    let by_query_place = factors[p.groups + (other / p.others % p.groups)];
    let by_key_place = factors[2 * p.groups + (other / p.others % p.groups)];
    for (var j = start; j < end; j += 1u) {
      let key = j + steps - 1 - row0;
      let stats0_0 = query_records[stats_start + (other * steps + min(j + 0u, steps - 1)) * 88u + 0u + 0u];
      var s0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 52u + c + 0u];
        let q0_0 = query_records[q_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        s0_0 += dot(k0_0, q0_0);
      }
      var u0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let q0_0 = query_records[q_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        var q_place_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.q_place_count1; n++) { q_place_list0[n] = table_records[q_place_start + row0 * q_place_x + c + n]; }
        let q_place0_0 = q_place_list0[0];
        u0_0 += dot(q0_0, q_place0_0);
      }
      var t0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 52u + c + 0u];
        var k_place_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.k_place_count1; n++) { k_place_list0[n] = table_records[k_place_start + row0 * k_place_x + c + n]; }
        let k_place0_0 = k_place_list0[0];
        t0_0 += dot(k0_0, k_place0_0);
      }
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      var g0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        let v0_0 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 0u];
        let v0_1 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 1u];
        let v0_2 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 2u];
        let v0_3 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 3u];
        let v0_4 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 4u];
        let v0_5 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 5u];
        let v0_6 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 6u];
        let dy0_0 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        let dy0_1 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 1u];
        let dy0_2 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 2u];
        let dy0_3 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 3u];
        let dy0_4 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 4u];
        let dy0_5 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 5u];
        let dy0_6 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 6u];
        g0_0 += dot(v0_0, dy0_0);
        g0_0 += dot(v0_1, dy0_1);
        g0_0 += dot(v0_2, dy0_2);
        g0_0 += dot(v0_3, dy0_3);
        g0_0 += dot(v0_4, dy0_4);
        g0_0 += dot(v0_5, dy0_5);
        g0_0 += dot(v0_6, dy0_6);
      }
      var gb0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        var v_place_list0: array<vec4<f32>, 7>;
        for (var n = 0u; n < p.v_place_count7; n++) { v_place_list0[n] = table_records[v_place_start + row0 * v_place_x + c + n]; }
        let v_place0_0 = v_place_list0[0];
        let v_place0_1 = v_place_list0[1];
        let v_place0_2 = v_place_list0[2];
        let v_place0_3 = v_place_list0[3];
        let v_place0_4 = v_place_list0[4];
        let v_place0_5 = v_place_list0[5];
        let v_place0_6 = v_place_list0[6];
        let dplace0_0 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        let dplace0_1 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 1u];
        let dplace0_2 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 2u];
        let dplace0_3 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 3u];
        let dplace0_4 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 4u];
        let dplace0_5 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 5u];
        let dplace0_6 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 6u];
        gb0_0 += dot(v_place0_0, dplace0_0);
        gb0_0 += dot(v_place0_1, dplace0_1);
        gb0_0 += dot(v_place0_2, dplace0_2);
        gb0_0 += dot(v_place0_3, dplace0_3);
        gb0_0 += dot(v_place0_4, dplace0_4);
        gb0_0 += dot(v_place0_5, dplace0_5);
        gb0_0 += dot(v_place0_6, dplace0_6);
      }
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - stats0_0.y);
      if (key < steps) {
        {
          let x0_0 = by_key_place * g0_0;
          {
            let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 52u + block * 1u + 0u];
            dk_place0_0 += x0_0 * k0_0;
          }
        }
      }
    }
  }
  var dk_place_sums0: array<vec4<f32>, 1>;
  dk_place_sums0[0] = dk_place0_0;
  if (inside0) { for (var n = 0u; n < p.dk_place_stored; n++) { table_shares[dk_place_start + row0 * dk_place_x + n] = dk_place_sums0[n]; } }
}


// GPU 9/12: q f32[1, 1, 2, 5, 68], k f32[1, 1, 2, 5, 68], v f32[1, 1, 2, 5, 140], relative f32[276, 9], factors f32[3, 1], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 140, 2], dy f32[1, 1, 2, 5, 140, 2], dlse f32[1, 1, 2, 5] {"order":[0,1,4,5,2,3],"of":["q","k","v","relative","factors"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, k_place_offset: u32, v_place_offset: u32, dv_place_offset: u32, dy_offset: u32,
  dplace_offset: u32, stats_offset: u32, v_offset: u32, dv_place_0: u32, q_place_x: u32, k_place_x: u32, v_place_x: u32,
  dv_place_x: u32, q_x: u32, dy_x: u32, dplace_x: u32, stats_x: u32, all17: u32, q_place_count1: u32,
  k_place_count1: u32, all35: u32, v_place_count7: u32, dv_place_stored: u32, steps: u32, lines: u32, lines_each: u32,
  others: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 5u;
  let first = number / 5u % p.tiles * 32u;
  let i = number / 5u / p.tiles;
  var dv_place_at = p.dv_place_offset;
  dv_place_at += i * p.dv_place_0;
  let q_place_x = p.q_place_x;
  let q_place_start = 0u;
  let k_place_x = p.k_place_x;
  let k_place_start = p.k_place_offset;
  let v_place_x = p.v_place_x;
  let v_place_start = p.v_place_offset;
  let dv_place_x = p.dv_place_x;
  let dv_place_start = dv_place_at + block * 7u;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = p.dy_offset;
  let dplace_x = p.dplace_x;
  let dplace_start = p.dplace_offset;
  let stats_x = p.stats_x;
  let stats_start = p.stats_offset;
  let k_start = 0u;
  let v_start = p.v_offset;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let start = first - min(first, steps - 1);
  let end = min(min(first + 64u, p.rows), steps);
  let lines_end = min((i + 1) * p.lines_each, p.lines);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var dv_place0_0 = vec4<f32>(0.0);
  var dv_place0_1 = vec4<f32>(0.0);
  var dv_place0_2 = vec4<f32>(0.0);
  var dv_place0_3 = vec4<f32>(0.0);
  var dv_place0_4 = vec4<f32>(0.0);
  var dv_place0_5 = vec4<f32>(0.0);
  var dv_place0_6 = vec4<f32>(0.0);
  for (var other = i * p.lines_each; other < lines_end; other++) {
    let by_key = factors[(other / p.others % p.groups)];
    let by_query_place = factors[p.groups + (other / p.others % p.groups)];
    let by_key_place = factors[2 * p.groups + (other / p.others % p.groups)];
    for (var j = start; j < end; j += 1u) {
      let key = j + steps - 1 - row0;
      let stats0_0 = query_records[stats_start + (other * steps + min(j + 0u, steps - 1)) * 88u + 0u + 0u];
      var s0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 52u + c + 0u];
        let q0_0 = query_records[q_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        s0_0 += dot(k0_0, q0_0);
      }
      var u0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let q0_0 = query_records[q_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        var q_place_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.q_place_count1; n++) { q_place_list0[n] = table_records[q_place_start + row0 * q_place_x + c + n]; }
        let q_place0_0 = q_place_list0[0];
        u0_0 += dot(q0_0, q_place0_0);
      }
      var t0_0 = 0.0;
      for (var c = 0u; c < p.all17; c += 1u) {
        let k0_0 = key_records[k_start + (other * steps + min(key, steps - 1)) * 52u + c + 0u];
        var k_place_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.k_place_count1; n++) { k_place_list0[n] = table_records[k_place_start + row0 * k_place_x + c + n]; }
        let k_place0_0 = k_place_list0[0];
        t0_0 += dot(k0_0, k_place0_0);
      }
      s0_0 = s0_0 * by_key + by_query_place * u0_0 + by_key_place * t0_0;
      var g0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        let v0_0 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 0u];
        let v0_1 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 1u];
        let v0_2 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 2u];
        let v0_3 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 3u];
        let v0_4 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 4u];
        let v0_5 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 5u];
        let v0_6 = key_records[v_start + (other * steps + min(key, steps - 1)) * 52u + c + 6u];
        let dy0_0 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        let dy0_1 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 1u];
        let dy0_2 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 2u];
        let dy0_3 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 3u];
        let dy0_4 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 4u];
        let dy0_5 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 5u];
        let dy0_6 = query_records[dy_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 6u];
        g0_0 += dot(v0_0, dy0_0);
        g0_0 += dot(v0_1, dy0_1);
        g0_0 += dot(v0_2, dy0_2);
        g0_0 += dot(v0_3, dy0_3);
        g0_0 += dot(v0_4, dy0_4);
        g0_0 += dot(v0_5, dy0_5);
        g0_0 += dot(v0_6, dy0_6);
      }
      var gb0_0 = 0.0;
      for (var c = 0u; c < p.all35; c += 7u) {
        var v_place_list0: array<vec4<f32>, 7>;
        for (var n = 0u; n < p.v_place_count7; n++) { v_place_list0[n] = table_records[v_place_start + row0 * v_place_x + c + n]; }
        let v_place0_0 = v_place_list0[0];
        let v_place0_1 = v_place_list0[1];
        let v_place0_2 = v_place_list0[2];
        let v_place0_3 = v_place_list0[3];
        let v_place0_4 = v_place_list0[4];
        let v_place0_5 = v_place_list0[5];
        let v_place0_6 = v_place_list0[6];
        let dplace0_0 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 0u];
        let dplace0_1 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 1u];
        let dplace0_2 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 2u];
        let dplace0_3 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 3u];
        let dplace0_4 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 4u];
        let dplace0_5 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 5u];
        let dplace0_6 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + c + 6u];
        gb0_0 += dot(v_place0_0, dplace0_0);
        gb0_0 += dot(v_place0_1, dplace0_1);
        gb0_0 += dot(v_place0_2, dplace0_2);
        gb0_0 += dot(v_place0_3, dplace0_3);
        gb0_0 += dot(v_place0_4, dplace0_4);
        gb0_0 += dot(v_place0_5, dplace0_5);
        gb0_0 += dot(v_place0_6, dplace0_6);
      }
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 + gb0_0 - stats0_0.y);
      if (key < steps) {
        {
          let x0_0 = w0_0;
          {
            let dplace0_0 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + block * 7u + 0u];
            let dplace0_1 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + block * 7u + 1u];
            let dplace0_2 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + block * 7u + 2u];
            let dplace0_3 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + block * 7u + 3u];
            let dplace0_4 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + block * 7u + 4u];
            let dplace0_5 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + block * 7u + 5u];
            let dplace0_6 = query_records[dplace_start + (other * steps + min(j + 0u, steps - 1)) * 88u + block * 7u + 6u];
            dv_place0_0 += x0_0 * dplace0_0;
            dv_place0_1 += x0_0 * dplace0_1;
            dv_place0_2 += x0_0 * dplace0_2;
            dv_place0_3 += x0_0 * dplace0_3;
            dv_place0_4 += x0_0 * dplace0_4;
            dv_place0_5 += x0_0 * dplace0_5;
            dv_place0_6 += x0_0 * dplace0_6;
          }
        }
      }
    }
  }
  var dv_place_sums0: array<vec4<f32>, 7>;
  dv_place_sums0[0] = dv_place0_0;
  dv_place_sums0[1] = dv_place0_1;
  dv_place_sums0[2] = dv_place0_2;
  dv_place_sums0[3] = dv_place0_3;
  dv_place_sums0[4] = dv_place0_4;
  dv_place_sums0[5] = dv_place0_5;
  dv_place_sums0[6] = dv_place0_6;
  if (inside0) { for (var n = 0u; n < p.dv_place_stored; n++) { table_shares[dv_place_start + row0 * dv_place_x + n] = dv_place_sums0[n]; } }
}
