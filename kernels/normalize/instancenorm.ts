import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { ChannelNormOptions } from './in-groups.ts';
import { inGroups } from './in-groups.ts';

/**
 * Instance normalisation of [images, channels, …]: a group norm of single channels (Ulyanov, Vedaldi and Lempitsky
 * 2016). @throws ShapeError as `groupNorm`.
 */
export const instanceNorm = (x: Tensor, options: ChannelNormOptions = {}): Tensor => {
  checkTensors('instanceNorm', { x });
  return inGroups('instanceNorm', x, x.shape[1], options);
};
