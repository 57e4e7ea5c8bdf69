/** What products, convolutions and normalisations can do to their results on the way out, at no pass of its own. */
import type { Tensor } from '../engine/tensor.ts';
import type { Snippet } from '../engine/wgsl.ts';
import { wgsl } from '../engine/wgsl.ts';
import { checkName } from './options.ts';
import { relu } from './relu.ts';

export type Activation = 'relu';

/** @throws ShapeError for a name that is none of them. */
export function checkActivation(op: string, activation: Activation | undefined): void {
  if (activation !== undefined) checkName(op, 'activation', activation, ['relu']);
}

/** `activate(x)` of a kernel whose results are of `type`, f32 or vec4<f32>. NaN stays NaN. */
export const activate = (type: Snippet): Snippet => wgsl`fn activate(x: ${type}) -> ${type} { return select(x, ${type}(0), x < ${type}(0)); }`;

/** The same in plain loops. */
export const activated = (value: number, activation: Activation | undefined): number => (activation && value < 0 ? 0 : value);

/** The gradient of what went into the activation, from the results and their gradient. */
export const throughActivation = (out: Tensor, dy: Tensor, activation: Activation | undefined): Tensor => (activation ? relu.ops[1]({ at: out, dy }) : dy);
