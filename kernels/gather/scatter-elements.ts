import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Reduction } from './gather-elements.ts';
import { normalizeAxis } from '../../engine/shape.ts';
import { checkIndices } from '../make/row-index.ts';
import { scatterElementsOp } from './gather-elements.ts';

/**
 * `x` with `updates` placed at `indices` along `axis`, or combined with what is there. Of several updates for one place
 * the last one stays (`none`), or all count, in order. Indices outside are left out.
 * @throws ShapeError when indices and updates differ in shape or do not fit x, and as `gather`.
 */
export function scatterElements(
  x: Tensor,
  indices: Tensor,
  updates: Tensor,
  options: { axis?: number; reduction?: Reduction } = {},
): Tensor {
  checkTensors('scatterElements', { x, indices, updates });
  const { axis = 0, reduction = 'none' } = checkOptions('scatterElements', options, 'axis reduction');
  const at = normalizeAxis('scatterElements', axis, x.rank);
  checkIndices('scatterElements', indices, x.shape[at]);
  return scatterElementsOp({ x, indices, updates }, { axis: at, reduction, to: x.shape });
}
