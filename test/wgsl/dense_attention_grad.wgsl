// CPU 1/2: q f32[1, 1, 2, 5, 3], k f32[1, 1, 2, 7, 3], v f32[1, 1, 2, 7, 2], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 2], dy f32[1, 1, 2, 5, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> out: array<f32>;
@group(0) @binding(5) var<storage, read> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
@group(0) @binding(7) var<storage, read_write> stats: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, out_0: u32, lse_0: u32,
  k_0: u32, v_0: u32, q_x: u32, q_c: u32, dy_x: u32, dy_c: u32, stats_x: u32, dq_x: u32, dq_c: u32, out_x: u32,
  out_c: u32, lse_x: u32, lse_c: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, out_count1: u32, dy_count1: u32,
  all1: u32, q_count1: u32, stats_stored: u32, dq_stored: u32, scale: f32,
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
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  stats_at += i * p.stats_0;
  dq_at += i * p.dq_0;
  out_at += i * p.out_0;
  lse_at += i * p.lse_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let lse0 = lse[lse_start + row0 * lse_x];
  let known0 = select(lse0, -3.4028234663852886e+38f, lse0 < -3.4028234663852886e+38f);
  var delta0 = 0.0;
  for (var c = 0u; c < p.all1; c += 1u) {
    var out_list0: array<f32, 4>;
    for (var n = 0u; n < p.out_count1; n++) { out_list0[n] = select(f32(), out[out_start + row0 * out_x + select(0u, 4 * c + n, 4 * c + n < 2u) * out_c], 4 * c + n < 2u); }
    let out0_0 = vec4<f32>(out_list0[0], out_list0[1], out_list0[2], out_list0[3]);
    var dy_list0: array<f32, 4>;
    for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = select(f32(), dy[dy_start + row0 * dy_x + select(0u, 4 * c + n, 4 * c + n < 2u) * dy_c], 4 * c + n < 2u); }
    let dy0_0 = vec4<f32>(dy_list0[0], dy_list0[1], dy_list0[2], dy_list0[3]);
    delta0 += dot(dy0_0, out0_0);
  }
  let stats0_0 = vec4<f32>(known0, delta0, 0.0, 0.0);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var dy_list0: array<f32, 4>;
  for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = select(f32(), dy[dy_start + row0 * dy_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * dy_c], 4 * 0u + n < 2u); }
  let dy0_0 = vec4<f32>(dy_list0[0], dy_list0[1], dy_list0[2], dy_list0[3]);
  if (block == 0u) {
    var stats_sums0: array<vec4<f32>, 1>;
    stats_sums0[0] = stats0_0;
    if (inside0) { for (var n = 0u; n < p.stats_stored; n++) { stats[stats_start + row0 * stats_x + n] = stats_sums0[n]; } }
  }
  var a0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var j = 0u; j < end; j += 4u) {
    var s0_0 = 0.0;
    var s0_1 = 0.0;
    var s0_2 = 0.0;
    var s0_3 = 0.0;
    let k_part0 = select(f32(), k[k_start + min(j + (lane + 0u * 8u) / 4u * 1u, steps - 1) * k_x + select(0u, 4 * 0u + (lane + 0u * 8u) % 4u, 4 * 0u + (lane + 0u * 8u) % 4u < 3u) * k_c], 4 * 0u + (lane + 0u * 8u) % 4u < 3u);
    let k_part1 = select(f32(), k[k_start + min(j + (lane + 1u * 8u) / 4u * 1u, steps - 1) * k_x + select(0u, 4 * 0u + (lane + 1u * 8u) % 4u, 4 * 0u + (lane + 1u * 8u) % 4u < 3u) * k_c], 4 * 0u + (lane + 1u * 8u) % 4u < 3u);
    s0_0 += q0_0[0] * subgroupBroadcast(k_part0, 0u);
    s0_0 += q0_0[1] * subgroupBroadcast(k_part0, 1u);
    s0_0 += q0_0[2] * subgroupBroadcast(k_part0, 2u);
    s0_0 += q0_0[3] * subgroupBroadcast(k_part0, 3u);
    s0_1 += q0_0[0] * subgroupBroadcast(k_part0, 4u);
    s0_1 += q0_0[1] * subgroupBroadcast(k_part0, 5u);
    s0_1 += q0_0[2] * subgroupBroadcast(k_part0, 6u);
    s0_1 += q0_0[3] * subgroupBroadcast(k_part0, 7u);
    s0_2 += q0_0[0] * subgroupBroadcast(k_part1, 0u);
    s0_2 += q0_0[1] * subgroupBroadcast(k_part1, 1u);
    s0_2 += q0_0[2] * subgroupBroadcast(k_part1, 2u);
    s0_2 += q0_0[3] * subgroupBroadcast(k_part1, 3u);
    s0_3 += q0_0[0] * subgroupBroadcast(k_part1, 4u);
    s0_3 += q0_0[1] * subgroupBroadcast(k_part1, 5u);
    s0_3 += q0_0[2] * subgroupBroadcast(k_part1, 6u);
    s0_3 += q0_0[3] * subgroupBroadcast(k_part1, 7u);
    s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
    s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
    s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
    s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
    var g0_0 = 0.0;
    var g0_1 = 0.0;
    var g0_2 = 0.0;
    var g0_3 = 0.0;
    let v_part0 = select(f32(), v[v_start + min(j + (lane + 0u * 8u) / 4u * 1u, steps - 1) * v_x + select(0u, 4 * 0u + (lane + 0u * 8u) % 4u, 4 * 0u + (lane + 0u * 8u) % 4u < 2u) * v_c], 4 * 0u + (lane + 0u * 8u) % 4u < 2u);
    let v_part1 = select(f32(), v[v_start + min(j + (lane + 1u * 8u) / 4u * 1u, steps - 1) * v_x + select(0u, 4 * 0u + (lane + 1u * 8u) % 4u, 4 * 0u + (lane + 1u * 8u) % 4u < 2u) * v_c], 4 * 0u + (lane + 1u * 8u) % 4u < 2u);
    g0_0 += dy0_0[0] * subgroupBroadcast(v_part0, 0u);
    g0_0 += dy0_0[1] * subgroupBroadcast(v_part0, 1u);
    g0_0 += dy0_0[2] * subgroupBroadcast(v_part0, 2u);
    g0_0 += dy0_0[3] * subgroupBroadcast(v_part0, 3u);
    g0_1 += dy0_0[0] * subgroupBroadcast(v_part0, 4u);
    g0_1 += dy0_0[1] * subgroupBroadcast(v_part0, 5u);
    g0_1 += dy0_0[2] * subgroupBroadcast(v_part0, 6u);
    g0_1 += dy0_0[3] * subgroupBroadcast(v_part0, 7u);
    g0_2 += dy0_0[0] * subgroupBroadcast(v_part1, 0u);
    g0_2 += dy0_0[1] * subgroupBroadcast(v_part1, 1u);
    g0_2 += dy0_0[2] * subgroupBroadcast(v_part1, 2u);
    g0_2 += dy0_0[3] * subgroupBroadcast(v_part1, 3u);
    g0_3 += dy0_0[0] * subgroupBroadcast(v_part1, 4u);
    g0_3 += dy0_0[1] * subgroupBroadcast(v_part1, 5u);
    g0_3 += dy0_0[2] * subgroupBroadcast(v_part1, 6u);
    g0_3 += dy0_0[3] * subgroupBroadcast(v_part1, 7u);
    let w0_0 = softmax_exp(s0_0 - stats0_0.x);
    g0_0 = w0_0 * (g0_0 - stats0_0.y);
    let w0_1 = softmax_exp(s0_1 - stats0_0.x);
    g0_1 = w0_1 * (g0_1 - stats0_0.y);
    let w0_2 = softmax_exp(s0_2 - stats0_0.x);
    g0_2 = w0_2 * (g0_2 - stats0_0.y);
    let w0_3 = softmax_exp(s0_3 - stats0_0.x);
    g0_3 = w0_3 * (g0_3 - stats0_0.y);
    a0_0 += vec4<f32>(g0_0 * subgroupBroadcast(k_part0, 0u), g0_0 * subgroupBroadcast(k_part0, 1u), g0_0 * subgroupBroadcast(k_part0, 2u), g0_0 * subgroupBroadcast(k_part0, 3u));
    a0_0 += vec4<f32>(g0_1 * subgroupBroadcast(k_part0, 4u), g0_1 * subgroupBroadcast(k_part0, 5u), g0_1 * subgroupBroadcast(k_part0, 6u), g0_1 * subgroupBroadcast(k_part0, 7u));
    a0_0 += vec4<f32>(g0_2 * subgroupBroadcast(k_part1, 0u), g0_2 * subgroupBroadcast(k_part1, 1u), g0_2 * subgroupBroadcast(k_part1, 2u), g0_2 * subgroupBroadcast(k_part1, 3u));
    a0_0 += vec4<f32>(g0_3 * subgroupBroadcast(k_part1, 4u), g0_3 * subgroupBroadcast(k_part1, 5u), g0_3 * subgroupBroadcast(k_part1, 6u), g0_3 * subgroupBroadcast(k_part1, 7u));
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
}


// CPU 2/2: q f32[1, 1, 2, 5, 3], k f32[1, 1, 2, 7, 3], v f32[1, 1, 2, 7, 2], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 2], dy f32[1, 1, 2, 5, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

