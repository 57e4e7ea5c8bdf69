// CPU 1/3, GPU 1/3: q f32[2, 3, 4, 5, 6], k f32[2, 3, 4, 5, 6], v f32[2, 3, 5, 5, 6], relH f32[3, 2, 5], relW f32[3, 2, 3] {"dilation":[1,1],"stride":[1,1],"pad":[2,1],"roll":[0,0],"form":"zero","kernel":[5,3],"scale":0.8}
// CPU 1/2, GPU 1/2: q f32[1, 2, 3, 3, 3], k f32[1, 2, 3, 6, 5], v f32[1, 2, 1, 6, 5] {"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"form":"mask","kernel":[3,3],"scale":1}
// CPU 1/3, GPU 1/3: q f32[1, 2, 1, 5, 6], k f32[1, 2, 1, 5, 6], v f32[1, 2, 2, 5, 6], relH f32[2, 1, 5] {"dilation":[2,2],"stride":[1,1],"pad":[4,4],"roll":[0,0],"form":"mask","kernel":[5,5],"scale":1}
// CPU 1/3, GPU 1/3: q f32[1, 2, 3, 5, 6], k f32[1, 2, 3, 5, 6], v f32[1, 2, 2, 5, 6], relW f32[2, 2, 3] {"dilation":[1,1],"stride":[1,1],"pad":[0,1],"roll":[0,0],"form":"zero","kernel":[1,3],"scale":1}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  heads: u32,
  depth: u32,
  width: u32,
  row_keys: i32,
  row_queries: i32,
  row_kernel: i32,
  row_dilation: i32,
  row_stride: i32,
  row_pad: i32,
  row_roll: i32,
  column_keys: i32,
  column_queries: i32,
  column_kernel: i32,
  column_dilation: i32,
  column_stride: i32,
  column_pad: i32,
  column_roll: i32,
  scale: f32,
  key_record: u32,
  query_record: u32,
  k_b: u32,
  k_h: u32,
  k_c: u32,
  k_y: u32,
  k_x: u32,
  k_offset: u32,
  v_b: u32,
  v_h: u32,
  v_c: u32,
  v_y: u32,
  v_x: u32,
  v_offset: u32,
  table_rows: u32,
  table_columns: u32,
  images: u32,
  groups_across: u32,
  image_height: u32,
  image_width: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
fn rows() -> Axis { return Axis(p.row_keys, p.row_queries, p.row_kernel, p.row_dilation, p.row_stride, p.row_pad, p.row_roll); }
fn columns() -> Axis { return Axis(p.column_keys, p.column_queries, p.column_kernel, p.column_dilation, p.column_stride, p.column_pad, p.column_roll); }
fn window_of(a: Axis, i: i32) -> Span { return Span(i * a.stride - a.pad, a.dilation, a.kernel, 0, 1); }
fn viewers_of(a: Axis, j: i32) -> Span { return Span(j + a.pad, -a.dilation, a.kernel, 0, 1); }
fn position_at(a: Axis, span: Span, t: i32) -> i32 { return span.first + t * span.step; }
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.k_offset + b * p.k_b + head * p.k_h + y * p.k_y + x * p.k_x; }
fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.v_offset + b * p.v_b + head * p.v_h + y * p.v_y + x * p.v_x; }
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
  let y = group.y * 8u + local.y;
  if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let record = i * p.key_record * 4;
  let k_here = k_at(b, head, y, x);
  for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = k[k_here + c * p.k_c]; }
    key_records[record + c] = value;
  }
  let v_here = v_at(b, head, y, x);
  for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = v[v_here + c * p.v_c]; }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/3, GPU 2/3: q f32[2, 3, 4, 5, 6], k f32[2, 3, 4, 5, 6], v f32[2, 3, 5, 5, 6], relH f32[3, 2, 5], relW f32[3, 2, 3] {"dilation":[1,1],"stride":[1,1],"pad":[2,1],"roll":[0,0],"form":"zero","kernel":[5,3],"scale":0.8}
// CPU 2/3, GPU 2/3: q f32[1, 1, 2, 4, 4], k f32[1, 1, 2, 4, 4], v f32[1, 1, 2, 4, 4], relH f32[1, 2, 7], relW f32[1, 1, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[4,4],"scale":1}

