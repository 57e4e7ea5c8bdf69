import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';
import { add, greaterEqual, matmul, softmax, tanh } from '../../kernels/index.ts';
import { Dropout } from '../basic/dropout.ts';
import { Linear } from '../basic/linear.ts';
import { maskLogits } from './mask-logits.ts';

const hiddenScore = -1e6;

/** Widths by role. */
export interface AdditiveWidths {
  query: number;
  key: number;
  hidden: number;
}

/**
 * Additive attention: queries and keys meet in a hidden layer instead of a product, so that their widths may differ.
 * Paper: Bahdanau et al., "Neural Machine Translation by Jointly Learning to Align and Translate", ICLR 2015, arXiv
 * 1409.0473. Source: d2l-ai/d2l-en. Status: equal to that code. Keys past the valid length get the score -10⁶ and not
 * -∞: where no key is valid, all weigh the same.
 *
 *     const attention = new AdditiveAttention(gpu, { query: 20, key: 2, hidden: 8 });
 *     const y = attention.forward(queries, keys, values);   // [B, Lq, 20], [B, Lk, 2], [B, Lk, v] → [B, Lq, v]
 */
export class AdditiveAttention extends Module {
  W_k: Linear;
  W_q: Linear;
  w_v: Linear;
  dropout: Dropout;

  constructor(gpu: Device, widths: AdditiveWidths, options: { dropout?: number } = {}) {
    const { dropout = 0 } = checkOptions('AdditiveAttention', options, 'dropout');
    const { query, key, hidden } = checkOptions('AdditiveAttention', widths, 'query key hidden');
    super(gpu);
    this.W_k = new Linear(gpu, key, hidden, { bias: false });
    this.W_q = new Linear(gpu, query, hidden, { bias: false });
    this.w_v = new Linear(gpu, hidden, 1, { bias: false });
    this.dropout = new Dropout(gpu, dropout);
  }

  /**
   * Σ_j softmax_j(w_v · tanh(W_q q_i + W_k k_j)) v_j: queries [B, L, dq], keys [B, S, dk], values [B, S, dv] → [B, L,
   * dv].
   * @param validLengths i32 [B] or [B, L]: how many keys count, from the first.
   */
  forward(queries: Tensor, keys: Tensor, values: Tensor, validLengths?: Tensor): Tensor {
    if ([queries, keys, values].some((x) => x.rank !== 3) || keys.shape[1] !== values.shape[1])
      throw new ShapeError(
        'AdditiveAttention',
        'needs queries [B, L, dq], keys [B, S, dk] and values [B, S, dv]',
        [queries, keys, values].map((x) => show(x.shape)).join(', '),
      );
    const [batch, length] = queries.shape;
    const count = keys.shape[1];
    const pairs = tanh(
      add(this.W_q.forward(queries).reshape(batch, length, 1, -1), this.W_k.forward(keys).reshape(batch, 1, count, -1)),
    );
    const scores = this.w_v.forward(pairs).reshape(batch, length, count);
    const weights = softmax(validLengths ? maskLogits(scores, this.past(validLengths, count), hiddenScore) : scores);
    attend(() => ({
      kind: 'dense',
      grid: [1, count],
      queries: [1, length],
      keep: { weights },
      row: (kept, query, _, image) =>
        kept.weights
          .slice(0, image, image + 1)
          .slice(1, query, query + 1)
          .reshape(-1),
      full: (kept) => copy(kept.weights),
    }));
    return matmul(this.dropout.forward(weights), values);
  }

  /** True for keys past the valid length, [B, 1 or L, S]. */
  private past(lengths: Tensor, count: number): Tensor {
    const positions = tensor(
      this.device,
      Int32Array.from({ length: count }, (_, i) => i),
      [count],
    );
    return greaterEqual(positions, lengths.reshape(lengths.shape[0], -1, 1));
  }
}
