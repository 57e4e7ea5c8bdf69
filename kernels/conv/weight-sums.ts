/**
 * Where kernels of the weight gradient leave their sums: at once in `out`, and `bias` if it is wanted too, or in parts
 * that a second pass adds up. A part has the weights in order, then the output channels' sums for the bias.
 */
import type { Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { addParts } from '../make/partial-sums.ts';

export interface WeightSums {
  weights: number;
  /** Sums of a part: those of the weights and, where a bias has its gradient, of the output channels. */
  slots: number;
  biased: boolean;
  parts: number;
  writes: readonly string[];
  /** Assigns the sum of a weight (its number), or of an output channel, in part `part`. */
  storeWeight: (at: Snippet, value: Snippet) => Snippet;
  storeBias: (channel: Snippet, value: Snippet) => Snippet;
}

/** For kernels that see `p.weights` and `p.slots`, and `part` where there are several. */
export function weightSums(w: Operand, biased: boolean, parts: number): WeightSums {
  const weights = size(w.shape);
  const whole = parts === 1;
  return {
    weights,
    slots: weights + (biased ? w.shape[0] : 0),
    biased,
    parts,
    writes: whole ? ['out', ...(biased ? ['bias'] : [])] : ['partial'],
    storeWeight: (at, value) =>
      whole ? wgsl`out[${at}] = ${value};` : wgsl`partial[part * p.slots + ${at}] = ${value};`,
    storeBias: (channel, value) =>
      whole ? wgsl`bias[${channel}] = ${value};` : wgsl`partial[part * p.slots + p.weights + ${channel}] = ${value};`,
  };
}

/** The kernel with the pass that adds its parts, if there are several. */
export function withParts(kernel: Kernel, { weights, slots, biased, parts }: WeightSums): Kernel | Program {
  if (parts === 1) return kernel;
  return {
    passes: [kernel, biased ? addPartsOfBoth(weights, slots, parts) : addParts(weights, parts)],
    scratch: { partial: slots * parts },
  };
}

function addPartsOfBoth(weights: number, slots: number, parts: number): Kernel {
  const body = wgsl`
    var sums = vec4<f32>(0.0);
    for (var part = 0u; part < p.parts; part++) { sums[part % 4] += partial[part * p.count + i]; }
    let total = (sums.x + sums.y) + (sums.z + sums.w);
    if (i < p.weights) { out[i] = total; } else { bias[i - p.weights] = total; }`;
  return { ...each(slots, body, { params: { parts, weights } }), reads: ['partial'], writes: ['out', 'bias'] };
}
