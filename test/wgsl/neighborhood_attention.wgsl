// CPU 1/2, GPU 1/2: q f32[2, 2, 6, 7, 3], k f32[2, 2, 6, 7, 3], v f32[2, 2, 6, 7, 2] {"dilation":[1,1],"stride":[2,3],"pad":[0,0],"roll":[0,0],"scale":1,"order":[0,1,4,2,3],"form":"shift","kernel":[3,4]}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32, k_0: u32, v_0: u32, k_c: u32, k_count: u32, v_c: u32, v_count: u32, scale: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var k_at = 0u;
  var v_at = 0u;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let record = i * 8u;
  let k_first = k_at;
  let v_first = v_at;
  for (var c = 0u; c < (p.k_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.k_count) { value = k[k_first + c * p.k_c]; }
    key_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.v_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.v_count) { value = v[v_first + c * p.v_c]; }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/2: q f32[2, 2, 6, 7, 3], k f32[2, 2, 6, 7, 3], v f32[2, 2, 6, 7, 2] {"dilation":[1,1],"stride":[2,3],"pad":[0,0],"roll":[0,0],"scale":1,"order":[0,1,4,2,3],"form":"shift","kernel":[3,4]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(0) @binding(3) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, heads: u32, own_columns: u32, lines: u32, row_keys: i32, row_queries: i32,
  row_kernel: i32, row_dilation: i32, row_stride: i32, row_pad: i32, row_roll: i32, row_causal: i32, column_keys: i32,
  column_queries: i32, column_kernel: i32, column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32,
  column_causal: i32, v_offset: u32, q_0: u32, out_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_x: u32, q_y: u32, q_c: u32,
  out_x: u32, out_y: u32, out_c: u32, lse_x: u32, lse_y: u32, lse_c: u32, k_x: u32, k_y: u32, v_x: u32, v_y: u32,
  q_count1: u32, out_stored: u32, scale: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
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
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32, causal: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
fn rows() -> Axis { return Axis(p.row_keys, p.row_queries, p.row_kernel, p.row_dilation, p.row_stride, p.row_pad, p.row_roll, p.row_causal); }
fn columns() -> Axis { return Axis(p.column_keys, p.column_queries, p.column_kernel, p.column_dilation, p.column_stride, p.column_pad, p.column_roll, p.column_causal); }
fn members(a: Axis, i: i32) -> i32 { return (a.keys - i % a.dilation + a.dilation - 1) / a.dilation; }
fn ahead(a: Axis) -> i32 { return select(a.kernel / 2, a.kernel - 1, a.causal != 0); }
fn lead(a: Axis) -> i32 { return select(a.stride / 2, a.stride - 1, a.causal != 0); }
fn window_of(a: Axis, i: i32) -> Span {
  let rank = i / a.dilation;
  let end = members(a, i);
  let leader = min(rank - rank % a.stride + lead(a), end - 1);
  let start = max(0, min(leader - ahead(a), select(end - a.kernel, end, a.causal != 0)));
  let count = select(a.kernel, rank + 1 - start, a.causal != 0);
  return Span(start * a.dilation + i % a.dilation, a.dilation, count, start - rank + a.kernel - 1, 1);
}
fn viewers_of(a: Axis, j: i32) -> Span {
  let rank = j / a.dilation;
  let end = members(a, j);
  let last = rank + ahead(a) - lead(a);
  let high = select(min(last / a.stride * a.stride + a.stride, end), end, rank >= end - a.kernel) - 1;
  let least = rank - a.kernel + ahead(a) - lead(a) + a.stride;
  let low = select(select(least / a.stride * a.stride, 0, rank < a.kernel), rank, a.causal != 0);
  return Span(low * a.dilation + j % a.dilation, a.dilation, high - low + 1, rank - low + a.kernel - 1, -1);
}
fn position_at(a: Axis, span: Span, t: i32) -> i32 { return span.first + t * span.step; }
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  out_at += i * p.out_0;
  lse_at += i * p.lse_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_y = p.q_y;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_y = p.out_y;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_y = p.lse_y;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_y = p.k_y;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_y = p.v_y;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let image = i;
  let y = row0 / p.own_columns;
  let x = row0 % p.own_columns;
  let head = image % p.heads;
  let b = image / p.heads;
  let row_axis = rows();
  let column_axis = columns();
  let row_span = window_of(row_axis, i32(y));
  let column_span = window_of(column_axis, i32(x));
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + y * q_y + x * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_met = position_at(row_axis, row_span, ty);
    let wy = u32(row_met);
    let row_offset = u32(row_span.offset + ty * row_span.turn);
    let k_row = wy * k_y;
    let v_row = wy * v_y;
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_met = position_at(column_axis, column_span, tx);
      let wx = u32(column_met);
      let column_offset = u32(column_span.offset + tx * column_span.turn);
      var s0_0 = 0.0;
      let k0_0 = key_records[k_start + k_row + wx * k_x + 0u + 0u];
      s0_0 += dot(q0_0, k0_0);
      s0_0 = s0_0 * scale;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
      }
      let v0_0 = key_records[v_start + v_row + wx * v_x + 0u + 0u];
      o0_0 += s0_0 * v0_0;
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + y * out_y + x * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + y * lse_y + x * lse_x] = top0 + m_log(total0); }
  }
}


