/** Gradients of gradients of local attention: by plain ops, with every window spread out in memory. Rare, so they need not be fast. */
import { vjp } from '../../engine/autograd.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor, zeros } from '../../engine/create.ts';
import { add } from '../elementwise/add.ts';
import { concat } from '../shape/concat.ts';
import { indexSelect } from '../gather/index-select.ts';
import { logsumexp } from '../reduce/logsumexp.ts';
import { mul } from '../elementwise/mul.ts';
import { softmax } from '../reduce/softmax.ts';
import { sum } from '../reduce/sum.ts';
import type { LocalAttrs } from './local-shape.ts';
import { sizesOf } from './local-shape.ts';
import { tapsOf } from './local-taps.ts';

type Inputs = Readonly<Record<string, Tensor>>;

/** Output and log of the softmax sums of local attention, as the fused op gives them. */
export function plainLocalAttention(inputs: Inputs, attrs: LocalAttrs): [out: Tensor, lse: Tensor] {
  const { q, k, v, relative, bias, mask } = inputs;
  const {
    batch,
    heads,
    depth,
    axes: [rows, columns],
    offsets: [tableRows, tableColumns],
  } = sizesOf(inputs, attrs);
  const queries = rows.queries * columns.queries;
  const keys = rows.keys * columns.keys;
  const taps = Array.from({ length: queries }, (_, at) =>
    tapsOf([rows, columns], Math.floor(at / columns.queries), at % columns.queries),
  ).flat();
  const count = taps.length / queries;
  const select = (x: Tensor, axis: number, place: (i: number) => number) =>
    indexSelect(
      x,
      axis,
      tensor(
        q.device,
        Int32Array.from(taps, (_, i) => place(i)),
      ),
    ).reshape([...x.shape.slice(0, axis), queries, count]);
  // Padded places take the zero behind the last pixel.
  const spread = (x: Tensor) =>
    select(concat([x.reshape(batch, heads, -1, keys), zeros(x.device, [batch, heads, x.shape[2], 1])], 3), 3, (i) =>
      taps[i].key < 0 ? keys : taps[i].key,
    );
  const q1 = mul(q.reshape(batch, heads, depth, queries, 1), attrs.scale);
  const terms = [sum(mul(q1, spread(k)), 2)];
  if (relative) {
    const vectors = relative.transpose().slice(1, 0, depth);
    for (const place of [(i: number) => taps[i].row, (i: number) => tableRows + taps[i].column])
      terms.push(sum(mul(q1, select(vectors, 2, place)), 2));
  }
  if (bias) terms.push(select(bias.reshape(heads, -1), 1, (i) => taps[i].row * tableColumns + taps[i].column));
  terms.push(
    tensor(
      q.device,
      Float32Array.from(taps, ({ penalty }) => penalty),
      [queries, count],
    ),
  );
  const unmasked = terms.reduce((a, b) => add(a, b));
  const masks = mask?.shape[0] ?? 1;
  const scores = mask
    ? add(
        unmasked.reshape(batch / masks, masks, heads, queries, count),
        select(mask.reshape(masks, -1), 1, (i) => Math.floor(i / count) * keys + taps[i].key).reshape(
          masks,
          1,
          queries,
          count,
        ),
      ).reshape(unmasked.shape)
    : unmasked;
  const out = sum(mul(softmax(scores).reshape(batch, heads, 1, queries, count), spread(v)), 4);
  return [
    out.reshape(batch, heads, -1, rows.queries, columns.queries),
    logsumexp(scores, -1).reshape(batch, heads, rows.queries, columns.queries),
  ];
}

/** Gradients of the op that gives those of local attention with respect to `of`, in that order. Its `out` and `lse` are functions of its other inputs, and counted there. */
export function secondGradients(
  { out: _, lse: __, dout, dlse, ...inputs }: Inputs,
  attrs: LocalAttrs,
  of: readonly string[],
  d: readonly (Tensor | undefined)[],
): Record<string, Tensor> {
  const all: Record<string, Tensor> = { ...inputs, dout, ...(dlse && { dlse }) };
  const first = () =>
    vjp(
      () => plainLocalAttention(inputs, attrs),
      of.map((key) => inputs[key]),
      [dout, dlse],
    ).grads;
  return Object.fromEntries(vjp(first, new Map(Object.entries(all)), d).grads);
}
