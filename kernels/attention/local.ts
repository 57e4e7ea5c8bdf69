/** Local attention: each query attends to a window of keys, and no score leaves the kernel that made it. */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { MapSource } from '../../engine/capture.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { PairLike } from '../make/pairs.ts';
import { span } from '../make/pairs.ts';
import type { WindowInputs } from './map.ts';
import { localWeightsOp, windowMap } from './map.ts';
import { relativeTable } from './relative-table.ts';
import { offsets } from './walk/window.ts';
import type { LocalAttrs } from './windows.ts';
import { headsOf, localOp, plainWindow, sizesOf } from './windows.ts';

export interface LocalAttentionOptions {
  /** Heads own consecutive channels. */
  heads?: number;
  /** Keys in a window, 1 to 13 or more, odd unless the border is `none`. */
  kernel: PairLike;
  dilation?: PairLike;
  /** Keys from one query to the next. */
  stride?: PairLike;
  /**
   * What a window meets outside the image. `zero`: keys and values of 0 that keep their softmax weight. `mask`:
   * nothing. `shift`: the window moves inward and stays whole (neighbourhood attention). `none`: no window reaches
   * outside, since the first begins at the first key.
   */
  border?: 'zero' | 'mask' | 'shift' | 'none';
  /** Factor on q·k and on the relative terms; 1, as in stand-alone self-attention. */
  scale?: number;
  /** [heads, d', rows of the window]: q's first d' channels meet the vector of the key's row in the window. */
  relH?: Tensor;
  /** [heads, d', columns of the window]: q's last d' channels meet the vector of the key's column. */
  relW?: Tensor;
  /**
   * Both as one table, in place of them: [heads, rows + columns, channels up to a multiple of 4], as `relativeTable`
   * makes it.
   */
  relative?: Tensor;
  /**
   * [heads, 2k - 1, 2k - 1] for `shift`: added to the score by relative place, key minus query. [heads, k, k] for the
   * others, by place in the window.
   */
  bias?: Tensor;
}

function callOf(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: LocalAttentionOptions,
): { inputs: WindowInputs & { v: Tensor }; attrs: LocalAttrs } {
  const names = 'heads kernel dilation stride border scale relH relW relative bias';
  const {
    heads = 1,
    border = 'zero',
    scale = 1,
    relH,
    relW,
    relative,
    bias,
    ...rest
  } = checkOptions('localAttention', options, names);
  const images = headsOf('localAttention', { q, k, v }, heads);
  const { kernel, dilation, stride } = sizesOf('localAttention', rest);
  if (border !== 'none' && kernel.some((size) => size % 2 === 0))
    throw new ShapeError(
      'localAttention',
      'the window must be odd, so that a query is its centre',
      show(kernel),
      "pad the keys yourself and pass border: 'none'",
    );
  const fits = [0, 1].every((axis) => {
    const keys = k.shape[2 + axis];
    return (
      q.shape[2 + axis] ===
      Math.floor((keys - (border === 'none' ? span(kernel[axis], dilation[axis]) : 1)) / stride[axis]) + 1
    );
  });
  if (!fits)
    throw new ShapeError(
      'localAttention',
      'queries and keys do not fit',
      `q ${show(q.shape)}, k ${show(k.shape)}, stride ${show(stride)}, border ${border}`,
      "take every stride-th position of the keys' image as a query",
    );
  const form = border === 'none' ? 'mask' : border;
  const places = [offsets({ form, kernel: kernel[0] }), offsets({ form, kernel: kernel[1] })] as const;
  return {
    inputs: {
      ...images,
      relative: relative ?? relativeTable(relH, relW, { places, channels: q.shape[1] / heads }),
      bias,
    },
    attrs: {
      ...plainWindow,
      form,
      kernel,
      dilation,
      stride,
      scale: Math.fround(scale),
      pad:
        border === 'none' ? [0, 0] : [Math.floor(kernel[0] / 2) * dilation[0], Math.floor(kernel[1] / 2) * dilation[1]],
    },
  };
}

/**
 * Each query's weighted mean of the values in its window, softmax_δ(scale · q_p·(k_{p+δ} + rel_δ) + bias_δ).
 * @param q [B, heads·d, ⌈H/stride⌉, ⌈W/stride⌉] @param k [B, heads·d, H, W] @param v [B, heads·e, H, W]
 * @returns [B, heads·e, ⌈H/stride⌉, ⌈W/stride⌉]
 * @throws ShapeError when sizes do not fit, or a `shift` window is larger than the image.
 */
export function localAttention(q: Tensor, k: Tensor, v: Tensor, options: LocalAttentionOptions): Tensor {
  checkTensors('localAttention', { q, k, v });
  return localAttentionWithSums(q, k, v, options).out;
}
localAttention.ops = [localOp, localOp.grad, localWeightsOp] as const;

/**
 * The same, with the log of each query's sum of exponentials, [B, heads, rows, columns]: what it takes to merge two
 * attentions of one query.
 */
export function localAttentionWithSums(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: LocalAttentionOptions,
): { out: Tensor; lse: Tensor } {
  checkTensors('localAttentionWithSums', { q, k, v });
  const { inputs, attrs } = callOf(q, k, v, options);
  const { out, lse } = localOp.many(inputs, attrs);
  return { out: out.reshape(q.shape[0], v.shape[1], q.shape[2], q.shape[3]), lse };
}

/**
 * How a module describes its local attention to `capture`: `full` is [B, heads, rows, columns, taps], padded taps
 * included.
 */
export function localAttentionMap(q: Tensor, k: Tensor, options: LocalAttentionOptions): MapSource {
  checkTensors('localAttentionMap', { q, k });
  const { inputs, attrs } = callOf(q, k, k, options);
  return windowMap(inputs, attrs);
}
