/**
 * How axial attention describes itself to `capture`: a query's weights lie on its line, and several axes in turn reach
 * the whole grid.
 */
import type { Kept, MapSource } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';
import type { AxialOptions } from '../../kernels/attention/axial.ts';
import { axialAttention, axialWeights } from '../../kernels/attention/axial.ts';
import { concat, matmul, mean, pad } from '../../kernels/index.ts';

/** Rows and columns that positions are shown with: columns are the last axis, the others stand one under the other. */
export const axialGrid = (positions: Shape): [number, number] => [size(positions.slice(0, -1)), positions.at(-1)!];

/** [row, column, …] of a row-major index. */
export function place(index: number, positions: Shape): number[] {
  let rest = index;
  return positions
    .toReversed()
    .map((n) => {
      const at = rest % n;
      rest = Math.floor(rest / n);
      return at;
    })
    .toReversed();
}

/** A query's weights along its line, on the whole grid: zero off the line. */
export function onGrid(weights: Tensor, at: readonly number[], axis: number, positions: Shape): Tensor {
  const off = (amount: (i: number) => number) => positions.map((_, i) => (i === axis ? 0 : amount(i)));
  return pad(weights.reshape(positions.map((n, i) => (i === axis ? n : 1))), {
    before: off((i) => at[i]),
    after: off((i) => positions[i] - 1 - at[i]),
  }).reshape(-1);
}

/** @param query [B, heads·d, ...positions] @param key the same. */
export function axialMap(
  query: Tensor,
  key: Tensor,
  options: AxialOptions,
  name: string,
): MapSource<{ query: Tensor; key: Tensor }> {
  const { axis, heads = 1 } = options;
  const [, channels, ...positions] = query.shape;
  const width = channels / heads;
  return {
    name,
    kind: 'axial',
    heads,
    grid: axialGrid(positions),
    queries: axialGrid(positions),
    keep: { query, key },
    row: (kept, index, head, batch) => {
      const at = place(index, positions);
      const crossing = (x: Tensor) =>
        at.reduce(
          (line, i, other) => (other === axis ? line : line.slice(other + 2, i, i + 1)),
          x.slice(0, batch, batch + 1).slice(1, head * width, (head + 1) * width),
        );
      return onGrid(
        axialWeights(crossing(kept.query).slice(axis + 2, at[axis], at[axis] + 1), crossing(kept.key), {
          ...options,
          heads: 1,
        }),
        at,
        axis,
        positions,
      );
    },
    full: (kept) => axialWeights(kept.query, kept.key, options).reshape(-1, positions[axis], positions[axis]),
    through: (kept, values) => {
      const [batch, size] = values.shape;
      const all = values.reshape(batch, 1, size, ...positions).expand(batch, heads, size, ...positions);
      const seen = axialAttention(kept.query, kept.key, all.reshape(batch, heads * size, ...positions), options);
      return mean(seen.reshape(batch, heads, size, ...positions), 1);
    },
  };
}

/** One of the axes that a composed map goes through. */
export interface AxialStage<K extends Kept> {
  axis: number;
  /** Weights of one image, the mean over heads: [...other positions, T, T]. */
  weights: (kept: K, batch: number) => Tensor;
}

/** What a position sees after all axes: a row of the product of their maps, heads averaged. */
export function composedMap<K extends Kept>(
  keep: K,
  stages: readonly AxialStage<K>[],
  batches: number,
  positions: Shape,
): MapSource<K> {
  const rows = (kept: K, queries: readonly number[], batch: number): Tensor =>
    stages
      .toReversed()
      .reduce(
        (vectors, { axis, weights }) => throughLines(vectors, weights(kept, batch), axis),
        oneHot(Object.values(kept)[0].device, queries, positions),
      );
  return {
    name: 'composed',
    kind: 'dense',
    grid: axialGrid(positions),
    queries: axialGrid(positions),
    keep,
    row: (kept, query, _, batch) => rows(kept, [query], batch).reshape(-1),
    through: (kept, values) => {
      const one = (batch: number) =>
        stages.reduce(
          (x, { axis, weights }) => throughLines(x, weights(kept, batch).transpose(), axis),
          values.slice(0, batch, batch + 1).reshape(values.shape[1], ...positions),
        );
      return concat(
        Array.from({ length: batches }, (_, batch) => one(batch).reshape(1, values.shape[1], ...positions)),
        0,
      );
    },
    full: (kept) => {
      const count = size(positions);
      const all = Array.from({ length: count }, (_, i) => i);
      return copy(
        concat(
          Array.from({ length: batches }, (_, batch) => rows(kept, all, batch).reshape(1, count, count)),
          0,
        ),
      );
    },
  };
}

/** Row vectors [M, ...positions] times the map of one axis. */
function throughLines(rows: Tensor, weights: Tensor, axis: number): Tensor {
  const order = [...rows.shape.map((_, i) => i).filter((i) => i !== axis + 1), axis + 1];
  const lines = rows.permute(order);
  const out = matmul(lines.reshape(...lines.shape.slice(0, -1), 1, lines.shape.at(-1)!), weights).reshape(lines.shape);
  return out.permute(order.map((_, i) => order.indexOf(i)));
}

/** [queries, ...positions]: a grid each, 1 at its query. */
function oneHot(gpu: Device, queries: readonly number[], positions: Shape): Tensor {
  const values = new Float32Array(queries.length * size(positions));
  queries.forEach((query, i) => (values[i * size(positions) + query] = 1));
  return tensor(gpu, values, [queries.length, ...positions]);
}

/** The mean over heads of an axis's weights in one image. */
export function headMean(query: Tensor, key: Tensor, options: AxialOptions, batch: number): Tensor {
  const weights = axialWeights(query.slice(0, batch, batch + 1), key.slice(0, batch, batch + 1), options);
  return mean(weights, -3).reshape(...weights.shape.slice(1, -3), ...weights.shape.slice(-2));
}
