// CPU 1/2, GPU 1/2: q f32[2, 3, 4, 5, 6], k f32[2, 3, 4, 5, 6], v f32[2, 3, 5, 5, 6], relative f32[3, 8, 4] {"dilation":[1,1],"stride":[1,1],"pad":[2,1],"roll":[0,0],"form":"zero","kernel":[5,3],"scale":0.8}
// CPU 1/2, GPU 1/2: q f32[1, 2, 3, 3, 3], k f32[1, 2, 3, 6, 5], v f32[1, 2, 1, 6, 5] {"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"form":"mask","kernel":[3,3],"scale":1}
// CPU 1/2, GPU 1/2: q f32[1, 2, 1, 5, 6], k f32[1, 2, 1, 5, 6], v f32[1, 2, 2, 5, 6], relative f32[2, 10, 4] {"dilation":[2,2],"stride":[1,1],"pad":[4,4],"roll":[0,0],"form":"mask","kernel":[5,5],"scale":1}
// CPU 1/2, GPU 1/2: q f32[1, 2, 3, 5, 6], k f32[1, 2, 3, 5, 6], v f32[1, 2, 2, 5, 6], relative f32[2, 4, 4] {"dilation":[1,1],"stride":[1,1],"pad":[0,1],"roll":[0,0],"form":"zero","kernel":[1,3],"scale":1}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32,
  v_offset: u32, table_rows: u32, table_columns: u32, images: u32, groups_across: u32, image_height: u32,
  image_width: u32, key_record: u32,
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
  let record = i * p.key_record;
    let k_here = k_at(b, head, y, x);
    for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = k[k_here + c * p.k_c];  }
    key_records[record + c] = value;
  }
    let v_here = v_at(b, head, y, x);
    for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = v[v_here + c * p.v_c];  }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/2: q f32[2, 3, 4, 5, 6], k f32[2, 3, 4, 5, 6], v f32[2, 3, 5, 5, 6], relative f32[3, 8, 4] {"dilation":[1,1],"stride":[1,1],"pad":[2,1],"roll":[0,0],"form":"zero","kernel":[5,3],"scale":0.8}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, q_b: u32,
  q_h: u32, q_c: u32, q_y: u32, q_x: u32, q_offset: u32, out_b: u32, out_h: u32, out_c: u32, out_y: u32, out_x: u32,
  out_offset: u32, k_b: u32, k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32,
  v_y: u32, v_x: u32, v_offset: u32, table_rows: u32, table_columns: u32, images: u32, groups_across: u32,
  image_height: u32, image_width: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
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
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.q_offset + b * p.q_b + head * p.q_h + y * p.q_y + x * p.q_x; }
fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.out_offset + b * p.out_b + head * p.out_h + y * p.out_y + x * p.out_x; }
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let q0 = vec4<f32>(q_channels[0u], q_channels[1u], q_channels[2u], q_channels[3u]);
    var top = -3.4028234663852886e+38f;
    var total = 0.0;
    var sum0 = vec4<f32>(0.0);
    var sum1 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 8u>;
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let vector = rel_vector(head, row_span, column_span, t);
      term[t] = across(q0 * relative[vector + 0u]);
    }
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        let row_inside = row_key >= 0 && row_key < row_axis.keys;
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        let row_term = term[ty];
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
          var v1 = vec4<f32>(0.0);
          if (row_inside && column_key >= 0 && column_key < column_axis.keys) {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
            v1 = key_records[v_here + 1u];
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


// GPU 2/2: q f32[2, 3, 4, 5, 6], k f32[2, 3, 4, 5, 6], v f32[2, 3, 5, 5, 6], relative f32[3, 8, 4] {"dilation":[1,1],"stride":[1,1],"pad":[2,1],"roll":[0,0],"form":"zero","kernel":[5,3],"scale":0.8}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 8u>;
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let vector = rel_vector(head, row_span, column_span, t);
      term[t] = across(q0 * relative[vector + 0u]);
    }
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        let row_inside = row_key >= 0 && row_key < row_axis.keys;
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        let row_term = term[ty];
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
          var v1 = vec4<f32>(0.0);
          if (row_inside && column_key >= 0 && column_key < column_axis.keys) {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
            v1 = key_records[v_here + 1u];
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
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    var top = -3.4028234663852886e+38f;
    var total = 0.0;
    var sum0 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        if (!(row_key >= 0 && row_key < row_axis.keys)) { continue; }
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          if (!(column_key >= 0 && column_key < column_axis.keys)) { continue; }
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
           {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
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
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        if (!(row_key >= 0 && row_key < row_axis.keys)) { continue; }
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          if (!(column_key >= 0 && column_key < column_axis.keys)) { continue; }
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
           {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
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


// CPU 2/2: q f32[1, 2, 1, 5, 6], k f32[1, 2, 1, 5, 6], v f32[1, 2, 2, 5, 6], relative f32[2, 10, 4] {"dilation":[2,2],"stride":[1,1],"pad":[4,4],"roll":[0,0],"form":"mask","kernel":[5,5],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let q0 = vec4<f32>(q_channels[0u], 0.0, 0.0, 0.0);
    var top = -3.4028234663852886e+38f;
    var total = 0.0;
    var sum0 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 10u>;
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let vector = rel_vector(head, row_span, column_span, t);
      term[t] = across(q0 * relative[vector + 0u]);
    }
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        if (!(row_key >= 0 && row_key < row_axis.keys)) { continue; }
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        let row_term = term[ty];
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          if (!(column_key >= 0 && column_key < column_axis.keys)) { continue; }
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
           {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
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


// GPU 2/2: q f32[1, 2, 1, 5, 6], k f32[1, 2, 1, 5, 6], v f32[1, 2, 2, 5, 6], relative f32[2, 10, 4] {"dilation":[2,2],"stride":[1,1],"pad":[4,4],"roll":[0,0],"form":"mask","kernel":[5,5],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 10u>;
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let vector = rel_vector(head, row_span, column_span, t);
      term[t] = across(q0 * relative[vector + 0u]);
    }
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        if (!(row_key >= 0 && row_key < row_axis.keys)) { continue; }
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        let row_term = term[ty];
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          if (!(column_key >= 0 && column_key < column_axis.keys)) { continue; }
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
           {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
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


// CPU 2/2: q f32[1, 2, 3, 5, 6], k f32[1, 2, 3, 5, 6], v f32[1, 2, 2, 5, 6], relative f32[2, 4, 4] {"dilation":[1,1],"stride":[1,1],"pad":[0,1],"roll":[0,0],"form":"zero","kernel":[1,3],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    var q_channels: array<f32, 3u>;
    for (var c = 0u; c < p.depth; c++) { q_channels[c] = p.scale * q[q_here + c * p.q_c]; }
    let q0 = vec4<f32>(q_channels[0u], q_channels[1u], q_channels[2u], 0.0);
    var top = -3.4028234663852886e+38f;
    var total = 0.0;
    var sum0 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 4u>;
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let vector = rel_vector(head, row_span, column_span, t);
      term[t] = across(q0 * relative[vector + 0u]);
    }
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        let row_inside = row_key >= 0 && row_key < row_axis.keys;
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        let row_term = term[ty];
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
          if (row_inside && column_key >= 0 && column_key < column_axis.keys) {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
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


// GPU 2/2: q f32[1, 2, 3, 5, 6], k f32[1, 2, 3, 5, 6], v f32[1, 2, 2, 5, 6], relative f32[2, 4, 4] {"dilation":[1,1],"stride":[1,1],"pad":[0,1],"roll":[0,0],"form":"zero","kernel":[1,3],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let q0 = vec4<f32>(p.scale * q[q_here + 0u * p.q_c], p.scale * q[q_here + 1u * p.q_c], p.scale * q[q_here + 2u * p.q_c], 0.0);
    var top = -3.4028234663852886e+38f;
    var total = 0.0;
    var sum0 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 4u>;
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let vector = rel_vector(head, row_span, column_span, t);
      term[t] = across(q0 * relative[vector + 0u]);
    }
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        let row_inside = row_key >= 0 && row_key < row_axis.keys;
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        let row_term = term[ty];
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
          if (row_inside && column_key >= 0 && column_key < column_axis.keys) {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
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


// CPU 1/2, GPU 1/2: q f32[2, 2, 4, 7, 9], k f32[2, 2, 4, 7, 9], v f32[2, 2, 4, 7, 9], bias f32[2, 5, 5] {"dilation":[2,2],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"shift","kernel":[3,3],"scale":0.5}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32,
  v_offset: u32, table_rows: u32, table_columns: u32, bias_h: u32, bias_y: u32, bias_x: u32, bias_offset: u32,
  images: u32, groups_across: u32, image_height: u32, image_width: u32, key_record: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
fn members(a: Axis, i: i32) -> i32 { return (a.keys - i % a.dilation + a.dilation - 1) / a.dilation; }
fn window_of(a: Axis, i: i32) -> Span {
  let rank = i / a.dilation;
  let start = clamp(rank - a.kernel / 2, 0, members(a, i) - a.kernel);
  return Span(start * a.dilation + i % a.dilation, a.dilation, a.kernel, start - rank + a.kernel - 1, 1);
}
fn viewers_of(a: Axis, j: i32) -> Span {
  let rank = j / a.dilation;
  let end = members(a, j);
  let low = select(rank - a.kernel + a.kernel / 2 + 1, 0, rank < a.kernel);
  let high = select(rank + a.kernel / 2, end - 1, rank >= end - a.kernel);
  return Span(low * a.dilation + j % a.dilation, a.dilation, high - low + 1, rank - low + a.kernel - 1, -1);
}
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let v_here = v_at(b, head, y, x);
    for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = v[v_here + c * p.v_c];  }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/2: q f32[2, 2, 4, 7, 9], k f32[2, 2, 4, 7, 9], v f32[2, 2, 4, 7, 9], bias f32[2, 5, 5] {"dilation":[2,2],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"shift","kernel":[3,3],"scale":0.5}

// 91 lines, SHA-256 0ec27f040b8d494165db39a35f5d9e81d0fb6cc073d12429bdf507420c094afb


// GPU 2/2: q f32[2, 2, 4, 7, 9], k f32[2, 2, 4, 7, 9], v f32[2, 2, 4, 7, 9], bias f32[2, 5, 5] {"dilation":[2,2],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"shift","kernel":[3,3],"scale":0.5}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
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
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let query_row = i32(y);
    let query_column = i32(x);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let bias_step = p.bias_x;
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        let bias_row = p.bias_offset + head * p.bias_h + u32(row_span.offset + ty * row_span.turn) * p.bias_y;
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
           {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
          }
          let logit = across(q0 * k0) + bias[bias_row + u32(column_span.offset + tx * column_span.turn) * bias_step];
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
    out[out_here + 2u * p.out_c] = sum0[2] / total;
    out[out_here + 3u * p.out_c] = sum0[3] / total;
    lse[i] = top + m_log(total);
}


// CPU 1/2, GPU 1/2: q f32[2, 2, 3, 6, 8], k f32[2, 2, 3, 6, 8], v f32[2, 2, 2, 6, 8], relative f32[2, 12, 4], bias f32[2, 5, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,2],"form":"block","kernel":[3,4],"scale":0.5}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32,
  v_offset: u32, table_rows: u32, table_columns: u32, bias_h: u32, bias_y: u32, bias_x: u32, bias_offset: u32,
  images: u32, groups_across: u32, image_height: u32, image_width: u32, key_record: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
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
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let v_here = v_at(b, head, y, x);
    for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = v[v_here + c * p.v_c];  }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/2: q f32[2, 2, 3, 6, 8], k f32[2, 2, 3, 6, 8], v f32[2, 2, 2, 6, 8], relative f32[2, 12, 4], bias f32[2, 5, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,2],"form":"block","kernel":[3,4],"scale":0.5}

