import { ShapeError } from '../../engine/errors.ts';
import type { Kernel } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { defineOp } from '../../engine/op.ts';
import { show } from '../../engine/shape.ts';
import { noGrad } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_sqrt } from '../math/sqrt.ts';
import { rowKernel, sumAlong } from '../make/rows.ts';

interface PowerAttrs {
  iterations: number;
  /** Norms below this count as this. */
  eps: number;
}

/**
 * v = Wᵀu / ‖Wᵀu‖, then u = Wv / ‖Wv‖, as often as asked: towards the singular vectors of the largest singular value.
 */
export const powerIterationOp = defineOp({
  name: 'power_iteration',
  inputs: ['w', 'u'],
  attrs: {} as PowerAttrs,
  outputs: ({ w, u }, { iterations }) => {
    const [m, n] = w.shape;
    if (w.shape.length !== 2 || u.shape.length !== 1 || u.shape[0] !== m)
      throw new ShapeError(
        'powerIteration',
        'u must have one value for each row of the matrix',
        `w ${show(w.shape)}, u ${show(u.shape)}`,
        'pass it as [rows]',
      );
    if (!Number.isInteger(iterations) || iterations < 1)
      throw new ShapeError('powerIteration', 'at least one iteration is needed', String(iterations), 'use 1');
    return { left: { shape: [m], dtype: w.dtype }, right: { shape: [n], dtype: w.dtype } };
  },
  reference: ({ w, u, left, right }, { iterations, eps }) => {
    const [m, n] = w.shape;
    left.data.set(u.data);
    const normalize = (x: typeof left.data) => {
      const norm = Math.max(eps, Math.sqrt(Array.from(x).reduce((a, b) => a + b * b, 0)));
      for (let i = 0; i < x.length; i++) x[i] /= norm;
    };
    for (let step = 0; step < iterations; step++) {
      for (let j = 0; j < n; j++)
        right.data[j] = Array.from(left.data).reduce((total, x, i) => total + x * w.data[i * n + j], 0);
      normalize(right.data);
      for (let i = 0; i < m; i++)
        left.data[i] = Array.from(right.data).reduce((total, x, j) => total + x * w.data[i * n + j], 0);
      normalize(left.data);
    }
  },
  kernel: ({ w }, { iterations, eps }, adapter) => {
    const [m, n] = w.shape;
    const unit = (length: number, source: string, target: string): Kernel => ({
      ...rowKernel(
        { count: 1, length, step: 1 },
        wgsl`
          ${sumAlong([wgsl`total`], wgsl`total += source[k] * source[k];`)}
          let length = ${m_sqrt}(row_sum(total, lane));
          let norm = select(length, p.eps, length < p.eps);
          for (var k = lane; k < p.length; k += lanes) { target_vector[k] = source[k] / norm; }`,
        adapter,
        { params: { eps: { f32: eps } } },
      ),
      reads: [source],
      writes: [target],
      names: { [source]: 'source', [target]: 'target_vector' },
    });
    const columns = (vector: string): Kernel => ({
      ...each(
        n,
        wgsl`
          const lane = 0u;
          const lanes = 1u;
          ${sumAlong([wgsl`total`], wgsl`total += vector[k] * w[k * p.count + i];`, { end: wgsl`p.m` })}
          product[i] = total;`,
        { params: { m } },
      ),
      reads: ['w', vector],
      writes: ['columns'],
      names: { [vector]: 'vector', columns: 'product' },
    });
    const rows: Kernel = {
      ...rowKernel(
        { count: m, length: n, step: 1 },
        wgsl`
          ${sumAlong([wgsl`total`], wgsl`total += vector[k] * w[at + k];`)}
          total = row_sum(total, lane);
          if (lane == 0u) { product[row] = total; }`,
        adapter,
      ),
      reads: ['w', 'right'],
      writes: ['rows'],
      names: { right: 'vector', rows: 'product' },
    };
    const step = (from: string) => [columns(from), unit(n, 'columns', 'right'), rows, unit(m, 'rows', 'left')];
    return {
      passes: Array.from({ length: iterations }, (_, i) => step(i ? 'left' : 'u')).flat(),
      scratch: { columns: n, rows: m },
    };
  },
  samples: [
    { shapes: { w: [5, 7], u: [5] }, attrs: { iterations: 2, eps: 1e-12 } },
    { shapes: { w: [3, 130], u: [3] }, attrs: { iterations: 1, eps: 1e-12 } },
  ],
});

/**
 * Approximate singular vectors of the matrix `w` [m, n], from a guess `u` [m] of the left one. Constants to every
 * gradient. @throws ShapeError when `u` does not fit.
 */
export function powerIteration(w: Tensor, u: Tensor, iterations = 1, eps = 1e-12): { u: Tensor; v: Tensor } {
  const { left, right } = noGrad(() => powerIterationOp.many({ w, u }, { iterations, eps }));
  return { u: left, v: right };
}
