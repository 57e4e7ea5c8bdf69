// CPU: x f32[2, 6, 7, 5], w f32[9, 6, 3, 3], bias f32[9] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[7,5]}

enable subgroups;
@group(0) @binding(0) var<storage, read> source: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  groups: u32, blocks: u32, runs: u32, count: u32, made: u32, read: u32, height: u32, width: u32, made_h: u32,
  made_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, top: i32, biased: u32, activated: u32, w_group: u32,
  w_made: u32, w_read: u32, w_first: u32, w_line: u32, w_tap: u32, per_row: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
fn activate(x: f32) -> f32 { return select(x, f32(0), x < f32(0)); }
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let group = id.y / p.blocks;
  let channel = id.y % p.blocks * 8u;
  let run = (id.x + id.z * 65535u) * 8u + lane;
  var rest = min(run, p.count - 1);
  let ox = rest % p.runs * 8u;
  rest /= p.runs;
  let oy = rest % p.made_h;
  let b = rest / p.made_h;
  let read = p.read;
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
  let piece6_column = u32(clamp(base + 5i, 0, (i32(p.width) - 1)));
  let piece6_there = base + 5i >= 0 && base + 5i <= (i32(p.width) - 1);
  let piece7_column = u32(clamp(base + 6i, 0, (i32(p.width) - 1)));
  let piece7_there = base + 6i >= 0 && base + 6i <= (i32(p.width) - 1);
  let piece8_column = u32(clamp(base + 7i, 0, (i32(p.width) - 1)));
  let piece8_there = base + 7i >= 0 && base + 7i <= (i32(p.width) - 1);
  let piece9_column = u32(clamp(base + 8i, 0, (i32(p.width) - 1)));
  let piece9_there = base + 8i >= 0 && base + 8i <= (i32(p.width) - 1);
  let w_read = p.w_read;
  let w_line = p.w_line;
  let number0 = lane + 0u;
  let weight0_at = group * p.w_group + min(channel + number0 % 8u, p.made - 1) * p.w_made
    + p.w_first + min(number0 / 8u, 2u) * p.w_tap;
  let number1 = lane + 8u;
  let weight1_at = group * p.w_group + min(channel + number1 % 8u, p.made - 1) * p.w_made
    + p.w_first + min(number1 / 8u, 2u) * p.w_tap;
  let number2 = lane + 16u;
  let weight2_at = group * p.w_group + min(channel + number2 % 8u, p.made - 1) * p.w_made
    + p.w_first + min(number2 / 8u, 2u) * p.w_tap;
  var total0_0 = vec4<f32>(0.0);
  var total0_1 = vec4<f32>(0.0);
  var total1_0 = vec4<f32>(0.0);
  var total1_1 = vec4<f32>(0.0);
  var total2_0 = vec4<f32>(0.0);
  var total2_1 = vec4<f32>(0.0);
  var total3_0 = vec4<f32>(0.0);
  var total3_1 = vec4<f32>(0.0);
  var total4_0 = vec4<f32>(0.0);
  var total4_1 = vec4<f32>(0.0);
  var total5_0 = vec4<f32>(0.0);
  var total5_1 = vec4<f32>(0.0);
  var total6_0 = vec4<f32>(0.0);
  var total6_1 = vec4<f32>(0.0);
  var total7_0 = vec4<f32>(0.0);
  var total7_1 = vec4<f32>(0.0);
  var start = (b * p.groups + group) * read * plane;
  for (var c = 0u; c < read; c++) {
    var weights = c * w_read;
    for (var ky = 0u; ky < 3u; ky++) {
      let iy = first + i32(ky) * step;
      let inside = iy >= 0 && iy < height;
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      let weight0 = weight[weights + weight0_at];
      let weight1 = weight[weights + weight1_at];
      let weight2 = weight[weights + weight2_at];
      let piece0 = select(0.0, source[row + piece0_column], inside & piece0_there);
      let piece1 = select(0.0, source[row + piece1_column], inside & piece1_there);
      let piece2 = select(0.0, source[row + piece2_column], inside & piece2_there);
      let piece3 = select(0.0, source[row + piece3_column], inside & piece3_there);
      let piece4 = select(0.0, source[row + piece4_column], inside & piece4_there);
      let piece5 = select(0.0, source[row + piece5_column], inside & piece5_there);
      let piece6 = select(0.0, source[row + piece6_column], inside & piece6_there);
      let piece7 = select(0.0, source[row + piece7_column], inside & piece7_there);
      let piece8 = select(0.0, source[row + piece8_column], inside & piece8_there);
      let piece9 = select(0.0, source[row + piece9_column], inside & piece9_there);
      {
        let four0 = vec4<f32>(piece0, piece1, piece2, piece3);
        let four1 = vec4<f32>(piece4, piece5, piece6, piece7);
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 0u));
          total0_0 = fma(w, four0, total0_0);
          total0_1 = fma(w, four1, total0_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 1u));
          total1_0 = fma(w, four0, total1_0);
          total1_1 = fma(w, four1, total1_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 2u));
          total2_0 = fma(w, four0, total2_0);
          total2_1 = fma(w, four1, total2_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 3u));
          total3_0 = fma(w, four0, total3_0);
          total3_1 = fma(w, four1, total3_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 4u));
          total4_0 = fma(w, four0, total4_0);
          total4_1 = fma(w, four1, total4_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 5u));
          total5_0 = fma(w, four0, total5_0);
          total5_1 = fma(w, four1, total5_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 6u));
          total6_0 = fma(w, four0, total6_0);
          total6_1 = fma(w, four1, total6_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 7u));
          total7_0 = fma(w, four0, total7_0);
          total7_1 = fma(w, four1, total7_1);
        }
      }
      {
        let four0 = vec4<f32>(piece1, piece2, piece3, piece4);
        let four1 = vec4<f32>(piece5, piece6, piece7, piece8);
        {
          let w = vec4<f32>(subgroupBroadcast(weight1, 0u));
          total0_0 = fma(w, four0, total0_0);
          total0_1 = fma(w, four1, total0_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight1, 1u));
          total1_0 = fma(w, four0, total1_0);
          total1_1 = fma(w, four1, total1_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight1, 2u));
          total2_0 = fma(w, four0, total2_0);
          total2_1 = fma(w, four1, total2_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight1, 3u));
          total3_0 = fma(w, four0, total3_0);
          total3_1 = fma(w, four1, total3_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight1, 4u));
          total4_0 = fma(w, four0, total4_0);
          total4_1 = fma(w, four1, total4_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight1, 5u));
          total5_0 = fma(w, four0, total5_0);
          total5_1 = fma(w, four1, total5_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight1, 6u));
          total6_0 = fma(w, four0, total6_0);
          total6_1 = fma(w, four1, total6_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight1, 7u));
          total7_0 = fma(w, four0, total7_0);
          total7_1 = fma(w, four1, total7_1);
        }
      }
      {
        let four0 = vec4<f32>(piece2, piece3, piece4, piece5);
        let four1 = vec4<f32>(piece6, piece7, piece8, piece9);
        {
          let w = vec4<f32>(subgroupBroadcast(weight2, 0u));
          total0_0 = fma(w, four0, total0_0);
          total0_1 = fma(w, four1, total0_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight2, 1u));
          total1_0 = fma(w, four0, total1_0);
          total1_1 = fma(w, four1, total1_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight2, 2u));
          total2_0 = fma(w, four0, total2_0);
          total2_1 = fma(w, four1, total2_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight2, 3u));
          total3_0 = fma(w, four0, total3_0);
          total3_1 = fma(w, four1, total3_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight2, 4u));
          total4_0 = fma(w, four0, total4_0);
          total4_1 = fma(w, four1, total4_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight2, 5u));
          total5_0 = fma(w, four0, total5_0);
          total5_1 = fma(w, four1, total5_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight2, 6u));
          total6_0 = fma(w, four0, total6_0);
          total6_1 = fma(w, four1, total6_1);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight2, 7u));
          total7_0 = fma(w, four0, total7_0);
          total7_1 = fma(w, four1, total7_1);
        }
      }
      weights += w_line;
    }
    start += plane;
  }
  if (run >= p.count) { return; }
  var totals = array<f32, 64>(total0_0[0], total0_0[1], total0_0[2], total0_0[3], total0_1[0], total0_1[1], total0_1[2], total0_1[3], total1_0[0], total1_0[1], total1_0[2], total1_0[3], total1_1[0], total1_1[1], total1_1[2], total1_1[3], total2_0[0], total2_0[1], total2_0[2], total2_0[3], total2_1[0], total2_1[1], total2_1[2], total2_1[3], total3_0[0], total3_0[1], total3_0[2], total3_0[3], total3_1[0], total3_1[1], total3_1[2], total3_1[3], total4_0[0], total4_0[1], total4_0[2], total4_0[3], total4_1[0], total4_1[1], total4_1[2], total4_1[3], total5_0[0], total5_0[1], total5_0[2], total5_0[3], total5_1[0], total5_1[1], total5_1[2], total5_1[3], total6_0[0], total6_0[1], total6_0[2], total6_0[3], total6_1[0], total6_1[1], total6_1[2], total6_1[3], total7_0[0], total7_0[1], total7_0[2], total7_0[3], total7_1[0], total7_1[1], total7_1[2], total7_1[3]);
  let made_w = p.made_w;
  let column = ox;
  let stores = min(8u, p.made - channel) * p.per_row;
  var bias_at = group * p.made + channel;
  var at = ((b * p.groups * p.made + bias_at) * p.made_h + oy) * made_w + column;
  var k = 0u;
  for (var i = 0u; i < stores; i++) {
    if (column + k < made_w) {
      let result = totals[i] + select(0.0, bias[bias_at], p.biased != 0);
      out[at + k] = select(result, activate(result), p.activated != 0);
    }
    k++;
    if (k == p.per_row) {
      k = 0u;
      bias_at++;
      at += p.made_h * made_w;
    }
  }
}


