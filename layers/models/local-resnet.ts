import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, avgPool2d, globalAvgPool, relu } from '../../kernels/index.ts';
import { StandAloneSelfAttention } from '../attention/stand-alone-self-attention.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { seeded } from '../basic/init.ts';
import { Linear } from '../basic/linear.ts';

/** What looks around: attention in 7×7 windows, or the 3×3 convolution that it takes the place of. */
export type Mixer = 'attention' | 'convolution';

const heads = 8;

/** A mixer from one width to another. */
const mix = (gpu: Device, mixer: Mixer, ins: number, outs: number): StandAloneSelfAttention | Conv2d =>
  mixer === 'attention'
    ? new StandAloneSelfAttention(gpu, ins, outs, { kernel: 7, heads })
    : new Conv2d(gpu, ins, outs, { kernel: 3, padding: 1, bias: false });

/**
 * ResNet's bottleneck: down to a quarter of the width, the mixer, up again; a mean pool after the mixer where it
 * halves.
 */
class Bottleneck extends Module {
  conv1: Conv2d;
  bn1: BatchNorm;
  mixer: StandAloneSelfAttention | Conv2d;
  bn2: BatchNorm;
  conv3: Conv2d;
  bn3: BatchNorm;
  shortcut: Conv2d | null;
  bn4: BatchNorm | null;
  readonly stride: 1 | 2;

  constructor(gpu: Device, mixer: Mixer, ins: number, outs: number, stride: 1 | 2) {
    super(gpu);
    const inner = outs / 4;
    this.stride = stride;
    this.conv1 = new Conv2d(gpu, ins, inner, { bias: false });
    this.bn1 = new BatchNorm(gpu, inner);
    this.mixer = mix(gpu, mixer, inner, inner);
    this.bn2 = new BatchNorm(gpu, inner);
    this.conv3 = new Conv2d(gpu, inner, outs, { bias: false });
    this.bn3 = new BatchNorm(gpu, outs);
    this.shortcut = ins === outs && stride === 1 ? null : new Conv2d(gpu, ins, outs, { bias: false });
    this.bn4 = this.shortcut && new BatchNorm(gpu, outs);
  }

  forward(x: Tensor): Tensor {
    const narrow = this.bn1.forward(this.conv1.forward(x), 'relu');
    const mixed = this.bn2.forward(this.halved(this.mixer.forward(narrow)), 'relu');
    const y = this.bn3.forward(this.conv3.forward(mixed));
    const past = this.shortcut ? this.bn4!.forward(this.shortcut.forward(this.halved(x))) : x;
    return relu(add(y, past));
  }

  private halved(x: Tensor): Tensor {
    return this.stride === 2 ? avgPool2d(x, 2) : x;
  }
}

export interface LocalResNetOptions {
  /** `attention` makes a network of nothing but local attention and 1×1 convolutions; `convolution` is its twin. */
  mixer?: Mixer;
  classes?: number;
  /** Channels of each stage, multiples of 64; pictures are halved before the first and between stages. */
  widths?: readonly number[];
  /** Blocks of each stage. */
  blocks?: number;
  /** Fixes the initial values; without it each network of a device draws its own. */
  seed?: number;
}

/**
 * A residual network that sees by local attention alone: a stem of 7×7 attention, stages of bottlenecks with 7×7
 * attention of 8 heads where a ResNet has its 3×3 convolutions. Paper: Ramachandran et al., "Stand-Alone Self-Attention
 * in Vision Models", NeurIPS 2019, arXiv 1906.05909. Status: a definition of this project's own for small pictures,
 * after the paper; the stem is one plain attention layer, not the paper's spatially-varying one.
 *
 *     const logits = new LocalResNet(gpu, { classes: 10 }).forward(x);   // [B, 3, H, W] → [B, 10]
 */
export class LocalResNet extends Module {
  stem: StandAloneSelfAttention | Conv2d;
  bn: BatchNorm;
  stages: Bottleneck[][];
  head: Linear;

  constructor(gpu: Device, options: LocalResNetOptions = {}) {
    const {
      mixer = 'attention',
      classes = 10,
      widths = [64, 128, 256],
      blocks = 1,
      seed,
    } = checkOptions('LocalResNet', options, 'mixer classes widths blocks seed');
    super(gpu);
    const first = widths[0] / 4;
    const make = () => ({
      stem: mix(gpu, mixer, 3, first),
      stages: widths.map((width, stage) =>
        Array.from({ length: blocks }, (_, block) => {
          const ins = block ? width : stage ? widths[stage - 1] : first;
          return new Bottleneck(gpu, mixer, ins, width, stage && !block ? 2 : 1);
        }),
      ),
      head: new Linear(gpu, widths.at(-1)!, classes),
    });
    ({ stem: this.stem, stages: this.stages, head: this.head } = seed === undefined ? make() : seeded(gpu, seed, make));
    this.bn = new BatchNorm(gpu, first);
  }

  /** Logits of the classes: [B, 3, H, W] → [B, classes]. */
  forward(x: Tensor): Tensor {
    let y = avgPool2d(this.bn.forward(this.stem.forward(x), 'relu'), 2);
    for (const stage of this.stages) for (const block of stage) y = block.forward(y);
    return this.head.forward(globalAvgPool(y, { keep: false }));
  }
}
