// CPU 1/3, GPU 1/3: q f32[1, 2, 1, 5, 3], k f32[1, 2, 1, 7, 3], v f32[1, 2, 1, 7, 2], lse f32[1, 2, 1, 5], out f32[1, 2, 1, 5, 2], dy f32[1, 2, 1, 5, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 1/3, GPU 1/3: q f32[1, 1, 2, 37, 4], k f32[1, 1, 2, 41, 4], v f32[1, 1, 2, 41, 8], lse f32[1, 1, 2, 37], out f32[1, 1, 2, 37, 8], dy f32[1, 1, 2, 37, 8] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 1/3, GPU 1/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 1/3, GPU 1/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 1/3, GPU 1/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 1/4, GPU 1/4: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read> out: array<f32>;
@group(0) @binding(2) var<storage, read> lse: array<f32>;
@group(0) @binding(3) var<storage, read_write> stats: array<f32>;
struct Params {
  count: u32,
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
dy_at += i * p.dy_0;
y_at += i * p.y_0;
  let dy_first = dy_at;
  let y_first = y_at;
  var sum = 0.0;
  for (var c = 0u; c < p.channels; c++) { sum += dy[dy_first + c * p.dy_channel] * out[y_first + c * p.out_channel]; }
  // A query that looks nowhere has -Inf; its scores are -Inf too, and from a finite number they give weight 0.
  stats[2 * i] = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  stats[2 * i + 1] = sum;
}


