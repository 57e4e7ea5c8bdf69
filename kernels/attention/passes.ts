/** The three passes of fused attention, over any views of the operands: forward by query; backward by query (dq) and by key (dk, dv). */
import type { Adapter, Kernel, Operand } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Numbers } from './held.ts';
import { Pass } from './pass.ts';
import { softmaxEnd, softmaxStart, softmaxStep } from './running-softmax.ts';
import type { Visibility } from './shared.ts';
import { dot, hidden, hide, sumWidth, weigh, startSums } from './shared.ts';
import { makeStats, readStats } from './stats.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

/** [three batch axes, positions, channels] each; the mask [three batch axes, queries, keys]. The constant `p.scale` is an attribute of the op. */
export type Operands = Readonly<Record<string, Operand>>;
export type Pairs = Pick<Visibility, 'causal' | 'notSelf'>;

const scaled = (pass: Pass): Snippet => pass.eachPair((r, j) => wgsl`s${r}_${j} *= p.scale;`);
/** Keys that any query of the workgroup sees. */
const lastKey = (pass: Pass, { causal }: Pairs) => causal && { end: wgsl`min(p.steps, first + ${u32(pass.span)})` };
const bindings = (names: readonly string[], operands: Operands): string[] => names.filter((key) => operands[key]);

/**
 * out and lse from q, k, v. With `before` [queries], the log-sum-exp of keys seen by an earlier pass, `out` holds their mean and is brought up to date.
 * `emptyIsZero`: a query without keys gives 0 and not NaN.
 */
export function forwardPass(
  adapter: Adapter,
  operands: Operands,
  pairs: Pairs,
  { emptyIsZero }: { emptyIsZero: boolean },
): Kernel {
  const { q, k, v, mask, out, lse, before } = operands;
  const [d, e] = [q.shape[4], v.shape[4]];
  const width = sumWidth(e);
  const from = wgsl`block * ${u32(width)}`;
  const pass = new Pass({
    adapter,
    batch: q.shape.slice(0, 3),
    rows: q.shape[3],
    steps: k.shape[3],
    owned: {
      q: { operand: q, channels: d },
      out: { operand: out, channels: width, from },
      lse: { operand: lse, channels: 1 },
      ...(before && { before: { operand: before, channels: 1 } }),
    },
    walked: { k: { operand: k, channels: d }, v: { operand: v, channels: width, from } },
    ...(mask && { pairs: { mask } }),
    registers: d + width,
    blocks: e / width,
  });
  const scores = dot(pass, 's', 'q', 'k', d);
  const values = pass.walked('v', width);
  const [seen, soFar] = [before && pass.own('before', 1), pass.own('out', width)];
  const start = seen
    ? wgsl`${seen.load}\n${soFar.load}\n${softmaxStart(pass, (r) => seen.at(r, 0))}\n${startSums(pass, 'o', width, soFar.at)}`
    : wgsl`${softmaxStart(pass)}\n${startSums(pass, 'o', width)}`;
  const mean = (r: number, c: number) =>
    emptyIsZero ? wgsl`select(o${r}_${c} / total${r}, 0.0, total${r} == 0.0)` : wgsl`o${r}_${c} / total${r}`;
  return pass.kernel(
    {
      before: wgsl`${hidden}\n${scores.before}\n${start}`,
      step: wgsl`${scores.step}
${scaled(pass)}
${hide(pass, 's', { queries: 'owned', mask, ...pairs })}
${softmaxStep(pass, width)}
${values.load}
${weigh(pass, 'o', 's', values, width)}`,
      after: wgsl`${pass.store('out', mean)}\nif (block == 0u) {\n${pass.store('lse', softmaxEnd)}\n}`,
      ...lastKey(pass, pairs),
    },
    {
      reads: bindings(['q', 'k', 'v', 'mask', 'before'], operands),
      writes: ['out', 'lse'],
    },
  );
}

/** w = weight, g = its score's gradient, from s = q · k and g = dy · v. */
const weightGradients = (
  pass: Pass,
  lse: (r: number, j: number) => Snippet,
  delta: (r: number, j: number) => Snippet,
): Snippet =>
  pass.eachPair(
    (r, j) =>
      wgsl`let w${r}_${j} = ${softmax_exp}(s${r}_${j} - ${lse(r, j)});\ng${r}_${j} = w${r}_${j} * (g${r}_${j} - ${delta(r, j)});`,
  );

/**
 * dq from q, k, v, dy and stats [queries, (lse, delta)]; `add` adds to the dq of an earlier pass. With `makesStats` it makes the stats from out and
 * lse, and leaves them to the passes after it.
 */
