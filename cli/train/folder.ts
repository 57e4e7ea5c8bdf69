/** The folder of a run: a new one, or one that goes on as it was given. */
import type { TrainOptions } from './options.ts';
import type { Checkpoint } from '../../train/checkpoint.ts';
import { loadCheckpoint } from '../../train/checkpoint-node.ts';
import { join } from 'node:path';
import { say } from '../progress.ts';
import { FormatError } from '../../engine/errors.ts';
import { mkdirSync, readdirSync } from 'node:fs';

/** What a run was given, and must be given again. */
type Settings = Pick<TrainOptions, 'task' | 'attention' | 'data' | 'steps' | 'seed' | 'batch'>;

/** The newest checkpoint of a run, and what it was given; words of the command line that say otherwise are refused. */
export function openRun(folder: string, given: TrainOptions): { state: Checkpoint; settings: Settings } {
  const state = loadCheckpoint(join(folder, 'checkpoints'), (line) => say(`saccade: ${line}\n`));
  if (!state) throw new FormatError('train', `${folder} holds no run to resume`, '', 'name the folder of a run');
  const { task, attention, data, steps, seed, batch } = JSON.parse(state.notes.get('config') ?? '{}') as Settings;
  const settings = { task, attention, data: data ?? undefined, seed, batch };
  for (const [name, value] of Object.entries(settings)) {
    const word = given[name as keyof Settings];
    if (word !== undefined && word !== value)
      throw new FormatError('train', `the run in ${folder} has another ${name}`, `${word}, not ${value ?? 'none'}`);
  }
  return { state, settings: { ...settings, steps: given.steps ?? steps } };
}

/** The folder of a new run: there before the work, and no other run's. */
export function prepareFolder(out: string): void {
  mkdirSync(out, { recursive: true });
  if (loadable(out))
    throw new FormatError('train', `${out} holds a run already`, '', `--resume ${out}, or another --out`);
}

function loadable(folder: string): boolean {
  try {
    return readdirSync(join(folder, 'checkpoints')).length > 0;
  } catch {
    return false;
  }
}
