import { checkOptions, told } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import { ones, zeros } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, concat, mean, mul, sigmoid, split } from '../../kernels/index.ts';
import { GroupNorm } from '../basic/groupnorm.ts';

/**
 * Shuffle attention: channels in groups, half of each under a channel gate, half under a spatial gate, then shuffled.
 * Paper: Zhang and Yang, "SA-Net: Shuffle Attention for Deep Convolutional Neural Networks", ICASSP 2021, arXiv
 * 2102.00240. Source: wofmanaf/SA-Net. Status: equal to the official code: all groups share their parameters, the
 * spatial half is normalised channel by channel, and every gate begins at σ(1).
 *
 *     const y = new ShuffleAttention(gpu, 64, { groups: 8 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class ShuffleAttention extends Module {
  cweight: Variable;
  cbias: Variable;
  sweight: Variable;
  sbias: Variable;
  gn: GroupNorm;
  readonly groups: number;

  /** @throws ShapeError unless the channels are a multiple of 2·groups. */
  constructor(gpu: Device, channels: number, options: { groups?: number } = {}) {
    super(gpu);
    const { groups = 64 } = checkOptions('ShuffleAttention', options, 'groups');
    const half = channels / (2 * groups);
    if (!Number.isInteger(half) || half < 1)
      throw new ShapeError(
        'ShuffleAttention',
        `channels must be a multiple of ${2 * groups}`,
        told(channels),
        'choose fewer groups',
      );
    this.cweight = parameter(zeros(gpu, [1, half, 1, 1]));
    this.cbias = parameter(ones(gpu, [1, half, 1, 1]));
    this.sweight = parameter(zeros(gpu, [1, half, 1, 1]));
    this.sbias = parameter(ones(gpu, [1, half, 1, 1]));
    this.gn = new GroupNorm(gpu, half, half);
    this.groups = groups;
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    const { groups } = this;
    const half = channels / (2 * groups);
    const [forChannels, forPlaces] = split(x.reshape(batch * groups, 2 * half, height, width), half, 1);
    const ofChannels = sigmoid(add(mul(mean(forChannels, [2, 3], { keep: true }), this.cweight), this.cbias));
    const ofPlaces = sigmoid(add(mul(this.gn.forward(forPlaces), this.sweight), this.sbias));
    const keep = { ofChannels, ofPlaces };
    attend(() => ({
      name: 'channel',
      kind: 'channel',
      grid: [1, groups * half],
      keep,
      row: (kept, _query, _head, image) =>
        copy(kept.ofChannels.slice(0, image * groups, (image + 1) * groups)).reshape(-1),
      full: (kept) => copy(kept.ofChannels),
    }));
    attend(() => ({
      name: 'spatial',
      kind: 'spatial',
      heads: groups * half,
      grid: [height, width],
      keep,
      row: (kept, _query, head, image) => {
        const group = image * groups + Math.floor(head / half);
        const channel = head % half;
        return copy(kept.ofPlaces.slice(0, group, group + 1).slice(1, channel, channel + 1)).reshape(-1);
      },
      full: (kept) => copy(kept.ofPlaces),
    }));
    const gated = concat([mul(forChannels, ofChannels), mul(forPlaces, ofPlaces)], 1);
    // Channel j of half i comes out as channel 2j + i.
    return gated
      .reshape(batch, 2, channels / 2, height * width)
      .transpose(1, 2)
      .reshape(x.shape);
  }
}
