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
  rows: u32, steps: u32, tiles: u32, groups: u32, n1: u32, r1: f32, q_1: u32, dy_1: u32, stats_1: u32, dq_1: u32,
  out_1: u32, lse_1: u32, k_1: u32, v_1: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, out_0: u32, lse_0: u32,
  k_0: u32, v_0: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32, stats_row: u32, stats_channel: u32,
  dq_row: u32, dq_channel: u32, out_row: u32, out_channel: u32, lse_row: u32, lse_channel: u32, k_row: u32,
  k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32, dy_count2: u32, out_count2: u32, lse_count1: u32,
  stats_count2: u32, dq_count3: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
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
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
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
  rows: u32, steps: u32, tiles: u32, groups: u32, n1: u32, r1: f32, q_1: u32, dy_1: u32, stats_1: u32, dq_1: u32,
  k_1: u32, v_1: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, k_0: u32, v_0: u32, q_row: u32, q_channel: u32,
  dy_row: u32, dy_channel: u32, stats_row: u32, stats_channel: u32, dq_row: u32, dq_channel: u32, k_row: u32,
  k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32, dy_count2: u32, stats_count2: u32, dq_count3: u32,
  scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
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
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
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

// 158 lines, SHA-256 b3e47346ca3788a4d409c7f94787db510aeb6a0069456f69a01f4fc2fa0572d0


// CPU 4/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

// 152 lines, SHA-256 38b06a9db6da574ee2255922a6af1d06abb2130e70a4103db7c86f1e4df56c99


// GPU 1/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> out: array<f32>;
@group(0) @binding(5) var<storage, read> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
@group(0) @binding(7) var<storage, read_write> stats: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, n1: u32, r1: f32, q_1: u32, dy_1: u32, stats_1: u32, dq_1: u32,
  out_1: u32, lse_1: u32, k_1: u32, v_1: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, out_0: u32, lse_0: u32,
  k_0: u32, v_0: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32, stats_row: u32, stats_channel: u32,
  dq_row: u32, dq_channel: u32, out_row: u32, out_channel: u32, lse_row: u32, lse_channel: u32, k_row: u32,
  k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32, dy_count2: u32, out_count2: u32, lse_count1: u32,
  stats_count2: u32, dq_count3: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
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
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
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


// GPU 2/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dq: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, n1: u32, r1: f32, q_1: u32, dy_1: u32, stats_1: u32, dq_1: u32,
  k_1: u32, v_1: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, k_0: u32, v_0: u32, q_row: u32, q_channel: u32,
  dy_row: u32, dy_channel: u32, stats_row: u32, stats_channel: u32, dq_row: u32, dq_channel: u32, k_row: u32,
  k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32, dy_count2: u32, stats_count2: u32, dq_count3: u32,
  scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
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
  var k_at = 0u;
  var v_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
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
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
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
  var dq_sums0: array<f32, 3>;
  dq_sums0[0] = o0_0 * p.scale;
  dq_sums0[1] = o0_1 * p.scale;
  dq_sums0[2] = o0_2 * p.scale;
  if (inside0) { for (var n = 0u; n < p.dq_count3; n++) { dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] = dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] + dq_sums0[n]; } }
}


// GPU 3/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, n1: u32, r1: f32, k_1: u32, v_1: u32, dk_1: u32, dv_1: u32, q_1: u32,
  dy_1: u32, stats_1: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32, stats_0: u32, k_row: u32,
  k_channel: u32, v_row: u32, v_channel: u32, dk_row: u32, dk_channel: u32, dv_row: u32, dv_channel: u32, q_row: u32,
  q_channel: u32, dy_row: u32, dy_channel: u32, stats_row: u32, stats_channel: u32, k_count3: u32, v_count2: u32,
  dk_count3: u32, dv_count2: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
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


// GPU 4/4: q f32[2, 3, 5, 7], k f32[2, 3, 5, 7], v f32[2, 2, 5, 7], lse f32[2, 5, 7], out f32[2, 2, 5, 7], dy f32[2, 2, 5, 7] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
// as above: struct Params
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
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
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
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
  if (inside0) { for (var n = 0u; n < p.dk_count3; n++) { dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] = dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] + dk_sums0[n]; } }
  var dv_sums0: array<f32, 2>;
  dv_sums0[0] = b0_0;
  dv_sums0[1] = b0_1;
  if (inside0) { for (var n = 0u; n < p.dv_count2; n++) { dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] = dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] + dv_sums0[n]; } }
}


// CPU 1/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 215 lines, SHA-256 7079d7562cb2cb02e397b258845cd26fa53bf7249d1d3597a18a466967a05969


// CPU 2/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 165 lines, SHA-256 c355431579b9c2340e3c92b09202230dce1dbf7d7f4d5da904b80977cc2e4925


// CPU 3/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 220 lines, SHA-256 144685a9d29fc8fbcf344620324a50f9e7e9fa7f61e63c079e47f753c6ea6a95


// CPU 4/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

// 214 lines, SHA-256 1ce26931ae0e05a4d7322645a92ace5548e3577979763bd57294cd9870c85433


// GPU 1/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> out: array<f32>;
@group(0) @binding(5) var<storage, read> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
@group(0) @binding(7) var<storage, read_write> stats: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, out_0: u32, lse_0: u32,
  k_0: u32, v_0: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32, stats_row: u32, stats_channel: u32,
  dq_row: u32, dq_channel: u32, out_row: u32, out_channel: u32, lse_row: u32, lse_channel: u32, k_row: u32,
  k_channel: u32, v_row: u32, v_channel: u32, q_count4: u32, dy_count8: u32, out_count8: u32, lse_count1: u32,
  stats_count2: u32, dq_count4: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<f32, 128>;
