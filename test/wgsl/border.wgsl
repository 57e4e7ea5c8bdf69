// CPU, GPU: x f32[2, 5, 3] {"axis":1,"before":2,"after":3,"mode":"reflect"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, x_2: u32, period: u32, mirror: u32,
  shift: u32, inner: u32,
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
  let m = (c1 + p.shift) % p.period;
  let from_c = select(p.mirror - m, m, m < p.inner);
  out[i] = x[p.x_offset + (c0) * p.x_0 + (from_c) * p.x_1 + (c2) * p.x_2];
}


// CPU, GPU: x f32[3, 4] {"axis":1,"before":9,"after":10,"mode":"reflect"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, period: u32, mirror: u32, shift: u32, inner: u32,
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
  let m = (c1 + p.shift) % p.period;
  let from_c = select(p.mirror - m, m, m < p.inner);
  out[i] = x[p.x_offset + (c0) * p.x_0 + (from_c) * p.x_1];
}


// CPU, GPU: x f32[4, 2] {"axis":0,"before":11,"after":-1,"mode":"symmetric"}
// CPU, GPU: x f32[3, 40] {"axis":0,"before":4,"after":8,"mode":"wrap"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
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
  let m = (c0 + p.shift) % p.period;
  let from_c = select(p.mirror - m, m, m < p.inner);
  out[i] = x[p.x_offset + (from_c) * p.x_0 + (c1) * p.x_1];
}


// CPU, GPU: x f32[3, 1] {"axis":1,"before":2,"after":1,"mode":"reflect"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, period: u32, mirror: u32, shift: u32, inner: u32,
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
  let m = (c1 + p.shift) % p.period;
  let from_c = select(p.mirror - m, m, m < p.inner);
  out[i] = x[p.x_offset + (c0) * p.x_0];
}


// CPU, GPU: x f32[5, 3] {"axis":0,"before":-2,"after":4,"mode":"edge"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, before: i32, inner: u32,
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
  let from_c = u32(clamp(i32(c0) - p.before, 0, i32(p.inner) - 1));
  out[i] = x[p.x_offset + (from_c) * p.x_0 + (c1) * p.x_1];
}


// CPU, GPU: x f32[2, 3, 2] {"axis":2,"before":3,"after":5,"mode":"edge"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, n1: u32, n0: u32, x_offset: u32, x_0: u32, x_1: u32, x_2: u32, before: i32, inner: u32,
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
  let from_c = u32(clamp(i32(c2) - p.before, 0, i32(p.inner) - 1));
  out[i] = x[p.x_offset + (c0) * p.x_0 + (c1) * p.x_1 + (from_c) * p.x_2];
}
