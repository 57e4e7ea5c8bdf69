/** Modules whose queries look at some positions only. */
import { CrissCrossAttention } from '../ccnet.ts';
import { InterlacedBlock } from '../isanet.ts';
import type { CatalogEntry } from '../catalog.ts';

export const sparse: readonly CatalogEntry[] = [
  {
    name: 'ccnet', className: 'CrissCrossAttention', paper: 'CCNet: Criss-Cross Attention for Semantic Segmentation', year: 2019, source: 'arXiv 1811.11721', group: 'sparse', kind: 'cross',
    meaning: 'How much the query pixel takes from this pixel of its row and column; `composed` is both passes together.',
    formula: 'parameters 1.25C²+1.25C+1; FLOPs 2·(2.5C²N + 2.25CN(H+W)); maps 8N(H+W) bytes',
    cost: (c, h, w) => ({ parameters: 1.25 * c * c + 1.25 * c + 1, flops: 2 * (2.5 * c * c * h * w + 2.25 * c * h * w * (h + w)), mapBytes: 8 * h * w * (h + w) }),
    make: (gpu, channels) => new CrissCrossAttention(gpu, channels, { recurrence: 2 }),
  },
  {
    name: 'isanet', className: 'InterlacedBlock', paper: 'Interlaced Sparse Self-Attention for Semantic Segmentation', year: 2019, source: 'arXiv 1907.12273', group: 'sparse', kind: 'window',
    meaning: 'How much the query pixel takes from this pixel: `long` over far positions, `short` inside its tile, `composed` both together.',
    formula: 'parameters 5C²+8C; FLOPs 10C²N + 2CN(N/64 + 64); maps 4N(N/64 + 64) bytes',
    cost: (c, h, w) => ({ parameters: 5 * c * c + 8 * c, flops: 10 * c * c * h * w + 2 * c * h * w * ((h * w) / 64 + 64), mapBytes: 4 * h * w * ((h * w) / 64 + 64) }),
    make: (gpu, channels) => new InterlacedBlock(gpu, channels, channels / 2, channels / 2, channels),
  },
];
