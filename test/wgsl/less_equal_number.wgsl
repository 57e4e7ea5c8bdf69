// CPU, GPU: x f32[5, 7] {"value":1.5,"side":"b"}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<u32>;
struct Params {
  count: u32, value: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_rank(x: f32) -> i32 {
  let bits = bitcast<i32>(x);
  return select(bits, bitcast<i32>(0x80000000u) - bits, bits < 0i);
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn beside(a: f32, b: f32) -> u32 { return select(select(0u, 1u, m_rank(a) <= m_rank(b)), 0u,
  m_is_nan(a) || m_is_nan(b)); }
fn point(x: f32) -> u32 { return beside(x, f32(p.value)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}


// CPU, GPU: x f32[5, 7] {"value":0.75,"side":"a"}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<u32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_rank(x: f32) -> i32
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn beside(a: f32, b: f32) -> u32
fn point(x: f32) -> u32 { return beside(f32(p.value), x); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
