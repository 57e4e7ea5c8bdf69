/** The package's front door: everything public. */
export * from './engine/index.ts';
export * from './kernels/index.ts';
export * from './layers/index.ts';
export { Adagrad, Adam, AdamW, RMSprop, SGD } from './train/optim.ts';
export type { AdagradOptions, AdamOptions, RmspropOptions, SgdOptions } from './train/optim.ts';
export { Optimizer } from './train/optimizer.ts';
