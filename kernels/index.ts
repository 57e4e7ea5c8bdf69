/** Every op, as users import it. */
export { add } from './add.ts';
export { div } from './div.ts';
export { mul } from './mul.ts';
export { sub } from './sub.ts';
export { mean, sum } from './sum.ts';
export { matmul } from './matmul.ts';
export { concat, stack } from './concat.ts';
export { softmax } from './softmax.ts';
export { conv1d, conv2d, conv3d, convTranspose2d } from './conv/conv2d.ts';
export type { Conv1dOptions as Conv1dArguments, ConvOptions, ConvTransposeOptions } from './conv/conv2d.ts';
export { batchNorm, batchNormTrain } from './batchnorm.ts';
