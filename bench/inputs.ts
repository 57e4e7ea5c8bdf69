/** Inputs that are the same bits in every engine and language: a hash of the input's name and the element's index. */
import type { Shape } from '../engine/shape.ts';
import { size } from '../engine/shape.ts';

/** How an input is filled: uniform in ±scale, one value throughout, or whole numbers below `classes`. */
export type InputSpec = { readonly shape: Shape } & ({ readonly scale: number } | { readonly value: number } | { readonly classes: number });

/** A dense, row-major array on the host. */
export interface HostTensor {
  shape: number[];
  data: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
}

/** A hash of 32 bits. */
function hash(index: number, seed: number): number {
  let h = (Math.imul(index, 0x9e3779b1) + Math.imul(seed, 0x85ebca77)) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> 0;
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39) >>> 0;
  return (h ^ (h >>> 15)) >>> 0;
}

const seedOf = (name: string): number => [...name].reduce((seed, letter) => (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0, 7);

function fill(name: string, spec: InputSpec): HostTensor['data'] {
  const count = size(spec.shape);
  const seed = seedOf(name);
  if ('classes' in spec) return Int32Array.from({ length: count }, (_, i) => hash(i, seed) % spec.classes);
  const data = new Float32Array(count);
  if ('value' in spec) return data.fill(spec.value);
  for (let i = 0; i < count; i++) data[i] = ((hash(i, seed) / 2 ** 32) * 2 - 1) * spec.scale;
  return data;
}

export const makeInputs = (specs: Readonly<Record<string, InputSpec>>): Record<string, HostTensor> =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, { shape: [...spec.shape], data: fill(name, spec) }]));
