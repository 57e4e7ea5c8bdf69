/** The gradients of positional attention. */
import type { Program } from '../../engine/gpu/kernel.ts';
import type { GradContext, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import type { Operands, PositionalAttrs } from './positional-pack.ts';
import { packKeys, packQueries, packTable, positionalSizes, queryRecord, recordScratch } from './positional-pack.ts';
import { plainPositional } from './positional-parts.ts';
import { byDistances, byKeys, byQueries, factorSums } from './positional-passes.ts';
import { gradientLoops } from './positional-reference.ts';
import { secondGradients } from './second.ts';

const of = ['q', 'k', 'v', 'relative', 'factors'] as const;

/** The gradient of each input, as `dq`, `dk`, `dv`, `drelative`, `dfactors`. */
export const positionalGradOp: Op<PositionalAttrs> = defineOp<PositionalAttrs>({
  name: 'positional_attention_grad',
  inputs: [...of, 'out', 'lse', 'dy', 'dlse?'],
  strided: ['q', 'k', 'v'],
  outputs: (inputs) => Object.fromEntries(of.map((key) => [`d${key}`, inputs[key]])),
  reference: gradientLoops,
  kernel: (operands: Operands, attrs, adapter): Program => {
    const sizes = positionalSizes(operands, attrs);
    const [table, ofFactors] = [byDistances(sizes, attrs, adapter), factorSums(sizes)];
    return {
      passes: [
        packKeys(operands, sizes, attrs),
        packTable(sizes),
        packQueries(operands, sizes, attrs),
        byQueries(sizes, attrs, adapter),
        byKeys(sizes, attrs, adapter),
        ...table.passes,
        ...ofFactors.passes,
      ],
      scratch: {
        ...recordScratch(sizes),
        query_records: 4 * queryRecord(sizes).quads * sizes.lines * sizes.length,
        factor_terms: 3 * sizes.lines * sizes.length,
        ...table.scratch,
        ...ofFactors.scratch,
      },
    };
  },
  // Computed from the other inputs, whose gradients count for them.
  constant: ['out', 'lse'],
  grad: ({ inputs, d, attrs }) => {
    const outputs = () => plainPositional(inputs, attrs).slice(0, inputs.dlse ? 2 : 1);
    return secondGradients(
      inputs,
      outputs,
      of,
      of.map((key) => d[`d${key}`]),
    );
  },
  flops: ({ q, v }, attrs) => positionalSizes({ q, v }, attrs).length * (30 * size(q.shape) + 16 * size(v.shape)),
  samples: [
    { shapes: shapes(2, 2, 3, 5, 4, 6, 6), attrs: { rows: true }, differentiable: false }, // out and lse are no free inputs
    { shapes: { ...shapes(1, 3, 4, 8, 7, 3, 7), dlse: [1, 3, 7, 3] }, attrs: { rows: false }, differentiable: false },
    { shapes: shapes(30, 1, 2, 2, 9, 17, 17), attrs: { rows: true }, differentiable: false },
  ],
});

function shapes(batch: number, groups: number, c: number, e: number, height: number, width: number, length: number) {
  const image = [height, width];
  return {
    q: [batch, groups, c, ...image],
    k: [batch, groups, c, ...image],
    v: [batch, groups, e, ...image],
    relative: [2 * c + e, 2 * length - 1],
    factors: [3, groups],
    out: [batch, groups, e, 2, ...image],
    lse: [batch, groups, ...image],
    dy: [batch, groups, e, 2, ...image],
  };
}

export function positionalGradients({
  inputs,
  outputs: { out, lse },
  d,
  attrs,
}: GradContext<PositionalAttrs>): Record<string, Tensor> {
  const dy = d.out ?? zeros(out.device, out.shape);
  const made = positionalGradOp.many({ ...inputs, out, lse, dy, dlse: d.lse }, attrs);
  return Object.fromEntries(of.map((key) => [key, made[`d${key}`]]));
}
