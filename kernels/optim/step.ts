/** The maker of optimiser steps: one dispatch reads a parameter, its gradient and its state, and writes what they become. */
import { ShapeError } from '../../engine/errors.ts';
import { each } from '../../engine/kernel.ts';
import type { Given, Op, Sample } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { name, wgsl } from '../../engine/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_sqrt } from '../math/sqrt.ts';

export interface StepSpec<A extends object> {
  name: string;
  /** State tensors of the parameter's shape; one that is not passed is not kept. */
  slots: readonly string[];
  live: readonly (keyof A & string)[];
  /** Statements that change `x`, the parameter, and the slots, from `g`, the gradient; `has` tells the slots that are kept. */
  code: (attrs: A, has: (slot: string) => boolean) => Snippet;
  /** The same for one element: changes the numbers of `state`, gives the new parameter. */
  reference: (x: number, g: number, state: Record<string, number>, attrs: A) => number;
  samples: readonly Sample<A>[];
}

export interface Stepped {
  /** The new parameter. */
  p: Tensor;
  /** The new state, by slot. */
  state: Record<string, Tensor>;
}

export type StepFunction<A extends object> = ((p: Tensor, grad: Tensor, state: Readonly<Record<string, Tensor>>, attrs: Given<A>) => Stepped) & { ops: readonly [Op<A>] };

/* @__NO_SIDE_EFFECTS__ */
export function optimizerStep<A extends object>(spec: StepSpec<A>): StepFunction<A> {
  const op = defineOp<A>({
    name: spec.name,
    inputs: ['p', 'grad', ...spec.slots.map((slot) => `${slot}?`)],
    outputs: (inputs) => {
      const { shape, dtype } = inputs.p;
      for (const [key, input] of Object.entries(inputs)) if (!sameShape(input.shape, shape)) throw new ShapeError(spec.name, `${key} must have the parameter's shape`, `${show(input.shape)} for ${show(shape)}`, 'pass the gradient of that parameter');
      return Object.fromEntries(['p', ...spec.slots.filter((slot) => inputs[slot])].map((key) => [`next_${key}`, { shape, dtype }]));
    },
    live: spec.live,
    reference: (arrays, attrs) => {
      const slots = spec.slots.filter((slot) => arrays[slot]);
      for (let i = 0; i < arrays.p.data.length; i++) {
        const state = Object.fromEntries(slots.map((slot) => [slot, arrays[slot].data[i]]));
        arrays.next_p.data[i] = spec.reference(arrays.p.data[i], arrays.grad.data[i], state, attrs);
        for (const slot of slots) arrays[`next_${slot}`].data[i] = state[slot];
      }
    },
    kernel: (operands, attrs) => {
      const slots = spec.slots.filter((slot) => operands[slot]);
      const load = slots.map((slot) => wgsl`var ${name(slot)} = old_${name(slot)}[i];`);
      const store = slots.map((slot) => wgsl`next_${name(slot)}[i] = ${name(slot)};`);
      const body = wgsl`var x = old_p[i];\n  var g = grad[i];\n  ${load}\n  ${spec.code(attrs, (slot) => slots.includes(slot))}\n  next_p[i] = x;\n  ${store}`;
      return { ...each(size(operands.p.shape), body, { functions: [m_sqrt, m_is_nan] }), names: Object.fromEntries(['p', ...slots].map((key) => [key, `old_${key}`])) };
    },
    samples: spec.samples,
  });
  const step = (p: Tensor, grad: Tensor, state: Readonly<Record<string, Tensor>>, attrs: Given<A>): Stepped => {
    const { next_p, ...rest } = op.many({ p, grad, ...state }, attrs);
    return { p: next_p, state: Object.fromEntries(Object.entries(rest).map(([key, value]) => [key.slice('next_'.length), value])) };
  };
  return Object.assign(step, { ops: [op] as const });
}

/** A state tensor before the first step, with memory of its own. */
export const blankSlot = (p: Tensor): Tensor => tensor(p.device, new Float32Array(p.size), p.shape);
