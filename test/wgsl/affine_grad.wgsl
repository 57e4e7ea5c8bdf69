// CPU, GPU: at f32[5, 27], dy f32[5, 27] {"alpha":-1.5,"beta":0.25}

@group(0) @binding(0) var<storage, read> from_at: array<f32>;
@group(0) @binding(1) var<storage, read> from_dy: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, alpha: f32, beta: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn slope(x: f32, dy: f32) -> f32 { return p.alpha * dy; }
fn point(at: f32, dy: f32) -> f32 { return slope(at, dy); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_at = from_at[i];
  let at_dy = from_dy[i];
  out[i] = point(at_at, at_dy);
}
