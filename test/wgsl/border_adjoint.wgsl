// CPU, GPU: dy f32[2, 9] {"to":[2,4],"axis":1,"before":2,"after":3,"mode":"symmetric"}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n1: u32, n0: u32, dy_offset: u32, dy_0: u32, dy_1: u32, period: u32, mirror: u32, shift: u32, inner: u32,
  places: u32,
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
  {
    let first = (c1 + p.period - p.shift) % p.period;
    for (var c = first; c < p.places; c += p.period) { total += dy[p.dy_offset + (c0) * p.dy_0 + (c) * p.dy_1]; }
  }
  let mirrored = p.mirror - c1;
  if (mirrored >= p.inner && mirrored < p.period) {
    let first = (mirrored + p.period - p.shift) % p.period;
    for (var c = first; c < p.places; c += p.period) { total += dy[p.dy_offset + (c0) * p.dy_0 + (c) * p.dy_1]; }
  }
  out[i] = total;
}
