/**
 * Local attention: each query attends to a window of keys around it, and no score leaves the kernel that made it. Forward and backward
 * recompute scores; the log of each softmax sum is all that is kept.
 */
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import { repeat, wgsl } from '../../engine/gpu/wgsl.ts';
import { m_log } from '../math/log.ts';
import { highest, lowest } from '../make/rows.ts';
import { localGradients } from './local-grad.ts';
import { overKeys, termFunctions } from './local-loops.ts';
import { keysOf } from './local-pack.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import type { Keys } from './local-parts.ts';
import { lane, loadQuery, localKernel, storeChannels } from './local-parts.ts';
import { checkLocal, quads, sizesOf, tablesOf, termsOf } from './local-shape.ts';
import { eachQuery } from './local-reference.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

/**
 * One invocation a query: its channels and its sums stay in registers while keys stream by. Either the old maximum or the new score is the
 * greater, so a single exponential serves both the rescaling and the weight.
 */
function forwardKernel(operands: Operands, attrs: LocalAttrs, keys: Keys, adapter: Adapter): Kernel {
  const sizes = sizesOf(operands, attrs);
  const { depth, width } = sizes;
  const terms = termsOf(operands, attrs);
  const pair = wgsl`let fall = ${softmax_exp}(-abs(logit - top));
      let higher = logit > top;
      let shrink = select(1.0, fall, higher);
      let weight = select(fall, 1.0, higher);
      top = select(top, logit, higher);
      total = total * shrink + weight;
${repeat(quads(width), (j) => wgsl`      sum${j} = sum${j} * shrink + weight * v${j};`)}`;
  // A score of +Inf makes the row NaN, as it does in an ordinary softmax; bits, since compilers fold Inf - Inf.
  const body = wgsl`${loadQuery(depth, adapter)}
  var top = ${lowest};
  var total = 0.0;
${repeat(quads(width), (j) => wgsl`  var sum${j} = vec4<f32>(0.0);`)}
  let query_row = i32(y);
  let query_column = i32(x);
  ${overKeys(terms, sizes, keys, { pair })}
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > ${highest}));
  let out_here = out_at(b, head, y, x);
${storeChannels('out', 'width', width, (c) => wgsl`${lane('sum', c)} / total`, adapter)}
  lse[i] = top + ${m_log}(total);`;
  return localKernel(operands, attrs, body, {
    image: 'queries',
    places: ['q', 'out'],
    keys,
    functions: terms.relative ? [termFunctions(depth)] : [],
    reads: ['q', ...keys.reads, ...tablesOf(operands)],
    writes: ['out', 'lse'],
  });
}

export const localAttentionOp: Op<LocalAttrs> = defineOp<LocalAttrs>({
  name: 'local_attention',
  inputs: ['q', 'k', 'v', 'relative?', 'bias?', 'mask?'],
  strided: ['q', 'k', 'v', 'bias'],
  outputs: (inputs, attrs) => {
    const {
      batch,
      heads,
      width,
      axes: [rows, columns],
    } = checkLocal(inputs, attrs);
    return {
      out: { shape: [batch, heads, width, rows.queries, columns.queries], dtype: inputs.q.dtype },
      lse: { shape: [batch, heads, rows.queries, columns.queries], dtype: 'f32' },
    };
  },
  reference: (arrays, attrs) => {
    const { v, out, lse } = arrays;
    const queries = size(lse.shape.slice(2));
    const keys = size(v.shape.slice(3));
    const width = v.shape[2];
    eachQuery(arrays, attrs, (query) => {
      const top = query.taps.reduce((high, { logit }) => Math.max(high, logit), -Infinity);
      const sum = query.taps.reduce((total, { logit }) => total + Math.exp(logit - top), 0);
      lse.data[query.image * queries + query.at] = top + Math.log(sum);
      for (const { key, logit } of query.taps) {
        if (key >= 0)
          for (let c = 0; c < width; c++)
            out.data[(query.image * width + c) * queries + query.at] +=
              (Math.exp(logit - top) / sum) * v.data[(query.image * width + c) * keys + key];
      }
    });
  },
  kernel: (operands, attrs, adapter) => {
    const keys = keysOf(operands, attrs);
    return { passes: [...keys.passes, forwardKernel(operands, attrs, keys, adapter)], scratch: keys.scratch };
  },
  grad: localGradients,
  flops: ({ q, v, lse }, { kernel }) =>
    size(lse.shape) * kernel[0] * kernel[1] * (2 * q.shape[2] + 2 * v.shape[2] + 16),
  samples: localSamples(),
});

/** Every form once, with what it is used with; heads of different widths, odd sizes. */
function localSamples(): {
  shapes: Record<string, Shape>;
  attrs: LocalAttrs;
  range?: readonly [number, number];
  differentiable?: boolean;
}[] {
  const plain = { dilation: [1, 1], stride: [1, 1], pad: [0, 0], roll: [0, 0] } as const;
  return [
    {
      shapes: { q: [2, 3, 4, 5, 6], k: [2, 3, 4, 5, 6], v: [2, 3, 5, 5, 6], relative: [3, 8, 4] },
      attrs: { ...plain, form: 'zero', kernel: [5, 3], pad: [2, 1], scale: 0.8 },
      range: [-2, 2],
    },
    {
      shapes: { q: [1, 2, 3, 3, 3], k: [1, 2, 3, 6, 5], v: [1, 2, 1, 6, 5] },
      attrs: { ...plain, form: 'mask', kernel: [3, 3], pad: [1, 1], stride: [2, 2], scale: 1 },
      range: [-2, 2],
    },
    {
      shapes: { q: [1, 2, 1, 5, 6], k: [1, 2, 1, 5, 6], v: [1, 2, 2, 5, 6], relative: [2, 10, 4] },
      attrs: { ...plain, form: 'mask', kernel: [5, 5], pad: [4, 4], dilation: [2, 2], scale: 1 },
    },
    {
      shapes: { q: [1, 2, 3, 5, 6], k: [1, 2, 3, 5, 6], v: [1, 2, 2, 5, 6], relative: [2, 4, 4] },
      attrs: { ...plain, form: 'zero', kernel: [1, 3], pad: [0, 1], scale: 1 },
    },
    {
      shapes: { q: [2, 2, 4, 7, 9], k: [2, 2, 4, 7, 9], v: [2, 2, 4, 7, 9], bias: [2, 5, 5] },
      attrs: { ...plain, form: 'shift', kernel: [3, 3], dilation: [2, 2], scale: 0.5 },
      range: [-2, 2],
    },
    {
      shapes: { q: [2, 2, 3, 6, 8], k: [2, 2, 3, 6, 8], v: [2, 2, 2, 6, 8], relative: [2, 12, 4], bias: [2, 5, 7] },
      attrs: { ...plain, form: 'block', kernel: [3, 4], roll: [1, 2], scale: 0.5 },
      range: [-2, 2],
    },
    {
      shapes: { q: [4, 2, 2, 3, 2], k: [4, 2, 2, 3, 2], v: [4, 2, 2, 3, 2], mask: [2, 6, 6] },
      attrs: { ...plain, form: 'block', kernel: [3, 2], scale: 1 },
      differentiable: false,
    },
    {
      shapes: { q: [1, 1, 2, 4, 4], k: [1, 1, 2, 4, 4], v: [1, 1, 2, 4, 4], relative: [1, 14, 4] },
      attrs: { ...plain, form: 'block', kernel: [4, 4], scale: 1 },
    },
  ];
}
