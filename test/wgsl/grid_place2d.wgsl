// CPU, GPU: y f32[2, 3, 3, 4], grid f32[2, 3, 4, 2] {"mode":"bilinear","padding":"zeros","alignCorners":false,"order":[0,0],"size":[4,5]}

@group(0) @binding(0) var<storage, read> y: array<f32>;
@group(0) @binding(1) var<storage, read> grid: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, channels: u32, height: u32, width: u32, points: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
struct Taps { pixel: vec4<i32>, weight: vec4<f32> }
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn bounded(at: f32, size: f32) -> vec2<f32> {
  return vec2<f32>(at, 1.0);
}
fn grid_h(coordinate: f32, pixels: u32) -> Taps {
  if (m_is_nan(coordinate)) { return Taps(vec4<i32>(-1), vec4<f32>(0.0)); }
  let size = f32(pixels);
  let half = size * 0.5;
  let raw = clamp((coordinate + 1.0) * half - 0.5, -10000000.0f,
    10000000.0f);
  let place = bounded(raw, size);
  let first = floor(place.x);
  let t = place.x - first;
  let rate = place.y * half;
  var taps = Taps(vec4<i32>(-1), vec4<f32>(0.0));
  taps.pixel[0] = i32(first) + 0;
  taps.weight[0] = (1.0f * (1.0f - t) + 0.0f);
  taps.pixel[1] = i32(first) + 1;
  taps.weight[1] = (1.0f * (0.0f + t) + 0.0f);
  taps.pixel = select(taps.pixel, vec4<i32>(-1), taps.pixel >= vec4<i32>(i32(pixels)));
  return taps;
}
fn grid_w(coordinate: f32, pixels: u32) -> Taps {
  if (m_is_nan(coordinate)) { return Taps(vec4<i32>(-1), vec4<f32>(0.0)); }
  let size = f32(pixels);
  let half = size * 0.5;
  let raw = clamp((coordinate + 1.0) * half - 0.5, -10000000.0f,
    10000000.0f);
  let place = bounded(raw, size);
  let first = floor(place.x);
  let t = place.x - first;
  let rate = place.y * half;
  var taps = Taps(vec4<i32>(-1), vec4<f32>(0.0));
  taps.pixel[0] = i32(first) + 0;
  taps.weight[0] = (1.0f * (1.0f - t) + 0.0f);
  taps.pixel[1] = i32(first) + 1;
  taps.weight[1] = (1.0f * (0.0f + t) + 0.0f);
  taps.pixel = select(taps.pixel, vec4<i32>(-1), taps.pixel >= vec4<i32>(i32(pixels)));
  return taps;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let image = i * p.height * p.width;
  for (var pixel = 0u; pixel < p.height * p.width; pixel++) { out[image + pixel] = 0.0; }
  for (var point = 0u; point < p.points; point++) {
    let at = 2 * (i / p.channels * p.points + point);
    let rows = grid_h(grid[at + 1], p.height);
    let columns = grid_w(grid[at], p.width);
    let value = y[i * p.points + point];
    if (rows.pixel[0] >= 0) {
      if (columns.pixel[0] >= 0) { out[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[0])] += rows.weight[0] * columns.weight[0] * value; }
      if (columns.pixel[1] >= 0) { out[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[1])] += rows.weight[0] * columns.weight[1] * value; }
    }
    if (rows.pixel[1] >= 0) {
      if (columns.pixel[0] >= 0) { out[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[0])] += rows.weight[1] * columns.weight[0] * value; }
      if (columns.pixel[1] >= 0) { out[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[1])] += rows.weight[1] * columns.weight[1] * value; }
    }
  }
}


// CPU, GPU: y f32[1, 2, 3, 4], grid f32[1, 3, 4, 2] {"mode":"bicubic","padding":"border","alignCorners":false,"order":[0,0],"size":[4,5]}

