/**
 * Vectors in fours of channels. An operand has five axes: [batch, heads, rows, columns, channels]. Kernels read four
 * channels at once where these lie side by side; walks in which each lane reads a place of its own have the others
 * packed into records of vec4s by a pass before.
 */
import { gather } from '../../engine/indexing.ts';
import type { Kernel, Operand } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import { rowMajor, size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { lowest } from '../make/rows.ts';

export type Operands = Readonly<Record<string, Operand>>;

/** Vec4s that channels take. */
export const quads = (channels: number): number => Math.ceil(channels / 4);

/** Where a kernel finds vectors: an operand, or a part of what `holder` holds. */
export interface Held {
  operand: Operand;
  holder?: string;
}
export type HeldBy = Readonly<Record<string, Held>>;

/** Whether channels lie side by side in whole fours. */
export const liesInFours = ({ dtype, shape, strides, offset }: Operand): boolean =>
  dtype === 'f32' &&
  strides[4] === 1 &&
  shape[4] % 4 === 0 &&
  offset % 4 === 0 &&
  strides.every((stride, axis) => axis === 4 || shape[axis] === 1 || stride % 4 === 0);

/** What a pass leaves behind: where vectors are now, the passes that put them there, and the scratch they lie in. */
export interface Laid {
  held: HeldBy;
  passes: readonly Kernel[];
  scratch: Readonly<Record<string, number>>;
}

/** The log of a query's softmax sum and Δ = out · dy - dlse, from which a weight's gradient is measured, in a vec4. */
export interface StatsOf {
  /** Pairs of operands whose products Δ sums. */
  products: readonly (readonly [y: string, dy: string])[];
  dlse: boolean;
}

/** Operands as records, one behind the other, of the same places; and with them each query's `stats`. */
export function packed(records: string, keys: readonly string[], given: HeldBy, stats?: StatsOf): Laid {
  const first = given[keys[0] ?? stats!.products[0][0]].operand;
  const places = first.shape.slice(0, 4);
  const lengths = [...keys.map((key) => quads(given[key].operand.shape[4])), ...(stats ? [1] : [])];
  const record = 4 * lengths.reduce((a, b) => a + b, 0);
  const strides = [...rowMajor(places).map((stride) => stride * record), 1];
  let offset = 0;
  const held: Record<string, Held> = {};
  for (const [at, key] of [...keys, ...(stats ? ['stats'] : [])].entries()) {
    const shape = [...places, 4 * lengths[at]];
    held[key] = { holder: records, operand: { dtype: 'f32', shape, strides, offset } };
    offset += 4 * lengths[at];
  }
  return {
    held,
    passes: [packKernel(records, keys, given, { places, record, held, stats })],
    scratch: { [records]: size(places) * record },
  };
}

/** One element after another: few loads to compile, and the pass is short. Channels up to the next four are 0. */
function packKernel(
  records: string,
  keys: readonly string[],
  given: HeldBy,
  { places, record, held, stats }: { places: Shape; record: number; held: HeldBy; stats?: StatsOf },
): Kernel {
  const read = [...new Set([...keys, ...(stats?.products.flat() ?? [])])];
  const atPlaces = ({ operand: { dtype, strides, offset } }: Held): Operand => ({
    dtype,
    offset,
    shape: places,
    strides: strides.slice(0, 4),
  });
  const { at, setup, params } = gather(places, Object.fromEntries(read.map((key) => [key, atPlaces(given[key])])));
  const holderOf = (key: string) => given[key].holder ?? key;
  const element = (key: string) => wgsl`${name(holderOf(key))}[${name(`${key}_first`)} + c * p.${name(`${key}_c`)}]`;
  const delta = stats?.products.map(
    ([y, dy]) => wgsl`for (var c = 0u; c < p.${name(`${dy}_count`)}; c++) { delta += ${element(dy)} * ${element(y)}; }`,
  );
  const body = wgsl`
    ${setup}
    let record = i * ${u32(record)};
    ${read.map((key) => wgsl`let ${name(`${key}_first`)} = ${at[key]};`)}
    ${keys.map(
      (key) => wgsl`
        for (var c = 0u; c < (p.${name(`${key}_count`)} + 3) / 4 * 4; c++) {
          var value = 0.0;
          if (c < p.${name(`${key}_count`)}) { value = ${element(key)}; }
          ${name(records)}[record + ${u32(held[key].operand.offset)} + c] = value;
        }`,
    )}
    ${
      delta
        ? wgsl`
            var delta = ${stats!.dlse ? wgsl`-dlse[i]` : wgsl`0.0`};
            ${delta}
            let stat = record + ${u32(held.stats.operand.offset)};
            ${knownLog(name('known'), wgsl`lse[i]`)}
            ${name(records)}[stat] = known;
            ${name(records)}[stat + 1] = delta;`
        : wgsl``
    }`;
  return {
    ...each(size(places), body, {
      params: {
        ...params,
        ...Object.fromEntries(
          read.flatMap((key) => [
            [`${key}_c`, given[key].operand.strides[4] >>> 0],
            [`${key}_count`, given[key].operand.shape[4]],
          ]),
        ),
      },
    }),
    reads: [...new Set(read.map(holderOf)), ...(stats ? ['lse', ...(stats.dlse ? ['dlse'] : [])] : [])],
    writes: [records],
  };
}

/** A query that looks nowhere has -Inf; its scores are -Inf too, and from a finite number they give weight 0. */
export const knownLog = (known: Snippet, lse: Snippet): Snippet =>
  wgsl`let ${known} = select(${lse}, ${lowest}, ${lse} < ${lowest});`;

/** An operand of logical shape `shape` whose axes lie in memory in the order `order`, densely. */
export function ordered(operand: Operand, order: readonly number[]): Operand {
  const [shape, strides] = [new Array<number>(order.length), new Array<number>(order.length)];
  order.forEach((axis, i) => ([shape[axis], strides[axis]] = [operand.shape[i], operand.strides[i]]));
  return { ...operand, shape, strides };
}

/**
 * The axes of `x` from the slowest to the fastest: results are laid out like the tensor they answer to. Axes that
 * repeat come first.
 */
export function memoryOrder({ strides }: Pick<Operand, 'strides'>): number[] {
  const step = (axis: number) => Math.abs(strides[axis]) || Infinity;
  return strides.map((_, axis) => axis).sort((a, b) => (step(a) === step(b) ? a - b : step(b) - step(a)));
}

/** `shape` with its axes in memory order. */
export const inOrder = (shape: Shape, order: readonly number[]): Shape => order.map((axis) => shape[axis]);
/** The place of each axis in memory order. */
export const placesOf = (order: readonly number[]): number[] => order.map((_, axis) => order.indexOf(axis));
