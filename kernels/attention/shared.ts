/** Steps that the fused attention kernels share: dot products, hidden pairs, weighted sums, and the running softmax. */
import type { Operand } from '../../engine/gpu/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { rowMajor } from '../../engine/shape.ts';
import { f32, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import type { Numbers } from './held.ts';
import type { Pass } from './pass.ts';

/** Channels of a dot product that stay in registers from the first chunk to the last; wider ones are read again for every chunk. */
const widestOwn = 128;
/** The most sums over channels that an invocation keeps. */
const widestSum = 64;

/** The largest part of `width` channels, not over `limit`, that divides it evenly, in whole vec4s where `width` is. */
export function divide(width: number, limit: number): number {
  const unit = width % 4 ? 1 : 4;
  for (let part = Math.floor(Math.min(width, limit) / unit) * unit; part > unit; part -= unit)
    if (width % part === 0) return part;
  return Math.min(width, unit);
}
/** Channels that one workgroup sums up. */
export const sumWidth = (width: number): number => divide(width, widestSum);

/** `score`r_j = Σ own · walked over `width` channels; `walked` is there for further use where it is still in registers. */
export interface Dot {
  before: Snippet;
  step: Snippet;
  walked?: Numbers;
}

/** `factor` multiplies the owned numbers once. */
export function dot(pass: Pass, score: string, ownKey: string, walkedKey: string, width: number): Dot {
  const at = (r: number, j: number) => name(`${score}${r}_${j}`);
  const start = pass.eachPair((r, j) => wgsl`var ${at(r, j)} = 0.0;`);
  const products = (own: Numbers, walked: Numbers, count: number) => wgsl`${walked.load}
${repeat(count, (c) => wgsl`${repeat(pass.chunk, (j) => wgsl`{ let number = ${walked.at(j, c)}; ${pass.each((r) => wgsl`${at(r, j)} += ${own.at(r, c)} * number;`)} }`)}`)}`;
  if (width <= widestOwn) {
    const [own, walked] = [pass.own(ownKey, width), pass.walked(walkedKey, width)];
    return { before: own.load, step: wgsl`${start}\n${products(own, walked, width)}`, walked };
  }
  const part = divide(width, 32);
  const [own, walked] = [pass.own(ownKey, part, name('c')), pass.walked(walkedKey, part, name('c'))];
  return {
    before: wgsl``,
    step: wgsl`${start}\nfor (var c = 0u; c < ${u32(width)}; c += ${u32(part)}) {\n${own.load}\n${products(own, walked, part)}\n}`,
  };
}

/** `sum`r_c += Σ_j weight(r, j) · walked channel c. */
export const weigh = (pass: Pass, sum: string, weight: string, walked: Numbers, width: number): Snippet =>
  wgsl`${repeat(width, (c) => wgsl`${repeat(pass.chunk, (j) => wgsl`{ let number = ${walked.at(j, c)}; ${pass.each((r) => wgsl`${name(`${sum}${r}_${c}`)} += ${name(`${weight}${r}_${j}`)} * number;`)} }`)}`)}`;

/** `sum`r_c, starting from `value` for each channel. */
export const startSums = (
  pass: Pass,
  sum: string,
  width: number,
  value: (r: number, c: number) => Snippet = () => wgsl`0.0`,
): Snippet => pass.each((r) => wgsl`${repeat(width, (c) => wgsl`var ${name(`${sum}${r}_${c}`)} = ${value(r, c)};`)}`);

/** Which pairs count. Whether queries or keys are owned decides how `causal` reads. */
export interface Visibility {
  queries: 'owned' | 'walked';
  causal?: boolean;
  /** A pair of equal positions does not count. */
  notSelf?: boolean;
  mask?: Operand;
}

/** Adds a float mask to `score`r_j, and makes it -Inf where the pair does not count. */
export function hide(pass: Pass, score: string, { queries, causal, notSelf, mask }: Visibility): Snippet {
  return pass.eachPair((r, j) => {
    const at = name(`${score}${r}_${j}`);
    const tests = [wgsl`j + ${j} < p.steps`];
    if (causal) tests.push(queries === 'owned' ? wgsl`j + ${j} <= row${r}` : wgsl`row${r} <= j + ${j}`);
    if (notSelf) tests.push(wgsl`j + ${j} != row${r}`);
    if (mask?.dtype === 'bool') tests.push(wgsl`${pass.pair('mask', r, j)} != 0`);
    const biased = mask && mask.dtype !== 'bool' ? wgsl`${at} + ${pass.pair('mask', r, j)}` : at;
    return wgsl`${at} = select(hidden, ${biased}, ${tests.reduce((a, b) => wgsl`${a} && ${b}`)});`;
  });
}
/** The score of a pair that does not count. */
export const hidden = wgsl`let hidden = ${f32(-Infinity)};`;

/** One number for each position as an operand of one channel. */
export const oneChannel = (x: Operand): Operand => ({ ...x, shape: [...x.shape, 1], strides: [...x.strides, 1] });

/** An operand of logical shape `shape` whose axes lie in memory in the order `order`, densely. */
export function ordered(operand: Operand, order: readonly number[]): Operand {
  const [shape, strides] = [new Array<number>(order.length), new Array<number>(order.length)];
  order.forEach((axis, i) => ([shape[axis], strides[axis]] = [operand.shape[i], operand.strides[i]]));
  return { ...operand, shape, strides };
}

/** The axes of `x` from the slowest to the fastest: results are laid out like the tensor they answer to. Axes that repeat come first. */
export function memoryOrder({ strides }: Pick<Operand, 'strides'>): number[] {
  const step = (axis: number) => Math.abs(strides[axis]) || Infinity;
  return strides.map((_, axis) => axis).sort((a, b) => (step(a) === step(b) ? a - b : step(b) - step(a)));
}

/** A result whose axes lie in memory in `order`, with its own axes again. */
export const logical = (x: Tensor, order: readonly number[]): Tensor =>
  x.permute(order.map((_, axis) => order.indexOf(axis)));
/** `shape` with its axes in memory order. */
export const inOrder = (shape: Shape, order: readonly number[]): Shape => order.map((axis) => shape[axis]);
/** The strides that `shape` has when its axes lie in memory in `order`. */
export const orderedStrides = (shape: Shape, order: readonly number[]): number[] => {
  const dense = rowMajor(inOrder(shape, order));
  return shape.map((_, axis) => dense[order.indexOf(axis)]);
};
