import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { concat, imageAttention, imageAttentionMap, interpolate, maxPool2d, scaleAdd } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d, ConvTranspose2d } from '../basic/conv.ts';
import { seeded } from '../basic/init.ts';
import { narrowed } from '../basic/narrowed.ts';

class DoubleConv extends Module {
  conv1: Conv2d;
  bn1: BatchNorm;
  conv2: Conv2d;
  bn2: BatchNorm;

  constructor(gpu: Device, ins: number, outs: number) {
    super(gpu);
    const conv = (from: number) => new Conv2d(gpu, from, outs, { kernel: 3, padding: 1, bias: false });
    this.conv1 = conv(ins);
    this.bn1 = new BatchNorm(gpu, outs);
    this.conv2 = conv(outs);
    this.bn2 = new BatchNorm(gpu, outs);
  }

  forward(x: Tensor): Tensor {
    return this.bn2.forward(this.conv2.forward(this.bn1.forward(this.conv1.forward(x), 'relu')), 'relu');
  }
}

/** y = x + gamma · Σ_j softmax_j(q_i · k_j) v_j, without biases. */
class BottleneckAttention extends Module {
  query: Conv2d;
  key: Conv2d;
  value: Conv2d;
  gamma: Variable;

  constructor(gpu: Device, channels: number) {
    super(gpu);
    const project = (outs: number) => new Conv2d(gpu, channels, outs, { bias: false });
    this.query = project(narrowed('AttentionUNet', channels, 8));
    this.key = project(narrowed('AttentionUNet', channels, 8));
    this.value = project(channels);
    this.gamma = parameter(zeros(gpu, [1]));
  }

  forward(x: Tensor): Tensor {
    const [, , height, width] = x.shape;
    const [q, k, v] = [this.query, this.key, this.value].map((project) =>
      project.forward(x).reshape(x.shape[0], -1, height * width),
    );
    attend(() => imageAttentionMap(q, k, {}, { kind: 'dense', grid: [height, width], queries: [height, width] }));
    return scaleAdd(x, imageAttention(q, k, v).reshape(x.shape), this.gamma);
  }
}

export interface UNetOptions {
  /** Channels of the pictures. */
  channels?: number;
  /** Channels at full size; twice and four times as many below. At least 2. */
  base?: number;
  /** Masks. */
  outs?: number;
  /** Self-attention where the picture is smallest; on by default. */
  attention?: boolean;
  /** Fixes the initial values; without it each network of a device draws its own. */
  seed?: number;
  /** How pictures grow again: resized to the size they had, or by a transposed convolution. */
  up?: 'bilinear' | 'transpose';
}

/**
 * A small U-Net for masks, with self-attention where the picture is smallest. Papers: Ronneberger et al., "U-Net",
 * MICCAI 2015, arXiv 1505.04597; Zhang et al., "Self-Attention Generative Adversarial Networks", ICML 2019, arXiv
 * 1805.08318. Source: a definition of this project's own. Status: two levels, batch-normalised 3×3 convolutions,
 * attention with the softmax over keys and without scale. With `up: 'bilinear'` pictures of any size of at least 4
 * work; 'transpose' needs multiples of 4.
 *
 *     const masks = new AttentionUNet(gpu, { outs: 11 }).forward(x);   // logits, [B, 3, H, W] → [B, 11, H, W]
 */
export class AttentionUNet extends Module {
  enc1: DoubleConv;
  enc2: DoubleConv;
  mid: DoubleConv;
  attn: BottleneckAttention | null;
  up2: ConvTranspose2d | null;
  up1: ConvTranspose2d | null;
  dec2: DoubleConv;
  dec1: DoubleConv;
  head: Conv2d;

  constructor(gpu: Device, options: UNetOptions = {}) {
    const {
      channels = 3,
      base = 16,
      outs = 1,
      attention = true,
      seed,
      up = 'bilinear',
    } = checkOptions('AttentionUNet', options, 'channels base outs attention seed up');
    super(gpu);
    const growing = (width: number) =>
      up === 'transpose' ? new ConvTranspose2d(gpu, width, width, { kernel: 2, stride: 2 }) : null;
    const make = () => ({
      enc1: new DoubleConv(gpu, channels, base),
      enc2: new DoubleConv(gpu, base, 2 * base),
      mid: new DoubleConv(gpu, 2 * base, 4 * base),
      up2: growing(4 * base),
      up1: growing(2 * base),
      dec2: new DoubleConv(gpu, 6 * base, 2 * base),
      dec1: new DoubleConv(gpu, 3 * base, base),
      head: new Conv2d(gpu, base, outs),
      // Last, so that with a seed all else begins as it does without attention.
      attn: attention ? new BottleneckAttention(gpu, 4 * base) : null,
    });
    const made = seed === undefined ? make() : seeded(gpu, seed, make);
    ({ enc1: this.enc1, enc2: this.enc2, mid: this.mid, attn: this.attn } = made);
    ({ up2: this.up2, up1: this.up1, dec2: this.dec2, dec1: this.dec1, head: this.head } = made);
  }

  /** Logits of the masks: [B, channels, H, W] → [B, outs, H, W]. */
  forward(x: Tensor): Tensor {
    const e1 = this.enc1.forward(x);
    const e2 = this.enc2.forward(maxPool2d(e1, 2));
    const mid = this.mid.forward(maxPool2d(e2, 2));
    const m = this.attn ? this.attn.forward(mid) : mid;
    const d2 = this.dec2.forward(concat([enlarged(m, e2, this.up2), e2], 1));
    const d1 = this.dec1.forward(concat([enlarged(d2, e1, this.up1), e1], 1));
    return this.head.forward(d1);
  }
}

/** x with as many rows and columns as `like`. */
const enlarged = (x: Tensor, like: Tensor, up: ConvTranspose2d | null): Tensor =>
  up ? up.forward(x) : interpolate(x, { size: like.shape.slice(2), mode: 'bilinear' });
