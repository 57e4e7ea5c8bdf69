/**
 * Attention along one axis of an image with learnt relative positions in scores and values, without the T × T weights in memory
 * (Wang et al., "Axial-DeepLab", ECCV 2020, arXiv 2003.07853, with its similarities scaled by given factors: batch statistics, once frozen).
 * Forward it is fused; its gradient goes by plain ops, with the weights in memory.
 */
import { vjp } from '../../engine/autograd.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Described, HostArray, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { positionalProgram, positionalSizes } from './positional-kernels.ts';
import { plainPositional } from './positional-parts.ts';

interface PositionalAttrs {
  /** Attend within rows; else within columns. */
  rows: boolean;
}

function check(inputs: Readonly<Record<string, Described>>, { rows }: PositionalAttrs): Shape {
  const { q, k, v, relative, factors } = inputs;
  const got = Object.entries(inputs).map(([key, { shape }]) => `${key} ${show(shape)}`).join(', ');
  const fail = (what: string, fix: string): never => { throw new ShapeError('positionalAttention', what, got, fix); };
  if (q.shape.length !== 5 || v.shape.length !== 5 || !sameShape(q.shape, k.shape) || [0, 1, 3, 4].some((axis) => q.shape[axis] !== v.shape[axis])) fail('q, k and v are not of the same images', 'q and k [B, groups, c, H, W], v [B, groups, e, H, W]');
  const { depth, width, length } = positionalSizes(inputs, rows);
  const table = [2 * depth + width, 2 * length - 1];
  if (!sameShape(relative.shape, table)) fail('the table of positions does not fit', `it must be ${show(table)}: a row for each channel of q, k and v, a column for each distance`);
  if (!sameShape(factors.shape, [3, q.shape[1]])) fail('there must be three factors for each group', `pass them as ${show([3, q.shape[1]])}`);
  return [...v.shape.slice(0, 3), 2, ...v.shape.slice(3)];
}

function attendLoops({ q, k, v, relative, factors, out }: Readonly<Record<string, HostArray>>, { rows }: PositionalAttrs): void {
  const [batch, groups, depth, height, columns] = q.shape;
  const { width, length } = positionalSizes({ q, v }, rows);
  const others = rows ? height : columns;
  const pixel = (line: number, t: number) => (rows ? line * columns + t : t * columns + line);
  const area = height * columns;
  for (let image = 0; image < batch * groups; image++) {
    const factor = (part: number) => factors.data[part * groups + (image % groups)];
    for (let line = 0; line < others; line++) {
      for (let i = 0; i < length; i++) {
        const channel = (x: HostArray, channels: number, c: number, t: number) => x.data[(image * channels + c) * area + pixel(line, t)];
        const table = (c: number, distance: number) => relative.data[c * (2 * length - 1) + distance + length - 1];
        const scores = Array.from({ length }, (_, j) => {
          let score = 0;
          for (let c = 0; c < depth; c++) score += factor(0) * channel(q, depth, c, i) * channel(k, depth, c, j) + factor(1) * channel(q, depth, c, i) * table(c, i - j) + factor(2) * channel(k, depth, c, j) * table(depth + c, j - i);
          return score;
        });
        const top = scores.reduce((a, b) => Math.max(a, b), -Infinity);
        const weights = scores.map((score) => Math.exp(score - top));
        const total = weights.reduce((a, b) => a + b, 0);
        for (let c = 0; c < width; c++) {
          weights.forEach((weight, j) => {
            const at = ((image * width + c) * 2) * area + pixel(line, i);
            out.data[at] += (weight / total) * channel(v, width, c, j);
            out.data[at + area] += (weight / total) * table(2 * depth + c, i - j);
          });
        }
      }
    }
  }
}

const shapes = (batch: number, groups: number, c: number, e: number, height: number, width: number, length: number) => ({
  q: [batch, groups, c, height, width], k: [batch, groups, c, height, width], v: [batch, groups, e, height, width], relative: [2 * c + e, 2 * length - 1], factors: [3, groups],
});

export const positionalAttentionOp: Op<PositionalAttrs> = defineOp<PositionalAttrs>({
  name: 'positional_attention',
  inputs: ['q', 'k', 'v', 'relative', 'factors'],
  strided: ['q', 'k', 'v'],
  shape: check,
  reference: attendLoops,
  kernel: (operands, { rows }) => positionalProgram(operands, rows),
  grad: ({ inputs, dy, attrs: { rows } }) => {
    let made: Map<string, Tensor> | undefined;
    const gradients = () => (made ??= vjp(() => plainPositional(inputs as Record<'q' | 'k' | 'v' | 'relative' | 'factors', Tensor>, rows), new Map(Object.entries(inputs)), dy).grads);
    return Object.fromEntries(Object.keys(inputs).map((key) => [key, () => gradients().get(key)!]));
  },
  cost: ({ q, v }, { rows }) => {
    const { length } = positionalSizes({ q, v }, rows);
    return { flops: length * (6 * size(q.shape) + 4 * size(v.shape)), bytes: 4 * (2 * size(q.shape) + 3 * size(v.shape)) };
  },
  samples: [
    { shapes: shapes(2, 2, 3, 5, 4, 6, 6), attrs: { rows: true } },
    { shapes: shapes(1, 3, 4, 8, 7, 3, 7), attrs: { rows: false }, range: [-2, 2] },
    { shapes: shapes(1, 1, 1, 2, 1, 2, 1), attrs: { rows: false }, differentiable: false }, // one position has weight 1, whatever its score
  ],
});

/**
 * softmax_j(f₀·q_i·k_j + f₁·q_i·r^q_{i-j} + f₂·k_j·r^k_{j-i}) applied to v_j and to r^v_{i-j}, j along the rows or columns of an image.
 * @param q [B, groups, c, H, W] @param k as q @param v [B, groups, e, H, W]
 * @param relative [2c + e, 2T - 1]: r^q, r^k, r^v of each distance, from -(T - 1) on @param factors [3, groups]: f₀, f₁, f₂ of each group
 * @returns [B, groups, e, 2, H, W]: the mean of the values, and that of their positions
 * @throws ShapeError when these do not fit together.
 */
export function positionalAttention(q: Tensor, k: Tensor, v: Tensor, relative: Tensor, factors: Tensor, { rows }: PositionalAttrs): Tensor {
  return positionalAttentionOp({ q, k, v, relative, factors }, { rows });
}
