// CPU: x f32[2, 3, 6, 7], y f32[2, 4, 6, 7] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3]}

enable subgroups;
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  batch: u32,
  groups: u32,
  ins: u32,
  outs: u32,
  height: u32,
  width: u32,
  out_height: u32,
  out_width: u32,
  kernel_h: u32,
  kernel_w: u32,
  stride_h: u32,
  stride_w: u32,
  dilation_h: u32,
  dilation_w: u32,
  top: i32,
  left: i32,
  blocks: u32,
  weights: u32,
  rows: u32,
  rows_per_part: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let part = id.y;
  let ky = id.x % p.kernel_h;
  var rest = id.x / p.kernel_h;
  let channel = rest % p.blocks * 3u;
  rest /= p.blocks;
  let group = rest % p.groups;
  let o = rest / p.groups * 8u + lane;
  let height = i32(p.height);
  let width = p.width;
  let last = i32(p.width) - 1;
  let out_height = p.out_height;
  let out_width = p.out_width;
  let stride_h = p.stride_h;
  let stride_w = i32(p.stride_w);
  let down = i32(ky * p.dilation_h) - p.top;
  let x_image = p.groups * p.ins * p.height * width;
  let x_group = group * p.ins * p.height * width;
  let y_image = p.groups * p.outs * out_height * out_width;
  let y_group = (group * p.outs + min(o, p.outs - 1)) * out_height * out_width;
  let places4 = array<i32, 6u>(-1i, 0i, 1i, 2i, 3i, 4i);
  let held4_0_place = places4[min((lane + 0u) / 3u, 5u)];
  let held4_0_row = min(channel + (lane + 0u) % 3u, p.ins - 1) * p.height * width;
let held4_1_place = places4[min((lane + 8u) / 3u, 5u)];
  let held4_1_row = min(channel + (lane + 8u) % 3u, p.ins - 1) * p.height * width;
let held4_2_place = places4[min((lane + 16u) / 3u, 5u)];
  let held4_2_row = min(channel + (lane + 16u) % 3u, p.ins - 1) * p.height * width;
  let places1 = array<i32, 3u>(-1i, 0i, 1i);
  let held1_0_place = places1[min((lane + 0u) / 3u, 2u)];
  let held1_0_row = min(channel + (lane + 0u) % 3u, p.ins - 1) * p.height * width;
let held1_1_place = places1[min((lane + 8u) / 3u, 2u)];
  let held1_1_row = min(channel + (lane + 8u) % 3u, p.ins - 1) * p.height * width;
  var sum0_0 = 0.0;
