/** Where the largest and smallest values are. NaN counts as both, so that the first NaN is found; -0 equals 0. */
import type { AxesAttrs, ReduceOptions } from '../make/reduction.ts';
import type { DType } from '../../engine/dtype.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { isFloat } from '../../engine/dtype.ts';
import { fn, i32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Op } from '../../engine/op.ts';
import { reduction } from '../make/reduction.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_rank } from '../math/order.ts';

export interface ArgAttrs extends AxesAttrs {
  /** Of equal values take the last. */
  last: boolean;
}

/** An i32 for `value` in the order in which a larger one wins, whatever the dtype and direction. */
function key(dtype: DType, largest: boolean): Snippet {
  const up = isFloat(dtype)
    ? wgsl`${m_rank}(value)`
    : dtype === 'u32'
      ? wgsl`bitcast<i32>(value ^ 0x80000000u)`
      : wgsl`value`;
  const ordered = largest ? up : wgsl`~(${up})`;
  return isFloat(dtype) ? wgsl`select(${ordered}, 0x7fffffffi, ${m_is_nan}(value))` : ordered;
}

/**
 * The better of two (key, place). Rows are walked by several invocations, so places decide between equal keys at every
 * level.
 */
const better = (last: boolean): Snippet => fn`
  fn better(a: vec2<i32>, b: vec2<i32>) -> vec2<i32> {
    return select(a, b, b.x > a.x || (b.x == a.x && ${last ? wgsl`b.y > a.y` : wgsl`b.y < a.y`}));
  }`;

/* @__NO_SIDE_EFFECTS__ */
export function argExtreme(op: string, largest: boolean): Op<ArgAttrs> {
  return reduction<ArgAttrs>({
    name: op,
    dtype: 'i32',
    ofNothing: false,
    fold: (_, { last }) => ({
      type: wgsl`vec2<i32>`,
      words: 2,
      start: wgsl`vec2<i32>(${i32(-(2 ** 31))}, ${last ? wgsl`-1i` : wgsl`0x7fffffffi`})`,
      merge: wgsl`${better(last)}(a, b)`,
    }),
    take: (dtype, { last }) => wgsl`acc = ${better(last)}(acc, vec2<i32>(${key(dtype, largest)}, i32(k)));`,
    result: () => wgsl`acc.y`,
    reference: (values, { last }) => {
      const wins = (a: number, b: number) =>
        (Number.isNaN(a) ? !Number.isNaN(b) || last : largest ? a > b : a < b) || (last && a === b);
      return values.reduce((best, value, k) => (wins(value, values[best]) ? k : best), 0);
    },
    samples: [
      { shapes: { x: [3, 700] }, attrs: { axes: [1], last: false } },
      { shapes: { x: [40, 5] }, attrs: { axes: [0], last: true }, dtypes: { x: 'i32' }, range: [-3, 3] },
      {
        shapes: { x: [3, 6] },
        attrs: { axes: [1], last: false },
        values: { x: [1, NaN, 3, NaN, -0, 0, -0, 0, 0, -0, 0, 0, -Infinity, 2, 2, Infinity, Infinity, -Infinity] },
      },
      {
        shapes: { x: [3, 6] },
        attrs: { axes: [1], last: true },
        values: { x: [1, NaN, 3, NaN, -0, 0, -0, 0, 0, -0, 0, 0, -Infinity, 2, 2, Infinity, Infinity, -Infinity] },
      },
      {
        shapes: { x: [4] },
        attrs: { axes: [0], last: false },
        dtypes: { x: 'u32' },
        values: { x: [7, 4294967295, 1, 1] },
      },
    ],
  });
}

export interface ArgOptions extends ReduceOptions {
  /** Of equal values take the last; the first by default. */
  last?: boolean;
}
