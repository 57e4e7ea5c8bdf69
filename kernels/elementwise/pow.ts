import { isFloat } from '../../engine/dtype.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { fn, wgsl } from '../../engine/gpu/wgsl.ts';
import { equal } from './equal.ts';
import { greaterEqual } from './greater-equal.ts';
import { binary } from './binary.ts';
import { log } from './log.ts';
import { logicalAnd } from './logical-and.ts';
import { m_pow } from '../math/pow.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { where } from './where.ts';

const power_u32 = fn`
  fn power_u32(base: u32, exponent: u32) -> u32 {
    var result = 1u;
    var square = base;
    for (var rest = exponent; rest > 0u; rest >>= 1u) {
      if ((rest & 1u) == 1u) { result *= square; }
      square *= square;
    }
    return result;
  }`;

const power_i32 = fn`
  fn power_i32(base: i32, exponent: i32) -> i32 {
    if (exponent < 0) { return select(select(0, 1 - 2 * (exponent & 1), base == -1), 1, base == 1); }
    return bitcast<i32>(${power_u32}(bitcast<u32>(base), u32(exponent)));
  }`;

/**
 * aᵇ with C's special cases: a⁰ = 1ᵇ = 1 even for NaN, NaN for a negative base under a broken exponent. Integers wrap;
 * a negative exponent leaves 0 of all bases but ±1. For gradients aᵇ is flat at b = 0, and 0ᵇ is flat in b ≥ 0.
 */
export const pow = binary({
  name: 'pow',
  code: (dtype) =>
    isFloat(dtype) ? wgsl`${m_pow}(a, b)` : dtype === 'i32' ? wgsl`${power_i32}(a, b)` : wgsl`${power_u32}(a, b)`,

  reference: (a, b, dtype) => {
    if (!isFloat(dtype)) return wholePower(a, b);
    return b === 0 || a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b;
  },
  grad: ({ a, b, out, dy }, wanted) => ({
    a: wanted.a && towardsBase(a, b, dy),
    b: wanted.b && towardsExponent(a, b, out, dy),
  }),
  samples: [
    { shapes: { a: [2, 3, 7], b: [3, 1] }, range: [0.5, 3] },
    {
      shapes: { a: [10], b: [10] },
      values: { a: [-2, -2, 0, 0, NaN, 1, -1, -8, -0, 2], b: [3, 0.5, 0, -1, 0, NaN, -Infinity, 2, -3, 200] },
      differentiable: false,
    },
    {
      shapes: { a: [6], b: [6] },
      dtypes: { a: 'i32', b: 'i32' },
      values: { a: [-3, 7, -1, 1, 0, 2], b: [5, 12, -3, -2, 0, -1] },
    },
    { shapes: { a: [3], b: [3] }, dtypes: { a: 'u32', b: 'u32' }, values: { a: [3, 65537, 0], b: [21, 2, 0] } },
  ],
  range: [0.5, 2],
});

/** xᵖ of x ≥ 0 whose derivative at 0 is 0, as that of norms is in PyTorch, in place of infinity. */
export function flatPower(x: Tensor, p: number): Tensor {
  const zero = equal(x, 0);
  return where(zero, 0 ** p, pow(where(zero, 1, x), p));
}

function wholePower(base: number, exponent: number): number {
  if (exponent < 0) return base === 1 ? 1 : base === -1 ? 1 - 2 * (exponent & 1) : 0;
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}

function towardsBase(a: Tensor | number, b: Tensor | number, dy: Tensor): Tensor {
  if (b === 0) return zeros(dy.device, dy.shape);
  const gradient = mul(dy, mul(pow(a, sub1(b)), b));
  return typeof b === 'number' ? gradient : where(equal(b, 0), 0, gradient);
}
const sub1 = (b: Tensor | number) => (typeof b === 'number' ? b - 1 : sub(b, 1));

function towardsExponent(a: Tensor | number, b: Tensor | number, out: Tensor, dy: Tensor): Tensor {
  const gradient = mul(dy, mul(out, typeof a === 'number' ? Math.log(a) : log(a)));
  if (typeof a === 'number') return a === 0 ? where(greaterEqual(b, 0), 0, gradient) : gradient;
  return where(logicalAnd(equal(a, 0), greaterEqual(b, 0)), 0, gradient);
}
