/** Circular functions and their inverses, in radians; accurate for every finite x, NaN outside their domains. */
import type { Sample } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { add } from './add.ts';
import { affine } from './affine.ts';
import { div } from './div.ts';
import { binary } from '../make/binary.ts';
import { m_acos } from '../math/acos.ts';
import { m_asin } from '../math/asin.ts';
import { m_atan } from '../math/atan.ts';
import { m_atan2 } from '../math/atan2.ts';
import { m_cos } from '../math/cos.ts';
import { m_sin } from '../math/sin.ts';
import { m_tan } from '../math/tan.ts';
import { mul } from './mul.ts';
import { rsqrt, square } from './root.ts';
import { neg } from './sign.ts';
import type { UnaryFunction } from '../make/unary.ts';
import { unary } from '../make/unary.ts';

const circle: readonly Sample<object>[] = [
  { shapes: { x: [3, 43] }, range: [-4, 4] },
  { shapes: { x: [4] }, values: { x: [1e6, -0, Infinity, 1e-40] }, differentiable: false },
];
const inside: readonly Sample<object>[] = [
  { shapes: { x: [3, 43] }, range: [-0.95, 0.95] },
  { shapes: { x: [4] }, values: { x: [-1, 1, 1.5, -0] }, differentiable: false },
];

export const sin: UnaryFunction<object> = unary({
  name: 'sin',
  code: () => wgsl`m_sin(x)`,
  functions: [m_sin],
  reference: Math.sin,
  grad: ({ x, dy }) => mul(dy, cos(x)),
  flops: 24,
  samples: circle,
});

export const cos: UnaryFunction<object> = unary({
  name: 'cos',
  code: () => wgsl`m_cos(x)`,
  functions: [m_cos],
  reference: Math.cos,
  grad: ({ x, dy }) => neg(mul(dy, sin(x))),
  flops: 24,
  samples: circle,
});

export const tan = unary({
  name: 'tan',
  code: () => wgsl`m_tan(x)`,
  functions: [m_tan],
  reference: Math.tan,
  grad: ({ out, dy }) => mul(dy, affine(square(out), { beta: 1 })),
  flops: 24,
  samples: [
    { shapes: { x: [3, 43] }, range: [-1.4, 1.4] },
    { shapes: { x: [4] }, values: { x: [1e6, -0, Infinity, 1e-40] }, differentiable: false },
  ],
});

export const asin = unary({
  name: 'asin',
  code: () => wgsl`m_asin(x)`,
  functions: [m_asin],
  reference: Math.asin,
  grad: ({ x, dy }) => mul(dy, rsqrt(affine(square(x), { alpha: -1, beta: 1 }))),
  flops: 16,
  samples: inside,
});

export const acos = unary({
  name: 'acos',
  code: () => wgsl`m_acos(x)`,
  functions: [m_acos],
  reference: Math.acos,
  grad: ({ x, dy }) => neg(mul(dy, rsqrt(affine(square(x), { alpha: -1, beta: 1 })))),
  flops: 16,
  samples: inside,
});

export const atan = unary({
  name: 'atan',
  code: () => wgsl`m_atan(x)`,
  functions: [m_atan],
  reference: Math.atan,
  grad: ({ x, dy }) => div(dy, affine(square(x), { beta: 1 })),
  flops: 16,
  samples: [
    { shapes: { x: [3, 43] }, range: [-4, 4] },
    { shapes: { x: [4] }, values: { x: [1e6, -0, -Infinity, 1e-40] } },
  ],
});

/** The angle of the point (x: b, y: a), in (-π, π], with the sign rules of C. */
export const atan2 = binary({
  name: 'atan2',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`m_atan2(a, b)`,
  functions: [m_atan2],
  reference: Math.atan2,
  grad: ({ a, b, dy }) => {
    const norm = (x: typeof a) => (typeof x === 'number' ? x * x : square(x));
    const scaled = () => div(dy, add(norm(a), norm(b)));
    return { a: () => mul(scaled(), b), b: () => neg(mul(scaled(), a)) };
  },
  samples: [
    { shapes: { a: [2, 3, 7], b: [2, 3, 7] } },
    {
      shapes: { a: [5], b: [5] },
      values: { a: [0, -0, 1, Infinity, -1], b: [-1, -1, 0, Infinity, -0] },
      differentiable: false,
    },
  ],
});
