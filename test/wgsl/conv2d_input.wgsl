// CPU 1/2: y f32[2, 5, 4, 3], w f32[5, 6, 3, 3], bias f32[6] {"stride":[2,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[8,6]}
// CPU 1/2: y f32[2, 17, 5, 8], w f32[17, 5, 3, 3], bias f32[5] {"stride":[1,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[5,16]}

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
    let start = ((group * p.outs + channel) * p.ins + row) * taps;
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


// CPU 2/2: y f32[2, 5, 4, 3], w f32[5, 6, 3, 3], bias f32[6] {"stride":[2,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[8,6]}

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
  let oy = rest % p.height;
  let b = rest / p.height;
  let read = p.read;
  let packs = p.packs;
  let height = i32(p.out_height);
  let width = p.out_width;
  let plane = p.out_height * width;
  let first = i32(oy) + p.top;
  let step = i32(p.dilation_h);
  let base = i32(ox / p.stride_w);
  let piece0_column = u32(clamp(base + 0i, 0, (i32(p.out_width) - 1)));
  let piece0_there = base + 0i >= 0 && base + 0i <= (i32(p.out_width) - 1);
let piece1_column = u32(clamp(base + 1i, 0, (i32(p.out_width) - 1)));
  let piece1_there = base + 1i >= 0 && base + 1i <= (i32(p.out_width) - 1);
let piece2_column = u32(clamp(base + 2i, 0, (i32(p.out_width) - 1)));
  let piece2_there = base + 2i >= 0 && base + 2i <= (i32(p.out_width) - 1);
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
      let reach = first - i32(ky) * step;
      let iy = reach / 2;
      let inside = reach >= 0 && iy * 2 == reach && iy < height;
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      let packed0 = packed[weights + pack0];
      let piece0 = select(0.0, source[row + piece0_column], inside && piece0_there);
let piece1 = select(0.0, source[row + piece1_column], inside && piece1_there);
let piece2 = select(0.0, source[row + piece2_column], inside && piece2_there);
      { let four = vec4<f32>(0.0, piece1, 0.0, piece2);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 0u)), four, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 0u)), four, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 0u)), four, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 0u)), four, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 1u)), four, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 1u)), four, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 1u)), four, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 1u)), four, total7); }
{ let four = vec4<f32>(piece0, 0.0, piece1, 0.0);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 2u)), four, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 2u)), four, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 2u)), four, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 2u)), four, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 3u)), four, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 3u)), four, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 3u)), four, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 3u)), four, total7); }
{ let four = vec4<f32>(0.0, piece0, 0.0, piece1);
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
  if (quad < p.count && channel + 0 < p.made) { if (ox + 0 < p.width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.height + oy) * p.width + ox + 0] = total0[0] + bias[group * p.made + channel + 0]; }
