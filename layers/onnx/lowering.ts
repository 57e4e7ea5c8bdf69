/** What says an op in ONNX's operators: one lowering an op, from the names of its inputs to that of its result. */
import { valueOf } from '../../engine/ambient.ts';
import type { Live } from '../../engine/ambient.ts';
import type { DType } from '../../engine/dtype.ts';
import { allocate } from '../../engine/dtype.ts';
import { KernelError } from '../../engine/errors.ts';
import type { Attribute, ElementType, Graph } from '../../engine/files/onnx.ts';
import { elementTypes } from '../../engine/files/onnx.ts';
import { toHalf } from '../../engine/half.ts';
import type { Shape } from '../../engine/shape.ts';

/** A tensor in the graph. */
export interface Value {
  name: string;
  shape: Shape;
  dtype: DType;
  /** Elements of a constant, once the model is written. */
  data?: () => ArrayLike<number>;
}

/** An op as it ran. */
export interface Call<A = Readonly<Record<string, never>>> {
  op: string;
  inputs: Readonly<Record<string, Value>>;
  /** Its first output. */
  out: { shape: Shape; dtype: DType };
  attrs: A;
}

/** Gives the name of the op's first output. */
export type Lowering = (graph: Graph, call: Call) => string;
/** A lowering that knows the attributes of its op. */
export const lowering = <A>(lower: (graph: Graph, call: Call<A>) => string): Lowering => lower as unknown as Lowering;

/** One operator that takes the op's inputs as they come. */
export const operator = (type: string, attributes?: Record<string, Attribute>): Lowering => {
  return (graph, { inputs }) =>
    graph.node(
      type,
      Object.values(inputs).map(({ name }) => name),
      attributes,
    );
};

/** The bytes of elements of that type in a file. */
export function elements(dtype: DType, values: ArrayLike<number>): ArrayBufferView {
  if (dtype === 'f16') return Uint16Array.from(values, toHalf);
  const made = allocate(dtype, values.length);
  made.set(values as ArrayLike<number> & Iterable<number>);
  return made;
}

/** A constant of few elements. */
export const constant = (graph: Graph, values: readonly number[], dims: Shape, dtype: DType = 'f32'): string =>
  graph.keep({ type: dtype, dims, data: () => elements(dtype, values) });
/** A number, which may be live, for operators that broadcast it. */
export const scalar = (graph: Graph, value: Live, dtype: DType = 'f32'): string =>
  constant(graph, [valueOf(value)], [], dtype);

export const cast = (graph: Graph, x: string, to: ElementType): string =>
  graph.node('Cast', [x], { to: elementTypes[to] });

/**
 * x [...] of a few axes reduced, and laid out in `out`. Sums take their axes as an input, the others as an attribute.
 */
export function reduced(graph: Graph, type: string, x: string, axes: readonly number[], out: Shape): string {
  const made =
    type === 'ReduceSum'
      ? graph.node(type, [x, graph.list(axes)], { keepdims: 1 })
      : graph.node(type, [x], { axes, keepdims: 1 });
  return graph.reshape(made, out);
}

/**
 * The axes of `from` that are summed or averaged to make `to`, as a broadcast the other way round would repeat them.
 */
export function reducedAxes(from: Shape, to: Shape): number[] {
  const lead = from.length - to.length;
  return from.flatMap((n, axis) => (axis < lead || (to[axis - lead] === 1 && n !== 1) ? [axis] : []));
}

/** What a fused op does to its result on the way out. */
export const activated = (graph: Graph, x: string, activation: 'relu' | 'sigmoid' | undefined): string =>
  activation ? graph.node(activation === 'relu' ? 'Relu' : 'Sigmoid', [x]) : x;

/** @throws KernelError that names an op for which there is no operator, and what stands in the way. */
export function unsupported(op: string, why = 'no plain operator of opset 17 means the same'): never {
  throw new KernelError('exportOnnx', `the op ${op} cannot be exported`, why, 'export the part before it, or after it');
}