enable subgroups;
@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32,
  stats_0: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, dk_x: u32, dk_c: u32, dv_x: u32, dv_c: u32, q_x: u32, q_c: u32,
  dy_x: u32, dy_c: u32, stats_x: u32, k_count1: u32, v_count1: u32, dk_stored: u32, dv_stored: u32, scale: f32,
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
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = dk_at;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = dv_at;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var k_list0: array<f32, 4>;
  for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = select(f32(), k[k_start + row0 * k_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * k_c], 4 * 0u + n < 3u); }
  let k0_0 = vec4<f32>(k_list0[0], k_list0[1], k_list0[2], k_list0[3]);
  var v_list0: array<f32, 4>;
  for (var n = 0u; n < p.v_count1; n++) { v_list0[n] = select(f32(), v[v_start + row0 * v_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * v_c], 4 * 0u + n < 2u); }
  let v0_0 = vec4<f32>(v_list0[0], v_list0[1], v_list0[2], v_list0[3]);
  var a0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var j = 0u; j < end; j += 4u) {
    let stats_part0 = stats[stats_start + min(j + (lane + 0u * 8u) / 1u * 1u, steps - 1) * stats_x + 0u + (lane + 0u * 8u) % 1u];
    var s0_0 = 0.0;
    var s0_1 = 0.0;
    var s0_2 = 0.0;
    var s0_3 = 0.0;
    let q_part0 = select(f32(), q[q_start + min(j + (lane + 0u * 8u) / 4u * 1u, steps - 1) * q_x + select(0u, 4 * 0u + (lane + 0u * 8u) % 4u, 4 * 0u + (lane + 0u * 8u) % 4u < 3u) * q_c], 4 * 0u + (lane + 0u * 8u) % 4u < 3u);
    let q_part1 = select(f32(), q[q_start + min(j + (lane + 1u * 8u) / 4u * 1u, steps - 1) * q_x + select(0u, 4 * 0u + (lane + 1u * 8u) % 4u, 4 * 0u + (lane + 1u * 8u) % 4u < 3u) * q_c], 4 * 0u + (lane + 1u * 8u) % 4u < 3u);
    s0_0 += k0_0[0] * subgroupBroadcast(q_part0, 0u);
    s0_0 += k0_0[1] * subgroupBroadcast(q_part0, 1u);
    s0_0 += k0_0[2] * subgroupBroadcast(q_part0, 2u);
    s0_0 += k0_0[3] * subgroupBroadcast(q_part0, 3u);
    s0_1 += k0_0[0] * subgroupBroadcast(q_part0, 4u);
    s0_1 += k0_0[1] * subgroupBroadcast(q_part0, 5u);
    s0_1 += k0_0[2] * subgroupBroadcast(q_part0, 6u);
    s0_1 += k0_0[3] * subgroupBroadcast(q_part0, 7u);
    s0_2 += k0_0[0] * subgroupBroadcast(q_part1, 0u);
    s0_2 += k0_0[1] * subgroupBroadcast(q_part1, 1u);
    s0_2 += k0_0[2] * subgroupBroadcast(q_part1, 2u);
    s0_2 += k0_0[3] * subgroupBroadcast(q_part1, 3u);
    s0_3 += k0_0[0] * subgroupBroadcast(q_part1, 4u);
    s0_3 += k0_0[1] * subgroupBroadcast(q_part1, 5u);
    s0_3 += k0_0[2] * subgroupBroadcast(q_part1, 6u);
    s0_3 += k0_0[3] * subgroupBroadcast(q_part1, 7u);
    s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
    s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
    s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
    s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
    var g0_0 = 0.0;
    var g0_1 = 0.0;
    var g0_2 = 0.0;
    var g0_3 = 0.0;
    let dy_part0 = select(f32(), dy[dy_start + min(j + (lane + 0u * 8u) / 4u * 1u, steps - 1) * dy_x + select(0u, 4 * 0u + (lane + 0u * 8u) % 4u, 4 * 0u + (lane + 0u * 8u) % 4u < 2u) * dy_c], 4 * 0u + (lane + 0u * 8u) % 4u < 2u);
    let dy_part1 = select(f32(), dy[dy_start + min(j + (lane + 1u * 8u) / 4u * 1u, steps - 1) * dy_x + select(0u, 4 * 0u + (lane + 1u * 8u) % 4u, 4 * 0u + (lane + 1u * 8u) % 4u < 2u) * dy_c], 4 * 0u + (lane + 1u * 8u) % 4u < 2u);
    g0_0 += v0_0[0] * subgroupBroadcast(dy_part0, 0u);
    g0_0 += v0_0[1] * subgroupBroadcast(dy_part0, 1u);
    g0_0 += v0_0[2] * subgroupBroadcast(dy_part0, 2u);
    g0_0 += v0_0[3] * subgroupBroadcast(dy_part0, 3u);
    g0_1 += v0_0[0] * subgroupBroadcast(dy_part0, 4u);
    g0_1 += v0_0[1] * subgroupBroadcast(dy_part0, 5u);
    g0_1 += v0_0[2] * subgroupBroadcast(dy_part0, 6u);
    g0_1 += v0_0[3] * subgroupBroadcast(dy_part0, 7u);
    g0_2 += v0_0[0] * subgroupBroadcast(dy_part1, 0u);
    g0_2 += v0_0[1] * subgroupBroadcast(dy_part1, 1u);
    g0_2 += v0_0[2] * subgroupBroadcast(dy_part1, 2u);
    g0_2 += v0_0[3] * subgroupBroadcast(dy_part1, 3u);
    g0_3 += v0_0[0] * subgroupBroadcast(dy_part1, 4u);
    g0_3 += v0_0[1] * subgroupBroadcast(dy_part1, 5u);
    g0_3 += v0_0[2] * subgroupBroadcast(dy_part1, 6u);
    g0_3 += v0_0[3] * subgroupBroadcast(dy_part1, 7u);
    let w0_0 = softmax_exp(s0_0 - subgroupBroadcast(stats_part0, 0u).x);
    g0_0 = w0_0 * (g0_0 - subgroupBroadcast(stats_part0, 0u).y);
    let w0_1 = softmax_exp(s0_1 - subgroupBroadcast(stats_part0, 1u).x);
    g0_1 = w0_1 * (g0_1 - subgroupBroadcast(stats_part0, 1u).y);
    let w0_2 = softmax_exp(s0_2 - subgroupBroadcast(stats_part0, 2u).x);
    g0_2 = w0_2 * (g0_2 - subgroupBroadcast(stats_part0, 2u).y);
    let w0_3 = softmax_exp(s0_3 - subgroupBroadcast(stats_part0, 3u).x);
    g0_3 = w0_3 * (g0_3 - subgroupBroadcast(stats_part0, 3u).y);
    z0_0 += vec4<f32>(w0_0 * subgroupBroadcast(dy_part0, 0u), w0_0 * subgroupBroadcast(dy_part0, 1u), w0_0 * subgroupBroadcast(dy_part0, 2u), w0_0 * subgroupBroadcast(dy_part0, 3u));
    z0_0 += vec4<f32>(w0_1 * subgroupBroadcast(dy_part0, 4u), w0_1 * subgroupBroadcast(dy_part0, 5u), w0_1 * subgroupBroadcast(dy_part0, 6u), w0_1 * subgroupBroadcast(dy_part0, 7u));
    z0_0 += vec4<f32>(w0_2 * subgroupBroadcast(dy_part1, 0u), w0_2 * subgroupBroadcast(dy_part1, 1u), w0_2 * subgroupBroadcast(dy_part1, 2u), w0_2 * subgroupBroadcast(dy_part1, 3u));
    z0_0 += vec4<f32>(w0_3 * subgroupBroadcast(dy_part1, 4u), w0_3 * subgroupBroadcast(dy_part1, 5u), w0_3 * subgroupBroadcast(dy_part1, 6u), w0_3 * subgroupBroadcast(dy_part1, 7u));
    a0_0 += vec4<f32>(g0_0 * subgroupBroadcast(q_part0, 0u), g0_0 * subgroupBroadcast(q_part0, 1u), g0_0 * subgroupBroadcast(q_part0, 2u), g0_0 * subgroupBroadcast(q_part0, 3u));
    a0_0 += vec4<f32>(g0_1 * subgroupBroadcast(q_part0, 4u), g0_1 * subgroupBroadcast(q_part0, 5u), g0_1 * subgroupBroadcast(q_part0, 6u), g0_1 * subgroupBroadcast(q_part0, 7u));
    a0_0 += vec4<f32>(g0_2 * subgroupBroadcast(q_part1, 0u), g0_2 * subgroupBroadcast(q_part1, 1u), g0_2 * subgroupBroadcast(q_part1, 2u), g0_2 * subgroupBroadcast(q_part1, 3u));
    a0_0 += vec4<f32>(g0_3 * subgroupBroadcast(q_part1, 4u), g0_3 * subgroupBroadcast(q_part1, 5u), g0_3 * subgroupBroadcast(q_part1, 6u), g0_3 * subgroupBroadcast(q_part1, 7u));
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
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


// GPU 1/2: q f32[1, 1, 2, 5, 3], k f32[1, 1, 2, 7, 3], v f32[1, 1, 2, 7, 2], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 2], dy f32[1, 1, 2, 5, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> out: array<f32>;
@group(0) @binding(5) var<storage, read> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
@group(0) @binding(7) var<storage, read_write> stats: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, out_0: u32, lse_0: u32,
  k_0: u32, v_0: u32, q_x: u32, q_c: u32, dy_x: u32, dy_c: u32, stats_x: u32, dq_x: u32, dq_c: u32, out_x: u32,
  out_c: u32, lse_x: u32, lse_c: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, out_count1: u32, dy_count1: u32,
  all1: u32, q_count1: u32, stats_stored: u32, dq_stored: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
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
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = lse_at;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let lse0 = lse[lse_start + row0 * lse_x];
  let known0 = select(lse0, -3.4028234663852886e+38f, lse0 < -3.4028234663852886e+38f);
  var delta0 = 0.0;
  for (var c = 0u; c < p.all1; c += 1u) {
    var out_list0: array<f32, 4>;
    for (var n = 0u; n < p.out_count1; n++) { out_list0[n] = select(f32(), out[out_start + row0 * out_x + select(0u, 4 * c + n, 4 * c + n < 2u) * out_c], 4 * c + n < 2u); }
    let out0_0 = vec4<f32>(out_list0[0], out_list0[1], out_list0[2], out_list0[3]);
    var dy_list0: array<f32, 4>;
    for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = select(f32(), dy[dy_start + row0 * dy_x + select(0u, 4 * c + n, 4 * c + n < 2u) * dy_c], 4 * c + n < 2u); }
    let dy0_0 = vec4<f32>(dy_list0[0], dy_list0[1], dy_list0[2], dy_list0[3]);
    delta0 += dot(dy0_0, out0_0);
  }
  let stats0_0 = vec4<f32>(known0, delta0, 0.0, 0.0);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var dy_list0: array<f32, 4>;
  for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = select(f32(), dy[dy_start + row0 * dy_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * dy_c], 4 * 0u + n < 2u); }
  let dy0_0 = vec4<f32>(dy_list0[0], dy_list0[1], dy_list0[2], dy_list0[3]);
  if (block == 0u) {
    var stats_sums0: array<vec4<f32>, 1>;
    stats_sums0[0] = stats0_0;
    if (inside0) { for (var n = 0u; n < p.stats_stored; n++) { stats[stats_start + row0 * stats_x + n] = stats_sums0[n]; } }
  }
  var a0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(dy0_0, v_tile[(j - tile + 0u) * 1u + 0u]);
      g0_1 += dot(dy0_0, v_tile[(j - tile + 1u) * 1u + 0u]);
      g0_2 += dot(dy0_0, v_tile[(j - tile + 2u) * 1u + 0u]);
      g0_3 += dot(dy0_0, v_tile[(j - tile + 3u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 - stats0_0.y);
      let w0_1 = softmax_exp(s0_1 - stats0_0.x);
      g0_1 = w0_1 * (g0_1 - stats0_0.y);
      let w0_2 = softmax_exp(s0_2 - stats0_0.x);
      g0_2 = w0_2 * (g0_2 - stats0_0.y);
      let w0_3 = softmax_exp(s0_3 - stats0_0.x);
      g0_3 = w0_3 * (g0_3 - stats0_0.y);
      a0_0 += g0_0 * k_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * k_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * k_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * k_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
}


// GPU 2/2: q f32[1, 1, 2, 5, 3], k f32[1, 1, 2, 7, 3], v f32[1, 1, 2, 7, 2], lse f32[1, 1, 2, 5], out f32[1, 1, 2, 5, 2], dy f32[1, 1, 2, 5, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32,
  stats_0: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, dk_x: u32, dk_c: u32, dv_x: u32, dv_c: u32, q_x: u32, q_c: u32,
  dy_x: u32, dy_c: u32, stats_x: u32, k_count1: u32, v_count1: u32, dk_stored: u32, dv_stored: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 32>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
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
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = dk_at;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = dv_at;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var k_list0: array<f32, 4>;
  for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = select(f32(), k[k_start + row0 * k_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * k_c], 4 * 0u + n < 3u); }
  let k0_0 = vec4<f32>(k_list0[0], k_list0[1], k_list0[2], k_list0[3]);
  var v_list0: array<f32, 4>;
  for (var n = 0u; n < p.v_count1; n++) { v_list0[n] = select(f32(), v[v_start + row0 * v_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * v_c], 4 * 0u + n < 2u); }
  let v0_0 = vec4<f32>(v_list0[0], v_list0[1], v_list0[2], v_list0[3]);
  var a0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      q_tile[n] = vec4<f32>(select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * q_c], 4 * (n % 1u) + 0u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * q_c], 4 * (n % 1u) + 1u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * q_c], 4 * (n % 1u) + 2u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * q_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      dy_tile[n] = vec4<f32>(select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * dy_c], 4 * (n % 1u) + 0u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * dy_c], 4 * (n % 1u) + 1u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * dy_c], 4 * (n % 1u) + 2u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * dy_c], 4 * (n % 1u) + 3u < 2u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      stats_tile[n] = stats[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(k0_0, q_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(k0_0, q_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(k0_0, q_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 1u + 0u]);
      g0_1 += dot(v0_0, dy_tile[(j - tile + 1u) * 1u + 0u]);
      g0_2 += dot(v0_0, dy_tile[(j - tile + 2u) * 1u + 0u]);
      g0_3 += dot(v0_0, dy_tile[(j - tile + 3u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].x);
      g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].y);
      let w0_2 = softmax_exp(s0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].x);
      g0_2 = w0_2 * (g0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].y);
      let w0_3 = softmax_exp(s0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].x);
      g0_3 = w0_3 * (g0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 1u + 0u];
      z0_0 += w0_1 * dy_tile[(j - tile + 1u) * 1u + 0u];
      z0_0 += w0_2 * dy_tile[(j - tile + 2u) * 1u + 0u];
      z0_0 += w0_3 * dy_tile[(j - tile + 3u) * 1u + 0u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * q_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * q_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * q_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
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


// CPU 1/3, GPU 1/3: q f32[1, 2, 2, 37, 4], k f32[1, 2, 2, 41, 4], v f32[1, 2, 2, 41, 8], lse f32[1, 2, 2, 37], out f32[1, 2, 2, 37, 8], dy f32[1, 2, 2, 37, 8], dlse f32[1, 2, 2, 37] {"scale":0.6,"causal":false,"order":[0,1,2,4,3],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 1/4, GPU 1/4: q f32[1, 1, 2, 6, 3], k f32[1, 1, 2, 11, 3], v f32[1, 1, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 1, 2, 6], out f32[1, 1, 2, 6, 2], dy f32[1, 1, 2, 6, 2], dlse f32[1, 1, 2, 6] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> out: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> lse: array<f32>;
@group(0) @binding(3) var<storage, read> dlse: array<f32>;
@group(0) @binding(4) var<storage, read_write> stats: array<f32>;
struct Params {
  count: u32, out_0: u32, dy_0: u32, out_c: u32, out_count: u32, dy_c: u32, dy_count: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var out_at = 0u;
  var dy_at = 0u;
  out_at += i * p.out_0;
  dy_at += i * p.dy_0;
  let record = i * 4u;
  let out_first = out_at;
  let dy_first = dy_at;
  var delta = -dlse[i];
  for (var c = 0u; c < p.dy_count; c++) { delta += dy[dy_first + c * p.dy_c] * out[out_first + c * p.out_c]; }
  let stat = record + 0u;
  let known = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  stats[stat] = known;
  stats[stat + 1] = delta;
}


// CPU 2/3: q f32[1, 2, 2, 37, 4], k f32[1, 2, 2, 41, 4], v f32[1, 2, 2, 41, 8], lse f32[1, 2, 2, 37], out f32[1, 2, 2, 37, 8], dy f32[1, 2, 2, 37, 8], dlse f32[1, 2, 2, 37] {"scale":0.6,"causal":false,"order":[0,1,2,4,3],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 108 lines, SHA-256 7f65d1f3a23e0e4dbe700e1d94358a5bf45c794849d8101b555a8233c4b6f7a9


// CPU 3/3: q f32[1, 2, 2, 37, 4], k f32[1, 2, 2, 41, 4], v f32[1, 2, 2, 41, 8], lse f32[1, 2, 2, 37], out f32[1, 2, 2, 37, 8], dy f32[1, 2, 2, 37, 8], dlse f32[1, 2, 2, 37] {"scale":0.6,"causal":false,"order":[0,1,2,4,3],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 146 lines, SHA-256 ac7267e582852b62809066cb9626552384eb5b42478f7dfe7dcd3b06f5bf9113


// GPU 2/3: q f32[1, 2, 2, 37, 4], k f32[1, 2, 2, 41, 4], v f32[1, 2, 2, 41, 8], lse f32[1, 2, 2, 37], out f32[1, 2, 2, 37, 8], dy f32[1, 2, 2, 37, 8], dlse f32[1, 2, 2, 37] {"scale":0.6,"causal":false,"order":[0,1,2,4,3],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> v: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> dq: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, k_0: u32, v_0: u32,
  q_x: u32, dy_x: u32, stats_x: u32, dq_x: u32, k_x: u32, v_x: u32, stats_count1: u32, q_count1: u32, dy_count2: u32,
  dq_stored: u32, scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 64>;
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
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  stats_at += i * p.stats_0;
  dq_at += i * p.dq_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  var stats_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.stats_count1; n++) { stats_list0[n] = stats[stats_start + row0 * stats_x + 0u + n]; }
  let stats0_0 = stats_list0[0];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + row0 * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  var dy_list0: array<vec4<f32>, 2>;
  for (var n = 0u; n < p.dy_count2; n++) { dy_list0[n] = dy[dy_start + row0 * dy_x + 0u + n]; }
  let dy0_0 = dy_list0[0];
  let dy0_1 = dy_list0[1];
  var a0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 64u) {
      k_tile[n] = k[k_start + min(tile + n / 1u, steps - 1) * k_x + n % 1u];
    }
    for (var n = lane; n < 64u; n += 64u) {
      v_tile[n] = v[v_start + min(tile + n / 2u, steps - 1) * v_x + n % 2u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(dy0_0, v_tile[(j - tile + 0u) * 2u + 0u]);
      g0_1 += dot(dy0_0, v_tile[(j - tile + 1u) * 2u + 0u]);
      g0_2 += dot(dy0_0, v_tile[(j - tile + 2u) * 2u + 0u]);
      g0_3 += dot(dy0_0, v_tile[(j - tile + 3u) * 2u + 0u]);
      g0_0 += dot(dy0_1, v_tile[(j - tile + 0u) * 2u + 1u]);
      g0_1 += dot(dy0_1, v_tile[(j - tile + 1u) * 2u + 1u]);
      g0_2 += dot(dy0_1, v_tile[(j - tile + 2u) * 2u + 1u]);
      g0_3 += dot(dy0_1, v_tile[(j - tile + 3u) * 2u + 1u]);
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 - stats0_0.y);
      let w0_1 = softmax_exp(s0_1 - stats0_0.x);
      g0_1 = w0_1 * (g0_1 - stats0_0.y);
      let w0_2 = softmax_exp(s0_2 - stats0_0.x);
      g0_2 = w0_2 * (g0_2 - stats0_0.y);
      let w0_3 = softmax_exp(s0_3 - stats0_0.x);
      g0_3 = w0_3 * (g0_3 - stats0_0.y);
      a0_0 += g0_0 * k_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * k_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * k_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * k_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dq_sums0: array<vec4<f32>, 1>;
  dq_sums0[0] = scale * a0_0;
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n] = dq_sums0[n]; } }
}


