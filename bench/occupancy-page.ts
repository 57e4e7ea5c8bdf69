/** `npm run bench:occupancy` writes docs/performance-gpu.md: what to look at in the first hour on a GPU. */
import { writeFileSync } from 'node:fs';
import { planning, within } from '../engine/ambient.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { pretend } from '../engine/gpu/launch.ts';
import { scope } from '../engine/scope.ts';
import { size } from '../engine/shape.ts';
import type { BenchCase } from './case.ts';
import { caseLists } from './cases.ts';
import { countsOf, gpus, leastMs, occupancy, spare } from './occupancy.ts';
import { workloads } from './workloads.ts';

/** The shaders of a case on a GPU, and the ops that they are for. */
function shadersOf(device: Device, { op, spec, inputs }: BenchCase): Map<string, string> {
  const planned = new Map<string, { label: string; signature: string }>();
  const made = Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, ...rest }]) => [
      name,
      tensor(device, 'classes' in rest ? new Int32Array(size(shape)) : new Float32Array(size(shape)), shape),
    ]),
  );
  pretend(device, { software: false, subgroup: 32, choices: new Map() }, () =>
    within(planning, planned, () => scope(() => void workloads[op](made, spec)())),
  );
  for (const one of Object.values(made)) one.dispose();
  return new Map([...planned].map(([source, { label }]) => [source, label]));
}

const percent = (share: number) => `${Math.round(share * 100)}`;
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

const processor = ({ name, registers, shared, threads }: (typeof gpus)[number]) =>
  `${name} ${registers / 1024}K registers, ${shared / 1024} KiB, ${threads} threads`;

function page(device: Device): string {
  const cases = caseLists.gpu;
  const seen = new Set<string>();
  const kernels: string[] = [];
  for (const test of cases) {
    for (const [source, label] of shadersOf(device, test)) {
      if (seen.has(source)) continue;
      seen.add(source);
      const counts = countsOf(source);
      const { threads, loads, loopLoads, barriers, shared, registers } = counts;
      kernels.push(
        row([
          label,
          test.id,
          threads,
          `${loads} (${loopLoads})`,
          barriers,
          shared,
          registers,
          ...gpus.map((gpu) => percent(occupancy(counts, gpu))),
        ]),
      );
    }
  }
  const bounds = cases.map((test) => {
    const times = gpus.map((gpu) => {
      const arithmetic = test.flops / (1e9 * gpu.teraflops) > test.bytes / (1e6 * gpu.gigabytes);
      return `${leastMs(test, gpu).toPrecision(2)} ${arithmetic ? 'A' : 'M'}`;
    });
    return row([test.id, (test.flops / 1e9).toPrecision(3), (test.bytes / 1e6).toPrecision(3), ...times]);
  });
  const names = gpus.map(({ name }) => name);
  const head = (titles: readonly string[], text: number) => [
    row(titles),
    `|${titles.map((_, i) => (i < text ? '---' : '--:')).join('|')}|`,
  ];
  return `${[
    '# What GPUs should make of the kernels',
    '',
    'No GPU has timed any of this. `npm run bench:occupancy` counts it from the WGSL that the `gpu` cases emit, and',
    'writes this page: a list for the first hour on one.',
    '',
    'Loads are reads of storage in the text, those in loops in brackets. Registers are the numbers that the text keeps',
    `in variables, and ${spare} for addresses; a compiler may need more, or fewer. Occupancy is the share, in percent,`,
    "of a processor's threads that registers, workgroup memory and its limits leave room for, from public data:",
    ...gpus.map((gpu, i) => `${processor(gpu)}${i < gpus.length - 1 ? ';' : '.'}`),
    '',
    ...head(['kernel', 'first met in', 'threads', 'loads', 'barriers', 'workgroup bytes', 'registers', ...names], 2),
    ...kernels,
    '',
    "The roofline's least times in ms, bound by arithmetic (A) or by memory (M), each tensor moved once:",
    '',
    ...head(['case', 'GFLOP', 'MB', ...names], 1),
    ...bounds,
  ].join('\n')}\n`;
}

const gpu = await Device.open();
writeFileSync('docs/performance-gpu.md', page(gpu));
process.exit(0); // Dawn keeps threads
