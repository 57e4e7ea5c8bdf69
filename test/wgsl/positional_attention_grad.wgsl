// CPU 1/8, GPU 1/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// CPU 1/8, GPU 1/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32,
  length: u32,
  depth: u32,
  width: u32,
  line_n1: u32,
  line_r1: f32,
  line_k_1: u32,
  line_v_1: u32,
  line_k_0: u32,
  line_v_0: u32,
  k_channel: u32,
  k_step: u32,
  v_channel: u32,
  v_step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn k_start(i: u32) -> u32 {
  var k_at = 0u;
var v_at = 0u;
var rest = i;
let near1 = u32(f32(rest) * p.line_r1);
  let left1 = i32(rest - near1 * p.line_n1);
  let coordinate1 = u32(left1 + select(0, i32(p.line_n1), left1 < 0) - select(0, i32(p.line_n1), left1 >= i32(p.line_n1)));
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
  let coordinate1 = u32(left1 + select(0, i32(p.line_n1), left1 < 0) - select(0, i32(p.line_n1), left1 >= i32(p.line_n1)));
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
  count: u32,
  distances: u32,
  depth: u32,
  width: u32,
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
  count: u32,
  length: u32,
  others: u32,
  depth: u32,
  width: u32,
  line_step: u32,
  step: u32,
  area: u32,
  line_n1: u32,
  line_r1: f32,
  line_q_1: u32,
  line_q_0: u32,
  q_channel: u32,
  q_step: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
fn q_start(i: u32) -> u32 {
  var q_at = 0u;
var rest = i;
let near1 = u32(f32(rest) * p.line_r1);
  let left1 = i32(rest - near1 * p.line_n1);
  let coordinate1 = u32(left1 + select(0, i32(p.line_n1), left1 < 0) - select(0, i32(p.line_n1), left1 >= i32(p.line_n1)));
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

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  count: u32,
  length: u32,
  others: u32,
  groups: u32,
  depth: u32,
  width: u32,
  own: u32,
  terms: u32,
  line_step: u32,
  step: u32,
  area: u32,
  dq_c: u32,
  dk_c: u32,
  dv_c: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
fn softmax_exp_parts(x: f32) -> vec2f {
  let k = round(x * 1.44269504f);
  let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
  let p = (((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r + 0.4999998808f) * r + 1.0f) * r + 1.0f;
  return vec2f(p, k);
}
fn softmax_exp(x: f32) -> f32 {
  let parts = softmax_exp_parts(x);
  return select(parts.x * bitcast<f32>((i32(parts.y) + 127) << 23u), 0.0, x < -87.0);
}
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
  let record = i * 6u;
  var own: array<vec4<f32>, 5u>;
  for (var c = 0u; c < p.own; c++) { own[c] = query_records[record + c]; }
  let q0 = own[0u];
let content0 = own[1u];
let content1 = own[2u];
let place0 = own[3u];
let place1 = own[4u];
  let stats = query_records[record + 5u].xy;
  var by_keys0 = vec4<f32>(0.0);
  var by_places0 = vec4<f32>(0.0);
  var key = (i - t) * 3u;
  var at = (t + p.length - 1) * 4u;
  let length = p.length;
  for (var j = 0u; j < length; j++) {
    let k0 = key_records[key + 0u];
let v0 = key_records[key + 1u];
let v1 = key_records[key + 2u];
    let q_place0 = table_records[at + 0u];
let k_place0 = table_records[at + 1u];
let v_place0 = table_records[at + 2u];
let v_place1 = table_records[at + 3u];
    let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let weight = softmax_exp(score - stats.x);
    let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats.y);
    by_keys0 += change * k0;
    by_places0 += change * q_place0;
    key += 3u;
    at -= 4u;
  }
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


// CPU 5/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  count: u32,
  length: u32,
  others: u32,
  groups: u32,
  depth: u32,
  width: u32,
  own: u32,
  terms: u32,
  line_step: u32,
  step: u32,
  area: u32,
  dq_c: u32,
  dk_c: u32,
  dv_c: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
  var own: array<vec4<f32>, 3u>;
  for (var c = 0u; c < p.own; c++) { own[c] = key_records[i * 3u + c]; }
  let k0 = own[0u];
let v0 = own[1u];
let v1 = own[2u];
  var by_queries0 = vec4<f32>(0.0);
  var by_places0 = vec4<f32>(0.0);
  var values0 = vec4<f32>(0.0);
var values1 = vec4<f32>(0.0);
  var query = (i - t) * 6u;
  var at = (p.length - 1 - t) * 4u;
  let length = p.length;
  for (var j = 0u; j < length; j++) {
    let q0 = query_records[query + 0u];
let content0 = query_records[query + 1u];
let content1 = query_records[query + 2u];
let place0 = query_records[query + 3u];
let place1 = query_records[query + 4u];
    let stats = query_records[query + 5u].xy;
    let q_place0 = table_records[at + 0u];
let k_place0 = table_records[at + 1u];
let v_place0 = table_records[at + 2u];
let v_place1 = table_records[at + 3u];
    let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let weight = softmax_exp(score - stats.x);
    let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats.y);
    by_queries0 += change * q0;
    by_places0 += change * k_place0;
    values0 += weight * content0;
values1 += weight * content1;
    query += 6u;
    at += 4u;
  }
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


// CPU 6/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// CPU 6/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  count: u32,
  length: u32,
  others: u32,
  groups: u32,
  depth: u32,
  width: u32,
  own: u32,
  terms: u32,
  line_step: u32,
  step: u32,
  area: u32,
  dq_c: u32,
  dk_c: u32,
  dv_c: u32,
  distances: u32,
  lines: u32,
  lines_each: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let distance = i % p.distances;
  var own: array<vec4<f32>, 4u>;
  for (var c = 0u; c < p.own; c++) { own[c] = table_records[distance * 4u + c]; }
  let q_place0 = own[0u];
let k_place0 = own[1u];
let v_place0 = own[2u];
let v_place1 = own[3u];
  var by_queries0 = vec4<f32>(0.0);
  var by_keys0 = vec4<f32>(0.0);
  var values0 = vec4<f32>(0.0);
var values1 = vec4<f32>(0.0);
  let ahead = distance - min(distance, p.length - 1);
  let behind = p.length - 1 - min(distance, p.length - 1);
  let pairs = p.length - ahead - behind;
  let first = i / p.distances * p.lines_each;
  let end = min(first + p.lines_each, p.lines);
  for (var line = first; line < end; line++) {
    let by_key = factors[line / p.others % p.groups];
  let by_query_place = factors[p.groups + line / p.others % p.groups];
  let by_key_place = factors[2 * p.groups + line / p.others % p.groups];
    var query = (line * p.length + ahead) * 6u;
    var key = (line * p.length + behind) * 3u;
    for (var pair = 0u; pair < pairs; pair++) {
      let q0 = query_records[query + 0u];
let content0 = query_records[query + 1u];
let content1 = query_records[query + 2u];
let place0 = query_records[query + 3u];
let place1 = query_records[query + 4u];
      let stats = query_records[query + 5u].xy;
      let k0 = key_records[key + 0u];
let v0 = key_records[key + 1u];
let v1 = key_records[key + 2u];
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let weight = softmax_exp(score - stats.x);
    let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats.y);
      by_queries0 += by_query_place * change * q0;
      by_keys0 += by_key_place * change * k0;
      values0 += weight * place0;
values1 += weight * place1;
      query += 6u;
      key += 3u;
    }
  }
  var sums = array<vec4<f32>, 4u>(by_queries0
,
by_keys0
,
values0
,
values1);
  for (var c = 0u; c < p.own; c++) { table_shares[i * p.own + c] = sums[c]; }
}


