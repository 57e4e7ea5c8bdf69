/** Oracle ops, element by element. */
import { cast } from '../../engine/cast.ts';
import type { DType } from '../../engine/dtype.ts';
import { isFloat } from '../../engine/dtype.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../../kernels/elementwise/add.ts';
import { affine } from '../../kernels/elementwise/affine.ts';
import { clamp } from '../../kernels/elementwise/clamp.ts';
import { isfinite, isinf, isnan } from '../../kernels/elementwise/classify.ts';
import { equal, greater, greaterEqual, less, lessEqual, notEqual } from '../../kernels/elementwise/compare.ts';
import { div } from '../../kernels/elementwise/div.ts';
import { celu, elu, selu } from '../../kernels/elementwise/elu.ts';
import { erf, erfc } from '../../kernels/elementwise/error-function.ts';
import { exp, exp2, expm1 } from '../../kernels/elementwise/exponential.ts';
import { maximum, minimum } from '../../kernels/elementwise/extremes.ts';
import { gelu } from '../../kernels/elementwise/gelu.ts';
import { hardsigmoid, hardswish } from '../../kernels/elementwise/hard.ts';
import { acosh, asinh, atanh, cosh, sinh } from '../../kernels/elementwise/hyperbolic.ts';
import { lerp } from '../../kernels/elementwise/lerp.ts';
import { log, log10, log1p, log2 } from '../../kernels/elementwise/logarithm.ts';
import { logicalAnd, logicalNot, logicalOr, logicalXor } from '../../kernels/elementwise/logic.ts';
import { mul } from '../../kernels/elementwise/mul.ts';
import { pow } from '../../kernels/elementwise/pow.ts';
import { leakyRelu, prelu, relu, relu6, thresholdRelu } from '../../kernels/elementwise/relu.ts';
import { floorDivide, fmod, remainder } from '../../kernels/elementwise/remainder.ts';
import { reciprocal, rsqrt, sqrt, square } from '../../kernels/elementwise/root.ts';
import { ceil, floor, round, trunc } from '../../kernels/elementwise/round.ts';
import { hardshrink, softshrink } from '../../kernels/elementwise/shrink.ts';
import { logsigmoid, sigmoid } from '../../kernels/elementwise/sigmoid.ts';
import { abs, neg, sign } from '../../kernels/elementwise/sign.ts';
import { mish, silu } from '../../kernels/elementwise/silu.ts';
import { softplus } from '../../kernels/elementwise/softplus.ts';
import { softsign } from '../../kernels/elementwise/softsign.ts';
import { sub } from '../../kernels/elementwise/sub.ts';
import { tanh } from '../../kernels/elementwise/tanh.ts';
import { acos, asin, atan, atan2, cos, sin, tan } from '../../kernels/elementwise/trigonometry.ts';
import { where } from '../../kernels/elementwise/where.ts';
import type { OracleRunner, OracleTable } from './table.ts';

const unaries = {
  abs,
  ceil,
  floor,
  round,
  trunc,
  exp,
  exp2,
  expm1,
  log,
  log2,
  log10,
  log1p,
  neg,
  sign,
  sqrt,
  rsqrt,
  reciprocal,
  square,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  asinh,
  acosh,
  atanh,
  erf,
  erfc,
  sigmoid,
  tanh,
  relu,
  relu6,
  softsign,
  silu,
  mish,
  hardswish,
  logsigmoid,
  isnan,
  isinf,
  isfinite,
  logical_not: logicalNot,
};
const binaries = {
  add,
  sub,
  mul,
  div,
  maximum,
  minimum,
  equal,
  not_equal: notEqual,
  greater,
  greater_equal: greaterEqual,
  less,
  less_equal: lessEqual,
  atan2,
  fmod,
  remainder,
  floor_divide: floorDivide,
  logical_and: logicalAnd,
  logical_or: logicalOr,
  logical_xor: logicalXor,
};

/** Types from the narrowest; the files mix them and mean the wider one. */
const widths: readonly DType[] = ['bool', 'u32', 'i32', 'f16', 'f32'];
function promote(...tensors: Tensor[]): Tensor[] {
  const widest = widths[Math.max(...tensors.map(({ dtype }) => widths.indexOf(dtype)))];
  return tensors.map((t) => (t.dtype === widest ? t : cast(t, widest)));
}

const runBinary =
  (op: (a: Tensor, b: Tensor) => Tensor): OracleRunner =>
  (inputs) => {
    const [a, b] = promote(inputs.a, inputs.b);
    return op(a, b);
  };

export const elementwise: OracleTable = {
  ...Object.fromEntries(Object.entries(unaries).map(([name, op]): [string, OracleRunner] => [name, ({ x }) => op(x)])),
  ...Object.fromEntries(Object.entries(binaries).map(([name, op]): [string, OracleRunner] => [name, runBinary(op)])),
  identity: ({ x }) => x.reshape(x.shape),
  // The power of a whole number is whole, whatever the exponent's type.
  pow: ({ a, b }) => {
    const [base, exponent] = promote(a, b);
    const out = pow(base, exponent);
    return out.dtype === a.dtype || isFloat(a.dtype) ? out : cast(round(out), a.dtype);
  },
  where: ({ cond, a, b }) => {
    const [left, right] = promote(a, b);
    return where(cond, left, right);
  },
  lerp: ({ a, b, w }) => lerp(a, b, w),
  prelu: ({ x, slope }) => prelu(x, slope),
  gelu: ({ x }, { approximate }) => gelu(x, { approximate }),
  elu: ({ x }, { alpha }) => elu(x, { alpha }),
  celu: ({ x }, { alpha }) => celu(x, { alpha }),
  selu: ({ x }, { alpha, gamma }) => selu(x, { alpha, gamma }),
  leaky_relu: ({ x }, { slope }) => leakyRelu(x, { slope }),
  softplus: ({ x }, { beta, threshold }) => softplus(x, { beta, threshold }),
  hardsigmoid: ({ x }, { alpha, beta }) => hardsigmoid(x, { alpha, beta }),
  clamp: ({ x }, { min, max }) => clamp(x, { min, max }),
  affine: ({ x }, { alpha, beta }) => affine(x, { alpha, beta }),
  threshold_relu: ({ x }, { alpha }) => thresholdRelu(x, { alpha }),
  hardshrink: ({ x }, { lambd }) => hardshrink(x, { lambda: lambd }),
  softshrink: ({ x }, { lambd }) => softshrink(x, { lambda: lambd }),
  // WebGPU has no type of one byte: i32 holds its values.
  cast: ({ x }, { to }) => (to === 'u8' ? remainder(cast(x, 'i32'), 256) : cast(x, to)),
};
