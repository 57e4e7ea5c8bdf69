/** Coordinates for kernels and loops whose reads are not a matter of strides alone: rolled, padded, scattered. */
import type { DType } from '../../engine/dtype.ts';
import type { Operand, Param } from '../../engine/gpu/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { join, name, u32, wgsl } from '../../engine/gpu/wgsl.ts';

export interface Coordinates {
  /** Statements that define the coordinates of the row-major index `i`. */
  setup: Snippet;
  /** One u32 expression an axis. */
  at: readonly Snippet[];
  params: Record<string, Param>;
}

/** Splits `i` into coordinates `c0`, `c1`, … over `shape`; the sizes are constants `p.n0`, `p.n1`, …. */
export function coordinates(shape: Shape): Coordinates {
  const params: Record<string, Param> = {};
  const lines: Snippet[] = [wgsl`var rest = i;`];
  const at = shape.map((n, axis) => (n === 1 ? u32(0) : name(`c${axis}`)));
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 1) continue;
    params[`n${axis}`] = shape[axis];
    lines.push(wgsl`
      let ${at[axis]} = rest % p.${name(`n${axis}`)};
      rest /= p.${name(`n${axis}`)};`);
  }
  return { setup: wgsl`${lines}`, at, params };
}

/** The element of an operand that lies at the given coordinates, with its strides as constants `p.KEY_0`, …. */
export function elementAt(
  key: string,
  operand: Operand,
  at: readonly Snippet[],
): { index: Snippet; params: Record<string, Param> } {
  const params: Record<string, Param> = { [`${key}_offset`]: operand.offset };
  const terms = at.flatMap((coordinate, axis) => {
    if (operand.shape[axis] === 1) return [];
    params[`${key}_${axis}`] = operand.strides[axis] >>> 0;
    return [wgsl`(${coordinate}) * p.${name(`${key}_${axis}`)}`];
  });
  return { index: join([wgsl`p.${name(`${key}_offset`)}`, ...terms], ' + '), params };
}

/** The WGSL type of an element in a register. */
export const register = (dtype: DType): Snippet => name(dtype === 'bool' ? 'u32' : dtype);

/** Calls `visit` with each row-major index of `shape` and its coordinates, an array that is reused. */
export function eachIndex(shape: Shape, visit: (i: number, at: readonly number[]) => void): void {
  const at = new Array<number>(shape.length).fill(0);
  const length = size(shape);
  for (let i = 0; i < length; i++) {
    visit(i, at);
    for (let axis = shape.length - 1; axis >= 0 && ++at[axis] === shape[axis]; axis--) at[axis] = 0;
  }
}

/** The row-major index of coordinates, for loops. */
export const indexOf = (at: readonly number[], shape: Shape): number =>
  shape.reduce((index, n, axis) => index * n + at[axis], 0);

/** The coordinates with one of them replaced. */
export const replaced = <T>(at: readonly T[], axis: number, value: T): T[] =>
  at.map((old, i) => (i === axis ? value : old));

/** x mod n, never negative. */
export const modulo = (x: number, n: number): number => ((x % n) + n) % n;
