import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { broadcastShapes } from '../../engine/shape.ts';
import { normalize } from './normalize.ts';
import { sum } from '../reduce/sum.ts';
import { mul } from '../elementwise/mul.ts';

/**
 * The cosine of the angle between `a` and `b` along `axis`, under broadcasting. Norms below `eps` count as `eps`.
 * @throws ShapeError when they do not broadcast.
 */
export function cosineSimilarity(a: Tensor, b: Tensor, axis = 1, options: { eps?: number } = {}): Tensor {
  checkTensors('cosineSimilarity', { a, b });
  const { eps = 1e-8 } = checkOptions('cosineSimilarity', options, 'eps');
  const shape = broadcastShapes('cosineSimilarity', a.shape, b.shape);
  const unit = (x: Tensor) => normalize(x.expand(shape), axis, { eps });
  return sum(mul(unit(a), unit(b)), axis);
}
