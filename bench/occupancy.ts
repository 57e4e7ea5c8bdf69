/**
 * What a GPU would make of a kernel, counted from its WGSL without one: loads, barriers, workgroup memory, registers
 * wanted, how full an adapter's processors get, and the time that its roofline allows a case.
 */
import type { BenchCase } from './case.ts';

/** What makers publish: of one processor (SM, or compute unit), and of the whole. */
interface Gpu {
  name: string;
  /** Registers of 32 bits, bytes of workgroup memory, threads and workgroups that a processor holds at once. */
  registers: number;
  shared: number;
  threads: number;
  groups: number;
  /** Lanes that run together. */
  subgroup: number;
  teraflops: number;
  gigabytes: number;
}

/** NVIDIA's CUDA programming guide (compute capability 9.0 and 8.9), AMD's RDNA 3 instruction set; data sheets. */
export const gpus: readonly Gpu[] = [
  {
    name: 'H100 SXM',
    registers: 65_536,
    shared: 228 * 1024,
    threads: 2048,
    groups: 32,
    subgroup: 32,
    teraflops: 66.9,
    gigabytes: 3350,
  },
  {
    name: 'RTX 4090',
    registers: 65_536,
    shared: 100 * 1024,
    threads: 1536,
    groups: 24,
    subgroup: 32,
    teraflops: 82.6,
    gigabytes: 1008,
  },
  {
    name: 'RX 7900 XTX',
    registers: 98_304,
    shared: 64 * 1024,
    threads: 1024,
    groups: 32,
    subgroup: 32,
    teraflops: 61.4,
    gigabytes: 960,
  },
];

export interface Counts {
  threads: number;
  /** Reads of storage in the text, and how many of these stand in a loop. */
  loads: number;
  loopLoads: number;
  barriers: number;
  /** Bytes of workgroup memory. */
  shared: number;
  /** Numbers that the text keeps in variables, and `spare` for addresses and constants. */
  registers: number;
}

export const spare = 16;
const words = (type: string): number => {
  const array = /^array<(.+), (\d+)u?>$/.exec(type);
  if (array) return words(array[1]) * Number(array[2]);
  return Number(/^vec(\d)/.exec(type)?.[1] ?? 1);
};
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)];

/** The bodies of loops, outermost ones. */
function loopsOf(text: string): string {
  let found = '';
  for (let at = text.search(/\bfor \(/); at >= 0;) {
    let depth = 0;
    let end = text.indexOf('{', at);
    do {
      if (text[end] === '{') depth++;
      if (text[end] === '}') depth--;
      end++;
    } while (depth > 0 && end < text.length);
    found += text.slice(at, end);
    const next = text.slice(end).search(/\bfor \(/);
    at = next < 0 ? -1 : end + next;
  }
  return found;
}

/** Counts in a shader's text. */
export function countsOf(source: string): Counts {
  const storage = matches(source, /var<storage, read(?:_write)?> (\w+): array/g).map(([, name]) => name);
  const reads = (text: string) =>
    matches(text, new RegExp(`\\b(?:${storage.join('|')})\\[`, 'g')).length -
    matches(text, new RegExp(`(?:^|[{;]) *(?:${storage.join('|')})\\[[^;]*?\\] =[^=]`, 'gm')).length;
  const kept = matches(source, /\bvar (\w+)(?:: ([^=;]+?))? = (array<.+?, \d+u?>|vec\d)?/g).map(([, , type, made]) =>
    words((type ?? made ?? 'f32').trim()),
  );
  const [, ...sides] = /@workgroup_size\((\d+)u?(?:, (\d+)u?)?\)/.exec(source)!;
  return {
    threads: sides.reduce((product, side) => product * Number(side ?? 1), 1),
    loads: reads(source),
    loopLoads: reads(loopsOf(source)),
    barriers: matches(source, /workgroupBarrier\(\)/g).length,
    shared: matches(source, /var<workgroup> \w+: ([^;]+);/g).reduce((bytes, [, type]) => bytes + 4 * words(type), 0),
    registers: spare + kept.reduce((sum, count) => sum + count, 0),
  };
}

/** The share of a processor's threads that are there at once. */
export function occupancy({ threads, shared, registers }: Counts, gpu: Gpu): number {
  const whole = Math.ceil(threads / gpu.subgroup) * gpu.subgroup;
  const groups = Math.min(
    gpu.groups,
    Math.floor(gpu.threads / whole),
    Math.floor(gpu.registers / (registers * whole)),
    shared ? Math.floor(gpu.shared / shared) : Infinity,
  );
  return (groups * whole) / gpu.threads;
}

/** The least time of a case in ms: all arithmetic at the peak, or all traffic at full bandwidth. */
export const leastMs = ({ flops, bytes }: BenchCase, { teraflops, gigabytes }: Gpu): number =>
  Math.max(flops / (1e9 * teraflops), bytes / (1e6 * gigabytes));
