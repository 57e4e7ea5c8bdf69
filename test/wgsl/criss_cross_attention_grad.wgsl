// CPU 1/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> out: array<f32>;
@group(0) @binding(5) var<storage, read> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
@group(0) @binding(7) var<storage, read_write> stats: array<f32>;
struct Params {
  rows: u32,
  steps: u32,
  tiles: u32,
  groups: u32,
  n1: u32,
  r1: f32,
  q_1: u32,
  dy_1: u32,
  stats_1: u32,
  dq_1: u32,
  out_1: u32,
  lse_1: u32,
  k_1: u32,
  v_1: u32,
  q_0: u32,
  dy_0: u32,
  stats_0: u32,
  dq_0: u32,
  out_0: u32,
  lse_0: u32,
  k_0: u32,
  v_0: u32,
  q_row: u32,
  q_channel: u32,
  dy_row: u32,
  dy_channel: u32,
  stats_row: u32,
  stats_channel: u32,
  dq_row: u32,
  dq_channel: u32,
  out_row: u32,
  out_channel: u32,
  lse_row: u32,
  lse_channel: u32,
  k_row: u32,
  k_channel: u32,
  v_row: u32,
  v_channel: u32,
  q_count3: u32,
  dy_count2: u32,
  out_count2: u32,
  lse_count1: u32,
  stats_count2: u32,
  dq_count3: u32,
  scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
fn runtime_bits(bits: u32) -> u32 {
  return bits;
}
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
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
var dy_at = 0u;
var stats_at = 0u;
var dq_at = 0u;
var out_at = 0u;
var lse_at = 0u;
var k_at = 0u;
var v_at = 0u;
var rest = i;
let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0) - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
q_at += coordinate1 * p.q_1;
dy_at += coordinate1 * p.dy_1;
stats_at += coordinate1 * p.stats_1;
dq_at += coordinate1 * p.dq_1;
out_at += coordinate1 * p.out_1;
lse_at += coordinate1 * p.lse_1;
k_at += coordinate1 * p.k_1;
v_at += coordinate1 * p.v_1;
q_at += rest * p.q_0;
dy_at += rest * p.dy_0;
stats_at += rest * p.stats_0;
dq_at += rest * p.dq_0;
out_at += rest * p.out_0;
lse_at += rest * p.lse_0;
k_at += rest * p.k_0;
v_at += rest * p.v_0;
let q_start = q_at;
let dy_start = dy_at;
let stats_start = stats_at;
let dq_start = dq_at + block * 3u * p.dq_channel;
let out_start = out_at;
let lse_start = lse_at;
let k_start = k_at;
let v_start = v_at;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
var lse_list0: array<f32, 1>;
for (var n = 0u; n < p.lse_count1; n++) { lse_list0[n] = lse[lse_start + row0 * p.lse_row + (0u + n * 1u) * p.lse_channel]; }
let lse0_0 = lse_list0[0];
var delta0 = 0.0;
let known0 = select(lse0_0, -3.4028234663852886e+38f, lse0_0 < -3.4028234663852886e+38f);
for (var c = 0u; c < 2u; c += 2u) {
var out_list0: array<f32, 2>;
for (var n = 0u; n < p.out_count2; n++) { out_list0[n] = out[out_start + row0 * p.out_row + (c + n * 1u) * p.out_channel]; }
let out0_0 = out_list0[0];
let out0_1 = out_list0[1];
var dy_list0: array<f32, 2>;
for (var n = 0u; n < p.dy_count2; n++) { dy_list0[n] = dy[dy_start + row0 * p.dy_row + (c + n * 1u) * p.dy_channel]; }
let dy0_0 = dy_list0[0];
let dy0_1 = dy_list0[1];
delta0 += dy0_0 * out0_0;
delta0 += dy0_1 * out0_1;
}
var q_list0: array<f32, 3>;
for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
let q0_0 = q_list0[0];
let q0_1 = q_list0[1];
let q0_2 = q_list0[2];
var dy_list0: array<f32, 2>;
for (var n = 0u; n < p.dy_count2; n++) { dy_list0[n] = dy[dy_start + row0 * p.dy_row + (0u + n * 1u) * p.dy_channel]; }
let dy0_0 = dy_list0[0];
let dy0_1 = dy_list0[1];
if (block == 0u) {
var stats_sums0: array<f32, 2>;
stats_sums0[0] = known0;
stats_sums0[1] = delta0;
if (inside0) { for (var n = 0u; n < p.stats_count2; n++) { stats[stats_start + row0 * p.stats_row + (n * 1u) * p.stats_channel] = stats_sums0[n]; } }
}
var o0_0 = 0.0;
var o0_1 = 0.0;
var o0_2 = 0.0;
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
var g0_0 = 0.0;
var g0_1 = 0.0;
var g0_2 = 0.0;
var g0_3 = 0.0;
let v_part0 = v[v_start + min(j + (lane + 0u) / 2u * 1u, p.steps - 1u) * p.v_row + (0u + (lane + 0u) % 2u * 1u) * p.v_channel];
{ let number = subgroupBroadcast(v_part0, 0u); g0_0 += dy0_0 * number; }
{ let number = subgroupBroadcast(v_part0, 2u); g0_1 += dy0_0 * number; }
{ let number = subgroupBroadcast(v_part0, 4u); g0_2 += dy0_0 * number; }
{ let number = subgroupBroadcast(v_part0, 6u); g0_3 += dy0_0 * number; }
{ let number = subgroupBroadcast(v_part0, 1u); g0_0 += dy0_1 * number; }
{ let number = subgroupBroadcast(v_part0, 3u); g0_1 += dy0_1 * number; }
{ let number = subgroupBroadcast(v_part0, 5u); g0_2 += dy0_1 * number; }
{ let number = subgroupBroadcast(v_part0, 7u); g0_3 += dy0_1 * number; }
let w0_0 = softmax_exp(s0_0 - known0);
g0_0 = w0_0 * (g0_0 - delta0);
let w0_1 = softmax_exp(s0_1 - known0);
g0_1 = w0_1 * (g0_1 - delta0);
let w0_2 = softmax_exp(s0_2 - known0);
g0_2 = w0_2 * (g0_2 - delta0);
let w0_3 = softmax_exp(s0_3 - known0);
g0_3 = w0_3 * (g0_3 - delta0);
{ let number = subgroupBroadcast(k_part0, 0u); o0_0 += g0_0 * number; }
{ let number = subgroupBroadcast(k_part0, 3u); o0_0 += g0_1 * number; }
{ let number = subgroupBroadcast(k_part0, 6u); o0_0 += g0_2 * number; }
{ let number = subgroupBroadcast(k_part1, 1u); o0_0 += g0_3 * number; }
{ let number = subgroupBroadcast(k_part0, 1u); o0_1 += g0_0 * number; }
{ let number = subgroupBroadcast(k_part0, 4u); o0_1 += g0_1 * number; }
{ let number = subgroupBroadcast(k_part0, 7u); o0_1 += g0_2 * number; }
{ let number = subgroupBroadcast(k_part1, 2u); o0_1 += g0_3 * number; }
{ let number = subgroupBroadcast(k_part0, 2u); o0_2 += g0_0 * number; }
{ let number = subgroupBroadcast(k_part0, 5u); o0_2 += g0_1 * number; }
{ let number = subgroupBroadcast(k_part1, 0u); o0_2 += g0_2 * number; }
{ let number = subgroupBroadcast(k_part1, 3u); o0_2 += g0_3 * number; }
}
  var dq_sums0: array<f32, 3>;
