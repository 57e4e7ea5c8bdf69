/**
 * Random programs of 5 to 20 ops, run on the GPU and on the reference loops: results and gradients must agree.
 * A failure prints its seed; SACCADE_SEED=N replays it. SACCADE_GRAPHS=10000 runs that many instead of a hundred.
 */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { vjp } from '../engine/autograd.ts';
import { Device } from '../engine/device.ts';
import { isFloat } from '../engine/dtype.ts';
import { ShapeError } from '../engine/errors.ts';
import { Random } from '../engine/random.ts';
import { scope } from '../engine/scope.ts';
import { broadcastShapes, size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { Graph } from './random-graph.ts';
import { mul } from '../kernels/elementwise/mul.ts';
import { seed } from './seed.ts';

const runs = Number(process.env.SACCADE_GRAPHS ?? 100);

let exact: Device;
/** Adapters whose kernels differ: those of CPUs and those of GPUs. */
let gpus: Device[];
beforeAll(async () => {
  exact = await Device.open({ backend: 'reference', exact: true });
  gpus = [await Device.open(), await Device.open()];
  gpus.forEach((gpu, i) => Object.assign(gpu.webgpu!.adapter, { software: i === 0 }));
});

/** Results, then gradients of Σ results · cotangents by every float leaf; `noise` disturbs every float node. */
async function execute(
  graph: Graph,
  device: Device,
  wanted: readonly number[],
  noise?: (made: Tensor) => Tensor,
): Promise<Float64Array[]> {
  const tensors = scope(() => {
    const leaves = new Map(
      graph.nodes.flatMap(({ values, shape, dtype }, i) =>
        values ? [[i, tensor(device, values, shape, dtype)] as const] : [],
      ),
    );
    const floats = [...leaves.values()].filter(({ dtype }) => dtype === 'f32');
    const cotangent = (out: Tensor, i: number) => {
      const random = new Random(11, i);
      return isFloat(out.dtype)
        ? tensor(
            device,
            Float64Array.from({ length: out.size }, () => random.uniform(-1, 1)),
            out.shape,
            out.dtype,
          )
        : undefined;
    };
    const run = () => {
      const nodes = graph.run(leaves, noise && ((made) => (isFloat(made.dtype) ? noise(made) : made)));
      return wanted.map((i) => nodes[i]);
    };
    const { value, grads } = vjp(run, floats, (outs) => outs.map(cotangent));
    return [...value, ...grads];
  });
  const values = await Promise.all(tensors.map(async (t) => Float64Array.from(await t.data())));
  for (const t of tensors) t.dispose();
  return values;
}

/** Each element times 1 ± 2^-20 (2^-9 in f16): a few times what f32 arithmetic loses in one op. */
function disturber(sample: number): (made: Tensor) => Tensor {
  let state = (sample + 1) * 0x9e3779b9;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) * 2 ** -31 - 1;
  return (made) => {
    const amount = made.dtype === 'f16' ? 2 ** -9 : 2 ** -20;
    return mul(
      made,
      tensor(
        exact,
        Float64Array.from({ length: made.size }, () => 1 + amount * next()),
        made.shape,
        made.dtype === 'f16' ? 'f16' : 'f32',
      ),
    );
  };
}

/**
 * Rounding is a small disturbance of every value, so a result is known only as well as it survives such: the tolerance
 * of a tensor is some multiple of how far disturbed float64 runs stray. Kinks and steps that a disturbance jumps are
 * excused, and nothing else is.
 */
function mismatch(got: Float64Array, want: Float64Array, disturbed: readonly Float64Array[]): string | null {
  let spread = 0;
  let scale = 0;
  for (let i = 0; i < want.length; i++) {
    for (const other of disturbed)
      if (Number.isFinite(want[i] - other[i])) spread = Math.max(spread, Math.abs(want[i] - other[i]));
    if (Number.isFinite(want[i])) scale = Math.max(scale, Math.abs(want[i]));
  }
  for (let i = 0; i < want.length; i++) {
    if (Object.is(got[i], want[i]) || got[i] === want[i]) continue;
    if (disturbed.some((other) => Number.isNaN(other[i]) !== Number.isNaN(want[i]))) continue;
    if (!(Math.abs(got[i] - want[i]) <= 8 * spread + 1e-6 * Math.abs(want[i]) + 1e-7 * scale + 1e-37))
      return `element ${i}: got ${got[i]}, want ${want[i]}, disturbed by ${spread}, scale ${scale}`;
  }
  return null;
}

