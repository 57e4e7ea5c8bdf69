import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, matmul, mean, mul } from '../../kernels/index.ts';
import type { Layer } from '../basic/sequential.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { Linear } from '../basic/linear.ts';
import { narrowed } from '../basic/narrowed.ts';

type Named = Record<string, Layer>;

/** Layers in order, a ReLU after each batch norm. */
const run = (layers: Named, x: Tensor): Tensor =>
  Object.values(layers).reduce(
    (y, layer) => (layer instanceof BatchNorm ? layer.forward(y, 'relu') : layer.forward(y)),
    x,
  );

export interface BamChannelOptions {
  reduction?: number;
  /** Hidden layers. */
  layers?: number;
}

/** BAM's gate on channels: [B, C, H, W] → the logits of one weight a channel, spread over the picture. */
export class BamChannelGate extends Module {
  gate_c: Named;

  constructor(gpu: Device, channels: number, options: BamChannelOptions = {}) {
    const { reduction = 16, layers = 1 } = checkOptions('BamChannelGate', options, 'reduction layers');
    super(gpu);
    const hidden = narrowed('BamChannelGate', channels, reduction);
    this.gate_c = {};
    for (let i = 0; i < layers; i++) {
      this.gate_c[`gate_c_fc_${i}`] = new Linear(gpu, i ? hidden : channels, hidden);
      this.gate_c[`gate_c_bn_${i + 1}`] = new BatchNorm(gpu, hidden);
    }
    this.gate_c.gate_c_fc_final = new Linear(gpu, hidden, channels);
  }

  /**
   * [B, C, H, W] → scores of the same shape, equal over positions. @throws ShapeError unless H ≤ W < 2H, where the
   * official average is defined.
   */
  forward(x: Tensor): Tensor {
    return this.scores(x).reshape(x.shape[0], x.shape[1], 1, 1).expand(x.shape);
  }

  /** The same once for each channel: [B, C]. */
  scores(x: Tensor): Tensor {
    const [, , height, width] = x.shape;
    if (height > width || width >= 2 * height)
      throw new ShapeError('BamChannelGate', 'needs H ≤ W < 2H', show(x.shape), 'crop or pad the picture');
    const pooled = mean(x.slice(3, 0, height), [2, 3]);
    return run(this.gate_c, pooled);
  }
}

export interface BamSpatialOptions {
  reduction?: number;
  /** Dilated convolutions. */
  convs?: number;
  dilation?: number;
}

/**
 * BAM's gate on positions, by dilated convolutions: [B, C, H, W] → the logits of one weight a position, for every
 * channel.
 */
export class BamSpatialGate extends Module {
  gate_s: Named;

  constructor(gpu: Device, channels: number, options: BamSpatialOptions = {}) {
    const {
      reduction = 16,
      convs = 2,
      dilation = 4,
    } = checkOptions('BamSpatialGate', options, 'reduction convs dilation');
    super(gpu);
    const hidden = narrowed('BamSpatialGate', channels, reduction);
    this.gate_s = {
      gate_s_conv_reduce0: new Conv2d(gpu, channels, hidden),
      gate_s_bn_reduce0: new BatchNorm(gpu, hidden),
    };
    for (let i = 0; i < convs; i++) {
      this.gate_s[`gate_s_conv_di_${i}`] = new Conv2d(gpu, hidden, hidden, { kernel: 3, padding: dilation, dilation });
      this.gate_s[`gate_s_bn_di_${i}`] = new BatchNorm(gpu, hidden);
    }
    this.gate_s.gate_s_conv_final = new Conv2d(gpu, hidden, 1);
  }

  /** [B, C, H, W] → scores of the same shape, equal over channels. */
  forward(x: Tensor): Tensor {
    return this.scores(x).expand(x.shape);
  }

  /** The same once for each position: [B, 1, H, W]. */
  scores(x: Tensor): Tensor {
    return run(this.gate_s, x);
  }
}

/**
 * Bottleneck attention: a channel gate and a dilated spatial gate, combined and added to the identity. Paper: Park et
 * al., "BAM: Bottleneck Attention Module", BMVC 2018, arXiv 1807.06514. Source: Jongchan/attention-module. Status:
 * equal to the official code (whose constructor refers to an undefined, unused name). The gates are multiplied where
 * the paper adds them; the average runs over an H×H window, so of a wider picture only the first H columns count.
 *
 *     const y = new BAM(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class BAM extends Module {
  channel_att: BamChannelGate;
  spatial_att: BamSpatialGate;

  /** @param channels at least 16. */
  constructor(gpu: Device, channels: number) {
    super(gpu);
    this.channel_att = new BamChannelGate(gpu, channels);
    this.spatial_att = new BamSpatialGate(gpu, channels);
  }

  /** y = x · (1 + σ(M_c · M_s)). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    const [ofChannels, ofPositions] = [
      this.channel_att.scores(x).reshape(batch, channels, 1),
      this.spatial_att.scores(x).reshape(batch, 1, height * width),
    ];
    const gate = matmul(ofChannels, ofPositions, { activation: 'sigmoid' }).reshape(x.shape);
    attend(() => ({
      kind: 'spatial',
      heads: channels,
      grid: [height, width],
      keep: { gate },
      row: (kept, _, channel, batch) =>
        copy(kept.gate.slice(0, batch, batch + 1).slice(1, channel, channel + 1)).reshape(-1),
      full: (kept) => copy(kept.gate),
    }));
    return mul(x, add(gate, 1));
  }
}
