/** Division with remainder. Floats exact, however far apart; integers divided by 0 give 0. */
import { isFloat } from '../../engine/dtype.ts';
import type { Sample } from '../../engine/op.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { div } from './div.ts';
import { binary } from '../make/binary.ts';
import { m_fmod, m_remainder } from '../math/fmod.ts';
import { mul } from './mul.ts';
import { round } from './round.ts';
import { neg } from './sign.ts';
import { sub } from './sub.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { a: [2, 3, 7], b: [3, 1] }, range: [0.3, 4] },
  {
    shapes: { a: [10], b: [10] },
    values: {
      a: [-7.5, 7.5, -7, 5, 5, -5, Infinity, 1e30, -1e-3, NaN],
      b: [2, -2, -2, 0, Infinity, Infinity, 3, 0.7, 5, 1],
    },
    differentiable: false,
  },
  {
    shapes: { a: [6], b: [6] },
    dtypes: { a: 'i32', b: 'i32' },
    values: { a: [-7, 7, -7, 6, 5, -2147483648], b: [2, -2, -2, 3, 0, -1] },
  },
  { shapes: { a: [3], b: [3] }, dtypes: { a: 'u32', b: 'u32' }, values: { a: [4294967295, 7, 1], b: [2, 0, 5] } },
];

/** Of a = quotient · b + out, whole and exact, for either kind of remainder. */
const quotient = (a: Tensor | number, b: Tensor | number, out: Tensor): Tensor => round(div(sub(a, out), b));

/** The remainder with the sign of a, as C's fmod. */
export const fmod = binary({
  name: 'fmod',
  code: (dtype) =>
    isFloat(dtype)
      ? wgsl`m_fmod(a, b)`
      : dtype === 'i32'
        ? wgsl`select(a % b, 0i, b == 0)`
        : wgsl`select(a % b, 0u, b == 0)`,
  functions: [m_fmod],
  reference: (a, b) => a % b,
  grad: ({ a, b, out, dy }) => ({ a: () => dy, b: () => neg(mul(dy, quotient(a, b, out))) }),
  samples,
});

/** The remainder with the sign of b, as Python's %. */
export const remainder = binary({
  name: 'remainder',
  code: (dtype) => {
    if (isFloat(dtype)) return wgsl`m_remainder(a, b)`;
    return dtype === 'u32'
      ? wgsl`select(a % b, 0u, b == 0)`
      : wgsl`select(a % b + select(0i, b, a % b != 0 && (a % b < 0) != (b < 0)), 0i, b == 0)`;
  },
  functions: [m_remainder],
  reference: (a, b) => {
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
  },
  grad: ({ a, b, out, dy }) => ({ a: () => dy, b: () => neg(mul(dy, quotient(a, b, out))) }),
  samples,
});

/** ⌊a / b⌋ of the exact quotient, as Python's //; a / 0 is ±Inf or NaN. Its derivative is 0. */
export const floorDivide = binary({
  name: 'floor_divide',
  code: (dtype) => {
    if (isFloat(dtype)) return wgsl`floor_divide(a, b)`;
    return dtype === 'u32'
      ? wgsl`select(a / b, 0u, b == 0)`
      : wgsl`select(a / b - select(0i, 1i, a % b != 0 && (a % b < 0) != (b < 0)), 0i, b == 0)`;
  },
  functions: [
    m_fmod,
    wgsl`fn floor_divide(a: f32, b: f32) -> f32 {
  let rest = m_fmod(a, b);
  let whole = round((a - rest) / b);
  let below = (bitcast<u32>(rest) & 0x7fffffffu) != 0u && (bitcast<u32>(rest) ^ bitcast<u32>(b)) >= 0x80000000u;
  return select(select(whole, whole - 1.0f, below), a / b, (bitcast<u32>(b) & 0x7fffffffu) == 0u);
}`,
  ],
  reference: (a, b, dtype) => {
    if (b === 0 || !isFloat(dtype)) return Math.floor(a / b);
    const rest = a % b;
    return Math.round((a - rest) / b) - Number(rest !== 0 && rest < 0 !== b < 0);
  },
  samples,
});
