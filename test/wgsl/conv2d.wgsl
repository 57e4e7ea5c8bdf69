// CPU 1/2: x f32[2, 6, 7, 5], w f32[9, 6, 3, 3], bias f32[9] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[7,5]}
// CPU 1/2: x f32[2, 5, 9, 12], w f32[18, 5, 3, 3], bias f32[18] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[9,12]}
// CPU 1/2: x f32[1, 10, 9, 8], w f32[36, 5, 3, 2] {"stride":[2,2],"padding":[1,0],"dilation":[1,3],"groups":2,"size":[5,4]}

@group(0) @binding(0) var<storage, read> w: array<f32>;
@group(0) @binding(1) var<storage, read_write> packed: array<f32>;
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
  blocks: u32,
  packs: u32,
  quads: u32,
  made: u32,
  read: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let channel = i % p.read;
  let first = i / p.read % p.blocks * 8u;
  let group = i / p.read / p.blocks;
  let taps = p.kernel_h * p.kernel_w;
  let kernel_w = p.kernel_w;
  let width = p.packs * 4;
  for (var r = 0u; r < 8u; r++) {
    let row = min(first + r, p.made - 1);
    let start = ((group * p.outs + row) * p.ins + channel) * taps;
    var at = i * p.kernel_h * width + r;
    var kx = 0u;
    for (var tap = 0u; tap < taps; tap++) {
      packed[at] = select(0.0, w[start + tap], first + r < p.made);
      at += 8u;
      kx++;
      if (kx == kernel_w) {
        at += width - kernel_w * 8u;
        kx = 0;
      }
    }
  }
}


// CPU 2/2: x f32[2, 6, 7, 5], w f32[9, 6, 3, 3], bias f32[9] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[7,5]}

enable subgroups;
@group(0) @binding(0) var<storage, read> source: array<f32>;
@group(0) @binding(1) var<storage, read> packed: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
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
  packs: u32,
  quads: u32,
  count: u32,
  made: u32,
  read: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let group = id.y / p.blocks;
  let channel = id.y % p.blocks * 8u;
  let quad = (id.x + id.z * 65535u) * 8u + lane;
  var rest = min(quad, p.count - 1);
  let ox = rest % p.quads * 4;
  rest /= p.quads;
  let oy = rest % p.out_height;
  let b = rest / p.out_height;
  let read = p.read;
  let packs = p.packs;
  let height = i32(p.height);
  let width = p.width;
  let plane = p.height * width;
  let first = i32(oy * p.stride_h) - p.top;
  let step = i32(p.dilation_h);
  let base = i32(ox * p.stride_w);
  let piece0_column = u32(clamp(base + -1i, 0, (i32(p.width) - 1)));
  let piece0_there = base + -1i >= 0 && base + -1i <= (i32(p.width) - 1);
let piece1_column = u32(clamp(base + 0i, 0, (i32(p.width) - 1)));
  let piece1_there = base + 0i >= 0 && base + 0i <= (i32(p.width) - 1);
let piece2_column = u32(clamp(base + 1i, 0, (i32(p.width) - 1)));
  let piece2_there = base + 1i >= 0 && base + 1i <= (i32(p.width) - 1);
let piece3_column = u32(clamp(base + 2i, 0, (i32(p.width) - 1)));
  let piece3_there = base + 2i >= 0 && base + 2i <= (i32(p.width) - 1);
let piece4_column = u32(clamp(base + 3i, 0, (i32(p.width) - 1)));
  let piece4_there = base + 3i >= 0 && base + 3i <= (i32(p.width) - 1);
let piece5_column = u32(clamp(base + 4i, 0, (i32(p.width) - 1)));
  let piece5_there = base + 4i >= 0 && base + 4i <= (i32(p.width) - 1);
  let pack0 = min(lane + 0u, packs - 1);
  var total0 = vec4<f32>(0.0);