var sum0_1 = 0.0;
var sum0_2 = 0.0;
var sum1_0 = 0.0;
var sum1_1 = 0.0;
var sum1_2 = 0.0;
var sum2_0 = 0.0;
var sum2_1 = 0.0;
var sum2_2 = 0.0;
  let end = min((part + 1) * p.rows_per_part, p.rows);
  for (var row = part * p.rows_per_part; row < end; row++) {
    let oy = row % out_height;
    let b = row / out_height;
    let iy = i32(oy * stride_h) + down;
    if (iy < 0 || iy >= height) { continue; }
    let x_row = b * x_image + x_group + u32(iy) * width;
    let y_row = b * y_image + y_group + oy * out_width;
    var ox = 0u;
    for (; ox + 3 < out_width; ox += 4u) {
      let held4_0_column = i32(ox) * stride_w + held4_0_place;
      let held4_0 = select(0.0, x[x_row + held4_0_row + u32(clamp(held4_0_column, 0, last))], held4_0_column >= 0 && held4_0_column <= last);
let held4_1_column = i32(ox) * stride_w + held4_1_place;
      let held4_1 = select(0.0, x[x_row + held4_1_row + u32(clamp(held4_1_column, 0, last))], held4_1_column >= 0 && held4_1_column <= last);
let held4_2_column = i32(ox) * stride_w + held4_2_place;
      let held4_2 = select(0.0, x[x_row + held4_2_row + u32(clamp(held4_2_column, 0, last))], held4_2_column >= 0 && held4_2_column <= last);
      let dy0 = y[y_row + ox + 0];
let dy1 = y[y_row + ox + 1];
let dy2 = y[y_row + ox + 2];
let dy3 = y[y_row + ox + 3];
      {
        let pixel0 = subgroupBroadcast(held4_0, 0u);
let pixel1 = subgroupBroadcast(held4_0, 3u);
let pixel2 = subgroupBroadcast(held4_0, 6u);
let pixel3 = subgroupBroadcast(held4_1, 1u);
let pixel4 = subgroupBroadcast(held4_1, 4u);
let pixel5 = subgroupBroadcast(held4_1, 7u);
        sum0_0 = fma(dy0, pixel0, sum0_0);
sum0_1 = fma(dy0, pixel1, sum0_1);
sum0_2 = fma(dy0, pixel2, sum0_2);
sum0_0 = fma(dy1, pixel1, sum0_0);
sum0_1 = fma(dy1, pixel2, sum0_1);
sum0_2 = fma(dy1, pixel3, sum0_2);
sum0_0 = fma(dy2, pixel2, sum0_0);
sum0_1 = fma(dy2, pixel3, sum0_1);
sum0_2 = fma(dy2, pixel4, sum0_2);
sum0_0 = fma(dy3, pixel3, sum0_0);
sum0_1 = fma(dy3, pixel4, sum0_1);
sum0_2 = fma(dy3, pixel5, sum0_2);
      }
{
        let pixel0 = subgroupBroadcast(held4_0, 1u);
let pixel1 = subgroupBroadcast(held4_0, 4u);
let pixel2 = subgroupBroadcast(held4_0, 7u);
let pixel3 = subgroupBroadcast(held4_1, 2u);
let pixel4 = subgroupBroadcast(held4_1, 5u);
let pixel5 = subgroupBroadcast(held4_2, 0u);
        sum1_0 = fma(dy0, pixel0, sum1_0);
sum1_1 = fma(dy0, pixel1, sum1_1);
sum1_2 = fma(dy0, pixel2, sum1_2);
sum1_0 = fma(dy1, pixel1, sum1_0);
sum1_1 = fma(dy1, pixel2, sum1_1);
sum1_2 = fma(dy1, pixel3, sum1_2);
sum1_0 = fma(dy2, pixel2, sum1_0);
sum1_1 = fma(dy2, pixel3, sum1_1);
sum1_2 = fma(dy2, pixel4, sum1_2);
sum1_0 = fma(dy3, pixel3, sum1_0);
sum1_1 = fma(dy3, pixel4, sum1_1);
sum1_2 = fma(dy3, pixel5, sum1_2);
      }
{
        let pixel0 = subgroupBroadcast(held4_0, 2u);
let pixel1 = subgroupBroadcast(held4_0, 5u);
let pixel2 = subgroupBroadcast(held4_1, 0u);
let pixel3 = subgroupBroadcast(held4_1, 3u);
let pixel4 = subgroupBroadcast(held4_1, 6u);
let pixel5 = subgroupBroadcast(held4_2, 1u);
        sum2_0 = fma(dy0, pixel0, sum2_0);
sum2_1 = fma(dy0, pixel1, sum2_1);
sum2_2 = fma(dy0, pixel2, sum2_2);
sum2_0 = fma(dy1, pixel1, sum2_0);
sum2_1 = fma(dy1, pixel2, sum2_1);
sum2_2 = fma(dy1, pixel3, sum2_2);
sum2_0 = fma(dy2, pixel2, sum2_0);
sum2_1 = fma(dy2, pixel3, sum2_1);
sum2_2 = fma(dy2, pixel4, sum2_2);
sum2_0 = fma(dy3, pixel3, sum2_0);
sum2_1 = fma(dy3, pixel4, sum2_1);
sum2_2 = fma(dy3, pixel5, sum2_2);
      }
    }
    for (; ox < out_width; ox++) {
      let held1_0_column = i32(ox) * stride_w + held1_0_place;
      let held1_0 = select(0.0, x[x_row + held1_0_row + u32(clamp(held1_0_column, 0, last))], held1_0_column >= 0 && held1_0_column <= last);
let held1_1_column = i32(ox) * stride_w + held1_1_place;
      let held1_1 = select(0.0, x[x_row + held1_1_row + u32(clamp(held1_1_column, 0, last))], held1_1_column >= 0 && held1_1_column <= last);
      let dy0 = y[y_row + ox + 0];
      {
        let pixel0 = subgroupBroadcast(held1_0, 0u);
let pixel1 = subgroupBroadcast(held1_0, 3u);
let pixel2 = subgroupBroadcast(held1_0, 6u);
        sum0_0 = fma(dy0, pixel0, sum0_0);
sum0_1 = fma(dy0, pixel1, sum0_1);
sum0_2 = fma(dy0, pixel2, sum0_2);
      }
{
        let pixel0 = subgroupBroadcast(held1_0, 1u);
let pixel1 = subgroupBroadcast(held1_0, 4u);
let pixel2 = subgroupBroadcast(held1_0, 7u);
        sum1_0 = fma(dy0, pixel0, sum1_0);
sum1_1 = fma(dy0, pixel1, sum1_1);
sum1_2 = fma(dy0, pixel2, sum1_2);
      }
{
        let pixel0 = subgroupBroadcast(held1_0, 2u);
let pixel1 = subgroupBroadcast(held1_0, 5u);
let pixel2 = subgroupBroadcast(held1_1, 0u);
        sum2_0 = fma(dy0, pixel0, sum2_0);
sum2_1 = fma(dy0, pixel1, sum2_1);
sum2_2 = fma(dy0, pixel2, sum2_2);
      }
    }
  }
  if (o < p.outs) {
    if (channel + 0 < p.ins) {
      let at = part * p.weights + (((group * p.outs + o) * p.ins + channel + 0) * p.kernel_h + ky) * p.kernel_w;
      out[at + 0] = sum0_0;
out[at + 1] = sum0_1;
out[at + 2] = sum0_2;
    }
if (channel + 1 < p.ins) {
      let at = part * p.weights + (((group * p.outs + o) * p.ins + channel + 1) * p.kernel_h + ky) * p.kernel_w;
      out[at + 0] = sum1_0;
out[at + 1] = sum1_1;
out[at + 2] = sum1_2;
    }
if (channel + 2 < p.ins) {
      let at = part * p.weights + (((group * p.outs + o) * p.ins + channel + 2) * p.kernel_h + ky) * p.kernel_w;
      out[at + 0] = sum2_0;
out[at + 1] = sum2_1;
out[at + 2] = sum2_2;
    }
  }
}


