/** Golden subjects of plain functions: activations, arithmetic, broadcasting. */
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../../kernels/add.ts';
import { clamp } from '../../kernels/clamp.ts';
import { div } from '../../kernels/div.ts';
import { elu } from '../../kernels/elu.ts';
import { exp } from '../../kernels/exponential.ts';
import { maximum, minimum } from '../../kernels/extremes.ts';
import { gelu } from '../../kernels/gelu.ts';
import { hardsigmoid, hardswish } from '../../kernels/hard.ts';
import { log } from '../../kernels/logarithm.ts';
import { mul } from '../../kernels/mul.ts';
import { pow } from '../../kernels/pow.ts';
import { leakyRelu, relu, relu6 } from '../../kernels/relu.ts';
import { reciprocal, rsqrt, sqrt, square } from '../../kernels/root.ts';
import { sigmoid } from '../../kernels/sigmoid.ts';
import { abs, neg } from '../../kernels/sign.ts';
import { silu } from '../../kernels/silu.ts';
import { softplus } from '../../kernels/softplus.ts';
import { sub } from '../../kernels/sub.ts';
import { tanh } from '../../kernels/tanh.ts';
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
