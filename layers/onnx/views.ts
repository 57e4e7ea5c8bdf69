/** Views, and ops that move elements. */
import type { Live } from '../../engine/ambient.ts';
import type { Pair } from '../../kernels/make/pairs.ts';
import { span } from '../../kernels/make/pairs.ts';
import type { Graph } from '../../engine/files/onnx.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Lowering, Value } from './lowering.ts';
import { cast, constant, lowering, scalar } from './lowering.ts';

interface Fold {
  image: Pair;
  kernel: Pair;
  stride: Pair;
  padding: Pair;
  dilation: Pair;
  windows: Pair;
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Zeros, or another value, around x; negative sizes cut. */
const padded = (graph: Graph, x: Value, before: Shape, after: Shape, value: Live = 0): string =>
  graph.node('Pad', [x.name, graph.list([...before, ...after]), scalar(graph, value, x.dtype)], { mode: 'constant' });

/** Rows of an axis by whole numbers, those outside read as zeros where that is asked for. */
function gathered(graph: Graph, x: Value, indices: Value, axis: number, outside: 'zero' | undefined): string {
  const places = cast(graph, indices.name, 'i64');
  if (!outside) return graph.node('Gather', [x.name, places], { axis });
  const n = x.shape[axis];
  const end = graph.reshape(graph.list([n]), []);
  const zero = graph.reshape(graph.list([0]), []);
  const out = graph.node('Or', [graph.node('Less', [places, zero]), graph.node('GreaterOrEqual', [places, end])]);
  const longer = padded(
    graph,
    x,
    x.shape.map(() => 0),
    x.shape.map((_, i) => (i === axis ? 1 : 0)),
  );
  return graph.node('Gather', [longer, graph.node('Where', [out, end, places])], { axis });
}

/** How far what windows reach beyond the image at its end, per axis. */
const reach = ({ image, kernel, stride, padding, dilation, windows }: Fold): number[] =>
  image.map((n, i) => (windows[i] - 1) * stride[i] + span(kernel[i], dilation[i]) - padding[i] - n);

export const views: Readonly<Record<string, Lowering>> = {
  reshape: (graph, { inputs: { x }, out }) => graph.reshape(x.name, out.shape),
  permute: lowering<{ order: readonly number[] }>((graph, { inputs: { x }, attrs: { order } }) =>
    graph.transpose(x.name, order),
  ),
  expand: (graph, { inputs: { x }, out }) => graph.node('Expand', [x.name, graph.list(out.shape)]),
  slice: lowering<{ starts: readonly number[]; steps: readonly number[] }>(
    (graph, { inputs: { x }, out, attrs: { starts, steps } }) => {
      const ends = starts.map((start, axis) => {
        const end = start + steps[axis] * out.shape[axis];
        return end < 0 ? -(2 ** 31) : end;
      });
      return graph.node('Slice', [
        x.name,
        ...[starts, ends, range(starts.length), steps].map((list) => graph.list(list)),
      ]);
    },
  ),
  concat: lowering<{ axis: number }>((graph, { inputs, attrs: { axis } }) =>
    graph.node(
      'Concat',
      Object.values(inputs).map(({ name }) => name),
      { axis },
    ),
  ),
  pad: lowering<{ before: Shape; after: Shape; value: Live }>(
    (graph, { inputs: { x }, attrs: { before, after, value } }) => padded(graph, x, before, after, value),
  ),
  border: lowering<{ axis: number; before: number; after: number; mode: string }>(
    (graph, { inputs: { x }, attrs: { axis, before, after, mode } }) => {
      const at = (n: number) => x.shape.map((_, i) => (i === axis ? n : 0));
      if (mode === 'edge' || mode === 'reflect')
        return graph.node('Pad', [x.name, graph.list([...at(before), ...at(after)])], { mode });
      // The others by the places that they read.
      const n = x.shape[axis];
      const [period, turn] = mode === 'wrap' ? [n, false] : [2 * n, true];
      const places = range(before + n + after).map((c) => {
        const m = (((c - before) % period) + period) % period;
        return turn && m >= n ? 2 * n - 1 - m : m;
      });
      return graph.node('Gather', [x.name, graph.list(places)], { axis });
    },
  ),
  roll: lowering<{ shifts: readonly number[] }>((graph, { inputs: { x }, attrs: { shifts } }) =>
    shifts.reduce((name, shift, axis) => {
      const n = x.shape[axis];
      if (shift % n === 0) return name;
      return graph.node('Gather', [name, graph.list(range(n).map((c) => (((c - shift) % n) + n) % n))], { axis });
    }, x.name),
  ),
  gather: lowering<{ axis: number; outside?: 'zero' }>((graph, { inputs: { x, indices }, attrs: { axis, outside } }) =>
    gathered(graph, x, indices, axis, outside),
  ),
  gather_elements: lowering<{ axis: number }>((graph, { inputs: { x, indices }, attrs: { axis } }) =>
    graph.node('GatherElements', [x.name, cast(graph, indices.name, 'i64')], { axis }),
  ),
  triangle: lowering<{ half: 'lower' | 'upper'; diagonal: number; fill: Live }>(
    (graph, { inputs: { x }, attrs: { half, diagonal, fill } }) => {
      const [rows, columns] = x.shape.slice(-2);
      const kept = range(rows * columns).map((i) => {
        const above = (i % columns) - Math.floor(i / columns);
        return Number(half === 'lower' ? above <= diagonal : above >= diagonal);
      });
      const mask = constant(graph, kept, [rows, columns], 'bool');
      return graph.node('Where', [mask, x.name, scalar(graph, fill, x.dtype)]);
    },
  ),
  unfold_dim: lowering<{ axis: number; size: number; step: number }>(
    (graph, { inputs: { x }, out, attrs: { axis, size, step } }) => {
      const windows = out.shape[axis];
      const places = range(windows * size).map((i) => Math.floor(i / size) * step + (i % size));
      const rows = graph.node('Gather', [x.name, graph.reshape(graph.list(places), [windows, size])], { axis });
      // The window stands behind its place, and goes to the end.
      const order = range(out.shape.length).filter((i) => i !== axis + 1);
      return graph.transpose(rows, [...order, axis + 1]);
    },
  ),
  unfold: lowering<Fold>((graph, { inputs: { x }, out, attrs }) => {
    const { kernel, stride, padding, dilation, windows } = attrs;
    const ends = reach(attrs).map((n) => Math.max(0, n));
    let value = padded(graph, x, [0, 0, ...padding], [0, 0, ...ends]);
    // [B, C, H, W] → [B, C, kh, oh, W] → [B, C, kh, oh, kw, ow]
    [2, 4].forEach((axis, i) => {
      const places = range(kernel[i] * windows[i]).map(
        (at) => Math.floor(at / windows[i]) * dilation[i] + (at % windows[i]) * stride[i],
      );
      value = graph.node('Gather', [value, graph.reshape(graph.list(places), [kernel[i], windows[i]])], { axis });
    });
    return graph.reshape(graph.transpose(value, [0, 1, 2, 4, 3, 5]), out.shape);
  }),
  fold: lowering<Fold>((graph, { inputs: { x }, out, attrs }) => {
    const { kernel, stride, padding, dilation, windows } = attrs;
    const taps = kernel[0] * kernel[1];
    const planes = out.shape[0] * out.shape[1];
    // Each tap has a kernel of its own, 1 where it stands: a transposed convolution adds them up.
    const each = constant(
      graph,
      range(taps * taps).map((i) => Number(Math.floor(i / taps) === i % taps)),
      [taps, 1, ...kernel],
    );
    const ends = reach(attrs);
    const image = graph.node('ConvTranspose', [graph.reshape(x.name, [planes, taps, ...windows]), each], {
      strides: stride,
      dilations: dilation,
      pads: [...padding, ...ends.map((n) => Math.max(0, n))],
      output_padding: ends.map((n) => Math.max(0, -n)),
    });
    return graph.reshape(image, out.shape);
  }),
  relative_table: lowering<{ places: Pair; channels: number }>(
    (graph, { inputs: { relH, relW }, out, attrs: { places, channels } }) => {
      const [heads, , wide] = out.shape;
      const part = (rel: Value | undefined, count: number, before: number): string => {
        if (!rel) return constant(graph, new Array<number>(heads * count * wide).fill(0), [heads, count, wide]);
        const rows: Value = { ...rel, name: graph.transpose(rel.name, [0, 2, 1]), shape: [heads, count, rel.shape[1]] };
        return padded(graph, rows, [0, 0, before], [0, 0, wide - before - rel.shape[1]]);
      };
      const parts = [part(relH, places[0], 0), part(relW, places[1], channels - (relW?.shape[1] ?? 0))];
      return graph.node('Concat', parts, { axis: 1 });
    },
  ),
};
