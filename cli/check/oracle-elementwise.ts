/** Oracle ops, element by element. */
import { cast } from '../../engine/cast.ts';
import type { DType } from '../../engine/dtype.ts';
import { isFloat } from '../../engine/dtype.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../../kernels/elementwise/add.ts';
import { affine } from '../../kernels/elementwise/affine.ts';
import { clamp } from '../../kernels/elementwise/clamp.ts';
import { isfinite } from '../../kernels/elementwise/isfinite.ts';
import { isinf } from '../../kernels/elementwise/isinf.ts';
import { isnan } from '../../kernels/elementwise/isnan.ts';
import { equal } from '../../kernels/elementwise/equal.ts';
import { greater } from '../../kernels/elementwise/greater.ts';
import { greaterEqual } from '../../kernels/elementwise/greater-equal.ts';
import { less } from '../../kernels/elementwise/less.ts';
import { lessEqual } from '../../kernels/elementwise/less-equal.ts';
import { notEqual } from '../../kernels/elementwise/not-equal.ts';
import { div } from '../../kernels/elementwise/div.ts';
import { celu } from '../../kernels/elementwise/celu.ts';
import { elu } from '../../kernels/elementwise/elu.ts';
import { selu } from '../../kernels/elementwise/selu.ts';
import { erf } from '../../kernels/elementwise/erf.ts';
import { erfc } from '../../kernels/elementwise/erfc.ts';
import { exp } from '../../kernels/elementwise/exp.ts';
import { exp2 } from '../../kernels/elementwise/exp2.ts';
import { expm1 } from '../../kernels/elementwise/expm1.ts';
import { maximum } from '../../kernels/elementwise/maximum.ts';
import { minimum } from '../../kernels/elementwise/minimum.ts';
import { gelu } from '../../kernels/elementwise/gelu.ts';
import { hardsigmoid } from '../../kernels/elementwise/hardsigmoid.ts';
import { hardswish } from '../../kernels/elementwise/hardswish.ts';
import { acosh } from '../../kernels/elementwise/acosh.ts';
import { asinh } from '../../kernels/elementwise/asinh.ts';
import { atanh } from '../../kernels/elementwise/atanh.ts';
import { cosh, sinh } from '../../kernels/elementwise/sinh-cosh.ts';
import { lerp } from '../../kernels/elementwise/lerp.ts';
import { log } from '../../kernels/elementwise/log.ts';
import { log10 } from '../../kernels/elementwise/log10.ts';
import { log1p } from '../../kernels/elementwise/log1p.ts';
import { log2 } from '../../kernels/elementwise/log2.ts';
import { logicalAnd } from '../../kernels/elementwise/logical-and.ts';
import { logicalNot } from '../../kernels/elementwise/logical-not.ts';
import { logicalOr } from '../../kernels/elementwise/logical-or.ts';
import { logicalXor } from '../../kernels/elementwise/logical-xor.ts';
import { mul } from '../../kernels/elementwise/mul.ts';
import { pow } from '../../kernels/elementwise/pow.ts';
import { leakyRelu } from '../../kernels/elementwise/leaky-relu.ts';
import { prelu } from '../../kernels/elementwise/prelu.ts';
import { relu } from '../../kernels/elementwise/relu.ts';
import { relu6 } from '../../kernels/elementwise/relu6.ts';
import { thresholdRelu } from '../../kernels/elementwise/threshold-relu.ts';
import { floorDivide } from '../../kernels/elementwise/floor-divide.ts';
import { fmod } from '../../kernels/elementwise/fmod.ts';
import { remainder } from '../../kernels/elementwise/remainder.ts';
import { reciprocal } from '../../kernels/elementwise/reciprocal.ts';
import { rsqrt } from '../../kernels/elementwise/rsqrt.ts';
import { sqrt } from '../../kernels/elementwise/sqrt.ts';
import { square } from '../../kernels/elementwise/square.ts';
import { ceil } from '../../kernels/elementwise/ceil.ts';
import { floor } from '../../kernels/elementwise/floor.ts';
import { round } from '../../kernels/elementwise/round.ts';
import { trunc } from '../../kernels/elementwise/trunc.ts';
import { hardshrink } from '../../kernels/elementwise/hardshrink.ts';
import { softshrink } from '../../kernels/elementwise/softshrink.ts';
import { logsigmoid } from '../../kernels/elementwise/logsigmoid.ts';
import { sigmoid } from '../../kernels/elementwise/sigmoid.ts';
import { abs } from '../../kernels/elementwise/abs.ts';
import { neg } from '../../kernels/elementwise/neg.ts';
import { sign } from '../../kernels/elementwise/sign.ts';
import { mish } from '../../kernels/elementwise/mish.ts';
import { silu } from '../../kernels/elementwise/silu.ts';
import { softplus } from '../../kernels/elementwise/softplus.ts';
import { softsign } from '../../kernels/elementwise/softsign.ts';
import { sub } from '../../kernels/elementwise/sub.ts';
import { tanh } from '../../kernels/elementwise/tanh.ts';
import { acos } from '../../kernels/elementwise/acos.ts';
import { asin } from '../../kernels/elementwise/asin.ts';
import { atan } from '../../kernels/elementwise/atan.ts';
import { atan2 } from '../../kernels/elementwise/atan2.ts';
import { cos, sin } from '../../kernels/elementwise/sin-cos.ts';
import { tan } from '../../kernels/elementwise/tan.ts';
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
