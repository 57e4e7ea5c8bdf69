/** Golden subjects of reductions, normalisations, losses and optimisers. */
import { scope } from '../../engine/scope.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { parameter } from '../../engine/variable.ts';
import { copy } from '../../engine/cast.ts';
import { amax } from '../../kernels/reduce/amax.ts';
import { amin } from '../../kernels/reduce/amin.ts';
import { argmax } from '../../kernels/reduce/argmax.ts';
import { argmin } from '../../kernels/reduce/argmin.ts';
import { stack } from '../../kernels/shape/stack.ts';
import { instanceNorm } from '../../kernels/normalize/instancenorm.ts';
import { logSoftmax } from '../../kernels/reduce/logsoftmax.ts';
import { logsumexp } from '../../kernels/reduce/logsumexp.ts';
import { bceWithLogits } from '../../kernels/loss/bce-with-logits.ts';
import { crossEntropy } from '../../kernels/loss/cross-entropy.ts';
import { diceLoss } from '../../kernels/loss/dice.ts';
import { mseLoss } from '../../kernels/loss/mse-loss.ts';
import { max } from '../../kernels/reduce/max.ts';
import { min } from '../../kernels/reduce/min.ts';
import { norm } from '../../kernels/reduce/norm.ts';
import { normalize } from '../../kernels/normalize/normalize.ts';
import { softmax } from '../../kernels/reduce/softmax.ts';
import { mean } from '../../kernels/reduce/mean.ts';
import { sum } from '../../kernels/reduce/sum.ts';
import { std } from '../../kernels/reduce/std.ts';
import { variance } from '../../kernels/reduce/variance.ts';
import { BatchNorm } from '../../layers/basic/batchnorm.ts';
import { Conv1d, Conv2d, ConvTranspose2d } from '../../layers/basic/conv.ts';
import { GroupNorm } from '../../layers/basic/groupnorm.ts';
import { LayerNorm } from '../../layers/basic/layernorm.ts';
import { Linear } from '../../layers/basic/linear.ts';
import { Adagrad } from '../../train/adagrad.ts';
import { Adam } from '../../train/adam.ts';
import { AdamW } from '../../train/adamw.ts';
import { RMSprop } from '../../train/rmsprop.ts';
import { SGD } from '../../train/sgd.ts';
import type { Optimizer } from '../../train/optimizer.ts';
import { moduleSubject } from './module.ts';
import type { GoldenCase, GoldenTable, Options } from './table.ts';
import { plainOp, Unsupported } from './table.ts';

const batchNorm = (golden: GoldenCase) => {
  const { num_features, eps, momentum, affine, track_running_stats: trackRunningStats }: Options = golden.args;
  return moduleSubject(
    golden,
    new BatchNorm(golden.device, num_features, { eps, momentum, affine, trackRunningStats }),
  );
};

const spectralNorm = (golden: GoldenCase) => {
  const {
    layer,
    n_power_iterations: iterations,
    in_channels,
    out_channels,
    in_features,
    out_features,
    kernel_size: kernel,
    stride,
    padding,
    dilation,
    groups,
    bias,
  }: Options = golden.args;
  const options = { kernel, stride, padding, dilation, groups, bias, spectral: { iterations } };
  switch (layer) {
    case 'conv1d':
      return moduleSubject(golden, new Conv1d(golden.device, in_channels, out_channels, options));
    case 'conv2d':
      return moduleSubject(golden, new Conv2d(golden.device, in_channels, out_channels, options));
    case 'conv_transpose2d':
      return moduleSubject(golden, new ConvTranspose2d(golden.device, in_channels, out_channels, options));
    case 'linear':
      return moduleSubject(
        golden,
        new Linear(golden.device, in_features, out_features, { bias, spectral: { iterations } }),
      );
    default:
      throw new Unsupported(`spectral norm of ${layer}`);
  }
};

function reduction([x]: readonly Tensor[], { kind, dim, keepdim: keep, unbiased, p }: Options): Tensor | Tensor[] {
  const correction = unbiased === undefined ? 1 : Number(unbiased);
  switch (kind) {
    case 'sum':
      return sum(x, dim, { keep });
    case 'mean':
      return mean(x, dim, { keep });
    case 'amax':
      return amax(x, dim, { keep });
    case 'amin':
      return amin(x, dim, { keep });
    case 'max':
      return [max(x, dim, { keep }), argmax(x, dim, { keep })];
    case 'min':
      return [min(x, dim, { keep }), argmin(x, dim, { keep })];
    case 'var':
      return variance(x, dim, { keep, correction });
    case 'std':
      return std(x, dim, { keep, correction });
    case 'norm':
      return norm(x, dim, { keep, p });
    default:
      throw new Unsupported(`reduction ${kind}`);
  }
}