var total1 = vec4<f32>(0.0);
var total2 = vec4<f32>(0.0);
var total3 = vec4<f32>(0.0);
var total4 = vec4<f32>(0.0);
var total5 = vec4<f32>(0.0);
var total6 = vec4<f32>(0.0);
var total7 = vec4<f32>(0.0);
  var start = (b * p.groups + group) * read * plane;
  var weights = id.y * read * 3u * packs;
  for (var c = 0u; c < read; c++) {
    for (var ky = 0u; ky < 3u; ky++) {
      let iy = first + i32(ky) * step;
      let inside = iy >= 0 && iy < height;
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      let packed0 = packed[weights + pack0];
      let piece0 = select(0.0, source[row + piece0_column], inside && piece0_there);
let piece1 = select(0.0, source[row + piece1_column], inside && piece1_there);
let piece2 = select(0.0, source[row + piece2_column], inside && piece2_there);
let piece3 = select(0.0, source[row + piece3_column], inside && piece3_there);
let piece4 = select(0.0, source[row + piece4_column], inside && piece4_there);
let piece5 = select(0.0, source[row + piece5_column], inside && piece5_there);
      { let four = vec4<f32>(piece0, piece1, piece2, piece3);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 0u)), four, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 0u)), four, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 0u)), four, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 0u)), four, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 1u)), four, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 1u)), four, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 1u)), four, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 1u)), four, total7); }
{ let four = vec4<f32>(piece1, piece2, piece3, piece4);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 2u)), four, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 2u)), four, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 2u)), four, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 2u)), four, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 3u)), four, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 3u)), four, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 3u)), four, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 3u)), four, total7); }
{ let four = vec4<f32>(piece2, piece3, piece4, piece5);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 4u)), four, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 4u)), four, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 4u)), four, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 4u)), four, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 5u)), four, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 5u)), four, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 5u)), four, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 5u)), four, total7); }
      weights += packs;
    }
    start += plane;
  }
  if (quad < p.count && channel + 0 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 0] = total0[0] + bias[group * p.made + channel + 0]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 1] = total0[1] + bias[group * p.made + channel + 0]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 2] = total0[2] + bias[group * p.made + channel + 0]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 3] = total0[3] + bias[group * p.made + channel + 0]; } }
if (quad < p.count && channel + 1 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.out_height + oy) * p.out_width + ox + 0] = total1[0] + bias[group * p.made + channel + 1]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.out_height + oy) * p.out_width + ox + 1] = total1[1] + bias[group * p.made + channel + 1]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.out_height + oy) * p.out_width + ox + 2] = total1[2] + bias[group * p.made + channel + 1]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.out_height + oy) * p.out_width + ox + 3] = total1[3] + bias[group * p.made + channel + 1]; } }
if (quad < p.count && channel + 2 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.out_height + oy) * p.out_width + ox + 0] = total2[0] + bias[group * p.made + channel + 2]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.out_height + oy) * p.out_width + ox + 1] = total2[1] + bias[group * p.made + channel + 2]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.out_height + oy) * p.out_width + ox + 2] = total2[2] + bias[group * p.made + channel + 2]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.out_height + oy) * p.out_width + ox + 3] = total2[3] + bias[group * p.made + channel + 2]; } }
if (quad < p.count && channel + 3 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.out_height + oy) * p.out_width + ox + 0] = total3[0] + bias[group * p.made + channel + 3]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.out_height + oy) * p.out_width + ox + 1] = total3[1] + bias[group * p.made + channel + 3]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.out_height + oy) * p.out_width + ox + 2] = total3[2] + bias[group * p.made + channel + 3]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.out_height + oy) * p.out_width + ox + 3] = total3[3] + bias[group * p.made + channel + 3]; } }
if (quad < p.count && channel + 4 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 4) * p.out_height + oy) * p.out_width + ox + 0] = total4[0] + bias[group * p.made + channel + 4]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 4) * p.out_height + oy) * p.out_width + ox + 1] = total4[1] + bias[group * p.made + channel + 4]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 4) * p.out_height + oy) * p.out_width + ox + 2] = total4[2] + bias[group * p.made + channel + 4]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 4) * p.out_height + oy) * p.out_width + ox + 3] = total4[3] + bias[group * p.made + channel + 4]; } }
if (quad < p.count && channel + 5 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 5) * p.out_height + oy) * p.out_width + ox + 0] = total5[0] + bias[group * p.made + channel + 5]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 5) * p.out_height + oy) * p.out_width + ox + 1] = total5[1] + bias[group * p.made + channel + 5]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 5) * p.out_height + oy) * p.out_width + ox + 2] = total5[2] + bias[group * p.made + channel + 5]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 5) * p.out_height + oy) * p.out_width + ox + 3] = total5[3] + bias[group * p.made + channel + 5]; } }
if (quad < p.count && channel + 6 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 6) * p.out_height + oy) * p.out_width + ox + 0] = total6[0] + bias[group * p.made + channel + 6]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 6) * p.out_height + oy) * p.out_width + ox + 1] = total6[1] + bias[group * p.made + channel + 6]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 6) * p.out_height + oy) * p.out_width + ox + 2] = total6[2] + bias[group * p.made + channel + 6]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 6) * p.out_height + oy) * p.out_width + ox + 3] = total6[3] + bias[group * p.made + channel + 6]; } }
if (quad < p.count && channel + 7 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 7) * p.out_height + oy) * p.out_width + ox + 0] = total7[0] + bias[group * p.made + channel + 7]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 7) * p.out_height + oy) * p.out_width + ox + 1] = total7[1] + bias[group * p.made + channel + 7]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 7) * p.out_height + oy) * p.out_width + ox + 2] = total7[2] + bias[group * p.made + channel + 7]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 7) * p.out_height + oy) * p.out_width + ox + 3] = total7[3] + bias[group * p.made + channel + 7]; } }
}


