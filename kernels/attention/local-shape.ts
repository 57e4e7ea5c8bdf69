/** What a call of local attention is: its options, its sizes, and what its inputs must be. */
import { ShapeError } from '../../engine/errors.ts';
import type { Operand } from '../../engine/gpu/kernel.ts';
import type { Described } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { show } from '../../engine/shape.ts';
import type { Axis, WindowAttrs } from './window.ts';
import { axesOf, offsets } from './window.ts';

export interface LocalAttrs extends WindowAttrs {
  /** Factor on q·k and on the relative terms. */
  scale: number;
}

/** Sizes of a call; q [B, heads, d, …], k [B, heads, d, …], v [B, heads, e, …] with rows and columns behind. */
export interface LocalSizes {
  batch: number;
  heads: number;
  depth: number;
  width: number;
  /** Relative places in rows and columns. */
  offsets: [number, number];
  axes: [Axis, Axis];
}

/** Channels travel in fours. */
export const quads = (channels: number): number => Math.ceil(channels / 4);
/** Channels up to the next four. */
export const inFours = (channels: number): number => 4 * quads(channels);

export type Inputs = Readonly<Record<string, { readonly shape: Shape }>>;
export type Operands = Readonly<Record<string, Operand>>;

export function sizesOf({ q, k, v }: Inputs, attrs: LocalAttrs): LocalSizes {
  const [batch, heads, depth, ...queries] = q.shape;
  const keys = k.shape.slice(3);
  const axes = axesOf(attrs, [keys[0], keys[1]], [queries[0], queries[1]]);
  return { batch, heads, depth, width: v?.shape[2] ?? 0, offsets: [offsets(axes[0]), offsets(axes[1])], axes };
}

/** @throws ShapeError where the inputs do not fit together. */
export function checkLocal(inputs: Readonly<Record<string, Described>>, attrs: LocalAttrs): LocalSizes {
  const { q, k, v, relative, bias, mask } = inputs;
  const fail = (what: string, got: string): never => {
    throw new ShapeError('localAttention', what, got);
  };
  const shapes = `q ${show(q.shape)}, k ${show(k.shape)}, v ${show(v.shape)}`;
  if ([q, k, v].some(({ shape }) => shape.length !== 5))
    fail('q, k and v must be [B, heads, channels, rows, columns]', shapes);
  const sizes = sizesOf(inputs, attrs);
  const alike =
    [0, 1].every((axis) => q.shape[axis] === k.shape[axis] && k.shape[axis] === v.shape[axis]) &&
    q.shape[2] === k.shape[2] &&
    [3, 4].every((axis) => k.shape[axis] === v.shape[axis]);
  if (!alike) fail('q and k must have the same channels, k and v the same image, all the same batch and heads', shapes);
  for (const axis of sizes.axes) {
    if (axis.form === 'shift' && axis.keys < axis.kernel * axis.dilation)
      fail(`a window of ${axis.kernel} with dilation ${axis.dilation} does not fit in the image`, shapes);
    if (axis.form === 'block' && axis.keys % axis.kernel)
      fail(`the image is not a multiple of the window ${axis.kernel}`, shapes);
    if ((axis.form === 'shift' || axis.form === 'block') && axis.keys !== axis.queries)
      fail('queries and keys must be of one image', shapes);
  }
  const [rows, columns] = sizes.offsets;
  const table = [sizes.heads, rows + columns, inFours(sizes.depth)];
  if (relative && show(relative.shape) !== show(table))
    fail(`relative vectors must be ${show(table)}`, show(relative.shape));
  if (bias && show(bias.shape) !== show([sizes.heads, rows, columns]))
    fail(`the bias must be [${sizes.heads}, ${rows}, ${columns}]`, show(bias.shape));
  const positions = sizes.axes[0].keys * sizes.axes[1].keys;
  if (mask && (show(mask.shape.slice(1)) !== show([positions, positions]) || sizes.batch % mask.shape[0]))
    fail(
      `the mask must be [windows, ${positions}, ${positions}], and the batch ${sizes.batch} a multiple of the windows`,
      show(mask.shape),
    );
  return sizes;
}

/** The tables that logits are made with, as a pass names them in `reads`. */
export const tablesOf = ({ relative, bias, mask }: Inputs): string[] =>
  Object.entries({ relative, bias, mask }).flatMap(([table, given]) => (given ? [table] : []));

/** What a kernel's loops depend on, apart from sizes. */
export interface Terms {
  form: WindowAttrs['form'];
  regions: boolean;
  /** Whether relative places have vectors. */
  relative: boolean;
  bias: boolean;
  mask: boolean;
}

export const termsOf = ({ relative, bias, mask }: Inputs, { form, roll }: LocalAttrs): Terms => ({
  form,
  regions: form === 'block' && roll.some(Boolean),
  relative: relative !== undefined,
  bias: bias !== undefined,
  mask: mask !== undefined,
});
