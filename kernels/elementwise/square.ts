import { unary } from './unary.ts';
import { numberDTypes } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from './mul.ts';

/** x². Integers wrap. */
export const square = unary({
  name: 'square',
  dtypes: numberDTypes,
  code: () => wgsl`x * x`,
  reference: (x) => x * x,
  grad: ({ x, dy }) => mul(dy, mul(x, 2)),
});
