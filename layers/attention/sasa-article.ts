import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { BlockAttentionOptions } from '../../kernels/index.ts';
import { blockAttention, blockAttentionMap } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { Embedding } from '../basic/embedding.ts';

export interface SasaArticleOptions {
  heads: number;
  /** Channels of a head, even: half meet the relative row, half the relative column. */
  width: number;
  /** The largest side of an image. */
  positions: number;
}

/**
 * Self-attention over the whole image with relative positions, as an article on stand-alone self-attention implements
 * it. Status: equal to the article's code. Although its text speaks of windows, every pixel attends to every pixel; the
 * scale is 1 / √C for C input channels, not for those of a head; heads take turns in the channels, and share the
 * embeddings of rows and columns.
 *
 *     const attention = new SasaArticle(gpu, 64, 64, { heads: 4, width: 16, positions: 32 });
 *     const y = attention.forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class SasaArticle extends Module {
  query: Conv2d;
  key: Conv2d;
  value: Conv2d;
  wout: Conv2d;
  row_embedding: Embedding;
  col_embedding: Embedding;
  readonly heads: number;
  readonly positions: number;

  constructor(gpu: Device, ins: number, outs: number, options: SasaArticleOptions) {
    const { heads, width, positions } = checkOptions('SasaArticle', options, 'heads width positions');
    super(gpu);
    if (width % 2) throw new ShapeError('SasaArticle', 'the channels of a head must be even', String(width));
    this.heads = heads;
    this.positions = positions;
    const project = () => new Conv2d(gpu, ins, width * heads);
    [this.query, this.key, this.value] = [project(), project(), project()];
    this.wout = new Conv2d(gpu, width * heads, outs);
    this.row_embedding = new Embedding(gpu, 2 * positions - 1, width / 2);
    this.col_embedding = new Embedding(gpu, 2 * positions - 1, width / 2);
  }

  /**
   * y_p = wout(Σ_j softmax_j(q_p · (k_j + r_{j-p}) / √C) v_j). x [B, in, n, n] → [B, out, n, n]. @throws ShapeError for
   * other shapes, and sides above `positions`.
   */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, side] = x.shape;
    if (height !== side || side > this.positions)
      throw new ShapeError(
        'SasaArticle',
        `the image must be square, with a side of at most ${this.positions}`,
        show(x.shape),
      );
    const [q, k, v] = [this.query, this.key, this.value].map((project) =>
      project.forward(x).reshape(batch, -1, this.heads, side, side).permute(0, 2, 1, 3, 4),
    );
    const options: BlockAttentionOptions = {
      window: side,
      scale: 1 / Math.sqrt(channels),
      relH: this.relative(this.row_embedding, side),
      relW: this.relative(this.col_embedding, side),
    };
    attend(() => {
      const map = blockAttentionMap(q, k, options);
      return {
        ...map,
        kind: 'dense',
        full: (kept) => map.full(kept).reshape(batch, this.heads, side, side, side * side),
      };
    });
    return this.wout.forward(blockAttention(q, k, v, options).permute(0, 2, 1, 3, 4).reshape(batch, -1, side, side));
  }

  /** [heads, width / 2, 2·side - 1]: the middle of the table, from key minus query turned to query minus key. */
  private relative({ weight }: Embedding, side: number): Tensor {
    const middle = weight.transpose().slice(1, this.positions - side, this.positions + side - 1);
    return middle.slice(1, -1, undefined, -1).expand(this.heads, -1, -1);
  }
}