// GPU 2/2: q f32[2, 2, 6, 7, 3], k f32[2, 2, 6, 7, 3], v f32[2, 2, 6, 7, 2] {"dilation":[1,1],"stride":[2,3],"pad":[0,0],"roll":[0,0],"scale":1,"order":[0,1,4,2,3],"form":"shift","kernel":[3,4]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(0) @binding(3) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn members(a: Axis, i: i32) -> i32
// as above: fn ahead(a: Axis) -> i32
// as above: fn lead(a: Axis) -> i32
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  out_at += i * p.out_0;
  lse_at += i * p.lse_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_y = p.q_y;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_y = p.out_y;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_y = p.lse_y;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_y = p.k_y;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_y = p.v_y;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let image = i;
  let y = row0 / p.own_columns;
  let x = row0 % p.own_columns;
  let head = image % p.heads;
  let b = image / p.heads;
  let row_axis = rows();
  let column_axis = columns();
  let row_span = window_of(row_axis, i32(y));
  let column_span = window_of(column_axis, i32(x));
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + y * q_y + x * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 3u) * q_c], 4 * 0u + n < 3u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_met = position_at(row_axis, row_span, ty);
    let wy = u32(row_met);
    let row_offset = u32(row_span.offset + ty * row_span.turn);
    let k_row = wy * k_y;
    let v_row = wy * v_y;
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_met = position_at(column_axis, column_span, tx);
      let wx = u32(column_met);
      let column_offset = u32(column_span.offset + tx * column_span.turn);
      var s0_0 = 0.0;
      let k0_0 = key_records[k_start + k_row + wx * k_x + 0u + 0u];
      s0_0 += dot(q0_0, k0_0);
      s0_0 = s0_0 * scale;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
      }
      let v0_0 = key_records[v_start + v_row + wx * v_x + 0u + 0u];
      o0_0 += s0_0 * v0_0;
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + y * out_y + x * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + y * lse_y + x * lse_x] = top0 + m_log(total0); }
  }
}


