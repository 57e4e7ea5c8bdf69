// CPU 1/8, GPU 1/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// CPU 1/8, GPU 1/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32, length: u32, depth: u32, width: u32, line_n1: u32, line_r1: f32, line_k_1: u32, line_v_1: u32,
  line_k_0: u32, line_v_0: u32, k_channel: u32, k_step: u32, v_channel: u32, v_step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn k_start(i: u32) -> u32 {
  var k_at = 0u;
  var v_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.line_r1);
  let left1 = i32(rest - near1 * p.line_n1);
  let coordinate1 = u32(left1 + select(0, i32(p.line_n1), left1 < 0)
    - select(0, i32(p.line_n1), left1 >= i32(p.line_n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.line_n1)) - select(0u, 1u, left1 < 0);
  k_at += coordinate1 * p.line_k_1;
  v_at += coordinate1 * p.line_v_1;
  k_at += rest * p.line_k_0;
  v_at += rest * p.line_v_0;
  return k_at;
}
fn v_start(i: u32) -> u32 {
  var k_at = 0u;
  var v_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.line_r1);
  let left1 = i32(rest - near1 * p.line_n1);
  let coordinate1 = u32(left1 + select(0, i32(p.line_n1), left1 < 0)
    - select(0, i32(p.line_n1), left1 >= i32(p.line_n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.line_n1)) - select(0u, 1u, left1 < 0);
  k_at += coordinate1 * p.line_k_1;
  v_at += coordinate1 * p.line_v_1;
  k_at += rest * p.line_k_0;
  v_at += rest * p.line_v_0;
  return v_at;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let k_at = k_start(i / p.length) + t * p.k_step;
  let v_at = v_start(i / p.length) + t * p.v_step;
  let record = i * 12u;
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = k[k_at + c * p.k_channel];  }
    key_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = v[v_at + c * p.v_channel];  }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/8, GPU 2/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// CPU 2/8, GPU 2/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

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
    if (c < p.depth) { value = relative[(0u + c) * p.distances + i];  }
    table_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = relative[(p.depth + c) * p.distances + p.distances - 1 - i];  }
    table_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = relative[(2 * p.depth + c) * p.distances + i];  }
    table_records[record + 8u + c] = value;
  }
}


// CPU 3/8, GPU 3/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read_write> query_records: array<f32>;
struct Params {
  count: u32, length: u32, others: u32, depth: u32, width: u32, line_step: u32, step: u32, area: u32, line_n1: u32,
  line_r1: f32, line_q_1: u32, line_q_0: u32, q_channel: u32, q_step: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
fn q_start(i: u32) -> u32 {
  var q_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.line_r1);
  let left1 = i32(rest - near1 * p.line_n1);
  let coordinate1 = u32(left1 + select(0, i32(p.line_n1), left1 < 0)
    - select(0, i32(p.line_n1), left1 >= i32(p.line_n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.line_n1)) - select(0u, 1u, left1 < 0);
  q_at += coordinate1 * p.line_q_1;
  q_at += rest * p.line_q_0;
  return q_at;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let q_at = q_start(i / p.length) + t * p.q_step;
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  let content = image * 2 * p.width * p.area + pixel;
  let place = content + p.area;
  let record = i * 24u;
  var delta = 0.0;
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = q[q_at + c * p.q_channel];  }
    query_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = dy[content + c * 2 * p.area]; delta += value * out[content + c * 2 * p.area]; }
    query_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = dy[place + c * 2 * p.area]; delta += value * out[place + c * 2 * p.area]; }
    query_records[record + 12u + c] = value;
  }
  query_records[record + 20u] = lse[image * p.area + pixel];
  query_records[record + 21u] = delta;
}


// CPU 4/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}