@group(0) @binding(0) var<storage, read> relH: array<f32>;
@group(0) @binding(1) var<storage, read> relW: array<f32>;
@group(0) @binding(2) var<storage, read_write> rel_records: array<f32>;
struct Params {
  count: u32,
  rows: u32,
  columns: u32,
  channels: u32,
  depth: u32,
  row_channels: u32,
  column_channels: u32,
  column_start: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let c = i % p.channels;
  let offset = i / p.channels % (p.rows + p.columns);
  let head = i / (p.channels * (p.rows + p.columns));
  var value = 0.0;
  if (offset < p.rows && c < p.row_channels) { value = relH[(head * p.row_channels + c) * p.rows + offset]; }
  if (offset >= p.rows && c >= p.column_start && c < p.depth) { value = relW[(head * p.column_channels + c - p.column_start) * p.columns + offset - p.rows]; }
  rel_records[i] = value;
}


// CPU 3/3: q f32[2, 3, 4, 5, 6], k f32[2, 3, 4, 5, 6], v f32[2, 3, 5, 5, 6], relH f32[3, 2, 5], relW f32[3, 2, 3] {"dilation":[1,1],"stride":[1,1],"pad":[2,1],"roll":[0,0],"form":"zero","kernel":[5,3],"scale":0.8}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> rel_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  heads: u32,
  depth: u32,
  width: u32,
  row_keys: i32,
  row_queries: i32,
  row_kernel: i32,
  row_dilation: i32,
  row_stride: i32,
  row_pad: i32,
  row_roll: i32,
  column_keys: i32,
  column_queries: i32,
  column_kernel: i32,
  column_dilation: i32,
  column_stride: i32,
  column_pad: i32,
  column_roll: i32,
  scale: f32,
  key_record: u32,
  query_record: u32,
  q_b: u32,
  q_h: u32,
  q_c: u32,
  q_y: u32,
  q_x: u32,
  q_offset: u32,
  out_b: u32,
  out_h: u32,
  out_c: u32,
  out_y: u32,
  out_x: u32,
  out_offset: u32,
  table_rows: u32,
  table_columns: u32,
  images: u32,
  groups_across: u32,
  image_height: u32,
  image_width: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
fn rows() -> Axis { return Axis(p.row_keys, p.row_queries, p.row_kernel, p.row_dilation, p.row_stride, p.row_pad, p.row_roll); }
fn columns() -> Axis { return Axis(p.column_keys, p.column_queries, p.column_kernel, p.column_dilation, p.column_stride, p.column_pad, p.column_roll); }
fn window_of(a: Axis, i: i32) -> Span { return Span(i * a.stride - a.pad, a.dilation, a.kernel, 0, 1); }
fn viewers_of(a: Axis, j: i32) -> Span { return Span(j + a.pad, -a.dilation, a.kernel, 0, 1); }
fn position_at(a: Axis, span: Span, t: i32) -> i32 { return span.first + t * span.step; }
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.q_offset + b * p.q_b + head * p.q_h + y * p.q_y + x * p.q_x; }
fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.out_offset + b * p.out_b + head * p.out_h + y * p.out_y + x * p.out_x; }
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
  let q = (((((((8.741644025e-2f * f - 0.143104598f) * f + 0.1491663754f) * f - 0.1656994522f) * f + 0.1996216029f) * f - 0.2500178814f) * f
    + 0.3333394825f) * f - 0.4999999106f) * (f * f);
  return m_log_special(x, ((f + q) + k * 1.42860677e-6f) + k * 0.693145752f);
}
fn offset_of(row_span: Span, column_span: Span, t: i32) -> u32 {
  let tx = t - row_span.count;
  return u32(select(row_span.offset + t * row_span.turn, i32(p.table_rows) + column_span.offset + tx * column_span.turn, tx >= 0));
}
fn rel_vector(head: u32, row_span: Span, column_span: Span, t: i32) -> u32 {
  return (head * (p.table_rows + p.table_columns) + offset_of(row_span, column_span, t)) * 1u;
}
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
  let y = group.y * 8u + local.y;
  if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let q_here = q_at(b, head, y, x);
  var q_channels: array<f32, 4u>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = p.scale * q[q_here + c * p.q_c]; }
  let q0 = vec4<f32>(q_channels[0], q_channels[1], q_channels[2], q_channels[3]);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var sum0 = vec4<f32>(0.0);
  var sum1 = vec4<f32>(0.0);
  let query_row = i32(y);
  let query_column = i32(x);
  let row_span = window_of(rows(), query_row);
  let column_span = window_of(columns(), query_column);
  let row_terms = row_span.count;
  var term: array<f32, 8u>;
  for (var t = 0; t < row_terms + column_span.count; t++) {
    let vector = rel_vector(head, row_span, column_span, t);
    term[t] = across(q0 * rel_records[vector + 0u]);
  }
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_key = position_at(rows(), row_span, ty);
    let row_at = u32(row_key);
    let keys_row = (image * u32(p.row_keys) + row_at) * u32(p.column_keys);
    let row_term = term[ty];
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_key = position_at(columns(), column_span, tx);
      let column_at = u32(column_key);
      var k0 = vec4<f32>(0.0);
      var v0 = vec4<f32>(0.0);
      var v1 = vec4<f32>(0.0);
      if (!(row_key < 0 || row_key >= p.row_keys || column_key < 0 || column_key >= p.column_keys)) {
        let key = (keys_row + column_at) * p.key_record;
        k0 = key_records[key + 0u];
        v0 = key_records[key + 1u];
        v1 = key_records[key + 2u];
      }
      let logit = across(q0 * k0) + (row_term + term[row_terms + tx]);
      let fall = softmax_exp(-abs(logit - top));
      let higher = logit > top;
      let shrink = select(1.0, fall, higher);
      let weight = select(fall, 1.0, higher);
      top = select(top, logit, higher);
      total = total * shrink + weight;
      sum0 = sum0 * shrink + weight * v0;
      sum1 = sum1 * shrink + weight * v1;
    }
  }
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  let out_here = out_at(b, head, y, x);
  var out_channels = array<f32, 5u>(sum0[0] / total, sum0[1] / total, sum0[2] / total, sum0[3] / total, sum1[0] / total);
  for (var c = 0u; c < p.width; c++) { out[out_here + c * p.out_c] = out_channels[c]; }
  lse[i] = top + m_log(total);
}


