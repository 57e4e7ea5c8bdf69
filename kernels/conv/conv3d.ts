import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { batched } from '../make/pairs.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { conv2d } from './conv2d.ts';

/**
 * The pointwise convolution of volumes: x [B, C, T, H, W] (or [C, T, H, W]), w [O, C, 1, 1, 1], bias [O] → [B, O, T, H,
 * W].
 */
export function conv3d(x: Tensor, w: Tensor, bias?: Tensor): Tensor {
  checkTensors('conv3d', { x, w }, { bias });
  return batched(x, 5, (x) => {
    if (x.rank !== 5 || w.rank !== 5 || w.shape.slice(2).some((n) => n !== 1))
      throw new ShapeError(
        'conv3d',
        'x must be [B, C, T, H, W] and w [O, C, 1, 1, 1]',
        `x ${show(x.shape)}, w ${show(w.shape)}`,
        'only pointwise kernels are there',
      );
    const [batch, channels, time, height, width] = x.shape;
    const out = conv2d(x.reshape(batch, channels, time * height, width), w.reshape(w.shape[0], w.shape[1], 1, 1), bias);
    return out.reshape(batch, w.shape[0], time, height, width);
  });
}
