/** Plain loops of local attention: every key of every query, in float64. */
import type { HostArray } from '../../engine/op.ts';
import type { LocalAttrs } from './local-shape.ts';
import { sizesOf } from './local-shape.ts';
import type { Tap } from './local-taps.ts';
import { tapsOf } from './local-taps.ts';
import type { Pair } from '../make/pairs.ts';

/** A key of a query's window, with its logit. */
export type Scored = Tap & { logit: number };

export interface Query {
  /** Number of batch and head together, and row-major place among the queries. */
  image: number;
  head: number;
  at: number;
  /** Without keys that are left out. */
  taps: readonly Scored[];
}

type Arrays = Readonly<Record<string, HostArray>>;

/** Calls `visit` for each query, in order; the first is at `origin` of the image. */
export function eachQuery(
  arrays: Arrays,
  attrs: LocalAttrs,
  visit: (query: Query) => void,
  [originRow, originColumn]: Pair = [0, 0],
): void {
  const { q, k, bias, mask } = arrays;
  const { batch, heads, depth, axes, offsets } = sizesOf(arrays, attrs);
  const [tableRows, tableColumns] = offsets;
  const [rows, columns] = axes;
  const queries = rows.queries * columns.queries;
  const keys = rows.keys * columns.keys;
  for (let image = 0; image < batch * heads; image++) {
    const head = image % heads;
    for (let at = 0; at < queries; at++) {
      const [y, x] = [Math.floor(at / columns.queries), at % columns.queries];
      const taps = tapsOf(axes, originRow + y, originColumn + x)
        .filter(({ penalty }) => penalty !== -Infinity)
        .map((tap): Scored => {
          let logit = tap.penalty;
          for (let c = 0; c < depth; c++)
            logit +=
              attrs.scale *
              q.data[(image * depth + c) * queries + at] *
              ((tap.key < 0 ? 0 : k.data[(image * depth + c) * keys + tap.key]) +
                relativeAt(arrays, offsets, head, c, tap));
          if (bias) logit += bias.data[(head * tableRows + tap.row) * tableColumns + tap.column];
          if (mask)
            logit +=
              mask.data[
                ((Math.floor(image / heads) % mask.shape[0]) * keys +
                  (originRow + y) * columns.keys +
                  originColumn +
                  x) *
                  keys +
                  tap.key
              ];
          return { ...tap, logit };
        });
      visit({ image, head, at, taps });
    }
  }
}

/** What is added to channel c of a key at a relative place: a vector for its row, and one for its column. */
export function relativeAt(
  { relative }: Arrays,
  [rows]: Pair,
  head: number,
  c: number,
  { row, column }: Pick<Tap, 'row' | 'column'>,
): number {
  if (!relative) return 0;
  const [, places, channels] = relative.shape;
  return (
    relative.data[(head * places + row) * channels + c] + relative.data[(head * places + rows + column) * channels + c]
  );
}

/** Calls `visit` with each tap, its softmax weight and the gradient of its logit. */
export function eachLogitGradient(
  arrays: Arrays,
  attrs: LocalAttrs,
  visit: (query: Query, tap: Scored, weight: number, dLogit: number) => void,
): void {
  const { v, out, dout, lse, dlse } = arrays;
  const { width } = sizesOf(arrays, attrs);
  const keys = v.shape[3] * v.shape[4];
  const queries = dout.shape[3] * dout.shape[4];
  eachQuery(arrays, attrs, (query) => {
    const place = query.image * queries + query.at;
    const outputAt = (c: number) => (query.image * width + c) * queries + query.at;
    let delta = dlse ? -dlse.data[place] : 0;
    for (let c = 0; c < width; c++) delta += out.data[outputAt(c)] * dout.data[outputAt(c)];
    for (const tap of query.taps) {
      const weight = Math.exp(tap.logit - lse.data[place]);
      let dWeight = 0;
      if (tap.key >= 0)
        for (let c = 0; c < width; c++)
          dWeight += dout.data[outputAt(c)] * v.data[(query.image * width + c) * keys + tap.key];
      visit(query, tap, weight, weight * (dWeight - delta));
    }
  });
}
