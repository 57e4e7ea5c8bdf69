/** Vision transformers: official constructors' arguments to ours. */
import type { Tensor } from '../../engine/tensor.ts';
import { AttentionPoolLatent } from '../../layers/attention/attention-pool-latent.ts';
import { ClassAttention } from '../../layers/attention/class-attention.ts';
import { SpatialReductionAttention } from '../../layers/attention/spatial-reduction.ts';
import { CrossCovarianceAttention } from '../../layers/attention/cross-covariance-attention.ts';
import { XcitBlock } from '../../layers/attention/xcit-block.ts';
import { DinoV1 } from '../../layers/models/dino-v1.ts';
import { DinoV2 } from '../../layers/models/dino-v2.ts';
import { MixTransformer } from '../../layers/models/mix-transformer.ts';
import { SegFormerHead } from '../../layers/models/segformer-head.ts';
import { SwinTransformer } from '../../layers/models/swin-transformer.ts';
import { VisionTransformer } from '../../layers/models/vision-transformer.ts';
import { moduleSubject } from './module.ts';
import type { GoldenCase, GoldenSubject, GoldenTable } from './table.ts';

const swin =
  (version: 1 | 2) =>
  (golden: GoldenCase): GoldenSubject => {
    const { args } = golden;
    const net = new SwinTransformer(golden.device, {
      version,
      size: args.img_size,
      patch: args.patch_size,
      channels: args.in_chans,
      classes: args.num_classes,
      dim: args.embed_dim,
      depths: args.depths,
      heads: args.num_heads,
      window: args.window_size,
      mlpRatio: args.mlp_ratio,
      qkvBias: args.qkv_bias,
      qkScale: args.qk_scale,
      positions: args.ape,
      patchNorm: args.patch_norm,
      pretrainedWindows: args.pretrained_window_sizes,
    });
    return moduleSubject(golden, net);
  };

const spatialReduction = (golden: GoldenCase): GoldenSubject => {
  const { args, call } = golden;
  const attention = new SpatialReductionAttention(golden.device, args.dim, {
    heads: args.num_heads,
    qkvBias: args.qkv_bias,
    reduction: args.sr_ratio,
    linear: args.linear,
  });
  return moduleSubject(golden, attention, (module, [x]) => module.forward(x, [call.H, call.W]));
};