/** Runs a program everywhere; gives what differs, first node first. */
async function differences(graph: Graph, gpu: Device): Promise<string | null> {
  const compare = async (wanted: readonly number[], samples: number) => {
    const want = await execute(graph, exact, wanted);
    const got = await execute(graph, gpu, wanted);
    const disturbed: Float64Array[][] = [];
    for (let i = 0; i < samples; i++) disturbed.push(await execute(graph, exact, wanted, disturber(i)));
    const leaves = graph.nodes.flatMap(({ values, dtype }, i) =>
      values && dtype === 'f32' ? [`gradient of %${i}`] : [],
    );
    const names = [...wanted.map((i) => `%${i}`), ...leaves];
    return want.flatMap((values, k) => {
      const problem = mismatch(
        got[k],
        values,
        disturbed.map((run) => run[k]),
      );
      return problem ? [`${names[k]}, ${problem}`] : [];
    });
  };
  if (!(await compare(graph.results(), 2)).length) return null;
  // Two disturbed runs may have missed a kink: many say for certain. Then every node, to see where it begins.
  if (!(await compare(graph.results(), 32)).length) return null;
  const all = await compare(
    graph.nodes.flatMap(({ run }, i) => (run ? [i] : [])),
    32,
  );
  return all[0] ?? null;
}

const choices = fc.noBias(fc.array(fc.nat(0xffff), { minLength: 16, maxLength: 16 }));
const program = fc.record({
  values: fc.noBias(fc.nat(2 ** 31 - 1)),
  leaves: fc.array(choices, { minLength: 1, maxLength: 3 }),
  steps: fc.array(choices, { minLength: 5, maxLength: 20, size: 'max' }),
});

describe('random programs', () => {
  it(
    `${runs} of 5 to 20 ops give the reference's results and gradients`,
    { timeout: 120_000 + runs * 2000 },
    async () => {
      const uses = new Map<string, number>();
      let count = 0;
      const property = fc.asyncProperty(program, async ({ values, leaves, steps }) => {
        const gpu = gpus[count++ % gpus.length];
        const graph = new Graph(exact, values, leaves, steps);
        try {
          for (const { run, text } of graph.nodes)
            if (run) uses.set(text.split('(')[0], (uses.get(text.split('(')[0]) ?? 0) + 1);
          const problem = await differences(graph, gpu);
          if (problem)
            throw new Error(
              `${problem} (kernels for ${gpu.webgpu!.adapter.software ? 'CPU adapters' : 'GPUs'})\n${graph}`,
            );
        } catch (error) {
          if (error instanceof Error && !error.message.includes('%0')) error.message += `\n${graph}`;
          throw error;
        } finally {
          graph.dispose();
        }
      });
      const result = await fc.check(property, { seed, numRuns: runs, interruptAfterTimeLimit: 110_000 + runs * 2000 });
      if (result.failed)
        throw new Error(
          `SACCADE_SEED=${result.seed} SACCADE_GRAPHS=${runs} replays this (program ${result.numRuns}, ` +
            `shortened ${result.numShrinks} times)\n` +
            (result.errorInstance instanceof Error ? result.errorInstance.message : fc.defaultReportMessage(result)),
        );
      if (runs >= 1000) console.log([...uses].map(([name, n]) => `${name} ${n}`).join(', '));
      expect(uses.size).toBeGreaterThan(runs >= 100 ? 30 : 0);
    },
  );
});

describe('broadcasting', () => {
  /**
   * NumPy's rules said another way: pad with ones to one rank, then at each axis the sizes other than 1 are one size.
   */
  function rule(shapes: readonly (readonly number[])[]): number[] | null {
    const rank = Math.max(...shapes.map((shape) => shape.length));
    const padded = shapes.map((shape) => [...new Array<number>(rank - shape.length).fill(1), ...shape]);
    const out: number[] = [];
    for (let axis = 0; axis < rank; axis++) {
      const sizes = new Set(padded.map((shape) => shape[axis]).filter((n) => n !== 1));
      if (sizes.size > 1) return null;
      out.push([...sizes][0] ?? 1);
    }
    return out;
  }
  const shape = fc.array(fc.constantFrom(0, 1, 1, 2, 3), { maxLength: 5 });

  it('follows NumPy', () => {
    fc.assert(
      fc.property(fc.array(shape, { minLength: 1, maxLength: 4 }), (shapes) => {
        const want = rule(shapes);
        if (want) expect(broadcastShapes('test', ...shapes)).toEqual(want);
        else expect(() => broadcastShapes('test', ...shapes)).toThrow(ShapeError);
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('places elements where index arithmetic by hand does', async () => {
    const loops = await Device.open({ backend: 'reference' });
    await fc.assert(
      fc.asyncProperty(shape, shape, async (a, b) => {
        const out = rule([a, b]);
        fc.pre(out !== null);
        const values = (s: readonly number[], start: number) =>
          tensor(
            loops,
            Float32Array.from({ length: size(s) }, (_, i) => start + i),
            s,
          );
        const got = Array.from(await mul(values(a, 2), values(b, 5)).data());
        const at = (s: readonly number[], place: readonly number[]) =>
          s.reduce((index, n, axis) => index * n + (n === 1 ? 0 : place[axis + place.length - s.length]), 0);
        const want = Array.from({ length: size(out!) }, (_, i) => {
          let rest = i;
          const place = [...out!]
            .reverse()
            .map((n) => {
              const c = rest % n;
              rest = Math.floor(rest / n);
              return c;
            })
            .reverse();
          return (2 + at(a, place)) * (5 + at(b, place));
        });
        expect(got).toEqual(want);
      }),
      { seed, numRuns: 300 },
    );
  });
});