// GPU 3/3: q f32[1, 2, 2, 37, 4], k f32[1, 2, 2, 41, 4], v f32[1, 2, 2, 41, 8], lse f32[1, 2, 2, 37], out f32[1, 2, 2, 37, 8], dy f32[1, 2, 2, 37, 8], dlse f32[1, 2, 2, 37] {"scale":0.6,"causal":false,"order":[0,1,2,4,3],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> v: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, n1: u32, r1: f32, k_1: u32, v_1: u32, dk_1: u32, dv_1: u32, q_1: u32,
  dy_1: u32, stats_1: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32, stats_0: u32, k_x: u32,
  v_x: u32, dk_x: u32, dk_c: u32, dv_x: u32, q_x: u32, dy_x: u32, stats_x: u32, k_count1: u32, v_count2: u32,
  dk_stored: u32, dv_stored: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 64>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
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
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var k_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = k[k_start + row0 * k_x + 0u + n]; }
  let k0_0 = k_list0[0];
  var v_list0: array<vec4<f32>, 2>;
  for (var n = 0u; n < p.v_count2; n++) { v_list0[n] = v[v_start + row0 * v_x + 0u + n]; }
  let v0_0 = v_list0[0];
  let v0_1 = v_list0[1];
  var a0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  var z0_1 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 64u) {
      q_tile[n] = q[q_start + min(tile + n / 1u, steps - 1) * q_x + n % 1u];
    }
    for (var n = lane; n < 64u; n += 64u) {
      dy_tile[n] = dy[dy_start + min(tile + n / 2u, steps - 1) * dy_x + n % 2u];
    }
    for (var n = lane; n < 32u; n += 64u) {
      stats_tile[n] = stats[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(k0_0, q_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(k0_0, q_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(k0_0, q_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 2u + 0u]);
      g0_1 += dot(v0_0, dy_tile[(j - tile + 1u) * 2u + 0u]);
      g0_2 += dot(v0_0, dy_tile[(j - tile + 2u) * 2u + 0u]);
      g0_3 += dot(v0_0, dy_tile[(j - tile + 3u) * 2u + 0u]);
      g0_0 += dot(v0_1, dy_tile[(j - tile + 0u) * 2u + 1u]);
      g0_1 += dot(v0_1, dy_tile[(j - tile + 1u) * 2u + 1u]);
      g0_2 += dot(v0_1, dy_tile[(j - tile + 2u) * 2u + 1u]);
      g0_3 += dot(v0_1, dy_tile[(j - tile + 3u) * 2u + 1u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].x);
      g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].y);
      let w0_2 = softmax_exp(s0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].x);
      g0_2 = w0_2 * (g0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].y);
      let w0_3 = softmax_exp(s0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].x);
      g0_3 = w0_3 * (g0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 2u + 0u];
      z0_0 += w0_1 * dy_tile[(j - tile + 1u) * 2u + 0u];
      z0_0 += w0_2 * dy_tile[(j - tile + 2u) * 2u + 0u];
      z0_0 += w0_3 * dy_tile[(j - tile + 3u) * 2u + 0u];
      z0_1 += w0_0 * dy_tile[(j - tile + 0u) * 2u + 1u];
      z0_1 += w0_1 * dy_tile[(j - tile + 1u) * 2u + 1u];
      z0_1 += w0_2 * dy_tile[(j - tile + 2u) * 2u + 1u];
      z0_1 += w0_3 * dy_tile[(j - tile + 3u) * 2u + 1u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * q_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * q_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * q_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
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


// CPU 1/2: q f32[1, 1, 1, 70, 3], k f32[1, 1, 1, 33, 3], v f32[1, 1, 1, 33, 2], lse f32[1, 1, 1, 70], out f32[1, 1, 1, 70, 2], dy f32[1, 1, 1, 70, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 151 lines, SHA-256 b4d76791efddf4a332e7a505e186c4f93d2639d721913faf81118f8481086b54


// CPU 2/2: q f32[1, 1, 1, 70, 3], k f32[1, 1, 1, 33, 3], v f32[1, 1, 1, 33, 2], lse f32[1, 1, 1, 70], out f32[1, 1, 1, 70, 2], dy f32[1, 1, 1, 70, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 144 lines, SHA-256 f3b3ed0a2ddd86fad84a147e103739c71c0609b5500197d8043003f2270b6827


// GPU 1/2: q f32[1, 1, 1, 70, 3], k f32[1, 1, 1, 33, 3], v f32[1, 1, 1, 33, 2], lse f32[1, 1, 1, 70], out f32[1, 1, 1, 70, 2], dy f32[1, 1, 1, 70, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> out: array<f32>;
@group(0) @binding(5) var<storage, read> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
@group(0) @binding(7) var<storage, read_write> stats: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_x: u32, q_c: u32, dy_x: u32, dy_c: u32, stats_x: u32, dq_x: u32,
  dq_c: u32, out_x: u32, out_c: u32, lse_x: u32, lse_c: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, out_count1: u32,
  dy_count1: u32, all1: u32, q_count1: u32, stats_stored: u32, dq_stored: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 32>;
var<workgroup> v_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 128u;
  let i = number / 1u / p.tiles;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = 0u;
  let stats_x = p.stats_x;
  let stats_start = 0u;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = 0u;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_start = 0u;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = 0u;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = 0u;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = 0u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let place1 = first + lane + 64u;
  let inside1 = place1 < p.rows;
  let row1 = min(place1, p.rows - 1);
  let steps = p.steps;
  let lse0 = lse[lse_start + row0 * lse_x];
  let known0 = select(lse0, -3.4028234663852886e+38f, lse0 < -3.4028234663852886e+38f);
  var delta0 = 0.0;
  let lse1 = lse[lse_start + row1 * lse_x];
  let known1 = select(lse1, -3.4028234663852886e+38f, lse1 < -3.4028234663852886e+38f);
  var delta1 = 0.0;
  for (var c = 0u; c < p.all1; c += 1u) {
    var out_list0: array<f32, 4>;
    for (var n = 0u; n < p.out_count1; n++) { out_list0[n] = select(f32(), out[out_start + row0 * out_x + select(0u, 4 * c + n, 4 * c + n < 2u) * out_c], 4 * c + n < 2u); }
    let out0_0 = vec4<f32>(out_list0[0], out_list0[1], out_list0[2], out_list0[3]);
    var out_list1: array<f32, 4>;
    for (var n = 0u; n < p.out_count1; n++) { out_list1[n] = select(f32(), out[out_start + row1 * out_x + select(0u, 4 * c + n, 4 * c + n < 2u) * out_c], 4 * c + n < 2u); }
    let out1_0 = vec4<f32>(out_list1[0], out_list1[1], out_list1[2], out_list1[3]);
    var dy_list0: array<f32, 4>;
    for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = select(f32(), dy[dy_start + row0 * dy_x + select(0u, 4 * c + n, 4 * c + n < 2u) * dy_c], 4 * c + n < 2u); }
    let dy0_0 = vec4<f32>(dy_list0[0], dy_list0[1], dy_list0[2], dy_list0[3]);
    var dy_list1: array<f32, 4>;
    for (var n = 0u; n < p.dy_count1; n++) { dy_list1[n] = select(f32(), dy[dy_start + row1 * dy_x + select(0u, 4 * c + n, 4 * c + n < 2u) * dy_c], 4 * c + n < 2u); }
    let dy1_0 = vec4<f32>(dy_list1[0], dy_list1[1], dy_list1[2], dy_list1[3]);
    delta0 += dot(dy0_0, out0_0);
    delta1 += dot(dy1_0, out1_0);
  }
  let stats0_0 = vec4<f32>(known0, delta0, 0.0, 0.0);
  let stats1_0 = vec4<f32>(known1, delta1, 0.0, 0.0);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var q_list1: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list1[n] = select(f32(), q[q_start + row1 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q1_0 = vec4<f32>(q_list1[0], q_list1[1], q_list1[2], q_list1[3]);
  var dy_list0: array<f32, 4>;
  for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = select(f32(), dy[dy_start + row0 * dy_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * dy_c], 4 * 0u + n < 2u); }
  let dy0_0 = vec4<f32>(dy_list0[0], dy_list0[1], dy_list0[2], dy_list0[3]);
  var dy_list1: array<f32, 4>;
  for (var n = 0u; n < p.dy_count1; n++) { dy_list1[n] = select(f32(), dy[dy_start + row1 * dy_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * dy_c], 4 * 0u + n < 2u); }
  let dy1_0 = vec4<f32>(dy_list1[0], dy_list1[1], dy_list1[2], dy_list1[3]);
  if (block == 0u) {
    var stats_sums0: array<vec4<f32>, 1>;
    stats_sums0[0] = stats0_0;
    if (inside0) { for (var n = 0u; n < p.stats_stored; n++) { stats[stats_start + row0 * stats_x + n] = stats_sums0[n]; } }
    var stats_sums1: array<vec4<f32>, 1>;
    stats_sums1[0] = stats1_0;
    if (inside1) { for (var n = 0u; n < p.stats_stored; n++) { stats[stats_start + row1 * stats_x + n] = stats_sums1[n]; } }
  }
  var a0_0 = vec4<f32>(0.0);
  var a1_0 = vec4<f32>(0.0);
  let end = min(steps, first + 128u);
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 64u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 64u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      var s1_0 = 0.0;
      var s1_1 = 0.0;
      var s1_2 = 0.0;
      var s1_3 = 0.0;
      { let met = k_tile[(j - tile + 0u) * 1u + 0u]; s0_0 += dot(q0_0, met);
      s1_0 += dot(q1_0, met); }
      { let met = k_tile[(j - tile + 1u) * 1u + 0u]; s0_1 += dot(q0_0, met);
      s1_1 += dot(q1_0, met); }
      { let met = k_tile[(j - tile + 2u) * 1u + 0u]; s0_2 += dot(q0_0, met);
      s1_2 += dot(q1_0, met); }
      { let met = k_tile[(j - tile + 3u) * 1u + 0u]; s0_3 += dot(q0_0, met);
      s1_3 += dot(q1_0, met); }
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps && j + 0u <= row0);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps && j + 1u <= row0);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps && j + 2u <= row0);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps && j + 3u <= row0);
      s1_0 = select(hidden, s1_0 * scale, j + 0u < steps && j + 0u <= row1);
      s1_1 = select(hidden, s1_1 * scale, j + 1u < steps && j + 1u <= row1);
      s1_2 = select(hidden, s1_2 * scale, j + 2u < steps && j + 2u <= row1);
      s1_3 = select(hidden, s1_3 * scale, j + 3u < steps && j + 3u <= row1);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      var g1_0 = 0.0;
      var g1_1 = 0.0;
      var g1_2 = 0.0;
      var g1_3 = 0.0;
      { let met = v_tile[(j - tile + 0u) * 1u + 0u]; g0_0 += dot(dy0_0, met);
      g1_0 += dot(dy1_0, met); }
      { let met = v_tile[(j - tile + 1u) * 1u + 0u]; g0_1 += dot(dy0_0, met);
      g1_1 += dot(dy1_0, met); }
      { let met = v_tile[(j - tile + 2u) * 1u + 0u]; g0_2 += dot(dy0_0, met);
      g1_2 += dot(dy1_0, met); }
      { let met = v_tile[(j - tile + 3u) * 1u + 0u]; g0_3 += dot(dy0_0, met);
      g1_3 += dot(dy1_0, met); }
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 - stats0_0.y);
      let w0_1 = softmax_exp(s0_1 - stats0_0.x);
      g0_1 = w0_1 * (g0_1 - stats0_0.y);
      let w0_2 = softmax_exp(s0_2 - stats0_0.x);
      g0_2 = w0_2 * (g0_2 - stats0_0.y);
      let w0_3 = softmax_exp(s0_3 - stats0_0.x);
      g0_3 = w0_3 * (g0_3 - stats0_0.y);
      let w1_0 = softmax_exp(s1_0 - stats1_0.x);
      g1_0 = w1_0 * (g1_0 - stats1_0.y);
      let w1_1 = softmax_exp(s1_1 - stats1_0.x);
      g1_1 = w1_1 * (g1_1 - stats1_0.y);
      let w1_2 = softmax_exp(s1_2 - stats1_0.x);
      g1_2 = w1_2 * (g1_2 - stats1_0.y);
      let w1_3 = softmax_exp(s1_3 - stats1_0.x);
      g1_3 = w1_3 * (g1_3 - stats1_0.y);
      { let met = k_tile[(j - tile + 0u) * 1u + 0u]; a0_0 += g0_0 * met;
      a1_0 += g1_0 * met; }
      { let met = k_tile[(j - tile + 1u) * 1u + 0u]; a0_0 += g0_1 * met;
      a1_0 += g1_1 * met; }
      { let met = k_tile[(j - tile + 2u) * 1u + 0u]; a0_0 += g0_2 * met;
      a1_0 += g1_2 * met; }
      { let met = k_tile[(j - tile + 3u) * 1u + 0u]; a0_0 += g0_3 * met;
      a1_0 += g1_3 * met; }
    }
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
  var dq_sums1: array<f32, 4>;
  {
    let sum = scale * a1_0;
    dq_sums1[0] = sum[0];
    dq_sums1[1] = sum[1];
    dq_sums1[2] = sum[2];
    dq_sums1[3] = sum[3];
  }
  if (inside1) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row1 * dq_x + n * dq_c] = dq_sums1[n]; } }
}