// 106 lines, SHA-256 7dab94380e66a588f9c20306ac6c76c59aa3e596414273c83c0fadd9b97aa67d


// GPU 2/2: q f32[2, 2, 3, 6, 8], k f32[2, 2, 3, 6, 8], v f32[2, 2, 2, 6, 8], relative f32[2, 12, 4], bias f32[2, 5, 7] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[1,2],"form":"block","kernel":[3,4],"scale":0.5}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
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
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let q0 = vec4<f32>(p.scale * q[q_here + 0u * p.q_c], p.scale * q[q_here + 1u * p.q_c], p.scale * q[q_here + 2u * p.q_c], 0.0);
    var top = -3.4028234663852886e+38f;
    var total = 0.0;
    var sum0 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 7u>;
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let vector = rel_vector(head, row_span, column_span, t);
      term[t] = across(q0 * relative[vector + 0u]);
    }
      let row_region = region_at(row_axis, row_span, row_span.offset - row_axis.kernel + 1);
    let column_region = region_at(column_axis, column_span, column_span.offset - column_axis.kernel + 1);
      let bias_step = p.bias_x;
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        let row_term = term[ty];
        let bias_row = p.bias_offset + head * p.bias_h + u32(row_span.offset + ty * row_span.turn) * p.bias_y;
        let row_parts = region_at(row_axis, row_span, ty) != row_region;
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
           {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
          }
          let logit = across(q0 * k0) + (row_term + term[row_terms + tx])
           + bias[bias_row + u32(column_span.offset + tx * column_span.turn) * bias_step]
           + select(0.0, -100.0, row_parts || region_at(column_axis, column_span, tx) != column_region);
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


