/**
 * Convolutions for GPUs as matrix products without the matrix of patches: the tile kernel of `matmul`, whose slabs are
 * gathered from the image on the way into workgroup memory. Forward: channels × pixels over channels and taps; the
 * input's gradient likewise; the weight's: channels × channels and taps over the pixels of the batch, in parts that a
 * second pass adds in order.
 */
import type { Adapter, Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import { grid } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { activate } from '../elementwise/activation.ts';
import { tileFor } from '../matmul/choice.ts';
import type { Slab } from '../matmul/tiles.ts';
import { pieces, tileShader } from '../matmul/tiles.ts';
import { partialLimit } from '../make/partial-sums.ts';
import type { ConvAttrs, ConvEpilogue, ConvTensors } from './geometry.ts';
import { constants } from './geometry.ts';
import { weightSums, withParts } from './weight-sums.ts';

/** Whether a tile would be full enough: groups of few channels leave most of it empty. */
export const hasTiles = (w: Operand, { groups }: ConvAttrs, { software }: Adapter): boolean =>
  !software && w.shape[0] / groups >= 16 && size(w.shape.slice(1)) >= 16;

interface Tiles {
  /** Numbers of rows, columns and batches of the product. */
  rows: number;
  columns: number;
  batches: number;
  left: Slab;
  right: Slab;
  /** Statements before the loop: what follows from the batch `batch`, and `k_first` and `k_end`. */
  before: Snippet;
  store: (row: Snippet, column: Snippet, value: Snippet) => Snippet;
  params: NonNullable<Kernel['params']>;
}

function tiles(
  { rows, columns, batches, left, right, before, store, params }: Tiles,
  adapter: Adapter,
  rest: Partial<Kernel> = {},
): Kernel {
  const tile = tileFor(rows * columns * batches, adapter);
  const place = grid(Math.ceil(columns / tile.columns), Math.ceil(rows / tile.rows), batches);
  const { zero, loop, each } = pieces(tile, left, right);
  return {
    ...rest,
    code: wgsl`
      ${tileShader(
        tile,
        left,
        right,
        wgsl`
          let batch = group.z;
          ${before}
          ${zero}
          ${loop}
          ${each(
            (row, column, value) => wgsl`
            if ((${row} < p.rows) & (${column} < p.columns)) { ${store(row, column, value)} }`,
          )}`,
      )}`,
    workgroups: place.workgroups,
    params: { ...params, rows, columns, ...place.params },
  };
}

/** `k` of the product as channel and tap: what all elements of a step share. */
const splitStep = wgsl`
  let kx = step % p.kernel_w;
  let ky = step / p.kernel_w % p.kernel_h;
  let channel = step / (p.kernel_w * p.kernel_h);`;

const oneStep = wgsl`
  let b = batch / p.groups;
  let g = batch % p.groups;
  let k_first = 0u;`;

/** The pixel (line_y, line_x) of a line of the right operand. */
const pixelOf =
  (width: Snippet) =>
  (line: Snippet, id: Snippet): Snippet =>
    wgsl`
      let line_y${id} = i32(${line} / ${width});
      let line_x${id} = i32(${line} % ${width});`;

export function tileForward(
  { x, w, y }: ConvTensors,
  { bias, activation }: ConvEpilogue,
  attrs: ConvAttrs,
  adapter: Adapter,
): Kernel {
  return tiles(
    {
      rows: w.shape[0] / attrs.groups,
      columns: y.shape[2] * y.shape[3],
      batches: y.shape[0] * attrs.groups,
      before: wgsl`
        ${oneStep}
        let k_end = p.ins * p.kernel_h * p.kernel_w;`,
      left: {
        alongK: true,
        element: (line, into) =>
          wgsl`if ((${line} < p.rows) & (step < k_end)) { ${into} = w[(g * p.outs + ${line}) * k_end + step]; }`,
      },
      right: {
        alongK: false,
        ofLine: pixelOf(wgsl`p.out_width`),
        ofStep: wgsl`
          ${splitStep}
          let down = i32(ky * p.dilation_h) - p.top;
          let along = i32(kx * p.dilation_w) - p.left;
          let plane = ((b * p.groups + g) * p.ins + channel) * p.height;`,
        element: (line, into, id) => wgsl`
          {
            let iy = line_y${id} * i32(p.stride_h) + down;
            let ix = line_x${id} * i32(p.stride_w) + along;
            if ((${line} < p.columns) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
              & (ix < i32(p.width))) {
              ${into} = x[(plane + u32(iy)) * p.width + u32(ix)];
            }
          }`,
      },
      store: (row, column, value) => {
        const biased = bias ? wgsl`${value} + bias[o]` : value;
        return wgsl`
          let o = g * p.outs + ${row};
          out[(b * p.groups * p.outs + o) * p.columns
            + ${column}] = ${activation ? wgsl`${activate(name('f32'), activation)}(${biased})` : biased};`;
      },
      params: constants(x.shape, w.shape, y.shape, attrs),
    },
    adapter,
  );
}

export function tileInput(
  { x, w, y }: ConvTensors,
  { bias: withBias }: ConvEpilogue,
  attrs: ConvAttrs,
  adapter: Adapter,
): Kernel {
  return tiles(
    {
      rows: w.shape[1],
      columns: x.shape[2] * x.shape[3],
      batches: x.shape[0] * attrs.groups,
      before: wgsl`
        ${oneStep}
        let taps = p.kernel_h * p.kernel_w;
        let k_end = p.outs * taps;`,
      left: {
        alongK: true,
        ofStep: splitStep,
        element: (line, into) =>
          wgsl`
            if ((${line} < p.rows) & (step < k_end)) {
              ${into} = w[((g * p.outs + channel) * p.ins + ${line}) * taps + ky * p.kernel_w + kx];
            }`,
      },
      right: {
        alongK: false,
        ofLine: pixelOf(wgsl`p.width`),
        ofStep: wgsl`
          ${splitStep}
          let up = p.top - i32(ky * p.dilation_h);
          let back = p.left - i32(kx * p.dilation_w);
          let plane = ((b * p.groups + g) * p.outs + channel) * p.out_height;`,
        element: (line, into, id) => wgsl`
          {
            let reach_y = line_y${id} + up;
            let reach_x = line_x${id} + back;
            if ((${line} < p.columns) & (step < k_end) & (reach_y >= 0) & (reach_x >= 0)) {
              let oy = u32(reach_y) / p.stride_h;
              let ox = u32(reach_x) / p.stride_w;
              if ((oy < p.out_height) & (ox < p.out_width) & (oy * p.stride_h == u32(reach_y))
                & (ox * p.stride_w == u32(reach_x))) {
                ${into} = y[(plane + oy) * p.out_width + ox];
              }
            }
          }`,
      },
      store: (row, column, value) =>
        wgsl`
          let i = g * p.ins + ${row};
          out[(b * p.groups * p.ins + i) * p.columns + ${column}] = ${value}${withBias ? wgsl` + bias[i]` : wgsl``};`,
      params: constants(x.shape, w.shape, y.shape, attrs),
    },
    adapter,
  );
}

/**
 * Tiles of 64×64 that keep a large GPU busy, and pixels below which a part does not pay. Parts go by shapes alone:
 * every tile adds in the same order.
 */
const enoughTiles = 512;
const fewestPixels = 256;

export function tileWeight(
  { x, w, y }: ConvTensors,
  { bias: withBias }: ConvEpilogue,
  attrs: ConvAttrs,
  adapter: Adapter,
): Kernel | Program {
  const rows = w.shape[0] / attrs.groups;
  const taps = size(w.shape.slice(1));
  // The bias is the weight of one more input, which is 1 everywhere.
  const columns = taps + Number(withBias);
  const pixels = y.shape[0] * y.shape[2] * y.shape[3];
  const tileCount = Math.ceil(rows / 64) * Math.ceil(columns / 64) * attrs.groups;
  const wanted = Math.max(
    1,
    Math.min(
      Math.ceil(enoughTiles / tileCount),
      Math.floor(pixels / fewestPixels),
      Math.floor(partialLimit / (columns * w.shape[0])),
    ),
  );
  const chunk = Math.max(16, Math.ceil(pixels / wanted / 16) * 16);
  const sums = weightSums(w, withBias, Math.max(1, Math.ceil(pixels / chunk)));
  const pixel = wgsl`
    let ox = step % p.out_width;
    let oy = step / p.out_width % p.out_height;
    let b = step / (p.out_width * p.out_height);`;
  const kernel = tiles(
    {
      rows,
      columns,
      batches: sums.parts * attrs.groups,
      before: wgsl`
        let g = batch % p.groups;
        let part = batch / p.groups;
        let k_first = part * p.chunk;
        let k_end = min(k_first + p.chunk, p.pixels);`,
      left: {
        alongK: true,
        ofStep: pixel,
        element: (line, into) =>
          wgsl`
            if ((${line} < p.rows) & (step < k_end)) {
              ${into} = y[((b * p.groups * p.outs + g * p.outs + ${line}) * p.out_height + oy) * p.out_width + ox];
            }`,
      },
      right: {
        alongK: true,
        ofLine: (line, id) => wgsl`
          let line_x${id} = i32(${line} % p.kernel_w * p.dilation_w) - p.left;
          let line_y${id} = i32(${line} / p.kernel_w % p.kernel_h * p.dilation_h) - p.top;
          let line_plane${id} = ${line} / (p.kernel_w * p.kernel_h);`,
        ofStep: wgsl`
          ${pixel}
          let first = (b * p.groups + g) * p.ins;
          let down = i32(oy * p.stride_h);
          let along = i32(ox * p.stride_w);`,
        element: (line, into, id) => wgsl`
          {
            let iy = line_y${id} + down;
            let ix = line_x${id} + along;
            if ((${line} < p.taps) & (step < k_end) & (iy >= 0) & (iy < i32(p.height)) & (ix >= 0)
              & (ix < i32(p.width))) {
              ${into} = x[((first + line_plane${id}) * p.height + u32(iy)) * p.width + u32(ix)];
            }${withBias ? wgsl`if ((${line} == p.taps) & (step < k_end)) { ${into} = 1.0; }` : wgsl``}
          }`,
      },
      store: (row, column, value) => {
        const weight = sums.storeWeight(wgsl`(g * p.outs + ${row}) * p.taps + ${column}`, value);
        return withBias
          ? wgsl`if (${column} < p.taps) { ${weight} } else { ${sums.storeBias(wgsl`g * p.outs + ${row}`, value)} }`
          : weight;
      },
      params: {
        ...constants(x.shape, w.shape, y.shape, attrs),
        pixels,
        chunk,
        taps,
        weights: sums.weights,
        slots: sums.slots,
      },
    },
    adapter,
    { reads: ['x', 'y'], writes: sums.writes },
  );
  return withParts(kernel, sums);
}
