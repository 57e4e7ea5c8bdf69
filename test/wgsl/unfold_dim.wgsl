// CPU, GPU: x f32[2, 7, 3] {"axis":1,"size":3,"step":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n3: u32, n2: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, x_2: u32, step: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c3 = rest % p.n3;
  rest /= p.n3;
  let c2 = rest % p.n2;
  rest /= p.n2;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  out[i] = x[p.x_offset + (c0) * p.x_0 + (c1 * p.step + c3) * p.x_1 + (c2) * p.x_2];
}


// CPU, GPU: x f32[3, 9] {"axis":1,"size":2,"step":3}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, step: u32,
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
  out[i] = x[p.x_offset + (c0) * p.x_0 + (c1 * p.step + c2) * p.x_1];
}


// CPU, GPU: x f32[9, 2] {"axis":0,"size":5,"step":2}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
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
  out[i] = x[p.x_offset + (c0 * p.step + c2) * p.x_0 + (c1) * p.x_1];
}
