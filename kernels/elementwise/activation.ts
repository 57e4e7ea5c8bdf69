/** What products, convolutions and normalisations can do to their results on the way out, at no pass of its own. */
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { fn, wgsl } from '../../engine/gpu/wgsl.ts';
import { m_sigmoid } from '../math/sigmoid.ts';
import { checkName } from '../make/options.ts';
import { relu } from './relu.ts';
import { sigmoid } from './sigmoid.ts';

export type Activation = 'relu' | 'sigmoid';

/** @throws ShapeError for a name that is none of them. */
export function checkActivation(
  op: string,
  activation: Activation | undefined,
  allowed: readonly Activation[] = ['relu', 'sigmoid'],
): void {
  if (activation !== undefined) checkName(op, 'activation', activation, allowed);
}

/** The function `activate(x)` of a kernel whose results are of `type`, f32 or vec4<f32>. NaN stays NaN. */
export function activate(type: Snippet, activation: Activation): Snippet {
  if (activation === 'relu')
    return fn`fn activate(x: ${type}) -> ${type} { return select(x, ${type}(0), x < ${type}(0)); }`;
  const value =
    type.code === 'f32'
      ? wgsl`${m_sigmoid}(x)`
      : wgsl`${type}(${m_sigmoid}(x.x), ${m_sigmoid}(x.y), ${m_sigmoid}(x.z), ${m_sigmoid}(x.w))`;
  return fn`fn activate(x: ${type}) -> ${type} { return ${value}; }`;
}

/** The same in plain loops. */
export function activated(value: number, activation: Activation | undefined): number {
  if (activation === 'sigmoid') return 1 / (1 + Math.exp(-value));
  return activation && value < 0 ? 0 : value;
}

/** The gradient of what went into the activation, from the results and their gradient. */
export const throughActivation = (out: Tensor, dy: Tensor, activation: Activation | undefined): Tensor =>
  activation ? (activation === 'relu' ? relu : sigmoid).ops[1]({ at: out, dy }) : dy;
