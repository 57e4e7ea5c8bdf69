/** An op made ready for certain shapes and attributes: pipelines, constants, grids. Found again by key, so a step costs little. */
import type { Device } from './device.ts';
import type { DType } from './dtype.ts';
import { bytesPerElement } from './dtype.ts';
import { LimitError } from './errors.ts';
import type { Kernel, Operand, Param, Program } from './kernel.ts';
import { assemble, fold, pack } from './kernel.ts';
import type { Binding } from './queue.ts';
import { Storage } from './storage.ts';

interface Pass {
  source: string;
  signature: string;
  operands: readonly string[];
  constants: Uint32Array<ArrayBuffer> | null;
  /** Where the constants that change from call to call lie. */
  live: number;
  workgroups: readonly [number, number, number];
}

export interface Plan {
  label: string;
  passes: readonly Pass[];
  scratch: readonly (readonly [string, number])[];
}

/** A storage and the part of it that an operand covers, in elements. */
export interface Place {
  storage: Storage;
  offset: number;
  length: number;
  dtype: DType;
}

/** Assembles an op's program for its operands. `live` names f32 constants that each run supplies. */
export function makePlan(label: string, made: Kernel | Program, operands: Readonly<Record<string, Operand>>, inputs: readonly string[], outputs: readonly string[], live: readonly string[] = []): Plan {
  const program: Program = 'passes' in made ? made : { passes: [made] };
  const scratch = Object.entries(program.scratch ?? {});
  const all: Record<string, { dtype: DType }> = { ...operands };
  for (const [name] of scratch) all[name] = { dtype: 'f32' };
  const passes = program.passes.map((kernel): Pass => {
    const reads = kernel.reads ?? inputs;
    const writes = kernel.writes ?? outputs;
    const params: (readonly [string, Param])[] = [...Object.entries(kernel.params ?? {}), ...live.map((name) => [name, { f32: 0 }] as const)];
    return {
      source: assemble(kernel, all, reads, writes, params),
      signature: 'r'.repeat(reads.length) + 'w'.repeat(writes.length) + (params.length ? 'u' : ''),
      operands: [...reads, ...writes],
      constants: params.length ? pack(params) : null,
      live: params.length - live.length,
      workgroups: typeof kernel.workgroups === 'number' ? fold(kernel.workgroups) : kernel.workgroups,
    };
  });
  return { label, passes, scratch };
}

/** Records a plan's dispatches. */
export function runPlan(device: Device, plan: Plan, places: Readonly<Record<string, Place>>, live: readonly number[] = []): void {
  const { queue, pipelines, adapter } = device.gpu!;
  if (pipelines.planned) {
    for (const { source, signature } of plan.passes) pipelines.planned.set(source, { label: plan.label, signature });
    return;
  }
  const scratch = Object.fromEntries(plan.scratch.map(([name, length]): [string, Place] => [name, { storage: Storage.create(device, 'f32', length), offset: 0, length, dtype: 'f32' }]));
  for (const pass of plan.passes) {
    const bindings = pass.operands.map((operand) => bind(plan.label, scratch[operand] ?? places[operand], adapter.limits.maxStorageBufferBindingSize));
    if (live.length) new Float32Array(pass.constants!.buffer).set(live, pass.live);
    queue.dispatch(pipelines.get(plan.label, pass.source, pass.signature), bindings, pass.constants, pass.workgroups);
  }
  for (const { storage } of Object.values(scratch)) storage.release();
}

function bind(label: string, { storage, offset, length, dtype }: Place, limit: number): Binding {
  const start = offset * bytesPerElement[dtype];
  const bytes = Math.min(storage.buffer!.bytes - start, Math.max(16, Math.ceil((length * bytesPerElement[dtype]) / 16) * 16));
  if (bytes > limit) throw new LimitError(label, `${bytes} B exceeds maxStorageBufferBindingSize ${limit}`, '', 'use a smaller batch or image');
  return { buffer: storage.buffer!, offset: start, bytes };
}

/** Bytes that a binding's offset must be a multiple of. */
export const bindingAlignment = 256;
