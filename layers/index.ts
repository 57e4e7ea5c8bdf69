/** Every layer and attention module, as users import it. */
export { Conv1d, Conv2d, Conv3d, ConvTranspose2d } from './conv.ts';
export { defaultInit, kaimingNormal, kaimingUniform, layerRandom, normal, truncNormal, uniform, xavierNormal, xavierUniform } from './init.ts';
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