dq_sums0[0] = o0_0 * p.scale;
dq_sums0[1] = o0_1 * p.scale;
dq_sums0[2] = o0_2 * p.scale;
if (inside0) { for (var n = 0u; n < p.dq_count3; n++) { dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] = dq_sums0[n]; } }
}


// CPU 2/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dq: array<f32>;
struct Params {
  rows: u32,
  steps: u32,
  tiles: u32,
  groups: u32,
  n1: u32,
  r1: f32,
  q_1: u32,
  dy_1: u32,
  stats_1: u32,
  dq_1: u32,
  k_1: u32,
  v_1: u32,
  q_0: u32,
  dy_0: u32,
  stats_0: u32,
  dq_0: u32,
  k_0: u32,
  v_0: u32,
  q_row: u32,
  q_channel: u32,
  dy_row: u32,
  dy_channel: u32,
  stats_row: u32,
  stats_channel: u32,
  dq_row: u32,
  dq_channel: u32,
  k_row: u32,
  k_channel: u32,
  v_row: u32,
  v_channel: u32,
  q_count3: u32,
  dy_count2: u32,
  stats_count2: u32,
  dq_count3: u32,
  scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
var dy_at = 0u;
var stats_at = 0u;
var dq_at = 0u;
var k_at = 0u;
var v_at = 0u;
var rest = i;
let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0) - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
q_at += coordinate1 * p.q_1;
dy_at += coordinate1 * p.dy_1;
stats_at += coordinate1 * p.stats_1;
dq_at += coordinate1 * p.dq_1;
k_at += coordinate1 * p.k_1;
v_at += coordinate1 * p.v_1;
q_at += rest * p.q_0;
dy_at += rest * p.dy_0;
stats_at += rest * p.stats_0;
dq_at += rest * p.dq_0;
k_at += rest * p.k_0;
v_at += rest * p.v_0;
let q_start = q_at;
let dy_start = dy_at;
let stats_start = stats_at;
let dq_start = dq_at + block * 3u * p.dq_channel;
let k_start = k_at;
let v_start = v_at;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
var stats_list0: array<f32, 2>;
for (var n = 0u; n < p.stats_count2; n++) { stats_list0[n] = stats[stats_start + row0 * p.stats_row + (0u + n * 1u) * p.stats_channel]; }
let stats0_0 = stats_list0[0];
let stats0_1 = stats_list0[1];
var q_list0: array<f32, 3>;
for (var n = 0u; n < p.q_count3; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
let q0_0 = q_list0[0];
let q0_1 = q_list0[1];
let q0_2 = q_list0[2];
var dy_list0: array<f32, 2>;
for (var n = 0u; n < p.dy_count2; n++) { dy_list0[n] = dy[dy_start + row0 * p.dy_row + (0u + n * 1u) * p.dy_channel]; }
let dy0_0 = dy_list0[0];
let dy0_1 = dy_list0[1];
var o0_0 = 0.0;
var o0_1 = 0.0;
var o0_2 = 0.0;
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
var g0_0 = 0.0;
var g0_1 = 0.0;
var g0_2 = 0.0;
var g0_3 = 0.0;
let v_part0 = v[v_start + min(j + (lane + 0u) / 2u * 1u, p.steps - 1u) * p.v_row + (0u + (lane + 0u) % 2u * 1u) * p.v_channel];
{ let number = subgroupBroadcast(v_part0, 0u); g0_0 += dy0_0 * number; }
{ let number = subgroupBroadcast(v_part0, 2u); g0_1 += dy0_0 * number; }
{ let number = subgroupBroadcast(v_part0, 4u); g0_2 += dy0_0 * number; }
{ let number = subgroupBroadcast(v_part0, 6u); g0_3 += dy0_0 * number; }
{ let number = subgroupBroadcast(v_part0, 1u); g0_0 += dy0_1 * number; }
{ let number = subgroupBroadcast(v_part0, 3u); g0_1 += dy0_1 * number; }
{ let number = subgroupBroadcast(v_part0, 5u); g0_2 += dy0_1 * number; }
{ let number = subgroupBroadcast(v_part0, 7u); g0_3 += dy0_1 * number; }
let w0_0 = softmax_exp(s0_0 - stats0_0);
g0_0 = w0_0 * (g0_0 - stats0_1);
let w0_1 = softmax_exp(s0_1 - stats0_0);
g0_1 = w0_1 * (g0_1 - stats0_1);
let w0_2 = softmax_exp(s0_2 - stats0_0);
g0_2 = w0_2 * (g0_2 - stats0_1);
let w0_3 = softmax_exp(s0_3 - stats0_0);
g0_3 = w0_3 * (g0_3 - stats0_1);
{ let number = subgroupBroadcast(k_part0, 0u); o0_0 += g0_0 * number; }
{ let number = subgroupBroadcast(k_part0, 3u); o0_0 += g0_1 * number; }
{ let number = subgroupBroadcast(k_part0, 6u); o0_0 += g0_2 * number; }
{ let number = subgroupBroadcast(k_part1, 1u); o0_0 += g0_3 * number; }
{ let number = subgroupBroadcast(k_part0, 1u); o0_1 += g0_0 * number; }
{ let number = subgroupBroadcast(k_part0, 4u); o0_1 += g0_1 * number; }
{ let number = subgroupBroadcast(k_part0, 7u); o0_1 += g0_2 * number; }
{ let number = subgroupBroadcast(k_part1, 2u); o0_1 += g0_3 * number; }
{ let number = subgroupBroadcast(k_part0, 2u); o0_2 += g0_0 * number; }
{ let number = subgroupBroadcast(k_part0, 5u); o0_2 += g0_1 * number; }
{ let number = subgroupBroadcast(k_part1, 0u); o0_2 += g0_2 * number; }
{ let number = subgroupBroadcast(k_part1, 3u); o0_2 += g0_3 * number; }
}
  var dq_sums0: array<f32, 3>;
