/**
 * An op made ready for certain shapes and attributes: pipelines, constants, grids. Found again by key, so a step costs
 * little.
 */
import type { Live } from '../ambient.ts';
import { planning, step, valueOf } from '../ambient.ts';
import type { Device } from '../device.ts';
import type { DType } from '../dtype.ts';
import { bytesPerElement } from '../dtype.ts';
import { LimitError } from '../errors.ts';
import type { Kernel, Operand, Param, Program } from './kernel.ts';
import { assemble, fold, gridLimit, groupsOf, pack } from './kernel.ts';
import type { Pipeline } from './pipeline.ts';
import type { Binding } from './queue.ts';
import { show, size } from '../shape.ts';
import type { Place } from '../storage.ts';
import { Storage } from '../storage.ts';

interface Pass {
  source: string;
  signature: string;
  operands: readonly string[];
  constants: Uint32Array<ArrayBuffer> | null;
  /** Where the constants that change from call to call lie. */
  live: number;
  workgroups: readonly [number, number, number];
  /** Whether an earlier pass has written an operand that it writes. */
  continues: boolean;
  /** The part of its linear operands that a slice covers, in elements. */
  slice?: { operands: readonly string[]; offset: number; length: number };
  /** Once it was needed. */
  pipeline?: Pipeline;
}

export interface Plan {
  label: string;
  passes: readonly Pass[];
  scratch: readonly (readonly [string, number])[];
}

/** A place and the elements from there that an operand covers. */
export interface Bound extends Place {
  length: number;
  dtype: DType;
}

/** What a plan is made of. */
export interface PlanSpec {
  label: string;
  made: Kernel | Program;
  operands: Readonly<Record<string, Operand>>;
  /** What passes read and write that do not say so themselves. */
  reads: readonly string[];
  writes: readonly string[];
  /** The bytes that a binding holds. */
  limit: number;
  /** f32 constants that each run supplies. */
  live?: readonly string[];
}

/** Assembles an op's program for its operands. */
export function makePlan({ label, made, operands, limit, live = [], ...bound }: PlanSpec): Plan {
  const program: Program = 'passes' in made ? made : { passes: [made] };
  const scratch = Object.entries(program.scratch ?? {});
  const all: Record<string, { dtype: DType }> = { ...operands };
  for (const [name] of scratch) all[name] = { dtype: 'f32' };
  const written = new Set<string>();
  const passes = program.passes.flatMap((kernel): Pass[] => {
    const { reads = bound.reads, writes = bound.writes } = kernel;
    const continues = writes.some((operand) => written.has(operand));
    for (const operand of writes) written.add(operand);
    const params: (readonly [string, Param])[] = [
      ...Object.entries(kernel.params ?? {}),
      ...live.map((name) => [name, { f32: 0 }] as const),
    ];
    const pass: Pass = {
      source: assemble(kernel, all, reads, writes, params),
      signature: 'r'.repeat(reads.length) + 'w'.repeat(writes.length) + (params.length ? 'u' : ''),
      operands: [...reads, ...writes],
      constants: params.length ? pack(params) : null,
      live: params.length - live.length,
      workgroups: typeof kernel.workgroups === 'number' ? fold(kernel.workgroups) : kernel.workgroups,
      continues,
    };
    if (Math.max(...pass.workgroups) > gridLimit)
      throw new LimitError(
        label,
        `${pass.workgroups.join('×')} workgroups exceed ${gridLimit} in one direction`,
        operandShapes(operands),
        'use a smaller batch or image',
      );
    return kernel.linear
      ? slices(pass, kernel.linear, kernel.params!.count as number, size(operands[writes[0]].shape), limit)
      : [pass];
  });
  for (const [name, length] of scratch) refuse(label, 4 * length, name, limit);
  return { label, passes, scratch };
}

/**
 * A linear pass over `length` elements by `count` invocations, cut where a binding of 4-byte elements would exceed the
 * limit.
 */
function slices(pass: Pass, operands: readonly string[], count: number, length: number, limit: number): Pass[] {
  const width = length / count;
  const most = Math.floor(limit / (4 * width * bindingAlignment)) * bindingAlignment;
  return Array.from({ length: Math.ceil(count / most) }, (_, i): Pass => {
    const part = Math.min(most, count - i * most);
    const constants = pass.constants!.slice();
    constants[0] = part; // `each` names its count first
    return {
      ...pass,
      constants,
      workgroups: fold(groupsOf(part)),
      continues: pass.continues || i > 0,
      slice: { operands, offset: i * most * width, length: part * width },
    };
  });
}

const operandShapes = (operands: Readonly<Record<string, Operand>>): string =>
  Object.entries(operands)
    .map(([name, { shape }]) => `${name} ${show(shape)}`)
    .join(', ');

/** @throws LimitError for operands of more bytes than a binding holds where the plan has no slices for them. */
export function checkBindings(
  { label, passes }: Plan,
  bound: Readonly<Record<string, { readonly bytes: number }>>,
  limit: number,
): void {
  if (Object.values(bound).every(({ bytes }) => bytes <= limit)) return;
  for (const { operands, slice } of passes) {
    for (const operand of operands)
      refuse(
        label,
        slice?.operands.includes(operand) ? 4 * slice.length : (bound[operand]?.bytes ?? 0),
        operand,
        limit,
      );
  }
}

function refuse(label: string, bytes: number, operand: string, limit: number): void {
  if (bytes > limit)
    throw new LimitError(
      label,
      `${bytes} B exceeds maxStorageBufferBindingSize ${limit}`,
      operand,
      'use a smaller batch or image',
    );
}

/** Records a plan's dispatches. */
export function runPlan(
  device: Device,
  plan: Plan,
  places: Readonly<Record<string, Bound>>,
  live: readonly Live[] = [],
): void {
  const { queue, pipelines } = device.webgpu!;
  if (planning.now) {
    for (const { source, signature } of plan.passes) planning.now.set(source, { label: plan.label, signature });
    return;
  }
  const scratch = Object.fromEntries(
    plan.scratch.map(([name, length]): [string, Bound] => [
      name,
      { storage: Storage.create(device, 'f32', length), offset: 0, length, dtype: 'f32' },
    ]),
  );
  try {
    for (const pass of plan.passes) {
      const { source, constants, workgroups, continues } = pass;
      const bound = pass.operands.map((operand) => scratch[operand] ?? places[operand]);
      const bindings = bound.map((place, i) =>
        bind(place, pass.slice?.operands.includes(pass.operands[i]) ? pass.slice : undefined),
      );
      if (live.length) new Float32Array(constants!.buffer).set(live.map(valueOf), pass.live);
      const pipeline = (pass.pipeline ??= pipelines.get(plan.label, source, pass.signature));
      step.now?.dispatch(
        device,
        plan.label,
        { source, pipeline, bindings, constants, workgroups, continues, live },
        bound.map(({ storage }) => storage),
      );
      queue.dispatch(queue.prepare(pipeline, bindings, constants, workgroups, continues));
    }
  } finally {
    for (const { storage } of Object.values(scratch)) storage.release();
  }
}

function bind({ storage, offset, length, dtype }: Bound, slice: Pass['slice']): Binding {
  const start = (offset + (slice?.offset ?? 0)) * bytesPerElement[dtype];
  const bytes = Math.min(
    storage.buffer!.bytes - start,
    Math.max(16, Math.ceil(((slice?.length ?? length) * bytesPerElement[dtype]) / 16) * 16),
  );
  return { buffer: storage.buffer!, offset: start, bytes };
}

/** Bytes that a binding's offset must be a multiple of. */
export const bindingAlignment = 256;
