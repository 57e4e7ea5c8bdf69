/** Local and windowed attention: official constructors' arguments to ours. */
import { NeighborhoodAttention2d } from '../../layers/attention/neighborhood-attention.ts';
import { SasaArticle } from '../../layers/attention/sasa-article.ts';
import { SasaBottleneck } from '../../layers/attention/sasa-bottleneck.ts';
import { SasaConv } from '../../layers/attention/sasa-conv.ts';
import { SasaStem } from '../../layers/attention/sasa-stem.ts';
import { StandAloneSelfAttention } from '../../layers/attention/stand-alone-self-attention.ts';
import { SwinBlock, SwinWindowAttention } from '../../layers/attention/swin.ts';
import { GeneralizedNeighborhood } from '../../layers/attention/generalized-neighborhood.ts';
import { moduleSubject } from './module.ts';
import type { GoldenTable } from './table.ts';

export const windows: GoldenTable = {
  sasa_paper: ({ device, args, ...golden }) =>
    moduleSubject(
      { device, args, ...golden },
      new StandAloneSelfAttention(device, args.in_channels, args.out_channels, {
        kernel: args.kernel_size,
        heads: args.num_heads,
        stride: args.stride,
        bias: args.bias,
        border: args.border,
      }),
    ),
  sasa_leader_conv: ({ device, args, ...golden }) =>
    moduleSubject(
      { device, args, ...golden },
      new SasaConv(device, args.in_channels, args.out_channels, {
        kernel: args.kernel_size,
        padding: args.padding,
        groups: args.groups,
        bias: args.bias,
      }),
    ),
  sasa_leader_stem: ({ device, args, ...golden }) =>
    moduleSubject(
      { device, args, ...golden },
      new SasaStem(device, args.in_channels, args.out_channels, {
        kernel: args.kernel_size,
        padding: args.padding,
        groups: args.groups,
        m: args.m,
        bias: args.bias,
      }),
    ),
  sasa_leader_bottleneck: ({ device, args, ...golden }) =>
    moduleSubject(
      { device, args, ...golden },
      new SasaBottleneck(device, args.in_channels, args.out_channels, {
        stride: args.stride,
        groups: args.groups,
        baseWidth: args.base_width,
      }),
    ),
  sasa_article: ({ device, args, ...golden }) =>
    moduleSubject(
      { device, args, ...golden },
      new SasaArticle(device, args.in_channels, args.out_channels, {
        heads: args.num_heads,
        width: args.mid_channels,
        positions: args.max_pos_embedding,
      }),
    ),
  swin_window_attention: ({ device, args, ...golden }) =>
    moduleSubject(
      { device, args, ...golden },
      new SwinWindowAttention(device, args.dim, {
        heads: args.num_heads,
        window: args.window_size,
        qkvBias: args.qkv_bias,
        qkScale: args.qk_scale,
      }),
    ),
  swin_block: ({ device, args, ...golden }) =>
    moduleSubject(
      { device, args, ...golden },
      new SwinBlock(device, args.dim, args.input_resolution, {
        heads: args.num_heads,
        window: args.window_size,
        shift: args.shift_size,
        mlpRatio: args.mlp_ratio,
        qkvBias: args.qkv_bias,
      }),
    ),
  natten2d: ({ device, args, ...golden }) =>
    moduleSubject(
      { device, args, ...golden },
      new NeighborhoodAttention2d(device, args.dim, {
        heads: args.num_heads,
        kernel: args.kernel_size,
        dilation: args.dilation,
        bias: args.bias,
        qkvBias: args.qkv_bias,
        qkScale: args.qk_scale,
      }),
    ),
  natten_gna: ({ device, args, ...golden }) =>
    moduleSubject(
      { device, args, ...golden },
      new GeneralizedNeighborhood(device, args.embed_dim, {
        heads: args.num_heads,
        kernel: args.kernel_size,
        dilation: args.dilation,
        stride: args.stride,
        causal: args.is_causal,
        qkvBias: args.qkv_bias,
        qkScale: args.qk_scale,
      }),
    ),
};
