// CPU, GPU: x f32[2, 7, 3] {"axis":1,"before":1,"after":2}
// CPU, GPU: x f32[3, 40] {"axis":0,"before":2,"after":2}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, length: u32, step: u32, before: u32, after: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let k = i / p.step % p.length;
  let first = k - min(k, p.before);
  let end = min(p.length, k + p.after + 1u);
  var total = 0.0;
  for (var j = first; j < end; j++) { total += x[i - k * p.step + j * p.step]; }
  out[i] = total;
}