// GPU: x f32[2, 3, 6, 7], y f32[2, 4, 6, 7] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3]}
// CPU, GPU: x f32[1, 2, 9, 9], y f32[1, 2, 4, 3] {"stride":[2,3],"padding":[0,1],"dilation":[1,1],"groups":2,"size":[3,3]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
  batch: u32,
  groups: u32,
  ins: u32,
  outs: u32,
  height: u32,
  width: u32,
  out_height: u32,
  out_width: u32,
  kernel_h: u32,
  kernel_w: u32,
  stride_h: u32,
  stride_w: u32,
  dilation_h: u32,
  dilation_w: u32,
  top: i32,
  left: i32,
  weights: u32,
  rows: u32,
  rows_per_part: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let weight = i % p.weights;
  let part = i / p.weights;
  let kx = weight % p.kernel_w;
  var rest = weight / p.kernel_w;
  let ky = rest % p.kernel_h;
  rest /= p.kernel_h;
  let c = rest % p.ins;
  let o = rest / p.ins;
  let channel = (o / p.outs) * p.ins + c;
  // Output columns for which this tap lies inside the image.
  let shift = i32(kx * p.dilation_w) - p.left;
  var first = 0u;
  if (shift < 0) { first = (u32(-shift) + p.stride_w - 1) / p.stride_w; }
  var end = 0u;
  if (shift < i32(p.width)) { end = min(p.out_width, (u32(i32(p.width) - 1 - shift) / p.stride_w) + 1); }
  var total = 0.0;
  for (var row = part * p.rows_per_part; row < min((part + 1) * p.rows_per_part, p.rows); row++) {
    let oy = row % p.out_height;
    let b = row / p.out_height;
    let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
    if (iy < 0 || iy >= i32(p.height)) { continue; }
    let x_row = ((b * p.groups * p.ins + channel) * p.height + u32(iy)) * p.width;
    let y_row = ((b * p.groups * p.outs + o) * p.out_height + oy) * p.out_width;
    var sum = 0.0;
    for (var ox = first; ox < end; ox++) { sum += x[x_row + u32(i32(ox * p.stride_w) + shift)] * y[y_row + ox]; }
    total += sum;
  }
  out[i] = total;
}


// CPU: x f32[2, 5, 21, 16], y f32[2, 18, 21, 16] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3]}

enable subgroups;
@group(0) @binding(0) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> y: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  batch: u32,
  groups: u32,
  ins: u32,
  outs: u32,
  height: u32,
  width: u32,
  out_height: u32,
  out_width: u32,
  kernel_h: u32,
  kernel_w: u32,
  stride_h: u32,
  stride_w: u32,
  dilation_h: u32,
  dilation_w: u32,
  top: i32,
  left: i32,
  blocks: u32,
  weights: u32,
  rows: u32,
  rows_per_part: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let part = id.y;
  let ky = id.x % p.kernel_h;
  var rest = id.x / p.kernel_h;
  let channel = rest % p.blocks * 5u;
  rest /= p.blocks;
  let group = rest % p.groups;
  let o = rest / p.groups * 8u + lane;
  let height = i32(p.height);
  let width = p.width / 4;
  let last = i32(p.width) - 4;
  let out_height = p.out_height;
  let out_width = p.out_width;
  let stride_h = p.stride_h;
  let stride_w = i32(p.stride_w);
  let down = i32(ky * p.dilation_h) - p.top;
  let x_image = p.groups * p.ins * p.height * width;
  let x_group = group * p.ins * p.height * width;
  let y_image = p.groups * p.outs * out_height * out_width;
  let y_group = (group * p.outs + min(o, p.outs - 1)) * out_height * out_width;
  let places8 = array<i32, 4u>(-4i, 0i, 4i, 8i);
  let held8_0_place = places8[min((lane + 0u) / 5u, 3u)];
  let held8_0_row = min(channel + (lane + 0u) % 5u, p.ins - 1) * p.height * width;
let held8_1_place = places8[min((lane + 8u) / 5u, 3u)];
  let held8_1_row = min(channel + (lane + 8u) % 5u, p.ins - 1) * p.height * width;
let held8_2_place = places8[min((lane + 16u) / 5u, 3u)];
  let held8_2_row = min(channel + (lane + 16u) % 5u, p.ins - 1) * p.height * width;
  var sum0_0 = 0.0;
