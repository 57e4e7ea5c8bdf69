/** Golden subjects of reductions, normalisations, losses and optimisers. */
import { instanceNorm } from '../../kernels/groupnorm.ts';
import { softmax } from '../../kernels/softmax.ts';
import { BatchNorm } from '../../layers/batchnorm.ts';
import { Conv1d, Conv2d, ConvTranspose2d } from '../../layers/conv.ts';
import { GroupNorm } from '../../layers/groupnorm.ts';
import { LayerNorm } from '../../layers/layernorm.ts';
import { Linear } from '../../layers/linear.ts';
import { moduleSubject } from './module.ts';
import type { GoldenCase, GoldenTable, Options } from './table.ts';
import { plainOp, Unsupported } from './table.ts';

const batchNorm = (golden: GoldenCase) => {
  const { num_features, eps, momentum, affine, track_running_stats: trackRunningStats }: Options = golden.args;
  return moduleSubject(golden, new BatchNorm(golden.device, num_features, { eps, momentum, affine, trackRunningStats }));
};

const spectralNorm = (golden: GoldenCase) => {
  const { layer, n_power_iterations: iterations, in_channels, out_channels, in_features, out_features, kernel_size: kernel, stride, padding, dilation, groups, bias }: Options = golden.args;
  const options = { kernel, stride, padding, dilation, groups, bias, spectral: { iterations } };
  switch (layer) {
    case 'conv1d': return moduleSubject(golden, new Conv1d(golden.device, in_channels, out_channels, options));
    case 'conv2d': return moduleSubject(golden, new Conv2d(golden.device, in_channels, out_channels, options));
    case 'conv_transpose2d': return moduleSubject(golden, new ConvTranspose2d(golden.device, in_channels, out_channels, options));
    case 'linear': return moduleSubject(golden, new Linear(golden.device, in_features, out_features, { bias, spectral: { iterations } }));
    default: throw new Unsupported(`spectral norm of ${layer}`);
  }
};

export const reduce: GoldenTable = {
  softmax: plainOp(([x], { dim }) => softmax(x, dim)),
  batch_norm1d: batchNorm,
  batch_norm2d: batchNorm,
  spectral_norm: spectralNorm,
  layer_norm: (golden) => moduleSubject(golden, new LayerNorm(golden.device, golden.args.normalized_shape, { eps: golden.args.eps, affine: golden.args.elementwise_affine })),
  group_norm: (golden) => moduleSubject(golden, new GroupNorm(golden.device, golden.args.num_groups, golden.args.num_channels, { eps: golden.args.eps })),
  instance_norm: plainOp(([x, weight, bias], { eps }) => instanceNorm(x, { weight, bias, eps })),
};
