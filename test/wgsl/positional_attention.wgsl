// CPU 1/3, GPU 1/3: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2] {"rows":true}
// CPU 1/3, GPU 1/3: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3] {"rows":false}

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


// CPU 2/3, GPU 2/3: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2] {"rows":true}
// CPU 2/3, GPU 2/3: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3] {"rows":false}

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


// CPU 3/3: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2] {"rows":true}
// CPU 3/3: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3] {"rows":false}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  lines: u32, blocks: u32, places: u32, length: u32, others: u32, groups: u32, depth: u32, width: u32, own: u32,
  slid: u32, line_step: u32, step: u32, area: u32, dq_c: u32, dk_c: u32, dv_c: u32, line_n1: u32, line_r1: f32,
  line_q_1: u32, line_q_0: u32, q_channel: u32, q_step: u32,
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
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
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
  let q_at = q_start(line) + t * p.q_step;
  var q_channels: array<f32, 4u>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = q[q_at + c * p.q_channel]; }
  let q0 = vec4<f32>(q_channels[0], q_channels[1], q_channels[2], q_channels[3]);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var content0 = vec4<f32>(0.0);
  var content1 = vec4<f32>(0.0);
  var place0 = vec4<f32>(0.0);
  var place1 = vec4<f32>(0.0);
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
    let fall = softmax_exp(-abs(score - top));
    let higher = score > top;
    let shrink = select(1.0, fall, higher);
    let weight = select(fall, 1.0, higher);
    top = select(top, score, higher);
    total = total * shrink + weight;
    content0 = content0 * shrink + weight * v0;
    place0 = place0 * shrink + weight * v_place0;
    content1 = content1 * shrink + weight * v1;
    place1 = place1 * shrink + weight * v_place1;
    let next_part0 = table_records[(first + length - 1 - min((j + 1), length - 1)) * 4u + min(lane + 0u, 3u)];
    q_place0 = select(subgroupShuffleUp(q_place0, 1u), subgroupBroadcast(next_part0, 0u), lane == 0);
    k_place0 = select(subgroupShuffleUp(k_place0, 1u), subgroupBroadcast(next_part0, 1u), lane == 0);
    v_place0 = select(subgroupShuffleUp(v_place0, 1u), subgroupBroadcast(next_part0, 2u), lane == 0);
    v_place1 = select(subgroupShuffleUp(v_place1, 1u), subgroupBroadcast(next_part0, 3u), lane == 0);
  }
  // A score of +Inf makes the row NaN, as it does in an ordinary softmax.
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  var sums: array<f32, 16u>;
  sums[0] = content0[0] / total;
  sums[1] = place0[0] / total;
  sums[2] = content0[1] / total;
  sums[3] = place0[1] / total;
  sums[4] = content0[2] / total;
  sums[5] = place0[2] / total;
  sums[6] = content0[3] / total;
  sums[7] = place0[3] / total;
  sums[8] = content1[0] / total;
  sums[9] = place1[0] / total;
  sums[10] = content1[1] / total;
  sums[11] = place1[1] / total;
  sums[12] = content1[2] / total;
  sums[13] = place1[2] / total;
  sums[14] = content1[3] / total;
  sums[15] = place1[3] / total;
  if (inside) {
    for (var c = 0u; c < 2 * p.width; c++) { out[(image * 2 * p.width + c) * p.area + pixel] = sums[c]; }
    lse[image * p.area + pixel] = top + m_log(total);
  }
}


// GPU 3/3: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2] {"rows":true}
// GPU 3/3: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_start(i: u32) -> u32
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
  let q_at = q_start(line) + t * p.q_step;
  var q_channels: array<f32, 4u>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = q[q_at + c * p.q_channel]; }
  let q0 = vec4<f32>(q_channels[0], q_channels[1], q_channels[2], q_channels[3]);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var content0 = vec4<f32>(0.0);
  var content1 = vec4<f32>(0.0);
  var place0 = vec4<f32>(0.0);
  var place1 = vec4<f32>(0.0);
  for (var j = 0u; j < length; j++) {
    let k0 = key_records[(line * length + j) * 3u + 0u];
    let v0 = key_records[(line * length + j) * 3u + 1u];
    let v1 = key_records[(line * length + j) * 3u + 2u];
    let q_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 0u];
    let k_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 1u];
    let v_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 2u];
    let v_place1 = table_records[(t + length - 1 - min(j, length - 1)) * 4u + 3u];
    let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let fall = softmax_exp(-abs(score - top));
    let higher = score > top;
    let shrink = select(1.0, fall, higher);
    let weight = select(fall, 1.0, higher);
    top = select(top, score, higher);
    total = total * shrink + weight;
    content0 = content0 * shrink + weight * v0;
    place0 = place0 * shrink + weight * v_place0;
    content1 = content1 * shrink + weight * v1;
    place1 = place1 * shrink + weight * v_place1;
  }
  // A score of +Inf makes the row NaN, as it does in an ordinary softmax.
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  var sums: array<f32, 16u>;
  sums[0] = content0[0] / total;
  sums[1] = place0[0] / total;
  sums[2] = content0[1] / total;
  sums[3] = place0[1] / total;
  sums[4] = content0[2] / total;
  sums[5] = place0[2] / total;
  sums[6] = content0[3] / total;
  sums[7] = place0[3] / total;
  sums[8] = content1[0] / total;
  sums[9] = place1[0] / total;
  sums[10] = content1[1] / total;
  sums[11] = place1[1] / total;
  sums[12] = content1[2] / total;
  sums[13] = place1[2] / total;
  sums[14] = content1[3] / total;
  sums[15] = place1[3] / total;
  if (inside) {
    for (var c = 0u; c < 2 * p.width; c++) { out[(image * 2 * p.width + c) * p.area + pixel] = sums[c]; }
    lse[image * p.area + pixel] = top + m_log(total);
  }
}


