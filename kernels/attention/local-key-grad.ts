import type { Kernel, Operand } from '../../engine/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import { wgsl } from '../../engine/wgsl.ts';
import { overQueries } from './local-loops.ts';
import type { LocalAttrs } from './local-parts.ts';
import { channel, channels, localKernel, sizesOf, termsOf, total } from './local-parts.ts';
import { eachLogitGradient } from './local-reference.ts';
import { softmax_exp } from './softmax-exp.ts';

/** One invocation a key gathers from the queries that see it: no two write to one place, so nothing needs atomics. */
function keyGradKernel(operands: Readonly<Record<string, Operand>>, attrs: LocalAttrs): Kernel {
  const { depth, width } = sizesOf(operands, attrs);
  const pair = wgsl`${channels(width, (c) => wgsl`      let dout${c} = ${channel('dout', wgsl`dout_here`, c)};`)}
      let weight = softmax_exp(logit - stats[stats_row + qx]);
      let dweight = ${total(width, (c) => wgsl`dout${c} * v${c}`)};
      let dlogit = weight * (dweight - stats[p.stats_delta + stats_row + qx]);
${channels(width, (c) => wgsl`      dv${c} += weight * dout${c};`)}
${channels(depth, (c) => wgsl`      dk${c} += dlogit * q${c};`)}`;
  const body = wgsl`let k_here = k_at(b, head, y, x);
${channels(depth, (c) => wgsl`  let k${c} = p.scale * ${channel('k', wgsl`k_here`, c)};
  var dk${c} = 0.0;`)}
  let v_here = v_at(b, head, y, x);
${channels(width, (c) => wgsl`  let v${c} = ${channel('v', wgsl`v_here`, c)};
  var dv${c} = 0.0;`)}
  ${overQueries(termsOf(operands, attrs), depth, attrs.stride.some((stride) => stride !== 1), pair)}
  let dk_here = dk_at(b, head, y, x);
${channels(depth, (c) => wgsl`  ${channel('dk', wgsl`dk_here`, c)} = p.scale * dk${c};`)}
  let dv_here = dv_at(b, head, y, x);
${channels(width, (c) => wgsl`  ${channel('dv', wgsl`dv_here`, c)} = dv${c};`)}`;
  return localKernel(operands, attrs, 'keys', ['q', 'k', 'v', 'dout', 'dk', 'dv'], body, [softmax_exp], { stats_delta: size(operands.stats.shape) / 2 });
}

/** dk and dv. */
export const localKeyGradOp: Op<LocalAttrs> = defineOp<LocalAttrs>({
  name: 'local_attention_key_grad',
  inputs: ['q', 'k', 'v', 'dout', 'stats', 'rel?', 'bias?', 'mask?'],
  strided: ['q', 'k', 'v', 'dout', 'bias'],
  outputs: ({ k, v }) => ({ dk: { shape: k.shape, dtype: 'f32' }, dv: { shape: v.shape, dtype: 'f32' } }),
  reference: (arrays, attrs) => {
    const { q, dout, dk, dv } = arrays;
    const { depth, width } = sizesOf(arrays, attrs);
    const queries = size(q.shape.slice(3));
    const keys = size(dk.shape.slice(3));
    eachLogitGradient(arrays, attrs, ({ image, at }, { key }, weight, dLogit) => {
      if (key < 0) return;
      for (let c = 0; c < depth; c++) dk.data[(image * depth + c) * keys + key] += attrs.scale * dLogit * q.data[(image * depth + c) * queries + at];
      for (let c = 0; c < width; c++) dv.data[(image * width + c) * keys + key] += weight * dout.data[(image * width + c) * queries + at];
    });
  },
  kernel: keyGradKernel,
  cost: ({ q, k, v, dout }, { kernel }) => ({ flops: (size(k.shape) / k.shape[2]) * kernel[0] * kernel[1] * (4 * q.shape[2] + 4 * v.shape[2] + 20), bytes: 4 * (size(q.shape) + 2 * size(k.shape) + 2 * size(v.shape) + size(dout.shape)) }),
  samples: [{ shapes: { q: [1, 2, 2, 2, 2], k: [1, 2, 2, 3, 4], v: [1, 2, 3, 3, 4], dout: [1, 2, 3, 2, 2], stats: [2, 1, 2, 2, 2], rel: [2, 6] }, attrs: { form: 'zero', kernel: [3, 3], dilation: [1, 1], stride: [2, 2], pad: [1, 1], roll: [0, 0], scale: 0.7, relRows: 1, relColumns: 1 } }],
});
