import { reducer, reduction, reductionSamples } from '../make/reduction.ts';
import type { AxesAttrs } from '../make/reduction.ts';
import { total } from './sums.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from '../elementwise/mul.ts';
import { sign } from '../elementwise/sign.ts';

const l1Op = reduction<AxesAttrs>({
  name: 'l1',
  fold: (dtype) => ({ ...total, type: name(dtype), start: wgsl`${name(dtype)}(0)` }),
  take: () => wgsl`acc += abs(value);`,
  result: () => wgsl`acc`,
  reference: (values) => values.reduce((a, b) => a + Math.abs(b), 0),
  grad: ({ x, dy }) => mul(dy, sign(x)),
  samples: reductionSamples({}),
});

/** Σ |x| over `axes` (all by default). Its derivative at 0 is 0. @throws ShapeError for axes that are not there. */
export const l1 = reducer('l1', l1Op);
