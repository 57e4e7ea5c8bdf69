/**
 * How gates describe themselves to `capture`: one weight for each channel, for each position, or for each position of
 * each channel, the same for every query.
 */
import type { MapSource } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Tensor } from '../../engine/tensor.ts';

type GateMap = MapSource<{ gate: Tensor }>;

const of = (gate: Tensor): Pick<GateMap, 'keep' | 'row' | 'full'> => ({
  keep: { gate },
  row: ({ gate: all }, _query, _head, batch) => copy(all.slice(0, batch, batch + 1)).reshape(-1),
  full: ({ gate: all }) => copy(all),
});

/** @param gate [B, C] or [B, C, 1, 1]. */
export const channelMap = (gate: Tensor, name = 'channel'): GateMap => ({
  name,
  kind: 'channel',
  grid: [1, gate.shape[1]],
  ...of(gate),
});

/** @param gate [B, 1, H, W]. */
export const spatialMap = (gate: Tensor, name = 'spatial'): GateMap => ({
  name,
  kind: 'spatial',
  grid: [gate.shape[2], gate.shape[3]],
  ...of(gate),
});

/** @param gate [B, heads, …], each head a row of weights over `grid`. */
export const headMap = (gate: Tensor, source: Pick<GateMap, 'name' | 'kind' | 'grid'>): GateMap => ({
  ...source,
  ...of(gate),
  heads: gate.shape[1],
  row: ({ gate: all }, _query, head, batch) =>
    copy(all.slice(0, batch, batch + 1).slice(1, head, head + 1)).reshape(-1),
});

/** @param gate [B, C, H, W]: each channel is a head. */
export const elementMap = (gate: Tensor, name = 'spatial'): GateMap =>
  headMap(gate, { name, kind: 'spatial', grid: [gate.shape[2], gate.shape[3]] });
