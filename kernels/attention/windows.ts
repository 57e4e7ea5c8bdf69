/** Attention in windows of an image: the spec of all its forms, and what a call of it must be. */
import { ShapeError } from '../../engine/errors.ts';
import type { Described, Sample } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { PairLike } from '../make/pairs.ts';
import { pair } from '../make/pairs.ts';
import type { AttentionAttrs, AttentionSpec } from './attention.ts';
import { defineAttention } from './attention.ts';
import { quads } from './records.ts';
import { bias } from './term/bias.ts';
import { mask } from './term/mask.ts';
import { relative } from './term/relative.ts';
import type { Axis, WindowAttrs } from './walk/window.ts';
import { axesOf, offsets } from './walk/window.ts';

export interface LocalAttrs extends WindowAttrs, AttentionAttrs {
  /** Factor on q·k and on the relative terms. */
  scale: number;
}

/**
 * The axes of [batch, heads, rows, columns, channels] in memory, slowest first, where channels come before the image.
 */
export const channelsFirst = [0, 1, 4, 2, 3] as const;

/** What windows have unless a call says otherwise. */
export const plainWindow = {
  dilation: [1, 1],
  stride: [1, 1],
  pad: [0, 0],
  roll: [0, 0],
  scale: 1,
  order: channelsFirst,
} as const;

export interface HeadOptions {
  /** Heads own consecutive channels. */
  heads?: number;
  /** Factor on q·k; 1/√(channels of a head) by default. */
  scale?: number;
}

/** The sizes of a window, over rows and columns. @throws ShapeError */
export const sizesOf = (
  op: string,
  {
    kernel,
    dilation = 1,
    stride = 1,
  }: Readonly<Record<'kernel', PairLike> & Partial<Record<'dilation' | 'stride', PairLike>>>,
): Pick<WindowAttrs, 'kernel' | 'dilation' | 'stride'> => ({
  kernel: pair(op, 'kernel', kernel),
  dilation: pair(op, 'dilation', dilation),
  stride: pair(op, 'stride', stride),
});

type Given = Readonly<Record<string, { readonly shape: Shape }>>;
export const axesOfCall = ({ q, k }: Given, attrs: WindowAttrs): [Axis, Axis] =>
  axesOf(attrs, [k.shape[2], k.shape[3]], [q.shape[2], q.shape[3]]);

/** @throws ShapeError where the inputs do not fit together. */
export function checkWindows(
  inputs: Readonly<Record<string, Described>>,
  attrs: LocalAttrs,
  op = 'localAttention',
): void {
  const { q, k, v = k, relative: table, bias: biases, mask: given } = inputs;
  const fail = (what: string, got: string): never => {
    throw new ShapeError(op, what, got);
  };
  const shapes = `q ${show(q.shape)}, k ${show(k.shape)}, v ${show(v.shape)}`;
  if ([q, k, v].some(({ shape }) => shape.length !== 5))
    fail('q, k and v must be [B, heads, rows, columns, channels]', shapes);
  const axes = axesOfCall(inputs, attrs);
  const alike =
    [0, 1].every((axis) => q.shape[axis] === k.shape[axis] && k.shape[axis] === v.shape[axis]) &&
    q.shape[4] === k.shape[4] &&
    [2, 3].every((axis) => k.shape[axis] === v.shape[axis]);
  if (!alike) fail('q and k must have the same channels, k and v the same image, all the same batch and heads', shapes);
  for (const axis of axes) {
    if (axis.form === 'shift' && axis.stride > axis.kernel)
      fail(`a stride of ${axis.stride} is more than a window of ${axis.kernel}`, shapes);
    if (axis.form === 'shift' && axis.keys < axis.kernel * axis.dilation)
      fail(`a window of ${axis.kernel} with dilation ${axis.dilation} does not fit in the image`, shapes);
    if (axis.form === 'block' && axis.keys % axis.kernel)
      fail(`the image is not a multiple of the window ${axis.kernel}`, shapes);
    if (axis.form !== 'zero' && axis.form !== 'mask' && axis.keys !== axis.queries)
      fail('queries and keys must be of one image', shapes);
  }
  const [rows, columns] = axes.map(offsets);
  const wanted = [q.shape[1], rows + columns, 4 * quads(q.shape[4])];
  if (table && show(table.shape) !== show(wanted)) fail(`relative vectors must be ${show(wanted)}`, show(table.shape));
  if (biases && show(biases.shape) !== show([q.shape[1], rows, columns]))
    fail(`the bias must be [${q.shape[1]}, ${rows}, ${columns}]`, show(biases.shape));
  const positions = axes[0].keys * axes[1].keys;
  if (given && (show(given.shape.slice(1)) !== show([positions, positions]) || q.shape[0] % given.shape[0]))
    fail(
      `the mask must be [windows, ${positions}, ${positions}], and the batch ${q.shape[0]} a multiple of the windows`,
      show(given.shape),
    );
}

