/**
 * Attention along one axis of an image with learnt relative positions in scores and values, forward and backward without the T × T weights in
 * memory (Wang et al., "Axial-DeepLab", ECCV 2020, arXiv 2003.07853, with its similarities scaled by given factors: batch statistics, once frozen).
 */
import { checkOptions } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Described, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { positionalProgram } from './positional-forward.ts';
import { positionalGradients, positionalGradOp } from './positional-grad.ts';
import type { PositionalAttrs } from './positional-pack.ts';
import { positionalSizes } from './positional-pack.ts';
import { attendLoops } from './positional-reference.ts';

function check(inputs: Readonly<Record<string, Described>>, attrs: PositionalAttrs): void {
  const { q, k, v, relative, factors } = inputs;
  const got = Object.entries(inputs)
    .map(([key, { shape }]) => `${key} ${show(shape)}`)
    .join(', ');
  const fail = (what: string, fix: string): never => {
    throw new ShapeError('positionalAttention', what, got, fix);
  };
  if (
    q.shape.length !== 5 ||
    v.shape.length !== 5 ||
    !sameShape(q.shape, k.shape) ||
    [0, 1, 3, 4].some((axis) => q.shape[axis] !== v.shape[axis])
  )
    fail('q, k and v are not of the same images', 'q and k [B, groups, c, H, W], v [B, groups, e, H, W]');
  const { groups, depth, width, distances } = positionalSizes(inputs, attrs);
  const table = [2 * depth + width, distances];
  if (!sameShape(relative.shape, table))
    fail(
      'the table of positions does not fit',
      `it must be ${show(table)}: a row for each channel of q, k and v, a column for each distance`,
    );
  if (!sameShape(factors.shape, [3, groups]))
    fail('there must be three factors for each group', `pass them as ${show([3, groups])}`);
}

const shapes = (
  batch: number,
  groups: number,
  c: number,
  e: number,
  height: number,
  width: number,
  length: number,
) => ({
  q: [batch, groups, c, height, width],
  k: [batch, groups, c, height, width],
  v: [batch, groups, e, height, width],
  relative: [2 * c + e, 2 * length - 1],
  factors: [3, groups],
});

export const positionalAttentionOp: Op<PositionalAttrs> = defineOp<PositionalAttrs>({
  name: 'positional_attention',
  inputs: ['q', 'k', 'v', 'relative', 'factors'],
  strided: ['q', 'k', 'v'],
  outputs: (inputs, attrs) => {
    check(inputs, attrs);
    const [batch, groups, width, ...image] = inputs.v.shape;
    return {
      out: { shape: [batch, groups, width, 2, ...image], dtype: inputs.q.dtype },
      lse: { shape: [batch, groups, ...image], dtype: 'f32' },
    };
  },
  reference: attendLoops,
  kernel: positionalProgram,
  grad: positionalGradients,
  flops: ({ q, v }, attrs) => positionalSizes({ q, v }, attrs).length * (6 * size(q.shape) + 4 * size(v.shape)),
  samples: [
    { shapes: shapes(2, 2, 3, 5, 4, 6, 6), attrs: { rows: true } },
    { shapes: shapes(1, 3, 4, 8, 7, 3, 7), attrs: { rows: false }, range: [-2, 2] },
    { shapes: shapes(1, 1, 1, 2, 1, 2, 1), attrs: { rows: false }, differentiable: false }, // one position has weight 1, whatever its score
  ],
});

/**
 * softmax_j(f₀·q_i·k_j + f₁·q_i·r^q_{i-j} + f₂·k_j·r^k_{j-i}) applied to v_j and to r^v_{i-j}, j along the rows or columns of an image.
 * @param q [B, groups, c, H, W] @param k as q @param v [B, groups, e, H, W]
 * @param relative [2c + e, 2T - 1]: r^q, r^k, r^v of each distance, from -(T - 1) on @param factors [3, groups]: f₀, f₁, f₂ of each group
 * @returns [B, groups, e, 2, H, W]: the mean of the values, and that of their positions
 * @throws ShapeError when these do not fit together.
 */
export function positionalAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  relative: Tensor,
  factors: Tensor,
  options: PositionalAttrs,
): Tensor {
  const { rows } = checkOptions('positionalAttention', options, 'rows');
  return positionalAttentionOp.many({ q, k, v, relative, factors }, { rows }).out;
}
positionalAttention.ops = [positionalAttentionOp, positionalGradOp] as const;