export function queryPass(
  adapter: Adapter,
  operands: Operands,
  pairs: Pairs,
  { add = false, makesStats = false } = {},
): Kernel {
  const { q, k, v, mask, out, lse, stats, dy, dq } = operands;
  const [d, e] = [q.shape[4], v.shape[4]];
  const width = sumWidth(d);
  const from = wgsl`block * ${u32(width)}`;
  const pass = new Pass({
    adapter,
    batch: q.shape.slice(0, 3),
    rows: q.shape[3],
    steps: k.shape[3],
    owned: {
      q: { operand: q, channels: d },
      dy: { operand: dy, channels: e },
      stats: { operand: stats, channels: 2 },
      dq: { operand: dq, channels: width, from },
      ...(makesStats && { out: { operand: out, channels: e }, lse: { operand: lse, channels: 1 } }),
    },
    walked: { k: { operand: k, channels: d }, v: { operand: v, channels: e } },
    ...(mask && { pairs: { mask } }),
    registers: d + e + width,
    blocks: d / width,
  });
  const [scores, gradients, known] = [
    dot(pass, 's', 'q', 'k', d),
    dot(pass, 'g', 'dy', 'v', e),
    makesStats ? makeStats(pass, e) : readStats(pass),
  ];
  const made = makesStats ? wgsl`if (block == 0u) {\n${pass.store('stats', known.at)}\n}` : wgsl``;
  return pass.kernel(
    {
      before: wgsl`${hidden}\n${known.load}\n${scores.before}\n${gradients.before}\n${made}\n${startSums(pass, 'o', width)}`,
      step: wgsl`${scores.step}
${scaled(pass)}
${hide(pass, 's', { queries: 'owned', mask, ...pairs })}
${gradients.step}
${weightGradients(
  pass,
  (r) => known.at(r, 0),
  (r) => known.at(r, 1),
)}
${addUp(pass, 'o', 'g', 'k', width, d, from, scores.walked)}`,
      after: pass.store('dq', (r, c) => wgsl`o${r}_${c} * p.scale`, { add }),
      ...lastKey(pass, pairs),
    },
    {
      reads: bindings(['q', 'k', 'v', 'dy', ...(makesStats ? ['out', 'lse'] : ['stats']), 'mask'], operands),
      writes: ['dq', ...(makesStats ? ['stats'] : [])],
    },
  );
}

/** `sum` += weight · walked, of channels that may still be in registers. */
function addUp(
  pass: Pass,
  sum: string,
  weight: string,
  key: string,
  width: number,
  all: number,
  from: Snippet,
  ready: Numbers | undefined,
): Snippet {
  if (ready && width === all) return weigh(pass, sum, weight, ready, width);
  const walked = pass.walked(key, width, from);
  return wgsl`{\n${walked.load}\n${weigh(pass, sum, weight, walked, width)}\n}`;
}

/** Channels up to which one pass makes dk and dv; above, there are too many sums for the registers and each has a pass. */
const together = 96;

/** dk and dv from q, k, v, dy and stats; `add` adds to those of an earlier pass. */
export function keyPasses(
  adapter: Adapter,
  operands: Operands,
  pairs: Pairs,
  options: { add?: boolean } = {},
): Kernel[] {
  const both = operands.k.shape[4] + operands.v.shape[4] <= together;
  return (both ? [['dk', 'dv'] as const] : [['dk'] as const, ['dv'] as const]).map((made) =>
    keyPass(adapter, operands, pairs, made, options),
  );
}

function keyPass(
  adapter: Adapter,
  operands: Operands,
  pairs: Pairs,
  made: readonly ('dk' | 'dv')[],
  { add = false }: { add?: boolean },
): Kernel {
  const { q, k, v, mask, stats, dy, dk, dv } = operands;
  const [d, e] = [q.shape[4], v.shape[4]];
  const [keys, values] = [made.includes('dk'), made.includes('dv')];
  const [dkWidth, dvWidth] = keys && values ? [d, e] : [sumWidth(d), sumWidth(e)];
  const blocks = keys && values ? 1 : keys ? d / dkWidth : e / dvWidth;
  const [dkFrom, dvFrom] = [dkWidth, dvWidth].map((width) => wgsl`block * ${u32(width)}`);
  const pass = new Pass({
    adapter,
    batch: q.shape.slice(0, 3),
    rows: k.shape[3],
    steps: q.shape[3],
    owned: {
      k: { operand: k, channels: d },
      ...(keys && { v: { operand: v, channels: e }, dk: { operand: dk, channels: dkWidth, from: dkFrom } }),
      ...(values && { dv: { operand: dv, channels: dvWidth, from: dvFrom } }),
    },
    walked: {
      q: { operand: q, channels: d },
      dy: { operand: dy, channels: e },
      stats: { operand: stats, channels: 2 },
    },
    ...(mask && { pairs: { mask: swapped(mask) } }),
    registers: d + (keys ? e + dkWidth : 0) + (values ? dvWidth : 0),
    blocks,
  });
  const rows = pass.walked('stats', 2);
  const scores = dot(pass, 's', 'k', 'q', d);
  const gradients = keys ? dot(pass, 'g', 'v', 'dy', e) : undefined;
  const [lse, delta] = [0, 1].map((c) => (_: number, j: number) => rows.at(j, c));
  const none = wgsl``;
  return pass.kernel(
    {
      before: wgsl`${hidden}\n${scores.before}\n${gradients ? gradients.before : none}\n${keys ? startSums(pass, 'a', dkWidth) : none}\n${values ? startSums(pass, 'b', dvWidth) : none}`,
      step: wgsl`${rows.load}
${scores.step}
${scaled(pass)}
${hide(pass, 's', { queries: 'walked', mask, ...pairs })}
${gradients ? wgsl`${gradients.step}\n${weightGradients(pass, lse, delta)}` : pass.eachPair((r, j) => wgsl`let w${r}_${j} = ${softmax_exp}(s${r}_${j} - ${lse(r, j)});`)}
${values ? addUp(pass, 'b', 'w', 'dy', dvWidth, e, dvFrom, gradients?.walked) : none}
${keys ? addUp(pass, 'a', 'g', 'q', dkWidth, d, dkFrom, scores.walked) : none}`,
      after: wgsl`${keys ? pass.store('dk', (r, c) => wgsl`a${r}_${c} * p.scale`, { add }) : none}\n${values ? pass.store('dv', (r, c) => wgsl`b${r}_${c}`, { add }) : none}`,
    },
    {
      reads: bindings(['q', 'k', ...(keys ? ['v'] : []), 'dy', 'stats', 'mask'], operands),
      writes: made,
    },
  );
}

/** A mask as keys meet it. */
const swapped = (mask: Operand): Operand => {
  const swap = (list: readonly number[]) => [...list.slice(0, 3), list[4], list[3]];
  return { ...mask, shape: swap(mask.shape), strides: swap(mask.strides) };
};
