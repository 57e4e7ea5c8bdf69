/** A task: what is learnt from what, and how it is judged. `runTask` trains it; the command and the page show it. */
import type { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { AttentionMap } from '../../engine/capture.ts';
import type { Pictures } from '../data/pictures.ts';
import type { Feed } from '../fit.ts';

/** Scores by name, as tables and curves show them. */
export type Scores = Readonly<Record<string, number>>;

/** A picture whose attention is shown as it forms. */
export interface Probe {
  /** [1, channels, height, width] as the network takes it; made anew each time, the caller frees it. */
  input: () => Tensor;
  /** Where the picture stands in `of`. */
  index: number;
  of: Pictures;
  /** A query that has something to find, as a share of height and width. */
  query: readonly [number, number];
}

export interface Task {
  net: Module;
  feed: Feed;
  loss: (batch: Readonly<Record<string, Tensor>>) => Tensor;
  /** The optimiser's rate that the task is known to learn with. */
  lr: number;
  weightDecay: number;
  /** Of pictures that were never trained on; the network is in `eval()`. */
  scores: () => Promise<Scores>;
  /** Which of the scores `fit` compares, the higher the better. */
  better: (scores: Scores) => number;
  /** The network's maps of a probe, by name. */
  maps: (probe: Probe) => ReadonlyMap<string, AttentionMap>;
  probes: readonly Probe[];
}
