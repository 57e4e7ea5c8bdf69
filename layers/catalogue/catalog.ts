/**
 * The catalogue: every attention module by name, with its paper, what its map means, what it costs, and how to make one
 * for a picture.
 */
import type { MapKind } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import type { Module } from '../../engine/module.ts';

/**
 * What one forward pass costs, as numbers for C channels of H×W: parameters, floating-point operations, bytes of the
 * map if it were formed.
 */
export interface Cost {
  parameters: number;
  flops: number;
  mapBytes: number;
}

export interface CatalogEntry {
  /** As the command line and the page's links say it. */
  name: string;
  /** The class in this library. */
  className: string;
  paper: string;
  year: number;
  /** arXiv number or address of the source. */
  source: string;
  /** How the page sorts it: every position, some positions, or a gate on channels and positions. */
  group: 'dense' | 'sparse' | 'gate';
  kind: MapKind;
  /** What a bright cell of its map says, in one sentence. */
  meaning: string;
  /** Formula of `cost`, for people. */
  formula: string;
  cost: (channels: number, height: number, width: number) => Cost;
  /** The longest side of what it takes, where that must be square. */
  square?: number;
  /** A default configuration for features [1, C, H, W] that `forward` takes as they are. */
  make: (gpu: Device, channels: number, height: number, width: number) => Module;
}