// GPU: x f32[2, 6, 7, 5], w f32[9, 6, 3, 3], bias f32[9] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[7,5]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
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
  blocks: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_width;
  var rest = i / p.out_width;
  let oy = rest % p.out_height;
  rest /= p.out_height;
  let channel = (rest % p.blocks) * 4u;
  rest /= p.blocks;
  let group = rest % p.groups;
  let b = rest / p.groups;
  let plane = p.height * p.width;
  let taps = p.kernel_h * p.kernel_w;
  let x_start = (b * p.groups + group) * p.ins * plane;
  let o0 = group * p.outs + min(channel + 0u, p.outs - 1);
  let w0 = o0 * p.ins * taps;
  var total0 = bias[o0];
  let o1 = group * p.outs + min(channel + 1u, p.outs - 1);
  let w1 = o1 * p.ins * taps;
  var total1 = bias[o1];
  let o2 = group * p.outs + min(channel + 2u, p.outs - 1);
  let w2 = o2 * p.ins * taps;
  var total2 = bias[o2];
  let o3 = group * p.outs + min(channel + 3u, p.outs - 1);
  let w3 = o3 * p.ins * taps;
  var total3 = bias[o3];
  for (var ky = 0u; ky < p.kernel_h; ky++) {
    let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
    if (iy < 0 || iy >= i32(p.height)) { continue; }
    for (var kx = 0u; kx < p.kernel_w; kx++) {
      let ix = i32(ox * p.stride_w + kx * p.dilation_w) - p.left;
      if (ix < 0 || ix >= i32(p.width)) { continue; }
      var from_x = x_start + u32(iy) * p.width + u32(ix);
      var from_w = ky * p.kernel_w + kx;
      var sum0 = 0.0;
      var sum1 = 0.0;
      var sum2 = 0.0;
      var sum3 = 0.0;
      for (var c = 0u; c < p.ins; c++) {
        let value = x[from_x];
        sum0 += value * w[w0 + from_w];
        sum1 += value * w[w1 + from_w];
        sum2 += value * w[w2 + from_w];
        sum3 += value * w[w3 + from_w];
        from_x += plane;
        from_w += taps;
      }
      total0 += sum0;
      total1 += sum1;
      total2 += sum2;
      total3 += sum3;
    }
  }
  let pixels = p.out_height * p.out_width;
  let at = b * p.groups * p.outs * pixels + oy * p.out_width + ox;
  if (channel + 0u < p.outs) { out[at + o0 * pixels] = total0; }
  if (channel + 1u < p.outs) { out[at + o1 * pixels] = total1; }
  if (channel + 2u < p.outs) { out[at + o2 * pixels] = total2; }
  if (channel + 3u < p.outs) { out[at + o3 * pixels] = total3; }
}


