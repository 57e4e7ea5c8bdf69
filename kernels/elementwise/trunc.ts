import { rounding } from './rounding.ts';

/** x without its fraction. */
export const trunc = rounding('trunc', Math.trunc);