dq_sums0[0] = o0_0 * p.scale;
dq_sums0[1] = o0_1 * p.scale;
dq_sums0[2] = o0_2 * p.scale;
if (inside0) { for (var n = 0u; n < p.dq_count3; n++) { dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] = dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] + dq_sums0[n]; } }
}


// CPU 3/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32,
  steps: u32,
  tiles: u32,
  groups: u32,
  n1: u32,
  r1: f32,
  k_1: u32,
  v_1: u32,
  dk_1: u32,
  dv_1: u32,
  q_1: u32,
  dy_1: u32,
  stats_1: u32,
  k_0: u32,
  v_0: u32,
  dk_0: u32,
  dv_0: u32,
  q_0: u32,
  dy_0: u32,
  stats_0: u32,
  k_row: u32,
  k_channel: u32,
  v_row: u32,
  v_channel: u32,
  dk_row: u32,
  dk_channel: u32,
  dv_row: u32,
  dv_channel: u32,
  q_row: u32,
  q_channel: u32,
  dy_row: u32,
  dy_channel: u32,
  stats_row: u32,
  stats_channel: u32,
  k_count3: u32,
  v_count2: u32,
  dk_count3: u32,
  dv_count2: u32,
  scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
var v_at = 0u;
var dk_at = 0u;
var dv_at = 0u;
var q_at = 0u;
var dy_at = 0u;
var stats_at = 0u;
var rest = i;
let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0) - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
k_at += coordinate1 * p.k_1;
v_at += coordinate1 * p.v_1;
dk_at += coordinate1 * p.dk_1;
dv_at += coordinate1 * p.dv_1;
q_at += coordinate1 * p.q_1;
dy_at += coordinate1 * p.dy_1;
stats_at += coordinate1 * p.stats_1;
k_at += rest * p.k_0;
v_at += rest * p.v_0;
dk_at += rest * p.dk_0;
dv_at += rest * p.dv_0;
q_at += rest * p.q_0;
dy_at += rest * p.dy_0;
stats_at += rest * p.stats_0;
let k_start = k_at;
let v_start = v_at;
let dk_start = dk_at + block * 3u * p.dk_channel;
let dv_start = dv_at + block * 2u * p.dv_channel;
let q_start = q_at;
let dy_start = dy_at;
let stats_start = stats_at;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
var k_list0: array<f32, 3>;
for (var n = 0u; n < p.k_count3; n++) { k_list0[n] = k[k_start + row0 * p.k_row + (0u + n * 1u) * p.k_channel]; }
let k0_0 = k_list0[0];
let k0_1 = k_list0[1];
let k0_2 = k_list0[2];
var v_list0: array<f32, 2>;
for (var n = 0u; n < p.v_count2; n++) { v_list0[n] = v[v_start + row0 * p.v_row + (0u + n * 1u) * p.v_channel]; }
let v0_0 = v_list0[0];
let v0_1 = v_list0[1];
var a0_0 = 0.0;
var a0_1 = 0.0;
var a0_2 = 0.0;
var b0_0 = 0.0;
var b0_1 = 0.0;
  for (var j = 0u; j < end; j += 4u) {
let stats_part0 = stats[stats_start + min(j + (lane + 0u) / 2u * 1u, p.steps - 1u) * p.stats_row + (0u + (lane + 0u) % 2u * 1u) * p.stats_channel];
var s0_0 = 0.0;
var s0_1 = 0.0;
var s0_2 = 0.0;
var s0_3 = 0.0;
let q_part0 = q[q_start + min(j + (lane + 0u) / 3u * 1u, p.steps - 1u) * p.q_row + (0u + (lane + 0u) % 3u * 1u) * p.q_channel];
let q_part1 = q[q_start + min(j + (lane + 8u) / 3u * 1u, p.steps - 1u) * p.q_row + (0u + (lane + 8u) % 3u * 1u) * p.q_channel];
{ let number = subgroupBroadcast(q_part0, 0u); s0_0 += k0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 3u); s0_1 += k0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 6u); s0_2 += k0_0 * number; }
{ let number = subgroupBroadcast(q_part1, 1u); s0_3 += k0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 1u); s0_0 += k0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 4u); s0_1 += k0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 7u); s0_2 += k0_1 * number; }
{ let number = subgroupBroadcast(q_part1, 2u); s0_3 += k0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 2u); s0_0 += k0_2 * number; }
{ let number = subgroupBroadcast(q_part0, 5u); s0_1 += k0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 0u); s0_2 += k0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 3u); s0_3 += k0_2 * number; }
s0_0 *= p.scale;
s0_1 *= p.scale;
s0_2 *= p.scale;
s0_3 *= p.scale;
s0_0 = select(hidden, s0_0, j + 0 < p.steps);
s0_1 = select(hidden, s0_1, j + 1 < p.steps);
s0_2 = select(hidden, s0_2, j + 2 < p.steps);
s0_3 = select(hidden, s0_3, j + 3 < p.steps);
var g0_0 = 0.0;
var g0_1 = 0.0;
var g0_2 = 0.0;
var g0_3 = 0.0;
let dy_part0 = dy[dy_start + min(j + (lane + 0u) / 2u * 1u, p.steps - 1u) * p.dy_row + (0u + (lane + 0u) % 2u * 1u) * p.dy_channel];
{ let number = subgroupBroadcast(dy_part0, 0u); g0_0 += v0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 2u); g0_1 += v0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 4u); g0_2 += v0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 6u); g0_3 += v0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 1u); g0_0 += v0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 3u); g0_1 += v0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 5u); g0_2 += v0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 7u); g0_3 += v0_1 * number; }
let w0_0 = softmax_exp(s0_0 - subgroupBroadcast(stats_part0, 0u));
g0_0 = w0_0 * (g0_0 - subgroupBroadcast(stats_part0, 1u));
let w0_1 = softmax_exp(s0_1 - subgroupBroadcast(stats_part0, 2u));
g0_1 = w0_1 * (g0_1 - subgroupBroadcast(stats_part0, 3u));
let w0_2 = softmax_exp(s0_2 - subgroupBroadcast(stats_part0, 4u));
g0_2 = w0_2 * (g0_2 - subgroupBroadcast(stats_part0, 5u));
let w0_3 = softmax_exp(s0_3 - subgroupBroadcast(stats_part0, 6u));
g0_3 = w0_3 * (g0_3 - subgroupBroadcast(stats_part0, 7u));
{ let number = subgroupBroadcast(dy_part0, 0u); b0_0 += w0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 2u); b0_0 += w0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 4u); b0_0 += w0_2 * number; }
{ let number = subgroupBroadcast(dy_part0, 6u); b0_0 += w0_3 * number; }
{ let number = subgroupBroadcast(dy_part0, 1u); b0_1 += w0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 3u); b0_1 += w0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 5u); b0_1 += w0_2 * number; }
{ let number = subgroupBroadcast(dy_part0, 7u); b0_1 += w0_3 * number; }
{ let number = subgroupBroadcast(q_part0, 0u); a0_0 += g0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 3u); a0_0 += g0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 6u); a0_0 += g0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 1u); a0_0 += g0_3 * number; }
{ let number = subgroupBroadcast(q_part0, 1u); a0_1 += g0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 4u); a0_1 += g0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 7u); a0_1 += g0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 2u); a0_1 += g0_3 * number; }
{ let number = subgroupBroadcast(q_part0, 2u); a0_2 += g0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 5u); a0_2 += g0_1 * number; }
{ let number = subgroupBroadcast(q_part1, 0u); a0_2 += g0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 3u); a0_2 += g0_3 * number; }
}
  var dk_sums0: array<f32, 3>;
