import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { full } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { add, gelu, mul } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Mlp } from '../transformer/mlp.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import type { CrossCovarianceOptions } from './cross-covariance-attention.ts';
import { CrossCovarianceAttention } from './cross-covariance-attention.ts';
import { toImage, toTokens } from './spatial-reduction.ts';

/** conv2(BN(gelu(conv1 x))), depthwise: neighbours exchange what channels alone cannot. */
class LocalPatchInteraction extends Module {
  conv1: Conv2d;
  bn: BatchNorm;
  conv2: Conv2d;

  constructor(gpu: Device, dim: number) {
    super(gpu);
    const conv = () => new Conv2d(gpu, dim, dim, { kernel: 3, padding: 1, groups: dim });
    this.conv1 = conv();
    this.bn = new BatchNorm(gpu, dim);
    this.conv2 = conv();
  }

  forward(x: Tensor, grid: Grid): Tensor {
    return toTokens(this.conv2.forward(this.bn.forward(gelu(this.conv1.forward(toImage(x, grid))))));
  }
}

export interface XcitBlockOptions extends CrossCovarianceOptions {
  /** Hidden channels of the MLP, as a multiple. */
  mlpRatio?: number;
  /** What the factors gamma start from. */
  eta?: number;
  /** Of the norms; networks pass 1e-6. */
  eps?: number;
}

/**
 * XCiT's block: attention between channels, a local exchange between positions, an MLP. Paper: El-Nouby et al., "XCiT:
 * Cross-Covariance Image Transformers", NeurIPS 2021, arXiv 2106.09681. Source: facebookresearch/xcit. Status: equal to
 * the official code, without its dropout and stochastic depth. The factors count 1, 3, 2 along the block; the local
 * part normalises after its gelu.
 *
 *     const y = new XcitBlock(gpu, 64).forward(x, [8, 8]);   // [B, 8 · 8, 64] → [B, 8 · 8, 64]
 */
export class XcitBlock extends Module {
  gamma1: Variable;
  gamma2: Variable;
  gamma3: Variable;
  norm1: LayerNorm;
  attn: CrossCovarianceAttention;
  norm2: LayerNorm;
  mlp: Mlp;
  norm3: LayerNorm;
  local_mp: LocalPatchInteraction;

  constructor(gpu: Device, dim: number, options: XcitBlockOptions = {}) {
    const {
      mlpRatio = 4,
      eta = 1,
      eps = 1e-5,
      ...attention
    } = checkOptions('XcitBlock', options, 'heads qkvBias mlpRatio eta eps');
    super(gpu);
    const factor = () => parameter(full(gpu, [dim], eta));
    [this.gamma1, this.gamma2, this.gamma3] = [factor(), factor(), factor()];
    this.norm1 = new LayerNorm(gpu, dim, { eps });
    this.attn = new CrossCovarianceAttention(gpu, dim, attention);
    this.norm2 = new LayerNorm(gpu, dim, { eps });
    this.mlp = new Mlp(gpu, dim, Math.floor(dim * mlpRatio));
    this.norm3 = new LayerNorm(gpu, dim, { eps });
    this.local_mp = new LocalPatchInteraction(gpu, dim);
  }

  /** x += γ1 XCA(LN x); x += γ3 local(LN x); x += γ2 MLP(LN x). x and y [B, H·W, C]. */
  forward(x: Tensor, grid: Grid): Tensor {
    const attended = add(x, mul(this.gamma1, this.attn.forward(this.norm1.forward(x))));
    const mixed = add(attended, mul(this.gamma3, this.local_mp.forward(this.norm3.forward(attended), grid)));
    return add(mixed, mul(this.gamma2, this.mlp.forward(this.norm2.forward(mixed))));
  }
}
