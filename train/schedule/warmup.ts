import type { Schedule } from './schedule.ts';
import { checkNumber } from '../../kernels/make/options.ts';

/** From nearly 0 up along a line in the first `steps`, and what `after` says, counted from 0 then. */
export function warmup(steps: number, after: Schedule): Schedule {
  checkNumber('warmup', 'steps', steps);
  return (step) => (step < steps ? (after(0) * (step + 1)) / steps : after(step - steps));
}
