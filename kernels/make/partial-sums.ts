/**
 * Long sums in parts: workgroups each make a partial result, and a second pass adds these in a fixed order. No atomics.
 */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';

/** The most partial sums kept, in elements. */
export const partialLimit = 2 ** 23;

/**
 * What becomes of total number `i` before it is stored: statements that come first, its value, the operands and
 * constants that these name.
 */
export interface LastStep {
  reads: readonly string[];
  params?: Kernel['params'];
  setup: Snippet;
  value: (total: Snippet) => Snippet;
}

/**
 * out[i] = Σ partial[part · count + i], finished by `last`; over four sums of every fourth part: shorter chains keep
 * more digits.
 */
export function addParts(count: number, parts: number, last?: LastStep): Kernel {
  const wide = count % 4 === 0 && !last;
  const type = name(wide ? 'vec4<f32>' : 'f32');
  const total = wgsl`((sums[0] + sums[1]) + (sums[2] + sums[3]))`;
  const body = wgsl`
    var sums: array<${type}, 4>;
    for (var s = 0u; s < 4; s++) { sums[s] = ${type}(0.0); }
    for (var part = 0u; part < p.parts; part++) { sums[part % 4] += partial[part * p.count + i]; }
    ${last?.setup ?? wgsl``}
    out[i] = ${last ? last.value(total) : total};`;
  return {
    ...each(wide ? count / 4 : count, body, {
      params: { parts, ...last?.params },
      ...(wide && { types: { partial: type, out: type } }),
    }),
    reads: ['partial', ...(last?.reads ?? [])],
    writes: ['out'],
  };
}
