import { checkList, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { sameShape } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, matmul, mean, mul, relu } from '../../kernels/index.ts';
import { checkSquares, eye } from './attention-rollout.ts';

/**
 * Gradient-weighted rollout: what of each token reached one class's score. A head counts by how its weights raise that
 * score. Paper: Chefer, Gur and Wolf, "Generic Attention-model Explainability for Interpreting Bi-Modal and
 * Encoder-Decoder Transformers", ICCV 2021, arXiv 2103.15679. Source: hila-chefer/Transformer-MM-Explainability.
 * Status: its rule for self-attention: R = I, then R += mean over heads of (∇A · A)⁺ · R, block by block.
 *
 *     const { maps, gradients } = captureGradients(() => vit.forward(image), image, (logits) => logits.slice(1, 7, 8));
 *     const weights = [...gradients.keys()].map((name) => maps.get(name)!.full());
 *     const relevance = gradientRollout(weights, [...gradients.values()]);   // [B, N, N]; row 0 is the class token
 * @param weights of each block, first to last: [B, heads, N, N] @param gradients of the score by them
 * @throws ShapeError when they are not all of one shape.
 */
export function gradientRollout(weights: readonly Tensor[], gradients: readonly Tensor[]): Tensor {
  for (const [name, list] of Object.entries({ weights, gradients })) {
    checkList('gradientRollout', name, list);
    checkTensors('gradientRollout', list);
  }
  checkSquares('gradientRollout', weights);
  if (gradients.length !== weights.length || gradients.some((one, i) => !sameShape(one.shape, weights[i].shape)))
    throw new ShapeError('gradientRollout', 'each map needs its gradient', `${gradients.length} of ${weights.length}`);
  return weights.reduce<Tensor>(
    (flow, weight, i) => add(flow, matmul(mean(relu(mul(gradients[i], weight)), 1), flow)),
    eye(weights[0]),
  );
}
