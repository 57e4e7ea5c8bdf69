/** To whole numbers. Integers pass; derivatives are 0. */
import { rounding } from './rounding.ts';

/** The nearest whole number, the even one when two are as near. */
export const round = rounding('round', (x) => {
  const down = Math.floor(x);
  const rest = x - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? down + 1 : down;
});
