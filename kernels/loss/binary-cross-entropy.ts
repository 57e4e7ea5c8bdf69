/** Losses of yes-or-no probabilities. */
import type { Tensor } from '../../engine/tensor.ts';
import { broadcastShapes, sameShape, show } from '../../engine/shape.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { LossOptions } from './reduce.ts';

export function checkTarget(op: string, input: Tensor, target: Tensor, ...weights: (Tensor | undefined)[]): void {
  if (!sameShape(input.shape, target.shape))
    throw new ShapeError(
      op,
      'the target must have the shape of the input',
      `input ${show(input.shape)}, target ${show(target.shape)}`,
      'reshape or expand the target',
    );
  for (const weight of weights) if (weight) broadcastShapes(op, input.shape, weight.shape);
}

export interface BceOptions extends LossOptions {
  /** Scales each element's loss; broadcast. */
  weight?: Tensor;
}
