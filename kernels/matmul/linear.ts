/** Matrix products in the forms that layers and files ask for. */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Activation } from '../elementwise/activation.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show, size } from '../../engine/shape.ts';
import { matmul } from './matmul.ts';

export interface LinearEpilogue {
  /** One number, or one for each output, that the result with its bias is multiplied by: LayerScale. */
  scale?: Tensor | undefined;
  /** Added then; of the result's shape. */
  residual?: Tensor | undefined;
  /** Applied last. None of them costs a pass of its own. */
  activation?: Activation | undefined;
}

/**
 * x · wᵀ + bias over the last axis: x [..., in], w [out, in], bias [out] → [..., out].
 * @throws ShapeError when the widths, or the residual's shape, differ.
 */
export function linear(x: Tensor, w: Tensor, bias?: Tensor | null, options: LinearEpilogue = {}): Tensor {
  checkTensors('linear', { x, w });
  const { scale, residual, activation } = checkOptions('linear', options, 'scale residual activation');
  const width = x.shape.at(-1);
  if (w.rank !== 2 || width !== w.shape[1])
    throw new ShapeError(
      'linear',
      'the widths differ',
      `x ${show(x.shape)}, w ${show(w.shape)}`,
      'x is [..., in], w is [out, in]',
    );
  const rows = x.shape.slice(0, -1);
  const added = residual?.reshape(size(rows), w.shape[0]);
  return matmul(x.reshape(size(rows), width), w, {
    transposeB: true,
    activation,
    ...(bias && { bias }),
    ...(scale && { scale }),
    ...(added && { residual: added }),
  }).reshape([...rows, w.shape[0]]);
}
