/** The one way onto the GPU: a plan, found again or made, is checked and its dispatches are recorded. */
import type { Live } from '../ambient.ts';
import type { Device } from '../device.ts';
import { Recent } from '../recent.ts';
import type { Adapter, Kernel, Operand, Program } from './kernel.ts';
import type { Bound, Plan } from './plan.ts';
import { checkBindings, makePlan, runPlan } from './plan.ts';

/** An operand of a launch. */
export interface LaunchOperand {
  /** As the kernel meets it. */
  readonly operand: Operand;
  readonly access: 'read' | 'write';
  /** What a binding of it takes at most. */
  readonly bytes: number;
  /** Where it lies: made, or copied there, when nothing stands in the way of the launch any more. */
  place(): Bound;
}

export interface Launch {
  /** Who asks, for errors and timings. */
  label: string;
  /** The same for two launches only where one plan serves both. */
  key: string;
  make(operands: Readonly<Record<string, Operand>>, adapter: Adapter): Kernel | Program;
  operands: Readonly<Record<string, LaunchOperand>>;
  /** f32 constants that each run supplies. */
  live?: Readonly<Record<string, Live>>;
}

/** @throws LimitError, before anything is done, where an operand or the grid is larger than the adapter takes. */
export function launch(device: Device, { label, key, make, operands, live = {} }: Launch): void {
  const { adapter } = device.webgpu!;
  const limit = adapter.limits.maxStorageBufferBindingSize;
  const plans = plansFor(adapter);
  let plan = plans.get(key);
  if (!plan) {
    const met = Object.fromEntries(Object.entries(operands).map(([name, { operand }]) => [name, operand]));
    const having = (access: LaunchOperand['access']) =>
      Object.keys(operands).filter((name) => operands[name].access === access);
    const made = make(met, adapter);
    const [reads, writes] = [having('read'), having('write')];
    plan = makePlan({ label, made, operands: met, reads, writes, limit, live: Object.keys(live) });
    plans.set(key, plan);
  }
  checkBindings(plan, operands, limit);
  const places: Record<string, Bound> = {};
  for (const [name, operand] of Object.entries(operands)) places[name] = operand.place();
  runPlan(device, plan, places, Object.values(live));
}

const plansOf = new WeakMap<Adapter, Recent<Plan>>();

/** Plans by key; those of another adapter, or of other choices, are others. */
function plansFor(adapter: Adapter): Recent<Plan> {
  let plans = plansOf.get(adapter);
  if (!plans) plansOf.set(adapter, (plans = new Recent(4096)));
  return plans;
}

/** Plans that a device keeps ready. */
export const planCount = ({ webgpu: gpu }: Device): number => (gpu ? plansFor(gpu.adapter).size : 0);

/**
 * Runs `fn` with the kernels that an adapter gets which differs from the device's own in `changes`: to try, on one
 * machine, what others run.
 */
export function pretend<T>(device: Device, changes: Partial<Adapter>, fn: () => T): T {
  const gpu = device.webgpu!;
  const own = gpu.adapter;
  gpu.adapter = { ...own, ...changes };
  try {
    return fn();
  } finally {
    gpu.adapter = own;
  }
}
