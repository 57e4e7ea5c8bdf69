/** What is told of a list of times. */

/**
 * The value that a share `q` of the sorted values lies below, linear between neighbours (NumPy's default). NaN for
 * none.
 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? NaN;
  return low + (at % 1) * ((sorted[Math.floor(at) + 1] ?? low) - low);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The mean for ratios: twice as fast and half as fast make 1. NaN for none. */
export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
