// CPU, GPU: dy f32[2, 4, 3] {"axis":1,"size":3,"step":2,"length":10}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, n0: u32, dy_offset: u32, dy_0: u32, dy_1: u32, dy_2: u32, step: u32, window: u32, windows: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  let c1 = rest % p.n1;
  rest /= p.n1;
  let c0 = rest % p.n0;
  rest /= p.n0;
  var total = f32(0);
  let first = select(0u, (c1 + p.step - p.window) / p.step, c1 >= p.window);
  let end = min(p.windows, c1 / p.step + 1u);
  for (var w = first; w < end; w++) { total += dy[p.dy_offset + (c0) * p.dy_0 + (w) * p.dy_1 + (c1 - w * p.step) * p.dy_2]; }
  out[i] = total;
}
