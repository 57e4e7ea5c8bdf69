/**
 * The weight gradient for adapters whose subgroups are a CPU's SIMD slots: a lane has one output channel, and sums one
 * row of taps of some input channels over rows of pixels. The lanes share the input: each loads other pieces, broadcast
 * hands them round.
 */
import type { Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import { join, name, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { grid } from './columns.ts';
import type { ConvAttrs, ConvEpilogue, ConvTensors } from './geometry.ts';
import { constants } from './geometry.ts';
import { rowLoop, sumOf } from './weight-rows.ts';
import { weightSums, withParts } from './weight-sums.ts';

/** Output pixels of a sum that is then added to the total: long sums keep their digits in blocks. */
const pixelsPerBlock = 2048;
/** Workgroups that keep a CPU's cores busy; where there are fewer, the rows go to parts. */
const enoughWorkgroups = 8;
/** Sums that a lane should keep. */
const sumsPerLane = 24;

/**
 * Whether `laneWeight` has something to share, more than one channel in and out a group, and room for a row of taps.
 */
export const hasLaneWeight = (w: Operand, { groups }: ConvAttrs): boolean =>
  w.shape[0] > groups && w.shape[1] > 0 && w.shape[3] <= sumsPerLane;

export function laneWeight(
  { x, w, y }: ConvTensors,
  { bias: withBias }: ConvEpilogue,
  attrs: ConvAttrs,
  lanes: number,
): Program | Kernel {
  const [outs, ins, kernelRows, taps] = [w.shape[0] / attrs.groups, ...w.shape.slice(1)];
  // An image's three channels take the shader of eight: the first layer of a network compiles with the others.
  const channels = [8, 4, 2].find((n) => n * taps <= sumsPerLane && (n <= ins || ins > 2)) ?? 1;
  const blocks = Math.ceil(ins / channels);
  const rows = y.shape[0] * y.shape[2];
  const tasks = kernelRows * blocks * attrs.groups * Math.ceil(outs / lanes);
  const wanted =
    tasks < enoughWorkgroups
      ? Math.max(1, Math.min(Math.ceil(enoughWorkgroups / tasks), Math.ceil((rows * y.shape[3]) / pixelsPerBlock)))
      : 1;
  const rowsPerPart = Math.max(1, Math.ceil(rows / wanted));
  const sums = weightSums(w, withBias, Math.max(1, Math.ceil(rows / rowsPerPart)));
  const wide = y.shape[3] % 4 === 0 && x.shape[3] % 4 === 0;
  const along = rowLoop({ wide, channels, taps, lanes, withBias, columns: y.shape[3] }, attrs);
  const unit = wide ? wgsl` / 4` : wgsl``;
  const all = grid(channels, taps, sumOf);
  const bias = name('bias_sum');
  const kept = [...all, ...(withBias ? [bias] : [])];
  // Every constant is read before the loops: inside, an adapter of this kind would read it from memory each time.
  // The lanes of the first channels and row of taps sum y for the bias: they alone visit rows whose taps lie outside
  // the image, to find zeros there.
  const code = wgsl`
    @compute @workgroup_size(${lanes})
    fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
      let part = id.y;
      let ky = id.x % p.kernel_h;
      var rest = id.x / p.kernel_h;
      let channel = rest % p.blocks * ${u32(channels)};
      rest /= p.blocks;
      let group = rest % p.groups;
      let o = rest / p.groups * ${u32(lanes)} + lane;
      let height = i32(p.height);
      let width = p.width${unit};
      let last = i32(p.width) - ${wide ? 4 : 1};
      let out_height = p.out_height;
      let out_width = p.out_width;
      let stride_h = p.stride_h;
      let stride_w = i32(p.stride_w);
      let down = i32(ky * p.dilation_h) - p.top;
      let x_step = p.groups * p.ins * p.height * width;
      let y_step = p.groups * p.outs * out_height * out_width;
      let next_image = y_step - out_height * out_width;
      let every_row = ${withBias ? wgsl`ky == 0 && channel == 0` : wgsl`false`};
      ${along.before}
      ${kept.map((sum) => wgsl`var total_${sum} = 0.0;`)}
      let end = min((part + 1) * p.rows_per_part, p.rows);
      let rows_per_block = p.rows_per_block;
      let first = part * p.rows_per_part;
      var oy = first % out_height;
      var x_image = first / out_height * x_step + group * p.ins * p.height * width;
      var y_next = first / out_height * y_step + (group * p.outs + min(o, p.outs - 1)) * out_height * out_width
        + oy * out_width;
      for (var block = first; block < end; block += rows_per_block) {
        ${kept.map((sum) => wgsl`var ${sum} = 0.0;`)}
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
          ${along.loop}
        }
        ${kept.map((sum) => wgsl`total_${sum} += ${sum};`)}
      }
      if (o >= p.outs) { return; }
      // A loop that only constants bound stores them: a store takes longer to compile than ten products.
      var totals = array<f32, ${all.length}>(${join(
        all.map((sum) => wgsl`total_${sum}`),
        ', ',
      )});
      var at = (((group * p.outs + o) * p.ins + channel) * p.kernel_h + ky) * p.kernel_w;
      var kx = 0u;
      let stores = min(${u32(channels)}, p.ins - channel) * p.kernel_w;
      for (var k = 0u; k < stores; k++) {
        ${sums.storeWeight(wgsl`at + kx`, wgsl`totals[k]`)}
        kx++;
        if (kx == p.kernel_w) {
          kx = 0u;
          at += p.kernel_h * p.kernel_w;
        }
      }
      ${withBias ? wgsl`if (every_row) { ${sums.storeBias(wgsl`group * p.outs + o`, wgsl`total_${bias}`)} }` : wgsl``}
    }`;
  const kernel: Kernel = {
    code,
    workgroups: [tasks, sums.parts, 1],
    params: {
      ...constants(x.shape, w.shape, y.shape, attrs),
      blocks,
      weights: sums.weights,
      slots: sums.slots,
      rows,
      rows_per_part: rowsPerPart,
      rows_per_block: Math.ceil(pixelsPerBlock / y.shape[3]),
    },
    reads: ['x', 'y'],
    writes: sums.writes,
    types: wide ? { x: name('vec4<f32>'), y: name('vec4<f32>') } : {},
    subgroups: true,
  };
  return withParts(kernel, sums);
}
