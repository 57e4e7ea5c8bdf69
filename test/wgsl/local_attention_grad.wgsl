// CPU 1/6, GPU 1/6: q f32[1, 2, 2, 2, 2], k f32[1, 2, 2, 3, 4], v f32[1, 2, 5, 3, 4], out f32[1, 2, 5, 2, 2], dout f32[1, 2, 5, 2, 2], lse f32[1, 2, 2, 2], dlse f32[1, 2, 2, 2], relative f32[2, 6, 4] {"form":"zero","kernel":[3,3],"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"scale":0.7,"channelsLast":false}

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


// CPU 2/6, GPU 2/6: q f32[1, 2, 2, 2, 2], k f32[1, 2, 2, 3, 4], v f32[1, 2, 5, 3, 4], out f32[1, 2, 5, 2, 2], dout f32[1, 2, 5, 2, 2], lse f32[1, 2, 2, 2], dlse f32[1, 2, 2, 2], relative f32[2, 6, 4] {"form":"zero","kernel":[3,3],"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"scale":0.7,"channelsLast":false}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dout: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read> dlse: array<f32>;
@group(0) @binding(5) var<storage, read_write> query_records: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, q_b: u32,
  q_h: u32, q_c: u32, q_y: u32, q_x: u32, q_offset: u32, dout_b: u32, dout_h: u32, dout_c: u32, dout_y: u32,
  dout_x: u32, dout_offset: u32, out_b: u32, out_h: u32, out_c: u32, out_y: u32, out_x: u32, out_offset: u32,
  table_rows: u32, table_columns: u32, images: u32, groups_across: u32, image_height: u32, image_width: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
fn q_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.q_offset + b * p.q_b + head * p.q_h + y * p.q_y + x * p.q_x; }
fn dout_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.dout_offset + b * p.dout_b + head * p.dout_h + y * p.dout_y + x * p.dout_x; }
fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.out_offset + b * p.out_b + head * p.out_h + y * p.out_y + x * p.out_x; }
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
let y = group.y * 8u + local.y;
if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let record = i * p.query_record * 4;
    let q_here = q_at(b, head, y, x);
    for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = p.scale * q[q_here + c * p.q_c];  }
    query_records[record + c] = value;
  }
    let dout_here = dout_at(b, head, y, x);
    let out_here = out_at(b, head, y, x);
    var delta = -dlse[i];
    for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = dout[dout_here + c * p.dout_c]; delta += out[out_here + c * p.out_c] * value; }
    query_records[record + 4u + c] = value;
  }
    query_records[record + 12u] = lse[i];
    query_records[record + 13u] = delta;
}


// CPU 3/6: q f32[1, 2, 2, 2, 2], k f32[1, 2, 2, 3, 4], v f32[1, 2, 5, 3, 4], out f32[1, 2, 5, 2, 2], dout f32[1, 2, 5, 2, 2], lse f32[1, 2, 2, 2], dlse f32[1, 2, 2, 2], relative f32[2, 6, 4] {"form":"zero","kernel":[3,3],"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"scale":0.7,"channelsLast":false}

@group(0) @binding(0) var<storage, read> query_records: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> dq: array<f32>;
@group(0) @binding(4) var<storage, read_write> query_terms: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, dq_b: u32,
  dq_h: u32, dq_c: u32, dq_y: u32, dq_x: u32, dq_offset: u32, k_b: u32, k_h: u32, k_c: u32, k_y: u32, k_x: u32,
  k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32, v_offset: u32, table_rows: u32, table_columns: u32,
  images: u32, groups_across: u32, image_height: u32, image_width: u32, query_pixels: u32, term_sums: u32,
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
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
fn dq_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.dq_offset + b * p.dq_b + head * p.dq_h + y * p.dq_y + x * p.dq_x; }
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
  let record = i * p.query_record * 4;
    var q_channels: array<f32, 2u>;
    for (var c = 0u; c < p.depth; c++) { q_channels[c] = query_records[record + c]; }
    let q0 = vec4<f32>(q_channels[0u], q_channels[1u], 0.0, 0.0);
    var dout_channels: array<f32, 5u>;
    for (var c = 0u; c < p.width; c++) { dout_channels[c] = query_records[record + 4u + c]; }
    let dout0 = vec4<f32>(dout_channels[0u], dout_channels[1u], dout_channels[2u], dout_channels[3u]);
    let dout1 = vec4<f32>(dout_channels[4u], 0.0, 0.0, 0.0);
    let sums = vec2<f32>(query_records[record + 12u], query_records[record + 13u]);
    var dq0 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let terms_at = image * (p.table_rows + p.table_columns) * p.query_pixels + y * p.image_width + x;
    var term_sum: array<f32, 6u>;
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 6u>;
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
        var row_sum = 0.0;
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
          let weight = softmax_exp(logit - sums.x);
                let dlogit = weight * (across(dout0 * v0 + dout1 * v1) - sums.y);
                dq0 += dlogit * k0;
                row_sum += dlogit;
          term_sum[row_terms + tx] += dlogit;
        }
        term_sum[ty] = row_sum;
      }
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let place = terms_at + offset_of(row_span, column_span, t) * p.query_pixels;
      let vector = rel_vector(head, row_span, column_span, t);
      query_terms[place] = term[t];
      query_terms[p.term_sums + place] = term_sum[t];
      dq0 += term_sum[t] * relative[vector + 0u];
    }
    let dq_here = dq_at(b, head, y, x);
    var dq_channels = array<f32, 2u>(p.scale * dq0[0], p.scale * dq0[1]);
  for (var c = 0u; c < p.depth; c++) { dq[dq_here + c * p.dq_c] = dq_channels[c]; }
}


