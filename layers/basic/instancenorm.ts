import { checkOptions } from '../../engine/arguments.ts';
import { GroupNorm } from './groupnorm.ts';
import type { Device } from '../../engine/device.ts';
import type { GroupNormOptions } from './groupnorm.ts';

/**
 * nn.InstanceNorm1d, 2d and 3d without running statistics: each channel of each image by itself; nothing is learned
 * unless asked.
 */
export class InstanceNorm extends GroupNorm {
  constructor(gpu: Device, channels: number, options: GroupNormOptions = {}) {
    const { eps = 1e-5, affine = false } = checkOptions('InstanceNorm', options, 'eps affine');
    super(gpu, channels, channels, { eps, affine });
  }
}
