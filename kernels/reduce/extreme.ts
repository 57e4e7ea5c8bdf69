/** Largest and smallest values. NaN if there is one; -0 is below 0. */
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import type { Op } from '../../engine/op.ts';
import type { AxesAttrs } from '../make/reduction.ts';
import type { DType } from '../../engine/dtype.ts';
import { isFloat } from '../../engine/dtype.ts';
import { fn, name, wgsl } from '../../engine/gpu/wgsl.ts';
import { reduction, reductionSamples } from '../make/reduction.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_total_rank } from '../math/order.ts';
import { cast } from '../../engine/cast.ts';
import { equal } from '../elementwise/equal.ts';
import { mul } from '../elementwise/mul.ts';
import { div } from '../elementwise/div.ts';
import { sum } from './sum.ts';

/* @__NO_SIDE_EFFECTS__ */
export function extreme(
  op: string,
  operator: Snippet,
  start: Record<'f32' | 'i32' | 'u32', Snippet>,
  reference: (a: number, b: number) => number,
): Op<AxesAttrs> {
  const further = (dtype: DType) => fn`
    fn further(a: ${name(dtype)}, b: ${name(dtype)}) -> ${name(dtype)} {
      return ${
        isFloat(dtype)
          ? wgsl`
            select(select(a, b, ${m_total_rank}(b) ${operator} ${m_total_rank}(a) || ${m_is_nan}(b)), a,
              ${m_is_nan}(a))`
          : wgsl`select(a, b, b ${operator} a)`
      };
    }`;
  return reduction<AxesAttrs>({
    name: op,
    ofNothing: false,
    fold: (dtype) => ({
      type: name(dtype),
      words: 1,
      start: start[dtype as 'f32'],
      merge: wgsl`${further(dtype)}(a, b)`,
    }),
    take: (dtype) => wgsl`acc = ${further(dtype)}(acc, value);`,
    result: () => wgsl`acc`,
    reference: (values) => values.reduce(reference),
    grad: ({ x, out, dy, attrs: { axes } }) => {
      const ties = cast(equal(x, out), x.dtype);
      return mul(ties, div(dy, sum(ties, axes, { keep: true })));
    },
    samples: [
      ...reductionSamples({}),
      {
        shapes: { x: [2, 6] },
        attrs: { axes: [1] },
        values: { x: [1, NaN, 3, 2, -0, 0, -0, 0, -Infinity, -1, 0, -3] },
        differentiable: false,
      },
      { shapes: { x: [3, 4] }, attrs: { axes: [1] }, dtypes: { x: 'i32' }, range: [-9, 9] },
      { shapes: { x: [3] }, attrs: { axes: [0] }, dtypes: { x: 'u32' }, values: { x: [4294967295, 1, 7] } },
    ],
  });
}
