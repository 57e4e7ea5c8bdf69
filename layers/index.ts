/** Every layer and attention module, as users import it. */
export { Conv1d, Conv2d, Conv3d, ConvTranspose2d } from './basic/conv.ts';
export type { Conv1dLayerOptions, Conv2dOptions, ConvTranspose2dOptions } from './basic/conv.ts';
export {
  defaultInit,
  kaimingNormal,
  kaimingUniform,
  layerRandom,
  truncNormal,
  xavierNormal,
  xavierUniform,
} from './basic/init.ts';
export { Linear } from './basic/linear.ts';
export type { LinearOptions } from './basic/linear.ts';
export { BatchNorm } from './basic/batchnorm.ts';
export type { BatchNormLayerOptions } from './basic/batchnorm.ts';
export { LayerNorm, RMSNorm } from './basic/layernorm.ts';
export type { LayerNormOptions } from './basic/layernorm.ts';
export { GroupNorm, InstanceNorm } from './basic/groupnorm.ts';
export type { GroupNormOptions } from './basic/groupnorm.ts';
export { AdaptiveAvgPool2d, AdaptiveMaxPool2d, AvgPool2d, MaxPool2d } from './basic/pool.ts';
export { spectralNormalize, spectralState } from './basic/spectral.ts';
export type { SpectralOptions, SpectralState } from './basic/spectral.ts';
export { Embedding } from './basic/embedding.ts';
export type { EmbeddingOptions } from './basic/embedding.ts';
export { DoubleAttention } from './attention/double-attention.ts';
export { FusionNonLocal, PyramidNonLocal } from './attention/ann.ts';
export { CrissCrossAttention } from './attention/criss-cross-attention.ts';
export { ChannelAttention } from './attention/channel-attention.ts';
export { PositionAttention } from './attention/position-attention.ts';
export { DualAttentionHead } from './attention/dual-attention-head.ts';
export { DualMultiScaleAttention } from './attention/dual-multi-scale-attention.ts';
export { Dropout, Dropout2d } from './basic/dropout.ts';
export { EmaUnit } from './attention/ema-unit.ts';
export { ContextBlock } from './attention/context-block.ts';
export { seeded } from './basic/init.ts';
export { InterlacedBlock, InterlacedModule } from './attention/interlaced.ts';
export { LightNonLocal } from './attention/light-nonlocal.ts';
export { NonLocalBlock } from './attention/nonlocal.ts';
export type { NonLocalOptions, Pairwise } from './attention/nonlocal.ts';
export { SaganAttention } from './attention/sagan.ts';
export { SelfAttention } from './attention/self-attention.ts';
export { Sequential } from './basic/sequential.ts';
export type { Layer } from './basic/sequential.ts';
export { BAM, BamChannelGate, BamSpatialGate } from './attention/bam.ts';
export { CBAM, ChannelGate, SpatialGate } from './attention/cbam.ts';
export type { CbamOptions, PoolType } from './attention/cbam.ts';
export { CoordinateAttention } from './attention/coordinate-attention.ts';
export { EcaLayer } from './attention/eca.ts';
export { SELayer, SqueezeExcitation } from './attention/se.ts';
export { AdditiveAttention } from './attention/additive.ts';
export type { AdditiveWidths } from './attention/additive.ts';
export { MultiheadAttention } from './attention/multihead.ts';
export type { MultiheadCall, MultiheadOptions } from './attention/multihead.ts';
export { ConvMultihead } from './attention/conv-multihead.ts';
export type { ConvMultiheadOptions } from './attention/conv-multihead.ts';
export { ResidualMultihead } from './attention/residual-multihead.ts';
export type { ResidualMultiheadCall, ResidualMultiheadOptions } from './attention/residual-multihead.ts';
export { NeighborhoodAttention2d } from './attention/neighborhood-attention.ts';
export type { NeighborhoodOptions } from './attention/neighborhood-attention.ts';
export { SasaArticle } from './attention/sasa-article.ts';
export { SasaBottleneck } from './attention/sasa-bottleneck.ts';
export { SasaConv } from './attention/sasa-conv.ts';
export { SasaStem } from './attention/sasa-stem.ts';
export { StandAloneSelfAttention } from './attention/stand-alone-self-attention.ts';
export type { StandAloneOptions } from './attention/stand-alone-self-attention.ts';
export { SwinBlock, SwinWindowAttention } from './attention/swin.ts';
export type { SwinAttentionOptions, SwinBlockOptions } from './attention/swin.ts';
export { AxialAttention, AxisAttention } from './attention/axial.ts';
export type { AxialAttentionOptions, AxisOptions } from './attention/axial.ts';
export { AxialBlock } from './attention/axial-block.ts';
export type { AxialBlockOptions } from './attention/axial-block.ts';
export { PositionSensitiveAxial } from './attention/position-sensitive-axial.ts';
export type { AxialDeepLabOptions } from './attention/position-sensitive-axial.ts';
export { AxialImageTransformer, AxialPositions } from './attention/axial-image-transformer.ts';
export type { AxialTransformerOptions } from './attention/axial-image-transformer.ts';
export { PatchNet, patchLoss } from './models/patch-net.ts';
export type { PatchAttention, PatchNetOptions } from './models/patch-net.ts';
export { AttentionUNet } from './models/unet.ts';
export type { UNetOptions } from './models/unet.ts';
