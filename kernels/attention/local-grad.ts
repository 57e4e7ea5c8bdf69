/** The gradients of local attention: statistics of each query, then dq by queries and dk, dv by keys, each gathered in a fixed order. */
import { sumTo } from '../../engine/accumulate.ts';
import type { Kernel, Operand } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import type { GradContext, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/wgsl.ts';
import { concat } from '../concat.ts';
import { matmul } from '../matmul.ts';
import { localBiasGradOp } from './local-bias-grad.ts';
import { localKeyGradOp } from './local-key-grad.ts';
import type { LocalAttrs } from './local-parts.ts';
import { localQueryGradOp } from './local-query-grad.ts';
import { offsets } from './window.ts';

/** For each query the log of its softmax sum, then Δ = out · dout - dlse: what every backward kernel needs. [2, B, heads, rows, columns]. */
export const localStatsOp: Op<object> = defineOp({
  name: 'local_attention_stats',
  inputs: ['out', 'dout', 'lse', 'dlse?'],
  strided: ['dout'],
  outputs: ({ lse }) => ({ stats: { shape: [2, ...lse.shape], dtype: 'f32' } }),
  reference: ({ out, dout, lse, dlse, stats }) => {
    const count = lse.data.length;
    const pixels = size(lse.shape.slice(2));
    const width = out.shape[2];
    for (let i = 0; i < count; i++) {
      const at = Math.floor(i / pixels) * width * pixels + (i % pixels);
      stats.data[i] = lse.data[i];
      for (let c = 0; c < width; c++) stats.data[count + i] += out.data[at + c * pixels] * dout.data[at + c * pixels];
      if (dlse) stats.data[count + i] -= dlse.data[i];
    }
  },
  kernel: statsKernel,
  samples: [{ shapes: { out: [2, 2, 3, 4, 5], dout: [2, 2, 3, 4, 5], lse: [2, 2, 4, 5], dlse: [2, 2, 4, 5] } }],
});

function statsKernel({ out, dout, lse, dlse }: Readonly<Record<string, Operand>>): Kernel {
  const [, heads, width, height, columns] = out.shape;
  const [b, h, c, y, x] = dout.strides;
  const body = wgsl`let column = i % p.columns;
  let row = i / p.columns % p.height;
  let image = i / (p.columns * p.height);
  let pixels = p.columns * p.height;
  var at = image * p.width * pixels + i % pixels;
  var dout_at = p.dout_offset + image / p.heads * p.dout_b + image % p.heads * p.dout_h + row * p.dout_y + column * p.dout_x;
  var total = ${dlse ? wgsl`-dlse[i]` : wgsl`0.0`};
  for (var c = 0u; c < p.width; c++) {
    total += out[at] * dout[dout_at];
    at += pixels;
    dout_at += p.dout_c;
  }
  stats[i] = lse[i];
  stats[p.count + i] = total;`;
  const params = { heads, width, height, columns, dout_offset: dout.offset, dout_b: b >>> 0, dout_h: h >>> 0, dout_c: c >>> 0, dout_y: y >>> 0, dout_x: x >>> 0 };
  return each(size(lse.shape), body, { params });
}

export function localGradients({ inputs, outputs, d, attrs }: GradContext<LocalAttrs>): Record<string, () => Tensor> {
  const { out, lse } = outputs;
  const once = <T>(make: () => T): (() => T) => {
    let made: { value: T } | undefined;
    return () => (made ??= { value: make() }).value;
  };
  const saved = once(() => {
    const dout = d.out ?? zeros(out.device, out.shape);
    return { ...inputs, dout, stats: localStatsOp({ out, dout, lse, dlse: d.lse }) };
  });
  const byQuery = once(() => localQueryGradOp.many(saved(), attrs));
  const byKey = once(() => localKeyGradOp.many(saved(), attrs));
  return {
    q: () => byQuery().dq,
    k: () => byKey().dk,
    v: () => byKey().dv,
    rel: () => relGradient(byQuery().terms, inputs.q, attrs),
    bias: () => sumTo(localBiasGradOp(saved(), attrs), inputs.bias.shape),
  };
}

/** Each relative row is a sum over queries of q's first channels, each column of its last: a product for each row of the image, then one sum. */
function relGradient(terms: Tensor, q: Tensor, { form, kernel, relRows, relColumns }: LocalAttrs): Tensor {
  const [heads, depth] = q.shape.slice(1);
  const rows = offsets({ form, kernel: kernel[0] });
  const sum = sumTo(matmul(q.permute(0, 3, 1, 2, 4), terms.permute(0, 3, 1, 4, 2)), [heads, depth, terms.shape[2]]);
  const ofRows = sum.slice(1, 0, relRows).slice(2, 0, rows).reshape(heads, -1);
  return relColumns ? concat([ofRows, sum.slice(1, depth - relColumns).slice(2, rows).reshape(heads, -1)], 1) : ofRows;
}
