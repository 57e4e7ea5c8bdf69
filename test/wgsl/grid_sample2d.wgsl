// CPU, GPU: x f32[2, 3, 5, 4], grid f32[2, 3, 4, 2] {"mode":"bilinear","padding":"zeros","alignCorners":false,"order":[0,0]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
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
fn runtime_bits(bits: u32) -> u32 {
  return bits;
}
fn m_nan() -> f32 {
  return bitcast<f32>(runtime_bits(0x7fc00000u));
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let plane = i / p.points;
  let at = 2 * (plane / p.channels * p.points + i % p.points);
  let rows = grid_h(grid[at + 1], p.height);
  let columns = grid_w(grid[at], p.width);
  let image = plane * p.height * p.width;
  var total = 0.0;
  if (rows.pixel[0] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[0] * columns.weight[0] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[0] * columns.weight[1] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[1])]; }
  }
  if (rows.pixel[1] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[1] * columns.weight[0] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[1] * columns.weight[1] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[1])]; }
  }
  if (m_is_nan(grid[at]) || m_is_nan(grid[at + 1])) { total = m_nan(); }
  out[i] = total;
}


// CPU, GPU: x f32[1, 2, 5, 4], grid f32[1, 3, 4, 2] {"mode":"bilinear","padding":"reflection","alignCorners":true,"order":[0,0]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> grid: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: struct Taps
// as above: fn m_is_nan(x: f32) -> bool
fn reflected(at: f32, reach: f32) -> vec2<f32> {
  if (reach == 0.0) { return vec2<f32>(0.0); }
  let distance = abs(at - 0.0f);
  let flips = floor(distance / reach);
  let rest = distance - flips * reach;
  let slope = select(1.0, -1.0, at < 0.0f);
  if (u32(flips) % 2 == 0) { return vec2<f32>(rest + 0.0f, slope); }
  return vec2<f32>(reach - rest + 0.0f, -slope);
}
fn bounded(at: f32, size: f32) -> vec2<f32> {
  let moved = reflected(at, size - 1.0);
  if (moved.x <= 0.0) { return vec2<f32>(0.0); }
  if (moved.x >= size - 1.0) { return vec2<f32>(size - 1.0, 0.0); }
  return moved;
}
// as above: fn grid_h(coordinate: f32, pixels: u32) -> Taps
  let size = f32(pixels);
  let half = (size - 1.0) * 0.5;
  let raw = clamp((coordinate + 1.0) * half, -10000000.0f,
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
// as above: fn grid_w(coordinate: f32, pixels: u32) -> Taps
  let size = f32(pixels);
  let half = (size - 1.0) * 0.5;
  let raw = clamp((coordinate + 1.0) * half, -10000000.0f,
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
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_nan() -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let plane = i / p.points;
  let at = 2 * (plane / p.channels * p.points + i % p.points);
  let rows = grid_h(grid[at + 1], p.height);
  let columns = grid_w(grid[at], p.width);
  let image = plane * p.height * p.width;
  var total = 0.0;
  if (rows.pixel[0] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[0] * columns.weight[0] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[0] * columns.weight[1] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[1])]; }
  }
  if (rows.pixel[1] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[1] * columns.weight[0] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[1] * columns.weight[1] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[1])]; }
  }
  if (m_is_nan(grid[at]) || m_is_nan(grid[at + 1])) { total = m_nan(); }
  out[i] = total;
}


