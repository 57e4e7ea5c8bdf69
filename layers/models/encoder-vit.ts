import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, concat } from '../../kernels/index.ts';
import { layerRandom } from '../basic/init.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import type { EncoderLayerOptions } from '../transformer/encoder-layer.ts';
import { TransformerEncoderLayer } from '../transformer/encoder-layer.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { checkGrid, PatchEmbed, patchGrid } from '../transformer/patch-embed.ts';
import { tokenOf } from './vision-transformer.ts';

export interface EncoderVitOptions extends Partial<EncoderLayerOptions> {
  size?: number | Grid;
  patch?: number;
  channels?: number;
  classes?: number;
  dim?: number;
  depth?: number;
}

/**
 * A vision transformer on torch.nn.TransformerEncoder, as tutorials write it: norms after the sums, ReLU, class token.
 * Papers: Dosovitskiy et al., arXiv 2010.11929; Vaswani et al., arXiv 1706.03762. Source:
 * smmk47/CIFAR10-Classification. Status: equal to that code, without its dropout. Pictures are of the size the network
 * was made for.
 *
 *     const logits = new EncoderVit(gpu).forward(image);   // [B, 3, 32, 32] → [B, 10]
 */
export class EncoderVit extends Module {
  cls_token: Variable;
  pos_embed: Variable;
  patch_embed: PatchEmbed;
  transformer: { layers: TransformerEncoderLayer[] };
  mlp_head: [LayerNorm, Linear];
  readonly grid: Grid;

  /** The published network for CIFAR-10 by default. */
  constructor(gpu: Device, options: EncoderVitOptions = {}) {
    const {
      size = 32,
      patch = 4,
      channels = 3,
      classes = 10,
      dim = 128,
      depth = 6,
      heads = 8,
      hidden = 2 * dim,
      ...layer
    } = checkOptions(
      'EncoderVit',
      options,
      'heads hidden activation normFirst eps size patch channels classes dim depth',
    );
    super(gpu);
    const random = layerRandom(gpu);
    this.grid = patchGrid('EncoderVit', size, patch);
    this.cls_token = parameter(truncNormal(gpu, [1, 1, dim], random, 0.02));
    this.pos_embed = parameter(truncNormal(gpu, [1, 1 + this.grid[0] * this.grid[1], dim], random, 0.02));
    this.patch_embed = new PatchEmbed(gpu, channels, dim, { patch });
    const make = () => new TransformerEncoderLayer(gpu, dim, { heads, hidden, ...layer });
    this.transformer = { layers: Array.from({ length: depth }, make) };
    this.mlp_head = [new LayerNorm(gpu, dim), new Linear(gpu, dim, classes)];
  }

  /** [B, C, H, W] → logits [B, classes]. */
  forward(image: Tensor): Tensor {
    const { tokens: patches, grid } = this.patch_embed.forward(image);
    checkGrid('EncoderVit', grid, this.grid, this.patch_embed.patch);
    const [batch, , dim] = patches.shape;
    const tokens = add(concat([this.cls_token.expand(batch, 1, dim), patches], 1), this.pos_embed);
    const last = this.transformer.layers.reduce((x, layer) => layer.forward(x, { grid, prefix: 1 }), tokens);
    const [norm, head] = this.mlp_head;
    return head.forward(norm.forward(tokenOf(last, 0)));
  }
}