var sum0_1 = 0.0;
var sum0_2 = 0.0;
var sum1_0 = 0.0;
var sum1_1 = 0.0;
var sum1_2 = 0.0;
var sum2_0 = 0.0;
var sum2_1 = 0.0;
var sum2_2 = 0.0;
var sum3_0 = 0.0;
var sum3_1 = 0.0;
var sum3_2 = 0.0;
var sum4_0 = 0.0;
var sum4_1 = 0.0;
var sum4_2 = 0.0;
  let end = min((part + 1) * p.rows_per_part, p.rows);
  for (var row = part * p.rows_per_part; row < end; row++) {
    let oy = row % out_height;
    let b = row / out_height;
    let iy = i32(oy * stride_h) + down;
    if (iy < 0 || iy >= height) { continue; }
    let x_row = b * x_image + x_group + u32(iy) * width;
    let y_row = b * y_image + y_group + oy * out_width;
    var ox = 0u;
    for (; ox + 7 < out_width; ox += 8u) {
      let held8_0_column = i32(ox) * stride_w + held8_0_place;
      let held8_0 = select(vec4<f32>(0.0), x[x_row + held8_0_row + u32(clamp(held8_0_column, 0, last)) / 4], held8_0_column >= 0 && held8_0_column <= last);
let held8_1_column = i32(ox) * stride_w + held8_1_place;
      let held8_1 = select(vec4<f32>(0.0), x[x_row + held8_1_row + u32(clamp(held8_1_column, 0, last)) / 4], held8_1_column >= 0 && held8_1_column <= last);
let held8_2_column = i32(ox) * stride_w + held8_2_place;
      let held8_2 = select(vec4<f32>(0.0), x[x_row + held8_2_row + u32(clamp(held8_2_column, 0, last)) / 4], held8_2_column >= 0 && held8_2_column <= last);
      let dy0 = y[(y_row + ox) / 4 + 0];
let dy1 = y[(y_row + ox) / 4 + 1];
      {
        let pixel0 = subgroupBroadcast(held8_0.w, 0u);
let pixel1 = subgroupBroadcast(held8_0.x, 5u);
let pixel2 = subgroupBroadcast(held8_0.y, 5u);
let pixel3 = subgroupBroadcast(held8_0.z, 5u);
let pixel4 = subgroupBroadcast(held8_0.w, 5u);
let pixel5 = subgroupBroadcast(held8_1.x, 2u);
let pixel6 = subgroupBroadcast(held8_1.y, 2u);
let pixel7 = subgroupBroadcast(held8_1.z, 2u);
let pixel8 = subgroupBroadcast(held8_1.w, 2u);
let pixel9 = subgroupBroadcast(held8_1.x, 7u);
        sum0_0 = fma(dy0.x, pixel0, sum0_0);
sum0_1 = fma(dy0.x, pixel1, sum0_1);
sum0_2 = fma(dy0.x, pixel2, sum0_2);
sum0_0 = fma(dy0.y, pixel1, sum0_0);
sum0_1 = fma(dy0.y, pixel2, sum0_1);
sum0_2 = fma(dy0.y, pixel3, sum0_2);
sum0_0 = fma(dy0.z, pixel2, sum0_0);
sum0_1 = fma(dy0.z, pixel3, sum0_1);
sum0_2 = fma(dy0.z, pixel4, sum0_2);
sum0_0 = fma(dy0.w, pixel3, sum0_0);
sum0_1 = fma(dy0.w, pixel4, sum0_1);
sum0_2 = fma(dy0.w, pixel5, sum0_2);
sum0_0 = fma(dy1.x, pixel4, sum0_0);
sum0_1 = fma(dy1.x, pixel5, sum0_1);
sum0_2 = fma(dy1.x, pixel6, sum0_2);
sum0_0 = fma(dy1.y, pixel5, sum0_0);
sum0_1 = fma(dy1.y, pixel6, sum0_1);
sum0_2 = fma(dy1.y, pixel7, sum0_2);
sum0_0 = fma(dy1.z, pixel6, sum0_0);
sum0_1 = fma(dy1.z, pixel7, sum0_1);
sum0_2 = fma(dy1.z, pixel8, sum0_2);
sum0_0 = fma(dy1.w, pixel7, sum0_0);
sum0_1 = fma(dy1.w, pixel8, sum0_1);
sum0_2 = fma(dy1.w, pixel9, sum0_2);
      }
{
        let pixel0 = subgroupBroadcast(held8_0.w, 1u);
let pixel1 = subgroupBroadcast(held8_0.x, 6u);
let pixel2 = subgroupBroadcast(held8_0.y, 6u);
let pixel3 = subgroupBroadcast(held8_0.z, 6u);
let pixel4 = subgroupBroadcast(held8_0.w, 6u);
let pixel5 = subgroupBroadcast(held8_1.x, 3u);
let pixel6 = subgroupBroadcast(held8_1.y, 3u);
let pixel7 = subgroupBroadcast(held8_1.z, 3u);
let pixel8 = subgroupBroadcast(held8_1.w, 3u);
let pixel9 = subgroupBroadcast(held8_2.x, 0u);
        sum1_0 = fma(dy0.x, pixel0, sum1_0);
sum1_1 = fma(dy0.x, pixel1, sum1_1);
sum1_2 = fma(dy0.x, pixel2, sum1_2);
sum1_0 = fma(dy0.y, pixel1, sum1_0);
sum1_1 = fma(dy0.y, pixel2, sum1_1);
sum1_2 = fma(dy0.y, pixel3, sum1_2);
sum1_0 = fma(dy0.z, pixel2, sum1_0);
sum1_1 = fma(dy0.z, pixel3, sum1_1);
sum1_2 = fma(dy0.z, pixel4, sum1_2);
sum1_0 = fma(dy0.w, pixel3, sum1_0);
sum1_1 = fma(dy0.w, pixel4, sum1_1);
sum1_2 = fma(dy0.w, pixel5, sum1_2);
sum1_0 = fma(dy1.x, pixel4, sum1_0);
sum1_1 = fma(dy1.x, pixel5, sum1_1);
sum1_2 = fma(dy1.x, pixel6, sum1_2);
sum1_0 = fma(dy1.y, pixel5, sum1_0);
sum1_1 = fma(dy1.y, pixel6, sum1_1);
sum1_2 = fma(dy1.y, pixel7, sum1_2);
sum1_0 = fma(dy1.z, pixel6, sum1_0);
sum1_1 = fma(dy1.z, pixel7, sum1_1);
sum1_2 = fma(dy1.z, pixel8, sum1_2);
sum1_0 = fma(dy1.w, pixel7, sum1_0);
sum1_1 = fma(dy1.w, pixel8, sum1_1);
sum1_2 = fma(dy1.w, pixel9, sum1_2);
      }
{
        let pixel0 = subgroupBroadcast(held8_0.w, 2u);
let pixel1 = subgroupBroadcast(held8_0.x, 7u);
let pixel2 = subgroupBroadcast(held8_0.y, 7u);
let pixel3 = subgroupBroadcast(held8_0.z, 7u);
let pixel4 = subgroupBroadcast(held8_0.w, 7u);
let pixel5 = subgroupBroadcast(held8_1.x, 4u);
let pixel6 = subgroupBroadcast(held8_1.y, 4u);
let pixel7 = subgroupBroadcast(held8_1.z, 4u);
let pixel8 = subgroupBroadcast(held8_1.w, 4u);
let pixel9 = subgroupBroadcast(held8_2.x, 1u);
        sum2_0 = fma(dy0.x, pixel0, sum2_0);
sum2_1 = fma(dy0.x, pixel1, sum2_1);
sum2_2 = fma(dy0.x, pixel2, sum2_2);
sum2_0 = fma(dy0.y, pixel1, sum2_0);
sum2_1 = fma(dy0.y, pixel2, sum2_1);
sum2_2 = fma(dy0.y, pixel3, sum2_2);
sum2_0 = fma(dy0.z, pixel2, sum2_0);
sum2_1 = fma(dy0.z, pixel3, sum2_1);
sum2_2 = fma(dy0.z, pixel4, sum2_2);
sum2_0 = fma(dy0.w, pixel3, sum2_0);
sum2_1 = fma(dy0.w, pixel4, sum2_1);
sum2_2 = fma(dy0.w, pixel5, sum2_2);
sum2_0 = fma(dy1.x, pixel4, sum2_0);
sum2_1 = fma(dy1.x, pixel5, sum2_1);
sum2_2 = fma(dy1.x, pixel6, sum2_2);
sum2_0 = fma(dy1.y, pixel5, sum2_0);
sum2_1 = fma(dy1.y, pixel6, sum2_1);
sum2_2 = fma(dy1.y, pixel7, sum2_2);
sum2_0 = fma(dy1.z, pixel6, sum2_0);
sum2_1 = fma(dy1.z, pixel7, sum2_1);
sum2_2 = fma(dy1.z, pixel8, sum2_2);
sum2_0 = fma(dy1.w, pixel7, sum2_0);
sum2_1 = fma(dy1.w, pixel8, sum2_1);
sum2_2 = fma(dy1.w, pixel9, sum2_2);
      }
{
        let pixel0 = subgroupBroadcast(held8_0.w, 3u);
let pixel1 = subgroupBroadcast(held8_1.x, 0u);
let pixel2 = subgroupBroadcast(held8_1.y, 0u);
let pixel3 = subgroupBroadcast(held8_1.z, 0u);
let pixel4 = subgroupBroadcast(held8_1.w, 0u);
let pixel5 = subgroupBroadcast(held8_1.x, 5u);
let pixel6 = subgroupBroadcast(held8_1.y, 5u);
let pixel7 = subgroupBroadcast(held8_1.z, 5u);
let pixel8 = subgroupBroadcast(held8_1.w, 5u);
let pixel9 = subgroupBroadcast(held8_2.x, 2u);
        sum3_0 = fma(dy0.x, pixel0, sum3_0);
sum3_1 = fma(dy0.x, pixel1, sum3_1);
sum3_2 = fma(dy0.x, pixel2, sum3_2);
sum3_0 = fma(dy0.y, pixel1, sum3_0);
sum3_1 = fma(dy0.y, pixel2, sum3_1);
sum3_2 = fma(dy0.y, pixel3, sum3_2);
sum3_0 = fma(dy0.z, pixel2, sum3_0);
sum3_1 = fma(dy0.z, pixel3, sum3_1);
sum3_2 = fma(dy0.z, pixel4, sum3_2);
sum3_0 = fma(dy0.w, pixel3, sum3_0);
sum3_1 = fma(dy0.w, pixel4, sum3_1);
sum3_2 = fma(dy0.w, pixel5, sum3_2);
sum3_0 = fma(dy1.x, pixel4, sum3_0);
sum3_1 = fma(dy1.x, pixel5, sum3_1);
sum3_2 = fma(dy1.x, pixel6, sum3_2);
sum3_0 = fma(dy1.y, pixel5, sum3_0);
sum3_1 = fma(dy1.y, pixel6, sum3_1);
sum3_2 = fma(dy1.y, pixel7, sum3_2);
sum3_0 = fma(dy1.z, pixel6, sum3_0);
sum3_1 = fma(dy1.z, pixel7, sum3_1);
sum3_2 = fma(dy1.z, pixel8, sum3_2);
sum3_0 = fma(dy1.w, pixel7, sum3_0);
sum3_1 = fma(dy1.w, pixel8, sum3_1);
sum3_2 = fma(dy1.w, pixel9, sum3_2);
      }
{
        let pixel0 = subgroupBroadcast(held8_0.w, 4u);
let pixel1 = subgroupBroadcast(held8_1.x, 1u);
let pixel2 = subgroupBroadcast(held8_1.y, 1u);
let pixel3 = subgroupBroadcast(held8_1.z, 1u);
let pixel4 = subgroupBroadcast(held8_1.w, 1u);
let pixel5 = subgroupBroadcast(held8_1.x, 6u);
let pixel6 = subgroupBroadcast(held8_1.y, 6u);
let pixel7 = subgroupBroadcast(held8_1.z, 6u);
let pixel8 = subgroupBroadcast(held8_1.w, 6u);
let pixel9 = subgroupBroadcast(held8_2.x, 3u);
        sum4_0 = fma(dy0.x, pixel0, sum4_0);
sum4_1 = fma(dy0.x, pixel1, sum4_1);
sum4_2 = fma(dy0.x, pixel2, sum4_2);
sum4_0 = fma(dy0.y, pixel1, sum4_0);
sum4_1 = fma(dy0.y, pixel2, sum4_1);
sum4_2 = fma(dy0.y, pixel3, sum4_2);
sum4_0 = fma(dy0.z, pixel2, sum4_0);
sum4_1 = fma(dy0.z, pixel3, sum4_1);
sum4_2 = fma(dy0.z, pixel4, sum4_2);
sum4_0 = fma(dy0.w, pixel3, sum4_0);
sum4_1 = fma(dy0.w, pixel4, sum4_1);
sum4_2 = fma(dy0.w, pixel5, sum4_2);
sum4_0 = fma(dy1.x, pixel4, sum4_0);
sum4_1 = fma(dy1.x, pixel5, sum4_1);
sum4_2 = fma(dy1.x, pixel6, sum4_2);
sum4_0 = fma(dy1.y, pixel5, sum4_0);
sum4_1 = fma(dy1.y, pixel6, sum4_1);
sum4_2 = fma(dy1.y, pixel7, sum4_2);
sum4_0 = fma(dy1.z, pixel6, sum4_0);
sum4_1 = fma(dy1.z, pixel7, sum4_1);
sum4_2 = fma(dy1.z, pixel8, sum4_2);
sum4_0 = fma(dy1.w, pixel7, sum4_0);
sum4_1 = fma(dy1.w, pixel8, sum4_1);
sum4_2 = fma(dy1.w, pixel9, sum4_2);
      }
    }
  }
  if (o < p.outs) {
    if (channel + 0 < p.ins) {
      let at = part * p.weights + (((group * p.outs + o) * p.ins + channel + 0) * p.kernel_h + ky) * p.kernel_w;
      out[at + 0] = sum0_0;
out[at + 1] = sum0_1;
out[at + 2] = sum0_2;
    }
if (channel + 1 < p.ins) {
      let at = part * p.weights + (((group * p.outs + o) * p.ins + channel + 1) * p.kernel_h + ky) * p.kernel_w;
      out[at + 0] = sum1_0;
out[at + 1] = sum1_1;
out[at + 2] = sum1_2;
    }
if (channel + 2 < p.ins) {
      let at = part * p.weights + (((group * p.outs + o) * p.ins + channel + 2) * p.kernel_h + ky) * p.kernel_w;
      out[at + 0] = sum2_0;
out[at + 1] = sum2_1;
out[at + 2] = sum2_2;
    }
if (channel + 3 < p.ins) {
      let at = part * p.weights + (((group * p.outs + o) * p.ins + channel + 3) * p.kernel_h + ky) * p.kernel_w;
      out[at + 0] = sum3_0;
out[at + 1] = sum3_1;
out[at + 2] = sum3_2;
    }
if (channel + 4 < p.ins) {
      let at = part * p.weights + (((group * p.outs + o) * p.ins + channel + 4) * p.kernel_h + ky) * p.kernel_w;
      out[at + 0] = sum4_0;
out[at + 1] = sum4_1;
out[at + 2] = sum4_2;
    }
  }
}


