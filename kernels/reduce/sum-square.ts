import { reducer, reduction, reductionSamples } from '../make/reduction.ts';
import type { AxesAttrs } from '../make/reduction.ts';
import { total } from './sums.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from '../elementwise/mul.ts';

const sumSquareOp = reduction<AxesAttrs>({
  name: 'sum_square',
  fold: (dtype) => ({ ...total, type: name(dtype), start: wgsl`${name(dtype)}(0)` }),
  take: () => wgsl`acc += value * value;`,
  result: () => wgsl`acc`,
  reference: (values) => values.reduce((a, b) => a + b * b, 0),
  grad: ({ x, dy }) => mul(mul(dy, 2), x),
  samples: reductionSamples({}),
});

/** Σ x² over `axes` (all by default). @throws ShapeError for axes that are not there. */
export const sumSquare = reducer('sumSquare', sumSquareOp);
