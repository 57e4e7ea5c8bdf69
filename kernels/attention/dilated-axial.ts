/** Axial attention in steps: a position looks at those of its row, or its column, that lie whole steps away. */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { defineAttention } from './attention.ts';
import type { HeadOptions, LocalAttrs } from './windows.ts';
import { headsOf, plainWindow, windowSample, windowSpec } from './windows.ts';

export interface DilatedAxialOptions extends HeadOptions {
  /** The axis that is attended along: 0 within columns, 1 within rows. */
  axis: number;
  /** Positions from one key to the next. */
  dilation: number;
}

/** Along the other axis a step is the whole image. */
function attrsOf(image: readonly number[], axis: number, step: number, scale: number): LocalAttrs {
  const along = <T>(own: T, other: T): [T, T] => (axis === 0 ? [own, other] : [other, own]);
  return {
    ...plainWindow,
    form: 'grid',
    kernel: along(Math.ceil(image[axis] / step), 1),
    dilation: along(step, image[1 - axis]),
    scale,
  };
}

export const dilatedAxialOp = defineAttention<LocalAttrs>({
  name: 'dilated_axial_attention',
  ...windowSpec('dilatedAxialAttention'),
  samples: [
    windowSample([2, 2], [5, 11], [3, 5], attrsOf([5, 11], 1, 3, 0.7)),
    windowSample([1, 2], [7, 4], [4, 2], attrsOf([7, 4], 0, 2, 1)),
  ],
});

/**
 * Each position's weighted mean of the values on its line that are a multiple of `dilation` away (the long steps of Ho
 * et al., "Axial Attention", arXiv 1912.12180, as Interlaced Sparse Self-Attention takes them, arXiv 1907.12273).
 * @param query [B, heads·d, H, W] @param key the same @param value [B, heads·e, H, W]
 * @returns [B, heads·e, H, W]
 * @throws ShapeError when these do not fit together, or there is no such axis.
 */
export function dilatedAxialAttention(query: Tensor, key: Tensor, value: Tensor, options: DilatedAxialOptions): Tensor {
  checkTensors('dilatedAxialAttention', { query, key, value });
  const given = checkOptions('dilatedAxialAttention', options, 'axis dilation heads scale');
  const { axis, dilation, heads = 1, scale = 1 / Math.sqrt(query.shape[1] / heads) } = given;
  if ((axis !== 0 && axis !== 1) || !Number.isInteger(dilation) || dilation < 1)
    throw new ShapeError(
      'dilatedAxialAttention',
      'no such axis, or no such step',
      `axis ${axis}, dilation ${dilation}`,
      'pass axis 0 or 1, and a whole number from 1 on',
    );
  const inputs = headsOf('dilatedAxialAttention', { q: query, k: key, v: value }, heads);
  return dilatedAxialOp(inputs, attrsOf(key.shape.slice(2), axis, dilation, Math.fround(scale))).reshape(value.shape);
}
dilatedAxialAttention.ops = [dilatedAxialOp, dilatedAxialOp.grad] as const;