// CPU 7/8, GPU 7/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// CPU 7/8, GPU 7/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}
// CPU 7/9, GPU 7/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

@group(0) @binding(0) var<storage, read> table_shares: array<f32>;
@group(0) @binding(1) var<storage, read_write> drelative: array<f32>;
struct Params {
  count: u32,
  depth: u32,
  distances: u32,
  record: u32,
  shares: u32,
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
  count: u32,
  rows: u32,
  length: u32,
  parts: u32,
  turn: u32,
  block: u32,
  batch: u32,
  groups: u32,
  area: u32,
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
  count: u32,
  length: u32,
  others: u32,
  groups: u32,
  depth: u32,
  width: u32,
  own: u32,
  terms: u32,
  line_step: u32,
  step: u32,
  area: u32,
  dq_c: u32,
  dk_c: u32,
  dv_c: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
  let record = i * 6u;
  let q0 = query_records[record + 0u];
let content0 = query_records[record + 1u];
let content1 = query_records[record + 2u];
let place0 = query_records[record + 3u];
let place1 = query_records[record + 4u];
  let stats = query_records[record + 5u].xy;
  var by_keys0 = vec4<f32>(0.0);
  var by_places0 = vec4<f32>(0.0);
  var key = (i - t) * 3u;
  var at = (t + p.length - 1) * 4u;
  let length = p.length;
  for (var j = 0u; j < length; j++) {
    let k0 = key_records[key + 0u];
let v0 = key_records[key + 1u];
let v1 = key_records[key + 2u];
    let q_place0 = table_records[at + 0u];
let k_place0 = table_records[at + 1u];
let v_place0 = table_records[at + 2u];
let v_place1 = table_records[at + 3u];
    let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let weight = softmax_exp(score - stats.x);
    let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats.y);
    by_keys0 += change * k0;
    by_places0 += change * q_place0;
    key += 3u;
    at -= 4u;
  }
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


