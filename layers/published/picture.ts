/** Pictures as a published network wants them: its size, its channels, its mean and deviation. */
import { FormatError, ShapeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';
import { add, div, mul, sub } from '../../kernels/index.ts';
import type { LoadedNetwork } from './load-network.ts';

export interface Preparation {
  /** Sides of the pictures: the network's own. */
  size: number;
  mean: readonly number[];
  std: readonly number[];
}

/** What the file's metadata say (`mean`, `std`: lists of numbers), else what the network's papers do. */
export function preparationOf({ entry, shapes, metadata }: LoadedNetwork): Preparation {
  const numbers = (key: 'mean' | 'std'): readonly number[] => {
    const text = metadata.get(key);
    if (text === undefined) return entry[key];
    try {
      const values: unknown = JSON.parse(text);
      if (Array.isArray(values) && values.length && values.every(Number.isFinite)) return values as number[];
    } catch {
      // said below
    }
    throw new FormatError('weights', `the metadata's ${key} is no list of numbers`, text.slice(0, 40));
  };
  return { size: entry.size(shapes), mean: numbers('mean'), std: numbers('std') };
}

/** @throws ShapeError for a side that the network does not take. */
export function checkSize({ entry, shapes }: LoadedNetwork, size: number): void {
  const [own, multiple] = [entry.size(shapes), entry.multiple(shapes)];
  if (multiple ? size % multiple : size !== own)
    throw new ShapeError(
      entry.name,
      multiple ? `pictures' sides are multiples of ${multiple}` : `takes pictures of ${own}×${own} only`,
      String(size),
    );
}

/** (x - mean) / std. @param image [B, 3, H, W], 0 to 1; becomes grey where the network sees one channel. */
export function prepared(image: Tensor, { mean, std }: Preparation): Tensor {
  const channels = mean.length;
  const x = channels === 1 && image.shape[1] === 3 ? grey(image) : image;
  if (x.shape[1] !== channels)
    throw new ShapeError('prepared', `the network sees ${channels} channels`, String(x.shape[1]));
  const row = (values: readonly number[]) => tensor(x.device, Float32Array.from(values), [1, channels, 1, 1]);
  return div(sub(x, row(mean)), row(std));
}

/** Luminance by BT.601, as Pillow's `L`. */
function grey(image: Tensor): Tensor {
  const [red, green, blue] = [0.299, 0.587, 0.114].map((share, c) => mul(image.slice(1, c, c + 1), share));
  return add(add(red, green), blue);
}