// GPU 2/2: q f32[1, 1, 1, 70, 3], k f32[1, 1, 1, 33, 3], v f32[1, 1, 1, 33, 2], lse f32[1, 1, 1, 70], out f32[1, 1, 1, 70, 2], dy f32[1, 1, 1, 70, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> dk: array<f32>;
@group(0) @binding(6) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, dk_x: u32, dk_c: u32,
  dv_x: u32, dv_c: u32, q_x: u32, q_c: u32, dy_x: u32, dy_c: u32, stats_x: u32, k_count1: u32, v_count1: u32,
  dk_stored: u32, dv_stored: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 32>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = 0u;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = 0u;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = 0u;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = 0u;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = 0u;
  let stats_x = p.stats_x;
  let stats_start = 0u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var k_list0: array<f32, 4>;
  for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = select(f32(), k[k_start + row0 * k_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * k_c], 4 * 0u + n < 3u); }
  let k0_0 = vec4<f32>(k_list0[0], k_list0[1], k_list0[2], k_list0[3]);
  var v_list0: array<f32, 4>;
  for (var n = 0u; n < p.v_count1; n++) { v_list0[n] = select(f32(), v[v_start + row0 * v_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * v_c], 4 * 0u + n < 2u); }
  let v0_0 = vec4<f32>(v_list0[0], v_list0[1], v_list0[2], v_list0[3]);
  var a0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 64u) {
      q_tile[n] = vec4<f32>(select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * q_c], 4 * (n % 1u) + 0u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * q_c], 4 * (n % 1u) + 1u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * q_c], 4 * (n % 1u) + 2u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * q_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 64u) {
      dy_tile[n] = vec4<f32>(select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * dy_c], 4 * (n % 1u) + 0u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * dy_c], 4 * (n % 1u) + 1u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * dy_c], 4 * (n % 1u) + 2u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * dy_c], 4 * (n % 1u) + 3u < 2u));
    }
    for (var n = lane; n < 32u; n += 64u) {
      stats_tile[n] = stats[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(k0_0, q_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(k0_0, q_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(k0_0, q_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps && row0 <= j + 0u);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps && row0 <= j + 1u);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps && row0 <= j + 2u);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps && row0 <= j + 3u);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 1u + 0u]);
      g0_1 += dot(v0_0, dy_tile[(j - tile + 1u) * 1u + 0u]);
      g0_2 += dot(v0_0, dy_tile[(j - tile + 2u) * 1u + 0u]);
      g0_3 += dot(v0_0, dy_tile[(j - tile + 3u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].x);
      g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].y);
      let w0_2 = softmax_exp(s0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].x);
      g0_2 = w0_2 * (g0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].y);
      let w0_3 = softmax_exp(s0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].x);
      g0_3 = w0_3 * (g0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 1u + 0u];
      z0_0 += w0_1 * dy_tile[(j - tile + 1u) * 1u + 0u];
      z0_0 += w0_2 * dy_tile[(j - tile + 2u) * 1u + 0u];
      z0_0 += w0_3 * dy_tile[(j - tile + 3u) * 1u + 0u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * q_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * q_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * q_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
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


// CPU 1/4, GPU 1/4: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 1/3, GPU 1/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> out: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> lse: array<f32>;
@group(0) @binding(3) var<storage, read_write> stats: array<f32>;
struct Params {
  count: u32, out_0: u32, dy_0: u32, out_c: u32, out_count: u32, dy_c: u32, dy_count: u32, scale: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var out_at = 0u;
  var dy_at = 0u;
  out_at += i * p.out_0;
  dy_at += i * p.dy_0;
  let record = i * 4u;
  let out_first = out_at;
  let dy_first = dy_at;
  var delta = 0.0;
  for (var c = 0u; c < p.dy_count; c++) { delta += dy[dy_first + c * p.dy_c] * out[out_first + c * p.out_c]; }
  let stat = record + 0u;
  let known = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  stats[stat] = known;
  stats[stat + 1] = delta;
}


// CPU 2/4: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 159 lines, SHA-256 fd2ec86db1ec544dd9ec52c928cf77aa38c6ea37d653a35dba6b54bc9af5d40b


// CPU 3/4: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 179 lines, SHA-256 2b682426c98c4afe40a90b95dc3e0d1892b98895e2b3b4c87bd33c2c4083b428


// CPU 4/4, GPU 4/4: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}
// CPU 4/4, GPU 4/4: q f32[1, 1, 2, 6, 3], k f32[1, 1, 2, 11, 3], v f32[1, 1, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 1, 2, 6], out f32[1, 1, 2, 6, 2], dy f32[1, 1, 2, 6, 2], dlse f32[1, 1, 2, 6] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<f32>;
@group(0) @binding(4) var<storage, read> dy: array<f32>;
@group(0) @binding(5) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(6) var<storage, read_write> dmask: array<f32>;
struct Params {
  count: u32, d: u32, e: u32, queries: u32, size0: u32, extent0: u32, size1: u32, extent1: u32, size2: u32,
  extent2: u32, size3: u32, extent3: u32, size4: u32, extent4: u32, q_offset: u32, q_0: u32, q_1: u32, q_2: u32,
  q_3: u32, q_4: u32, k_offset: u32, k_0: u32, k_1: u32, k_2: u32, k_3: u32, k_4: u32, v_offset: u32, v_0: u32,
  v_1: u32, v_2: u32, v_3: u32, v_4: u32, dy_offset: u32, dy_0: u32, dy_1: u32, dy_2: u32, dy_3: u32, dy_4: u32,
  mask_offset: u32, mask_0: u32, mask_1: u32, mask_2: u32, mask_3: u32, mask_4: u32, batch1: u32, batch2: u32,
  scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let at4 = rest % p.size4;
  rest /= p.size4;
  let at3 = rest % p.size3;
  rest /= p.size3;
  let at2 = rest % p.size2;
  rest /= p.size2;
  let at1 = rest % p.size1;
  rest /= p.size1;
  let at0 = rest % p.size0;
  rest /= p.size0;
  var sum = 0.0;
  for (var x0 = at0; x0 < at0 + p.extent0; x0++) {
    for (var x1 = at1; x1 < at1 + p.extent1; x1++) {
      for (var x2 = at2; x2 < at2 + p.extent2; x2++) {
        for (var x3 = at3; x3 < at3 + p.extent3; x3++) {
          var line = 0.0;
          for (var x4 = at4; x4 < at4 + p.extent4; x4++) {
            let q_at = p.q_offset + x0 * p.q_0 + x1 * p.q_1 + x2 * p.q_2 + x3 * p.q_3;
            let k_at = p.k_offset + x0 * p.k_0 + x1 * p.k_1 + x2 * p.k_2 + x4 * p.k_3;
            let v_at = p.v_offset + x0 * p.v_0 + x1 * p.v_1 + x2 * p.v_2 + x4 * p.v_3;
            let dy_at = p.dy_offset + x0 * p.dy_0 + x1 * p.dy_1 + x2 * p.dy_2 + x3 * p.dy_3;
            var score = 0.0;
            for (var c = 0u; c < p.d; c++) { score += q[q_at + c * p.q_4] * k[k_at + c * p.k_4]; }
            var change = 0.0;
            for (var c = 0u; c < p.e; c++) { change += dy[dy_at + c * p.dy_4] * v[v_at + c * p.v_4]; }
            let stat = stats[((x0 * p.batch1 + x1) * p.batch2 + x2) * p.queries + x3];
            let number = mask[p.mask_offset + x0 * p.mask_0 + x1 * p.mask_1 + x2 * p.mask_2 + x3 * p.mask_3 + x4 * p.mask_4];
            let gradient = softmax_exp(score * p.scale + number - stat.x) * (change - stat.y);
            line += select(0.0, gradient, x4 <= x3);
          }
          sum += line;
        }
      }
    }
  }
  dmask[i] = sum;
}


// GPU 2/4: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read> mask: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, n1: u32, r1: f32, q_1: u32, dy_1: u32, stats_1: u32, dq_1: u32,
  mask_1: u32, k_1: u32, v_1: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, k_0: u32, v_0: u32, q_x: u32, q_c: u32,
  dy_x: u32, dy_c: u32, stats_x: u32, dq_x: u32, dq_c: u32, mask_x: u32, mask_c: u32, k_x: u32, k_c: u32, v_x: u32,
  v_c: u32, stats_count1: u32, q_count1: u32, dy_count1: u32, dq_stored: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
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
  var dy_at = 0u;
  var stats_at = 0u;
  var dq_at = 0u;
  var mask_at = 0u;
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
  mask_at += coordinate1 * p.mask_1;
  k_at += coordinate1 * p.k_1;
  v_at += coordinate1 * p.v_1;
  q_at += rest * p.q_0;
  dy_at += rest * p.dy_0;
  stats_at += rest * p.stats_0;
  dq_at += rest * p.dq_0;
  k_at += rest * p.k_0;
  v_at += rest * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
  let mask_c = p.mask_c;
  let mask_x = p.mask_x;
  let mask_start = mask_at;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  var stats_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.stats_count1; n++) { stats_list0[n] = stats[stats_start + row0 * stats_x + 0u + n]; }
  let stats0_0 = stats_list0[0];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var dy_list0: array<f32, 4>;
  for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = select(f32(), dy[dy_start + row0 * dy_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * dy_c], 4 * 0u + n < 2u); }
  let dy0_0 = vec4<f32>(dy_list0[0], dy_list0[1], dy_list0[2], dy_list0[3]);
  var a0_0 = vec4<f32>(0.0);
  let end = min(steps, first + 32u);
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale + mask[mask_start + row0 * mask_x + min(j + 0u, steps - 1) * mask_c], j + 0u < steps && j + 0u <= row0);
      s0_1 = select(hidden, s0_1 * scale + mask[mask_start + row0 * mask_x + min(j + 1u, steps - 1) * mask_c], j + 1u < steps && j + 1u <= row0);
      s0_2 = select(hidden, s0_2 * scale + mask[mask_start + row0 * mask_x + min(j + 2u, steps - 1) * mask_c], j + 2u < steps && j + 2u <= row0);
      s0_3 = select(hidden, s0_3 * scale + mask[mask_start + row0 * mask_x + min(j + 3u, steps - 1) * mask_c], j + 3u < steps && j + 3u <= row0);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(dy0_0, v_tile[(j - tile + 0u) * 1u + 0u]);
      g0_1 += dot(dy0_0, v_tile[(j - tile + 1u) * 1u + 0u]);
      g0_2 += dot(dy0_0, v_tile[(j - tile + 2u) * 1u + 0u]);
      g0_3 += dot(dy0_0, v_tile[(j - tile + 3u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 - stats0_0.y);
      let w0_1 = softmax_exp(s0_1 - stats0_0.x);
      g0_1 = w0_1 * (g0_1 - stats0_0.y);
      let w0_2 = softmax_exp(s0_2 - stats0_0.x);
      g0_2 = w0_2 * (g0_2 - stats0_0.y);
      let w0_3 = softmax_exp(s0_3 - stats0_0.x);
      g0_3 = w0_3 * (g0_3 - stats0_0.y);
      a0_0 += g0_0 * k_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * k_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * k_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * k_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
}


// GPU 3/4: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read> mask: array<f32>;
@group(0) @binding(6) var<storage, read_write> dk: array<f32>;
@group(0) @binding(7) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, n1: u32, r1: f32, k_1: u32, v_1: u32, dk_1: u32, dv_1: u32,
  mask_1: u32, q_1: u32, dy_1: u32, stats_1: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32,
  stats_0: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, dk_x: u32, dk_c: u32, dv_x: u32, dv_c: u32, mask_x: u32,
  mask_c: u32, q_x: u32, q_c: u32, dy_x: u32, dy_c: u32, stats_x: u32, k_count1: u32, v_count1: u32, dk_stored: u32,
  dv_stored: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 32>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
  var v_at = 0u;
  var dk_at = 0u;
  var dv_at = 0u;
  var mask_at = 0u;
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
  mask_at += coordinate1 * p.mask_1;
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
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = dk_at;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = dv_at;
  let mask_c = p.mask_c;
  let mask_x = p.mask_x;
  let mask_start = mask_at;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var k_list0: array<f32, 4>;
  for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = select(f32(), k[k_start + row0 * k_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * k_c], 4 * 0u + n < 3u); }
  let k0_0 = vec4<f32>(k_list0[0], k_list0[1], k_list0[2], k_list0[3]);
  var v_list0: array<f32, 4>;
  for (var n = 0u; n < p.v_count1; n++) { v_list0[n] = select(f32(), v[v_start + row0 * v_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * v_c], 4 * 0u + n < 2u); }
  let v0_0 = vec4<f32>(v_list0[0], v_list0[1], v_list0[2], v_list0[3]);
  var a0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      q_tile[n] = vec4<f32>(select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * q_c], 4 * (n % 1u) + 0u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * q_c], 4 * (n % 1u) + 1u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * q_c], 4 * (n % 1u) + 2u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * q_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      dy_tile[n] = vec4<f32>(select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * dy_c], 4 * (n % 1u) + 0u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * dy_c], 4 * (n % 1u) + 1u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * dy_c], 4 * (n % 1u) + 2u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * dy_c], 4 * (n % 1u) + 3u < 2u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      stats_tile[n] = stats[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(k0_0, q_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(k0_0, q_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(k0_0, q_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale + mask[mask_start + row0 * mask_x + min(j + 0u, steps - 1) * mask_c], j + 0u < steps && row0 <= j + 0u);
      s0_1 = select(hidden, s0_1 * scale + mask[mask_start + row0 * mask_x + min(j + 1u, steps - 1) * mask_c], j + 1u < steps && row0 <= j + 1u);
      s0_2 = select(hidden, s0_2 * scale + mask[mask_start + row0 * mask_x + min(j + 2u, steps - 1) * mask_c], j + 2u < steps && row0 <= j + 2u);
      s0_3 = select(hidden, s0_3 * scale + mask[mask_start + row0 * mask_x + min(j + 3u, steps - 1) * mask_c], j + 3u < steps && row0 <= j + 3u);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 1u + 0u]);
      g0_1 += dot(v0_0, dy_tile[(j - tile + 1u) * 1u + 0u]);
      g0_2 += dot(v0_0, dy_tile[(j - tile + 2u) * 1u + 0u]);
      g0_3 += dot(v0_0, dy_tile[(j - tile + 3u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].x);
      g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].y);
      let w0_2 = softmax_exp(s0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].x);
      g0_2 = w0_2 * (g0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].y);
      let w0_3 = softmax_exp(s0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].x);
      g0_3 = w0_3 * (g0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 1u + 0u];
      z0_0 += w0_1 * dy_tile[(j - tile + 1u) * 1u + 0u];
      z0_0 += w0_2 * dy_tile[(j - tile + 2u) * 1u + 0u];
      z0_0 += w0_3 * dy_tile[(j - tile + 3u) * 1u + 0u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * q_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * q_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * q_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
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


// CPU 2/4: q f32[1, 1, 2, 6, 3], k f32[1, 1, 2, 11, 3], v f32[1, 1, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 1, 2, 6], out f32[1, 1, 2, 6, 2], dy f32[1, 1, 2, 6, 2], dlse f32[1, 1, 2, 6] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 144 lines, SHA-256 b262c5abb5f6379822d8c49542bf00b1ae1c559b64903b12a90c4ffcc73b9438


// CPU 3/4: q f32[1, 1, 2, 6, 3], k f32[1, 1, 2, 11, 3], v f32[1, 1, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 1, 2, 6], out f32[1, 1, 2, 6, 2], dy f32[1, 1, 2, 6, 2], dlse f32[1, 1, 2, 6] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 163 lines, SHA-256 bb1da4e46c89f8eb5c575c77f1f7e760fc76180dfc86de18ec3e6fd4831d2c4d


// GPU 2/4: q f32[1, 1, 2, 6, 3], k f32[1, 1, 2, 11, 3], v f32[1, 1, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 1, 2, 6], out f32[1, 1, 2, 6, 2], dy f32[1, 1, 2, 6, 2], dlse f32[1, 1, 2, 6] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read> mask: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, k_0: u32, v_0: u32,
  q_x: u32, q_c: u32, dy_x: u32, dy_c: u32, stats_x: u32, dq_x: u32, dq_c: u32, mask_x: u32, mask_c: u32, k_x: u32,
  k_c: u32, v_x: u32, v_c: u32, stats_count1: u32, q_count1: u32, dy_count1: u32, dq_stored: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
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
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
  let mask_c = p.mask_c;
  let mask_x = p.mask_x;
  let mask_start = 0u;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  var stats_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.stats_count1; n++) { stats_list0[n] = stats[stats_start + row0 * stats_x + 0u + n]; }
  let stats0_0 = stats_list0[0];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var dy_list0: array<f32, 4>;
  for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = select(f32(), dy[dy_start + row0 * dy_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * dy_c], 4 * 0u + n < 2u); }
  let dy0_0 = vec4<f32>(dy_list0[0], dy_list0[1], dy_list0[2], dy_list0[3]);
  var a0_0 = vec4<f32>(0.0);
  let end = min(steps, first + 32u);
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale + mask[mask_start + row0 * mask_x + min(j + 0u, steps - 1) * mask_c], j + 0u < steps && j + 0u <= row0);
      s0_1 = select(hidden, s0_1 * scale + mask[mask_start + row0 * mask_x + min(j + 1u, steps - 1) * mask_c], j + 1u < steps && j + 1u <= row0);
      s0_2 = select(hidden, s0_2 * scale + mask[mask_start + row0 * mask_x + min(j + 2u, steps - 1) * mask_c], j + 2u < steps && j + 2u <= row0);
      s0_3 = select(hidden, s0_3 * scale + mask[mask_start + row0 * mask_x + min(j + 3u, steps - 1) * mask_c], j + 3u < steps && j + 3u <= row0);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(dy0_0, v_tile[(j - tile + 0u) * 1u + 0u]);
      g0_1 += dot(dy0_0, v_tile[(j - tile + 1u) * 1u + 0u]);
      g0_2 += dot(dy0_0, v_tile[(j - tile + 2u) * 1u + 0u]);
      g0_3 += dot(dy0_0, v_tile[(j - tile + 3u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 - stats0_0.y);
      let w0_1 = softmax_exp(s0_1 - stats0_0.x);
      g0_1 = w0_1 * (g0_1 - stats0_0.y);
      let w0_2 = softmax_exp(s0_2 - stats0_0.x);
      g0_2 = w0_2 * (g0_2 - stats0_0.y);
      let w0_3 = softmax_exp(s0_3 - stats0_0.x);
      g0_3 = w0_3 * (g0_3 - stats0_0.y);
      a0_0 += g0_0 * k_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * k_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * k_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * k_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
}


// GPU 3/4: q f32[1, 1, 2, 6, 3], k f32[1, 1, 2, 11, 3], v f32[1, 1, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 1, 2, 6], out f32[1, 1, 2, 6, 2], dy f32[1, 1, 2, 6, 2], dlse f32[1, 1, 2, 6] {"scale":0.6,"causal":true,"order":[0,1,2,3,4],"of":["q","k","v","mask"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read> mask: array<f32>;
@group(0) @binding(6) var<storage, read_write> dk: array<f32>;
@group(0) @binding(7) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, q_0: u32, dy_0: u32,
  stats_0: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, dk_x: u32, dk_c: u32, dv_x: u32, dv_c: u32, mask_x: u32,
  mask_c: u32, q_x: u32, q_c: u32, dy_x: u32, dy_c: u32, stats_x: u32, k_count1: u32, v_count1: u32, dk_stored: u32,
  dv_stored: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 32>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
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
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = dk_at;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = dv_at;
  let mask_c = p.mask_c;
  let mask_x = p.mask_x;
  let mask_start = 0u;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var k_list0: array<f32, 4>;
  for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = select(f32(), k[k_start + row0 * k_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * k_c], 4 * 0u + n < 3u); }
  let k0_0 = vec4<f32>(k_list0[0], k_list0[1], k_list0[2], k_list0[3]);
  var v_list0: array<f32, 4>;
  for (var n = 0u; n < p.v_count1; n++) { v_list0[n] = select(f32(), v[v_start + row0 * v_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * v_c], 4 * 0u + n < 2u); }
  let v0_0 = vec4<f32>(v_list0[0], v_list0[1], v_list0[2], v_list0[3]);
  var a0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      q_tile[n] = vec4<f32>(select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * q_c], 4 * (n % 1u) + 0u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * q_c], 4 * (n % 1u) + 1u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * q_c], 4 * (n % 1u) + 2u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * q_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      dy_tile[n] = vec4<f32>(select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * dy_c], 4 * (n % 1u) + 0u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * dy_c], 4 * (n % 1u) + 1u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * dy_c], 4 * (n % 1u) + 2u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * dy_c], 4 * (n % 1u) + 3u < 2u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      stats_tile[n] = stats[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(k0_0, q_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(k0_0, q_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(k0_0, q_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale + mask[mask_start + row0 * mask_x + min(j + 0u, steps - 1) * mask_c], j + 0u < steps && row0 <= j + 0u);
      s0_1 = select(hidden, s0_1 * scale + mask[mask_start + row0 * mask_x + min(j + 1u, steps - 1) * mask_c], j + 1u < steps && row0 <= j + 1u);
      s0_2 = select(hidden, s0_2 * scale + mask[mask_start + row0 * mask_x + min(j + 2u, steps - 1) * mask_c], j + 2u < steps && row0 <= j + 2u);
      s0_3 = select(hidden, s0_3 * scale + mask[mask_start + row0 * mask_x + min(j + 3u, steps - 1) * mask_c], j + 3u < steps && row0 <= j + 3u);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 1u + 0u]);
      g0_1 += dot(v0_0, dy_tile[(j - tile + 1u) * 1u + 0u]);
      g0_2 += dot(v0_0, dy_tile[(j - tile + 2u) * 1u + 0u]);
      g0_3 += dot(v0_0, dy_tile[(j - tile + 3u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].x);
      g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].y);
      let w0_2 = softmax_exp(s0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].x);
      g0_2 = w0_2 * (g0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].y);
      let w0_3 = softmax_exp(s0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].x);
      g0_3 = w0_3 * (g0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 1u + 0u];
      z0_0 += w0_1 * dy_tile[(j - tile + 1u) * 1u + 0u];
      z0_0 += w0_2 * dy_tile[(j - tile + 2u) * 1u + 0u];
      z0_0 += w0_3 * dy_tile[(j - tile + 3u) * 1u + 0u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * q_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * q_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * q_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
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


// CPU 2/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 146 lines, SHA-256 1768aa81c10e1414fc63e294d051a4a61a3841e0605fbbe102fbfcd021d34333


// CPU 3/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

// 165 lines, SHA-256 83010ee53322e706c8f9b9d7211426f4d60e28f12d88ac55b14c6199c7244f13


// GPU 2/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read> mask: array<u32>;
@group(0) @binding(6) var<storage, read_write> dq: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_0: u32, dy_0: u32, stats_0: u32, dq_0: u32, mask_0: u32, k_0: u32,
  v_0: u32, q_x: u32, q_c: u32, dy_x: u32, dy_c: u32, stats_x: u32, dq_x: u32, dq_c: u32, mask_x: u32, mask_c: u32,
  k_x: u32, k_c: u32, v_x: u32, v_c: u32, stats_count1: u32, q_count1: u32, dy_count1: u32, dq_stored: u32, scale: f32,
}
@group(0) @binding(7) var<uniform> p: Params;
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
  var dy_at = 0u;
  var stats_at = 0u;
  var dq_at = 0u;
  var mask_at = 0u;
  var k_at = 0u;
  var v_at = 0u;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  stats_at += i * p.stats_0;
  dq_at += i * p.dq_0;
  mask_at += i * p.mask_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let dq_c = p.dq_c;
  let dq_x = p.dq_x;
  let dq_start = dq_at;
  let mask_c = p.mask_c;
  let mask_x = p.mask_x;
  let mask_start = mask_at;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  var stats_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.stats_count1; n++) { stats_list0[n] = stats[stats_start + row0 * stats_x + 0u + n]; }
  let stats0_0 = stats_list0[0];
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + row0 * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var dy_list0: array<f32, 4>;
  for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = select(f32(), dy[dy_start + row0 * dy_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * dy_c], 4 * 0u + n < 2u); }
  let dy0_0 = vec4<f32>(dy_list0[0], dy_list0[1], dy_list0[2], dy_list0[3]);
  var a0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      k_tile[n] = vec4<f32>(select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * k_c], 4 * (n % 1u) + 0u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * k_c], 4 * (n % 1u) + 1u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * k_c], 4 * (n % 1u) + 2u < 3u), select(f32(), k[k_start + min(tile + n / 1u, steps - 1) * k_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * k_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      v_tile[n] = vec4<f32>(select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * v_c], 4 * (n % 1u) + 0u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * v_c], 4 * (n % 1u) + 1u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * v_c], 4 * (n % 1u) + 2u < 2u), select(f32(), v[v_start + min(tile + n / 1u, steps - 1) * v_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * v_c], 4 * (n % 1u) + 3u < 2u));
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(q0_0, k_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(q0_0, k_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps && mask[mask_start + row0 * mask_x + min(j + 0u, steps - 1) * mask_c] != 0);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps && mask[mask_start + row0 * mask_x + min(j + 1u, steps - 1) * mask_c] != 0);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps && mask[mask_start + row0 * mask_x + min(j + 2u, steps - 1) * mask_c] != 0);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps && mask[mask_start + row0 * mask_x + min(j + 3u, steps - 1) * mask_c] != 0);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(dy0_0, v_tile[(j - tile + 0u) * 1u + 0u]);
      g0_1 += dot(dy0_0, v_tile[(j - tile + 1u) * 1u + 0u]);
      g0_2 += dot(dy0_0, v_tile[(j - tile + 2u) * 1u + 0u]);
      g0_3 += dot(dy0_0, v_tile[(j - tile + 3u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 - stats0_0.y);
      let w0_1 = softmax_exp(s0_1 - stats0_0.x);
      g0_1 = w0_1 * (g0_1 - stats0_0.y);
      let w0_2 = softmax_exp(s0_2 - stats0_0.x);
      g0_2 = w0_2 * (g0_2 - stats0_0.y);
      let w0_3 = softmax_exp(s0_3 - stats0_0.x);
      g0_3 = w0_3 * (g0_3 - stats0_0.y);
      a0_0 += g0_0 * k_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * k_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * k_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * k_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dq_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
    dq_sums0[0] = sum[0];
    dq_sums0[1] = sum[1];
    dq_sums0[2] = sum[2];
    dq_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n * dq_c] = dq_sums0[n]; } }
}


