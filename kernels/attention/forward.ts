/** Forward: an invocation owns a query and walks over its keys with one online softmax. */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Call } from './call.ts';
import { bound, partOf, sideOf } from './call.ts';
import type { Parts } from './frame.ts';
import { quads } from './records.ts';
import { softmaxEnd, softmaxLog, softmaxMean, softmaxStart, softmaxStep } from './softmax.ts';
import { Steps, divide, widest } from './steps.ts';
import type { Who } from './walk/who.ts';
import { walkOf } from './walk/who.ts';

/**
 * Out and lse from q, k, v. `before` is the log-sum-exp of keys seen by an earlier walk, whose means `out` holds: they
 * are brought up to date. `emptyIsZero`: a query without keys gives 0 and not NaN.
 */
export function forwardKernel(
  call: Call,
  who: Who,
  { before, lse, emptyIsZero }: { before?: string; lse: string; emptyIsZero: boolean },
): Kernel {
  const { held, adapter } = call;
  const walk = walkOf(who, 'queries', adapter);
  const [d, e] = [quads(held.q.operand.shape[4]), quads(held.v.operand.shape[4])];
  const width = divide(e, widest(walk).sums);
  const side = sideOf(call, who, 'forward', { blocks: e / width, width });
  const terms = call.terms.map((term) => term.code(side));
  const values = [{ v: 'v', sum: 'o', out: 'out' }, ...terms.flatMap((term) => term.values ?? [])];
  const owned = Object.fromEntries(values.map(({ out }) => [out, side.part(held[out])]));
  const steps = new Steps(
    {
      adapter,
      walk,
      owned: {
        q: partOf(held.q),
        ...owned,
        lse: { ...partOf(held.lse), holder: lse },
        ...(before && { before: { ...partOf(held.lse), holder: before } }),
        ...ownedBy(terms),
      },
      walked: Object.assign({ k: partOf(held.k), v: side.part(held.v) }, ...terms.map((term) => term.walked ?? {})),
      registers: d + width * values.length,
      blocks: side.blocks,
      slides: terms.find((term) => term.slides)?.slides,
    },
    terms,
  );
  const scores = steps.scores(terms.find((term) => term.scale)?.scale ?? wgsl`scale`);
  const soFar = before ? values.map(({ out }) => steps.own(out, width)) : [];
  const sums = (r: number) =>
    values.flatMap(({ sum }) => Array.from({ length: width }, (_, n) => name(`${sum}${r}_${n}`)));
  const mean = (r: number, sum: Snippet) => softmaxMean(r, sum, emptyIsZero);
  return steps.kernel(
    {
      before: wgsl`
        ${scores.before}
        ${terms.map((term) => term.before?.(steps) ?? wgsl``)}
        ${steps.each(
          (r) => wgsl`${before ? wgsl`let seen${r} = ${steps.scalar('before', r)};` : wgsl``}
        ${softmaxStart(r, before ? wgsl`seen${r}` : undefined)}`,
        )}
        ${values.map(
          ({ sum }, n) => wgsl`
            ${before ? soFar[n].load : wgsl``}
            ${steps.start(sum, width, before ? soFar[n].at : undefined)}`,
        )}`,
      step: wgsl`
        ${scores.step}
        ${steps.each((r) => softmaxStep(r, steps.pairs('s', r), sums(r)))}
        ${values.map(({ sum, v }) => steps.weigh(sum, 's', v, width))}`,
      after: wgsl`
        ${steps.each(softmaxEnd)}
        ${values.map(({ sum, out }) => steps.store(out, (r, n) => mean(r, name(`${sum}${r}_${n}`))))}
        if (block == 0u) {
          ${steps.each((r) => wgsl`if (inside${r}) { ${steps.scalar('lse', r)} = ${softmaxLog(r)}; }`)}
        }`,
      ...hooksOf(terms),
    },
    bound(call, steps, {
      reads: ['q', 'k', 'v', ...(before ? ['before'] : [])],
      writes: ['out', 'lse'],
    }),
  );
}

/** What terms read at owned positions. */
export const ownedBy = (terms: Steps['terms']): Parts => Object.assign({}, ...terms.map(({ owned }) => owned ?? {}));

/** Statements of terms around the rows of a window. */
export const hooksOf = (terms: Steps['terms']): Pick<Parameters<Steps['kernel']>[0], 'rowStart' | 'rowEnd'> => ({
  rowStart: wgsl`${terms.map(({ rowStart }) => rowStart ?? wgsl``)}`,
  rowEnd: wgsl`${terms.map(({ rowEnd }) => rowEnd ?? wgsl``)}`,
});