// CPU 4/6: q f32[1, 2, 2, 2, 2], k f32[1, 2, 2, 3, 4], v f32[1, 2, 5, 3, 4], out f32[1, 2, 5, 2, 2], dout f32[1, 2, 5, 2, 2], lse f32[1, 2, 2, 2], dlse f32[1, 2, 2, 2], relative f32[2, 6, 4] {"form":"zero","kernel":[3,3],"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"scale":0.7,"channelsLast":false}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> query_terms: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32,
  v_offset: u32, dk_b: u32, dk_h: u32, dk_c: u32, dk_y: u32, dk_x: u32, dk_offset: u32, dv_b: u32, dv_h: u32, dv_c: u32,
  dv_y: u32, dv_x: u32, dv_offset: u32, table_rows: u32, table_columns: u32, images: u32, groups_across: u32,
  image_height: u32, image_width: u32, query_pixels: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
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
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
fn dk_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.dk_offset + b * p.dk_b + head * p.dk_h + y * p.dk_y + x * p.dk_x; }
fn dv_at(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.dv_offset + b * p.dv_b + head * p.dv_h + y * p.dv_y + x * p.dv_x; }
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
let y = group.y * 8u + local.y;
if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let k_here = k_at(b, head, y, x);
    var k_channels: array<f32, 2u>;
    for (var c = 0u; c < p.depth; c++) { k_channels[c] = k[k_here + c * p.k_c]; }
    let k0 = vec4<f32>(k_channels[0u], k_channels[1u], 0.0, 0.0);
    var dk0 = vec4<f32>(0.0);
    let v_here = v_at(b, head, y, x);
      var v_channels: array<f32, 5u>;
      for (var c = 0u; c < p.width; c++) { v_channels[c] = v[v_here + c * p.v_c]; }
      let v0 = vec4<f32>(v_channels[0u], v_channels[1u], v_channels[2u], v_channels[3u]);
      let v1 = vec4<f32>(v_channels[4u], 0.0, 0.0, 0.0);
      var dv0 = vec4<f32>(0.0);
      var dv1 = vec4<f32>(0.0);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = viewers_of(row_axis, i32(y));
      let column_span = viewers_of(column_axis, i32(x));
      let query_pixels = p.query_pixels;
      let query_record = p.query_record;
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_position = position_at(row_axis, row_span, ty);
        if (row_position < 0 || row_position >= row_axis.queries * row_axis.stride || row_position % row_axis.stride != 0) { continue; }let qy = u32(row_position / row_axis.stride);
        let row_offset = u32(row_span.offset + ty * row_span.turn);
        let line = qy * u32(column_axis.queries);
        let queries_row = image * query_pixels + line;
        let row_terms = (image * (p.table_rows + p.table_columns) + row_offset) * query_pixels + line;
        let column_terms = (image * (p.table_rows + p.table_columns) + p.table_rows) * query_pixels + line;
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_position = position_at(column_axis, column_span, tx);
          if (column_position < 0 || column_position >= column_axis.queries * column_axis.stride || column_position % column_axis.stride != 0) { continue; }let qx = u32(column_position / column_axis.stride);
          let column_offset = u32(column_span.offset + tx * column_span.turn);
          let q_here = (queries_row + qx) * query_record;
          let dout_here = q_here + 1u;
          let sums = query_records[dout_here + 2u];
          let q0 = query_records[q_here + 0u];
          let dout0 = query_records[dout_here + 0u];
          let dout1 = query_records[dout_here + 1u];
          let logit = across(q0 * k0) + (query_terms[row_terms + qx] + query_terms[column_terms + column_offset * query_pixels + qx]);
          let weight = softmax_exp(logit - sums.x);
                let dlogit = weight * (across(dout0 * v0 + dout1 * v1) - sums.y);
                dv0 += weight * dout0;
                dv1 += weight * dout1;
                dk0 += dlogit * q0;
        }
      }
    let dk_here = dk_at(b, head, y, x);
    var dk_channels = array<f32, 2u>(dk0[0], dk0[1]);
  for (var c = 0u; c < p.depth; c++) { dk[dk_here + c * p.dk_c] = dk_channels[c]; }
    let dv_here = dv_at(b, head, y, x);
    var dv_channels = array<f32, 5u>(dv0[0], dv0[1], dv0[2], dv0[3], dv1[0]);
  for (var c = 0u; c < p.width; c++) { dv[dv_here + c * p.dv_c] = dv_channels[c]; }
}


