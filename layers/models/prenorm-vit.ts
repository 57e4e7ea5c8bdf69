import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { ones, zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { add, concat, layerNorm, scaledDotProductAttention } from '../../kernels/index.ts';
import { tokenMap } from '../attention/token-map.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom } from '../basic/init.ts';
import { Linear } from '../basic/linear.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import type { Places } from '../transformer/token-attention.ts';
import { checkHeads, heads } from '../transformer/token-attention.ts';
import { Mlp } from '../transformer/mlp.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { checkGrid, patchGrid } from '../transformer/patch-embed.ts';
import { toTokens } from '../attention/spatial-reduction.ts';
import { tokenOf } from './vision-transformer.ts';

/** alpha · (x - mean) / √(variance + 10⁻⁶) + beta, over the channels. */
class Norm extends Module {
  alpha: Variable;
  beta: Variable;

  constructor(gpu: Device, dim: number) {
    super(gpu);
    this.alpha = parameter(ones(gpu, [dim]));
    this.beta = parameter(zeros(gpu, [dim]));
  }

  forward(x: Tensor): Tensor {
    return layerNorm(x, x.rank - 1, { weight: this.alpha, bias: this.beta, eps: 1e-6 });
  }
}

class Attention extends Module {
  query: Linear;
  key: Linear;
  value: Linear;
  out_proj: Linear;
  readonly heads: number;

  constructor(gpu: Device, dim: number, count: number) {
    super(gpu);
    checkHeads('PrenormVit', dim, count);
    const project = () => new Linear(gpu, dim, dim);
    [this.query, this.key, this.value, this.out_proj] = [project(), project(), project(), project()];
    this.heads = count;
  }

  forward(x: Tensor, { grid, prefix }: Places, residual: Tensor): Tensor {
    const [query, key, value] = [this.query, this.key, this.value].map((layer) => heads(layer.forward(x), this.heads));
    const out = scaledDotProductAttention(query, key, value);
    attend(() => tokenMap({ query, key }, { grid, queries: grid, prefix, flow: { value, out } }));
    return this.out_proj.forward(out.transpose(1, 2).reshape(x.shape), undefined, residual);
  }
}

class Layer extends Module {
  norm1: Norm;
  attn: Attention;
  norm2: Norm;
  ffn: Mlp;

  constructor(gpu: Device, dim: number, count: number, hidden: number) {
    super(gpu);
    this.norm1 = new Norm(gpu, dim);
    this.attn = new Attention(gpu, dim, count);
    this.norm2 = new Norm(gpu, dim);
    this.ffn = new Mlp(gpu, dim, hidden);
  }

  forward(x: Tensor, places: Places): Tensor {
    const attended = this.attn.forward(this.norm1.forward(x), places, x);
    return this.ffn.forward(this.norm2.forward(attended), attended);
  }
}

export interface PrenormVitOptions {
  size?: number | Grid;
  patch?: number;
  channels?: number;
  classes?: number;
  dim?: number;
  depth?: number;
  heads?: number;
  /** Channels between the two layers of an MLP. */
  hidden?: number;
}

/**
 * A vision transformer written from scratch: norms first, queries, keys and values apart. Paper: Dosovitskiy et al.,
 * arXiv 2010.11929. Source: Sachinxmpl/vision_transformer_from_scratch. Status: equal to that code, without its
 * dropout. Its norms call their factors alpha and beta. Pictures are of the size the network was made for.
 *
 *     const logits = new PrenormVit(gpu).forward(image);   // [B, 3, 32, 32] → [B, 10]
 */
export class PrenormVit extends Module {
  embedding: { cls_token: Variable; pos_embeddings: Variable; patch_embeddings: { conv: Conv2d } };
  encoder: { layers: Layer[] };
  norm: Norm;
  mlp_head: Linear;
  readonly grid: Grid;

  /** The published network for CIFAR-10 by default. */
  constructor(gpu: Device, options: PrenormVitOptions = {}) {
    const {
      size = 32,
      patch = 4,
      channels = 3,
      classes = 10,
      dim = 128,
      depth = 4,
      heads = 4,
      hidden = 2 * dim,
    } = checkOptions('PrenormVit', options, 'size patch channels classes dim depth heads hidden');
    super(gpu);
    const random = layerRandom(gpu);
    this.grid = patchGrid('PrenormVit', size, patch);
    this.embedding = {
      cls_token: parameter(truncNormal(gpu, [1, 1, dim], random, 0.02)),
      pos_embeddings: parameter(truncNormal(gpu, [1, 1 + this.grid[0] * this.grid[1], dim], random, 0.02)),
      patch_embeddings: { conv: new Conv2d(gpu, channels, dim, { kernel: patch, stride: patch }) },
    };
    this.encoder = { layers: Array.from({ length: depth }, () => new Layer(gpu, dim, heads, hidden)) };
    this.norm = new Norm(gpu, dim);
    this.mlp_head = new Linear(gpu, dim, classes);
  }

  /** [B, C, H, W] → logits [B, classes]. */
  forward(image: Tensor): Tensor {
    const { cls_token: token, pos_embeddings: positions, patch_embeddings: patches } = this.embedding;
    const features = patches.conv.forward(image);
    const [batch, dim, rows, columns] = features.shape;
    checkGrid('PrenormVit', [rows, columns], this.grid, patches.conv.weight.shape[2]);
    const tokens = add(concat([token.expand(batch, 1, dim), toTokens(features)], 1), positions);
    const places = { grid: this.grid, prefix: 1 };
    const last = this.encoder.layers.reduce((x, layer) => layer.forward(x, places), tokens);
    return this.mlp_head.forward(tokenOf(this.norm.forward(last), 0));
  }
}
