// CPU 1/2, GPU 1/2: q f32[2, 2, 2, 1, 2], k f32[2, 2, 2, 5, 6], relative f32[2, 6, 4] {"form":"mask","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[1,1],"roll":[0,0],"scale":0.7,"originRow":4,"originColumn":3}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read_write> key_records: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, table_rows: u32, table_columns: u32, images: u32,
  groups_across: u32, image_height: u32, image_width: u32, key_record: u32, originRow: f32, originColumn: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
fn rows() -> Axis { return Axis(p.row_keys, p.row_queries, p.row_kernel, p.row_dilation, p.row_stride, p.row_pad, p.row_roll); }
fn columns() -> Axis { return Axis(p.column_keys, p.column_queries, p.column_kernel, p.column_dilation, p.column_stride, p.column_pad, p.column_roll); }
fn window_of(a: Axis, i: i32) -> Span { return Span(i * a.stride - a.pad, a.dilation, a.kernel, 0, 1); }
fn viewers_of(a: Axis, j: i32) -> Span { return Span(j + a.pad, -a.dilation, a.kernel, 0, 1); }
fn position_at(a: Axis, span: Span, t: i32) -> i32 { return span.first + t * span.step; }
fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }
fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.k_offset + b * p.k_b + head * p.k_h + y * p.k_y + x * p.k_x; }
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
let y = group.y * 8u + local.y;
if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let record = i * p.key_record;
    let k_here = k_at(b, head, y, x);
    for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = k[k_here + c * p.k_c];  }
    key_records[record + c] = value;
  }
}


// CPU 2/2: q f32[2, 2, 2, 1, 2], k f32[2, 2, 2, 5, 6], relative f32[2, 6, 4] {"form":"mask","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[1,1],"roll":[0,0],"scale":0.7,"originRow":4,"originColumn":3}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> weights: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, q_b: u32,
  q_h: u32, q_c: u32, q_y: u32, q_x: u32, q_offset: u32, k_b: u32, k_h: u32, k_c: u32, k_y: u32, k_x: u32,
  k_offset: u32, table_rows: u32, table_columns: u32, images: u32, groups_across: u32, image_height: u32,
  image_width: u32, taps: u32, originRow: f32, originColumn: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
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
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.q_offset + b * p.q_b + head * p.q_h + y * p.q_y + x * p.q_x; }
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    var q_channels: array<f32, 2u>;
    for (var c = 0u; c < p.depth; c++) { q_channels[c] = p.scale * q[q_here + c * p.q_c]; }
    let q0 = vec4<f32>(q_channels[0u], q_channels[1u], 0.0, 0.0);
  let query_row = i32(p.originRow) + i32(y);
  let query_column = i32(p.originColumn) + i32(x);
  let at = i * p.taps;
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = -3.4028234663852886e+38f; }
  var top = -3.4028234663852886e+38f;
  let row_axis = rows();
    let column_axis = columns();
    let row_span = window_of(row_axis, query_row);
    let column_span = window_of(column_axis, query_column);
    let k_step = p.k_x;
    let row_terms = row_span.count;
  var term: array<f32, 6u>;
  for (var t = 0; t < row_terms + column_span.count; t++) {
    let vector = rel_vector(head, row_span, column_span, t);
    term[t] = across(q0 * relative[vector + 0u]);
  }
    for (var ty = 0; ty < row_span.count; ty++) {
      let row_key = position_at(row_axis, row_span, ty);
      if (!(row_key >= 0 && row_key < row_axis.keys)) { continue; }
      let row_at = u32(row_key);
      let k_row = k_at(b, head, row_at, 0u);
      let row_term = term[ty];
      for (var tx = 0; tx < column_span.count; tx++) {
        let column_key = position_at(column_axis, column_span, tx);
        if (!(column_key >= 0 && column_key < column_axis.keys)) { continue; }
        let column_at = u32(column_key);
        var k0 = vec4<f32>(0.0);
         {
          let k_here = k_row + column_at * k_step;
          k0 = key_records[k_here + 0u];
        }
        let logit = across(q0 * k0) + (row_term + term[row_terms + tx]);
        weights[at + u32(ty * p.column_kernel + tx)] = logit;
        top = select(top, logit, logit > top);
      }
    }
  var sum = 0.0;
  for (var t = 0u; t < p.taps; t++) {
    let weight = softmax_exp(weights[at + t] - top);
    weights[at + t] = weight;
    sum += weight;
  }
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = weights[at + t] / sum; }
}


