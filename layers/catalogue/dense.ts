/** Modules whose queries look at every position, or at a summary of all of them. */
import { SelfAttention } from '../attention/self-attention.ts';
import { SaganAttention } from '../attention/sagan.ts';
import { NonLocalBlock } from '../attention/nonlocal.ts';
import { PositionAttention } from '../attention/position-attention.ts';
import { DoubleAttention } from '../attention/double-attention.ts';
import { EmaUnit } from '../attention/ema-unit.ts';
import { PyramidNonLocal } from '../attention/ann.ts';
import { LightNonLocal } from '../attention/light-nonlocal.ts';
import { DualMultiScaleAttention } from '../attention/dual-multi-scale-attention.ts';
import { ConvMultihead } from '../attention/conv-multihead.ts';
import { ResidualMultihead } from '../attention/residual-multihead.ts';
import { MultiheadAttention } from '../attention/multihead.ts';
import { SasaArticle } from '../attention/sasa-article.ts';
import type { CatalogEntry } from './catalog.ts';

const descriptors = 16;
const bases = 16;
const pyramidCells = 110;

export const dense: readonly CatalogEntry[] = [
  {
    name: 'self_attention',
    className: 'SelfAttention',
    paper: 'Self-attention with an output convolution',
    year: 2018,
    source: 'arXiv 1805.08318',
    group: 'dense',
    kind: 'dense',
    meaning: 'How much the query pixel takes from this pixel.',
    formula: 'parameters 4C²+4C; FLOPs 8C²N + 4CN²; map 4N² bytes',
    cost: (c, h, w) => ({
      parameters: 4 * c * c + 4 * c,
      flops: 8 * c * c * h * w + 4 * c * (h * w) ** 2,
      mapBytes: 4 * (h * w) ** 2,
    }),
    make: (gpu, channels) => new SelfAttention(gpu, channels),
  },
  {
    name: 'sagan',
    className: 'SaganAttention',
    paper: 'Self-Attention Generative Adversarial Networks',
    year: 2019,
    source: 'arXiv 1805.08318',
    group: 'dense',
    kind: 'dense',
    meaning: 'How much the query pixel takes from this pixel.',
    formula: 'parameters 1.25C²+1; FLOPs 2.5C²N + 2.25CN²; map 4N² bytes',
    cost: (c, h, w) => ({
      parameters: 1.25 * c * c + 1,
      flops: 2.5 * c * c * h * w + 2.25 * c * (h * w) ** 2,
      mapBytes: 4 * (h * w) ** 2,
    }),
    make: (gpu, channels) => new SaganAttention(gpu, channels),
  },
  {
    name: 'nonlocal',
    className: 'NonLocalBlock',
    paper: 'Non-local Neural Networks',
    year: 2018,
    source: 'arXiv 1711.07971',
    group: 'dense',
    kind: 'dense',
    meaning: 'How much the query pixel takes from this cell of the map pooled 2×2.',
    formula: 'parameters 2C²+4.5C; FLOPs 4C²N + CN²/2 (M = N/4); map N² bytes',
    cost: (c, h, w) => ({
      parameters: 2 * c * c + 4.5 * c,
      flops: 4 * c * c * h * w + (c * (h * w) ** 2) / 2,
      mapBytes: (h * w) ** 2,
    }),
    make: (gpu, channels) => new NonLocalBlock(gpu, channels),
  },
  {
    name: 'danet_pam',
    className: 'PositionAttention',
    paper: 'Dual Attention Network for Scene Segmentation',
    year: 2019,
    source: 'arXiv 1809.02983',
    group: 'dense',
    kind: 'dense',
    meaning: 'How much the query pixel takes from this pixel.',
    formula: 'parameters 1.25C²+1.25C+1; FLOPs 2.5C²N + 2.25CN²; map 4N² bytes',
    cost: (c, h, w) => ({
      parameters: 1.25 * c * c + 1.25 * c + 1,
      flops: 2.5 * c * c * h * w + 2.25 * c * (h * w) ** 2,
      mapBytes: 4 * (h * w) ** 2,
    }),
    make: (gpu, channels) => new PositionAttention(gpu, channels),
  },
  {
    name: 'a2net',
    className: 'DoubleAttention',
    paper: 'A²-Nets: Double Attention Networks',
    year: 2018,
    source: 'arXiv 1810.11579',
    group: 'dense',
    kind: 'dense',
    meaning: 'How much of what the query pixel picks was gathered at this pixel.',
    formula: `parameters 2C²+${2 * descriptors}C; FLOPs 4C²N + ${8 * descriptors}CN; maps ${8 * descriptors}N bytes`,
    cost: (c, h, w) => ({
      parameters: 2 * c * c + 2 * c + 2 * descriptors * (c + 1),
      flops: 4 * c * c * h * w + 8 * descriptors * c * h * w,
      mapBytes: 8 * descriptors * h * w,
    }),
    make: (gpu, channels) => new DoubleAttention(gpu, channels, channels, descriptors, { reconstruct: true }),
  },
  {
    name: 'emanet',
    className: 'EmaUnit',
    paper: 'Expectation-Maximization Attention Networks',
    year: 2019,
    source: 'arXiv 1907.13426',
    group: 'dense',
    kind: 'bases',
    meaning: 'How much this pixel belongs to the basis (a head each).',
    formula: `parameters 2C²+3C; FLOPs 4C²N + ${14 * bases}CN; map ${4 * bases}N bytes`,
    cost: (c, h, w) => ({
      parameters: 2 * c * c + 3 * c,
      flops: 4 * c * c * h * w + 14 * bases * c * h * w,
      mapBytes: 4 * bases * h * w,
    }),
    make: (gpu, channels) => new EmaUnit(gpu, channels, bases),
  },
  {
    name: 'ann',
    className: 'PyramidNonLocal',
    paper: 'Asymmetric Non-local Neural Networks',
    year: 2019,
    source: 'arXiv 1908.07678',
    group: 'dense',
    kind: 'bases',
    meaning: 'How much the query pixel takes from this cell of the pooling pyramid (1, 9, 36 and 64 cells).',
    formula: `parameters 3.5C²+6C; FLOPs 7C²N + ${2 * pyramidCells}CN; map ${4 * pyramidCells}N bytes`,
    cost: (c, h, w) => ({
      parameters: 3.5 * c * c + 6 * c,
      flops: 7 * c * c * h * w + 2 * pyramidCells * c * h * w,
      mapBytes: 4 * pyramidCells * h * w,
    }),
    make: (gpu, channels) =>
      new PyramidNonLocal(gpu, channels, { out: channels, key: channels / 2, value: channels / 2 }),
  },
  {
    name: 'lightnl',
    className: 'LightNonLocal',
    paper: 'Neural Architecture Search for Lightweight Non-Local Networks',
    year: 2020,
    source: 'arXiv 2004.01961',
    group: 'dense',
    kind: 'dense',
    meaning: 'The product of the query pixel and this pixel of the strided grid; no softmax, so it may be negative.',
    formula: 'parameters 11C; FLOPs C²N/2·(1 + 1/4) + 18CN; map N² bytes',
    cost: (c, h, w) => ({ parameters: 11 * c, flops: 0.625 * c * c * h * w + 18 * c * h * w, mapBytes: (h * w) ** 2 }),
    make: (gpu, channels) => new LightNonLocal(gpu, channels, 0.25, 2),
  },
  {
    name: 'dmsanet',
    className: 'DualMultiScaleAttention',
    paper: 'DMSANet: Dual Multi Scale Attention Network',
    year: 2021,
    source: 'arXiv 2106.08382',
    group: 'dense',
    kind: 'dense',
    meaning: 'How much the query pixel takes from this pixel, in one branch.',
    formula: 'parameters about 10.4C²; FLOPs 20.5C²N + C²N/8·3 + 2CN²; maps 16N² bytes',
    cost: (c, h, w) => ({
      parameters: (164 * c * c) / 16 + (3 * c * c) / 16,
      flops: 20.5 * c * c * h * w + (3 * c * c * h * w) / 8 + 2 * c * (h * w) ** 2,
      mapBytes: 16 * (h * w) ** 2,
    }),
    make: (gpu, channels) => new DualMultiScaleAttention(gpu, channels),
  },
  {
    name: 'mha_torch',
    className: 'MultiheadAttention',
    paper: 'Attention Is All You Need',
    year: 2017,
    source: 'arXiv 1706.03762',
    group: 'dense',
    kind: 'dense',
    meaning: 'How much the query pixel takes from this pixel, in one of eight heads.',
    formula: 'parameters 4C²+4C; FLOPs 8C²N + 4CN²; map 32N² bytes',
    cost: (c, h, w) => ({
      parameters: 4 * c * c + 4 * c,
      flops: 8 * c * c * h * w + 4 * c * (h * w) ** 2,
      mapBytes: 32 * (h * w) ** 2,
    }),
    make: (gpu, channels) => new MultiheadAttention(gpu, channels, 8, { batchFirst: true }),
  },
  {
    name: 'mha_article',
    className: 'ResidualMultihead',
    paper: 'Attention Is All You Need',
    year: 2017,
    source: 'arXiv 1706.03762',
    group: 'dense',
    kind: 'dense',
    meaning: 'How much the query pixel takes from this pixel, in one of four heads; a residual and layer norm follow.',
    formula: 'parameters 4C²+2C; FLOPs 8C²N + 4CN²; map 16N² bytes',
    cost: (c, h, w) => ({
      parameters: 4 * c * c + 2 * c,
      flops: 8 * c * c * h * w + 4 * c * (h * w) ** 2,
      mapBytes: 16 * (h * w) ** 2,
    }),
    make: (gpu, channels) => new ResidualMultihead(gpu, channels, 4),
  },
  {
    name: 'mha_article_conv1d',
    className: 'ConvMultihead',
    paper: 'Attention Is All You Need',
    year: 2017,
    source: 'arXiv 1706.03762',
    group: 'dense',
    kind: 'dense',
    meaning: 'How much the query pixel takes from this pixel, in one of four heads that are each as wide as the input.',
    formula: 'parameters 18C²+19C; FLOPs 36C²N + 16CN²; map 16N² bytes',
    cost: (c, h, w) => ({
      parameters: 18 * c * c + 19 * c,
      flops: 36 * c * c * h * w + 16 * c * (h * w) ** 2,
      mapBytes: 16 * (h * w) ** 2,
    }),
    make: (gpu, channels) =>
      new ConvMultihead(gpu, { context: channels, query: channels, key: channels, value: channels }),
  },
  {
    name: 'sasa_article',
    className: 'SasaArticle',
    paper: 'Stand-Alone Self-Attention in Vision Models',
    year: 2019,
    source: 'arXiv 1906.05909',
    group: 'dense',
    kind: 'dense',
    meaning:
      'How much the query pixel takes from this pixel, in one of four heads that know how far rows and ' +
      'columns are apart.',
    formula: 'parameters 4C²+4C+C(2H-1)/4; FLOPs 8C²N + 4CN²; map 16N² bytes',
    cost: (c, h, w) => ({
      parameters: 4 * c * c + 4 * c + (c * (2 * h - 1)) / 4,
      flops: 8 * c * c * h * w + 4 * c * (h * w) ** 2,
      mapBytes: 16 * (h * w) ** 2,
    }),
    square: 28,
    make: (gpu, channels, height) =>
      new SasaArticle(gpu, channels, channels, { heads: 4, width: channels / 4, positions: height }),
  },
];
