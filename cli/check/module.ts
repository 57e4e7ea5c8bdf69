/** The golden subject of a module: weights loaded strictly by official name, maps from `capture`, state read back. */
import { capture } from '../../engine/capture.ts';
import type { AttentionMap } from '../../engine/capture.ts';
import type { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { GoldenCase, GoldenSubject } from './table.ts';

/**
 * Loads the file's parameters into `module` and runs it by `run` (its `forward` on all inputs by default).
 * `maps` picks and orders the attention maps where `capture`'s own order is not the file's.
 */
export function moduleSubject<M extends Module>(
  golden: GoldenCase,
  module: M,
  run: (module: M, inputs: readonly Tensor[]) => Tensor | readonly (Tensor | null)[] = (m, inputs) =>
    m.forward(...inputs),
  maps: (captured: ReadonlyMap<string, AttentionMap>) => Iterable<AttentionMap> = (captured) => captured.values(),
): GoldenSubject {
  module.load(golden.params).train(golden.mode === 'train');
  let captured: ReadonlyMap<string, AttentionMap> = new Map();
  return {
    params: module.params(),
    run: () => {
      const { out, maps: found } = capture(() => run(module, golden.inputs));
      captured = found;
      return Array.isArray(out) ? (out as readonly (Tensor | null)[]) : [out as Tensor];
    },
    attention: () => Array.from(maps(captured), (map) => map.full()),
    after: () => module.state(),
  };
}

/** The maps that the official code has; a map of several stages together is ours alone. */
export const officialMaps = (captured: ReadonlyMap<string, AttentionMap>): AttentionMap[] =>
  [...captured].filter(([name]) => !name.split('.').includes('composed')).map(([, map]) => map);