// GPU: x f32[2, 6, 7, 5], w f32[9, 6, 3, 3], bias f32[9] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[7,5]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
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
  if (channel + 0u < p.outs) {
    out[at + o0 * pixels] = total0;
  }
  if (channel + 1u < p.outs) {
    out[at + o1 * pixels] = total1;
  }
  if (channel + 2u < p.outs) {
    out[at + o2 * pixels] = total2;
  }
  if (channel + 3u < p.outs) {
    out[at + o3 * pixels] = total3;
  }
}


// CPU: x f32[2, 4, 9, 8], w f32[6, 2, 3, 2] {"stride":[2,3],"padding":[2,0],"dilation":[2,1],"groups":2,"size":[5,3]}

enable subgroups;
@group(0) @binding(0) var<storage, read> source: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  groups: u32, blocks: u32, runs: u32, count: u32, made: u32, read: u32, height: u32, width: u32, made_h: u32,
  made_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, top: i32, biased: u32, activated: u32, w_group: u32,
  w_made: u32, w_read: u32, w_first: u32, w_line: u32, w_tap: u32, per_row: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn activate(x: f32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let group = id.y / p.blocks;
  let channel = id.y % p.blocks * 4u;
  let run = (id.x + id.z * 65535u) * 8u + lane;
  var rest = min(run, p.count - 1);
  let ox = rest % p.runs * 4u;
  rest /= p.runs;
  let oy = rest % p.made_h;
  let b = rest / p.made_h;
  let read = p.read;
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
  let w_read = p.w_read;
  let w_line = p.w_line;
  let number0 = lane + 0u;
  let weight0_at = group * p.w_group + min(channel + number0 % 4u, p.made - 1) * p.w_made
    + p.w_first + min(number0 / 4u, 1u) * p.w_tap;
  var total0_0 = vec4<f32>(0.0);
  var total1_0 = vec4<f32>(0.0);
  var total2_0 = vec4<f32>(0.0);
  var total3_0 = vec4<f32>(0.0);
  var start = (b * p.groups + group) * read * plane;
  for (var c = 0u; c < read; c++) {
    var weights = c * w_read;
    for (var ky = 0u; ky < 3u; ky++) {
      let iy = first + i32(ky) * step;
      let inside = iy >= 0 && iy < height;
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      let weight0 = weight[weights + weight0_at];
      let piece0 = select(vec4<f32>(0.0), source[row + piece0_column], inside & piece0_there);
      let piece1 = select(vec4<f32>(0.0), source[row + piece1_column], inside & piece1_there);
      let piece2 = select(vec4<f32>(0.0), source[row + piece2_column], inside & piece2_there);
      {
        let four0 = vec4<f32>(piece0.x, piece0.w, piece1.z, piece2.y);
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 0u));
          total0_0 = fma(w, four0, total0_0);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 1u));
          total1_0 = fma(w, four0, total1_0);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 2u));
          total2_0 = fma(w, four0, total2_0);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 3u));
          total3_0 = fma(w, four0, total3_0);
        }
      }
      {
        let four0 = vec4<f32>(piece0.y, piece1.x, piece1.w, piece2.z);
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 4u));
          total0_0 = fma(w, four0, total0_0);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 5u));
          total1_0 = fma(w, four0, total1_0);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 6u));
          total2_0 = fma(w, four0, total2_0);
        }
        {
          let w = vec4<f32>(subgroupBroadcast(weight0, 7u));
          total3_0 = fma(w, four0, total3_0);
        }
      }
      weights += w_line;
    }
    start += plane;
  }
  if (run >= p.count) { return; }
  var totals = array<f32, 16>(total0_0[0], total0_0[1], total0_0[2], total0_0[3], total1_0[0], total1_0[1], total1_0[2], total1_0[3], total2_0[0], total2_0[1], total2_0[2], total2_0[3], total3_0[0], total3_0[1], total3_0[2], total3_0[3]);
  let made_w = p.made_w;
  let column = ox;
  let stores = min(4u, p.made - channel) * p.per_row;
  var bias_at = group * p.made + channel;
  var at = ((b * p.groups * p.made + bias_at) * p.made_h + oy) * made_w + column;
  var k = 0u;
  for (var i = 0u; i < stores; i++) {
    if (column + k < made_w) {
      let result = totals[i] + select(0.0, bias[bias_at], p.biased != 0);
      out[at + k] = select(result, activate(result), p.activated != 0);
    }
    k++;
    if (k == p.per_row) {
      k = 0u;
      bias_at++;
      at += p.made_h * made_w;
    }
  }
}