// CPU 1/2: x f32[2, 4, 9, 8], w f32[6, 2, 3, 2] {"stride":[2,3],"padding":[2,0],"dilation":[2,1],"groups":2,"size":[5,3]}

@group(0) @binding(0) var<storage, read> w: array<f32>;
@group(0) @binding(1) var<storage, read_write> packed: array<f32>;
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
  blocks: u32,
  packs: u32,
  quads: u32,
  made: u32,
  read: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let channel = i % p.read;
  let first = i / p.read % p.blocks * 4u;
  let group = i / p.read / p.blocks;
  let taps = p.kernel_h * p.kernel_w;
  let kernel_w = p.kernel_w;
  let width = p.packs * 4;
  for (var r = 0u; r < 4u; r++) {
    let row = min(first + r, p.made - 1);
    let start = ((group * p.outs + row) * p.ins + channel) * taps;
    var at = i * p.kernel_h * width + r;
    var kx = 0u;
    for (var tap = 0u; tap < taps; tap++) {
      packed[at] = select(0.0, w[start + tap], first + r < p.made);
      at += 4u;
      kx++;
      if (kx == kernel_w) {
        at += width - kernel_w * 4u;
        kx = 0;
      }
    }
  }
}


// CPU 2/2: x f32[2, 4, 9, 8], w f32[6, 2, 3, 2] {"stride":[2,3],"padding":[2,0],"dilation":[2,1],"groups":2,"size":[5,3]}

enable subgroups;
@group(0) @binding(0) var<storage, read> source: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> packed: array<vec4<f32>>;
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
  packs: u32,
  quads: u32,
  count: u32,
  made: u32,
  read: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let group = id.y / p.blocks;
  let channel = id.y % p.blocks * 4u;
  let quad = (id.x + id.z * 65535u) * 8u + lane;
  var rest = min(quad, p.count - 1);
  let ox = rest % p.quads * 4;
  rest /= p.quads;
  let oy = rest % p.out_height;
  let b = rest / p.out_height;
  let read = p.read;
  let packs = p.packs;
  let height = i32(p.height);
  let width = p.width / 4;
  let plane = p.height * width;
  let first = i32(oy * p.stride_h) - p.top;
  let step = i32(p.dilation_h);
  let base = i32(ox * p.stride_w);
  let piece0_column = u32(clamp(base + 0i, 0, (i32(p.width) - 4))) / 4;
  let piece0_there = base + 0i >= 0 && base + 0i <= (i32(p.width) - 4);
let piece1_column = u32(clamp(base + 4i, 0, (i32(p.width) - 4))) / 4;
  let piece1_there = base + 4i >= 0 && base + 4i <= (i32(p.width) - 4);
let piece2_column = u32(clamp(base + 8i, 0, (i32(p.width) - 4))) / 4;
  let piece2_there = base + 8i >= 0 && base + 8i <= (i32(p.width) - 4);
  let pack0 = min(lane + 0u, packs - 1);
  var total0 = vec4<f32>(0.0);
var total1 = vec4<f32>(0.0);
var total2 = vec4<f32>(0.0);
var total3 = vec4<f32>(0.0);
  var start = (b * p.groups + group) * read * plane;
  var weights = id.y * read * 3u * packs;
  for (var c = 0u; c < read; c++) {
    for (var ky = 0u; ky < 3u; ky++) {
      let iy = first + i32(ky) * step;
      let inside = iy >= 0 && iy < height;
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      let packed0 = packed[weights + pack0];
      let piece0 = select(vec4<f32>(0.0), source[row + piece0_column], inside && piece0_there);
let piece1 = select(vec4<f32>(0.0), source[row + piece1_column], inside && piece1_there);
let piece2 = select(vec4<f32>(0.0), source[row + piece2_column], inside && piece2_there);
      { let four = vec4<f32>(piece0.x, piece0.w, piece1.z, piece2.y);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 0u)), four, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 0u)), four, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 0u)), four, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 0u)), four, total3); }
{ let four = vec4<f32>(piece0.y, piece1.x, piece1.w, piece2.z);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 1u)), four, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 1u)), four, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 1u)), four, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 1u)), four, total3); }
      weights += packs;
    }
    start += plane;
  }
  if (quad < p.count && channel + 0 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 0] = total0[0]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 1] = total0[1]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 2] = total0[2]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 3] = total0[3]; } }
