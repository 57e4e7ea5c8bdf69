/**
 * The loss of each row's true class, from logits or log-probabilities: softmax, choice and smoothing in one dispatch.
 */
import type { Adapter, Kernel, Operand } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { rowKernel, rowsAlong } from '../make/rows.ts';
import { classLossGradOp } from './class-loss-grad.ts';
import type { ClassAttrs } from './class-parts.ts';
import { checkClasses, classParams, classRowLoss, eachLoss } from './class-parts.ts';

/** The losses of all rows, and their shares, in one dispatch. */
export function classLossKernel(
  { x, weight }: { x: Operand; weight?: Operand | undefined },
  attrs: ClassAttrs,
  adapter: Adapter,
): Kernel {
  const rows = rowsAlong(x.shape, 1);
  return {
    ...rowKernel(
      rows,
      wgsl`
        ${classRowLoss(attrs, weight !== undefined)}
        if (lane == 0u) {
          loss[row] = result;
          share[row] = counted;
        }`,
      adapter,
      { params: classParams(attrs, rows.length) },
    ),
    names: { target: 'target_label' },
  };
}

/**
 * loss = -(1 - ε)·w_t·log p_t - ε/C·Σ_c w_c·log p_c for target t, and `share` = w_t, by whose sum a mean divides.
 * Ignored rows have 0 of both; a target that is no class makes NaN, since a kernel cannot throw.
 */
export const classLossOp: Op<ClassAttrs, ['x', 'target', 'weight?'], 'loss' | 'share'> = defineOp({
  name: 'class_loss',
  inputs: ['x', 'target', 'weight?'],
  attrs: {} as ClassAttrs,
  dtypes: { target: ['i32'] },
  outputs: (inputs) => {
    const shape = checkClasses(inputs);
    return { loss: { shape, dtype: inputs.x.dtype }, share: { shape, dtype: inputs.x.dtype } };
  },
  reference: ({ x, target, weight, loss, share }, attrs) => {
    eachLoss(x, target, weight, attrs, (row, value, counted) => {
      loss.data[row] = value;
      share.data[row] = counted;
    });
  },
  kernel: classLossKernel,
  grad: ({ inputs: { x, target, weight }, d, attrs }) => ({
    x: d.loss && classLossGradOp({ x, target, weight, dy: d.loss }, attrs),
  }),
  flops: ({ x }) => 12 * size(x.shape),
  samples: [
    {
      shapes: { x: [3, 7, 2], target: [3, 2] },
      dtypes: { target: 'i32' },
      attrs: { logits: true, smoothing: 0.1, ignoreIndex: 1 },
      values: { target: [0, 6, 1, 3, 5, 1] },
      range: [-9, 9],
    },
    {
      shapes: { x: [2, 5, 1], target: [2, 1] },
      dtypes: { target: 'i32' },
      attrs: { logits: false, smoothing: 0, ignoreIndex: null },
      values: { target: [4, 0] },
    },
    {
      shapes: { x: [2, 5, 1], target: [2, 1], weight: [5] },
      dtypes: { target: 'i32' },
      attrs: { logits: true, smoothing: 0.2, ignoreIndex: -100 },
      values: { target: [4, -100] },
      differentiable: false,
    },
    {
      shapes: { x: [2, 3, 1], target: [2, 1] },
      dtypes: { target: 'i32' },
      attrs: { logits: true, smoothing: 0, ignoreIndex: null },
      values: { target: [3, -1] },
      differentiable: false,
    },
    {
      shapes: { x: [1, 4100, 2], target: [1, 2] },
      dtypes: { target: 'i32' },
      attrs: { logits: true, smoothing: 0.1, ignoreIndex: null },
      values: { target: [4099, 7] },
      range: [-9, 9],
    },
  ],
});
