/** Dense attention, backward, by recomputing the weights from the scores and each query's log-sum-exp: dQ by query, dK and dV by key. */
import type { Adapter, Kernel, Operand, Program } from '../../engine/kernel.ts';
import type { GradContext, HostArray, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { u32, wgsl } from '../../engine/wgsl.ts';
import type { DenseAttrs } from './dense.ts';
import { denseMaskGradOp } from './dense-mask-grad.ts';
import type { DenseGradAttrs } from './dense-stats.ts';
import { deltaOf, gradSamples, statsOperand, statsPass } from './dense-stats.ts';
import { Pass } from './pass.ts';
import { eachQuery, orderedIndex } from './reference.ts';
import { secondGradients } from './dense-second.ts';
import { softmax_exp } from './softmax-exp.ts';
import { dot, hidden, hide, inOrder, logical, memoryOrder, ordered, sumWidth, weigh, zeroSums } from './shared.ts';

type Operands = Readonly<Record<string, Operand>>;

/** The gradient rule of `denseOp`. All three gradients come from one call. */
export function denseGradient({ inputs: { q, k, v, mask }, outputs: { out, lse }, d, attrs: { scale, causal, order } }: GradContext<DenseAttrs>): Record<string, () => Tensor> {
  const orders = { q: memoryOrder(q), k: memoryOrder(k), v: memoryOrder(v) };
  const given = { q, k, v, mask, lse, out: logical(out, order), dy: d.out ? logical(d.out, order) : zeros(out.device, [...q.shape.slice(0, 4), v.shape[4]]), dlse: d.lse };
  let made: Record<string, Tensor> | undefined;
  const gradient = (of: 'q' | 'k' | 'v') => () => {
    made ??= denseGradOp.many(given, { scale, causal, orders });
    return logical(made[`d${of}`], orders[of]);
  };
  return { q: gradient('q'), k: gradient('k'), v: gradient('v'), mask: () => denseMaskGradOp(given, { scale, causal }) };
}

/** w = weight, g = its score's gradient, from s = q · k and g = dy · v. */
const weightGradients = (pass: Pass, lse: (r: number, j: number) => Snippet, delta: (r: number, j: number) => Snippet): Snippet =>
  pass.eachPair((r, j) => wgsl`let w${r}_${j} = softmax_exp(s${r}_${j} - ${lse(r, j)});\ng${r}_${j} = w${r}_${j} * (g${r}_${j} - ${delta(r, j)});`);
const scaled = (pass: Pass): Snippet => pass.eachPair((r, j) => wgsl`s${r}_${j} *= p.scale;`);


export function queryPass({ q, k, v, mask, lse, dy, dq }: Operands, { causal, orders }: DenseGradAttrs, adapter: Adapter): Kernel {
  const [d, e] = [q.shape[4], v.shape[4]];
  const width = sumWidth(d);
  const from = wgsl`block * ${u32(width)}`;
  const pass = new Pass({
    adapter, batch: q.shape.slice(0, 3), rows: q.shape[3], steps: k.shape[3],
    owned: { q: { operand: q, channels: d }, dy: { operand: dy, channels: e }, stats: { operand: statsOperand(lse), channels: 2 }, dq: { operand: ordered(dq, orders.q), channels: width, from } },
    walked: { k: { operand: k, channels: d }, v: { operand: v, channels: e } },
    ...(mask && { pairs: { mask } }),
    registers: d + e + width, blocks: d / width,
  });
  const [scores, gradients, stats] = [dot(pass, 's', 'q', 'k', d), dot(pass, 'g', 'dy', 'v', e), pass.own('stats', 2)];
  const reused = scores.walked && width === d;
  const keys = reused ? scores.walked! : pass.walked('k', width, from);
  return pass.kernel({
    before: wgsl`${hidden}\n${scores.before}\n${gradients.before}\n${stats.load}\n${zeroSums(pass, 'o', width)}`,
    step: wgsl`${scores.step}
${scaled(pass)}
${hide(pass, 's', { queries: 'owned', causal, mask })}
${gradients.step}
${weightGradients(pass, (r) => stats.at(r, 0), (r) => stats.at(r, 1))}
${reused ? wgsl`` : wgsl`{\n${keys.load}`}
${weigh(pass, 'o', 'g', keys, width)}
${reused ? wgsl`` : wgsl`}`}`,
    after: pass.store('dq', (r, c) => wgsl`o${r}_${c} * p.scale`),
    ...(causal && { end: wgsl`min(p.steps, first + ${u32(pass.span)})` }),
  }, { functions: [softmax_exp], reads: ['q', 'k', 'v', 'dy', 'stats', ...(mask ? ['mask'] : [])], writes: ['dq'] });
}

/** dK, dV, or both where that many sums fit in registers. */
export function keyPass({ q, k, v, mask, lse, dy, dk, dv }: Operands, { causal, orders }: DenseGradAttrs, adapter: Adapter, outputs: readonly ('dk' | 'dv')[]): Kernel {
  const [d, e] = [q.shape[4], v.shape[4]];
  const both = outputs.length === 2;
  const keys = outputs.includes('dk');
  const [dkWidth, dvWidth] = both ? [d, e] : [sumWidth(d), sumWidth(e)];
  const width = keys ? dkWidth : dvWidth;
  const from = both ? u32(0) : wgsl`block * ${u32(width)}`;
  const held = (operand: Operand, order: readonly number[], channels: number) => ({ operand: ordered(operand, order), channels, from });
  const pass = new Pass({
    adapter, batch: q.shape.slice(0, 3), rows: k.shape[3], steps: q.shape[3],
    owned: { k: { operand: k, channels: d }, ...(keys && { v: { operand: v, channels: e }, dk: held(dk, orders.k, dkWidth) }), ...(outputs.includes('dv') && { dv: held(dv, orders.v, dvWidth) }) },
    walked: { q: { operand: q, channels: d }, dy: { operand: dy, channels: e }, stats: { operand: statsOperand(lse), channels: 2 } },
    ...(mask && { pairs: { mask: { ...mask, shape: mask.shape.with(3, mask.shape[4]).with(4, mask.shape[3]), strides: mask.strides.with(3, mask.strides[4]).with(4, mask.strides[3]) } } }),
    registers: d + (keys ? e : 0) + (both ? d + e : width), blocks: both ? 1 : (keys ? d : e) / width,
  });
  const stats = pass.walked('stats', 2);
  const scores = dot(pass, 's', 'k', 'q', d);
  const gradients = keys ? dot(pass, 'g', 'v', 'dy', e) : undefined;
  const sums = (sum: string, weight: string, key: string, channels: number, ready: ReturnType<typeof pass.walked> | undefined) => {
    if (ready && (both || channels === (key === 'q' ? d : e))) return weigh(pass, sum, weight, ready, channels);
    const walked = pass.walked(key, channels, from);
    return wgsl`{\n${walked.load}\n${weigh(pass, sum, weight, walked, channels)}\n}`;
  };
  const [lseAt, deltaAt] = [0, 1].map((c) => (_: number, j: number) => stats.at(j, c));
  return pass.kernel({
    before: wgsl`${hidden}\n${scores.before}\n${gradients ? gradients.before : wgsl``}\n${keys ? zeroSums(pass, 'a', dkWidth) : wgsl``}\n${outputs.includes('dv') ? zeroSums(pass, 'b', dvWidth) : wgsl``}`,
    step: wgsl`${stats.load}
${scores.step}
${scaled(pass)}
${hide(pass, 's', { queries: 'walked', causal, mask })}
${gradients ? gradients.step : wgsl``}
${gradients ? weightGradients(pass, lseAt, deltaAt) : pass.eachPair((r, j) => wgsl`let w${r}_${j} = softmax_exp(s${r}_${j} - ${lseAt(r, j)});`)}
${outputs.includes('dv') ? sums('b', 'w', 'dy', dvWidth, gradients?.walked) : wgsl``}
${keys ? sums('a', 'g', 'q', dkWidth, scores.walked) : wgsl``}`,
    after: wgsl`${keys ? pass.store('dk', (r, c) => wgsl`a${r}_${c} * p.scale`) : wgsl``}\n${outputs.includes('dv') ? pass.store('dv', (r, c) => wgsl`b${r}_${c}`) : wgsl``}`,
  }, { functions: [softmax_exp], reads: ['q', 'k', ...(keys ? ['v'] : []), 'dy', 'stats', ...(mask ? ['mask'] : [])], writes: outputs });
}

function denseGradKernel(operands: Operands, attrs: DenseGradAttrs, adapter: Adapter): Program {
  const { q, v, lse } = operands;
  const together = q.shape[4] + v.shape[4] <= 96;
  return {
    passes: [
      statsPass(operands), queryPass(operands, attrs, adapter),
      ...(together ? [keyPass(operands, attrs, adapter, ['dk', 'dv'])] : [keyPass(operands, attrs, adapter, ['dk']), keyPass(operands, attrs, adapter, ['dv'])]),
    ],
    scratch: { stats: 2 * size(lse.shape) },
  };
}

function denseGradReference({ q, k, v, mask, out, lse, dy, dlse, dq, dk, dv }: Readonly<Record<string, HostArray>>, { scale, causal, orders }: DenseGradAttrs): void {
  const [d, e] = [q.shape[4], v.shape[4]];
  const [dqAt, dkAt, dvAt] = [orderedIndex(q.shape, orders.q), orderedIndex(k.shape, orders.k), orderedIndex(v.shape, orders.v)];
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
  grad: ({ inputs, d, attrs: { orders, ...attrs } }) => secondGradients(inputs, attrs, ['q', 'k', 'v'], (['q', 'k', 'v'] as const).map((key) => d[`d${key}`] && logical(d[`d${key}`]!, orders[key]))),
  cost: ({ q, k, v, lse }) => ({
    flops: (10 * size(q.shape) + 8 * (size(lse.shape) * v.shape[4])) * k.shape[3] + 40 * size(lse.shape) * k.shape[3],
    bytes: 8 * (size(q.shape) + size(k.shape) + size(v.shape)) + 8 * size(lse.shape) * v.shape[4],
  }),
  samples: gradSamples,
});
