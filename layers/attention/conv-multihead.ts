import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, concat, conv1d, imageAttention, imageAttentionMap, imageAttentionWeights } from '../../kernels/index.ts';
import { Conv1d } from '../basic/conv.ts';
import { LayerNorm } from '../basic/layernorm.ts';

export interface ConvMultiheadOptions {
  /** Channels of the context. */
  context?: number;
  /** Channels of the queries and of the result. */
  query?: number;
  /** Channels of one head's keys and queries. */
  key?: number;
  /** Channels of one head's values. */
  value?: number;
  heads?: number;
}

interface Head {
  key: Conv1d;
  value: Conv1d;
  query: Conv1d;
}

/**
 * Multi-head attention by pointwise convolutions, with a small transformer block after it: heads are as wide as the
 * input, not a share of it. Source: the second version of the attention article's code, in a public copy
 * (dmitryshendryk/tantum). Status: equal to that code. The residual adds the context and not the query, so both have
 * equal length and width. The official code fails on pictures that are not square; this one does not.
 *
 *     const [y, attended] = new ConvMultihead(gpu).forward(x);   // [B, 32, H, W] → [B, 32, H, W]
 */
export class ConvMultihead extends Module {
  layers: Head[];
  proj_down: Conv1d;
  mixing_layer1: Conv1d;
  mixing_layer2: Conv1d;
  norm1: LayerNorm;
  norm2: LayerNorm;
  readonly scale: number;

  constructor(gpu: Device, options: ConvMultiheadOptions = {}) {
    const {
      context = 32,
      query = 32,
      key = 32,
      value = 32,
      heads = 4,
    } = checkOptions('ConvMultihead', options, 'context query key value heads');
    super(gpu);
    this.layers = Array.from({ length: heads }, () => ({
      key: new Conv1d(gpu, context, key),
      value: new Conv1d(gpu, context, value),
      query: new Conv1d(gpu, query, key),
    }));
    this.proj_down = new Conv1d(gpu, heads * value, query);
    this.mixing_layer1 = new Conv1d(gpu, query, query);
    this.mixing_layer2 = new Conv1d(gpu, query, query);
    this.norm1 = new LayerNorm(gpu, query);
    this.norm2 = new LayerNorm(gpu, query);
    this.scale = key ** -0.5;
  }

  /**
   * z₁ = concat_heads(Σ_j softmax_j(k_j · q_i / √d) v_j); z₂ = LN(proj_down(z₁) + context); z₃ =
   * LN(mix₂(ReLU(mix₁(z₂))) + z₂). Query and context [B, C, N] or pictures [B, C, H, W]; the context is the query
   * unless given.
   * @returns z₃ like the query, and z₁ [B, heads·value, N].
   */
  forward(query: Tensor, context = query): [Tensor, Tensor] {
    if (query.rank < 3 || query.shape.length !== context.shape.length || query.size !== context.size)
      throw new ShapeError(
        'ConvMultihead',
        'query and context must be [B, C, N] or [B, C, H, W], of one size',
        `query ${show(query.shape)}, context ${show(context.shape)}`,
      );
    const [from, to] = [context, query].map((x) => x.reshape(x.shape[0], x.shape[1], -1));
    const options = { heads: this.layers.length, scale: this.scale };
    const [k, v, q] = [this.project('key', from), this.project('value', from), this.project('query', to)];
    const grid = (x: Tensor): [number, number] => (x.rank === 4 ? [x.shape[2], x.shape[3]] : [1, x.shape[2]]);
    attend(() =>
      imageAttentionMap(q, k, options, {
        kind: 'dense',
        grid: grid(context),
        queries: grid(query),
        // The official code has heads first and keys before queries.
        full: (kept) => imageAttentionWeights(kept.query, kept.key, options).permute(1, 0, 3, 2),
      }),
    );
    const z1 = imageAttention(q, k, v, options);
    const z2 = this.norm1.over(add(this.proj_down.forward(z1), from), 1);
    const z3 = this.norm2.over(add(this.mixing_layer2.forward(this.mixing_layer1.forward(z2, 'relu')), z2), 1);
    return [z3.reshape(query.shape), z1];
  }

  /** All heads' projections as one convolution: [B, heads·c, N]. */
  private project(role: keyof Head, x: Tensor): Tensor {
    const all = this.layers.map((head) => head[role]);
    return conv1d(x, concat(all.map(({ weight }) => weight)), concat(all.map(({ bias }) => bias!)));
  }
}
