// CPU, GPU: b f32[2, 5, 3], c f32[2, 5, 3] {"axis":1,"reverse":false,"own":false}

@group(0) @binding(0) var<storage, read> b: array<f32>;
@group(0) @binding(1) var<storage, read> c: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, length: u32, step: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let start = i / p.step * p.length * p.step + i % p.step;
  var value = 0.0;
  var coefficient = 0.0;
  for (var j = 0u; j < p.length; j++) {
    let k = start + j * p.step;
    value = b[k] + coefficient * value;
    coefficient = c[k];
    out[k] = value;
  }
}


// CPU, GPU: b f32[2, 5], c f32[2, 5] {"axis":1,"reverse":true,"own":true}

@group(0) @binding(0) var<storage, read> b: array<f32>;
@group(0) @binding(1) var<storage, read> c: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let start = i / p.step * p.length * p.step + i % p.step;
  var value = 0.0;
  var coefficient = 0.0;
  for (var j = 0u; j < p.length; j++) {
    let k = start + (p.length - 1u - j) * p.step;
    coefficient = select(0.0, c[k], j > 0u);
    value = b[k] + coefficient * value;
    out[k] = value;
  }
}
