/**
 * A set of pictures as bytes, a quarter of what floats would take: what readers give, and what batches are cut from.
 */
import { ShapeError } from '../../engine/errors.ts';

export interface Pictures {
  readonly count: number;
  /** [channels, height, width] of every picture. */
  readonly shape: readonly [channels: number, height: number, width: number];
  /** Planes of each picture, one picture after another, 0 to 255. */
  readonly images: Uint8Array;
  /** The class of each picture. */
  readonly labels?: Uint8Array;
  /** What the classes are called; as many as there are. */
  readonly classes?: readonly string[];
  /** The class of each pixel, [count, height, width]. */
  readonly masks?: Uint8Array;
}

/** What a set has: pictures to learn from, and others to be judged by. */
export interface Dataset {
  train: Pictures;
  /** Null where nobody keeps none apart. */
  test: Pictures | null;
}

/** The bytes of one picture; a view. */
export function pictureOf({ images, shape: [channels, height, width] }: Pictures, index: number): Uint8Array {
  const size = channels * height * width;
  return images.subarray(index * size, (index + 1) * size);
}

/** The pictures at `indices`, in their order; a copy. @throws ShapeError for an index that is not there. */
export function select(set: Pictures, indices: readonly number[]): Pictures {
  const { count, shape, labels, masks } = set;
  const astray = indices.find((index) => !Number.isInteger(index) || index < 0 || index >= count);
  if (astray !== undefined)
    throw new ShapeError('select', 'there is no such picture', String(astray), `use 0 to ${count - 1}`);
  const rows = (source: Uint8Array) => {
    const size = source.length / count;
    const picked = new Uint8Array(indices.length * size);
    indices.forEach((index, i) => picked.set(source.subarray(index * size, (index + 1) * size), i * size));
    return picked;
  };
  return {
    ...set,
    count: indices.length,
    shape,
    images: rows(set.images),
    ...(labels && { labels: rows(labels) }),
    ...(masks && { masks: rows(masks) }),
  };
}

/** The first `count` pictures, or all; a view. */
export function first(set: Pictures, count: number): Pictures {
  const kept = Math.min(count, set.count);
  const part = (source: Uint8Array) => source.subarray(0, (source.length / set.count) * kept);
  return {
    ...set,
    count: kept,
    images: part(set.images),
    ...(set.labels && { labels: part(set.labels) }),
    ...(set.masks && { masks: part(set.masks) }),
  };
}