// CPU 1/2, GPU 1/2: q f32[1, 2, 7, 9, 2], k f32[1, 2, 7, 9, 2], v f32[1, 2, 7, 9, 5] {"dilation":[2,2],"stride":[2,1],"pad":[0,0],"roll":[0,0],"scale":1,"order":[0,1,4,2,3],"form":"shift","kernel":[3,4],"causal":[true,false]}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  count: u32, k_0: u32, v_0: u32, k_c: u32, k_count: u32, v_c: u32, v_count: u32, scale: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var k_at = 0u;
  var v_at = 0u;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let record = i * 12u;
  let k_first = k_at;
  let v_first = v_at;
  for (var c = 0u; c < (p.k_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.k_count) { value = k[k_first + c * p.k_c]; }
    key_records[record + 0u + c] = value;
  }
  for (var c = 0u; c < (p.v_count + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.v_count) { value = v[v_first + c * p.v_c]; }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/2: q f32[1, 2, 7, 9, 2], k f32[1, 2, 7, 9, 2], v f32[1, 2, 7, 9, 5] {"dilation":[2,2],"stride":[2,1],"pad":[0,0],"roll":[0,0],"scale":1,"order":[0,1,4,2,3],"form":"shift","kernel":[3,4],"causal":[true,false]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(0) @binding(3) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, heads: u32, own_columns: u32, lines: u32, row_keys: i32, row_queries: i32,
  row_kernel: i32, row_dilation: i32, row_stride: i32, row_pad: i32, row_roll: i32, row_causal: i32, column_keys: i32,
  column_queries: i32, column_kernel: i32, column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32,
  column_causal: i32, v_offset: u32, q_0: u32, out_0: u32, lse_0: u32, k_0: u32, v_0: u32, q_x: u32, q_y: u32, q_c: u32,
  out_x: u32, out_y: u32, out_c: u32, lse_x: u32, lse_y: u32, lse_c: u32, k_x: u32, k_y: u32, v_x: u32, v_y: u32,
  q_count1: u32, out_stored: u32, scale: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn members(a: Axis, i: i32) -> i32
// as above: fn ahead(a: Axis) -> i32
// as above: fn lead(a: Axis) -> i32
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  out_at += i * p.out_0;
  lse_at += i * p.lse_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_y = p.q_y;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_y = p.out_y;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_y = p.lse_y;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_y = p.k_y;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_y = p.v_y;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let image = i;
  let y = row0 / p.own_columns;
  let x = row0 % p.own_columns;
  let head = image % p.heads;
  let b = image / p.heads;
  let row_axis = rows();
  let column_axis = columns();
  let row_span = window_of(row_axis, i32(y));
  let column_span = window_of(column_axis, i32(x));
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + y * q_y + x * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * q_c], 4 * 0u + n < 2u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o0_1 = vec4<f32>(0.0);
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_met = position_at(row_axis, row_span, ty);
    let wy = u32(row_met);
    let row_offset = u32(row_span.offset + ty * row_span.turn);
    let k_row = wy * k_y;
    let v_row = wy * v_y;
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_met = position_at(column_axis, column_span, tx);
      let wx = u32(column_met);
      let column_offset = u32(column_span.offset + tx * column_span.turn);
      var s0_0 = 0.0;
      let k0_0 = key_records[k_start + k_row + wx * k_x + 0u + 0u];
      s0_0 += dot(q0_0, k0_0);
      s0_0 = s0_0 * scale;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
        o0_1 *= shrink;
      }
      let v0_0 = key_records[v_start + v_row + wx * v_x + 0u + 0u];
      let v0_1 = key_records[v_start + v_row + wx * v_x + 0u + 1u];
      o0_0 += s0_0 * v0_0;
      o0_1 += s0_0 * v0_1;
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 8>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  {
    let sum = o0_1 / total0;
    out_sums0[4] = sum[0];
    out_sums0[5] = sum[1];
    out_sums0[6] = sum[2];
    out_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + y * out_y + x * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + y * lse_y + x * lse_x] = top0 + m_log(total0); }
  }
}


