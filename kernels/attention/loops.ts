/**
 * Attention in plain loops, float64 inside: for each query, for each key of its walks, for each term. The oracle, and
 * the reference backend.
 */
import type { HostArray } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { rowMajor } from '../../engine/shape.ts';
import { largest } from '../make/rows.ts';
import { inOrder, placesOf } from './records.ts';
import type { Term } from './term/term.ts';
import type { Tap, Who } from './walk/who.ts';
import { taps } from './walk/who.ts';

type Arrays = Readonly<Record<string, HostArray>>;

/** A query and one of its keys. */
export interface Pair extends Tap {
  who: Who;
  /** Number of batch and head in one. */
  image: number;
  batch: number;
  head: number;
  /** Row-major place of the query in its image, and among all images. */
  query: number;
  at: number;
  scale: number;
}
type Scored = Pair & { score: number };

export interface Loops {
  whos: readonly Who[];
  terms: readonly Term[];
  attrs: { scale?: number; origin?: readonly [number, number] };
  /** The axes of the output in memory; it has one more where a term has a value of its own. */
  order: readonly number[];
}

/**
 * A value at a pair, channel by channel; what its gradient goes to, but for v itself; and where the output of a query
 * has its mean.
 */
interface Value {
  of: (pair: Pair, c: number) => number;
  back?: (pair: Pair, c: number, gradient: number) => void;
  at: (query: Pair, c: number) => number;
}
function valuesOf(arrays: Arrays, { terms, order }: Loops, ordered: boolean): Value[] {
  const { q, v } = arrays;
  const more = terms.filter((term) => term.value);
  const shape = [...q.shape.slice(0, 4), v.shape[4], ...(order.length > 5 ? [1 + more.length] : [])];
  const place = ordered ? orderedPlace(shape, order) : (index: number) => index;
  const count = order.length > 5 ? 1 + more.length : 1;
  const at = (n: number) => (query: Pair, c: number) => place((query.at * v.shape[4] + c) * count + n);
  return [
    { of: (pair, c) => keyValue(v, pair, c), at: at(0) },
    ...more.map((term, n): Value => ({
      of: (pair, c) => term.value!(arrays, pair, c),
      back: (pair, c, gradient) => term.valueBack?.(arrays, pair, c, gradient),
      at: at(n + 1),
    })),
  ];
}

/** Where channel c of a position lies in a dense operand [batch, heads, rows, columns, channels]. */
export const placeIn = ({ shape }: HostArray, image: number, position: number, c: number): number =>
  ((image * shape[2] + Math.floor(position / shape[3])) * shape[3] + (position % shape[3])) * shape[4] + c;

/** The same in a result of logical shape `shape` whose axes lie in memory in `order`. */
export function orderedPlace(shape: Shape, order: readonly number[]): (index: number) => number {
  const strides = rowMajor(inOrder(shape, order));
  const places = placesOf(order);
  const logical = rowMajor(shape);
  return (index) =>
    logical.reduce((sum, step, axis) => sum + (Math.floor(index / step) % shape[axis]) * strides[places[axis]], 0);
}

/** A key's or value's channel: 0 outside the image. */
export const keyValue = (x: HostArray, { image, key }: Pair, c: number): number =>
  key < 0 ? 0 : x.data[placeIn(x, image, key, c)];
const add = ({ data }: HostArray, at: number, value: number) => void ((data as Float64Array)[at] += value);

/** Calls `visit` for each query, in order, with the keys that count. */
export function eachQuery(
  arrays: Arrays,
  { whos, terms, attrs }: Loops,
  visit: (pairs: Scored[], query: Pair) => void,
): void {
  const { q, k, factors } = arrays;
  const [batches, heads, rows, columns, depth] = q.shape;
  const [originRow, originColumn] = attrs.origin ?? [0, 0];
  for (let image = 0; image < batches * heads; image++) {
    const head = image % heads;
    const scale = factors ? factors.data[head] : attrs.scale!;
    for (let query = 0; query < rows * columns; query++) {
      const at = image * rows * columns + query;
      const base = { image, head, batch: Math.floor(image / heads), query, at, scale };
      const pairs = whos.flatMap((who) =>
        taps(who, originRow + Math.floor(query / columns), originColumn + (query % columns)).map((tap): Scored => {
          const pair = { ...base, ...tap, who };
          if (terms.some((term) => term.hides?.(arrays, pair)) || tap.penalty === -Infinity)
            return { ...pair, score: -Infinity };
          let score = 0;
          for (let c = 0; c < depth; c++) score += q.data[at * depth + c] * keyValue(k, pair, c);
          const gains = terms.reduce((sum, term) => sum + (term.score?.(arrays, pair) ?? 0), tap.penalty);
          return { ...pair, score: score * scale + gains };
        }),
      );
      // Windows leave out what lines multiply by 0: there 0 · Inf is NaN, as in the official code.
      const met = pairs.filter(({ penalty, who }) => who.kind === 'line' || penalty !== -Infinity);
      visit(met, { ...base, who: whos[0], tap: 0, key: 0, row: 0, column: 0, penalty: 0 });
    }
  }
}

