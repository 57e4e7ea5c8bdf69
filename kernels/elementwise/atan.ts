import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_atan } from '../math/atan.ts';
import { div } from './div.ts';
import { affine } from './affine.ts';
import { square } from './square.ts';

/** The inverse of tan, for every x: radians between -π/2 and π/2. */
export const atan = unary({
  name: 'atan',
  code: () => wgsl`${m_atan}(x)`,

  reference: Math.atan,
  grad: ({ x, dy }) => div(dy, affine(square(x), { beta: 1 })),
  flops: 16,
  samples: [
    { shapes: { x: [3, 43] }, range: [-4, 4] },
    { shapes: { x: [4] }, values: { x: [1e6, -0, -Infinity, 1e-40] } },
  ],
});
