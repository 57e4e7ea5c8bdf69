// CPU, GPU: x f32[2, 3, 5] {"axis":1,"exclusive":false,"reverse":false}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, step: u32, part: u32, parts: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var acc = f32(0);
  let row = i % p.rows;
  let at = row / p.step * p.length * p.step + row % p.step;
  let first = i / p.rows * p.part;
  for (var j = first; j < min(first + p.part, p.length); j++) {
    let k = at + j * p.step;
    acc = acc + x[k];
    out[k] = acc;
  }
}


// CPU, GPU: x f32[2, 5] {"axis":1,"exclusive":true,"reverse":false}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var acc = f32(0);
  let row = i % p.rows;
  let at = row / p.step * p.length * p.step + row % p.step;
  let first = i / p.rows * p.part;
  for (var j = first; j < min(first + p.part, p.length); j++) {
    let k = at + j * p.step;
    out[k] = acc;
    acc = acc + x[k];
  }
}


// CPU, GPU: x f32[3, 4] {"axis":0,"exclusive":true,"reverse":true}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var acc = f32(0);
  let row = i % p.rows;
  let at = row / p.step * p.length * p.step + row % p.step;
  let first = i / p.rows * p.part;
  for (var j = first; j < min(first + p.part, p.length); j++) {
    let k = at + (p.length - 1u - j) * p.step;
    out[k] = acc;
    acc = acc + x[k];
  }
}


// CPU 1/3, GPU 1/3: x f32[2, 700] {"axis":1,"exclusive":false,"reverse":true}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> totals: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var acc = f32(0);
  let row = i % p.rows;
  let at = row / p.step * p.length * p.step + row % p.step;
  let first = i / p.rows * p.part;
  for (var j = first; j < min(first + p.part, p.length); j++) {
    let k = at + (p.length - 1u - j) * p.step;
    acc = acc + x[k];
  }
  totals[i] = acc;
}


// CPU 2/3, GPU 2/3: x f32[2, 700] {"axis":1,"exclusive":false,"reverse":true}

@group(0) @binding(0) var<storage, read> totals: array<f32>;
@group(0) @binding(1) var<storage, read_write> starts: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var acc = f32(0);
  for (var j = 0u; j < p.parts; j++) {
    starts[j * p.rows + i] = acc;
    acc = acc + totals[j * p.rows + i];
  }
}


// CPU 3/3, GPU 3/3: x f32[2, 700] {"axis":1,"exclusive":false,"reverse":true}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> starts: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var acc = starts[i];
  let row = i % p.rows;
  let at = row / p.step * p.length * p.step + row % p.step;
  let first = i / p.rows * p.part;
  for (var j = first; j < min(first + p.part, p.length); j++) {
    let k = at + (p.length - 1u - j) * p.step;
    acc = acc + x[k];
    out[k] = acc;
  }
}


// CPU, GPU: x i32[7, 2] {"axis":0,"exclusive":false,"reverse":false}

@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var acc = i32(0);
  let row = i % p.rows;
  let at = row / p.step * p.length * p.step + row % p.step;
  let first = i / p.rows * p.part;
  for (var j = first; j < min(first + p.part, p.length); j++) {
    let k = at + j * p.step;
    acc = acc + x[k];
    out[k] = acc;
  }
}
