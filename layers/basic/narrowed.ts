/** Layers that work on fewer channels than they get. */
import { ShapeError } from '../../engine/errors.ts';

/**
 * `channels / reduction`, rounded down. @throws ShapeError where no channel is left: such a layer would be constant.
 */
export function narrowed(op: string, channels: number, reduction: number): number {
  const left = Math.floor(channels / reduction);
  if (!(left >= 1 && left < Infinity))
    throw new ShapeError(
      op,
      'the reduction leaves no channels',
      `${channels} channels, reduction ${reduction}`,
      'use more channels, or a reduction of at most as many',
    );
  return left;
}
