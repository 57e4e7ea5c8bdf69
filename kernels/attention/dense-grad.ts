/** Dense attention, backward, by recomputing the weights from the scores and each query's log-sum-exp: dQ by query, dK and dV by key. */
import type { Adapter, Program } from '../../engine/gpu/kernel.ts';
import type { GradContext, HostArray, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { plainDense } from './plain.ts';
import type { DenseAttrs } from './dense.ts';
import { denseMaskGradOp } from './dense-mask-grad.ts';
import type { DenseGradAttrs } from './stats.ts';
import { deltaOf, gradSamples, statsOperand, statsPass } from './stats.ts';
import type { Operands } from './passes.ts';
import { keyPasses, queryPass } from './passes.ts';
import { eachQuery, orderedIndex } from './reference.ts';
import { secondGradients } from './second.ts';
import { inOrder, logical, memoryOrder, oneChannel, ordered } from './shared.ts';

/** The gradient rule of `denseOp`. All three gradients come from one call. */
export function denseGradient(
  { inputs: { q, k, v, mask }, outputs: { out, lse }, d, attrs: { scale, causal, order } }: GradContext<DenseAttrs>,
  wanted: Readonly<Record<string, boolean>>,
): Record<string, Tensor | false> {
  const orders = { q: memoryOrder(q), k: memoryOrder(k), v: memoryOrder(v) };
  const given = {
    q,
    k,
    v,
    mask,
    lse,
    out: logical(out, order),
    dy: d.out ? logical(d.out, order) : zeros(out.device, [...q.shape.slice(0, 4), v.shape[4]]),
    dlse: d.lse,
  };
  const made = (wanted.q || wanted.k || wanted.v) && denseGradOp.many(given, { scale, causal, orders });
  return {
    q: made && logical(made.dq, orders.q),
    k: made && logical(made.dk, orders.k),
    v: made && logical(made.dv, orders.v),
    mask: wanted.mask && denseMaskGradOp(given, { scale, causal }),
  };
}

function denseGradKernel(
  { dq, dk, dv, ...operands }: Operands,
  { causal, orders }: DenseGradAttrs,
  adapter: Adapter,
): Program {
  const { lse, mask, dlse } = operands;
  const views = {
    ...operands,
    lse: oneChannel(lse),
    stats: statsOperand(lse.shape),
    dq: ordered(dq, orders.q),
    dk: ordered(dk, orders.k),
    dv: ordered(dv, orders.v),
  };
  const makesStats = !mask && !dlse; // with one more operand there would be nine buffers, and some adapters bind eight
  return {
    passes: [
      ...(makesStats ? [] : [statsPass(operands)]),
      queryPass(adapter, views, { causal }, { makesStats }),
      ...keyPasses(adapter, views, { causal }),
    ],
    scratch: { stats: 2 * size(lse.shape) },
  };
}

function denseGradReference(
  { q, k, v, mask, out, lse, dy, dlse, dq, dk, dv }: Readonly<Record<string, HostArray>>,
  { scale, causal, orders }: DenseGradAttrs,
): void {
  const [d, e] = [q.shape[4], v.shape[4]];
  const [dqAt, dkAt, dvAt] = [
    orderedIndex(q.shape, orders.q),
    orderedIndex(k.shape, orders.k),
    orderedIndex(v.shape, orders.v),
  ];
  eachQuery({ q, k, mask }, { scale, causal }, ({ row, batch, query, scores, at }) => {
    const delta = deltaOf({ out, dy, dlse }, row, e);
    scores.forEach((score, key) => {
      if (score === -Infinity) return;
      const weight = Math.exp(score - lse.data[row]);
      let change = -delta;
      for (let c = 0; c < e; c++) change += dy.data[at(dy, query, c)] * v.data[at(v, key, c)];
      for (let c = 0; c < e; c++) dv.data[dvAt(batch, key, c)] += weight * dy.data[at(dy, query, c)];
      for (let c = 0; c < d; c++) {
        dq.data[dqAt(batch, query, c)] += scale * weight * change * k.data[at(k, key, c)];
        dk.data[dkAt(batch, key, c)] += scale * weight * change * q.data[at(q, query, c)];
      }
    });
  });
}

export const denseGradOp: Op<DenseGradAttrs> = defineOp<DenseGradAttrs>({
  name: 'dense_attention_grad',
  inputs: ['q', 'k', 'v', 'mask?', 'lse', 'out', 'dy', 'dlse?'],
  dtypes: { mask: ['f32', 'f16', 'bool'] },
  strided: ['q', 'k', 'v', 'mask', 'out', 'dy'],
  live: ['scale'],
  outputs: ({ q, k, v }, { orders }) => ({
    dq: { shape: inOrder(q.shape, orders.q), dtype: q.dtype },
    dk: { shape: inOrder(k.shape, orders.k), dtype: k.dtype },
    dv: { shape: inOrder(v.shape, orders.v), dtype: v.dtype },
  }),
  reference: denseGradReference,
  kernel: denseGradKernel,
  // Computed from the other inputs, whose gradients count for them.
  constant: ['out', 'lse'],
  grad: ({ inputs, d, attrs: { orders, ...attrs } }) =>
    secondGradients(
      inputs,
      plainDense(inputs, attrs),
      ['q', 'k', 'v'],
      (['q', 'k', 'v'] as const).map((key) => d[`d${key}`] && logical(d[`d${key}`]!, orders[key])),
    ),
  flops: ({ q, k, v, lse }) =>
    (10 * size(q.shape) + 8 * (size(lse.shape) * v.shape[4])) * k.shape[3] + 40 * size(lse.shape) * k.shape[3],
  samples: gradSamples,
});
