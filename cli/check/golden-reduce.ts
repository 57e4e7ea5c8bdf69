/** Golden subjects of reductions, normalisations, losses and optimisers. */
import { instanceNorm } from '../../kernels/groupnorm.ts';
import { softmax } from '../../kernels/softmax.ts';
import { BatchNorm } from '../../layers/batchnorm.ts';
import { GroupNorm } from '../../layers/groupnorm.ts';
import { LayerNorm } from '../../layers/layernorm.ts';
import { moduleSubject } from './module.ts';
import type { GoldenCase, GoldenTable, Options } from './table.ts';
import { plainOp } from './table.ts';

const batchNorm = (golden: GoldenCase) => {
  const { num_features, eps, momentum, affine, track_running_stats: trackRunningStats }: Options = golden.args;
  return moduleSubject(golden, new BatchNorm(golden.device, num_features, { eps, momentum, affine, trackRunningStats }));
};

export const reduce: GoldenTable = {
  softmax: plainOp(([x], { dim }) => softmax(x, dim)),
  batch_norm1d: batchNorm,
  batch_norm2d: batchNorm,
  layer_norm: (golden) => moduleSubject(golden, new LayerNorm(golden.device, golden.args.normalized_shape, { eps: golden.args.eps, affine: golden.args.elementwise_affine })),
  group_norm: (golden) => moduleSubject(golden, new GroupNorm(golden.device, golden.args.num_groups, golden.args.num_channels, { eps: golden.args.eps })),
  instance_norm: plainOp(([x, weight, bias], { eps }) => instanceNorm(x, { weight, bias, eps })),
};
