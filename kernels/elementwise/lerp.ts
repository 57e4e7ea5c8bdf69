import { sumTo } from '../../engine/accumulate.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { pointwise } from '../../engine/pointwise.ts';
import { broadcastShapes, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { fn, wgsl } from '../../engine/gpu/wgsl.ts';
import { affine } from './affine.ts';
import { eachBroadcast } from './binary.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';

const op: Op<{ weight: number }, ['a', 'b', 'w?']> = defineOp({
  name: 'lerp',
  inputs: ['a', 'b', 'w?'],
  attrs: {} as { weight: number },
  shape: ({ a, b, w }) => broadcastShapes('lerp', a.shape, b.shape, w?.shape ?? []),
  strided: ['a', 'b', 'w'],
  live: ['weight'],
  reference: ({ a, b, w, out }, { weight }) => {
    eachBroadcast(out.shape, [a.shape, b.shape, w?.shape ?? []], (i, [ai, bi, wi]) => {
      const t = w ? w.data[wi] : weight;
      const way = b.data[bi] - a.data[ai];
      out.data[i] = Math.abs(t) < 0.5 ? a.data[ai] + t * way : b.data[bi] - way * (1 - t);
    });
  },
  kernel: ({ a, b, w, out }) => {
    // Exact at both ends: from the nearer one.
    const mix = fn`
      fn mix_at(a: f32, b: f32, w: f32) -> f32 {
        return select(b - (b - a) * (1.0f - w), a + w * (b - a), abs(w) < 0.5f);
      }`;
    return pointwise(out, { a, b, ...(w && { w }) }, wgsl`${mix}(a, b, ${w ? wgsl`w` : wgsl`p.weight`})`);
  },
  grad: ({ inputs: { a, b, w }, dy, attrs: { weight } }, wanted) => ({
    a: wanted.a && sumTo(mul(dy, w ? affine(w, { alpha: -1, beta: 1 }) : 1 - weight), a.shape),
    b: wanted.b && sumTo(mul(dy, w ?? weight), b.shape),
    w: wanted.w && sumTo(mul(dy, sub(b, a)), w!.shape),
  }),
  flops: ({ out }) => 3 * size(out.shape),
  samples: [
    { shapes: { a: [2, 1, 5], b: [3, 1], w: [5] } },
    { shapes: { a: [70], b: [70] }, attrs: { weight: 0.3 } },
    { shapes: { a: [7], b: [] }, attrs: { weight: 1 } },
  ],
});

/**
 * a + weight · (b - a), all broadcast; exactly a at weight 0 and b at 1.
 * @throws ShapeError when shapes do not broadcast.
 */
export const lerp = Object.assign(
  (a: Tensor, b: Tensor, weight: Tensor | number): Tensor => {
    return typeof weight === 'number' ? op({ a, b }, { weight }) : op({ a, b, w: weight }, { weight: 0 });
  },
  { ops: [op] },
);
