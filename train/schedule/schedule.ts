/**
 * Learning rates over a run: a schedule gives the rate of each step, from 0. Plain arithmetic, so a resumed run agrees.
 */

export type Schedule = (step: number) => number;
