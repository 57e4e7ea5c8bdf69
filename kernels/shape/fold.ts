import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { PairLike } from '../make/pairs.ts';
import type { FoldOptions } from './fold-geometry.ts';
import { batched, checkPixels, pair } from '../make/pairs.ts';
import { foldAttrs } from './fold-geometry.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { foldOp } from './unfold.ts';

/**
 * Columns added into an image of `size` [H, W]: x [B, C·kh·kw, windows] (or without B) → [B, C, H, W].
 * @throws ShapeError when the columns are not those of such windows.
 */
export function fold(x: Tensor, outputSize: PairLike, kernel: PairLike, options: FoldOptions = {}): Tensor {
  checkTensors('fold', { x });
  return batched(x, 3, (x) => {
    const attrs = foldAttrs('fold', pair('fold', 'output size', outputSize), kernel, options);
    const taps = attrs.kernel[0] * attrs.kernel[1];
    if (x.rank !== 3 || x.shape[1] % taps || x.shape[2] !== attrs.windows[0] * attrs.windows[1])
      throw new ShapeError(
        'fold',
        `x must be [B, C·${taps}, ${attrs.windows[0] * attrs.windows[1]}]`,
        show(x.shape),
        'the kernel, stride, padding and size must be those of unfold',
      );
    checkPixels('fold', x);
    return foldOp({ x }, attrs);
  });
}
