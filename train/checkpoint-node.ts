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
import { FormatError } from '../engine/errors.ts';
import type { Checkpoint } from './checkpoint.ts';
import { parseCheckpoint } from './checkpoint.ts';

const kept = 2;
const pattern = /^step-(\d{9})\.safetensors$/;
const nameOf = (step: number): string => `step-${String(step).padStart(9, '0')}.safetensors`;

/** The steps of the checkpoints in a folder, newest first. */
function stepsIn(folder: string): number[] {
  const found = readdirSync(folder).flatMap((name) => pattern.exec(name)?.[1] ?? []);
  return found.map(Number).toSorted((a, b) => b - a);
}

/** Writes the checkpoint of `step` into `folder`, and removes all but the two newest up to it. */
export function saveCheckpoint(folder: string, step: number, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, nameOf(step));
  const aside = `${path}.writing`;
  const file = openSync(aside, 'w');
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
  syncFolder(folder);
  for (const old of stepsIn(folder)
    .filter((at) => at <= step)
    .slice(kept))
    rmSync(join(folder, nameOf(old)));
  for (const name of readdirSync(folder)) if (name.endsWith('.writing')) rmSync(join(folder, name));
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
    steps = stepsIn(folder);
  } catch {
    return null;
  }
  for (const step of steps) {
    try {
      return parseCheckpoint(readFileSync(join(folder, nameOf(step))));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      onDamaged(`${nameOf(step)} is damaged, the one before is taken: ${error.message}`);
    }
  }
  if (!steps.length) return null;
  throw new FormatError(
    'checkpoint',
    `none of the ${steps.length} checkpoints can be read`,
    folder,
    'begin anew in another folder',
  );
}