dk_sums0[0] = a0_0 * p.scale;
dk_sums0[1] = a0_1 * p.scale;
dk_sums0[2] = a0_2 * p.scale;
if (inside0) { for (var n = 0u; n < p.dk_count3; n++) { dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] = dk_sums0[n]; } }
var dv_sums0: array<f32, 2>;
dv_sums0[0] = b0_0;
dv_sums0[1] = b0_1;
if (inside0) { for (var n = 0u; n < p.dv_count2; n++) { dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] = dv_sums0[n]; } }
}


// CPU 4/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32,
  steps: u32,
  tiles: u32,
  groups: u32,
  n1: u32,
  r1: f32,
  k_1: u32,
  v_1: u32,
  dk_1: u32,
  dv_1: u32,
  q_1: u32,
  dy_1: u32,
  stats_1: u32,
  k_0: u32,
  v_0: u32,
  dk_0: u32,
  dv_0: u32,
  q_0: u32,
  dy_0: u32,
  stats_0: u32,
  k_row: u32,
  k_channel: u32,
  v_row: u32,
  v_channel: u32,
  dk_row: u32,
  dk_channel: u32,
  dv_row: u32,
  dv_channel: u32,
  q_row: u32,
  q_channel: u32,
  dy_row: u32,
  dy_channel: u32,
  stats_row: u32,
  stats_channel: u32,
  k_count3: u32,
  v_count2: u32,
  dk_count3: u32,
  dv_count2: u32,
  scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
