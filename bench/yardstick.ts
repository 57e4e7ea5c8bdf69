/**
 * This engine as a plug-in of the outside yardstick, which wants each operation as an object that runs, reads and lets
 * go.
 */
import { Device } from '../engine/device.ts';
import { version } from '../package.json';
import type { Library } from './contestant.ts';
import type { HostTensor } from './inputs.ts';
import { saccade } from './saccade.ts';
import type { WorkloadSpec } from './workloads.ts';
import { workloads } from './workloads.ts';

let library: Library;

const operation = (op: string) => async (inputs: Record<string, HostTensor>, spec: WorkloadSpec) => {
  const prepared = await library.prepare(op, inputs, spec);
  await prepared.settle(); // a first run that waits for what came before would tell of both
  return {
    async run() {
      await prepared.step();
      await prepared.settle();
    },
    read: prepared.read,
    dispose: prepared.dispose,
  };
};

export default {
  name: 'saccade',
  kind: 'webgpu',
  version,
  async init() {
    const gpu = await Device.open();
    library = saccade(gpu);
    return { device: `${gpu.info.vendor} ${gpu.info.architecture}` };
  },
  missing: { sdpaPlain: 'same as the SDPA row' },
  ops: Object.fromEntries(
    Object.keys(workloads)
      .filter((op) => op !== 'sdpaPlain')
      .map((op) => [op, operation(op)]),
  ),
};
