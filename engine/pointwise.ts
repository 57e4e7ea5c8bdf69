/**
 * Kernels that make each element of the output from the elements in its place of broadcast, strided inputs: four at a
 * time where they lie so.
 */
import { collapse, gather } from './indexing.ts';
import type { Kernel, Operand } from './gpu/kernel.ts';
import { each, elementType } from './gpu/kernel.ts';
import type { Shape } from './shape.ts';
import { broadcastStrides, size } from './shape.ts';
import type { Snippet } from './gpu/wgsl.ts';
import { fn, join, name, wgsl } from './gpu/wgsl.ts';

/** The kernel that sets `out` to `value`, an expression of the inputs by name. */
export function pointwise(out: Operand, inputs: Readonly<Record<string, Operand>>, value: Snippet): Kernel {
  const keys = Object.keys(inputs);
  const quads = quadsOf(out.shape, inputs);
  const { shape, operands, wide } = quads ?? { shape: out.shape, operands: inputs, wide: [] };
  const bound = (key: string) => name(`from_${key}`);
  const { at, setup, params } = gather(shape, Object.fromEntries(keys.map((key) => [`from_${key}`, operands[key]])));
  const type = (operand: Operand) => elementType[operand.dtype];
  const point = fn`fn point(${join(
    keys.map((key) => wgsl`${name(key)}: ${type(inputs[key])}`),
    ', ',
  )}) -> ${type(out)} { return ${value}; }`;
  const read = wgsl`${keys.map((key) => wgsl`let ${name(`at_${key}`)} = ${bound(key)}[${at[`from_${key}`]}];`)}`;
  const call = (c?: Snippet) =>
    wgsl`${point}(${join(
      keys.map((key) => wgsl`${name(`at_${key}`)}${c && wide.includes(key) ? wgsl`.${c}` : wgsl``}`),
      ', ',
    )})`;
  const four = wgsl`vec4<${type(out)}>(${join(
    ['x', 'y', 'z', 'w'].map((c) => call(name(c))),
    ', ',
  )})`;
  const quad = (operand: Operand) => name(`vec4<${type(operand)}>`);
  const linear = keys.filter((key) => at[`from_${key}`].code === 'i');
  const steady = keys.filter((key) => at[`from_${key}`].code === '0u');
  return {
    ...(linear.length + steady.length === keys.length && { linear: [...linear, 'out'] }),
    ...each(
      size(shape),
      wgsl`
        ${setup}
        ${read}
        out[i] = ${quads ? four : call()};`,
      { params },
    ),
    names: Object.fromEntries(keys.map((key) => [key, `from_${key}`])),
    types: { ...Object.fromEntries(wide.map((key) => [key, quad(inputs[key])])), ...(quads && { out: quad(out) }) },
  };
}

/**
 * The output as vec4s along its last axis, where every input lies dense along it in whole vec4s (these are `wide`) or
 * repeats one element. Inputs that never step need no vec4.
 */
export function quadsOf(
  shape: Shape,
  inputs: Readonly<Record<string, Operand>>,
): { shape: Shape; operands: Record<string, Operand>; wide: string[] } | null {
  const keys = Object.keys(inputs);
  const flat = collapse(
    shape,
    keys.map((key) => broadcastStrides(inputs[key].shape, inputs[key].strides, shape)),
  );
  const last = flat.shape.length - 1;
  if (last < 0 || flat.shape[last] % 4) return null;
  const quartered = (strides: Shape) => strides.map((stride, axis) => (axis === last ? stride : stride / 4));
  const wide: string[] = [];
  const operands: Record<string, Operand> = {};
  const quads = flat.shape.map((n, axis) => (axis === last ? n / 4 : n));
  for (const [k, key] of keys.entries()) {
    const [operand, strides] = [inputs[key], flat.strides[k]];
    if (
      strides[last] === 1 &&
      operand.offset % 4 === 0 &&
      strides.every((stride, axis) => axis === last || stride % 4 === 0)
    ) {
      wide.push(key);
      operands[key] = { ...operand, shape: quads, strides: quartered(strides), offset: operand.offset / 4 };
    } else if (strides[last] === 0) operands[key] = { ...operand, shape: quads, strides };
    else return null;
  }
  return { shape: quads, operands, wide };
}
