/** The training run by itself, in a process or a page of its own. */
import { Device } from '../engine/device.ts';
import { trained } from './determinism.ts';

const steps = 200;
const result = Device.open().then((gpu) => trained(gpu, steps));
if (typeof document === 'undefined')
  void result.then((found) => process.stdout.write(JSON.stringify(found), () => process.exit(0)));
else Object.assign(globalThis, { trained: result });
