import { checkTensors } from '../../engine/arguments.ts';
import { binary } from './binary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { where } from './where.ts';
import { greater } from './greater.ts';
import { mul } from './mul.ts';
import { minimum } from './minimum.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { broadcastShapes, sameShape, show } from '../../engine/shape.ts';
import { ShapeError } from '../../engine/errors.ts';

const twoSlopes = binary({
  name: 'prelu',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`select(b * a, a, a > 0.0f)`,
  reference: (x, slope) => (x > 0 ? x : slope * x),
  grad: ({ a: x, b: slope, dy }, wanted) => ({
    a: wanted.a && where(greater(x, 0), dy, mul(dy, slope)),
    b: wanted.b && mul(dy, typeof x === 'number' ? Math.min(x, 0) : minimum(x, 0)),
  }),
});

/**
 * Leaky relu with slopes that are learnt: a tensor that broadcasts to x ([C, 1, 1] for channels). He et al., "Delving
 * deep into rectifiers", ICCV 2015.
 * @throws ShapeError when the slopes do not broadcast to x's own shape.
 */
export const prelu = Object.assign(
  (x: Tensor, slope: Tensor): Tensor => {
    checkTensors('prelu', { x, slope });
    if (!sameShape(broadcastShapes('prelu', x.shape, slope.shape), x.shape))
      throw new ShapeError(
        'prelu',
        'the slopes do not broadcast to x',
        `x ${show(x.shape)}, slope ${show(slope.shape)}`,
        'one slope, or one a channel as [C, 1, 1]',
      );
    return twoSlopes(x, slope);
  },
  { ops: twoSlopes.ops },
);
