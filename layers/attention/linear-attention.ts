import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { ones, tensor } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, div, elu, greaterEqual, maskedFill, matmul, mul, sum, tril } from '../../kernels/index.ts';
import { Linear } from '../basic/linear.ts';
import type { Tokens } from './token-map.ts';
import { tokenMap } from './token-map.ts';

export interface LinearAttentionOptions {
  heads: number;
  /** Channels of one head's queries and keys; the model's share by default. */
  keyDim?: number;
  /** Channels of one head's values; the model's share by default. */
  valueDim?: number;
  /** Query i looks at keys 0 … i only. */
  causal?: boolean;
}

export interface LinearAttentionCall {
  /** [B], i32: how many keys each sequence has; those beyond it count nothing. */
  keyLengths?: Tensor;
}

const eps = 1e-6;
const feature = (x: Tensor): Tensor => add(elu(x), 1);

/** φ(q)·φ(k) / (Σ + ε), where `mask` is not 0. */
function shares({ query, key, mask }: Tokens): Tensor {
  const products = matmul(query, key, { transposeB: true });
  const seen = mask ? mul(products, mask) : products;
  return div(seen, add(sum(seen, -1, { keep: true }), eps));
}

/**
 * Linear attention: softmax gives way to a product of positive features, so that keys and values meet first and the
 * cost grows with the length, not with its square. Paper: Katharopoulos et al., "Transformers are RNNs: Fast
 * Autoregressive Transformers with Linear Attention", ICML 2020, arXiv 2006.16236. Source: idiap/fast-transformers,
 * `AttentionLayer` around `LinearAttention` and `CausalLinearAttention`. Status: equal to the official code. φ is elu +
 * 1, nothing is scaled, and ε is added to the denominator. The causal form forms its map here.
 *
 *     const y = new LinearAttention(gpu, 64, { heads: 4 }).forward(x);   // [B, L, 64] → [B, L, 64]
 */
export class LinearAttention extends Module {
  query_projection: Linear;
  key_projection: Linear;
  value_projection: Linear;
  out_projection: Linear;
  readonly heads: number;
  readonly causal: boolean;

  constructor(gpu: Device, dim: number, options: LinearAttentionOptions) {
    super(gpu);
    const {
      heads,
      keyDim = Math.floor(dim / heads),
      valueDim = Math.floor(dim / heads),
      causal = false,
    } = checkOptions('LinearAttention', options, 'heads keyDim valueDim causal');
    this.heads = heads;
    this.causal = causal;
    this.query_projection = new Linear(gpu, dim, heads * keyDim);
    this.key_projection = new Linear(gpu, dim, heads * keyDim);
    this.value_projection = new Linear(gpu, dim, heads * valueDim);
    this.out_projection = new Linear(gpu, heads * valueDim, dim);
  }

  /**
   * y_n = Σ_m φ(q_n)·φ(k_m) v_m / (Σ_m φ(q_n)·φ(k_m) + ε), projected.
   * @param queries [B, L, C], or a picture [B, C, H, W] alone @param keys [B, S, C]; the queries unless given
   * @param values [B, S, C]; the keys unless given. → [B, L, C], or [B, C, H, W]
   */
  forward(queries: Tensor, keys = queries, values = keys, { keyLengths }: LinearAttentionCall = {}): Tensor {
    const picture = queries.rank === 4 ? queries.shape : null;
    const tokens = (x: Tensor) => (x.rank === 4 ? x.reshape(x.shape[0], x.shape[1], -1).transpose(1, 2) : x);
    const [asking, asked, told] = [queries, keys, values].map(tokens);
    const [batch, length] = asking.shape;
    if (asked.shape[1] !== told.shape[1])
      throw new ShapeError(
        'LinearAttention',
        'keys and values must be of one length',
        `keys ${show(keys.shape)}, values ${show(values.shape)}`,
        'give a value for each key',
      );
    const split = (x: Tensor) => x.reshape(x.shape[0], x.shape[1], this.heads, -1).transpose(1, 2);
    const query = feature(split(this.query_projection.forward(asking)));
    const every = feature(split(this.key_projection.forward(asked)));
    const key = keyLengths ? maskedFill(every, this.beyond(keyLengths, asked.shape[1]), 0) : every;
    const value = split(this.value_projection.forward(told));
    const mask = this.causal ? tril(ones(this.device, [length, asked.shape[1]], query.dtype)) : undefined;
    const [rows, columns] = picture ? picture.slice(2) : [1, length];
    attend(() =>
      tokenMap(
        { query, key, ...(mask && { mask }) },
        { grid: keys === queries ? [rows, columns] : [1, asked.shape[1]], queries: [rows, columns] },
        shares,
      ),
    );
    const out = mask ? matmul(shares({ query, key, mask }), value) : gathered(query, key, value);
    const y = this.out_projection.forward(out.transpose(1, 2).reshape(batch, length, -1));
    return picture ? y.transpose(1, 2).reshape(picture) : y;
  }

  /** [B, 1, S, 1]: which keys lie beyond their sequence's length. */
  private beyond(lengths: Tensor, count: number): Tensor {
    const places = tensor(
      this.device,
      Int32Array.from({ length: count }, (_, i) => i),
      [1, 1, count, 1],
    );
    return greaterEqual(places, lengths.reshape(-1, 1, 1, 1));
  }
}

/** Keys and values meet first: no map is formed. All [B, heads, positions, d]. */
function gathered(query: Tensor, key: Tensor, value: Tensor): Tensor {
  const all = matmul(query, sum(key, 2, { keep: true }), { transposeB: true });
  return div(matmul(query, matmul(key, value, { transposeA: true })), add(all, eps));
}
