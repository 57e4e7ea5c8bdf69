import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { normalizeAxis, sameShape, show } from '../../engine/shape.ts';
import { checkIndices } from '../make/row-index.ts';
import { ShapeError } from '../../engine/errors.ts';
import { scatterRowsOp } from './gather.ts';
import { add } from '../elementwise/add.ts';
import { mul } from '../elementwise/mul.ts';

/**
 * `x` plus alpha · updates at `indices` along `axis`. Repeated indices add up, in order; those outside are left out.
 * @throws ShapeError as `gather`.
 */
export function indexAdd(x: Tensor, axis: number, indices: Tensor, updates: Tensor, alpha = 1): Tensor {
  checkTensors('indexAdd', { x, indices, updates });
  const at = normalizeAxis('indexAdd', axis, x.rank);
  checkIndices('indexAdd', indices, x.shape[at]);
  const wanted = x.shape.map((n, i) => (i === at ? indices.size : n));
  if (!sameShape(updates.shape, wanted))
    throw new ShapeError(
      'indexAdd',
      'updates do not fit',
      `x ${show(x.shape)}, ${indices.size} indices, updates ${show(updates.shape)}`,
      `updates must be ${show(wanted)}`,
    );
  const added = scatterRowsOp({ updates, indices: indices.reshape(indices.size) }, { axis: at, rows: x.shape[at] });
  return add(x, alpha === 1 ? added : mul(added, alpha));
}