// GPU 3/3: q f32[2, 1, 1, 9, 3], k f32[2, 1, 1, 10, 3], v f32[2, 1, 1, 10, 2], mask bool[2, 1, 1, 9, 10], lse f32[2, 1, 1, 9], out f32[2, 1, 1, 9, 2], dy f32[2, 1, 1, 9, 2] {"scale":0.6,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,4,3],"v":[0,2,1,3,4]}}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read> mask: array<u32>;
@group(0) @binding(6) var<storage, read_write> dk: array<f32>;
@group(0) @binding(7) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, k_0: u32, v_0: u32, dk_0: u32, dv_0: u32, mask_0: u32, q_0: u32,
  dy_0: u32, stats_0: u32, k_x: u32, k_c: u32, v_x: u32, v_c: u32, dk_x: u32, dk_c: u32, dv_x: u32, dv_c: u32,
  mask_x: u32, mask_c: u32, q_x: u32, q_c: u32, dy_x: u32, dy_c: u32, stats_x: u32, k_count1: u32, v_count1: u32,
  dk_stored: u32, dv_stored: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 32>;
var<workgroup> dy_tile: array<vec4<f32>, 32>;
var<workgroup> stats_tile: array<vec4<f32>, 32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  var k_at = 0u;
  var v_at = 0u;
  var dk_at = 0u;
  var dv_at = 0u;
  var mask_at = 0u;
  var q_at = 0u;
  var dy_at = 0u;
  var stats_at = 0u;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  dk_at += i * p.dk_0;
  dv_at += i * p.dv_0;
  mask_at += i * p.mask_0;
  q_at += i * p.q_0;
  dy_at += i * p.dy_0;
  stats_at += i * p.stats_0;
  let k_c = p.k_c;
  let k_x = p.k_x;
  let k_start = k_at;
  let v_c = p.v_c;
  let v_x = p.v_x;
  let v_start = v_at;
  let dk_c = p.dk_c;
  let dk_x = p.dk_x;
  let dk_start = dk_at;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = dv_at;
  let mask_c = p.mask_c;
  let mask_x = p.mask_x;
  let mask_start = mask_at;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_start = q_at;
  let dy_c = p.dy_c;
  let dy_x = p.dy_x;
  let dy_start = dy_at;
  let stats_x = p.stats_x;
  let stats_start = stats_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var k_list0: array<f32, 4>;
  for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = select(f32(), k[k_start + row0 * k_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * k_c], 4 * 0u + n < 3u); }
  let k0_0 = vec4<f32>(k_list0[0], k_list0[1], k_list0[2], k_list0[3]);
  var v_list0: array<f32, 4>;
  for (var n = 0u; n < p.v_count1; n++) { v_list0[n] = select(f32(), v[v_start + row0 * v_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * v_c], 4 * 0u + n < 2u); }
  let v0_0 = vec4<f32>(v_list0[0], v_list0[1], v_list0[2], v_list0[3]);
  var a0_0 = vec4<f32>(0.0);
  var z0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 32u) {
    workgroupBarrier();
    for (var n = lane; n < 32u; n += 32u) {
      q_tile[n] = vec4<f32>(select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 3u) * q_c], 4 * (n % 1u) + 0u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 3u) * q_c], 4 * (n % 1u) + 1u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 3u) * q_c], 4 * (n % 1u) + 2u < 3u), select(f32(), q[q_start + min(tile + n / 1u, steps - 1) * q_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 3u) * q_c], 4 * (n % 1u) + 3u < 3u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      dy_tile[n] = vec4<f32>(select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 0u, 4 * (n % 1u) + 0u < 2u) * dy_c], 4 * (n % 1u) + 0u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 1u, 4 * (n % 1u) + 1u < 2u) * dy_c], 4 * (n % 1u) + 1u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 2u, 4 * (n % 1u) + 2u < 2u) * dy_c], 4 * (n % 1u) + 2u < 2u), select(f32(), dy[dy_start + min(tile + n / 1u, steps - 1) * dy_x + select(0u, 4 * (n % 1u) + 3u, 4 * (n % 1u) + 3u < 2u) * dy_c], 4 * (n % 1u) + 3u < 2u));
    }
    for (var n = lane; n < 32u; n += 32u) {
      stats_tile[n] = stats[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 32u, end); j += 4u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      var s0_2 = 0.0;
      var s0_3 = 0.0;
      s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 1u + 0u]);
      s0_1 += dot(k0_0, q_tile[(j - tile + 1u) * 1u + 0u]);
      s0_2 += dot(k0_0, q_tile[(j - tile + 2u) * 1u + 0u]);
      s0_3 += dot(k0_0, q_tile[(j - tile + 3u) * 1u + 0u]);
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps && mask[mask_start + row0 * mask_x + min(j + 0u, steps - 1) * mask_c] != 0);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps && mask[mask_start + row0 * mask_x + min(j + 1u, steps - 1) * mask_c] != 0);
      s0_2 = select(hidden, s0_2 * scale, j + 2u < steps && mask[mask_start + row0 * mask_x + min(j + 2u, steps - 1) * mask_c] != 0);
      s0_3 = select(hidden, s0_3 * scale, j + 3u < steps && mask[mask_start + row0 * mask_x + min(j + 3u, steps - 1) * mask_c] != 0);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      var g0_2 = 0.0;
      var g0_3 = 0.0;
      g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 1u + 0u]);
      g0_1 += dot(v0_0, dy_tile[(j - tile + 1u) * 1u + 0u]);
      g0_2 += dot(v0_0, dy_tile[(j - tile + 2u) * 1u + 0u]);
      g0_3 += dot(v0_0, dy_tile[(j - tile + 3u) * 1u + 0u]);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].x);
      g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].y);
      let w0_2 = softmax_exp(s0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].x);
      g0_2 = w0_2 * (g0_2 - stats_tile[(j - tile + 2u) * 1u + 0u].y);
      let w0_3 = softmax_exp(s0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].x);
      g0_3 = w0_3 * (g0_3 - stats_tile[(j - tile + 3u) * 1u + 0u].y);
      z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 1u + 0u];
      z0_0 += w0_1 * dy_tile[(j - tile + 1u) * 1u + 0u];
      z0_0 += w0_2 * dy_tile[(j - tile + 2u) * 1u + 0u];
      z0_0 += w0_3 * dy_tile[(j - tile + 3u) * 1u + 0u];
      a0_0 += g0_0 * q_tile[(j - tile + 0u) * 1u + 0u];
      a0_0 += g0_1 * q_tile[(j - tile + 1u) * 1u + 0u];
      a0_0 += g0_2 * q_tile[(j - tile + 2u) * 1u + 0u];
      a0_0 += g0_3 * q_tile[(j - tile + 3u) * 1u + 0u];
    }
  }
  var dk_sums0: array<f32, 4>;
  {
    let sum = scale * a0_0;
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


// CPU 1/3: q f32[1, 1, 1, 5, 148], k f32[1, 1, 1, 6, 148], v f32[1, 1, 1, 6, 148], lse f32[1, 1, 1, 5], out f32[1, 1, 1, 5, 148], dy f32[1, 1, 1, 5, 148] {"scale":0.1,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 104 lines, SHA-256 a1352837bc1ac840fa002b12b9a17ca11dc0e35fa681ba80eb2443efc7d5db13


// CPU 2/3: q f32[1, 1, 1, 5, 148], k f32[1, 1, 1, 6, 148], v f32[1, 1, 1, 6, 148], lse f32[1, 1, 1, 5], out f32[1, 1, 1, 5, 148], dy f32[1, 1, 1, 5, 148] {"scale":0.1,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 79 lines, SHA-256 3e1a038ccb495a7e5cb3556a49c5e425c0dcd865c802c213f5ef757263bcf0ec


// CPU 3/3: q f32[1, 1, 1, 5, 148], k f32[1, 1, 1, 6, 148], v f32[1, 1, 1, 6, 148], lse f32[1, 1, 1, 5], out f32[1, 1, 1, 5, 148], dy f32[1, 1, 1, 5, 148] {"scale":0.1,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

// 71 lines, SHA-256 b48eedc2234bcff2b3665b96ba7c8bae473212eed94f1b50d6135f57332f700e


// GPU 1/3: q f32[1, 1, 1, 5, 148], k f32[1, 1, 1, 6, 148], v f32[1, 1, 1, 6, 148], lse f32[1, 1, 1, 5], out f32[1, 1, 1, 5, 148], dy f32[1, 1, 1, 5, 148] {"scale":0.1,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> v: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read> out: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> dq: array<vec4<f32>>;
@group(0) @binding(7) var<storage, read_write> stats: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, q_x: u32, dy_x: u32, stats_x: u32, dq_x: u32, out_x: u32, lse_x: u32,
  lse_c: u32, k_x: u32, v_x: u32, out_count1: u32, dy_count1: u32, all37: u32, q_count1: u32, stats_stored: u32,
  dq_stored: u32, scale: f32,
}
@group(0) @binding(8) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> k_tile: array<vec4<f32>, 296>;
var<workgroup> v_tile: array<vec4<f32>, 296>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 37u;
  let first = number / 37u % p.tiles * 32u;
  let i = number / 37u / p.tiles;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = 0u;
  let stats_x = p.stats_x;
  let stats_start = 0u;
  let dq_x = p.dq_x;
  let dq_start = 0u + block * 1u;
  let out_x = p.out_x;
  let out_start = 0u;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_start = 0u;
  let k_x = p.k_x;
  let k_start = 0u;
  let v_x = p.v_x;
  let v_start = 0u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let lse0 = lse[lse_start + row0 * lse_x];
  let known0 = select(lse0, -3.4028234663852886e+38f, lse0 < -3.4028234663852886e+38f);
  var delta0 = 0.0;
  for (var c = 0u; c < p.all37; c += 1u) {
    var out_list0: array<vec4<f32>, 1>;
    for (var n = 0u; n < p.out_count1; n++) { out_list0[n] = out[out_start + row0 * out_x + c + n]; }
    let out0_0 = out_list0[0];
    var dy_list0: array<vec4<f32>, 1>;
    for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = dy[dy_start + row0 * dy_x + c + n]; }
    let dy0_0 = dy_list0[0];
    delta0 += dot(dy0_0, out0_0);
  }
  let stats0_0 = vec4<f32>(known0, delta0, 0.0, 0.0);
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  if (block == 0u) {
    var stats_sums0: array<vec4<f32>, 1>;
    stats_sums0[0] = stats0_0;
    if (inside0) { for (var n = 0u; n < p.stats_stored; n++) { stats[stats_start + row0 * stats_x + n] = stats_sums0[n]; } }
  }
  var a0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 8u) {
    workgroupBarrier();
    for (var n = lane; n < 296u; n += 32u) {
      k_tile[n] = k[k_start + min(tile + n / 37u, steps - 1) * k_x + n % 37u];
    }
    for (var n = lane; n < 296u; n += 32u) {
      v_tile[n] = v[v_start + min(tile + n / 37u, steps - 1) * v_x + n % 37u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 8u, end); j += 2u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      for (var c = 0u; c < p.all37; c += 1u) {
        var q_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + row0 * q_x + c + n]; }
        let q0_0 = q_list0[0];
        s0_0 += dot(q0_0, k_tile[(j - tile + 0u) * 37u + c + 0u]);
        s0_1 += dot(q0_0, k_tile[(j - tile + 1u) * 37u + c + 0u]);
      }
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      for (var c = 0u; c < p.all37; c += 1u) {
        var dy_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.dy_count1; n++) { dy_list0[n] = dy[dy_start + row0 * dy_x + c + n]; }
        let dy0_0 = dy_list0[0];
        g0_0 += dot(dy0_0, v_tile[(j - tile + 0u) * 37u + c + 0u]);
        g0_1 += dot(dy0_0, v_tile[(j - tile + 1u) * 37u + c + 0u]);
      }
      let w0_0 = softmax_exp(s0_0 - stats0_0.x);
      g0_0 = w0_0 * (g0_0 - stats0_0.y);
      let w0_1 = softmax_exp(s0_1 - stats0_0.x);
      g0_1 = w0_1 * (g0_1 - stats0_0.y);
      {
        a0_0 += g0_0 * k_tile[(j - tile + 0u) * 37u + block * 1u + 0u];
        a0_0 += g0_1 * k_tile[(j - tile + 1u) * 37u + block * 1u + 0u];
      }
    }
  }
  var dq_sums0: array<vec4<f32>, 1>;
  dq_sums0[0] = scale * a0_0;
  if (inside0) { for (var n = 0u; n < p.dq_stored; n++) { dq[dq_start + row0 * dq_x + n] = dq_sums0[n]; } }
}


