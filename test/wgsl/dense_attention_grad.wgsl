// CPU 1/2: q f32[1, 2, 1, 5, 3], k f32[1, 2, 1, 7, 3], v f32[1, 2, 1, 7, 2], lse f32[1, 2, 1, 5], out f32[1, 2, 1, 5, 2], dy f32[1, 2, 1, 5, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

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
q_at += i * p.q_0;
dy_at += i * p.dy_0;
stats_at += i * p.stats_0;
dq_at += i * p.dq_0;
out_at += i * p.out_0;
lse_at += i * p.lse_0;
k_at += i * p.k_0;
v_at += i * p.v_0;
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


// CPU 2/2: q f32[1, 2, 1, 5, 3], k f32[1, 2, 1, 7, 3], v f32[1, 2, 1, 7, 2], lse f32[1, 2, 1, 5], out f32[1, 2, 1, 5, 2], dy f32[1, 2, 1, 5, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

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
k_at += i * p.k_0;
v_at += i * p.v_0;
dk_at += i * p.dk_0;
dv_at += i * p.dv_0;
q_at += i * p.q_0;
dy_at += i * p.dy_0;
stats_at += i * p.stats_0;
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


// GPU 1/2: q f32[1, 2, 1, 5, 3], k f32[1, 2, 1, 7, 3], v f32[1, 2, 1, 7, 2], lse f32[1, 2, 1, 5], out f32[1, 2, 1, 5, 2], dy f32[1, 2, 1, 5, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

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
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
var dy_at = 0u;
var stats_at = 0u;
var dq_at = 0u;
var out_at = 0u;
var lse_at = 0u;
var k_at = 0u;
var v_at = 0u;
q_at += i * p.q_0;
dy_at += i * p.dy_0;
stats_at += i * p.stats_0;
dq_at += i * p.dq_0;
out_at += i * p.out_0;
lse_at += i * p.lse_0;
k_at += i * p.k_0;
v_at += i * p.v_0;
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
var g0_0 = 0.0;
var g0_1 = 0.0;
var g0_2 = 0.0;
var g0_3 = 0.0;
{ let number = v_tile[(j - tile + 0) * 2u + 0u + 0]; g0_0 += dy0_0 * number; }
{ let number = v_tile[(j - tile + 1) * 2u + 0u + 0]; g0_1 += dy0_0 * number; }
{ let number = v_tile[(j - tile + 2) * 2u + 0u + 0]; g0_2 += dy0_0 * number; }
{ let number = v_tile[(j - tile + 3) * 2u + 0u + 0]; g0_3 += dy0_0 * number; }
{ let number = v_tile[(j - tile + 0) * 2u + 0u + 1]; g0_0 += dy0_1 * number; }
{ let number = v_tile[(j - tile + 1) * 2u + 0u + 1]; g0_1 += dy0_1 * number; }
{ let number = v_tile[(j - tile + 2) * 2u + 0u + 1]; g0_2 += dy0_1 * number; }
{ let number = v_tile[(j - tile + 3) * 2u + 0u + 1]; g0_3 += dy0_1 * number; }
let w0_0 = softmax_exp(s0_0 - known0);
g0_0 = w0_0 * (g0_0 - delta0);
let w0_1 = softmax_exp(s0_1 - known0);
g0_1 = w0_1 * (g0_1 - delta0);
let w0_2 = softmax_exp(s0_2 - known0);
g0_2 = w0_2 * (g0_2 - delta0);
let w0_3 = softmax_exp(s0_3 - known0);
g0_3 = w0_3 * (g0_3 - delta0);
{ let number = k_tile[(j - tile + 0) * 3u + 0u + 0]; o0_0 += g0_0 * number; }
{ let number = k_tile[(j - tile + 1) * 3u + 0u + 0]; o0_0 += g0_1 * number; }
{ let number = k_tile[(j - tile + 2) * 3u + 0u + 0]; o0_0 += g0_2 * number; }
{ let number = k_tile[(j - tile + 3) * 3u + 0u + 0]; o0_0 += g0_3 * number; }
{ let number = k_tile[(j - tile + 0) * 3u + 0u + 1]; o0_1 += g0_0 * number; }
{ let number = k_tile[(j - tile + 1) * 3u + 0u + 1]; o0_1 += g0_1 * number; }
{ let number = k_tile[(j - tile + 2) * 3u + 0u + 1]; o0_1 += g0_2 * number; }
{ let number = k_tile[(j - tile + 3) * 3u + 0u + 1]; o0_1 += g0_3 * number; }
{ let number = k_tile[(j - tile + 0) * 3u + 0u + 2]; o0_2 += g0_0 * number; }
{ let number = k_tile[(j - tile + 1) * 3u + 0u + 2]; o0_2 += g0_1 * number; }
{ let number = k_tile[(j - tile + 2) * 3u + 0u + 2]; o0_2 += g0_2 * number; }
{ let number = k_tile[(j - tile + 3) * 3u + 0u + 2]; o0_2 += g0_3 * number; }
    }
  }
  var dq_sums0: array<f32, 3>;