if (ox + 1 < p.width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.height + oy) * p.width + ox + 1] = total0[1] + bias[group * p.made + channel + 0]; }
if (ox + 2 < p.width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.height + oy) * p.width + ox + 2] = total0[2] + bias[group * p.made + channel + 0]; }
if (ox + 3 < p.width) { out[(((b * p.groups + group) * p.made + channel + 0) * p.height + oy) * p.width + ox + 3] = total0[3] + bias[group * p.made + channel + 0]; } }
if (quad < p.count && channel + 1 < p.made) { if (ox + 0 < p.width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.height + oy) * p.width + ox + 0] = total1[0] + bias[group * p.made + channel + 1]; }
if (ox + 1 < p.width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.height + oy) * p.width + ox + 1] = total1[1] + bias[group * p.made + channel + 1]; }
if (ox + 2 < p.width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.height + oy) * p.width + ox + 2] = total1[2] + bias[group * p.made + channel + 1]; }
if (ox + 3 < p.width) { out[(((b * p.groups + group) * p.made + channel + 1) * p.height + oy) * p.width + ox + 3] = total1[3] + bias[group * p.made + channel + 1]; } }
if (quad < p.count && channel + 2 < p.made) { if (ox + 0 < p.width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.height + oy) * p.width + ox + 0] = total2[0] + bias[group * p.made + channel + 2]; }
if (ox + 1 < p.width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.height + oy) * p.width + ox + 1] = total2[1] + bias[group * p.made + channel + 2]; }
if (ox + 2 < p.width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.height + oy) * p.width + ox + 2] = total2[2] + bias[group * p.made + channel + 2]; }
if (ox + 3 < p.width) { out[(((b * p.groups + group) * p.made + channel + 2) * p.height + oy) * p.width + ox + 3] = total2[3] + bias[group * p.made + channel + 2]; } }
if (quad < p.count && channel + 3 < p.made) { if (ox + 0 < p.width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.height + oy) * p.width + ox + 0] = total3[0] + bias[group * p.made + channel + 3]; }
if (ox + 1 < p.width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.height + oy) * p.width + ox + 1] = total3[1] + bias[group * p.made + channel + 3]; }
if (ox + 2 < p.width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.height + oy) * p.width + ox + 2] = total3[2] + bias[group * p.made + channel + 3]; }
if (ox + 3 < p.width) { out[(((b * p.groups + group) * p.made + channel + 3) * p.height + oy) * p.width + ox + 3] = total3[3] + bias[group * p.made + channel + 3]; } }
if (quad < p.count && channel + 4 < p.made) { if (ox + 0 < p.width) { out[(((b * p.groups + group) * p.made + channel + 4) * p.height + oy) * p.width + ox + 0] = total4[0] + bias[group * p.made + channel + 4]; }
if (ox + 1 < p.width) { out[(((b * p.groups + group) * p.made + channel + 4) * p.height + oy) * p.width + ox + 1] = total4[1] + bias[group * p.made + channel + 4]; }
if (ox + 2 < p.width) { out[(((b * p.groups + group) * p.made + channel + 4) * p.height + oy) * p.width + ox + 2] = total4[2] + bias[group * p.made + channel + 4]; }
if (ox + 3 < p.width) { out[(((b * p.groups + group) * p.made + channel + 4) * p.height + oy) * p.width + ox + 3] = total4[3] + bias[group * p.made + channel + 4]; } }
if (quad < p.count && channel + 5 < p.made) { if (ox + 0 < p.width) { out[(((b * p.groups + group) * p.made + channel + 5) * p.height + oy) * p.width + ox + 0] = total5[0] + bias[group * p.made + channel + 5]; }
if (ox + 1 < p.width) { out[(((b * p.groups + group) * p.made + channel + 5) * p.height + oy) * p.width + ox + 1] = total5[1] + bias[group * p.made + channel + 5]; }
if (ox + 2 < p.width) { out[(((b * p.groups + group) * p.made + channel + 5) * p.height + oy) * p.width + ox + 2] = total5[2] + bias[group * p.made + channel + 5]; }
if (ox + 3 < p.width) { out[(((b * p.groups + group) * p.made + channel + 5) * p.height + oy) * p.width + ox + 3] = total5[3] + bias[group * p.made + channel + 5]; } }
if (quad < p.count && channel + 6 < p.made) { if (ox + 0 < p.width) { out[(((b * p.groups + group) * p.made + channel + 6) * p.height + oy) * p.width + ox + 0] = total6[0] + bias[group * p.made + channel + 6]; }
if (ox + 1 < p.width) { out[(((b * p.groups + group) * p.made + channel + 6) * p.height + oy) * p.width + ox + 1] = total6[1] + bias[group * p.made + channel + 6]; }
if (ox + 2 < p.width) { out[(((b * p.groups + group) * p.made + channel + 6) * p.height + oy) * p.width + ox + 2] = total6[2] + bias[group * p.made + channel + 6]; }
if (ox + 3 < p.width) { out[(((b * p.groups + group) * p.made + channel + 6) * p.height + oy) * p.width + ox + 3] = total6[3] + bias[group * p.made + channel + 6]; } }
if (quad < p.count && channel + 7 < p.made) { if (ox + 0 < p.width) { out[(((b * p.groups + group) * p.made + channel + 7) * p.height + oy) * p.width + ox + 0] = total7[0] + bias[group * p.made + channel + 7]; }
if (ox + 1 < p.width) { out[(((b * p.groups + group) * p.made + channel + 7) * p.height + oy) * p.width + ox + 1] = total7[1] + bias[group * p.made + channel + 7]; }
if (ox + 2 < p.width) { out[(((b * p.groups + group) * p.made + channel + 7) * p.height + oy) * p.width + ox + 2] = total7[2] + bias[group * p.made + channel + 7]; }
if (ox + 3 < p.width) { out[(((b * p.groups + group) * p.made + channel + 7) * p.height + oy) * p.width + ox + 3] = total7[3] + bias[group * p.made + channel + 7]; } }
}


