/**
 * The maker of optimiser steps. Parameters and their state lie in one tensor, `held`: first all parameters, then all
 * their first state tensors, and so on, each in a segment of its own. One dispatch reads it with the gradients of
 * several parameters, and writes what it becomes.
 */
import { each } from '../../engine/gpu/kernel.ts';
import type { Given, Op, Sample } from '../../engine/op.ts';
import type { Live } from '../../engine/ambient.ts';
import { defineOp } from '../../engine/op.ts';
import { ShapeError } from '../../engine/errors.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';

/** Every adapter binds eight buffers, two of which are the values before and after. */
export const paramsPerStep = 6;

/** Where parameters and state lie. */
export interface Layout {
  /** State tensors that are kept, in order. */
  slots: readonly string[];
  /** Elements of each parameter. */
  sizes: readonly number[];
  /** Whether it has a gradient in this step; all others stay as they are. */
  moves: readonly boolean[];
}

/** Elements that a segment starts at a multiple of: every element type can be bound from there. */
export const segmentAlignment = 128;

/**
 * The starts of the parameters' segments, and the elements of all of them: a state tensor starts so many further on for
 * each before it.
 */
export function segments(sizes: readonly number[]): { starts: number[]; total: number } {
  let total = 0;
  const starts = sizes.map((n) => {
    const start = total;
    total += Math.ceil(n / segmentAlignment) * segmentAlignment;
    return start;
  });
  return { starts, total };
}

export interface StepSpec<A extends object, E extends string> {
  name: string;
  /** State tensors there may be; one that the layout does not have is not kept. */
  slots: readonly string[];
  /** Live numbers that all parameters share: `p.NAME` in the code. */
  live: readonly (keyof A & string)[];
  /** Live numbers that each parameter has of its own, by its own count of steps: `NAME` in the code. */
  each: readonly E[];
  /**
   * Statements that change `x`, the parameter, and the slots, from `g`, the gradient; `has` tells the slots that are
   * kept.
   */
  code: (attrs: A, has: (slot: string) => boolean) => Snippet;
  /** The same for one element: changes the numbers of `state`, gives the new parameter. */
  reference: (x: number, g: number, state: Record<string, number>, attrs: A & Record<E, number>) => number;
  samples: readonly Sample<A & Layout & Record<E, readonly number[]>>[];
}

/** The numbers of the n-th parameter that moves are attributes `NAMEn`. */
type Flat<A extends object> = A & Layout & Record<string, unknown>;

/** What `held` becomes by the gradients, in order, of the parameters that move; numbers of each in the same order. */
export type StepFunction<A extends object, E extends string> = ((
  held: Tensor,
  grads: readonly Tensor[],
  attrs: Given<A & Layout> & Record<E, readonly Live[]>,
) => Tensor) & { ops: readonly [Op<Flat<A>, ['held', '...grad']>] };