if (quad < p.count && channel + 1 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.out_height + oy) * p.out_width + ox + 0] = total1[0]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.out_height + oy) * p.out_width + ox + 1] = total1[1]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.out_height + oy) * p.out_width + ox + 2] = total1[2]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.out_height + oy) * p.out_width + ox + 3] = total1[3]; } }
if (quad < p.count && channel + 2 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.out_height + oy) * p.out_width + ox + 0] = total2[0]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.out_height + oy) * p.out_width + ox + 1] = total2[1]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.out_height + oy) * p.out_width + ox + 2] = total2[2]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.out_height + oy) * p.out_width + ox + 3] = total2[3]; } }
if (quad < p.count && channel + 3 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.out_height + oy) * p.out_width + ox + 0] = total3[0]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.out_height + oy) * p.out_width + ox + 1] = total3[1]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.out_height + oy) * p.out_width + ox + 2] = total3[2]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.out_height + oy) * p.out_width + ox + 3] = total3[3]; } }
}


// GPU: x f32[2, 4, 9, 8], w f32[6, 2, 3, 2] {"stride":[2,3],"padding":[2,0],"dilation":[2,1],"groups":2,"size":[5,3]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
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
  blocks: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_width;
  var rest = i / p.out_width;
  let oy = rest % p.out_height;
  rest /= p.out_height;
  let channel = (rest % p.blocks) * 3u;
  rest /= p.blocks;
  let group = rest % p.groups;
  let b = rest / p.groups;
  let plane = p.height * p.width;
  let taps = p.kernel_h * p.kernel_w;
  let x_start = (b * p.groups + group) * p.ins * plane;
  let o0 = group * p.outs + min(channel + 0u, p.outs - 1);
  let w0 = o0 * p.ins * taps;
  var total0 = 0.0;
  let o1 = group * p.outs + min(channel + 1u, p.outs - 1);
  let w1 = o1 * p.ins * taps;
  var total1 = 0.0;
  let o2 = group * p.outs + min(channel + 2u, p.outs - 1);
  let w2 = o2 * p.ins * taps;
  var total2 = 0.0;
  for (var ky = 0u; ky < p.kernel_h; ky++) {
    let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
    if (iy < 0 || iy >= i32(p.height)) { continue; }
    for (var kx = 0u; kx < p.kernel_w; kx++) {
      let ix = i32(ox * p.stride_w + kx * p.dilation_w) - p.left;
      if (ix < 0 || ix >= i32(p.width)) { continue; }
      var from_x = x_start + u32(iy) * p.width + u32(ix);
      var from_w = ky * p.kernel_w + kx;
      var sum0 = 0.0;
      var sum1 = 0.0;
      var sum2 = 0.0;
      for (var c = 0u; c < p.ins; c++) {
        let value = x[from_x];
        sum0 += value * w[w0 + from_w];
        sum1 += value * w[w1 + from_w];
        sum2 += value * w[w2 + from_w];
        from_x += plane;
        from_w += taps;
      }
      total0 += sum0;
      total1 += sum1;
      total2 += sum2;
    }
  }
  let pixels = p.out_height * p.out_width;
  let at = b * p.groups * p.outs * pixels + oy * p.out_width + ox;
  if (channel + 0u < p.outs) { out[at + o0 * pixels] = total0; }
  if (channel + 1u < p.outs) { out[at + o1 * pixels] = total1; }
  if (channel + 2u < p.outs) { out[at + o2 * pixels] = total2; }
}


