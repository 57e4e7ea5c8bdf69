/** The package's front door: everything public. */
export * from '../engine/index.ts';
export * from '../kernels/index.ts';
export * from '../layers/index.ts';
export { Adam, AdamW, RMSprop, SGD } from './optim.ts';
