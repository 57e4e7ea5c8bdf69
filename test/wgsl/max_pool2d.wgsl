// CPU, GPU: x f32[2, 3, 9, 8] {"size":[5,4],"regular":{"kernel":[3,2],"stride":[2,2],"padding":[1,0,1,0],"dilation":[1,1]}}
// CPU, GPU: x f32[1, 2, 8, 9] {"size":[4,4],"regular":{"kernel":[3,2],"stride":[1,2],"padding":[0,1,0,1],"dilation":[2,3]}}
// CPU, GPU: x f32[1, 1, 2, 4] {"size":[1,2],"regular":{"kernel":[2,2],"stride":[2,2],"padding":[0,0,0,0],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
@group(0) @binding(2) var<storage, read_write> indices: array<i32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, stride_h: u32, span_h: u32, before_h: u32, after_h: u32,
  in_w: u32, out_w: u32, dilation_w: u32, stride_w: u32, span_w: u32, before_w: u32, after_w: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn runtime_bits(bits: u32) -> u32 {
  return bits;
}
fn first_h(o: u32) -> u32 {
  let start = i32(o * p.stride_h) - i32(p.before_h);
  if (start >= 0) { return u32(start); }
  let skipped = (u32(-start) + p.dilation_h - 1) / p.dilation_h;
  return u32(start + i32(skipped * p.dilation_h));
}
fn end_h(o: u32) -> u32 {
  return u32(clamp(i32(o * p.stride_h + p.span_h) - i32(p.before_h), 0, i32(p.in_h)));
}
fn first_w(o: u32) -> u32 {
  let start = i32(o * p.stride_w) - i32(p.before_w);
  if (start >= 0) { return u32(start); }
  let skipped = (u32(-start) + p.dilation_w - 1) / p.dilation_w;
  return u32(start + i32(skipped * p.dilation_w));
}
fn end_w(o: u32) -> u32 {
  return u32(clamp(i32(o * p.stride_w + p.span_w) - i32(p.before_w), 0, i32(p.in_w)));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_w;
  let oy = (i / p.out_w) % p.out_h;
  let plane = i / (p.out_w * p.out_h) * (p.in_h * p.in_w);
  var best = bitcast<f32>(runtime_bits(4286578688u));
  var place = -1i;
  for (var y = first_h(oy); y < end_h(oy); y += p.dilation_h) {
    for (var column = first_w(ox); column < end_w(ox); column += p.dilation_w) {
      let value = x[plane + y * p.in_w + column];
      if (place < 0 || (!m_is_nan(best) && (m_is_nan(value) || value > best))) {
        best = value;
        place = i32(y * p.in_w + column);
      }
    }
  }
  out[i] = best;
  indices[i] = place;
}


// CPU, GPU: x f32[1, 2, 7, 5] {"size":[3,8],"regular":null}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
@group(0) @binding(2) var<storage, read_write> indices: array<i32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, in_w: u32, out_w: u32, dilation_w: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
fn first_h(o: u32) -> u32 { return o * p.in_h / p.out_h; }
fn end_h(o: u32) -> u32 { return ((o + 1) * p.in_h + p.out_h - 1) / p.out_h; }
fn first_w(o: u32) -> u32 { return o * p.in_w / p.out_w; }
fn end_w(o: u32) -> u32 { return ((o + 1) * p.in_w + p.out_w - 1) / p.out_w; }
// as above: fn m_is_nan(x: f32) -> bool
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_w;
  let oy = (i / p.out_w) % p.out_h;
  let plane = i / (p.out_w * p.out_h) * (p.in_h * p.in_w);
  var best = bitcast<f32>(runtime_bits(4286578688u));
  var place = -1i;
  for (var y = first_h(oy); y < end_h(oy); y += p.dilation_h) {
    for (var column = first_w(ox); column < end_w(ox); column += p.dilation_w) {
      let value = x[plane + y * p.in_w + column];
      if (place < 0 || (!m_is_nan(best) && (m_is_nan(value) || value > best))) {
        best = value;
        place = i32(y * p.in_w + column);
      }
    }
  }
  out[i] = best;
  indices[i] = place;
}


