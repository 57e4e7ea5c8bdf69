// CPU, GPU: a bool[3, 4], b bool[4] {}

@group(0) @binding(0) var<storage, read> from_a: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read> from_b: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4<u32>>;
struct Params {
  count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn point(a: u32, b: u32) -> u32 { return select(0u, 1u, (a != 0) || (b != 0)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[0u];
  out[i] = vec4<u32>(point(at_a.x, at_b.x), point(at_a.y, at_b.y), point(at_a.z, at_b.z), point(at_a.w, at_b.w));
}


// CPU, GPU: a f32[2, 1], b f32[3] {}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<u32>;
struct Params {
  count: u32, n1: u32, r1: f32, from_b_1: u32, from_a_0: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn point(a: f32, b: f32) -> u32 { return select(0u, 1u, ((bitcast<u32>(a) & 0x7fffffffu) != 0u) || ((bitcast<u32>(b) & 0x7fffffffu) != 0u)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_a_at = 0u;
  var from_b_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_b_at += coordinate1 * p.from_b_1;
  from_a_at += rest * p.from_a_0;
  let at_a = from_a[from_a_at];
  let at_b = from_b[from_b_at];
  out[i] = point(at_a, at_b);
}


// CPU, GPU: a i32[5], b i32[5] {}

@group(0) @binding(0) var<storage, read> from_a: array<i32>;
@group(0) @binding(1) var<storage, read> from_b: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<u32>;
struct Params {
  count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn point(a: i32, b: i32) -> u32 { return select(0u, 1u, (a != 0) || (b != 0)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}
