/**
 * Vectors of the positions walked over. Where all lanes need the same ones, each lane of a CPU adapter's subgroup,
 * which is its SIMD vector, loads a different vec4 of them and `subgroupBroadcast` hands the numbers round
 * (docs/performance.md says why); without subgroups each reads all.
 */
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../../engine/gpu/wgsl.ts';
import type { Frame, Vectors } from '../frame.ts';

/**
 * Loads from which they are one load in a loop that fills a list, where they do not run often: compiled, each costs a
 * CPU adapter some 40 ms, and run, each turn of such a loop 0.1 µs.
 */
const listedLoads = 3;
const listedRuns = 2 ** 15;

const component = (i: number): Snippet => name('xyzw'[i % 4]);
const vec4 = (numbers: readonly Snippet[]): Snippet => wgsl`vec4<f32>(${join(numbers, ', ')})`;

/** The same for all lanes: of n numbers (vec4s where the operand allows) in a row, each lane loads one at a time. */
export function shareWalked(frame: Frame, key: string, count: number, from: Snippet = u32(0)): Vectors {
  const { sharing, chunk, along: alongs } = frame;
  const along = alongs[key];
  const [channels, positions] = [along === 'channels' ? 4 : 1, along === 'positions' ? 4 : 1];
  const groups = (4 * count) / channels;
  const loads = Math.ceil(((chunk / positions) * groups) / sharing);
  const listed = chunk > 1 && loads >= listedLoads && loads * frame.turns <= listedRuns;
  const part = (n: number) => name(`${key}_part${n}`);
  const value = (number: Snippet): Snippet => {
    // Of one position, its place is the same for all lanes.
    const position = chunk === 1 ? name('j') : wgsl`j + ${number} / ${u32(groups)} * ${u32(positions)}`;
    const channel = chunk === 1 ? wgsl`min(${number}, ${u32(groups - 1)})` : wgsl`${number} % ${u32(groups)}`;
    if (along === 'channels') return frame.four(key, frame.spec.walk.walked(key, position), wgsl`${from} + ${channel}`);
    const place = along === 'none' ? frame.spec.walk.walked(key, position) : wgsl`min(${position}, p.steps - 4) / 4`;
    const at = wgsl`4 * ${from} + ${channel}`;
    return along === 'none'
      ? frame.one(key, place, at)
      : frame.one(key, place, wgsl`min(${at}, ${u32(frame.part(key).operand.shape[4] - 1)})`);
  };
  const index = (n: Snippet) => (sharing === 1 ? n : wgsl`(lane + ${n} * ${u32(sharing)})`);
  const load = listed
    ? wgsl`
        var ${name(`${key}_parts`)}: array<${frame.type(key)}, ${loads}>;
        ${frame.loop(`${key}_loads${loads}`, loads, wgsl`${name(`${key}_parts`)}[n] = ${value(index(wgsl`n`))};`)}
        ${repeat(loads, (n) => wgsl`let ${part(n)} = ${name(`${key}_parts`)}[${n}];`)}`
    : wgsl`${repeat(loads, (n) => wgsl`let ${part(n)} = ${value(index(u32(n)))};`)}`;
  const number = (j: number, group: number): Snippet => {
    const at = Math.floor(j / positions) * groups + group;
    const register = part(Math.floor(at / sharing));
    const value = along === 'positions' ? wgsl`${register}.${component(j)}` : register;
    return sharing === 1 ? value : wgsl`subgroupBroadcast(${value}, ${u32(at % sharing)})`;
  };
  if (along === 'channels') return { load, at: number };
  const numbers = (j: number, n: number) => repeat(4, (c) => number(j, 4 * n + c));
  return { load, at: (j, n) => vec4(numbers(j, n)), numbers };
}

/** What is read of a walked vector: `count` vec4s from number `from` of the part on. */
export interface Wanted {
  key: string;
  count: number;
  from?: Snippet;
}

/** Places of each lane's own; vectors that a condition makes zeros are read in one branch. */
export function readWalked(frame: Frame, wanted: readonly Wanted[]): Snippet {
  const { walk } = frame.spec;
  const value = ({ key, from = u32(0) }: Wanted, j: number, n: number): Snippet => {
    const at = frame.part(key).place ?? walk.walked(key, wgsl`j + ${u32(j)}`);
    if (frame.along[key] === 'channels') return frame.four(key, at, wgsl`${from} + ${u32(n)}`);
    return vec4(repeat(4, (c) => frame.one(key, at, wgsl`4 * ${from} + ${u32(4 * n + c)}`)));
  };
  const all = (line: (one: Wanted, j: number, n: number) => Snippet): Snippet =>
    wgsl`${wanted.map((one) => {
      const record = (j: number) => wgsl`${repeat(one.count, (n) => line(one, j, n))}`;
      return wgsl`${repeat(frame.chunk, record)}`;
    })}`;
  if (!walk.seen || wanted.some(({ key }) => frame.part(key).place))
    return all((one, j, n) => wgsl`let ${walkedRegister(one.key)(j, n)} = ${value(one, j, n)};`);
  return wgsl`
    ${all((one, j, n) => wgsl`var ${walkedRegister(one.key)(j, n)} = vec4<f32>(0.0);`)}
    if (${walk.seen}) {
      ${all((one, j, n) => wgsl`${walkedRegister(one.key)(j, n)} = ${value(one, j, n)};`)}
    }`;
}
export const walkedRegister =
  (key: string) =>
  (j: number, n: number): Snippet =>
    name(`${key}${j}_${n}`);