enable subgroups;
@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  lines: u32, blocks: u32, places: u32, length: u32, others: u32, groups: u32, depth: u32, width: u32, own: u32,
  slid: u32, line_step: u32, step: u32, area: u32, dq_c: u32, dk_c: u32, dv_c: u32, terms: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
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
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 8u;
  let last = min(first + 8u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
    let i = line * length + t;
    var own: array<vec4<f32>, 6u>;
    for (var c = 0u; c < p.own; c++) { own[c] = query_records[i * 6u + c]; }
    let q0 = own[0u];
    let content0 = own[1u];
    let content1 = own[2u];
    let place0 = own[3u];
    let place1 = own[4u];
    let stats0 = own[5u];
    var by_keys0 = vec4<f32>(0.0);
    var by_places0 = vec4<f32>(0.0);
    var slid: array<vec4<f32>, 4u>;
    for (var c = 0u; c < p.slid; c++) { slid[c] = table_records[(t + length - 1 - min(0u, length - 1)) * 4u + c]; }
    var q_place0 = slid[0u];
    var k_place0 = slid[1u];
    var v_place0 = slid[2u];
    var v_place1 = slid[3u];
    for (var j = 0u; j < length; j++) {
      let key_records_part0 = key_records[(line * length + j) * 3u + min(lane + 0u, 2u)];
      let k0 = subgroupBroadcast(key_records_part0, 0u);
      let v0 = subgroupBroadcast(key_records_part0, 1u);
      let v1 = subgroupBroadcast(key_records_part0, 2u);
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
      let weight = softmax_exp(score - stats0.x);
      let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats0.y);
      by_keys0 += change * k0;
      by_places0 += change * q_place0;
      let next_part0 = table_records[(first + length - 1 - min((j + 1), length - 1)) * 4u + min(lane + 0u, 3u)];
      q_place0 = select(subgroupShuffleUp(q_place0, 1u), subgroupBroadcast(next_part0, 0u), lane == 0);
      k_place0 = select(subgroupShuffleUp(k_place0, 1u), subgroupBroadcast(next_part0, 1u), lane == 0);
      v_place0 = select(subgroupShuffleUp(v_place0, 1u), subgroupBroadcast(next_part0, 2u), lane == 0);
      v_place1 = select(subgroupShuffleUp(v_place1, 1u), subgroupBroadcast(next_part0, 3u), lane == 0);
    }
    if (inside) {
      var term = 0.0;
      term += across(q0 * by_keys0);
      factor_terms[i] = term;
      term = 0.0;
      term += across(q0 * by_places0);
      factor_terms[p.terms + i] = term;
      let dq_here = image * p.depth * p.area + pixel;
    var dq_channels = array<f32, 3u>(by_key * by_keys0[0] + by_query_place * by_places0[0], by_key * by_keys0[1] + by_query_place * by_places0[1], by_key * by_keys0[2] + by_query_place * by_places0[2]);
  for (var c = 0u; c < p.depth; c++) { dq[dq_here + c * p.dq_c] = dq_channels[c]; }
    }
}


// CPU 5/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}

enable subgroups;
@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
// as above: struct Params
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 8u;
  let last = min(first + 8u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
    let i = line * length + t;
    var own: array<vec4<f32>, 3u>;
    for (var c = 0u; c < p.own; c++) { own[c] = key_records[i * 3u + c]; }
    let k0 = own[0u];
    let v0 = own[1u];
    let v1 = own[2u];
    var by_queries0 = vec4<f32>(0.0);
    var by_places0 = vec4<f32>(0.0);
    var values0 = vec4<f32>(0.0);
    var values1 = vec4<f32>(0.0);
    var slid: array<vec4<f32>, 4u>;
    for (var c = 0u; c < p.slid; c++) { slid[c] = table_records[(min(0u, length - 1) + length - 1 - t) * 4u + c]; }
    var q_place0 = slid[0u];
    var k_place0 = slid[1u];
    var v_place0 = slid[2u];
    var v_place1 = slid[3u];
    for (var j = 0u; j < length; j++) {
      let query_records_part0 = query_records[(line * length + j) * 6u + min(lane + 0u, 5u)];
      let q0 = subgroupBroadcast(query_records_part0, 0u);
      let content0 = subgroupBroadcast(query_records_part0, 1u);
      let content1 = subgroupBroadcast(query_records_part0, 2u);
      let place0 = subgroupBroadcast(query_records_part0, 3u);
      let place1 = subgroupBroadcast(query_records_part0, 4u);
      let stats0 = subgroupBroadcast(query_records_part0, 5u);
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
      let weight = softmax_exp(score - stats0.x);
      let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats0.y);
      by_queries0 += change * q0;
      by_places0 += change * k_place0;
      values0 += weight * content0;
      values1 += weight * content1;
      let next_part0 = table_records[(min((j + 1), length - 1) + length - 1 - first) * 4u + min(lane + 0u, 3u)];
      q_place0 = select(subgroupShuffleUp(q_place0, 1u), subgroupBroadcast(next_part0, 0u), lane == 0);
      k_place0 = select(subgroupShuffleUp(k_place0, 1u), subgroupBroadcast(next_part0, 1u), lane == 0);
      v_place0 = select(subgroupShuffleUp(v_place0, 1u), subgroupBroadcast(next_part0, 2u), lane == 0);
      v_place1 = select(subgroupShuffleUp(v_place1, 1u), subgroupBroadcast(next_part0, 3u), lane == 0);
    }
    if (inside) {
      var term = 0.0;
      term += across(k0 * by_places0);
      factor_terms[2 * p.terms + i] = term;
      let dk_here = image * p.depth * p.area + pixel;
    var dk_channels = array<f32, 3u>(by_key * by_queries0[0] + by_key_place * by_places0[0], by_key * by_queries0[1] + by_key_place * by_places0[1], by_key * by_queries0[2] + by_key_place * by_places0[2]);
  for (var c = 0u; c < p.depth; c++) { dk[dk_here + c * p.dk_c] = dk_channels[c]; }
      let dv_here = image * p.width * p.area + pixel;
    var dv_channels = array<f32, 5u>(values0[0], values0[1], values0[2], values0[3], values1[0]);
  for (var c = 0u; c < p.width; c++) { dv[dv_here + c * p.dv_c] = dv_channels[c]; }
    }
}


