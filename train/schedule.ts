/**
 * Learning rates over a run: a schedule gives the rate of each step, from 0. Plain arithmetic, so a resumed run agrees.
 */
import { checkNumber } from '../kernels/make/options.ts';

export type Schedule = (step: number) => number;

/** The same rate throughout. */
export const constant =
  (lr: number): Schedule =>
  () =>
    lr;

/** Down to `end` along half a cosine (Loshchilov and Hutter 2017, one cycle); `end` from then on. */
export function cosine(lr: number, steps: number, { end = 0 }: { end?: number } = {}): Schedule {
  checkNumber('cosine', 'steps', steps, 'above 0');
  return (step) => end + (lr - end) * 0.5 * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps));
}

/** From nearly 0 up along a line in the first `steps`, and what `after` says, counted from 0 then. */
export function warmup(steps: number, after: Schedule): Schedule {
  checkNumber('warmup', 'steps', steps);
  return (step) => (step < steps ? (after(0) * (step + 1)) / steps : after(step - steps));
}

/** Times `factor` at every multiple of `every`. */
export function stepwise(lr: number, every: number, { factor = 0.1 }: { factor?: number } = {}): Schedule {
  checkNumber('stepwise', 'every', every, 'above 0');
  return (step) => lr * factor ** Math.floor(step / every);
}

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
