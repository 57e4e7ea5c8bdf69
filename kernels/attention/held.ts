/** What a pass of fused attention is given, and how it can be read. */
import { gather } from '../../engine/indexing.ts';
import type { Adapter, Operand, Param } from '../../engine/gpu/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';

/** Channels of an operand [three batch axes, positions, channels] that a workgroup deals with: all, or `channels` of them from `from` on. */
export interface Held {
  operand: Operand;
  channels: number;
  from?: Snippet;
}
export type HeldBy = Readonly<Record<string, Held>>;

/** Numbers in registers: `load` brings them there; `at(position, channel)`, position r of the invocation's own or j of the chunk. */
export interface Numbers {
  load: Snippet;
  at: (position: number, channel: number) => Snippet;
}

export interface PassSpec {
  adapter: Adapter;
  /** The three batch axes; operands of size 1 there are shared. */
  batch: Shape;
  /** Positions owned, and positions walked over. */
  rows: number;
  steps: number;
  /** Operands read or written at owned positions, and at positions walked over. */
  owned: HeldBy;
  walked: HeldBy;
  /** An operand [three batch axes, rows, steps]: a number for each pair, where it has one. */
  pairs?: Readonly<Record<string, Operand>>;
  /** Numbers that an owned position keeps in registers. */
  registers: number;
  /** Parts of the channels that different workgroups take: the number of this one is `block`. */
  blocks?: number;
}

/** Along which axis four numbers can be read at once. */
export type Along = 'channels' | 'positions' | 'none';

export function alongOf({ operand: { dtype, shape, strides, offset }, channels }: Held): Along {
  const dense = (axis: number) =>
    strides[axis] === 1 &&
    shape[axis] % 4 === 0 &&
    offset % 4 === 0 &&
    strides.every((stride, i) => i === axis || shape[i] === 1 || stride % 4 === 0);
  return dtype !== 'f32' ? 'none' : channels % 4 === 0 && dense(4) ? 'channels' : dense(3) ? 'positions' : 'none';
}

/** Statements that give each operand's `NAME_start`, its element 0 in batch `i`, and the constants `NAME_row` and `NAME_channel`, its strides. */
export function startsOf({ batch, owned, walked, pairs = {} }: PassSpec): {
  setup: Snippet;
  params: Record<string, Param>;
} {
  const held = Object.entries({ ...owned, ...walked });
  const operands: Record<string, Operand> = {
    ...Object.fromEntries(held.map(([key, { operand }]) => [key, operand])),
    ...pairs,
  };
  const starts = gather(
    batch,
    Object.fromEntries(
      Object.entries(operands).map(([key, x]) => [
        key,
        { ...x, shape: x.shape.slice(0, 3), strides: x.strides.slice(0, 3) },
      ]),
    ),
  );
  const params = { ...starts.params };
  const lines = Object.entries(operands).map(([key, { shape, strides }]) => {
    const from = held.find(([other]) => other === key)?.[1].from;
    params[`${key}_row`] = shape[3] === 1 ? 0 : strides[3] >>> 0;
    params[`${key}_channel`] = shape[4] === 1 ? 0 : strides[4] >>> 0;
    return wgsl`let ${name(`${key}_start`)} = ${starts.at[key]}${from ? wgsl` + ${from} * p.${name(`${key}_channel`)}` : wgsl``};`;
  });
  return { setup: wgsl`${starts.setup}\n${lines}`, params };
}
