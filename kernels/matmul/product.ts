/**
 * What a matrix product's kernels have in common: sizes, strides, how operands may be read as vec4s, the loop over
 * batches, what results go through.
 */
import type { Gather } from '../../engine/indexing.ts';
import { collapse, gather } from '../../engine/indexing.ts';
import type { Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import { broadcastStrides, size } from '../../engine/shape.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { addParts, partialLimit } from '../make/partial-sums.ts';

export type BiasAxis = 'row' | 'column';

/** A function in WGSL of one argument of `type`, f32 or vec4<f32>. */
export type Finish = (type: Snippet) => Snippet;

/**
 * What results go through on the way out: activation(residual + scale · (product + bias)), of which each may be
 * missing.
 */
export interface Epilogue {
  biasAxis?: BiasAxis | undefined;
  /** One number, or one for each row or column. */
  scale?: 'one' | BiasAxis | undefined;
  residual?: boolean;
  activation?: Finish | undefined;
}

export interface Product {
  m: number;
  n: number;
  k: number;
  batches: number;
  /** Results that are made: one for each batch, or partial sums over batches and k. */
  parts: number;
  /** Whether the batches are added up. */
  summed: boolean;
  /** Whether results are partial sums, which a second pass adds and finishes. */
  split: boolean;
  /** What the kernel itself does to its results. */
  epilogue: Epilogue;
  params: NonNullable<Kernel['params']>;
  /** Along which axis each operand lies dense in whole, aligned vec4s. */
  vectors: { a: { row: boolean; k: boolean }; b: { k: boolean; column: boolean }; out: boolean };
  starts: Gather;
}

export interface ProductSpec {
  a: Operand;
  b: Operand;
  /** Batch axes, then m and n. */
  shape: Shape;
  epilogue: Epilogue;
  /** Add the batches up. */
  summed: boolean;
  /** Parts that sums are split in are made until this many results are: what keeps an adapter busy. */
  enough: number;
  /** Whether rows and columns have changed places, and the result is to be stored the other way round. */
  turned?: boolean;
}

/** Terms that one chain of additions should hold at most, and those below which splitting it does not pay. */
const longest = 4096;
const shortest = 256;

export function productOf({ a, b, shape, epilogue, summed, enough, turned = false }: ProductSpec): Product {
  const [m, n] = shape.slice(-2);
  const k = a.shape.at(-1)!;
  const batchShape = shape.slice(0, -2);
  const batches = size(batchShape);
  const adds = summed || batches === 1;
  const terms = k * Math.max(1, batches);
  const wanted = adds
    ? Math.max(
        1,
        Math.min(
          Math.max(Math.ceil(terms / longest), Math.min(Math.ceil(enough / (m * n)), Math.floor(terms / shortest))),
          Math.floor(partialLimit / (m * n)),
        ),
      )
    : 1;
  const batchesEach = adds ? Math.max(1, Math.ceil(batches / wanted)) : 1;
  // Whole slabs of 16, so that vec4s stay aligned.
  const chunk = Math.max(
    16,
    Math.ceil(k / (adds ? Math.max(1, Math.floor(wanted / Math.max(1, batches))) : 1) / 16) * 16,
  );
  const kParts = Math.max(1, Math.ceil(k / chunk));
  const parts = Math.max(1, Math.ceil(batches / batchesEach)) * kParts;
  const split = adds && parts > 1;
  const starts = batchStarts(batchShape, a, b);
  return {
    m,
    n,
    k,
    batches,
    parts,
    summed,
    split,
    starts,
    epilogue: split ? {} : epilogue,
    params: {
      ...starts.params,
      batches,
      batches_each: batchesEach,
      k_parts: kParts,
      chunk,
      m,
      n,
      k,
      a_row: a.strides.at(-2)! >>> 0,
      a_k: a.strides.at(-1)! >>> 0,
      b_k: b.strides.at(-2)! >>> 0,
      b_column: b.strides.at(-1)! >>> 0,
      out_row: turned ? 1 : n,
      out_column: turned ? m : 1,
    },
    vectors: {
      a: { row: dense(a, -2), k: dense(a, -1) },
      b: { k: dense(b, -2), column: dense(b, -1) },
      out: !turned && n % 4 === 0,
    },
  };
}

/**
 * Where the matrices of batch `i` begin. One shader serves no batch, one, many, and operands with and without an
 * offset.
 */
function batchStarts(shape: Shape, a: Operand, b: Operand): Gather {
  const matrices = (x: Operand): Operand => ({
    ...x,
    shape: x.shape.slice(0, -2),
    strides: x.strides.slice(0, -2),
    offset: 0,
  });
  const operands = { a: matrices(a), b: matrices(b) };
  const offsets = { a_offset: a.offset, b_offset: b.offset };
  const flat = collapse(
    shape,
    Object.values(operands).map((x) => broadcastStrides(x.shape, x.strides, shape)),
  );
  if (flat.shape.length > 1) {
    const { at, setup, params } = gather(shape, operands);
    return {
      at: { a: wgsl`p.a_offset + ${at.a}`, b: wgsl`p.b_offset + ${at.b}` },
      setup,
      params: { ...offsets, ...params },
    };
  }
  const [a_batch, b_batch] = flat.strides.map(([stride = 0]) => stride >>> 0);
  return {
    at: { a: wgsl`p.a_offset + i * p.a_batch`, b: wgsl`p.b_offset + i * p.b_batch` },
    setup: wgsl``,
    params: { ...offsets, a_batch, b_batch },
  };
}

/** Whether `axis` steps by one and every row along it starts on a whole vec4. */
function dense(x: Operand, axis: -1 | -2): boolean {
  const at = x.strides.length + axis;
  return (
    x.strides[at] === 1 &&
    x.shape[at] % 4 === 0 &&
    x.offset % 4 === 0 &&
    x.strides.every((stride, i) => i === at || x.shape[i] === 1 || stride % 4 === 0)
  );
}

/**
 * Makes the part of this workgroup, number `group.z`: `before`, `body` for each batch (it sees `a_start`, `b_start`,
 * and k from `k_first` to `k_end`), `after` for the result number `part`. `always` has the loop where batches are not
 * added up, too.
 */
export function batchLoop(
  { starts, summed }: Product,
  before: Snippet,
  body: Snippet,
  after: Snippet,
  always = summed,
): Snippet {
  const batch = wgsl`
    ${starts.setup}
    let a_start = ${starts.at.a};
    let b_start = ${starts.at.b};
    ${body}`;
  return wgsl`
    let part = group.z;
    let k_first = part % p.k_parts * p.chunk;
    let k_end = min(k_first + p.chunk, p.k);
    let first = part / p.k_parts * p.batches_each;
    ${before}
    ${
      always
        ? wgsl`
          for (var i = first; i < min(first + p.batches_each, p.batches); i++) {
            ${batch}
          }`
        : wgsl`
          let i = first;
          ${batch}`
    }
    ${after}`;
}

/**
 * Where a result belongs: its row, its column, its element of the output; in vec4s of columns where operands are bound
 * so.
 */
export interface ResultPlace {
  row: Snippet;
  column: Snippet;
  at: Snippet;
}

/**
 * The epilogue in WGSL, for results of `type`: `setup` comes once, before results; `value` is what is stored for a
 * product.
 */
export function finish(
  { biasAxis, scale, residual, activation }: Epilogue,
  type = name('f32'),
): { setup: Snippet; value: (product: Snippet, place: ResultPlace) => Snippet } {
  return {
    setup: scale === 'one' ? wgsl`let factor = scale[0];` : wgsl``,
    value: (product, { row, column, at }) => {
      const biased = biasAxis ? wgsl`(${product} + bias[${biasAxis === 'row' ? row : column}])` : product;
      const factor = scale === 'one' ? wgsl`factor` : wgsl`scale[${scale === 'row' ? row : column}]`;
      const scaled = scale ? wgsl`${factor} * ${biased}` : biased;
      const added = residual ? wgsl`residual[${at}] + ${scaled}` : scaled;
      return activation ? wgsl`${activation(type)}(${added})` : added;
    },
  };
}

/** The kernel, and the pass that adds its parts where there are some. */
export function withParts(product: Product, kernel: Kernel, epilogue: Epilogue): Kernel | Program {
  if (!product.split) return kernel;
  const { m, n, parts } = product;
  const columns = product.params.out_column === 1 ? n : m;
  const { setup, value } = finish(epilogue);
  const reads = [
    ...(epilogue.biasAxis ? ['bias'] : []),
    ...(epilogue.scale ? ['scale'] : []),
    ...(epilogue.residual ? ['residual'] : []),
  ];
  const last = (reads.length > 0 || epilogue.activation) && {
    reads,
    params: { columns },

    setup,
    value: (total: Snippet) => value(total, { row: wgsl`i / p.columns`, column: wgsl`i % p.columns`, at: name('i') }),
  };
  const { out, ...types } = kernel.types ?? {};
  return {
    passes: [
      {
        ...kernel,
        reads: ['a', 'b'],
        writes: ['partial'],
        names: { ...kernel.names, partial: 'out' },
        types: { ...types, ...(out && { partial: out }) },
      },
      addParts(m * n, parts, last || undefined),
    ],
    scratch: { partial: m * n * parts },
  };
}