// CPU 5/6, GPU 5/6: q f32[1, 2, 2, 2, 2], k f32[1, 2, 2, 3, 4], v f32[1, 2, 5, 3, 4], out f32[1, 2, 5, 2, 2], dout f32[1, 2, 5, 2, 2], lse f32[1, 2, 2, 2], dlse f32[1, 2, 2, 2], relative f32[2, 6, 4] {"form":"zero","kernel":[3,3],"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"scale":0.7,"channelsLast":false}

@group(0) @binding(0) var<storage, read> query_terms: array<f32>;
@group(0) @binding(1) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> drelative_parts: array<vec4<f32>>;
struct Params {
  count: u32, quads: u32, terms: u32, heads: u32, lines: u32, rows_per_part: u32, rows: u32, columns: u32,
  term_sums: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let quad = i % p.quads;
  let term = i / p.quads % p.terms;
  let head = i / (p.quads * p.terms) % p.heads;
  let part = i / (p.quads * p.terms * p.heads);
  let pixels = p.rows * p.columns;
  var sum = vec4<f32>(0.0);
  for (var line = part * p.rows_per_part; line < min((part + 1) * p.rows_per_part, p.lines); line++) {
    let image = line / p.rows * p.heads + head;
    let first = line % p.rows * p.columns;
    let term_at = p.term_sums + (image * p.terms + term) * pixels;
    let query_at = image * pixels;
    for (var at = first; at < first + p.columns; at++) { sum += query_terms[term_at + at] * query_records[(query_at + at) * 4u + quad]; }
  }
  drelative_parts[i] = sum;
}


// CPU 6/6, GPU 6/6: q f32[1, 2, 2, 2, 2], k f32[1, 2, 2, 3, 4], v f32[1, 2, 5, 3, 4], out f32[1, 2, 5, 2, 2], dout f32[1, 2, 5, 2, 2], lse f32[1, 2, 2, 2], dlse f32[1, 2, 2, 2], relative f32[2, 6, 4] {"form":"zero","kernel":[3,3],"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"scale":0.7,"channelsLast":false}

@group(0) @binding(0) var<storage, read> drelative_parts: array<f32>;
@group(0) @binding(1) var<storage, read_write> drelative: array<f32>;
struct Params {
  count: u32, parts: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var sum = 0.0;
  for (var part = 0u; part < p.parts; part++) { sum += drelative_parts[part * p.count + i]; }
  drelative[i] = sum;
}


// GPU 3/6: q f32[1, 2, 2, 2, 2], k f32[1, 2, 2, 3, 4], v f32[1, 2, 5, 3, 4], out f32[1, 2, 5, 2, 2], dout f32[1, 2, 5, 2, 2], lse f32[1, 2, 2, 2], dlse f32[1, 2, 2, 2], relative f32[2, 6, 4] {"form":"zero","kernel":[3,3],"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"scale":0.7,"channelsLast":false}