// GPU 3/3: q f32[2, 3, 4, 5, 6], k f32[2, 3, 4, 5, 6], v f32[2, 3, 5, 5, 6], relH f32[3, 2, 5], relW f32[3, 2, 3] {"dilation":[1,1],"stride":[1,1],"pad":[2,1],"roll":[0,0],"form":"zero","kernel":[5,3],"scale":0.8}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> rel_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  heads: u32,
  depth: u32,
  width: u32,
  row_keys: i32,
  row_queries: i32,
  row_kernel: i32,
  row_dilation: i32,
  row_stride: i32,
  row_pad: i32,
  row_roll: i32,
  column_keys: i32,
  column_queries: i32,
  column_kernel: i32,
  column_dilation: i32,
  column_stride: i32,
  column_pad: i32,
  column_roll: i32,
  scale: f32,
  key_record: u32,
  query_record: u32,
  q_b: u32,
  q_h: u32,
  q_c: u32,
  q_y: u32,
  q_x: u32,
  q_offset: u32,
  out_b: u32,
  out_h: u32,
  out_c: u32,
  out_y: u32,
  out_x: u32,
  out_offset: u32,
  table_rows: u32,
  table_columns: u32,
  images: u32,
  groups_across: u32,
  image_height: u32,
  image_width: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