var<workgroup> v_tile: array<f32, 256>;
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
  let dq_start = dq_at + block * 4u * p.dq_channel;
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
  for (var c = 0u; c < 8u; c += 8u) {
  var out_list0: array<f32, 8>;
  for (var n = 0u; n < p.out_count8; n++) { out_list0[n] = out[out_start + row0 * p.out_row + (c + n * 1u) * p.out_channel]; }
  let out0_0 = out_list0[0];
  let out0_1 = out_list0[1];
  let out0_2 = out_list0[2];
  let out0_3 = out_list0[3];
  let out0_4 = out_list0[4];
  let out0_5 = out_list0[5];
  let out0_6 = out_list0[6];
  let out0_7 = out_list0[7];
  var dy_list0: array<f32, 8>;
  for (var n = 0u; n < p.dy_count8; n++) { dy_list0[n] = dy[dy_start + row0 * p.dy_row + (c + n * 1u) * p.dy_channel]; }
  let dy0_0 = dy_list0[0];
  let dy0_1 = dy_list0[1];
  let dy0_2 = dy_list0[2];
  let dy0_3 = dy_list0[3];
  let dy0_4 = dy_list0[4];
  let dy0_5 = dy_list0[5];
  let dy0_6 = dy_list0[6];
  let dy0_7 = dy_list0[7];
  delta0 += dy0_0 * out0_0;
  delta0 += dy0_1 * out0_1;
  delta0 += dy0_2 * out0_2;
  delta0 += dy0_3 * out0_3;
  delta0 += dy0_4 * out0_4;
  delta0 += dy0_5 * out0_5;
  delta0 += dy0_6 * out0_6;
  delta0 += dy0_7 * out0_7;
  }
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count4; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  let q0_3 = q_list0[3];
  var dy_list0: array<f32, 8>;
  for (var n = 0u; n < p.dy_count8; n++) { dy_list0[n] = dy[dy_start + row0 * p.dy_row + (0u + n * 1u) * p.dy_channel]; }
  let dy0_0 = dy_list0[0];
  let dy0_1 = dy_list0[1];
  let dy0_2 = dy_list0[2];
  let dy0_3 = dy_list0[3];
  let dy0_4 = dy_list0[4];
  let dy0_5 = dy_list0[5];
  let dy0_6 = dy_list0[6];
  let dy0_7 = dy_list0[7];
  if (block == 0u) {
  var stats_sums0: array<f32, 2>;
  stats_sums0[0] = known0;
  stats_sums0[1] = delta0;
  if (inside0) { for (var n = 0u; n < p.stats_count2; n++) { stats[stats_start + row0 * p.stats_row + (n * 1u) * p.stats_channel] = stats_sums0[n]; } }
  }
  var o0_0 = 0.0;
  var o0_1 = 0.0;
  var o0_2 = 0.0;
  var o0_3 = 0.0;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 128u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 4u, p.steps - 1) * p.k_row + (n % 4u) * p.k_channel];
      }
      for (var n = lane; n < 256u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 8u, p.steps - 1) * p.v_row + (n % 8u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 2]; s0_3 += q0_2 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 3]; s0_0 += q0_3 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 3]; s0_1 += q0_3 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 3]; s0_2 += q0_3 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 3]; s0_3 += q0_3 * number; }
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
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 0]; g0_0 += dy0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 0]; g0_1 += dy0_0 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 0]; g0_2 += dy0_0 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 0]; g0_3 += dy0_0 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 1]; g0_0 += dy0_1 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 1]; g0_1 += dy0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 1]; g0_2 += dy0_1 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 1]; g0_3 += dy0_1 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 2]; g0_0 += dy0_2 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 2]; g0_1 += dy0_2 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 2]; g0_2 += dy0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 2]; g0_3 += dy0_2 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 3]; g0_0 += dy0_3 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 3]; g0_1 += dy0_3 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 3]; g0_2 += dy0_3 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 3]; g0_3 += dy0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 4]; g0_0 += dy0_4 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 4]; g0_1 += dy0_4 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 4]; g0_2 += dy0_4 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 4]; g0_3 += dy0_4 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 5]; g0_0 += dy0_5 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 5]; g0_1 += dy0_5 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 5]; g0_2 += dy0_5 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 5]; g0_3 += dy0_5 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 6]; g0_0 += dy0_6 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 6]; g0_1 += dy0_6 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 6]; g0_2 += dy0_6 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 6]; g0_3 += dy0_6 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 7]; g0_0 += dy0_7 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 7]; g0_1 += dy0_7 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 7]; g0_2 += dy0_7 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 7]; g0_3 += dy0_7 * number; }
  let w0_0 = softmax_exp(s0_0 - known0);
  g0_0 = w0_0 * (g0_0 - delta0);
  let w0_1 = softmax_exp(s0_1 - known0);
  g0_1 = w0_1 * (g0_1 - delta0);
  let w0_2 = softmax_exp(s0_2 - known0);
  g0_2 = w0_2 * (g0_2 - delta0);
  let w0_3 = softmax_exp(s0_3 - known0);
  g0_3 = w0_3 * (g0_3 - delta0);
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 0]; o0_0 += g0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 0]; o0_0 += g0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 0]; o0_0 += g0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 0]; o0_0 += g0_3 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 1]; o0_1 += g0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 1]; o0_1 += g0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 1]; o0_1 += g0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 1]; o0_1 += g0_3 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 2]; o0_2 += g0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 2]; o0_2 += g0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 2]; o0_2 += g0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 2]; o0_2 += g0_3 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 3]; o0_3 += g0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 3]; o0_3 += g0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 3]; o0_3 += g0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 3]; o0_3 += g0_3 * number; }
      }
    }
  var dq_sums0: array<f32, 4>;
  dq_sums0[0] = o0_0 * p.scale;
  dq_sums0[1] = o0_1 * p.scale;
  dq_sums0[2] = o0_2 * p.scale;
  dq_sums0[3] = o0_3 * p.scale;
  if (inside0) { for (var n = 0u; n < p.dq_count4; n++) { dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] = dq_sums0[n]; } }
}


