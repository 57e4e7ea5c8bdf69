import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { gelu, matmul } from '../../kernels/index.ts';
import { SpatialReductionAttention, toImage, toTokens } from '../attention/spatial-reduction.ts';
import { Conv2d } from '../basic/conv.ts';
import { isBlank, layerRandom, normal } from '../basic/init.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { initLinears } from '../transformer/init-linears.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { PatchEmbed } from '../transformer/patch-embed.ts';

/** fc2(gelu(dwconv(fc1 x))): the depthwise convolution stands for position embeddings. */
class MixMlp extends Module {
  fc1: Linear;
  dwconv: { dwconv: Conv2d };
  fc2: Linear;

  constructor(gpu: Device, dim: number, hidden: number) {
    super(gpu);
    this.fc1 = new Linear(gpu, dim, hidden);
    this.dwconv = { dwconv: new Conv2d(gpu, hidden, hidden, { kernel: 3, padding: 1, groups: hidden }) };
    this.fc2 = new Linear(gpu, hidden, dim);
  }

  forward(x: Tensor, grid: Grid, residual: Tensor): Tensor {
    // The product the other way round: its result lies as the picture that the convolution reads.
    const { weight, bias } = this.fc1;
    const hidden = matmul(weight, x.transpose(1, 2), { ...(bias && { bias, biasAxis: 'row' }) });
    const mixed = this.dwconv.dwconv.forward(hidden.reshape(x.shape[0], -1, ...grid));
    return this.fc2.forward(gelu(toTokens(mixed)), undefined, residual);
  }
}

class MixBlock extends Module {
  norm1: LayerNorm;
  attn: SpatialReductionAttention;
  norm2: LayerNorm;
  mlp: MixMlp;

  constructor(
    gpu: Device,
    dim: number,
    options: { heads: number; hidden: number; reduction: number; qkvBias: boolean; eps: number },
  ) {
    super(gpu);
    const { eps, heads, reduction, qkvBias, hidden } = options;
    this.norm1 = new LayerNorm(gpu, dim, { eps });
    this.attn = new SpatialReductionAttention(gpu, dim, { heads, reduction, qkvBias });
    this.norm2 = new LayerNorm(gpu, dim, { eps });
    this.mlp = new MixMlp(gpu, dim, hidden);
  }

  forward(x: Tensor, grid: Grid): Tensor {
    const attended = this.attn.forward(this.norm1.forward(x), grid, x);
    return this.mlp.forward(this.norm2.forward(attended), grid, attended);
  }
}

/** Normal, of deviation √(2 / outputs that an input of a group reaches). */
function initConvolution({ device, weight, bias, options }: Conv2d): void {
  const [outs, , rows, columns] = weight.shape;
  const fan = (rows * columns * outs) / (options.groups ?? 1);
  weight.assign(normal(device, weight.shape, layerRandom(device), 0, Math.sqrt(2 / fan)));
  bias?.assign(zeros(device, bias.shape));
}

export interface MixTransformerOptions {
  channels?: number;
  /** Of the four stages, all of them. */
  dims?: readonly number[];
  heads?: readonly number[];
  mlpRatios?: readonly number[];
  depths?: readonly number[];
  reductions?: readonly number[];
  qkvBias?: boolean;
  /** Of the blocks' and stages' norms. */
  eps?: number;
}

/**
 * SegFormer's encoder, MiT: a pyramid of transformers without position embeddings. Paper: Xie et al., "SegFormer:
 * Simple and Efficient Design for Semantic Segmentation with Transformers", NeurIPS 2021, arXiv 2105.15203. Source:
 * NVlabs/SegFormer, `MixVisionTransformer`. Status: equal to the official code, without its dropout and stochastic
 * depth. Norms of patches have eps 1e-5, those of blocks 1e-6.
 *
 *     const stages = new MixTransformer(gpu).forward(image);   // a quarter to a thirty-second of the sides
 */
export class MixTransformer extends Module {
  patch_embed1!: PatchEmbed;
  block1!: MixBlock[];
  norm1!: LayerNorm;
  patch_embed2!: PatchEmbed;
  block2!: MixBlock[];
  norm2!: LayerNorm;
  patch_embed3!: PatchEmbed;
  block3!: MixBlock[];
  norm3!: LayerNorm;
  patch_embed4!: PatchEmbed;
  block4!: MixBlock[];
  norm4!: LayerNorm;

  /** MiT-B0 by default. */
  constructor(gpu: Device, options: MixTransformerOptions = {}) {
    const {
      channels = 3,
      dims = [32, 64, 160, 256],
      heads = [1, 2, 5, 8],
      mlpRatios = [4, 4, 4, 4],
      depths = [2, 2, 2, 2],
      reductions = [8, 4, 2, 1],
      qkvBias = true,
      eps = 1e-6,
    } = checkOptions('MixTransformer', options, 'channels dims heads mlpRatios depths reductions qkvBias eps');
    super(gpu);
    const stage = (i: 0 | 1 | 2 | 3) => {
      const first = i === 0;
      const patch = { patch: first ? 7 : 3, stride: first ? 4 : 2, padding: first ? 3 : 1, norm: true };
      const block = {
        heads: heads[i],
        hidden: Math.floor(dims[i] * mlpRatios[i]),
        reduction: reductions[i],
        qkvBias,
        eps,
      };
      return {
        embed: new PatchEmbed(gpu, first ? channels : dims[i - 1], dims[i], patch),
        blocks: Array.from({ length: depths[i] }, () => new MixBlock(gpu, dims[i], block)),
        norm: new LayerNorm(gpu, dims[i], { eps }),
      };
    };
    ({ embed: this.patch_embed1, blocks: this.block1, norm: this.norm1 } = stage(0));
    ({ embed: this.patch_embed2, blocks: this.block2, norm: this.norm2 } = stage(1));
    ({ embed: this.patch_embed3, blocks: this.block3, norm: this.norm3 } = stage(2));
    ({ embed: this.patch_embed4, blocks: this.block4, norm: this.norm4 } = stage(3));
    initLinears(this);
    if (!isBlank()) for (const layer of this.modules().values()) if (layer instanceof Conv2d) initConvolution(layer);
  }

  /**
   * A picture of any size [B, C, H, W] → four pictures of features, at a quarter, an eighth, a sixteenth and a
   * thirty-second of its sides.
   */
  forward(image: Tensor): Tensor[] {
    const stages = [
      { embed: this.patch_embed1, blocks: this.block1, norm: this.norm1 },
      { embed: this.patch_embed2, blocks: this.block2, norm: this.norm2 },
      { embed: this.patch_embed3, blocks: this.block3, norm: this.norm3 },
      { embed: this.patch_embed4, blocks: this.block4, norm: this.norm4 },
    ];
    const outs: Tensor[] = [];
    stages.reduce((x, { embed, blocks, norm }) => {
      const { tokens, grid } = embed.forward(x);
      const y = toImage(norm.forward(blocks.reduce((z, block) => block.forward(z, grid), tokens)), grid);
      outs.push(y);
      return y;
    }, image);
    return outs;
  }
}