// GPU: x f32[2, 4, 9, 8], w f32[6, 2, 3, 2] {"stride":[2,3],"padding":[2,0],"dilation":[2,1],"groups":2,"size":[5,3]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
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
  if (channel + 0u < p.outs) {
    out[at + o0 * pixels] = total0;
  }
  if (channel + 1u < p.outs) {
    out[at + o1 * pixels] = total1;
  }
  if (channel + 2u < p.outs) {
    out[at + o2 * pixels] = total2;
  }
}


// CPU: x f32[1, 4, 7, 12], w f32[6, 4, 3, 3], bias f32[6] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[7,12],"activation":"relu"}
// CPU: x f32[2, 5, 9, 12], w f32[18, 5, 3, 3], bias f32[18] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[9,12]}

// 235 lines, SHA-256 d0810c83fb70c766e626dc71efdb4f6bbb12beb59c532cd8c59b19d0327d85c3


// GPU: x f32[1, 4, 7, 12], w f32[6, 4, 3, 3], bias f32[6] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[7,12],"activation":"relu"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
  blocks: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn activate(x: f32) -> f32
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
  if (channel + 0u < p.outs) {
    out[at + o0 * pixels] = activate(total0);
  }
  if (channel + 1u < p.outs) {
    out[at + o1 * pixels] = activate(total1);
  }
  if (channel + 2u < p.outs) {
    out[at + o2 * pixels] = activate(total2);
  }
  if (channel + 3u < p.outs) {
    out[at + o3 * pixels] = activate(total3);
  }
}