// GPU 2/3: q f32[1, 1, 1, 5, 148], k f32[1, 1, 1, 6, 148], v f32[1, 1, 1, 6, 148], lse f32[1, 1, 1, 5], out f32[1, 1, 1, 5, 148], dy f32[1, 1, 1, 5, 148] {"scale":0.1,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> v: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> dk: array<vec4<f32>>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, k_x: u32, v_x: u32, dk_x: u32, q_x: u32, dy_x: u32, stats_x: u32,
  k_count1: u32, all37: u32, v_count1: u32, dk_stored: u32, scale: f32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 296>;
var<workgroup> dy_tile: array<vec4<f32>, 296>;
var<workgroup> stats_tile: array<vec4<f32>, 8>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 37u;
  let first = number / 37u % p.tiles * 32u;
  let i = number / 37u / p.tiles;
  let k_x = p.k_x;
  let k_start = 0u;
  let v_x = p.v_x;
  let v_start = 0u;
  let dk_x = p.dk_x;
  let dk_start = 0u + block * 1u;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = 0u;
  let stats_x = p.stats_x;
  let stats_start = 0u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var a0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 8u) {
    workgroupBarrier();
    for (var n = lane; n < 296u; n += 32u) {
      q_tile[n] = q[q_start + min(tile + n / 37u, steps - 1) * q_x + n % 37u];
    }
    for (var n = lane; n < 296u; n += 32u) {
      dy_tile[n] = dy[dy_start + min(tile + n / 37u, steps - 1) * dy_x + n % 37u];
    }
    for (var n = lane; n < 8u; n += 32u) {
      stats_tile[n] = stats[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 8u, end); j += 2u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      for (var c = 0u; c < p.all37; c += 1u) {
        var k_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = k[k_start + row0 * k_x + c + n]; }
        let k0_0 = k_list0[0];
        s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 37u + c + 0u]);
        s0_1 += dot(k0_0, q_tile[(j - tile + 1u) * 37u + c + 0u]);
      }
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      var g0_0 = 0.0;
      var g0_1 = 0.0;
      for (var c = 0u; c < p.all37; c += 1u) {
        var v_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.v_count1; n++) { v_list0[n] = v[v_start + row0 * v_x + c + n]; }
        let v0_0 = v_list0[0];
        g0_0 += dot(v0_0, dy_tile[(j - tile + 0u) * 37u + c + 0u]);
        g0_1 += dot(v0_0, dy_tile[(j - tile + 1u) * 37u + c + 0u]);
      }
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      g0_0 = w0_0 * (g0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].y);
      let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].x);
      g0_1 = w0_1 * (g0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].y);
      {
        a0_0 += g0_0 * q_tile[(j - tile + 0u) * 37u + block * 1u + 0u];
        a0_0 += g0_1 * q_tile[(j - tile + 1u) * 37u + block * 1u + 0u];
      }
    }
  }
  var dk_sums0: array<vec4<f32>, 1>;
  dk_sums0[0] = scale * a0_0;
  if (inside0) { for (var n = 0u; n < p.dk_stored; n++) { dk[dk_start + row0 * dk_x + n] = dk_sums0[n]; } }
}


