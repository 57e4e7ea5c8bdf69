// CPU 1/5, GPU 1/5: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read> out: array<f32>;
@group(0) @binding(2) var<storage, read> lse: array<f32>;
@group(0) @binding(3) var<storage, read_write> stats: array<f32>;
struct Params {
  count: u32,
  n1: u32,
  r1: f32,
  dy_1: u32,
  y_1: u32,
  dy_0: u32,
  y_0: u32,
  channels: u32,
  dy_channel: u32,
  out_channel: u32,
  scale: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var dy_at = 0u;
var y_at = 0u;
var rest = i;
let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0) - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
dy_at += coordinate1 * p.dy_1;
y_at += coordinate1 * p.y_1;
dy_at += rest * p.dy_0;
y_at += rest * p.y_0;
  let dy_first = dy_at;
  let y_first = y_at;
  var sum = 0.0;
  for (var c = 0u; c < p.channels; c++) { sum += dy[dy_first + c * p.dy_channel] * out[y_first + c * p.out_channel]; }
  // A query that looks nowhere has -Inf; its scores are -Inf too, and from a finite number they give weight 0.
  stats[2 * i] = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  stats[2 * i + 1] = sum;
}


// CPU 2/5: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dq: array<f32>;
struct Params {
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
  rows: u32,
  steps: u32,
  batches: u32,
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
  scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
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
  let i = group.y + group.z * 65535u;
  let block = group.x % 1u;
  let first = group.x / 1u * 8u;
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
let q0_0 = q[q_start + row0 * p.q_row + (0u + 0) * p.q_channel];
let q0_1 = q[q_start + row0 * p.q_row + (0u + 1) * p.q_channel];
let q0_2 = q[q_start + row0 * p.q_row + (0u + 2) * p.q_channel];
let dy0_0 = dy[dy_start + row0 * p.dy_row + (0u + 0) * p.dy_channel];
let dy0_1 = dy[dy_start + row0 * p.dy_row + (0u + 1) * p.dy_channel];
let stats0_0 = stats[stats_start + row0 * p.stats_row + (0u + 0) * p.stats_channel];
let stats0_1 = stats[stats_start + row0 * p.stats_row + (0u + 1) * p.stats_channel];
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
  if (inside0) {
dq[dq_start + row0 * p.dq_row + (0u) * p.dq_channel] = o0_0 * p.scale;
dq[dq_start + row0 * p.dq_row + (1u) * p.dq_channel] = o0_1 * p.scale;
dq[dq_start + row0 * p.dq_row + (2u) * p.dq_channel] = o0_2 * p.scale;
}
}


// CPU 3/5: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dq: array<f32>;
struct Params {
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
  rows: u32,
  steps: u32,
  batches: u32,
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
  scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let i = group.y + group.z * 65535u;
  let block = group.x % 1u;
  let first = group.x / 1u * 8u;
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
let q0_0 = q[q_start + row0 * p.q_row + (0u + 0) * p.q_channel];
let q0_1 = q[q_start + row0 * p.q_row + (0u + 1) * p.q_channel];
let q0_2 = q[q_start + row0 * p.q_row + (0u + 2) * p.q_channel];
let dy0_0 = dy[dy_start + row0 * p.dy_row + (0u + 0) * p.dy_channel];
let dy0_1 = dy[dy_start + row0 * p.dy_row + (0u + 1) * p.dy_channel];
let stats0_0 = stats[stats_start + row0 * p.stats_row + (0u + 0) * p.stats_channel];
let stats0_1 = stats[stats_start + row0 * p.stats_row + (0u + 1) * p.stats_channel];
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
  if (inside0) {
dq[dq_start + row0 * p.dq_row + (0u) * p.dq_channel] = dq[dq_start + row0 * p.dq_row + (0u) * p.dq_channel] + o0_0 * p.scale;
dq[dq_start + row0 * p.dq_row + (1u) * p.dq_channel] = dq[dq_start + row0 * p.dq_row + (1u) * p.dq_channel] + o0_1 * p.scale;
dq[dq_start + row0 * p.dq_row + (2u) * p.dq_channel] = dq[dq_start + row0 * p.dq_row + (2u) * p.dq_channel] + o0_2 * p.scale;
}
}