// as above: fn rows() -> Axis
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn offset_of(row_span: Span, column_span: Span, t: i32) -> u32
// as above: fn rel_vector(head: u32, row_span: Span, column_span: Span, t: i32) -> u32
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
  let y = group.y * 8u + local.y;
  if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let q_here = q_at(b, head, y, x);
  let q0 = vec4<f32>(p.scale * q[q_here + 0u * p.q_c], p.scale * q[q_here + 1u * p.q_c], p.scale * q[q_here + 2u * p.q_c], p.scale * q[q_here + 3u * p.q_c]);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var sum0 = vec4<f32>(0.0);
  var sum1 = vec4<f32>(0.0);
  let query_row = i32(y);
  let query_column = i32(x);
  let row_span = window_of(rows(), query_row);
  let column_span = window_of(columns(), query_column);
  let row_terms = row_span.count;
  var term: array<f32, 8u>;
  for (var t = 0; t < row_terms + column_span.count; t++) {
    let vector = rel_vector(head, row_span, column_span, t);
    term[t] = across(q0 * rel_records[vector + 0u]);
  }
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_key = position_at(rows(), row_span, ty);
    let row_at = u32(row_key);
    let keys_row = (image * u32(p.row_keys) + row_at) * u32(p.column_keys);
    let row_term = term[ty];
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_key = position_at(columns(), column_span, tx);
      let column_at = u32(column_key);
      var k0 = vec4<f32>(0.0);
      var v0 = vec4<f32>(0.0);
      var v1 = vec4<f32>(0.0);
      if (!(row_key < 0 || row_key >= p.row_keys || column_key < 0 || column_key >= p.column_keys)) {
        let key = (keys_row + column_at) * p.key_record;
        k0 = key_records[key + 0u];
        v0 = key_records[key + 1u];
        v1 = key_records[key + 2u];
      }
      let logit = across(q0 * k0) + (row_term + term[row_terms + tx]);
      let fall = softmax_exp(-abs(logit - top));
      let higher = logit > top;
      let shrink = select(1.0, fall, higher);
      let weight = select(fall, 1.0, higher);
      top = select(top, logit, higher);
      total = total * shrink + weight;
      sum0 = sum0 * shrink + weight * v0;
      sum1 = sum1 * shrink + weight * v1;
    }
  }
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  let out_here = out_at(b, head, y, x);
  out[out_here + 0u * p.out_c] = sum0[0] / total;
  out[out_here + 1u * p.out_c] = sum0[1] / total;
  out[out_here + 2u * p.out_c] = sum0[2] / total;
  out[out_here + 3u * p.out_c] = sum0[3] / total;
  out[out_here + 4u * p.out_c] = sum1[0] / total;
  lse[i] = top + m_log(total);
}


// CPU 2/2: q f32[1, 2, 3, 3, 3], k f32[1, 2, 3, 6, 5], v f32[1, 2, 1, 6, 5] {"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"form":"mask","kernel":[3,3],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(0) @binding(3) var<storage, read_write> lse: array<f32>;
struct Params {
  heads: u32,
  depth: u32,
  width: u32,
  row_keys: i32,
  row_queries: i32,
  row_kernel: i32,
  row_dilation: i32,
  row_stride: i32,
  row_pad: i32,
  row_roll: i32,
  column_keys: i32,
  column_queries: i32,
  column_kernel: i32,
  column_dilation: i32,
  column_stride: i32,
  column_pad: i32,
  column_roll: i32,
  scale: f32,
  key_record: u32,
  query_record: u32,
  q_b: u32,
  q_h: u32,
  q_c: u32,
  q_y: u32,
  q_x: u32,
  q_offset: u32,
  out_b: u32,
  out_h: u32,
  out_c: u32,
  out_y: u32,
  out_x: u32,
  out_offset: u32,
  table_rows: u32,
  table_columns: u32,
  images: u32,
  groups_across: u32,
  image_height: u32,
  image_width: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
// as above: fn rows() -> Axis
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
  let y = group.y * 8u + local.y;
  if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let q_here = q_at(b, head, y, x);
  var q_channels: array<f32, 3u>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = p.scale * q[q_here + c * p.q_c]; }
  let q0 = vec4<f32>(q_channels[0], q_channels[1], q_channels[2], 0.0);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var sum0 = vec4<f32>(0.0);
  let query_row = i32(y);
  let query_column = i32(x);
  let row_span = window_of(rows(), query_row);
  let column_span = window_of(columns(), query_column);
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_key = position_at(rows(), row_span, ty);
    if (row_key < 0 || row_key >= p.row_keys) { continue; }
    let row_at = u32(row_key);
    let keys_row = (image * u32(p.row_keys) + row_at) * u32(p.column_keys);
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_key = position_at(columns(), column_span, tx);
      if (column_key < 0 || column_key >= p.column_keys) { continue; }
      let column_at = u32(column_key);
      var k0 = vec4<f32>(0.0);
      var v0 = vec4<f32>(0.0);
       {
        let key = (keys_row + column_at) * p.key_record;
        k0 = key_records[key + 0u];
        v0 = key_records[key + 1u];
      }
      let logit = across(q0 * k0);
      let fall = softmax_exp(-abs(logit - top));
      let higher = logit > top;
      let shrink = select(1.0, fall, higher);
      let weight = select(fall, 1.0, higher);
      top = select(top, logit, higher);
      total = total * shrink + weight;
      sum0 = sum0 * shrink + weight * v0;
    }
  }
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  let out_here = out_at(b, head, y, x);
  var out_channels = array<f32, 1u>(sum0[0] / total);
  for (var c = 0u; c < p.width; c++) { out[out_here + c * p.out_c] = out_channels[c]; }
  lse[i] = top + m_log(total);
}


