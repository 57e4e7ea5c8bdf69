import { checkList, checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';
import { add, amax, amin, div, matmul, mean, sum } from '../../kernels/index.ts';

export interface RolloutOptions {
  /** What several heads' maps become: their mean, as in the paper, or their largest or smallest weight. */
  heads?: 'mean' | 'max' | 'min';
}

const fuse = { mean, max: amax, min: amin };

/**
 * Attention rollout: how much of each input token reaches each output token, if a block passes on half of what it got
 * and half of what it attended to. Paper: Abnar and Zuidema, "Quantifying Attention Flow in Transformers", ACL 2020,
 * arXiv 2005.00928. Status: the paper's (A + I) / 2, rows of sum one, multiplied from the first block to the last.
 *
 *     const { maps } = capture(() => vit.forward(image));
 *     const flow = attentionRollout([...maps.values()].map((map) => map.full()));   // [B, N, N]; row 0 is the class
 * token
 * @param weights of each block, first to last: [B, heads, N, N]
 * @throws ShapeError when they are not all of one shape.
 */
export function attentionRollout(weights: readonly Tensor[], options: RolloutOptions = {}): Tensor {
  const { heads = 'mean' } = checkOptions('attentionRollout', options, 'heads');
  checkList('attentionRollout', 'weights', weights);
  checkTensors('attentionRollout', weights);
  checkSquares('attentionRollout', weights);
  const identity = eye(weights[0]);
  return weights.reduce<Tensor>((flow, weight) => {
    const mixed = add(fuse[heads](weight, 1), identity);
    return matmul(div(mixed, sum(mixed, 2, { keep: true })), flow);
  }, identity);
}

/** [1, N, N]: one on the diagonal. */
export function eye(weights: Tensor): Tensor {
  const n = weights.shape[3];
  const values = new Float32Array(n * n);
  for (let i = 0; i < n; i++) values[i * (n + 1)] = 1;
  return tensor(weights.device, values, [1, n, n]);
}

export function checkSquares(op: string, weights: readonly Tensor[]): void {
  if (!weights.length) throw new ShapeError(op, 'needs a map for each block', 'none', 'pass map.full() of each block');
  const astray = weights.find(
    (w) => w.rank !== 4 || w.shape[2] !== w.shape[3] || !sameShape(w.shape, weights[0].shape),
  );
  if (astray)
    throw new ShapeError(
      op,
      'maps must be [B, heads, N, N], all of one shape',
      show(astray.shape),
      'a network whose tokens change from stage to stage has no rollout',
    );
}
