/**
 * Which of several kernels makes a product, by kind of adapter and by the work there is: what ships, until `tune` has
 * measured. Whichever is taken, each output is one chain of additions along k, so the bits are the same.
 */
import type { Adapter } from '../../engine/gpu/kernel.ts';

/** Tiles of GPUs: how many outputs a workgroup makes at a time. */
export interface Tile {
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

const fits = (tile: Tile, { limits }: Adapter): boolean =>
  threadsOf(tile) <= Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX) &&
  4 * tile.depth * (tile.rows + tile.columns) <= limits.maxComputeWorkgroupStorageSize;

/** Work of one size, which one kernel does best. */
export interface Bucket {
  name: string;
  /** Up to so many outputs (GPUs), or products of two numbers (CPUs). */
  below: number;
  shipped: string;
  /** The m, k and n of a product that stands for all. */
  sample: readonly [number, number, number];
}

/** Few outputs are shared out in small tiles, so that a GPU has workgroups enough. */
const tileBuckets: readonly Bucket[] = [
  { name: 'few outputs', below: 2 ** 18, shipped: '32x32', sample: [256, 512, 256] },
  { name: 'outputs', below: 2 ** 21, shipped: '64x64', sample: [1024, 512, 1024] },
  { name: 'many outputs', below: Infinity, shipped: '64x64', sample: [2048, 1024, 2048] },
];

/**
 * A CPU's kernels: rows of its lanes, of which 16 need fewer loads and half again the time to compile, and the one for
 * small products, which takes twice their time and a third of theirs to compile.
 */
const laneBuckets: readonly Bucket[] = [
  { name: 'tiny products', below: 2 ** 21, shipped: 'small', sample: [64, 64, 256] },
  { name: 'few products', below: 2 ** 24, shipped: '8', sample: [256, 128, 256] },
  { name: 'many products', below: Infinity, shipped: '16', sample: [512, 512, 512] },
];

/** What an adapter may choose between. */
export function contests(adapter: Adapter): { bucket: Bucket; candidates: readonly string[] }[] {
  if (!adapter.software)
    return tileBuckets.map((bucket) => ({
      bucket,
      candidates: Object.keys(tiles).filter((name) => fits(tiles[name], adapter)),
    }));
  return adapter.subgroup ? laneBuckets.map((bucket) => ({ bucket, candidates: laneCandidates })) : [];
}

const laneCandidates = ['small', '8', '16'];

/**
 * What was chosen for so much work; what ships where nothing was, or nothing that there is: files that are kept can be
 * damaged.
 */
function chosen(buckets: readonly Bucket[], candidates: readonly string[], work: number, adapter: Adapter): string {
  const { name, shipped } = buckets.find(({ below }) => work < below)!;
  return candidates.find((candidate) => candidate === adapter.choices.get(name)) ?? shipped;
}

/** The tile for a product of so many outputs. */
export const tileFor = (outputs: number, adapter: Adapter): Tile =>
  tiles[chosen(tileBuckets, Object.keys(tiles), outputs, adapter)];

/** The kernel for so many products: `small`, or the most rows of a lane. */
export const laneChoice = (products: number, adapter: Adapter): string =>
  chosen(laneBuckets, laneCandidates, products, adapter);
