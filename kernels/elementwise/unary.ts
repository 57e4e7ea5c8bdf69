/**
 * The maker of ops of one input: one line of mathematics a side; views, dtypes, NaN and the gradient's own kernel are
 * taken care of.
 */
import { checkOptions } from '../../engine/arguments.ts';
import type { DType } from '../../engine/dtype.ts';
import { isFloat } from '../../engine/dtype.ts';
import type { Given, Op, Sample } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { pointwise } from '../../engine/pointwise.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { fn, name, wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import { mul } from './mul.ts';

/** An op as users call it; `ops` are the values behind it, which tests find. */
export type UnaryFunction<A extends object> = ((x: Tensor, options?: Partial<A>) => Tensor) & {
  ops: readonly [Op<A, ['x']>, ...Op<A, ['at', 'dy']>[]];
};

export interface UnarySpec<A extends object> {
  name: string;
  /** The value in WGSL, from `x`; live options are `p.NAME`. */
  code: (options: A, dtype: DType) => Snippet;
  reference: (x: number, options: A) => number;
  /** dx from x, out and dy, made of other ops. */
  grad?: (context: { x: Tensor; out: Tensor; dy: Tensor }) => Tensor;
  /** dx by a kernel of its own, in place of `grad`. */
  derivative?: Derivative<A>;
  dtypes?: readonly DType[];
  /** The result's type; that of x by default. */
  dtype?: DType;
  /** What options are when the caller leaves them out. */
  defaults?: A;
  live?: readonly (keyof A & string)[];
  /** Arithmetic operations an element. */
  flops?: number;
  samples?: readonly (Shape | Sample<A>)[];
}

/** dx as one more elementwise op, so that a gradient costs one pass and masks leave no 0 · Inf behind. */
export interface Derivative<A extends object> {
  /** Whether it is computed from the output, named `y`, because that is less work than from the input, named `x`. */
  from: 'x' | 'y';
  /** dx in WGSL, from `dy` and that value. Linear in dy. */
  code: (options: A) => Snippet;
  reference: (at: number, dy: number, options: A) => number;
  /** ∂dx/∂x (or ∂dx/∂y), for gradients of gradients. None for functions made of straight lines. */
  second?: (at: Tensor, dy: Tensor, options: A) => Tensor;
}

/**
 * An op of one input, element by element. For floats NaN in gives NaN out, whatever `code` does with it, unless the
 * result is bool.
 */
/* @__NO_SIDE_EFFECTS__ */
export function unary<A extends object = object>(spec: UnarySpec<A>): UnaryFunction<A> {
  const { grad, derivative } = spec;
  const samples: readonly (Shape | Sample<A>)[] = spec.samples ?? [[2, 3, 7], [1025]];
  const live = spec.live && { live: spec.live };
  const slope = derivative && derivativeOp(spec, derivative, samples);
  const op = defineOp({
    name: spec.name,
    inputs: ['x'],
    attrs: {} as A,
    dtypes: { x: spec.dtypes ?? ['f32', 'f16'] },
    shape: ({ x }) => x.shape,
    dtype: ({ x }) => spec.dtype ?? x.dtype,
    strided: ['x'],
    ...live,
    reference: ({ x, out }, options) => {
      for (let i = 0; i < out.data.length; i++)
        out.data[i] = Number.isNaN(x.data[i]) && isFloat(out.dtype) ? NaN : spec.reference(x.data[i], options);
    },
    kernel: ({ x, out }, options) => {
      const value = spec.code(options, x.dtype);
      const kept = isFloat(out.dtype) ? wgsl`select(${value}, x, ${m_is_nan}(x))` : value;
      return pointwise(out, { x }, kept);
    },
    // Without a rule it is a step function.
    ...(!grad && !slope && { constant: ['x'] }),
    grad: slope
      ? ({ inputs: { x }, outputs: { out }, dy, attrs }) => ({
          x: slope({ at: derivative.from === 'x' ? x : out, dy }, attrs as Given<A>),
        })
      : grad && (({ inputs: { x }, outputs: { out }, dy }) => ({ x: grad({ x, out, dy }) })),
    flops: ({ x }) => (spec.flops ?? 1) * size(x.shape),
    samples,
  });
  const names = Object.keys(spec.defaults ?? {}).join(' ');
  const fill = (options: Partial<A>): A => {
    // A live number is f32 on the GPU: the reference loops get the same one, or they would see another kink.
    const value = (key: keyof A & string, given: unknown) =>
      spec.live?.includes(key) ? Math.fround(given as number) : given;
    return Object.fromEntries(
      Object.entries(spec.defaults ?? {}).map(([key, usual]) => [
        key,
        value(key as keyof A & string, options[key as keyof A] ?? usual),
      ]),
    ) as A;
  };
  return Object.assign(
    (x: Tensor, options: Partial<A> = {}) => op({ x }, fill(names ? checkOptions(spec.name, options, names) : {})),
    {
      ops: slope ? ([op, slope] as const) : ([op] as const),
    },
  );
}

function derivativeOp<A extends object>(
  spec: UnarySpec<A>,
  derivative: Derivative<A>,
  samples: readonly (Shape | Sample<A>)[],
): Op<A, ['at', 'dy']> {
  const { second } = derivative;
  const op: Op<A, ['at', 'dy']> = defineOp({
    name: `${spec.name}_grad`,
    inputs: ['at', 'dy'],
    attrs: {} as A,
    shape: ({ at }) => at.shape,
    strided: ['at', 'dy'],
    ...(spec.live && { live: spec.live }),
    reference: ({ at, dy, out }, options) => {
      for (let i = 0; i < out.data.length; i++) out.data[i] = derivative.reference(at.data[i], dy.data[i], options);
    },
    kernel: ({ at, dy, out }, options) => {
      const slope = fn`fn slope(${name(derivative.from)}: f32, dy: f32) -> f32 { return ${derivative.code(options)}; }`;
      return pointwise(out, { at, dy }, wgsl`${slope}(at, dy)`);
    },
    ...(!second && { constant: ['at'] }),
    grad: ({ inputs: { at, dy }, dy: d, attrs }, wanted) => ({
      at: wanted.at && second && mul(d, second(at, dy, attrs)),
      dy: wanted.dy && op({ at, dy: d }, attrs),
    }),
    flops: ({ at }) => (spec.flops ?? 1) * size(at.shape),
    samples: samples.map((sample) => {
      const {
        shapes,
        values,
        dtypes: _,
        ...rest
      } = (Array.isArray(sample) ? { shapes: { x: sample as Shape } } : sample) as Sample<A>;
      return { ...rest, shapes: { at: shapes.x, dy: shapes.x }, ...(values && { values: { at: values.x } }) };
    }),
  });
  return op;
}
