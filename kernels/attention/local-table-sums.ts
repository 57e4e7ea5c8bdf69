/** Gradients of tables are sums over all queries. Each part of the rows makes a table of its own; the tables, if several, are added in order. */
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import { name, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { biasGradKernel } from './local-bias-grad.ts';
import type { Keys } from './local-parts.ts';
import { fourTypes } from './local-parts.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { quads, sizesOf } from './local-shape.ts';

/** How the rows of all images are shared out, and where the tables of the parts go. */
export interface Partition {
  lines: number;
  rowsPerPart: number;
  parts: number;
  target: string;
}

type Table = 'drelative' | 'dbias';
const mostParts = 64;
/** Invocations that keep the cores of a CPU adapter busy; where entries of the table do, there is no second pass. */
const enough = 128;

/** A table's gradient by invocations of one entry each. */
function partition(
  table: Table,
  entries: number,
  operands: Operands,
  attrs: LocalAttrs,
  { software }: Adapter,
): Partition {
  const {
    batch,
    axes: [rows],
  } = sizesOf(operands, attrs);
  const lines = batch * rows.queries;
  const wanted = software ? Math.min(mostParts, Math.ceil(enough / entries)) : mostParts;
  const rowsPerPart = Math.max(1, Math.ceil(lines / wanted));
  const parts = Math.ceil(lines / rowsPerPart);
  return { lines, rowsPerPart, parts, target: parts === 1 ? table : `${table}_parts` };
}

/** The passes that `make` and, where there are several parts, the ordered sum of these. */
function summed(
  table: Table,
  operands: Operands,
  { parts, target }: Partition,
  make: Kernel,
): { passes: Kernel[]; scratch: Record<string, number> } {
  if (parts === 1) return { passes: [make], scratch: {} };
  const count = size(operands[table].shape);
  const body = wgsl`var sum = 0.0;
  for (var part = 0u; part < p.parts; part++) { sum += ${name(target)}[part * p.count + i]; }
  ${name(table)}[i] = sum;`;
  return {
    passes: [make, { ...each(count, body, { params: { parts } }), reads: [target], writes: [table] }],
    scratch: { [target]: parts * count },
  };
}

/** Σ over a part's queries of the gradient of a term times four channels of q: [parts, heads, rows + columns, channels]. */
function relativeKernel(
  operands: Operands,
  attrs: LocalAttrs,
  { lines, rowsPerPart, parts, target }: Partition,
): Kernel {
  const {
    heads,
    depth,
    width,
    axes: [rows, columns],
    offsets,
  } = sizesOf(operands, attrs);
  const terms = offsets[0] + offsets[1];
  const body = wgsl`let quad = i % p.quads;
  let term = i / p.quads % p.terms;
  let head = i / (p.quads * p.terms) % p.heads;
  let part = i / (p.quads * p.terms * p.heads);
  let pixels = p.rows * p.columns;
  var sum = vec4<f32>(0.0);
  for (var line = part * p.rows_per_part; line < min((part + 1) * p.rows_per_part, p.lines); line++) {
    let image = line / p.rows * p.heads + head;
    let first = line % p.rows * p.columns;
    let term_at = p.term_sums + (image * p.terms + term) * pixels;
    let query_at = image * pixels;
    for (var at = first; at < first + p.columns; at++) { sum += query_terms[term_at + at] * query_records[(query_at + at) * ${u32(quads(depth) + quads(width) + 1)} + quad]; }
  }
  ${name(target)}[i] = sum;`;
  const params = {
    quads: quads(depth),
    terms,
    heads,
    lines,
    rows_per_part: rowsPerPart,
    rows: rows.queries,
    columns: columns.queries,
    term_sums: termCount(operands, attrs),
  };
  const four = fourTypes();
  return {
    ...each(parts * heads * terms * quads(depth), body, { params }),
    types: { ...four, [target]: four.query_records },
    reads: ['query_terms', 'query_records'],
    writes: [target],
  };
}

/** Relative terms of all queries: half of what `query_terms` holds. */
export function termCount(operands: Operands, attrs: LocalAttrs): number {
  const {
    batch,
    heads,
    axes: [rows, columns],
    offsets,
  } = sizesOf(operands, attrs);
  return batch * heads * (offsets[0] + offsets[1]) * rows.queries * columns.queries;
}

/** The passes from the queries' sums to the gradients of the tables, and the scratch between them. */
export function tableSums(
  operands: Operands,
  attrs: LocalAttrs,
  keys: Keys,
  adapter: Adapter,
): { passes: Kernel[]; scratch: Record<string, number> } {
  const { drelative, dbias } = operands;
  const made = [];
  if (drelative) {
    const shared = partition('drelative', size(drelative.shape) / 4, operands, attrs, adapter);
    made.push(summed('drelative', operands, shared, relativeKernel(operands, attrs, shared)));
  }
  if (dbias) {
    const shared = partition('dbias', size(dbias.shape), operands, attrs, adapter);
    made.push(summed('dbias', operands, shared, biasGradKernel(operands, attrs, keys, shared)));
  }
  return {
    passes: made.flatMap(({ passes }) => passes),
    scratch: {
      ...(drelative && { query_terms: 2 * termCount(operands, attrs) }),
      ...Object.assign({}, ...made.map(({ scratch }) => scratch)),
    },
  };
}
