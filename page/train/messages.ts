/** What the page and the worker that trains say to each other. */
import type { Scores } from '../../train/tasks/task.ts';
import type { Frame, FramePicture, Place } from '../frame.ts';
import type { TrainTask } from './state.ts';

/** Pictures drawn for the purpose, or files of the visitor's. */
export type Source = { kind: 'scenes' } | { kind: 'files'; files: readonly File[] };

export interface Plan {
  task: TrainTask;
  attention: string;
  seed: number;
  steps: number;
  data: Source;
}

export type ToWorker =
  /** Once, at first; `resume` is a checkpoint to go on from. */
  | { type: 'start'; plan: Plan; resume: Uint8Array | null; running: boolean }
  /** How many steps may be done from now on: none for a pause, one for a step, Infinity to go on. */
  | { type: 'allow'; steps: number };

/** A fixed picture that maps are shown over. */
export interface FixedPicture extends FramePicture {
  /** Which kind of thing each pixel is, where that is known. */
  kinds: Uint8Array | null;
  /** A query that has something to find. */
  query: Place;
}

/** A map of one fixed picture after so many steps. */
export interface Taken extends Frame {
  step: number;
  picture: number;
}

export interface Point {
  step: number;
  loss: number;
  scores: Scores | null;
}

export type FromWorker =
  | { type: 'ready'; adapter: string; parameters: number; learnt: number; judged: number; pictures: FixedPicture[] }
  | { type: 'report'; point: Point; picturesPerSecond: number; secondsLeft: number; bytes: number }
  | { type: 'frame'; frame: Taken }
  | { type: 'saved'; step: number; checkpoint: Uint8Array<ArrayBuffer> }
  | { type: 'paused'; step: number }
  | { type: 'done' }
  /** `lost`: the graphics device went away, and another may do. */
  | { type: 'failed'; why: string; lost: boolean };
