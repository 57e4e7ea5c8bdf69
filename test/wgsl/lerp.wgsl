// CPU, GPU: a f32[2, 1, 5], b f32[3, 1], w f32[5] {}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read> from_w: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, r2: f32, from_a_2: u32, from_w_2: u32, n1: u32, r1: f32, from_b_1: u32, from_a_0: u32,
  weight: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
fn mix_at(a: f32, b: f32, w: f32) -> f32 {
  return select(b - (b - a) * (1.0f - w), a + w * (b - a), abs(w) < 0.5f);
}
fn point(a: f32, b: f32, w: f32) -> f32 { return mix_at(a, b, w); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_a_at = 0u;
  var from_b_at = 0u;
  var from_w_at = 0u;
  var rest = i;
  let near2 = u32(f32(rest) * p.r2);
  let left2 = i32(rest - near2 * p.n2);
  let coordinate2 = u32(left2 + select(0, i32(p.n2), left2 < 0)
    - select(0, i32(p.n2), left2 >= i32(p.n2)));
  rest = near2 + select(0u, 1u, left2 >= i32(p.n2)) - select(0u, 1u, left2 < 0);
  from_a_at += coordinate2 * p.from_a_2;
  from_w_at += coordinate2 * p.from_w_2;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_b_at += coordinate1 * p.from_b_1;
  from_a_at += rest * p.from_a_0;
  let at_a = from_a[from_a_at];
  let at_b = from_b[from_b_at];
  let at_w = from_w[from_w_at];
  out[i] = point(at_a, at_b, at_w);
}


// CPU, GPU: a f32[70], b f32[70] {"weight":0.3}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, weight: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn mix_at(a: f32, b: f32, w: f32) -> f32
fn point(a: f32, b: f32) -> f32 { return mix_at(a, b, p.weight); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[i];
  out[i] = point(at_a, at_b);
}


// CPU, GPU: a f32[7], b f32[] {"weight":1}

@group(0) @binding(0) var<storage, read> from_a: array<f32>;
@group(0) @binding(1) var<storage, read> from_b: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn mix_at(a: f32, b: f32, w: f32) -> f32
// as above: fn point(a: f32, b: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_a = from_a[i];
  let at_b = from_b[0u];
  out[i] = point(at_a, at_b);
}
