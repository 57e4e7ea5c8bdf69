/**
 * A number, or a yes or no, for each pair: for everything on a line [batch, heads, rows, queries, keys], with a
 * gradient; for windows [windows, N, N].
 */
import type { Operand } from '../../../engine/gpu/kernel.ts';
import { u32, wgsl } from '../../../engine/gpu/wgsl.ts';
import type { HostArray } from '../../../engine/op.ts';
import { rowMajor } from '../../../engine/shape.ts';
import { add } from '../../elementwise/add.ts';
import { maskedFill } from '../../elementwise/masked-fill.ts';
import { logicalNot } from '../../elementwise/logical-not.ts';
import { indexSelect } from '../../gather/index-select.ts';
import type { Pair } from '../loops.ts';
import { placesOfTaps } from '../plain.ts';
import { maskGradient } from '../tables.ts';
import type { Term, TermCode } from './term.ts';

/** Where a pair's number is. */
function indexOf({ shape }: HostArray, { who, batch, head, query, key }: Pair): number {
  const positions = who.keys[2] * who.keys[3];
  if (who.kind === 'windows') return ((batch % shape[0]) * positions + query) * positions + key;
  const [row, at] = [Math.floor(query / who.queries[3]), query % who.queries[3]];
  const strides = rowMajor(shape);
  return [batch, head, row, at, key % who.keys[3]].reduce(
    (sum, i, axis) => sum + (shape[axis] === 1 ? 0 : i * strides[axis]),
    0,
  );
}

/** A mask as keys meet it. */
const swapped = (mask: Operand): Operand => {
  const swap = (list: readonly number[]) => [...list.slice(0, 3), list[4], list[3]];
  return { ...mask, shape: swap(mask.shape), strides: swap(mask.strides) };
};

export const mask: Term = {
  inputs: ['mask?'],
  tables: ['mask'],
  code: ({ pass, who, operands }): TermCode => {
    const given = operands.mask;
    if (who.kind === 'windows') {
      const positions = who.keys[2] * who.keys[3];
      const own = wgsl`y * p.own_columns + x`;
      const first = wgsl`(b % ${u32(given.shape[0])}) * p.mask_positions`;
      const start =
        pass === 'keys' ? wgsl`${first} * p.mask_positions + ${own}` : wgsl`(${first} + ${own}) * p.mask_positions`;
      return {
        before: () => wgsl`
          let mask_at = ${start};
          let mask_step = ${pass === 'keys' ? wgsl`p.mask_positions` : wgsl`1u`};
          let mask_columns = p.own_columns;`,
        gains: () => [wgsl`mask[mask_at + (wy * mask_columns + wx) * mask_step]`],
        reads: ['mask'],
        params: { mask_positions: positions },
      };
    }
    const operand = pass === 'keys' ? swapped(given) : given;
    const number = (r: number, j: number) =>
      wgsl`mask[mask_start + row${r} * mask_x + min(j + ${u32(j)}, steps - 1) * mask_c]`;
    return {
      owned: { mask: { operand, quads: 1, numbers: true } },
      ...(given.dtype === 'bool'
        ? { counts: (r, j) => [wgsl`${number(r, j)} != 0`] }
        : { gains: (r, j) => [number(r, j)] }),
      reads: ['mask'],
    };
  },
  gradients: (call) => maskGradient(call),
  hides: ({ mask }, pair) => mask.dtype === 'bool' && !mask.data[indexOf(mask, pair)],
  score: ({ mask }, pair) => (mask.dtype === 'bool' ? 0 : mask.data[indexOf(mask, pair)]),
  back: ({ mask, dmask }, pair, _, change) => {
    if (dmask) (dmask.data as Float64Array)[indexOf(mask, pair)] += change;
  },
  plain: (scores, { mask }, who) => {
    if (who.kind === 'line')
      return mask.dtype === 'bool' ? maskedFill(scores, logicalNot(mask), -Infinity) : add(scores, mask);
    const [batch, heads, ...pairs] = scores.shape;
    const [masks, positions] = mask.shape;
    const index = placesOfTaps(mask.device, who, ({ key }, query) => query * positions + Math.max(key, 0));
    const numbers = indexSelect(mask.reshape(masks, -1), 1, index).reshape(masks, 1, ...pairs);
    return add(scores.reshape(batch / masks, masks, heads, ...pairs), numbers).reshape(scores.shape);
  },
};
