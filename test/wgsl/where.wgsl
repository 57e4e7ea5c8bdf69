// CPU, GPU: condition bool[3, 1, 5], a f32[2, 1], b f32[3, 2, 5] {}

@group(0) @binding(0) var<storage, read> from_condition: array<u32>;
@group(0) @binding(1) var<storage, read> from_a: array<f32>;
@group(0) @binding(2) var<storage, read> from_b: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, r2: f32, from_condition_2: u32, n1: u32, r1: f32, from_a_1: u32, from_condition_0: u32,
  aValue: f32, bValue: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
fn point(condition: u32, a: f32, b: f32) -> f32 { return select(b, a, condition != 0); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_condition_at = 0u;
  var from_a_at = 0u;
  var rest = i;
  let near2 = u32(f32(rest) * p.r2);
  let left2 = i32(rest - near2 * p.n2);
  let coordinate2 = u32(left2 + select(0, i32(p.n2), left2 < 0)
    - select(0, i32(p.n2), left2 >= i32(p.n2)));
  rest = near2 + select(0u, 1u, left2 >= i32(p.n2)) - select(0u, 1u, left2 < 0);
  from_condition_at += coordinate2 * p.from_condition_2;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_a_at += coordinate1 * p.from_a_1;
  from_condition_at += rest * p.from_condition_0;
  let at_condition = from_condition[from_condition_at];
  let at_a = from_a[from_a_at];
  let at_b = from_b[i];
  out[i] = point(at_condition, at_a, at_b);
}


// CPU, GPU: condition bool[70], a f32[70] {"aValue":0,"bValue":-1.5}

@group(0) @binding(0) var<storage, read> from_condition: array<u32>;
@group(0) @binding(1) var<storage, read> from_a: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, aValue: f32, bValue: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn point(condition: u32, a: f32) -> f32 { return select(f32(p.bValue), a, condition != 0); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_condition = from_condition[i];
  let at_a = from_a[i];
  out[i] = point(at_condition, at_a);
}


// CPU, GPU: condition i32[5], b i32[3, 5] {"aValue":7,"bValue":0}

@group(0) @binding(0) var<storage, read> from_condition: array<i32>;
@group(0) @binding(1) var<storage, read> from_b: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
struct Params {
  count: u32, n1: u32, r1: f32, from_condition_1: u32, aValue: f32, bValue: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn point(condition: i32, b: i32) -> i32 { return select(b, i32(p.aValue), condition != 0); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_condition_at = 0u;
  var rest = i;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_condition_at += coordinate1 * p.from_condition_1;
  let at_condition = from_condition[from_condition_at];
  let at_b = from_b[i];
  out[i] = point(at_condition, at_b);
}
