/**
 * The cases by name. `desk` cases run anywhere, `gpu` cases are sized for a discrete GPU; `networks` are whole ones,
 * cut in half for software adapters, `networks-gpu` in full.
 */
import type { BenchCase } from './case.ts';
import { deskCases } from './cases/desk.ts';
import { gpuCases } from './cases/gpu.ts';
import { networkCases, networkGpuCases } from './cases/networks.ts';

export const caseLists = {
  desk: deskCases,
  gpu: gpuCases,
  networks: networkCases,
  'networks-gpu': networkGpuCases,
} as const;
export type CaseSize = keyof typeof caseLists;
export const caseSizes = Object.keys(caseLists) as CaseSize[];

/**
 * The cases of a size, or those named, whatever their size.
 * @throws RangeError naming what there is not.
 */
export function selectCases(names: readonly string[] | null, size: CaseSize): readonly BenchCase[] {
  if (!names) return caseLists[size];
  const all: readonly BenchCase[] = Object.values(caseLists).flat();
  return names.map((name) => {
    const found = all.find(({ id }) => id === name);
    if (!found) throw new RangeError(`there is no case "${name}"; saccade bench --list names them`);
    return found;
  });
}
