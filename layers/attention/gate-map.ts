/**
 * How gates describe themselves to `capture`: one weight for each channel, for each position, or for each position of
 * each channel, the same for every query.
 */
import type { MapSource } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mul } from '../../kernels/elementwise/mul.ts';

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

type Crossed = { alongRows: Tensor; alongColumns: Tensor };

/**
 * Gates along both axes, [B, C, H, 1] and [B, C, 1, W]: a position's weight is the product of both, a head for each
 * channel; `full` is the gate along one.
 */
export const crossedMap = (gates: Crossed, name: 'rows' | 'columns'): MapSource<Crossed> => ({
  name,
  kind: 'spatial',
  heads: gates.alongRows.shape[1],
  grid: [gates.alongRows.shape[2], gates.alongColumns.shape[3]],
  keep: gates,
  row: ({ alongRows, alongColumns }, _query, channel, batch) => {
    const one = (gate: Tensor) => gate.slice(0, batch, batch + 1).slice(1, channel, channel + 1);
    return mul(one(alongRows), one(alongColumns)).reshape(-1);
  },
  full: ({ alongRows, alongColumns }) => copy(name === 'rows' ? alongRows : alongColumns),
});