// GPU 2/2: q f32[1, 2, 3, 3, 3], k f32[1, 2, 3, 6, 5], v f32[1, 2, 1, 6, 5] {"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"form":"mask","kernel":[3,3],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(0) @binding(3) var<storage, read_write> lse: array<f32>;
struct Params {
  heads: u32,
  depth: u32,
  width: u32,
  row_keys: i32,
  row_queries: i32,
  row_kernel: i32,
  row_dilation: i32,
  row_stride: i32,
  row_pad: i32,
  row_roll: i32,
  column_keys: i32,
  column_queries: i32,
  column_kernel: i32,
  column_dilation: i32,
  column_stride: i32,
  column_pad: i32,
  column_roll: i32,
  scale: f32,
  key_record: u32,
  query_record: u32,
  q_b: u32,
  q_h: u32,
  q_c: u32,
  q_y: u32,
  q_x: u32,
  q_offset: u32,
  out_b: u32,
  out_h: u32,
  out_c: u32,
  out_y: u32,
  out_x: u32,
  out_offset: u32,
  table_rows: u32,
  table_columns: u32,
  images: u32,
  groups_across: u32,
  image_height: u32,
  image_width: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
// as above: fn rows() -> Axis
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
  let y = group.y * 8u + local.y;
  if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let q_here = q_at(b, head, y, x);
  let q0 = vec4<f32>(p.scale * q[q_here + 0u * p.q_c], p.scale * q[q_here + 1u * p.q_c], p.scale * q[q_here + 2u * p.q_c], 0.0);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var sum0 = vec4<f32>(0.0);
  let query_row = i32(y);
  let query_column = i32(x);
  let row_span = window_of(rows(), query_row);
  let column_span = window_of(columns(), query_column);
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_key = position_at(rows(), row_span, ty);
    if (row_key < 0 || row_key >= p.row_keys) { continue; }
    let row_at = u32(row_key);
    let keys_row = (image * u32(p.row_keys) + row_at) * u32(p.column_keys);
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_key = position_at(columns(), column_span, tx);
      if (column_key < 0 || column_key >= p.column_keys) { continue; }
      let column_at = u32(column_key);
      var k0 = vec4<f32>(0.0);
      var v0 = vec4<f32>(0.0);
       {
        let key = (keys_row + column_at) * p.key_record;
        k0 = key_records[key + 0u];
        v0 = key_records[key + 1u];
      }
      let logit = across(q0 * k0);
      let fall = softmax_exp(-abs(logit - top));
      let higher = logit > top;
      let shrink = select(1.0, fall, higher);
      let weight = select(fall, 1.0, higher);
      top = select(top, logit, higher);
      total = total * shrink + weight;
      sum0 = sum0 * shrink + weight * v0;
    }
  }
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  let out_here = out_at(b, head, y, x);
  out[out_here + 0u * p.out_c] = sum0[0] / total;
  lse[i] = top + m_log(total);
}


// CPU 2/3, GPU 2/3: q f32[1, 2, 1, 5, 6], k f32[1, 2, 1, 5, 6], v f32[1, 2, 2, 5, 6], relH f32[2, 1, 5] {"dilation":[2,2],"stride":[1,1],"pad":[4,4],"roll":[0,0],"form":"mask","kernel":[5,5],"scale":1}

@group(0) @binding(0) var<storage, read> relH: array<f32>;
@group(0) @binding(1) var<storage, read_write> rel_records: array<f32>;
struct Params {
  count: u32,
  rows: u32,
  columns: u32,
  channels: u32,
  depth: u32,
  row_channels: u32,
  column_channels: u32,
  column_start: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let c = i % p.channels;
  let offset = i / p.channels % (p.rows + p.columns);
  let head = i / (p.channels * (p.rows + p.columns));
  var value = 0.0;
  if (offset < p.rows && c < p.row_channels) { value = relH[(head * p.row_channels + c) * p.rows + offset]; }
  rel_records[i] = value;
}


