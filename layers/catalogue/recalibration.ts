/** More modules that weigh channels or positions: by statistics, by strips, and branches against each other. */
import { GatedChannelTransformation } from '../attention/gated-channel-transformation.ts';
import { GatherExcite } from '../attention/gather-excite.ts';
import { GaussianContextTransformer } from '../attention/gaussian-context-transformer.ts';
import { PolarizedParallel, PolarizedSequential } from '../attention/polarized.ts';
import { PyramidSplitAttention } from '../attention/pyramid-split-attention.ts';
import { SCSE } from '../attention/scse.ts';
import { SelectiveKernel } from '../attention/selective-kernel.ts';
import { ShuffleAttention } from '../attention/shuffle-attention.ts';
import { SimAM } from '../attention/simam.ts';
import { SimpleCoordinateAttention } from '../attention/simple-coordinate-attention.ts';
import { SplitAttention } from '../attention/split-attention.ts';
import { StripAttention } from '../attention/strip-attention.ts';
import { StyleRecalibration } from '../attention/style-recalibration.ts';
import { TimmCoordinateAttention } from '../attention/timm-coordinate-attention.ts';
import { TripletAttention } from '../attention/triplet-attention.ts';
import { roundChannels } from '../basic/round-channels.ts';
import type { CatalogEntry } from './catalog.ts';

