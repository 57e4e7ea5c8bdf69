import { rounding } from './rounding.ts';

/** The largest whole number not above x. */
export const floor = rounding('floor', Math.floor);
