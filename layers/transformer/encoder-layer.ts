import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, gelu } from '../../kernels/index.ts';
import { MultiheadAttention } from '../attention/multihead.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import type { Places } from './token-attention.ts';

export interface EncoderLayerOptions {
  heads: number;
  /** Channels between the two linear layers. */
  hidden?: number;
  activation?: 'relu' | 'gelu';
  /** Norms before attention and MLP, in place of after their sums. */
  normFirst?: boolean;
  eps?: number;
}

/**
 * torch.nn.TransformerEncoderLayer: the same parameters, norms before or after. Paper: Vaswani et al., "Attention Is
 * All You Need", NeurIPS 2017, arXiv 1706.03762. Source: pytorch/pytorch, torch/nn/modules/transformer.py. Status:
 * equal to PyTorch with `batch_first`, without dropout.
 *
 *     const y = new TransformerEncoderLayer(gpu, 64, { heads: 4 }).forward(x);   // [B, L, 64] → [B, L, 64]
 */
export class TransformerEncoderLayer extends Module {
  self_attn: MultiheadAttention;
  linear1: Linear;
  linear2: Linear;
  norm1: LayerNorm;
  norm2: LayerNorm;
  readonly activation: 'relu' | 'gelu';
  readonly normFirst: boolean;

  constructor(gpu: Device, dim: number, options: EncoderLayerOptions) {
    const {
      heads,
      hidden = 2048,
      activation = 'relu',
      normFirst = false,
      eps = 1e-5,
    } = checkOptions('TransformerEncoderLayer', options, 'heads hidden activation normFirst eps');
    super(gpu);
    this.self_attn = new MultiheadAttention(gpu, dim, heads, { batchFirst: true });
    this.linear1 = new Linear(gpu, dim, hidden);
    this.linear2 = new Linear(gpu, hidden, dim);
    this.norm1 = new LayerNorm(gpu, dim, { eps });
    this.norm2 = new LayerNorm(gpu, dim, { eps });
    this.activation = activation;
    this.normFirst = normFirst;
  }

  /** x = norm1(x + attention x); x = norm2(x + mlp x), or with the norms first. x and y [B, N, C]. */
  forward(x: Tensor, places?: Places): Tensor {
    const attention = (y: Tensor) => this.self_attn.forward(y, y, y, { places });
    if (this.normFirst) {
      const attended = add(x, attention(this.norm1.forward(x)));
      return this.mlp(this.norm2.forward(attended), attended);
    }
    const attended = this.norm1.forward(add(x, attention(x)));
    return this.norm2.forward(this.mlp(attended, attended));
  }

  private mlp(x: Tensor, residual: Tensor): Tensor {
    const hidden = this.activation === 'relu' ? this.linear1.forward(x, 'relu') : gelu(this.linear1.forward(x));
    return this.linear2.forward(hidden, undefined, residual);
  }
}
