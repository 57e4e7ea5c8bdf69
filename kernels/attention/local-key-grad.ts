import type { Adapter, Kernel } from '../../engine/kernel.ts';
import { repeat, u32, wgsl } from '../../engine/wgsl.ts';
import { overQueries } from './local-loops.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { lane, localKernel, product, quads, storeChannels } from './local-parts.ts';
import { sizesOf, tablesOf, termsOf } from './local-shape.ts';
import { softmax_exp } from './softmax-exp.ts';

/** dk and dv, by keys: one invocation gathers from the queries that see its key, so no two write to one place and nothing needs atomics. */
export function keyGradKernel(operands: Operands, attrs: LocalAttrs, adapter: Adapter): Kernel {
  const sizes = sizesOf(operands, attrs);
  const { depth, width, axes } = sizes;
  const terms = termsOf(operands, attrs);
  const pair = wgsl`let weight = softmax_exp(logit - sums.x);
${repeat(quads(width), (j) => wgsl`      let dout${j} = query_records[dout_here + ${u32(j)}];`)}
      let dlogit = weight * (${product('dout', 'v', quads(width))} - sums.y);
${repeat(quads(width), (j) => wgsl`      dv${j} += weight * dout${j};`)}
${repeat(quads(depth), (j) => wgsl`      dk${j} += dlogit * q${j};`)}`;
  const body = wgsl`let record = i * p.key_record;
${repeat(quads(depth), (j) => wgsl`  let k${j} = key_records[record + ${u32(j)}];
  var dk${j} = vec4<f32>(0.0);`)}
${repeat(quads(width), (j) => wgsl`  let v${j} = key_records[record + ${u32(quads(depth) + j)}];
  var dv${j} = vec4<f32>(0.0);`)}
  ${overQueries(terms, sizes, attrs.stride.some((stride) => stride !== 1), pair)}
  let dk_here = dk_at(b, head, y, x);
${storeChannels('dk', 'depth', depth, (c) => lane('dk', c), adapter)}
  let dv_here = dv_at(b, head, y, x);
${storeChannels('dv', 'width', width, (c) => lane('dv', c), adapter)}`;
  return localKernel(operands, attrs, body, {
    image: 'keys', places: ['dk', 'dv'], functions: [softmax_exp], params: { query_pixels: axes[0].queries * axes[1].queries },
    reads: ['query_records', 'key_records', ...tablesOf(operands), ...(terms.relative ? ['logit_terms'] : [])], writes: ['dk', 'dv'],
  });
}
