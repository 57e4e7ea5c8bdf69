/**
 * The softmax that is never seen whole: a running maximum and sum, rescaled as larger scores arrive (Milakov and
 * Gimelshein, arXiv 1805.02867).
 */
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { f32, wgsl } from '../../engine/gpu/wgsl.ts';
import { highest, lowest } from '../make/rows.ts';
import { m_log } from '../math/log.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

/** Position r has seen nothing yet, or, by their log-sum-exp, the keys of an earlier walk. */
export const softmaxStart = (r: number, seen?: Snippet): Snippet =>
  seen
    ? wgsl`
        var top${r} = select(${seen}, ${lowest}, ${seen} < ${lowest});
        var total${r} = select(1.0, 0.0, ${seen} < ${lowest});`
    : wgsl`
        var top${r} = ${lowest};
        var total${r} = 0.0;`;

/**
 * Makes scores into weights relative to the maximum so far, and brings `sums` to that maximum. Of one score and the old
 * maximum either is the greater, so a single exponential serves the rescaling and the weight.
 */
export function softmaxStep(r: number, scores: readonly Snippet[], sums: readonly Snippet[]): Snippet {
  const [score] = scores;
  const made =
    scores.length === 1
      ? wgsl`
          let fall = ${softmax_exp}(-abs(${score} - top${r}));
          let higher = ${score} > top${r};
          let shrink = select(1.0, fall, higher);
          top${r} = select(top${r}, ${score}, higher);
          ${score} = select(fall, 1.0, higher);`
      : wgsl`
          let top = ${scores.reduce((a, b) => wgsl`max(${a}, ${b})`, wgsl`top${r}`)};
          let shrink = ${softmax_exp}(top${r} - top);
          top${r} = top;
          ${scores.map((s) => wgsl`${s} = ${softmax_exp}(${s} - top);`)}`;
  return wgsl`
    {
      ${made}
      total${r} = total${r} * shrink + (${scores.reduce((a, b) => wgsl`${a} + ${b}`)});
      ${sums.map((sum) => wgsl`${sum} *= shrink;`)}
    }`;
}

/** A score of +Inf makes the row NaN, as it does in an ordinary softmax; by bits, since compilers fold Inf - Inf. */
export const softmaxEnd = (r: number): Snippet =>
  wgsl`total${r} = select(total${r}, ${f32(NaN)}, top${r} > ${highest});`;

/** A sum's mean; `emptyIsZero`: 0, and not NaN, where nothing was seen. */
export const softmaxMean = (r: number, sum: Snippet, emptyIsZero: boolean): Snippet =>
  emptyIsZero ? wgsl`select(${sum} / total${r}, vec4<f32>(0.0), total${r} == 0.0)` : wgsl`${sum} / total${r}`;

/** The logarithm of the sum of exponentials of a position's scores; -Inf where it may look nowhere. */
export const softmaxLog = (r: number): Snippet => wgsl`top${r} + ${m_log}(total${r})`;
