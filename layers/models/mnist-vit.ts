import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, concat, gelu, tanh } from '../../kernels/index.ts';
import { MultiheadAttention } from '../attention/multihead.ts';
import { toTokens } from '../attention/spatial-reduction.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom } from '../basic/init.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import type { Places } from '../transformer/token-attention.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { checkGrid, patchGrid } from '../transformer/patch-embed.ts';
import { tokenOf } from './vision-transformer.ts';

class Layer extends Module {
  attention: MultiheadAttention;
  mlp: { 0: Linear; 2: Linear };
  norm1: LayerNorm;
  norm2: LayerNorm;

  constructor(gpu: Device, dim: number, heads: number, hidden: number) {
    super(gpu);
    this.attention = new MultiheadAttention(gpu, dim, heads, { batchFirst: true });
    this.mlp = { 0: new Linear(gpu, dim, hidden), 2: new Linear(gpu, hidden, dim) };
    this.norm1 = new LayerNorm(gpu, dim);
    this.norm2 = new LayerNorm(gpu, dim);
  }

  forward(x: Tensor, places: Places): Tensor {
    const { 0: widen, 2: narrow } = this.mlp;
    const attended = this.norm1.forward(add(x, this.attention.forward(x, x, x, { places })));
    return this.norm2.forward(narrow.forward(gelu(widen.forward(attended)), undefined, attended));
  }
}

export interface MnistVitOptions {
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
 * A small vision transformer for handwritten digits: norms after the sums, a hidden layer with tanh at the end. Paper:
 * Dosovitskiy et al., arXiv 2010.11929. Source: squarezhong/EE340-Project1-Vision-Transformer. Status: equal to that
 * code, without its dropout. Pictures are of the size the network was made for.
 *
 *     const logits = new MnistVit(gpu).forward(image);   // [B, 1, 28, 28] → [B, 10]
 */
export class MnistVit extends Module {
  embedding: { cls: Variable; pos: Variable; patch: Conv2d };
  encoder: (Layer | LayerNorm)[];
  mlp: { fc1: Linear; fc2: Linear };
  readonly grid: Grid;

  /** The published network for MNIST by default. */
  constructor(gpu: Device, options: MnistVitOptions = {}) {
    const {
      size = 28,
      patch = 4,
      channels = 1,
      classes = 10,
      dim = 128,
      depth = 6,
      heads = 4,
      hidden = 2 * dim,
    } = checkOptions('MnistVit', options, 'size patch channels classes dim depth heads hidden');
    super(gpu);
    const random = layerRandom(gpu);
    this.grid = patchGrid('MnistVit', size, patch);
    this.embedding = {
      cls: parameter(truncNormal(gpu, [1, 1, dim], random, 0.02)),
      pos: parameter(truncNormal(gpu, [1, 1 + this.grid[0] * this.grid[1], dim], random, 0.02)),
      patch: new Conv2d(gpu, channels, dim, { kernel: patch, stride: patch }),
    };
    const layers = Array.from({ length: depth }, () => new Layer(gpu, dim, heads, hidden));
    this.encoder = [...layers, new LayerNorm(gpu, dim)];
    this.mlp = { fc1: new Linear(gpu, dim, dim), fc2: new Linear(gpu, dim, classes) };
  }

  /** [B, C, H, W] → logits [B, classes]. */
  forward(image: Tensor): Tensor {
    const { cls, pos, patch } = this.embedding;
    const features = patch.forward(image);
    const [batch, dim, rows, columns] = features.shape;
    checkGrid('MnistVit', [rows, columns], this.grid, patch.weight.shape[2]);
    const tokens = add(concat([cls.expand(batch, 1, dim), toTokens(features)], 1), pos);
    const places = { grid: this.grid, prefix: 1 };
    const last = this.encoder.reduce((x, layer) => layer.forward(x, places), tokens);
    return this.mlp.fc2.forward(tanh(this.mlp.fc1.forward(tokenOf(last, 0))));
  }
}
