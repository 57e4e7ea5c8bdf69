/**
 * Asymmetric non-local blocks: queries from every position, keys and values from a pyramid of pooled ones. Paper: Zhu
 * et al., "Asymmetric Non-local Neural Networks for Semantic Segmentation", ICCV 2019, arXiv 1908.07678. Source:
 * MendelXu/ANN. Status: equal to the official code. In APNB queries and keys share one layer, which runs, and updates
 * its statistics, twice; pooling comes after convolution and ReLU; AFNB has no ReLU at its end.
 */
import { checkList, checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { adaptiveAvgPool2d, add, concat, imageAttention, imageAttentionMap } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { Dropout2d } from '../basic/dropout.ts';

type ConvBn = [Conv2d, [BatchNorm]];

export interface PyramidOptions {
  /** Sides of the grids that keys and values are pooled to. */
  pyramid?: readonly number[];
}

/** Channels by role. */
export interface AsymmetricWidths {
  out: number;
  key: number;
  value: number;
}

const flat = (x: Tensor): Tensor => x.reshape(x.shape[0], x.shape[1], -1);
const convBn = (gpu: Device, ins: number, outs: number): ConvBn => [
  new Conv2d(gpu, ins, outs),
  [new BatchNorm(gpu, outs)],
];
const run = ([conv, [bn]]: ConvBn, x: Tensor): Tensor => bn.forward(conv.forward(x), 'relu');

class PyramidAttention extends Module {
  f_key: ConvBn;
  f_query: ConvBn;
  f_value: Conv2d;
  W: Conv2d;
  readonly pyramid: readonly number[];
  readonly scale: number;

  /** Without `high`, queries come from the keys' own layer. */
  constructor(gpu: Device, low: number, high: number | null, widths: AsymmetricWidths, pyramid: readonly number[]) {
    const { out, key, value } = checkOptions('AsymmetricNonLocal', widths, 'out key value');
    checkList('AsymmetricNonLocal', 'pyramid', pyramid);
    super(gpu);
    this.f_key = convBn(gpu, low, key);
    this.f_query = high === null ? this.f_key : convBn(gpu, high, key);
    this.f_value = new Conv2d(gpu, low, value);
    this.W = new Conv2d(gpu, value, out);
    for (const variable of this.W.params().values()) variable.assign(zeros(gpu, variable.shape));
    this.pyramid = pyramid;
    this.scale = key ** -0.5;
  }

  /** W(Σ_s softmax_s(k^-½ q_n · K_s) V_s). low [B, C, h, w], high [B, C', H, W] → [B, out, H, W]. */
  forward(low: Tensor, high: Tensor): Tensor {
    const value = this.pool(this.f_value.forward(low));
    const query = flat(run(this.f_query, high));
    const key = this.pool(run(this.f_key, low));
    const [, , height, width] = high.shape;
    attend(() =>
      imageAttentionMap(
        query,
        key,
        { scale: this.scale },
        {
          kind: 'bases',
          grid: [1, key.shape[2]],
          queries: [height, width],
          // Over the picture's positions, which the pyramid sums up as it does the module's own values.
          through: (kept, values) =>
            imageAttention(kept.query, kept.key, this.pool(values), { scale: this.scale }).reshape(
              values.shape[0],
              values.shape[1],
              height,
              width,
            ),
        },
      ),
    );
    return this.W.forward(
      imageAttention(query, key, value, { scale: this.scale }).reshape(high.shape[0], -1, height, width),
    );
  }

  /** [B, C, H, W] → [B, C, Σ s²]. */
  private pool(x: Tensor): Tensor {
    return concat(
      this.pyramid.map((side) => flat(adaptiveAvgPool2d(x, side))),
      2,
    );
  }
}

const defaultPyramid = [1, 3, 6, 8] as const;

export interface AsymmetricOptions extends PyramidOptions {
  dropout?: number;
  /** How many attention stages are summed. */
  stages?: number;
}

/** Asymmetric pyramid non-local block: one feature map attends to its own pyramid. */
export class PyramidNonLocal extends Module {
  stages: PyramidAttention[];
  conv_bn_dropout: ConvBn;
  dropout: Dropout2d;

  constructor(gpu: Device, channels: number, widths: AsymmetricWidths, options: AsymmetricOptions = {}) {
    const {
      pyramid = defaultPyramid,
      dropout = 0.05,
      stages = 1,
    } = checkOptions('PyramidNonLocal', options, 'pyramid dropout stages');
    super(gpu);
    this.stages = Array.from({ length: stages }, () => new PyramidAttention(gpu, channels, null, widths, pyramid));
    this.conv_bn_dropout = convBn(gpu, widths.out + channels, widths.out);
    this.dropout = new Dropout2d(gpu, dropout);
  }

  /** x [B, C, H, W] → [B, out, H, W]. */
  forward(x: Tensor): Tensor {
    const context = this.stages.map((stage) => stage.forward(x, x)).reduce((a, b) => add(a, b));
    return this.dropout.forward(run(this.conv_bn_dropout, concat([context, x], 1)));
  }
}

/** Asymmetric fusion non-local block: deep features attend to the pyramid of shallow ones. */
export class FusionNonLocal extends Module {
  stages: PyramidAttention[];
  conv_bn_dropout: [Conv2d, BatchNorm];
  dropout: Dropout2d;

  constructor(gpu: Device, low: number, high: number, widths: AsymmetricWidths, options: AsymmetricOptions = {}) {
    const {
      pyramid = defaultPyramid,
      dropout = 0.05,
      stages = 1,
    } = checkOptions('FusionNonLocal', options, 'pyramid dropout stages');
    super(gpu);
    this.stages = Array.from({ length: stages }, () => new PyramidAttention(gpu, low, high, widths, pyramid));
    this.conv_bn_dropout = [new Conv2d(gpu, widths.out + high, widths.out), new BatchNorm(gpu, widths.out)];
    this.dropout = new Dropout2d(gpu, dropout);
  }

  /** low [B, C, h, w], high [B, C', H, W] → [B, out, H, W]. */
  forward(low: Tensor, high: Tensor): Tensor {
    const context = this.stages.map((stage) => stage.forward(low, high)).reduce((a, b) => add(a, b));
    const [conv, bn] = this.conv_bn_dropout;
    return this.dropout.forward(bn.forward(conv.forward(concat([context, high], 1))));
  }
}
