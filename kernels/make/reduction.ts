/**
 * The maker of reductions: an accumulator and one line of mathematics; axes, views, dtypes and long rows are taken care
 * of.
 */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { DType } from '../../engine/dtype.ts';
import { ShapeError } from '../../engine/errors.ts';
import { gather } from '../../engine/indexing.ts';
import type { Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import type { HostArray, Op, Sample } from '../../engine/op.ts';
import { defineOp, numberDTypes } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { broadcastStrides, normalizeAxes, reducedShape, rowMajor, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { fn, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Fold } from './tree.ts';
import { treeReduce } from './tree.ts';

export interface ReduceOptions {
  /** Keep reduced axes as size 1. */
  keep?: boolean;
}

export interface AxesAttrs {
  axes: readonly number[];
}

export interface ReductionSpec<A extends AxesAttrs> {
  name: string;
  dtypes?: readonly DType[];
  /** The result's type; that of x by default. */
  dtype?: DType;
  /** False where the reduction of nothing has no value: it is refused. */
  ofNothing?: false;
  fold: (dtype: DType, attrs: A) => Fold;
  /** Statements that add `value`, the row's element `k`, to `acc`. */
  take: (dtype: DType, attrs: A) => Snippet;
  /** The result, from `acc`. */
  result: (attrs: A) => Snippet;
  /** Constants for `result`, from the number of elements in a row. */
  params?: (count: number, attrs: A) => Kernel['params'];
  /** The result of one row. */
  reference: (values: readonly number[], attrs: A) => number;
  /** dx; out and dy keep the reduced axes as size 1. */
  grad?: (context: { x: Tensor; out: Tensor; dy: Tensor; attrs: A }) => Tensor;
  samples: readonly Sample<A>[];
}

/** The op keeps reduced axes as size 1. */
/* @__NO_SIDE_EFFECTS__ */
export function reduction<A extends AxesAttrs>(spec: ReductionSpec<A>): Op<A> {
  const { grad } = spec;
  return defineOp({
    name: spec.name,
    inputs: ['x'],
    attrs: {} as A,
    dtypes: { x: spec.dtypes ?? numberDTypes },
    shape: ({ x }, { axes }) => {
      const out = reducedShape(x.shape, axes, true);
      if (spec.ofNothing === false && size(x.shape) === 0 && size(out) > 0)
        throw new ShapeError(spec.name, 'there is no value to take', show(x.shape), 'reduce at least one element');
      return out;
    },
    dtype: ({ x }) => spec.dtype ?? x.dtype,
    strided: ['x'],
    reference: ({ x, out }, attrs) =>
      rowsOf(x, out.shape).forEach((values, i) => (out.data[i] = spec.reference(values, attrs))),
    kernel: ({ x, out }, attrs) => reductionPasses(spec, x, out.shape, attrs),
    ...(grad && {
      grad: ({ inputs: { x }, outputs: { out }, dy, attrs }) => ({ x: grad({ x, out, dy, attrs }) }),
    }),
    flops: ({ x }) => size(x.shape),
    samples: spec.samples,
  });
}

function reductionPasses<A extends AxesAttrs>(spec: ReductionSpec<A>, x: Operand, out: Shape, attrs: A): Program {
  const reduced = (axis: number) => attrs.axes.includes(axis);
  const inner = x.shape.map((n, axis) => (reduced(axis) ? n : 1));
  const row = gather(out, { x: { ...x, shape: out } }, 'row_');
  const element = gather(inner, { element: { ...x, shape: inner, offset: 0 } }, 'element_');
  const nearest = (wanted: boolean) =>
    Math.min(...x.strides.filter((_, axis) => reduced(axis) === wanted && x.shape[axis] > 1).map(Math.abs));
  const fold = spec.fold(x.dtype, attrs);
  const count = size(inner);
  const row_at = fn`
    fn row_at(i: u32) -> u32 {
      ${row.setup}
      return ${row.at.x};
    }`;
  const element_at = fn`
  fn element_at(i: u32) -> u32 {
    ${element.setup}
    return ${element.at.element};
  }`;
  return treeReduce({
    ...fold,
    rows: size(out),
    length: count,
    across: nearest(false) < nearest(true),
    take: wgsl`
      let value = x[${row_at}(row) + ${element_at}(k)];
      ${spec.take(x.dtype, attrs)}`,
    finish: wgsl`out[row] = ${spec.result(attrs)};`,
    reads: ['x'],
    writes: ['out'],
    params: { ...row.params, ...element.params, ...spec.params?.(count, attrs) },
  });
}

/** The values behind each element of the result, in row-major order. */
function rowsOf(x: HostArray, out: Shape): number[][] {
  const rows = Array.from({ length: size(out) }, (): number[] => []);
  const strides = broadcastStrides(out, rowMajor(out), x.shape);
  const from = rowMajor(x.shape);
  x.data.forEach((value, i) =>
    rows[strides.reduce((at, stride, axis) => at + stride * (Math.floor(i / from[axis]) % x.shape[axis]), 0)].push(
      value,
    ),
  );
  return rows;
}

/** As normalizeAxes; a scalar may name the axis it does not have, as in PyTorch. */
export function reducedAxes(op: string, axes: Axes | undefined, rank: number): number[] {
  const over = normalizeAxes(op, axes, Math.max(1, rank));
  return rank ? over : [];
}

/** Runs a reduction that keeps its axes, and drops them unless they are to be kept. */
export function reduceAxes(
  op: string,
  x: Tensor,
  axes: Axes | undefined,
  options: ReduceOptions,
  run: (axes: number[]) => Tensor,
): Tensor {
  checkTensors(op, { x });
  const { keep = false } = checkOptions(op, options, 'keep');
  const over = reducedAxes(op, axes, x.rank);
  const out = run(over);
  return keep ? out : out.reshape(reducedShape(x.shape, over, false));
}

/** Which axes: one, several, or all with null or undefined. */
export type Axes = number | readonly number[] | null;

/** A reduction as users call it. */
export type ReduceFunction = ((x: Tensor, axes?: Axes, options?: ReduceOptions) => Tensor) & {
  ops: readonly [Op<AxesAttrs>];
};

/** The public function of a reduction without options of its own. */
/* @__NO_SIDE_EFFECTS__ */
export function reducer(name: string, op: Op<AxesAttrs>): ReduceFunction {
  return Object.assign(
    (x: Tensor, axes?: Axes, options: ReduceOptions = {}) =>
      reduceAxes(name, x, axes, options, (over) => op({ x }, { axes: over })),
    { ops: [op] as const },
  );
}

/** Samples of three kinds of rows: along the last axis, across the first, over several levels of the tree. */
export const reductionSamples = <A extends object>(
  attrs: A,
  range?: readonly [number, number],
): Sample<A & AxesAttrs>[] => [
  { shapes: { x: [2, 3, 5] }, attrs: { ...attrs, axes: [0, 2] }, ...(range && { range }) },
  { shapes: { x: [37, 6] }, attrs: { ...attrs, axes: [0] }, ...(range && { range }) },
  { shapes: { x: [2, 700] }, attrs: { ...attrs, axes: [1] }, ...(range && { range }) },
];
