/**
 * The attention article's task: is there a white square somewhere in the picture? Made over any set of pictures, so
 * that the right answer, and where to look for it, are known of every one.
 */
import { ShapeError } from '../../engine/errors.ts';
import { Random } from '../../engine/random.ts';
import type { Pictures } from './pictures.ts';

/** Of the picture's side: 16 of 96 pixels in the article. */
const articleShare = 1 / 6;

export interface WhitePatchOptions {
  seed: number;
  /** The square's side as a share of the shorter side of the picture. */
  share?: number;
}

/**
 * Half of the pictures, chosen by the seed, get a white square at a place chosen by the seed; class 1 has it. The mask
 * of a picture is 1 where its square lies.
 *
 * @throws ShapeError for a share that leaves no pixel, or no room to move.
 */
export function whitePatches(set: Pictures, { seed, share = articleShare }: WhitePatchOptions): Pictures {
  const [channels, height, width] = set.shape;
  const side = Math.round(share * Math.min(height, width));
  if (!(side >= 1 && side < Math.min(height, width)))
    throw new ShapeError('whitePatches', 'the square must be smaller than the picture', `a share of ${share}`);
  const images = set.images.slice();
  const masks = new Uint8Array(set.count * height * width);
  const labels = new Uint8Array(set.count);
  const random = new Random(seed);
  const order = random.permutation(set.count);
  for (const index of order.subarray(0, set.count >> 1)) labels[index] = 1;
  for (let index = 0; index < set.count; index++) {
    const [top, left] = [random.integer(height - side + 1), random.integer(width - side + 1)];
    if (!labels[index]) continue;
    for (let y = top; y < top + side; y++) {
      for (let c = 0; c < channels; c++) {
        const row = ((index * channels + c) * height + y) * width + left;
        images.fill(255, row, row + side);
      }
      masks.fill(1, (index * height + y) * width + left, (index * height + y) * width + left + side);
    }
  }
  return { count: set.count, shape: set.shape, images, labels, masks, classes: ['none', 'white patch'] };
}
