/** The forward pass of positional attention: each query over its line. */
import type { Adapter, Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import { repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { m_log } from '../math/log.ts';
import { highest, lowest } from '../make/rows.ts';
import { quads } from './local-shape.ts';
import type { Operands, PositionalAttrs, PositionalSizes } from './positional-pack.ts';
import {
  keyRecord,
  lineStarts,
  packKeys,
  packTable,
  positionalSizes,
  recordScratch,
  tableRecord,
} from './positional-pack.ts';
import { channel, place, score, share, slide, walk, zeros } from './positional-walk.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

/** Keys and table into records, then an invocation owns a query. */
export function positionalProgram(operands: Operands, attrs: PositionalAttrs, adapter: Adapter): Program {
  const sizes = positionalSizes(operands, attrs);
  return {
    passes: [packKeys(operands, sizes, attrs), packTable(sizes), attendKernel(operands.q, sizes, attrs, adapter)],
    scratch: recordScratch(sizes),
  };
}

/**
 * One online softmax a query: either the old maximum or the new score is the greater, so a single exponential serves both the rescaling and the
 * weight.
 */
function attendKernel(q: Operand, sizes: PositionalSizes, attrs: PositionalAttrs, adapter: Adapter): Kernel {
  const { depth, width, length, lines } = sizes;
  const [d, e] = [quads(depth), quads(width)];
  const starts = lineStarts({ q }, attrs);
  // The first lane's entry after the last step is none: any other will do.
  const table = slide(
    tableRecord(sizes),
    (t, j) => wgsl`(${t} + length - 1 - min(${j}, length - 1))`,
    wgsl`0u`,
    adapter,
  );
  const body = wgsl`${place}
  let q_at = q_start(line) + t * p.q_step;
  var q_channels: array<f32, ${u32(4 * d)}>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = q[q_at + c * p.q_channel]; }
  ${repeat(d, (j) => wgsl`let q${j} = vec4<f32>(q_channels[${4 * j}], q_channels[${4 * j + 1}], q_channels[${4 * j + 2}], q_channels[${4 * j + 3}]);`)}
  var top = ${lowest};
  var total = 0.0;
  ${zeros('content', e)}
  ${zeros('place', e)}
  ${table.before}
  for (var j = 0u; j < length; j++) {
    ${share(keyRecord(sizes), wgsl`(line * length + j)`, adapter)}
    ${table.start}
    ${score(sizes)}
    let fall = ${softmax_exp}(-abs(score - top));
    let higher = score > top;
    let shrink = select(1.0, fall, higher);
    let weight = select(fall, 1.0, higher);
    top = select(top, score, higher);
    total = total * shrink + weight;
    ${repeat(
      e,
      (c) => wgsl`content${c} = content${c} * shrink + weight * v${c};
    place${c} = place${c} * shrink + weight * v_place${c};`,
    )}
    ${table.end}
  }
  // A score of +Inf makes the row NaN, as it does in an ordinary softmax.
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > ${highest}));
  var sums: array<f32, ${u32(8 * e)}>;
  ${repeat(4 * e, (c) => wgsl`sums[${2 * c}] = ${channel('content', c)} / total;\n  sums[${2 * c + 1}] = ${channel('place', c)} / total;`)}
  if (inside) {
    for (var c = 0u; c < 2 * p.width; c++) { out[(image * 2 * p.width + c) * p.area + pixel] = sums[c]; }
    lse[image * p.area + pixel] = top + ${m_log}(total);
  }`;
  return walk(sizes, attrs, adapter, body, {
    lines,
    places: length,
    owned: 0,
    slid: tableRecord(sizes).quads,
    functions: [...starts.functions],
    params: starts.params,
    reads: ['q', 'key_records', 'table_records', 'factors'],
    writes: ['out', 'lse'],
  });
}