/** A case: queries' image, keys' image, [batch, heads], [channels of keys, of values], tables. */
function sample(
  [batch, heads]: readonly [number, number],
  [queries, keys]: readonly [Shape, Shape],
  [d, e]: readonly [number, number],
  tables: Readonly<Record<string, Shape>>,
  attrs: Pick<LocalAttrs, 'form' | 'kernel'> & Partial<LocalAttrs>,
): Sample<LocalAttrs> {
  const of = (image: Shape, channels: number) => [batch, heads, ...image, channels];
  return {
    shapes: { q: of(queries, d), k: of(keys, d), v: of(keys, e), ...tables },
    attrs: { ...plainWindow, ...attrs },
    range: [-2, 2],
    ...('mask' in tables && { differentiable: false }),
  };
}
const both = (...image: number[]): [Shape, Shape] => [image, image];

/** What attentions in windows have in common. */
export const windowSpec = (op: string): Omit<AttentionSpec<LocalAttrs>, 'name' | 'samples'> => ({
  check: (inputs, attrs) => checkWindows(inputs, attrs, op),
  walks: (queries, keys, attrs) => [
    { kind: 'windows', axes: axesOf(attrs, [keys[2], keys[3]], [queries[2], queries[3]]), queries, keys },
  ],
  terms: [],
  packs: 'scattered',
});

/** A case of queries and keys of one image, without tables. */
export const windowSample = (
  size: readonly [number, number],
  image: readonly [number, number],
  channels: readonly [number, number],
  attrs: Pick<LocalAttrs, 'form' | 'kernel'> & Partial<LocalAttrs>,
): Sample<LocalAttrs> => sample(size, both(...image), channels, {}, attrs);

/** Images [B, heads·c, rows, columns] by heads, as ops take them. @throws ShapeError */
export function headsOf<K extends string>(
  op: string,
  images: Readonly<Record<K, Tensor>>,
  heads: number,
): Record<K, Tensor> {
  const all = Object.entries<Tensor>(images);
  if (!Number.isInteger(heads) || heads < 1 || all.some(([, x]) => x.rank !== 4 || x.shape[1] % heads))
    throw new ShapeError(
      op,
      `the inputs must be [B, channels, rows, columns] with channels for ${heads} heads`,
      all.map(([key, x]) => `${key} ${show(x.shape)}`).join(', '),
      'pass a number of heads that divides the channels',
    );
  const split = ([key, x]: [string, Tensor]): [string, Tensor] => {
    const [batch, channels, ...image] = x.shape;
    return [key, x.reshape(batch, heads, channels / heads, ...image).permute(0, 1, 3, 4, 2)];
  };
  return Object.fromEntries(all.map(split)) as Record<K, Tensor>;
}

/**
 * Every form once, with what it is used with; heads of different widths, odd sizes, more images than one share of a
 * table takes, wide heads.
 */
export const localOp = defineAttention<LocalAttrs>({
  name: 'local_attention',
  ...windowSpec('localAttention'),
  terms: [relative, bias, mask],
  strided: ['bias'],
  samples: [
    sample(
      [2, 3],
      both(5, 6),
      [4, 5],
      { relative: [3, 8, 4] },
      { form: 'zero', kernel: [5, 3], pad: [2, 1], scale: 0.8 },
    ),
    sample(
      [1, 2],
      [
        [3, 3],
        [6, 5],
      ],
      [3, 1],
      {},
      { form: 'mask', kernel: [3, 3], pad: [1, 1], stride: [2, 2] },
    ),
    sample(
      [1, 2],
      both(5, 6),
      [1, 2],
      { relative: [2, 10, 4] },
      { form: 'mask', kernel: [5, 5], pad: [4, 4], dilation: [2, 2] },
    ),
    sample([1, 2], both(5, 6), [3, 2], { relative: [2, 4, 4] }, { form: 'zero', kernel: [1, 3], pad: [0, 1] }),
    sample(
      [2, 2],
      both(7, 9),
      [4, 4],
      { bias: [2, 5, 5] },
      { form: 'shift', kernel: [3, 3], dilation: [2, 2], scale: 0.5 },
    ),
    sample(
      [2, 2],
      both(6, 8),
      [3, 2],
      { relative: [2, 12, 4], bias: [2, 5, 7] },
      { form: 'block', kernel: [3, 4], roll: [1, 2], scale: 0.5 },
    ),
    sample([4, 2], both(3, 2), [2, 2], { mask: [2, 6, 6] }, { form: 'block', kernel: [3, 2] }),
    sample([1, 1], both(4, 4), [2, 2], { relative: [1, 14, 4] }, { form: 'block', kernel: [4, 4] }),
    sample([70, 1], both(3, 4), [2, 3], { bias: [1, 5, 5] }, { form: 'shift', kernel: [3, 3], scale: 0.7 }),
    sample(
      [1, 1],
      both(3, 3),
      [132, 72],
      { relative: [1, 6, 132] },
      { form: 'zero', kernel: [3, 3], pad: [1, 1], scale: 0.1 },
    ),
  ],
});
