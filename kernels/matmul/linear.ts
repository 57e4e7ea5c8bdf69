/** Matrix products in the forms that layers and files ask for. */
import { ShapeError } from '../../engine/errors.ts';
import { show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Activation } from '../elementwise/activation.ts';
import { add } from '../elementwise/add.ts';
import { matmul } from './matmul.ts';
import { mul } from '../elementwise/mul.ts';

export interface LinearEpilogue {
  /** Added to the result; of its shape. */
  residual?: Tensor | undefined;
  /** Applied last. Both cost no pass of their own. */
  activation?: Activation | undefined;
}

/**
 * x · wᵀ + bias over the last axis: x [..., in], w [out, in], bias [out] → [..., out].
 * @throws ShapeError when the widths, or the residual's shape, differ.
 */
export function linear(
  x: Tensor,
  w: Tensor,
  bias?: Tensor | null,
  { residual, activation }: LinearEpilogue = {},
): Tensor {
  const width = x.shape.at(-1);
  if (w.rank !== 2 || width !== w.shape[1])
    throw new ShapeError(
      'linear',
      'the widths differ',
      `x ${show(x.shape)}, w ${show(w.shape)}`,
      'x is [..., in], w is [out, in]',
    );
  const rows = x.shape.slice(0, -1);
  const added = residual?.reshape(size(rows), w.shape[0]);
  return matmul(x.reshape(size(rows), width), w, {
    transposeB: true,
    activation,
    ...(bias && { bias }),
    ...(added && { residual: added }),
  }).reshape([...rows, w.shape[0]]);
}

export interface GemmOptions {
  /** Added to the product, broadcast to its shape. */
  c?: Tensor;
  alpha?: number;
  beta?: number;
  transposeA?: boolean;
  transposeB?: boolean;
}

/** alpha · a · b + beta · c for matrices (BLAS). */
export function gemm(
  a: Tensor,
  b: Tensor,
  { c, alpha = 1, beta = 1, transposeA = false, transposeB = false }: GemmOptions = {},
): Tensor {
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

/** Products of matrices in pairs: [n, m, k] × [n, k, p] → [n, m, p]. */
export function bmm(a: Tensor, b: Tensor): Tensor {
  if (a.rank !== 3 || b.rank !== 3 || a.shape[0] !== b.shape[0])
    throw new ShapeError(
      'bmm',
      'needs two batches of as many matrices',
      `a ${show(a.shape)}, b ${show(b.shape)}`,
      'use matmul to broadcast',
    );
  return matmul(a, b);
}
