/** What files of checkpoints are called, and which of them stay: the same on disk and in a browser. */
import { FormatError } from '../engine/errors.ts';
import type { Checkpoint } from './checkpoint.ts';
import { parseCheckpoint } from './checkpoint.ts';

const kept = 2;
const pattern = /^step-(\d{9})\.safetensors$/;

export const checkpointName = (step: number): string => `step-${String(step).padStart(9, '0')}.safetensors`;

/** What a checkpoint is called while it is being written. */
export const unfinished = '.writing';

/** The steps of the checkpoints among the names of a folder, newest first. */
export const stepsAmong = (names: readonly string[]): number[] =>
  names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => b - a);

/** The names that may go once `step` is there: all but the two newest up to it, and what was never finished. */
export const outdated = (names: readonly string[], step: number): string[] => [
  ...stepsAmong(names)
    .filter((at) => at <= step)
    .slice(kept)
    .map(checkpointName),
  ...names.filter((name) => name.endsWith(unfinished)),
];

/** The checkpoint in a file, or null where it is damaged, which is told. */
export function readable(step: number, bytes: Uint8Array, onDamaged: (message: string) => void): Checkpoint | null {
  try {
    return parseCheckpoint(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    onDamaged(`${checkpointName(step)} is damaged, the one before is taken: ${error.message}`);
    return null;
  }
}

/** The error where there are checkpoints, all damaged. */
export const noneReadable = (count: number, folder: string): FormatError =>
  new FormatError('checkpoint', `none of the ${count} checkpoints can be read`, folder, 'begin anew in another folder');