// GPU 2/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dq: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, stats_0: u32, q_row: u32, q_channel: u32, dy_row: u32,
  dy_channel: u32, stats_row: u32, stats_channel: u32, dq_row: u32, dq_channel: u32, k_row: u32, k_channel: u32,
  v_row: u32, v_channel: u32, q_count4: u32, dy_count8: u32, stats_count2: u32, dq_count4: u32, scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<f32, 128>;
var<workgroup> v_tile: array<f32, 256>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var stats_at = 0u;
  stats_at += i * p.stats_0;
  let q_start = i;
  let dy_start = i;
  let stats_start = stats_at;
  let dq_start = i + block * 4u * p.dq_channel;
  let k_start = i;
  let v_start = i;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var stats_list0: array<f32, 2>;
  for (var n = 0u; n < p.stats_count2; n++) { stats_list0[n] = stats[stats_start + row0 * p.stats_row + (0u + n * 1u) * p.stats_channel]; }
  let stats0_0 = stats_list0[0];
  let stats0_1 = stats_list0[1];
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count4; n++) { q_list0[n] = q[q_start + row0 * p.q_row + (0u + n * 1u) * p.q_channel]; }
  let q0_0 = q_list0[0];
  let q0_1 = q_list0[1];
  let q0_2 = q_list0[2];
  let q0_3 = q_list0[3];
  var dy_list0: array<f32, 8>;
  for (var n = 0u; n < p.dy_count8; n++) { dy_list0[n] = dy[dy_start + row0 * p.dy_row + (0u + n * 1u) * p.dy_channel]; }
  let dy0_0 = dy_list0[0];
  let dy0_1 = dy_list0[1];
  let dy0_2 = dy_list0[2];
  let dy0_3 = dy_list0[3];
  let dy0_4 = dy_list0[4];
  let dy0_5 = dy_list0[5];
  let dy0_6 = dy_list0[6];
  let dy0_7 = dy_list0[7];
  var o0_0 = 0.0;
  var o0_1 = 0.0;
  var o0_2 = 0.0;
  var o0_3 = 0.0;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 128u; n += 64u) {
        k_tile[n] = k[k_start + min(tile + n / 4u, p.steps - 1) * p.k_row + (n % 4u) * p.k_channel];
      }
      for (var n = lane; n < 256u; n += 64u) {
        v_tile[n] = v[v_start + min(tile + n / 8u, p.steps - 1) * p.v_row + (n % 8u) * p.v_channel];
      }
      workgroupBarrier();
      for (var j = tile; j < min(tile + 32u, end); j += 4u) {
  var s0_0 = 0.0;
  var s0_1 = 0.0;
  var s0_2 = 0.0;
  var s0_3 = 0.0;
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 0]; s0_0 += q0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 0]; s0_1 += q0_0 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 0]; s0_2 += q0_0 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 0]; s0_3 += q0_0 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 1]; s0_0 += q0_1 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 1]; s0_1 += q0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 1]; s0_2 += q0_1 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 1]; s0_3 += q0_1 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 2]; s0_0 += q0_2 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 2]; s0_1 += q0_2 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 2]; s0_2 += q0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 2]; s0_3 += q0_2 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 3]; s0_0 += q0_3 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 3]; s0_1 += q0_3 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 3]; s0_2 += q0_3 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 3]; s0_3 += q0_3 * number; }
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
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 0]; g0_0 += dy0_0 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 0]; g0_1 += dy0_0 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 0]; g0_2 += dy0_0 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 0]; g0_3 += dy0_0 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 1]; g0_0 += dy0_1 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 1]; g0_1 += dy0_1 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 1]; g0_2 += dy0_1 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 1]; g0_3 += dy0_1 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 2]; g0_0 += dy0_2 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 2]; g0_1 += dy0_2 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 2]; g0_2 += dy0_2 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 2]; g0_3 += dy0_2 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 3]; g0_0 += dy0_3 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 3]; g0_1 += dy0_3 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 3]; g0_2 += dy0_3 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 3]; g0_3 += dy0_3 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 4]; g0_0 += dy0_4 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 4]; g0_1 += dy0_4 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 4]; g0_2 += dy0_4 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 4]; g0_3 += dy0_4 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 5]; g0_0 += dy0_5 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 5]; g0_1 += dy0_5 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 5]; g0_2 += dy0_5 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 5]; g0_3 += dy0_5 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 6]; g0_0 += dy0_6 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 6]; g0_1 += dy0_6 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 6]; g0_2 += dy0_6 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 6]; g0_3 += dy0_6 * number; }
  { let number = v_tile[(j - tile + 0) * 8u + 0u + 7]; g0_0 += dy0_7 * number; }
  { let number = v_tile[(j - tile + 1) * 8u + 0u + 7]; g0_1 += dy0_7 * number; }
  { let number = v_tile[(j - tile + 2) * 8u + 0u + 7]; g0_2 += dy0_7 * number; }
  { let number = v_tile[(j - tile + 3) * 8u + 0u + 7]; g0_3 += dy0_7 * number; }
  let w0_0 = softmax_exp(s0_0 - stats0_0);
  g0_0 = w0_0 * (g0_0 - stats0_1);
  let w0_1 = softmax_exp(s0_1 - stats0_0);
  g0_1 = w0_1 * (g0_1 - stats0_1);
  let w0_2 = softmax_exp(s0_2 - stats0_0);
  g0_2 = w0_2 * (g0_2 - stats0_1);
  let w0_3 = softmax_exp(s0_3 - stats0_0);
  g0_3 = w0_3 * (g0_3 - stats0_1);
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 0]; o0_0 += g0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 0]; o0_0 += g0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 0]; o0_0 += g0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 0]; o0_0 += g0_3 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 1]; o0_1 += g0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 1]; o0_1 += g0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 1]; o0_1 += g0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 1]; o0_1 += g0_3 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 2]; o0_2 += g0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 2]; o0_2 += g0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 2]; o0_2 += g0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 2]; o0_2 += g0_3 * number; }
  { let number = k_tile[(j - tile + 0) * 4u + 0u + 3]; o0_3 += g0_0 * number; }
  { let number = k_tile[(j - tile + 1) * 4u + 0u + 3]; o0_3 += g0_1 * number; }
  { let number = k_tile[(j - tile + 2) * 4u + 0u + 3]; o0_3 += g0_2 * number; }
  { let number = k_tile[(j - tile + 3) * 4u + 0u + 3]; o0_3 += g0_3 * number; }
      }
    }
  var dq_sums0: array<f32, 4>;
  dq_sums0[0] = o0_0 * p.scale;
  dq_sums0[1] = o0_1 * p.scale;
  dq_sums0[2] = o0_2 * p.scale;
  dq_sums0[3] = o0_3 * p.scale;
  if (inside0) { for (var n = 0u; n < p.dq_count4; n++) { dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] = dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] + dq_sums0[n]; } }
}


