/** Neighbourhood attention with strides, even windows, causal axes (NATTEN from 0.20 on; Hassani, arXiv 2504.16922). */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { MapSource } from '../../engine/capture.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { PairLike } from '../make/pairs.ts';
import { defineAttention } from './attention.ts';
import { spreadOut, windowMap } from './map.ts';
import type { HeadOptions, LocalAttrs } from './windows.ts';
import { headsOf, plainWindow, sizesOf, windowSample, windowSpec } from './windows.ts';

export interface NeighborhoodAttentionOptions extends HeadOptions {
  /** Keys of a window; an even one looks one further before the query than behind. */
  kernel: PairLike;
  dilation?: PairLike;
  /** Neighbouring queries that share the window of one of them, at most a window's keys. */
  stride?: PairLike;
  /** Whether queries see nothing behind them, along rows and along columns. */
  causal?: readonly [boolean, boolean];
}

const attrs = { form: 'shift', kernel: [3, 4] } as const;
export const neighborhoodOp = defineAttention<LocalAttrs>({
  name: 'neighborhood_attention',
  ...windowSpec('neighborhoodAttention'),
  samples: [
    windowSample([2, 2], [6, 7], [3, 2], { ...attrs, stride: [2, 3] }),
    windowSample([1, 2], [7, 9], [2, 5], { ...attrs, causal: [true, false], dilation: [2, 2], stride: [2, 1] }),
    windowSample([1, 1], [5, 6], [4, 4], { ...attrs, causal: [true, true], stride: [1, 4] }),
  ],
});

function callOf(op: string, q: Tensor, k: Tensor, v: Tensor, given: NeighborhoodAttentionOptions) {
  const options = checkOptions(op, given, 'heads kernel dilation stride causal scale');
  const { heads = 1, causal = [false, false], scale = 1 / Math.sqrt(q.shape[1] / heads) } = options;
  const attrs = { ...plainWindow, form: 'shift', ...sizesOf(op, options), causal, scale: Math.fround(scale) } as const;
  return { inputs: headsOf(op, { q, k, v }, heads), attrs };
}

/**
 * Each query's weighted mean of the values in its neighbourhood: that of a query in the middle of its `stride`, moved
 * inward at borders; along a causal axis that of the last query of its stride, cut behind the query.
 * @param q [B, heads·d, H, W] @param k [B, heads·d, H, W] @param v [B, heads·e, H, W]
 * @returns [B, heads·e, H, W]
 * @throws ShapeError when sizes do not fit, or a window is larger than the image.
 */
export function neighborhoodAttention(q: Tensor, k: Tensor, v: Tensor, options: NeighborhoodAttentionOptions): Tensor {
  checkTensors('neighborhoodAttention', { q, k, v });
  const { inputs, attrs } = callOf('neighborhoodAttention', q, k, v, options);
  return neighborhoodOp(inputs, attrs).reshape(v.shape);
}
neighborhoodAttention.ops = [neighborhoodOp, neighborhoodOp.grad] as const;

/** How a module describes it to `capture`: `full` is [B, heads, N, N], 0 outside the neighbourhood. */
export function neighborhoodAttentionMap(q: Tensor, k: Tensor, options: NeighborhoodAttentionOptions): MapSource {
  checkTensors('neighborhoodAttentionMap', { q, k });
  const { inputs, attrs } = callOf('neighborhoodAttentionMap', q, k, k, options);
  return spreadOut(windowMap({ q: inputs.q, k: inputs.k }, attrs), attrs);
}
