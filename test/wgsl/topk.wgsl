// CPU, GPU: x f32[3, 7] {"k":3,"axis":1,"largest":true}
// CPU, GPU: x f32[2, 6] {"k":6,"axis":1,"largest":true}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params {
  count: u32, length: u32, step: u32, k: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_rank(x: f32) -> i32 {
  let bits = bitcast<i32>(x);
  return select(bits, bitcast<i32>(0x80000000u) - bits, bits < 0i);
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / (p.length * p.step) * p.step + i % p.step;
  let start = row / p.step * p.length * p.step + row % p.step;
  let place = (i - start) / p.step;
  let mine = select(m_rank(x[i]), 0x7fffffffi, m_is_nan(x[i]));
  var before = 0u;
  for (var j = 0u; j < p.length; j++) {
    let value = x[start + j * p.step];
    let other = select(m_rank(value), 0x7fffffffi, m_is_nan(value));
    before += select(0u, 1u, other > mine || (other == mine && j < place));
  }
  if (before < p.k) { out[(row / p.step * p.k + before) * p.step + row % p.step] = i32(place); }
}


// CPU, GPU: x i32[5, 4] {"k":5,"axis":0,"largest":false}

@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / (p.length * p.step) * p.step + i % p.step;
  let start = row / p.step * p.length * p.step + row % p.step;
  let place = (i - start) / p.step;
  let mine = x[i];
  var before = 0u;
  for (var j = 0u; j < p.length; j++) {
    let value = x[start + j * p.step];
    let other = value;
    before += select(0u, 1u, other < mine || (other == mine && j < place));
  }
  if (before < p.k) { out[(row / p.step * p.k + before) * p.step + row % p.step] = i32(place); }
}


// CPU, GPU: x f32[2, 6] {"k":4,"axis":1,"largest":false}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_rank(x: f32) -> i32
// as above: fn m_is_nan(x: f32) -> bool
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / (p.length * p.step) * p.step + i % p.step;
  let start = row / p.step * p.length * p.step + row % p.step;
  let place = (i - start) / p.step;
  let mine = select(m_rank(x[i]), 0x7fffffffi, m_is_nan(x[i]));
  var before = 0u;
  for (var j = 0u; j < p.length; j++) {
    let value = x[start + j * p.step];
    let other = select(m_rank(value), 0x7fffffffi, m_is_nan(value));
    before += select(0u, 1u, other < mine || (other == mine && j < place));
  }
  if (before < p.k) { out[(row / p.step * p.k + before) * p.step + row % p.step] = i32(place); }
}


// CPU, GPU: x u32[3] {"k":2,"axis":0,"largest":true}

@group(0) @binding(0) var<storage, read> x: array<u32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / (p.length * p.step) * p.step + i % p.step;
  let start = row / p.step * p.length * p.step + row % p.step;
  let place = (i - start) / p.step;
  let mine = x[i];
  var before = 0u;
  for (var j = 0u; j < p.length; j++) {
    let value = x[start + j * p.step];
    let other = value;
    before += select(0u, 1u, other > mine || (other == mine && j < place));
  }
  if (before < p.k) { out[(row / p.step * p.k + before) * p.step + row % p.step] = i32(place); }
}
