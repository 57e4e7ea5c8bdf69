import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { concat, hardswish, mean, mul, split } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { crossedMap } from './gate-map.ts';

/**
 * Coordinate attention: one gate along rows and one along columns, from the means across the other axis. Paper: Hou et
 * al., "Coordinate Attention for Efficient Mobile Network Design", CVPR 2021, arXiv 2103.02907. Source:
 * houqb/CoordAttention. Status: equal to the official code. Batch norm sees both directions as one row of H + W
 * positions.
 *
 *     const y = new CoordinateAttention(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class CoordinateAttention extends Module {
  conv1: Conv2d;
  bn1: BatchNorm;
  conv_h: Conv2d;
  conv_w: Conv2d;

  constructor(gpu: Device, channels: number, options: { reduction?: number } = {}) {
    const { reduction = 32 } = checkOptions('CoordinateAttention', options, 'reduction');
    super(gpu);
    const hidden = Math.max(8, Math.floor(channels / reduction));
    this.conv1 = new Conv2d(gpu, channels, hidden);
    this.bn1 = new BatchNorm(gpu, hidden);
    this.conv_h = new Conv2d(gpu, hidden, channels);
    this.conv_w = new Conv2d(gpu, hidden, channels);
  }

  /** y = x · a_w · a_h. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const { alongRows, alongColumns } = coordinateGates(x, this);
    return mul(mul(x, alongColumns), alongRows);
  }
}

/** What the gates along both axes are made with. */
export type CoordinateLayers = Pick<CoordinateAttention, 'conv1' | 'bn1' | 'conv_h' | 'conv_w'>;

/** x [B, C, H, W] → gates [B, C, H, 1] and [B, C, 1, W]. */
export function coordinateGates(
  x: Tensor,
  { conv1, bn1, conv_h, conv_w }: CoordinateLayers,
): { alongRows: Tensor; alongColumns: Tensor } {
  const [, , height, width] = x.shape;
  const rows = mean(x, 3, { keep: true });
  const columns = mean(x, 2, { keep: true }).transpose();
  const mixed = hardswish(bn1.forward(conv1.forward(concat([rows, columns], 2))));
  const [mixedRows, mixedColumns] = split(mixed, [height, width], 2);
  const alongRows = conv_h.forward(mixedRows, 'sigmoid');
  const alongColumns = conv_w.forward(mixedColumns.transpose(), 'sigmoid');
  attend(() => crossedMap({ alongRows, alongColumns }, 'rows'));
  attend(() => crossedMap({ alongRows, alongColumns }, 'columns'));
  return { alongRows, alongColumns };
}
