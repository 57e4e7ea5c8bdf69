// CPU, GPU: x f32[2, 3, 5, 6] {"image":[5,6],"kernel":[3,3],"stride":[1,1],"padding":[1,1],"dilation":[1,1],"windows":[5,6]}
// CPU, GPU: x f32[1, 2, 7, 6] {"image":[7,6],"kernel":[2,3],"stride":[2,1],"padding":[1,2],"dilation":[1,2],"windows":[4,6]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, height: u32, width: u32, kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, top: i32, left: i32,
  dilation_h: u32, dilation_w: u32, windows_h: u32, windows_w: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.windows_w;
  var rest = i / p.windows_w;
  let oy = rest % p.windows_h;
  rest /= p.windows_h;
  let kx = rest % p.kernel_w;
  rest /= p.kernel_w;
  let ky = rest % p.kernel_h;
  let plane = rest / p.kernel_h;
  let row = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
  let column = i32(ox * p.stride_w + kx * p.dilation_w) - p.left;
  var value = 0.0;
  if (row >= 0 && row < i32(p.height) && column >= 0 && column < i32(p.width)) {
    value = x[(plane * p.height + u32(row)) * p.width + u32(column)];
  }
  out[i] = value;
}
