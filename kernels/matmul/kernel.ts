/** Which kernel makes a product on which adapter, and which way round. */
import type { Adapter, Kernel, Operand, Program } from '../../engine/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import { tileFor } from './choice.ts';
import { laneKernel } from './lanes.ts';
import type { Epilogue } from './product.ts';
import { productOf, withParts } from './product.ts';
import { tileKernel } from './tiles.ts';

/** Columns that the lanes of a CPU adapter make together; a narrower product runs the other way round if that fills more of them. */
const laneColumns = 32;

export function productKernel(a: Operand, b: Operand, shape: Shape, adapter: Adapter, summed: boolean, epilogue: Epilogue = {}): Kernel | Program {
  const [m, n] = shape.slice(-2);
  if (!adapter.software) {
    const product = productOf({ a, b, shape, epilogue, summed, enough: 2 ** 20 });
    return withParts(product, tileKernel(product, tileFor(m * n * product.parts, adapter)), epilogue);
  }
  // A few cores are busy with few outputs: only long sums are split.
  if (n >= laneColumns || m <= n) {
    const product = productOf({ a, b, shape, epilogue, summed, enough: 0 });
    return withParts(product, laneKernel(product, adapter), epilogue);
  }
  const turn = (x: Operand): Operand => ({ ...x, shape: exchange(x.shape), strides: exchange(x.strides) });
  const turnedEpilogue: Epilogue = { ...epilogue, biasAxis: epilogue.biasAxis && (epilogue.biasAxis === 'row' ? 'column' : 'row') };
  const product = productOf({ a: turn(b), b: turn(a), shape: exchange(shape), epilogue: turnedEpilogue, summed, enough: 0, turned: true });
  const kernel = laneKernel(product, adapter);
  const { a: left, b: right, ...types } = kernel.types ?? {};
  return withParts(product, { ...kernel, names: { a: 'b', b: 'a' }, types: { ...types, ...(left && { b: left }), ...(right && { a: right }) } }, epilogue);
}

/** `shape` or strides with the last two axes exchanged. */
export const exchange = (shape: Shape): number[] => [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!];
