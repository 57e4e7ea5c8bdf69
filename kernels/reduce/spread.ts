/** Variance and standard deviation, in one walk and without cancellation (moments.ts). */
import type { AxesAttrs, ReduceOptions } from '../make/reduction.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { sub } from '../elementwise/sub.ts';
import { mean } from './mean.ts';
import { div } from '../elementwise/div.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { moments, takeMoment } from '../make/moments.ts';

export interface VarianceAttrs extends AxesAttrs {
  correction: number;
}

export interface VarianceOptions extends ReduceOptions {
  /**
   * Taken off the number of elements that Σ (x - mean)² is divided by: 1, the default, is the unbiased variance, 0 the
   * biased.
   */
  correction?: number;
}

const divisor = (count: number, { correction }: VarianceAttrs): number => Math.max(0, count - correction);

export const biased = (values: readonly number[], attrs: VarianceAttrs): number => {
  const center = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((a, b) => a + (b - center) ** 2, 0) / divisor(values.length, attrs);
};

const centred = (x: Tensor, { axes }: VarianceAttrs): Tensor => sub(x, mean(x, axes, { keep: true }));

/**
 * (x - mean) / divisor: half the derivative of the variance. Centred twice, since a large mean is rounded to its own
 * last place.
 */
export const slope = (x: Tensor, attrs: VarianceAttrs): Tensor =>
  div(
    centred(centred(x, attrs), attrs),
    divisor(
      attrs.axes.reduce((n, axis) => n * x.shape[axis], 1),
      attrs,
    ),
  );

export const common = (result: Snippet) => ({
  dtypes: ['f32', 'f16'] as const,
  fold: () => moments,
  take: () => takeMoment,
  result: () => result,
  params: (count: number, attrs: VarianceAttrs) => ({ divisor: { f32: divisor(count, attrs) } }),
});