var v_at = 0u;
var dk_at = 0u;
var dv_at = 0u;
var q_at = 0u;
var dy_at = 0u;
var stats_at = 0u;
var rest = i;
let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0) - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
k_at += coordinate1 * p.k_1;
v_at += coordinate1 * p.v_1;
dk_at += coordinate1 * p.dk_1;
dv_at += coordinate1 * p.dv_1;
q_at += coordinate1 * p.q_1;
dy_at += coordinate1 * p.dy_1;
stats_at += coordinate1 * p.stats_1;
k_at += rest * p.k_0;
v_at += rest * p.v_0;
dk_at += rest * p.dk_0;
dv_at += rest * p.dv_0;
q_at += rest * p.q_0;
dy_at += rest * p.dy_0;
stats_at += rest * p.stats_0;
let k_start = k_at;
let v_start = v_at;
let dk_start = dk_at + block * 3u * p.dk_channel;
let dv_start = dv_at + block * 2u * p.dv_channel;
let q_start = q_at;
let dy_start = dy_at;
let stats_start = stats_at;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
var k_list0: array<f32, 3>;
for (var n = 0u; n < p.k_count3; n++) { k_list0[n] = k[k_start + row0 * p.k_row + (0u + n * 1u) * p.k_channel]; }
let k0_0 = k_list0[0];
let k0_1 = k_list0[1];
let k0_2 = k_list0[2];
var v_list0: array<f32, 2>;
for (var n = 0u; n < p.v_count2; n++) { v_list0[n] = v[v_start + row0 * p.v_row + (0u + n * 1u) * p.v_channel]; }
let v0_0 = v_list0[0];
let v0_1 = v_list0[1];
var a0_0 = 0.0;
var a0_1 = 0.0;
var a0_2 = 0.0;
var b0_0 = 0.0;
var b0_1 = 0.0;
  for (var j = 0u; j < end; j += 4u) {
let stats_part0 = stats[stats_start + min(j + (lane + 0u) / 2u * 1u, p.steps - 1u) * p.stats_row + (0u + (lane + 0u) % 2u * 1u) * p.stats_channel];
var s0_0 = 0.0;
var s0_1 = 0.0;
var s0_2 = 0.0;
var s0_3 = 0.0;
let q_part0 = q[q_start + min(j + (lane + 0u) / 3u * 1u, p.steps - 1u) * p.q_row + (0u + (lane + 0u) % 3u * 1u) * p.q_channel];
let q_part1 = q[q_start + min(j + (lane + 8u) / 3u * 1u, p.steps - 1u) * p.q_row + (0u + (lane + 8u) % 3u * 1u) * p.q_channel];
{ let number = subgroupBroadcast(q_part0, 0u); s0_0 += k0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 3u); s0_1 += k0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 6u); s0_2 += k0_0 * number; }
{ let number = subgroupBroadcast(q_part1, 1u); s0_3 += k0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 1u); s0_0 += k0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 4u); s0_1 += k0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 7u); s0_2 += k0_1 * number; }
{ let number = subgroupBroadcast(q_part1, 2u); s0_3 += k0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 2u); s0_0 += k0_2 * number; }
{ let number = subgroupBroadcast(q_part0, 5u); s0_1 += k0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 0u); s0_2 += k0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 3u); s0_3 += k0_2 * number; }
s0_0 *= p.scale;
s0_1 *= p.scale;
s0_2 *= p.scale;
s0_3 *= p.scale;
s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
var g0_0 = 0.0;
var g0_1 = 0.0;
var g0_2 = 0.0;
var g0_3 = 0.0;
let dy_part0 = dy[dy_start + min(j + (lane + 0u) / 2u * 1u, p.steps - 1u) * p.dy_row + (0u + (lane + 0u) % 2u * 1u) * p.dy_channel];
{ let number = subgroupBroadcast(dy_part0, 0u); g0_0 += v0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 2u); g0_1 += v0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 4u); g0_2 += v0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 6u); g0_3 += v0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 1u); g0_0 += v0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 3u); g0_1 += v0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 5u); g0_2 += v0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 7u); g0_3 += v0_1 * number; }
let w0_0 = softmax_exp(s0_0 - subgroupBroadcast(stats_part0, 0u));
g0_0 = w0_0 * (g0_0 - subgroupBroadcast(stats_part0, 1u));
let w0_1 = softmax_exp(s0_1 - subgroupBroadcast(stats_part0, 2u));
g0_1 = w0_1 * (g0_1 - subgroupBroadcast(stats_part0, 3u));
let w0_2 = softmax_exp(s0_2 - subgroupBroadcast(stats_part0, 4u));
g0_2 = w0_2 * (g0_2 - subgroupBroadcast(stats_part0, 5u));
let w0_3 = softmax_exp(s0_3 - subgroupBroadcast(stats_part0, 6u));
g0_3 = w0_3 * (g0_3 - subgroupBroadcast(stats_part0, 7u));
{ let number = subgroupBroadcast(dy_part0, 0u); b0_0 += w0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 2u); b0_0 += w0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 4u); b0_0 += w0_2 * number; }
{ let number = subgroupBroadcast(dy_part0, 6u); b0_0 += w0_3 * number; }
{ let number = subgroupBroadcast(dy_part0, 1u); b0_1 += w0_0 * number; }
{ let number = subgroupBroadcast(dy_part0, 3u); b0_1 += w0_1 * number; }
{ let number = subgroupBroadcast(dy_part0, 5u); b0_1 += w0_2 * number; }
{ let number = subgroupBroadcast(dy_part0, 7u); b0_1 += w0_3 * number; }
{ let number = subgroupBroadcast(q_part0, 0u); a0_0 += g0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 3u); a0_0 += g0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 6u); a0_0 += g0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 1u); a0_0 += g0_3 * number; }
{ let number = subgroupBroadcast(q_part0, 1u); a0_1 += g0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 4u); a0_1 += g0_1 * number; }
{ let number = subgroupBroadcast(q_part0, 7u); a0_1 += g0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 2u); a0_1 += g0_3 * number; }
{ let number = subgroupBroadcast(q_part0, 2u); a0_2 += g0_0 * number; }
{ let number = subgroupBroadcast(q_part0, 5u); a0_2 += g0_1 * number; }
{ let number = subgroupBroadcast(q_part1, 0u); a0_2 += g0_2 * number; }
{ let number = subgroupBroadcast(q_part1, 3u); a0_2 += g0_3 * number; }
}
  var dk_sums0: array<f32, 3>;
