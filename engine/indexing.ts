/** Index arithmetic for kernels that read strided operands: few divisions, constants in the uniform block, one shader a rank. */
import type { Operand, Param } from './kernel.ts';
import type { Shape } from './shape.ts';
import { broadcastStrides } from './shape.ts';
import type { Snippet } from './wgsl.ts';
import { name, u32, wgsl } from './wgsl.ts';

/** Axes over which every operand steps alike are merged, so that most index arithmetic vanishes. Size-1 axes go too. */
export function collapse(shape: Shape, strides: readonly Shape[]): { shape: number[]; strides: number[][] } {
  const outShape: number[] = [];
  const outStrides: number[][] = strides.map(() => []);
  for (let axis = 0; axis < shape.length; axis++) {
    if (shape[axis] === 1) continue;
    const last = outShape.length - 1;
    if (last >= 0 && strides.every((s, k) => outStrides[k][last] === s[axis] * shape[axis])) {
      outShape[last] *= shape[axis];
      strides.forEach((s, k) => (outStrides[k][last] = s[axis]));
    } else {
      outShape.push(shape[axis]);
      strides.forEach((s, k) => outStrides[k].push(s[axis]));
    }
  }
  return { shape: outShape, strides: outStrides };
}

/** Snippets that turn the row-major index `i` over a shape into each operand's element index, and the constants they use. */
export interface Gather {
  /** By operand name: an expression, valid after `setup`. */
  at: Record<string, Snippet>;
  /** Statements to run once for each `i`. */
  setup: Snippet;
  params: Record<string, Param>;
}

/** Reads `operands` (broadcast to `shape`) at the row-major index `i`. A kernel with two gathers tells their constants apart by `tag`. */
export function gather(shape: Shape, operands: Readonly<Record<string, Operand>>, tag = ''): Gather {
  const names = Object.keys(operands);
  const flat = collapse(shape, names.map((key) => broadcastStrides(operands[key].shape, operands[key].strides, shape)));
  const rank = flat.shape.length;
  const params: Record<string, Param> = {};
  const at: Record<string, Snippet> = {};
  const lines: Snippet[] = [];
  // An operand that steps by one through the whole shape needs no arithmetic at all.
  const linear = (strides: readonly number[]) => rank === 0 || (rank === 1 && strides[0] === 1);
  const scattered = names.filter((_, k) => !linear(flat.strides[k]));
  names.forEach((key, k) => {
    const offset = operands[key].offset;
    if (offset) params[`${tag}${key}_offset`] = offset;
    const start = offset ? wgsl`p.${name(`${tag}${key}_offset`)}` : u32(0);
    const constant = flat.strides[k].every((stride) => stride === 0);
    if (scattered.includes(key) && !constant) {
      lines.push(wgsl`var ${name(`${key}_at`)} = ${start};`);
      at[key] = name(`${key}_at`);
    } else at[key] = constant ? start : offset ? wgsl`(i + ${start})` : name('i');
  });
  const moving = scattered.filter((key) => at[key].code === `${key}_at`);
  if (moving.length) {
    if (rank > 1) lines.push(wgsl`var rest = i;`);
    for (let axis = rank - 1; axis >= 0; axis--) {
      const coordinate = axis === 0 ? (rank > 1 ? name('rest') : name('i')) : wgsl`(rest % p.${name(`${tag}n${axis}`)})`;
      for (const key of moving) {
        const stride = flat.strides[names.indexOf(key)][axis];
        if (stride === 0) continue;
        params[`${tag}${key}_${axis}`] = stride >>> 0;
        lines.push(wgsl`${name(`${key}_at`)} += ${coordinate} * p.${name(`${tag}${key}_${axis}`)};`);
      }
      if (axis > 0) {
        params[`${tag}n${axis}`] = flat.shape[axis];
        lines.push(wgsl`rest /= p.${name(`${tag}n${axis}`)};`);
      }
    }
  }
  return { at, setup: wgsl`${lines}`, params };
}