// GPU: y f32[2, 5, 4, 3], w f32[5, 6, 3, 3], bias f32[6] {"stride":[2,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[8,6]}

@group(0) @binding(0) var<storage, read> y: array<f32>;
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
  let ix = i % p.width;
  var rest = i / p.width;
  let iy = rest % p.height;
  rest /= p.height;
  let channel = (rest % p.blocks) * 4u;
  rest /= p.blocks;
  let group = rest % p.groups;
  let b = rest / p.groups;
  let pixels = p.out_height * p.out_width;
  let taps = p.kernel_h * p.kernel_w;
  let y_start = (b * p.groups + group) * p.outs * pixels;
  let c0 = min(channel + 0u, p.ins - 1);
  let w0 = (group * p.outs * p.ins + c0) * taps;
  var total0 = bias[group * p.ins + c0];
  let c1 = min(channel + 1u, p.ins - 1);
  let w1 = (group * p.outs * p.ins + c1) * taps;
  var total1 = bias[group * p.ins + c1];
  let c2 = min(channel + 2u, p.ins - 1);
  let w2 = (group * p.outs * p.ins + c2) * taps;
  var total2 = bias[group * p.ins + c2];
  let c3 = min(channel + 3u, p.ins - 1);
  let w3 = (group * p.outs * p.ins + c3) * taps;
  var total3 = bias[group * p.ins + c3];
  for (var ky = 0u; ky < p.kernel_h; ky++) {
    let row = i32(iy) + p.top - i32(ky * p.dilation_h);
    if (row < 0 || u32(row) % p.stride_h != 0 || u32(row) / p.stride_h >= p.out_height) { continue; }
    for (var kx = 0u; kx < p.kernel_w; kx++) {
      let column = i32(ix) + p.left - i32(kx * p.dilation_w);
      if (column < 0 || u32(column) % p.stride_w != 0 || u32(column) / p.stride_w >= p.out_width) { continue; }
      var from_y = y_start + (u32(row) / p.stride_h) * p.out_width + u32(column) / p.stride_w;
      var from_w = ky * p.kernel_w + kx;
      var sum0 = 0.0;
      var sum1 = 0.0;
      var sum2 = 0.0;
      var sum3 = 0.0;
      for (var o = 0u; o < p.outs; o++) {
        let value = y[from_y];
        sum0 += value * w[w0 + from_w];
        sum1 += value * w[w1 + from_w];
        sum2 += value * w[w2 + from_w];
        sum3 += value * w[w3 + from_w];
        from_y += pixels;
        from_w += p.ins * taps;
      }
      total0 += sum0;
      total1 += sum1;
      total2 += sum2;
      total3 += sum3;
    }
  }
  let plane = p.height * p.width;
  let at = (b * p.groups + group) * p.ins * plane + iy * p.width + ix;
  if (channel + 0u < p.ins) { out[at + c0 * plane] = total0; }
  if (channel + 1u < p.ins) { out[at + c1 * plane] = total1; }
  if (channel + 2u < p.ins) { out[at + c2 * plane] = total2; }
  if (channel + 3u < p.ins) { out[at + c3 * plane] = total3; }
}


// CPU 2/2: y f32[2, 17, 5, 8], w f32[17, 5, 3, 3], bias f32[5] {"stride":[1,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[5,16]}

enable subgroups;
@group(0) @binding(0) var<storage, read> source: array<f32>;
@group(0) @binding(1) var<storage, read> packed: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4<f32>>;
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
  let oy = rest % p.height;
  let b = rest / p.height;
  let read = p.read;
  let packs = p.packs;
  let height = i32(p.out_height);
  let width = p.out_width;
  let plane = p.out_height * width;
  let first = i32(oy) + p.top;
  let step = i32(p.dilation_h);
  let base = i32(ox / p.stride_w);
  let piece0_column = u32(clamp(base + 0i, 0, (i32(p.out_width) - 1)));
  let piece0_there = base + 0i >= 0 && base + 0i <= (i32(p.out_width) - 1);
let piece1_column = u32(clamp(base + 1i, 0, (i32(p.out_width) - 1)));
  let piece1_there = base + 1i >= 0 && base + 1i <= (i32(p.out_width) - 1);
