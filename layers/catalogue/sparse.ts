/** Modules whose queries look at some positions only. */
import { CrissCrossAttention } from '../ccnet.ts';
import { InterlacedBlock } from '../isanet.ts';
import { AxialBlock } from '../axial-block.ts';
import { AxialAttention } from '../axial.ts';
import type { CatalogEntry } from '../catalog.ts';

export const sparse: readonly CatalogEntry[] = [
  {
    name: 'ccnet', className: 'CrissCrossAttention', paper: 'CCNet: Criss-Cross Attention for Semantic Segmentation', year: 2019, source: 'arXiv 1811.11721', group: 'sparse', kind: 'cross',
    meaning: 'How much the query pixel takes from this pixel of its row and column; composed is both passes together.',
    formula: 'parameters 1.25C²+1.25C+1; FLOPs 2·(2.5C²N + 2.25CN(H+W)); maps 8N(H+W) bytes',
    cost: (c, h, w) => ({ parameters: 1.25 * c * c + 1.25 * c + 1, flops: 2 * (2.5 * c * c * h * w + 2.25 * c * h * w * (h + w)), mapBytes: 8 * h * w * (h + w) }),
    make: (gpu, channels) => new CrissCrossAttention(gpu, channels, { recurrence: 2 }),
  },
  {
    name: 'isanet', className: 'InterlacedBlock', paper: 'Interlaced Sparse Self-Attention for Semantic Segmentation', year: 2019, source: 'arXiv 1907.12273', group: 'sparse', kind: 'window',
    meaning: 'How much the query pixel takes from this pixel: long over far positions, short inside its tile, composed both together.',
    formula: 'parameters 5C²+8C; FLOPs 10C²N + 2CN(N/64 + 64); maps 4N(N/64 + 64) bytes',
    cost: (c, h, w) => ({ parameters: 5 * c * c + 8 * c, flops: 10 * c * c * h * w + 2 * c * h * w * ((h * w) / 64 + 64), mapBytes: 4 * h * w * ((h * w) / 64 + 64) }),
    make: (gpu, channels) => new InterlacedBlock(gpu, channels, channels / 2, channels / 2, channels),
  },
  {
    name: 'axial', className: 'AxialAttention', paper: 'Axial Attention in Multidimensional Transformers', year: 2019, source: 'arXiv 1912.12180', group: 'sparse', kind: 'axial',
    meaning: 'How much the query pixel takes from this pixel of its column, then of its row, in one of eight heads; composed is both together, heads averaged.',
    formula: 'parameters 8C²+2C; FLOPs 16C²N + 4CN(H+W); maps 32N(H+W) bytes',
    cost: (c, h, w) => ({ parameters: 8 * c * c + 2 * c, flops: 16 * c * c * h * w + 4 * c * h * w * (h + w), mapBytes: 32 * h * w * (h + w) }),
    make: (gpu, channels) => new AxialAttention(gpu, channels, { sum: false }),
  },
  {
    name: 'axial_deeplab', className: 'AxialBlock', paper: 'Axial-DeepLab: Stand-Alone Axial-Attention for Panoptic Segmentation', year: 2020, source: 'arXiv 2003.07853', group: 'sparse', kind: 'axial',
    meaning: 'How much the query pixel takes from this pixel of its column, then of its row, in one of four groups; composed is both together, groups averaged.',
    formula: 'parameters 2C²+11C+48 + C(H+W-1)/2; FLOPs 4C²N + 3.5CN(H+W); maps 16N(H+W) bytes',
    cost: (c, h, w) => ({ parameters: 2 * c * c + 11 * c + 48 + (c * (h + w - 1)) / 2, flops: 4 * c * c * h * w + 3.5 * c * h * w * (h + w), mapBytes: 16 * h * w * (h + w) }),
    make: (gpu, channels, height, width) => new AxialBlock(gpu, channels, channels / 2, { groups: 4, size: [height, width] }),
  },
];
