/**
 * Normalisation of rows by their own mean and variance, or root mean square: the one op behind layer, group, instance
 * and RMS norm.
 */
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import type { Described, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { rowNormGradOp } from './rownorm-grad.ts';
import type { RowNormAttrs } from './rownorm-parts.ts';
import { affineIndex, centred, checkRows, eachNormalized, rowParams, rowStatistics } from './rownorm-parts.ts';
import { rowKernel, rowsAlong } from '../make/rows.ts';

function normKernel(x: Described, weight: boolean, bias: boolean, attrs: RowNormAttrs, adapter: Adapter): Kernel {
  return rowKernel(
    rowsAlong(x.shape, 1),
    wgsl`
      ${rowStatistics(attrs.center, x.shape[1])}
      for (var k = lane; k < p.length; k += lanes) {
        let affine = ${affineIndex(attrs)};
        out[at + k] = ${centred}
          * rstd${weight ? wgsl` * weight[affine]` : wgsl``}${bias ? wgsl` + bias[affine]` : wgsl``};
      }`,
    adapter,
    { params: rowParams(x.shape[1], attrs) },
  );
}

export const rowNormOp: Op<RowNormAttrs, ['x', 'weight?', 'bias?']> = defineOp({
  name: 'row_norm',
  inputs: ['x', 'weight?', 'bias?'],
  attrs: {} as RowNormAttrs,
  shape: (inputs, attrs) => checkRows(inputs, attrs).shape,
  reference: ({ x, weight, bias, out }, attrs) => {
    eachNormalized(
      x,
      attrs,
      (at, _, affine, normalized) =>
        (out.data[at] = normalized * (weight?.data[affine] ?? 1) + (bias?.data[affine] ?? 0)),
    );
  },
  kernel: ({ x, weight, bias }, attrs, adapter) => normKernel(x, Boolean(weight), Boolean(bias), attrs, adapter),
  grad: ({ inputs: { x, weight, bias }, dy, attrs }, wanted) => {
    const { dx, dweight, dbias } = rowNormGradOp.many({ x, dy, weight }, attrs);
    return {
      x: dx,
      weight: wanted.weight && dweight.reshape(weight!.shape),
      bias: wanted.bias && dbias.reshape(bias!.shape),
    };
  },
  flops: ({ x }) => 8 * size(x.shape),
  samples: [
    { shapes: { x: [5, 33], weight: [33], bias: [33] }, attrs: { eps: 1e-5, center: true, groups: 1, span: 1 } },
    { shapes: { x: [6, 14], weight: [6], bias: [6] }, attrs: { eps: 1e-3, center: true, groups: 3, span: 7 } },
    { shapes: { x: [2, 4100], weight: [4100] }, attrs: { eps: 1e-6, center: false, groups: 1, span: 1 } },
  ],
});
