// CPU, GPU: x f32[2, 5, 7] {"half":"lower","diagonal":1,"fill":0}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, x_2: u32, diagonal: i32, fill: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c2 = rest % p.n2;
  rest /= p.n2;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  let inside = i32(c2) - i32(c1) <= p.diagonal;
  var value = f32(p.fill);
  if (inside) { value = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1 + (c2) * p.x_2]; }
  out[i] = value;
}


// CPU, GPU: x f32[9, 8] {"half":"upper","diagonal":-2,"fill":"-Infinity"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, diagonal: i32, fill: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  let inside = i32(c1) - i32(c0) >= p.diagonal;
  var value = f32(p.fill);
  if (inside) { value = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1]; }
  out[i] = value;
}