// CPU: x f32[1, 2, 5, 5], w f32[2, 1, 3, 3] {"stride":[1,1],"padding":[0,0],"dilation":[1,1],"groups":2,"size":[3,3],"activation":"relu"}

// 126 lines, SHA-256 659f7c38a511759f27ad22c92101b05ed3af1ac04bc8b29a77f69523f9afdb96


// GPU: x f32[1, 2, 5, 5], w f32[2, 1, 3, 3] {"stride":[1,1],"padding":[0,0],"dilation":[1,1],"groups":2,"size":[3,3],"activation":"relu"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
  blocks: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn activate(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_width;
  var rest = i / p.out_width;
  let oy = rest % p.out_height;
  rest /= p.out_height;
  let channel = (rest % p.blocks) * 1u;
  rest /= p.blocks;
  let group = rest % p.groups;
  let b = rest / p.groups;
  let plane = p.height * p.width;
  let taps = p.kernel_h * p.kernel_w;
  let x_start = (b * p.groups + group) * p.ins * plane;
  let o0 = group * p.outs + min(channel + 0u, p.outs - 1);
  let w0 = o0 * p.ins * taps;
  var total0 = 0.0;
  for (var ky = 0u; ky < p.kernel_h; ky++) {
    let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
    if (iy < 0 || iy >= i32(p.height)) { continue; }
    for (var kx = 0u; kx < p.kernel_w; kx++) {
      let ix = i32(ox * p.stride_w + kx * p.dilation_w) - p.left;
      if (ix < 0 || ix >= i32(p.width)) { continue; }
      var from_x = x_start + u32(iy) * p.width + u32(ix);
      var from_w = ky * p.kernel_w + kx;
      var sum0 = 0.0;
      for (var c = 0u; c < p.ins; c++) {
        let value = x[from_x];
        sum0 += value * w[w0 + from_w];
        from_x += plane;
        from_w += taps;
      }
      total0 += sum0;
    }
  }
  let pixels = p.out_height * p.out_width;
  let at = b * p.groups * p.outs * pixels + oy * p.out_width + ox;
  if (channel + 0u < p.outs) {
    out[at + o0 * pixels] = activate(total0);
  }
}


// CPU: x f32[1, 3, 5, 12], w f32[6, 3, 3, 3], bias f32[6] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[5,12],"activation":"sigmoid"}

// 256 lines, SHA-256 ca39a9c682a04b8fda2b90c06b0243fa8a11a59d1608804dfef6b49d211aa4f9


// GPU: x f32[1, 3, 5, 12], w f32[6, 3, 3, 3], bias f32[6] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[5,12],"activation":"sigmoid"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
  blocks: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_sigmoid(x: f32) -> f32
