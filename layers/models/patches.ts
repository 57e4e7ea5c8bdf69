import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { tensor } from '../../engine/create.ts';
import { buffer } from '../../engine/variable.ts';
import { add, conv2d, div, mean, mul, sqrt } from '../../kernels/index.ts';

const side = 8;

/**
 * Rows of the YCbCr transform: luminance takes half the features, each colour difference a quarter. `flat` and `edge`
 * are what patches of photographs typically deviate by at frequency 0 and 1; at frequency n by n^-1.6 of the latter.
 * Counted in these, from the `middle` grey on, frequencies are about equally strong.
 */
const planes = [
  { weights: [0.299, 0.587, 0.114], share: 2, middle: 4, flat: 1.5, edge: 0.3 },
  { weights: [-0.169, -0.331, 0.5], share: 1, middle: 0, flat: 0.5, edge: 0.08 },
  { weights: [0.5, -0.419, -0.081], share: 1, middle: 0, flat: 0.5, edge: 0.08 },
];

/**
 * Picture features without training: how strong each of the lowest cosine frequencies is in each 8×8 patch, in a
 * luminance and two colour channels, as JPEG sees it, halves of either sign apart, as after a ReLU. Fixed and
 * deterministic, so that a heatmap shows what an attention module does and not what a backbone learned. Nothing is
 * normalised over the picture: a channel's mean says how much of its frequency the picture has, and that is all that
 * channel gates look at.
 */
export class PatchFeatures extends Module {
  bank: Variable;
  offsets: Variable;

  /** @param channels of the features; a multiple of 8, at most 256. */
  constructor(gpu: Device, channels: number) {
    super(gpu);
    if (channels % 8 || channels > 4 * side * side || channels < 8)
      throw new ShapeError('PatchFeatures', 'channels must be a multiple of 8, 8 to 256', String(channels));
    const { filters, offsets } = filterBank(channels);
    this.bank = buffer(tensor(gpu, filters, [channels, 3, side, side]));
    this.offsets = buffer(tensor(gpu, offsets, [channels]));
  }

  /**
   * [B, 3, H, W] in 0…1 → [B, channels, H/8, W/8], none below 0, the channels of a patch 1 in the root of mean squares.
   */
  forward(image: Tensor): Tensor {
    if (image.rank !== 4 || image.shape[1] !== 3 || image.shape[2] < side || image.shape[3] < side)
      throw new ShapeError(
        'PatchFeatures',
        `needs a picture [B, 3, H, W] of at least ${side}×${side}`,
        show(image.shape),
      );
    const strengths = conv2d(image, this.bank, this.offsets, { stride: side, activation: 'relu' });
    // Patches of strong edges would outweigh all others in whatever compares patches. The plainest grey ones stay weak.
    return div(strengths, sqrt(add(mean(mul(strengths, strengths), [1], { keep: true }), 0.1)));
  }
}

/**
 * [channels, 3, 8, 8] and [channels]: for each plane, the cosines in zigzag order of frequency; then their negatives.
 */
function filterBank(channels: number): { filters: Float32Array<ArrayBuffer>; offsets: Float32Array<ArrayBuffer> } {
  const filters: number[] = [];
  const offsets: number[] = [];
  for (const { weights, share, middle, flat, edge } of planes) {
    for (const [u, v] of zigzag.slice(0, (channels / 8) * share)) {
      const deviation = u + v ? edge * (u + v) ** -1.6 : flat;
      offsets.push(u + v ? 0 : -middle / deviation);
      for (const weight of weights) {
        for (let y = 0; y < side; y++)
          for (let x = 0; x < side; x++) filters.push((weight * cosine(u, y) * cosine(v, x)) / deviation);
      }
    }
  }
  const withNegatives = (numbers: number[]) => Float32Array.from([...numbers, ...numbers.map((n) => -n)]);
  return { filters: withNegatives(filters), offsets: withNegatives(offsets) };
}

/** Frequencies from low to high. */
const zigzag = Array.from({ length: side * side }, (_, i) => [Math.floor(i / side), i % side]).sort(
  ([a, b], [c, d]) => a + b - (c + d) || a - c,
);

const cosine = (frequency: number, position: number): number =>
  (frequency ? Math.SQRT2 : 1) *
  Math.cos(((2 * position + 1) * frequency * Math.PI) / (2 * side)) *
  Math.sqrt(1 / side);
