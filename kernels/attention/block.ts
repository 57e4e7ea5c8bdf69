/**
 * Attention inside the blocks of an image: Swin's shifted windows, read where they lie. Nothing is rolled, cut out or
 * put back.
 */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { MapSource } from '../../engine/capture.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { roll } from '../shape/roll.ts';
import type { PairLike } from '../make/pairs.ts';
import { pair } from '../make/pairs.ts';
import { windowMap } from './map.ts';
import { relativeTable } from './relative-table.ts';
import type { LocalAttrs } from './windows.ts';
import { localOp, plainWindow } from './windows.ts';

export interface BlockAttentionOptions {
  /** Rows and columns of a block. */
  window: PairLike;
  /**
   * Rows and columns that the image is rolled back by before it is cut; positions that only the roll made neighbours
   * get -100.
   */
  shift?: PairLike;
  /** Factor on q·k and on the relative terms. */
  scale?: number;
  /** [heads, 2·rows - 1, 2·columns - 1]: added to the score by relative place, query minus key. */
  bias?: Tensor;
  /** [heads, d', 2·rows - 1]: q's first d' channels meet the vector of the relative row, query minus key. */
  relH?: Tensor;
  /** [heads, d', 2·columns - 1]: q's last d' channels meet the vector of the relative column. */
  relW?: Tensor;
  /**
   * [M, N, N], added to the scores, for an image that is one block of N positions: image b takes mask b mod M. A
   * constant to gradients.
   */
  mask?: Tensor;
}

/** [B, heads, channels, H, W] as the op takes it. */
const turned = (x: Tensor): Tensor => x.permute(0, 1, 3, 4, 2);

function callOf(q: Tensor, k: Tensor, options: BlockAttentionOptions) {
  const names = 'window shift scale bias relH relW mask';
  const { window, shift = 0, scale = 1, bias, relH, relW, mask } = checkOptions('blockAttention', options, names);
  const kernel = pair('blockAttention', 'window', window);
  const rolled = pair('blockAttention', 'shift', shift, 0);
  if (rolled.some((by, axis) => by >= kernel[axis]))
    throw new ShapeError(
      'blockAttention',
      'the shift must be smaller than the window',
      `shift ${show(rolled)}, window ${show(kernel)}`,
    );
  if (mask && kernel.some((size, axis) => size !== k.shape[3 + axis]))
    throw new ShapeError(
      'blockAttention',
      'a mask needs the window to be the whole image',
      `window ${show(kernel)}, k ${show(k.shape)}`,
      'pass the windows as a batch',
    );
  const attrs: LocalAttrs = {
    ...plainWindow,
    form: 'block',
    kernel,
    roll: rolled,
    scale: Math.fround(scale),
  };
  const places = [2 * kernel[0] - 1, 2 * kernel[1] - 1] as const;
  return {
    inputs: {
      q: turned(q),
      k: turned(k),
      relative: relativeTable(relH, relW, { places, channels: q.shape[2] }),
      bias,
      mask,
    },
    attrs,
  };
}

/**
 * Each query's softmax-weighted mean of the values in its block. Any strides are read as they are.
 * @param q [B, heads, d, H, W] @param k as q @param v [B, heads, e, H, W]
 * @returns [B, heads, e, H, W]
 * @throws ShapeError when sizes do not fit, or H and W are not multiples of the block.
 */
export function blockAttention(q: Tensor, k: Tensor, v: Tensor, options: BlockAttentionOptions): Tensor {
  checkTensors('blockAttention', { q, k, v });
  const { inputs, attrs } = callOf(q, k, options);
  return localOp({ ...inputs, v: turned(v) }, attrs);
}

/** How a module describes it to `capture`: `full` is [B·blocks, heads, N, N], blocks row by row of the rolled image. */
export function blockAttentionMap(q: Tensor, k: Tensor, options: BlockAttentionOptions): MapSource {
  checkTensors('blockAttentionMap', { q, k });
  const { inputs, attrs } = callOf(q, k, options);
  const map = windowMap(inputs, attrs);
  const [rows, columns] = attrs.kernel;
  return {
    ...map,
    full: (kept) => {
      const weights = map.full(kept);
      const [batch, heads, height, width, taps] = weights.shape;
      return roll(
        weights,
        attrs.roll.map((by) => -by),
        [2, 3],
      )
        .reshape(batch, heads, height / rows, rows, width / columns, columns, taps)
        .permute(0, 2, 4, 1, 3, 5, 6)
        .reshape(-1, heads, taps, taps);
    },
  };
}