@group(0) @binding(0) var<storage, read> query_records: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> relative: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> dq: array<f32>;
@group(0) @binding(4) var<storage, read_write> query_terms: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, dq_b: u32,
  dq_h: u32, dq_c: u32, dq_y: u32, dq_x: u32, dq_offset: u32, k_b: u32, k_h: u32, k_c: u32, k_y: u32, k_x: u32,
  k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32, v_offset: u32, table_rows: u32, table_columns: u32,
  images: u32, groups_across: u32, image_height: u32, image_width: u32, query_pixels: u32, term_sums: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
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
// as above: fn dq_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
  let record = i * p.query_record * 4;
    let q0 = vec4<f32>(query_records[record + 0u], query_records[record + 1u], 0.0, 0.0);
    let dout0 = vec4<f32>(query_records[record + 4u + 0u], query_records[record + 4u + 1u], query_records[record + 4u + 2u], query_records[record + 4u + 3u]);
    let dout1 = vec4<f32>(query_records[record + 4u + 4u], 0.0, 0.0, 0.0);
    let sums = vec2<f32>(query_records[record + 12u], query_records[record + 13u]);
    var dq0 = vec4<f32>(0.0);
    let query_row = i32(y);
    let query_column = i32(x);
    let terms_at = image * (p.table_rows + p.table_columns) * p.query_pixels + y * p.image_width + x;
    var term_sum: array<f32, 6u>;
    let row_axis = rows();
      let column_axis = columns();
      let row_span = window_of(row_axis, query_row);
      let column_span = window_of(column_axis, query_column);
      let k_step = p.k_x;
      let v_step = p.v_x;
      let row_terms = row_span.count;
    var term: array<f32, 6u>;
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
        var row_sum = 0.0;
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
          let weight = softmax_exp(logit - sums.x);
                let dlogit = weight * (across(dout0 * v0 + dout1 * v1) - sums.y);
                dq0 += dlogit * k0;
                row_sum += dlogit;
          term_sum[row_terms + tx] += dlogit;
        }
        term_sum[ty] = row_sum;
      }
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let place = terms_at + offset_of(row_span, column_span, t) * p.query_pixels;
      let vector = rel_vector(head, row_span, column_span, t);
      query_terms[place] = term[t];
      query_terms[p.term_sums + place] = term_sum[t];
      dq0 += term_sum[t] * relative[vector + 0u];
    }
    let dq_here = dq_at(b, head, y, x);
    dq[dq_here + 0u * p.dq_c] = p.scale * dq0[0];
    dq[dq_here + 1u * p.dq_c] = p.scale * dq0[1];
}


// GPU 4/6: q f32[1, 2, 2, 2, 2], k f32[1, 2, 2, 3, 4], v f32[1, 2, 5, 3, 4], out f32[1, 2, 5, 2, 2], dout f32[1, 2, 5, 2, 2], lse f32[1, 2, 2, 2], dlse f32[1, 2, 2, 2], relative f32[2, 6, 4] {"form":"zero","kernel":[3,3],"dilation":[1,1],"stride":[2,2],"pad":[1,1],"roll":[0,0],"scale":0.7,"channelsLast":false}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> query_terms: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32,
  v_offset: u32, dk_b: u32, dk_h: u32, dk_c: u32, dk_y: u32, dk_x: u32, dk_offset: u32, dv_b: u32, dv_h: u32, dv_c: u32,
  dv_y: u32, dv_x: u32, dv_offset: u32, table_rows: u32, table_columns: u32, images: u32, groups_across: u32,
  image_height: u32, image_width: u32, query_pixels: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
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
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn dk_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn dv_at(b: u32, head: u32, y: u32, x: u32) -> u32
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
let y = group.y * 8u + local.y;
if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let k_here = k_at(b, head, y, x);
    let k0 = vec4<f32>(k[k_here + 0u * p.k_c], k[k_here + 1u * p.k_c], 0.0, 0.0);
    var dk0 = vec4<f32>(0.0);
    let v_here = v_at(b, head, y, x);
      let v0 = vec4<f32>(v[v_here + 0u * p.v_c], v[v_here + 1u * p.v_c], v[v_here + 2u * p.v_c], v[v_here + 3u * p.v_c]);
      let v1 = vec4<f32>(v[v_here + 4u * p.v_c], 0.0, 0.0, 0.0);
      var dv0 = vec4<f32>(0.0);
      var dv1 = vec4<f32>(0.0);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = viewers_of(row_axis, i32(y));
      let column_span = viewers_of(column_axis, i32(x));
      let query_pixels = p.query_pixels;
      let query_record = p.query_record;
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_position = position_at(row_axis, row_span, ty);
        if (row_position < 0 || row_position >= row_axis.queries * row_axis.stride || row_position % row_axis.stride != 0) { continue; }let qy = u32(row_position / row_axis.stride);
        let row_offset = u32(row_span.offset + ty * row_span.turn);
        let line = qy * u32(column_axis.queries);
        let queries_row = image * query_pixels + line;
        let row_terms = (image * (p.table_rows + p.table_columns) + row_offset) * query_pixels + line;
        let column_terms = (image * (p.table_rows + p.table_columns) + p.table_rows) * query_pixels + line;
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_position = position_at(column_axis, column_span, tx);
          if (column_position < 0 || column_position >= column_axis.queries * column_axis.stride || column_position % column_axis.stride != 0) { continue; }let qx = u32(column_position / column_axis.stride);
          let column_offset = u32(column_span.offset + tx * column_span.turn);
          let q_here = (queries_row + qx) * query_record;
          let dout_here = q_here + 1u;
          let sums = query_records[dout_here + 2u];
          let q0 = query_records[q_here + 0u];
          let dout0 = query_records[dout_here + 0u];
          let dout1 = query_records[dout_here + 1u];
          let logit = across(q0 * k0) + (query_terms[row_terms + qx] + query_terms[column_terms + column_offset * query_pixels + qx]);
          let weight = softmax_exp(logit - sums.x);
                let dlogit = weight * (across(dout0 * v0 + dout1 * v1) - sums.y);
                dv0 += weight * dout0;
                dv1 += weight * dout1;
                dk0 += dlogit * q0;
        }
      }
    let dk_here = dk_at(b, head, y, x);
    dk[dk_here + 0u * p.dk_c] = dk0[0];
    dk[dk_here + 1u * p.dk_c] = dk0[1];
    let dv_here = dv_at(b, head, y, x);
    dv[dv_here + 0u * p.dv_c] = dv0[0];
    dv[dv_here + 1u * p.dv_c] = dv0[1];
    dv[dv_here + 2u * p.dv_c] = dv0[2];
    dv[dv_here + 3u * p.dv_c] = dv0[3];
    dv[dv_here + 4u * p.dv_c] = dv1[0];
}


