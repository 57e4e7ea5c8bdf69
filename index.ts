/** The package's front door: everything public. */
export * from './engine/index.ts';
export * from './kernels/index.ts';
export * from './layers/index.ts';
export * from './train/index.ts';
