/** What a link to the Train tab holds: `#train?task=colour&a=dense&b=window&seed=0&steps=200`. */
import type { TaskName } from '../../train/tasks/task-names.ts';

/** The tasks of the page, the one to begin with first. */
export const trainTasks = ['colour', 'patch', 'segment', 'classify'] as const satisfies readonly TaskName[];
export type TrainTask = (typeof trainTasks)[number];

export interface TrainState {
  task: TrainTask;
  /** What it attends with; null for what the task is known for. */
  a: string | null;
  /** Another that learns the same beside it; null for none. */
  b: string | null;
  seed: number;
  steps: number;
}

export const initialTrain: TrainState = { task: 'colour', a: null, b: null, seed: 0, steps: 120 };

/** So many that a link cannot keep a machine busy for ever. */
export const mostSteps = 20_000;
const mostSeed = 999_999;

/** A mechanism that does not exist is noticed where the mechanisms are known; here it must only be a plain word. */
export function parseTrain(words: URLSearchParams): TrainState {
  const plain = (name: string): string | null => /^[a-z][a-z0-9_-]{0,40}$/.exec(words.get(name) ?? '')?.[0] ?? null;
  const whole = (name: string, least: number, most: number, otherwise: number): number =>
    /^\d{1,6}$/.test(words.get(name) ?? '') ? Math.min(most, Math.max(least, Number(words.get(name)))) : otherwise;
  return {
    task: trainTasks.find((task) => task === words.get('task')) ?? initialTrain.task,
    a: plain('a'),
    b: plain('b'),
    seed: whole('seed', 0, mostSeed, initialTrain.seed),
    steps: whole('steps', 1, mostSteps, initialTrain.steps),
  };
}

export function writeTrain({ task, a, b, seed, steps }: TrainState): string[] {
  const words: string[] = [];
  if (task !== initialTrain.task) words.push(`task=${task}`);
  if (a !== null) words.push(`a=${a}`);
  if (b !== null) words.push(`b=${b}`);
  if (seed !== initialTrain.seed) words.push(`seed=${seed}`);
  if (steps !== initialTrain.steps) words.push(`steps=${steps}`);
  return words;
}