// CPU 1/6, GPU 1/6: q f32[70, 1, 2, 3, 4], k f32[70, 1, 2, 3, 4], v f32[70, 1, 3, 3, 4], out f32[70, 1, 3, 3, 4], dout f32[70, 1, 3, 3, 4], lse f32[70, 1, 3, 4], bias f32[1, 5, 5] {"form":"shift","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"scale":0.7,"channelsLast":true}

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


// CPU 2/6, GPU 2/6: q f32[70, 1, 2, 3, 4], k f32[70, 1, 2, 3, 4], v f32[70, 1, 3, 3, 4], out f32[70, 1, 3, 3, 4], dout f32[70, 1, 3, 3, 4], lse f32[70, 1, 3, 4], bias f32[1, 5, 5] {"form":"shift","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"scale":0.7,"channelsLast":true}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> dout: array<f32>;
@group(0) @binding(2) var<storage, read> out: array<f32>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read_write> query_records: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, q_b: u32,
  q_h: u32, q_c: u32, q_y: u32, q_x: u32, q_offset: u32, dout_b: u32, dout_h: u32, dout_c: u32, dout_y: u32,
  dout_x: u32, dout_offset: u32, out_b: u32, out_h: u32, out_c: u32, out_y: u32, out_x: u32, out_offset: u32,
  table_rows: u32, table_columns: u32, bias_h: u32, bias_y: u32, bias_x: u32, bias_offset: u32, images: u32,
  groups_across: u32, image_height: u32, image_width: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
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
// as above: fn dout_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn out_at(b: u32, head: u32, y: u32, x: u32) -> u32
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
let y = group.y * 8u + local.y;
if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let record = i * p.query_record * 4;
    let q_here = q_at(b, head, y, x);
    for (var c = 0u; c < (p.depth + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.depth) { value = p.scale * q[q_here + c * p.q_c];  }
    query_records[record + c] = value;
  }
    let dout_here = dout_at(b, head, y, x);
    let out_here = out_at(b, head, y, x);
    var delta = 0.0;
    for (var c = 0u; c < (p.width + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.width) { value = dout[dout_here + c * p.dout_c]; delta += out[out_here + c * p.out_c] * value; }
    query_records[record + 4u + c] = value;
  }
    query_records[record + 8u] = lse[i];
    query_records[record + 9u] = delta;
}


