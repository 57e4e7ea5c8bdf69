import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, mul, relu } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { spatialMap } from './gate-map.ts';

/**
 * The attention gate of Attention U-Net: a deeper layer says which positions of a skip connection pass. Paper: Oktay et
 * al., "Attention U-Net: Learning Where to Look for the Pancreas", MIDL 2018, arXiv 1804.03999. Source:
 * LeeJunHyun/Image_Segmentation, `Attention_block`, the form that most copies have. Status: equal to that code: both
 * inputs have one size and everything is batch-normalised; the authors' own is `GridAttentionGate`.
 *
 *     const gate = new AttentionGate(gpu, 128, 64, 32);
 *     const y = gate.forward(deep, skip);   // [B, 128, H, W] and [B, 64, H, W] → [B, 64, H, W]
 */
export class AttentionGate extends Module {
  W_g: [Conv2d, BatchNorm];
  W_x: [Conv2d, BatchNorm];
  psi: [Conv2d, BatchNorm];

  /**
   * @param gating channels of the gating signal.
   * @param skipped those of the skip connection.
   * @param hidden those in which both are compared.
   */
  constructor(gpu: Device, gating: number, skipped: number, hidden: number) {
    super(gpu);
    const layer = (ins: number, outs: number): [Conv2d, BatchNorm] => [
      new Conv2d(gpu, ins, outs),
      new BatchNorm(gpu, outs),
    ];
    this.W_g = layer(gating, hidden);
    this.W_x = layer(skipped, hidden);
    this.psi = layer(hidden, 1);
  }

  /** y = x · σ(ψ(ReLU(W_g g + W_x x))). The gating signal g [B, G, H, W] comes first; x and y [B, C, H, W]. */
  forward(g: Tensor, x: Tensor): Tensor {
    const [ofGating, ofSkipped] = [run(this.W_g, g), run(this.W_x, x)];
    const gate = run(this.psi, relu(add(ofGating, ofSkipped)), 'sigmoid');
    attend(() => spatialMap(gate));
    return mul(x, gate);
  }
}

const run = ([conv, norm]: [Conv2d, BatchNorm], x: Tensor, activation?: 'sigmoid'): Tensor =>
  norm.forward(conv.forward(x), activation);