dq_sums0[0] = o0_0 * p.scale;
dq_sums0[1] = o0_1 * p.scale;
dq_sums0[2] = o0_2 * p.scale;
if (inside0) { for (var n = 0u; n < p.dq_count3; n++) { dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] = dq_sums0[n]; } }
}


// GPU 2/2: q f32[1, 2, 1, 5, 3], k f32[1, 2, 1, 7, 3], v f32[1, 2, 1, 7, 2], lse f32[1, 2, 1, 5], out f32[1, 2, 1, 5, 2], dy f32[1, 2, 1, 5, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

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
var<workgroup> q_tile: array<f32, 96>;
var<workgroup> dy_tile: array<f32, 64>;
var<workgroup> stats_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
var v_at = 0u;
var dk_at = 0u;
var dv_at = 0u;
var q_at = 0u;
var dy_at = 0u;
var stats_at = 0u;
k_at += i * p.k_0;
v_at += i * p.v_0;
dk_at += i * p.dk_0;
dv_at += i * p.dv_0;
q_at += i * p.q_0;
dy_at += i * p.dy_0;
stats_at += i * p.stats_0;
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
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 96u; n += 64u) {
      q_tile[n] = q[q_start + min(tile + n / 3u, p.steps - 1) * p.q_row + (n % 3u) * p.q_channel];
    }
for (var n = lane; n < 64u; n += 64u) {
      dy_tile[n] = dy[dy_start + min(tile + n / 2u, p.steps - 1) * p.dy_row + (n % 2u) * p.dy_channel];
    }