// GPU 3/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32,
  stats_0: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32, dk_row: u32, dk_channel: u32, dv_row: u32,
  dv_channel: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32, stats_row: u32, stats_channel: u32,
  k_count4: u32, v_count8: u32, dk_count4: u32, dv_count8: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<f32, 128>;
var<workgroup> dy_tile: array<f32, 256>;
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
  let dk_start = dk_at + block * 4u * p.dk_channel;
  let dv_start = dv_at + block * 8u * p.dv_channel;
  let q_start = q_at;
  let dy_start = dy_at;
  let stats_start = stats_at;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var k_list0: array<f32, 4>;
  for (var n = 0u; n < p.k_count4; n++) { k_list0[n] = k[k_start + row0 * p.k_row + (0u + n * 1u) * p.k_channel]; }
  let k0_0 = k_list0[0];
  let k0_1 = k_list0[1];
  let k0_2 = k_list0[2];
  let k0_3 = k_list0[3];
  var v_list0: array<f32, 8>;
  for (var n = 0u; n < p.v_count8; n++) { v_list0[n] = v[v_start + row0 * p.v_row + (0u + n * 1u) * p.v_channel]; }
  let v0_0 = v_list0[0];
  let v0_1 = v_list0[1];
  let v0_2 = v_list0[2];
  let v0_3 = v_list0[3];
  let v0_4 = v_list0[4];
  let v0_5 = v_list0[5];
  let v0_6 = v_list0[6];
  let v0_7 = v_list0[7];
  var a0_0 = 0.0;
  var a0_1 = 0.0;
  var a0_2 = 0.0;
  var a0_3 = 0.0;
  var b0_0 = 0.0;
  var b0_1 = 0.0;
  var b0_2 = 0.0;
  var b0_3 = 0.0;
  var b0_4 = 0.0;
  var b0_5 = 0.0;
  var b0_6 = 0.0;
  var b0_7 = 0.0;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 128u; n += 64u) {
        q_tile[n] = q[q_start + min(tile + n / 4u, p.steps - 1) * p.q_row + (n % 4u) * p.q_channel];
      }
      for (var n = lane; n < 256u; n += 64u) {
        dy_tile[n] = dy[dy_start + min(tile + n / 8u, p.steps - 1) * p.dy_row + (n % 8u) * p.dy_channel];
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
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 0]; s0_0 += k0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 0]; s0_1 += k0_0 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 0]; s0_2 += k0_0 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 0]; s0_3 += k0_0 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 1]; s0_0 += k0_1 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 1]; s0_1 += k0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 1]; s0_2 += k0_1 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 1]; s0_3 += k0_1 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 2]; s0_0 += k0_2 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 2]; s0_1 += k0_2 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 2]; s0_2 += k0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 2]; s0_3 += k0_2 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 3]; s0_0 += k0_3 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 3]; s0_1 += k0_3 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 3]; s0_2 += k0_3 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 3]; s0_3 += k0_3 * number; }
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
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 0]; g0_0 += v0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 0]; g0_1 += v0_0 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 0]; g0_2 += v0_0 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 0]; g0_3 += v0_0 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 1]; g0_0 += v0_1 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 1]; g0_1 += v0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 1]; g0_2 += v0_1 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 1]; g0_3 += v0_1 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 2]; g0_0 += v0_2 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 2]; g0_1 += v0_2 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 2]; g0_2 += v0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 2]; g0_3 += v0_2 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 3]; g0_0 += v0_3 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 3]; g0_1 += v0_3 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 3]; g0_2 += v0_3 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 3]; g0_3 += v0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 4]; g0_0 += v0_4 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 4]; g0_1 += v0_4 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 4]; g0_2 += v0_4 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 4]; g0_3 += v0_4 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 5]; g0_0 += v0_5 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 5]; g0_1 += v0_5 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 5]; g0_2 += v0_5 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 5]; g0_3 += v0_5 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 6]; g0_0 += v0_6 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 6]; g0_1 += v0_6 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 6]; g0_2 += v0_6 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 6]; g0_3 += v0_6 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 7]; g0_0 += v0_7 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 7]; g0_1 += v0_7 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 7]; g0_2 += v0_7 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 7]; g0_3 += v0_7 * number; }
  let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0) * 2u + 0u + 0]);
  g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0) * 2u + 0u + 1]);
  let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1) * 2u + 0u + 0]);
  g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1) * 2u + 0u + 1]);
  let w0_2 = softmax_exp(s0_2 - stats_tile[(j - tile + 2) * 2u + 0u + 0]);
  g0_2 = w0_2 * (g0_2 - stats_tile[(j - tile + 2) * 2u + 0u + 1]);
  let w0_3 = softmax_exp(s0_3 - stats_tile[(j - tile + 3) * 2u + 0u + 0]);
  g0_3 = w0_3 * (g0_3 - stats_tile[(j - tile + 3) * 2u + 0u + 1]);
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 0]; b0_0 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 0]; b0_0 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 0]; b0_0 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 0]; b0_0 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 1]; b0_1 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 1]; b0_1 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 1]; b0_1 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 1]; b0_1 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 2]; b0_2 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 2]; b0_2 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 2]; b0_2 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 2]; b0_2 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 3]; b0_3 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 3]; b0_3 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 3]; b0_3 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 3]; b0_3 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 4]; b0_4 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 4]; b0_4 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 4]; b0_4 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 4]; b0_4 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 5]; b0_5 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 5]; b0_5 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 5]; b0_5 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 5]; b0_5 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 6]; b0_6 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 6]; b0_6 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 6]; b0_6 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 6]; b0_6 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 7]; b0_7 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 7]; b0_7 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 7]; b0_7 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 7]; b0_7 += w0_3 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 0]; a0_0 += g0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 0]; a0_0 += g0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 0]; a0_0 += g0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 0]; a0_0 += g0_3 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 1]; a0_1 += g0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 1]; a0_1 += g0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 1]; a0_1 += g0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 1]; a0_1 += g0_3 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 2]; a0_2 += g0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 2]; a0_2 += g0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 2]; a0_2 += g0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 2]; a0_2 += g0_3 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 3]; a0_3 += g0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 3]; a0_3 += g0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 3]; a0_3 += g0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 3]; a0_3 += g0_3 * number; }
      }
    }
  var dk_sums0: array<f32, 4>;
  dk_sums0[0] = a0_0 * p.scale;
  dk_sums0[1] = a0_1 * p.scale;
  dk_sums0[2] = a0_2 * p.scale;
  dk_sums0[3] = a0_3 * p.scale;
  if (inside0) { for (var n = 0u; n < p.dk_count4; n++) { dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] = dk_sums0[n]; } }
  var dv_sums0: array<f32, 8>;
  dv_sums0[0] = b0_0;
  dv_sums0[1] = b0_1;
  dv_sums0[2] = b0_2;
  dv_sums0[3] = b0_3;
  dv_sums0[4] = b0_4;
  dv_sums0[5] = b0_5;
  dv_sums0[6] = b0_6;
  dv_sums0[7] = b0_7;
  if (inside0) { for (var n = 0u; n < p.dv_count8; n++) { dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] = dv_sums0[n]; } }
}