// CPU 3/3: q f32[1, 2, 1, 5, 6], k f32[1, 2, 1, 5, 6], v f32[1, 2, 2, 5, 6], relH f32[2, 1, 5] {"dilation":[2,2],"stride":[1,1],"pad":[4,4],"roll":[0,0],"form":"mask","kernel":[5,5],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> rel_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  heads: u32,
  depth: u32,
  width: u32,
  row_keys: i32,
  row_queries: i32,
  row_kernel: i32,
  row_dilation: i32,
  row_stride: i32,
  row_pad: i32,
  row_roll: i32,
  column_keys: i32,
  column_queries: i32,
  column_kernel: i32,
  column_dilation: i32,
  column_stride: i32,
  column_pad: i32,
  column_roll: i32,
  scale: f32,
  key_record: u32,
  query_record: u32,
  q_b: u32,
  q_h: u32,
  q_c: u32,
  q_y: u32,
  q_x: u32,
  q_offset: u32,
  out_b: u32,
  out_h: u32,
  out_c: u32,
  out_y: u32,
  out_x: u32,
  out_offset: u32,
  table_rows: u32,
  table_columns: u32,
  images: u32,
  groups_across: u32,
  image_height: u32,
  image_width: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
// as above: fn rows() -> Axis
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn offset_of(row_span: Span, column_span: Span, t: i32) -> u32
// as above: fn rel_vector(head: u32, row_span: Span, column_span: Span, t: i32) -> u32
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
  let y = group.y * 8u + local.y;
  if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let q_here = q_at(b, head, y, x);
  var q_channels: array<f32, 1u>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = p.scale * q[q_here + c * p.q_c]; }
  let q0 = vec4<f32>(q_channels[0], 0.0, 0.0, 0.0);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var sum0 = vec4<f32>(0.0);
  let query_row = i32(y);
  let query_column = i32(x);
  let row_span = window_of(rows(), query_row);
  let column_span = window_of(columns(), query_column);
  let row_terms = row_span.count;
  var term: array<f32, 10u>;
  for (var t = 0; t < row_terms + column_span.count; t++) {
    let vector = rel_vector(head, row_span, column_span, t);
    term[t] = across(q0 * rel_records[vector + 0u]);
  }
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_key = position_at(rows(), row_span, ty);
    if (row_key < 0 || row_key >= p.row_keys) { continue; }
    let row_at = u32(row_key);
    let keys_row = (image * u32(p.row_keys) + row_at) * u32(p.column_keys);
    let row_term = term[ty];
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_key = position_at(columns(), column_span, tx);
      if (column_key < 0 || column_key >= p.column_keys) { continue; }
      let column_at = u32(column_key);
      var k0 = vec4<f32>(0.0);
      var v0 = vec4<f32>(0.0);
       {
        let key = (keys_row + column_at) * p.key_record;
        k0 = key_records[key + 0u];
        v0 = key_records[key + 1u];
      }
      let logit = across(q0 * k0) + (row_term + term[row_terms + tx]);
      let fall = softmax_exp(-abs(logit - top));
      let higher = logit > top;
      let shrink = select(1.0, fall, higher);
      let weight = select(fall, 1.0, higher);
      top = select(top, logit, higher);
      total = total * shrink + weight;
      sum0 = sum0 * shrink + weight * v0;
    }
  }
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  let out_here = out_at(b, head, y, x);
  var out_channels = array<f32, 2u>(sum0[0] / total, sum0[1] / total);
  for (var c = 0u; c < p.width; c++) { out[out_here + c * p.out_c] = out_channels[c]; }
  lse[i] = top + m_log(total);
}


// GPU 3/3: q f32[1, 2, 1, 5, 6], k f32[1, 2, 1, 5, 6], v f32[1, 2, 2, 5, 6], relH f32[2, 1, 5] {"dilation":[2,2],"stride":[1,1],"pad":[4,4],"roll":[0,0],"form":"mask","kernel":[5,5],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> rel_records: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  heads: u32,
  depth: u32,
  width: u32,
  row_keys: i32,
  row_queries: i32,
  row_kernel: i32,
  row_dilation: i32,
  row_stride: i32,
  row_pad: i32,
  row_roll: i32,
  column_keys: i32,
  column_queries: i32,
  column_kernel: i32,
  column_dilation: i32,
  column_stride: i32,
  column_pad: i32,
  column_roll: i32,
  scale: f32,
  key_record: u32,
  query_record: u32,
  q_b: u32,
  q_h: u32,
  q_c: u32,
  q_y: u32,
  q_x: u32,
  q_offset: u32,
  out_b: u32,
  out_h: u32,
  out_c: u32,
  out_y: u32,
  out_x: u32,
  out_offset: u32,
  table_rows: u32,
  table_columns: u32,
  images: u32,
  groups_across: u32,
  image_height: u32,
  image_width: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
