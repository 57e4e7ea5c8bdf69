/** One engine in one case: what a run prints as JSON. */
import type { BenchCase } from './case.ts';
import type { Contestant } from './contestant.ts';
import { median, quantile } from './stats.ts';

export interface Row {
  case: string;
  engine: string;
  version: string;
  adapter: string;
  /** Median and 95th percentile of a step, in ms; null where there is no time. */
  ms: number | null;
  p95: number | null;
  /** Samples that counted, and samples thrown away because the tab was hidden. */
  runs: number;
  invalid: number;
  /** The first call, shaders compiled, in ms. */
  compile_ms: number | null;
  /** Arithmetic and least traffic of the result over the median. */
  gflops: number | null;
  gbps: number | null;
  /**
   * Most bytes of GPU buffers that the case had alive, inputs included; not those that a library had kept from a case
   * before.
   */
  bytes_peak: number | null;
  /** Of a step. */
  dispatches: number | null;
  /** Made in the first call. */
  pipelines: number | null;
  buffers: number | null;
  /** Largest error as a share of the result's largest value. */
  max_error: number | null;
  /** Whether the answer is right; null where there is none. */
  ok: boolean | null;
  /** Why there is no time. */
  error: string | null;
}

export const emptyRow = (
  test: BenchCase,
  { name, version, adapter }: Pick<Contestant, 'name' | 'version' | 'adapter'>,
): Row => ({
  case: test.id,
  engine: name,
  version,
  adapter,
  ms: null,
  p95: null,
  runs: 0,
  invalid: 0,
  compile_ms: null,
  gflops: null,
  gbps: null,
  bytes_peak: null,
  dispatches: null,
  pipelines: null,
  buffers: null,
  max_error: null,
  ok: null,
  error: null,
});

export function finishedRow(
  row: Row,
  { flops, bytes }: Pick<BenchCase, 'flops' | 'bytes'>,
  times: readonly number[],
  peak: number,
): Row {
  if (row.error !== null || !times.length) return row;
  const ms = median(times);
  return {
    ...row,
    ms,
    p95: quantile(times, 0.95),
    runs: times.length,
    gflops: flops / ms / 1e6,
    gbps: bytes / ms / 1e6,
    bytes_peak: peak,
  };
}
