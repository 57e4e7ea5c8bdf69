/**
 * Where random tests begin. The same in every run, so that a red one is one's own change; `npm run fuzz` draws others,
 * and SACCADE_SEED=N replays one that failed.
 */
export const seed = Number(process.env.SACCADE_SEED ?? 1);
