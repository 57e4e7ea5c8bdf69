/** Ops that go element by element. */
import type { Live } from '../../engine/ambient.ts';
import type { Graph } from '../../engine/files/onnx.ts';
import type { Lowering } from './lowering.ts';
import { cast, constant, lowering, operator, scalar } from './lowering.ts';

/** Operators of one input that mean the same, by the op's name. */
const unary = {
  abs: 'Abs',
  acos: 'Acos',
  acosh: 'Acosh',
  asin: 'Asin',
  asinh: 'Asinh',
  atan: 'Atan',
  atanh: 'Atanh',
  ceil: 'Ceil',
  cos: 'Cos',
  cosh: 'Cosh',
  erf: 'Erf',
  exp: 'Exp',
  floor: 'Floor',
  hardswish: 'HardSwish',
  isinf: 'IsInf',
  isnan: 'IsNaN',
  log: 'Log',
  neg: 'Neg',
  reciprocal: 'Reciprocal',
  relu: 'Relu',
  round: 'Round',
  sigmoid: 'Sigmoid',
  sign: 'Sign',
  sin: 'Sin',
  sinh: 'Sinh',
  softsign: 'Softsign',
  sqrt: 'Sqrt',
  tan: 'Tan',
  tanh: 'Tanh',
};

/** Operators of two inputs, for tensors and for a number beside one. */
const binary = {
  add: 'Add',
  sub: 'Sub',
  mul: 'Mul',
  div: 'Div',
  pow: 'Pow',
  maximum: 'Max',
  minimum: 'Min',
  equal: 'Equal',
  greater: 'Greater',
  greater_equal: 'GreaterOrEqual',
  less: 'Less',
  less_equal: 'LessOrEqual',
  logical_and: 'And',
  logical_or: 'Or',
  logical_xor: 'Xor',
};

/** A tensor and a number, on the side it stands. */
const withNumber = (type: string): Lowering =>
  lowering<{ value: Live; side: 'a' | 'b' }>((graph, { inputs: { x }, attrs: { value, side } }) => {
    const number = scalar(graph, value, x.dtype);
    return graph.node(type, side === 'b' ? [x.name, number] : [number, x.name]);
  });

/** x · f(x). */
const timesItself = (f: (graph: Graph, x: string) => string): Lowering => {
  return (graph, { inputs: { x } }) => graph.node('Mul', [x.name, f(graph, x.name)]);
};

/** f(x) with the attributes as scalars by name. */
const withScalars = <K extends string>(
  build: (graph: Graph, x: string, numbers: Record<K, string>) => string,
): Lowering =>
  lowering<Record<K, Live>>((graph, { inputs: { x }, attrs }) => {
    const numbers = Object.fromEntries(
      Object.entries<Live>(attrs).map(([key, value]) => [key, scalar(graph, value, x.dtype)]),
    ) as Record<K, string>;
    return build(graph, x.name, numbers);
  });

/** A condition as ONNX has it. */
const bool = (graph: Graph, { name, dtype }: { name: string; dtype: string }): string =>
  dtype === 'bool' ? name : cast(graph, name, 'bool');

