/** What an op is, before it can be called: its names, its rules, its loops and its kernel. */
import type { Live } from '../ambient.ts';
import type { Data, DType } from '../dtype.ts';
import type { Adapter, Kernel, Operand, Program } from '../gpu/kernel.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { GradContext, Gradients } from './gradient.ts';
import type { ByName, ForEach, Names } from './names.ts';

/**
 * A tensor as a reference loop meets it: dense, row-major. Outputs start as zeros and keep float64 until they are
 * stored.
 */
export interface HostArray {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly data: Data | Float64Array;
}

export interface Described {
  readonly shape: Shape;
  readonly dtype: DType;
}

export type Attrs = object;
/** Attributes as a call gives them: a live number may be a function that gives it, as `fresh` makes. */
export type Given<A> = { [K in keyof A]: number extends A[K] ? A[K] | Live : A[K] };
export type Named<T> = Record<string, T>;

/** A case that tests try the op on. */
export interface Sample<A> {
  shapes: Named<Shape>;
  attrs?: A;
  dtypes?: Named<DType>;
  /** Inputs are uniform in this range; -1 to 1 by default. Integers count both ends in. */
  range?: readonly [number, number];
  /** Exact values in place of random ones. */
  values?: Named<readonly number[]>;
  /** False where finite differences make no sense (a kink, an integer input). */
  differentiable?: boolean;
}

/** An op with attributes `A`, inputs `I` and outputs `O`. */
export interface OpSpec<A extends Attrs, I extends Names = Names, O extends string = string> {
  name: string;
  /** What the attributes are: `{} as SomeAttrs`. Only its type is read. */
  attrs?: A;
  /** Names; `bias?` may be left out, `...xs` stands for any number (`xs0`, `xs1`, …). */
  inputs: readonly [...I];
  /** Element types that each input takes; floats by default. f16 is computed in f32 and rounded back. */
  dtypes?: Named<readonly DType[]>;
  /** The output's shape; throws ShapeError for inputs that do not fit. */
  shape?: (inputs: ByName<I, Described>, attrs: A) => Shape;
  /** The output's type; that of the first input by default. */
  dtype?: (inputs: ByName<I, Described>, attrs: A) => DType;
  /** Several outputs, by name, in place of `shape` and `dtype`. */
  outputs?: (inputs: ByName<I, Described>, attrs: A) => { [N in O]?: Described };
  /** Inputs, or families of them, that the kernel reads through strides and offset; all others arrive dense. */
  strided?: Names;
  /**
   * Attributes that change from call to call (a learning rate): f32 constants `p.NAME`, never part of the shader or its
   * key.
   */
  live?: readonly (keyof NoInfer<A> & string)[];
  /** Plain loops over inputs and outputs, float64 inside. */
  reference: (arrays: ByName<I, HostArray> & Readonly<Record<NoInfer<O>, HostArray>>, attrs: A) => void;
  kernel: (
    operands: ByName<I, Operand> & Readonly<Record<NoInfer<O>, Operand>>,
    attrs: A,
    adapter: Adapter,
  ) => Kernel | Program;
  /**
   * Gradients by input name, of the inputs that are `wanted`: made at once, those of others are not looked at. A float
   * input without one must be named in `constant`.
   */
  grad?: (context: GradContext<A, I, NoInfer<O>>, wanted: ForEach<I, boolean>) => Gradients;
  /** Inputs that outputs are constants of, as far as gradients go: where a step function has slope 0, say. */
  constant?: Names;
  /** The same outputs made of other ops: how an export writes an op that others have no name for. */
  plain?: (inputs: ByName<I, Tensor>, attrs: A) => Named<Tensor>;
  /** Arithmetic of one call, for the benchmark's rates; a multiplication and an addition are two. */
  flops?: (operands: ByName<I, Described> & Readonly<Record<NoInfer<O>, Described>>, attrs: A) => number;
  samples: readonly (Shape | Sample<NoInfer<A>>)[];
}

/** The outputs' shapes and types by name. */
export function describeOutputs<A extends Attrs>(
  spec: OpSpec<A>,
  inputs: Named<Described>,
  attrs: A,
): Named<Described> {
  if (spec.outputs) return spec.outputs(inputs, attrs) as Named<Described>;
  const shape = spec.shape!(inputs, attrs);
  return { out: { shape, dtype: spec.dtype?.(inputs, attrs) ?? Object.values(inputs)[0].dtype } };
}

/** The family that an input belongs to: `...xs` for `xs3`. */
export const familyOf = <A extends Attrs>(spec: OpSpec<A>, name: string): string | undefined =>
  spec.inputs.find((wanted) => wanted.startsWith('...') && name.startsWith(wanted.slice(3)));
export const isStrided = <A extends Attrs>(spec: OpSpec<A>, name: string): boolean =>
  spec.strided?.includes(familyOf(spec, name) ?? name) ?? false;
