/** Which kernel makes a product on which adapter, and which way round. All their shaders: test/wgsl/matmul.wgsl. */
import { sumKernel } from '../../engine/accumulate.ts';
import type { Adapter, Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import { lanesOf } from '../../engine/gpu/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import { broadcastStrides } from '../../engine/shape.ts';
import { tileFor } from './choice.ts';
import { laneKernel } from './lanes.ts';
import type { BiasAxis, Epilogue, Product } from './product.ts';
import { productOf, withParts } from './product.ts';
import { isSmall, smallProduct } from './small.ts';
import { tileKernel } from './tiles.ts';
import { vectorKernel } from './vector.ts';

/**
 * Columns that the lanes of a CPU adapter make together; a narrower product runs the other way round if that fills more
 * of them.
 */
const laneColumns = 32;

/** Whether lanes make the product as it is, and not the other way round. */
const fillsLanes = (m: number, n: number): boolean => n >= laneColumns || m <= n;

/** a · b into `shape`, all batches added up where they are `summed`. */
export interface ProductSpec {
  a: Operand;
  b: Operand;
  shape: Shape;
  summed?: boolean;
  epilogue?: Epilogue;
}

export function productKernel(
  { a, b, shape, summed = false, epilogue = {} }: ProductSpec,
  adapter: Adapter,
): Kernel | Program {
  if (lanesOf(adapter)) {
    const product = productOf({ a, b, shape, epilogue, summed, enough: 0 });
    if (isSmall(product, adapter)) return smallProduct(product, adapter);
  }
  const [m, n] = shape.slice(-2);
  const narrow = adapter.software ? !fillsLanes(m, n) : n === 1 && m > 1;
  // A few cores are busy with few outputs: only long sums are split.
  const enough = adapter.software ? 0 : 2 ** 20;
  if (!narrow) {
    const product = productOf({ a, b, shape, epilogue, summed, enough });
    return withParts(product, kernelOf(product, adapter), epilogue);
  }
  const turn = (x: Operand): Operand => ({ ...x, shape: exchange(x.shape), strides: exchange(x.strides) });
  const turnedEpilogue: Epilogue = {
    ...epilogue,
    biasAxis: epilogue.biasAxis && other(epilogue.biasAxis),
    scale: epilogue.scale === 'one' ? 'one' : epilogue.scale && other(epilogue.scale),
  };
  const product = productOf({
    a: turn(b),
    b: turn(a),
    shape: exchange(shape),
    epilogue: turnedEpilogue,
    summed,
    enough,
    turned: true,
  });
  const kernel = kernelOf(product, adapter);
  const { a: left, b: right, ...types } = kernel.types ?? {};
  return withParts(
    product,
    { ...kernel, names: { a: 'b', b: 'a' }, types: { ...types, ...(left && { b: left }), ...(right && { a: right }) } },
    epilogue,
  );
}

function kernelOf(product: Product, adapter: Adapter): Kernel {
  const { m, n, parts } = product;
  if (adapter.software) return laneKernel(product, adapter);
  return m === 1 ? vectorKernel(product) : tileKernel(product, tileFor(m * n * parts, adapter));
}

/**
 * The sum of all batches' products, and `sums`: those of the rows of `a`, once for each batch. Lanes have these at
 * hand; other kernels, and sums that are split, leave them to a pass of their own.
 */
export function productAndSums(a: Operand, b: Operand, shape: Shape, adapter: Adapter): Kernel | Program {
  const [m, n] = shape.slice(-2);
  if (lanesOf(adapter) && n) {
    const product = productOf({ a, b, shape, epilogue: {}, summed: true, enough: 0 });
    if (isSmall(product, adapter)) return smallProduct(product, adapter, true);
    if (!product.split && fillsLanes(m, n)) return laneKernel(product, adapter, true);
  }
  const all = [...shape.slice(0, -1), a.shape.at(-1)!];
  const [sums, product] = [
    sumKernel('a', { ...a, shape: all, strides: broadcastStrides(a.shape, a.strides, all) }, [m, 1], adapter, {
      target: 'sums',
    }),
    n ? productKernel({ a, b, shape, summed: true }, adapter) : { passes: [] },
  ].map((made): Program => ('passes' in made ? made : { passes: [made] }));
  return {
    passes: [...product.passes.map((pass) => ({ reads: ['a', 'b'], writes: ['out'], ...pass })), ...sums.passes],
    scratch: { ...product.scratch, ...sums.scratch },
  };
}

const other = (axis: BiasAxis): BiasAxis => (axis === 'row' ? 'column' : 'row');

/** `shape` or strides with the last two axes exchanged. */
export const exchange = (shape: Shape): number[] => [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!];
