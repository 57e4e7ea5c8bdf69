/** Inputs that are the same bits in every engine and language: a hash of the input's name and the element's index. */
import type { Shape } from '../engine/shape.ts';
import { rowMajor, size } from '../engine/shape.ts';

/** A range of one axis: every `step`-th place from `start` up to but not including `end`. */
export type Range = readonly [axis: number, start: number, end: number, step: number];

/**
 * How an input is filled: uniform in ±scale (and 0 outside `within`), one value throughout, or whole numbers below
 * `classes`.
 */
export type InputSpec = { readonly shape: Shape } & (
  | { readonly scale: number; readonly within?: readonly Range[] }
  | { readonly value: number }
  | { readonly classes: number }
);

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

const seedOf = (name: string): number =>
  [...name].reduce((seed, letter) => (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0, 7);

function fill(name: string, spec: InputSpec): HostTensor['data'] {
  const count = size(spec.shape);
  const seed = seedOf(name);
  if ('classes' in spec) return Int32Array.from({ length: count }, (_, i) => hash(i, seed) % spec.classes);
  const data = new Float32Array(count);
  if ('value' in spec) return data.fill(spec.value);
  const put = (i: number) => (data[i] = ((hash(i, seed) / 2 ** 32) * 2 - 1) * spec.scale);
  if (spec.within) for (const i of placesOf(spec.shape, spec.within)) put(i);
  else for (let i = 0; i < count; i++) put(i);
  return data;
}

export const makeInputs = (specs: Readonly<Record<string, InputSpec>>): Record<string, HostTensor> =>
  Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, { shape: [...spec.shape], data: fill(name, spec) }]),
  );

/** A part of an array. */
export function take({ data, shape }: HostTensor, ranges: readonly Range[]): HostTensor {
  const places = placesOf(shape, ranges);
  const cut = data instanceof Int32Array ? new Int32Array(places.length) : new Float32Array(places.length);
  places.forEach((place, i) => (cut[i] = data[place]));
  return { data: cut, shape: shape.map((_, axis) => indices(shape, ranges, axis).length) };
}

/** Where the elements of a part lie, in order. */
export function placesOf(shape: Shape, ranges: readonly Range[]): Uint32Array<ArrayBuffer> {
  const strides = rowMajor(shape);
  let places: number[] = [0];
  for (const axis of shape.keys()) {
    const along = indices(shape, ranges, axis);
    places = places.flatMap((place) => along.map((index) => place + index * strides[axis]));
  }
  return Uint32Array.from(places);
}

function indices(shape: Shape, ranges: readonly Range[], axis: number): number[] {
  const [, start, end, step] = ranges.find(([of]) => of === axis) ?? [axis, 0, shape[axis], 1];
  return Array.from({ length: Math.ceil((Math.min(end, shape[axis]) - start) / step) }, (_, i) => start + i * step);
}
