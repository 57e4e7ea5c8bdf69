/** Every layer and attention module, as users import it. */
export { Conv1d, Conv2d, Conv3d, ConvTranspose2d } from './conv.ts';
export type { Conv1dLayerOptions, Conv2dOptions, ConvTranspose2dOptions } from './conv.ts';
export {
  defaultInit,
  kaimingNormal,
  kaimingUniform,
  layerRandom,
  truncNormal,
  xavierNormal,
  xavierUniform,
} from './init.ts';
export { Linear } from './linear.ts';
export type { LinearOptions } from './linear.ts';
export { BatchNorm } from './batchnorm.ts';
export type { BatchNormLayerOptions } from './batchnorm.ts';
export { LayerNorm, RMSNorm } from './layernorm.ts';
export type { LayerNormOptions } from './layernorm.ts';
export { GroupNorm, InstanceNorm } from './groupnorm.ts';
export type { GroupNormOptions } from './groupnorm.ts';
export { AdaptiveAvgPool2d, AdaptiveMaxPool2d, AvgPool2d, MaxPool2d } from './pool.ts';
export { spectralNormalize, spectralState } from './spectral.ts';
export type { SpectralOptions, SpectralState } from './spectral.ts';
export { Embedding } from './embedding.ts';
export type { EmbeddingOptions } from './embedding.ts';
export { DoubleAttention } from './a2net.ts';
export { FusionNonLocal, PyramidNonLocal } from './ann.ts';
export { CrissCrossAttention } from './ccnet.ts';
export { ChannelAttention, PositionAttention } from './danet.ts';
export { DualAttentionHead } from './danet-head.ts';
export { DualMultiScaleAttention } from './dmsanet.ts';
export { Dropout, Dropout2d } from './dropout.ts';
export { EmaUnit } from './emanet.ts';
export { ContextBlock } from './gcnet.ts';
export { seeded } from './init.ts';
export { InterlacedBlock, InterlacedModule } from './isanet.ts';
export { LightNonLocal } from './lightnl.ts';
export { NonLocalBlock } from './nonlocal.ts';
export type { NonLocalOptions, Pairwise } from './nonlocal.ts';
export { SaganAttention } from './sagan.ts';
export { SelfAttention } from './self-attention.ts';
export { Sequential } from './sequential.ts';
export type { Layer } from './sequential.ts';
export { BAM, BamChannelGate, BamSpatialGate } from './bam.ts';
export { CBAM, ChannelGate, SpatialGate } from './cbam.ts';
export type { CbamOptions, PoolType } from './cbam.ts';
export { CoordinateAttention } from './coordatt.ts';
export { EcaLayer } from './eca.ts';
export { SELayer, SqueezeExcitation } from './se.ts';
export { AdditiveAttention } from './additive.ts';
export type { AdditiveWidths } from './additive.ts';
export { MultiheadAttention } from './multihead.ts';
export type { MultiheadCall, MultiheadOptions } from './multihead.ts';
export { ConvMultihead } from './multihead-conv.ts';
export type { ConvMultiheadOptions } from './multihead-conv.ts';
export { ResidualMultihead } from './multihead-residual.ts';
export type { ResidualMultiheadCall, ResidualMultiheadOptions } from './multihead-residual.ts';
export { NeighborhoodAttention2d } from './natten.ts';
export type { NeighborhoodOptions } from './natten.ts';
export { SasaArticle } from './sasa-article.ts';
export { SasaBottleneck } from './sasa-bottleneck.ts';
export { SasaConv } from './sasa-conv.ts';
export { SasaStem } from './sasa-stem.ts';
export { StandAloneSelfAttention } from './sasa.ts';
export type { StandAloneOptions } from './sasa.ts';
export { SwinBlock, SwinWindowAttention } from './swin.ts';
export type { SwinAttentionOptions, SwinBlockOptions } from './swin.ts';
export { AxialAttention, AxisAttention } from './axial.ts';
export type { AxialAttentionOptions, AxisOptions } from './axial.ts';
export { AxialBlock } from './axial-block.ts';
export type { AxialBlockOptions } from './axial-block.ts';
export { PositionSensitiveAxial } from './axial-deeplab.ts';
export type { AxialDeepLabOptions } from './axial-deeplab.ts';
export { AxialImageTransformer, AxialPositions } from './axial-transformer.ts';
export type { AxialTransformerOptions } from './axial-transformer.ts';
export { PatchNet, patchLoss } from './models/patch-net.ts';
export type { PatchAttention, PatchNetOptions } from './models/patch-net.ts';
export { AttentionUNet } from './models/unet.ts';
export type { UNetOptions } from './models/unet.ts';
