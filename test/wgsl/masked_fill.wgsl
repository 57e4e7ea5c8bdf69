// CPU, GPU: x f32[2, 3, 5], mask bool[3, 1] {"value":-5}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read> from_mask: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, n2: u32, r2: f32, n1: u32, r1: f32, from_mask_1: u32, value: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn point(x: f32, mask: u32) -> f32 { return select(x, f32(p.value), mask != 0); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_mask_at = 0u;
  var rest = i;
  let near2 = u32(f32(rest) * p.r2);
  let left2 = i32(rest - near2 * p.n2);
  let coordinate2 = u32(left2 + select(0, i32(p.n2), left2 < 0)
    - select(0, i32(p.n2), left2 >= i32(p.n2)));
  rest = near2 + select(0u, 1u, left2 >= i32(p.n2)) - select(0u, 1u, left2 < 0);
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_mask_at += coordinate1 * p.from_mask_1;
  let at_x = from_x[i];
  let at_mask = from_mask[from_mask_at];
  out[i] = point(at_x, at_mask);
}


// CPU, GPU: x f32[4, 1], mask i32[3, 1, 20] {"value":0.5}

@group(0) @binding(0) var<storage, read> from_x: array<f32>;
@group(0) @binding(1) var<storage, read> from_mask: array<vec4<i32>>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, n2: u32, r2: f32, from_mask_2: u32, n1: u32, r1: f32, from_x_1: u32, from_mask_0: u32, value: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn point(x: f32, mask: i32) -> f32 { return select(x, f32(p.value), mask != 0); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var from_x_at = 0u;
  var from_mask_at = 0u;
  var rest = i;
  let near2 = u32(f32(rest) * p.r2);
  let left2 = i32(rest - near2 * p.n2);
  let coordinate2 = u32(left2 + select(0, i32(p.n2), left2 < 0)
    - select(0, i32(p.n2), left2 >= i32(p.n2)));
  rest = near2 + select(0u, 1u, left2 >= i32(p.n2)) - select(0u, 1u, left2 < 0);
  from_mask_at += coordinate2 * p.from_mask_2;
  let near1 = u32(f32(rest) * p.r1);
  let left1 = i32(rest - near1 * p.n1);
  let coordinate1 = u32(left1 + select(0, i32(p.n1), left1 < 0)
    - select(0, i32(p.n1), left1 >= i32(p.n1)));
  rest = near1 + select(0u, 1u, left1 >= i32(p.n1)) - select(0u, 1u, left1 < 0);
  from_x_at += coordinate1 * p.from_x_1;
  from_mask_at += rest * p.from_mask_0;
  let at_x = from_x[from_x_at];
  let at_mask = from_mask[from_mask_at];
  out[i] = vec4<f32>(point(at_x, at_mask.x), point(at_x, at_mask.y), point(at_x, at_mask.z), point(at_x, at_mask.w));
}


// CPU, GPU: x i32[9], mask u32[9] {"value":7}

@group(0) @binding(0) var<storage, read> from_x: array<i32>;
@group(0) @binding(1) var<storage, read> from_mask: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
struct Params {
  count: u32, value: f32,
}
@group(0) @binding(3) var<uniform> p: Params;
fn point(x: i32, mask: u32) -> i32 { return select(x, i32(p.value), mask != 0); }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let at_x = from_x[i];
  let at_mask = from_mask[i];
  out[i] = point(at_x, at_mask);
}
