/** Plain loops of positional attention: every key of every query's line, in float64. */
import type { HostArray } from '../../engine/op.ts';
import type { PositionalAttrs } from './positional-pack.ts';
import { positionalSizes } from './positional-pack.ts';
import { largest } from '../make/rows.ts';

type Arrays = Readonly<Record<string, HostArray>>;

/** A query with its pixel among those of its image and group, and the pixels of its line. */
export interface LineQuery {
  image: number;
  /** Place along the line. */
  i: number;
  pixel: number;
  line: readonly number[];
  scores: readonly number[];
}

/** Row `c` of the table at the distance of `to` and `from`. */
export function tableIndex({ relative }: Arrays, c: number, to: number, from: number): number {
  const [, distances] = relative.shape;
  return c * distances + to - from + (distances - 1) / 2;
}

/** Calls `visit` for each query, in order. */
export function eachLineQuery(arrays: Arrays, attrs: PositionalAttrs, visit: (query: LineQuery) => void): void {
  const { q, k, relative, factors } = arrays;
  const { batch, groups, depth, length, others } = positionalSizes(arrays, attrs);
  const area = length * others;
  for (let image = 0; image < batch * groups; image++) {
    const [byKey, byQueryPlace, byKeyPlace] = [0, 1, 2].map((part) => factors.data[part * groups + (image % groups)]);
    for (let other = 0; other < others; other++) {
      const line = Array.from({ length }, (_, t) => (attrs.rows ? other * length + t : t * others + other));
      line.forEach((pixel, i) => {
        const scores = line.map((key, j) => {
          let [content, queryPlace, keyPlace] = [0, 0, 0];
          for (let c = 0; c < depth; c++) {
            const [query, ofKey] = [
              q.data[(image * depth + c) * area + pixel],
              k.data[(image * depth + c) * area + key],
            ];
            content += query * ofKey;
            queryPlace += query * relative.data[tableIndex(arrays, c, i, j)];
            keyPlace += ofKey * relative.data[tableIndex(arrays, depth + c, j, i)];
          }
          return byKey * content + byQueryPlace * queryPlace + byKeyPlace * keyPlace;
        });
        visit({ image, i, pixel, line, scores });
      });
    }
  }
}

export function attendLoops(arrays: Arrays, attrs: PositionalAttrs): void {
  const { v, relative, out, lse } = arrays;
  const { depth, width, length, others } = positionalSizes(arrays, attrs);
  const area = length * others;
  eachLineQuery(arrays, attrs, ({ image, i, pixel, line, scores }) => {
    const top = scores.reduce((a, b) => Math.max(a, b), -largest);
    const weights = scores.map((score) => Math.exp(score - top));
    const total = weights.reduce((a, b) => a + b, 0);
    lse.data[image * area + pixel] = top + Math.log(total);
    for (let c = 0; c < width; c++) {
      const at = (image * width + c) * 2 * area + pixel;
      weights.forEach((weight, j) => {
        out.data[at] += (weight / total) * v.data[(image * width + c) * area + line[j]];
        out.data[at + area] += (weight / total) * relative.data[tableIndex(arrays, 2 * depth + c, i, j)];
      });
    }
  });
}

/** Sums that a factor multiplies stay apart until the end, as in the kernels: an infinite one leaves the other alone until then. */
export function gradientLoops(arrays: Arrays, attrs: PositionalAttrs): void {
  const { q, k, v, relative, factors, out, lse, dy, dlse, dq, dk, dv, drelative, dfactors } = arrays;
  const { groups, depth, width, length, others } = positionalSizes(arrays, attrs);
  const area = length * others;
  const [keySums, queryPlaceSums, querySums, keyPlaceSums] = [q, q, k, k].map(
    ({ data }) => new Float64Array(data.length),
  );
  eachLineQuery(arrays, attrs, ({ image, i, pixel, line, scores }) => {
    const [byQueryPlace, byKeyPlace] = [1, 2].map((part) => factors.data[part * groups + (image % groups)]);
    const mean = (c: number) => (image * width + c) * 2 * area + pixel;
    let delta = dlse ? -dlse.data[image * area + pixel] : 0;
    for (let c = 0; c < width; c++) for (const at of [mean(c), mean(c) + area]) delta += dy.data[at] * out.data[at];
    line.forEach((key, j) => {
      const weight = Math.exp(scores[j] - lse.data[image * area + pixel]);
      let change = -delta;
      for (let c = 0; c < width; c++) {
        const [value, place] = [(image * width + c) * area + key, tableIndex(arrays, 2 * depth + c, i, j)];
        change += dy.data[mean(c)] * v.data[value] + dy.data[mean(c) + area] * relative.data[place];
        dv.data[value] += weight * dy.data[mean(c)];
        drelative.data[place] += weight * dy.data[mean(c) + area];
      }
      change *= weight;
      for (let c = 0; c < depth; c++) {
        const [query, ofKey] = [(image * depth + c) * area + pixel, (image * depth + c) * area + key];
        const [queryPlace, keyPlace] = [tableIndex(arrays, c, i, j), tableIndex(arrays, depth + c, j, i)];
        keySums[query] += change * k.data[ofKey];
        queryPlaceSums[query] += change * relative.data[queryPlace];
        querySums[ofKey] += change * q.data[query];
        keyPlaceSums[ofKey] += change * relative.data[keyPlace];
        drelative.data[queryPlace] += change * byQueryPlace * q.data[query];
        drelative.data[keyPlace] += change * byKeyPlace * k.data[ofKey];
      }
    });
  });
  q.data.forEach((query, at) => {
    const group = Math.floor(at / (depth * area)) % groups;
    const [byKey, byQueryPlace, byKeyPlace] = [0, 1, 2].map((part) => factors.data[part * groups + group]);
    dq.data[at] = byKey * keySums[at] + byQueryPlace * queryPlaceSums[at];
    dk.data[at] = byKey * querySums[at] + byKeyPlace * keyPlaceSums[at];
    dfactors.data[group] += query * keySums[at];
    dfactors.data[groups + group] += query * queryPlaceSums[at];
    dfactors.data[2 * groups + group] += k.data[at] * keyPlaceSums[at];
  });
}