// CPU 1/2: x f32[1, 3, 6, 6], w f32[3, 1, 5, 5], bias f32[3] {"stride":[1,1],"padding":[2,2],"dilation":[1,1],"groups":3,"size":[6,6]}

@group(0) @binding(0) var<storage, read> w: array<f32>;
@group(0) @binding(1) var<storage, read_write> packed: array<f32>;
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
  blocks: u32,
  packs: u32,
  quads: u32,
  made: u32,
  read: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let channel = i % p.read;
  let first = i / p.read % p.blocks * 1u;
  let group = i / p.read / p.blocks;
  let taps = p.kernel_h * p.kernel_w;
  let kernel_w = p.kernel_w;
  let width = p.packs * 4;
  for (var r = 0u; r < 1u; r++) {
    let row = min(first + r, p.made - 1);
    let start = ((group * p.outs + row) * p.ins + channel) * taps;
    var at = i * p.kernel_h * width + r;
    var kx = 0u;
    for (var tap = 0u; tap < taps; tap++) {
      packed[at] = select(0.0, w[start + tap], first + r < p.made);
      at += 1u;
      kx++;
      if (kx == kernel_w) {
        at += width - kernel_w * 1u;
        kx = 0;
      }
    }
  }
}


// CPU 2/2: x f32[1, 3, 6, 6], w f32[3, 1, 5, 5], bias f32[3] {"stride":[1,1],"padding":[2,2],"dilation":[1,1],"groups":3,"size":[6,6]}

enable subgroups;
@group(0) @binding(0) var<storage, read> source: array<f32>;
@group(0) @binding(1) var<storage, read> packed: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
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
  packs: u32,
  quads: u32,
  count: u32,
  made: u32,
  read: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let group = id.y / p.blocks;
  let channel = id.y % p.blocks * 1u;
  let quad = (id.x + id.z * 65535u) * 8u + lane;
  var rest = min(quad, p.count - 1);
  let ox = rest % p.quads * 4;
  rest /= p.quads;
  let oy = rest % p.out_height;
  let b = rest / p.out_height;
  let read = p.read;
  let packs = p.packs;
  let height = i32(p.height);
  let width = p.width;
  let plane = p.height * width;
  let first = i32(oy * p.stride_h) - p.top;
  let step = i32(p.dilation_h);
  let base = i32(ox * p.stride_w);
  let piece0_column = u32(clamp(base + -2i, 0, (i32(p.width) - 1)));
  let piece0_there = base + -2i >= 0 && base + -2i <= (i32(p.width) - 1);
let piece1_column = u32(clamp(base + -1i, 0, (i32(p.width) - 1)));
  let piece1_there = base + -1i >= 0 && base + -1i <= (i32(p.width) - 1);
let piece2_column = u32(clamp(base + 0i, 0, (i32(p.width) - 1)));
  let piece2_there = base + 0i >= 0 && base + 0i <= (i32(p.width) - 1);
let piece3_column = u32(clamp(base + 1i, 0, (i32(p.width) - 1)));
  let piece3_there = base + 1i >= 0 && base + 1i <= (i32(p.width) - 1);
let piece4_column = u32(clamp(base + 2i, 0, (i32(p.width) - 1)));
  let piece4_there = base + 2i >= 0 && base + 2i <= (i32(p.width) - 1);
let piece5_column = u32(clamp(base + 3i, 0, (i32(p.width) - 1)));
  let piece5_there = base + 3i >= 0 && base + 3i <= (i32(p.width) - 1);
let piece6_column = u32(clamp(base + 4i, 0, (i32(p.width) - 1)));
  let piece6_there = base + 4i >= 0 && base + 4i <= (i32(p.width) - 1);
