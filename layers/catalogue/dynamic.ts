/** Modules of blocks, and of windows whose weights are made from the features themselves. */
import { HaloAttention } from '../attention/halo-attention.ts';
import { OutlookAttention } from '../attention/outlook-attention.ts';
import { Involution } from '../attention/involution.ts';
import { CotLayer } from '../attention/cot-layer.ts';
import { EfficientLocalAttention } from '../attention/efficient-local-attention.ts';
import type { CatalogEntry } from './catalog.ts';
import { blockSide } from './sparse.ts';

export const dynamic: readonly CatalogEntry[] = [
  {
    name: 'halo',
    className: 'HaloAttention',
    paper: 'Scaling Local Self-Attention for Parameter Efficient Visual Backbones',
    year: 2021,
    source: 'arXiv 2103.12731',
    group: 'sparse',
    kind: 'window',
    meaning:
      'How much the query pixel takes from this pixel of its block and a halo of 3 around it, in one of ' +
      'eight heads; what is missing to 1 went to the padding.',
    formula: 'parameters 3C²+6.75C; FLOPs 6C²N + 784CN; map 6272N bytes (blocks of 8×8)',
    cost: (c, h, w) => ({
      parameters: 3 * c * c + 6.75 * c,
      flops: 6 * c * c * h * w + 784 * c * h * w,
      mapBytes: 6272 * h * w,
    }),
    make: (gpu, channels, height, width) => new HaloAttention(gpu, channels, { block: blockSide(height, width) }),
  },
  {
    name: 'outlook',
    className: 'OutlookAttention',
    paper: 'VOLO: Vision Outlooker for Visual Recognition',
    year: 2021,
    source: 'arXiv 2106.13112',
    group: 'sparse',
    kind: 'window',
    meaning:
      'How much the query pixel takes from this pixel over all 3×3 windows around both, in one of four ' +
      'heads; the windows are summed, so it may exceed 1.',
    formula: 'parameters 2C²+325C+324; FLOPs 4C²N + 810CN; map 1296N bytes',
    cost: (c, h, w) => ({
      parameters: 2 * c * c + 325 * c + 324,
      flops: 4 * c * c * h * w + 810 * c * h * w,
      mapBytes: 1296 * h * w,
    }),
    make: (gpu, channels) => new OutlookAttention(gpu, channels, { heads: 4, channelsFirst: true }),
  },
  {
    name: 'involution',
    className: 'Involution',
    paper: 'Involution: Inverting the Inherence of Convolution for Visual Recognition',
    year: 2021,
    source: 'arXiv 2103.06255',
    group: 'sparse',
    kind: 'window',
    meaning:
      'The factor on this pixel of the 7×7 window around the query, for one group of 16 channels; no ' +
      'softmax, so it may be negative.',
    formula: 'parameters 1.016C²+3.56C; FLOPs 2.03C²N + 98CN; map 12.25CN bytes',
    cost: (c, h, w) => ({
      parameters: 1.015625 * c * c + 3.5625 * c,
      flops: 2.03125 * c * c * h * w + 98 * c * h * w,
      mapBytes: 12.25 * c * h * w,
    }),
    make: (gpu, channels) => new Involution(gpu, channels, { kernel: 7 }),
  },
  {
    name: 'cot',
    className: 'CotLayer',
    paper: 'Contextual Transformer Networks for Visual Recognition',
    year: 2021,
    source: 'arXiv 2107.12292',
    group: 'sparse',
    kind: 'window',
    meaning:
      'The factor on this pixel of the 3×3 window around the query, for every eighth of the channels; no ' +
      'softmax, so it may be negative.',
    formula: 'parameters 6.31C²+13.9C; FLOPs 9.63C²N + 18CN; map 4.5CN bytes',
    cost: (c, h, w) => ({
      parameters: 6.3125 * c * c + 13.875 * c,
      flops: 9.625 * c * c * h * w + 18 * c * h * w,
      mapBytes: 4.5 * c * h * w,
    }),
    make: (gpu, channels) => new CotLayer(gpu, channels),
  },
  {
    name: 'efficient_local_attn',
    className: 'EfficientLocalAttention',
    paper: 'ELA: Efficient Local Attention for Deep Convolutional Neural Networks',
    year: 2024,
    source: 'arXiv 2403.01123',
    group: 'gate',
    kind: 'spatial',
    meaning:
      'How much of a channel (a head each) this pixel keeps: the product of a weight for its row and one ' +
      'for its column.',
    formula: 'parameters 18C; FLOPs 28C(H+W) + 4CN; maps 4C(H+W) bytes',
    cost: (c, h, w) => ({ parameters: 18 * c, flops: 28 * c * (h + w) + 4 * c * h * w, mapBytes: 4 * c * (h + w) }),
    make: (gpu, channels) => new EfficientLocalAttention(gpu, channels),
  },
];