// GPU 5/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
@group(0) @binding(6) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  count: u32,
  length: u32,
  others: u32,
  groups: u32,
  depth: u32,
  width: u32,
  own: u32,
  terms: u32,
  line_step: u32,
  step: u32,
  area: u32,
  dq_c: u32,
  dk_c: u32,
  dv_c: u32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
  let k0 = key_records[i * 3u + 0u];
let v0 = key_records[i * 3u + 1u];
let v1 = key_records[i * 3u + 2u];
  var by_queries0 = vec4<f32>(0.0);
  var by_places0 = vec4<f32>(0.0);
  var values0 = vec4<f32>(0.0);
var values1 = vec4<f32>(0.0);
  var query = (i - t) * 6u;
  var at = (p.length - 1 - t) * 4u;
  let length = p.length;
  for (var j = 0u; j < length; j++) {
    let q0 = query_records[query + 0u];
let content0 = query_records[query + 1u];
let content1 = query_records[query + 2u];
let place0 = query_records[query + 3u];
let place1 = query_records[query + 4u];
    let stats = query_records[query + 5u].xy;
    let q_place0 = table_records[at + 0u];
let k_place0 = table_records[at + 1u];
let v_place0 = table_records[at + 2u];
let v_place1 = table_records[at + 3u];
    let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let weight = softmax_exp(score - stats.x);
    let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats.y);
    by_queries0 += change * q0;
    by_places0 += change * k_place0;
    values0 += weight * content0;
values1 += weight * content1;
    query += 6u;
    at += 4u;
  }
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


