import type { Schedule } from './schedule.ts';
import { checkNumber } from '../../kernels/make/options.ts';

/** Times `factor` at every multiple of `every`. */
export function stepwise(lr: number, every: number, { factor = 0.1 }: { factor?: number } = {}): Schedule {
  checkNumber('stepwise', 'every', every, 'above 0');
  return (step) => lr * factor ** Math.floor(step / every);
}
