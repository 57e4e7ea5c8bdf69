/**
 * Convolutions for GPUs as matrix products without the matrix of patches: the tile kernel of `matmul`, whose slabs are gathered from the
 * image on the way into workgroup memory. Forward: channels × pixels over channels and taps; the input's gradient likewise; the weight's:
 * channels × channels and taps over the pixels of the batch, in parts that a second pass adds in order.
 */
import type { Adapter, Kernel, Operand, Program } from '../../engine/kernel.ts';
import { grid, gridPlace } from '../../engine/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { repeat, wgsl } from '../../engine/wgsl.ts';
import type { Slab } from '../matmul/tiles.ts';
import { depth, eachOfTile, side, tileLoop, tileMemory, tilePlace, zeroTile } from '../matmul/tiles.ts';
import { partialLimit } from '../parts.ts';
import type { ConvAttrs } from './geometry.ts';
import { constants } from './geometry.ts';
import { weightSums, withParts } from './weight-sums.ts';

/** Whether a tile would be full enough: groups of few channels leave most of it empty. */
export const hasTiles = (w: Operand, { groups }: ConvAttrs, { software }: Adapter): boolean => !software && w.shape[0] / groups >= 16 && size(w.shape.slice(1)) >= 16;

interface Tiles {
  /** Names that see the numbers of rows, columns, batches and steps of the product. */
  rows: number;
  columns: number;
  batches: number;
  left: Slab;
  right: Slab;
  /** Statements before the loop: what follows from the batch `batch`, and `k_first` and `k_end`. */
  before: Snippet;
  store: (r: number, c: number) => Snippet;
  params: NonNullable<Kernel['params']>;
}

function tiles({ rows, columns, batches, left, right, before, store, params }: Tiles, rest: Partial<Kernel>): Kernel {
  const place = grid(Math.ceil(columns / side), Math.ceil(rows / side), batches);
  return {
    ...rest,
    code: wgsl`${tileMemory}
@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) t: u32, @builtin(workgroup_id) folded: vec3<u32>) {
  ${gridPlace}
  ${tilePlace(left, right)}
  let batch = group.z;
  ${before}
  ${zeroTile}
  ${tileLoop(left, right)}
  ${eachOfTile((r, c) => wgsl`if (row + ${r} < p.rows && column + ${c} < p.columns) { ${store(r, c)} }`)}
}`,
    workgroups: place.workgroups,
    params: { ...params, rows, columns, ...place.params },
  };
}

/** `k` of the product as channel and tap: what all elements of a step share. */
const splitStep = wgsl`let kx = step % p.kernel_w;
        let ky = step / p.kernel_w % p.kernel_h;
        let channel = step / (p.kernel_w * p.kernel_h);`;

const oneStep = wgsl`let b = batch / p.groups;
    let g = batch % p.groups;
    let k_first = 0u;`;

/** The pixel (line_y, line_x) of each of the four lines that an invocation stages of the right operand, found once. */
const linePixels = (width: Snippet): Snippet => wgsl`${repeat(4, (c) => wgsl`let line_y${c} = i32((b_line + ${c}) / ${width});
    let line_x${c} = i32((b_line + ${c}) % ${width});`)}`;

export function tileForward(x: Operand, w: Operand, y: Operand, withBias: boolean, attrs: ConvAttrs): Kernel {
  return tiles({
    rows: w.shape[0] / attrs.groups,
    columns: y.shape[2] * y.shape[3],
    batches: y.shape[0] * attrs.groups,
    before: wgsl`${oneStep}
    let k_end = p.ins * p.kernel_h * p.kernel_w;
    ${linePixels(wgsl`p.out_width`)}`,
    left: { alongK: true, element: (c) => wgsl`if (a_line + ${c} < p.rows && step < k_end) { part[${c}] = w[(g * p.outs + a_line + ${c}) * k_end + step]; }` },
    right: {
      alongK: false,
      setup: wgsl`${splitStep}
        let down = i32(ky * p.dilation_h) - p.top;
        let along = i32(kx * p.dilation_w) - p.left;
        let plane = ((b * p.groups + g) * p.ins + channel) * p.height;`,
      element: (c) => wgsl`{
          let iy = line_y${c} * i32(p.stride_h) + down;
          let ix = line_x${c} * i32(p.stride_w) + along;
          if (b_line + ${c} < p.columns && step < k_end && iy >= 0 && iy < i32(p.height) && ix >= 0 && ix < i32(p.width)) { part[${c}] = x[(plane + u32(iy)) * p.width + u32(ix)]; }
        }`,
    },
    store: (r, c) => wgsl`let o = g * p.outs + row + ${r}; out[(b * p.groups * p.outs + o) * p.columns + column + ${c}] = total${r}[${c}]${withBias ? wgsl` + bias[o]` : wgsl``};`,
    params: constants(x.shape, w.shape, y.shape, attrs),
  }, {});
}

