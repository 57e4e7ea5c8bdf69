/**
 * Random programs that assign, record steps, capture, differentiate, train, switch modes and fail in the middle: what
 * they see on the GPU, where recorded steps are replayed, is what they see on the reference backend, where each is
 * called; and they give back all that they took. A failure prints its seed; SACCADE_SEED=N replays it.
 * SACCADE_GRAPHS=10000 runs that many instead of a hundred.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import type { Decisions, Seen } from './random-program.ts';
import { run } from './random-program.ts';
import { seed } from './seed.ts';

const runs = Number(process.env.SACCADE_GRAPHS ?? 100);

const choices = fc.noBias(fc.array(fc.nat(0xffff), { minLength: 24, maxLength: 24 }));
const program: fc.Arbitrary<Decisions> = fc.record({
  seed: fc.noBias(fc.nat(2 ** 31 - 1)),
  bodies: fc.array(choices, { minLength: 1, maxLength: 3 }),
  actions: fc.array(choices, { minLength: 5, maxLength: 40, size: 'max' }),
});

/** The first thing that was seen otherwise. Values stay near 1, and so does what rounding does to them. */
function difference(got: readonly Seen[], want: readonly Seen[]): string | null {
  for (let i = 0; i < Math.max(got.length, want.length); i++) {
    const [a, b] = [got[i], want[i]];
    if (a?.what !== b?.what) return `got ${a?.what}, want ${b?.what}`;
    const at = b.values.findIndex((value, k) => !(Math.abs(a.values[k] - value) <= 1e-3 * (1 + Math.abs(value))));
    if (at >= 0) return `${b.what}, element ${at}: got ${a.values[at]}, want ${b.values[at]}`;
  }
  return null;
}

it(
  `${runs} programs of up to 40 actions see what the reference sees, and leave nothing behind`,
  { timeout: 60_000 + runs * 1000 },
  async () => {
    const exact = await Device.open({ backend: 'reference', exact: true });
    const gpu = await Device.open();
    const uses = new Map<string, number>();
    const property = fc.asyncProperty(program, async (decisions) => {
      const before = gpu.memory();
      const want = await run(exact, decisions);
      const got = await run(gpu, decisions, (kind) => uses.set(kind, (uses.get(kind) ?? 0) + 1));
      const problem = difference(got, want);
      if (problem) throw new Error(problem);
      const { tensors } = gpu.memory();
      if (tensors !== before.tensors) throw new Error(`${tensors - before.tensors} tensors are left`);
    });
    const result = await fc.check(property, { seed, numRuns: runs });
    if (result.failed)
      throw new Error(
        `SACCADE_SEED=${result.seed} SACCADE_GRAPHS=${runs} replays this (program ${result.numRuns}, ` +
          `shortened ${result.numShrinks} times)\n` +
          (result.errorInstance instanceof Error ? result.errorInstance.stack : '') +
          `\n${JSON.stringify(result.counterexample)}`,
      );
    expect(result.numRuns).toBe(runs);
    expect(uses.size).toBe(runs >= 100 ? 20 : uses.size);
  },
);
