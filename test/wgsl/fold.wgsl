// CPU, GPU: x f32[2, 12, 9] {"image":[4,4],"kernel":[2,2],"stride":[1,1],"padding":[0,0],"dilation":[1,1],"windows":[3,3]}
// CPU, GPU: x f32[1, 12, 20] {"image":[7,6],"kernel":[2,3],"stride":[2,1],"padding":[1,1],"dilation":[1,2],"windows":[5,4]}

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
  let column = i % p.width;
  let row = (i / p.width) % p.height;
  let plane = i / (p.width * p.height);
  var total = 0.0;
  for (var ky = 0u; ky < p.kernel_h; ky++) {
    let y = i32(row) + p.top - i32(ky * p.dilation_h);
    if (y < 0 || u32(y) % p.stride_h != 0 || u32(y) / p.stride_h >= p.windows_h) { continue; }
    var sum = 0.0;
    for (var kx = 0u; kx < p.kernel_w; kx++) {
      let x_at = i32(column) + p.left - i32(kx * p.dilation_w);
      if (x_at < 0 || u32(x_at) % p.stride_w != 0 || u32(x_at) / p.stride_w >= p.windows_w) { continue; }
      sum += x[(((plane * p.kernel_h + ky) * p.kernel_w + kx) * p.windows_h + u32(y) / p.stride_h) * p.windows_w
        + u32(x_at) / p.stride_w];
    }
    total += sum;
  }
  out[i] = total;
}
