/** Golden subjects of plain functions: activations, arithmetic, broadcasting. */
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../../kernels/elementwise/add.ts';
import { clamp } from '../../kernels/elementwise/clamp.ts';
import { div } from '../../kernels/elementwise/div.ts';
import { elu } from '../../kernels/elementwise/elu.ts';
import { exp } from '../../kernels/elementwise/exp.ts';
import { maximum } from '../../kernels/elementwise/maximum.ts';
import { minimum } from '../../kernels/elementwise/minimum.ts';
import { gelu } from '../../kernels/elementwise/gelu.ts';
import { hardsigmoid } from '../../kernels/elementwise/hardsigmoid.ts';
import { hardswish } from '../../kernels/elementwise/hardswish.ts';
import { log } from '../../kernels/elementwise/log.ts';
import { mul } from '../../kernels/elementwise/mul.ts';
import { pow } from '../../kernels/elementwise/pow.ts';
import { leakyRelu } from '../../kernels/elementwise/leaky-relu.ts';
import { relu } from '../../kernels/elementwise/relu.ts';
import { relu6 } from '../../kernels/elementwise/relu6.ts';
import { reciprocal } from '../../kernels/elementwise/reciprocal.ts';
import { rsqrt } from '../../kernels/elementwise/rsqrt.ts';
import { sqrt } from '../../kernels/elementwise/sqrt.ts';
import { square } from '../../kernels/elementwise/square.ts';
import { sigmoid } from '../../kernels/elementwise/sigmoid.ts';
import { abs } from '../../kernels/elementwise/abs.ts';
import { neg } from '../../kernels/elementwise/neg.ts';
import { silu } from '../../kernels/elementwise/silu.ts';
import { softplus } from '../../kernels/elementwise/softplus.ts';
import { sub } from '../../kernels/elementwise/sub.ts';
import { tanh } from '../../kernels/elementwise/tanh.ts';
import type { GoldenTable, Options } from './table.ts';
import { plainOp, Unsupported } from './table.ts';

type Kind = (inputs: readonly Tensor[], call: Options) => Tensor;
const unaries = {
  relu,
  relu6,
  sigmoid,
  tanh,
  silu,
  hardsigmoid,
  hardswish,
  exp,
  log,
  sqrt,
  rsqrt,
  square,
  abs,
  neg,
  reciprocal,
};
const binaries = { add, sub, mul, div, maximum, minimum };
const kinds: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(Object.entries(unaries).map(([name, op]): [string, Kind] => [name, ([x]) => op(x)])),
  ...Object.fromEntries(Object.entries(binaries).map(([name, op]): [string, Kind] => [name, ([a, b]) => op(a, b)])),
  gelu: ([x], { approximate }) => gelu(x, { approximate }),
  softplus: ([x], { beta, threshold }) => softplus(x, { beta, threshold }),
  leaky_relu: ([x], { negative_slope: slope }) => leakyRelu(x, { slope }),
  elu: ([x], { alpha }) => elu(x, { alpha }),
  clamp: ([x], { min, max }) => clamp(x, { min, max }),
  pow: ([x], { p }) => pow(x, p),
};

const byKind = plainOp((inputs, call) => {
  const run = kinds[call.kind];
  if (!run) throw new Unsupported(`no function for kind ${call.kind}`);
  return run(inputs, call);
});

export const elementwise: GoldenTable = { activation: byKind, elementwise: byKind, broadcast: byKind };
