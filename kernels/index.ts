/** Every op, as users import it. */
export { add } from './add.ts';
export { div } from './div.ts';
export { mul } from './mul.ts';
export { sub } from './sub.ts';
export { mean, sum } from './sum.ts';
export { matmul } from './matmul.ts';
export { concat, stack } from './concat.ts';
export { softmax } from './softmax.ts';
