/**
 * Keys, queries and tables as records, place by place, in fours of channels: a window's loop then reads four numbers at a time from one place,
 * whatever strides and widths the tensors came with.
 */
import type { Kernel } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { name, u32, wgsl } from '../../engine/wgsl.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { localKernel, quads } from './local-parts.ts';
import { sizesOf, termsOf } from './local-shape.ts';

/** The passes that pack what every query of a call meets, and the scratch they fill. */
export function packed(operands: Operands, attrs: LocalAttrs): { passes: Kernel[]; scratch: Record<string, number> } {
  const { batch, heads, depth, width, axes: [rows, columns], offsets } = sizesOf(operands, attrs);
  const relative = termsOf(operands, attrs).relative;
  return {
    passes: [packKeys(operands, attrs), ...(relative ? [packTables(operands, attrs)] : [])],
    scratch: {
      key_records: batch * heads * rows.keys * columns.keys * 4 * (quads(depth) + quads(width)),
      ...(relative && { rel_records: heads * (offsets[0] + offsets[1]) * 4 * quads(depth) }),
    },
  };
}

/** Vectors of relative rows, then columns, for each head: rows on the first channels, columns on the last, 0 elsewhere. */
function packTables(operands: Operands, attrs: LocalAttrs): Kernel {
  const { heads, depth, offsets: [rows, columns] } = sizesOf(operands, attrs);
  const { relH, relW } = operands;
  const channels = 4 * quads(depth);
  const body = wgsl`let c = i % p.channels;
  let offset = i / p.channels % (p.rows + p.columns);
  let head = i / (p.channels * (p.rows + p.columns));
  var value = 0.0;
${relH ? wgsl`  if (offset < p.rows && c < p.row_channels) { value = relH[(head * p.row_channels + c) * p.rows + offset]; }` : wgsl``}
${relW ? wgsl`  if (offset >= p.rows && c >= p.column_start && c < p.depth) { value = relW[(head * p.column_channels + c - p.column_start) * p.columns + offset - p.rows]; }` : wgsl``}
  rel_records[i] = value;`;
  const params = { rows, columns, channels, depth, row_channels: relH?.shape[1] ?? 0, column_channels: relW?.shape[1] ?? 0, column_start: depth - (relW?.shape[1] ?? 0) };
  return { ...each(heads * (rows + columns) * channels, body, { params }), reads: [...(relH ? ['relH'] : []), ...(relW ? ['relW'] : [])], writes: ['rel_records'] };
}

/** Elements of the queries' records. */
export function querySize(operands: Operands, attrs: LocalAttrs): number {
  const { batch, heads, depth, width, axes: [rows, columns] } = sizesOf(operands, attrs);
  return batch * heads * rows.queries * columns.queries * 4 * (quads(depth) + quads(width) + 1);
}

/** One element after another: few loads to compile, and the pass is short. Channels up to the next four are 0. */
const pack = (records: 'key_records' | 'query_records', at: Snippet, count: 'depth' | 'width', value: Snippet): Snippet => wgsl`  for (var c = 0u; c < (p.${name(count)} + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.${name(count)}) { value = ${value}; }
    ${name(records)}[${at} + c] = value;
  }`;

/** A key and its value. */
function packKeys(operands: Operands, attrs: LocalAttrs): Kernel {
  const { depth, width } = sizesOf(operands, attrs);
  const inputs = width ? ['k', 'v'] : ['k'];
  const body = wgsl`let record = i * p.key_record * 4;
  let k_here = k_at(b, head, y, x);
${pack('key_records', wgsl`record`, 'depth', wgsl`k[k_here + c * p.k_c]`)}
${width ? wgsl`  let v_here = v_at(b, head, y, x);
${pack('key_records', wgsl`record + ${u32(4 * quads(depth))}`, 'width', wgsl`v[v_here + c * p.v_c]`)}` : wgsl``}`;
  return localKernel(operands, attrs, body, { image: 'keys', places: inputs, reads: inputs, writes: ['key_records'], types: {} });
}

/** A query times the scale, the gradient of its output, the log of its softmax sum, and Δ = out · dout - dlse. */
export function packQueries(operands: Operands, attrs: LocalAttrs): Kernel {
  const { depth, width } = sizesOf(operands, attrs);
  const { dlse } = operands;
  const [dout, sums] = [4 * quads(depth), 4 * (quads(depth) + quads(width))];
  const body = wgsl`let record = i * p.query_record * 4;
  let q_here = q_at(b, head, y, x);
${pack('query_records', wgsl`record`, 'depth', wgsl`p.scale * q[q_here + c * p.q_c]`)}
  let dout_here = dout_at(b, head, y, x);
${pack('query_records', wgsl`record + ${u32(dout)}`, 'width', wgsl`dout[dout_here + c * p.dout_c]`)}
  let out_here = out_at(b, head, y, x);
  var delta = ${dlse ? wgsl`-dlse[i]` : wgsl`0.0`};
  for (var c = 0u; c < p.width; c++) { delta += out[out_here + c * p.out_c] * dout[dout_here + c * p.dout_c]; }
  query_records[record + ${u32(sums)}] = lse[i];
  query_records[record + ${u32(sums + 1)}] = delta;`;
  return localKernel(operands, attrs, body, { image: 'queries', places: ['q', 'dout', 'out'], reads: ['q', 'dout', 'out', 'lse', ...(dlse ? ['dlse'] : [])], writes: ['query_records'], types: {} });
}