// CPU 6/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// CPU 6/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

enable subgroups;
@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  lines: u32, blocks: u32, places: u32, length: u32, others: u32, groups: u32, depth: u32, width: u32, own: u32,
  slid: u32, line_step: u32, step: u32, area: u32, dq_c: u32, dk_c: u32, dv_c: u32, all: u32, lines_each: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 8u;
  let last = min(first + 8u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  var own: array<vec4<f32>, 4u>;
  for (var c = 0u; c < p.own; c++) { own[c] = table_records[t * 4u + c]; }
  let q_place0 = own[0u];
  let k_place0 = own[1u];
  let v_place0 = own[2u];
  let v_place1 = own[3u];
  var by_queries0 = vec4<f32>(0.0);
  var by_keys0 = vec4<f32>(0.0);
  var values0 = vec4<f32>(0.0);
  var values1 = vec4<f32>(0.0);
  let start = first - min(first, length - 1);
  let end = min(last + 1, length);
  let lines_end = min((line + 1) * p.lines_each, p.all);
  for (var other = line * p.lines_each; other < lines_end; other++) {
    let by_key = factors[other / p.others % p.groups];
    let by_query_place = factors[p.groups + other / p.others % p.groups];
    let by_key_place = factors[2 * p.groups + other / p.others % p.groups];
    var slid: array<vec4<f32>, 3u>;
    for (var c = 0u; c < p.slid; c++) { slid[c] = key_records[(other * length + min(start + length - 1 - t, length - 1)) * 3u + c]; }
    var k0 = slid[0u];
    var v0 = slid[1u];
    var v1 = slid[2u];
    for (var j = start; j < end; j++) {
      let key = j + length - 1 - t;
      let query_records_part0 = query_records[(other * length + j) * 6u + min(lane + 0u, 5u)];
      let q0 = subgroupBroadcast(query_records_part0, 0u);
      let content0 = subgroupBroadcast(query_records_part0, 1u);
      let content1 = subgroupBroadcast(query_records_part0, 2u);
      let place0 = subgroupBroadcast(query_records_part0, 3u);
      let place1 = subgroupBroadcast(query_records_part0, 4u);
      let stats0 = subgroupBroadcast(query_records_part0, 5u);
      if (key < length) {
        let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
        let weight = softmax_exp(score - stats0.x);
        let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats0.y);
        by_queries0 += by_query_place * change * q0;
        by_keys0 += by_key_place * change * k0;
        values0 += weight * place0;
        values1 += weight * place1;
      }
      let next_part0 = key_records[(other * length + min((j + 1) + length - 1 - first, length - 1)) * 3u + min(lane + 0u, 2u)];
      k0 = select(subgroupShuffleUp(k0, 1u), subgroupBroadcast(next_part0, 0u), lane == 0);
      v0 = select(subgroupShuffleUp(v0, 1u), subgroupBroadcast(next_part0, 1u), lane == 0);
      v1 = select(subgroupShuffleUp(v1, 1u), subgroupBroadcast(next_part0, 2u), lane == 0);
    }
  }
  if (inside) {
    var sums = array<vec4<f32>, 4u>(by_queries0, by_keys0, values0, values1);
    for (var c = 0u; c < p.own; c++) { table_shares[(line * p.places + t) * p.own + c] = sums[c]; }
  }
}


// CPU 7/8, GPU 7/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// CPU 7/8, GPU 7/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}
// CPU 7/9, GPU 7/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

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
  let channel = select(select(8u + row - 2 * p.depth, 4u + row - p.depth, of_key), row, row < p.depth);
  let at = select(distance, p.distances - 1 - distance, of_key) * p.record + channel;
  var sum = 0.0;
  for (var share = 0u; share < p.shares; share++) { sum += table_shares[share * p.distances * p.record + at]; }
  drelative[i] = sum;
}


// CPU 8/8, GPU 8/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// CPU 8/8, GPU 8/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

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
    acc += factor_terms[((row / p.groups * p.batch + k / p.area) * p.groups + row % p.groups) * p.area + k % p.area];
  }
  dfactors[row] = acc;
}


