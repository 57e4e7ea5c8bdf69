/** The softmax that is never seen whole: a running maximum and sum, rescaled as larger scores arrive (Milakov and Gimelshein, arXiv 1805.02867). */
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, repeat, wgsl } from '../../engine/gpu/wgsl.ts';
import { m_log } from '../math/log.ts';
import { lowest } from '../make/rows.ts';
import type { Pass } from './pass.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

/** Nothing seen yet, or, by their log-sum-exp, the keys of an earlier pass. */
export const softmaxStart = (pass: Pass, seen?: (r: number) => Snippet): Snippet =>
  pass.each(
    (r) => wgsl`var top${r} = ${seen ? wgsl`select(${seen(r)}, ${lowest}, ${seen(r)} < ${lowest})` : lowest};
var total${r} = ${seen ? wgsl`select(1.0, 0.0, ${seen(r)} < ${lowest})` : wgsl`0.0`};`,
  );

/** Makes scores s of the chunk into weights relative to the maximum so far, and brings the sums o of `width` channels to that maximum. */
export const softmaxStep = (pass: Pass, width: number): Snippet =>
  pass.each((r) => {
    const scores = Array.from({ length: pass.chunk }, (_, j) => name(`s${r}_${j}`));
    return wgsl`{
  let top = ${scores.reduce((a, b) => wgsl`max(${a}, ${b})`, name(`top${r}`))};
  let shrink = ${softmax_exp}(top${r} - top);
  top${r} = top;
  ${scores.map((score) => wgsl`${score} = ${softmax_exp}(${score} - top);`)}
  total${r} = total${r} * shrink + (${scores.reduce((a, b) => wgsl`${a} + ${b}`)});
  ${repeat(width, (c) => wgsl`o${r}_${c} *= shrink;`)}
}`;
  });

/** The logarithm of the sum of exponentials of a position's scores; -Inf where it may look nowhere. */
export const softmaxEnd = (r: number): Snippet => wgsl`top${r} + ${m_log}(total${r})`;