// GPU 1/2: x f32[2, 5, 21, 16], y f32[2, 18, 21, 16] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> partial: array<f32>;
struct Params {
  batch: u32,
  groups: u32,
  ins: u32,
  outs: u32,
  height: u32,
  width: u32,
  out_height: u32,
  out_width: u32,
  kernel_h: u32,
  kernel_w: u32,
  stride_h: u32,
  stride_w: u32,
  dilation_h: u32,
  dilation_w: u32,
  top: i32,
  left: i32,
  pixels: u32,
  chunk: u32,
  weights: u32,
  rows: u32,
  columns: u32,
  grid_x: u32,
  grid_y: u32,
  grid_z: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
var<workgroup> left: array<vec4<f32>, 256>;
var<workgroup> right: array<vec4<f32>, 256>;
@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) t: u32, @builtin(workgroup_id) folded: vec3<u32>) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let column = group.x * 64 + (t % 16) * 4;
  let row = group.y * 64 + (t / 16) * 4;
  let a_line = group.y * 64 + t / 16 * 4;
  let b_line = group.x * 64 + t / 16 * 4;
  let batch = group.z;
  let g = batch % p.groups;
    let k_first = batch / p.groups * p.chunk;
    let k_end = min(k_first + p.chunk, p.pixels);
    let line_x0 = i32((b_line + 0) % p.kernel_w * p.dilation_w) - p.left;
    let line_y0 = i32((b_line + 0) / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
    let line_plane0 = (b_line + 0) / (p.kernel_w * p.kernel_h);
let line_x1 = i32((b_line + 1) % p.kernel_w * p.dilation_w) - p.left;
    let line_y1 = i32((b_line + 1) / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
    let line_plane1 = (b_line + 1) / (p.kernel_w * p.kernel_h);
let line_x2 = i32((b_line + 2) % p.kernel_w * p.dilation_w) - p.left;
    let line_y2 = i32((b_line + 2) / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
    let line_plane2 = (b_line + 2) / (p.kernel_w * p.kernel_h);
let line_x3 = i32((b_line + 3) % p.kernel_w * p.dilation_w) - p.left;
    let line_y3 = i32((b_line + 3) / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
    let line_plane3 = (b_line + 3) / (p.kernel_w * p.kernel_h);
  var total0 = vec4<f32>(0.0);
var total1 = vec4<f32>(0.0);
var total2 = vec4<f32>(0.0);
var total3 = vec4<f32>(0.0);
  for (var k = k_first; k < k_end; k += 16u) {
      {
        let step = k + t % 16;
        var part = vec4<f32>(0.0);
        let ox = step % p.out_width;
        let oy = step / p.out_width % p.out_height;
        let b = step / (p.out_width * p.out_height);
        if (a_line + 0 < p.rows && step < k_end) { part[0] = y[((b * p.groups * p.outs + g * p.outs + a_line + 0) * p.out_height + oy) * p.out_width + ox]; }
if (a_line + 1 < p.rows && step < k_end) { part[1] = y[((b * p.groups * p.outs + g * p.outs + a_line + 1) * p.out_height + oy) * p.out_width + ox]; }
if (a_line + 2 < p.rows && step < k_end) { part[2] = y[((b * p.groups * p.outs + g * p.outs + a_line + 2) * p.out_height + oy) * p.out_width + ox]; }
if (a_line + 3 < p.rows && step < k_end) { part[3] = y[((b * p.groups * p.outs + g * p.outs + a_line + 3) * p.out_height + oy) * p.out_width + ox]; }
        left[(t % 16) * 16 + (t / 16 * 4) / 4] = part;
      }
      {
        let step = k + t % 16;
        var part = vec4<f32>(0.0);
        let ox = step % p.out_width;
        let oy = step / p.out_width % p.out_height;
        let b = step / (p.out_width * p.out_height);
        let first = (b * p.groups + g) * p.ins;
        let down = i32(oy * p.stride_h);
        let along = i32(ox * p.stride_w);
        {
          let iy = line_y0 + down;
          let ix = line_x0 + along;
          if (b_line + 0 < p.columns && step < k_end && iy >= 0 && iy < i32(p.height) && ix >= 0 && ix < i32(p.width)) { part[0] = x[((first + line_plane0) * p.height + u32(iy)) * p.width + u32(ix)]; }
        }
{
          let iy = line_y1 + down;
          let ix = line_x1 + along;
          if (b_line + 1 < p.columns && step < k_end && iy >= 0 && iy < i32(p.height) && ix >= 0 && ix < i32(p.width)) { part[1] = x[((first + line_plane1) * p.height + u32(iy)) * p.width + u32(ix)]; }
        }
{
          let iy = line_y2 + down;
          let ix = line_x2 + along;
          if (b_line + 2 < p.columns && step < k_end && iy >= 0 && iy < i32(p.height) && ix >= 0 && ix < i32(p.width)) { part[2] = x[((first + line_plane2) * p.height + u32(iy)) * p.width + u32(ix)]; }
        }
{
          let iy = line_y3 + down;
          let ix = line_x3 + along;
          if (b_line + 3 < p.columns && step < k_end && iy >= 0 && iy < i32(p.height) && ix >= 0 && ix < i32(p.width)) { part[3] = x[((first + line_plane3) * p.height + u32(iy)) * p.width + u32(ix)]; }
        }
        right[(t % 16) * 16 + (t / 16 * 4) / 4] = part;
      }
      workgroupBarrier();
      for (var s = 0u; s < 16u; s += 4u) {
        {
          let a4 = left[(s + 0) * 16 + t / 16];
          let b4 = right[(s + 0) * 16 + t % 16];
          total0 += a4[0] * b4;
total1 += a4[1] * b4;
total2 += a4[2] * b4;
total3 += a4[3] * b4;
        }
{
          let a4 = left[(s + 1) * 16 + t / 16];
          let b4 = right[(s + 1) * 16 + t % 16];
          total0 += a4[0] * b4;
total1 += a4[1] * b4;
total2 += a4[2] * b4;
total3 += a4[3] * b4;
        }
{
          let a4 = left[(s + 2) * 16 + t / 16];
          let b4 = right[(s + 2) * 16 + t % 16];
          total0 += a4[0] * b4;
total1 += a4[1] * b4;
total2 += a4[2] * b4;
total3 += a4[3] * b4;
        }
{
          let a4 = left[(s + 3) * 16 + t / 16];
          let b4 = right[(s + 3) * 16 + t % 16];
          total0 += a4[0] * b4;
total1 += a4[1] * b4;
total2 += a4[2] * b4;
total3 += a4[3] * b4;
        }
      }
      workgroupBarrier();
    }
  if (row + 0 < p.rows && column + 0 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 0) * p.columns + column + 0] = total0[0]; }
if (row + 0 < p.rows && column + 1 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 0) * p.columns + column + 1] = total0[1]; }
if (row + 0 < p.rows && column + 2 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 0) * p.columns + column + 2] = total0[2]; }
if (row + 0 < p.rows && column + 3 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 0) * p.columns + column + 3] = total0[3]; }
if (row + 1 < p.rows && column + 0 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 1) * p.columns + column + 0] = total1[0]; }
if (row + 1 < p.rows && column + 1 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 1) * p.columns + column + 1] = total1[1]; }
if (row + 1 < p.rows && column + 2 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 1) * p.columns + column + 2] = total1[2]; }
if (row + 1 < p.rows && column + 3 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 1) * p.columns + column + 3] = total1[3]; }
if (row + 2 < p.rows && column + 0 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 2) * p.columns + column + 0] = total2[0]; }
if (row + 2 < p.rows && column + 1 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 2) * p.columns + column + 1] = total2[1]; }
if (row + 2 < p.rows && column + 2 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 2) * p.columns + column + 2] = total2[2]; }
if (row + 2 < p.rows && column + 3 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 2) * p.columns + column + 3] = total2[3]; }
if (row + 3 < p.rows && column + 0 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 3) * p.columns + column + 0] = total3[0]; }
if (row + 3 < p.rows && column + 1 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 3) * p.columns + column + 1] = total3[1]; }
if (row + 3 < p.rows && column + 2 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 3) * p.columns + column + 2] = total3[2]; }
if (row + 3 < p.rows && column + 3 < p.columns) { partial[batch / p.groups * p.weights + (g * p.outs + row + 3) * p.columns + column + 3] = total3[3]; }
}