// CPU 1/2, GPU 1/2: q f32[4, 2, 2, 3, 2], k f32[4, 2, 2, 3, 2], v f32[4, 2, 2, 3, 2], mask f32[2, 6, 6] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[3,2],"scale":1}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32,
  v_offset: u32, table_rows: u32, table_columns: u32, mask_windows: u32, mask_positions: u32, images: u32,
  groups_across: u32, image_height: u32, image_width: u32, key_record: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn region_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let v_here = v_at(b, head, y, x);
    for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = v[v_here + c * p.v_c];  }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/2: q f32[4, 2, 2, 3, 2], k f32[4, 2, 2, 3, 2], v f32[4, 2, 2, 3, 2], mask f32[2, 6, 6] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[3,2],"scale":1}

// 90 lines, SHA-256 d4e6342309a69678e6292384dd86f8e0dcd663b00b915b8385ecfb21a7493ea3


// GPU 2/2: q f32[4, 2, 2, 3, 2], k f32[4, 2, 2, 3, 2], v f32[4, 2, 2, 3, 2], mask f32[2, 6, 6] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[3,2],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> mask: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
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
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    var top = -3.4028234663852886e+38f;
    var total = 0.0;
    var sum0 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let mask_at = ((b % p.mask_windows) * p.mask_positions + u32(query_row * p.column_keys + query_column)) * p.mask_positions;
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
           {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
          }
          let logit = across(q0 * k0) + mask[mask_at + row_at * u32(column_axis.keys) + column_at];
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


