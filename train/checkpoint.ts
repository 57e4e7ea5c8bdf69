/**
 * Checkpoints: everything that the next step depends on, as one safetensors file. Weights under the network's own
 * names, so that any reader of safetensors takes them; the rest under `optimizer.`, `averaged.` and in the metadata.
 * The order of pictures and what happens to them follow from seed and step alone, so the step is enough.
 */
import type { Data, DType } from '../engine/dtype.ts';
import { FormatError } from '../engine/errors.ts';
import { parseSafetensors, writeSafetensors } from '../engine/files/safetensors.ts';
import type { Module } from '../engine/module.ts';
import type { Shape } from '../engine/shape.ts';
import { assignAll } from '../engine/assign-all.ts';
import { copy } from '../engine/cast.ts';
import { tensor } from '../engine/create.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { Dropout } from '../layers/basic/dropout.ts';
import type { Averaged } from './averaged.ts';
import type { Optimizer } from './optimizer.ts';

/** What is trained. */
export interface Training {
  net: Module;
  optimizer: Optimizer;
  averaged?: Averaged;
}

const format = 'saccade checkpoint 1';

interface Stored {
  dtype: DType;
  shape: Shape;
  data: Data;
}

/** The bytes of a checkpoint after `step` steps. `notes` are kept as they are: configuration, command, commit. */
export async function writeCheckpoint(
  { net, optimizer, averaged }: Training,
  step: number,
  notes: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const kept: [string, Tensor][] = [...net.state()];
  const own = optimizer.state();
  for (const [name, value] of own) kept.push([`optimizer.${name}`, value]);
  for (const [name, value] of averaged?.weights ?? []) kept.push([`averaged.${name}`, value]);
  const stored: [string, Stored][] = await Promise.all(
    kept.map(async ([name, value]) => [name, { dtype: value.dtype, shape: value.shape, data: await value.data() }]),
  );
  for (const [name, value] of own) if (name.endsWith('.step')) value.dispose();
  const calls = Object.fromEntries(dropouts(net).map(([name, layer]) => [name, layer.calls]));
  return writeSafetensors(stored, [
    ...Object.entries(notes),
    ['format', format],
    ['step', String(step)],
    ['dropout_calls', JSON.stringify(calls)],
  ]);
}

/** A checkpoint that was read and found whole; nothing is on the device yet. */
export interface Checkpoint {
  step: number;
  notes: ReadonlyMap<string, string>;
  tensors: ReadonlyMap<string, Stored>;
  dropoutCalls: Readonly<Record<string, number>>;
}

/** @throws FormatError in one line for a file that is damaged, or no checkpoint. */
export function parseCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = parseSafetensors(bytes);
  const notes = new Map(metadata);
  if (notes.get('format') !== format)
    throw new FormatError(
      'checkpoint',
      'the file is no checkpoint',
      notes.get('format') ?? 'safetensors without format',
      format,
    );
  const step = Number(notes.get('step'));
  if (!Number.isSafeInteger(step) || step < 0)
    throw new FormatError('checkpoint', 'the step must be a count', String(notes.get('step')));
  return { step, notes, tensors, dropoutCalls: parseCalls(notes.get('dropout_calls')) };
}

function parseCalls(text = '{}'): Record<string, number> {
  let calls: unknown;
  try {
    calls = JSON.parse(text);
  } catch {
    calls = null;
  }
  const counts = typeof calls === 'object' && calls !== null && !Array.isArray(calls) ? Object.values(calls) : [NaN];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0))
    throw new FormatError('checkpoint', 'dropout_calls must be counts by name', text.slice(0, 40));
  return calls as Record<string, number>;
}

/**
 * Brings network, optimiser and averages to where the checkpoint was made; gives its step.
 * @throws WeightsError for another network or optimiser; nothing is changed then.
 */
export async function restore({ net, optimizer, averaged }: Training, checkpoint: Checkpoint): Promise<number> {
  const parts = {
    weights: new Map<string, Tensor>(),
    optimizer: new Map<string, Tensor>(),
    averaged: new Map<string, Tensor>(),
  };
  const made: Tensor[] = [];
  try {
    for (const [name, { data, shape, dtype }] of checkpoint.tensors) {
      const value = tensor(net.device, data, shape, dtype);
      made.push(value);
      const part = /^(optimizer|averaged)\./.exec(name)?.[1] as 'optimizer' | 'averaged' | undefined;
      parts[part ?? 'weights'].set(part ? name.slice(part.length + 1) : name, value);
    }
    // After a recovery there is nothing to go back to.
    const there = [...net.state().values()].filter(({ lost }) => !lost);
    const before = there.map((variable): [Variable, Tensor] => [variable, copy(variable)]);
    made.push(...before.map(([, value]) => value));
    net.load(parts.weights);
    try {
      await optimizer.load(parts.optimizer);
      averaged?.load(parts.averaged);
    } catch (error) {
      assignAll(before);
      throw error;
    }
    for (const [name, layer] of dropouts(net)) layer.calls = checkpoint.dropoutCalls[name] ?? 0;
    return checkpoint.step;
  } finally {
    for (const value of made) value.dispose();
  }
}

const dropouts = (net: Module) =>
  [...net.modules()].filter((entry): entry is [string, Dropout] => entry[1] instanceof Dropout);
