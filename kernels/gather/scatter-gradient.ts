/** The gradients of `scatterElements`, by reduction. */
import { cast } from '../../engine/cast.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { GradContext, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ones } from '../../engine/create.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { add } from '../elementwise/add.ts';
import { equal } from '../elementwise/equal.ts';
import { greater } from '../elementwise/greater.ts';
import { coordinates, eachIndex, elementAt, indexOf, replaced } from '../make/coordinates.ts';
import { div } from '../elementwise/div.ts';
import type { ScatterAttrs } from './gather-elements.ts';
import type { GatherAttrs } from '../make/row-index.ts';
import { logicalNot } from '../elementwise/logical-not.ts';
import { maskedFill } from '../elementwise/masked-fill.ts';
import { mul } from '../elementwise/mul.ts';
import { indexDTypes, rowIndex, rowIndexValue } from '../make/row-index.ts';
import { sub } from '../elementwise/sub.ts';

/** Whether a later index of the same lane names the same row, so that this update does not last. */
export const overwrittenOp: Op<{ axis: number; rows: number }, ['indices']> = defineOp({
  name: 'overwritten',
  inputs: ['indices'],
  attrs: {} as { axis: number; rows: number },
  dtypes: { indices: indexDTypes },
  shape: ({ indices }) => indices.shape,
  dtype: () => 'bool',
  strided: ['indices'],
  reference: ({ indices, out }, { axis, rows }) => {
    const row = (at: readonly number[]) => rowIndexValue(indices.data[indexOf(at, indices.shape)], rows);
    eachIndex(indices.shape, (i, at) => {
      for (let m = at[axis] + 1; m < indices.shape[axis]; m++)
        if (row(replaced(at, axis, m)) === row(at)) out.data[i] = 1;
    });
  },
  kernel: ({ indices, out }, { axis, rows }) => {
    const { setup, at, params } = coordinates(out.shape);
    const own = elementAt('indices', indices, at);
    const other = elementAt('indices', indices, replaced(at, axis, name('m')));
    const body = wgsl`
      ${setup}
      let row = ${rowIndex}(i32(indices[${own.index}]), p.rows);
      var later = 0u;
      for (var m = ${at[axis]} + 1u; m < p.updates && later == 0u; m++) {
        if (${rowIndex}(i32(indices[${other.index}]), p.rows) == row) { later = 1u; }
      }
      out[i] = later;`;
    return each(size(out.shape), body, {
      params: { ...params, ...own.params, rows, updates: indices.shape[axis] },
    });
  },
  samples: [
    {
      shapes: { indices: [6, 2] },
      attrs: { axis: 0, rows: 4 },
      dtypes: { indices: 'i32' },
      values: { indices: [0, 1, 3, 2, -1, -3, 0, 9, 2, 2, 0, 0] },
    },
  ],
});

type ScatterInputs = ['x?', 'indices', 'updates'];

/** The two ops that the gradients are made of, handed over because they are defined beside each other. */
interface Ops {
  gatherElementsOp: Op<GatherAttrs, ['x', 'indices']>;
  scatterElementsOp: Op<ScatterAttrs, ScatterInputs>;
}

export function scatterGradient(
  { inputs: { x, indices, updates }, outputs: { out }, dy, attrs }: GradContext<ScatterAttrs, ScatterInputs, 'out'>,
  wanted: Readonly<Record<'x' | 'updates', boolean>>,
  { gatherElementsOp, scatterElementsOp }: Ops,
): Record<string, Tensor | false> {
  const { axis, reduction, to } = attrs;
  // An update that fell outside counts for nothing.
  const pick = (values: Tensor) => gatherElementsOp({ x: values, indices }, { axis, outside: 'zero' });
  const scatter = (values: Tensor, by: ScatterAttrs['reduction']) =>
    scatterElementsOp({ indices, updates: values }, { axis, reduction: by, to });
  switch (reduction) {
    case 'add':
      return { x: dy, updates: wanted.updates && pick(dy) };
    case 'none':
      return {
        x: wanted.x && maskedFill(dy, cast(scatter(ones(dy.device, indices.shape), 'none'), 'bool'), 0),
        updates: wanted.updates && maskedFill(pick(dy), overwrittenOp({ indices }, { axis, rows: to[axis] }), 0),
      };
    case 'mul': {
      const ofFactors = () => {
        // The product of all other factors: of all that are not 0, divided by one's own, unless another one is 0.
        const zero = equal(updates, 0);
        const factors = maskedFill(updates, zero, 1);
        const product = scatterElementsOp({ x, indices, updates: factors }, attrs);
        const zeros = cast(zero, 'f32');
        const otherZeros = sub(pick(scatter(zeros, 'add')), zeros);
        return maskedFill(div(pick(mul(dy, product)), factors), greater(otherZeros, 0), 0);
      };
      return {
        x: wanted.x && mul(dy, scatterElementsOp({ x: ones(dy.device, to), indices, updates }, attrs)),
        updates: wanted.updates && ofFactors(),
      };
    }
    default: {
      // Equal extremes share the gradient.
      const own = equal(x!, out);
      const theirs = equal(updates, pick(out));
      const part = div(dy, add(cast(own, 'f32'), scatter(cast(theirs, 'f32'), 'add')));
      return {
        x: wanted.x && maskedFill(part, logicalNot(own), 0),
        updates: wanted.updates && maskedFill(pick(part), logicalNot(theirs), 0),
      };
    }
  }
}
