/**
 * Backward, by recomputing the weights from the scores and each query's log-sum-exp: dq by query, dk and dv by key.
 * Each invocation owns what it sums, so that no two write to one place, nothing needs atomics, and every sum has one
 * order.
 */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Call } from './call.ts';
import { bound, partOf, shareOf, sideOf } from './call.ts';
import { hooksOf, ownedBy } from './forward.ts';
import { knownLog, quads } from './records.ts';
import { Steps, combined, divide, widest } from './steps.ts';
import type { Who } from './walk/who.ts';
import { slidingRecords, slidesByKeys } from './walk/windows.ts';
import { walkOf } from './walk/who.ts';

const none = wgsl``;

/**
 * dq from q, k, v, dy and each query's stats; `add` adds to the dq of an earlier walk. With `makesStats` it makes the
 * stats from out and lse, and leaves them to the passes after it.
 */
export function queryPass(call: Call, who: Who, { add = false, makesStats = false } = {}): Kernel {
  const { held, adapter } = call;
  const walk = walkOf(who, 'queries', adapter);
  const [d, e] = [quads(held.q.operand.shape[4]), quads(held.v.operand.shape[4])];
  const width = divide(d, widest(walk).sums);
  const side = sideOf(call, who, 'queries', { blocks: d / width, width });
  const terms = call.terms.map((term) => term.code(side));
  const means = [{ v: 'v', dy: 'dy' }, ...terms.flatMap((term) => term.values ?? [])];
  const scale = terms.find((term) => term.scale)?.scale ?? wgsl`scale`;
  const sums = [{ sum: 'a', key: 'k', factor: scale }, ...terms.flatMap((term) => term.sums ?? [])];
  const steps = new Steps(
    {
      adapter,
      walk,
      owned: {
        q: partOf(held.q),
        ...Object.fromEntries(means.map(({ dy }) => [dy, partOf(held[dy])])),
        stats: partOf(held.stats),
        dq: side.part(held.dq),
        ...(makesStats && { out: partOf(held.out), lse: partOf(held.lse) }),
        ...ownedBy(terms),
      },
      walked: Object.assign({ k: partOf(held.k), v: partOf(held.v) }, ...terms.map((term) => term.walked ?? {})),
      registers: d + e * means.length + width * sums.length,
      blocks: side.blocks,
      slides: terms.find((term) => term.slides)?.slides,
    },
    terms,
  );
  const known = makesStats ? madeStats(steps, e) : steps.whole('stats');
  const scores = steps.scores(scale);
  const gradients = steps.weightGradients(
    means.map(({ v, dy }) => [v, dy]),
    (r) => known.at(r, 0),
  );
  const kept = makesStats
    ? wgsl`
        if (block == 0u) {
          ${steps.store('stats', known.at)}
        }`
    : none;
  return steps.kernel(
    {
      before: wgsl`
        ${known.load}
        ${scores.before}
        ${gradients.before}
        ${kept}
        ${terms.map((term) => term.before?.(steps) ?? none)}
        ${sums.map(({ sum }) => steps.start(sum, width))}`,
      step: wgsl`
        ${scores.step}
        ${gradients.step}
        ${sums.map(({ sum, key }) => steps.weigh(sum, 'g', key, width, side.part({ operand: held.q.operand }).from))}
        ${terms.map((term) => term.gradient ?? none)}`,
      after: wgsl`
        ${terms.map((term) => term.after?.(steps) ?? none)}
        ${steps.store('dq', combined(sums), { add })}`,
      ...hooksOf(terms),
    },
    bound(call, steps, {
      reads: ['q', 'k', 'v', ...means.map(({ dy }) => dy), ...(makesStats ? ['out', 'lse'] : ['stats'])],
      writes: ['dq', ...(makesStats ? ['stats'] : [])],
    }),
  );
}

/** The stats of the owned queries, a few channels of their outputs at a time. */
function madeStats(steps: Steps, e: number): { load: Snippet; at: (r: number) => Snippet } {
  const part = divide(e, 8);
  const [out, dy] = ['out', 'dy'].map((key) => steps.own(key, part, name('c')));
  return {
    load: wgsl`
      ${steps.each(
        (r) => wgsl`
        let lse${r} = ${steps.scalar('lse', r)};
        ${knownLog(name(`known${r}`), name(`lse${r}`))}
        var delta${r} = 0.0;`,
      )}
      ${steps.inParts(
        e,
        part,
        wgsl`
          ${out.load}
          ${dy.load}
          ${steps.each((r) => wgsl`${repeat(part, (n) => wgsl`delta${r} += dot(${dy.at(r, n)}, ${out.at(r, n)});`)}`)}`,
      )}
      ${steps.each((r) => wgsl`let stats${r}_0 = vec4<f32>(known${r}, delta${r}, 0.0, 0.0);`)}`,
    at: (r) => wgsl`stats${r}_0`,
  };
}