// GPU 3/3: q f32[1, 1, 1, 5, 148], k f32[1, 1, 1, 6, 148], v f32[1, 1, 1, 6, 148], lse f32[1, 1, 1, 5], out f32[1, 1, 1, 5, 148], dy f32[1, 1, 1, 5, 148] {"scale":0.1,"causal":false,"order":[0,1,2,3,4],"of":["q","k","v"],"orders":{"q":[0,1,2,3,4],"k":[0,1,2,3,4],"v":[0,1,4,2,3]}}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> stats: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> dv: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, steps: u32, k_x: u32, dv_x: u32, dv_c: u32, q_x: u32, dy_x: u32, stats_x: u32,
  k_count1: u32, all37: u32, dv_stored: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
var<workgroup> q_tile: array<vec4<f32>, 296>;
var<workgroup> dy_tile: array<vec4<f32>, 296>;
var<workgroup> stats_tile: array<vec4<f32>, 8>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 37u;
  let first = number / 37u % p.tiles * 32u;
  let i = number / 37u / p.tiles;
  let k_x = p.k_x;
  let k_start = 0u;
  let dv_c = p.dv_c;
  let dv_x = p.dv_x;
  let dv_start = 0u + 4 * (block * 1u) * dv_c;
  let q_x = p.q_x;
  let q_start = 0u;
  let dy_x = p.dy_x;
  let dy_start = 0u;
  let stats_x = p.stats_x;
  let stats_start = 0u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let steps = p.steps;
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var z0_0 = vec4<f32>(0.0);
  let end = steps;
  for (var tile = 0u; tile < end; tile += 8u) {
    workgroupBarrier();
    for (var n = lane; n < 296u; n += 32u) {
      q_tile[n] = q[q_start + min(tile + n / 37u, steps - 1) * q_x + n % 37u];
    }
    for (var n = lane; n < 296u; n += 32u) {
      dy_tile[n] = dy[dy_start + min(tile + n / 37u, steps - 1) * dy_x + n % 37u];
    }
    for (var n = lane; n < 8u; n += 32u) {
      stats_tile[n] = stats[stats_start + min(tile + n / 1u, steps - 1) * stats_x + n % 1u];
    }
    workgroupBarrier();
    for (var j = tile; j < min(tile + 8u, end); j += 2u) {
      var s0_0 = 0.0;
      var s0_1 = 0.0;
      for (var c = 0u; c < p.all37; c += 1u) {
        var k_list0: array<vec4<f32>, 1>;
        for (var n = 0u; n < p.k_count1; n++) { k_list0[n] = k[k_start + row0 * k_x + c + n]; }
        let k0_0 = k_list0[0];
        s0_0 += dot(k0_0, q_tile[(j - tile + 0u) * 37u + c + 0u]);
        s0_1 += dot(k0_0, q_tile[(j - tile + 1u) * 37u + c + 0u]);
      }
      s0_0 = select(hidden, s0_0 * scale, j + 0u < steps);
      s0_1 = select(hidden, s0_1 * scale, j + 1u < steps);
      let w0_0 = softmax_exp(s0_0 - stats_tile[(j - tile + 0u) * 1u + 0u].x);
      let w0_1 = softmax_exp(s0_1 - stats_tile[(j - tile + 1u) * 1u + 0u].x);
      {
        z0_0 += w0_0 * dy_tile[(j - tile + 0u) * 37u + block * 1u + 0u];
        z0_0 += w0_1 * dy_tile[(j - tile + 1u) * 37u + block * 1u + 0u];
      }
    }
  }
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
