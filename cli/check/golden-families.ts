/** Attention by other means than a softmax over all pairs: official constructors' arguments to ours. */
import { AttentionPool2d } from '../../layers/attention/attention-pool2d.ts';
import { CrossAttention, CrossAttentionBlock } from '../../layers/attention/cross-attention.ts';
import { DisentangledNonLocal } from '../../layers/attention/disentangled-nonlocal.ts';
import { EfficientLocalAttention } from '../../layers/attention/efficient-local-attention.ts';
import { ExternalAttention } from '../../layers/attention/external-attention.ts';
import { GeneralizedAttention } from '../../layers/attention/generalized-attention.ts';
import { LambdaLayer } from '../../layers/attention/lambda-layer.ts';
import { LinearAttention } from '../../layers/attention/linear-attention.ts';
import { LiteMla } from '../../layers/attention/lite-mla.ts';
import { ObjectContextual } from '../../layers/attention/object-contextual.ts';
import { PointwiseSpatialAttention } from '../../layers/attention/pointwise-spatial.ts';
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
  psanet: (golden) => {
    const { args } = golden;
    return moduleSubject(
      golden,
      new PointwiseSpatialAttention(golden.device, args.in_channels, {
        inner: args.mid_channels,
        direction: (['collect', 'distribute', 'both'] as const)[args.psa_type ?? 2],
        compact: args.compact,
        shrink: args.shrink_factor,
        mask: [args.mask_h ?? 59, args.mask_w ?? 59],
        normalization: args.normalization_factor,
        softmax: args.psa_softmax,
      }),
    );
  },
  generalized_attention: (golden) => {
    const { args } = golden;
    return moduleSubject(
      golden,
      new GeneralizedAttention(golden.device, args.in_channels, {
        heads: args.num_heads,
        terms: args.attention_type,
        positionDim: args.position_embedding_dim > 0 ? args.position_embedding_dim : undefined,
        positionMagnitude: args.position_magnitude,
        keyStride: args.kv_stride,
        queryStride: args.q_stride,
      }),
    );
  },
  attention_pool2d: (golden) => {
    const { args } = golden;
    const dim = args.embed_dim ?? args.in_features;
    return moduleSubject(
      golden,
      new AttentionPool2d(golden.device, args.in_features, [args.feat_size ?? 7].flat()[0], {
        outs: args.out_features ?? undefined,
        dim,
        heads: args.num_heads ?? Math.floor(dim / (args.head_dim ?? 64)),
        separate: args.qkv_separate,
        pool: args.pool_type,
        classToken: args.class_token,
      }),
    );
  },
};