// CPU 4/5: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
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
  rows: u32,
  steps: u32,
  batches: u32,
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
  scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let i = group.y + group.z * 65535u;
  let block = group.x % 1u;
  let first = group.x / 1u * 8u;
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
let k0_0 = k[k_start + row0 * p.k_row + (0u + 0) * p.k_channel];
let k0_1 = k[k_start + row0 * p.k_row + (0u + 1) * p.k_channel];
let k0_2 = k[k_start + row0 * p.k_row + (0u + 2) * p.k_channel];
let v0_0 = v[v_start + row0 * p.v_row + (0u + 0) * p.v_channel];
let v0_1 = v[v_start + row0 * p.v_row + (0u + 1) * p.v_channel];
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
  if (inside0) {
dk[dk_start + row0 * p.dk_row + (0u) * p.dk_channel] = a0_0 * p.scale;
dk[dk_start + row0 * p.dk_row + (1u) * p.dk_channel] = a0_1 * p.scale;
dk[dk_start + row0 * p.dk_row + (2u) * p.dk_channel] = a0_2 * p.scale;
}
if (inside0) {
dv[dv_start + row0 * p.dv_row + (0u) * p.dv_channel] = b0_0;
dv[dv_start + row0 * p.dv_row + (1u) * p.dv_channel] = b0_1;
}
}


// CPU 5/5: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
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
  rows: u32,
  steps: u32,
  batches: u32,
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
  scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn softmax_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let i = group.y + group.z * 65535u;
  let block = group.x % 1u;
  let first = group.x / 1u * 8u;
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
let k0_0 = k[k_start + row0 * p.k_row + (0u + 0) * p.k_channel];
let k0_1 = k[k_start + row0 * p.k_row + (0u + 1) * p.k_channel];
let k0_2 = k[k_start + row0 * p.k_row + (0u + 2) * p.k_channel];
let v0_0 = v[v_start + row0 * p.v_row + (0u + 0) * p.v_channel];
let v0_1 = v[v_start + row0 * p.v_row + (0u + 1) * p.v_channel];
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
  if (inside0) {
dk[dk_start + row0 * p.dk_row + (0u) * p.dk_channel] = dk[dk_start + row0 * p.dk_row + (0u) * p.dk_channel] + a0_0 * p.scale;
dk[dk_start + row0 * p.dk_row + (1u) * p.dk_channel] = dk[dk_start + row0 * p.dk_row + (1u) * p.dk_channel] + a0_1 * p.scale;
dk[dk_start + row0 * p.dk_row + (2u) * p.dk_channel] = dk[dk_start + row0 * p.dk_row + (2u) * p.dk_channel] + a0_2 * p.scale;
}
if (inside0) {
dv[dv_start + row0 * p.dv_row + (0u) * p.dv_channel] = dv[dv_start + row0 * p.dv_row + (0u) * p.dv_channel] + b0_0;
dv[dv_start + row0 * p.dv_row + (1u) * p.dv_channel] = dv[dv_start + row0 * p.dv_row + (1u) * p.dv_channel] + b0_1;
}
}


// GPU 2/5: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

// 167 lines, SHA-256 b82f81ebe0f323647548c66f4b7bfb748c580038f3fb33be402df399b6e175d4


// GPU 3/5: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

// 167 lines, SHA-256 1c67393a72661dc70ff7b5d40f484c65383998502f6b968f37c1cdb1eae8e967


// GPU 4/5: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

// 192 lines, SHA-256 2c8476e547330eb918ba2ebc45a19279f6b454ae3269e41c69a19e9933f3ae5f


// GPU 5/5: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

// 192 lines, SHA-256 37aa2ef632a1cac076260308160887650acb946b1a2cfe47625a47854a05e49f


// CPU 1/5, GPU 1/5: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}
// CPU 1/5, GPU 1/5: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}
// CPU 1/5, GPU 1/5: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 24 lines, SHA-256 031210d969ee0bbc0b2ee798d27244f7a965aae157c680614dd02213c6835eab


