import { ShapeError } from '../../engine/errors.ts';
import { Random } from '../../engine/random.ts';
import type { Augmentation } from './augment.ts';
import { augment, checkAugmentation } from './augment.ts';
import type { Pictures } from './pictures.ts';
import { pictureOf } from './pictures.ts';

export interface BatchOptions {
  /** Pictures in each batch. What is left of an epoch that holds no whole batch is left out of it. */
  batch: number;
  seed: number;
  /** In a new order each epoch; on by default. */
  shuffle?: boolean;
  augment?: Augmentation;
  /**
   * Of each channel, in 0 … 1: bytes become (byte / 255 - mean) / deviation. Mean 0.5 and deviation 0.25 by default.
   */
  mean?: readonly number[];
  deviation?: readonly number[];
}

/** A batch in host memory, as tensors take it. */
export interface Batch {
  /** Where the pictures stand in the set. */
  indices: Uint32Array;
  /** [batch, channels, height, width]. */
  images: Float32Array<ArrayBuffer>;
  /** [batch]. */
  labels: Int32Array<ArrayBuffer>;
  /** [batch, height, width]; empty where the set has none. */
  masks: Uint8Array<ArrayBuffer>;
}

/** Streams of random numbers that one seed gives: orders of epochs, and augmentation step by step. */
const [orders, changes] = [1, 2 ** 31];

/**
 * Batches of a set of pictures. Which pictures batch number `step` holds, in which order and how augmented, follows
 * from (seed, step) alone: there is nothing to save but the step, and a resumed run goes on with the same bits.
 *
 *     const batches = new Batches(set, { batch: 32, seed: 1, augment: { flip: true, crop: 4 } });
 *     const { images, labels } = batches.at(step);
 */
export class Batches {
  readonly set: Pictures;
  readonly options: Readonly<Required<BatchOptions>>;
  /** Whole batches of an epoch. */
  readonly perEpoch: number;
  private order: { epoch: number; indices: Uint32Array } = { epoch: -1, indices: new Uint32Array() };

  /** @throws ShapeError for a batch larger than the set, or numbers that cannot be. */
  constructor(set: Pictures, options: BatchOptions) {
    const [channels] = set.shape;
    const { shuffle = true, augment: changed = {} } = options;
    const { mean = Array(channels).fill(0.5), deviation = Array(channels).fill(0.25) } = options;
    if (!Number.isInteger(options.batch) || options.batch < 1 || options.batch > set.count)
      throw new ShapeError('Batches', 'a batch must fit into the set', String(options.batch), `use 1 to ${set.count}`);
    for (const [name, values] of Object.entries({ mean, deviation }))
      if (values.length !== channels)
        throw new ShapeError('Batches', `${name} must have a number for each channel`, String(values.length));
    checkAugmentation(changed);
    this.set = set;
    this.options = { ...options, shuffle, augment: changed, mean, deviation };
    this.perEpoch = Math.floor(set.count / options.batch);
  }

  /** Batch number `step`, from 0; epochs follow each other without end. */
  at(step: number): Batch {
    const start = (step % this.perEpoch) * this.options.batch;
    const order = this.orderOf(Math.floor(step / this.perEpoch));
    const random = new Random(this.options.seed, changes + (step % changes));
    return this.cut(order.subarray(start, start + this.options.batch), random);
  }

  /** A batch of pictures as they stand in the set, from `start` on, unchanged: for judging. */
  from(start: number): Batch {
    return this.cut(
      Uint32Array.from({ length: this.options.batch }, (_, i) => start + i),
      null,
    );
  }

  /** @param random what augmentation draws from; null for none. */
  private cut(indices: Uint32Array, random: Random | null): Batch {
    const { mean, deviation, augment: changed } = this.options;
    const { set } = this;
    const [channels, height, width] = set.shape;
    const plane = height * width;
    const images = new Float32Array(indices.length * channels * plane);
    const masks = new Uint8Array(set.masks ? indices.length * plane : 0);
    indices.forEach((index, i) => {
      const picture = images.subarray(i * channels * plane, (i + 1) * channels * plane);
      const bytes = pictureOf(set, index);
      for (let c = 0; c < channels; c++) {
        const [scale, offset] = [1 / (255 * deviation[c]), -mean[c] / deviation[c]];
        for (let at = c * plane; at < (c + 1) * plane; at++) picture[at] = bytes[at] * scale + offset;
      }
      const mask = set.masks ? masks.subarray(i * plane, (i + 1) * plane) : undefined;
      mask?.set(set.masks!.subarray(index * plane, (index + 1) * plane));
      if (random) augment(picture, mask, set.shape, random, changed);
    });
    return { indices, images, masks, labels: Int32Array.from(indices, (index) => set.labels?.[index] ?? 0) };
  }

  private orderOf(epoch: number): Uint32Array {
    if (this.order.epoch !== epoch) {
      const { seed, shuffle } = this.options;
      const { count } = this.set;
      this.order = {
        epoch,
        indices: shuffle
          ? new Random(seed, orders + epoch).permutation(count)
          : Uint32Array.from({ length: count }, (_, i) => i),
      };
    }
    return this.order.indices;
  }
}