// GPU 2/2: x f32[2, 5, 21, 16], y f32[2, 18, 21, 16] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3]}

@group(0) @binding(0) var<storage, read> partial: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32,
  parts: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var sums: array<f32, 4>;
  for (var s = 0u; s < 4; s++) { sums[s] = f32(0.0); }
  for (var part = 0u; part < p.parts; part++) { sums[part % 4] += partial[part * p.count + i]; }
  out[i] = ((sums[0] + sums[1]) + (sums[2] + sums[3]));
}


// CPU 1/2, GPU 1/2: x f32[3, 4, 61, 40], y f32[3, 2, 60, 38] {"stride":[1,1],"padding":[2,1],"dilation":[3,2],"groups":2,"size":[2,3]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> partial: array<f32>;
struct Params {
  count: u32,
  batch: u32,
  groups: u32,
  ins: u32,
  outs: u32,
  height: u32,
  width: u32,
  out_height: u32,
  out_width: u32,
  kernel_h: u32,
  kernel_w: u32,
  stride_h: u32,
  stride_w: u32,
  dilation_h: u32,
  dilation_w: u32,
  top: i32,
  left: i32,
  weights: u32,
  rows: u32,
  rows_per_part: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let weight = i % p.weights;
  let part = i / p.weights;
  let kx = weight % p.kernel_w;
  var rest = weight / p.kernel_w;
  let ky = rest % p.kernel_h;
  rest /= p.kernel_h;
  let c = rest % p.ins;
  let o = rest / p.ins;
  let channel = (o / p.outs) * p.ins + c;
  // Output columns for which this tap lies inside the image.
  let shift = i32(kx * p.dilation_w) - p.left;
  var first = 0u;
  if (shift < 0) { first = (u32(-shift) + p.stride_w - 1) / p.stride_w; }
  var end = 0u;
  if (shift < i32(p.width)) { end = min(p.out_width, (u32(i32(p.width) - 1 - shift) / p.stride_w) + 1); }
  var total = 0.0;
  for (var row = part * p.rows_per_part; row < min((part + 1) * p.rows_per_part, p.rows); row++) {
    let oy = row % p.out_height;
    let b = row / p.out_height;
    let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
    if (iy < 0 || iy >= i32(p.height)) { continue; }
    let x_row = ((b * p.groups * p.ins + channel) * p.height + u32(iy)) * p.width;
    let y_row = ((b * p.groups * p.outs + o) * p.out_height + oy) * p.out_width;
    var sum = 0.0;
    for (var ox = first; ox < end; ox++) { sum += x[x_row + u32(i32(ox * p.stride_w) + shift)] * y[y_row + ox]; }
    total += sum;
  }
  partial[i] = total;
}


// CPU 2/2, GPU 2/2: x f32[3, 4, 61, 40], y f32[3, 2, 60, 38] {"stride":[1,1],"padding":[2,1],"dilation":[3,2],"groups":2,"size":[2,3]}

// 16 lines, SHA-256 d26ea401ba5382385ee9e895e32f77430f45eda4e2e6e9444a6023251e01aecc