// GPU 4/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  lines: u32, blocks: u32, places: u32, length: u32, others: u32, groups: u32, depth: u32, width: u32, own: u32,
  slid: u32, line_step: u32, step: u32, area: u32, dq_c: u32, dk_c: u32, dv_c: u32, terms: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 32u;
  let last = min(first + 32u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
    let i = line * length + t;
    let q0 = query_records[i * 6u + 0u];
    let content0 = query_records[i * 6u + 1u];
    let content1 = query_records[i * 6u + 2u];
    let place0 = query_records[i * 6u + 3u];
    let place1 = query_records[i * 6u + 4u];
    let stats0 = query_records[i * 6u + 5u];
    var by_keys0 = vec4<f32>(0.0);
    var by_places0 = vec4<f32>(0.0);
    for (var j = 0u; j < length; j++) {
      let k0 = key_records[(line * length + j) * 3u + 0u];
      let v0 = key_records[(line * length + j) * 3u + 1u];
      let v1 = key_records[(line * length + j) * 3u + 2u];
      let q_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 0u];
      let k_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 1u];
      let v_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 2u];
      let v_place1 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 3u];
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
      let weight = softmax_exp(score - stats0.x);
      let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats0.y);
      by_keys0 += change * k0;
      by_places0 += change * q_place0;
    }
    if (inside) {
      var term = 0.0;
      term += across(q0 * by_keys0);
      factor_terms[i] = term;
      term = 0.0;
      term += across(q0 * by_places0);
      factor_terms[p.terms + i] = term;
      let dq_here = image * p.depth * p.area + pixel;
    dq[dq_here + 0u * p.dq_c] = by_key * by_keys0[0] + by_query_place * by_places0[0];
    dq[dq_here + 1u * p.dq_c] = by_key * by_keys0[1] + by_query_place * by_places0[1];
    dq[dq_here + 2u * p.dq_c] = by_key * by_keys0[2] + by_query_place * by_places0[2];
    }
}


// GPU 5/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
// as above: struct Params
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 32u;
  let last = min(first + 32u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
    let i = line * length + t;
    let k0 = key_records[i * 3u + 0u];
    let v0 = key_records[i * 3u + 1u];
    let v1 = key_records[i * 3u + 2u];
    var by_queries0 = vec4<f32>(0.0);
    var by_places0 = vec4<f32>(0.0);
    var values0 = vec4<f32>(0.0);
    var values1 = vec4<f32>(0.0);
    for (var j = 0u; j < length; j++) {
      let q0 = query_records[(line * length + j) * 6u + 0u];
      let content0 = query_records[(line * length + j) * 6u + 1u];
      let content1 = query_records[(line * length + j) * 6u + 2u];
      let place0 = query_records[(line * length + j) * 6u + 3u];
      let place1 = query_records[(line * length + j) * 6u + 4u];
      let stats0 = query_records[(line * length + j) * 6u + 5u];
      let q_place0 = table_records[(min(j, length - 1) + length - 1 - t) * 4u + 0u];
      let k_place0 = table_records[(min(j, length - 1) + length - 1 - t) * 4u + 1u];
      let v_place0 = table_records[(min(j, length - 1) + length - 1 - t) * 4u + 2u];
      let v_place1 = table_records[(min(j, length - 1) + length - 1 - t) * 4u + 3u];
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
      let weight = softmax_exp(score - stats0.x);
      let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats0.y);
      by_queries0 += change * q0;
      by_places0 += change * k_place0;
      values0 += weight * content0;
      values1 += weight * content1;
    }
    if (inside) {
      var term = 0.0;
      term += across(k0 * by_places0);
      factor_terms[2 * p.terms + i] = term;
      let dk_here = image * p.depth * p.area + pixel;
    dk[dk_here + 0u * p.dk_c] = by_key * by_queries0[0] + by_key_place * by_places0[0];
    dk[dk_here + 1u * p.dk_c] = by_key * by_queries0[1] + by_key_place * by_places0[1];
    dk[dk_here + 2u * p.dk_c] = by_key * by_queries0[2] + by_key_place * by_places0[2];
      let dv_here = image * p.width * p.area + pixel;
    dv[dv_here + 0u * p.dv_c] = values0[0];
    dv[dv_here + 1u * p.dv_c] = values0[1];
    dv[dv_here + 2u * p.dv_c] = values0[2];
    dv[dv_here + 3u * p.dv_c] = values0[3];
    dv[dv_here + 4u * p.dv_c] = values1[0];
    }
}


