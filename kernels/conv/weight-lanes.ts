/**
 * The weight gradient for adapters whose subgroups are a CPU's SIMD slots: a lane has one output channel, and sums one row of taps of some
 * input channels over rows of pixels. The lanes share the input: each loads other pieces, broadcast hands them round.
 */
import type { Kernel, Operand, Program } from '../../engine/kernel.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { i32, join, name, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import { columnsOf, grid } from './columns.ts';
import type { ConvAttrs } from './geometry.ts';
import { constants } from './geometry.ts';
import { weightSums, withParts } from './weight-sums.ts';

/** Output pixels of a sum that is then added to the total: long sums keep their digits in blocks. */
const pixelsPerBlock = 2048;
/** Workgroups that keep a CPU's cores busy; where there are fewer, the rows go to parts. */
const enoughWorkgroups = 8;
/** Sums that a lane should keep. */
const sumsPerLane = 24;
/** Sums up to which the loop over pixels takes 16 a turn, not 8: longer code takes longer to compile. */
const fewSums = 6;

export function laneWeight(x: Operand, w: Operand, y: Operand, withBias: boolean, attrs: ConvAttrs, lanes: number): Program | Kernel {
  const [outs, ins, kernelRows, taps] = [w.shape[0] / attrs.groups, ...w.shape.slice(1)];
  // An image's three channels take the shader of eight: the first layer of a network compiles with the others.
  const channels = [8, 4, 2].find((n) => n * taps <= sumsPerLane && (n <= ins || ins > 2)) ?? 1;
  const blocks = Math.ceil(ins / channels);
  const rows = y.shape[0] * y.shape[2];
  const tasks = kernelRows * blocks * attrs.groups * Math.ceil(outs / lanes);
  const wanted = tasks < enoughWorkgroups ? Math.max(1, Math.min(Math.ceil(enoughWorkgroups / tasks), Math.ceil((rows * y.shape[3]) / pixelsPerBlock))) : 1;
  const rowsPerPart = Math.max(1, Math.ceil(rows / wanted));
  const sums = weightSums(w, withBias, Math.max(1, Math.ceil(rows / rowsPerPart)));
  const wide = y.shape[3] % 4 === 0 && x.shape[3] % 4 === 0;
  // More pixels a turn need fewer loads each, as the turns share the pieces at their ends.
  const turn = wide ? (channels * taps <= fewSums ? [16, 8] : [8]).find((n) => y.shape[3] % n === 0) ?? 4 : 4;
  const [main, one] = [turn, 1].map((pixels) => stepCode({ pixels, wide, channels, taps, lanes, withBias }, attrs));
  const unit = wide ? wgsl` / 4` : wgsl``;
  const all = grid(channels, taps, sumOf);
  const bias = name('bias_sum');
  const kept = [...all, ...(withBias ? [bias] : [])];
  // Every constant is read before the loops: inside, an adapter of this kind would read it from memory each time.
  // The lanes of the first channels and row of taps sum y for the bias: they alone visit rows whose taps lie outside the image, to find zeros there.
  const code = wgsl`@compute @workgroup_size(${lanes})
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
  ${main.before}
  ${wide ? wgsl`` : one.before}
  ${kept.map((sum) => wgsl`var total_${sum} = 0.0;`)}
  let end = min((part + 1) * p.rows_per_part, p.rows);
  let rows_per_block = p.rows_per_block;
  let first = part * p.rows_per_part;
  var oy = first % out_height;
  var x_image = first / out_height * x_step + group * p.ins * p.height * width;
  var y_next = first / out_height * y_step + (group * p.outs + min(o, p.outs - 1)) * out_height * out_width + oy * out_width;
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
      var ox = 0u;
      for (; ox + ${turn - 1} < out_width; ox += ${u32(turn)}) {
        ${main.step}
      }
      ${wide ? wgsl`` : wgsl`for (; ox < out_width; ox++) {
        ${one.step}
      }`}
    }
    ${kept.map((sum) => wgsl`total_${sum} += ${sum};`)}
  }
  if (o >= p.outs) { return; }
  // A loop that only constants bound stores them: a store takes longer to compile than ten products.
  var totals = array<f32, ${all.length}>(${join(all.map((sum) => wgsl`total_${sum}`), ', ')});
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
    params: { ...constants(x.shape, w.shape, y.shape, attrs), blocks, weights: sums.weights, slots: sums.slots, rows, rows_per_part: rowsPerPart, rows_per_block: Math.ceil(pixelsPerBlock / y.shape[3]) },
    reads: ['x', 'y'],
    writes: sums.writes,
    types: wide ? { x: name('vec4<f32>'), y: name('vec4<f32>') } : {},
    subgroups: true,
  };
  return withParts(kernel, sums);
}

const sumOf = (c: number, kx: number): Snippet => name(`sum${c}_${kx}`);

/** sum_c_kx += Σ of some neighbouring pixels: piece i of channel c is loaded by lane (i · channels + c) % lanes. */
function stepCode({ pixels, wide, channels, taps, lanes, withBias }: { pixels: number; wide: boolean; channels: number; taps: number; lanes: number; withBias: boolean }, { stride: [, stride], padding: [, left], dilation: [, dilation] }: ConvAttrs): { before: Snippet; step: Snippet } {
  const place = (j: number, kx: number) => j * stride + kx * dilation - left;
  const distances = [...new Set(grid(pixels, taps, place))];
  const columns = columnsOf(distances, wide);
  const loads = Math.ceil((columns.places.length * channels) / lanes);
  const held = (n: number) => name(`held${pixels}_${n}`);
  const before = (n: number) => wgsl`let ${held(n)}_place = places${pixels}[min((lane + ${u32(n * lanes)}) / ${u32(channels)}, ${u32(columns.places.length - 1)})];
  let ${held(n)}_row = min(channel + (lane + ${u32(n * lanes)}) % ${u32(channels)}, p.ins - 1) * p.height * width;`;
  const load = (n: number) => wgsl`let ${held(n)}_column = i32(ox) * stride_w + ${held(n)}_place;
      let ${held(n)} = select(${wide ? wgsl`vec4<f32>(0.0)` : wgsl`0.0`}, x[x_row + ${held(n)}_row + u32(clamp(${held(n)}_column, 0, last))${wide ? wgsl` / 4` : wgsl``}], inside && ${held(n)}_column >= 0 && ${held(n)}_column <= last);`;
  const pixel = (distance: number) => name(`pixel${distance - Math.min(...distances)}`);
  const broadcast = (c: number) => (distance: number) => {
    const number = columns.index(distance) * channels + c;
    return wgsl`let ${pixel(distance)} = subgroupBroadcast(${columns.at(distance, () => held(Math.floor(number / lanes)))}, ${u32(number % lanes)});`;
  };
  const dy = (j: number) => (wide ? wgsl`dy${j >> 2}.${name('xyzw'[j % 4])}` : name(`dy${j}`));
  return {
    before: wgsl`let places${pixels} = array<i32, ${u32(columns.places.length)}>(${join(columns.places.map(i32), ', ')});
  ${repeat(loads, before)}`,
    step: wgsl`${repeat(loads, load)}
      ${wide ? wgsl`${repeat(pixels / 4, (j) => wgsl`let dy${j} = y[(y_row + ox) / 4 + ${j}];`)}` : wgsl`${repeat(pixels, (j) => wgsl`let dy${j} = y[y_row + ox + ${j}];`)}`}
      ${withBias ? wgsl`bias_sum += ${join(repeat(pixels, dy), ' + ')};` : wgsl``}
      ${repeat(channels, (c) => wgsl`{
        ${distances.map(broadcast(c))}
        ${grid(pixels, taps, (j, kx) => wgsl`${sumOf(c, kx)} = fma(${dy(j)}, ${pixel(place(j, kx))}, ${sumOf(c, kx)});`)}
      }`)}`,
  };
}