export const transformers: GoldenTable = {
  vit_timm: (golden) => {
    const { args, call, mode } = golden;
    const net = new VisionTransformer(golden.device, {
      size: args.img_size,
      patch: args.patch_size,
      channels: args.in_chans,
      classes: args.num_classes,
      pool: args.global_pool,
      dim: args.embed_dim,
      depth: args.depth,
      heads: args.num_heads,
      mlpRatio: args.mlp_ratio,
      qkvBias: args.qkv_bias,
      qkNorm: args.qk_norm,
      projBias: args.proj_bias,
      layerScale: args.init_values,
      classToken: args.class_token,
      registers: args.reg_tokens,
      patchPositions: args.no_embed_class,
      preNorm: args.pre_norm,
      finalNorm: args.final_norm,
      poolNorm: args.fc_norm ?? undefined,
      distilled: call.class === 'VisionTransformerDistilled',
    });
    const both = mode === 'train' && call.distilled_training === true;
    return moduleSubject(golden, net, (vit, [image]): Tensor | Tensor[] =>
      both ? vit.logits(image) : vit.forward(image),
    );
  },
  dino_v1: (golden) => {
    const { args, call } = golden;
    const net = new DinoV1(golden.device, {
      size: [args.img_size ?? 224].flat()[0],
      patch: args.patch_size,
      channels: args.in_chans,
      dim: args.embed_dim ?? 768,
      depth: args.depth,
      heads: args.num_heads ?? 12,
      mlpRatio: args.mlp_ratio,
      qkvBias: args.qkv_bias ?? false,
    });
    return moduleSubject(golden, net, (dino, [image]) => {
      if (call.method === 'get_last_selfattention') return dino.lastSelfAttention(image);
      return call.method === 'get_intermediate_layers' ? dino.intermediateLayers(image, call.n) : dino.forward(image);
    });
  },
  dinov2: (golden) => {
    const { args, call } = golden;
    const net = new DinoV2(golden.device, {
      size: args.img_size ?? 224,
      patch: args.patch_size ?? 16,
      channels: args.in_chans,
      dim: args.embed_dim ?? 768,
      depth: args.depth,
      heads: args.num_heads ?? 12,
      mlpRatio: args.mlp_ratio,
      qkvBias: args.qkv_bias,
      projBias: args.proj_bias,
      ffnBias: args.ffn_bias,
      ffn: (args.ffn_layer ?? 'mlp') === 'mlp' ? 'mlp' : 'swiglu',
      layerScale: args.init_values ?? null,
      registers: args.num_register_tokens,
      antialias: args.interpolate_antialias,
      offset: args.interpolate_offset,
    });
    return moduleSubject(golden, net, (dino, [image, masked]) => {
      if (call.method === 'forward') return dino.forward(image);
      if (call.method === 'forward_features') {
        const { classToken, patches, registers } = dino.features(image, masked);
        return args.num_register_tokens ? [classToken, patches, registers] : [classToken, patches];
      }
      const taken = dino.intermediateLayers(image, call.n, { reshape: call.reshape, norm: call.norm });
      return taken.flatMap(({ patches, classToken }) => (call.return_class_token ? [patches, classToken] : [patches]));
    });
  },
  swin_network: swin(1),
  swin_v2: swin(2),
  spatial_reduction_attention: spatialReduction,
  pvt_v2_linear: spatialReduction,
  segformer_mit: (golden) => {
    const { args } = golden;
    return moduleSubject(
      golden,
      new MixTransformer(golden.device, {
        channels: args.in_chans,
        dims: args.embed_dims,
        heads: args.num_heads,
        mlpRatios: args.mlp_ratios,
        depths: args.depths,
        reductions: args.sr_ratios,
        qkvBias: args.qkv_bias ?? false,
        eps: args.eps,
      }),
    );
  },
  segformer_head: (golden) => {
    const { in_channels: channels, num_classes: classes, decoder_params: decoder } = golden.args;
    return moduleSubject(golden, new SegFormerHead(golden.device, { channels, width: decoder.embed_dim, classes }));
  },
  xcit_xca: (golden) => {
    const { dim, num_heads: heads, qkv_bias: qkvBias } = golden.args;
    return moduleSubject(golden, new CrossCovarianceAttention(golden.device, dim, { heads, qkvBias }));
  },
  xcit_block: (golden) => {
    const { dim, num_heads: heads, qkv_bias: qkvBias, mlp_ratio: mlpRatio, eta, eps } = golden.args;
    const { H, W } = golden.call;
    const block = new XcitBlock(golden.device, dim, { heads, qkvBias, mlpRatio, eta, eps });
    return moduleSubject(golden, block, (module, [x]) => module.forward(x, [H, W]));
  },
  class_attention: (golden) => {
    const { dim, num_heads: heads, qkv_bias: qkvBias } = golden.args;
    return moduleSubject(golden, new ClassAttention(golden.device, dim, { heads, qkvBias }));
  },
  attention_pool_latent: (golden) => {
    const { args } = golden;
    const pool = new AttentionPoolLatent(golden.device, args.embed_dim ?? args.in_features, {
      heads: args.num_heads,
      outs: args.out_features ?? undefined,
      mlpRatio: args.mlp_ratio,
      qkvBias: args.qkv_bias,
      queryProjection: args.q_proj,
      qkNorm: args.qk_norm,
      norm: args.norm,
      eps: args.eps,
      latents: args.latent_len,
      latentDim: args.latent_dim ?? undefined,
      positions: args.pos_embed === 'abs' ? args.feat_size : undefined,
      pool: args.pool_type,
    });
    return moduleSubject(golden, pool, (module, [x]) => module.forward(x));
  },
};
