// CPU, GPU: dy f32[2, 2, 3, 4] {"input":[5,8],"size":[3,4],"divisor":"padded","regular":{"kernel":[3,3],"stride":[2,2],"padding":[1,1,1,0],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, stride_h: u32, span_h: u32, before_h: u32, after_h: u32,
  in_w: u32, out_w: u32, dilation_w: u32, stride_w: u32, span_w: u32, before_w: u32, after_w: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn low_h(y: u32) -> u32 {
  if (y + p.before_h < p.span_h) { return 0u; }
  return (y + p.before_h - p.span_h) / p.stride_h + 1;
}
fn high_h(y: u32) -> u32 { return min(p.out_h, (y + p.before_h) / p.stride_h + 1); }
fn holds_h(o: u32, y: u32) -> bool {
  return (y + p.before_h - o * p.stride_h) % p.dilation_h == 0u;
}
fn low_w(y: u32) -> u32 {
  if (y + p.before_w < p.span_w) { return 0u; }
  return (y + p.before_w - p.span_w) / p.stride_w + 1;
}
fn high_w(y: u32) -> u32 { return min(p.out_w, (y + p.before_w) / p.stride_w + 1); }
fn holds_w(o: u32, y: u32) -> bool {
  return (y + p.before_w - o * p.stride_w) % p.dilation_w == 0u;
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
  let x = i % p.in_w;
  let y = (i / p.in_w) % p.in_h;
  let outputs = i / (p.in_w * p.in_h) * (p.out_h * p.out_w);
  var total = 0.0;
  for (var oy = low_h(y); oy < high_h(y); oy++) {
    if (!holds_h(oy, y)) { continue; }
    var sum = 0.0;
    for (var ox = low_w(x); ox < high_w(x); ox++) {
      if (!holds_w(ox, x)) { continue; }
      let o = outputs + oy * p.out_w + ox;
      sum += dy[o] / divisor(oy, ox);
    }
    total += sum;
  }
  out[i] = total;
}


// CPU, GPU: dy f32[1, 2, 3, 8] {"input":[7,5],"size":[3,8],"divisor":"pixels","regular":null}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, in_w: u32, out_w: u32, dilation_w: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn low_h(y: u32) -> u32 { return y * p.out_h / p.in_h; }
fn high_h(y: u32) -> u32 { return ((y + 1) * p.out_h + p.in_h - 1) / p.in_h; }
fn holds_h(o: u32, y: u32) -> bool { return true; }
fn low_w(y: u32) -> u32 { return y * p.out_w / p.in_w; }
fn high_w(y: u32) -> u32 { return ((y + 1) * p.out_w + p.in_w - 1) / p.in_w; }
fn holds_w(o: u32, y: u32) -> bool { return true; }
fn end_h(o: u32) -> u32 { return ((o + 1) * p.in_h + p.out_h - 1) / p.out_h; }
fn first_h(o: u32) -> u32 { return o * p.in_h / p.out_h; }
fn end_w(o: u32) -> u32 { return ((o + 1) * p.in_w + p.out_w - 1) / p.out_w; }
fn first_w(o: u32) -> u32 { return o * p.in_w / p.out_w; }
fn divisor(oy: u32, ox: u32) -> f32 { return f32(max(1u, ((max(end_h(oy), first_h(oy)) - first_h(oy) + p.dilation_h - 1) / p.dilation_h) * ((max(end_w(ox), first_w(ox)) - first_w(ox) + p.dilation_w - 1) / p.dilation_w))); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let x = i % p.in_w;
  let y = (i / p.in_w) % p.in_h;
  let outputs = i / (p.in_w * p.in_h) * (p.out_h * p.out_w);
  var total = 0.0;
  for (var oy = low_h(y); oy < high_h(y); oy++) {
    if (!holds_h(oy, y)) { continue; }
    var sum = 0.0;
    for (var ox = low_w(x); ox < high_w(x); ox++) {
      if (!holds_w(ox, x)) { continue; }
      let o = outputs + oy * p.out_w + ox;
      sum += dy[o] / divisor(oy, ox);
    }
    total += sum;
  }
  out[i] = total;
}
