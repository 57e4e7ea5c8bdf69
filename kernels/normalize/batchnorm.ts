import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { normalizeAxis, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { add } from '../elementwise/add.ts';
import type { Activation } from '../elementwise/activation.ts';
import { checkActivation, throughActivation } from '../elementwise/activation.ts';
import type { NormAttrs } from './batchnorm-eval.ts';
import { applyKernel, applyLoops, batchNormEvalOp, checkChannels, eachElement } from './batchnorm-eval.ts';
import { batchNormGradOp, channelElement, channelRows } from './batchnorm-grad.ts';
import { div } from '../elementwise/div.ts';
import { moments, takeMoment } from '../make/moments.ts';
import { mul } from '../elementwise/mul.ts';
import { checkNumber } from '../make/options.ts';
import { runningStatistics } from './running.ts';
import { sub } from '../elementwise/sub.ts';
import { mean } from '../reduce/mean.ts';
import { treeReduce } from '../make/tree.ts';

/** Normalisation by the batch's own mean and biased variance, which are outputs too. */
export const batchNormTrainOp: Op<NormAttrs, ['x', 'weight?', 'bias?'], 'out' | 'mean' | 'variance'> = defineOp({
  name: 'batch_norm_train',
  inputs: ['x', 'weight?', 'bias?'],
  attrs: {} as NormAttrs,
  outputs: (inputs) => {
    const shape = checkChannels(inputs);
    const statistic = { shape: [shape[1]], dtype: inputs.x.dtype };
    return { out: { shape, dtype: inputs.x.dtype }, mean: statistic, variance: statistic };
  },
  reference: (arrays, attrs) => {
    const { x, mean, variance } = arrays;
    const count = x.shape[0] * x.shape[2];
    eachElement(x.shape, (c, at) => (mean.data[c] += x.data[at] / count));
    eachElement(x.shape, (c, at) => (variance.data[c] += (x.data[at] - mean.data[c]) ** 2 / count));
    if (!count) for (const statistic of [mean, variance]) statistic.data.fill(NaN);
    applyLoops(arrays, mean.data, variance.data, attrs);
  },
  kernel: ({ x, weight, bias }, attrs) => {
    const statistics = treeReduce({
      ...moments,
      ...channelRows(x.shape),
      take: wgsl`
        ${channelElement}
        let value = x[at];
        ${takeMoment}`,
      finish: wgsl`
        mean[row] = acc.w + acc.y;
        variance[row] = acc.z / acc.x;`,
      reads: ['x'],
      writes: ['mean', 'variance'],
    });
    const apply = applyKernel(x, Boolean(weight), Boolean(bias), attrs);
    return { ...statistics, passes: [...statistics.passes, apply] };
  },
  grad: ({ inputs: { x, weight }, outputs, d, attrs: { activation, ...attrs } }, wanted) => {
    const back = batchNormGradOp.many(
      {
        x,
        dy: d.out ? throughActivation(outputs.out, d.out, activation) : zeros(x.device, x.shape),
        mean: outputs.mean,
        variance: outputs.variance,
        weight,
      },
      attrs,
    );
    const count = x.shape[0] * x.shape[2];
    let { dx } = back;
    if (wanted.x && d.mean) dx = add(dx, div(d.mean, count).reshape(-1, 1));
    if (wanted.x && d.variance)
      dx = add(dx, mul(mul(d.variance, 2 / count).reshape(-1, 1), sub(x, mean(x, [0, 2], { keep: true }))));
    return { x: dx, weight: back.dweight, bias: back.dbias };
  },
  flops: ({ x }) => 12 * size(x.shape),
  samples: [
    { shapes: { x: [3, 2, 35], weight: [2], bias: [2] }, attrs: { eps: 1e-5 } },
    { shapes: { x: [6, 3, 1] }, attrs: { eps: 1e-3 } },
    { shapes: { x: [2, 3, 12], weight: [3], bias: [3] }, attrs: { eps: 1e-5, activation: 'relu' } },
    { shapes: { x: [2, 1, 12], weight: [1], bias: [1] }, attrs: { eps: 1e-5, activation: 'sigmoid' } },
    { shapes: { x: [2, 2, 200], weight: [2] }, attrs: { eps: 1e-5 }, range: [4, 6] },
  ],
});

export interface BatchNormOptions {
  /** One value for each channel. */
  weight?: Tensor;
  bias?: Tensor;
  eps?: number;
  /** The axis of the channels. */
  axis?: number;
  /** 'relu' or 'sigmoid', applied to the results in the same pass. */
  activation?: Activation;
}

export interface BatchNormTrainOptions extends BatchNormOptions {
  runningMean?: Tensor;
  runningVariance?: Tensor;
  /** The batch's share of the running statistics, or a scalar i32 `n` for 1/n: the average over all batches so far. */
  momentum?: number | Tensor;
  /** Whether the running variance takes the unbiased variance in, as PyTorch does. */
  unbiased?: boolean;
}

export interface BatchNormResult {
  out: Tensor;
  /** The batch's mean and biased variance. */
  mean: Tensor;
  variance: Tensor;
  /** Present where the old ones were given. */
  runningMean?: Tensor;
  runningVariance?: Tensor;
}

/** `x` as [images, channels, positions]. */
function asChannels(x: Tensor, axis: number): Tensor {
  const at = normalizeAxis('batchNorm', axis, x.rank);
  return x.reshape(size(x.shape.slice(0, at)), x.shape[at], size(x.shape.slice(at + 1)));
}

/**
 * Batch normalisation at inference: (x - mean) / √(variance + eps) · weight + bias for each channel (Ioffe and Szegedy
 * 2015).
 * @throws ShapeError when a statistic does not have one value for each channel.
 */
export function batchNorm(x: Tensor, mean: Tensor, variance: Tensor, options: BatchNormOptions = {}): Tensor {
  checkTensors('batchNorm', { x, mean, variance });
  const {
    weight,
    bias,
    eps = 1e-5,
    axis = 1,
    activation,
  } = checkOptions('batchNorm', options, 'weight bias eps axis activation');
  checkNumber('batchNorm', 'eps', eps);
  checkActivation('batchNorm', activation);
  return batchNormEvalOp(
    { x: asChannels(x, axis), mean, variance, weight, bias },
    { eps, ...(activation && { activation }) },
  ).reshape(x.shape);
}

/**
 * Batch normalisation in training, by the batch's own mean and biased variance, with the new running statistics:
 * running = (1 - momentum) · running + momentum · batch. Nothing is changed in place.
 * @throws ShapeError for per-channel inputs of another length, and when a channel has one value only, whose variance
 * says nothing.
 */
export function batchNormTrain(x: Tensor, options: BatchNormTrainOptions = {}): BatchNormResult {
  checkTensors('batchNormTrain', { x });
  const {
    weight,
    bias,
    eps = 1e-5,
    axis = 1,
    runningMean,
    runningVariance,
    momentum = 0.1,
    unbiased = true,
    activation,
  } = checkOptions(
    'batchNormTrain',
    options,
    'weight bias eps axis activation runningMean runningVariance momentum unbiased',
  );
  const view = asChannels(x, axis);
  const count = view.shape[0] * view.shape[2];
  checkNumber('batchNorm', 'eps', eps);
  checkActivation('batchNorm', activation);
  checkChannels({ x: view, ...(runningMean && { runningMean }), ...(runningVariance && { runningVariance }) });
  if (count === 1)
    throw new ShapeError(
      'batchNorm',
      'training needs more than one value per channel',
      show(x.shape),
      'use a larger batch, or eval()',
    );
  const { out, mean, variance } = batchNormTrainOp.many(
    { x: view, weight, bias },
    { eps, ...(activation && { activation }) },
  );
  const result: BatchNormResult = { out: out.reshape(x.shape), mean, variance };
  if (!runningMean || !runningVariance) return result;
  return {
    ...result,
    ...runningStatistics(
      { runningMean, runningVariance, mean, variance },
      momentum,
      unbiased ? count / (count - 1) : 1,
    ),
  };
}
