/** Oracle ops of reductions, normalisations, losses and optimisers. */
import { amax } from '../../kernels/reduce/amax.ts';
import { amin } from '../../kernels/reduce/amin.ts';
import { argmax } from '../../kernels/reduce/argmax.ts';
import { argmin } from '../../kernels/reduce/argmin.ts';
import { batchNorm, batchNormTrain } from '../../kernels/normalize/batchnorm.ts';
import { groupNorm } from '../../kernels/normalize/groupnorm.ts';
import { instanceNorm } from '../../kernels/normalize/instancenorm.ts';
import { layerNorm } from '../../kernels/normalize/layernorm.ts';
import { rmsNorm } from '../../kernels/normalize/rmsnorm.ts';
import { logSoftmax } from '../../kernels/reduce/logsoftmax.ts';
import { logsumexp } from '../../kernels/reduce/logsumexp.ts';
import { bceLoss } from '../../kernels/loss/bce-loss.ts';
import { bceWithLogits } from '../../kernels/loss/bce-with-logits.ts';
import { crossEntropy } from '../../kernels/loss/cross-entropy.ts';
import { nllLoss } from '../../kernels/loss/nll-loss.ts';
import { klDiv } from '../../kernels/loss/kl-divergence.ts';
import { huberLoss } from '../../kernels/loss/huber-loss.ts';
import { l1Loss } from '../../kernels/loss/l1-loss.ts';
import { mseLoss } from '../../kernels/loss/mse-loss.ts';
import { smoothL1Loss } from '../../kernels/loss/smooth-l1-loss.ts';
import { lrn } from '../../kernels/normalize/lrn.ts';
import { l1 } from '../../kernels/reduce/l1.ts';
import { l2 } from '../../kernels/reduce/l2.ts';
import { logSum } from '../../kernels/reduce/log-sum.ts';
import { sumSquare } from '../../kernels/reduce/sum-square.ts';
import { cosineSimilarity } from '../../kernels/normalize/cosine-similarity.ts';
import { normalize } from '../../kernels/normalize/normalize.ts';
import { prod } from '../../kernels/reduce/prod.ts';
import { cumprod } from '../../kernels/reduce/cumprod.ts';
import { cumsum } from '../../kernels/reduce/cumsum.ts';
import { softmax } from '../../kernels/reduce/softmax.ts';
import { mean } from '../../kernels/reduce/mean.ts';
import { sum } from '../../kernels/reduce/sum.ts';
import { topk } from '../../kernels/reduce/topk.ts';
import { std } from '../../kernels/reduce/std.ts';
import { variance } from '../../kernels/reduce/variance.ts';
import { optimizerRun } from './golden-reduce.ts';
import type { OracleTable } from './table.ts';

