import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { imageAttention, imageAttentionMap } from '../../kernels/attention/image.ts';
import { affine } from '../../kernels/elementwise/affine.ts';
import { crissCrossAttention, localAttention, localAttentionMap } from '../../kernels/index.ts';
import { crissCrossMap } from '../../kernels/attention/criss-cross-map.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { seeded } from '../basic/init.ts';

/** Who sees whom: everybody, rows and columns, or the 9×9 window around. */
export type ColourMechanism = 'dense' | 'cross' | 'window';

const [width, depth] = [64, 32];
const windowSide = 9;

export interface ColourNetOptions {
  mechanism?: ColourMechanism;
  /** Fixes the initial values; without it each network of a device draws its own. */
  seed?: number;
}

/**
 * Gives a grey picture its colours back by copying them from elsewhere: four convolutions make a query and a key of
 * every 4×4 cell, attention copies colour from key to query. To copy well a cell must look at the same kind of thing,
 * so the maps mean something without a label. After Vondrick et al., "Tracking Emerges by Colorizing Videos", ECCV
 * 2018, arXiv 1806.09594. Source: a definition of this project's own.
 *
 *     const net = new ColourNet(gpu, { mechanism: 'dense' });
 *     const copied = net.copy(grey, values);   // [B, 1, H, W], [B, c, H/4, W/4] → [B, c, H/4, W/4]
 */
export class ColourNet extends Module {
  convs: Conv2d[];
  norms: BatchNorm[];
  query: Conv2d;
  key: Conv2d;
  readonly mechanism: ColourMechanism;

  constructor(gpu: Device, options: ColourNetOptions = {}) {
    const { mechanism = 'dense', seed } = checkOptions('ColourNet', options, 'mechanism seed');
    super(gpu);
    this.mechanism = mechanism;
    const conv = (ins: number, outs: number, stride: number) =>
      new Conv2d(gpu, ins, outs, { kernel: 3, stride, padding: 1 });
    const make = () => ({
      convs: [conv(1, width / 2, 2), conv(width / 2, width, 2), conv(width, width, 1), conv(width, width, 1)],
      query: new Conv2d(gpu, width, depth),
      key: new Conv2d(gpu, width, depth),
    });
    ({ convs: this.convs, query: this.query, key: this.key } = seed === undefined ? make() : seeded(gpu, seed, make));
    this.norms = [width / 2, width, width, width].map((channels) => new BatchNorm(gpu, channels));
  }

  /** Queries, scaled, and keys of every cell: [B, 1, H, W] → two of [B, 32, H/4, W/4]. */
  forward(grey: Tensor): [query: Tensor, key: Tensor] {
    const features = this.convs.reduce((x, conv, i) => this.norms[i].forward(conv.forward(x), 'relu'), grey);
    const query = affine(this.query.forward(features), { alpha: depth ** -0.5 });
    const key = this.key.forward(features);
    this.show(query, key);
    return [query, key];
  }

  /** What attention makes of `values` [B, c, H/4, W/4]: each cell's weighted mean of what it sees. */
  copy(grey: Tensor, values: Tensor): Tensor {
    const [query, key] = this.forward(grey);
    if (this.mechanism === 'cross') return crissCrossAttention(query, key, values);
    if (this.mechanism === 'window') return localAttention(query, key, values, { kernel: windowSide, border: 'mask' });
    return imageAttention(pixels(query), pixels(key), pixels(values)).reshape(values.shape);
  }

  private show(query: Tensor, key: Tensor): void {
    const [, , height, across] = query.shape;
    const grid = [height, across] as const;
    if (this.mechanism === 'cross') attend(() => crissCrossMap([{ query, key }]));
    if (this.mechanism === 'window')
      attend(() => localAttentionMap(query, key, { kernel: windowSide, border: 'mask' }));
    if (this.mechanism === 'dense')
      attend(() => imageAttentionMap(pixels(query), pixels(key), {}, { kind: 'dense', grid, queries: grid }));
  }
}

/** [B, C, H, W] → [B, C, H · W]. */
const pixels = (x: Tensor): Tensor => x.reshape(x.shape[0], x.shape[1], -1);
