/** Resizing along one axis by a table of taps, and its adjoint: each is the other's gradient. */
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import type { Axis } from './taps.ts';
import { tapsAlong, tapTable } from './taps.ts';

interface AxisAttrs {
  axis: number;
  from: number;
  to: number;
  /** Source pixels of each output pixel. */
  taps: number;
}

/**
 * Calls `visit` for each tap of each line along the axis: elements of the operand x [.., from, ..] and y [.., to, ..],
 * and the weight.
 */
function eachTap(
  x: Shape,
  { axis, from, to, taps }: AxisAttrs,
  table: ArrayLike<number>,
  visit: (x: number, y: number, weight: number) => void,
): void {
  const outer = size(x.slice(0, axis));
  const inner = size(x.slice(axis + 1));
  const weights = new Float32Array(Int32Array.from(table).buffer);
  for (let line = 0; line < outer; line++) {
    for (let o = 0; o < to; o++) {
      for (let word = 2 * taps * o; word < 2 * taps * (o + 1); word += 2) {
        // A tap of no weight reads nothing: an infinite neighbour of an exact pixel stays out of it.
        if (weights[word + 1] === 0) continue;
        for (let k = 0; k < inner; k++)
          visit((line * from + table[word]) * inner + k, (line * to + o) * inner + k, weights[word + 1]);
      }
    }
  }
}

const axisParams = (x: Shape, { axis, from, to, taps }: AxisAttrs) => ({
  source_size: from,
  target_size: to,
  words: 2 * taps,
  inner: size(x.slice(axis + 1)),
});
const replaced = (shape: Shape, axis: number, n: number): number[] => shape.map((old, i) => (i === axis ? n : old));

const linear: Axis = {
  from: 5,
  to: 8,
  scale: 1.6,
  mode: 'linear',
  coordinates: 'half_pixel',
  rounding: 'floor',
  cubic: -0.75,
};
const cubic: Axis = { ...linear, from: 7, to: 4, scale: 4 / 7, mode: 'cubic', coordinates: 'align_corners' };
const smooth: Axis = { ...cubic, coordinates: 'half_pixel', cubic: -0.5, antialias: true };
const sample = (shape: Shape, axis: number, along: Axis, name: 'x' | 'dy') => {
  const table = Array.from(tapTable(along));
  return {
    shapes: { [name]: shape, table: [table.length] },
    dtypes: { table: 'i32' as const },
    values: { table },
    attrs: { axis, from: along.from, to: along.to, taps: tapsAlong(along) },
  };
};

/** x [.., from, ..] → [.., to, ..]; `table` as `tapTable` makes it. */
export const resizeAxisOp: Op<AxisAttrs, ['x', 'table']> = defineOp({
  name: 'resize_axis',
  inputs: ['x', 'table'],
  attrs: {} as AxisAttrs,
  dtypes: { table: ['i32'] },
  shape: ({ x }, { axis, to }) => replaced(x.shape, axis, to),
  reference: ({ x, table, out }, attrs) =>
    eachTap(x.shape, attrs, table.data, (xi, yi, weight) => (out.data[yi] += weight * x.data[xi])),
  kernel: ({ x, out }, attrs) => {
    const body = wgsl`
      let k = i % p.inner;
      let o = (i / p.inner) % p.target_size;
      let line = i / (p.inner * p.target_size) * p.source_size;
      var total = 0.0;
      for (var word = o * p.words; word < (o + 1) * p.words; word += 2u) {
        let weight = bitcast<f32>(table[word + 1]);
        if (weight != 0.0) { total += weight * x[(line + u32(table[word])) * p.inner + k]; }
      }
      out[i] = total;`;
    return each(size(out.shape), body, { params: axisParams(x.shape, attrs) });
  },
  grad: ({ inputs: { table }, dy, attrs }) => ({ x: resizeAxisInputOp({ dy, table }, attrs) }),
  flops: ({ out }, { taps }) => 2 * taps * size(out.shape),
  samples: [sample([2, 5, 3], 1, linear, 'x'), sample([3, 7], 1, cubic, 'x'), sample([2, 7, 2], 1, smooth, 'x')],
});

/** dy [.., to, ..] → [.., from, ..]: each pixel gathers from the outputs that read it. */
export const resizeAxisInputOp: Op<AxisAttrs, ['dy', 'table']> = defineOp({
  name: 'resize_axis_input',
  inputs: ['dy', 'table'],
  attrs: {} as AxisAttrs,
  dtypes: { table: ['i32'] },
  shape: ({ dy }, { axis, from }) => replaced(dy.shape, axis, from),
  reference: ({ dy, table, out }, attrs) =>
    eachTap(out.shape, attrs, table.data, (xi, yi, weight) => (out.data[xi] += weight * dy.data[yi])),
  kernel: ({ out }, attrs) => {
    const body = wgsl`
      let k = i % p.inner;
      let pixel = (i / p.inner) % p.source_size;
      let line = i / (p.inner * p.source_size) * p.target_size;
      let readers = p.target_size * p.words + 2 * pixel;
      var total = 0.0;
      for (var o = u32(table[readers]); o < u32(table[readers + 1]); o++) {
        for (var word = o * p.words; word < (o + 1) * p.words; word += 2u) {
          let weight = bitcast<f32>(table[word + 1]);
          if (u32(table[word]) == pixel && weight != 0.0) { total += weight * dy[(line + o) * p.inner + k]; }
        }
      }
      out[i] = total;`;
    return each(size(out.shape), body, { params: axisParams(out.shape, attrs) });
  },
  grad: ({ inputs: { table }, dy, attrs }) => ({ dy: resizeAxisOp({ x: dy, table }, attrs) }),
  flops: ({ dy }, { taps }) => 2 * taps * size(dy.shape),
  samples: [sample([2, 8, 3], 1, linear, 'dy'), sample([3, 4], 1, cubic, 'dy'), sample([2, 4, 2], 1, smooth, 'dy')],
});
