/**
 * Keys and values four channels at a time, so that a window's loop reads four numbers from one place: there where they lie, if channels lie side
 * by side in whole fours, or else in records that a pass makes, pixel by pixel. Queries with what the backward pass needs of them are always
 * packed.
 */
import type { Kernel, Operand } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Keys } from './local-parts.ts';
import { localKernel } from './local-parts.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { inFours, quads, sizesOf } from './local-shape.ts';

const liesInFours = ({ shape, strides, offset }: Operand): boolean =>
  strides[2] === 1 &&
  shape[2] % 4 === 0 &&
  offset % 4 === 0 &&
  strides.every((stride, axis) => axis === 2 || shape[axis] === 1 || stride % 4 === 0);

export function keysOf(operands: Operands, attrs: LocalAttrs): Keys {
  const { k, v } = operands;
  const given: Operands = v ? { k, v } : { k };
  const hold = (place: (key: string) => { holder: string; operand: Operand }) =>
    Object.fromEntries(Object.keys(given).map((key) => [key, place(key)]));
  if (Object.values(given).every(liesInFours))
    return {
      held: hold((key) => ({ holder: key, operand: given[key] })),
      reads: Object.keys(given),
      passes: [],
      scratch: {},
    };
  const {
    batch,
    heads,
    depth,
    width,
    axes: [rows, columns],
  } = sizesOf(operands, attrs);
  const record = inFours(depth) + inFours(width);
  const row = columns.keys * record;
  const strides = [heads * rows.keys * row, rows.keys * row, 1, row, record];
  return {
    held: hold((key) => ({
      holder: 'key_records',
      operand: { ...given[key], strides, offset: key === 'k' ? 0 : inFours(depth) },
    })),
    reads: ['key_records'],
    passes: [packKeys(operands, attrs)],
    scratch: { key_records: batch * strides[0] },
  };
}

/** Elements of the queries' records. */
export function querySize(operands: Operands, attrs: LocalAttrs): number {
  const {
    batch,
    heads,
    depth,
    width,
    axes: [rows, columns],
  } = sizesOf(operands, attrs);
  return batch * heads * rows.queries * columns.queries * (inFours(depth) + inFours(width) + 4);
}

/** One element after another: few loads to compile, and the pass is short. Channels up to the next four are 0. `also` sees each `value`. */
const pack = (
  records: 'key_records' | 'query_records',
  at: Snippet,
  count: 'depth' | 'width',
  value: Snippet,
  also: Snippet = wgsl``,
): Snippet => wgsl`  for (var c = 0u; c < (p.${name(count)} + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < p.${name(count)}) { value = ${value}; ${also} }
    ${name(records)}[${at} + c] = value;
  }`;

/** A key and its value. */
function packKeys(operands: Operands, attrs: LocalAttrs): Kernel {
  const { depth, width } = sizesOf(operands, attrs);
  const inputs = width ? ['k', 'v'] : ['k'];
  const body = wgsl`let record = i * p.key_record;
  let k_here = k_at(b, head, y, x);
${pack('key_records', wgsl`record`, 'depth', wgsl`k[k_here + c * p.k_c]`)}
${
  width
    ? wgsl`  let v_here = v_at(b, head, y, x);
${pack('key_records', wgsl`record + ${u32(inFours(depth))}`, 'width', wgsl`v[v_here + c * p.v_c]`)}`
    : wgsl``
}`;
  return localKernel(operands, attrs, body, {
    image: 'keys',
    places: inputs,
    reads: inputs,
    writes: ['key_records'],
    params: { key_record: inFours(depth) + inFours(width) },
    types: {},
  });
}

/** A query times the scale, the gradient of its output, the log of its softmax sum, and Δ = out · dout - dlse. */
export function packQueries(operands: Operands, attrs: LocalAttrs): Kernel {
  const { depth, width } = sizesOf(operands, attrs);
  const { dlse } = operands;
  const [dout, sums] = [inFours(depth), 4 * (quads(depth) + quads(width))];
  const body = wgsl`let record = i * p.query_record * 4;
  let q_here = q_at(b, head, y, x);
${pack('query_records', wgsl`record`, 'depth', wgsl`p.scale * q[q_here + c * p.q_c]`)}
  let dout_here = dout_at(b, head, y, x);
  let out_here = out_at(b, head, y, x);
  var delta = ${dlse ? wgsl`-dlse[i]` : wgsl`0.0`};
${pack('query_records', wgsl`record + ${u32(dout)}`, 'width', wgsl`dout[dout_here + c * p.dout_c]`, wgsl`delta += out[out_here + c * p.out_c] * value;`)}
  query_records[record + ${u32(sums)}] = lse[i];
  query_records[record + ${u32(sums + 1)}] = delta;`;
  return localKernel(operands, attrs, body, {
    image: 'queries',
    places: ['q', 'dout', 'out'],
    reads: ['q', 'dout', 'out', 'lse', ...(dlse ? ['dlse'] : [])],
    writes: ['query_records'],
    types: {},
  });
}
