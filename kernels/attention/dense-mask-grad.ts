/** The gradient of an additive mask: each number's own pairs, summed over the axes it is broadcast along. */
import type { Kernel, Operand, Param, Program } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { HostArray, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { join, name, repeat, wgsl } from '../../engine/gpu/wgsl.ts';
import { deltaOf, gradSamples, statsPass } from './stats.ts';
import { plainDense } from './plain.ts';
import { secondGradients } from './second.ts';
import { eachQuery } from './reference.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

export interface MaskGradAttrs {
  scale: number;
  causal: boolean;
}
type Operands = Readonly<Record<string, Operand>>;

/** Where channel 0 of an operand lies, from the loops' batch axes x0 x1 x2 and a position. */
function place(key: string, { strides, offset }: Operand, position: Snippet, params: Record<string, Param>): Snippet {
  params[`${key}_offset`] = offset;
  strides.forEach((stride, axis) => (params[`${key}_${axis}`] = stride >>> 0));
  return wgsl`p.${name(`${key}_offset`)} + ${join([...repeat(3, (axis) => wgsl`x${axis} * p.${name(`${key}_${axis}`)}`), wgsl`${position} * p.${name(`${key}_3`)}`], ' + ')}`;
}

function maskPass(operands: Operands, { causal }: MaskGradAttrs): Kernel {
  const { q, k, v, mask, dy, dmask } = operands;
  const params: Record<string, Param> = { d: q.shape[4], e: v.shape[4], queries: q.shape[3] };
  [...q.shape.slice(0, 4), k.shape[3]].forEach((n, axis) => {
    params[`size${axis}`] = dmask.shape[axis];
    params[`extent${axis}`] = dmask.shape[axis] === 1 ? n : 1; // how far this number is spread along the axis
  });
  const [query, key] = [wgsl`x3`, wgsl`x4`];
  const inner = wgsl`let q_at = ${place('q', q, query, params)};
  let k_at = ${place('k', k, key, params)};
  let v_at = ${place('v', v, key, params)};
  let dy_at = ${place('dy', dy, query, params)};
  var score = 0.0;
  for (var c = 0u; c < p.d; c++) { score += q[q_at + c * p.q_4] * k[k_at + c * p.k_4]; }
  var change = 0.0;
  for (var c = 0u; c < p.e; c++) { change += dy[dy_at + c * p.dy_4] * v[v_at + c * p.v_4]; }
  let stat = 2 * (((x0 * p.batch1 + x1) * p.batch2 + x2) * p.queries + x3);
  let weight = ${softmax_exp}(score * p.scale + mask[${place('mask', { ...mask, strides: mask.strides.map((stride, axis) => (mask.shape[axis] === 1 ? 0 : stride)) }, query, params)} + x4 * p.mask_4] - stats[stat]);
  line += ${causal ? wgsl`select(0.0, weight * (change - stats[stat + 1]), x4 <= x3)` : wgsl`weight * (change - stats[stat + 1])`};`;
  const loop = (axis: number, body: Snippet): Snippet =>
    wgsl`for (var x${axis} = at${axis}; x${axis} < at${axis} + p.extent${axis}; x${axis}++) {\n${body}\n}`;
  const around = [0, 1, 2, 3].reduceRight(
    (body, axis) => loop(axis, body),
    wgsl`var line = 0.0;\n${loop(4, inner)}\nsum += line;`,
  );
  return {
    ...each(
      size(dmask.shape),
      wgsl`var rest = i;
  ${[4, 3, 2, 1, 0].map((axis) => wgsl`let at${axis} = rest % p.size${axis};\n  rest /= p.size${axis};`)}
  var sum = 0.0;
  ${around}
  dmask[i] = sum;`,
      { params: { ...params, batch1: q.shape[1], batch2: q.shape[2] } },
    ),
    reads: ['q', 'k', 'v', 'mask', 'dy', 'stats'],
    writes: ['dmask'],
  };
}

function maskReference(
  { q, k, v, mask, out, lse, dy, dlse, dmask }: Readonly<Record<string, HostArray>>,
  attrs: MaskGradAttrs,
): void {
  const e = v.shape[4];
  eachQuery({ q, k, mask }, attrs, ({ row, query, scores, at, maskAt }) => {
    const delta = deltaOf({ out, dy, dlse }, row, e);
    scores.forEach((score, key) => {
      if (score === -Infinity) return;
      let change = 0;
      for (let c = 0; c < e; c++) change += dy.data[at(dy, query, c)] * v.data[at(v, key, c)];
      dmask.data[maskAt(key)] += Math.exp(score - lse.data[row]) * (change - delta);
    });
  });
}

export const denseMaskGradOp: Op<MaskGradAttrs> = defineOp<MaskGradAttrs>({
  name: 'dense_attention_mask_grad',
  inputs: ['q', 'k', 'v', 'mask', 'lse', 'out', 'dy', 'dlse?'],
  strided: ['q', 'k', 'v', 'mask', 'out', 'dy'],
  live: ['scale'],
  outputs: ({ mask }) => ({ dmask: mask }),
  reference: maskReference,
  kernel: (operands, attrs): Program => ({
    passes: [statsPass(operands), maskPass(operands, attrs)],
    scratch: { stats: 2 * size(operands.lse.shape) },
  }),
  // Computed from the other inputs, whose gradients count for them.
  constant: ['out', 'lse'],
  grad: ({ inputs, dy, attrs }) => secondGradients(inputs, plainDense(inputs, attrs), ['mask'], [dy]),
  flops: ({ q, k, v }) => 2 * (size(q.shape) * k.shape[3] + (size(q.shape) / q.shape[4]) * size(v.shape.slice(3))),
  samples: gradSamples
    .filter(({ shapes, dtypes }) => shapes.mask && !dtypes)
    .map(({ attrs, ...sample }) => ({ ...sample, attrs: { scale: attrs!.scale, causal: attrs!.causal } })),
});
