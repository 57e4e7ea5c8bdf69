import { rounding } from './rounding.ts';

/** The smallest whole number not below x. */
export const ceil = rounding('ceil', Math.ceil);