// GPU 6/8: q f32[2, 2, 3, 4, 6], k f32[2, 2, 3, 4, 6], v f32[2, 2, 5, 4, 6], relative f32[11, 11], factors f32[3, 2], out f32[2, 2, 5, 2, 4, 6], lse f32[2, 2, 4, 6], dy f32[2, 2, 5, 2, 4, 6] {"rows":true}
// GPU 6/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> table_shares: array<vec4<f32>>;
struct Params {
  count: u32,
  length: u32,
  others: u32,
  groups: u32,
  depth: u32,
  width: u32,
  own: u32,
  terms: u32,
  line_step: u32,
  step: u32,
  area: u32,
  dq_c: u32,
  dk_c: u32,
  dv_c: u32,
  distances: u32,
  lines: u32,
  lines_each: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let distance = i % p.distances;
  let q_place0 = table_records[distance * 4u + 0u];
let k_place0 = table_records[distance * 4u + 1u];
let v_place0 = table_records[distance * 4u + 2u];
let v_place1 = table_records[distance * 4u + 3u];
  var by_queries0 = vec4<f32>(0.0);
  var by_keys0 = vec4<f32>(0.0);
  var values0 = vec4<f32>(0.0);
var values1 = vec4<f32>(0.0);
  let ahead = distance - min(distance, p.length - 1);
  let behind = p.length - 1 - min(distance, p.length - 1);
  let pairs = p.length - ahead - behind;
  let first = i / p.distances * p.lines_each;
  let end = min(first + p.lines_each, p.lines);
  for (var line = first; line < end; line++) {
    let by_key = factors[line / p.others % p.groups];
  let by_query_place = factors[p.groups + line / p.others % p.groups];
  let by_key_place = factors[2 * p.groups + line / p.others % p.groups];
    var query = (line * p.length + ahead) * 6u;
    var key = (line * p.length + behind) * 3u;
    for (var pair = 0u; pair < pairs; pair++) {
      let q0 = query_records[query + 0u];
let content0 = query_records[query + 1u];
let content1 = query_records[query + 2u];
let place0 = query_records[query + 3u];
let place1 = query_records[query + 4u];
      let stats = query_records[query + 5u].xy;
      let k0 = key_records[key + 0u];
let v0 = key_records[key + 1u];
let v1 = key_records[key + 2u];
      let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let weight = softmax_exp(score - stats.x);
    let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats.y);
      by_queries0 += by_query_place * change * q0;
      by_keys0 += by_key_place * change * k0;
      values0 += weight * place0;
values1 += weight * place1;
      query += 6u;
      key += 3u;
    }
  }
  var sums = array<vec4<f32>, 4u>(by_queries0
,
by_keys0
,
values0
,
values1);
  for (var c = 0u; c < p.own; c++) { table_shares[i * p.own + c] = sums[c]; }
}