// CPU 3/6: q f32[70, 1, 2, 3, 4], k f32[70, 1, 2, 3, 4], v f32[70, 1, 3, 3, 4], out f32[70, 1, 3, 3, 4], dout f32[70, 1, 3, 3, 4], lse f32[70, 1, 3, 4], bias f32[1, 5, 5] {"form":"shift","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"scale":0.7,"channelsLast":true}

@group(0) @binding(0) var<storage, read> query_records: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> dq: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, dq_b: u32,
  dq_h: u32, dq_c: u32, dq_y: u32, dq_x: u32, dq_offset: u32, k_b: u32, k_h: u32, k_c: u32, k_y: u32, k_x: u32,
  k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32, v_offset: u32, table_rows: u32, table_columns: u32,
  bias_h: u32, bias_y: u32, bias_x: u32, bias_offset: u32, images: u32, groups_across: u32, image_height: u32,
  image_width: u32, query_pixels: u32, term_sums: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn members(a: Axis, i: i32) -> i32
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn dq_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
  let record = i * p.query_record * 4;
    var q_channels: array<f32, 2u>;
    for (var c = 0u; c < p.depth; c++) { q_channels[c] = query_records[record + c]; }
    let q0 = vec4<f32>(q_channels[0u], q_channels[1u], 0.0, 0.0);
    var dout_channels: array<f32, 3u>;
    for (var c = 0u; c < p.width; c++) { dout_channels[c] = query_records[record + 4u + c]; }
    let dout0 = vec4<f32>(dout_channels[0u], dout_channels[1u], dout_channels[2u], 0.0);
    let sums = vec2<f32>(query_records[record + 8u], query_records[record + 9u]);
    var dq0 = vec4<f32>(0.0);
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
          let weight = softmax_exp(logit - sums.x);
                let dlogit = weight * (across(dout0 * v0) - sums.y);
                dq0 += dlogit * k0;
        }
      }
    let dq_here = dq_at(b, head, y, x);
    var dq_channels = array<f32, 2u>(p.scale * dq0[0], p.scale * dq0[1]);
  for (var c = 0u; c < p.depth; c++) { dq[dq_here + c * p.dq_c] = dq_channels[c]; }
}


// CPU 4/6: q f32[70, 1, 2, 3, 4], k f32[70, 1, 2, 3, 4], v f32[70, 1, 3, 3, 4], out f32[70, 1, 3, 3, 4], dout f32[70, 1, 3, 3, 4], lse f32[70, 1, 3, 4], bias f32[1, 5, 5] {"form":"shift","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"scale":0.7,"channelsLast":true}

// 87 lines, SHA-256 391d8c662bb4d54fc34c16974151510f9d77231a6ad1d81f6f8f591b0efadbc0


// CPU 5/6, GPU 5/6: q f32[70, 1, 2, 3, 4], k f32[70, 1, 2, 3, 4], v f32[70, 1, 3, 3, 4], out f32[70, 1, 3, 3, 4], dout f32[70, 1, 3, 3, 4], lse f32[70, 1, 3, 4], bias f32[1, 5, 5] {"form":"shift","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"scale":0.7,"channelsLast":true}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> dbias_parts: array<f32>;
struct Params {
  count: u32, heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32,
  v_offset: u32, table_rows: u32, table_columns: u32, bias_h: u32, bias_y: u32, bias_x: u32, bias_offset: u32,
  lines: u32, rows_per_part: u32, query_pixels: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn members(a: Axis, i: i32) -> i32
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let column_offset = i % p.table_columns;
    let row_offset = i / p.table_columns % p.table_rows;
    let head = i / (p.table_columns * p.table_rows) % p.heads;
    let part = i / (p.table_columns * p.table_rows * p.heads);
    let bias_here = bias[p.bias_offset + head * p.bias_h + row_offset * p.bias_y + column_offset * p.bias_x];
    var sum = 0.0;
    for (var line = part * p.rows_per_part; line < min((part + 1) * p.rows_per_part, p.lines); line++) {
      let b = line / u32(p.row_queries);
      let y = line % u32(p.row_queries);
      let image = b * p.heads + head;
      let row_span = window_of(rows(), i32(y));
      let ty = (i32(row_offset) - row_span.offset) * row_span.turn;
      if (ty < 0 || ty >= row_span.count) { continue; }
      let row_key = position_at(rows(), row_span, ty);
      let row_seen = row_key >= 0 && row_key < p.row_keys;
      let row_at = u32(clamp(row_key, 0, p.row_keys - 1));
      for (var x = 0u; x < u32(p.column_queries); x++) {
        let column_span = window_of(columns(), i32(x));
        let tx = (i32(column_offset) - column_span.offset) * column_span.turn;
        if (tx < 0 || tx >= column_span.count) { continue; }
        let column_key = position_at(columns(), column_span, tx);
        let seen = row_seen && column_key >= 0 && column_key < p.column_keys;
        let column_at = u32(clamp(column_key, 0, p.column_keys - 1));
        let q_here = ((image * u32(p.row_queries) + y) * u32(p.column_queries) + x) * p.query_record;
        let k_here = k_at(b, head, row_at, column_at);
        let v_here = v_at(b, head, row_at, column_at);
        let q0 = query_records[q_here + 0u];
  let k0 = key_records[k_here + 0u];
        let dout0 = query_records[q_here + 1u];
  let v0 = key_records[v_here + 0u];
        let sums = query_records[q_here + 2u];
        let logit = select(0.0, across(q0 * k0), seen) + bias_here;
        sum += softmax_exp(logit - sums.x) * (select(0.0, across(dout0 * v0), seen) - sums.y);
      }
    }
    dbias_parts[i] = sum;
}


