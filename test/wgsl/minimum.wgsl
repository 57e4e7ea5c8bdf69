// CPU, GPU: a f32[2, 3, 4], b f32[3, 1] {}

@group(0) @binding(0) var<storage, read> from_a: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, n1: u32, r1: f32, from_b_1: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn m_total_rank(x: f32) -> i32 {
  let bits = bitcast<i32>(x);
  return bits ^ bitcast<i32>((bitcast<u32>(bits >> 31u) >> 1u));
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn point(a: f32, b: f32) -> f32 { return select(select(select(a, b, m_total_rank(b) < m_total_rank(a)), b, m_is_nan(b)), a, m_is_nan(a)); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_b_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_b_at += coordinate1 * p.from_b_1;
  let at_a = from_a[i];
  let at_b = from_b[from_b_at];
  out[i] = vec4<f32>(point(at_a.x, at_b), point(at_a.y, at_b), point(at_a.z, at_b), point(at_a.w, at_b));
}


// CPU, GPU: a f32[7], b f32[7] {}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn m_total_rank(x: f32) -> i32
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn point(a: f32, b: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}


// CPU, GPU: a i32[9], b i32[9] {}

@group(0) @binding(0) var<storage, read> from_a: array<i32>;
@group(0) @binding(1) var<storage, read> from_b: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
fn point(a: i32, b: i32) -> i32 { return min(a, b); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}


// CPU, GPU: a u32[2], b u32[2] {}

@group(0) @binding(0) var<storage, read> from_a: array<u32>;
@group(0) @binding(1) var<storage, read> from_b: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<u32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
fn point(a: u32, b: u32) -> u32 { return min(a, b); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}