export const elementwise: Readonly<Record<string, Lowering>> = {
  ...Object.fromEntries(Object.entries(unary).map(([op, type]) => [op, operator(type)])),
  ...Object.fromEntries(Object.entries(binary).map(([op, type]) => [op, operator(type)])),
  ...Object.fromEntries(Object.entries(binary).map(([op, type]) => [`${op}_number`, withNumber(type)])),
  not_equal: (graph, { inputs: { a, b } }) => graph.node('Not', [graph.node('Equal', [a.name, b.name])]),
  not_equal_number: lowering<{ value: Live; side: 'a' | 'b' }>((graph, call) =>
    graph.node('Not', [withNumber('Equal')(graph, call as never)]),
  ),
  logical_not: (graph, { inputs: { x } }) => graph.node('Not', [bool(graph, x)]),
  cast: (graph, { inputs: { x }, out }) => cast(graph, x.name, out.dtype),
  copy: operator('Identity'),
  square: (graph, { inputs: { x } }) => graph.node('Mul', [x.name, x.name]),
  rsqrt: (graph, { inputs: { x } }) => graph.node('Reciprocal', [graph.node('Sqrt', [x.name])]),
  silu: timesItself((graph, x) => graph.node('Sigmoid', [x])),
  mish: timesItself((graph, x) => graph.node('Tanh', [graph.node('Softplus', [x])])),
  relu6: (graph, { inputs: { x } }) => graph.node('Clip', [x.name, scalar(graph, 0), scalar(graph, 6)]),
  affine: withScalars<'alpha' | 'beta'>((graph, x, { alpha, beta }) =>
    graph.node('Add', [graph.node('Mul', [x, alpha]), beta]),
  ),
  clamp: withScalars<'min' | 'max'>((graph, x, { min, max }) => graph.node('Clip', [x, min, max])),
  hardsigmoid: withScalars<'alpha' | 'beta'>((graph, x, { alpha, beta }) =>
    graph.node('Clip', [graph.node('Add', [graph.node('Mul', [x, alpha]), beta]), scalar(graph, 0), scalar(graph, 1)]),
  ),
  leaky_relu: withScalars<'slope'>((graph, x, { slope }) => graph.node('PRelu', [x, slope])),
  softplus: withScalars<'beta' | 'threshold'>((graph, x, { beta, threshold }) => {
    const scaled = graph.node('Mul', [x, beta]);
    const curve = graph.node('Div', [graph.node('Softplus', [scaled]), beta]);
    return graph.node('Where', [graph.node('Greater', [scaled, threshold]), x, curve]);
  }),
  elu: withScalars<'positive' | 'negative' | 'inner'>((graph, x, { positive, negative, inner }) => {
    const below = graph.node('Sub', [graph.node('Exp', [graph.node('Mul', [x, inner])]), scalar(graph, 1)]);
    return graph.node('Where', [
      graph.node('Greater', [x, scalar(graph, 0)]),
      graph.node('Mul', [x, positive]),
      graph.node('Mul', [below, negative]),
    ]);
  }),
  gelu: lowering<{ approximate: 'none' | 'tanh' }>((graph, { inputs: { x }, attrs: { approximate } }) => {
    const inner =
      approximate === 'tanh'
        ? graph.node('Tanh', [
            graph.node('Mul', [
              graph.node('Add', [
                x.name,
                graph.node('Mul', [graph.node('Pow', [x.name, scalar(graph, 3)]), scalar(graph, 0.044715)]),
              ]),
              scalar(graph, Math.sqrt(2 / Math.PI)),
            ]),
          ])
        : graph.node('Erf', [graph.node('Mul', [x.name, scalar(graph, Math.SQRT1_2)])]);
    const gate = graph.node('Mul', [graph.node('Add', [inner, scalar(graph, 1)]), scalar(graph, 0.5)]);
    return graph.node('Mul', [x.name, gate]);
  }),
  prelu: operator('PRelu'),
  lerp: lowering<{ weight: Live }>((graph, { inputs: { a, b, w }, attrs: { weight } }) => {
    const way = graph.node('Mul', [graph.node('Sub', [b.name, a.name]), w?.name ?? scalar(graph, weight)]);
    return graph.node('Add', [a.name, way]);
  }),
  scale_add: (graph, { inputs: { x, y, scale } }) =>
    graph.node('Add', [x.name, graph.node('Mul', [y.name, graph.reshape(scale.name, [1])])]),
  masked_fill: lowering<{ value: Live }>((graph, { inputs: { x, mask }, attrs: { value } }) =>
    graph.node('Where', [bool(graph, mask), scalar(graph, value, x.dtype), x.name]),
  ),
  where: lowering<{ aValue: Live; bValue: Live }>(
    (graph, { inputs: { condition, a, b }, out, attrs: { aValue, bValue } }) =>
      graph.node('Where', [
        bool(graph, condition),
        a?.name ?? scalar(graph, aValue, out.dtype),
        b?.name ?? scalar(graph, bValue, out.dtype),
      ]),
  ),
  accumulate: operator('Add'),
  one_hot: lowering<{ axis: number; depth: number; on: Live; off: Live }>(
    (graph, { inputs: { indices }, out, attrs: { axis, depth, on, off } }) => {
      const pair = [scalar(graph, off, out.dtype), scalar(graph, on, out.dtype)].map((one) => graph.reshape(one, [1]));
      const values = graph.node('Concat', pair, { axis: 0 });
      return graph.node('OneHot', [cast(graph, indices.name, 'i64'), constant(graph, [depth], [], 'i32'), values], {
        axis,
      });
    },
  ),
};