// CPU 6/6, GPU 6/6: q f32[70, 1, 2, 3, 4], k f32[70, 1, 2, 3, 4], v f32[70, 1, 3, 3, 4], out f32[70, 1, 3, 3, 4], dout f32[70, 1, 3, 3, 4], lse f32[70, 1, 3, 4], bias f32[1, 5, 5] {"form":"shift","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"scale":0.7,"channelsLast":true}

@group(0) @binding(0) var<storage, read> dbias_parts: array<f32>;
@group(0) @binding(1) var<storage, read_write> dbias: array<f32>;
struct Params {
  count: u32, parts: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var sum = 0.0;
  for (var part = 0u; part < p.parts; part++) { sum += dbias_parts[part * p.count + i]; }
  dbias[i] = sum;
}


// GPU 3/6: q f32[70, 1, 2, 3, 4], k f32[70, 1, 2, 3, 4], v f32[70, 1, 3, 3, 4], out f32[70, 1, 3, 3, 4], dout f32[70, 1, 3, 3, 4], lse f32[70, 1, 3, 4], bias f32[1, 5, 5] {"form":"shift","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"scale":0.7,"channelsLast":true}

@group(0) @binding(0) var<storage, read> query_records: array<f32>;
@group(0) @binding(1) var<storage, read> key_records: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> dq: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, dq_b: u32,
  dq_h: u32, dq_c: u32, dq_y: u32, dq_x: u32, dq_offset: u32, k_b: u32, k_h: u32, k_c: u32, k_y: u32, k_x: u32,
  k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32, v_offset: u32, table_rows: u32, table_columns: u32,
  bias_h: u32, bias_y: u32, bias_x: u32, bias_offset: u32, images: u32, groups_across: u32, image_height: u32,
  image_width: u32, query_pixels: u32, term_sums: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn members(a: Axis, i: i32) -> i32
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn dq_at(b: u32, head: u32, y: u32, x: u32) -> u32
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
  let record = i * p.query_record * 4;
    let q0 = vec4<f32>(query_records[record + 0u], query_records[record + 1u], 0.0, 0.0);
    let dout0 = vec4<f32>(query_records[record + 4u + 0u], query_records[record + 4u + 1u], query_records[record + 4u + 2u], 0.0);
    let sums = vec2<f32>(query_records[record + 8u], query_records[record + 9u]);
    var dq0 = vec4<f32>(0.0);
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
          let weight = softmax_exp(logit - sums.x);
                let dlogit = weight * (across(dout0 * v0) - sums.y);
                dq0 += dlogit * k0;
        }
      }
    let dq_here = dq_at(b, head, y, x);
    dq[dq_here + 0u * p.dq_c] = p.scale * dq0[0];
    dq[dq_here + 1u * p.dq_c] = p.scale * dq0[1];
}


// GPU 4/6: q f32[70, 1, 2, 3, 4], k f32[70, 1, 2, 3, 4], v f32[70, 1, 3, 3, 4], out f32[70, 1, 3, 3, 4], dout f32[70, 1, 3, 3, 4], lse f32[70, 1, 3, 4], bias f32[1, 5, 5] {"form":"shift","kernel":[3,3],"dilation":[1,1],"stride":[1,1],"pad":[0,0],"roll":[0,0],"scale":0.7,"channelsLast":true}