// GPU 2/2: q f32[1, 2, 7, 9, 2], k f32[1, 2, 7, 9, 2], v f32[1, 2, 7, 9, 5] {"dilation":[2,2],"stride":[2,1],"pad":[0,0],"roll":[0,0],"scale":1,"order":[0,1,4,2,3],"form":"shift","kernel":[3,4],"causal":[true,false]}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(0) @binding(3) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn members(a: Axis, i: i32) -> i32
// as above: fn ahead(a: Axis) -> i32
// as above: fn lead(a: Axis) -> i32
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 64u;
  let i = number / 1u / p.tiles;
  var q_at = 0u;
  var out_at = 0u;
  var lse_at = 0u;
  var k_at = 0u;
  var v_at = p.v_offset;
  q_at += i * p.q_0;
  out_at += i * p.out_0;
  lse_at += i * p.lse_0;
  k_at += i * p.k_0;
  v_at += i * p.v_0;
  let q_c = p.q_c;
  let q_x = p.q_x;
  let q_y = p.q_y;
  let q_start = q_at;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_y = p.out_y;
  let out_start = out_at;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_y = p.lse_y;
  let lse_start = lse_at;
  let k_x = p.k_x;
  let k_y = p.k_y;
  let k_start = k_at;
  let v_x = p.v_x;
  let v_y = p.v_y;
  let v_start = v_at;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let image = i;
  let y = row0 / p.own_columns;
  let x = row0 % p.own_columns;
  let head = image % p.heads;
  let b = image / p.heads;
  let row_axis = rows();
  let column_axis = columns();
  let row_span = window_of(row_axis, i32(y));
  let column_span = window_of(column_axis, i32(x));
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<f32, 4>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = select(f32(), q[q_start + y * q_y + x * q_x + select(0u, 4 * 0u + n, 4 * 0u + n < 2u) * q_c], 4 * 0u + n < 2u); }
  let q0_0 = vec4<f32>(q_list0[0], q_list0[1], q_list0[2], q_list0[3]);
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  var o0_1 = vec4<f32>(0.0);
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_met = position_at(row_axis, row_span, ty);
    let wy = u32(row_met);
    let row_offset = u32(row_span.offset + ty * row_span.turn);
    let k_row = wy * k_y;
    let v_row = wy * v_y;
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_met = position_at(column_axis, column_span, tx);
      let wx = u32(column_met);
      let column_offset = u32(column_span.offset + tx * column_span.turn);
      var s0_0 = 0.0;
      let k0_0 = key_records[k_start + k_row + wx * k_x + 0u + 0u];
      s0_0 += dot(q0_0, k0_0);
      s0_0 = s0_0 * scale;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
        o0_1 *= shrink;
      }
      let v0_0 = key_records[v_start + v_row + wx * v_x + 0u + 0u];
      let v0_1 = key_records[v_start + v_row + wx * v_x + 0u + 1u];
      o0_0 += s0_0 * v0_0;
      o0_1 += s0_0 * v0_1;
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 8>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  {
    let sum = o0_1 / total0;
    out_sums0[4] = sum[0];
    out_sums0[5] = sum[1];
    out_sums0[6] = sum[2];
    out_sums0[7] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + y * out_y + x * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + y * lse_y + x * lse_x] = top0 + m_log(total0); }
  }
}


// CPU: q f32[1, 1, 5, 6, 4], k f32[1, 1, 5, 6, 4], v f32[1, 1, 5, 6, 4] {"dilation":[1,1],"stride":[1,4],"pad":[0,0],"roll":[0,0],"scale":1,"order":[0,1,4,2,3],"form":"shift","kernel":[3,4],"causal":[true,true]}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> v: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  rows: u32, tiles: u32, groups: u32, heads: u32, own_columns: u32, lines: u32, row_keys: i32, row_queries: i32,
  row_kernel: i32, row_dilation: i32, row_stride: i32, row_pad: i32, row_roll: i32, row_causal: i32, column_keys: i32,
  column_queries: i32, column_kernel: i32, column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32,
  column_causal: i32, q_x: u32, q_y: u32, out_x: u32, out_y: u32, out_c: u32, lse_x: u32, lse_y: u32, lse_c: u32,
  k_x: u32, k_y: u32, v_x: u32, v_y: u32, q_count1: u32, out_stored: u32, scale: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn members(a: Axis, i: i32) -> i32
// as above: fn ahead(a: Axis) -> i32
// as above: fn lead(a: Axis) -> i32
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 8u;
  let i = number / 1u / p.tiles;
  let q_x = p.q_x;
  let q_y = p.q_y;
  let q_start = 0u;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_y = p.out_y;
  let out_start = 0u;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_y = p.lse_y;
  let lse_start = 0u;
  let k_x = p.k_x;
  let k_y = p.k_y;
  let k_start = 0u;
  let v_x = p.v_x;
  let v_y = p.v_y;
  let v_start = 0u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let image = i;
  let y = row0 / p.own_columns;
  let x = row0 % p.own_columns;
  let head = image % p.heads;
  let b = image / p.heads;
  let row_axis = rows();
  let column_axis = columns();
  let row_span = window_of(row_axis, i32(y));
  let column_span = window_of(column_axis, i32(x));
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + y * q_y + x * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_met = position_at(row_axis, row_span, ty);
    let wy = u32(row_met);
    let row_offset = u32(row_span.offset + ty * row_span.turn);
    let k_row = wy * k_y;
    let v_row = wy * v_y;
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_met = position_at(column_axis, column_span, tx);
      let wx = u32(column_met);
      let column_offset = u32(column_span.offset + tx * column_span.turn);
      var s0_0 = 0.0;
      let k0_0 = k[k_start + k_row + wx * k_x + 0u + 0u];
      s0_0 += dot(q0_0, k0_0);
      s0_0 = s0_0 * scale;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
      }
      let v0_0 = v[v_start + v_row + wx * v_x + 0u + 0u];
      o0_0 += s0_0 * v0_0;
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + y * out_y + x * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + y * lse_y + x * lse_x] = top0 + m_log(total0); }
  }
}


