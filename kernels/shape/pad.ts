import { checkList, checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Param } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { anyDType, defineOp } from '../../engine/op.ts';
import { show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { join, name, wgsl } from '../../engine/gpu/wgsl.ts';
import type { BorderMode } from '../make/border.ts';
import { border } from '../make/border.ts';
import { coordinates, eachIndex, elementAt, indexOf, register } from '../make/coordinates.ts';
import { checkName } from '../make/options.ts';

interface PadAttrs {
  before: readonly number[];
  after: readonly number[];
  value: number;
}

export const padOp: Op<PadAttrs, ['x']> = defineOp({
  name: 'pad',
  inputs: ['x'],
  attrs: {} as PadAttrs,
  dtypes: { x: anyDType },
  shape: ({ x }, { before, after }) => x.shape.map((n, axis) => n + before[axis] + after[axis]),
  strided: ['x'],
  live: ['value'],
  reference: ({ x, out }, { before, value }) => {
    eachIndex(out.shape, (i, at) => {
      const from = at.map((c, axis) => c - before[axis]);
      out.data[i] = from.every((c, axis) => c >= 0 && c < x.shape[axis]) ? x.data[indexOf(from, x.shape)] : value;
    });
  },
  kernel: ({ x, out }, { before, after }) => {
    const { setup, at, params } = coordinates(out.shape);
    const amounts: Record<string, Param> = {};
    const inside = [wgsl`true`];
    const from = at.map((c, axis) => {
      if (before[axis] === 0 && after[axis] === 0) return c;
      amounts[`before${axis}`] = before[axis] >>> 0;
      amounts[`size${axis}`] = x.shape[axis];
      // In u32 what lies before the start wraps round to a huge index.
      const shifted = wgsl`(${c} - p.${name(`before${axis}`)})`;
      inside.push(wgsl`${shifted} < p.${name(`size${axis}`)}`);
      return shifted;
    });
    const source = elementAt('x', x, from);
    const body = wgsl`
      ${setup}
      var value = ${register(x.dtype)}(p.value);
      if (${join(inside, ' && ')}) { value = x[${source.index}]; }
      out[i] = value;`;
    return each(size(out.shape), body, { params: { ...params, ...amounts, ...source.params } });
  },
  // Padding by the negative amounts cuts off what was added, and puts zeros where something was cut off.
  grad: ({ dy, attrs: { before, after } }) => ({
    x: padOp({ x: dy }, { before: before.map((n) => -n), after: after.map((n) => -n), value: 0 }),
  }),
  samples: [
    { shapes: { x: [2, 3, 4] }, attrs: { before: [0, 2, -1], after: [1, 0, 3], value: 0.5 } },
    {
      shapes: { x: [11, 9] },
      attrs: { before: [1, 1], after: [1, -3], value: -2 },
      dtypes: { x: 'i32' },
      range: [-9, 9],
    },
    { shapes: { x: [0, 2] }, attrs: { before: [2, 0], after: [1, 1], value: 3 } },
  ],
});

export interface PadOptions {
  /**
   * Elements added before the start of each axis; negative ones are cut off, before anything is added. One an axis, or
   * only for the last axes.
   */
  before: readonly number[];
  /** The same after the end; as `before` by default. */
  after?: readonly number[];
  /**
   * What is added: `value`; the mirrored tensor without (`reflect`) or with (`symmetric`) its edge; the edge repeated
   * (`edge`, PyTorch's replicate); the other end (`wrap`, PyTorch's circular). As in NumPy the amounts may exceed the
   * size.
   */
  mode?: 'constant' | BorderMode;
  value?: number;
}

/**
 * `x` with a border. @throws ShapeError when more is cut off than there is, or a mode other than constant finds an
 * empty axis.
 */
export function pad(x: Tensor, options: PadOptions): Tensor {
  checkTensors('pad', { x });
  const {
    before,
    after = before,
    mode = 'constant',
    value = 0,
  } = checkOptions('pad', options, 'before after mode value');
  checkList('pad', 'before', before);
  checkList('pad', 'after', after);
  checkName('pad', 'mode', mode, ['constant', 'reflect', 'symmetric', 'edge', 'wrap']);
  const lead = x.rank - before.length;
  if (after.length !== before.length || lead < 0)
    throw new ShapeError(
      'pad',
      'the amounts do not fit the rank',
      `before ${show(before)}, after ${show(after)} for ${show(x.shape)}`,
      'give one amount an axis, at most',
    );
  const [low, high] = [before, after].map((amounts) => [...new Array<number>(lead).fill(0), ...amounts]);
  x.shape.forEach((n, axis) => {
    const fits =
      Number.isInteger(low[axis]) &&
      Number.isInteger(high[axis]) &&
      n + low[axis] + high[axis] >= 0 &&
      n + Math.min(low[axis], 0) >= 0 &&
      n + Math.min(high[axis], 0) >= 0;
    if (!fits)
      throw new ShapeError(
        'pad',
        `axis ${axis} cannot be padded by that`,
        `${low[axis]} before, ${high[axis]} after ${show(x.shape)}`,
        'amounts are whole; no more can be cut off than there is',
      );
  });
  if (mode === 'constant') return padOp({ x }, { before: low, after: high, value });
  // What is cut off goes first: a border repeats what is left.
  return x.shape.reduce((padded, n, axis) => {
    const [before, after] = [low[axis], high[axis]];
    const left = before < 0 || after < 0 ? padded.slice(axis, Math.max(-before, 0), n + Math.min(after, 0)) : padded;
    return before > 0 || after > 0 ? border(left, axis, Math.max(before, 0), Math.max(after, 0), mode) : left;
  }, x.reshape(x.shape));
}
