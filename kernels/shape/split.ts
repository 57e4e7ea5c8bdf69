import { checkList, checkTensors, told } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { normalizeAxis, show } from '../../engine/shape.ts';
import { ShapeError } from '../../engine/errors.ts';
import { noGrad, record } from '../../engine/tape.ts';
import { concat } from './concat.ts';
import { zeros } from '../../engine/create.ts';

/**
 * Consecutive parts of an axis: of the given sizes, or all of one size (the last may be smaller). Their gradients come
 * back as one `concat`.
 * @throws ShapeError when the sizes do not add up.
 */
export function split(x: Tensor, sizes: number | readonly number[], axis = 0): Tensor[] {
  checkTensors('split', { x });
  const at = normalizeAxis('split', axis, x.rank);
  const n = x.shape[at];
  if (typeof sizes === 'number' && (!Number.isInteger(sizes) || sizes < (n ? 1 : 0)))
    throw new ShapeError('split', 'the size must be a whole number above 0', told(sizes), 'use the size of a part');
  if (typeof sizes !== 'number') checkList('split', 'sizes', sizes);
  const parts =
    typeof sizes === 'number'
      ? Array.from({ length: Math.max(1, Math.ceil(n / sizes) || 0) }, (_, i) => Math.min(sizes, n - i * sizes))
      : sizes;
  if (parts.some((part) => !Number.isInteger(part) || part < 0) || parts.reduce((sum, part) => sum + part, 0) !== n) {
    throw new ShapeError(
      'split',
      `the sizes must add up to ${n}`,
      `${show(parts)} along axis ${at} of ${show(x.shape)}`,
      'name the sizes of all parts',
    );
  }
  let start = 0;
  const views = noGrad(() => parts.map((part) => x.slice(at, start, (start += part))));
  record('split', [x], views, {
    kind: 'op',
    gradients: (dys) => [
      concat(
        dys.map((dy, i) => dy ?? zeros(x.device, views[i].shape, x.dtype)),
        at,
      ),
    ],
  });
  return views;
}
