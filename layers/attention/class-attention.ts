import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { concat, scaledDotProductAttention, split } from '../../kernels/index.ts';
import { Linear } from '../basic/linear.ts';
import { checkHeads, heads } from '../transformer/token-attention.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { scaledWeights, tokenMap } from './token-map.ts';

/**
 * Class attention: the class token alone asks, all tokens answer, and the patches stay as they are. Papers: Touvron et
 * al., "Going deeper with Image Transformers" (CaiT), ICCV 2021, arXiv 2103.17239; El-Nouby et al., arXiv 2106.09681.
 * Source: facebookresearch/xcit, `ClassAttention`. Status: equal to the official code.
 *
 *     const y = new ClassAttention(gpu, 64, { heads: 4 }).forward(x);   // [B, L, 64] → [B, L, 64]
 */
export class ClassAttention extends Module {
  qkv: Linear;
  proj: Linear;
  readonly heads: number;

  constructor(gpu: Device, dim: number, options: { heads?: number; qkvBias?: boolean } = {}) {
    const { heads: count = 8, qkvBias = false } = checkOptions('ClassAttention', options, 'heads qkvBias');
    super(gpu);
    checkHeads('ClassAttention', dim, count);
    this.heads = count;
    this.qkv = new Linear(gpu, dim, 3 * dim, { bias: qkvBias });
    this.proj = new Linear(gpu, dim, dim);
  }

  /**
   * [proj(softmax(q₀ kᵀ / √d) v), x₁ … x_N]. x and y [B, 1 + N, C], the class token first; its map has one query and
   * lies on `grid`.
   */
  forward(x: Tensor, grid: Grid = [1, x.shape[1] - 1]): Tensor {
    const [batch, , dim] = x.shape;
    const [q, key, value] = split(this.qkv.forward(x), dim, 2).map((part) => heads(part, this.heads));
    const query = q.slice(2, 0, 1);
    attend(() => ({
      ...tokenMap({ query, key }, { grid, prefix: 1 }),
      full: (tokens) => scaledWeights(tokens).reshape(batch, this.heads, -1),
    }));
    const out = scaledDotProductAttention(query, key, value).transpose(1, 2).reshape(batch, 1, dim);
    return concat([this.proj.forward(out), x.slice(1, 1)], 1);
  }
}
