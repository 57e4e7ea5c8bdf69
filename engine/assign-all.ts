/** Many variables at once: all take their new values, or none does. */
import { cast, copy } from './cast.ts';
import { DeviceError } from './errors.ts';
import { show } from './shape.ts';
import { noGrad } from './tape.ts';
import type { Tensor } from './tensor.ts';
import type { Variable } from './variable.ts';

/**
 * Gives each variable the value beside it, of its shape and any element type; the values stay the caller's. Whatever
 * fails, fails while the copies are made: no variable has changed by then.
 */
export function assignAll(pairs: readonly (readonly [Variable, Tensor])[]): void {
  const copies: Tensor[] = [];
  try {
    for (const [variable, value] of pairs) {
      variable.checkAlive('assign');
      if (value.device !== variable.device)
        throw new DeviceError('assign', 'a value lives on another device', show(value.shape), 'load it on that device');
      copies.push(noGrad(() => (value.dtype === variable.dtype ? copy(value) : cast(value, variable.dtype))));
    }
  } catch (error) {
    for (const made of copies) made.dispose();
    throw error;
  }
  pairs.forEach(([variable], i) => variable.assign(copies[i]));
}
