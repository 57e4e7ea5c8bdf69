/**
 * Sliding windows over a sequence (Longformer, arXiv 2004.05150), causal if asked for (Mistral 7B, arXiv 2310.06825).
 */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { defineAttention } from './attention.ts';
import type { LocalAttrs } from './windows.ts';
import { plainWindow, windowSample, windowSpec } from './windows.ts';

export interface SlidingOptions {
  /** Keys that a query sees: as many on either side, so an odd number; causal, those up to itself. */
  window: number;
  causal?: boolean;
  /** Factor on q·k; 1/√d by default. */
  scale?: number;
}

const attrsOf = (window: number, causal: boolean, scale: number): LocalAttrs => ({
  ...plainWindow,
  form: 'mask',
  kernel: [1, window],
  pad: [0, causal ? window - 1 : (window - 1) / 2],
  order: [0, 1, 2, 3, 4],
  scale,
});

export const slidingOp = defineAttention<LocalAttrs>({
  name: 'sliding_attention',
  ...windowSpec('slidingAttention'),
  samples: [
    windowSample([2, 2], [1, 19], [3, 5], attrsOf(5, false, 0.7)),
    windowSample([1, 2], [1, 13], [4, 2], attrsOf(4, true, 1)),
  ],
});

/**
 * Each query's weighted mean of the values in its window, which ends with the sequence.
 * @param q [B, heads, T, d] @param k [B, heads, T, d] @param v [B, heads, T, e]
 * @returns [B, heads, T, e]
 * @throws ShapeError when these do not fit together, or a window that is not causal has no middle.
 */
export function slidingAttention(q: Tensor, k: Tensor, v: Tensor, options: SlidingOptions): Tensor {
  checkTensors('slidingAttention', { q, k, v });
  const given = checkOptions('slidingAttention', options, 'window causal scale');
  const { window, causal = false, scale = 1 / Math.sqrt(q.shape.at(-1)!) } = given;
  const fail = (what: string, fix: string): never => {
    const got = `q ${show(q.shape)}, k ${show(k.shape)}, v ${show(v.shape)}, window ${window}`;
    throw new ShapeError('slidingAttention', what, got, fix);
  };
  if ([q, k, v].some((x) => x.rank !== 4))
    fail('q, k and v must be [B, heads, T, channels]', 'add the missing axes with reshape');
  if (!Number.isInteger(window) || window < 1 || (!causal && window % 2 === 0))
    fail('the window must be odd, or causal', 'count the query itself');
  const [rows, keys, values] = [q, k, v].map((x) => x.reshape(x.shape[0], x.shape[1], 1, x.shape[2], x.shape[3]));
  const out = slidingOp({ q: rows, k: keys, v: values }, attrsOf(window, causal, Math.fround(scale)));
  return out.reshape([...q.shape.slice(0, 3), v.shape[3]]);
}
slidingAttention.ops = [slidingOp, slidingOp.grad] as const;
