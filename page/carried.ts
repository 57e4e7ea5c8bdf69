/**
 * A network that was trained in this page and is to be looked with in the Attention tab. The Train tab gives it to
 * `store.carry`; the Attention tab finds it as `store.carried` when its listener is called, and asks
 * `carriedMaps(gpu, carried, pixels)` of `train/network.ts` (loaded when it is needed) for its maps. It lasts as long
 * as the page: a link has no room for weights.
 */
import type { TrainTask } from './train/state.ts';

export interface Carried {
  /** Another for each training and step. */
  key: string;
  /** For people: `Colour from grey, everywhere (dense), 200 steps, seed 0`. */
  title: string;
  task: TrainTask;
  attention: string;
  /** Of the pictures that it learnt from, in pixels. */
  side: number;
  /** What a bright cell of its maps says. */
  bright: string;
  /** A checkpoint: safetensors, the weights under the network's own names. */
  checkpoint: Uint8Array;
}