let piece7_column = u32(clamp(base + 5i, 0, (i32(p.width) - 1)));
  let piece7_there = base + 5i >= 0 && base + 5i <= (i32(p.width) - 1);
  let pack0 = min(lane + 0u, packs - 1);
  var total0 = vec4<f32>(0.0);
  var start = (b * p.groups + group) * read * plane;
  var weights = id.y * read * 5u * packs;
  for (var c = 0u; c < read; c++) {
    for (var ky = 0u; ky < 5u; ky++) {
      let iy = first + i32(ky) * step;
      let inside = iy >= 0 && iy < height;
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      let packed0 = packed[weights + pack0];
      let piece0 = select(0.0, source[row + piece0_column], inside && piece0_there);
let piece1 = select(0.0, source[row + piece1_column], inside && piece1_there);
let piece2 = select(0.0, source[row + piece2_column], inside && piece2_there);
let piece3 = select(0.0, source[row + piece3_column], inside && piece3_there);
let piece4 = select(0.0, source[row + piece4_column], inside && piece4_there);
let piece5 = select(0.0, source[row + piece5_column], inside && piece5_there);
let piece6 = select(0.0, source[row + piece6_column], inside && piece6_there);
let piece7 = select(0.0, source[row + piece7_column], inside && piece7_there);
      { let four = vec4<f32>(piece0, piece1, piece2, piece3);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 0u)), four, total0); }
{ let four = vec4<f32>(piece1, piece2, piece3, piece4);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 0u)), four, total0); }
{ let four = vec4<f32>(piece2, piece3, piece4, piece5);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 0u)), four, total0); }
{ let four = vec4<f32>(piece3, piece4, piece5, piece6);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 0u)), four, total0); }
{ let four = vec4<f32>(piece4, piece5, piece6, piece7);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 1u)), four, total0); }
      weights += packs;
    }
    start += plane;
  }
  if (quad < p.count && channel + 0 < p.made) { if (ox + 0 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 0] = total0[0] + bias[group * p.made + channel + 0]; }
if (ox + 1 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 1] = total0[1] + bias[group * p.made + channel + 0]; }
if (ox + 2 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 2] = total0[2] + bias[group * p.made + channel + 0]; }
if (ox + 3 < p.out_width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.out_height + oy) * p.out_width + ox + 3] = total0[3] + bias[group * p.made + channel + 0]; } }
}


// GPU: x f32[1, 3, 6, 6], w f32[3, 1, 5, 5], bias f32[3] {"stride":[1,1],"padding":[2,2],"dilation":[1,1],"groups":3,"size":[6,6]}

// 65 lines, SHA-256 1d21ecd72784f5fcfb15f0136ce8f341d722148f66efa935d0d28b6d0192b2a5


// CPU 2/2: x f32[2, 5, 9, 12], w f32[18, 5, 3, 3], bias f32[18] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[9,12]}

// 114 lines, SHA-256 ada17cb09877611b1a9b778168f462b184835406ded6af8e366f3e6014d648a9


// GPU: x f32[2, 5, 9, 12], w f32[18, 5, 3, 3], bias f32[18] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[9,12]}

// 163 lines, SHA-256 bac678b5499f0742bf1d8d438c75350873d2e0c8c05b5d8bdef543d1b689e5e4


// CPU 2/2: x f32[1, 10, 9, 8], w f32[36, 5, 3, 2] {"stride":[2,2],"padding":[1,0],"dilation":[1,3],"groups":2,"size":[5,4]}

// 104 lines, SHA-256 b16ac11f9b876a6b4e33223a93e5a1becac8e22acaef569858fbbea7f033b34a


// GPU: x f32[1, 10, 9, 8], w f32[36, 5, 3, 2] {"stride":[2,2],"padding":[1,0],"dilation":[1,3],"groups":2,"size":[5,4]}

// 162 lines, SHA-256 7a07347bd5000ff2aa10aae9ba0ac94a36a5522a8f9d6270e956e5125f4bb236


// CPU, GPU: x f32[1, 0, 2, 2], w f32[2, 0, 1, 1], bias f32[2] {"stride":[1,1],"padding":[0,0],"dilation":[1,1],"groups":1,"size":[2,2]}

// 72 lines, SHA-256 c6065ccb168930654517a2f2ac83053c1ab96489b1f0b97cf1bf6ddc10b375de
