/** Which maps of a module are trained and measured: those that say for each position where it looks. */
import type { AttentionMap } from '../../engine/capture.ts';
import { capture } from '../../engine/capture.ts';
import type { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';

export type AnyModule = Module & { forward(...inputs: Tensor[]): unknown };

/** Whether a map weighs positions for each position. */
export const isOverPositions = ({ kind, queries }: AttentionMap): boolean =>
  kind !== 'channel' && kind !== 'spatial' && (queries !== null || kind === 'bases');

/** The maps of a module on features, by name; they end with the scope. */
export const mapsOver = (module: AnyModule, x: Tensor): Map<string, AttentionMap> =>
  capture(() => void module.forward(x)).maps;