// CPU 2/5: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 180 lines, SHA-256 8251596c192c67db8a0ea6c55f241bacc8b8707aa6583e88371407dfebd171af


// CPU 3/5: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 169 lines, SHA-256 d80762f34c7b509b802654f134f1ccb55194dad1688bb8b377fce6f17fd513c0


// CPU 4/5: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 236 lines, SHA-256 54807e73295a4e4030d76da958dc673fa9040885f01de842ff1cd3592cde769a


// CPU 5/5: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 222 lines, SHA-256 c094c845f31624d61c9c456c5c16bf9e7521ffaec8871d2d0e157b620171a05d


// GPU 2/5: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 189 lines, SHA-256 f4bedbfaa7e4090a1c4f8dd60ff437a7a4dc402e8b8f51b4e58eb5237b001b4a


// GPU 3/5: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 174 lines, SHA-256 7a95dc2d0640e385cfd7a00a4d784e4c1f7a17c3696166fef3fa21d00b79dfcd


// GPU 4/5: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 248 lines, SHA-256 e251838fa4b733108a50984d022a22b588b030e5fa88aaec769828a44141109a


// GPU 5/5: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 230 lines, SHA-256 2d040878433af6ed5150167608cc366c17dd89148e33221b53daa98d80c8615d


// CPU 2/5: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 122 lines, SHA-256 e27412cb11c24f4f97cfa5712cf454d55623bb2d62eae15b7deddc60c6c4b086


// CPU 3/5: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 125 lines, SHA-256 f9da40efb8b7d02df679a374021ac682c773a811fd65040d50278a7782b3f422


// CPU 4/5: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 139 lines, SHA-256 d8578a9dd7a0372ab0ceab741656859ba1181c5fe8a1f8af01e729dc5261d6b7


// CPU 5/5: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 142 lines, SHA-256 7e18d0a55d8780a8d0967cfb60dd9869e5c6248abfe16e4399973a3419a5a184


// GPU 2/5: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 130 lines, SHA-256 a4f8b64850d982c4bc768ff6a0ef24f23f094668cb2fd326cae6fc3713431d7f


// GPU 3/5: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 133 lines, SHA-256 f76690a13e8a25d851c7f7d77ec20572161b71d20f50cc7a0415a8e47d183f2b


// GPU 4/5: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 150 lines, SHA-256 54411b88b327273c67b672291061a765c0bf4bd07d2a8ede7086e7bc36095139


// GPU 5/5: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 153 lines, SHA-256 6fda1d692c01672a7069c9f9249b074e8e155b5ce1298dc0cdbf887746daec42


// CPU 2/5: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 125 lines, SHA-256 e96f1cf19e24b5a969ab52f00c4c731be6eea7d28e711b6d7e1da478d86ce21e


// CPU 3/5: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 122 lines, SHA-256 fd585e07af6bbbd295e34eeee19e8fd9b674276e5d7f4be52d066c17890e12ff


// CPU 4/5: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 142 lines, SHA-256 509f782b1504619cb40c1061af18b9f36f170cdb458026c93b8022880cf6b6d0


// CPU 5/5: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 139 lines, SHA-256 eddf9a1d71a972ea54b36c8fa7d2b25bc92da54a03f5add9b099d35958fc5bf7


// GPU 2/5: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 133 lines, SHA-256 670254d0ccd8545637f17df26340f58f84329dd4c4116b6a13cb982c2cd82cf4


// GPU 3/5: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 130 lines, SHA-256 e43ada610a1777c7edb7dae96014d702b2a71ff43ca024ab14045a4d17bd8101


// GPU 4/5: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 153 lines, SHA-256 47dc1cedd2ead9c9c832f57f5d1cb87be8b52f91c6629c27d826eb7aba5c2b79


// GPU 5/5: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 150 lines, SHA-256 6fdd8791ea6ec4ce451676d17878170d87a71e1f0f7a8e0844cc4cabd8d692c4