// GPU 6/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// GPU 6/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  lines: u32, blocks: u32, places: u32, length: u32, others: u32, groups: u32, depth: u32, width: u32, own: u32,
  slid: u32, line_step: u32, step: u32, area: u32, dq_c: u32, dk_c: u32, dv_c: u32, all: u32, lines_each: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 32u;
  let last = min(first + 32u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let q_place0 = table_records[t * 4u + 0u];
  let k_place0 = table_records[t * 4u + 1u];
  let v_place0 = table_records[t * 4u + 2u];
  let v_place1 = table_records[t * 4u + 3u];
  var by_queries0 = vec4<f32>(0.0);
  var by_keys0 = vec4<f32>(0.0);
  var values0 = vec4<f32>(0.0);
  var values1 = vec4<f32>(0.0);
  let start = first - min(first, length - 1);
  let end = min(last + 1, length);
  let lines_end = min((line + 1) * p.lines_each, p.all);
  for (var other = line * p.lines_each; other < lines_end; other++) {
    let by_key = factors[other / p.others % p.groups];
    let by_query_place = factors[p.groups + other / p.others % p.groups];
    let by_key_place = factors[2 * p.groups + other / p.others % p.groups];
    for (var j = start; j < end; j++) {
      let key = j + length - 1 - t;
      let q0 = query_records[(other * length + j) * 6u + 0u];
      let content0 = query_records[(other * length + j) * 6u + 1u];
      let content1 = query_records[(other * length + j) * 6u + 2u];
      let place0 = query_records[(other * length + j) * 6u + 3u];
      let place1 = query_records[(other * length + j) * 6u + 4u];
      let stats0 = query_records[(other * length + j) * 6u + 5u];
      let k0 = key_records[(other * length + min(j + length - 1 - t, length - 1)) * 3u + 0u];
      let v0 = key_records[(other * length + min(j + length - 1 - t, length - 1)) * 3u + 1u];
      let v1 = key_records[(other * length + min(j + length - 1 - t, length - 1)) * 3u + 2u];
      if (key < length) {
        let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
        let weight = softmax_exp(score - stats0.x);
        let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats0.y);
        by_queries0 += by_query_place * change * q0;
        by_keys0 += by_key_place * change * k0;
        values0 += weight * place0;
        values1 += weight * place1;
      }
    }
  }
  if (inside) {
    var sums = array<vec4<f32>, 4u>(by_queries0, by_keys0, values0, values1);
    for (var c = 0u; c < p.own; c++) { table_shares[(line * p.places + t) * p.own + c] = sums[c]; }
  }
}


// CPU 3/8, GPU 3/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read> dlse: array<f32>;
@group(0) @binding(5) var<storage, read_write> query_records: array<f32>;
struct Params {
  count: u32, length: u32, others: u32, depth: u32, width: u32, line_step: u32, step: u32, area: u32, line_n1: u32,
  line_r1: f32, line_q_1: u32, line_q_0: u32, q_channel: u32, q_step: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn q_start(i: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let q_at = q_start(i / p.length) + t * p.q_step;
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  let content = image * 2 * p.width * p.area + pixel;
  let place = content + p.area;
  let record = i * 24u;
  var delta = -dlse[image * p.area + pixel];
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = q[q_at + c * p.q_channel];  }
    query_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = dy[content + c * 2 * p.area]; delta += value * out[content + c * 2 * p.area]; }
    query_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = dy[place + c * 2 * p.area]; delta += value * out[place + c * 2 * p.area]; }
    query_records[record + 12u + c] = value;
  }
  query_records[record + 20u] = lse[image * p.area + pixel];
  query_records[record + 21u] = delta;
}


// CPU 4/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

enable subgroups;
@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  lines: u32, blocks: u32, places: u32, length: u32, others: u32, groups: u32, depth: u32, width: u32, own: u32,
  slid: u32, line_step: u32, step: u32, area: u32, dq_c: u32, dk_c: u32, dv_c: u32, terms: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 8u;
  let last = min(first + 8u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
    let i = line * length + t;
    var own: array<vec4<f32>, 6u>;
    for (var c = 0u; c < p.own; c++) { own[c] = query_records[i * 6u + c]; }
    let q0 = own[0u];
    let content0 = own[1u];
    let content1 = own[2u];
    let place0 = own[3u];
    let place1 = own[4u];
    let stats0 = own[5u];
    var by_keys0 = vec4<f32>(0.0);
    var by_places0 = vec4<f32>(0.0);
    var slid: array<vec4<f32>, 4u>;
    for (var c = 0u; c < p.slid; c++) { slid[c] = table_records[(t + length - 1 - min(0u, length - 1)) * 4u + c]; }
    var q_place0 = slid[0u];
    var k_place0 = slid[1u];
    var v_place0 = slid[2u];
    var v_place1 = slid[3u];
    for (var j = 0u; j < length; j++) {
      let key_records_part0 = key_records[(line * length + j) * 3u + min(lane + 0u, 2u)];
      let k0 = subgroupBroadcast(key_records_part0, 0u);
      let v0 = subgroupBroadcast(key_records_part0, 1u);
      let v1 = subgroupBroadcast(key_records_part0, 2u);
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
      let weight = softmax_exp(score - stats0.x);
      let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats0.y);
      by_keys0 += change * k0;
      by_places0 += change * q_place0;
      let next_part0 = table_records[(first + length - 1 - min((j + 1), length - 1)) * 4u + min(lane + 0u, 3u)];
      q_place0 = select(subgroupShuffleUp(q_place0, 1u), subgroupBroadcast(next_part0, 0u), lane == 0);
      k_place0 = select(subgroupShuffleUp(k_place0, 1u), subgroupBroadcast(next_part0, 1u), lane == 0);
      v_place0 = select(subgroupShuffleUp(v_place0, 1u), subgroupBroadcast(next_part0, 2u), lane == 0);
      v_place1 = select(subgroupShuffleUp(v_place1, 1u), subgroupBroadcast(next_part0, 3u), lane == 0);
    }
    if (inside) {
      var term = 0.0;
      term += across(q0 * by_keys0);
      factor_terms[i] = term;
      term = 0.0;
      term += across(q0 * by_places0);
      factor_terms[p.terms + i] = term;
      let dq_here = image * p.depth * p.area + pixel;
    var dq_channels = array<f32, 4u>(by_key * by_keys0[0] + by_query_place * by_places0[0], by_key * by_keys0[1] + by_query_place * by_places0[1], by_key * by_keys0[2] + by_query_place * by_places0[2], by_key * by_keys0[3] + by_query_place * by_places0[3]);
  for (var c = 0u; c < p.depth; c++) { dq[dq_here + c * p.dq_c] = dq_channels[c]; }
    }
}