// CPU, GPU: x f32[2, 3, 6, 16] {"size":[3,8],"regular":{"kernel":[2,2],"stride":[2,2],"padding":[0,0,0,0],"dilation":[1,1]}}
// CPU, GPU: x f32[1, 1, 2, 8] {"size":[1,4],"regular":{"kernel":[2,2],"stride":[2,2],"padding":[0,0,0,0],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> indices: array<vec4<i32>>;
struct Params {
  count: u32, quads: u32, per_quads: f32, rows: u32, per_rows: f32, width: u32, four: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn quotient(i: u32, n: u32, reciprocal: f32) -> u32 {
  let near = u32(f32(i) * reciprocal);
  let left = i32(i - near * n);
  return near + select(0u, 1u, left >= i32(n)) - select(0u, 1u, left < 0);
}
fn are_nan(x: vec4<f32>) -> vec4<bool> { return (bitcast<vec4<u32>>(x)
  & vec4<u32>(0x7fffffffu)) > vec4<u32>(0x7f800000u); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = quotient(i, p.quads, p.per_quads);
  let quad = i - row * p.quads;
  let oy = row - quotient(row, p.rows, p.per_rows) * p.rows;
  let upper = row * p.quads * 4 + quad * 2;
  let down = p.quads * 2 - 1;
  let four = p.four;
  let first = vec4<i32>(i32(oy * 2 * p.width + quad * 8)) + vec4<i32>(0, 2, 4, 6);
  let width = i32(p.width);
  var a = vec4<f32>(0.0);
  var b = a;
  var c = a;
  var d = a;
  var piece = upper;
  for (var k = 0u; k < four; k++) {
    a = b;
    b = c;
    c = d;
    d = x[piece];
    piece += select(1u, down, k == 1);
  }
  var best = vec4<f32>(a.xz, b.xz);
  var at = first;
  {
    let next = vec4<f32>(a.yw, b.yw);
    let better = !are_nan(best) & (are_nan(next) | (next > best));
    best = select(best, next, better);
    at = select(at, first + 1, better);
  }
  {
    let next = vec4<f32>(c.xz, d.xz);
    let better = !are_nan(best) & (are_nan(next) | (next > best));
    best = select(best, next, better);
    at = select(at, first + width, better);
  }
  {
    let next = vec4<f32>(c.yw, d.yw);
    let better = !are_nan(best) & (are_nan(next) | (next > best));
    best = select(best, next, better);
    at = select(at, first + (width + 1), better);
  }
  out[i] = best;
  indices[i] = at;
}


// CPU, GPU: x f32[2, 3, 9, 8] {"activation":"relu","size":[5,4],"regular":{"kernel":[3,2],"stride":[2,2],"padding":[1,0,1,0],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
@group(0) @binding(2) var<storage, read_write> indices: array<i32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, stride_h: u32, span_h: u32, before_h: u32, after_h: u32,
  in_w: u32, out_w: u32, dilation_w: u32, stride_w: u32, span_w: u32, before_w: u32, after_w: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
fn first_h(o: u32) -> u32 {
  let start = i32(o * p.stride_h) - i32(p.before_h);
  if (start >= 0) { return u32(start); }
  let skipped = (u32(-start) + p.dilation_h - 1) / p.dilation_h;
  return u32(start + i32(skipped * p.dilation_h));
}
fn end_h(o: u32) -> u32 {
  return u32(clamp(i32(o * p.stride_h + p.span_h) - i32(p.before_h), 0, i32(p.in_h)));
}
fn first_w(o: u32) -> u32 {
  let start = i32(o * p.stride_w) - i32(p.before_w);
  if (start >= 0) { return u32(start); }
  let skipped = (u32(-start) + p.dilation_w - 1) / p.dilation_w;
  return u32(start + i32(skipped * p.dilation_w));
}
fn end_w(o: u32) -> u32 {
  return u32(clamp(i32(o * p.stride_w + p.span_w) - i32(p.before_w), 0, i32(p.in_w)));
}
// as above: fn m_is_nan(x: f32) -> bool
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_w;
  let oy = (i / p.out_w) % p.out_h;
  let plane = i / (p.out_w * p.out_h) * (p.in_h * p.in_w);
  var best = bitcast<f32>(runtime_bits(4286578688u));
  var place = -1i;
  for (var y = first_h(oy); y < end_h(oy); y += p.dilation_h) {
    for (var column = first_w(ox); column < end_w(ox); column += p.dilation_w) {
      let value = x[plane + y * p.in_w + column];
      if (place < 0 || (!m_is_nan(best) && (m_is_nan(value) || value > best))) {
        best = value;
        place = i32(y * p.in_w + column);
      }
    }
  }
  if (best <= 0.0 && !m_is_nan(best)) {
    best = 0.0;
    place = -1;
  }
  out[i] = best;
  indices[i] = place;
}


