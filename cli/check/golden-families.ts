/** Attention by other means than a softmax over all pairs: official constructors' arguments to ours. */
import { CrossAttention, CrossAttentionBlock } from '../../layers/attention/cross-attention.ts';
import { DisentangledNonLocal } from '../../layers/attention/disentangled-nonlocal.ts';
import { EfficientLocalAttention } from '../../layers/attention/efficient-local-attention.ts';
import { ExternalAttention } from '../../layers/attention/external-attention.ts';
import { LambdaLayer } from '../../layers/attention/lambda-layer.ts';
import { LinearAttention } from '../../layers/attention/linear-attention.ts';
import { LiteMla } from '../../layers/attention/lite-mla.ts';
import { ObjectContextual } from '../../layers/attention/object-contextual.ts';
import { moduleSubject } from './module.ts';
import type { GoldenTable } from './table.ts';

export const families: GoldenTable = {
  dnl: (golden) => {
    const { in_channels, reduction, use_scale: scale, mode, temperature, norm: batchNorm } = golden.args;
    return moduleSubject(
      golden,
      new DisentangledNonLocal(golden.device, in_channels, { reduction, scale, mode, temperature, batchNorm }),
      undefined,
      // The official code keeps the pairwise product to itself.
      (captured) => [...captured].filter(([name]) => mode !== 'dot_product' || name === 'unary').map(([, map]) => map),
    );
  },
  external_attention: (golden) => moduleSubject(golden, new ExternalAttention(golden.device, golden.args.c)),
  ocr: (golden) => {
    const { in_channels, key_channels, out_channels, scale, gather_scale: gatherScale, dropout } = golden.args;
    return moduleSubject(
      golden,
      new ObjectContextual(golden.device, in_channels, key_channels, out_channels, { scale, gatherScale, dropout }),
    );
  },
  lambda: (golden) => {
    const { args } = golden;
    return moduleSubject(
      golden,
      new LambdaLayer(golden.device, args.dim, {
        heads: args.num_heads,
        keyDim: args.dim_head,
        qkRatio: args.qk_ratio,
        window: args.r,
        size: args.feat_size,
        stride: args.stride,
        qkvBias: args.qkv_bias,
      }),
    );
  },
  linear_attention: (golden) => {
    const { d_model, n_heads: heads, d_keys, d_values, causal } = golden.args;
    return moduleSubject(
      golden,
      new LinearAttention(golden.device, d_model, {
        heads,
        keyDim: d_keys ?? undefined,
        valueDim: d_values ?? undefined,
        causal,
      }),
      (module, [queries, keys, values, keyLengths]) => module.forward(queries, keys, values, { keyLengths }),
    );
  },
  lite_mla: (golden) => {
    const { in_channels, out_channels, heads, heads_ratio: headsRatio, dim, scales, eps } = golden.args;
    return moduleSubject(
      golden,
      new LiteMla(golden.device, in_channels, out_channels, {
        heads: heads ?? undefined,
        headsRatio,
        dim,
        scales,
        eps,
      }),
    );
  },
  efficient_local_attn: (golden) => {
    const { channels, kernel_size: kernel, bias } = golden.args;
    return moduleSubject(golden, new EfficientLocalAttention(golden.device, channels, { kernel, bias }));
  },
  cross_attention: (golden) => {
    const { args, call } = golden;
    const options = { heads: args.num_heads, qkvBias: args.qkv_bias, qkScale: args.qk_scale };
    return moduleSubject(
      golden,
      call.class === 'CrossAttention'
        ? new CrossAttention(golden.device, args.dim, options)
        : new CrossAttentionBlock(golden.device, args.dim, {
            ...options,
            mlpRatio: args.has_mlp === false ? null : args.mlp_ratio,
            eps: args.eps,
          }),
      (module, [x]) => module.forward(x),
    );
  },
};
