// CPU, GPU: x f32[2, 3, 4] {"before":[0,2,-1],"after":[1,0,3],"value":0.5}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, n1: u32, n0: u32, before0: u32, size0: u32, before1: u32, size1: u32, before2: u32, size2: u32,
  x_offset: u32, x_0: u32, x_1: u32, x_2: u32, value: f32,
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
  var value = f32(p.value);
  if (true && (c0 - p.before0) < p.size0 && (c1 - p.before1) < p.size1 && (c2 - p.before2) < p.size2) { value = x[p.x_offset + ((c0 - p.before0)) * p.x_0 + ((c1 - p.before1)) * p.x_1 + ((c2 - p.before2)) * p.x_2]; }
  out[i] = value;
}


// CPU, GPU: x i32[11, 9] {"before":[1,1],"after":[1,-3],"value":-2}

@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params {
  count: u32, n1: u32, n0: u32, before0: u32, size0: u32, before1: u32, size1: u32, x_offset: u32, x_0: u32, x_1: u32,
  value: f32,
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
  var value = i32(p.value);
  if (true && (c0 - p.before0) < p.size0 && (c1 - p.before1) < p.size1) { value = x[p.x_offset + ((c0 - p.before0)) * p.x_0 + ((c1 - p.before1)) * p.x_1]; }
  out[i] = value;
}


// CPU, GPU: x f32[0, 2] {"before":[2,0],"after":[1,1],"value":3}

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
  var value = f32(p.value);
  if (true && (c0 - p.before0) < p.size0 && (c1 - p.before1) < p.size1) { value = x[p.x_offset + ((c0 - p.before0)) * p.x_0 + ((c1 - p.before1)) * p.x_1]; }
  out[i] = value;
}
