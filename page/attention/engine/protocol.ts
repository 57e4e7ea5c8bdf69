/** What the page asks of the engine's worker, and what it answers: plain data both ways. */
import type { MapKind } from '../../../engine/capture.ts';
import type { Pixels } from '../../../engine/files/pixels.ts';
import type { Cell, Grid } from '../../../layers/show/heatmap.ts';
import type { ReadingKind } from '../../../layers/show/network-reading.ts';
import type { Reading } from '../../../layers/show/reading.ts';
import type { Carried } from '../../carried.ts';

/** The adapter, as the header shows it; or why there is none. */
export interface Adapter {
  name: string;
  kind: 'WebGPU' | 'software' | 'no WebGPU';
  description: string;
  failure: string | null;
}

export type PictureSource = { scene: number } | { blob: Blob };

export interface PictureInfo {
  /** As it is drawn: its longer side near 800. */
  drawn: Pixels;
  thumbnail: Pixels;
  /** Of the picture itself. */
  size: readonly [width: number, height: number];
}

export interface MapInfo {
  name: string;
  kind: MapKind;
  heads: number;
  grid: Grid;
  queries: Grid | null;
  /** Tokens without a place: a class token, registers. */
  prefix: number;
}

export interface ViewInfo {
  maps: readonly MapInfo[];
  /** The one to begin with, by its name: of the kind that the catalogue promises; the last block's of a network. */
  first: string;
  /** What the first run took, shaders and all. */
  milliseconds: number;
  /** Where the weights are from. */
  weights: 'random' | 'trained' | 'file';
  /** How trained weights came about, by what the file says. */
  notes: readonly (readonly [name: string, value: string])[];
  /** Cells of the features, for the costs. */
  cells: Grid;
  /** Classes that a network thinks likeliest. */
  classes: readonly { name: string; share: number }[];
}

export interface NetworkInfo {
  /** As the command line says it. */
  name: string;
  className: string;
  paper: string;
  /** Whose names the file had. */
  format: string;
  parameters: number;
  /** Whether it tells classes apart, which gradient readings follow. */
  hasClasses: boolean;
}

/** A row: of a module's or network's map, or what became of all of a network's. */
export interface Wanted {
  /** `own` for the network from a file, `trained` for the one from the Train tab, else a module's name. */
  subject: string;
  picture: string;
  layer: string | null;
  /** Null for the mean over heads. */
  head: number | null;
  /** A place in the picture as shares of its height and width; null for the middle or the class token. */
  place: readonly [down: number, across: number] | null;
}

export interface Told {
  reading: Reading;
  layer: string;
  /** The class that a gradient followed. */
  followed: string | null;
}

export interface Step {
  cell: Cell;
  /** What the cell before it gave it; 1 of the first. */
  weight: number;
}

/** What the catalogue says of a mechanism. */
export interface About {
  className: string;
  kind: MapKind;
  paper: string;
  /** arXiv number or address. */
  source: string;
  meaning: string;
  formula: string;
  /** By the side of a square picture, for the usual features. */
  costs: readonly { side: number; parameters: number; flops: number; mapBytes: number; featureBytes: number }[];
}

/** The worker's functions. */
export interface Calls {
  about: (module: string) => Promise<About>;
  /** @param zoo the folder of trained weights */
  open: (webgpu: boolean, zoo: string) => Promise<Adapter>;
  picture: (key: string, source: PictureSource) => Promise<PictureInfo>;
  network: (files: readonly Blob[]) => Promise<NetworkInfo>;
  /** A network that was trained in this page: the subject `trained` from now on. */
  carry: (carried: Carried) => Promise<void>;
  view: (subject: string, picture: string) => Promise<ViewInfo>;
  row: (wanted: Wanted, count: number) => Promise<Told>;
  rows: (wanted: readonly Wanted[]) => Promise<readonly Told[]>;
  explain: (reading: ReadingKind, wanted: Wanted) => Promise<Told>;
  follow: (wanted: Wanted, steps: number) => Promise<readonly Step[]>;
  /** Milliseconds of a run when all is compiled: the middle of some. */
  time: (subject: string, picture: string) => Promise<number>;
}

export interface Request {
  id: number;
  method: keyof Calls;
  given: readonly unknown[];
}

export interface Answer {
  id: number;
  value?: unknown;
  failure?: Failure;
}

/** An error across the worker's border, where classes do not go. */
export interface Failure {
  /** The device was lost or is full; a file is damaged or something else; weights fit nothing; a call was refused. */
  kind: 'device' | 'format' | 'weights' | 'refused' | 'other';
  message: string;
}