// CPU 2/3: q f32[1, 2, 1, 5, 3], k f32[1, 2, 1, 7, 3], v f32[1, 2, 1, 7, 2], lse f32[1, 2, 1, 5], out f32[1, 2, 1, 5, 2], dy f32[1, 2, 1, 5, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dq: array<f32>;
struct Params {
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
q_at += i * p.q_0;
dy_at += i * p.dy_0;
stats_at += i * p.stats_0;
dq_at += i * p.dq_0;
k_at += i * p.k_0;
v_at += i * p.v_0;
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


// CPU 3/3: q f32[1, 2, 1, 5, 3], k f32[1, 2, 1, 7, 3], v f32[1, 2, 1, 7, 2], lse f32[1, 2, 1, 5], out f32[1, 2, 1, 5, 2], dy f32[1, 2, 1, 5, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
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


// GPU 2/3: q f32[1, 2, 1, 5, 3], k f32[1, 2, 1, 7, 3], v f32[1, 2, 1, 7, 2], lse f32[1, 2, 1, 5], out f32[1, 2, 1, 5, 2], dy f32[1, 2, 1, 5, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dq: array<f32>;
struct Params {
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
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let i = group.y + group.z * 65535u;
  let block = group.x % 1u;
  let first = group.x / 1u * 64u;
  var q_at = 0u;
var dy_at = 0u;
var stats_at = 0u;
var dq_at = 0u;
var k_at = 0u;
var v_at = 0u;
q_at += i * p.q_0;
dy_at += i * p.dy_0;
stats_at += i * p.stats_0;
dq_at += i * p.dq_0;
k_at += i * p.k_0;
v_at += i * p.v_0;
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
let w0_0 = softmax_exp(s0_0 - stats0_0);
g0_0 = w0_0 * (g0_0 - stats0_1);
let w0_1 = softmax_exp(s0_1 - stats0_0);
g0_1 = w0_1 * (g0_1 - stats0_1);
let w0_2 = softmax_exp(s0_2 - stats0_0);
g0_2 = w0_2 * (g0_2 - stats0_1);
let w0_3 = softmax_exp(s0_3 - stats0_0);
g0_3 = w0_3 * (g0_3 - stats0_1);
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
  if (inside0) {
dq[dq_start + row0 * p.dq_row + (0u) * p.dq_channel] = o0_0 * p.scale;
dq[dq_start + row0 * p.dq_row + (1u) * p.dq_channel] = o0_1 * p.scale;
dq[dq_start + row0 * p.dq_row + (2u) * p.dq_channel] = o0_2 * p.scale;
}
}


// GPU 3/3: q f32[1, 2, 1, 5, 3], k f32[1, 2, 1, 7, 3], v f32[1, 2, 1, 7, 2], lse f32[1, 2, 1, 5], out f32[1, 2, 1, 5, 2], dy f32[1, 2, 1, 5, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
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
var<workgroup> q_tile: array<f32, 96>;
var<workgroup> dy_tile: array<f32, 64>;
var<workgroup> stats_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let i = group.y + group.z * 65535u;
  let block = group.x % 1u;
  let first = group.x / 1u * 64u;
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


// CPU 2/3: q f32[1, 1, 2, 37, 4], k f32[1, 1, 2, 41, 4], v f32[1, 1, 2, 41, 8], lse f32[1, 1, 2, 37], out f32[1, 1, 2, 37, 8], dy f32[1, 1, 2, 37, 8] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 168 lines, SHA-256 cf9472c99d1dc373ddf8a2ba15e415724211b90a674e9b5e3a7247cd98024420


// CPU 3/3: q f32[1, 1, 2, 37, 4], k f32[1, 1, 2, 41, 4], v f32[1, 1, 2, 41, 8], lse f32[1, 1, 2, 37], out f32[1, 1, 2, 37, 8], dy f32[1, 1, 2, 37, 8] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 221 lines, SHA-256 7fd7be91754ff569e900ff300b87512eee1ed86e87cce607fd4f94ad46edc322


// GPU 2/3: q f32[1, 1, 2, 37, 4], k f32[1, 1, 2, 41, 4], v f32[1, 1, 2, 41, 8], lse f32[1, 1, 2, 37], out f32[1, 1, 2, 37, 8], dy f32[1, 1, 2, 37, 8] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 189 lines, SHA-256 f4bedbfaa7e4090a1c4f8dd60ff437a7a4dc402e8b8f51b4e58eb5237b001b4a


// GPU 3/3: q f32[1, 1, 2, 37, 4], k f32[1, 1, 2, 41, 4], v f32[1, 1, 2, 41, 8], lse f32[1, 1, 2, 37], out f32[1, 1, 2, 37, 8], dy f32[1, 1, 2, 37, 8] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 248 lines, SHA-256 e251838fa4b733108a50984d022a22b588b030e5fa88aaec769828a44141109a


// CPU 2/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 166 lines, SHA-256 a0dffcff7058c5ec575a0f64560f307b81f944e52b8ecad689e3b19c59c16478


// CPU 3/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 188 lines, SHA-256 0595f1d76175a0e6b29874a0c34df03bfe1704ba59612e327dc8835173bf2d21


// GPU 2/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 174 lines, SHA-256 3b656a151d9f2e8f6c2bd39cc64e3911f01d8ec8b5c9abed3b35bb154db09b08


// GPU 3/3: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 199 lines, SHA-256 93bcf9d2e44ed5eeb70501f593525770bb395f9e468b5ea546b2ed966964a1ce


// CPU 2/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 144 lines, SHA-256 0424197414920c9eb16f9d72b4f9155e8f1613fd8810c2461a73a541ab700f27


// CPU 3/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 185 lines, SHA-256 8430b4c260f4683d7d85db228e7f726e99a01d6dbfbe97e800f7149da26ab8c0


// GPU 2/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 152 lines, SHA-256 363028638c61d6985573162a8aeb6a640e3554961ccf821a61000eba55bd615a


// GPU 3/3: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 196 lines, SHA-256 adf234182648220326f6433a1cc05a760a6c25cc96f26cb1a1cf2b91d4785a90


// CPU 2/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 147 lines, SHA-256 9f02ae67be7f62d5cd88a924db7892548325e4d6e81074cd80b25241478d6d2c


// CPU 3/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 167 lines, SHA-256 0859ee93a0c7e85b2acb9c4202fd5d023b665592089abc8d96a336494058cd45


// GPU 2/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 155 lines, SHA-256 6002ffaa92930574d161a5b6cc7eff9e7d995b53abd618a2f80dcd179c1d8691


// GPU 3/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 178 lines, SHA-256 d2959933d96849dfd0b7ec5d9f155bc8b589af23ebb14380f5f7c286e7196171


// CPU 2/4: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 140 lines, SHA-256 d159e42e2e5b7514dc333e81bf18d7945ddb6e4f09595e8603f3e7a57f1dae61


// CPU 3/4: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 142 lines, SHA-256 441dde9ef3bdf0859cd67f1da494ebe5818a2c04815159f809a3d710fd3b35d8


// CPU 4/4: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 107 lines, SHA-256 7f8edf4afcaba1064c131b7144a59dcf076689065ba73e2a665fdbe1b5ecc93c


// GPU 2/4: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 157 lines, SHA-256 62cf6c1c7663db8ab0289b7c8523b1698ef6f498fca308ba417b13570d434a93


// GPU 3/4: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 159 lines, SHA-256 a14eec59b7ddd95b45e3d941067a8c274b0c133353db098a54f4aa18d8682242


// GPU 4/4: q f32[1, 1, 1, 6, 148], k f32[1, 1, 1, 5, 148], v f32[1, 1, 1, 5, 148], lse f32[1, 1, 1, 6], out f32[1, 1, 1, 6, 148], dy f32[1, 1, 1, 6, 148] {"scale":0.6,"causal":false,"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 125 lines, SHA-256 7f7846f6315aada6807a0228294423fc88ed48f9f2f34b59e396fe5269bc7d1a