dk_sums0[0] = a0_0 * p.scale;
dk_sums0[1] = a0_1 * p.scale;
dk_sums0[2] = a0_2 * p.scale;
if (inside0) { for (var n = 0u; n < p.dk_count3; n++) { dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] = dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] + dk_sums0[n]; } }
var dv_sums0: array<f32, 2>;
dv_sums0[0] = b0_0;
dv_sums0[1] = b0_1;
if (inside0) { for (var n = 0u; n < p.dv_count2; n++) { dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] = dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] + dv_sums0[n]; } }
}


// GPU 1/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

// 218 lines, SHA-256 bb11b7da1206ac1902f878d585e9aef02322cf98b0de20fc807390091464e233


// GPU 2/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

// 179 lines, SHA-256 a3e789d2e96d4766d2ccf84e22c6c9839a2177aff6bf934a7d66d2365ce04cb2


// GPU 3/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

// 202 lines, SHA-256 a8f28569af0faa4e9d16eaa52b41b751e41531108e9cdc954fd609dc99db499f


// GPU 4/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

// 202 lines, SHA-256 459466928fc7a29f2b07361fd46eba044f30373ae222ccf4629371bd7b103897


// CPU 1/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 245 lines, SHA-256 b8426b17febb17f01662e6f5d0c68e8ee6c7b64ee7b8a5ee7d26ebee42e72112


