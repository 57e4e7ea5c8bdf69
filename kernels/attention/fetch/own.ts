/**
 * Vectors of the positions that an invocation owns: read and written once, so by loops: each load in the text costs a
 * CPU adapter 20 to 60 ms to compile, and a text that does not grow with the channels is short for all.
 */
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import { name, repeat, u32, wgsl } from '../../../engine/gpu/wgsl.ts';
import type { Frame, Vectors } from '../frame.ts';

export function loadOwn(frame: Frame, key: string, count: number, from: Snippet = u32(0)): Vectors {
  const four = frame.along[key] === 'channels';
  const list = (r: number) => name(`${key}_list${r}`);
  const register = (r: number, n: number) => name(`${key}${r}_${n}`);
  const load = (r: number) => {
    const at = frame.spec.walk.owned(key, r);
    const element = four ? frame.four(key, at, wgsl`${from} + n`) : frame.one(key, at, wgsl`4 * ${from} + n`);
    const value = (n: number) => {
      const part = (c: number) => wgsl`${list(r)}[${4 * n + c}]`;
      return four ? wgsl`${list(r)}[${n}]` : wgsl`vec4<f32>(${part(0)}, ${part(1)}, ${part(2)}, ${part(3)})`;
    };
    return wgsl`
      var ${list(r)}: array<${frame.type(key)}, ${four ? count : 4 * count}>;
      ${frame.loop(`${key}_count${count}`, four ? count : 4 * count, wgsl`${list(r)}[n] = ${element};`)}
      ${repeat(count, (n) => wgsl`let ${register(r, n)} = ${value(n)};`)}`;
  };
  return { load: frame.each(load), at: register };
}

export function storeOwn(frame: Frame, key: string, value: (r: number, n: number) => Snippet, add: boolean): Snippet {
  const four = frame.along[key] === 'channels';
  const { quads, operand, from } = frame.part(key);
  const list = (r: number) => name(`${key}_sums${r}`);
  // A part of fewer channels than its vec4s hold is the last, or the only one.
  const channels = operand.shape[4] % 4 && !from ? operand.shape[4] : 4 * quads;
  return frame.each((r) => {
    const place = frame.spec.walk.owned(key, r);
    const target = four
      ? frame.four(key, place, wgsl`n`)
      : wgsl`${frame.holder(key)}[${name(`${key}_start`)} + ${place} + n * ${name(`${key}_c`)}]`;
    const write = wgsl`${target} = ${add ? wgsl`${target} + ` : wgsl``}${list(r)}[n];`;
    // Numbers one by one: to find one of a vec4 by a number is a ladder of choices.
    const fill = (n: number): Snippet =>
      four
        ? wgsl`${list(r)}[${n}] = ${value(r, n)};`
        : wgsl`
            {
              let sum = ${value(r, n)};
              ${repeat(4, (c) => wgsl`${list(r)}[${4 * n + c}] = sum[${c}];`)}
            }`;
    const guarded =
      operand.shape[4] % 4 && from ? wgsl`if (4 * (${from}) + n < ${u32(operand.shape[4])}) { ${write} }` : write;
    return wgsl`
      var ${list(r)}: array<${frame.type(key)}, ${four ? quads : 4 * quads}>;
      ${repeat(quads, fill)}
      if (inside${r}) { ${frame.loop(`${key}_stored`, four ? quads : channels, guarded)} }`;
  });
}