// CPU, GPU: x f32[1, 2, 5, 4], grid f32[1, 3, 4, 2] {"mode":"bicubic","padding":"reflection","alignCorners":false,"order":[0,0]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> grid: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: struct Taps
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn reflected(at: f32, reach: f32) -> vec2<f32>
  let distance = abs(at - -0.5f);
  let flips = floor(distance / reach);
  let rest = distance - flips * reach;
  let slope = select(1.0, -1.0, at < -0.5f);
  if (u32(flips) % 2 == 0) { return vec2<f32>(rest + -0.5f, slope); }
  return vec2<f32>(reach - rest + -0.5f, -slope);
}
fn bounded(at: f32, size: f32) -> vec2<f32> {
  let moved = reflected(at, size);
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
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_nan() -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let plane = i / p.points;
  let at = 2 * (plane / p.channels * p.points + i % p.points);
  let rows = grid_h(grid[at + 1], p.height);
  let columns = grid_w(grid[at], p.width);
  let image = plane * p.height * p.width;
  var total = 0.0;
  if (rows.pixel[0] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[0] * columns.weight[0] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[0] * columns.weight[1] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[1])]; }
    if (columns.pixel[2] >= 0) { total += rows.weight[0] * columns.weight[2] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[2])]; }
    if (columns.pixel[3] >= 0) { total += rows.weight[0] * columns.weight[3] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[3])]; }
  }
  if (rows.pixel[1] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[1] * columns.weight[0] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[1] * columns.weight[1] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[1])]; }
    if (columns.pixel[2] >= 0) { total += rows.weight[1] * columns.weight[2] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[2])]; }
    if (columns.pixel[3] >= 0) { total += rows.weight[1] * columns.weight[3] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[3])]; }
  }
  if (rows.pixel[2] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[2] * columns.weight[0] * x[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[2] * columns.weight[1] * x[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[1])]; }
    if (columns.pixel[2] >= 0) { total += rows.weight[2] * columns.weight[2] * x[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[2])]; }
    if (columns.pixel[3] >= 0) { total += rows.weight[2] * columns.weight[3] * x[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[3])]; }
  }
  if (rows.pixel[3] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[3] * columns.weight[0] * x[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[3] * columns.weight[1] * x[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[1])]; }
    if (columns.pixel[2] >= 0) { total += rows.weight[3] * columns.weight[2] * x[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[2])]; }
    if (columns.pixel[3] >= 0) { total += rows.weight[3] * columns.weight[3] * x[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[3])]; }
  }
  if (m_is_nan(grid[at]) || m_is_nan(grid[at + 1])) { total = m_nan(); }
  out[i] = total;
}


// CPU, GPU: x f32[1, 2, 5, 6], grid f32[1, 3, 4, 2] {"mode":"bicubic","padding":"border","alignCorners":true,"order":[1,0]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
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
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn grid_h(coordinate: f32, pixels: u32) -> Taps
  let size = f32(pixels);
  let half = (size - 1.0) * 0.5;
  let raw = clamp((coordinate + 1.0) * half, -10000000.0f,
    10000000.0f);
  let place = vec2<f32>(raw, 1.0);
  let first = floor(place.x);
  let t = place.x - first;
  let rate = place.y * half;
  var taps = Taps(vec4<i32>(-1), vec4<f32>(0.0));
  taps.pixel[0] = i32(round(bounded(first + -1.0f, size).x));
  taps.weight[0] = ((-2.25f * (1.0f + t) + 7.5f) * (1.0f + t) + -6.0f) * rate;
  taps.pixel[1] = i32(round(bounded(first + 0.0f, size).x));
  taps.weight[1] = ((3.75f * (0.0f + t) + -4.5f) * (0.0f + t) + 0.0f) * rate;
  taps.pixel[2] = i32(round(bounded(first + 1.0f, size).x));
  taps.weight[2] = ((-3.75f * (1.0f - t) + 4.5f) * (1.0f - t) + bitcast<f32>(runtime_bits(2147483648u))) * rate;
  taps.pixel[3] = i32(round(bounded(first + 2.0f, size).x));
  taps.weight[3] = ((2.25f * (2.0f - t) + -7.5f) * (2.0f - t) + 6.0f) * rate;
  taps.pixel = select(taps.pixel, vec4<i32>(-1), taps.pixel >= vec4<i32>(i32(pixels)));
  return taps;
}
// as above: fn grid_w(coordinate: f32, pixels: u32) -> Taps
  let size = f32(pixels);
  let half = (size - 1.0) * 0.5;
  let raw = clamp((coordinate + 1.0) * half, -10000000.0f,
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
// as above: fn m_nan() -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let plane = i / p.points;
  let at = 2 * (plane / p.channels * p.points + i % p.points);
  let rows = grid_h(grid[at + 1], p.height);
  let columns = grid_w(grid[at], p.width);
  let image = plane * p.height * p.width;
  var total = 0.0;
  if (rows.pixel[0] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[0] * columns.weight[0] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[0] * columns.weight[1] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[1])]; }
    if (columns.pixel[2] >= 0) { total += rows.weight[0] * columns.weight[2] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[2])]; }
    if (columns.pixel[3] >= 0) { total += rows.weight[0] * columns.weight[3] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[3])]; }
  }
  if (rows.pixel[1] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[1] * columns.weight[0] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[1] * columns.weight[1] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[1])]; }
    if (columns.pixel[2] >= 0) { total += rows.weight[1] * columns.weight[2] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[2])]; }
    if (columns.pixel[3] >= 0) { total += rows.weight[1] * columns.weight[3] * x[image + u32(rows.pixel[1]) * p.width + u32(columns.pixel[3])]; }
  }
  if (rows.pixel[2] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[2] * columns.weight[0] * x[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[2] * columns.weight[1] * x[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[1])]; }
    if (columns.pixel[2] >= 0) { total += rows.weight[2] * columns.weight[2] * x[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[2])]; }
    if (columns.pixel[3] >= 0) { total += rows.weight[2] * columns.weight[3] * x[image + u32(rows.pixel[2]) * p.width + u32(columns.pixel[3])]; }
  }
  if (rows.pixel[3] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[3] * columns.weight[0] * x[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[0])]; }
    if (columns.pixel[1] >= 0) { total += rows.weight[3] * columns.weight[1] * x[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[1])]; }
    if (columns.pixel[2] >= 0) { total += rows.weight[3] * columns.weight[2] * x[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[2])]; }
    if (columns.pixel[3] >= 0) { total += rows.weight[3] * columns.weight[3] * x[image + u32(rows.pixel[3]) * p.width + u32(columns.pixel[3])]; }
  }
  if (m_is_nan(grid[at]) || m_is_nan(grid[at + 1])) { total = m_nan(); }
  out[i] = total;
}