// CPU 5/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

// 77 lines, SHA-256 c97d78867c8e4a29951094d15349b938163d6167f4bcccfa8009f4af7ec63739


// GPU 4/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
// as above: struct Params
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 32u;
  let last = min(first + 32u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
    let i = line * length + t;
    let q0 = query_records[i * 6u + 0u];
    let content0 = query_records[i * 6u + 1u];
    let content1 = query_records[i * 6u + 2u];
    let place0 = query_records[i * 6u + 3u];
    let place1 = query_records[i * 6u + 4u];
    let stats0 = query_records[i * 6u + 5u];
    var by_keys0 = vec4<f32>(0.0);
    var by_places0 = vec4<f32>(0.0);
    for (var j = 0u; j < length; j++) {
      let k0 = key_records[(line * length + j) * 3u + 0u];
      let v0 = key_records[(line * length + j) * 3u + 1u];
      let v1 = key_records[(line * length + j) * 3u + 2u];
      let q_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 0u];
      let k_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 1u];
      let v_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 2u];
      let v_place1 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 3u];
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
      let weight = softmax_exp(score - stats0.x);
      let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats0.y);
      by_keys0 += change * k0;
      by_places0 += change * q_place0;
    }
    if (inside) {
      var term = 0.0;
      term += across(q0 * by_keys0);
      factor_terms[i] = term;
      term = 0.0;
      term += across(q0 * by_places0);
      factor_terms[p.terms + i] = term;
      let dq_here = image * p.depth * p.area + pixel;
    dq[dq_here + 0u * p.dq_c] = by_key * by_keys0[0] + by_query_place * by_places0[0];
    dq[dq_here + 1u * p.dq_c] = by_key * by_keys0[1] + by_query_place * by_places0[1];
    dq[dq_here + 2u * p.dq_c] = by_key * by_keys0[2] + by_query_place * by_places0[2];
    dq[dq_here + 3u * p.dq_c] = by_key * by_keys0[3] + by_query_place * by_places0[3];
    }
}


// GPU 5/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
// as above: struct Params
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 32u;
  let last = min(first + 32u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
    let i = line * length + t;
    let k0 = key_records[i * 3u + 0u];
    let v0 = key_records[i * 3u + 1u];
    let v1 = key_records[i * 3u + 2u];
    var by_queries0 = vec4<f32>(0.0);
    var by_places0 = vec4<f32>(0.0);
    var values0 = vec4<f32>(0.0);
    var values1 = vec4<f32>(0.0);
    for (var j = 0u; j < length; j++) {
      let q0 = query_records[(line * length + j) * 6u + 0u];
      let content0 = query_records[(line * length + j) * 6u + 1u];
      let content1 = query_records[(line * length + j) * 6u + 2u];
      let place0 = query_records[(line * length + j) * 6u + 3u];
      let place1 = query_records[(line * length + j) * 6u + 4u];
      let stats0 = query_records[(line * length + j) * 6u + 5u];
      let q_place0 = table_records[(min(j, length - 1) + length - 1 - t) * 4u + 0u];
      let k_place0 = table_records[(min(j, length - 1) + length - 1 - t) * 4u + 1u];
      let v_place0 = table_records[(min(j, length - 1) + length - 1 - t) * 4u + 2u];
      let v_place1 = table_records[(min(j, length - 1) + length - 1 - t) * 4u + 3u];
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
      let weight = softmax_exp(score - stats0.x);
      let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats0.y);
      by_queries0 += change * q0;
      by_places0 += change * k_place0;
      values0 += weight * content0;
      values1 += weight * content1;
    }
    if (inside) {
      var term = 0.0;
      term += across(k0 * by_places0);
      factor_terms[2 * p.terms + i] = term;
      let dk_here = image * p.depth * p.area + pixel;
    dk[dk_here + 0u * p.dk_c] = by_key * by_queries0[0] + by_key_place * by_places0[0];
    dk[dk_here + 1u * p.dk_c] = by_key * by_queries0[1] + by_key_place * by_places0[1];
    dk[dk_here + 2u * p.dk_c] = by_key * by_queries0[2] + by_key_place * by_places0[2];
    dk[dk_here + 3u * p.dk_c] = by_key * by_queries0[3] + by_key_place * by_places0[3];
      let dv_here = image * p.width * p.area + pixel;
    dv[dv_here + 0u * p.dv_c] = values0[0];
    dv[dv_here + 1u * p.dv_c] = values0[1];
    dv[dv_here + 2u * p.dv_c] = values0[2];
    dv[dv_here + 3u * p.dv_c] = values0[3];
    dv[dv_here + 4u * p.dv_c] = values1[0];
    dv[dv_here + 5u * p.dv_c] = values1[1];
    dv[dv_here + 6u * p.dv_c] = values1[2];
    dv[dv_here + 7u * p.dv_c] = values1[3];
    }
}