// CPU 1/3, GPU 1/3: q f32[1, 1, 1, 1, 2], k f32[1, 1, 1, 1, 2], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1] {"rows":false}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32, length: u32, depth: u32, width: u32, k_channel: u32, k_step: u32, v_channel: u32, v_step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn k_start(i: u32) -> u32 {
  return i;
}
fn v_start(i: u32) -> u32 {
  return i;
}
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


// CPU 2/3, GPU 2/3: q f32[1, 1, 1, 1, 2], k f32[1, 1, 1, 1, 2], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1] {"rows":false}

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


// CPU 3/3: q f32[1, 1, 1, 1, 2], k f32[1, 1, 1, 1, 2], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1] {"rows":false}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
struct Params {
  lines: u32, blocks: u32, places: u32, length: u32, others: u32, groups: u32, depth: u32, width: u32, own: u32,
  slid: u32, line_step: u32, step: u32, area: u32, dq_c: u32, dk_c: u32, dv_c: u32, q_channel: u32, q_step: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
fn q_start(i: u32) -> u32 {
  return i;
}
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
  let q_at = q_start(line) + t * p.q_step;
  var q_channels: array<f32, 4u>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = q[q_at + c * p.q_channel]; }
  let q0 = vec4<f32>(q_channels[0], q_channels[1], q_channels[2], q_channels[3]);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var content0 = vec4<f32>(0.0);
  var place0 = vec4<f32>(0.0);
  var slid: array<vec4<f32>, 3u>;
  for (var c = 0u; c < p.slid; c++) { slid[c] = table_records[(t + length - 1 - min(0u, length - 1)) * 3u + c]; }
  var q_place0 = slid[0u];
  var k_place0 = slid[1u];
  var v_place0 = slid[2u];
  for (var j = 0u; j < length; j++) {
    let key_records_part0 = key_records[(line * length + j) * 2u + min(lane + 0u, 1u)];
    let k0 = subgroupBroadcast(key_records_part0, 0u);
    let v0 = subgroupBroadcast(key_records_part0, 1u);
    let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let fall = softmax_exp(-abs(score - top));
    let higher = score > top;
    let shrink = select(1.0, fall, higher);
    let weight = select(fall, 1.0, higher);
    top = select(top, score, higher);
    total = total * shrink + weight;
    content0 = content0 * shrink + weight * v0;
    place0 = place0 * shrink + weight * v_place0;
    let next_part0 = table_records[(first + length - 1 - min((j + 1), length - 1)) * 3u + min(lane + 0u, 2u)];
    q_place0 = select(subgroupShuffleUp(q_place0, 1u), subgroupBroadcast(next_part0, 0u), lane == 0);
    k_place0 = select(subgroupShuffleUp(k_place0, 1u), subgroupBroadcast(next_part0, 1u), lane == 0);
    v_place0 = select(subgroupShuffleUp(v_place0, 1u), subgroupBroadcast(next_part0, 2u), lane == 0);
  }
  // A score of +Inf makes the row NaN, as it does in an ordinary softmax.
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  var sums: array<f32, 8u>;
  sums[0] = content0[0] / total;
  sums[1] = place0[0] / total;
  sums[2] = content0[1] / total;
  sums[3] = place0[1] / total;
  sums[4] = content0[2] / total;
  sums[5] = place0[2] / total;
  sums[6] = content0[3] / total;
  sums[7] = place0[3] / total;
  if (inside) {
    for (var c = 0u; c < 2 * p.width; c++) { out[(image * 2 * p.width + c) * p.area + pixel] = sums[c]; }
    lse[image * p.area + pixel] = top + m_log(total);
  }
}


// GPU 3/3: q f32[1, 1, 1, 1, 2], k f32[1, 1, 1, 1, 2], v f32[1, 1, 2, 1, 2], relative f32[4, 1], factors f32[3, 1] {"rows":false}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_start(i: u32) -> u32
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
  let q_at = q_start(line) + t * p.q_step;
  var q_channels: array<f32, 4u>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = q[q_at + c * p.q_channel]; }
  let q0 = vec4<f32>(q_channels[0], q_channels[1], q_channels[2], q_channels[3]);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var content0 = vec4<f32>(0.0);
  var place0 = vec4<f32>(0.0);
  for (var j = 0u; j < length; j++) {
    let k0 = key_records[(line * length + j) * 2u + 0u];
    let v0 = key_records[(line * length + j) * 2u + 1u];
    let q_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 3u + 0u];
    let k_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 3u + 1u];
    let v_place0 = table_records[(t + length - 1 - min(j, length - 1)) * 3u + 2u];
    let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let fall = softmax_exp(-abs(score - top));
    let higher = score > top;
    let shrink = select(1.0, fall, higher);
    let weight = select(fall, 1.0, higher);
    top = select(top, score, higher);
    total = total * shrink + weight;
    content0 = content0 * shrink + weight * v0;
    place0 = place0 * shrink + weight * v_place0;
  }
  // A score of +Inf makes the row NaN, as it does in an ordinary softmax.
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  var sums: array<f32, 8u>;
  sums[0] = content0[0] / total;
  sums[1] = place0[0] / total;
  sums[2] = content0[1] / total;
  sums[3] = place0[1] / total;
  sums[4] = content0[2] / total;
  sums[5] = place0[2] / total;
  sums[6] = content0[3] / total;
  sums[7] = place0[3] / total;
  if (inside) {
    for (var c = 0u; c < 2 * p.width; c++) { out[(image * 2 * p.width + c) * p.area + pixel] = sums[c]; }
    lse[image * p.area + pixel] = top + m_log(total);
  }
}
