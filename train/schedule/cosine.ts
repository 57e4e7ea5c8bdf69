import type { Schedule } from './schedule.ts';
import { checkNumber } from '../../kernels/make/options.ts';

/** Down to `end` along half a cosine (Loshchilov and Hutter 2017, one cycle); `end` from then on. */
export function cosine(lr: number, steps: number, { end = 0 }: { end?: number } = {}): Schedule {
  checkNumber('cosine', 'steps', steps, 'above 0');
  return (step) => end + (lr - end) * 0.5 * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps));
}
