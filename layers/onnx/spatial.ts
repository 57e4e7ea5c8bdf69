/** Convolutions, pooling and resizing. */
import type { Graph } from '../../engine/files/onnx.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Activation } from '../../kernels/elementwise/activation.ts';
import type { Pair, Sides } from '../../kernels/make/pairs.ts';
import { span } from '../../kernels/make/pairs.ts';
import type { Lowering, Value } from './lowering.ts';
import { activated, elements, lowering, scalar, unsupported } from './lowering.ts';
import { product } from './reductions.ts';

interface Conv {
  stride: Pair;
  padding: Pair;
  dilation: Pair;
  groups: number;
  size: Pair;
  activation?: Activation;
}
interface Windows {
  size: Pair;
  regular: { kernel: Pair; stride: Pair; padding: Sides; dilation: Pair } | null;
}

/** How far the windows reach beyond the image's end: what must be padded there for as many as there are. */
const beyond = (
  image: Shape,
  windows: Pair,
  kernel: Shape,
  { stride, padding, dilation }: Omit<Conv, 'groups' | 'size'>,
) => [0, 1].map((i) => (windows[i] - 1) * stride[i] + span(kernel[i], dilation[i]) - padding[i] - image[i]);

/** Bins of an adaptive pool, reduced one axis after the other. */
function bins(graph: Graph, type: 'ReduceMax' | 'ReduceMean', x: Value, { size }: Windows): string {
  return [2, 3].reduce((value, axis, i) => {
    const n = x.shape[axis];
    if (size[i] === n) return value;
    if (size[i] === 1) return graph.node(type, [value], { axes: [axis], keepdims: 1 });
    const parts = Array.from({ length: size[i] }, (_, o) => {
      const [from, to] = [Math.floor((o * n) / size[i]), Math.ceil(((o + 1) * n) / size[i])];
      const bin = graph.node('Slice', [value, graph.list([from]), graph.list([to]), graph.list([axis])]);
      return graph.node(type, [bin], { axes: [axis], keepdims: 1 });
    });
    return graph.node('Concat', parts, { axis });
  }, x.name);
}

/** What pooling operators share: windows as many as there are, the padding at the end as wide as they reach. */
function pooling(x: Value, size: Pair, regular: NonNullable<Windows['regular']>) {
  const { kernel, stride, padding } = regular;
  const ends = beyond(x.shape.slice(2), size, kernel, {
    ...regular,
    padding: [padding[0], padding[1]],
  });
  return {
    attributes: {
      kernel_shape: kernel,
      strides: stride,
      pads: [padding[0], padding[1], ...ends.map((n) => Math.max(0, n))],
    },
    /** Whether a window reaches beyond the padding. */
    over: ends.some((n, i) => n > padding[i + 2]),
  };
}

export const spatial: Readonly<Record<string, Lowering>> = {
  conv2d: lowering<Conv>((graph, { inputs: { x, w, bias }, attrs }) => {
    const { stride, padding, dilation, groups, size, activation } = attrs;
    const ends = beyond(x.shape.slice(2), size, w.shape.slice(2), attrs);
    const value = graph.node('Conv', [x.name, w.name, ...(bias ? [bias.name] : [])], {
      strides: stride,
      dilations: dilation,
      group: groups,
      pads: [...padding, ...ends.map((n) => Math.max(0, n))],
    });
    return activated(graph, value, activation);
  }),
  conv2d_input: lowering<Conv>((graph, { inputs: { y, w, bias }, attrs }) => {
    const { stride, padding, dilation, groups, size } = attrs;
    const ends = beyond(size, [y.shape[2], y.shape[3]], w.shape.slice(2), attrs);
    return graph.node('ConvTranspose', [y.name, w.name, ...(bias ? [bias.name] : [])], {
      strides: stride,
      dilations: dilation,
      group: groups,
      pads: [...padding, ...ends.map((n) => Math.max(0, n))],
      output_padding: ends.map((n) => Math.max(0, -n)),
    });
  }),
  max_pool2d: lowering<Windows>((graph, { inputs: { x }, attrs: { size, regular } }) => {
    if (!regular) return bins(graph, 'ReduceMax', x, { size, regular });
    return graph.node('MaxPool', [x.name], { ...pooling(x, size, regular).attributes, dilations: regular.dilation });
  }),
  avg_pool2d: lowering<Windows & { divisor: 'pixels' | 'padded' | number }>(
    (graph, { op, inputs: { x }, attrs: { size, regular, divisor } }) => {
      if (!regular) return bins(graph, 'ReduceMean', x, { size, regular });
      const { kernel, dilation } = regular;
      const { attributes, over } = pooling(x, size, regular);
      if (dilation.some((n) => n !== 1)) unsupported(op, 'dilated averages come with opset 19');
      if (divisor === 'padded' && over) unsupported(op, 'a window reaches beyond the padding that it counts');
      const mean = graph.node('AveragePool', [x.name], {
        ...attributes,
        count_include_pad: Number(divisor !== 'pixels'),
      });
      if (typeof divisor === 'string') return mean;
      return graph.node('Mul', [mean, scalar(graph, (kernel[0] * kernel[1]) / divisor)]);
    },
  ),
  resize_axis: lowering<{ axis: number; from: number; to: number; taps: number }>(
    (graph, { inputs: { x, table }, attrs: { axis, from, to, taps } }) => {
      // The table of taps, a constant, as the matrix [from, to] that it stands for.
      const matrix = () => {
        const words = Int32Array.from(table.data!());
        const weights = new Float32Array(words.buffer);
        const dense = new Float32Array(from * to);
        for (let at = 0; at < taps * to; at++) dense[words[2 * at] * to + Math.floor(at / taps)] += weights[2 * at + 1];
        return elements('f32', dense);
      };
      return product(graph, x, axis, graph.keep({ type: 'f32', dims: [from, to], data: matrix }));
    },
  ),
  grid_sample2d: lowering<{ mode: string; padding: string; alignCorners: boolean }>(
    (graph, { inputs: { x, grid }, attrs: { mode, padding, alignCorners } }) =>
      graph.node('GridSample', [x.name, grid.name], {
        mode,
        padding_mode: padding,
        align_corners: Number(alignCorners),
      }),
  ),
};
