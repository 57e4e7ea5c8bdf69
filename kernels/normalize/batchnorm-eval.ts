/** Batch normalisation by given statistics, and what its ops share: `x` seen as [images, channels, positions]. */
import { ShapeError } from '../../engine/errors.ts';
import type { Kernel, Operand } from '../../engine/gpu/kernel.ts';
import type { Described, HostArray, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { pointwise } from '../../engine/pointwise.ts';
import type { Shape } from '../../engine/shape.ts';
import { rowMajor, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Activation } from '../elementwise/activation.ts';
import { activate, activated, throughActivation } from '../elementwise/activation.ts';
import { add } from '../elementwise/add.ts';
import { div } from '../elementwise/div.ts';
import { m_rsqrt } from '../math/sqrt.ts';
import { mul } from '../elementwise/mul.ts';
import { sub } from '../elementwise/sub.ts';
import { sum } from '../reduce/sum.ts';

export interface EpsAttrs {
  eps: number;
}

/** Of the ops that normalise: what their results go through. */
export interface NormAttrs extends EpsAttrs {
  activation?: Activation;
}

/** The shape of `x`, once every input but `dy` has a value for each channel. */
export function checkChannels(inputs: Record<string, Described>): Shape {
  const { x, ...rest } = inputs;
  for (const [key, { shape }] of Object.entries(rest)) {
    if (key !== 'dy' && (shape.length !== 1 || shape[0] !== x.shape[1]))
      throw new ShapeError(
        'batchNorm',
        `${key} must have one value for each of ${x.shape[1]} channels`,
        show(shape),
        'pass it as [channels]',
      );
  }
  return x.shape;
}

/** Calls `visit` with the channel, and the index, of each element. */
export function eachElement([images, channels, positions]: Shape, visit: (channel: number, at: number) => void): void {
  for (let at = 0; at < images * channels * positions; at++) visit(Math.floor(at / positions) % channels, at);
}

/** A value for each channel, as an elementwise kernel of [images, channels, positions] reads it. */
const perChannel = (channels: number): Operand => ({ shape: [channels, 1], dtype: 'f32', strides: [1, 0], offset: 0 });
const dense = ({ shape }: Described): Operand => ({ shape, dtype: 'f32', strides: rowMajor(shape), offset: 0 });

/**
 * An elementwise kernel of `whole`, operands like the result `target`, and `channelwise` ones; `value` knows them by
 * name.
 */
export function channelKernel(
  target: string,
  of: Described,
  whole: readonly string[],
  channelwise: readonly string[],
  value: Snippet,
  params: Kernel['params'],
): Kernel {
  const inputs = Object.fromEntries([
    ...whole.map((key) => [key, dense(of)]),
    ...channelwise.map((key) => [key, perChannel(of.shape[1])]),
  ]);
  const { types: { out: type, ...types } = {}, ...kernel } = pointwise(dense(of), inputs, value);
  return {
    ...kernel,
    params: { ...kernel.params, ...params },
    reads: [...whole, ...channelwise],
    writes: [target],
    names: { ...kernel.names, [target]: 'out' },
    types: { ...types, ...(type && { [target]: type }) },
  };
}

/** out = activation((x - mean) · rstd · weight + bias), by the channel's numbers. */
export function applyKernel(x: Described, weight: boolean, bias: boolean, { eps, activation }: NormAttrs): Kernel {
  const value = wgsl`
    (x - mean) * ${m_rsqrt}(variance + p.eps)${weight ? wgsl` * weight` : wgsl``}${bias ? wgsl` + bias` : wgsl``}`;
  return channelKernel(
    'out',
    x,
    ['x'],
    ['mean', 'variance', ...(weight ? ['weight'] : []), ...(bias ? ['bias'] : [])],
    activation ? wgsl`${activate(name('f32'), activation)}(${value})` : value,
    { eps: { f32: eps } },
  );
}

export function applyLoops(
  { x, weight, bias, out }: Record<string, HostArray>,
  mean: ArrayLike<number>,
  variance: ArrayLike<number>,
  { eps, activation }: NormAttrs,
): void {
  eachElement(
    x.shape,
    (c, at) =>
      (out.data[at] = activated(
        ((x.data[at] - mean[c]) / Math.sqrt(variance[c] + eps)) * (weight?.data[c] ?? 1) + (bias?.data[c] ?? 0),
        activation,
      )),
  );
}

/** Normalisation by given statistics: at inference, and as the last step of training. */
export const batchNormEvalOp: Op<NormAttrs, ['x', 'mean', 'variance', 'weight?', 'bias?']> = defineOp({
  name: 'batch_norm_eval',
  inputs: ['x', 'mean', 'variance', 'weight?', 'bias?'],
  attrs: {} as NormAttrs,
  shape: checkChannels,
  reference: (arrays, attrs) => applyLoops(arrays, arrays.mean.data, arrays.variance.data, attrs),
  kernel: ({ x, weight, bias }, attrs) => applyKernel(x, Boolean(weight), Boolean(bias), attrs),
  grad: (
    { inputs: { x, mean, variance, weight }, outputs: { out }, dy: after, attrs: { activation, ...attrs } },
    wanted,
  ) => {
    const dy = throughActivation(out, after, activation);
    const normalized = () => batchNormEvalOp({ x, mean, variance }, attrs);
    // The derivative of an affine map is the map without its shifts.
    const scaledBack = () => batchNormEvalOp({ x: dy, mean: zeros(x.device, mean.shape), variance, weight }, attrs);
    const channelSum = (t: Tensor) => sum(t, [0, 2]);
    return {
      x: wanted.x && scaledBack(),
      mean: wanted.mean && mul(channelSum(scaledBack()), -1),
      variance:
        wanted.variance &&
        mul(div(channelSum(mul(scaledBack(), sub(x, mean.reshape(-1, 1)))), add(variance, attrs.eps)), -0.5),
      weight: wanted.weight && channelSum(mul(dy, normalized())),
      bias: wanted.bias && channelSum(dy),
    };
  },
  flops: ({ x }) => 6 * size(x.shape),
  samples: [
    {
      shapes: { x: [2, 3, 35], mean: [3], variance: [3], weight: [3], bias: [3] },
      attrs: { eps: 1e-5 },
      range: [0.25, 2],
    },
    { shapes: { x: [5, 4, 1], mean: [4], variance: [4] }, attrs: { eps: 0.1 }, range: [0.25, 2] },
    {
      shapes: { x: [2, 3, 8], mean: [3], variance: [3], weight: [3] },
      attrs: { eps: 1e-5, activation: 'relu' },
      range: [0.25, 2],
    },
    {
      shapes: { x: [2, 3, 8], mean: [3], variance: [3], bias: [3] },
      attrs: { eps: 1e-5, activation: 'sigmoid' },
      range: [0.25, 2],
    },
  ],
});
