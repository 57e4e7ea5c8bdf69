// CPU, GPU: x f32[2, 3, 9, 8] {"size":[5,4],"divisor":"padded","regular":{"kernel":[3,2],"stride":[2,2],"padding":[1,0,1,1],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, stride_h: u32, span_h: u32, before_h: u32, after_h: u32,
  in_w: u32, out_w: u32, dilation_w: u32, stride_w: u32, span_w: u32, before_w: u32, after_w: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
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
fn padded_h(o: u32) -> u32 {
  let start = o * p.stride_h;
  let end = min(start + p.span_h, p.in_h + p.before_h + p.after_h);
  if (end <= start) { return 0u; }
  return (end - start + p.dilation_h - 1) / p.dilation_h;
}
fn padded_w(o: u32) -> u32 {
  let start = o * p.stride_w;
  let end = min(start + p.span_w, p.in_w + p.before_w + p.after_w);
  if (end <= start) { return 0u; }
  return (end - start + p.dilation_w - 1) / p.dilation_w;
}
fn divisor(oy: u32, ox: u32) -> f32 { return f32(max(1u, padded_h(oy) * padded_w(ox))); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_w;
  let oy = (i / p.out_w) % p.out_h;
  let plane = i / (p.out_w * p.out_h) * (p.in_h * p.in_w);
  var total = 0.0;
  for (var y = first_h(oy); y < end_h(oy); y += p.dilation_h) {
    var sum = 0.0;
    for (var column = first_w(ox); column < end_w(ox); column += p.dilation_w) {
      sum += x[plane + y * p.in_w + column];
    }
    total += sum;
  }
  out[i] = total / divisor(oy, ox);
}


// CPU, GPU: x f32[1, 2, 8, 9] {"size":[4,5],"divisor":"pixels","regular":{"kernel":[3,2],"stride":[1,2],"padding":[0,1,0,1],"dilation":[2,3]}}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn first_h(o: u32) -> u32
  let skipped = (u32(-start) + p.dilation_h - 1) / p.dilation_h;
  return u32(start + i32(skipped * p.dilation_h));
}
// as above: fn end_h(o: u32) -> u32
// as above: fn first_w(o: u32) -> u32
  let skipped = (u32(-start) + p.dilation_w - 1) / p.dilation_w;
  return u32(start + i32(skipped * p.dilation_w));
}
// as above: fn end_w(o: u32) -> u32
fn divisor(oy: u32, ox: u32) -> f32 { return f32(max(1u, ((max(end_h(oy), first_h(oy)) - first_h(oy) + p.dilation_h - 1) / p.dilation_h) * ((max(end_w(ox), first_w(ox)) - first_w(ox) + p.dilation_w - 1) / p.dilation_w))); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_w;
  let oy = (i / p.out_w) % p.out_h;
  let plane = i / (p.out_w * p.out_h) * (p.in_h * p.in_w);
  var total = 0.0;
  for (var y = first_h(oy); y < end_h(oy); y += p.dilation_h) {
    var sum = 0.0;
    for (var column = first_w(ox); column < end_w(ox); column += p.dilation_w) {
      sum += x[plane + y * p.in_w + column];
    }
    total += sum;
  }
  out[i] = total / divisor(oy, ox);
}


// CPU, GPU: x f32[1, 1, 4, 4] {"size":[2,3],"divisor":3,"regular":{"kernel":[2,2],"stride":[2,2],"padding":[0,0,0,0],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, stride_h: u32, span_h: u32, before_h: u32, after_h: u32,
  in_w: u32, out_w: u32, dilation_w: u32, stride_w: u32, span_w: u32, before_w: u32, after_w: u32, divisor: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn first_h(o: u32) -> u32
  let skipped = (u32(-start) + p.dilation_h - 1) / p.dilation_h;
  return u32(start + i32(skipped * p.dilation_h));
}
// as above: fn end_h(o: u32) -> u32
// as above: fn first_w(o: u32) -> u32
  let skipped = (u32(-start) + p.dilation_w - 1) / p.dilation_w;
  return u32(start + i32(skipped * p.dilation_w));
}
// as above: fn end_w(o: u32) -> u32
fn divisor(oy: u32, ox: u32) -> f32 { return p.divisor; }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_w;
  let oy = (i / p.out_w) % p.out_h;
  let plane = i / (p.out_w * p.out_h) * (p.in_h * p.in_w);
  var total = 0.0;
  for (var y = first_h(oy); y < end_h(oy); y += p.dilation_h) {
    var sum = 0.0;
    for (var column = first_w(ox); column < end_w(ox); column += p.dilation_w) {
      sum += x[plane + y * p.in_w + column];
    }
    total += sum;
  }
  out[i] = total / divisor(oy, ox);
}


// CPU, GPU: x f32[1, 2, 7, 5] {"size":[3,8],"divisor":"pixels","regular":null}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, in_w: u32, out_w: u32, dilation_w: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn first_h(o: u32) -> u32 { return o * p.in_h / p.out_h; }
fn end_h(o: u32) -> u32 { return ((o + 1) * p.in_h + p.out_h - 1) / p.out_h; }
fn first_w(o: u32) -> u32 { return o * p.in_w / p.out_w; }
fn end_w(o: u32) -> u32 { return ((o + 1) * p.in_w + p.out_w - 1) / p.out_w; }
fn divisor(oy: u32, ox: u32) -> f32 { return f32(max(1u, ((max(end_h(oy), first_h(oy)) - first_h(oy) + p.dilation_h - 1) / p.dilation_h) * ((max(end_w(ox), first_w(ox)) - first_w(ox) + p.dilation_w - 1) / p.dilation_w))); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_w;
  let oy = (i / p.out_w) % p.out_h;
  let plane = i / (p.out_w * p.out_h) * (p.in_h * p.in_w);
  var total = 0.0;
  for (var y = first_h(oy); y < end_h(oy); y += p.dilation_h) {
    var sum = 0.0;
    for (var column = first_w(ox); column < end_w(ox); column += p.dilation_w) {
      sum += x[plane + y * p.in_w + column];
    }
    total += sum;
  }
  out[i] = total / divisor(oy, ox);
}