// GPU 4/4: q f32[1, 4, 9, 12], k f32[1, 4, 9, 12], v f32[1, 8, 9, 12], lse f32[1, 9, 12], out f32[1, 8, 9, 12], dy f32[1, 8, 9, 12] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, stats_0: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32,
  dk_row: u32, dk_channel: u32, dv_row: u32, dv_channel: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32,
  stats_row: u32, stats_channel: u32, k_count4: u32, v_count8: u32, dk_count4: u32, dv_count8: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<f32, 128>;
var<workgroup> dy_tile: array<f32, 256>;
var<workgroup> stats_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var stats_at = 0u;
  stats_at += i * p.stats_0;
  let k_start = i;
  let v_start = i;
  let dk_start = i + block * 4u * p.dk_channel;
  let dv_start = i + block * 8u * p.dv_channel;
  let q_start = i;
  let dy_start = i;
  let stats_start = stats_at;
  let place0 = first + lane + 0;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let end = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  var k_list0: array<f32, 4>;
  for (var n = 0u; n < p.k_count4; n++) { k_list0[n] = k[k_start + row0 * p.k_row + (0u + n * 1u) * p.k_channel]; }
  let k0_0 = k_list0[0];
  let k0_1 = k_list0[1];
  let k0_2 = k_list0[2];
  let k0_3 = k_list0[3];
  var v_list0: array<f32, 8>;
  for (var n = 0u; n < p.v_count8; n++) { v_list0[n] = v[v_start + row0 * p.v_row + (0u + n * 1u) * p.v_channel]; }
  let v0_0 = v_list0[0];
  let v0_1 = v_list0[1];
  let v0_2 = v_list0[2];
  let v0_3 = v_list0[3];
  let v0_4 = v_list0[4];
  let v0_5 = v_list0[5];
  let v0_6 = v_list0[6];
  let v0_7 = v_list0[7];
  var a0_0 = 0.0;
  var a0_1 = 0.0;
  var a0_2 = 0.0;
  var a0_3 = 0.0;
  var b0_0 = 0.0;
  var b0_1 = 0.0;
  var b0_2 = 0.0;
  var b0_3 = 0.0;
  var b0_4 = 0.0;
  var b0_5 = 0.0;
  var b0_6 = 0.0;
  var b0_7 = 0.0;
  for (var tile = 0u; tile < end; tile += 32u) {
      workgroupBarrier();
      for (var n = lane; n < 128u; n += 64u) {
        q_tile[n] = q[q_start + min(tile + n / 4u, p.steps - 1) * p.q_row + (n % 4u) * p.q_channel];
      }
      for (var n = lane; n < 256u; n += 64u) {
        dy_tile[n] = dy[dy_start + min(tile + n / 8u, p.steps - 1) * p.dy_row + (n % 8u) * p.dy_channel];
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
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 0]; s0_0 += k0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 0]; s0_1 += k0_0 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 0]; s0_2 += k0_0 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 0]; s0_3 += k0_0 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 1]; s0_0 += k0_1 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 1]; s0_1 += k0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 1]; s0_2 += k0_1 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 1]; s0_3 += k0_1 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 2]; s0_0 += k0_2 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 2]; s0_1 += k0_2 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 2]; s0_2 += k0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 2]; s0_3 += k0_2 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 3]; s0_0 += k0_3 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 3]; s0_1 += k0_3 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 3]; s0_2 += k0_3 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 3]; s0_3 += k0_3 * number; }
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
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 0]; g0_0 += v0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 0]; g0_1 += v0_0 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 0]; g0_2 += v0_0 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 0]; g0_3 += v0_0 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 1]; g0_0 += v0_1 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 1]; g0_1 += v0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 1]; g0_2 += v0_1 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 1]; g0_3 += v0_1 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 2]; g0_0 += v0_2 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 2]; g0_1 += v0_2 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 2]; g0_2 += v0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 2]; g0_3 += v0_2 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 3]; g0_0 += v0_3 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 3]; g0_1 += v0_3 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 3]; g0_2 += v0_3 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 3]; g0_3 += v0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 4]; g0_0 += v0_4 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 4]; g0_1 += v0_4 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 4]; g0_2 += v0_4 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 4]; g0_3 += v0_4 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 5]; g0_0 += v0_5 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 5]; g0_1 += v0_5 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 5]; g0_2 += v0_5 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 5]; g0_3 += v0_5 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 6]; g0_0 += v0_6 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 6]; g0_1 += v0_6 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 6]; g0_2 += v0_6 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 6]; g0_3 += v0_6 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 7]; g0_0 += v0_7 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 7]; g0_1 += v0_7 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 7]; g0_2 += v0_7 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 7]; g0_3 += v0_7 * number; }
  let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0) * 2u + 0u + 0]);
  g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0) * 2u + 0u + 1]);
  let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1) * 2u + 0u + 0]);
  g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1) * 2u + 0u + 1]);
  let w0_2 = softmax_exp(s0_2 - stats_tile[(j - tile + 2) * 2u + 0u + 0]);
  g0_2 = w0_2 * (g0_2 - stats_tile[(j - tile + 2) * 2u + 0u + 1]);
  let w0_3 = softmax_exp(s0_3 - stats_tile[(j - tile + 3) * 2u + 0u + 0]);
  g0_3 = w0_3 * (g0_3 - stats_tile[(j - tile + 3) * 2u + 0u + 1]);
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 0]; b0_0 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 0]; b0_0 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 0]; b0_0 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 0]; b0_0 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 1]; b0_1 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 1]; b0_1 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 1]; b0_1 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 1]; b0_1 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 2]; b0_2 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 2]; b0_2 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 2]; b0_2 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 2]; b0_2 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 3]; b0_3 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 3]; b0_3 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 3]; b0_3 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 3]; b0_3 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 4]; b0_4 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 4]; b0_4 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 4]; b0_4 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 4]; b0_4 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 5]; b0_5 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 5]; b0_5 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 5]; b0_5 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 5]; b0_5 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 6]; b0_6 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 6]; b0_6 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 6]; b0_6 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 6]; b0_6 += w0_3 * number; }
  { let number = dy_tile[(j - tile + 0) * 8u + 0u + 7]; b0_7 += w0_0 * number; }
  { let number = dy_tile[(j - tile + 1) * 8u + 0u + 7]; b0_7 += w0_1 * number; }
  { let number = dy_tile[(j - tile + 2) * 8u + 0u + 7]; b0_7 += w0_2 * number; }
  { let number = dy_tile[(j - tile + 3) * 8u + 0u + 7]; b0_7 += w0_3 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 0]; a0_0 += g0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 0]; a0_0 += g0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 0]; a0_0 += g0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 0]; a0_0 += g0_3 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 1]; a0_1 += g0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 1]; a0_1 += g0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 1]; a0_1 += g0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 1]; a0_1 += g0_3 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 2]; a0_2 += g0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 2]; a0_2 += g0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 2]; a0_2 += g0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 2]; a0_2 += g0_3 * number; }
  { let number = q_tile[(j - tile + 0) * 4u + 0u + 3]; a0_3 += g0_0 * number; }
  { let number = q_tile[(j - tile + 1) * 4u + 0u + 3]; a0_3 += g0_1 * number; }
  { let number = q_tile[(j - tile + 2) * 4u + 0u + 3]; a0_3 += g0_2 * number; }
  { let number = q_tile[(j - tile + 3) * 4u + 0u + 3]; a0_3 += g0_3 * number; }
      }
    }
  var dk_sums0: array<f32, 4>;
  dk_sums0[0] = a0_0 * p.scale;
  dk_sums0[1] = a0_1 * p.scale;
  dk_sums0[2] = a0_2 * p.scale;
  dk_sums0[3] = a0_3 * p.scale;
  if (inside0) { for (var n = 0u; n < p.dk_count4; n++) { dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] = dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] + dk_sums0[n]; } }
  var dv_sums0: array<f32, 8>;
  dv_sums0[0] = b0_0;
  dv_sums0[1] = b0_1;
  dv_sums0[2] = b0_2;
  dv_sums0[3] = b0_3;
  dv_sums0[4] = b0_4;
  dv_sums0[5] = b0_5;
  dv_sums0[6] = b0_6;
  dv_sums0[7] = b0_7;
  if (inside0) { for (var n = 0u; n < p.dv_count8; n++) { dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] = dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] + dv_sums0[n]; } }
}