/* @__NO_SIDE_EFFECTS__ */
export function optimizerStep<A extends object, E extends string>(spec: StepSpec<A, E>): StepFunction<A, E> {
  const numbered = spec.each.flatMap((number) => Array.from({ length: paramsPerStep }, (_, n) => `${number}${n}`));
  /** Lists of numbers as attributes of their own, 0 for parameters there are not. */
  const flatten = (attrs: object): Flat<A> => {
    const flat: Record<string, unknown> = { ...attrs };
    for (const number of spec.each) {
      const values = flat[number] as readonly Live[];
      delete flat[number];
      for (let n = 0; n < paramsPerStep; n++) flat[`${number}${n}`] = values[n] ?? 0;
    }
    return flat as Flat<A>;
  };
  const op = defineOp({
    name: spec.name,
    inputs: ['held', '...grad'],
    attrs: {} as Flat<A>,
    shape: ({ held, ...grads }, { slots, sizes, moves }) => {
      const wanted = (1 + slots.length) * segments(sizes).total;
      const moving = sizes.filter((_, k) => moves[k]);
      const given = Object.values(grads).map(({ shape }) => size(shape));
      if (size(held.shape) !== wanted || given.join() !== moving.join())
        throw new ShapeError(
          spec.name,
          'values and gradients do not fit the layout',
          `${size(held.shape)} values, gradients of ${given.join(', ')}`,
          `${wanted} values, gradients of ${moving.join(', ')}`,
        );
      return held.shape;
    },
    live: [...spec.live, ...numbered],
    reference: ({ held, out, ...grads }, attrs) => {
      const { starts, total } = segments(attrs.sizes);
      const moving = Object.values(grads);
      out.data.set(held.data);
      let n = 0;
      attrs.sizes.forEach((length, k) => {
        if (!attrs.moves[k]) return;
        const grad = moving[n];
        const own = Object.fromEntries(spec.each.map((number) => [number, attrs[`${number}${n}`]]));
        const all = { ...attrs, ...own } as A & Record<E, number>;
        n++;
        for (let i = starts[k]; i < starts[k] + length; i++) {
          const place = (slot: string) => (1 + attrs.slots.indexOf(slot)) * total + i;
          const state = Object.fromEntries(attrs.slots.map((slot) => [slot, held.data[place(slot)]]));
          out.data[i] = spec.reference(held.data[i], grad.data[i - starts[k]], state, all);
          for (const slot of attrs.slots) out.data[place(slot)] = state[slot];
        }
      });
    },
    kernel: (_, attrs) => {
      const { slots, sizes, moves } = attrs;
      const { starts, total } = segments(sizes);
      const moving = sizes.map((_, k) => k).filter((k) => moves[k]);
      const params = Object.fromEntries(
        moving.flatMap((k, n) => [
          [`start${n}`, starts[k]],
          [`end${n}`, starts[k] + sizes[k]],
        ]),
      );
      const values = ['x', ...slots].map((value) => name(value));
      const moveUp = values.slice(1).map((value, k) => wgsl`${values[k]} = ${value};`);
      const last = values[values.length - 1];
      const find = moving.map(
        (_, n) => wgsl`
          if (i >= p.start${n} && i < p.end${n}) {
            g = grad${n}[i - p.start${n}];
            moves = true;
            ${spec.each.map((number) => wgsl`${name(number)} = p.${name(`${number}${n}`)};`)}
          }`,
      );
      // A load or store in the text takes long to compile: one of each, in a loop that only constants of the uniform
      // block bound, serves all values.
      const body = wgsl`
        var g = 0.0;
        var moves = false;
        ${spec.each.map((number) => wgsl`var ${name(number)} = 0.0;`)}
        ${find}
        let count = p.count;
        let end = p.values * count;
        ${values.map((value) => wgsl`var ${value} = 0.0;`)}
        for (var at = i; at < end; at += count) {
          ${moveUp}
          ${last} = held[at];
        }
        ${values.map((value) => wgsl`let old_${value} = ${value};`)}
        ${spec.code(attrs, (slot) => slots.includes(slot))}
        ${values.map((value) => wgsl`${value} = select(old_${value}, ${value}, moves);`)}
        for (var at = i; at < end; at += count) {
          out[at] = x;
          ${moveUp}
        }`;
      return each(total, body, { params: { values: values.length, ...params } });
    },
    samples: spec.samples.map(({ attrs, ...sample }) => ({ ...sample, attrs: flatten(attrs!) })),
  });
  const step: StepFunction<A, E> = Object.assign(
    (held: Tensor, grads: readonly Tensor[], attrs: Given<A & Layout> & Record<E, readonly Live[]>): Tensor =>
      op({ held, ...Object.fromEntries(grads.map((grad, n) => [`grad${n}`, grad])) }, flatten(attrs) as Given<Flat<A>>),
    { ops: [op] as const },
  );
  return step;
}