// CPU, GPU: x f32[1, 2, 5, 4], grid f32[1, 5, 3, 2] {"mode":"nearest","padding":"border","alignCorners":false,"order":[0,0]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> grid: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
// as above: struct Params
@group(0) @binding(3) var<uniform> p: Params;
// as above: struct Taps
// as above: fn m_is_nan(x: f32) -> bool
// as above: fn bounded(at: f32, size: f32) -> vec2<f32>
  if (moved.x >= size - 1.0) { return vec2<f32>(size - 1.0, 0.0); }
  return moved;
}
// as above: fn grid_h(coordinate: f32, pixels: u32) -> Taps
  let size = f32(pixels);
  let half = size * 0.5;
  let raw = clamp((coordinate + 1.0) * half - 0.5, -10000000.0f,
    10000000.0f);
  let place = bounded(raw, size);
  let first = round(place.x);
  let t = place.x - first;
  let rate = place.y * half;
  var taps = Taps(vec4<i32>(-1), vec4<f32>(0.0));
  taps.pixel[0] = i32(first) + 0;
  taps.weight[0] = 1.0f;
  taps.pixel = select(taps.pixel, vec4<i32>(-1), taps.pixel >= vec4<i32>(i32(pixels)));
  return taps;
}
// as above: fn grid_w(coordinate: f32, pixels: u32) -> Taps
  let size = f32(pixels);
  let half = size * 0.5;
  let raw = clamp((coordinate + 1.0) * half - 0.5, -10000000.0f,
    10000000.0f);
  let place = bounded(raw, size);
  let first = round(place.x);
  let t = place.x - first;
  let rate = place.y * half;
  var taps = Taps(vec4<i32>(-1), vec4<f32>(0.0));
  taps.pixel[0] = i32(first) + 0;
  taps.weight[0] = 1.0f;
  taps.pixel = select(taps.pixel, vec4<i32>(-1), taps.pixel >= vec4<i32>(i32(pixels)));
  return taps;
}
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_nan() -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let plane = i / p.points;
  let at = 2 * (plane / p.channels * p.points + i % p.points);
  let rows = grid_h(grid[at + 1], p.height);
  let columns = grid_w(grid[at], p.width);
  let image = plane * p.height * p.width;
  var total = 0.0;
  if (rows.pixel[0] >= 0) {
    if (columns.pixel[0] >= 0) { total += rows.weight[0] * columns.weight[0] * x[image + u32(rows.pixel[0]) * p.width + u32(columns.pixel[0])]; }
  }
  if (m_is_nan(grid[at]) || m_is_nan(grid[at + 1])) { total = m_nan(); }
  out[i] = total;
}