// CPU 1/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 140 lines, SHA-256 9abeada1aed3bf491c1e2c44f9e24c88454bae5132ae0049e56903ec81d77baf


// CPU 2/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 118 lines, SHA-256 ae0a614f3281ff85df36170fc2fece10b90ee87a85befa001b2e0ef51d58a687


// CPU 3/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 129 lines, SHA-256 82865718bf79e71746f6ef3a6eab1796dcf85613d9dd35a22b1d25dc76f29860


// CPU 4/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

// 131 lines, SHA-256 ed2a7ddca68171b5b68df3c695b890da068e021fd2024139b353e539da456a74


// GPU 1/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> out: array<f32>;
@group(0) @binding(5) var<storage, read> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
@group(0) @binding(7) var<storage, read_write> stats: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32,
  stats_row: u32, stats_channel: u32, dq_row: u32, dq_channel: u32, out_row: u32, out_channel: u32, lse_row: u32,
  lse_channel: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32, dy_count2: u32,
  out_count2: u32, lse_count1: u32, stats_count2: u32, dq_count3: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  let q_start = 0u;
  let dy_start = 0u;
  let stats_start = 0u;
  let dq_start = 0u + block * 3u * p.dq_channel;
  let out_start = 0u;
  let lse_start = 0u;
  let k_start = 0u;
  let v_start = 0u;
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