let piece2_column = u32(clamp(base + 2i, 0, (i32(p.out_width) - 1)));
  let piece2_there = base + 2i >= 0 && base + 2i <= (i32(p.out_width) - 1);
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
      let reach = first - i32(ky) * step;
      let iy = reach / 1;
      let inside = reach >= 0 && iy * 1 == reach && iy < height;
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      let packed0 = packed[weights + pack0];
      let piece0 = select(0.0, source[row + piece0_column], inside && piece0_there);
let piece1 = select(0.0, source[row + piece1_column], inside && piece1_there);
let piece2 = select(0.0, source[row + piece2_column], inside && piece2_there);
      { let four = vec4<f32>(0.0, piece1, 0.0, piece2);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 0u)), four, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 0u)), four, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 0u)), four, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 0u)), four, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 1u)), four, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 1u)), four, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 1u)), four, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 1u)), four, total7); }
{ let four = vec4<f32>(piece0, 0.0, piece1, 0.0);
      total0 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 2u)), four, total0);
total1 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 2u)), four, total1);
total2 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 2u)), four, total2);
total3 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 2u)), four, total3);
total4 = fma(vec4<f32>(subgroupBroadcast(packed0.x, 3u)), four, total4);
total5 = fma(vec4<f32>(subgroupBroadcast(packed0.y, 3u)), four, total5);
total6 = fma(vec4<f32>(subgroupBroadcast(packed0.z, 3u)), four, total6);
total7 = fma(vec4<f32>(subgroupBroadcast(packed0.w, 3u)), four, total7); }
{ let four = vec4<f32>(0.0, piece0, 0.0, piece1);
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
  if (quad < p.count && channel + 0 < p.made) { out[((((b * p.groups + group) * p.made + channel + 0) * p.height + oy) * p.width + ox) / 4] = total0 + bias[group * p.made + channel + 0]; }
if (quad < p.count && channel + 1 < p.made) { out[((((b * p.groups + group) * p.made + channel + 1) * p.height + oy) * p.width + ox) / 4] = total1 + bias[group * p.made + channel + 1]; }
if (quad < p.count && channel + 2 < p.made) { out[((((b * p.groups + group) * p.made + channel + 2) * p.height + oy) * p.width + ox) / 4] = total2 + bias[group * p.made + channel + 2]; }
if (quad < p.count && channel + 3 < p.made) { out[((((b * p.groups + group) * p.made + channel + 3) * p.height + oy) * p.width + ox) / 4] = total3 + bias[group * p.made + channel + 3]; }
if (quad < p.count && channel + 4 < p.made) { out[((((b * p.groups + group) * p.made + channel + 4) * p.height + oy) * p.width + ox) / 4] = total4 + bias[group * p.made + channel + 4]; }
if (quad < p.count && channel + 5 < p.made) { out[((((b * p.groups + group) * p.made + channel + 5) * p.height + oy) * p.width + ox) / 4] = total5 + bias[group * p.made + channel + 5]; }
if (quad < p.count && channel + 6 < p.made) { out[((((b * p.groups + group) * p.made + channel + 6) * p.height + oy) * p.width + ox) / 4] = total6 + bias[group * p.made + channel + 6]; }
if (quad < p.count && channel + 7 < p.made) { out[((((b * p.groups + group) * p.made + channel + 7) * p.height + oy) * p.width + ox) / 4] = total7 + bias[group * p.made + channel + 7]; }
}


// GPU: y f32[2, 17, 5, 8], w f32[17, 5, 3, 3], bias f32[5] {"stride":[1,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[5,16]}

@group(0) @binding(0) var<storage, read> y: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
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
  rows: u32,
  columns: u32,
  grid_x: u32,
  grid_y: u32,
  grid_z: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
var<workgroup> left: array<vec4<f32>, 64>;
var<workgroup> right: array<vec4<f32>, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) t: u32, @builtin(workgroup_id) folded: vec3<u32>) {
  let unfolded = folded.x + folded.y * 65535u;
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }
  let tx = t % 8u;
  let ty = t / 8u;
  let left_line0 = group.y * 32u + (t / 8u + 0u) * 4;
  let right_line0 = group.x * 32u + t % 8u * 4;
  let line_y0 = i32((right_line0 + 0) / p.width);
  let line_x0 = i32((right_line0 + 0) % p.width);
let line_y1 = i32((right_line0 + 1) / p.width);
  let line_x1 = i32((right_line0 + 1) % p.width);
let line_y2 = i32((right_line0 + 2) / p.width);
  let line_x2 = i32((right_line0 + 2) % p.width);
