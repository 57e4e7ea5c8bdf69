import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { matmul } from './matmul.ts';
import { mul } from '../elementwise/mul.ts';
import { add } from '../elementwise/add.ts';

export interface GemmOptions {
  /** Added to the product, broadcast to its shape. */
  c?: Tensor;
  alpha?: number;
  beta?: number;
  transposeA?: boolean;
  transposeB?: boolean;
}

/** alpha · a · b + beta · c for matrices (BLAS). */
export function gemm(a: Tensor, b: Tensor, options: GemmOptions = {}): Tensor {
  checkTensors('gemm', { a, b });
  const {
    c,
    alpha = 1,
    beta = 1,
    transposeA = false,
    transposeB = false,
  } = checkOptions('gemm', options, 'c alpha beta transposeA transposeB');
  if (a.rank !== 2 || b.rank !== 2)
    throw new ShapeError(
      'gemm',
      'needs two matrices',
      `a ${show(a.shape)}, b ${show(b.shape)}`,
      'use matmul for batches and vectors',
    );
  const added = c?.expand(a.shape[transposeA ? 1 : 0], b.shape[transposeB ? 0 : 1]);
  if (alpha === 1 && beta === 1) return matmul(a, b, { transposeA, transposeB, ...(added && { residual: added }) });
  const product = matmul(a, b, { transposeA, transposeB });
  const scaled = alpha === 1 ? product : mul(product, alpha);
  return added ? add(scaled, beta === 1 ? added : mul(added, beta)) : scaled;
}
