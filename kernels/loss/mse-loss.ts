import { checkOptions } from '../../engine/arguments.ts';
import { binary } from '../elementwise/binary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from '../elementwise/mul.ts';
import { sub } from '../elementwise/sub.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { LossOptions } from './reduce.ts';
import { reduceLoss } from './reduce.ts';

const squaredError = binary({
  name: 'squared_error',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`(a - b) * (a - b)`,
  reference: (a, b) => (a - b) ** 2,
  grad: ({ a, b, dy }, wanted) => {
    const slope = (sign: number) => mul(dy, mul(sub(a, b), sign));
    return { a: wanted.a && slope(2), b: wanted.b && slope(-2) };
  },
});

/** (a - b)². @throws ShapeError when the shapes do not broadcast. */
export const mseLoss = Object.assign(
  (input: Tensor, target: Tensor, options: LossOptions = {}): Tensor => {
    const { reduction } = checkOptions('mseLoss', options, 'reduction');
    return reduceLoss('mseLoss', reduction, () => squaredError(input, target));
  },
  { ops: squaredError.ops },
);
