import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import { name, repeat, wgsl } from '../../engine/gpu/wgsl.ts';
import { overQueries } from './local-loops.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { lane, loadChannels, localKernel, product, storeChannels } from './local-parts.ts';
import { quads, sizesOf, tablesOf, termsOf } from './local-shape.ts';
import { overSlidingQueries, slidingLanes } from './local-slide.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

/** dk and dv, by keys: one invocation gathers from the queries that see its key, so no two write to one place and nothing needs atomics. */
export function keyGradKernel(operands: Operands, attrs: LocalAttrs, adapter: Adapter): Kernel {
  const sizes = sizesOf(operands, attrs);
  const { depth, width, axes } = sizes;
  const { bias, mask } = operands;
  const terms = termsOf(operands, attrs);
  const pair = wgsl`let weight = ${softmax_exp}(logit - sums.x);
      let dlogit = weight * (${product('dout', 'v', quads(width))} - sums.y);
${repeat(quads(width), (j) => wgsl`      dv${j} += weight * dout${j};`)}
${repeat(quads(depth), (j) => wgsl`      dk${j} += dlogit * q${j};`)}`;
  const lanes = slidingLanes(attrs, adapter);
  const own = (
    key: 'k' | 'v',
    count: 'depth' | 'width',
    channels: number,
  ) => wgsl`let ${name(`${key}_here`)} = ${name(`${key}_at`)}(b, head, y, ${lanes ? wgsl`min(x, p.image_width - 1)` : wgsl`x`});
${loadChannels(key, count, channels, (c) => wgsl`${name(key)}[${name(`${key}_here`)} + ${c} * p.${name(`${key}_c`)}]`, adapter)}
${repeat(quads(channels), (j) => wgsl`  var d${name(key)}${j} = vec4<f32>(0.0);`)}`;
  const body = wgsl`${own('k', 'depth', depth)}
  ${own('v', 'width', width)}
  ${
    lanes
      ? overSlidingQueries(terms, sizes, lanes, pair)
      : overQueries(
          terms,
          sizes,
          attrs.stride.some((stride) => stride !== 1),
          pair,
        )
  }
  ${lanes ? wgsl`if (x >= p.image_width) { return; }` : wgsl``}
  let dk_here = dk_at(b, head, y, x);
${storeChannels('dk', 'depth', depth, (c) => lane('dk', c), adapter)}
  let dv_here = dv_at(b, head, y, x);
${storeChannels('dv', 'width', width, (c) => lane('dv', c), adapter)}`;
  return localKernel(operands, attrs, body, {
    image: 'keys',
    lanes,
    places: ['k', 'v', 'dk', 'dv'],

    params: { query_pixels: axes[0].queries * axes[1].queries },
    reads: ['query_records', 'k', 'v', ...tablesOf({ bias, mask }), ...(terms.relative ? ['query_terms'] : [])],
    writes: ['dk', 'dv'],
  });
}