export const reduce: OracleTable = {
  reduce_sum: ({ x }, { axes, keepdim: keep }) => sum(x, axes, { keep }),
  reduce_mean: ({ x }, { axes, keepdim: keep }) => mean(x, axes, { keep }),
  reduce_max: ({ x }, { axes, keepdim: keep }) => amax(x, axes, { keep }),
  reduce_min: ({ x }, { axes, keepdim: keep }) => amin(x, axes, { keep }),
  reduce_prod: ({ x }, { axes, keepdim: keep }) => prod(x, axes, { keep }),
  reduce_l1: ({ x }, { axes, keepdim: keep }) => l1(x, axes, { keep }),
  reduce_l2: ({ x }, { axes, keepdim: keep }) => l2(x, axes, { keep }),
  reduce_sum_square: ({ x }, { axes, keepdim: keep }) => sumSquare(x, axes, { keep }),
  reduce_log_sum: ({ x }, { axes, keepdim: keep }) => logSum(x, axes, { keep }),
  reduce_log_sum_exp: ({ x }, { axes, keepdim: keep }) => logsumexp(x, axes, { keep }),
  reduce_var: ({ x }, { axes, keepdim: keep, correction }) => variance(x, axes, { keep, correction }),
  reduce_std: ({ x }, { axes, keepdim: keep, correction }) => std(x, axes, { keep, correction }),
  argmax: ({ x }, { axis, keepdim: keep, last }) => argmax(x, axis, { keep, last }),
  argmin: ({ x }, { axis, keepdim: keep, last }) => argmin(x, axis, { keep, last }),
  cumsum: ({ x }, { axis, exclusive, reverse }) => cumsum(x, axis, { exclusive, reverse }),
  cumprod: ({ x }, { axis, exclusive, reverse }) => cumprod(x, axis, { exclusive, reverse }),
  topk: ({ x }, { k, axis, largest }) => {
    const { values, indices } = topk(x, k, axis, { largest });
    return [values, indices];
  },
  softmax: ({ x }, { axis }) => softmax(x, axis),
  log_softmax: ({ x }, { axis }) => logSoftmax(x, axis),
  batch_norm: ({ x, mean: average, var: spread, scale: weight, bias }, { axis, eps }) =>
    batchNorm(x, average, spread, { weight, bias, eps, axis }),
  batch_norm_train: (
    { x, scale: weight, bias, running_mean: runningMean, running_var: runningVariance },
    { eps, momentum, running_var },
  ) => {
    const result = batchNormTrain(x, {
      weight,
      bias,
      eps,
      momentum,
      runningMean,
      runningVariance,
      unbiased: running_var !== 'biased',
    });
    return [result.out, result.runningMean ?? null, result.runningVariance ?? null];
  },
  layer_norm: ({ x, scale: weight, bias }, { axes, eps }) => layerNorm(x, axes, { weight, bias, eps }),
  rms_norm: ({ x, scale: weight, bias }, { axes, eps }) => rmsNorm(x, axes, { weight, bias, eps }),
  instance_norm: ({ x, scale: weight, bias }, { eps }) => instanceNorm(x, { weight, bias, eps }),
  group_norm: ({ x, scale: weight, bias }, { groups, eps }) => groupNorm(x, groups, { weight, bias, eps }),
  lrn: ({ x }, { size, alpha, beta, k }) => lrn(x, { size, alpha, beta, k }),
  lp_normalize: ({ x }, { p, axis, eps }) => normalize(x, axis, { p, eps }),
  cosine_similarity: ({ a, b }, { axis, eps }) => cosineSimilarity(a, b, axis, { eps }),
  cross_entropy: ({ x, target, weight }, { reduction, ignore_index: ignoreIndex, label_smoothing: labelSmoothing }) =>
    crossEntropy(x, target, { weight, reduction, ignoreIndex, labelSmoothing }),
  cross_entropy_prob: ({ x, target, weight }, { reduction, label_smoothing: labelSmoothing }) =>
    crossEntropy(x, target, { weight, reduction, labelSmoothing }),
  nll_loss: ({ x, target, weight }, { reduction, ignore_index: ignoreIndex }) =>
    nllLoss(x, target, { weight, reduction, ignoreIndex }),
  mse_loss: ({ x, target }, { reduction }) => mseLoss(x, target, { reduction }),
  l1_loss: ({ x, target }, { reduction }) => l1Loss(x, target, { reduction }),
  smooth_l1_loss: ({ x, target }, { reduction, beta }) => smoothL1Loss(x, target, { reduction, beta }),
  huber_loss: ({ x, target }, { reduction, delta }) => huberLoss(x, target, { reduction, delta }),
  kl_div: ({ x, target }, { reduction, log_target: logTarget }) => klDiv(x, target, { reduction, logTarget }),
  bce: ({ x, target, weight }, { reduction }) => bceLoss(x, target, { weight, reduction }),
  bce_logits: ({ x, target, weight, pos_weight: posWeight }, { reduction }) =>
    bceWithLogits(x, target, { weight, posWeight, reduction }),
  optim: ({ p, grads }, { name, steps = grads.shape[0], ...options }) => {
    const { path } = optimizerRun(name, p, grads, options);
    return path[steps - 1];
  },
};
