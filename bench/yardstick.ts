/** This engine as a plug-in of the outside yardstick: an object that makes, runs and reads the cases' operations. */
import { Device } from '../engine/device.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/tensor.ts';
import type { WorkloadSpec } from './workloads.ts';
import { workloads } from './workloads.ts';

interface HostTensor {
  shape: number[];
  data: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
}

let gpu: Device;

const prepare = (op: string) => async (inputs: Record<string, HostTensor>, spec: WorkloadSpec) => {
  const made = Object.fromEntries(Object.entries(inputs).map(([name, { data, shape }]) => [name, tensor(gpu, data, shape)]));
  const step = workloads[op](made, spec);
  let results: readonly Tensor[] = [];
  const drop = () => {
    for (const result of results) result.dispose();
  };
  return {
    async run() {
      drop();
      results = scope(step);
      await gpu.settle();
    },
    async read() {
      const parts = await Promise.all(results.map((result) => result.data()));
      const joined = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
      parts.reduce((at, part) => (joined.set(part, at), at + part.length), 0);
      return joined;
    },
    dispose() {
      drop();
      for (const input of Object.values(made)) input.dispose();
    },
  };
};

export default {
  name: 'saccade',
  kind: 'webgpu',
  version: '0.1.0',
  async init() {
    gpu = await Device.open();
    return { device: `${gpu.info.vendor} ${gpu.info.architecture}` };
  },
  missing: { sdpaPlain: 'same as the SDPA row' },
  ops: Object.fromEntries(Object.keys(workloads).map((op) => [op, prepare(op)])),
};