for (var n = lane; n < 64u; n += 64u) {
      stats_tile[n] = stats[stats_start + min(tile + n / 2u, p.steps - 1) * p.stats_row + (n % 2u) * p.stats_channel];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
var s0_0 = 0.0;
var s0_1 = 0.0;
var s0_2 = 0.0;
var s0_3 = 0.0;
{ let number = q_tile[(j - tile + 0) * 3u + 0u + 0]; s0_0 += k0_0 * number; }
{ let number = q_tile[(j - tile + 1) * 3u + 0u + 0]; s0_1 += k0_0 * number; }
{ let number = q_tile[(j - tile + 2) * 3u + 0u + 0]; s0_2 += k0_0 * number; }
{ let number = q_tile[(j - tile + 3) * 3u + 0u + 0]; s0_3 += k0_0 * number; }
{ let number = q_tile[(j - tile + 0) * 3u + 0u + 1]; s0_0 += k0_1 * number; }
{ let number = q_tile[(j - tile + 1) * 3u + 0u + 1]; s0_1 += k0_1 * number; }
{ let number = q_tile[(j - tile + 2) * 3u + 0u + 1]; s0_2 += k0_1 * number; }
{ let number = q_tile[(j - tile + 3) * 3u + 0u + 1]; s0_3 += k0_1 * number; }
{ let number = q_tile[(j - tile + 0) * 3u + 0u + 2]; s0_0 += k0_2 * number; }
{ let number = q_tile[(j - tile + 1) * 3u + 0u + 2]; s0_1 += k0_2 * number; }
{ let number = q_tile[(j - tile + 2) * 3u + 0u + 2]; s0_2 += k0_2 * number; }
{ let number = q_tile[(j - tile + 3) * 3u + 0u + 2]; s0_3 += k0_2 * number; }
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
{ let number = dy_tile[(j - tile + 0) * 2u + 0u + 0]; g0_0 += v0_0 * number; }
{ let number = dy_tile[(j - tile + 1) * 2u + 0u + 0]; g0_1 += v0_0 * number; }
{ let number = dy_tile[(j - tile + 2) * 2u + 0u + 0]; g0_2 += v0_0 * number; }
{ let number = dy_tile[(j - tile + 3) * 2u + 0u + 0]; g0_3 += v0_0 * number; }
{ let number = dy_tile[(j - tile + 0) * 2u + 0u + 1]; g0_0 += v0_1 * number; }
{ let number = dy_tile[(j - tile + 1) * 2u + 0u + 1]; g0_1 += v0_1 * number; }
{ let number = dy_tile[(j - tile + 2) * 2u + 0u + 1]; g0_2 += v0_1 * number; }
{ let number = dy_tile[(j - tile + 3) * 2u + 0u + 1]; g0_3 += v0_1 * number; }
let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0) * 2u + 0u + 0]);
g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0) * 2u + 0u + 1]);
let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1) * 2u + 0u + 0]);
g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1) * 2u + 0u + 1]);
let w0_2 = softmax_exp(s0_2 - stats_tile[(j - tile + 2) * 2u + 0u + 0]);
g0_2 = w0_2 * (g0_2 - stats_tile[(j - tile + 2) * 2u + 0u + 1]);
let w0_3 = softmax_exp(s0_3 - stats_tile[(j - tile + 3) * 2u + 0u + 0]);
g0_3 = w0_3 * (g0_3 - stats_tile[(j - tile + 3) * 2u + 0u + 1]);
{ let number = dy_tile[(j - tile + 0) * 2u + 0u + 0]; b0_0 += w0_0 * number; }
{ let number = dy_tile[(j - tile + 1) * 2u + 0u + 0]; b0_0 += w0_1 * number; }
{ let number = dy_tile[(j - tile + 2) * 2u + 0u + 0]; b0_0 += w0_2 * number; }
{ let number = dy_tile[(j - tile + 3) * 2u + 0u + 0]; b0_0 += w0_3 * number; }
{ let number = dy_tile[(j - tile + 0) * 2u + 0u + 1]; b0_1 += w0_0 * number; }
{ let number = dy_tile[(j - tile + 1) * 2u + 0u + 1]; b0_1 += w0_1 * number; }
{ let number = dy_tile[(j - tile + 2) * 2u + 0u + 1]; b0_1 += w0_2 * number; }
{ let number = dy_tile[(j - tile + 3) * 2u + 0u + 1]; b0_1 += w0_3 * number; }
{ let number = q_tile[(j - tile + 0) * 3u + 0u + 0]; a0_0 += g0_0 * number; }
{ let number = q_tile[(j - tile + 1) * 3u + 0u + 0]; a0_0 += g0_1 * number; }
{ let number = q_tile[(j - tile + 2) * 3u + 0u + 0]; a0_0 += g0_2 * number; }
{ let number = q_tile[(j - tile + 3) * 3u + 0u + 0]; a0_0 += g0_3 * number; }
{ let number = q_tile[(j - tile + 0) * 3u + 0u + 1]; a0_1 += g0_0 * number; }
{ let number = q_tile[(j - tile + 1) * 3u + 0u + 1]; a0_1 += g0_1 * number; }
{ let number = q_tile[(j - tile + 2) * 3u + 0u + 1]; a0_1 += g0_2 * number; }
{ let number = q_tile[(j - tile + 3) * 3u + 0u + 1]; a0_1 += g0_3 * number; }
{ let number = q_tile[(j - tile + 0) * 3u + 0u + 2]; a0_2 += g0_0 * number; }
{ let number = q_tile[(j - tile + 1) * 3u + 0u + 2]; a0_2 += g0_1 * number; }
{ let number = q_tile[(j - tile + 2) * 3u + 0u + 2]; a0_2 += g0_2 * number; }
{ let number = q_tile[(j - tile + 3) * 3u + 0u + 2]; a0_2 += g0_3 * number; }
    }
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


// CPU 1/2: q f32[1, 1, 2, 37, 4], k f32[1, 1, 2, 41, 4], v f32[1, 1, 2, 41, 8], lse f32[1, 1, 2, 37], out f32[1, 1, 2, 37, 8], dy f32[1, 1, 2, 37, 8] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 221 lines, SHA-256 a3c40929491245e2f07cf7ed2f6915ddd4eadd2ced60bdc29adbe92b8da05943