fn activate(x: f32) -> f32 { return m_sigmoid(x); }
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
  if (channel + 0u < p.outs) {
    out[at + o0 * pixels] = activate(total0);
  }
  if (channel + 1u < p.outs) {
    out[at + o1 * pixels] = activate(total1);
  }
  if (channel + 2u < p.outs) {
    out[at + o2 * pixels] = activate(total2);
  }
  if (channel + 3u < p.outs) {
    out[at + o3 * pixels] = activate(total3);
  }
}


// CPU: x f32[2, 1, 1, 9], w f32[1, 1, 1, 3] {"stride":[1,1],"padding":[0,1],"dilation":[1,1],"groups":1,"size":[1,9],"activation":"sigmoid"}

// 129 lines, SHA-256 e0150a40d1da49604df3365c26cb233c8bf85172f23bdfc39642acea368ce79c


// GPU: x f32[2, 1, 1, 9], w f32[1, 1, 1, 3] {"stride":[1,1],"padding":[0,1],"dilation":[1,1],"groups":1,"size":[1,9],"activation":"sigmoid"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
  blocks: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_sigmoid(x: f32) -> f32
// as above: fn activate(x: f32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let ox = i % p.out_width;
  var rest = i / p.out_width;
  let oy = rest % p.out_height;
  rest /= p.out_height;
  let channel = (rest % p.blocks) * 1u;
  rest /= p.blocks;
  let group = rest % p.groups;
  let b = rest / p.groups;
  let plane = p.height * p.width;
  let taps = p.kernel_h * p.kernel_w;
  let x_start = (b * p.groups + group) * p.ins * plane;
  let o0 = group * p.outs + min(channel + 0u, p.outs - 1);
  let w0 = o0 * p.ins * taps;
  var total0 = 0.0;
  for (var ky = 0u; ky < p.kernel_h; ky++) {
    let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
    if (iy < 0 || iy >= i32(p.height)) { continue; }
    for (var kx = 0u; kx < p.kernel_w; kx++) {
      let ix = i32(ox * p.stride_w + kx * p.dilation_w) - p.left;
      if (ix < 0 || ix >= i32(p.width)) { continue; }
      var from_x = x_start + u32(iy) * p.width + u32(ix);
      var from_w = ky * p.kernel_w + kx;
      var sum0 = 0.0;
      for (var c = 0u; c < p.ins; c++) {
        let value = x[from_x];
        sum0 += value * w[w0 + from_w];
        from_x += plane;
        from_w += taps;
      }
      total0 += sum0;
    }
  }
  let pixels = p.out_height * p.out_width;
  let at = b * p.groups * p.outs * pixels + oy * p.out_width + ox;
  if (channel + 0u < p.outs) {
    out[at + o0 * pixels] = activate(total0);
  }
}


// CPU: x f32[2, 3, 5, 6], w f32[18, 3, 3, 3], bias f32[18] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[5,6],"activation":"sigmoid"}

// 256 lines, SHA-256 36a6d3a14c98049104d77c8a3998b9655cea6a252bdfc509c151c49a0d09b989


// GPU: x f32[2, 3, 5, 6], w f32[18, 3, 3, 3], bias f32[18] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[5,6],"activation":"sigmoid"}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32, kernel_h: u32,
  kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32, rows: u32,
  columns: u32, grid_x: u32, grid_y: u32, grid_z: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_sigmoid(x: f32) -> f32
