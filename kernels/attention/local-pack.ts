/**
 * Keys, queries and tables as records, place by place, in fours of channels: a window's loop then reads four numbers at a time from one place,
 * whatever strides and widths the tensors came with.
 */
import type { Kernel } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import { repeat, u32, wgsl } from '../../engine/wgsl.ts';
import type { LocalAttrs, Operands } from './local-parts.ts';
import { isRelative, localKernel, quadOf, quads, recordTypes, sizesOf } from './local-parts.ts';

/** The passes that pack what every query of a call meets, and the scratch they fill. */
export function packed(operands: Operands, attrs: LocalAttrs): { passes: Kernel[]; scratch: Record<string, number> } {
  const { batch, heads, depth, width, axes: [rows, columns], offsets } = sizesOf(operands, attrs);
  const relative = isRelative(operands);
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
  const value = wgsl`fn rel_value(head: u32, offset: u32, c: u32) -> f32 {
${relH ? wgsl`  if (offset < p.rows && c < p.row_channels) { return relH[(head * p.row_channels + c) * p.rows + offset]; }` : wgsl``}
${relW ? wgsl`  if (offset >= p.rows && c >= p.column_start && c < p.depth) { return relW[(head * p.column_channels + c - p.column_start) * p.columns + offset - p.rows]; }` : wgsl``}
  return 0.0;
}`;
  const body = wgsl`let c = i % p.quads * 4;
  let offset = i / p.quads % (p.rows + p.columns);
  let head = i / (p.quads * (p.rows + p.columns));
  rel_records[i] = vec4<f32>(rel_value(head, offset, c), rel_value(head, offset, c + 1), rel_value(head, offset, c + 2), rel_value(head, offset, c + 3));`;
  const params = { rows, columns, quads: quads(depth), depth, row_channels: relH?.shape[1] ?? 0, column_channels: relW?.shape[1] ?? 0, column_start: depth - (relW?.shape[1] ?? 0) };
  return { ...each(heads * (rows + columns) * quads(depth), body, { functions: [value], params }), types: recordTypes, reads: [...(relH ? ['relH'] : []), ...(relW ? ['relW'] : [])], writes: ['rel_records'] };
}

/** Elements of the queries' records. */
export function querySize(operands: Operands, attrs: LocalAttrs): number {
  const { batch, heads, depth, width, axes: [rows, columns] } = sizesOf(operands, attrs);
  return batch * heads * rows.queries * columns.queries * 4 * (quads(depth) + quads(width) + 1);
}

/** A key and its value. */
function packKeys(operands: Operands, attrs: LocalAttrs): Kernel {
  const { depth, width } = sizesOf(operands, attrs);
  const inputs = width ? ['k', 'v'] : ['k'];
  const body = wgsl`let k_here = k_at(b, head, y, x);
${width ? wgsl`  let v_here = v_at(b, head, y, x);` : wgsl``}
${repeat(quads(depth), (j) => wgsl`  key_records[i * p.key_record + ${u32(j)}] = ${quadOf('k', wgsl`k_here`, j, depth)};`)}
${repeat(quads(width), (j) => wgsl`  key_records[i * p.key_record + ${u32(quads(depth) + j)}] = ${quadOf('v', wgsl`v_here`, j, width)};`)}`;
  return localKernel(operands, attrs, body, { image: 'keys', places: inputs, reads: inputs, writes: ['key_records'] });
}

/** A query times the scale, the gradient of its output, the log of its softmax sum, and Δ = out · dout - dlse. */
export function packQueries(operands: Operands, attrs: LocalAttrs): Kernel {
  const { depth, width } = sizesOf(operands, attrs);
  const [q, dout] = [quads(depth), quads(width)];
  const body = wgsl`let q_here = q_at(b, head, y, x);
  let dout_here = dout_at(b, head, y, x);
  let out_here = out_at(b, head, y, x);
  let record = i * p.query_record;
${repeat(q, (j) => wgsl`  query_records[record + ${u32(j)}] = p.scale * ${quadOf('q', wgsl`q_here`, j, depth)};`)}
  var delta = vec4<f32>(0.0);
${repeat(dout, (j) => wgsl`  let dout${j} = ${quadOf('dout', wgsl`dout_here`, j, width)};
  query_records[record + ${u32(q + j)}] = dout${j};
  delta += dout${j} * ${quadOf('out', wgsl`out_here`, j, width)};`)}
  query_records[record + ${u32(q + dout)}] = vec4<f32>(lse[i], across(delta)${operands.dlse ? wgsl` - dlse[i]` : wgsl``}, 0.0, 0.0);`;
  return localKernel(operands, attrs, body, { image: 'queries', places: ['q', 'dout', 'out'], reads: ['q', 'dout', 'out', 'lse', ...(operands.dlse ? ['dlse'] : [])], writes: ['query_records'] });
}
