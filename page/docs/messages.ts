/** What the Docs tab asks its worker, and what it is told. */
import type { Frame, FramePicture } from '../frame.ts';

export type Ask =
  | { what: 'module'; name: string }
  | { what: 'function'; name: string }
  | { what: 'wrong'; name: string };

/** A tensor of at most two axes, for the eye. */
export interface Sheet {
  name: string;
  /** Of the tensor whole; what is shown is its first sheet, cut to 8×8. */
  shape: readonly number[];
  rows: number;
  columns: number;
  values: readonly number[];
}

export interface Shader {
  label: string;
  code: string;
}

export interface LiveModule {
  picture: FramePicture;
  frames: Frame[];
  shaders: Shader[];
}

export interface LiveFunction {
  /** Each op of the function on its first sample. */
  ops: { name: string; inputs: Sheet[]; outputs: Sheet[]; attributes: string; shaders: Shader[] }[];
}

/** A bug and the same computed as it should be, on the same picture. */
export interface LiveWrong {
  picture: FramePicture;
  wrong: { map: Frame | null; out: FramePicture };
  right: { map: Frame | null; out: FramePicture };
  /** What to see, in numbers. */
  fact: string;
}

export type Answer = { id: number } & (
  | { module: LiveModule }
  | { function: LiveFunction }
  | { wrong: LiveWrong }
  | { failed: string }
);