/** An optimiser by PyTorch's name and options. */
export function optimizerOf(
  kind: string,
  params: ConstructorParameters<typeof AdamW>[0],
  {
    lr,
    momentum,
    dampening,
    weight_decay: weightDecay,
    nesterov,
    betas,
    eps,
    amsgrad,
    alpha,
    centered,
    lr_decay: lrDecay,
  }: Options,
): Optimizer {
  switch (kind) {
    case 'sgd':
      return new SGD(params, { lr, momentum, dampening, weightDecay, nesterov });
    case 'adam':
      return new Adam(params, { lr, betas, eps, weightDecay, amsgrad });
    case 'adamw':
      return new AdamW(params, { lr, betas, eps, weightDecay, amsgrad });
    case 'rmsprop':
      return new RMSprop(params, { lr, alpha, eps, weightDecay, momentum, centered });
    case 'adagrad':
      return new Adagrad(params, { lr, lrDecay, eps, weightDecay });
    default:
      throw new Unsupported(`optimiser ${kind}`);
  }
}

/** Steps through gradients [steps, …]; gives the parameter after each step, and the state tensors that are named. */
export function optimizerRun(
  kind: string,
  initial: Tensor,
  grads: Tensor,
  options: Options,
  slots: readonly string[] = [],
): { path: Tensor[]; state: Tensor[] } {
  const p = parameter(copy(initial));
  const optimizer = optimizerOf(kind, new Map([['p', p]]), options);
  try {
    const path = Array.from({ length: grads.shape[0] }, (_, step) => {
      scope(() => optimizer.step(new Map([['p', grads.slice(0, step, step + 1).reshape(p.shape)]])));
      return copy(p);
    });
    const state = optimizer.state();
    return { path, state: slots.map((slot) => copy(state.get(`p.${slot}`)!)) };
  } finally {
    optimizer.dispose();
    p.dispose();
  }
}

export const reduce: GoldenTable = {
  softmax: plainOp(([x], { dim }) => softmax(x, dim)),
  log_softmax: plainOp(([x], { dim }) => logSoftmax(x, dim)),
  logsumexp: plainOp(([x], { dim, keepdim: keep }) => logsumexp(x, dim, { keep })),
  reduce: plainOp(reduction),
  batch_norm1d: batchNorm,
  batch_norm2d: batchNorm,
  layer_norm: (golden) =>
    moduleSubject(
      golden,
      new LayerNorm(golden.device, golden.args.normalized_shape, {
        eps: golden.args.eps,
        affine: golden.args.elementwise_affine,
      }),
    ),
  group_norm: (golden) =>
    moduleSubject(
      golden,
      new GroupNorm(golden.device, golden.args.num_groups, golden.args.num_channels, { eps: golden.args.eps }),
    ),
  instance_norm: plainOp(([x, weight, bias], { eps }) => instanceNorm(x, { weight, bias, eps })),
  normalize: plainOp(([x], { dim, p, eps }) => normalize(x, dim, { p, eps })),
  spectral_norm: spectralNorm,
  cross_entropy: plainOp(
    ([x, target, weight], { reduction: how, ignore_index: ignoreIndex, label_smoothing: labelSmoothing }) =>
      crossEntropy(x, target, { weight, reduction: how, ignoreIndex, labelSmoothing }),
  ),
  bce_with_logits: plainOp(([x, target, ...more], { reduction: how, extra = [] }) => {
    const named = Object.fromEntries((extra as string[]).map((name, i) => [name, more[i]]));
    return bceWithLogits(x, target, { reduction: how, weight: named.weight, posWeight: named.pos_weight });
  }),
  mse_loss: plainOp(([x, target], { reduction: how }) => mseLoss(x, target, { reduction: how })),
  dice_loss: plainOp(([x, target], { activation, smooth, squared, per }) =>
    diceLoss(x, target, { activation, smooth, squared, per: per === 'batch' ? 'batch' : 'image' }),
  ),
  optimizer: plainOp(([p, grads], { kind, opts, state: slots }) => {
    const { path, state } = optimizerRun(kind, p, grads, opts, slots);
    return [stack(path, 0), ...state];
  }),
};
