/** Rectifiers: straight lines with a kink. */
import { isFloat } from '../../engine/dtype.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Sample } from '../../engine/op.ts';
import { numberDTypes } from '../../engine/op.ts';
import { broadcastShapes, sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { greater } from './compare.ts';
import { binary } from '../make/binary.ts';
import { minimum } from './extremes.ts';
import { m_is_nan } from '../math/bits.ts';
import { mul } from './mul.ts';
import { unary } from '../make/unary.ts';
import { where } from './where.ts';

/** max(x, 0). Its derivative at 0 is 0. */
export const relu = unary({
  name: 'relu',
  dtypes: numberDTypes,
  code: (_, dtype) => (!isFloat(dtype) ? wgsl`max(x, 0)` : wgsl`select(x, 0.0f, bitcast<i32>(x) < 0)`),
  reference: (x) => (x > 0 ? x : 0),
  derivative: {
    from: 'x',
    code: () => wgsl`select(0.0f, dy, bitcast<i32>(x) > 0 || m_is_nan(x))`,
    functions: [m_is_nan],
    reference: (x, dy) => (x <= 0 ? 0 : dy),
  },
  samples: [
    [5, 27],
    { shapes: { x: [6] }, values: { x: [-0, 0, -1e-40, 1e-40, Infinity, -Infinity] }, differentiable: false },
    { shapes: { x: [9] }, dtypes: { x: 'i32' }, range: [-3, 3] },
  ] satisfies (readonly number[] | Sample<object>)[],
});

/** min(max(x, 0), 6). Its derivative at 0 and 6 is 0. Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010. */
export const relu6 = unary({
  name: 'relu6',
  code: () => wgsl`select(select(x, 6.0f, x > 6.0f), 0.0f, x < 0.0f)`,
  reference: (x) => Math.min(Math.max(x, 0), 6),
  derivative: {
    from: 'x',
    code: () => wgsl`select(dy, 0.0f, x <= 0.0f || x >= 6.0f)`,
    reference: (x, dy) => (x <= 0 || x >= 6 ? 0 : dy),
  },
  samples: [{ shapes: { x: [5, 27] }, range: [-9, 9] }],
});

/** x above 0, slope · x below. Its derivative at 0 is `slope` (0.01 by default). Maas et al., "Rectifier nonlinearities improve neural network acoustic models", ICML 2013. */
export const leakyRelu = unary<{ slope: number }>({
  name: 'leaky_relu',
  defaults: { slope: 0.01 },
  live: ['slope'],
  code: () => wgsl`select(p.slope * x, x, x > 0.0f)`,
  reference: (x, { slope }) => (x > 0 ? x : slope * x),
  derivative: {
    from: 'x',
    code: () => wgsl`select(p.slope * dy, dy, x > 0.0f)`,
    reference: (x, dy, { slope }) => (x > 0 ? dy : slope * dy),
  },
  samples: [{ shapes: { x: [5, 27] }, attrs: { slope: 0.2 } }],
});

const twoSlopes = binary({
  name: 'prelu',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`select(b * a, a, a > 0.0f)`,
  reference: (x, slope) => (x > 0 ? x : slope * x),
  grad: ({ a: x, b: slope, dy }) => ({
    a: () => where(greater(x, 0), dy, mul(dy, slope)),
    b: () => mul(dy, typeof x === 'number' ? Math.min(x, 0) : minimum(x, 0)),
  }),
});

/**
 * Leaky relu with slopes that are learnt: a tensor that broadcasts to x ([C, 1, 1] for channels). He et al., "Delving deep into rectifiers", ICCV 2015.
 * @throws ShapeError when the slopes do not broadcast to x's own shape.
 */
export const prelu = Object.assign(
  (x: Tensor, slope: Tensor): Tensor => {
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

/** x above `alpha` (1 by default), else 0. Its derivative at alpha is 0. */
export const thresholdRelu = unary<{ alpha: number }>({
  name: 'threshold_relu',
  defaults: { alpha: 1 },
  live: ['alpha'],
  code: () => wgsl`select(0.0f, x, x > p.alpha)`,
  reference: (x, { alpha }) => (x > alpha ? x : 0),
  derivative: {
    from: 'x',
    code: () => wgsl`select(0.0f, dy, x > p.alpha)`,
    reference: (x, dy, { alpha }) => (x > alpha ? dy : 0),
  },
  samples: [{ shapes: { x: [5, 27] }, attrs: { alpha: 0.5 } }],
});
