// CPU: y f32[2, 5, 4, 3], w f32[5, 6, 3, 3], bias f32[6] {"stride":[2,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[8,6]}

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
  let first = i32(oy) + p.top;
  let step = i32(p.dilation_h);
  let base = i32(ox / 2u);
  let piece0_column = u32(clamp(base + 0i, 0, (i32(p.width) - 1)));
  let piece0_there = base + 0i >= 0 && base + 0i <= (i32(p.width) - 1);
  let piece1_column = u32(clamp(base + 1i, 0, (i32(p.width) - 1)));
  let piece1_there = base + 1i >= 0 && base + 1i <= (i32(p.width) - 1);
  let piece2_column = u32(clamp(base + 2i, 0, (i32(p.width) - 1)));
  let piece2_there = base + 2i >= 0 && base + 2i <= (i32(p.width) - 1);
  let piece3_column = u32(clamp(base + 3i, 0, (i32(p.width) - 1)));
  let piece3_there = base + 3i >= 0 && base + 3i <= (i32(p.width) - 1);
  let piece4_column = u32(clamp(base + 4i, 0, (i32(p.width) - 1)));
  let piece4_there = base + 4i >= 0 && base + 4i <= (i32(p.width) - 1);
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
      let reach = first - i32(ky) * step;
      let iy = reach / 2;
      let inside = reach >= 0 && iy * 2 == reach && iy < height;
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      let weight0 = weight[weights + weight0_at];
      let weight1 = weight[weights + weight1_at];
      let weight2 = weight[weights + weight2_at];
      let piece0 = select(0.0, source[row + piece0_column], inside & piece0_there);
      let piece1 = select(0.0, source[row + piece1_column], inside & piece1_there);
      let piece2 = select(0.0, source[row + piece2_column], inside & piece2_there);
      let piece3 = select(0.0, source[row + piece3_column], inside & piece3_there);
      let piece4 = select(0.0, source[row + piece4_column], inside & piece4_there);
      {
        let four0 = vec4<f32>(0.0, piece1, 0.0, piece2);
        let four1 = vec4<f32>(0.0, piece3, 0.0, piece4);
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
        let four0 = vec4<f32>(piece0, 0.0, piece1, 0.0);
        let four1 = vec4<f32>(piece2, 0.0, piece3, 0.0);
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
        let four0 = vec4<f32>(0.0, piece0, 0.0, piece1);
        let four1 = vec4<f32>(0.0, piece2, 0.0, piece3);
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


// GPU: y f32[2, 5, 4, 3], w f32[5, 6, 3, 3], bias f32[6] {"stride":[2,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[8,6]}

@group(0) @binding(0) var<storage, read> y: array<f32>;
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


// CPU: y f32[2, 17, 5, 8], w f32[17, 5, 3, 3], bias f32[5] {"stride":[1,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[5,16]}

enable subgroups;
@group(0) @binding(0) var<storage, read> source: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  groups: u32, blocks: u32, runs: u32, count: u32, made: u32, read: u32, height: u32, width: u32, made_h: u32,
  made_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, top: i32, biased: u32, activated: u32, w_group: u32,
  w_made: u32, w_read: u32, w_first: u32, w_line: u32, w_tap: u32, per_row: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
fn activate(x: vec4<f32>) -> vec4<f32> { return select(x, vec4<f32>(0), x < vec4<f32>(0)); }
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
  let first = i32(oy) + p.top;
  let step = i32(p.dilation_h);
  let base = i32(ox / 2u);
  let piece0_column = u32(clamp(base + 0i, 0, (i32(p.width) - 1)));
  let piece0_there = base + 0i >= 0 && base + 0i <= (i32(p.width) - 1);
  let piece1_column = u32(clamp(base + 1i, 0, (i32(p.width) - 1)));
  let piece1_there = base + 1i >= 0 && base + 1i <= (i32(p.width) - 1);
  let piece2_column = u32(clamp(base + 2i, 0, (i32(p.width) - 1)));
  let piece2_there = base + 2i >= 0 && base + 2i <= (i32(p.width) - 1);
  let piece3_column = u32(clamp(base + 3i, 0, (i32(p.width) - 1)));
  let piece3_there = base + 3i >= 0 && base + 3i <= (i32(p.width) - 1);
  let piece4_column = u32(clamp(base + 4i, 0, (i32(p.width) - 1)));
  let piece4_there = base + 4i >= 0 && base + 4i <= (i32(p.width) - 1);
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
      let reach = first - i32(ky) * step;
      let iy = reach / 1;
      let inside = reach >= 0 && iy * 1 == reach && iy < height;
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      let weight0 = weight[weights + weight0_at];
      let weight1 = weight[weights + weight1_at];
      let weight2 = weight[weights + weight2_at];
      let piece0 = select(0.0, source[row + piece0_column], inside & piece0_there);
      let piece1 = select(0.0, source[row + piece1_column], inside & piece1_there);
      let piece2 = select(0.0, source[row + piece2_column], inside & piece2_there);
      let piece3 = select(0.0, source[row + piece3_column], inside & piece3_there);
      let piece4 = select(0.0, source[row + piece4_column], inside & piece4_there);
      {
        let four0 = vec4<f32>(0.0, piece1, 0.0, piece2);
        let four1 = vec4<f32>(0.0, piece3, 0.0, piece4);
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
        let four0 = vec4<f32>(piece0, 0.0, piece1, 0.0);
        let four1 = vec4<f32>(piece2, 0.0, piece3, 0.0);
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
        let four0 = vec4<f32>(0.0, piece0, 0.0, piece1);
        let four1 = vec4<f32>(0.0, piece2, 0.0, piece3);
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
  var totals = array<vec4<f32>, 16>(total0_0, total0_1, total1_0, total1_1, total2_0, total2_1, total3_0, total3_1, total4_0, total4_1, total5_0, total5_1, total6_0, total6_1, total7_0, total7_1);
  let made_w = p.made_w / 4;
  let column = ox / 4;
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


// GPU: y f32[2, 17, 5, 8], w f32[17, 5, 3, 3], bias f32[5] {"stride":[1,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[5,16]}

@group(0) @binding(0) var<storage, read> y: array<f32>;
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
      var staged = vec4<f32>(0.0);
      let kx = step % p.kernel_w;
      let ky = step / p.kernel_w % p.kernel_h;
      let channel = step / (p.kernel_w * p.kernel_h);
      if (((left_line0 + 0) < p.rows) & (step < k_end)) {
        staged[0] = w[((g * p.outs + channel) * p.ins + (left_line0 + 0)) * taps + ky * p.kernel_w + kx];
      }
      if (((left_line0 + 1) < p.rows) & (step < k_end)) {
        staged[1] = w[((g * p.outs + channel) * p.ins + (left_line0 + 1)) * taps + ky * p.kernel_w + kx];
      }
      if (((left_line0 + 2) < p.rows) & (step < k_end)) {
        staged[2] = w[((g * p.outs + channel) * p.ins + (left_line0 + 2)) * taps + ky * p.kernel_w + kx];
      }
      if (((left_line0 + 3) < p.rows) & (step < k_end)) {
        staged[3] = w[((g * p.outs + channel) * p.ins + (left_line0 + 3)) * taps + ky * p.kernel_w + kx];
      }
      left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = staged;
    }
    {
      let step = k + (t / 8u + 0u);
      var staged = vec4<f32>(0.0);
      let kx = step % p.kernel_w;
      let ky = step / p.kernel_w % p.kernel_h;
      let channel = step / (p.kernel_w * p.kernel_h);
      let up = p.top - i32(ky * p.dilation_h);
      let back = p.left - i32(kx * p.dilation_w);
      let plane = ((b * p.groups + g) * p.outs + channel) * p.out_height;
      {
        let reach_y = line_y0 + up;
        let reach_x = line_x0 + back;
        if (((right_line0 + 0) < p.columns) & (step < k_end) & (reach_y >= 0) & (reach_x >= 0)) {
          let oy = u32(reach_y) / p.stride_h;
          let ox = u32(reach_x) / p.stride_w;
          if ((oy < p.out_height) & (ox < p.out_width) & (oy * p.stride_h == u32(reach_y))
            & (ox * p.stride_w == u32(reach_x))) {
            staged[0] = y[(plane + oy) * p.out_width + ox];
          }
        }
      }
      {
        let reach_y = line_y1 + up;
        let reach_x = line_x1 + back;
        if (((right_line0 + 1) < p.columns) & (step < k_end) & (reach_y >= 0) & (reach_x >= 0)) {
          let oy = u32(reach_y) / p.stride_h;
          let ox = u32(reach_x) / p.stride_w;
          if ((oy < p.out_height) & (ox < p.out_width) & (oy * p.stride_h == u32(reach_y))
            & (ox * p.stride_w == u32(reach_x))) {
            staged[1] = y[(plane + oy) * p.out_width + ox];
          }
        }
      }
      {
        let reach_y = line_y2 + up;
        let reach_x = line_x2 + back;
        if (((right_line0 + 2) < p.columns) & (step < k_end) & (reach_y >= 0) & (reach_x >= 0)) {
          let oy = u32(reach_y) / p.stride_h;
          let ox = u32(reach_x) / p.stride_w;
          if ((oy < p.out_height) & (ox < p.out_width) & (oy * p.stride_h == u32(reach_y))
            & (ox * p.stride_w == u32(reach_x))) {
            staged[2] = y[(plane + oy) * p.out_width + ox];
          }
        }
      }
      {
        let reach_y = line_y3 + up;
        let reach_x = line_x3 + back;
        if (((right_line0 + 3) < p.columns) & (step < k_end) & (reach_y >= 0) & (reach_x >= 0)) {
          let oy = u32(reach_y) / p.stride_h;
          let ox = u32(reach_x) / p.stride_w;
          if ((oy < p.out_height) & (ox < p.out_width) & (oy * p.stride_h == u32(reach_y))
            & (ox * p.stride_w == u32(reach_x))) {
            staged[3] = y[(plane + oy) * p.out_width + ox];
          }
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
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 0u + tx * 4)] = total0_0[0] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 1u + tx * 4)] = total0_0[1] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 2u + tx * 4)] = total0_0[2] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 3u + tx * 4)] = total0_0[3] + bias[i]; }
  }
  {
    let row = group.y * 32u + 1u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 0u + tx * 4)] = total1_0[0] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 1u + tx * 4)] = total1_0[1] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 2u + tx * 4)] = total1_0[2] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 3u + tx * 4)] = total1_0[3] + bias[i]; }
  }
  {
    let row = group.y * 32u + 2u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 0u + tx * 4)] = total2_0[0] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 1u + tx * 4)] = total2_0[1] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 2u + tx * 4)] = total2_0[2] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 3u + tx * 4)] = total2_0[3] + bias[i]; }
  }
  {
    let row = group.y * 32u + 3u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 0u + tx * 4)] = total3_0[0] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 1u + tx * 4)] = total3_0[1] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 2u + tx * 4)] = total3_0[2] + bias[i]; }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { let i = g * p.ins + row;
    out[(b * p.groups * p.ins + i) * p.columns + (group.x * 32u + 3u + tx * 4)] = total3_0[3] + bias[i]; }
  }
}


