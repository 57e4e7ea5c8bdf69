/** Gradients of tables are sums over all queries. Each part of the rows makes a table of its own; the tables are added in order. */
import type { Kernel } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import { size } from '../../engine/shape.ts';
import { u32, wgsl } from '../../engine/wgsl.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { quads, recordTypes } from './local-parts.ts';
import { sizesOf } from './local-shape.ts';

const mostParts = 64;

/** How the rows of all images are shared out. */
export function partition(lines: number): { lines: number; rowsPerPart: number; parts: number } {
  const rowsPerPart = Math.max(1, Math.ceil(lines / mostParts));
  return { lines, rowsPerPart, parts: Math.ceil(lines / rowsPerPart) };
}

/** Σ over a part's queries of the gradient of a term times four channels of q: [parts, heads, rows + columns, channels]. */
function relativeParts(operands: Operands, attrs: LocalAttrs): Kernel {
  const { batch, heads, depth, width, axes: [rows, columns], offsets } = sizesOf(operands, attrs);
  const { lines, rowsPerPart, parts } = partition(batch * rows.queries);
  const terms = offsets[0] + offsets[1];
  const body = wgsl`let quad = i % p.quads;
  let term = i / p.quads % p.terms;
  let head = i / (p.quads * p.terms) % p.heads;
  let part = i / (p.quads * p.terms * p.heads);
  var sum = vec4<f32>(0.0);
  for (var line = part * p.rows_per_part; line < min((part + 1) * p.rows_per_part, p.lines); line++) {
    let image = line / p.rows * p.heads + head;
    let first = line % p.rows * p.columns;
    for (var at = first; at < first + p.columns; at++) {
      sum += term_sums[(image * p.terms + term) * p.rows * p.columns + at] * query_records[(image * p.rows * p.columns + at) * ${u32(quads(depth) + quads(width) + 1)} + quad];
    }
  }
  rel_parts[i] = sum;`;
  const params = { quads: quads(depth), terms, heads, lines, rows_per_part: rowsPerPart, rows: rows.queries, columns: columns.queries };
  return { ...each(parts * heads * terms * quads(depth), body, { params }), types: recordTypes, reads: ['term_sums', 'query_records'], writes: ['rel_parts'] };
}

/** Both tables of relative vectors: rows on the first channels, columns on the last. */
function relativeSums(operands: Operands, attrs: LocalAttrs): Kernel {
  const { batch, heads, depth, axes: [{ queries }], offsets: [rows, columns] } = sizesOf(operands, attrs);
  const { drelH, drelW } = operands;
  const channels = 4 * quads(depth);
  const body = wgsl`let c = i % p.channels;
  let term = i / p.channels % (p.rows + p.columns);
  let head = i / (p.channels * (p.rows + p.columns));
  var sum = 0.0;
  for (var part = 0u; part < p.parts; part++) { sum += rel_parts[part * p.count + i]; }
${drelH ? wgsl`  if (term < p.rows && c < p.row_channels) { drelH[(head * p.row_channels + c) * p.rows + term] = sum; }` : wgsl``}
${drelW ? wgsl`  if (term >= p.rows && c >= p.column_start && c < p.depth) { drelW[(head * p.column_channels + c - p.column_start) * p.columns + term - p.rows] = sum; }` : wgsl``}`;
  const params = { parts: partition(batch * queries).parts, channels, rows, columns, depth, row_channels: drelH?.shape[1] ?? 0, column_channels: drelW?.shape[1] ?? 0, column_start: depth - (drelW?.shape[1] ?? 0) };
  return { ...each(heads * (rows + columns) * channels, body, { params }), reads: ['rel_parts'], writes: [...(drelH ? ['drelH'] : []), ...(drelW ? ['drelW'] : [])] };
}

function biasSums(operands: Operands, attrs: LocalAttrs): Kernel {
  const { batch, axes: [{ queries }] } = sizesOf(operands, attrs);
  const body = wgsl`var sum = 0.0;
  for (var part = 0u; part < p.parts; part++) { sum += bias_parts[part * p.count + i]; }
  dbias[i] = sum;`;
  return { ...each(size(operands.bias.shape), body, { params: { parts: partition(batch * queries).parts } }), reads: ['bias_parts'], writes: ['dbias'] };
}

/** The passes from the queries' sums to the gradients of the tables, and the scratch between them. */
export function tableSums(operands: Operands, attrs: LocalAttrs, biasParts: Kernel | undefined): { passes: Kernel[]; scratch: Record<string, number> } {
  const { batch, heads, depth, axes: [rows, columns], offsets } = sizesOf(operands, attrs);
  const { parts } = partition(batch * rows.queries);
  const terms = batch * heads * (offsets[0] + offsets[1]) * rows.queries * columns.queries;
  const relative = operands.drelH ?? operands.drelW;
  return {
    passes: [...(relative ? [relativeParts(operands, attrs), relativeSums(operands, attrs)] : []), ...(biasParts ? [biasParts, biasSums(operands, attrs)] : [])],
    scratch: {
      ...(relative && { term_sums: terms, logit_terms: terms, rel_parts: parts * heads * (offsets[0] + offsets[1]) * 4 * quads(depth) }),
      ...(biasParts && { bias_parts: parts * size(operands.bias.shape) }),
    },
  };
}