// GPU 2/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dq: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, stats_0: u32, q_row: u32, q_channel: u32, dy_row: u32,
  dy_channel: u32, stats_row: u32, stats_channel: u32, dq_row: u32, dq_channel: u32, k_row: u32, k_channel: u32,
  v_row: u32, v_channel: u32, q_count3: u32, dy_count2: u32, stats_count2: u32, dq_count3: u32, scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var stats_at = 0u;
  stats_at += i * p.stats_0;
  let q_start = i;
  let dy_start = i;
  let stats_start = stats_at;
  let dq_start = i + block * 3u * p.dq_channel;
  let k_start = i;
  let v_start = i;
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
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
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
  var dq_sums0: array<f32, 3>;
  dq_sums0[0] = o0_0 * p.scale;
  dq_sums0[1] = o0_1 * p.scale;
  dq_sums0[2] = o0_2 * p.scale;
  if (inside0) { for (var n = 0u; n < p.dq_count3; n++) { dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] = dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] + dq_sums0[n]; } }
}


// GPU 3/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32, dk_row: u32,
  dk_channel: u32, dv_row: u32, dv_channel: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32,
  stats_row: u32, stats_channel: u32, k_count3: u32, v_count2: u32, dk_count3: u32, dv_count2: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
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
  let k_start = 0u;
  let v_start = 0u;
  let dk_start = 0u + block * 3u * p.dk_channel;
  let dv_start = 0u + block * 2u * p.dv_channel;
  let q_start = 0u;
  let dy_start = 0u;
  let stats_start = 0u;
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


// GPU 4/4: q f32[1, 3, 1, 6], k f32[1, 3, 1, 6], v f32[1, 2, 1, 6], lse f32[1, 1, 6], out f32[1, 2, 1, 6], dy f32[1, 2, 1, 6] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, stats_0: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32,
  dk_row: u32, dk_channel: u32, dv_row: u32, dv_channel: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32,
  stats_row: u32, stats_channel: u32, k_count3: u32, v_count2: u32, dk_count3: u32, dv_count2: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
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
  var stats_at = 0u;
  stats_at += i * p.stats_0;
  let k_start = i;
  let v_start = i;
  let dk_start = i + block * 3u * p.dk_channel;
  let dv_start = i + block * 2u * p.dv_channel;
  let q_start = i;
  let dy_start = i;
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
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
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
  if (inside0) { for (var n = 0u; n < p.dk_count3; n++) { dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] = dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] + dk_sums0[n]; } }
  var dv_sums0: array<f32, 2>;
  dv_sums0[0] = b0_0;
  dv_sums0[1] = b0_1;
  if (inside0) { for (var n = 0u; n < p.dv_count2; n++) { dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] = dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] + dv_sums0[n]; } }
}


