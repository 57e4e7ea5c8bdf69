/** Reductions, products and normalisations. */
import type { Graph } from '../../engine/files/onnx.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Activation } from '../../kernels/elementwise/activation.ts';
import type { Lowering } from './lowering.ts';
import { activated, cast, constant, lowering, reduced, reducedAxes, scalar } from './lowering.ts';

interface Axes {
  axes: readonly number[];
}

const over = (type: string): Lowering =>
  lowering<Axes>((graph, { inputs: { x }, out, attrs: { axes } }) => reduced(graph, type, x.name, axes, out.shape));

/** Down to a shape that the input is a broadcast of. */
const downTo = (type: string): Lowering =>
  lowering<{ to: Shape }>((graph, { inputs, attrs: { to } }) => {
    const [x] = Object.values(inputs);
    const axes = reducedAxes(x.shape, to);
    return axes.length ? reduced(graph, type, x.name, axes, to) : graph.reshape(x.name, to);
  });

const argument = (type: string): Lowering =>
  lowering<Axes & { last: boolean }>((graph, { inputs: { x }, out, attrs: { axes, last } }) => {
    // Over several axes the place is that in the row that they make.
    const rest = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const rows = graph.reshape(graph.transpose(x.name, [...rest, ...axes]), [
      size(rest.map((axis) => x.shape[axis])),
      size(axes.map((axis) => x.shape[axis])),
    ]);
    const found = graph.node(type, [rows], { axis: 1, keepdims: 1, select_last_index: Number(last) });
    return graph.reshape(cast(graph, found, 'i32'), out.shape);
  });

/** The mean square of deviations over `axes`, kept as axes of size 1, and the deviations. */
function spread(graph: Graph, x: string, axes: readonly number[], center = true): [square: string, off: string] {
  const off = center ? graph.node('Sub', [x, graph.node('ReduceMean', [x], { axes, keepdims: 1 })]) : x;
  return [graph.node('ReduceMean', [graph.node('Mul', [off, off])], { axes, keepdims: 1 }), off];
}

const variance = (root: boolean): Lowering =>
  lowering<Axes & { correction: number }>((graph, { inputs: { x }, out, attrs: { axes, correction } }) => {
    const count = size(axes.map((axis) => x.shape[axis]));
    const [square] = spread(graph, x.name, axes);
    const unbiased = graph.node('Mul', [square, scalar(graph, count / (count - correction))]);
    return graph.reshape(root ? graph.node('Sqrt', [unbiased]) : unbiased, out.shape);
  });

const along = (type: string): Lowering =>
  lowering<{ axis: number }>((graph, { inputs: { x }, attrs: { axis } }) => graph.node(type, [x.name], { axis }));

export const reductions: Readonly<Record<string, Lowering>> = {
  amax: over('ReduceMax'),
  amin: over('ReduceMin'),
  prod: over('ReduceProd'),
  l1: over('ReduceL1'),
  l2: over('ReduceL2'),
  sum_square: over('ReduceSumSquare'),
  logsumexp: over('ReduceLogSumExp'),
  argmax: argument('ArgMax'),
  argmin: argument('ArgMin'),
  variance: variance(false),
  std: variance(true),
  mean: downTo('ReduceMean'),
  sum_to: downTo('ReduceSum'),
  softmax: along('Softmax'),
  log_softmax: along('LogSoftmax'),
  topk: lowering<{ k: number; axis: number; largest: boolean }>(
    (graph, { inputs: { x }, attrs: { k, axis, largest } }) => {
      const [, places] = graph.split(
        'TopK',
        [x.name, graph.list([k])],
        { axis, largest: Number(largest), sorted: 1 },
        2,
      );
      return cast(graph, places, 'i32');
    },
  ),
  matmul: lowering<{ biasAxis?: 'row' | 'column'; activation?: Activation }>(
    (graph, { inputs: { a, b, bias, scale, residual }, attrs: { biasAxis, activation } }) => {
      let value = graph.node('MatMul', [a.name, b.name]);
      const added = bias && (biasAxis === 'row' ? graph.reshape(bias.name, [bias.shape[0], 1]) : bias.name);
      if (added) value = graph.node('Add', [value, added]);
      if (scale) value = graph.node('Mul', [value, graph.reshape(scale.name, [size(scale.shape)])]);
      if (residual) value = graph.node('Add', [value, residual.name]);
      return activated(graph, value, activation);
    },
  ),
  batch_norm_eval: lowering<{ eps: number; activation?: Activation }>(
    (graph, { inputs: { x, mean, variance, weight, bias }, attrs: { eps, activation } }) => {
      const every = (value: number) => constant(graph, new Array<number>(x.shape[1]).fill(value), [x.shape[1]]);
      const inputs = [x.name, weight?.name ?? every(1), bias?.name ?? every(0), mean.name, variance.name];
      return activated(graph, graph.node('BatchNormalization', inputs, { epsilon: { float: eps } }), activation);
    },
  ),
  // Rows [rows, length]; the weights of a row are those of its group, each for `span` elements.
  row_norm: lowering<{ eps: number; center: boolean; groups: number; span: number }>(
    (graph, { inputs: { x, weight, bias }, out, attrs: { eps, center, groups, span } }) => {
      const [rows, length] = x.shape;
      const [square, off] = spread(graph, x.name, [1], center);
      const root = graph.node('Sqrt', [graph.node('Add', [square, scalar(graph, eps)])]);
      let value = graph.reshape(graph.node('Div', [off, root]), [rows / groups, groups, length / span, span]);
      const wide = [1, groups, length / span, 1];
      if (weight) value = graph.node('Mul', [value, graph.reshape(weight.name, wide)]);
      if (bias) value = graph.node('Add', [value, graph.reshape(bias.name, wide)]);
      return graph.reshape(value, out.shape);
    },
  ),
  window_sum: lowering<{ axis: number; before: number; after: number }>(
    (graph, { inputs: { x }, attrs: { axis, before, after } }) => {
      // The sums of a window are a product with a band of ones.
      const n = x.shape[axis];
      const band = Array.from({ length: n * n }, (_, i) => {
        const [from, to] = [Math.floor(i / n), i % n];
        return Number(from >= to - before && from <= to + after);
      });
      return product(graph, x, axis, constant(graph, band, [n, n]));
    },
  ),
  cumsum: lowering<{ axis: number; exclusive: boolean; reverse: boolean }>(
    (graph, { inputs: { x }, attrs: { axis, exclusive, reverse } }) =>
      graph.node('CumSum', [x.name, constant(graph, [axis], [], 'i32')], {
        exclusive: Number(exclusive),
        reverse: Number(reverse),
      }),
  ),
};

/** x times a matrix [from, to] along one of its axes. */
export function product(graph: Graph, x: { name: string; shape: Shape }, axis: number, matrix: string): string {
  const last = x.shape.length - 1;
  if (axis === last) return graph.node('MatMul', [x.name, matrix]);
  const order = x.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
  return graph.transpose(graph.node('MatMul', [graph.transpose(x.name, order), matrix]), order);
}