// CPU 1/2, GPU 1/2: q f32[1, 1, 2, 4, 4], k f32[1, 1, 2, 4, 4], v f32[1, 1, 2, 4, 4], relative f32[1, 14, 4] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[4,4],"scale":1}

@group(0) @binding(0) var<storage, read> k: array<f32>;
@group(0) @binding(1) var<storage, read> v: array<f32>;
@group(0) @binding(2) var<storage, read_write> key_records: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32,
  v_offset: u32, table_rows: u32, table_columns: u32, images: u32, groups_across: u32, image_height: u32,
  image_width: u32, key_record: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn region_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    let v_here = v_at(b, head, y, x);
    for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = v[v_here + c * p.v_c];  }
    key_records[record + 4u + c] = value;
  }
}


// CPU 2/2: q f32[1, 1, 2, 4, 4], k f32[1, 1, 2, 4, 4], v f32[1, 1, 2, 4, 4], relative f32[1, 14, 4] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[4,4],"scale":1}

// 98 lines, SHA-256 b6bfe61578d2bbb801872e223576a68237637ea89c4d48adc55df99f70785cf4


// GPU 2/2: q f32[1, 1, 2, 4, 4], k f32[1, 1, 2, 4, 4], v f32[1, 1, 2, 4, 4], relative f32[1, 14, 4] {"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"form":"block","kernel":[4,4],"scale":1}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
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
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
    var top = -3.4028234663852886e+38f;
    var total = 0.0;
    var sum0 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 8u>;
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let vector = rel_vector(head, row_span, column_span, t);
      term[t] = across(q0 * relative[vector + 0u]);
    }
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_key = position_at(row_axis, row_span, ty);
        let row_at = u32(row_key);
        let k_row = k_at(b, head, row_at, 0u);
        let v_row = v_at(b, head, row_at, 0u);
        let row_term = term[ty];
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_key = position_at(column_axis, column_span, tx);
          let column_at = u32(column_key);
          var k0 = vec4<f32>(0.0);
          var v0 = vec4<f32>(0.0);
           {
            let k_here = k_row + column_at * k_step;
            k0 = key_records[k_here + 0u];
            let v_here = v_row + column_at * v_step;
            v0 = key_records[v_here + 0u];
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
