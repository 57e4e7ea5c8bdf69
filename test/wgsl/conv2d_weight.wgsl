// CPU: x f32[2, 3, 6, 7], y f32[2, 4, 6, 7] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3]}

enable subgroups;
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32, kernel_h: u32,
  kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32, blocks: u32,
  weights: u32, slots: u32, rows: u32, rows_per_part: u32, rows_per_block: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let part = id.y;
  let ky = id.x % p.kernel_h;
  var rest = id.x / p.kernel_h;
  let channel = rest % p.blocks * 8u;
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
  let x_step = p.groups * p.ins * p.height * width;
  let y_step = p.groups * p.outs * out_height * out_width;
  let next_image = y_step - out_height * out_width;
  let every_row = false;
  let places4 = array<i32, 6u>(-1i, 0i, 1i, 2i, 3i, 4i);
  let held4_0_place = places4[min((lane + 0u) / 8u,
    5u)];
  let held4_0_row = min(channel + (lane + 0u) % 8u, p.ins - 1) * p.height * width;
  let held4_1_place = places4[min((lane + 8u) / 8u,
    5u)];
  let held4_1_row = min(channel + (lane + 8u) % 8u, p.ins - 1) * p.height * width;
  let held4_2_place = places4[min((lane + 16u) / 8u,
    5u)];
  let held4_2_row = min(channel + (lane + 16u) % 8u, p.ins - 1) * p.height * width;
  let held4_3_place = places4[min((lane + 24u) / 8u,
    5u)];
  let held4_3_row = min(channel + (lane + 24u) % 8u, p.ins - 1) * p.height * width;
  let held4_4_place = places4[min((lane + 32u) / 8u,
    5u)];
  let held4_4_row = min(channel + (lane + 32u) % 8u, p.ins - 1) * p.height * width;
  let held4_5_place = places4[min((lane + 40u) / 8u,
    5u)];
  let held4_5_row = min(channel + (lane + 40u) % 8u, p.ins - 1) * p.height * width;
  let places1 = array<i32, 3u>(-1i, 0i, 1i);
  let held1_0_place = places1[min((lane + 0u) / 8u,
    2u)];
  let held1_0_row = min(channel + (lane + 0u) % 8u, p.ins - 1) * p.height * width;
  let held1_1_place = places1[min((lane + 8u) / 8u,
    2u)];
  let held1_1_row = min(channel + (lane + 8u) % 8u, p.ins - 1) * p.height * width;
  let held1_2_place = places1[min((lane + 16u) / 8u,
    2u)];
  let held1_2_row = min(channel + (lane + 16u) % 8u, p.ins - 1) * p.height * width;
  var total_sum0_0 = 0.0;
  var total_sum0_1 = 0.0;
  var total_sum0_2 = 0.0;
  var total_sum1_0 = 0.0;
  var total_sum1_1 = 0.0;
  var total_sum1_2 = 0.0;
  var total_sum2_0 = 0.0;
  var total_sum2_1 = 0.0;
  var total_sum2_2 = 0.0;
  var total_sum3_0 = 0.0;
  var total_sum3_1 = 0.0;
  var total_sum3_2 = 0.0;
  var total_sum4_0 = 0.0;
  var total_sum4_1 = 0.0;
  var total_sum4_2 = 0.0;
  var total_sum5_0 = 0.0;
  var total_sum5_1 = 0.0;
  var total_sum5_2 = 0.0;
  var total_sum6_0 = 0.0;
  var total_sum6_1 = 0.0;
  var total_sum6_2 = 0.0;
  var total_sum7_0 = 0.0;
  var total_sum7_1 = 0.0;
  var total_sum7_2 = 0.0;
  let end = min((part + 1) * p.rows_per_part, p.rows);
  let rows_per_block = p.rows_per_block;
  let first = part * p.rows_per_part;
  var oy = first % out_height;
  var x_image = first / out_height * x_step + group * p.ins * p.height * width;
  var y_next = first / out_height * y_step + (group * p.outs + min(o, p.outs - 1)) * out_height * out_width
    + oy * out_width;
  for (var block = first; block < end; block += rows_per_block) {
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
    var sum5_0 = 0.0;
    var sum5_1 = 0.0;
    var sum5_2 = 0.0;
    var sum6_0 = 0.0;
    var sum6_1 = 0.0;
    var sum6_2 = 0.0;
    var sum7_0 = 0.0;
    var sum7_1 = 0.0;
    var sum7_2 = 0.0;
    let block_end = min(block + rows_per_block, end);
    for (var row = block; row < block_end; row++) {
      let iy = i32(oy * stride_h) + down;
      let inside = iy >= 0 && iy < height;
      let x_row = x_image + u32(clamp(iy, 0, height - 1)) * width;
      let y_row = y_next;
      oy++;
      y_next += out_width;
      if (oy == out_height) {
        oy = 0u;
        x_image += x_step;
        y_next += next_image;
      }
      if (!(inside || every_row)) { continue; }
      var ox = 0u;
      for (; ox + 3 < out_width; ox += 4u) {
        let held4_0_column = i32(ox) * stride_w + held4_0_place;
        let held4_0 = select(0.0,
          x[x_row + held4_0_row + u32(clamp(held4_0_column, 0, last))],
            inside & (held4_0_column >= 0) & (held4_0_column <= last));
        let held4_1_column = i32(ox) * stride_w + held4_1_place;
        let held4_1 = select(0.0,
          x[x_row + held4_1_row + u32(clamp(held4_1_column, 0, last))],
            inside & (held4_1_column >= 0) & (held4_1_column <= last));
        let held4_2_column = i32(ox) * stride_w + held4_2_place;
        let held4_2 = select(0.0,
          x[x_row + held4_2_row + u32(clamp(held4_2_column, 0, last))],
            inside & (held4_2_column >= 0) & (held4_2_column <= last));
        let held4_3_column = i32(ox) * stride_w + held4_3_place;
        let held4_3 = select(0.0,
          x[x_row + held4_3_row + u32(clamp(held4_3_column, 0, last))],
            inside & (held4_3_column >= 0) & (held4_3_column <= last));
        let held4_4_column = i32(ox) * stride_w + held4_4_place;
        let held4_4 = select(0.0,
          x[x_row + held4_4_row + u32(clamp(held4_4_column, 0, last))],
            inside & (held4_4_column >= 0) & (held4_4_column <= last));
        let held4_5_column = i32(ox) * stride_w + held4_5_place;
        let held4_5 = select(0.0,
          x[x_row + held4_5_row + u32(clamp(held4_5_column, 0, last))],
            inside & (held4_5_column >= 0) & (held4_5_column <= last));
        let dy0 = y[y_row + ox + 0];
        let dy1 = y[y_row + ox + 1];
        let dy2 = y[y_row + ox + 2];
        let dy3 = y[y_row + ox + 3];
        {
          let pixel0 = subgroupBroadcast(held4_0, 0u);
          let pixel1 = subgroupBroadcast(held4_1, 0u);
          let pixel2 = subgroupBroadcast(held4_2, 0u);
          let pixel3 = subgroupBroadcast(held4_3, 0u);
          let pixel4 = subgroupBroadcast(held4_4, 0u);
          let pixel5 = subgroupBroadcast(held4_5, 0u);
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
          let pixel1 = subgroupBroadcast(held4_1, 1u);
          let pixel2 = subgroupBroadcast(held4_2, 1u);
          let pixel3 = subgroupBroadcast(held4_3, 1u);
          let pixel4 = subgroupBroadcast(held4_4, 1u);
          let pixel5 = subgroupBroadcast(held4_5, 1u);
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
          let pixel1 = subgroupBroadcast(held4_1, 2u);
          let pixel2 = subgroupBroadcast(held4_2, 2u);
          let pixel3 = subgroupBroadcast(held4_3, 2u);
          let pixel4 = subgroupBroadcast(held4_4, 2u);
          let pixel5 = subgroupBroadcast(held4_5, 2u);
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
        {
          let pixel0 = subgroupBroadcast(held4_0, 3u);
          let pixel1 = subgroupBroadcast(held4_1, 3u);
          let pixel2 = subgroupBroadcast(held4_2, 3u);
          let pixel3 = subgroupBroadcast(held4_3, 3u);
          let pixel4 = subgroupBroadcast(held4_4, 3u);
          let pixel5 = subgroupBroadcast(held4_5, 3u);
          sum3_0 = fma(dy0, pixel0, sum3_0);
          sum3_1 = fma(dy0, pixel1, sum3_1);
          sum3_2 = fma(dy0, pixel2, sum3_2);
          sum3_0 = fma(dy1, pixel1, sum3_0);
          sum3_1 = fma(dy1, pixel2, sum3_1);
          sum3_2 = fma(dy1, pixel3, sum3_2);
          sum3_0 = fma(dy2, pixel2, sum3_0);
          sum3_1 = fma(dy2, pixel3, sum3_1);
          sum3_2 = fma(dy2, pixel4, sum3_2);
          sum3_0 = fma(dy3, pixel3, sum3_0);
          sum3_1 = fma(dy3, pixel4, sum3_1);
          sum3_2 = fma(dy3, pixel5, sum3_2);
        }
        {
          let pixel0 = subgroupBroadcast(held4_0, 4u);
          let pixel1 = subgroupBroadcast(held4_1, 4u);
          let pixel2 = subgroupBroadcast(held4_2, 4u);
          let pixel3 = subgroupBroadcast(held4_3, 4u);
          let pixel4 = subgroupBroadcast(held4_4, 4u);
          let pixel5 = subgroupBroadcast(held4_5, 4u);
          sum4_0 = fma(dy0, pixel0, sum4_0);
          sum4_1 = fma(dy0, pixel1, sum4_1);
          sum4_2 = fma(dy0, pixel2, sum4_2);
          sum4_0 = fma(dy1, pixel1, sum4_0);
          sum4_1 = fma(dy1, pixel2, sum4_1);
          sum4_2 = fma(dy1, pixel3, sum4_2);
          sum4_0 = fma(dy2, pixel2, sum4_0);
          sum4_1 = fma(dy2, pixel3, sum4_1);
          sum4_2 = fma(dy2, pixel4, sum4_2);
          sum4_0 = fma(dy3, pixel3, sum4_0);
          sum4_1 = fma(dy3, pixel4, sum4_1);
          sum4_2 = fma(dy3, pixel5, sum4_2);
        }
        {
          let pixel0 = subgroupBroadcast(held4_0, 5u);
          let pixel1 = subgroupBroadcast(held4_1, 5u);
          let pixel2 = subgroupBroadcast(held4_2, 5u);
          let pixel3 = subgroupBroadcast(held4_3, 5u);
          let pixel4 = subgroupBroadcast(held4_4, 5u);
          let pixel5 = subgroupBroadcast(held4_5, 5u);
          sum5_0 = fma(dy0, pixel0, sum5_0);
          sum5_1 = fma(dy0, pixel1, sum5_1);
          sum5_2 = fma(dy0, pixel2, sum5_2);
          sum5_0 = fma(dy1, pixel1, sum5_0);
          sum5_1 = fma(dy1, pixel2, sum5_1);
          sum5_2 = fma(dy1, pixel3, sum5_2);
          sum5_0 = fma(dy2, pixel2, sum5_0);
          sum5_1 = fma(dy2, pixel3, sum5_1);
          sum5_2 = fma(dy2, pixel4, sum5_2);
          sum5_0 = fma(dy3, pixel3, sum5_0);
          sum5_1 = fma(dy3, pixel4, sum5_1);
          sum5_2 = fma(dy3, pixel5, sum5_2);
        }
        {
          let pixel0 = subgroupBroadcast(held4_0, 6u);
          let pixel1 = subgroupBroadcast(held4_1, 6u);
          let pixel2 = subgroupBroadcast(held4_2, 6u);
          let pixel3 = subgroupBroadcast(held4_3, 6u);
          let pixel4 = subgroupBroadcast(held4_4, 6u);
          let pixel5 = subgroupBroadcast(held4_5, 6u);
          sum6_0 = fma(dy0, pixel0, sum6_0);
          sum6_1 = fma(dy0, pixel1, sum6_1);
          sum6_2 = fma(dy0, pixel2, sum6_2);
          sum6_0 = fma(dy1, pixel1, sum6_0);
          sum6_1 = fma(dy1, pixel2, sum6_1);
          sum6_2 = fma(dy1, pixel3, sum6_2);
          sum6_0 = fma(dy2, pixel2, sum6_0);
          sum6_1 = fma(dy2, pixel3, sum6_1);
          sum6_2 = fma(dy2, pixel4, sum6_2);
          sum6_0 = fma(dy3, pixel3, sum6_0);
          sum6_1 = fma(dy3, pixel4, sum6_1);
          sum6_2 = fma(dy3, pixel5, sum6_2);
        }
        {
          let pixel0 = subgroupBroadcast(held4_0, 7u);
          let pixel1 = subgroupBroadcast(held4_1, 7u);
          let pixel2 = subgroupBroadcast(held4_2, 7u);
          let pixel3 = subgroupBroadcast(held4_3, 7u);
          let pixel4 = subgroupBroadcast(held4_4, 7u);
          let pixel5 = subgroupBroadcast(held4_5, 7u);
          sum7_0 = fma(dy0, pixel0, sum7_0);
          sum7_1 = fma(dy0, pixel1, sum7_1);
          sum7_2 = fma(dy0, pixel2, sum7_2);
          sum7_0 = fma(dy1, pixel1, sum7_0);
          sum7_1 = fma(dy1, pixel2, sum7_1);
          sum7_2 = fma(dy1, pixel3, sum7_2);
          sum7_0 = fma(dy2, pixel2, sum7_0);
          sum7_1 = fma(dy2, pixel3, sum7_1);
          sum7_2 = fma(dy2, pixel4, sum7_2);
          sum7_0 = fma(dy3, pixel3, sum7_0);
          sum7_1 = fma(dy3, pixel4, sum7_1);
          sum7_2 = fma(dy3, pixel5, sum7_2);
        }
      }
      for (; ox < out_width; ox++) {
        let held1_0_column = i32(ox) * stride_w + held1_0_place;
        let held1_0 = select(0.0,
          x[x_row + held1_0_row + u32(clamp(held1_0_column, 0, last))],
            inside & (held1_0_column >= 0) & (held1_0_column <= last));
        let held1_1_column = i32(ox) * stride_w + held1_1_place;
        let held1_1 = select(0.0,
          x[x_row + held1_1_row + u32(clamp(held1_1_column, 0, last))],
            inside & (held1_1_column >= 0) & (held1_1_column <= last));
        let held1_2_column = i32(ox) * stride_w + held1_2_place;
        let held1_2 = select(0.0,
          x[x_row + held1_2_row + u32(clamp(held1_2_column, 0, last))],
            inside & (held1_2_column >= 0) & (held1_2_column <= last));
        let dy0 = y[y_row + ox + 0];
        {
          let pixel0 = subgroupBroadcast(held1_0, 0u);
          let pixel1 = subgroupBroadcast(held1_1, 0u);
          let pixel2 = subgroupBroadcast(held1_2, 0u);
          sum0_0 = fma(dy0, pixel0, sum0_0);
          sum0_1 = fma(dy0, pixel1, sum0_1);
          sum0_2 = fma(dy0, pixel2, sum0_2);
        }
        {
          let pixel0 = subgroupBroadcast(held1_0, 1u);
          let pixel1 = subgroupBroadcast(held1_1, 1u);
          let pixel2 = subgroupBroadcast(held1_2, 1u);
          sum1_0 = fma(dy0, pixel0, sum1_0);
          sum1_1 = fma(dy0, pixel1, sum1_1);
          sum1_2 = fma(dy0, pixel2, sum1_2);
        }
        {
          let pixel0 = subgroupBroadcast(held1_0, 2u);
          let pixel1 = subgroupBroadcast(held1_1, 2u);
          let pixel2 = subgroupBroadcast(held1_2, 2u);
          sum2_0 = fma(dy0, pixel0, sum2_0);
          sum2_1 = fma(dy0, pixel1, sum2_1);
          sum2_2 = fma(dy0, pixel2, sum2_2);
        }
        {
          let pixel0 = subgroupBroadcast(held1_0, 3u);
          let pixel1 = subgroupBroadcast(held1_1, 3u);
          let pixel2 = subgroupBroadcast(held1_2, 3u);
          sum3_0 = fma(dy0, pixel0, sum3_0);
          sum3_1 = fma(dy0, pixel1, sum3_1);
          sum3_2 = fma(dy0, pixel2, sum3_2);
        }
        {
          let pixel0 = subgroupBroadcast(held1_0, 4u);
          let pixel1 = subgroupBroadcast(held1_1, 4u);
          let pixel2 = subgroupBroadcast(held1_2, 4u);
          sum4_0 = fma(dy0, pixel0, sum4_0);
          sum4_1 = fma(dy0, pixel1, sum4_1);
          sum4_2 = fma(dy0, pixel2, sum4_2);
        }
        {
          let pixel0 = subgroupBroadcast(held1_0, 5u);
          let pixel1 = subgroupBroadcast(held1_1, 5u);
          let pixel2 = subgroupBroadcast(held1_2, 5u);
          sum5_0 = fma(dy0, pixel0, sum5_0);
          sum5_1 = fma(dy0, pixel1, sum5_1);
          sum5_2 = fma(dy0, pixel2, sum5_2);
        }
        {
          let pixel0 = subgroupBroadcast(held1_0, 6u);
          let pixel1 = subgroupBroadcast(held1_1, 6u);
          let pixel2 = subgroupBroadcast(held1_2, 6u);
          sum6_0 = fma(dy0, pixel0, sum6_0);
          sum6_1 = fma(dy0, pixel1, sum6_1);
          sum6_2 = fma(dy0, pixel2, sum6_2);
        }
        {
          let pixel0 = subgroupBroadcast(held1_0, 7u);
          let pixel1 = subgroupBroadcast(held1_1, 7u);
          let pixel2 = subgroupBroadcast(held1_2, 7u);
          sum7_0 = fma(dy0, pixel0, sum7_0);
          sum7_1 = fma(dy0, pixel1, sum7_1);
          sum7_2 = fma(dy0, pixel2, sum7_2);
        }
      }
    }
    total_sum0_0 += sum0_0;
    total_sum0_1 += sum0_1;
    total_sum0_2 += sum0_2;
    total_sum1_0 += sum1_0;
    total_sum1_1 += sum1_1;
    total_sum1_2 += sum1_2;
    total_sum2_0 += sum2_0;
    total_sum2_1 += sum2_1;
    total_sum2_2 += sum2_2;
    total_sum3_0 += sum3_0;
    total_sum3_1 += sum3_1;
    total_sum3_2 += sum3_2;
    total_sum4_0 += sum4_0;
    total_sum4_1 += sum4_1;
    total_sum4_2 += sum4_2;
    total_sum5_0 += sum5_0;
    total_sum5_1 += sum5_1;
    total_sum5_2 += sum5_2;
    total_sum6_0 += sum6_0;
    total_sum6_1 += sum6_1;
    total_sum6_2 += sum6_2;
    total_sum7_0 += sum7_0;
    total_sum7_1 += sum7_1;
    total_sum7_2 += sum7_2;
  }
  if (o >= p.outs) { return; }
  // A loop that only constants bound stores them: a store takes longer to compile than ten products.
  var totals = array<f32, 24>(total_sum0_0, total_sum0_1, total_sum0_2, total_sum1_0, total_sum1_1, total_sum1_2, total_sum2_0, total_sum2_1, total_sum2_2, total_sum3_0, total_sum3_1, total_sum3_2, total_sum4_0, total_sum4_1, total_sum4_2, total_sum5_0, total_sum5_1, total_sum5_2, total_sum6_0, total_sum6_1, total_sum6_2, total_sum7_0, total_sum7_1, total_sum7_2);
  var at = (((group * p.outs + o) * p.ins + channel) * p.kernel_h + ky) * p.kernel_w;
  var kx = 0u;
  let stores = min(8u, p.ins - channel) * p.kernel_w;
  for (var k = 0u; k < stores; k++) {
    out[at + kx] = totals[k];
    kx++;
    if (kx == p.kernel_w) {
      kx = 0u;
      at += p.kernel_h * p.kernel_w;
    }
  }
}