let line_y3 = i32((right_line0 + 3) / p.width);
  let line_x3 = i32((right_line0 + 3) % p.width);
  let batch = group.z;
  let b = batch / p.groups;
    let g = batch % p.groups;
    let k_first = 0u;
    let taps = p.kernel_h * p.kernel_w;
    let k_end = p.outs * taps;
  var total0_0 = vec4<f32>(0.0);
var total1_0 = vec4<f32>(0.0);
var total2_0 = vec4<f32>(0.0);
var total3_0 = vec4<f32>(0.0);
  for (var k = k_first; k < k_end; k += 8u) {
      {
        let step = k + t % 8u;
        var part = vec4<f32>(0.0);
        let kx = step % p.kernel_w;
        let ky = step / p.kernel_w % p.kernel_h;
        let channel = step / (p.kernel_w * p.kernel_h);
        if ((left_line0 + 0) < p.rows && step < k_end) { part[0] = w[((g * p.outs + channel) * p.ins + (left_line0 + 0)) * taps + ky * p.kernel_w + kx]; }
if ((left_line0 + 1) < p.rows && step < k_end) { part[1] = w[((g * p.outs + channel) * p.ins + (left_line0 + 1)) * taps + ky * p.kernel_w + kx]; }
if ((left_line0 + 2) < p.rows && step < k_end) { part[2] = w[((g * p.outs + channel) * p.ins + (left_line0 + 2)) * taps + ky * p.kernel_w + kx]; }
if ((left_line0 + 3) < p.rows && step < k_end) { part[3] = w[((g * p.outs + channel) * p.ins + (left_line0 + 3)) * taps + ky * p.kernel_w + kx]; }
        left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = part;
      }
      {
        let step = k + (t / 8u + 0u);
        var part = vec4<f32>(0.0);
        let kx = step % p.kernel_w;
        let ky = step / p.kernel_w % p.kernel_h;
        let channel = step / (p.kernel_w * p.kernel_h);
        let up = p.top - i32(ky * p.dilation_h);
        let back = p.left - i32(kx * p.dilation_w);
        let plane = ((b * p.groups + g) * p.outs + channel) * p.out_height;
        {
          let reach_y = line_y0 + up;
          let reach_x = line_x0 + back;
          if ((right_line0 + 0) < p.columns && step < k_end && reach_y >= 0 && reach_x >= 0) {
            let oy = u32(reach_y) / p.stride_h;
            let ox = u32(reach_x) / p.stride_w;
            if (oy < p.out_height && ox < p.out_width && oy * p.stride_h == u32(reach_y) && ox * p.stride_w == u32(reach_x)) { part[0] = y[(plane + oy) * p.out_width + ox]; }
          }
        }
{
          let reach_y = line_y1 + up;
          let reach_x = line_x1 + back;
          if ((right_line0 + 1) < p.columns && step < k_end && reach_y >= 0 && reach_x >= 0) {
            let oy = u32(reach_y) / p.stride_h;
            let ox = u32(reach_x) / p.stride_w;
            if (oy < p.out_height && ox < p.out_width && oy * p.stride_h == u32(reach_y) && ox * p.stride_w == u32(reach_x)) { part[1] = y[(plane + oy) * p.out_width + ox]; }
          }
        }
{
          let reach_y = line_y2 + up;
          let reach_x = line_x2 + back;
          if ((right_line0 + 2) < p.columns && step < k_end && reach_y >= 0 && reach_x >= 0) {
            let oy = u32(reach_y) / p.stride_h;
            let ox = u32(reach_x) / p.stride_w;
            if (oy < p.out_height && ox < p.out_width && oy * p.stride_h == u32(reach_y) && ox * p.stride_w == u32(reach_x)) { part[2] = y[(plane + oy) * p.out_width + ox]; }
          }
        }
{
          let reach_y = line_y3 + up;
          let reach_x = line_x3 + back;
          if ((right_line0 + 3) < p.columns && step < k_end && reach_y >= 0 && reach_x >= 0) {
            let oy = u32(reach_y) / p.stride_h;
            let ox = u32(reach_x) / p.stride_w;
            if (oy < p.out_height && ox < p.out_width && oy * p.stride_h == u32(reach_y) && ox * p.stride_w == u32(reach_x)) { part[3] = y[(plane + oy) * p.out_width + ox]; }
          }
        }
        right[(t / 8u + 0u) * 8u + (t % 8u * 4) / 4] = part;
      }
      workgroupBarrier();
      for (var s = 0u; s < 8u; s += 4u) {
        {
          let a0 = left[(s + 0) * 8u + 0u + ty];
          let b0 = right[(s + 0) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
{
          let a0 = left[(s + 1) * 8u + 0u + ty];
          let b0 = right[(s + 1) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
{
          let a0 = left[(s + 2) * 8u + 0u + ty];
          let b0 = right[(s + 2) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
{
          let a0 = left[(s + 3) * 8u + 0u + ty];
          let b0 = right[(s + 3) * 8u + 0u + tx];
          total0_0 = fma(vec4<f32>(a0[0]), b0, total0_0);
total1_0 = fma(vec4<f32>(a0[1]), b0, total1_0);
total2_0 = fma(vec4<f32>(a0[2]), b0, total2_0);
total3_0 = fma(vec4<f32>(a0[3]), b0, total3_0);
        }
      }
      workgroupBarrier();
    }
  {
      let row = group.y * 32u + 0u + ty * 4;
      if (row < p.rows && (group.x * 32u + 0u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 0u + tx * 4)] = total0_0[0] + bias[i]; }
if (row < p.rows && (group.x * 32u + 1u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 1u + tx * 4)] = total0_0[1] + bias[i]; }
if (row < p.rows && (group.x * 32u + 2u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 2u + tx * 4)] = total0_0[2] + bias[i]; }
if (row < p.rows && (group.x * 32u + 3u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 3u + tx * 4)] = total0_0[3] + bias[i]; }
    }
{
      let row = group.y * 32u + 1u + ty * 4;
      if (row < p.rows && (group.x * 32u + 0u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 0u + tx * 4)] = total1_0[0] + bias[i]; }
if (row < p.rows && (group.x * 32u + 1u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 1u + tx * 4)] = total1_0[1] + bias[i]; }
if (row < p.rows && (group.x * 32u + 2u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 2u + tx * 4)] = total1_0[2] + bias[i]; }
if (row < p.rows && (group.x * 32u + 3u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 3u + tx * 4)] = total1_0[3] + bias[i]; }
    }
{
      let row = group.y * 32u + 2u + ty * 4;
      if (row < p.rows && (group.x * 32u + 0u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 0u + tx * 4)] = total2_0[0] + bias[i]; }
