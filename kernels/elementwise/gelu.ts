/** Gaussian error linear unit. Hendrycks and Gimpel, "Gaussian error linear units (GELUs)", 2016. */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { f32, wgsl } from '../../engine/gpu/wgsl.ts';
import { add } from './add.ts';
import { affine } from './affine.ts';
import { exp } from './exp.ts';
import { erfc64 } from '../math/erf64.ts';
import { m_erfc } from '../math/erfc.ts';
import { m_exp } from '../math/exp.ts';
import { m_sigmoid } from '../math/sigmoid.ts';
import { mul } from './mul.ts';
import { checkName } from '../make/options.ts';
import { square } from './square.ts';
import { sigmoid, sigmoidSlope } from './sigmoid.ts';
import { unary } from './unary.ts';

export interface GeluOptions {
  /** `none`: x · Φ(x), by the error function. `tanh`: x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))). */
  approximate: 'none' | 'tanh';
}

/** The tanh form is x · sigmoid(v) with v = slope · x + cube · x³, which keeps its digits far below 0. */
const slope = 2 * Math.sqrt(2 / Math.PI);
const cube = slope * 0.044715;
const v = wgsl`(${f32(slope)} + ${f32(cube)} * x * x) * x`;
const logistic = (x: number) => 1 / (1 + Math.exp(-(slope + cube * x * x) * x));
/** Φ(x), where 1 + erf would cancel, and φ(x). */
const cdf = wgsl`0.5f * ${m_erfc}(${f32(-Math.SQRT1_2)} * x)`;
/** What others do to their results on the way out: the exact form of `x`, in WGSL and in plain loops. */
export const geluOf = wgsl`x * ${cdf}`;
export const geluAt = (x: number): number => (x * erfc64(-x * Math.SQRT1_2)) / 2;
const density = 1 / Math.sqrt(2 * Math.PI);

const base = unary<GeluOptions>({
  name: 'gelu',
  defaults: { approximate: 'none' },
  code: ({ approximate }) => (approximate === 'tanh' ? wgsl`x * ${m_sigmoid}(${v})` : geluOf),

  reference: (x, { approximate }) => (approximate === 'tanh' ? x * logistic(x) : geluAt(x)),
  derivative: {
    from: 'x',
    code: ({ approximate }) =>
      approximate === 'tanh'
        ? wgsl`dy * ${m_sigmoid}(${v}) * (1.0f + ${m_sigmoid}(-${v}) * x * (${f32(slope)} + ${f32(3 * cube)} * x * x))`
        : wgsl`dy * (${cdf} + x * ${f32(density)} * ${m_exp}(-0.5f * x * x))`,

    reference: (x, dy, { approximate }) => {
      if (approximate !== 'tanh') return dy * (erfc64(-x * Math.SQRT1_2) / 2 + x * density * Math.exp((-x * x) / 2));
      const s = logistic(x);
      return dy * s * (1 + (1 - s) * x * (slope + 3 * cube * x * x));
    },
    second: (x, dy, { approximate }) =>
      mul(
        dy,
        approximate === 'tanh'
          ? tanhCurvature(x)
          : mul(exp(mul(square(x), -0.5)), affine(square(x), { alpha: -density, beta: 2 * density })),
      ),
  },
  flops: 50,
  samples: [
    { shapes: { x: [5, 27] }, range: [-5, 5], attrs: { approximate: 'none' } },
    { shapes: { x: [5, 27] }, range: [-5, 5], attrs: { approximate: 'tanh' } },
  ],
});

/**
 * x · Φ(x), Φ the normal distribution function; `{ approximate: 'none' }` by default. @throws ShapeError for an
 * approximation that there is not.
 */
export const gelu = Object.assign(
  (x: Tensor, options: Partial<GeluOptions> = {}): Tensor => {
    checkTensors('gelu', { x });
    const { approximate } = checkOptions('gelu', options, 'approximate');
    checkName('gelu', 'approximation', approximate ?? 'none', ['none', 'tanh']);
    return base(x, options);
  },
  { ops: base.ops },
);

/** (x·s(v))″ = s(1 - s)·(2v′ + x·v″ + x(1 - 2s)·v′²). */
function tanhCurvature(x: Tensor): Tensor {
  const xx = square(x);
  const z = mul(x, affine(xx, { alpha: cube, beta: slope }));
  const first = affine(xx, { alpha: 3 * cube, beta: slope });
  const bend = mul(mul(x, affine(sigmoid(z), { alpha: -2, beta: 1 })), square(first));
  const sum = add(add(mul(first, 2), mul(xx, 6 * cube)), bend);
  return mul(sigmoidSlope(z), sum);
}
