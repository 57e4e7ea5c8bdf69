// CPU, GPU: x f32[3, 40] {"delta":0.5}

@group(0) @binding(0) var<storage, read> from_x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, delta: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(select(p.delta * (abs(x) - 0.5f * p.delta), 0.5f * x * x, abs(x) <= p.delta), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = vec4<f32>(point(at_x.x), point(at_x.y), point(at_x.z), point(at_x.w));
}


// CPU, GPU: x f32[3] {"delta":0.5}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(2) var<uniform> p: Params;
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn point(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
