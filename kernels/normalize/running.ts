import { each } from '../../engine/gpu/kernel.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import { noGrad } from '../../engine/tape.ts';
import { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

interface RunningAttrs {
  momentum: number;
  /** Turns the batch's biased variance into the one that is kept. */
  correction: number;
}

/** running = (1 - m) · running + m · batch for mean and variance at once, with m = 1 / steps where `steps` is given. */
export const runningOp = defineOp({
  name: 'running_statistics',
  inputs: ['runningMean', 'runningVariance', 'mean', 'variance', 'steps?'],
  attrs: {} as RunningAttrs,
  dtypes: { steps: ['i32'] },
  outputs: ({ runningMean, runningVariance }) => ({ nextMean: runningMean, nextVariance: runningVariance }),
  live: ['momentum', 'correction'],
  reference: (
    { runningMean, runningVariance, mean, variance, steps, nextMean, nextVariance },
    { momentum, correction },
  ) => {
    const m = steps ? 1 / steps.data[0] : momentum;
    for (let c = 0; c < mean.data.length; c++) {
      nextMean.data[c] = (1 - m) * runningMean.data[c] + m * mean.data[c];
      nextVariance.data[c] = (1 - m) * runningVariance.data[c] + m * correction * variance.data[c];
    }
  },
  kernel: ({ mean, steps }) =>
    each(
      size(mean.shape),
      wgsl`
        let m = ${steps ? wgsl`1.0 / f32(steps[0])` : wgsl`p.momentum`};
        nextMean[i] = (1.0 - m) * runningMean[i] + m * mean[i];
        nextVariance[i] = (1.0 - m) * runningVariance[i] + m * p.correction * variance[i];`,
    ),
  samples: [
    {
      shapes: { runningMean: [5], runningVariance: [5], mean: [5], variance: [5] },
      attrs: { momentum: 0.1, correction: 1.25 },
    },
    {
      shapes: { runningMean: [5], runningVariance: [5], mean: [5], variance: [5], steps: [] },
      attrs: { momentum: 0, correction: 1.25 },
      dtypes: { steps: 'i32' },
      range: [1, 4],
    },
  ],
});

/**
 * New running statistics; `momentum` is a number, or a scalar i32 tensor that counts batches. No gradient flows through
 * them.
 */
export function runningStatistics(
  statistics: { runningMean: Tensor; runningVariance: Tensor; mean: Tensor; variance: Tensor },
  momentum: number | Tensor,
  correction: number,
): { runningMean: Tensor; runningVariance: Tensor } {
  const steps = momentum instanceof Tensor ? momentum : undefined;
  const { nextMean, nextVariance } = noGrad(() =>
    runningOp.many({ ...statistics, steps }, { momentum: steps ? 0 : (momentum as number), correction }),
  );
  return { runningMean: nextMean, runningVariance: nextVariance };
}