// CPU 2/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 184 lines, SHA-256 d8184d6166648e452a26ac7051f25756e43490230ba65ce24d1dd2a1627eccc0


// CPU 3/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 246 lines, SHA-256 e485f0a652210701aa30d6e10771d46e44c668715dd395eb1dac97c316d0975b


// CPU 4/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 235 lines, SHA-256 46e12b8fd6657afef90c3b09971d2affb9fe3ccb895212f51c2cd3f8ef381657


// GPU 1/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 254 lines, SHA-256 8c3b3c8f23e25a71f2a2763a7d0fa02f2d1f59e8e6ca2fd89f4eb5ebaeed48fa


// GPU 2/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 186 lines, SHA-256 ddd297e233e8bfb48b326e987a25b6add7f73d46aeb297daf0a860d0f8b55053


// GPU 3/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 258 lines, SHA-256 a6e2d186297bb558d7c8075539bcfe615c95a2a94992be25c2aeccd438f2dbd3


// GPU 4/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 240 lines, SHA-256 bcb1fbaca74145d5f4fcf3eaf616e9d5255431cdc71f9f82de677185507d0f3e


// CPU 1/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 163 lines, SHA-256 5bf05ad24abc2f7c60b6697f363c324440fb22e51e6cd84ef74f3cc9c8afe959