// as above: fn activate(x: f32) -> f32
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
  let line_y0 = i32((right_line0 + 0) / p.out_width);
  let line_x0 = i32((right_line0 + 0) % p.out_width);
  let line_y1 = i32((right_line0 + 1) / p.out_width);
  let line_x1 = i32((right_line0 + 1) % p.out_width);
  let line_y2 = i32((right_line0 + 2) / p.out_width);
  let line_x2 = i32((right_line0 + 2) % p.out_width);
  let line_y3 = i32((right_line0 + 3) / p.out_width);
  let line_x3 = i32((right_line0 + 3) % p.out_width);
  let batch = group.z;
  let b = batch / p.groups;
  let g = batch % p.groups;
  let k_first = 0u;
  let k_end = p.ins * p.kernel_h * p.kernel_w;
  var total0_0 = vec4<f32>(0.0);
  var total1_0 = vec4<f32>(0.0);
  var total2_0 = vec4<f32>(0.0);
  var total3_0 = vec4<f32>(0.0);
  for (var k = k_first; k < k_end; k += 8u) {
    {
      let step = k + t % 8u;
      var staged = vec4<f32>(0.0);
      if (((left_line0 + 0) < p.rows) & (step < k_end)) { staged[0] = w[(g * p.outs + (left_line0 + 0)) * k_end + step]; }
      if (((left_line0 + 1) < p.rows) & (step < k_end)) { staged[1] = w[(g * p.outs + (left_line0 + 1)) * k_end + step]; }
      if (((left_line0 + 2) < p.rows) & (step < k_end)) { staged[2] = w[(g * p.outs + (left_line0 + 2)) * k_end + step]; }
      if (((left_line0 + 3) < p.rows) & (step < k_end)) { staged[3] = w[(g * p.outs + (left_line0 + 3)) * k_end + step]; }
      left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = staged;
    }
    {
      let step = k + (t / 8u + 0u);
      var staged = vec4<f32>(0.0);
      let kx = step % p.kernel_w;
      let ky = step / p.kernel_w % p.kernel_h;
      let channel = step / (p.kernel_w * p.kernel_h);
      let down = i32(ky * p.dilation_h) - p.top;
      let along = i32(kx * p.dilation_w) - p.left;
      let plane = ((b * p.groups + g) * p.ins + channel) * p.height;
      {
        let iy = line_y0 * i32(p.stride_h) + down;
        let ix = line_x0 * i32(p.stride_w) + along;
        if (((right_line0 + 0) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[0] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      {
        let iy = line_y1 * i32(p.stride_h) + down;
        let ix = line_x1 * i32(p.stride_w) + along;
        if (((right_line0 + 1) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[1] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      {
        let iy = line_y2 * i32(p.stride_h) + down;
        let ix = line_x2 * i32(p.stride_w) + along;
        if (((right_line0 + 2) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[2] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      {
        let iy = line_y3 * i32(p.stride_h) + down;
        let ix = line_x3 * i32(p.stride_w) + along;
        if (((right_line0 + 3) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[3] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      right[(t / 8u + 0u) * 8u + (t % 8u * 4) / 4] = staged;
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
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = activate(total0_0[0] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = activate(total0_0[1] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = activate(total0_0[2] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = activate(total0_0[3] + bias[o]); }
  }
  {
    let row = group.y * 32u + 1u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = activate(total1_0[0] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = activate(total1_0[1] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = activate(total1_0[2] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = activate(total1_0[3] + bias[o]); }
  }
  {
    let row = group.y * 32u + 2u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = activate(total2_0[0] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = activate(total2_0[1] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = activate(total2_0[2] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = activate(total2_0[3] + bias[o]); }
  }
  {
    let row = group.y * 32u + 3u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = activate(total3_0[0] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = activate(total3_0[1] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = activate(total3_0[2] + bias[o]); }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = activate(total3_0[3] + bias[o]); }
  }
}


// CPU: x f32[1, 3, 6, 6], w f32[3, 1, 5, 5], bias f32[3] {"stride":[1,1],"padding":[2,2],"dilation":[1,1],"groups":3,"size":[6,6]}

// 150 lines, SHA-256 234d04a2f9da0c07c8a37b450195d6499636a5ed00834e41ddb2922a0399c356


// GPU: x f32[1, 3, 6, 6], w f32[3, 1, 5, 5], bias f32[3] {"stride":[1,1],"padding":[2,2],"dilation":[1,1],"groups":3,"size":[6,6]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
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
  let channel = (rest % p.blocks) * 1u;
  rest /= p.blocks;
  let group = rest % p.groups;
  let b = rest / p.groups;
  let plane = p.height * p.width;
  let taps = p.kernel_h * p.kernel_w;
  let x_start = (b * p.groups + group) * p.ins * plane;
  let o0 = group * p.outs + min(channel + 0u, p.outs - 1);
  let w0 = o0 * p.ins * taps;
  var total0 = bias[o0];
  for (var ky = 0u; ky < p.kernel_h; ky++) {
    let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
    if (iy < 0 || iy >= i32(p.height)) { continue; }
    for (var kx = 0u; kx < p.kernel_w; kx++) {
      let ix = i32(ox * p.stride_w + kx * p.dilation_w) - p.left;
      if (ix < 0 || ix >= i32(p.width)) { continue; }
      var from_x = x_start + u32(iy) * p.width + u32(ix);
      var from_w = ky * p.kernel_w + kx;
      var sum0 = 0.0;
      for (var c = 0u; c < p.ins; c++) {
        let value = x[from_x];
        sum0 += value * w[w0 + from_w];
        from_x += plane;
        from_w += taps;
      }
      total0 += sum0;
    }
  }
  let pixels = p.out_height * p.out_width;
  let at = b * p.groups * p.outs * pixels + oy * p.out_width + ox;
  if (channel + 0u < p.outs) {
    out[at + o0 * pixels] = total0;
  }
}


// GPU: x f32[2, 5, 9, 12], w f32[18, 5, 3, 3], bias f32[18] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[9,12]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32, kernel_h: u32,
  kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32, rows: u32,
  columns: u32, grid_x: u32, grid_y: u32, grid_z: u32,
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
  let line_y0 = i32((right_line0 + 0) / p.out_width);
  let line_x0 = i32((right_line0 + 0) % p.out_width);
  let line_y1 = i32((right_line0 + 1) / p.out_width);
  let line_x1 = i32((right_line0 + 1) % p.out_width);
  let line_y2 = i32((right_line0 + 2) / p.out_width);
  let line_x2 = i32((right_line0 + 2) % p.out_width);
  let line_y3 = i32((right_line0 + 3) / p.out_width);
  let line_x3 = i32((right_line0 + 3) % p.out_width);
  let batch = group.z;
  let b = batch / p.groups;
  let g = batch % p.groups;
  let k_first = 0u;
  let k_end = p.ins * p.kernel_h * p.kernel_w;
  var total0_0 = vec4<f32>(0.0);
  var total1_0 = vec4<f32>(0.0);
  var total2_0 = vec4<f32>(0.0);
  var total3_0 = vec4<f32>(0.0);
  for (var k = k_first; k < k_end; k += 8u) {
    {
      let step = k + t % 8u;
      var staged = vec4<f32>(0.0);
      if (((left_line0 + 0) < p.rows) & (step < k_end)) { staged[0] = w[(g * p.outs + (left_line0 + 0)) * k_end + step]; }
      if (((left_line0 + 1) < p.rows) & (step < k_end)) { staged[1] = w[(g * p.outs + (left_line0 + 1)) * k_end + step]; }
      if (((left_line0 + 2) < p.rows) & (step < k_end)) { staged[2] = w[(g * p.outs + (left_line0 + 2)) * k_end + step]; }
      if (((left_line0 + 3) < p.rows) & (step < k_end)) { staged[3] = w[(g * p.outs + (left_line0 + 3)) * k_end + step]; }
      left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = staged;
    }
    {
      let step = k + (t / 8u + 0u);
      var staged = vec4<f32>(0.0);
      let kx = step % p.kernel_w;
      let ky = step / p.kernel_w % p.kernel_h;
      let channel = step / (p.kernel_w * p.kernel_h);
      let down = i32(ky * p.dilation_h) - p.top;
      let along = i32(kx * p.dilation_w) - p.left;
      let plane = ((b * p.groups + g) * p.ins + channel) * p.height;
      {
        let iy = line_y0 * i32(p.stride_h) + down;
        let ix = line_x0 * i32(p.stride_w) + along;
        if (((right_line0 + 0) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[0] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      {
        let iy = line_y1 * i32(p.stride_h) + down;
        let ix = line_x1 * i32(p.stride_w) + along;
        if (((right_line0 + 1) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[1] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      {
        let iy = line_y2 * i32(p.stride_h) + down;
        let ix = line_x2 * i32(p.stride_w) + along;
        if (((right_line0 + 2) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[2] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      {
        let iy = line_y3 * i32(p.stride_h) + down;
        let ix = line_x3 * i32(p.stride_w) + along;
        if (((right_line0 + 3) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[3] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      right[(t / 8u + 0u) * 8u + (t % 8u * 4) / 4] = staged;
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
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = total0_0[0] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = total0_0[1] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = total0_0[2] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = total0_0[3] + bias[o]; }
  }
  {
    let row = group.y * 32u + 1u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = total1_0[0] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = total1_0[1] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = total1_0[2] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = total1_0[3] + bias[o]; }
  }
  {
    let row = group.y * 32u + 2u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = total2_0[0] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = total2_0[1] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = total2_0[2] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = total2_0[3] + bias[o]; }
  }
  {
    let row = group.y * 32u + 3u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = total3_0[0] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = total3_0[1] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = total3_0[2] + bias[o]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = total3_0[3] + bias[o]; }
  }
}


// CPU: x f32[1, 10, 9, 8], w f32[36, 5, 3, 2] {"stride":[2,2],"padding":[1,0],"dilation":[1,3],"groups":2,"size":[5,4]}

// 190 lines, SHA-256 64bb9c523cf7dcef569d8881dbfc9b5f85aceee92afa89e0846d95f3d7c819a3


// GPU: x f32[1, 10, 9, 8], w f32[36, 5, 3, 2] {"stride":[2,2],"padding":[1,0],"dilation":[1,3],"groups":2,"size":[5,4]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32, kernel_h: u32,
  kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32, rows: u32,
  columns: u32, grid_x: u32, grid_y: u32, grid_z: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
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
  let line_y0 = i32((right_line0 + 0) / p.out_width);
  let line_x0 = i32((right_line0 + 0) % p.out_width);
  let line_y1 = i32((right_line0 + 1) / p.out_width);
  let line_x1 = i32((right_line0 + 1) % p.out_width);
  let line_y2 = i32((right_line0 + 2) / p.out_width);
  let line_x2 = i32((right_line0 + 2) % p.out_width);
  let line_y3 = i32((right_line0 + 3) / p.out_width);
  let line_x3 = i32((right_line0 + 3) % p.out_width);
  let batch = group.z;
  let b = batch / p.groups;
  let g = batch % p.groups;
  let k_first = 0u;
  let k_end = p.ins * p.kernel_h * p.kernel_w;
  var total0_0 = vec4<f32>(0.0);
  var total1_0 = vec4<f32>(0.0);
  var total2_0 = vec4<f32>(0.0);
  var total3_0 = vec4<f32>(0.0);
  for (var k = k_first; k < k_end; k += 8u) {
    {
      let step = k + t % 8u;
      var staged = vec4<f32>(0.0);
      if (((left_line0 + 0) < p.rows) & (step < k_end)) { staged[0] = w[(g * p.outs + (left_line0 + 0)) * k_end + step]; }
      if (((left_line0 + 1) < p.rows) & (step < k_end)) { staged[1] = w[(g * p.outs + (left_line0 + 1)) * k_end + step]; }
      if (((left_line0 + 2) < p.rows) & (step < k_end)) { staged[2] = w[(g * p.outs + (left_line0 + 2)) * k_end + step]; }
      if (((left_line0 + 3) < p.rows) & (step < k_end)) { staged[3] = w[(g * p.outs + (left_line0 + 3)) * k_end + step]; }
      left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = staged;
    }
    {
      let step = k + (t / 8u + 0u);
      var staged = vec4<f32>(0.0);
      let kx = step % p.kernel_w;
      let ky = step / p.kernel_w % p.kernel_h;
      let channel = step / (p.kernel_w * p.kernel_h);
      let down = i32(ky * p.dilation_h) - p.top;
      let along = i32(kx * p.dilation_w) - p.left;
      let plane = ((b * p.groups + g) * p.ins + channel) * p.height;
      {
        let iy = line_y0 * i32(p.stride_h) + down;
        let ix = line_x0 * i32(p.stride_w) + along;
        if (((right_line0 + 0) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[0] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      {
        let iy = line_y1 * i32(p.stride_h) + down;
        let ix = line_x1 * i32(p.stride_w) + along;
        if (((right_line0 + 1) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[1] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      {
        let iy = line_y2 * i32(p.stride_h) + down;
        let ix = line_x2 * i32(p.stride_w) + along;
        if (((right_line0 + 2) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[2] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      {
        let iy = line_y3 * i32(p.stride_h) + down;
        let ix = line_x3 * i32(p.stride_w) + along;
        if (((right_line0 + 3) < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[3] = x[(plane + u32(iy)) * p.width + u32(ix)];
        }
      }
      right[(t / 8u + 0u) * 8u + (t % 8u * 4) / 4] = staged;
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
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = total0_0[0]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = total0_0[1]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = total0_0[2]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = total0_0[3]; }
  }
  {
    let row = group.y * 32u + 1u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = total1_0[0]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = total1_0[1]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = total1_0[2]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = total1_0[3]; }
  }
  {
    let row = group.y * 32u + 2u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = total2_0[0]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = total2_0[1]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = total2_0[2]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = total2_0[3]; }
  }
  {
    let row = group.y * 32u + 3u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 0u + tx * 4)] = total3_0[0]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 1u + tx * 4)] = total3_0[1]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 2u + tx * 4)] = total3_0[2]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let o = g * p.outs + row;
    out[(b * p.groups * p.outs + o) * p.columns
      + (group.x * 32u + 3u + tx * 4)] = total3_0[3]; }
  }
}


// CPU, GPU: x f32[1, 0, 2, 2], w f32[2, 0, 1, 1], bias f32[2] {"stride":[1,1],"padding":[0,0],"dilation":[1,1],"groups":1,"size":[2,2]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> w: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
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
  let channel = (rest % p.blocks) * 2u;
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
      for (var c = 0u; c < p.ins; c++) {
        let value = x[from_x];
        sum0 += value * w[w0 + from_w];
        sum1 += value * w[w1 + from_w];
        from_x += plane;
        from_w += taps;
      }
      total0 += sum0;
      total1 += sum1;
    }
  }
  let pixels = p.out_height * p.out_width;
  let at = b * p.groups * p.outs * pixels + oy * p.out_width + ox;
  if (channel + 0u < p.outs) {
    out[at + o0 * pixels] = total0;
  }
  if (channel + 1u < p.outs) {
    out[at + o1 * pixels] = total1;
  }
}
