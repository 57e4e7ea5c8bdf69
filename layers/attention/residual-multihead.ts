import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, equal, matmul, mul, scaledDotProductAttention, softmax } from '../../kernels/index.ts';
import { Dropout } from '../basic/dropout.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { maskLogits } from './mask-logits.ts';
import type { Tokens } from './token-map.ts';
import { tokenMap } from './token-map.ts';

const maskedLogit = -1e9;

export interface ResidualMultiheadOptions {
  /** Widths of one head's keys and values; an even share of `width` by default. */
  key?: number;
  value?: number;
  /** Of the result, before the residual. */
  dropout?: number;
  /** What is a token of a picture: a pixel, or as many consecutive numbers as there are channels. */
  tokens?: 'pixels' | 'reshaped';
}

export interface ResidualMultiheadCall {
  /** [B, L, S]: 0 where a query may not look. */
  mask?: Tensor;
  /** Give the weights [B, heads, L, S] too. */
  needWeights?: boolean;
}

/**
 * Multi-head attention with a residual and layer normalisation after it, on tokens or on pictures. Paper: Vaswani et
 * al., "Attention Is All You Need", NeurIPS 2017, arXiv 1706.03762. Source: the attention article's code, in a public
 * copy (dmitryshendryk/tantum). Status: equal to that code. Layer norm with eps 10⁻⁶; masked logits are -10⁹ and not
 * -∞, so that a query that may look nowhere weighs all keys alike. The article makes tokens of a picture by reshaping
 * it, without moving the channels last: a token is then `C` consecutive numbers of the flattened picture, not a pixel.
 * That is `tokens: 'reshaped'`; by default tokens are pixels.
 *
 *     const [y, weights] = new ResidualMultihead(gpu, 64, 8).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class ResidualMultihead extends Module {
  w_qs: Linear;
  w_ks: Linear;
  w_vs: Linear;
  fc: Linear;
  layer_norm: LayerNorm;
  dropout: Dropout;
  readonly heads: number;
  readonly pixels: boolean;

  /** @param width of queries, keys, values and the result. */
  constructor(gpu: Device, width: number, heads: number, options: ResidualMultiheadOptions = {}) {
    const {
      key = Math.floor(width / heads),
      value = key,
      dropout = 0.1,
      tokens = 'pixels',
    } = checkOptions('ResidualMultihead', options, 'key value dropout tokens');
    super(gpu);
    this.w_qs = new Linear(gpu, width, heads * key, { bias: false });
    this.w_ks = new Linear(gpu, width, heads * key, { bias: false });
    this.w_vs = new Linear(gpu, width, heads * value, { bias: false });
    this.fc = new Linear(gpu, heads * value, width, { bias: false });
    this.dropout = new Dropout(gpu, dropout);
    this.layer_norm = new LayerNorm(gpu, width, { eps: 1e-6 });
    this.heads = heads;
    this.pixels = tokens === 'pixels';
  }

  /**
   * LN(fc(concat_heads(softmax(Q Kᵀ / √d) V)) + query): tokens [B, L, width] or a picture [B, width, H, W]; the result
   * has the queries' shape. Keys are the queries, and values the keys, unless given.
   */
  forward(
    query: Tensor,
    key: Tensor | undefined,
    value: Tensor | undefined,
    options: ResidualMultiheadCall & { needWeights: true },
  ): { out: Tensor; weights: Tensor };
  forward(
    query: Tensor,
    key?: Tensor,
    value?: Tensor,
    options?: ResidualMultiheadCall & { needWeights?: false },
  ): Tensor;
  forward(
    query: Tensor,
    key = query,
    value = key,
    { mask, needWeights = false }: ResidualMultiheadCall = {},
  ): Tensor | { out: Tensor; weights: Tensor } {
    const tokens = this.tokens(query);
    const [q, k, v] = [
      this.w_qs.forward(tokens),
      this.w_ks.forward(this.tokens(key)),
      this.w_vs.forward(this.tokens(value)),
    ].map((x) => x.reshape(x.shape[0], x.shape[1], this.heads, -1).transpose(1, 2));
    const pairs = {
      query: q,
      key: k,
      ...(mask && { mask: mask.reshape(mask.shape[0], 1, mask.shape[1], mask.shape[2]) }),
    };
    attend(() => tokenMap(pairs, { grid: this.grid(key), queries: this.grid(query) }, pairWeights));
    const weights = mask || needWeights ? pairWeights(pairs) : null;
    const mixed = (weights ? matmul(weights, v) : scaledDotProductAttention(q, k, v))
      .transpose(1, 2)
      .reshape(tokens.shape[0], tokens.shape[1], -1);
    const y = this.layer_norm.forward(add(this.dropout.forward(this.fc.forward(mixed)), tokens));
    const out = query.rank === 4 && this.pixels ? y.transpose().reshape(query.shape) : y.reshape(query.shape);
    return needWeights ? { out, weights: weights! } : out;
  }

  /** [B, L, width]. */
  private tokens(x: Tensor): Tensor {
    if (x.rank === 3) return x;
    if (x.rank !== 4)
      throw new ShapeError('ResidualMultihead', 'needs tokens [B, L, C] or a picture [B, C, H, W]', show(x.shape));
    const [batch, channels] = x.shape;
    return this.pixels ? x.reshape(batch, channels, -1).transpose() : x.reshape(batch, -1, channels);
  }

  /** Reshaped tokens lie on no grid. */
  private grid(x: Tensor): [number, number] {
    if (x.rank === 3) return [1, x.shape[1]];
    return this.pixels ? [x.shape[2], x.shape[3]] : [1, x.shape[2] * x.shape[3]];
  }
}

/** softmax of Q Kᵀ / √d, with the masked logits far below. */
function pairWeights({ query, key, mask }: Tokens): Tensor {
  const logits = matmul(mul(query, 1 / Math.sqrt(query.shape[3])), key, { transposeB: true });
  return softmax(mask ? maskLogits(logits, equal(mask, 0), maskedLogit) : logits);
}
