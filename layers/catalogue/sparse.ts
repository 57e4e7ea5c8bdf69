/** Modules whose queries look at some positions only. */
import { CrissCrossAttention } from '../attention/criss-cross-attention.ts';
import { InterlacedBlock } from '../attention/interlaced.ts';
import { AxialBlock } from '../attention/axial-block.ts';
import { AxialAttention } from '../attention/axial.ts';
import { NeighborhoodAttention2d } from '../attention/neighborhood-attention.ts';
import { SasaConv } from '../attention/sasa-conv.ts';
import { StandAloneSelfAttention } from '../attention/stand-alone-self-attention.ts';
import { SwinBlock } from '../attention/swin.ts';
import type { CatalogEntry } from './catalog.ts';

/** The largest window of up to 8 that both sides of the picture are multiples of. */
export const blockSide = (height: number, width: number): number =>
  [8, 7, 6, 5, 4, 3, 2, 1].find((side) => height % side === 0 && width % side === 0)!;

export const sparse: readonly CatalogEntry[] = [
  {
    name: 'ccnet',
    className: 'CrissCrossAttention',
    paper: 'CCNet: Criss-Cross Attention for Semantic Segmentation',
    year: 2019,
    source: 'arXiv 1811.11721',
    group: 'sparse',
    kind: 'cross',
    meaning: 'How much the query pixel takes from this pixel of its row and column; composed is both passes together.',
    formula: 'parameters 1.25C²+1.25C+1; FLOPs 2·(2.5C²N + 2.25CN(H+W)); maps 8N(H+W) bytes',
    cost: (c, h, w) => ({
      parameters: 1.25 * c * c + 1.25 * c + 1,
      flops: 2 * (2.5 * c * c * h * w + 2.25 * c * h * w * (h + w)),
      mapBytes: 8 * h * w * (h + w),
    }),
    make: (gpu, channels) => new CrissCrossAttention(gpu, channels, { recurrence: 2 }),
  },
  {
    name: 'isanet',
    className: 'InterlacedBlock',
    paper: 'Interlaced Sparse Self-Attention for Semantic Segmentation',
    year: 2019,
    source: 'arXiv 1907.12273',
    group: 'sparse',
    kind: 'window',
    meaning:
      'How much the query pixel takes from this pixel: long over far positions, short inside its tile, ' +
      'composed both together.',
    formula: 'parameters 5C²+8C; FLOPs 10C²N + 2CN(N/64 + 64); maps 4N(N/64 + 64) bytes',
    cost: (c, h, w) => ({
      parameters: 5 * c * c + 8 * c,
      flops: 10 * c * c * h * w + 2 * c * h * w * ((h * w) / 64 + 64),
      mapBytes: 4 * h * w * ((h * w) / 64 + 64),
    }),
    make: (gpu, channels) => new InterlacedBlock(gpu, channels, channels / 2, channels / 2, channels),
  },
  {
    name: 'axial',
    className: 'AxialAttention',
    paper: 'Axial Attention in Multidimensional Transformers',
    year: 2019,
    source: 'arXiv 1912.12180',
    group: 'sparse',
    kind: 'axial',
    meaning:
      'How much the query pixel takes from this pixel of its column, then of its row, in one of eight ' +
      'heads; composed is both together, heads averaged.',
    formula: 'parameters 8C²+2C; FLOPs 16C²N + 4CN(H+W); maps 32N(H+W) bytes',
    cost: (c, h, w) => ({
      parameters: 8 * c * c + 2 * c,
      flops: 16 * c * c * h * w + 4 * c * h * w * (h + w),
      mapBytes: 32 * h * w * (h + w),
    }),
    make: (gpu, channels) => new AxialAttention(gpu, channels, { sum: false }),
  },
  {
    name: 'axial_deeplab',
    className: 'AxialBlock',
    paper: 'Axial-DeepLab: Stand-Alone Axial-Attention for Panoptic Segmentation',
    year: 2020,
    source: 'arXiv 2003.07853',
    group: 'sparse',
    kind: 'axial',
    meaning:
      'How much the query pixel takes from this pixel of its column, then of its row, in one of four ' +
      'groups; composed is both together, groups averaged.',
    formula: 'parameters 2C²+11C+48 + C(H+W-1)/2; FLOPs 4C²N + 3.5CN(H+W); maps 16N(H+W) bytes',
    cost: (c, h, w) => ({
      parameters: 2 * c * c + 11 * c + 48 + (c * (h + w - 1)) / 2,
      flops: 4 * c * c * h * w + 3.5 * c * h * w * (h + w),
      mapBytes: 16 * h * w * (h + w),
    }),
    make: (gpu, channels, height, width) =>
      new AxialBlock(gpu, channels, channels / 2, { groups: 4, size: [height, width] }),
  },
  {
    name: 'sasa',
    className: 'StandAloneSelfAttention',
    paper: 'Stand-Alone Self-Attention in Vision Models',
    year: 2019,
    source: 'arXiv 1906.05909',
    group: 'sparse',
    kind: 'window',
    meaning:
      'How much the query pixel takes from this pixel of the 7×7 window around it, in one of eight ' +
      'heads; what is missing to 1 went to the padding.',
    formula: 'parameters 3C²+7C; FLOPs 6C²N + 210CN; map 1568N bytes',
    cost: (c, h, w) => ({
      parameters: 3 * c * c + 7 * c,
      flops: 6 * c * c * h * w + 210 * c * h * w,
      mapBytes: 1568 * h * w,
    }),
    make: (gpu, channels) => new StandAloneSelfAttention(gpu, channels, channels),
  },
  {
    name: 'sasa_conv',
    className: 'SasaConv',
    paper: 'Stand-Alone Self-Attention in Vision Models',
    year: 2019,
    source: 'leaderj1001/Stand-Alone-Self-Attention',
    group: 'sparse',
    kind: 'window',
    meaning:
      'How much one channel of the query pixel takes from this pixel of the 7×7 window around it: every ' +
      'channel has a map of its own.',
    formula: 'parameters 3C²+7C; FLOPs 6C²N + 224CN; map 196CN bytes',
    cost: (c, h, w) => ({
      parameters: 3 * c * c + 7 * c,
      flops: 6 * c * c * h * w + 224 * c * h * w,
      mapBytes: 196 * c * h * w,
    }),
    make: (gpu, channels) => new SasaConv(gpu, channels, channels, { kernel: 7, groups: 8 }),
  },
  {
    name: 'swin',
    className: 'SwinBlock',
    paper: 'Swin Transformer: Hierarchical Vision Transformer using Shifted Windows',
    year: 2021,
    source: 'arXiv 2103.14030',
    group: 'sparse',
    kind: 'window',
    meaning: 'How much the query pixel takes from this pixel of its shifted window, in one of four heads.',
    formula: 'parameters 12C²+13C+900; FLOPs 24C²N + 256CN; map 1024N bytes (windows of 8×8)',
    cost: (c, h, w) => ({
      parameters: 12 * c * c + 13 * c + 900,
      flops: 24 * c * c * h * w + 256 * c * h * w,
      mapBytes: 1024 * h * w,
    }),
    make: (gpu, channels, height, width) => {
      const window = blockSide(height, width);
      return new SwinBlock(gpu, channels, [height, width], { heads: 4, window, shift: Math.floor(window / 2) });
    },
  },
  {
    name: 'natten',
    className: 'NeighborhoodAttention2d',
    paper: 'Neighborhood Attention Transformer',
    year: 2023,
    source: 'arXiv 2204.07143',
    group: 'sparse',
    kind: 'window',
    meaning: 'How much the query pixel takes from this pixel of the 7×7 nearest to it, in one of four heads.',
    formula: 'parameters 4C²+4C+676; FLOPs 8C²N + 196CN; map 784N bytes',
    cost: (c, h, w) => ({
      parameters: 4 * c * c + 4 * c + 676,
      flops: 8 * c * c * h * w + 196 * c * h * w,
      mapBytes: 784 * h * w,
    }),
    make: (gpu, channels) => new NeighborhoodAttention2d(gpu, channels, { heads: 4, kernel: 7, channelsFirst: true }),
  },
];