// CPU 2/2: q f32[1, 1, 2, 37, 4], k f32[1, 1, 2, 41, 4], v f32[1, 1, 2, 41, 8], lse f32[1, 1, 2, 37], out f32[1, 1, 2, 37, 8], dy f32[1, 1, 2, 37, 8] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 231 lines, SHA-256 bc755f603638879c39ff5046a3d8dee3b00a2eaa2a2b3dde14d9fb157959a2b5


// GPU 1/2: q f32[1, 1, 2, 37, 4], k f32[1, 1, 2, 41, 4], v f32[1, 1, 2, 41, 8], lse f32[1, 1, 2, 37], out f32[1, 1, 2, 37, 8], dy f32[1, 1, 2, 37, 8] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 254 lines, SHA-256 8c3b3c8f23e25a71f2a2763a7d0fa02f2d1f59e8e6ca2fd89f4eb5ebaeed48fa


// GPU 2/2: q f32[1, 1, 2, 37, 4], k f32[1, 1, 2, 41, 4], v f32[1, 1, 2, 41, 8], lse f32[1, 1, 2, 37], out f32[1, 1, 2, 37, 8], dy f32[1, 1, 2, 37, 8] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 258 lines, SHA-256 a6e2d186297bb558d7c8075539bcfe615c95a2a94992be25c2aeccd438f2dbd3


// CPU 1/3, GPU 1/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 1/3, GPU 1/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 1/3, GPU 1/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 29 lines, SHA-256 35e4f84f1903064c9fd313fed79c20b55af4427c8b906c9e220b542b80551cab


// CPU 2/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 178 lines, SHA-256 16fcb07a6119db288c697ce84d883f694bf00349e2a1490772830b0b07320d93


// CPU 3/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 198 lines, SHA-256 7c2aafcbb9b456f47e982b36317740f833cf729ea38d28c879bf324e9a609d66


// GPU 2/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 186 lines, SHA-256 ab8d65b7ecae195b3b1918dba051dd4515189a936bdda6428f9cc3dc2728c51d


// GPU 3/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 209 lines, SHA-256 029f43e4fc7aa18e19cd40a4baf1e958d44795c0a83f4c13f29573cc572f6d14


// CPU 2/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 156 lines, SHA-256 997dd2675ad5858e04422c60177e16181e94dace5f493fa8cf5e6158957c5d3d


// CPU 3/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 195 lines, SHA-256 f010b8c00fcb3a6607fda891c61c1b0d37ecd1537360edc6a6c23a52f568ca42


// GPU 2/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 164 lines, SHA-256 6e2c97121cca4b1fde82e3cbae7f602b162762799369759cd9341a7e40421cfb


// GPU 3/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 206 lines, SHA-256 ac9f5f636826ca0aa3e511bdb500a33a8c9a7968f87143e7c48e860e11ba9fb9


// CPU 2/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 159 lines, SHA-256 9cb3b039cbcbd044eea95fbbe9c9a04b0b1369c346ac7284f7d6a565546c75d9


// CPU 3/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 177 lines, SHA-256 6d844c0bd0725e1acf0b13b1700d48adf6c25d2ab893c2dcf0a5195598d2f7da


// GPU 2/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 167 lines, SHA-256 74da9f5485e3564ab689f76546c5fab58a25de3620ac06777f3cb9c633fbb902


// GPU 3/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 188 lines, SHA-256 b0f6ed694252df3b82fe19671deef6e27505b53fc74fda18357b403bf7ac4a4d


// CPU 1/3: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 145 lines, SHA-256 0aa0748f689d3d0dc0fb45bcd638d7229e3c0681a40949445096802082c2e845


// CPU 2/3: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 115 lines, SHA-256 e64121f863e7374c1df9d8d43ab4e77c207dbf23c6c21f69e9e653ae963afca7


// CPU 3/3: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 89 lines, SHA-256 d29e9e9da04670a2d75e4c8ea20ebd7ec612d232ec41ab797331d902bfcbf2b6


// GPU 1/3: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 168 lines, SHA-256 0f3f2e1832ffe839369b322d8805dbbf1f05c80aeda19465925a5d7977a690d3


// GPU 2/3: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 132 lines, SHA-256 2e20bb603262553c69e975cc8c7bcc7a40e33c3cccbe62208ca1f74697dee91a


// GPU 3/3: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 107 lines, SHA-256 d29ab1b3607875beda51ec118bf2c640712eee964adb7ffa7c6ee381e5600039