/**
 * Vec4s of key and value up to which one pass makes dk and dv; above, there are too many sums for the registers and
 * each has a pass.
 */
const together = (walk: boolean): number => (walk ? 24 : 16);

/** dk and dv from q, k, v, dy and stats; `add` adds to those of an earlier walk. */
export function keyPasses(call: Call, who: Who, { add = false } = {}): Kernel[] {
  const all = quads(call.held.k.operand.shape[4]) + quads(call.held.v.operand.shape[4]);
  const both = all <= together(who.kind === 'line');
  return (both ? [['dk', 'dv'] as const] : [['dk'] as const, ['dv'] as const]).map((made) =>
    keyPass(call, who, made, add),
  );
}

function keyPass(call: Call, who: Who, made: readonly ('dk' | 'dv')[], add: boolean): Kernel {
  const { held, adapter } = call;
  const walk = walkOf(who, 'keys', adapter);
  const [d, e] = [quads(held.k.operand.shape[4]), quads(held.v.operand.shape[4])];
  const [keys, values] = [made.includes('dk'), made.includes('dv')];
  const whole = keys && values;
  const [dkWidth, dvWidth] = [d, e].map((width) => (whole ? width : divide(width, widest(walk).sums)));
  const blocks = whole ? 1 : keys ? d / dkWidth : e / dvWidth;
  const side = sideOf(call, who, 'keys', { blocks, width: dkWidth });
  const terms = call.terms.map((term) => term.code(side));
  const means = [{ v: 'v', dy: 'dy' }, ...terms.flatMap((term) => term.values ?? [])];
  const scale = terms.find((term) => term.scale)?.scale ?? wgsl`scale`;
  const sums = [{ sum: 'a', key: 'q', factor: scale }, ...terms.flatMap((term) => term.sums ?? [])];
  const walked = {
    q: partOf(held.q),
    ...Object.fromEntries(means.map(({ dy }) => [dy, partOf(held[dy])])),
    stats: partOf(held.stats),
  };
  // All of a record slides, so only where registers hold all of it.
  const slides =
    whole && who.kind === 'windows' && slidesByKeys(who, adapter) && held.stats.holder === held.q.holder
      ? { keys: ['q', 'dy', 'stats'], holder: held.stats.holder!, ...slidingRecords }
      : undefined;
  const steps = new Steps(
    {
      adapter,
      walk,
      owned: {
        k: partOf(held.k),
        ...(keys && { v: partOf(held.v), dk: shareOf(held.dk, dkWidth) }),
        ...(values && { dv: shareOf(held.dv, dvWidth) }),
        ...ownedBy(terms),
      },
      walked: Object.assign(walked, ...terms.map((term) => term.walked ?? {})),
      registers: d + (keys ? e + dkWidth * sums.length : 0) + (values ? dvWidth : 0),
      blocks,
      slides: slides ?? terms.find((term) => term.slides)?.slides,
    },
    terms,
  );
  const stats = steps.whole('stats');
  const scores = steps.scores(scale);
  const known = (_: number, j: number) => stats.at(j, 0);
  const gradients = steps.weightGradients(keys ? means.map(({ v, dy }) => [v, dy]) : [], known);
  const from = (width: number, of: number) => (width === of ? undefined : wgsl`block * ${u32(width)}`);
  return steps.kernel(
    {
      before: wgsl`
        ${scores.before}
        ${gradients.before}
        ${terms.map((term) => term.before?.(steps) ?? none)}
        ${keys ? sums.map(({ sum }) => steps.start(sum, dkWidth)) : none}
        ${values ? steps.start('z', dvWidth) : none}`,
      step: wgsl`
        ${stats.load}
        ${scores.step}
        ${gradients.step}
        ${values ? steps.weigh('z', 'w', 'dy', dvWidth, from(dvWidth, e)) : none}
        ${keys ? sums.map(({ sum, key }) => steps.weigh(sum, 'g', key, dkWidth, from(dkWidth, d))) : none}`,
      after: wgsl`
        ${keys ? terms.map((term) => term.after?.(steps) ?? none) : none}
        ${keys ? steps.store('dk', combined(sums), { add }) : none}
        ${values ? steps.store('dv', (r, n) => name(`z${r}_${n}`), { add }) : none}`,
      ...hooksOf(terms),
    },
    bound(call, steps, {
      reads: ['q', 'k', ...(keys ? ['v'] : []), ...means.map(({ dy }) => dy), 'stats'],
      writes: made,
    }),
  );
}
