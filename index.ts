/** The package's front door: everything public. */
export * from './engine/index.ts';
export * from './kernels/index.ts';
export * from './layers/index.ts';
export { Adagrad } from './train/adagrad.ts';
export type { AdagradOptions } from './train/adagrad.ts';
export { Adam } from './train/adam.ts';
export type { AdamOptions } from './train/adam.ts';
export { AdamW } from './train/adamw.ts';
export { Optimizer } from './train/optimizer.ts';
export { ParamGroup } from './train/param-group.ts';
export type { GroupOptions, Params } from './train/param-group.ts';
export { RMSprop } from './train/rmsprop.ts';
export type { RmspropOptions } from './train/rmsprop.ts';
export { SGD } from './train/sgd.ts';
export type { SgdOptions } from './train/sgd.ts';
