/** The gradient of batch normalisation in training: two sums a channel, then one walk. */
import { pullback } from '../../engine/autograd.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { add } from '../elementwise/add.ts';
import type { EpsAttrs } from './batchnorm-eval.ts';
import { batchNormEvalOp, channelKernel, checkChannels, eachElement } from './batchnorm-eval.ts';
import { m_rsqrt } from '../math/sqrt.ts';
import { mul } from '../elementwise/mul.ts';
import { sub } from '../elementwise/sub.ts';
import { mean } from '../reduce/mean.ts';
import { treeReduce } from '../make/tree.ts';

/** Row `row` of a tree is a channel; its elements are those of all images. */
export const channelElement = wgsl`let at = (k / p.positions * p.channels + row) * p.positions + k % p.positions;`;
export const channelRows = (shape: Shape) => ({
  rows: shape[1],
  length: shape[0] * shape[2],
  across: shape[2] < 32,
  params: { channels: shape[1], positions: shape[2] },
});

/**
 * dbias = Σ dy, dweight = Σ dy·x̂ and dx = weight·rstd·(dy - (dbias + x̂·dweight) / count), with x̂ the normalised x.
 */
export const batchNormGradOp: Op<EpsAttrs, ['x', 'dy', 'mean', 'variance', 'weight?'], 'dx' | 'dweight' | 'dbias'> =
  defineOp({
    name: 'batch_norm_grad',
    inputs: ['x', 'dy', 'mean', 'variance', 'weight?'],
    attrs: {} as EpsAttrs,
    outputs: (inputs) => {
      const shape = checkChannels(inputs);
      const sums = { shape: [shape[1]], dtype: inputs.x.dtype };
      return { dx: { shape, dtype: inputs.x.dtype }, dweight: sums, dbias: sums };
    },
    reference: ({ x, dy, mean, variance, weight, dx, dweight, dbias }, { eps }) => {
      const count = x.shape[0] * x.shape[2];
      const rstd = Array.from(variance.data, (v) => 1 / Math.sqrt(v + eps));
      const normalized = (c: number, at: number) => (x.data[at] - mean.data[c]) * rstd[c];
      eachElement(x.shape, (c, at) => {
        dbias.data[c] += dy.data[at];
        dweight.data[c] += dy.data[at] * normalized(c, at);
      });
      eachElement(
        x.shape,
        (c, at) =>
          (dx.data[at] =
            (weight?.data[c] ?? 1) *
            rstd[c] *
            (dy.data[at] - (dbias.data[c] + normalized(c, at) * dweight.data[c]) / count)),
      );
    },
    kernel: ({ x, weight }, { eps }) => {
      const rows = channelRows(x.shape);
      const params = { ...rows.params, eps: { f32: eps } };
      const sums = treeReduce({
        ...rows,
        type: wgsl`vec2<f32>`,
        words: 2,
        start: wgsl`vec2<f32>()`,
        merge: wgsl`a + b`,
        // The factor rstd is the same for all terms.
        take: wgsl`
          ${channelElement}
          acc += vec2<f32>(dy[at], dy[at] * (x[at] - mean[row]));`,
        finish: wgsl`
          dbias[row] = acc.x;
          dweight[row] = acc.y * ${m_rsqrt}(variance[row] + p.eps);`,

        params,
        reads: ['x', 'dy', 'mean', 'variance'],
        writes: ['dweight', 'dbias'],
      });
      const value = wgsl`
        ${weight ? wgsl`weight * ` : wgsl``}${m_rsqrt}(variance + p.eps)
          * (dy - (dbias + (x - mean) * ${m_rsqrt}(variance + p.eps) * dweight) / p.terms)`;
      const spread = channelKernel(
        'dx',
        x,
        ['x', 'dy'],
        ['mean', 'variance', ...(weight ? ['weight'] : []), 'dweight', 'dbias'],
        value,
        { eps: params.eps, terms: { f32: rows.length } },
      );
      return { ...sums, passes: [...sums.passes, spread] };
    },
    // Computed from the other inputs, whose gradients count for them.
    constant: ['mean', 'variance'],
    grad: ({ inputs: { x, dy, weight }, d, attrs }, wanted) => {
      // Differentiates the composite form's own gradient. Mean and variance are functions of x there, so nothing flows
      // to the inputs of that name.
      const affine = weight ? [weight] : [];
      const first = () => pullback(() => composite(x, weight, attrs.eps), [x, ...affine], dy).grads;
      const second = pullback(first, [x, dy, ...affine], weight ? [d.dx, d.dweight] : [d.dx]).grads;
      return {
        x: second[0],
        dy: wanted.dy && d.dbias ? add(second[1], d.dbias.reshape(-1, 1)) : second[1],
        weight: second[2],
      };
    },
    flops: ({ x }) => 15 * size(x.shape),
    // Finite differences would move x without its mean and variance.
    samples: [
      {
        shapes: { x: [3, 2, 35], dy: [3, 2, 35], mean: [2], variance: [2], weight: [2] },
        attrs: { eps: 1e-5 },
        range: [0.25, 2],
        differentiable: false,
      },
      {
        shapes: { x: [130, 3, 2], dy: [130, 3, 2], mean: [3], variance: [3] },
        attrs: { eps: 1e-3 },
        range: [0.25, 2],
        differentiable: false,
      },
    ],
  });

/** The same normalisation from ops whose gradients have gradients. */
function composite(x: Tensor, weight: Tensor | undefined, eps: number): Tensor {
  const average = mean(x, [0, 2], { keep: true });
  const apart = sub(x, average);
  return batchNormEvalOp({ x, mean: average.reshape(-1), variance: mean(mul(apart, apart), [0, 2]), weight }, { eps });
}
