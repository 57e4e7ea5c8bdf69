/** Running sums and products along an axis. */
import type { Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import { eachRow, rowsAlong } from '../make/rows.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Op } from '../../engine/op.ts';
import type { DType } from '../../engine/dtype.ts';
import { defineOp, numberDTypes } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';

export interface ScanAttrs {
  axis: number;
  /** Leave an element out of its own result. */
  exclusive: boolean;
  /** Run from the end. */
  reverse: boolean;
}

/**
 * Rows up to this long are walked by one invocation; longer ones in parts near the root of their length, which first
 * learn where they start.
 */
const shortest = 256;

function scanPasses(x: Operand, product: boolean, { axis, exclusive, reverse }: ScanAttrs): Program {
  const rows = rowsAlong(x.shape, axis);
  const part = rows.length <= shortest ? rows.length : Math.max(64, Math.round(Math.sqrt(rows.length)));
  const parts = Math.ceil(rows.length / part);
  const params = { rows: rows.count, length: rows.length, step: rows.step, part, parts };
  const type = name(x.dtype);
  const identity = wgsl`${type}(${Number(product)})`;
  const operator = product ? wgsl`*` : wgsl`+`;
  const types = { totals: type, starts: type };
  const walk = (body: Kernel['code']) => wgsl`
    let row = i % p.rows;
    let at = row / p.step * p.length * p.step + row % p.step;
    let first = i / p.rows * p.part;
    for (var j = first; j < min(first + p.part, p.length); j++) {
      let k = at + ${reverse ? wgsl`(p.length - 1u - j)` : wgsl`j`} * p.step;
      ${body}
    }`;
  const last: Kernel = {
    ...each(
      rows.count * parts,
      wgsl`
        var acc = ${parts > 1 ? wgsl`starts[i]` : identity};
        ${walk(
          exclusive
            ? wgsl`
              out[k] = acc;
              acc = acc ${operator} x[k];`
            : wgsl`
              acc = acc ${operator} x[k];
              out[k] = acc;`,
        )}`,
      { params, types },
    ),
    reads: ['x', ...(parts > 1 ? ['starts'] : [])],
  };
  if (parts === 1) return { passes: [last] };
  const totals = {
    ...each(
      rows.count * parts,
      wgsl`
        var acc = ${identity};
        ${walk(wgsl`acc = acc ${operator} x[k];`)}
        totals[i] = acc;`,
      { params, types },
    ),
    writes: ['totals'],
  };
  const starts = {
    ...each(
      rows.count,
      wgsl`
        var acc = ${identity};
        for (var j = 0u; j < p.parts; j++) {
          starts[j * p.rows + i] = acc;
          acc = acc ${operator} totals[j * p.rows + i];
        }`,
      { params, types },
    ),
    reads: ['totals'],
    writes: ['starts'],
  };
  return { passes: [totals, starts, last], scratch: { totals: rows.count * parts, starts: rows.count * parts } };
}

/* @__NO_SIDE_EFFECTS__ */
export function scan(
  op: string,
  product: boolean,
  grad: (context: { x: Tensor; dy: Tensor; attrs: ScanAttrs }) => Tensor,
): Op<ScanAttrs, ['x']> {
  const join = (dtype: DType) =>
    product ? (a: number, b: number) => (dtype === 'f32' ? a * b : Math.imul(a, b)) : (a: number, b: number) => a + b;
  return defineOp({
    name: op,
    inputs: ['x'],
    attrs: {} as ScanAttrs,
    dtypes: { x: numberDTypes },
    shape: ({ x }) => x.shape,
    reference: ({ x, out }, { axis, exclusive, reverse }) => {
      const rows = rowsAlong(x.shape, axis);
      const next = join(x.dtype);
      eachRow(rows, (_, at) => {
        let acc = Number(product);
        for (let j = 0; j < rows.length; j++) {
          const k = at(reverse ? rows.length - 1 - j : j);
          const joined = next(acc, x.data[k]);
          out.data[k] = exclusive ? acc : joined;
          acc = joined;
        }
      });
    },
    kernel: ({ x }, attrs) => scanPasses(x, product, attrs),
    grad: ({ inputs: { x }, dy, attrs }) => ({ x: grad({ x, dy, attrs }) }),
    flops: ({ x }) => size(x.shape),
    samples: [
      { shapes: { x: [2, 3, 5] }, attrs: { axis: 1, exclusive: false, reverse: false } },
      {
        shapes: { x: [2, 5] },
        attrs: { axis: 1, exclusive: true, reverse: false },
        values: { x: [1, 0, 3, 0, 2, -1, 2, 0.5, -3, 4] },
      },
      { shapes: { x: [3, 4] }, attrs: { axis: 0, exclusive: true, reverse: true } },
      {
        shapes: { x: [2, 700] },
        attrs: { axis: 1, exclusive: false, reverse: true },
        range: product ? [0.99, 1.01] : [-1, 1],
      },
      {
        shapes: { x: [7, 2] },
        attrs: { axis: 0, exclusive: false, reverse: false },
        dtypes: { x: 'i32' },
        range: [-3, 3],
      },
    ],
  });
}

export interface ScanOptions {
  /** Leave each element out of its own result, which starts at 0 (or 1). */
  exclusive?: boolean;
  /** Run from the end of the axis. */
  reverse?: boolean;
}
