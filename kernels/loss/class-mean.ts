/**
 * The mean of the class losses: a batch in one dispatch where it is small, else the rows' losses and one workgroup that
 * adds them up.
 */
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import { lanesOf } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { fn, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Rows } from '../make/rows.ts';
import { ofOneLane, rowsAlong } from '../make/rows.ts';
import { classLossGradOp } from './class-loss-grad.ts';
import { classLossKernel } from './class-loss.ts';
import type { ClassAttrs } from './class-parts.ts';
import { checkClasses, classParams, classRowLoss, eachLoss } from './class-parts.ts';

/** Logits that one workgroup reads by itself. */
const smallBatch = 4096;

/** loss = Σ losses / divisor, where divisor = Σ shares: see `classLossOp`. Both are scalars. */
export const classMeanOp: Op<ClassAttrs, ['x', 'target', 'weight?'], 'loss' | 'divisor'> = defineOp({
  name: 'class_mean',
  inputs: ['x', 'target', 'weight?'],
  attrs: {} as ClassAttrs,
  dtypes: { target: ['i32'] },
  outputs: (inputs) => {
    checkClasses(inputs);
    return { loss: { shape: [], dtype: inputs.x.dtype }, divisor: { shape: [], dtype: inputs.x.dtype } };
  },
  reference: ({ x, target, weight, loss, divisor }, attrs) => {
    let total = 0;
    eachLoss(x, target, weight, attrs, (_, value, share) => {
      total += value;
      divisor.data[0] += share;
    });
    loss.data[0] = total / divisor.data[0];
  },
  kernel: (operands, attrs, adapter) => {
    const rows = rowsAlong(operands.x.shape, 1);
    if (size(operands.x.shape) <= smallBatch) return alone(rows, operands.weight !== undefined, attrs, adapter);
    const ofRows = classLossKernel(operands, attrs, adapter);
    const each: Kernel = {
      ...ofRows,
      reads: ['x', 'target', ...(operands.weight ? ['weight'] : [])],
      writes: ['losses', 'shares'],
      names: { ...ofRows.names, losses: 'loss', shares: 'share' },
    };
    const all: Kernel = {
      ...sums(wgsl`vec2<f32>(losses[row], shares[row])`, rows.count, {}, adapter),
      reads: ['losses', 'shares'],
      writes: ['loss', 'divisor'],
    };
    return { passes: [each, all], scratch: { losses: rows.count, shares: rows.count } };
  },
  grad: ({ inputs: { x, target, weight }, outputs: { divisor }, d, attrs }) => ({
    x: d.loss && classLossGradOp({ x, target, weight, dy: d.loss, divisor }, attrs),
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
      shapes: { x: [2, 5, 1], target: [2, 1], weight: [5] },
      dtypes: { target: 'i32' },
      attrs: { logits: false, smoothing: 0.2, ignoreIndex: -100 },
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
      shapes: { x: [900, 5, 1], target: [900, 1] },
      dtypes: { target: 'i32' },
      attrs: { logits: true, smoothing: 0.1, ignoreIndex: null },
      values: { target: Array.from({ length: 900 }, (_, i) => (i * 7) % 5) },
      range: [-9, 9],
    },
  ],
});

/** All rows by one workgroup, a row an invocation. */
function alone(rows: Rows, weighted: boolean, attrs: ClassAttrs, adapter: Adapter): Kernel {
  const row_loss = fn`
    fn row_loss(row: u32) -> vec2<f32> {
      const lane = 0u;
      const lanes = 1u;
      let at = row / p.step * p.length * p.step + row % p.step;
      ${classRowLoss(attrs, weighted)}
      return vec2<f32>(result, counted);
    }`;
  return {
    ...sums(
      wgsl`${row_loss}(row)`,
      rows.count,
      { length: rows.length, step: rows.step, ...classParams(attrs, rows.length) },
      adapter,
      ofOneLane,
    ),
    names: { target: 'target_label' },
  };
}

/**
 * One workgroup adds `value`, a loss and a share, over all rows: a sum an invocation, then all of these. CPU adapters
 * compile barriers for long. `words` declares what `value` takes for granted.
 */
function sums(
  value: Snippet,
  rows: number,
  params: NonNullable<Kernel['params']>,
  adapter: Adapter,
  words: Snippet = wgsl``,
): Kernel {
  const lanes = lanesOf(adapter);
  const bySubgroup = lanes > 0;
  const width = lanes || 64;
  const tree = wgsl`
    sums[t] = total;
    for (var half = ${u32(width / 2)}; half > 0u; half >>= 1u) {
      workgroupBarrier();
      if (t < half) { sums[t] += sums[t + half]; }
    }
    total = sums[0];`;
  return {
    code: wgsl`
      ${words}
      ${bySubgroup ? wgsl`` : wgsl`var<workgroup> sums: array<vec2<f32>, ${width}>;`}
      @compute @workgroup_size(${width})
      fn main(@builtin(local_invocation_index) t: u32) {
        var total = vec2<f32>(0.0);
        for (var row = t; row < p.rows; row += ${u32(width)}) { total += ${value}; }
        ${bySubgroup ? wgsl`total = subgroupAdd(total);` : tree}
        if (t == 0u) {
          loss[0] = total.x / total.y;
          divisor[0] = total.y;
        }
      }`,
    workgroups: 1,
    params: { rows, ...params },
    ...(bySubgroup && { subgroups: true }),
  };
}
