/** Sizes of the tiles that GPUs make products in. Whichever is taken, each output is one chain of additions along k: the bits are the same. */
import type { Adapter } from '../../engine/kernel.ts';

export interface Tile {
  /** Outputs of a workgroup. */
  rows: number;
  columns: number;
  /** Steps along k that are staged in workgroup memory at a time. */
  depth: number;
  /** Blocks of 4×4 outputs that an invocation makes, down and across. */
  down: number;
  across: number;
}

export const tiles: Readonly<Record<string, Tile>> = {
  '32x32': { rows: 32, columns: 32, depth: 8, down: 1, across: 1 },
  '64x64': { rows: 64, columns: 64, depth: 16, down: 1, across: 1 },
  '64x64, 8x8': { rows: 64, columns: 64, depth: 8, down: 2, across: 2 },
  '128x64, 8x8': { rows: 128, columns: 64, depth: 8, down: 2, across: 2 },
};

export const threadsOf = ({ rows, columns, down, across }: Tile): number => (rows * columns) / (16 * down * across);

export const fits = (tile: Tile, { limits }: Adapter): boolean =>
  threadsOf(tile) <= Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX) && 4 * tile.depth * (tile.rows + tile.columns) <= limits.maxComputeWorkgroupStorageSize;

/** Kinds of work that `tune` chooses a tile for, by the outputs there are; below them, what is taken until it has. Small tiles keep more workgroups busy. */
export const buckets = [
  { name: 'tile small', below: 2 ** 18, tile: '32x32' },
  { name: 'tile medium', below: 2 ** 21, tile: '64x64' },
  { name: 'tile large', below: Infinity, tile: '64x64' },
] as const;

/** The tile for a product of so many outputs. */
export function tileFor(outputs: number, adapter: Adapter): Tile {
  const { name, tile } = buckets.find(({ below }) => outputs < below)!;
  return tiles[adapter.choices.get(name) ?? tile] ?? tiles[tile];
}
