/**
 * Checkpoints on disk, so that none is ever lost: written aside, synced, renamed, the folder synced; the two newest are
 * kept. Whoever is killed at any moment finds a whole one afterwards.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from './checkpoint.ts';
import { checkpointName, noneReadable, outdated, readable, stepsAmong, unfinished } from './checkpoint-names.ts';

/** Writes the checkpoint of `step` into `folder`, and removes all but the two newest up to it. */
export function saveCheckpoint(folder: string, step: number, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, checkpointName(step));
  const aside = `${path}${unfinished}`;
  const file = openSync(aside, 'w');
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
  syncFolder(folder);
  for (const name of outdated(readdirSync(folder), step)) rmSync(join(folder, name));
}

/** Makes the rename itself last. Windows has no handle for a folder, and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * The newest checkpoint of a folder that can be read; `onDamaged` is told of each that cannot.
 * @returns null where the folder has none, or is not there
 * @throws FormatError when there are checkpoints and none can be read.
 */
export function loadCheckpoint(folder: string, onDamaged: (message: string) => void): Checkpoint | null {
  let steps: number[];
  try {
    steps = stepsAmong(readdirSync(folder));
  } catch {
    return null;
  }
  for (const step of steps) {
    const found = readable(step, readFileSync(join(folder, checkpointName(step))), onDamaged);
    if (found) return found;
  }
  if (!steps.length) return null;
  throw noneReadable(steps.length, folder);
}
