/** The forward pass of positional attention: each query over its line. */
import type { Kernel, Operand, Program } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import { name, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import { m_log } from '../math/log.ts';
import { lowest } from '../rows.ts';
import { quads } from './local-shape.ts';
import type { Operands, PositionalAttrs, PositionalSizes } from './positional-pack.ts';
import { across, factors, keyQuads, lineStarts, load, packKeys, packTable, pixelSteps, positionalSizes, recordScratch, score, tableQuads } from './positional-pack.ts';
import { softmax_exp } from './softmax-exp.ts';

/** Keys and table into records, then an invocation owns a query. */
export function positionalProgram(operands: Operands, attrs: PositionalAttrs): Program {
  const sizes = positionalSizes(operands, attrs);
  return { passes: [packKeys(operands, sizes, attrs), packTable(sizes), attendKernel(operands.q, sizes, attrs)], scratch: recordScratch(sizes) };
}

/**
 * One online softmax a query: either the old maximum or the new score is the greater, so a single exponential serves both the rescaling and the
 * weight.
 */
function attendKernel(q: Operand, sizes: PositionalSizes, attrs: PositionalAttrs): Kernel {
  const { groups, depth, width, length, others, lines } = sizes;
  const [d, e] = [quads(depth), quads(width)];
  const starts = lineStarts({ q }, attrs);
  const body = wgsl`let t = i % p.length;
  let image = i / p.length / p.others;
  let q_at = q_start(i / p.length) + t * p.q_step;
  ${factors(wgsl`image % p.groups`)}
  var q_channels: array<f32, ${u32(4 * d)}>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = q[q_at + c * p.q_channel]; }
  ${repeat(d, (j) => wgsl`let q${j} = vec4<f32>(q_channels[${4 * j}], q_channels[${4 * j + 1}], q_channels[${4 * j + 2}], q_channels[${4 * j + 3}]);`)}
  var top = ${lowest};
  var total = 0.0;
  ${repeat(e, (j) => wgsl`var content${j} = vec4<f32>(0.0);\n  var place${j} = vec4<f32>(0.0);`)}
  var key = (i - t) * ${u32(keyQuads(sizes))};
  var at = (t + p.length - 1) * ${u32(tableQuads(sizes))};
  let length = p.length;
  for (var j = 0u; j < length; j++) {
    ${load('key_records', name('key'), [['k', d], ['v', e]])}
    ${load('table_records', name('at'), [['q_place', d], ['k_place', d], ['v_place', e]])}
    ${score(sizes)}
    let fall = softmax_exp(-abs(score - top));
    let higher = score > top;
    let shrink = select(1.0, fall, higher);
    let weight = select(fall, 1.0, higher);
    top = select(top, score, higher);
    total = total * shrink + weight;
    ${repeat(e, (c) => wgsl`content${c} = content${c} * shrink + weight * v${c};
    place${c} = place${c} * shrink + weight * v_place${c};`)}
    key += ${u32(keyQuads(sizes))};
    at -= ${u32(tableQuads(sizes))};
  }
  // A score of +Inf makes the row NaN, as it does in an ordinary softmax.
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e38f));
  var sums: array<f32, ${u32(8 * e)}>;
  ${repeat(4 * e, (c) => wgsl`sums[${2 * c}] = ${name(`content${c >> 2}`)}[${c % 4}] / total;\n  sums[${2 * c + 1}] = ${name(`place${c >> 2}`)}[${c % 4}] / total;`)}
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  for (var c = 0u; c < 2 * p.width; c++) { out[(image * 2 * p.width + c) * p.area + pixel] = sums[c]; }
  lse[image * p.area + pixel] = top + m_log(total);`;
  return {
    ...each(lines * length, body, {
      functions: [softmax_exp, m_log, across, ...starts.functions],
      params: { length, others, groups, depth, width, ...pixelSteps(sizes, attrs), ...starts.params },
      types: { key_records: name('vec4<f32>'), table_records: name('vec4<f32>') },
    }),
    reads: ['q', 'key_records', 'table_records', 'factors'],
    writes: ['out', 'lse'],
  };
}
