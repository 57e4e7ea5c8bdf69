/** Modules that reach every position by other means than plain products of queries and keys. */
import { DisentangledNonLocal } from '../attention/disentangled-nonlocal.ts';
import { ExternalAttention } from '../attention/external-attention.ts';
import { PointwiseSpatialAttention } from '../attention/pointwise-spatial.ts';
import { BottleneckAttention } from '../attention/bottleneck-attention.ts';
import { GeneralizedAttention } from '../attention/generalized-attention.ts';
import { LinearAttention } from '../attention/linear-attention.ts';
import { LambdaLayer } from '../attention/lambda-layer.ts';
import { LiteMla } from '../attention/lite-mla.ts';
import type { CatalogEntry } from './catalog.ts';

export const families: readonly CatalogEntry[] = [
  {
    name: 'dnl',
    className: 'DisentangledNonLocal',
    paper: 'Disentangled Non-Local Neural Networks',
    year: 2020,
    source: 'arXiv 2006.06668',
    group: 'dense',
    kind: 'dense',
    meaning:
      'How much the query pixel takes from this pixel for what both have in common; unary is what a ' +
      'pixel is worth to all.',
    formula: 'parameters 2C²+3.5C+1; FLOPs 4C²N + 2CN²; map 4N² bytes',
    cost: (c, h, w) => ({
      parameters: 2 * c * c + 3.5 * c + 1,
      flops: 4 * c * c * h * w + 2 * c * (h * w) ** 2,
      mapBytes: 4 * (h * w) ** 2,
    }),
    make: (gpu, channels) => new DisentangledNonLocal(gpu, channels, { temperature: 0.05 }),
  },
  {
    name: 'external_attention',
    className: 'ExternalAttention',
    paper: 'Beyond Self-Attention: External Attention Using Two Linear Layers for Visual Tasks',
    year: 2021,
    source: 'arXiv 2105.02358',
    group: 'dense',
    kind: 'bases',
    meaning: 'How much this pixel takes from the memory (a head each), of 64 that all pictures share.',
    formula: 'parameters 2C²+131C; FLOPs 4C²N + 256CN; map 256N bytes',
    cost: (c, h, w) => ({
      parameters: 2 * c * c + 131 * c,
      flops: 4 * c * c * h * w + 256 * c * h * w,
      mapBytes: 256 * h * w,
    }),
    make: (gpu, channels) => new ExternalAttention(gpu, channels),
  },
  {
    name: 'psanet',
    className: 'PointwiseSpatialAttention',
    paper: 'PSANet: Point-wise Spatial Attention Network for Scene Parsing',
    year: 2018,
    source: 'ECCV 2018',
    group: 'dense',
    kind: 'dense',
    meaning:
      'How much the query pixel takes from this pixel: as it says itself (collect), or as that pixel ' +
      'says (distribute).',
    formula: 'parameters 1.125C²+4C+C(2H-1)(2W-1)/2; FLOPs 2.25C²N + CN(2H-1)(2W-1) + CN²; maps 8N² bytes',
    cost: (c, h, w) => ({
      parameters: 1.125 * c * c + 4 * c + (c * (2 * h - 1) * (2 * w - 1)) / 2,
      flops: 2.25 * c * c * h * w + c * h * w * (2 * h - 1) * (2 * w - 1) + c * (h * w) ** 2,
      mapBytes: 8 * (h * w) ** 2,
    }),
    make: (gpu, channels, height, width) =>
      new PointwiseSpatialAttention(gpu, channels, {
        inner: channels / 4,
        shrink: 1,
        mask: [2 * height - 1, 2 * width - 1],
      }),
  },
  {
    name: 'botnet',
    className: 'BottleneckAttention',
    paper: 'Bottleneck Transformers for Visual Recognition',
    year: 2021,
    source: 'arXiv 2101.11605',
    group: 'dense',
    kind: 'dense',
    meaning:
      'How much the query pixel takes from this pixel, in one of four heads that know how far rows and ' +
      'columns are apart.',
    formula: 'parameters 3C²+C(H+W-1)/2; FLOPs 6C²N + 4CN²; map 16N² bytes',
    cost: (c, h, w) => ({
      parameters: 3 * c * c + (c * (h + w - 1)) / 2,
      flops: 6 * c * c * h * w + 4 * c * (h * w) ** 2,
      mapBytes: 16 * (h * w) ** 2,
    }),
    make: (gpu, channels, height, width) => new BottleneckAttention(gpu, channels, [height, width]),
  },
  {
    name: 'generalized_attention',
    className: 'GeneralizedAttention',
    paper: 'An Empirical Study of Spatial Attention Mechanisms in Deep Networks',
    year: 2019,
    source: 'arXiv 1904.05873',
    group: 'dense',
    kind: 'dense',
    meaning:
      'How much the query pixel takes from this pixel of the halved grid, in one of eight heads, for ' +
      'content and place.',
    formula: 'parameters 5C²+3C+1; FLOPs 5C²N + CN²; map 8N² bytes',
    cost: (c, h, w) => ({
      parameters: 5 * c * c + 3 * c + 1,
      flops: 5 * c * c * h * w + c * (h * w) ** 2,
      mapBytes: 8 * (h * w) ** 2,
    }),
    make: (gpu, channels) => new GeneralizedAttention(gpu, channels, { heads: 8 }),
  },
  {
    name: 'linear_attention',
    className: 'LinearAttention',
    paper: 'Transformers are RNNs: Fast Autoregressive Transformers with Linear Attention',
    year: 2020,
    source: 'arXiv 2006.16236',
    group: 'dense',
    kind: 'dense',
    meaning:
      'How much the query pixel takes from this pixel, in one of four heads; the map is formed for the eye alone.',
    formula: 'parameters 4C²+4C; FLOPs 9C²N; map 16N² bytes',
    cost: (c, h, w) => ({ parameters: 4 * c * c + 4 * c, flops: 9 * c * c * h * w, mapBytes: 16 * (h * w) ** 2 }),
    make: (gpu, channels) => new LinearAttention(gpu, channels, { heads: 4 }),
  },
  {
    name: 'lambda',
    className: 'LambdaLayer',
    paper: 'LambdaNetworks: Modeling Long-Range Interactions Without Attention',
    year: 2021,
    source: 'arXiv 2102.08602',
    group: 'dense',
    kind: 'bases',
    meaning: 'How much this pixel counts in one row (a head each) of the function that all pixels share.',
    formula: 'parameters C²/4+80.5C+1440; FLOPs C²N/2 + 840CN; map 64N bytes',
    cost: (c, h, w) => ({
      parameters: (c * c) / 4 + 80.5 * c + 1440,
      flops: (c * c * h * w) / 2 + 840 * c * h * w,
      mapBytes: 64 * h * w,
    }),
    make: (gpu, channels) => new LambdaLayer(gpu, channels),
  },
  {
    name: 'lite_mla',
    className: 'LiteMla',
    paper: 'EfficientViT: Multi-Scale Linear Attention for High-Resolution Dense Prediction',
    year: 2023,
    source: 'arXiv 2205.14756',
    group: 'dense',
    kind: 'dense',
    meaning:
      'How much the query pixel takes from this pixel, in one head of 8 channels at one of two scales; ' +
      'the map is formed for the eye alone.',
    formula: 'parameters 5C²+101C; FLOPs 10C²N + 262CN; map CN² bytes',
    cost: (c, h, w) => ({
      parameters: 5 * c * c + 101 * c,
      flops: 10 * c * c * h * w + 262 * c * h * w,
      mapBytes: c * (h * w) ** 2,
    }),
    make: (gpu, channels) => new LiteMla(gpu, channels, channels),
  },
];