/** Weights of a query's keys relative to the largest score, and the logarithm of their sum. */
export function softmaxOf(pairs: readonly Scored[]): { weights: number[]; total: number; log: number } {
  const top = pairs.reduce((high, { score }) => Math.max(high, score), -largest);
  const weights = pairs.map(({ score }) => Math.exp(score - top));
  const total = weights.reduce((a, b) => a + b, 0);
  return { weights, total, log: top + Math.log(total) };
}

export function attendLoops(arrays: Arrays, loops: Loops, emptyIsZero: boolean): void {
  const { v, out, lse } = arrays;
  const values = valuesOf(arrays, loops, true);
  eachQuery(arrays, loops, (pairs, query) => {
    const { weights, total, log } = softmaxOf(pairs);
    lse.data[query.at] = log;
    const blind = emptyIsZero && total === 0;
    for (let c = 0; c < v.shape[4]; c++)
      for (const { of, at } of values) {
        const sum = pairs.reduce((sum, pair, i) => sum + weights[i] * of(pair, c), 0);
        out.data[at(query, c)] = blind ? 0 : sum / total;
      }
  });
}

/** Δ of a query: Σ dy · out - dlse. */
function deltaOf(arrays: Arrays, values: readonly Value[], query: Pair): number {
  const { v, out, dy, dlse } = arrays;
  let delta = dlse ? -dlse.data[query.at] : 0;
  for (let c = 0; c < v.shape[4]; c++)
    for (const { at } of values) delta += dy.data[at(query, c)] * out.data[at(query, c)];
  return delta;
}

/** Every gradient that the arrays have room for: `dq`, `dk`, `dv` in `orders`, and those of tables. */
export function gradientLoops(arrays: Arrays, loops: Loops, orders: Readonly<Record<string, readonly number[]>>): void {
  const { q, k, v, lse, dy, dq, dk, dv } = arrays;
  const [depth, width] = [q.shape[4], v.shape[4]];
  const means = valuesOf(arrays, loops, false);
  const [dqAt, dkAt, dvAt] = ['q', 'k', 'v'].map((key) =>
    orders[key] ? orderedPlace(arrays[key].shape, orders[key]) : () => 0,
  );
  eachQuery(arrays, loops, (pairs, query) => {
    const delta = deltaOf(arrays, means, query);
    for (const pair of pairs) {
      if (pair.score === -Infinity && pair.who.kind === 'line') continue;
      // As `knownLog` has it: from a finite number, the scores of a query that looks nowhere give weight 0.
      const weight = Math.exp(pair.score - Math.max(lse.data[query.at], -largest));
      let change = -delta;
      for (let c = 0; c < width; c++)
        for (const { of, back, at } of means) {
          const gradient = dy.data[at(query, c)];
          change += gradient * of(pair, c);
          back?.(pair, c, weight * gradient);
        }
      change *= weight;
      if (dv && pair.key >= 0)
        for (let c = 0; c < width; c++)
          add(dv, dvAt(placeIn(v, pair.image, pair.key, c)), weight * dy.data[means[0].at(query, c)]);
      if (dq)
        for (let c = 0; c < depth; c++) {
          add(dq, dqAt(query.at * depth + c), pair.scale * change * keyValue(k, pair, c));
          if (pair.key >= 0)
            add(dk, dkAt(placeIn(k, pair.image, pair.key, c)), pair.scale * change * q.data[query.at * depth + c]);
        }
      const at = {
        dq: (c: number) => dqAt(query.at * depth + c),
        dk: (c: number) => dkAt(placeIn(k, pair.image, pair.key, c)),
      };
      for (const term of loops.terms) term.back?.(arrays, pair, weight, change, at);
    }
  });
}
