/**
 * Attention by plain ops, with whole maps in memory: for maps that are asked for, and for gradients of gradients, which
 * need not be fast.
 */
import { vjp } from '../../engine/autograd.ts';
import { cast } from '../../engine/cast.ts';
import { tensor, zeros } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../elementwise/add.ts';
import { equal } from '../elementwise/equal.ts';
import { maskedFill } from '../elementwise/masked-fill.ts';
import { mul } from '../elementwise/mul.ts';
import { notEqual } from '../elementwise/not-equal.ts';
import { indexSelect } from '../gather/index-select.ts';
import { matmul } from '../matmul/matmul.ts';
import { logsumexp } from '../reduce/logsumexp.ts';
import { softmax } from '../reduce/softmax.ts';
import { sum } from '../reduce/sum.ts';
import { concat } from '../shape/concat.ts';
import type { Term } from './term/term.ts';
import type { Tap, Who } from './walk/who.ts';
import { taps } from './walk/who.ts';

type Inputs = Readonly<Record<string, Tensor>>;

const nowhere: Tap = { tap: 0, key: -1, row: 0, column: 0, penalty: -Infinity };

/** The taps of each query of an image: as many as the query with the most has. */
function allTaps(who: Who): Tap[][] {
  const all = Array.from({ length: who.queries[2] * who.queries[3] }, (_, at) =>
    taps(who, Math.floor(at / who.queries[3]), at % who.queries[3]),
  );
  const most = Math.max(...all.map(({ length }) => length));
  return all.map((own) => [...own, ...Array.from({ length: most - own.length }, () => nowhere)]);
}

/** A place for each tap of each query, in order. */
export function placesOfTaps(device: Device, who: Who, place: (tap: Tap, query: number) => number): Tensor {
  return tensor(device, Int32Array.from(allTaps(who).flatMap((own, query) => own.map((tap) => place(tap, query)))));
}

const turn = (x: Tensor, { axis }: { axis: 2 | 3 }): Tensor => (axis === 3 ? x : x.permute(0, 1, 3, 2, 4));

/**
 * [B, heads, positions, channels] spread to the keys of each query's window, [B, heads, queries, taps, channels]: zeros
 * outside the image.
 */
function spread(x: Tensor, who: Who): Tensor {
  const [batch, heads, rows, columns, channels] = x.shape;
  const all = concat(
    [x.reshape(batch, heads, rows * columns, channels), zeros(x.device, [batch, heads, 1, channels], x.dtype)],
    2,
  );
  const index = placesOfTaps(x.device, who, ({ key }) => (key < 0 ? rows * columns : key));
  return indexSelect(all, 2, index).reshape(batch, heads, who.queries[2] * who.queries[3], -1, channels);
}

/**
 * The scores of a walk, with its terms; -Infinity where a pair does not count: [B, heads, rows, columns, keys on the
 * line], or [B, heads, queries, taps].
 */
export function plainScores(who: Who, terms: readonly Term[], inputs: Inputs, scale: number): Tensor {
  const { q, k } = inputs;
  const product =
    who.kind === 'line'
      ? turn(matmul(turn(mul(q, scale), who), turn(k, who), { transposeB: true }), who)
      : sum(mul(mul(q, scale).reshape(q.shape[0], q.shape[1], -1, 1, q.shape[4]), spread(k, who)), -1);
  const scores = terms.reduce((sum, term) => term.plain?.(sum, inputs, who, scale) ?? sum, product);
  const penalties = allTaps(who).flatMap((own) => own.map(({ penalty }) => penalty));
  if (penalties.every((penalty) => penalty === 0)) return scores;
  const shape = who.kind === 'line' ? [who.queries[2], who.queries[3], -1] : [who.queries[2] * who.queries[3], -1];
  const hidden = penalties.map((penalty) => penalty === -Infinity);
  const shown = maskedFill(
    scores,
    tensor(q.device, Uint8Array.from(hidden, Number), undefined, 'bool').reshape(shape),
    -Infinity,
  );
  const added = Float32Array.from(penalties, (penalty) => (penalty === -Infinity ? 0 : penalty));
  return added.some(Boolean) ? add(shown, tensor(q.device, added, undefined, q.dtype).reshape(shape)) : shown;
}

/** Weights of scores [..., keys]; a query that may look nowhere has none where `blindIsZero`. */
export function plainWeights(scores: Tensor, blindIsZero: boolean): Tensor {
  if (!blindIsZero) return softmax(scores);
  const blind = equal(sum(cast(notEqual(scores, -Infinity), 'f32'), -1, { keep: true }), 0);
  return maskedFill(softmax(maskedFill(scores, blind, 0)), blind, 0);
}

/** The values under the weights of a walk, [B, heads, rows, columns, e]. */
export function applied(who: Who, weights: Tensor, v: Tensor): Tensor {
  if (who.kind === 'line') return turn(matmul(turn(weights, who), turn(v, who)), who);
  const [batch, heads, queries, count] = weights.shape;
  return sum(mul(weights.reshape(batch, heads, queries, count, 1), spread(v, who)), 3).reshape(
    batch,
    heads,
    who.queries[2],
    who.queries[3],
    v.shape[4],
  );
}

/** The output and the logs of the softmax sums, as the fused op gives them. */
export function plainAttention(
  whos: readonly Who[],
  terms: readonly Term[],
  inputs: Inputs,
  scale: number,
  blindIsZero: boolean,
): [out: Tensor, lse: Tensor] {
  const each = whos.map((who) => plainScores(who, terms, inputs, scale));
  const scores = each.length > 1 ? concat(each, -1) : each[0];
  const weights = plainWeights(scores, blindIsZero);
  let from = 0;
  const means = whos.map((who, i) => {
    const part = each.length > 1 ? weights.slice(-1, from, (from += each[i].shape.at(-1)!)) : weights;
    const values = terms.flatMap((term) => term.plainValues?.(part, inputs) ?? []);
    return [applied(who, part, inputs.v), ...values];
  });
  const [first, ...others] = means[0].map((_, n) => means.map((mean) => mean[n]).reduce((a, b) => add(a, b)));
  const out = others.length
    ? concat(
        [first, ...others].map((x) => x.reshape([...x.shape, 1])),
        -1,
      )
    : first;
  return [out, logsumexp(scores, -1).reshape(whos[0].queries)];
}

/**
 * Gradients of the op that gives those of `outputs` with respect to `of`, in that order, under the cotangents dy and
 * dlse; output i itself has the gradient `d[i]`. Its `out` and `lse` are functions of its other inputs, and what
 * depends on them is counted there.
 */
export function secondGradients(
  { out: _, lse: __, ...given }: Inputs,
  outputs: () => Tensor[],
  of: readonly string[],
  d: readonly (Tensor | undefined)[],
): Record<string, Tensor> {
  const inputs = Object.fromEntries(Object.entries(given).filter(([, x]) => x.dtype !== 'bool'));
  const { dy, dlse } = inputs;
  const gradients = (): Tensor[] =>
    vjp(
      outputs,
      of.map((key) => inputs[key]),
      dlse ? [dy, dlse] : [dy],
    ).grads;
  return Object.fromEntries(vjp(gradients, new Map(Object.entries(inputs)), d).grads);
}
