// CPU, GPU: x f32[7] {}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(select(bitcast<f32>((bitcast<u32>(x) & 0x80000000u) | 0x3f800000u), x,
  (bitcast<u32>(x) & 0x7fffffffu) == 0u), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}


// CPU, GPU: x i32[9] {}

@group(0) @binding(0) var<storage, read> from_x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
fn point(x: i32) -> i32 { return sign(x); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}


// CPU, GPU: x u32[9] {}

@group(0) @binding(0) var<storage, read> from_x: array<u32>;
@group(0) @binding(1) var<storage, read_write> out: array<u32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
fn point(x: u32) -> u32 { return min(x, 1u); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
