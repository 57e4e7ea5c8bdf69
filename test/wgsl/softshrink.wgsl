// CPU, GPU: x f32[5, 27] {"lambda":0.4}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, lambda: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(x: f32) -> f32 { return select(select(select(0.0f, x + p.lambda, x < -p.lambda), x - p.lambda, x > p.lambda), x, m_is_nan(x)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  out[i] = point(at_x);
}
