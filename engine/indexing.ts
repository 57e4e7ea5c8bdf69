/**
 * Index arithmetic for kernels that read strided operands: few divisions, constants in the uniform block, one shader a
 * rank.
 */
import type { Operand, Param } from './gpu/kernel.ts';
import type { Shape } from './shape.ts';
import { broadcastStrides, rowMajor } from './shape.ts';
import type { Snippet } from './gpu/wgsl.ts';
import { fn, name, u32, wgsl } from './gpu/wgsl.ts';

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

/**
 * Snippets that turn the row-major index `i` over a shape into each operand's element index, and the constants they
 * use.
 */
export interface Gather {
  /** By operand name: an expression, valid after `setup`. */
  at: Record<string, Snippet>;
  /** Statements to run once for each `i`. */
  setup: Snippet;
  params: Record<string, Param>;
}

/**
 * Reads `operands` (broadcast to `shape`) at the row-major index `i`. A kernel with two gathers tells their constants
 * apart by `tag`.
 */
export function gather(shape: Shape, operands: Readonly<Record<string, Operand>>, tag = ''): Gather {
  const names = Object.keys(operands);
  const flat = collapse(
    shape,
    names.map((key) => broadcastStrides(operands[key].shape, operands[key].strides, shape)),
  );
  const rank = flat.shape.length;
  const params: Record<string, Param> = {};
  const at: Record<string, Snippet> = {};
  const lines: Snippet[] = [];
  // An operand that steps by one through the whole shape needs no arithmetic at all.
  const dense = rowMajor(flat.shape);
  const linear = (strides: readonly number[]) => strides.every((stride, axis) => stride === dense[axis]);
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
      const coordinate = axis === 0 ? (rank > 1 ? name('rest') : name('i')) : name(`coordinate${axis}`);
      if (axis > 0) lines.push(splitRest(axis, tag, flat.shape, params));
      for (const key of moving) {
        const stride = flat.strides[names.indexOf(key)][axis];
        if (stride === 0) continue;
        params[`${tag}${key}_${axis}`] = stride >>> 0;
        lines.push(wgsl`${name(`${key}_at`)} += ${coordinate} * p.${name(`${tag}${key}_${axis}`)};`);
      }
    }
  }
  return { at, setup: wgsl`${lines}`, params };
}

/** Quotients up to this come out of f32 arithmetic at most one off. */
const nearQuotient = 2 ** 22;

/**
 * i / n for quotients up to 2²², by its reciprocal and a correction by one: a CPU adapter divides integers one lane at
 * a time, at 70 ns for eight, and GPUs have no instruction for it either.
 */
export const quotient = fn`
  fn quotient(i: u32, n: u32, reciprocal: f32) -> u32 {
    let near = u32(f32(i) * reciprocal);
    let left = i32(i - near * n);
    return near + select(0u, 1u, left >= i32(n)) - select(0u, 1u, left < 0);
  }`;

/** Takes the coordinate of `axis` off `rest`: `quotient` and what is left, written out. */
function splitRest(axis: number, tag: string, shape: Shape, params: Record<string, Param>): Snippet {
  const size = shape[axis];
  const [n, r] = [name(`${tag}n${axis}`), name(`${tag}r${axis}`)];
  const [coordinate, near, left] = [name(`coordinate${axis}`), name(`near${axis}`), name(`left${axis}`)];
  params[n.code] = size;
  if (shape.slice(0, axis).reduce((product, m) => product * m, 1) > nearQuotient)
    return wgsl`
      let ${coordinate} = rest % p.${n};
      rest /= p.${n};`;
  params[r.code] = { f32: 1 / size };
  return wgsl`
    let ${near} = u32(f32(rest) * p.${r});
    let ${left} = i32(rest - ${near} * p.${n});
    let ${coordinate} = u32(${left} + select(0, i32(p.${n}), ${left} < 0)
      - select(0, i32(p.${n}), ${left} >= i32(p.${n})));
    rest = ${near} + select(0u, 1u, ${left} >= i32(p.${n})) - select(0u, 1u, ${left} < 0);`;
}
