import type { Schedule } from './schedule.ts';
import { checkNumber } from '../../kernels/make/options.ts';

/**
 * Up to `lr` and down again to almost nothing, each along half a cosine. Smith and Topin, "Super-convergence", 2018,
 * with the proportions of torch.optim.lr_scheduler.OneCycleLR: a 25th of the rate first, 30% of the steps up, 10⁻⁴ of
 * that at last.
 */
export function oneCycle(lr: number, steps: number, { rise = 0.3 }: { rise?: number } = {}): Schedule {
  checkNumber('oneCycle', 'steps', steps, 'above 0');
  const top = Math.max(1, rise * steps - 1);
  const [first, last] = [lr / 25, lr / 25e4];
  const along = (from: number, to: number, share: number) => to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));
  return (step) =>
    step <= top
      ? along(first, lr, step / top)
      : along(lr, last, Math.min(1, (step - top) / Math.max(1, steps - 1 - top)));
}
