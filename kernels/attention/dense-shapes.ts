/** What dense attention takes. */
import { ShapeError } from '../../engine/errors.ts';
import type { Shape } from '../../engine/shape.ts';
import { sameShape, show } from '../../engine/shape.ts';

/** @throws ShapeError unless q [3 batch axes, N, d], k [3 batch axes, M, d], v [3 batch axes, M, e] and a mask that broadcasts to [3 batch axes, N, M]. */
export function checkDense(q: Shape, k: Shape, v: Shape, mask?: Shape): void {
  const got = `q ${show(q)}, k ${show(k)}, v ${show(v)}`;
  const fail = (what: string, fix: string, shapes = got): never => {
    throw new ShapeError('attention', what, shapes, fix);
  };
  if ([q, k, v].some((shape) => shape.length !== 5))
    fail('q, k and v must have three batch axes, positions and channels', 'call flashAttention, which takes any batch');
  if (!sameShape(q.slice(0, 3), k.slice(0, 3)) || !sameShape(k.slice(0, 3), v.slice(0, 3)))
    fail('the batches of q, k and v differ', 'expand them to one shape');
  if (q[4] !== k[4]) fail('the widths of q and k differ', 'queries meet keys of their own width');
  if (k[3] !== v[3]) fail('k and v differ in length', 'give one value for each key');
  const pairs = [...q.slice(0, 4), k[3]];
  if (mask && (mask.length !== 5 || mask.some((n, axis) => n !== 1 && n !== pairs[axis])))
    fail(
      'the mask does not broadcast to the scores',
      'each of its axes must be that of the scores, or 1',
      `mask ${show(mask)}, scores ${show(pairs)}`,
    );
}
