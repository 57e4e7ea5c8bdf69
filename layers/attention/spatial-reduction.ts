import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { adaptiveAvgPool2d, gelu, scaledDotProductAttention, split } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom } from '../basic/init.ts';
import { kaimingNormal } from '../basic/kaiming.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { checkHeads, heads } from '../transformer/token-attention.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { tokenMap } from './token-map.ts';

export interface SpatialReductionOptions {
  heads?: number;
  qkvBias?: boolean;
  /** Rows and columns of positions that become one key; 1 keeps them all. */
  reduction?: number;
  /** PVT v2: pool to 7×7 keys, whatever the size. */
  linear?: boolean;
}

/** Cells on a side of the linear form's picture. */
const pooledSide = 7;

/**
 * Spatial-reduction attention: every position looks at a picture that a strided convolution, or pooling, has made
 * smaller. Papers: Wang et al., "Pyramid Vision Transformer", ICCV 2021, arXiv 2102.12122; "PVT v2", arXiv 2106.13797
 * (linear); Xie et al., "SegFormer", NeurIPS 2021, arXiv 2105.15203. Source: NVlabs/SegFormer and whai362/PVT,
 * `Attention`. Status: equal to the official code. The norm of the smaller picture has eps 1e-5 whatever the network's;
 * the linear form sees 7×7 cells.
 *
 *     const attention = new SpatialReductionAttention(gpu, 64, { reduction: 2 });
 *     const y = attention.forward(x, [8, 8]);   // [B, 8 · 8, 64] → [B, 8 · 8, 64]
 */
export class SpatialReductionAttention extends Module {
  q: Linear;
  kv: Linear;
  proj: Linear;
  sr: Conv2d | null;
  norm: LayerNorm | null;
  readonly heads: number;
  readonly linear: boolean;

  constructor(gpu: Device, dim: number, options: SpatialReductionOptions = {}) {
    const {
      heads: count = 8,
      qkvBias: bias = false,
      reduction = 1,
      linear = false,
    } = checkOptions('SpatialReductionAttention', options, 'heads qkvBias reduction linear');
    super(gpu);
    checkHeads('SpatialReductionAttention', dim, count);
    this.heads = count;
    this.linear = linear;
    this.q = new Linear(gpu, dim, dim, { bias });
    this.kv = new Linear(gpu, dim, 2 * dim, { bias });
    this.proj = new Linear(gpu, dim, dim);
    const side = linear ? 1 : reduction;
    const reduces = linear || reduction > 1;
    this.sr = reduces ? new Conv2d(gpu, dim, dim, { kernel: side, stride: side }) : null;
    this.sr?.weight.assign(kaimingNormal(gpu, this.sr.weight.shape, layerRandom(gpu), { fan: 'out' }));
    this.norm = reduces ? new LayerNorm(gpu, dim) : null;
  }

  /** residual + proj(softmax(q kᵀ / √d) v), k and v of the smaller picture. x and y [B, H·W, C]. */
  forward(x: Tensor, grid: Grid, residual?: Tensor): Tensor {
    const [batch, tokens, dim] = x.shape;
    if (tokens !== grid[0] * grid[1])
      throw new ShapeError('SpatialReductionAttention', `needs ${grid.join('·')} tokens`, show(x.shape));
    const { source, cells } = this.reduced(x, grid);
    const query = heads(this.q.forward(x), this.heads);
    const [key, value] = split(this.kv.forward(source), dim, 2).map((part) => heads(part, this.heads));
    attend(() => tokenMap({ query, key }, { grid: cells, queries: grid }));
    const out = scaledDotProductAttention(query, key, value).transpose(1, 2).reshape(batch, tokens, dim);
    return this.proj.forward(out, undefined, residual);
  }

  /** The smaller picture's tokens and their grid. */
  private reduced(x: Tensor, grid: Grid): { source: Tensor; cells: Grid } {
    if (!this.sr || !this.norm) return { source: x, cells: grid };
    const image = toImage(x, grid);
    const small = this.sr.forward(this.linear ? adaptiveAvgPool2d(image, pooledSide) : image);
    const normed = this.norm.forward(toTokens(small));
    return { source: this.linear ? gelu(normed) : normed, cells: [small.shape[2], small.shape[3]] };
  }
}

/** [B, H·W, C] → [B, C, H, W]. */
export const toImage = (x: Tensor, grid: Grid): Tensor =>
  x.transpose(1, 2).reshape(x.shape[0], x.shape[2], grid[0], grid[1]);
/** [B, C, H, W] → [B, H·W, C]. */
export const toTokens = (x: Tensor): Tensor =>
  x.reshape(x.shape[0], x.shape[1], x.shape[2] * x.shape[3]).transpose(1, 2);
