/** The cases by name. `desk` cases run anywhere, `gpu` cases are sized for a discrete GPU. */
import type { BenchCase } from './case.ts';
import { deskCases } from './cases/desk.ts';
import { gpuCases } from './cases/gpu.ts';

export const caseLists = { desk: deskCases, gpu: gpuCases } as const;
export type CaseSize = keyof typeof caseLists;

/**
 * The cases of a size, or those named, whatever their size.
 * @throws RangeError naming what there is not.
 */
export function selectCases(names: readonly string[] | null, size: CaseSize): readonly BenchCase[] {
  if (!names) return caseLists[size];
  const all = [...deskCases, ...gpuCases];
  return names.map((name) => {
    const found = all.find(({ id }) => id === name);
    if (!found) throw new RangeError(`there is no case "${name}"; saccade bench --list names them`);
    return found;
  });
}
