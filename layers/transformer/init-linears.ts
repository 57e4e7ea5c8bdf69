import type { Module } from '../../engine/module.ts';
import { zeros } from '../../engine/create.ts';
import { isBlank, layerRandom } from '../basic/init.ts';
import { Linear } from '../basic/linear.ts';
import { truncNormal } from '../basic/trunc-normal.ts';

/**
 * Linear layers of a network begin as those of vision transformers do: weights normal of deviation 0.02, cut at ±2,
 * biases 0. What other layers have drawn stays.
 */
export function initLinears(net: Module): void {
  if (isBlank()) return;
  for (const layer of net.modules().values()) {
    if (!(layer instanceof Linear)) continue;
    const { device, weight, bias } = layer;
    weight.assign(truncNormal(device, weight.shape, layerRandom(device), 0.02));
    bias?.assign(zeros(device, bias.shape));
  }
}