// CPU 1/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 142 lines, SHA-256 f6d2217d6c06e74d29d222eac61da0c7bab7c400ea7d2ef2fd2e8afe6e3566e0


// CPU 2/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 116 lines, SHA-256 fbbb13690d54359e6780763c2a5a8b63d2ec8c87216c4223188559795d69c7ee


// CPU 3/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 131 lines, SHA-256 47a90aeb5f2d3f4a7b344153f41dc2dec631cc5c732215e04b5deee044f47d34


// CPU 4/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

// 129 lines, SHA-256 86b3835662b68f2aac4c284aa8dfe9c64d4fd282e021313e8495a1087ae26d87


// GPU 1/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> out: array<f32>;
@group(0) @binding(5) var<storage, read> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
@group(0) @binding(7) var<storage, read_write> stats: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, stats_0: u32, q_row: u32, q_channel: u32, dy_row: u32,
  dy_channel: u32, stats_row: u32, stats_channel: u32, dq_row: u32, dq_channel: u32, out_row: u32, out_channel: u32,
  lse_row: u32, lse_channel: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32, q_count3: u32, dy_count2: u32,
  out_count2: u32, lse_count1: u32, stats_count2: u32, dq_count3: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var stats_at = 0u;
  stats_at += i * p.stats_0;
  let q_start = i;
  let dy_start = i;
  let stats_start = stats_at;
  let dq_start = i + block * 3u * p.dq_channel;
  let out_start = i;
  let lse_start = i;
  let k_start = i;
  let v_start = i;
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


// GPU 2/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dq: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32,
  stats_row: u32, stats_channel: u32, dq_row: u32, dq_channel: u32, k_row: u32, k_channel: u32, v_row: u32,
  v_channel: u32, q_count3: u32, dy_count2: u32, stats_count2: u32, dq_count3: u32, scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<f32, 96>;
var<workgroup> v_tile: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  let q_start = 0u;
  let dy_start = 0u;
  let stats_start = 0u;
  let dq_start = 0u + block * 3u * p.dq_channel;
  let k_start = 0u;
  let v_start = 0u;
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
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
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
  var dq_sums0: array<f32, 3>;
  dq_sums0[0] = o0_0 * p.scale;
  dq_sums0[1] = o0_1 * p.scale;
  dq_sums0[2] = o0_2 * p.scale;
  if (inside0) { for (var n = 0u; n < p.dq_count3; n++) { dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] = dq[dq_start + row0 * p.dq_row + (n * 1u) * p.dq_channel] + dq_sums0[n]; } }
}


// GPU 3/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, stats_0: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32,
  dk_row: u32, dk_channel: u32, dv_row: u32, dv_channel: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32,
  stats_row: u32, stats_channel: u32, k_count3: u32, v_count2: u32, dk_count3: u32, dv_count2: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
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
  var stats_at = 0u;
  stats_at += i * p.stats_0;
  let k_start = i;
  let v_start = i;
  let dk_start = i + block * 3u * p.dk_channel;
  let dv_start = i + block * 2u * p.dv_channel;
  let q_start = i;
  let dy_start = i;
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


// GPU 4/4: q f32[1, 3, 6, 1], k f32[1, 3, 6, 1], v f32[1, 2, 6, 1], lse f32[1, 6, 1], out f32[1, 2, 6, 1], dy f32[1, 2, 6, 1] {"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<f32>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, steps: u32, tiles: u32, groups: u32, k_row: u32, k_channel: u32, v_row: u32, v_channel: u32, dk_row: u32,
  dk_channel: u32, dv_row: u32, dv_channel: u32, q_row: u32, q_channel: u32, dy_row: u32, dy_channel: u32,
  stats_row: u32, stats_channel: u32, k_count3: u32, v_count2: u32, dk_count3: u32, dv_count2: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
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
  let k_start = 0u;
  let v_start = 0u;
  let dk_start = 0u + block * 3u * p.dk_channel;
  let dv_start = 0u + block * 2u * p.dv_channel;
  let q_start = 0u;
  let dy_start = 0u;
  let stats_start = 0u;
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
  s0_0 = select(hidden, s0_0, j + 0 < p.steps && j + 0 != row0);
  s0_1 = select(hidden, s0_1, j + 1 < p.steps && j + 1 != row0);
  s0_2 = select(hidden, s0_2, j + 2 < p.steps && j + 2 != row0);
  s0_3 = select(hidden, s0_3, j + 3 < p.steps && j + 3 != row0);
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
  if (inside0) { for (var n = 0u; n < p.dk_count3; n++) { dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] = dk[dk_start + row0 * p.dk_row + (n * 1u) * p.dk_channel] + dk_sums0[n]; } }
  var dv_sums0: array<f32, 2>;
  dv_sums0[0] = b0_0;
  dv_sums0[1] = b0_1;
  if (inside0) { for (var n = 0u; n < p.dv_count2; n++) { dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] = dv[dv_start + row0 * p.dv_row + (n * 1u) * p.dv_channel] + dv_sums0[n]; } }
}
