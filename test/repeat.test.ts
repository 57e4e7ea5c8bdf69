/**
 * The same bits in twenty runs: every workload of the benchmark, and the attention gradients that it has at GPU size
 * only.
 */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { caseLists } from '../bench/cases.ts';
import type { Library } from '../bench/contestant.ts';
import type { InputSpec } from '../bench/inputs.ts';
import { makeInputs } from '../bench/inputs.ts';
import { saccade } from '../bench/saccade.ts';
import type { WorkloadSpec } from '../bench/workloads.ts';
import { Device } from '../engine/device.ts';

const runs = 20;

let library: Library;
beforeAll(async () => {
  library = saccade(await Device.open());
});

interface Workload {
  op: string;
  spec: WorkloadSpec;
  inputs: Readonly<Record<string, InputSpec>>;
}

const image = { shape: [2, 16, 24, 20], scale: 1 };
const maps = { q: image, k: image, v: image, ct: image };
const tokens = { shape: [2, 4, 96, 16], scale: 1 };
const gradients: readonly Workload[] = [
  { op: 'sdpaGrad', spec: { heads: 4 }, inputs: { q: tokens, k: tokens, v: tokens, ct: tokens } },
  { op: 'localGrad', spec: { heads: 4, k: 5 }, inputs: maps },
  { op: 'crissCrossCoreGrad', spec: {}, inputs: maps },
  { op: 'axialRowGrad', spec: { heads: 4 }, inputs: maps },
  {
    op: 'conv2dGrad',
    spec: { pad: 1 },
    inputs: { x: image, w: { shape: [24, 16, 3, 3], scale: 0.1 }, ct: { shape: [2, 24, 24, 20], scale: 1 } },
  },
];

const hash = (values: Float32Array): string => createHash('sha256').update(values).digest('hex');

describe(`the same bits in ${runs} runs`, () => {
  const all: readonly Workload[] = [...caseLists.desk, ...gradients];
  for (const { op, spec, inputs } of all) {
    it(`${op} ${Object.values(inputs)
      .map(({ shape }) => `[${shape.join(',')}]`)
      .join(' ')}`, async () => {
      const seen = new Set<string>();
      if (op === 'trainStep') {
        // Each run trains anew, since a step changes the weights.
        for (let i = 0; i < runs; i++) {
          const prepared = await library.prepare(op, makeInputs(inputs), spec);
          for (let step = 0; step < 3; step++) await prepared.step();
          seen.add(hash(await prepared.read()));
          await prepared.dispose();
        }
      } else {
        const prepared = await library.prepare(op, makeInputs(inputs), spec);
        for (let i = 0; i < runs; i++) {
          await prepared.step();
          seen.add(hash(await prepared.read()));
        }
        await prepared.dispose();
      }
      expect([...seen]).toHaveLength(1);
    });
  }
});
