import { fn, wgsl } from '../../engine/gpu/wgsl.ts';
import { exp } from '../elementwise/exp.ts';
import { m_exp } from '../math/exp.ts';
import { m_log } from '../math/log.ts';
import { mul } from '../elementwise/mul.ts';
import type { AxesAttrs } from '../make/reduction.ts';
import { reducer, reduction, reductionSamples } from '../make/reduction.ts';
import { highest, lowest } from '../make/rows.ts';
import { sub } from '../elementwise/sub.ts';

const join_sums = fn`
  fn join_sums(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> {
    let top = select(a.x, b.x, b.x > a.x);
    return vec2<f32>(top, a.y * ${m_exp}(a.x - top) + b.y * ${m_exp}(b.x - top));
  }`;
const logsumexpOp = reduction<AxesAttrs>({
  name: 'logsumexp',
  dtypes: ['f32', 'f16'],
  // (top, Σ exp(x - top)). The top stays finite, so that neither infinity meets its like in a subtraction.
  fold: () => ({
    type: wgsl`vec2<f32>`,
    words: 2,
    start: wgsl`vec2<f32>(${lowest}, 0.0)`,
    merge: wgsl`${join_sums}(a, b)`,
  }),
  take: () => wgsl`
    let top = select(acc.x, min(value, ${highest}), value > acc.x);
    acc = vec2<f32>(top, acc.y * ${m_exp}(acc.x - top) + ${m_exp}(value - top));`,
  result: () => wgsl`${m_log}(acc.y) + acc.x`,
  reference: (values) => {
    const top = values.reduce((a, b) => Math.max(a, b), -Infinity);
    return Number.isFinite(top) ? Math.log(values.reduce((a, b) => a + Math.exp(b - top), 0)) + top : top;
  },
  grad: ({ x, out, dy }) => mul(dy, exp(sub(x, out))),
  samples: [
    ...reductionSamples({}, [-30, 30]),
    {
      shapes: { x: [5, 3] },
      attrs: { axes: [1] },
      values: { x: [-Infinity, 1, 2, -Infinity, -Infinity, -Infinity, 1, Infinity, 2, 1, NaN, 2, 3e38, -3e38, 3e38] },
      differentiable: false,
    },
  ],
});

/**
 * log Σ exp(x) over `axes` (all by default), without overflow. Of -Inf alone it is -Inf. @throws ShapeError for axes
 * that are not there.
 */
export const logsumexp = reducer('logsumexp', logsumexpOp);