// GPU: q f32[1, 1, 5, 6, 4], k f32[1, 1, 5, 6, 4], v f32[1, 1, 5, 6, 4] {"dilation":[1,1],"stride":[1,4],"pad":[0,0],"roll":[0,0],"scale":1,"order":[0,1,4,2,3],"form":"shift","kernel":[3,4],"causal":[true,true]}

@group(0) @binding(0) var<storage, read> q: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> v: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn members(a: Axis, i: i32) -> i32
// as above: fn ahead(a: Axis) -> i32
// as above: fn lead(a: Axis) -> i32
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let number = (group.x + group.y * 65535u);
  let block = number % 1u;
  let first = number / 1u % p.tiles * 32u;
  let i = number / 1u / p.tiles;
  let q_x = p.q_x;
  let q_y = p.q_y;
  let q_start = 0u;
  let out_c = p.out_c;
  let out_x = p.out_x;
  let out_y = p.out_y;
  let out_start = 0u;
  let lse_c = p.lse_c;
  let lse_x = p.lse_x;
  let lse_y = p.lse_y;
  let lse_start = 0u;
  let k_x = p.k_x;
  let k_y = p.k_y;
  let k_start = 0u;
  let v_x = p.v_x;
  let v_y = p.v_y;
  let v_start = 0u;
  let place0 = first + lane + 0u;
  let inside0 = place0 < p.rows;
  let row0 = min(place0, p.rows - 1);
  let image = i;
  let y = row0 / p.own_columns;
  let x = row0 % p.own_columns;
  let head = image % p.heads;
  let b = image / p.heads;
  let row_axis = rows();
  let column_axis = columns();
  let row_span = window_of(row_axis, i32(y));
  let column_span = window_of(column_axis, i32(x));
  let hidden = bitcast<f32>(runtime_bits(4286578688u));
  let scale = p.scale;
  var q_list0: array<vec4<f32>, 1>;
  for (var n = 0u; n < p.q_count1; n++) { q_list0[n] = q[q_start + y * q_y + x * q_x + 0u + n]; }
  let q0_0 = q_list0[0];
  var top0 = -3.4028234663852886e+38f;
  var total0 = 0.0;
  var o0_0 = vec4<f32>(0.0);
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_met = position_at(row_axis, row_span, ty);
    let wy = u32(row_met);
    let row_offset = u32(row_span.offset + ty * row_span.turn);
    let k_row = wy * k_y;
    let v_row = wy * v_y;
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_met = position_at(column_axis, column_span, tx);
      let wx = u32(column_met);
      let column_offset = u32(column_span.offset + tx * column_span.turn);
      var s0_0 = 0.0;
      let k0_0 = k[k_start + k_row + wx * k_x + 0u + 0u];
      s0_0 += dot(q0_0, k0_0);
      s0_0 = s0_0 * scale;
      {
        let fall = softmax_exp(-abs(s0_0 - top0));
        let higher = s0_0 > top0;
        let shrink = select(1.0, fall, higher);
        top0 = select(top0, s0_0, higher);
        s0_0 = select(fall, 1.0, higher);
        total0 = total0 * shrink + (s0_0);
        o0_0 *= shrink;
      }
      let v0_0 = v[v_start + v_row + wx * v_x + 0u + 0u];
      o0_0 += s0_0 * v0_0;
    }
  }
  total0 = select(total0, bitcast<f32>(runtime_bits(2143289344u)), top0 > 3.4028234663852886e+38f);
  var out_sums0: array<f32, 4>;
  {
    let sum = o0_0 / total0;
    out_sums0[0] = sum[0];
    out_sums0[1] = sum[1];
    out_sums0[2] = sum[2];
    out_sums0[3] = sum[3];
  }
  if (inside0) { for (var n = 0u; n < p.out_stored; n++) { out[out_start + y * out_y + x * out_x + n * out_c] = out_sums0[n]; } }
  if (block == 0u) {
    if (inside0) { lse[lse_start + y * lse_y + x * lse_x] = top0 + m_log(total0); }
  }
}
