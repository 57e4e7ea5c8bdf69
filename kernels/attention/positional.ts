/**
 * Attention along one axis of an image with learnt relative positions in scores and values, forward and backward
 * without the T × T weights in memory (Wang et al., "Axial-DeepLab", ECCV 2020, arXiv 2003.07853, with its similarities
 * scaled by given factors: batch statistics, once frozen).
 */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Described, Sample } from '../../engine/op.ts';
import { sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { stack } from '../shape/stack.ts';
import { concat } from '../shape/concat.ts';
import { matmul } from '../matmul/matmul.ts';
import type { AttentionAttrs } from './attention.ts';
import { defineAttention, termsOf, whosOf } from './attention.ts';
import { placeScores, placeValues } from './plain-distances.ts';
import { plainAttention } from './plain.ts';
import { distances as distanceTerm } from './term/distances.ts';

function check(inputs: Readonly<Record<string, Described>>): void {
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
    !sameShape(q.shape.slice(0, 4), v.shape.slice(0, 4))
  )
    fail('q, k and v are not of the same images', 'q and k [B, groups, c, H, W], v [B, groups, e, H, W]');
  const table = [2 * q.shape[4] + v.shape[4], 2 * q.shape[3] - 1];
  if (!sameShape(relative.shape, table))
    fail(
      'the table of positions does not fit',
      `it must be ${show(table)}: a row for each channel of q, k and v, a column for each distance`,
    );
  if (!sameShape(factors.shape, [3, q.shape[1]]))
    fail('there must be three factors for each group', `pass them as ${show([3, q.shape[1]])}`);
}

/** The output's axes in memory, where lines are rows of the image, or columns: [batch, groups, channels, 2, image]. */
const orderOf = (rows: boolean): readonly number[] => [0, 1, 4, 5, ...(rows ? [2, 3] : [3, 2])];

const sample = (
  [batch, groups, lines, length]: readonly [number, number, number, number],
  [c, e]: readonly [number, number],
  rows: boolean,
): Sample<AttentionAttrs> => ({
  shapes: {
    q: [batch, groups, lines, length, c],
    k: [batch, groups, lines, length, c],
    v: [batch, groups, lines, length, e],
    relative: [2 * c + e, 2 * length - 1],
    factors: [3, groups],
  },
  attrs: { order: orderOf(rows) },
});

/** Lines are rows of what the op takes, [batch, groups, lines, T, channels]. */
export const positionalOp = defineAttention<AttentionAttrs>({
  name: 'positional_attention',
  check,
  walks: (queries, keys) => [{ kind: 'line', axis: 3, single: true, queries, keys }],
  terms: [distanceTerm],
  packs: 'always',
  samples: [
    sample([2, 2, 4, 6], [3, 5], true),
    { ...sample([1, 3, 3, 7], [4, 8], false), range: [-2, 2] },
    { ...sample([1, 1, 2, 1], [1, 2], false), differentiable: false }, // one position has weight 1, whatever its score
    { ...sample([30, 1, 9, 17], [2, 2], true), differentiable: false },
    sample([1, 1, 2, 5], [68, 140], true),
  ],
});

/** [B, groups, c, H, W] by lines. */
const lined = (x: Tensor, rows: boolean): Tensor => x.permute(rows ? [0, 1, 3, 4, 2] : [0, 1, 4, 3, 2]);

/**
 * softmax_j(f₀·q_i·k_j + f₁·q_i·r^q_{i-j} + f₂·k_j·r^k_{j-i}) applied to v_j and to r^v_{i-j}, j along the rows or
 * columns of an image.
 * @param q [B, groups, c, H, W] @param k as q @param v [B, groups, e, H, W]
 * @param relative [2c + e, 2T - 1]: r^q, r^k, r^v of each distance, from -(T - 1) on @param factors [3, groups]: f₀,
 * f₁, f₂ of each group
 * @returns [B, groups, e, 2, H, W]: the mean of the values, and that of their positions
 * @throws ShapeError when these do not fit together.
 */
export function positionalAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  relative: Tensor,
  factors: Tensor,
  options: { rows: boolean },
): Tensor {
  checkTensors('positionalAttention', { q, k, v, relative, factors });
  const { rows } = checkOptions('positionalAttention', options, 'rows');
  const inputs = { q: lined(q, rows), k: lined(k, rows), v: lined(v, rows), relative, factors };
  return positionalOp(inputs, { order: orderOf(rows) });
}
positionalAttention.ops = [positionalOp, positionalOp.grad] as const;

/** The same by plain ops. */
export function plainPositional(inputs: Readonly<Record<string, Tensor>>, { rows }: { rows: boolean }): Tensor {
  const given = { ...inputs, q: lined(inputs.q, rows), k: lined(inputs.k, rows), v: lined(inputs.v, rows) };
  const whos = whosOf(positionalOp.attention, given, { order: orderOf(rows) });
  const [out] = plainAttention(whos, termsOf([distanceTerm], given), given, 1, false);
  return out.permute(orderOf(rows));
}

/**
 * q·k, q·r^q and k·r^k of each pair on a line: [B, other, 3·groups, T, T]. @param places [channels, T, T], the table by
 * pairs.
 */
export function positionalSimilarity(q: Tensor, k: Tensor, places: Tensor, rows: boolean): Tensor {
  const [queries, keys] = [lined(q, rows), lined(k, rows)].map((x) => x.permute(0, 2, 1, 3, 4));
  return concat([matmul(queries, keys, { transposeB: true }), ...placeScores(queries, keys, places)], 2);
}

/** The weights [B, other, groups, T, T] applied to values and to their positions: [B, groups, e, 2, H, W]. */
export function applyPositional(weights: Tensor, v: Tensor, places: Tensor, rows: boolean): Tensor {
  const values = lined(v, rows).permute(0, 2, 1, 3, 4);
  const pairs = stack([matmul(weights, values), placeValues(weights, places, v.shape[2])], 5);
  return pairs.permute(rows ? [0, 2, 4, 5, 1, 3] : [0, 2, 4, 5, 3, 1]);
}