// GPU: x f32[2, 3, 6, 7], y f32[2, 4, 6, 7] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3]}
// GPU: x f32[2, 3, 9, 9], y f32[2, 8, 3, 3] {"stride":[3,3],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3]}
// CPU, GPU: x f32[1, 2, 5, 32], y f32[1, 2, 5, 32] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":2,"size":[3,3]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
  weights: u32, slots: u32, rows: u32, rows_per_part: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let slot = i % p.slots;
  let part = i / p.slots;
  let end_row = min((part + 1) * p.rows_per_part, p.rows);
  var total = 0.0;
  let kx = slot % p.kernel_w;
  var rest = slot / p.kernel_w;
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
  for (var row = part * p.rows_per_part; row < end_row; row++) {
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
  out[slot] = total;
}


// CPU: x f32[2, 5, 21, 16], y f32[2, 18, 21, 16] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3],"bias":true}

// 322 lines, SHA-256 c483cadf08262ffd5e1d005e21022498c29ef913828479c56069c0e7de0e61eb


// GPU 1/2: x f32[2, 5, 21, 16], y f32[2, 18, 21, 16] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3],"bias":true}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> partial: array<f32>;
struct Params {
  batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32, kernel_h: u32,
  kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32, pixels: u32,
  chunk: u32, taps: u32, weights: u32, slots: u32, rows: u32, columns: u32, grid_x: u32, grid_y: u32, grid_z: u32,
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
  let right_line0 = group.x * 32u + (t / 8u + 0u) * 4;
  let line_x0 = i32((right_line0 + 0) % p.kernel_w * p.dilation_w) - p.left;
  let line_y0 = i32((right_line0 + 0) / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
  let line_plane0 = (right_line0 + 0) / (p.kernel_w * p.kernel_h);
  let line_x1 = i32((right_line0 + 1) % p.kernel_w * p.dilation_w) - p.left;
  let line_y1 = i32((right_line0 + 1) / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
  let line_plane1 = (right_line0 + 1) / (p.kernel_w * p.kernel_h);
  let line_x2 = i32((right_line0 + 2) % p.kernel_w * p.dilation_w) - p.left;
  let line_y2 = i32((right_line0 + 2) / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
  let line_plane2 = (right_line0 + 2) / (p.kernel_w * p.kernel_h);
  let line_x3 = i32((right_line0 + 3) % p.kernel_w * p.dilation_w) - p.left;
  let line_y3 = i32((right_line0 + 3) / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
  let line_plane3 = (right_line0 + 3) / (p.kernel_w * p.kernel_h);
  let batch = group.z;
  let g = batch % p.groups;
  let part = batch / p.groups;
  let k_first = part * p.chunk;
  let k_end = min(k_first + p.chunk, p.pixels);
  var total0_0 = vec4<f32>(0.0);
  var total1_0 = vec4<f32>(0.0);
  var total2_0 = vec4<f32>(0.0);
  var total3_0 = vec4<f32>(0.0);
  for (var k = k_first; k < k_end; k += 8u) {
    {
      let step = k + t % 8u;
      var staged = vec4<f32>(0.0);
      let ox = step % p.out_width;
      let oy = step / p.out_width % p.out_height;
      let b = step / (p.out_width * p.out_height);
      if (((left_line0 + 0) < p.rows) & (step < k_end)) {
        staged[0] = y[((b * p.groups * p.outs + g * p.outs + (left_line0 + 0)) * p.out_height + oy) * p.out_width + ox];
      }
      if (((left_line0 + 1) < p.rows) & (step < k_end)) {
        staged[1] = y[((b * p.groups * p.outs + g * p.outs + (left_line0 + 1)) * p.out_height + oy) * p.out_width + ox];
      }
      if (((left_line0 + 2) < p.rows) & (step < k_end)) {
        staged[2] = y[((b * p.groups * p.outs + g * p.outs + (left_line0 + 2)) * p.out_height + oy) * p.out_width + ox];
      }
      if (((left_line0 + 3) < p.rows) & (step < k_end)) {
        staged[3] = y[((b * p.groups * p.outs + g * p.outs + (left_line0 + 3)) * p.out_height + oy) * p.out_width + ox];
      }
      left[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = staged;
    }
    {
      let step = k + t % 8u;
      var staged = vec4<f32>(0.0);
      let ox = step % p.out_width;
      let oy = step / p.out_width % p.out_height;
      let b = step / (p.out_width * p.out_height);
      let first = (b * p.groups + g) * p.ins;
      let down = i32(oy * p.stride_h);
      let along = i32(ox * p.stride_w);
      {
        let iy = line_y0 + down;
        let ix = line_x0 + along;
        if (((right_line0 + 0) < p.taps) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[0] = x[((first + line_plane0) * p.height + u32(iy)) * p.width + u32(ix)];
        }if (((right_line0 + 0) == p.taps) & (step < k_end)) { staged[0] = 1.0; }
      }
      {
        let iy = line_y1 + down;
        let ix = line_x1 + along;
        if (((right_line0 + 1) < p.taps) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[1] = x[((first + line_plane1) * p.height + u32(iy)) * p.width + u32(ix)];
        }if (((right_line0 + 1) == p.taps) & (step < k_end)) { staged[1] = 1.0; }
      }
      {
        let iy = line_y2 + down;
        let ix = line_x2 + along;
        if (((right_line0 + 2) < p.taps) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[2] = x[((first + line_plane2) * p.height + u32(iy)) * p.width + u32(ix)];
        }if (((right_line0 + 2) == p.taps) & (step < k_end)) { staged[2] = 1.0; }
      }
      {
        let iy = line_y3 + down;
        let ix = line_x3 + along;
        if (((right_line0 + 3) < p.taps) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
          & (ix < i32(p.width))) {
          staged[3] = x[((first + line_plane3) * p.height + u32(iy)) * p.width + u32(ix)];
        }if (((right_line0 + 3) == p.taps) & (step < k_end)) { staged[3] = 1.0; }
      }
      right[t % 8u * 8u + ((t / 8u + 0u) * 4) / 4] = staged;
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
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { if ((group.x * 32u + 0u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 0u + tx * 4)] = total0_0[0]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total0_0[0]; } }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { if ((group.x * 32u + 1u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 1u + tx * 4)] = total0_0[1]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total0_0[1]; } }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { if ((group.x * 32u + 2u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 2u + tx * 4)] = total0_0[2]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total0_0[2]; } }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { if ((group.x * 32u + 3u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 3u + tx * 4)] = total0_0[3]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total0_0[3]; } }
  }
  {
    let row = group.y * 32u + 1u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { if ((group.x * 32u + 0u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 0u + tx * 4)] = total1_0[0]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total1_0[0]; } }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { if ((group.x * 32u + 1u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 1u + tx * 4)] = total1_0[1]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total1_0[1]; } }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { if ((group.x * 32u + 2u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 2u + tx * 4)] = total1_0[2]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total1_0[2]; } }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { if ((group.x * 32u + 3u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 3u + tx * 4)] = total1_0[3]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total1_0[3]; } }
  }
  {
    let row = group.y * 32u + 2u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { if ((group.x * 32u + 0u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 0u + tx * 4)] = total2_0[0]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total2_0[0]; } }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { if ((group.x * 32u + 1u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 1u + tx * 4)] = total2_0[1]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total2_0[1]; } }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { if ((group.x * 32u + 2u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 2u + tx * 4)] = total2_0[2]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total2_0[2]; } }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { if ((group.x * 32u + 3u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 3u + tx * 4)] = total2_0[3]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total2_0[3]; } }
  }
  {
    let row = group.y * 32u + 3u + ty * 4;
    if ((row < p.rows) & ((group.x * 32u + 0u + tx * 4) < p.columns)) { if ((group.x * 32u + 0u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 0u + tx * 4)] = total3_0[0]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total3_0[0]; } }
    if ((row < p.rows) & ((group.x * 32u + 1u + tx * 4) < p.columns)) { if ((group.x * 32u + 1u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 1u + tx * 4)] = total3_0[1]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total3_0[1]; } }
    if ((row < p.rows) & ((group.x * 32u + 2u + tx * 4) < p.columns)) { if ((group.x * 32u + 2u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 2u + tx * 4)] = total3_0[2]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total3_0[2]; } }
    if ((row < p.rows) & ((group.x * 32u + 3u + tx * 4) < p.columns)) { if ((group.x * 32u + 3u + tx * 4) < p.taps) { partial[part * p.slots + (g * p.outs + row) * p.taps + (group.x * 32u + 3u + tx * 4)] = total3_0[3]; } else { partial[part * p.slots + p.weights + g * p.outs + row] = total3_0[3]; } }
  }
}