// CPU 1/9, GPU 1/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32, length: u32, depth: u32, width: u32, line_n1: u32, line_r1: f32, line_k_1: u32, line_v_1: u32,
  line_k_0: u32, line_v_0: u32, k_channel: u32, k_step: u32, v_channel: u32, v_step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn k_start(i: u32) -> u32
// as above: fn v_start(i: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let k_at = k_start(i / p.length) + t * p.k_step;
  let v_at = v_start(i / p.length) + t * p.v_step;
  let record = i * 8u;
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = k[k_at + c * p.k_channel];  }
    key_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = v[v_at + c * p.v_channel];  }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/9, GPU 2/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

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
    if (c < p.depth) { value = relative[(0u + c) * p.distances + i];  }
    table_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = relative[(p.depth + c) * p.distances + p.distances - 1 - i];  }
    table_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = relative[(2 * p.depth + c) * p.distances + i];  }
    table_records[record + 8u + c] = value;
  }
}


// CPU 3/9, GPU 3/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read_write> query_records: array<f32>;
struct Params {
  count: u32, length: u32, others: u32, depth: u32, width: u32, line_step: u32, step: u32, area: u32, line_n1: u32,
  line_r1: f32, line_q_1: u32, line_q_0: u32, q_channel: u32, q_step: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn q_start(i: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let q_at = q_start(i / p.length) + t * p.q_step;
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  let content = image * 2 * p.width * p.area + pixel;
  let place = content + p.area;
  let record = i * 16u;
  var delta = 0.0;
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = q[q_at + c * p.q_channel];  }
    query_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = dy[content + c * 2 * p.area]; delta += value * out[content + c * 2 * p.area]; }
    query_records[record + 4u + c] = value;
  }
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = dy[place + c * 2 * p.area]; delta += value * out[place + c * 2 * p.area]; }
    query_records[record + 8u + c] = value;
  }
  query_records[record + 12u] = lse[image * p.area + pixel];
  query_records[record + 13u] = delta;
}


// CPU 4/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 70 lines, SHA-256 c9318bfda2abaec66b12e4052a32232cc5fa183f0efa8221a89a50d2ae82cd5a


// CPU 5/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 70 lines, SHA-256 b0d8c4eae88ffa579d06035adcb5d5a85ca3350d1ac7d2fa4d1c0d6c0ee68677


// CPU 6/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 68 lines, SHA-256 4949f4a9428e9fd4aadc1b17b24c0d9dd8f7993d8704c5190d7390d9f4e203d2


// CPU 8/9, GPU 8/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

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
    acc += factor_terms[((row / p.groups * p.batch + k / p.area) * p.groups + row % p.groups) * p.area + k % p.area];
  }
  factor_sums0[i] = acc;
}


// CPU 9/9, GPU 9/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

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


// GPU 4/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  lines: u32, blocks: u32, places: u32, length: u32, others: u32, groups: u32, depth: u32, width: u32, own: u32,
  slid: u32, line_step: u32, step: u32, area: u32, dq_c: u32, dk_c: u32, dv_c: u32, terms: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 32u;
  let last = min(first + 32u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
    let i = line * length + t;
    let q0 = query_records[i * 4u + 0u];
    let content0 = query_records[i * 4u + 1u];
    let place0 = query_records[i * 4u + 2u];
    let stats0 = query_records[i * 4u + 3u];
    var by_keys0 = vec4<f32>(0.0);
    var by_places0 = vec4<f32>(0.0);
    for (var j = 0u; j < length; j++) {
      let k0 = key_records[(line * length + j) * 2u + 0u];
      let v0 = key_records[(line * length + j) * 2u + 1u];
      let q_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 3u + 0u];
      let k_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 3u + 1u];
      let v_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 3u + 2u];
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
      let weight = softmax_exp(score - stats0.x);
      let change = weight * (across(content0 * v0) + across(place0 * v_place0) - stats0.y);
      by_keys0 += change * k0;
      by_places0 += change * q_place0;
    }
    if (inside) {
      var term = 0.0;
      term += across(q0 * by_keys0);
      factor_terms[i] = term;
      term = 0.0;
      term += across(q0 * by_places0);
      factor_terms[p.terms + i] = term;
      let dq_here = image * p.depth * p.area + pixel;
    dq[dq_here + 0u * p.dq_c] = by_key * by_keys0[0] + by_query_place * by_places0[0];
    dq[dq_here + 1u * p.dq_c] = by_key * by_keys0[1] + by_query_place * by_places0[1];
    }
}


