/** Which kernel makes a product on which adapter, and which way round. */
import type { Adapter, Kernel, Operand, Program } from '../../engine/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import { tileFor } from './choice.ts';
import { laneKernel } from './lanes.ts';
import type { Epilogue, Product } from './product.ts';
import { productOf, withParts } from './product.ts';
import { tileKernel } from './tiles.ts';
import { vectorKernel } from './vector.ts';

/** Columns that the lanes of a CPU adapter make together; a narrower product runs the other way round if that fills more of them. */
const laneColumns = 32;

export function productKernel(a: Operand, b: Operand, shape: Shape, adapter: Adapter, summed: boolean, epilogue: Epilogue = {}): Kernel | Program {
  const [m, n] = shape.slice(-2);
  const narrow = adapter.software ? n < laneColumns && m > n : n === 1 && m > 1;
  // A few cores are busy with few outputs: only long sums are split.
  const enough = adapter.software ? 0 : 2 ** 20;
  if (!narrow) {
    const product = productOf({ a, b, shape, epilogue, summed, enough });
    return withParts(product, kernelOf(product, adapter), epilogue);
  }
  const turn = (x: Operand): Operand => ({ ...x, shape: exchange(x.shape), strides: exchange(x.strides) });
  const turnedEpilogue: Epilogue = { ...epilogue, biasAxis: epilogue.biasAxis && (epilogue.biasAxis === 'row' ? 'column' : 'row') };
  const product = productOf({ a: turn(b), b: turn(a), shape: exchange(shape), epilogue: turnedEpilogue, summed, enough, turned: true });
  const kernel = kernelOf(product, adapter);
  const { a: left, b: right, ...types } = kernel.types ?? {};
  return withParts(product, { ...kernel, names: { a: 'b', b: 'a' }, types: { ...types, ...(left && { b: left }), ...(right && { a: right }) } }, epilogue);
}

function kernelOf(product: Product, adapter: Adapter): Kernel {
  const { m, n, parts } = product;
  if (adapter.software) return laneKernel(product, adapter);
  return m === 1 ? vectorKernel(product) : tileKernel(product, tileFor(m * n * parts, adapter));
}

/** `shape` or strides with the last two axes exchanged. */
export const exchange = (shape: Shape): number[] => [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!];