// CPU 3/8, GPU 3/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read> dlse: array<f32>;
@group(0) @binding(5) var<storage, read_write> query_records: array<f32>;
struct Params {
  count: u32,
  length: u32,
  others: u32,
  depth: u32,
  width: u32,
  line_step: u32,
  step: u32,
  area: u32,
  line_n1: u32,
  line_r1: f32,
  line_q_1: u32,
  line_q_0: u32,
  q_channel: u32,
  q_step: u32,
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

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> table_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> factors: array<f32>;
@group(0) @binding(4) var<storage, read_write> dq: array<f32>;
@group(0) @binding(5) var<storage, read_write> factor_terms: array<f32>;
struct Params {
  count: u32,
  length: u32,
  others: u32,
  groups: u32,
  depth: u32,
  width: u32,
  own: u32,
  terms: u32,
  line_step: u32,
  step: u32,
  area: u32,
  dq_c: u32,
  dk_c: u32,
  dv_c: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let t = i % p.length;
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  let by_key = factors[image % p.groups];
  let by_query_place = factors[p.groups + image % p.groups];
  let by_key_place = factors[2 * p.groups + image % p.groups];
  let record = i * 6u;
  var own: array<vec4<f32>, 5u>;
  for (var c = 0u; c < p.own; c++) { own[c] = query_records[record + c]; }
  let q0 = own[0u];
let content0 = own[1u];
let content1 = own[2u];
let place0 = own[3u];
let place1 = own[4u];
  let stats = query_records[record + 5u].xy;
  var by_keys0 = vec4<f32>(0.0);
  var by_places0 = vec4<f32>(0.0);
  var key = (i - t) * 3u;
  var at = (t + p.length - 1) * 4u;
  let length = p.length;
  for (var j = 0u; j < length; j++) {
    let k0 = key_records[key + 0u];
let v0 = key_records[key + 1u];
let v1 = key_records[key + 2u];
    let q_place0 = table_records[at + 0u];
let k_place0 = table_records[at + 1u];
let v_place0 = table_records[at + 2u];
let v_place1 = table_records[at + 3u];
    let score = by_key * across(q0 * k0) + by_query_place * across(q0 * q_place0) + by_key_place * across(k0 * k_place0);
    let weight = softmax_exp(score - stats.x);
    let change = weight * (across(content0 * v0 + content1 * v1) + across(place0 * v_place0 + place1 * v_place1) - stats.y);
    by_keys0 += change * k0;
    by_places0 += change * q_place0;
    key += 3u;
    at -= 4u;
  }
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


// CPU 5/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

// 80 lines, SHA-256 5473461a62c397f1de5fccafe8de5cfafa8e5a262c5bbbedf497d28151db0d3f


// GPU 4/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

// 76 lines, SHA-256 8f5ecc105bc27a2c573f83e51f5eec542a00ec2a42435687926e3713c9321a6c


// GPU 5/8: q f32[1, 3, 4, 7, 3], k f32[1, 3, 4, 7, 3], v f32[1, 3, 8, 7, 3], relative f32[16, 13], factors f32[3, 3], out f32[1, 3, 8, 2, 7, 3], lse f32[1, 3, 7, 3], dy f32[1, 3, 8, 2, 7, 3], dlse f32[1, 3, 7, 3] {"rows":false}

// 86 lines, SHA-256 ff2573e2166b2198d11f50957c8beb926e54f453bf241ea0d01b286200662a85


// CPU 1/9, GPU 1/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 41 lines, SHA-256 68b061a057009ab1e5cd06d1d1d58d8a44e6b293263345ab0cf56b20048d4b1f


// CPU 2/9, GPU 2/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 30 lines, SHA-256 6072c80cae7c27680943975ee3e3898b008f2783e00f1e7dcbfd19eec5139445


// CPU 3/9, GPU 3/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 53 lines, SHA-256 ef3d3abc054fdca1f48cb50f612ea73f318df8c01d77e0f0f4826445c8a39dda


// CPU 4/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 72 lines, SHA-256 613f25aa69e5832f67d52c8d1fd2b028d9959ad0d9d7eb17ab8b9a6c49d185ac


// CPU 5/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 74 lines, SHA-256 5b3e8026aee7832ff6268bcf36fafb077c5a2cd89e504f466bdf82fdb7f93932


// CPU 6/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 76 lines, SHA-256 c89ad0376d6ef4b8aad521cb6a4b1939fded4c158db214b1a267422f03001b76


// CPU 8/9, GPU 8/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 27 lines, SHA-256 829ac531a9fc664e85efc7cf7ebdb9680201bff63dab6fb2763b239280a31910


// CPU 9/9, GPU 9/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 30 lines, SHA-256 a4a27b5400baf5bee1af39dd691d1f873431cb03caf1bdcab63ebfef5f19b484


// GPU 4/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 70 lines, SHA-256 5c592981ee326dfad0c9c4e28e41325f5a3a62cc9eaabd962e11d82ae961b853


// GPU 5/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 72 lines, SHA-256 a05c394dc449a178da14810ae76729adfc3459942b5b261f78bc5c428746e42d


// GPU 6/9: q f32[30, 1, 2, 9, 17], k f32[30, 1, 2, 9, 17], v f32[30, 1, 2, 9, 17], relative f32[6, 33], factors f32[3, 1], out f32[30, 1, 2, 2, 9, 17], lse f32[30, 1, 9, 17], dy f32[30, 1, 2, 2, 9, 17] {"rows":true}

// 74 lines, SHA-256 a4ca93ffaa9d54857d5e8743bf8c3144282f11c8a947d3f9140a3fb3d04461f2
