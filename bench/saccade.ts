/** This engine as a library of the benchmark. */
import type { Device } from '../engine/device.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { version } from '../package.json';
import type { Library, Prepared } from './contestant.ts';
import type { HostTensor } from './inputs.ts';
import type { WorkloadSpec } from './workloads.ts';
import { workloads } from './workloads.ts';

export function saccade(first: Device): Library {
  let gpu = first;
  return {
    version,
    async prepare(op, inputs, spec) {
      gpu = await working(gpu);
      return prepare(gpu, op, inputs, spec);
    },
    tidy: () => void gpu.webgpu?.pool.trim(0),
  };
}

/** The device, or a new one where a case before has broken it: each case stands alone. */
async function working(gpu: Device): Promise<Device> {
  try {
    gpu.check('bench');
    return gpu;
  } catch {
    return gpu.reopen();
  }
}

function prepare(gpu: Device, op: string, inputs: Record<string, HostTensor>, spec: WorkloadSpec): Prepared {
  if (!Object.hasOwn(workloads, op)) throw new Error(`no workload is called ${op}`);
  const made = Object.fromEntries(
    Object.entries(inputs).map(([name, { data, shape }]) => [name, tensor(gpu, data, shape)]),
  );
  const step = workloads[op](made, spec);
  let results: readonly Tensor[] = [];
  const drop = (owned: readonly { dispose(): void }[]) => {
    for (const one of owned) one.dispose();
  };
  return {
    step() {
      drop(results);
      results = scope(step);
    },
    settle: () => gpu.settle(),
    async read() {
      const parts = await Promise.all(results.map((result) => result.data()));
      const joined = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
      parts.reduce((at, part) => (joined.set(part, at), at + part.length), 0);
      return joined;
    },
    dispose: () => drop([...results, ...(step.keeps ?? []), ...Object.values(made)]),
  };
}