// GPU 2/2: q f32[2, 2, 2, 1, 2], k f32[2, 2, 2, 5, 6], relative f32[2, 6, 4] {"form":"mask","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[1,1],"roll":[0,0],"scale":0.7,"originRow":4,"originColumn":3}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> weights: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let q0 = vec4<f32>(p.scale * q[q_here + 0u * p.q_c], p.scale * q[q_here + 1u * p.q_c], 0.0, 0.0);
  let query_row = i32(p.originRow) + i32(y);
  let query_column = i32(p.originColumn) + i32(x);
  let at = i * p.taps;
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = -3.4028234663852886e+38f; }
  var top = -3.4028234663852886e+38f;
  let row_axis = rows();
    let column_axis = columns();
    let row_span = window_of(row_axis, query_row);
    let column_span = window_of(column_axis, query_column);
    let k_step = p.k_x;
    let row_terms = row_span.count;
  var term: array<f32, 6u>;
  for (var t = 0; t < row_terms + column_span.count; t++) {
    let vector = rel_vector(head, row_span, column_span, t);
    term[t] = across(q0 * relative[vector + 0u]);
  }
    for (var ty = 0; ty < row_span.count; ty++) {
      let row_key = position_at(row_axis, row_span, ty);
      if (!(row_key >= 0 && row_key < row_axis.keys)) { continue; }
      let row_at = u32(row_key);
      let k_row = k_at(b, head, row_at, 0u);
      let row_term = term[ty];
      for (var tx = 0; tx < column_span.count; tx++) {
        let column_key = position_at(column_axis, column_span, tx);
        if (!(column_key >= 0 && column_key < column_axis.keys)) { continue; }
        let column_at = u32(column_key);
        var k0 = vec4<f32>(0.0);
         {
          let k_here = k_row + column_at * k_step;
          k0 = key_records[k_here + 0u];
        }
        let logit = across(q0 * k0) + (row_term + term[row_terms + tx]);
        weights[at + u32(ty * p.column_kernel + tx)] = logit;
        top = select(top, logit, logit > top);
      }
    }
  var sum = 0.0;
  for (var t = 0u; t < p.taps; t++) {
    let weight = softmax_exp(weights[at + t] - top);
    weights[at + t] = weight;
    sum += weight;
  }
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = weights[at + t] / sum; }
}


// CPU 1/2, GPU 1/2: q f32[1, 2, 3, 6, 4], k f32[1, 2, 3, 6, 4], bias f32[2, 5, 3] {"form":"block","kernel":[3,2],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,1],"scale":1,"originRow":0,"originColumn":0}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read_write> key_records: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, table_rows: u32, table_columns: u32, bias_h: u32, bias_y: u32,
  bias_x: u32, bias_offset: u32, images: u32, groups_across: u32, image_height: u32, image_width: u32, key_record: u32,
  originRow: f32, originColumn: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
fn window_of(a: Axis, i: i32) -> Span {
  let rolled = (i - a.roll + a.keys) % a.keys;
  return Span(rolled - rolled % a.kernel + a.roll, 1, a.kernel, rolled % a.kernel + a.kernel - 1, -1);
}
fn viewers_of(a: Axis, j: i32) -> Span {
  let rolled = (j - a.roll + a.keys) % a.keys;
  return Span(rolled - rolled % a.kernel + a.roll, 1, a.kernel, a.kernel - 1 - rolled % a.kernel, 1);
}
fn position_at(a: Axis, span: Span, t: i32) -> i32 { let position = span.first + t; return select(position, position - a.keys, position >= a.keys); }
fn region_at(a: Axis, span: Span, t: i32) -> i32 {
  let rolled = span.first - a.roll + t;
  return select(0, 1, rolled >= a.keys - a.kernel) + select(0, 1, rolled >= a.keys - a.roll);
}
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
let y = group.y * 8u + local.y;
if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let record = i * p.key_record;
    let k_here = k_at(b, head, y, x);
    for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = k[k_here + c * p.k_c];  }
    key_records[record + c] = value;
  }
}


