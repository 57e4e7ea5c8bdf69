// CPU, GPU: a f32[2, 5], b f32[2, 5] {}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn point(a: f32, b: f32) -> f32 { return a + b; }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}
