import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { isFloat } from '../../engine/dtype.ts';
import { DTypeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { maximum } from './maximum.ts';
import { minimum } from './minimum.ts';
import { unary } from './unary.ts';

const floats = unary<{ min: number; max: number }>({
  name: 'clamp',
  defaults: { min: -Infinity, max: Infinity },
  live: ['min', 'max'],
  code: () => wgsl`select(select(x, p.min, x < p.min), p.max, select(x, p.min, x < p.min) > p.max)`,
  reference: (x, { min, max }) => Math.min(Math.max(x, min), max),
  derivative: {
    from: 'x',
    code: () => wgsl`select(0.0f, dy, x >= p.min && x <= p.max)`,
    reference: (x, dy, { min, max }) => (x >= min && x <= max ? dy : 0),
  },
  flops: 2,
  samples: [
    { shapes: { x: [5, 27] }, attrs: { min: -0.5, max: 0.25 } },
    { shapes: { x: [5] }, attrs: { min: -Infinity, max: 0 } },
    { shapes: { x: [5] }, attrs: { min: 1, max: -1 } },
  ],
});

export interface ClampOptions {
  /** No bound if left out. */
  min?: number | null;
  max?: number | null;
}

/**
 * x held between `min` and `max`; `max` where they cross. The gradient passes at the bounds. i32 and u32 stay exact.
 * @throws DTypeError when a bound for integers is not whole.
 */
export const clamp = Object.assign(
  (x: Tensor, options: ClampOptions = {}): Tensor => {
    checkTensors('clamp', { x });
    const { min, max } = checkOptions('clamp', options, 'min max');
    if (isFloat(x.dtype)) return floats(x, { min: min ?? -Infinity, max: max ?? Infinity });
    const [lowest, highest] = x.dtype === 'i32' ? [-(2 ** 31), 2 ** 31 - 1] : [0, 2 ** 32 - 1];
    const bound = (value: number) => {
      if (Math.abs(value) !== Infinity && !Number.isInteger(value))
        throw new DTypeError(
          'clamp',
          `a bound of ${x.dtype} must be whole`,
          String(value),
          'round it, or cast the tensor to f32',
        );
      return tensor(x.device, [Math.min(Math.max(value, lowest), highest)], [], x.dtype);
    };
    return minimum(maximum(x, bound(min ?? lowest)), bound(max ?? highest));
  },
  { ops: floats.ops },
);