// GPU 5/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
// as above: struct Params
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 32u;
  let last = min(first + 32u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
    let i = line * length + t;
    let k0 = key_records[i * 2u + 0u];
    let v0 = key_records[i * 2u + 1u];
    var by_queries0 = vec4<f32>(0.0);
    var by_places0 = vec4<f32>(0.0);
    var values0 = vec4<f32>(0.0);
    for (var j = 0u; j < length; j++) {
      let q0 = query_records[(line * length + j) * 4u + 0u];
      let content0 = query_records[(line * length + j) * 4u + 1u];
      let place0 = query_records[(line * length + j) * 4u + 2u];
      let stats0 = query_records[(line * length + j) * 4u + 3u];
      let q_place0 = table_records[(min(j, length - 1) + length - 1 - t) * 3u + 0u];
      let k_place0 = table_records[(min(j, length - 1) + length - 1 - t) * 3u + 1u];
      let v_place0 = table_records[(min(j, length - 1) + length - 1 - t) * 3u + 2u];
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
      let weight = softmax_exp(score - stats0.x);
      let change = weight * (across(content0 * v0) + across(place0 * v_place0) - stats0.y);
      by_queries0 += change * q0;
      by_places0 += change * k_place0;
      values0 += weight * content0;
    }
    if (inside) {
      var term = 0.0;
      term += across(k0 * by_places0);
      factor_terms[2 * p.terms + i] = term;
      let dk_here = image * p.depth * p.area + pixel;
    dk[dk_here + 0u * p.dk_c] = by_key * by_queries0[0] + by_key_place * by_places0[0];
    dk[dk_here + 1u * p.dk_c] = by_key * by_queries0[1] + by_key_place * by_places0[1];
      let dv_here = image * p.width * p.area + pixel;
    dv[dv_here + 0u * p.dv_c] = values0[0];
    dv[dv_here + 1u * p.dv_c] = values0[1];
    }
}


// GPU 6/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  lines: u32, blocks: u32, places: u32, length: u32, others: u32, groups: u32, depth: u32, width: u32, own: u32,
  slid: u32, line_step: u32, step: u32, area: u32, dq_c: u32, dk_c: u32, dv_c: u32, all: u32, lines_each: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * 32u;
  let last = min(first + 32u, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  let q_place0 = table_records[t * 3u + 0u];
  let k_place0 = table_records[t * 3u + 1u];
  let v_place0 = table_records[t * 3u + 2u];
  var by_queries0 = vec4<f32>(0.0);
  var by_keys0 = vec4<f32>(0.0);
  var values0 = vec4<f32>(0.0);
  let start = first - min(first, length - 1);
  let end = min(last + 1, length);
  let lines_end = min((line + 1) * p.lines_each, p.all);
  for (var other = line * p.lines_each; other < lines_end; other++) {
    let by_key = factors[other / p.others % p.groups];
    let by_query_place = factors[p.groups + other / p.others % p.groups];
    let by_key_place = factors[2 * p.groups + other / p.others % p.groups];
    for (var j = start; j < end; j++) {
      let key = j + length - 1 - t;
      let q0 = query_records[(other * length + j) * 4u + 0u];
      let content0 = query_records[(other * length + j) * 4u + 1u];
      let place0 = query_records[(other * length + j) * 4u + 2u];
      let stats0 = query_records[(other * length + j) * 4u + 3u];
      let k0 = key_records[(other * length + min(j + length - 1 - t, length - 1)) * 2u + 0u];
      let v0 = key_records[(other * length + min(j + length - 1 - t, length - 1)) * 2u + 1u];
      if (key < length) {
        let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
        let weight = softmax_exp(score - stats0.x);
        let change = weight * (across(content0 * v0) + across(place0 * v_place0) - stats0.y);
        by_queries0 += by_query_place * change * q0;
        by_keys0 += by_key_place * change * k0;
        values0 += weight * place0;
      }
    }
  }
  if (inside) {
    var sums = array<vec4<f32>, 3u>(by_queries0, by_keys0, values0);
    for (var c = 0u; c < p.own; c++) { table_shares[(line * p.places + t) * p.own + c] = sums[c]; }
  }
}
