import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { lowest } from '../make/rows.ts';
import { overKeys, termFunctions } from './local-loops.ts';
import { keysOf } from './local-pack.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import type { Keys } from './local-parts.ts';
import { loadQuery, localKernel } from './local-parts.ts';
import { sizesOf, tablesOf, termsOf } from './local-shape.ts';
import { eachQuery } from './local-reference.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

interface WeightsAttrs extends LocalAttrs {
  /** Where the first query given lies among all queries, so that one may be asked for alone. */
  originRow: number;
  originColumn: number;
}

/** Logits go to their places first, then each query's are exponentiated; keys left out have weight 0. */
function weightsKernel(operands: Operands, attrs: WeightsAttrs, keys: Keys, adapter: Adapter): Kernel {
  const sizes = sizesOf(operands, attrs);
  const terms = termsOf(operands, attrs);
  const pair = wgsl`weights[at + u32(ty * p.column_kernel + tx)] = logit;
      top = select(top, logit, logit > top);`;
  const body = wgsl`${loadQuery(sizes.depth, adapter)}
  let query_row = i32(p.originRow) + i32(y);
  let query_column = i32(p.originColumn) + i32(x);
  let at = i * p.taps;
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = ${lowest}; }
  var top = ${lowest};
  ${overKeys(terms, sizes, keys, { pair })}
  var sum = 0.0;
  for (var t = 0u; t < p.taps; t++) {
    let weight = ${softmax_exp}(weights[at + t] - top);
    weights[at + t] = weight;
    sum += weight;
  }
  for (var t = 0u; t < p.taps; t++) { weights[at + t] = weights[at + t] / sum; }`;
  return localKernel(operands, attrs, body, {
    image: 'queries',
    places: ['q'],
    keys,
    functions: terms.relative ? [termFunctions(sizes.depth)] : [],
    params: { taps: attrs.kernel[0] * attrs.kernel[1] },
    reads: ['q', ...keys.reads, ...tablesOf(operands)],
    writes: ['weights'],
  });
}

/** The weights themselves, [B, heads, rows, columns, taps]: only for maps that are asked for. Not differentiable. */
export const localWeightsOp: Op<WeightsAttrs> = defineOp<WeightsAttrs>({
  name: 'local_attention_weights',
  inputs: ['q', 'k', 'relative?', 'bias?', 'mask?'],
  strided: ['q', 'k', 'bias'],
  live: ['originRow', 'originColumn'],
  outputs: ({ q }, { kernel }) => ({
    weights: { shape: [q.shape[0], q.shape[1], q.shape[3], q.shape[4], kernel[0] * kernel[1]], dtype: 'f32' },
  }),
  reference: (arrays, attrs) => {
    const { q, weights } = arrays;
    const queries = size(q.shape.slice(3));
    const taps = weights.shape[4];
    eachQuery(
      arrays,
      attrs,
      (query) => {
        const top = query.taps.reduce((high, { logit }) => Math.max(high, logit), -Infinity);
        const sum = query.taps.reduce((total, { logit }) => total + Math.exp(logit - top), 0);
        for (const { tap, logit } of query.taps)
          weights.data[(query.image * queries + query.at) * taps + tap] = Math.exp(logit - top) / sum;
      },
      [attrs.originRow, attrs.originColumn],
    );
  },
  kernel: (operands, attrs, adapter) => {
    const keys = keysOf(operands, attrs);
    return { passes: [...keys.passes, weightsKernel(operands, attrs, keys, adapter)], scratch: keys.scratch };
  },
  samples: [
    {
      shapes: { q: [2, 2, 2, 1, 2], k: [2, 2, 2, 5, 6], relative: [2, 6, 4] },
      attrs: {
        form: 'mask',
        kernel: [3, 3],
        dilation: [1, 1],
        stride: [1, 1],
        pad: [1, 1],
        roll: [0, 0],
        scale: 0.7,
        originRow: 4,
        originColumn: 3,
      },
    },
    {
      shapes: { q: [1, 2, 3, 6, 4], k: [1, 2, 3, 6, 4], bias: [2, 5, 3] },
      attrs: {
        form: 'block',
        kernel: [3, 2],
        dilation: [1, 1],
        stride: [1, 1],
        pad: [0, 0],
        roll: [1, 1],
        scale: 1,
        originRow: 0,
        originColumn: 0,
      },
    },
  ],
});