// CPU: y f32[1, 4, 3, 5], w f32[4, 3, 2, 3] {"stride":[3,1],"padding":[0,2],"dilation":[2,2],"groups":2,"size":[12,5]}

// 188 lines, SHA-256 8a8e512a86f6217197288e5c2d862f05abda823a1a6be3a1e3459630f266c39a


// GPU: y f32[1, 4, 3, 5], w f32[4, 3, 2, 3] {"stride":[3,1],"padding":[0,2],"dilation":[2,2],"groups":2,"size":[12,5]}

@group(0) @binding(0) var<storage, read> y: array<f32>;
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
  let ix = i % p.width;
  var rest = i / p.width;
  let iy = rest % p.height;
  rest /= p.height;
  let channel = (rest % p.blocks) * 3u;
  rest /= p.blocks;
  let group = rest % p.groups;
  let b = rest / p.groups;
  let pixels = p.out_height * p.out_width;
  let taps = p.kernel_h * p.kernel_w;
  let y_start = (b * p.groups + group) * p.outs * pixels;
  let c0 = min(channel + 0u, p.ins - 1);
  let w0 = (group * p.outs * p.ins + c0) * taps;
  var total0 = 0.0;
  let c1 = min(channel + 1u, p.ins - 1);
  let w1 = (group * p.outs * p.ins + c1) * taps;
  var total1 = 0.0;
  let c2 = min(channel + 2u, p.ins - 1);
  let w2 = (group * p.outs * p.ins + c2) * taps;
  var total2 = 0.0;
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
      for (var o = 0u; o < p.outs; o++) {
        let value = y[from_y];
        sum0 += value * w[w0 + from_w];
        sum1 += value * w[w1 + from_w];
        sum2 += value * w[w2 + from_w];
        from_y += pixels;
        from_w += p.ins * taps;
      }
      total0 += sum0;
      total1 += sum1;
      total2 += sum2;
    }
  }
  let plane = p.height * p.width;
  let at = (b * p.groups + group) * p.ins * plane + iy * p.width + ix;
  if (channel + 0u < p.ins) { out[at + c0 * plane] = total0; }
  if (channel + 1u < p.ins) { out[at + c1 * plane] = total1; }
  if (channel + 2u < p.ins) { out[at + c2 * plane] = total2; }
}