// CPU 2/2: q f32[1, 2, 3, 6, 4], k f32[1, 2, 3, 6, 4], bias f32[2, 5, 3] {"form":"block","kernel":[3,2],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,1],"scale":1,"originRow":0,"originColumn":0}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> weights: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, q_b: u32,
  q_h: u32, q_c: u32, q_y: u32, q_x: u32, q_offset: u32, k_b: u32, k_h: u32, k_c: u32, k_y: u32, k_x: u32,
  k_offset: u32, table_rows: u32, table_columns: u32, bias_h: u32, bias_y: u32, bias_x: u32, bias_offset: u32,
  images: u32, groups_across: u32, image_height: u32, image_width: u32, taps: u32, originRow: f32, originColumn: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn region_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let q0 = vec4<f32>(q_channels[0u], q_channels[1u], q_channels[2u], 0.0);
  let query_row = i32(p.originRow) + i32(y);
  let query_column = i32(p.originColumn) + i32(x);
  let at = i * p.taps;
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = -3.4028234663852886e+38f; }
  var top = -3.4028234663852886e+38f;
  let row_axis = rows();
    let column_axis = columns();
    let row_span = window_of(row_axis, query_row);
    let column_span = window_of(column_axis, query_column);
    let k_step = p.k_x;
    let row_region = region_at(row_axis, row_span, row_span.offset - row_axis.kernel + 1);
  let column_region = region_at(column_axis, column_span, column_span.offset - column_axis.kernel + 1);
    let bias_step = p.bias_x;
    for (var ty = 0; ty < row_span.count; ty++) {
      let row_key = position_at(row_axis, row_span, ty);
      let row_at = u32(row_key);
      let k_row = k_at(b, head, row_at, 0u);
      let bias_row = p.bias_offset + head * p.bias_h + u32(row_span.offset + ty * row_span.turn) * p.bias_y;
      let row_parts = region_at(row_axis, row_span, ty) != row_region;
      for (var tx = 0; tx < column_span.count; tx++) {
        let column_key = position_at(column_axis, column_span, tx);
        let column_at = u32(column_key);
        var k0 = vec4<f32>(0.0);
         {
          let k_here = k_row + column_at * k_step;
          k0 = key_records[k_here + 0u];
        }
        let logit = across(q0 * k0) + bias[bias_row + u32(column_span.offset + tx * column_span.turn) * bias_step]
         + select(0.0, -100.0, row_parts || region_at(column_axis, column_span, tx) != column_region);
        weights[at + u32(ty * p.column_kernel + tx)] = logit;
        top = select(top, logit, logit > top);
      }
    }
  var sum = 0.0;
  for (var t = 0u; t < p.taps; t++) {
    let weight = softmax_exp(weights[at + t] - top);
    weights[at + t] = weight;
    sum += weight;
  }
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = weights[at + t] / sum; }
}


// GPU 2/2: q f32[1, 2, 3, 6, 4], k f32[1, 2, 3, 6, 4], bias f32[2, 5, 3] {"form":"block","kernel":[3,2],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,1],"scale":1,"originRow":0,"originColumn":0}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> weights: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn region_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
  let query_row = i32(p.originRow) + i32(y);
  let query_column = i32(p.originColumn) + i32(x);
  let at = i * p.taps;
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = -3.4028234663852886e+38f; }
  var top = -3.4028234663852886e+38f;
  let row_axis = rows();
    let column_axis = columns();
    let row_span = window_of(row_axis, query_row);
    let column_span = window_of(column_axis, query_column);
    let k_step = p.k_x;
    let row_region = region_at(row_axis, row_span, row_span.offset - row_axis.kernel + 1);
  let column_region = region_at(column_axis, column_span, column_span.offset - column_axis.kernel + 1);
    let bias_step = p.bias_x;
    for (var ty = 0; ty < row_span.count; ty++) {
      let row_key = position_at(row_axis, row_span, ty);
      let row_at = u32(row_key);
      let k_row = k_at(b, head, row_at, 0u);
      let bias_row = p.bias_offset + head * p.bias_h + u32(row_span.offset + ty * row_span.turn) * p.bias_y;
      let row_parts = region_at(row_axis, row_span, ty) != row_region;
      for (var tx = 0; tx < column_span.count; tx++) {
        let column_key = position_at(column_axis, column_span, tx);
        let column_at = u32(column_key);
        var k0 = vec4<f32>(0.0);
         {
          let k_here = k_row + column_at * k_step;
          k0 = key_records[k_here + 0u];
        }
        let logit = across(q0 * k0) + bias[bias_row + u32(column_span.offset + tx * column_span.turn) * bias_step]
         + select(0.0, -100.0, row_parts || region_at(column_axis, column_span, tx) != column_region);
        weights[at + u32(ty * p.column_kernel + tx)] = logit;
        top = select(top, logit, logit > top);
      }
    }
  var sum = 0.0;
  for (var t = 0u; t < p.taps; t++) {
    let weight = softmax_exp(weights[at + t] - top);
    weights[at + t] = weight;
    sum += weight;
  }
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = weights[at + t] / sum; }
}