export function tileInput(x: Operand, w: Operand, y: Operand, withBias: boolean, attrs: ConvAttrs): Kernel {
  return tiles({
    rows: w.shape[1],
    columns: x.shape[2] * x.shape[3],
    batches: x.shape[0] * attrs.groups,
    before: wgsl`${oneStep}
    let taps = p.kernel_h * p.kernel_w;
    let k_end = p.outs * taps;
    ${linePixels(wgsl`p.width`)}`,
    left: { alongK: true, setup: splitStep, element: (c) => wgsl`if (a_line + ${c} < p.rows && step < k_end) { part[${c}] = w[((g * p.outs + channel) * p.ins + a_line + ${c}) * taps + ky * p.kernel_w + kx]; }` },
    right: {
      alongK: false,
      setup: wgsl`${splitStep}
        let up = p.top - i32(ky * p.dilation_h);
        let back = p.left - i32(kx * p.dilation_w);
        let plane = ((b * p.groups + g) * p.outs + channel) * p.out_height;`,
      element: (c) => wgsl`{
          let reach_y = line_y${c} + up;
          let reach_x = line_x${c} + back;
          if (b_line + ${c} < p.columns && step < k_end && reach_y >= 0 && reach_x >= 0) {
            let oy = u32(reach_y) / p.stride_h;
            let ox = u32(reach_x) / p.stride_w;
            if (oy < p.out_height && ox < p.out_width && oy * p.stride_h == u32(reach_y) && ox * p.stride_w == u32(reach_x)) { part[${c}] = y[(plane + oy) * p.out_width + ox]; }
          }
        }`,
    },
    store: (r, c) => wgsl`let i = g * p.ins + row + ${r}; out[(b * p.groups * p.ins + i) * p.columns + column + ${c}] = total${r}[${c}]${withBias ? wgsl` + bias[i]` : wgsl``};`,
    params: constants(x.shape, w.shape, y.shape, attrs),
  }, {});
}

/** Tiles that keep a large GPU busy, and pixels below which a part does not pay. */
const enoughTiles = 512;
const fewestPixels = 256;

export function tileWeight(x: Operand, w: Operand, y: Operand, withBias: boolean, attrs: ConvAttrs): Kernel | Program {
  const rows = w.shape[0] / attrs.groups;
  const taps = size(w.shape.slice(1));
  // The bias is the weight of one more input, which is 1 everywhere.
  const columns = taps + Number(withBias);
  const pixels = y.shape[0] * y.shape[2] * y.shape[3];
  const tileCount = Math.ceil(rows / side) * Math.ceil(columns / side) * attrs.groups;
  const wanted = Math.max(1, Math.min(Math.ceil(enoughTiles / tileCount), Math.floor(pixels / fewestPixels), Math.floor(partialLimit / (columns * w.shape[0]))));
  const chunk = Math.max(depth, Math.ceil(pixels / wanted / depth) * depth);
  const sums = weightSums(w, withBias, Math.max(1, Math.ceil(pixels / chunk)));
  const pixel = wgsl`let ox = step % p.out_width;
        let oy = step / p.out_width % p.out_height;
        let b = step / (p.out_width * p.out_height);`;
  const kernel = tiles({
    rows,
    columns,
    batches: sums.parts * attrs.groups,
    before: wgsl`let g = batch % p.groups;
    let part = batch / p.groups;
    let k_first = part * p.chunk;
    let k_end = min(k_first + p.chunk, p.pixels);
    ${repeat(4, (c) => wgsl`let line_x${c} = i32((b_line + ${c}) % p.kernel_w * p.dilation_w) - p.left;
    let line_y${c} = i32((b_line + ${c}) / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
    let line_plane${c} = (b_line + ${c}) / (p.kernel_w * p.kernel_h);`)}`,
    left: {
      alongK: true,
      setup: pixel,
      element: (c) => wgsl`if (a_line + ${c} < p.rows && step < k_end) { part[${c}] = y[((b * p.groups * p.outs + g * p.outs + a_line + ${c}) * p.out_height + oy) * p.out_width + ox]; }`,
    },
    right: {
      alongK: true,
      setup: wgsl`${pixel}
        let first = (b * p.groups + g) * p.ins;
        let down = i32(oy * p.stride_h);
        let along = i32(ox * p.stride_w);`,
      element: (c) => wgsl`{
          let iy = line_y${c} + down;
          let ix = line_x${c} + along;
          if (b_line + ${c} < p.taps && step < k_end && iy >= 0 && iy < i32(p.height) && ix >= 0 && ix < i32(p.width)) { part[${c}] = x[((first + line_plane${c}) * p.height + u32(iy)) * p.width + u32(ix)]; }${withBias ? wgsl`
          if (b_line + ${c} == p.taps && step < k_end) { part[${c}] = 1.0; }` : wgsl``}
        }`,
    },
    store: (r, c) => {
      const weight = sums.storeWeight(wgsl`(g * p.outs + row + ${r}) * p.taps + column + ${c}`, wgsl`total${r}[${c}]`);
      return withBias ? wgsl`if (column + ${c} < p.taps) { ${weight} } else { ${sums.storeBias(wgsl`g * p.outs + row + ${r}`, wgsl`total${r}[${c}]`)} }` : weight;
    },
    params: { ...constants(x.shape, w.shape, y.shape, attrs), pixels, chunk, taps, weights: sums.weights, slots: sums.slots },
  }, { reads: ['x', 'y'], writes: sums.writes });
  return withParts(kernel, sums);
}