@group(0) @binding(0) var<storage, read> query_records: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> dk: array<f32>;
@group(0) @binding(5) var<storage, read_write> dv: array<f32>;
struct Params {
  heads: u32, depth: u32, width: u32, row_keys: i32, row_queries: i32, row_kernel: i32, row_dilation: i32,
  row_stride: i32, row_pad: i32, row_roll: i32, column_keys: i32, column_queries: i32, column_kernel: i32,
  column_dilation: i32, column_stride: i32, column_pad: i32, column_roll: i32, scale: f32, query_record: u32, k_b: u32,
  k_h: u32, k_c: u32, k_y: u32, k_x: u32, k_offset: u32, v_b: u32, v_h: u32, v_c: u32, v_y: u32, v_x: u32,
  v_offset: u32, dk_b: u32, dk_h: u32, dk_c: u32, dk_y: u32, dk_x: u32, dk_offset: u32, dv_b: u32, dv_h: u32, dv_c: u32,
  dv_y: u32, dv_x: u32, dv_offset: u32, table_rows: u32, table_columns: u32, bias_h: u32, bias_y: u32, bias_x: u32,
  bias_offset: u32, images: u32, groups_across: u32, image_height: u32, image_width: u32, query_pixels: u32,
}
@group(0) @binding(6) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn softmax_exp(x: f32) -> f32
// as above: struct Axis
// as above: struct Span
// as above: fn rows() -> Axis
// as above: fn columns() -> Axis
// as above: fn members(a: Axis, i: i32) -> i32
// as above: fn window_of(a: Axis, i: i32) -> Span
// as above: fn viewers_of(a: Axis, j: i32) -> Span
// as above: fn position_at(a: Axis, span: Span, t: i32) -> i32
// as above: fn across(v: vec4<f32>) -> f32
// as above: fn k_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn v_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn dk_at(b: u32, head: u32, y: u32, x: u32) -> u32
// as above: fn dv_at(b: u32, head: u32, y: u32, x: u32) -> u32
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let image = group.z + group.x / p.groups_across * 65535u;
  let x = group.x % p.groups_across * 8u + local.x;
let y = group.y * 8u + local.y;
if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  let k_here = k_at(b, head, y, x);
    let k0 = vec4<f32>(k[k_here + 0u * p.k_c], k[k_here + 1u * p.k_c], 0.0, 0.0);
    var dk0 = vec4<f32>(0.0);
    let v_here = v_at(b, head, y, x);
      let v0 = vec4<f32>(v[v_here + 0u * p.v_c], v[v_here + 1u * p.v_c], v[v_here + 2u * p.v_c], 0.0);
      var dv0 = vec4<f32>(0.0);
    let row_axis = rows();
      let column_axis = columns();
      let row_span = viewers_of(row_axis, i32(y));
      let column_span = viewers_of(column_axis, i32(x));
      let query_pixels = p.query_pixels;
      let query_record = p.query_record;
      let bias_step = p.bias_x;
      for (var ty = 0; ty < row_span.count; ty++) {
        let row_position = position_at(row_axis, row_span, ty);
        let qy = u32(row_position);
        let row_offset = u32(row_span.offset + ty * row_span.turn);
        let line = qy * u32(column_axis.queries);
        let queries_row = image * query_pixels + line;
        let bias_row = p.bias_offset + head * p.bias_h + row_offset * p.bias_y;
        for (var tx = 0; tx < column_span.count; tx++) {
          let column_position = position_at(column_axis, column_span, tx);
          let qx = u32(column_position);
          let column_offset = u32(column_span.offset + tx * column_span.turn);
          let q_here = (queries_row + qx) * query_record;
          let dout_here = q_here + 1u;
          let sums = query_records[dout_here + 1u];
          let q0 = query_records[q_here + 0u];
          let dout0 = query_records[dout_here + 0u];
          let logit = across(q0 * k0) + bias[bias_row + column_offset * bias_step];
          let weight = softmax_exp(logit - sums.x);
                let dlogit = weight * (across(dout0 * v0) - sums.y);
                dv0 += weight * dout0;
                dk0 += dlogit * q0;
        }
      }
    let dk_here = dk_at(b, head, y, x);
    dk[dk_here + 0u * p.dk_c] = dk0[0];
    dk[dk_here + 1u * p.dk_c] = dk0[1];
    let dv_here = dv_at(b, head, y, x);
    dv[dv_here + 0u * p.dv_c] = dv0[0];
    dv[dv_here + 1u * p.dv_c] = dv0[1];
    dv[dv_here + 2u * p.dv_c] = dv0[2];
}
