/**
 * Keys and queries as records, pixel by pixel, in fours of channels: a window's loop then reads four numbers at a time from one place,
 * whatever strides and widths the tensors came with.
 */
import type { Kernel } from '../../engine/kernel.ts';
import { repeat, u32, wgsl } from '../../engine/wgsl.ts';
import type { LocalAttrs, Operands } from './local-parts.ts';
import { localKernel, quadOf, quads, sizesOf } from './local-parts.ts';

/** Elements of the scratch that holds the records. */
export function recordSizes(operands: Operands, attrs: LocalAttrs): { key_records: number; query_records: number } {
  const { batch, heads, depth, width, axes: [rows, columns] } = sizesOf(operands, attrs);
  const channels = 4 * (quads(depth) + quads(width));
  return { key_records: batch * heads * rows.keys * columns.keys * channels, query_records: batch * heads * rows.queries * columns.queries * (channels + 4) };
}

/** A key and its value. */
export function packKeys(operands: Operands, attrs: LocalAttrs): Kernel {
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
