// CPU, GPU: dy f32[1, 2, 2, 2], indices i32[1, 2, 2, 2] {"size":[2,2],"input":[3,3],"regular":{"kernel":[2,2],"stride":[1,1],"padding":[0,0,0,0],"dilation":[1,1]}}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, in_h: u32, out_h: u32, dilation_h: u32, stride_h: u32, span_h: u32, before_h: u32, after_h: u32,
  in_w: u32, out_w: u32, dilation_w: u32, stride_w: u32, span_w: u32, before_w: u32, after_w: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
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
      if (indices[o] == i32(y * p.in_w + x)) { sum += dy[o]; }
    }
    total += sum;
  }
  out[i] = total;
}
