// CPU, GPU: dy f32[2, 3] {"to":[4,7],"starts":[1,6],"steps":[1,-3]}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var rest = i;
  var from_at = 0u;
  var inside = true;
  {
    let at = rest % 7u;
    rest /= 7u;
    let distance = 6u - at;
    inside = inside && !(at > 6u) && distance % 3u == 0u && distance / 3u < 3u;
    from_at += (distance / 3u) * 1u;
  }
  {
    let at = rest % 4u;
    rest /= 4u;
    let distance = at - 1u;
    inside = inside && !(at < 1u) && distance % 1u == 0u && distance / 1u < 2u;
    from_at += (distance / 1u) * 3u;
  }
  var value = f32(0);
  if (inside) { value = dy[from_at]; }
  out[i] = value;
}