// GPU 2/2: x f32[2, 5, 21, 16], y f32[2, 18, 21, 16] {"stride":[1,1],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3],"bias":true}
// CPU 2/2, GPU 2/2: x f32[3, 2, 61, 40], y f32[3, 4, 60, 38] {"stride":[1,1],"padding":[2,1],"dilation":[3,2],"groups":1,"size":[1,3],"bias":true}

@group(0) @binding(0) var<storage, read> partial: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
@group(0) @binding(2) var<storage, read_write> bias: array<f32>;
struct Params {
  count: u32, parts: u32, weights: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var sums = vec4<f32>(0.0);
  for (var part = 0u; part < p.parts; part++) { sums[part % 4] += partial[part * p.count + i]; }
  let total = (sums.x + sums.y) + (sums.z + sums.w);
  if (i < p.weights) { out[i] = total; } else { bias[i - p.weights] = total; }
}


// CPU 1/2, GPU 1/2: x f32[3, 4, 61, 40], y f32[3, 2, 60, 38] {"stride":[1,1],"padding":[2,1],"dilation":[3,2],"groups":2,"size":[2,3]}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> partial: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
  weights: u32, slots: u32, rows: u32, rows_per_part: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let slot = i % p.slots;
  let part = i / p.slots;
  let end_row = min((part + 1) * p.rows_per_part, p.rows);
  var total = 0.0;
  let kx = slot % p.kernel_w;
  var rest = slot / p.kernel_w;
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
  for (var row = part * p.rows_per_part; row < end_row; row++) {
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
  partial[part * p.slots + slot] = total;
}


