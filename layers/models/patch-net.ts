import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, affine, leakyRelu, log, maxPool2d, mean, mul, neg } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { CBAM } from '../attention/cbam.ts';
import { Conv2d } from '../basic/conv.ts';
import { seeded } from '../basic/init.ts';
import { Linear } from '../basic/linear.ts';
import { ConvMultihead } from '../attention/conv-multihead.ts';
import { ResidualMultihead } from '../attention/residual-multihead.ts';

const width = 32;

const attentions = {
  cbam: (gpu: Device) => new CBAM(gpu, width),
  'cbam-channel': (gpu: Device) => new CBAM(gpu, width, { noSpatial: true }),
  multihead: (gpu: Device) => new ResidualMultihead(gpu, width, 4, { tokens: 'reshaped' }),
  'multihead-conv': (gpu: Device) => new ConvMultihead(gpu),
};

/** What PatchNet attends with: CBAM (or its channel gate alone), one of the two multi-head modules, or nothing. */
export type PatchAttention = keyof typeof attentions | 'none';

export interface PatchNetOptions {
  attention?: PatchAttention;
  /** Fixes the initial values; without it each network of a device draws its own. */
  seed?: number;
}

/**
 * The attention article's classifier: does a picture hide a white patch? Three convolutions, an attention module, a
 * mean. Source: the article's code, in a public copy (dmitryshendryk/tantum); CBAM as Jongchan/attention-module.
 * Status: equal to that code. Batch normalisation comes after the leaky ReLU. What the article shows as attention is
 * the module's output q, `attended` here; `capture` gives the weights themselves.
 *
 *     const net = new PatchNet(gpu, { attention: 'cbam' }).train();
 *     const { value: loss, grads } = valueAndGrad(() => patchLoss(net.forward(image), label), net.params());
 */
export class PatchNet extends Module {
  conv: { c1a: Conv2d; bn1a: BatchNorm; c2a: Conv2d; bn2a: BatchNorm; c3: Conv2d };
  attn1: CBAM | ResidualMultihead | ConvMultihead | null;
  final: Linear;

  constructor(gpu: Device, options: PatchNetOptions = {}) {
    const { attention = 'cbam', seed } = checkOptions('PatchNet', options, 'attention seed');
    super(gpu);
    const conv = (ins: number) => new Conv2d(gpu, ins, width, { kernel: 5, padding: 2 });
    const make = () => ({
      conv: {
        c1a: conv(3),
        bn1a: new BatchNorm(gpu, width),
        c2a: conv(width),
        bn2a: new BatchNorm(gpu, width),
        c3: conv(width),
      },
      attn1: attention === 'none' ? null : attentions[attention](gpu),
      final: new Linear(gpu, width, 1),
    });
    ({ conv: this.conv, attn1: this.attn1, final: this.final } = seed === undefined ? make() : seeded(gpu, seed, make));
  }

  /** The probability that there is a patch: [B, 3, H, W] → [B]. */
  forward(x: Tensor): Tensor {
    return this.probability(this.attended(x));
  }

  /** q, the features after attention: [B, 3, H, W] → [B, 32, H/4, W/4]. */
  attended(x: Tensor): Tensor {
    const { c1a, bn1a, c2a, bn2a, c3 } = this.conv;
    const z1 = maxPool2d(bn1a.forward(leakyRelu(c1a.forward(x))), 2);
    const z2 = maxPool2d(bn2a.forward(leakyRelu(c2a.forward(z1))), 2);
    const z = c3.forward(z2);
    const q = this.attn1 ? this.attn1.forward(z) : z;
    return Array.isArray(q) ? q[0] : q;
  }

  /** σ(w · mean_positions q + b): [B, 32, h, w] → [B]. */
  probability(q: Tensor): Tensor {
    return this.final.forward(mean(q, [2, 3]), 'sigmoid').reshape(-1);
  }
}

/** Keeps the logarithms finite. */
const eps = 1e-8;

/**
 * -mean(y log(p + 10⁻⁸) + (1 - y) log(1 - p + 10⁻⁸)): what the article trains PatchNet with, by Adam at a rate of 10⁻⁴.
 * @param p probabilities [B] @param y labels, 0 or 1, of the same shape
 * @throws ShapeError when the shapes differ.
 */
export function patchLoss(p: Tensor, y: Tensor): Tensor {
  checkTensors('patchLoss', { p, y });
  if (!sameShape(p.shape, y.shape))
    throw new ShapeError(
      'patchLoss',
      'there must be a label for each probability',
      `${show(p.shape)}, labels ${show(y.shape)}`,
      'give both one shape',
    );
  const not = (x: Tensor) => affine(x, { alpha: -1, beta: 1 });
  return neg(mean(add(mul(y, log(add(p, eps))), mul(not(y), log(add(not(p), eps))))));
}