// CPU, GPU: x f32[2, 3, 6, 16] {"activation":"relu","size":[3,8],"regular":{"kernel":[2,2],"stride":[2,2],"padding":[0,0,0,0],"dilation":[1,1]}}
// CPU, GPU: x f32[1, 1, 2, 8] {"activation":"relu","size":[1,4],"regular":{"kernel":[2,2],"stride":[2,2],"padding":[0,0,0,0],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> indices: array<vec4<i32>>;
struct Params {
  count: u32, quads: u32, per_quads: f32, rows: u32, per_rows: f32, width: u32, four: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn quotient(i: u32, n: u32, reciprocal: f32) -> u32
// as above: fn are_nan(x: vec4<f32>) -> vec4<bool>
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = quotient(i, p.quads, p.per_quads);
  let quad = i - row * p.quads;
  let oy = row - quotient(row, p.rows, p.per_rows) * p.rows;
  let upper = row * p.quads * 4 + quad * 2;
  let down = p.quads * 2 - 1;
  let four = p.four;
  let first = vec4<i32>(i32(oy * 2 * p.width + quad * 8)) + vec4<i32>(0, 2, 4, 6);
  let width = i32(p.width);
  var a = vec4<f32>(0.0);
  var b = a;
  var c = a;
  var d = a;
  var piece = upper;
  for (var k = 0u; k < four; k++) {
    a = b;
    b = c;
    c = d;
    d = x[piece];
    piece += select(1u, down, k == 1);
  }
  var best = vec4<f32>(a.xz, b.xz);
  var at = first;
  {
    let next = vec4<f32>(a.yw, b.yw);
    let better = !are_nan(best) & (are_nan(next) | (next > best));
    best = select(best, next, better);
    at = select(at, first + 1, better);
  }
  {
    let next = vec4<f32>(c.xz, d.xz);
    let better = !are_nan(best) & (are_nan(next) | (next > best));
    best = select(best, next, better);
    at = select(at, first + width, better);
  }
  {
    let next = vec4<f32>(c.yw, d.yw);
    let better = !are_nan(best) & (are_nan(next) | (next > best));
    best = select(best, next, better);
    at = select(at, first + (width + 1), better);
  }
  let low = (best <= vec4<f32>(0.0)) & !are_nan(best);
  best = select(best, vec4<f32>(0.0), low);
  at = select(at, vec4<i32>(-1), low);
  out[i] = best;
  indices[i] = at;
}


// CPU, GPU: x f32[2, 3, 6, 16] {"indices":false,"size":[3,8],"regular":{"kernel":[2,2],"stride":[2,2],"padding":[0,0,0,0],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn quotient(i: u32, n: u32, reciprocal: f32) -> u32
// as above: fn are_nan(x: vec4<f32>) -> vec4<bool>
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = quotient(i, p.quads, p.per_quads);
  let quad = i - row * p.quads;
  let oy = row - quotient(row, p.rows, p.per_rows) * p.rows;
  let upper = row * p.quads * 4 + quad * 2;
  let down = p.quads * 2 - 1;
  let four = p.four;
  let first = vec4<i32>(i32(oy * 2 * p.width + quad * 8)) + vec4<i32>(0, 2, 4, 6);
  let width = i32(p.width);
  var a = vec4<f32>(0.0);
  var b = a;
  var c = a;
  var d = a;
  var piece = upper;
  for (var k = 0u; k < four; k++) {
    a = b;
    b = c;
    c = d;
    d = x[piece];
    piece += select(1u, down, k == 1);
  }
  var best = vec4<f32>(a.xz, b.xz);
  var at = first;
  {
    let next = vec4<f32>(a.yw, b.yw);
    let better = !are_nan(best) & (are_nan(next) | (next > best));
    best = select(best, next, better);
    at = select(at, first + 1, better);
  }
  {
    let next = vec4<f32>(c.xz, d.xz);
    let better = !are_nan(best) & (are_nan(next) | (next > best));
    best = select(best, next, better);
    at = select(at, first + width, better);
  }
  {
    let next = vec4<f32>(c.yw, d.yw);
    let better = !are_nan(best) & (are_nan(next) | (next > best));
    best = select(best, next, better);
    at = select(at, first + (width + 1), better);
  }
  out[i] = best;
}


// CPU, GPU: x f32[1, 2, 7, 5] {"indices":false,"size":[3,8],"regular":null}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, in_w: u32, out_w: u32, dilation_w: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
fn first_h(o: u32) -> u32 { return o * p.in_h / p.out_h; }
fn end_h(o: u32) -> u32 { return ((o + 1) * p.in_h + p.out_h - 1) / p.out_h; }
fn first_w(o: u32) -> u32 { return o * p.in_w / p.out_w; }
fn end_w(o: u32) -> u32 { return ((o + 1) * p.in_w + p.out_w - 1) / p.out_w; }
// as above: fn m_is_nan(x: f32) -> bool
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_w;
  let oy = (i / p.out_w) % p.out_h;
  let plane = i / (p.out_w * p.out_h) * (p.in_h * p.in_w);
  var best = bitcast<f32>(runtime_bits(4286578688u));
  var place = -1i;
  for (var y = first_h(oy); y < end_h(oy); y += p.dilation_h) {
    for (var column = first_w(ox); column < end_w(ox); column += p.dilation_w) {
      let value = x[plane + y * p.in_w + column];
      if (place < 0 || (!m_is_nan(best) && (m_is_nan(value) || value > best))) {
        best = value;
        place = i32(y * p.in_w + column);
      }
    }
  }
  out[i] = best;
}