// CPU 2/2, GPU 2/2: x f32[3, 4, 61, 40], y f32[3, 2, 60, 38] {"stride":[1,1],"padding":[2,1],"dilation":[3,2],"groups":2,"size":[2,3]}

@group(0) @binding(0) var<storage, read> partial: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, parts: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  var sums: array<vec4<f32>, 4>;
  for (var s = 0u; s < 4; s++) { sums[s] = vec4<f32>(0.0); }
  for (var part = 0u; part < p.parts; part++) { sums[part % 4] += partial[part * p.count + i]; }
  out[i] = ((sums[0] + sums[1]) + (sums[2] + sums[3]));
}


// CPU 1/2: x f32[3, 2, 61, 40], y f32[3, 4, 60, 38] {"stride":[1,1],"padding":[2,1],"dilation":[3,2],"groups":1,"size":[1,3],"bias":true}

// 187 lines, SHA-256 d09ec77882f75b7b67159d6919cd9cd111d9d9d4ed4846af77132d0aadca14a9


// GPU 1/2: x f32[3, 2, 61, 40], y f32[3, 4, 60, 38] {"stride":[1,1],"padding":[2,1],"dilation":[3,2],"groups":1,"size":[1,3],"bias":true}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> partial: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
  weights: u32, slots: u32, rows: u32, rows_per_part: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let slot = i % p.slots;
  let part = i / p.slots;
  let end_row = min((part + 1) * p.rows_per_part, p.rows);
  var total = 0.0;
  if (slot >= p.weights) {
    let channel = slot - p.weights;
    for (var row = part * p.rows_per_part; row < end_row; row++) {
      let y_row = (row / p.out_height * p.groups * p.outs + channel) * p.out_height * p.out_width
        + row % p.out_height * p.out_width;
      var sum = 0.0;
      for (var ox = 0u; ox < p.out_width; ox++) { sum += y[y_row + ox]; }
      total += sum;
    }
    partial[part * p.slots + p.weights + channel] = total;
    return;
  }
  let kx = slot % p.kernel_w;
  var rest = slot / p.kernel_w;
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
  for (var row = part * p.rows_per_part; row < end_row; row++) {
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
  partial[part * p.slots + slot] = total;
}


