/**
 * What `samples` buy: each op's kernel equals its reference loops, and its gradient equals finite differences of them.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { isFloat } from '../engine/dtype.ts';
import { KernelError } from '../engine/errors.ts';
import { vjp } from '../engine/autograd.ts';
import { pretend } from '../engine/gpu/launch.ts';
import { Random } from '../engine/random.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import type { AnyOp, AnySample } from './samples.ts';
import { allOps, sampleInputs, samplesOf } from './samples.ts';

let gpu: Device;
let loops: Device;
let exact: Device;
beforeAll(async () => {
  gpu = await Device.open();
  loops = await Device.open({ backend: 'reference' });
  exact = await Device.open({ backend: 'reference', exact: true });
});

type Kind =
  | 'GPUs'
  | 'GPUs without subgroups'
  | 'CPU adapters'
  | 'CPU adapters without subgroups'
  | 'CPU adapters that are tuned';
/** Kinds of adapters whose kernels this one can run. */
const kinds: readonly Kind[] = ['GPUs', 'GPUs without subgroups', 'CPU adapters', 'CPU adapters without subgroups'];

/** Small products have two kernels for CPU adapters. */
const kindsOf = (op: AnyOp): readonly Kind[] =>
  op.spec.name.startsWith('matmul') ? [...kinds, 'CPU adapters that are tuned'] : kinds;

/** Runs `fn` with the kernels that an adapter of this kind gets. Kernels that are the same for several compile once. */
const as = <T>(kind: Kind, fn: () => T): T =>
  pretend(
    gpu,
    {
      software: kind.startsWith('CPU'),
      ...(kind.endsWith('without subgroups') && { subgroup: 0 }),
      ...(kind.endsWith('tuned') && { choices: new Map([['tiny products', '8']]) }),
    },
    fn,
  );

const values = async (tensors: readonly Tensor[]) =>
  Promise.all(tensors.map(async (t) => Float64Array.from(await t.data())));

/**
 * Gradients of Σ outputs·cotangents for every float input, the cotangents drawn from a fixed stream. Of a sample that
 * is not differentiable, only for inputs that have a rule: the others are refused, as they should be.
 */
function gradients(op: AnyOp, device: Device, sample: AnySample) {
  const inputs = sampleInputs(device, sample);
  const run = () => Object.values(op.many(inputs, sample.attrs));
  const along = (names: readonly string[]) =>
    vjp(
      run,
      names.map((name) => inputs[name]),
      (outputs) => outputs.map((out, i) => (isFloat(out.dtype) ? cotangent(device, out, i) : undefined)),
    ).grads;
  const hasRule = (name: string) => {
    try {
      return along([name]).length === 1;
    } catch (error) {
      if (error instanceof KernelError && error.message.includes('has no gradient for its input')) return false;
      throw error;
    }
  };
  const floats = Object.keys(inputs).filter((name) => isFloat(inputs[name].dtype));
  const wrt = sample.differentiable === false ? floats.filter(hasRule) : floats;
  return { wrt, inputs, grads: along(wrt) };
}
function cotangent(device: Device, out: Tensor, i: number): Tensor {
  const random = new Random(7, i);
  return tensor(
    device,
    Float64Array.from({ length: out.size }, () => random.uniform(-1, 1)),
    out.shape,
  );
}

function expectClose(got: ArrayLike<number>, want: ArrayLike<number>, tolerance: number, what: string) {
  expect(got.length, what).toBe(want.length);
  let scale = 1e-30;
  for (let i = 0; i < want.length; i++) if (Number.isFinite(want[i])) scale = Math.max(scale, Math.abs(want[i]));
  for (let i = 0; i < want.length; i++) {
    if (Object.is(got[i], want[i]) || got[i] === want[i]) continue;
    if (!(Math.abs(got[i] - want[i]) <= tolerance * (scale + Math.abs(want[i]))))
      expect.fail(`${what}[${i}]: got ${got[i]}, want ${want[i]}`);
  }
}

describe.each(allOps().map((op) => [op.spec.name, op] as const))('%s', (_, op) => {
  it.each(
    samplesOf(op).map(
      (sample) => [JSON.stringify(sample.shapes) + JSON.stringify(sample.attrs ?? {}), sample] as const,
    ),
  )('kernel = reference %s', async (_, sample) => {
    const want = Object.values(op.many(sampleInputs(loops, sample), sample.attrs));
    const wantValues = await values(want);
    for (const kind of kindsOf(op)) {
      const got = as(kind, () => Object.values(op.many(sampleInputs(gpu, sample), sample.attrs)));
      const gotValues = await values(got);
      want.forEach((tensor, i) => {
        expect(got[i].shape).toEqual(tensor.shape);
        expect(got[i].dtype).toEqual(tensor.dtype);
        expectClose(gotValues[i], wantValues[i], isFloat(tensor.dtype) ? 2e-6 : 0, `output ${i}, kernel for ${kind}`);
      });
    }
  });

  if (!op.spec.grad) return;
  const smooth = samplesOf(op).filter((sample) => sample.differentiable !== false);
  it.each(
    smooth.map((sample) => [JSON.stringify(sample.shapes) + JSON.stringify(sample.attrs ?? {}), sample] as const),
  )('gradient = finite differences %s', async (_, sample) => {
    const { wrt, inputs, grads } = gradients(op, exact, sample);
    const step = 1e-5;
    const random = new Random(3);
    for (const [k, name] of wrt.entries()) {
      const analytic = Float64Array.from(await grads[k].data());
      const x = Float64Array.from(await inputs[name].data());
      // A dozen elements a tensor: a wrong formula is wrong everywhere.
      for (let probe = 0; probe < Math.min(12, x.length); probe++) {
        const at = x.length <= 12 ? probe : random.integer(x.length);
        const shifted = async (delta: number) => {
          const moved = Float64Array.from(x);
          moved[at] += delta;
          const outputs = scope(() =>
            Object.values(op.many({ ...inputs, [name]: tensor(exact, moved, inputs[name].shape) }, sample.attrs)),
          );
          let total = 0;
          for (const [i, out] of outputs.entries()) {
            if (!isFloat(out.dtype)) continue;
            const weight = await cotangent(exact, out, i).data();
            (await out.data()).forEach((value, j) => (total += value * weight[j]));
          }
          return total;
        };
        const numeric = ((await shifted(step)) - (await shifted(-step))) / (2 * step);
        const scale = Math.max(1, Math.abs(numeric), ...analytic.map(Math.abs));
        expect(
          Math.abs(analytic[at] - numeric) / scale,
          `d ${name}[${at}]: got ${analytic[at]}, finite difference ${numeric}`,
        ).toBeLessThan(1e-6);
      }
    }
  });

  it.each(
    samplesOf(op).map(
      (sample) => [JSON.stringify(sample.shapes) + JSON.stringify(sample.attrs ?? {}), sample] as const,
    ),
  )('gradient kernel = reference %s', async (_, sample) => {
    const { wrt, grads } = gradients(op, loops, sample);
    const wanted = await values(grads);
    for (const kind of kindsOf(op)) {
      const got = await values(as(kind, () => gradients(op, gpu, sample).grads));
      wanted.forEach((want, k) => expectClose(got[k], want, 1e-5, `d ${wrt[k]}, kernel for ${kind}`));
    }
  });
});
