import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { ChannelNormOptions } from './in-groups.ts';
import { inGroups } from './in-groups.ts';

/**
 * Group normalisation of [images, channels, …]: each image's channels in `groups` by their own mean and variance (Wu
 * and He 2018).
 * @throws ShapeError when the channels do not split into the groups, or weight and bias do not have one value for each.
 */
export const groupNorm = (x: Tensor, groups: number, options: ChannelNormOptions = {}): Tensor => {
  checkTensors('groupNorm', { x });
  return inGroups('groupNorm', x, groups, options);
};