// CPU: x f32[2, 6, 5, 12], y f32[2, 4, 5, 8] {"stride":[1,1],"padding":[1,5],"dilation":[1,9],"groups":2,"size":[3,3],"bias":true}

// 378 lines, SHA-256 f0ff166eba539b4fbfd5d56b007566842562bf93f643de85b6dcf21a29e732cd


// GPU: x f32[2, 6, 5, 12], y f32[2, 4, 5, 8] {"stride":[1,1],"padding":[1,5],"dilation":[1,9],"groups":2,"size":[3,3],"bias":true}
// GPU: x f32[2, 3, 9, 16], y f32[2, 4, 5, 8] {"stride":[2,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3],"bias":true}
// GPU: x f32[2, 3, 9, 9], y f32[2, 8, 5, 5] {"stride":[2,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3],"bias":true}
// CPU, GPU: x f32[1, 2, 9, 9], y f32[1, 2, 4, 3] {"stride":[2,3],"padding":[0,1],"dilation":[1,1],"groups":2,"size":[3,3],"bias":true}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(0) @binding(3) var<storage, read_write> bias: array<f32>;
struct Params {
  count: u32, batch: u32, groups: u32, ins: u32, outs: u32, height: u32, width: u32, out_height: u32, out_width: u32,
  kernel_h: u32, kernel_w: u32, stride_h: u32, stride_w: u32, dilation_h: u32, dilation_w: u32, top: i32, left: i32,
  weights: u32, slots: u32, rows: u32, rows_per_part: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let slot = i % p.slots;
  let part = i / p.slots;
  let end_row = min((part + 1) * p.rows_per_part, p.rows);
  var total = 0.0;
  if (slot >= p.weights) {
    let channel = slot - p.weights;
    for (var row = part * p.rows_per_part; row < end_row; row++) {
      let y_row = (row / p.out_height * p.groups * p.outs + channel) * p.out_height * p.out_width
        + row % p.out_height * p.out_width;
      var sum = 0.0;
      for (var ox = 0u; ox < p.out_width; ox++) { sum += y[y_row + ox]; }
      total += sum;
    }
    bias[channel] = total;
    return;
  }
  let kx = slot % p.kernel_w;
  var rest = slot / p.kernel_w;
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
  for (var row = part * p.rows_per_part; row < end_row; row++) {
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
  out[slot] = total;
}


// CPU: x f32[2, 3, 9, 16], y f32[2, 4, 5, 8] {"stride":[2,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3],"bias":true}

// 533 lines, SHA-256 f273548e14d726846344c5f65ac9cd22179bbe04814f28f2e0560a1e6331c254


// CPU: x f32[2, 3, 9, 9], y f32[2, 8, 5, 5] {"stride":[2,2],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3],"bias":true}

// 489 lines, SHA-256 a555ca964497efda7975bf5accad11d629e34af880d79dda9afb2043b85264d3


// CPU: x f32[2, 3, 9, 9], y f32[2, 8, 3, 3] {"stride":[3,3],"padding":[1,1],"dilation":[1,1],"groups":1,"size":[3,3]}

// 527 lines, SHA-256 e64d41db1cb11da69d7afd2d8d27da7a1c0b16ffeb5e7691ddaf0866c94a71eb