export const recalibration: readonly CatalogEntry[] = [
  {
    name: 'gct_gated',
    className: 'GatedChannelTransformation',
    paper: 'Gated Channel Transformation for Visual Recognition',
    year: 2020,
    source: 'arXiv 1909.11519',
    group: 'gate',
    kind: 'channel',
    meaning: 'How much of this channel passes (0 to 2), judged by its norm beside those of the others.',
    formula: 'parameters 3C; FLOPs 3CN; map 4C bytes',
    cost: (c, h, w) => ({ parameters: 3 * c, flops: 3 * c * h * w, mapBytes: 4 * c }),
    make: (gpu, channels) => new GatedChannelTransformation(gpu, channels),
  },
  {
    name: 'gct_gaussian',
    className: 'GaussianContextTransformer',
    paper: 'Gaussian Context Transformer',
    year: 2021,
    source: 'CVPR 2021, no official code',
    group: 'gate',
    kind: 'channel',
    meaning: 'How much of this channel passes: less, the further its mean lies from the others.',
    formula: 'parameters 0; FLOPs 2CN; map 4C bytes',
    cost: (c, h, w) => ({ parameters: 0, flops: 2 * c * h * w, mapBytes: 4 * c }),
    make: (gpu) => new GaussianContextTransformer(gpu),
  },
  {
    name: 'srm',
    className: 'StyleRecalibration',
    paper: 'SRM: A Style-based Recalibration Module for Convolutional Neural Networks',
    year: 2019,
    source: 'arXiv 1903.10829',
    group: 'gate',
    kind: 'channel',
    meaning: 'How much of this channel passes, judged by its own mean and deviation.',
    formula: 'parameters 4C; FLOPs 5CN; map 4C bytes',
    cost: (c, h, w) => ({ parameters: 4 * c, flops: 5 * c * h * w, mapBytes: 4 * c }),
    make: (gpu, channels) => new StyleRecalibration(gpu, channels),
  },
  {
    name: 'gather_excite',
    className: 'GatherExcite',
    paper: 'Gather-Excite: Exploiting Feature Context in Convolutional Neural Networks',
    year: 2018,
    source: 'arXiv 1810.12348',
    group: 'gate',
    kind: 'spatial',
    meaning: 'How much of this pixel passes in one channel (a head each), judged by the 7×7 pixels around.',
    formula: 'parameters C²/8 + 1.06C; FLOPs 5CN + C²N/64; map 4CN bytes',
    cost: (c, h, w) => ({
      parameters: (c * c) / 8 + (17 * c) / 16,
      flops: 5 * c * h * w + (c * c * h * w) / 64,
      mapBytes: 4 * c * h * w,
    }),
    make: (gpu, channels) => new GatherExcite(gpu, channels, { extent: 4 }),
  },
  {
    name: 'simam',
    className: 'SimAM',
    paper: 'SimAM: A Simple, Parameter-Free Attention Module for Convolutional Neural Networks',
    year: 2021,
    source: 'PMLR 139, 11863-11874',
    group: 'gate',
    kind: 'spatial',
    meaning: 'How much of this pixel passes in one channel (a head each): more, the further it is from the mean.',
    formula: 'parameters 0; FLOPs 8CN; map 4CN bytes',
    cost: (c, h, w) => ({ parameters: 0, flops: 8 * c * h * w, mapBytes: 4 * c * h * w }),
    make: (gpu) => new SimAM(gpu),
  },
  {
    name: 'scse',
    className: 'SCSE',
    paper: "Concurrent Spatial and Channel 'Squeeze & Excitation' in Fully Convolutional Networks",
    year: 2018,
    source: 'arXiv 1803.02579',
    group: 'gate',
    kind: 'spatial',
    meaning: 'How much of this pixel passes (spatial), of this channel (channel); both results are added.',
    formula: 'parameters C²/8 + 2.06C + 1; FLOPs 6CN + C²/4; maps 4(C + N) bytes',
    cost: (c, h, w) => ({
      parameters: (c * c) / 8 + (33 * c) / 16 + 1,
      flops: 6 * c * h * w + (c * c) / 4,
      mapBytes: 4 * (c + h * w),
    }),
    make: (gpu, channels) => new SCSE(gpu, channels),
  },
  {
    name: 'shuffle_attention',
    className: 'ShuffleAttention',
    paper: 'SA-Net: Shuffle Attention for Deep Convolutional Neural Networks',
    year: 2021,
    source: 'arXiv 2102.00240',
    group: 'gate',
    kind: 'spatial',
    meaning: 'How much of this pixel passes in one of half the channels (a head each), of a channel in the others.',
    formula: 'parameters 3C/8 (8 groups); FLOPs 5CN; maps 2C(1 + N) bytes',
    cost: (c, h, w) => ({ parameters: (3 * c) / 8, flops: 5 * c * h * w, mapBytes: 2 * c * (1 + h * w) }),
    make: (gpu, channels) => new ShuffleAttention(gpu, channels, { groups: 8 }),
  },
  {
    name: 'triplet',
    className: 'TripletAttention',
    paper: 'Rotate to Attend: Convolutional Triplet Attention Module',
    year: 2021,
    source: 'arXiv 2010.03045',
    group: 'gate',
    kind: 'spatial',
    meaning:
      'How much of this pixel passes (spatial), of this channel in one column (columns) or row (rows, a head each).',
    formula: 'parameters 300; FLOPs 10CN + 196(CH + CW + N); maps 4(CH + CW + N) bytes',
    cost: (c, h, w) => {
      const cells = c * h + c * w + h * w;
      return { parameters: 300, flops: 10 * c * h * w + 196 * cells, mapBytes: 4 * cells };
    },
    make: (gpu) => new TripletAttention(gpu),
  },
  {
    name: 'sk',
    className: 'SelectiveKernel',
    paper: 'Selective Kernel Networks',
    year: 2019,
    source: 'arXiv 1903.06586',
    group: 'gate',
    kind: 'channel',
    meaning: 'How much of this channel comes from one path (a head each): the 3×3 window, or the 5×5.',
    formula:
      'parameters 9C²+4C+3Cr+2r (r = 8 hidden channels; about C/16 from C = 192 on); FLOPs 18C²N + 8CN; map 8C bytes',
    cost: (c, h, w) => {
      const hidden = roundChannels(c / 16);
      return {
        parameters: 9 * c * c + 4 * c + 3 * c * hidden + 2 * hidden,
        flops: 18 * c * c * h * w + 8 * c * h * w,
        mapBytes: 8 * c,
      };
    },
    make: (gpu, channels) => new SelectiveKernel(gpu, channels),
  },
  {
    name: 'split_attention',
    className: 'SplitAttention',
    paper: 'ResNeSt: Split-Attention Networks',
    year: 2020,
    source: 'arXiv 2004.08955',
    group: 'gate',
    kind: 'channel',
    meaning: 'How much of this channel comes from one of two splits (a head each).',
    formula: 'parameters 9C²+6C+3Cr+3r (r = C/2 hidden channels, at least 32); FLOPs 18C²N + 8CN; map 8C bytes',
    cost: (c, h, w) => {
      const hidden = Math.max(c >> 1, 32);
      return {
        parameters: 9 * c * c + 6 * c + 3 * c * hidden + 3 * hidden,
        flops: 18 * c * c * h * w + 8 * c * h * w,
        mapBytes: 8 * c,
      };
    },
    make: (gpu, channels) => new SplitAttention(gpu, channels, channels, { kernel: 3, padding: 1, bias: false }),
  },
  {
    name: 'psa_pyramid',
    className: 'PyramidSplitAttention',
    paper: 'EPSANet: An Efficient Pyramid Squeeze Attention Block on Convolutional Neural Network',
    year: 2021,
    source: 'arXiv 2105.14447',
    group: 'gate',
    kind: 'channel',
    meaning: 'How much one of the four windows counts in this channel of its (a head each).',
    formula: 'parameters 6.6CD + D²/128 + D/4 (D = C, at least 64, channels come out); FLOPs 13CDN; map 4D bytes',
    cost: (c, h, w) => {
      const width = Math.max(64, c) >> 2;
      const hidden = width >> 4;
      const taps = 9 + 25 / 4 + 49 / 8 + 81 / 16;
      return {
        parameters: taps * c * width + 2 * width * hidden + hidden + width,
        flops: 2 * taps * c * width * h * w + 8 * width * h * w,
        mapBytes: 16 * width,
      };
    },
    make: (gpu, channels) => new PyramidSplitAttention(gpu, channels, Math.max(64, channels)),
  },
  {
    name: 'polarized',
    className: 'PolarizedParallel',
    paper: 'Polarized Self-Attention: Towards High-quality Pixel-wise Regression',
    year: 2021,
    source: 'arXiv 2107.00782',
    group: 'gate',
    kind: 'spatial',
    meaning: "How much this pixel counts in the channels' gate (channel), and in the positions' own (spatial).",
    formula: 'parameters 2C²+C; FLOPs 3C²N + 7CN; maps 8N bytes',
    cost: (c, h, w) => ({
      parameters: 2 * c * c + c,
      flops: 3 * c * c * h * w + 7 * c * h * w,
      mapBytes: 8 * h * w,
    }),
    make: (gpu, channels) => new PolarizedParallel(gpu, channels),
  },
  {
    name: 'polarized_seq',
    className: 'PolarizedSequential',
    paper: 'Polarized Self-Attention: Towards High-quality Pixel-wise Regression',
    year: 2021,
    source: 'arXiv 2107.00782',
    group: 'gate',
    kind: 'spatial',
    meaning:
      "How much this pixel counts in the channels' gate (channel), and in one of C/2 values (spatial, a head each).",
    formula: 'parameters 1.69C²+2.4C; FLOPs 3C²N + 8CN; maps 4N + 2CN bytes',
    cost: (c, h, w) => ({
      parameters: (27 / 16) * c * c + (19 / 8) * c,
      flops: 3 * c * c * h * w + 8 * c * h * w,
      mapBytes: 4 * h * w + 2 * c * h * w,
    }),
    make: (gpu, channels) => new PolarizedSequential(gpu, channels),
  },
  {
    name: 'strip_attn',
    className: 'StripAttention',
    paper: 'timm: minimal strip attention',
    year: 2025,
    source: 'timm 1.0.28, coord_attn.py',
    group: 'gate',
    kind: 'spatial',
    meaning: 'How much of this pixel passes in one channel (a head each), judged by its row and its column.',
    formula: 'parameters 6C; FLOPs 5CN + 6C(H+W); map 4CN bytes',
    cost: (c, h, w) => ({
      parameters: 6 * c,
      flops: 5 * c * h * w + 6 * c * (h + w),
      mapBytes: 4 * c * h * w,
    }),
    make: (gpu, channels) => new StripAttention(gpu, channels),
  },
  {
    name: 'coord_attn_timm',
    className: 'TimmCoordinateAttention',
    paper: 'Coordinate Attention for Efficient Mobile Network Design',
    year: 2021,
    source: 'arXiv 2103.02907; timm 1.0.28',
    group: 'gate',
    kind: 'spatial',
    meaning: "How much of this pixel passes in one channel (a head each): its row's gate times its column's.",
    formula:
      'parameters 3Ch + 2h (h = 8 hidden channels; C/24 from C = 288 on); FLOPs 4CN + 4Ch(H+W); maps 4C(H+W) bytes',
    cost: (c, h, w) => {
      const hidden = roundChannels(c / 24, 8, 0);
      return {
        parameters: 3 * c * hidden + 2 * hidden,
        flops: 4 * c * h * w + 4 * c * hidden * (h + w),
        mapBytes: 4 * c * (h + w),
      };
    },
    make: (gpu, channels) => new TimmCoordinateAttention(gpu, channels),
  },
  {
    name: 'simple_coord_attn',
    className: 'SimpleCoordinateAttention',
    paper: 'timm: coordinate attention by dense layers, after arXiv 2103.02907',
    year: 2025,
    source: 'timm 1.0.28, coord_attn.py',
    group: 'gate',
    kind: 'spatial',
    meaning:
      "How much of this pixel passes in one channel (a head each): one gate of its row's score plus its column's.",
    formula: 'parameters 3Ch + 2C + h (h = 8 hidden channels; C/6 from C = 72 on); FLOPs 5CN + 4Ch(H+W); map 4CN bytes',
    cost: (c, h, w) => {
      const hidden = roundChannels(c / 6, 8, 0);
      return {
        parameters: 3 * c * hidden + 2 * c + hidden,
        flops: 5 * c * h * w + 4 * c * hidden * (h + w),
        mapBytes: 4 * c * h * w,
      };
    },
    make: (gpu, channels) => new SimpleCoordinateAttention(gpu, channels),
  },
];