@group(0) @binding(0) var<storage, read> y: array<f32>;
@group(0) @binding(1) var<storage, read> grid: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: struct Taps
// as above: fn m_is_nan(x: f32) -> bool
fn bounded(at: f32, size: f32) -> vec2<f32> {
  let moved = vec2<f32>(at, 1.0);
  if (moved.x <= 0.0) { return vec2<f32>(0.0); }
  if (moved.x >= size - 1.0) { return vec2<f32>(size - 1.0, 0.0); }
  return moved;
}
// as above: fn grid_h(coordinate: f32, pixels: u32) -> Taps
  let size = f32(pixels);
  let half = size * 0.5;
  let raw = clamp((coordinate + 1.0) * half - 0.5, -10000000.0f,
    10000000.0f);
  let place = vec2<f32>(raw, 1.0);
  let first = floor(place.x);
  let t = place.x - first;
  let rate = place.y * half;
  var taps = Taps(vec4<i32>(-1), vec4<f32>(0.0));
  taps.pixel[0] = i32(round(bounded(first + -1.0f, size).x));
  taps.weight[0] = (((-0.75f * (1.0f + t) + 3.75f) * (1.0f + t) + -6.0f) * (1.0f + t) + 3.0f);
  taps.pixel[1] = i32(round(bounded(first + 0.0f, size).x));
  taps.weight[1] = (((1.25f * (0.0f + t) + -2.25f) * (0.0f + t) + 0.0f) * (0.0f + t) + 1.0f);
  taps.pixel[2] = i32(round(bounded(first + 1.0f, size).x));
  taps.weight[2] = (((1.25f * (1.0f - t) + -2.25f) * (1.0f - t) + 0.0f) * (1.0f - t) + 1.0f);
  taps.pixel[3] = i32(round(bounded(first + 2.0f, size).x));
  taps.weight[3] = (((-0.75f * (2.0f - t) + 3.75f) * (2.0f - t) + -6.0f) * (2.0f - t) + 3.0f);
  taps.pixel = select(taps.pixel, vec4<i32>(-1), taps.pixel >= vec4<i32>(i32(pixels)));
  return taps;
}
// as above: fn grid_w(coordinate: f32, pixels: u32) -> Taps
  let size = f32(pixels);
  let half = size * 0.5;
  let raw = clamp((coordinate + 1.0) * half - 0.5, -10000000.0f,
    10000000.0f);
  let place = vec2<f32>(raw, 1.0);
  let first = floor(place.x);
  let t = place.x - first;
  let rate = place.y * half;
  var taps = Taps(vec4<i32>(-1), vec4<f32>(0.0));
  taps.pixel[0] = i32(round(bounded(first + -1.0f, size).x));
  taps.weight[0] = (((-0.75f * (1.0f + t) + 3.75f) * (1.0f + t) + -6.0f) * (1.0f + t) + 3.0f);
  taps.pixel[1] = i32(round(bounded(first + 0.0f, size).x));
  taps.weight[1] = (((1.25f * (0.0f + t) + -2.25f) * (0.0f + t) + 0.0f) * (0.0f + t) + 1.0f);
  taps.pixel[2] = i32(round(bounded(first + 1.0f, size).x));
  taps.weight[2] = (((1.25f * (1.0f - t) + -2.25f) * (1.0f - t) + 0.0f) * (1.0f - t) + 1.0f);
  taps.pixel[3] = i32(round(bounded(first + 2.0f, size).x));
  taps.weight[3] = (((-0.75f * (2.0f - t) + 3.75f) * (2.0f - t) + -6.0f) * (2.0f - t) + 3.0f);
  taps.pixel = select(taps.pixel, vec4<i32>(-1), taps.pixel >= vec4<i32>(i32(pixels)));
  return taps;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let image = i * p.height * p.width;
  for (var pixel = 0u; pixel < p.height * p.width; pixel++) { out[image + pixel] = 0.0; }
  for (var point = 0u; point < p.points; point++) {
    let at = 2 * (i / p.channels * p.points + point);
    let rows = grid_h(grid[at + 1], p.height);
    let columns = grid_w(grid[at], p.width);
    let value = y[i * p.points + point];
    if (rows.pixel[0] >= 0) {
      if (columns.pixel[0] >= 0) { out[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[0])] += rows.weight[0] * columns.weight[0] * value; }
      if (columns.pixel[1] >= 0) { out[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[1])] += rows.weight[0] * columns.weight[1] * value; }
      if (columns.pixel[2] >= 0) { out[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[2])] += rows.weight[0] * columns.weight[2] * value; }
      if (columns.pixel[3] >= 0) { out[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[3])] += rows.weight[0] * columns.weight[3] * value; }
    }
    if (rows.pixel[1] >= 0) {
      if (columns.pixel[0] >= 0) { out[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[0])] += rows.weight[1] * columns.weight[0] * value; }
      if (columns.pixel[1] >= 0) { out[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[1])] += rows.weight[1] * columns.weight[1] * value; }
      if (columns.pixel[2] >= 0) { out[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[2])] += rows.weight[1] * columns.weight[2] * value; }
      if (columns.pixel[3] >= 0) { out[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[3])] += rows.weight[1] * columns.weight[3] * value; }
    }
    if (rows.pixel[2] >= 0) {
      if (columns.pixel[0] >= 0) { out[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[0])] += rows.weight[2] * columns.weight[0] * value; }
      if (columns.pixel[1] >= 0) { out[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[1])] += rows.weight[2] * columns.weight[1] * value; }
      if (columns.pixel[2] >= 0) { out[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[2])] += rows.weight[2] * columns.weight[2] * value; }
      if (columns.pixel[3] >= 0) { out[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[3])] += rows.weight[2] * columns.weight[3] * value; }
    }
    if (rows.pixel[3] >= 0) {
      if (columns.pixel[0] >= 0) { out[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[0])] += rows.weight[3] * columns.weight[0] * value; }
      if (columns.pixel[1] >= 0) { out[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[1])] += rows.weight[3] * columns.weight[1] * value; }
      if (columns.pixel[2] >= 0) { out[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[2])] += rows.weight[3] * columns.weight[2] * value; }
      if (columns.pixel[3] >= 0) { out[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[3])] += rows.weight[3] * columns.weight[3] * value; }
    }
  }
}
