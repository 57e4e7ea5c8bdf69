import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, concat, mean, mul, silu, softmax, sum, unfold, unsqueeze } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { GroupNorm } from '../basic/groupnorm.ts';
import { windowMap } from './window-map.ts';

/** Channels that share the weights of a window. */
const share = 8;

/**
 * Contextual transformer layer: a convolution gives each key its static context; from that and the query come the
 * weights of a window, which give the dynamic one; a gate for each channel joins them. Paper: Li et al., "Contextual
 * Transformer Networks for Visual Recognition", TPAMI 2022, arXiv 2107.12292. Source: JDAI-CV/CoTNet, `CotLayer`.
 * Status: equal to the official code, whose CUDA kernel is plain products here. The weights of a window go through a
 * group norm and no softmax; channel c uses those of c mod C/8.
 *
 *     const y = new CotLayer(gpu, 64, { kernel: 3 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class CotLayer extends Module {
  key_embed: [Conv2d, BatchNorm];
  embed: { 0: Conv2d; 1: BatchNorm; 3: Conv2d; 4: GroupNorm };
  conv1x1: [Conv2d, BatchNorm];
  bn: BatchNorm;
  se: { 0: Conv2d; 1: BatchNorm; 3: Conv2d };
  readonly kernel: number;

  /** @param channels a multiple of 8. */
  constructor(gpu: Device, channels: number, options: { kernel?: number } = {}) {
    super(gpu);
    const { kernel = 3 } = checkOptions('CotLayer', options, 'kernel');
    if (channels % share || kernel % 2 !== 1)
      throw new ShapeError(
        'CotLayer',
        `the channels must be a multiple of ${share} and the kernel odd`,
        `${channels} channels, kernel ${kernel}`,
        'use such a width and kernel',
      );
    const [padding, bias, weights] = [(kernel - 1) / 2, false, (kernel * kernel * channels) / share];
    const hidden = Math.max(channels / 2, 32);
    this.kernel = kernel;
    this.key_embed = [
      new Conv2d(gpu, channels, channels, { kernel, padding, groups: 4, bias }),
      new BatchNorm(gpu, channels),
    ];
    this.embed = {
      0: new Conv2d(gpu, 2 * channels, channels / 2, { bias }),
      1: new BatchNorm(gpu, channels / 2),
      3: new Conv2d(gpu, channels / 2, weights),
      4: new GroupNorm(gpu, channels / share, weights),
    };
    this.conv1x1 = [new Conv2d(gpu, channels, channels, { bias }), new BatchNorm(gpu, channels)];
    this.bn = new BatchNorm(gpu, channels);
    this.se = {
      0: new Conv2d(gpu, channels, hidden),
      1: new BatchNorm(gpu, hidden),
      3: new Conv2d(gpu, hidden, 2 * channels),
    };
  }

  /** a₀ silu(BN(Σ_δ w_δ v_δ)) + a₁ k, a the softmax of two for each channel. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, channels] = x.shape;
    const [convKey, bnKey] = this.key_embed;
    const key = bnKey.forward(convKey.forward(x), 'relu');
    const dynamic = silu(this.bn.forward(this.local(x, key)));
    const told = mean(add(dynamic, key), [2, 3], { keep: true });
    const { 0: squeeze, 1: bn, 3: excite } = this.se;
    const gate = softmax(excite.forward(bn.forward(squeeze.forward(told), 'relu')).reshape(batch, channels, 2));
    attend(() => ({
      name: 'branches',
      kind: 'channel',
      grid: [2, channels],
      keep: { gate },
      row: (kept, _query, _head, image) => copy(kept.gate.slice(0, image, image + 1).transpose()).reshape(-1),
      full: (kept) => copy(kept.gate),
    }));
    const [ofDynamic, ofKey] = [0, 1].map((i) => unsqueeze(gate.slice(2, i, i + 1), 3));
    return add(mul(dynamic, ofDynamic), mul(key, ofKey));
  }

  /** Σ_δ w_δ v_δ over the window of each position, with zeros around the picture. */
  private local(x: Tensor, key: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    const { kernel, embed } = this;
    const [taps, count, groups, padding] = [kernel * kernel, height * width, channels / share, (kernel - 1) / 2];
    const mixed = embed[1].forward(embed[0].forward(concat([x, key], 1)), 'relu');
    const weights = embed[4].forward(embed[3].forward(mixed)).reshape(batch, groups, taps, count);
    const grid = [height, width] as const;
    attend(() => windowMap(weights, { kernel, stride: 1, padding, grid, queries: grid }));
    const [conv, bn] = this.conv1x1;
    const windows = unfold(bn.forward(conv.forward(x)), kernel, { padding });
    const products = mul(unsqueeze(weights, 1), windows.reshape(batch, share, groups, taps, count));
    return sum(products, 3).reshape(x.shape);
  }
}
