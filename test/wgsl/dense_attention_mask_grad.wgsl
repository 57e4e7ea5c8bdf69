// CPU 1/2, GPU 1/2: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true}
// CPU 1/2, GPU 1/2: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read> out: array<f32>;
@group(0) @binding(2) var<storage, read> lse: array<f32>;
@group(0) @binding(3) var<storage, read_write> stats: array<f32>;
struct Params {
  count: u32, dy_0: u32, y_0: u32, channels: u32, dy_channel: u32, out_channel: u32, scale: f32,
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
  stats[2 * i] = select(lse[i], -3.4028234663852886e+38f, lse[i] < -3.4028234663852886e+38f);
  stats[2 * i + 1] = sum;
}


// CPU 2/2, GPU 2/2: q f32[2, 1, 3, 11, 3], k f32[2, 1, 3, 6, 3], v f32[2, 1, 3, 6, 2], mask f32[1, 1, 3, 11, 6], lse f32[2, 1, 3, 11], out f32[2, 1, 3, 11, 2], dy f32[2, 1, 3, 11, 2] {"scale":0.6,"causal":true}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<f32>;
@group(0) @binding(4) var<storage, read> dy: array<f32>;
@group(0) @binding(5) var<storage, read> stats: array<f32>;
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
  let stat = 2 * (((x0 * p.batch1 + x1) * p.batch2 + x2) * p.queries + x3);
  let weight = softmax_exp(score * p.scale + mask[p.mask_offset + x0 * p.mask_0 + x1 * p.mask_1 + x2 * p.mask_2 + x3 * p.mask_3 + x4 * p.mask_4] - stats[stat]);
  line += select(0.0, weight * (change - stats[stat + 1]), x4 <= x3);
  }
  sum += line;
  }
  }
  }
  }
  dmask[i] = sum;
}


// CPU 2/2, GPU 2/2: q f32[1, 2, 2, 6, 3], k f32[1, 2, 2, 11, 3], v f32[1, 2, 2, 11, 2], mask f32[1, 1, 1, 1, 11], lse f32[1, 2, 2, 6], out f32[1, 2, 2, 6, 2], dy f32[1, 2, 2, 6, 2] {"scale":0.6,"causal":false}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<f32>;
@group(0) @binding(4) var<storage, read> dy: array<f32>;
@group(0) @binding(5) var<storage, read> stats: array<f32>;
@group(0) @binding(6) var<storage, read_write> dmask: array<f32>;
// as above: struct Params
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
  let stat = 2 * (((x0 * p.batch1 + x1) * p.batch2 + x2) * p.queries + x3);
  let weight = softmax_exp(score * p.scale + mask[p.mask_offset + x0 * p.mask_0 + x1 * p.mask_1 + x2 * p.mask_2 + x3 * p.mask_3 + x4 * p.mask_4] - stats[stat]);
  line += weight * (change - stats[stat + 1]);
  }
  sum += line;
  }
  }
  }
  }
  dmask[i] = sum;
}
