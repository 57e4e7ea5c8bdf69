/** Every layer and attention module, as users import it. */
export { Conv1d, Conv2d, Conv3d, ConvTranspose2d } from './conv.ts';
export { defaultInit, kaimingNormal, kaimingUniform, layerRandom, normal, truncNormal, uniform, xavierNormal, xavierUniform } from './init.ts';
export { Linear } from './linear.ts';
export type { LinearOptions } from './linear.ts';
