/** Modules that weigh channels or positions, the same for every query. */
import { ChannelAttention } from '../attention/channel-attention.ts';
import { ContextBlock } from '../attention/context-block.ts';
import { BAM } from '../attention/bam.ts';
import { CBAM } from '../attention/cbam.ts';
import { CoordinateAttention } from '../attention/coordinate-attention.ts';
import { EcaLayer } from '../attention/eca.ts';
import { SELayer } from '../attention/se.ts';
import type { CatalogEntry } from './catalog.ts';

export const gate: readonly CatalogEntry[] = [
  {
    name: 'danet_cam',
    className: 'ChannelAttention',
    paper: 'Dual Attention Network for Scene Segmentation',
    year: 2019,
    source: 'arXiv 1809.02983',
    group: 'gate',
    kind: 'channel',
    meaning: 'How much the query channel takes from this channel.',
    formula: 'parameters 1; FLOPs 4C²N; map 4C² bytes',
    cost: (c, h, w) => ({ parameters: 1, flops: 4 * c * c * h * w, mapBytes: 4 * c * c }),
    make: (gpu) => new ChannelAttention(gpu),
  },
  {
    name: 'gcnet',
    className: 'ContextBlock',
    paper: 'GCNet: Non-local Networks Meet Squeeze-Excitation Networks and Beyond',
    year: 2019,
    source: 'arXiv 1904.11492',
    group: 'gate',
    kind: 'spatial',
    meaning: 'How much this pixel counts in the context that every pixel receives.',
    formula: 'parameters C²/2+3C; FLOPs 4CN + C²; map 4N bytes',
    cost: (c, h, w) => ({ parameters: (c * c) / 2 + 2.75 * c + 1, flops: 4 * c * h * w + c * c, mapBytes: 4 * h * w }),
    make: (gpu, channels) => new ContextBlock(gpu, channels, 0.25),
  },
  {
    name: 'cbam',
    className: 'CBAM',
    paper: 'CBAM: Convolutional Block Attention Module',
    year: 2018,
    source: 'arXiv 1807.06521',
    group: 'gate',
    kind: 'spatial',
    meaning: 'How much of this pixel passes (spatial), of this channel (channel); the same for every query.',
    formula: 'parameters C²/8 + 1.06C + 100; FLOPs 8CN + 196N; maps 4(C + N) bytes',
    cost: (c, h, w) => ({
      parameters: (c * c) / 8 + (17 * c) / 16 + 100,
      flops: 8 * c * h * w + 196 * h * w,
      mapBytes: 4 * (c + h * w),
    }),
    make: (gpu, channels) => new CBAM(gpu, channels),
  },
  {
    name: 'bam',
    className: 'BAM',
    paper: 'BAM: Bottleneck Attention Module',
    year: 2018,
    source: 'arXiv 1807.06514',
    group: 'gate',
    kind: 'spatial',
    meaning: 'How much this pixel is amplified in one channel (a head each).',
    formula: 'parameters 0.26C²+1.8C+1; FLOPs 0.27C²N + 5CN; map 4CN bytes',
    cost: (c, h, w) => ({
      parameters: (3 / 16 + 18 / 256) * c * c + (29 * c) / 16 + 1,
      flops: (1 / 8 + 36 / 256) * c * c * h * w + 5 * c * h * w,
      mapBytes: 4 * c * h * w,
    }),
    make: (gpu, channels) => new BAM(gpu, channels),
  },
  {
    name: 'se',
    className: 'SELayer',
    paper: 'Squeeze-and-Excitation Networks',
    year: 2018,
    source: 'arXiv 1709.01507',
    group: 'gate',
    kind: 'channel',
    meaning: 'How much of this channel passes.',
    formula: 'parameters C²/8; FLOPs 2CN + C²/4; map 4C bytes',
    cost: (c, h, w) => ({ parameters: (c * c) / 8, flops: 2 * c * h * w + (c * c) / 4, mapBytes: 4 * c }),
    make: (gpu, channels) => new SELayer(gpu, channels),
  },
  {
    name: 'eca',
    className: 'EcaLayer',
    paper: 'ECA-Net: Efficient Channel Attention for Deep Convolutional Neural Networks',
    year: 2020,
    source: 'arXiv 1910.03151',
    group: 'gate',
    kind: 'channel',
    meaning: 'How much of this channel passes, judged by it and its two neighbours.',
    formula: 'parameters 3; FLOPs 2CN + 6C; map 4C bytes',
    cost: (c, h, w) => ({ parameters: 3, flops: 2 * c * h * w + 6 * c, mapBytes: 4 * c }),
    make: (gpu) => new EcaLayer(gpu),
  },
  {
    name: 'coordatt',
    className: 'CoordinateAttention',
    paper: 'Coordinate Attention for Efficient Mobile Network Design',
    year: 2021,
    source: 'arXiv 2103.02907',
    group: 'gate',
    kind: 'spatial',
    meaning: "How much of this pixel passes in one channel (a head each): its row's gate times its column's.",
    formula:
      'parameters 26C+24 (h = 8 hidden channels; C/32 from C = 256 on); FLOPs 4CN + 4Ch(H+W); maps 4C(H+W) bytes',
    cost: (c, h, w) => {
      const hidden = Math.max(8, Math.floor(c / 32));
      return {
        parameters: 3 * c * hidden + 3 * hidden + 2 * c,
        flops: 4 * c * h * w + 4 * c * hidden * (h + w),
        mapBytes: 4 * c * (h + w),
      };
    },
    make: (gpu, channels) => new CoordinateAttention(gpu, channels),
  },
];