// CPU 2/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 137 lines, SHA-256 bf485558a9bac2f116d7068a8eaa722d78bb4654bb08fe3f047ce45a8931affd


// CPU 3/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 149 lines, SHA-256 e8d895561cb897dcfe9ab36e7d97b9cb85f789b190b34ee0f629687fdac3b765


// CPU 4/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 152 lines, SHA-256 6ffac881b9db6d5daa068ee9425d86dc6130032d9474ca8a99e29a53cf3c69c5


// GPU 1/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 171 lines, SHA-256 b9154e78c49c664a3bce428c35c1d71e21253de9561c79b93b713d375ce24105


// GPU 2/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 145 lines, SHA-256 3680bb34a4ad1719e3014ac95b4060cab4fa6a02c2368c3b9ed5d9d8be698361


// GPU 3/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 160 lines, SHA-256 f487293f6a55a19ca88928f0e5f376d8e9b52193bf9d0c25f51231827e66c784


// GPU 4/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 163 lines, SHA-256 e18c79120427679af86f6aa0b5e5bfb859f0d6f3e5c61b1547e1c7256c2a1548


// CPU 1/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 166 lines, SHA-256 526ca58bf8c9e55b0aebc75e5f88ba2db2f2e1d445ac55d98131be9f59a151ae


// CPU 2/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 134 lines, SHA-256 f6bc46c7b89d87ce87177f3dcf219db76ab85edf60aea2ae850f364d8b55dab8


// CPU 3/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 152 lines, SHA-256 d3f2a689b28ef21296c7596869d2737817c980cd2222f87167eeeb66d3c0bade


// CPU 4/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 149 lines, SHA-256 b1192568b927cfa1359bc2bd5f4b47920484baeac9b8667e6921144c4124b3ae


// GPU 1/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 174 lines, SHA-256 42357408e076fcde66989dcbe7f69805a5288fe9f4e643251886cdc02db5a06a


// GPU 2/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 142 lines, SHA-256 78cf3870bfb46f011174b739160e820850ee4f3985c0194324309204a9b118a6


// GPU 3/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 163 lines, SHA-256 4ba85f57cf8bf92510618e42e790e2ea78f6ab303d0d232825458459df77a597


// GPU 4/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 160 lines, SHA-256 b935ac79156d97ac9761156349891d5d1d76ed41bd42250f7ab5ea9551dd54fa
