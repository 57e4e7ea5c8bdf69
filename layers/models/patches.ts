/**
 * Picture features without training: each 8×8 patch's lowest cosine frequencies in a luminance and two colour channels,
 * as JPEG sees it. Fixed and deterministic, so that a heatmap shows what an attention module does and not what a
 * backbone learned.
 */
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { tensor } from '../../engine/create.ts';
import { buffer } from '../../engine/variable.ts';
import { add, conv2d, div, mean, mul, sqrt, sub } from '../../kernels/index.ts';

const side = 8;
/** Rows of the YCbCr transform: luminance takes half the features, each colour difference a quarter. */
const planes = [
  { weights: [0.299, 0.587, 0.114], share: 2 },
  { weights: [-0.169, -0.331, 0.5], share: 1 },
  { weights: [0.5, -0.419, -0.081], share: 1 },
];

export class PatchFeatures extends Module {
  bank: Variable;

  /** @param channels of the features; a multiple of 4, at most 128. */
  constructor(gpu: Device, channels: number) {
    super(gpu);
    if (channels % 4 || channels > 2 * side * side || channels < 4)
      throw new ShapeError('PatchFeatures', 'channels must be a multiple of 4, 4 to 128', String(channels));
    this.bank = buffer(tensor(gpu, filterBank(channels), [channels, 3, side, side]));
  }

  /** [B, 3, H, W] in 0…1 → [B, channels, H/8, W/8], each channel with mean 0 and deviation 1 over the picture. */
  forward(image: Tensor): Tensor {
    if (image.rank !== 4 || image.shape[1] !== 3 || image.shape[2] < side || image.shape[3] < side)
      throw new ShapeError(
        'PatchFeatures',
        `needs a picture [B, 3, H, W] of at least ${side}×${side}`,
        show(image.shape),
      );
    const raw = conv2d(image, this.bank, undefined, { stride: side });
    const centred = sub(raw, mean(raw, [2, 3], { keep: true }));
    const deviation = sqrt(add(mean(mul(centred, centred), [2, 3], { keep: true }), 1e-6));
    return div(centred, deviation);
  }
}

/** [channels, 3, 8, 8]: for each plane, the cosines in zigzag order of frequency. */
function filterBank(channels: number): Float32Array<ArrayBuffer> {
  const filters: number[] = [];
  for (const { weights, share } of planes) {
    for (const [u, v] of zigzag.slice(0, (channels / 4) * share)) {
      for (const weight of weights) {
        for (let y = 0; y < side; y++)
          for (let x = 0; x < side; x++) filters.push(weight * cosine(u, y) * cosine(v, x));
      }
    }
  }
  return Float32Array.from(filters);
}

/** Frequencies from low to high. */
const zigzag = Array.from({ length: side * side }, (_, i) => [Math.floor(i / side), i % side]).sort(
  ([a, b], [c, d]) => a + b - (c + d) || a - c,
);

const cosine = (frequency: number, position: number): number =>
  (frequency ? Math.SQRT2 : 1) *
  Math.cos(((2 * position + 1) * frequency * Math.PI) / (2 * side)) *
  Math.sqrt(1 / side);
