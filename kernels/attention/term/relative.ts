/**
 * Vectors of relative rows and columns that meet the query, as one table [heads, rows + columns, channels in fours].
 * Each query's products with them stand before the walk: 2k numbers where all scores would be k². The kernel by queries
 * leaves them for that by keys in the first half of `query_terms`, and the gradients of these in the second.
 */
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../../engine/gpu/wgsl.ts';
import { add } from '../../elementwise/add.ts';
import { mul } from '../../elementwise/mul.ts';
import { indexSelect } from '../../gather/index-select.ts';
import { sum } from '../../reduce/sum.ts';
import type { Pair } from '../loops.ts';
import type { HostArray } from '../../../engine/op.ts';
import { placesOfTaps } from '../plain.ts';
import type { Steps } from '../steps.ts';
import { divide, widest } from '../steps.ts';
import { relativeGradient, termCount } from '../tables.ts';
import { offsets } from '../walk/window.ts';
import type { Windows } from '../walk/who.ts';
import type { Term, TermCode } from './term.ts';

const functions = (depth: number): Snippet => wgsl`
  fn offset_of(row_span: Span, column_span: Span, t: i32) -> u32 {
    let tx = t - row_span.count;
    let row = row_span.offset + t * row_span.turn;
    return u32(select(row, i32(p.table_rows) + column_span.offset + tx * column_span.turn, tx >= 0));
  }
  fn rel_vector(head: u32, row_span: Span, column_span: Span, t: i32) -> u32 {
    return (head * (p.table_rows + p.table_columns) + offset_of(row_span, column_span, t)) * ${u32(depth)};
  }`;

/** `term`: a query's products with the vectors of its window's rows, then of its columns. */
function products(steps: Steps, depth: number, count: number): Snippet {
  const fits = depth <= widest({ together: false }).own;
  const part = fits ? depth : divide(depth, 8);
  const q = fits ? steps.whole('q') : steps.own('q', part, name('c'));
  const loop = (from: Snippet) => wgsl`
    for (var t = 0; t < row_terms + column_span.count; t++) {
      let vector = rel_vector(head, row_span, column_span, t)${from};
      term[t] += scale * (${join(
        repeat(part, (n) => wgsl`dot(${q.at(0, n)}, relative[vector + ${u32(n)}])`),
        ' + ',
      )});
    }`;
  return wgsl`
    let row_terms = row_span.count;
    var term: array<f32, ${u32(count)}>;
    ${
      fits
        ? wgsl`
            ${q.load}
            ${loop(wgsl``)}`
        : steps.inParts(
            depth,
            part,
            wgsl`
              ${q.load}
              ${loop(wgsl` + c`)}`,
          )
    }`;
}

export const relative: Term = {
  inputs: ['relative?'],
  tables: ['relative'],
  code: (side): TermCode => {
    const { pass, depth, width } = side;
    const { axes } = side.who as Windows;
    const count = axes[0].kernel + axes[1].kernel;
    const params = {
      table_rows: offsets(axes[0]),
      table_columns: offsets(axes[1]),
      query_pixels: side.who.queries[2] * side.who.queries[3],
      query_columns: side.who.queries[3],
    };
    if (pass === 'keys')
      return {
        rowStart: wgsl`
          let terms = (image * (p.table_rows + p.table_columns)) * p.query_pixels + wy * p.query_columns;
          let row_terms = terms + row_offset * p.query_pixels;
          let column_terms = terms + p.table_rows * p.query_pixels;
          let query_pixels = p.query_pixels;`,
        gains: () => [
          wgsl`(query_terms[row_terms + wx] + query_terms[column_terms + column_offset * query_pixels + wx])`,
        ],
        reads: ['query_terms'],
        params,
      };
    const forward: TermCode = {
      before: (steps) => products(steps, depth, count),
      rowStart: wgsl`let row_term = term[ty];`,
      gains: () => [wgsl`(row_term + term[row_terms + tx])`],
      reads: ['relative'],
      functions: [functions(depth)],
      types: { relative: name('vec4<f32>') },
      params,
    };
    if (pass === 'forward') return forward;
    const from = width === depth ? wgsl`` : wgsl`block * ${u32(width)} + `;
    const { form } = axes[0];
    // A window that meets only part of a table leaves the rest at zero.
    const clear =
      form === 'zero' || form === 'mask'
        ? wgsl``
        : wgsl`
            for (var t = 0u; t < p.table_rows + p.table_columns; t++) {
              query_terms[p.term_sums + terms_at + t * p.query_pixels] = 0.0;
            }`;
    return {
      ...forward,
      before: (steps) => wgsl`
        ${products(steps, depth, count)}
        let terms_at = image * (p.table_rows + p.table_columns) * p.query_pixels + row0;
        var term_sum: array<f32, ${u32(count)}>;
        if (inside0 && block == 0u) { ${clear} }`,
      rowStart: wgsl`
        let row_term = term[ty];
        var row_sum = 0.0;`,
      gradient: wgsl`
        row_sum += g0_0;
        term_sum[row_terms + tx] += g0_0;`,
      rowEnd: wgsl`term_sum[ty] = row_sum;`,
      after: () => wgsl`
        for (var t = 0; t < row_terms + column_span.count; t++) {
          let place = terms_at + offset_of(row_span, column_span, t) * p.query_pixels;
          let vector = rel_vector(head, row_span, column_span, t);
          if (inside0 && block == 0u) {
            query_terms[place] = term[t];
            query_terms[p.term_sums + place] = term_sum[t];
          }
          ${repeat(width, (n) => wgsl`a0_${n} += term_sum[t] * relative[vector + ${from}${u32(n)}];`)}
        }`,
      writes: ['query_terms'],
      params: { ...params, term_sums: termCount(side.who) },
    };
  },
  gradients: (call) => relativeGradient(call),
  score: ({ q, relative }, pair) => {
    const depth = q.shape[4];
    let score = 0;
    for (let c = 0; c < depth; c++)
      for (const at of entries(relative, pair)) score += q.data[pair.at * depth + c] * relative.data[at + c];
    return pair.scale * score;
  },
  back: ({ q, relative, dq, drelative }, pair, _, change, places) => {
    const depth = q.shape[4];
    for (let c = 0; c < depth; c++)
      for (const at of entries(relative, pair)) {
        if (dq) (dq.data as Float64Array)[places.dq(c)] += pair.scale * change * relative.data[at + c];
        if (drelative) (drelative.data as Float64Array)[at + c] += pair.scale * change * q.data[pair.at * depth + c];
      }
  },
  plain: (scores, { q, relative }, who, scale) => {
    const [batch, heads, rows, columns, depth] = q.shape;
    const queries = mul(q.reshape(batch, heads, rows * columns, 1, depth), scale);
    const tableRows = offsets((who as Windows).axes[0]);
    const met = (place: (tap: { row: number; column: number }) => number) => {
      const vectors = indexSelect(relative.slice(2, 0, depth), 1, placesOfTaps(q.device, who, place));
      return sum(mul(queries, vectors.reshape([heads, ...scores.shape.slice(2), depth])), -1);
    };
    return add(
      add(
        scores,
        met(({ row }) => row),
      ),
      met(({ column }) => tableRows + column),
    );
  },
};

/** Where the vectors of a pair's relative row and column begin. */
function entries({ shape: [, places, channels] }: HostArray, { head, row, column, who }: Pair): [number, number] {
  const rows = offsets((who as Windows).axes[0]);
  return [(head * places + row) * channels, (head * places + rows + column) * channels];
}