// as above: fn rows() -> Axis
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn offset_of(row_span: Span, column_span: Span, t: i32) -> u32
// as above: fn rel_vector(head: u32, row_span: Span, column_span: Span, t: i32) -> u32
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
  let y = group.y * 8u + local.y;
  if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let q_here = q_at(b, head, y, x);
  let q0 = vec4<f32>(p.scale * q[q_here + 0u * p.q_c], 0.0, 0.0, 0.0);
  var top = -3.4028234663852886e+38f;
  var total = 0.0;
  var sum0 = vec4<f32>(0.0);
  let query_row = i32(y);
  let query_column = i32(x);
  let row_span = window_of(rows(), query_row);
  let column_span = window_of(columns(), query_column);
  let row_terms = row_span.count;
  var term: array<f32, 10u>;
  for (var t = 0; t < row_terms + column_span.count; t++) {
    let vector = rel_vector(head, row_span, column_span, t);
    term[t] = across(q0 * rel_records[vector + 0u]);
  }
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_key = position_at(rows(), row_span, ty);
    if (row_key < 0 || row_key >= p.row_keys) { continue; }
    let row_at = u32(row_key);
    let keys_row = (image * u32(p.row_keys) + row_at) * u32(p.column_keys);
    let row_term = term[ty];
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_key = position_at(columns(), column_span, tx);
      if (column_key < 0 || column_key >= p.column_keys) { continue; }
      let column_at = u32(column_key);
      var k0 = vec4<f32>(0.0);
      var v0 = vec4<f32>(0.0);
       {
        let key = (keys_row + column_at) * p.key_record;
        k0 = key_records[key + 0u];
        v0 = key_records[key + 1u];
      }
      let logit = across(q0 * k0) + (row_term + term[row_terms + tx]);
      let fall = softmax_exp(-abs(logit - top));
      let higher = logit > top;
      let shrink = select(1.0, fall, higher);
      let weight = select(fall, 1.0, higher);
      top = select(top, logit, higher);
      total = total * shrink + weight;
      sum0 = sum0 * shrink + weight * v0;
    }
  }
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e+38f));
  let out_here = out_at(b, head, y, x);
  out[out_here + 0u * p.out_c] = sum0[0] / total;
  out[out_here + 1u * p.out_c] = sum0[1] / total;
  lse[i] = top + m_log(total);
}


// CPU 2/3, GPU 2/3: q f32[1, 2, 3, 5, 6], k f32[1, 2, 3, 5, 6], v f32[1, 2, 2, 5, 6], relW f32[2, 2, 3] {"dilation":[1,1],"stride":[1,1],"pad":[0,1],"roll":[0,0],"form":"zero","kernel":[1,3],"scale":1}
// CPU 2/3, GPU 2/3: q f32[2, 2, 3, 6, 8], k f32[2, 2, 3, 6, 8], v f32[2, 2, 2, 6, 8], relW f32[2, 2, 7], bias f32[2, 5, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,2],"form":"block","kernel":[3,4],"scale":0.5}

// 24 lines, SHA-256 1694a23e958f6d12a4400d8b4bf02873e3fe56af5485a1df2fc55bfcf204d3bb


// CPU 3/3: q f32[1, 2, 3, 5, 6], k f32[1, 2, 3, 5, 6], v f32[1, 2, 2, 5, 6], relW f32[2, 2, 3] {"dilation":[1,1],"stride":[1,1],"pad":[0,1],"roll":[0,0],"form":"zero","kernel":[1,3],"scale":1}

// 112 lines, SHA-256 a7412e66d41eba04a0ca8271b84a00ad2a2d42415facbf50f63b07ab73e79844


// GPU 3/3: q f32[1, 2, 3, 5, 6], k f32[1, 2, 3, 5, 6], v f32[1, 2, 2, 5, 6], relW f32[2, 2, 3] {"dilation":[1,1],"stride":[1,1],"pad":[0,1],"roll":[0,0],"form":"zero","kernel":[1,3],"scale":1}

// 110 lines, SHA-256 40f00f1ae96e1654369a40ae3c804340f2709d41551bd5ff737752ff5dd40663


// CPU 1/2, GPU 1/2: q f32[2, 2, 4, 7, 9], k f32[2, 2, 4, 7, 9], v f32[2, 2, 4, 7, 9], bias f32[2, 5, 5] {"dilation":[2,2],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"shift","kernel":[3,3],"scale":0.5}

// 92 lines, SHA-256 7da365a08d83c3b62dc19b0a33be573aa11bde84d4f5b06df9273141fe3423a6


