import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import {
  concat,
  imageAttention,
  imageAttentionMap,
  interpolate,
  matmul,
  maxPool2d,
  mul,
  softmax,
} from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { Dropout2d } from '../basic/dropout.ts';

type ConvBn = [Conv2d, [BatchNorm]];

export interface ObjectContextualOptions {
  /** Positions are pooled by this before they ask. */
  scale?: number;
  /** Factor on the class scores before the softmax over the positions. */
  gatherScale?: number;
  dropout?: number;
}

const flat = (x: Tensor): Tensor => x.reshape(x.shape[0], x.shape[1], x.shape[2] * x.shape[3]);
const convBn = (gpu: Device, ins: number, outs: number): ConvBn => [
  new Conv2d(gpu, ins, outs, { bias: false }),
  [new BatchNorm(gpu, outs)],
];
const run = ([conv, [bn]]: ConvBn, x: Tensor): Tensor => bn.forward(conv.forward(x), 'relu');
const twice = ([first, firstBn, second, secondBn]: [...ConvBn, ...ConvBn], x: Tensor): Tensor =>
  run([second, secondBn], run([first, firstBn], x));

/**
 * Object-contextual representations: a coarse segmentation gathers one vector for each class, and each position looks
 * at the classes. Paper: Yuan et al., "Object-Contextual Representations for Semantic Segmentation", ECCV 2020, arXiv
 * 1909.11065. Source: HRNet/HRNet-Semantic-Segmentation (HRNet-OCR), `SpatialGather_Module` and `SpatialOCR_Module`.
 * Status: equal to the official code. The class scores go through a softmax over the positions, not over the classes;
 * context comes before the features where both are joined.
 *
 *     const ocr = new ObjectContextual(gpu, 8, 4, 8);
 *     const y = ocr.forward(features, classes);   // [B, 8, H, W], [B, 3, H, W] → [B, 8, H, W]
 */
export class ObjectContextual extends Module {
  ocr_distri_head: {
    object_context_block: {
      f_pixel: [...ConvBn, ...ConvBn];
      f_object: [...ConvBn, ...ConvBn];
      f_down: ConvBn;
      f_up: ConvBn;
    };
    conv_bn_dropout: ConvBn;
  };
  dropout: Dropout2d;
  readonly scale: number;
  readonly gatherScale: number;

  /** @param ins channels of the features @param keys of queries, keys and values @param outs of the result. */
  constructor(gpu: Device, ins: number, keys: number, outs: number, options: ObjectContextualOptions = {}) {
    super(gpu);
    const {
      scale = 1,
      gatherScale = 1,
      dropout = 0,
    } = checkOptions('ObjectContextual', options, 'scale gatherScale dropout');
    const double = (): [...ConvBn, ...ConvBn] => [...convBn(gpu, ins, keys), ...convBn(gpu, keys, keys)];
    this.ocr_distri_head = {
      object_context_block: {
        f_pixel: double(),
        f_object: double(),
        f_down: convBn(gpu, ins, keys),
        f_up: convBn(gpu, keys, ins),
      },
      conv_bn_dropout: convBn(gpu, 2 * ins, outs),
    };
    this.dropout = new Dropout2d(gpu, dropout);
    this.scale = scale;
    this.gatherScale = gatherScale;
  }

  /**
   * y = cbr([up(softmax_k(q_n · k_k / √d) v_k), x]), k and v of the classes' vectors Σ_n softmax_n(s_k) x_n.
   * @param x [B, C, H, W] @param classes [B, K, H, W], scores before any softmax. → [B, outs, H, W]
   */
  forward(x: Tensor, classes: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    if (classes.rank !== 4 || ![0, 2, 3].every((axis) => classes.shape[axis] === x.shape[axis]))
      throw new ShapeError(
        'ObjectContextual',
        'features and class scores must lie on one grid',
        `features ${show(x.shape)}, scores ${show(classes.shape)}`,
        'resize one to the other',
      );
    const { object_context_block: block, conv_bn_dropout: last } = this.ocr_distri_head;
    const shares = softmax(mul(flat(classes), this.gatherScale), 2);
    attend(() => ({
      name: 'gather',
      kind: 'bases',
      heads: classes.shape[1],
      grid: [height, width],
      keep: { shares },
      row: (kept, _, head, image) => copy(kept.shares.slice(0, image, image + 1).slice(1, head, head + 1)).reshape(-1),
      full: (kept) => copy(kept.shares),
    }));
    const objects = matmul(flat(x), shares, { transposeB: true }).reshape(batch, channels, -1, 1);
    const asking = this.scale > 1 ? maxPool2d(x, this.scale) : x;
    const [query, key, value] = [
      twice(block.f_pixel, asking),
      twice(block.f_object, objects),
      run(block.f_down, objects),
    ];
    const options = { scale: query.shape[1] ** -0.5 };
    const queries = [asking.shape[2], asking.shape[3]] as const;
    attend(() =>
      imageAttentionMap(flat(query), flat(key), options, { kind: 'bases', grid: [1, key.shape[2]], queries }),
    );
    const seen = imageAttention(flat(query), flat(key), flat(value), options).reshape(batch, -1, ...queries);
    const context = run(block.f_up, seen);
    const whole =
      this.scale > 1 ? interpolate(context, { size: [height, width], mode: 'bilinear', alignCorners: true }) : context;
    return this.dropout.forward(run(last, concat([whole, x], 1)));
  }
}