if (row < p.rows && (group.x * 32u + 1u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 1u + tx * 4)] = total2_0[1] + bias[i]; }
if (row < p.rows && (group.x * 32u + 2u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 2u + tx * 4)] = total2_0[2] + bias[i]; }
if (row < p.rows && (group.x * 32u + 3u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 3u + tx * 4)] = total2_0[3] + bias[i]; }
    }
{
      let row = group.y * 32u + 3u + ty * 4;
      if (row < p.rows && (group.x * 32u + 0u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 0u + tx * 4)] = total3_0[0] + bias[i]; }
if (row < p.rows && (group.x * 32u + 1u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 1u + tx * 4)] = total3_0[1] + bias[i]; }
if (row < p.rows && (group.x * 32u + 2u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 2u + tx * 4)] = total3_0[2] + bias[i]; }
if (row < p.rows && (group.x * 32u + 3u + tx * 4) < p.columns) { let i = g * p.ins + row; out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 3u + tx * 4)] = total3_0[3] + bias[i]; }
    }
}


// CPU 1/2: y f32[1, 4, 3, 5], w f32[4, 3, 2, 3] {"stride":[3,1],"padding":[0,2],"dilation":[2,2],"groups":2,"size":[12,5]}

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
    let start = ((group * p.outs + channel) * p.ins + row) * taps;
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


// CPU 2/2: y f32[1, 4, 3, 5], w f32[4, 3, 2, 3] {"stride":[3,1],"padding":[0,2],"dilation":[2,2],"groups":2,"size":[12,5]}

// 121 lines, SHA-256 9733577130ed9e87ea6d253f7b301eecb1d60dc9bd03e8976610bf422c817c34


// GPU: y f32[1, 4, 3, 5], w f32[4, 3, 2, 3] {"stride":[3,1],"padding":[0,2],"dilation":[2,2],"groups":2,"size":[12,5]}

// 78 lines, SHA-256 2966f2b5553313c868dbf73a1b8f0e76afe0b9938faaf760527511baf90c3e92