// CPU 2/2: q f32[2, 2, 4, 7, 9], k f32[2, 2, 4, 7, 9], v f32[2, 2, 4, 7, 9], bias f32[2, 5, 5] {"dilation":[2,2],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"shift","kernel":[3,3],"scale":0.5}

// 119 lines, SHA-256 1b1280155dd265bb306c98c5c05d3bacc3338cdcbe034fdd2b4aff1a09d8192f


// GPU 2/2: q f32[2, 2, 4, 7, 9], k f32[2, 2, 4, 7, 9], v f32[2, 2, 4, 7, 9], bias f32[2, 5, 5] {"dilation":[2,2],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"shift","kernel":[3,3],"scale":0.5}

// 110 lines, SHA-256 9b4e6a9f9ee4c6ee747a777438cf586c6d9cce80635f490e154d31080908d2a0


// CPU 1/3, GPU 1/3: q f32[2, 2, 3, 6, 8], k f32[2, 2, 3, 6, 8], v f32[2, 2, 2, 6, 8], relW f32[2, 2, 7], bias f32[2, 5, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,2],"form":"block","kernel":[3,4],"scale":0.5}

// 91 lines, SHA-256 22736e95b3e131ab400b3b0f2e6e1d629690abb802ec85879c45e6fce47a0291


// CPU 3/3: q f32[2, 2, 3, 6, 8], k f32[2, 2, 3, 6, 8], v f32[2, 2, 2, 6, 8], relW f32[2, 2, 7], bias f32[2, 5, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,2],"form":"block","kernel":[3,4],"scale":0.5}

// 134 lines, SHA-256 fadd6c3c3d4d8f7187cc2486e2b221ecdcf02926108aaebec705cb89afb90919


// GPU 3/3: q f32[2, 2, 3, 6, 8], k f32[2, 2, 3, 6, 8], v f32[2, 2, 2, 6, 8], relW f32[2, 2, 7], bias f32[2, 5, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,2],"form":"block","kernel":[3,4],"scale":0.5}

// 124 lines, SHA-256 1362c51d032b95270ae3fadcf1c6abc3c0df9e1dc20a3664d5202febaac0811d


// CPU 1/2, GPU 1/2: q f32[4, 2, 2, 3, 2], k f32[4, 2, 2, 3, 2], v f32[4, 2, 2, 3, 2], mask f32[2, 6, 6] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[3,2],"scale":1}

// 52 lines, SHA-256 d03dec38ff548c447ef1631c6fd6d2d8ef2320310b7c5331b36ec6884a90ea28


// CPU 2/2: q f32[4, 2, 2, 3, 2], k f32[4, 2, 2, 3, 2], v f32[4, 2, 2, 3, 2], mask f32[2, 6, 6] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[3,2],"scale":1}

// 109 lines, SHA-256 7d9ae12b1fab7a37de4cce0b186ffe582ed790a6fbec721876fc9eb0178c6803


// GPU 2/2: q f32[4, 2, 2, 3, 2], k f32[4, 2, 2, 3, 2], v f32[4, 2, 2, 3, 2], mask f32[2, 6, 6] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[3,2],"scale":1}

// 107 lines, SHA-256 22c79e77faffde433990f1bbc8bb8529526d5cf787f9c553dac13ebc8f71cc13


// CPU 1/3, GPU 1/3: q f32[1, 1, 2, 4, 4], k f32[1, 1, 2, 4, 4], v f32[1, 1, 2, 4, 4], relH f32[1, 2, 7], relW f32[1, 1, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[4,4],"scale":1}

// 50 lines, SHA-256 cd3db2f4c2412846e6493be139157c96bbe89dcf7e00ec8752e0f50494c14922


// CPU 3/3: q f32[1, 1, 2, 4, 4], k f32[1, 1, 2, 4, 4], v f32[1, 1, 2, 4, 4], relH f32[1, 2, 7], relW f32[1, 1, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[4,4],"scale":1}

// 115 lines, SHA-256 637cc6e9554d38687c92eccd2aa4164a84c220633284b40a3903a9ce36fd2c8b


// GPU 3/3: q f32[1, 1, 2, 4, 4], k f32[1, 1, 2, 4, 4], v f32[1, 1, 2, 4, 4], relH f32[1, 2, 7], relW f32[1, 1, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[4,4],"scale":1}

// 113 lines, SHA-256 5d8ee04a3594957ef3baa45771723707c22dfaec95956494b84bb57cd9bf5288
