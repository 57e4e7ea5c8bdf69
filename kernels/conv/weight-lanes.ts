/**
 * The weight gradient for adapters whose subgroups are a CPU's SIMD slots: a lane has one output channel, and sums one row of taps of some
 * input channels over rows of pixels. The lanes share the input: each loads other pieces, broadcast hands them round.
 */
import type { Kernel, Operand, Program } from '../../engine/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { i32, join, name, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import { addParts, partialLimit } from '../parts.ts';
import { columnsOf, grid } from './columns.ts';
import type { ConvAttrs } from './geometry.ts';
import { constants } from './geometry.ts';

/** Output pixels that one workgroup should sum. */
const pixelsPerPart = 2048;
/** Sums that a lane should keep. */
const sumsPerLane = 24;
/** Products that the loop over pixels should be unrolled to at most: longer code takes longer to compile. */
const productsPerTurn = 200;

export function laneWeight(x: Operand, w: Operand, y: Operand, attrs: ConvAttrs, lanes: number): Program | Kernel {
  const [outs, ins, kernelRows, taps] = [w.shape[0] / attrs.groups, ...w.shape.slice(1)];
  const channels = Math.max(1, Math.min(ins, [8, 4, 2].find((n) => n * taps <= sumsPerLane) ?? 1));
  const blocks = Math.ceil(ins / channels);
  const weights = size(w.shape);
  const rows = y.shape[0] * y.shape[2];
  const wanted = Math.max(1, Math.min(Math.ceil((rows * y.shape[3]) / pixelsPerPart), Math.floor(partialLimit / weights)));
  const rowsPerPart = Math.max(1, Math.ceil(rows / wanted));
  const parts = Math.max(1, Math.ceil(rows / rowsPerPart));
  const wide = y.shape[3] % 4 === 0 && x.shape[3] % 4 === 0;
  const target = parts === 1 ? 'out' : 'partial';
  // More pixels a turn need fewer loads each, as the turns share the pieces at their ends.
  const turn = wide ? [16, 8].find((n) => y.shape[3] % n === 0 && n * channels * taps <= productsPerTurn) ?? 4 : 4;
  const [main, one] = [turn, 1].map((pixels) => stepCode({ pixels, wide, channels, taps, lanes }, attrs));
  const unit = wide ? wgsl` / 4` : wgsl``;
  // Every constant is read before the loops: inside, an adapter of this kind would read it from memory each time.
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
  let x_image = p.groups * p.ins * p.height * width;
  let x_group = group * p.ins * p.height * width;
  let y_image = p.groups * p.outs * out_height * out_width;
  let y_group = (group * p.outs + min(o, p.outs - 1)) * out_height * out_width;
  ${main.before}
  ${wide ? wgsl`` : one.before}
  ${grid(channels, taps, (c, kx) => wgsl`var ${sumOf(c, kx)} = 0.0;`)}
  let end = min((part + 1) * p.rows_per_part, p.rows);
  for (var row = part * p.rows_per_part; row < end; row++) {
    let oy = row % out_height;
    let b = row / out_height;
    let iy = i32(oy * stride_h) + down;
    if (iy < 0 || iy >= height) { continue; }
    let x_row = b * x_image + x_group + u32(iy) * width;
    let y_row = b * y_image + y_group + oy * out_width;
    var ox = 0u;
    for (; ox + ${turn - 1} < out_width; ox += ${u32(turn)}) {
      ${main.step}
    }
    ${wide ? wgsl`` : wgsl`for (; ox < out_width; ox++) {
      ${one.step}
    }`}
  }
  if (o < p.outs) {
    ${repeat(channels, (c) => wgsl`if (channel + ${c} < p.ins) {
      let at = part * p.weights + (((group * p.outs + o) * p.ins + channel + ${c}) * p.kernel_h + ky) * p.kernel_w;
      ${repeat(taps, (kx) => wgsl`${name(target)}[at + ${kx}] = ${sumOf(c, kx)};`)}
    }`)}
  }
}`;
  const kernel: Kernel = {
    code,
    workgroups: [kernelRows * blocks * attrs.groups * Math.ceil(outs / lanes), parts, 1],
    params: { ...constants(x.shape, w.shape, y.shape, attrs), blocks, weights, rows, rows_per_part: rowsPerPart },
    reads: ['x', 'y'],
    writes: [target],
    types: wide ? { x: name('vec4<f32>'), y: name('vec4<f32>') } : {},
    subgroups: true,
  };
  return parts === 1 ? kernel : { passes: [kernel, addParts(weights, parts)], scratch: { partial: weights * parts } };
}

const sumOf = (c: number, kx: number): Snippet => name(`sum${c}_${kx}`);

/** sum_c_kx += Σ of some neighbouring pixels: piece i of channel c is loaded by lane (i · channels + c) % lanes. */
function stepCode({ pixels, wide, channels, taps, lanes }: { pixels: number; wide: boolean; channels: number; taps: number; lanes: number }, { stride: [, stride], padding: [, left], dilation: [, dilation] }: ConvAttrs): { before: Snippet; step: Snippet } {
  const place = (j: number, kx: number) => j * stride + kx * dilation - left;
  const distances = [...new Set(grid(pixels, taps, place))];
  const columns = columnsOf(distances, wide);
  const loads = Math.ceil((columns.places.length * channels) / lanes);
  const held = (n: number) => name(`held${pixels}_${n}`);
  const before = (n: number) => wgsl`let ${held(n)}_place = places${pixels}[min((lane + ${u32(n * lanes)}) / ${u32(channels)}, ${u32(columns.places.length - 1)})];
  let ${held(n)}_row = min(channel + (lane + ${u32(n * lanes)}) % ${u32(channels)}, p.ins - 1) * p.height * width;`;
  const load = (n: number) => wgsl`let ${held(n)}_column = i32(ox) * stride_w + ${held(n)}_place;
      let ${held(n)} = select(${wide ? wgsl`vec4<f32>(0.0)` : wgsl`0.0`}, x[x_row + ${held(n)}_row + u32(clamp(${held(n)}_column, 0, last))${wide ? wgsl` / 4` : wgsl``}], ${held(n)}_column >= 0 && ${held(n)}_column <= last);`;
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
      ${repeat(channels, (c) => wgsl`{
        ${distances.map(broadcast(c))}
        ${grid(pixels, taps, (j, kx) => wgsl`${sumOf(c, kx)} = fma(${dy(j)}, ${pixel(place(j, kx))}, ${sumOf(c, kx)});`)}
      }`)}`,
  };
}
