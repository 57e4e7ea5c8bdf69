/** Right answers, by plain loops in float64, and how far an engine's answer lies from them. */
import { Device } from '../engine/device.ts';
import { scope } from '../engine/scope.ts';
import type { Shape } from '../engine/shape.ts';
import { rowMajor, size } from '../engine/shape.ts';
import { tensor } from '../engine/tensor.ts';
import type { BenchCase, Part, Range } from './case.ts';
import type { HostTensor } from './inputs.ts';
import { makeInputs } from './inputs.ts';
import { workloads } from './workloads.ts';

/** Largest error that an answer may have, as a share of the largest value of the same result. */
export const tolerance = 1e-4;

/** Right values of some elements of one result; `places` count in all results joined. */
export interface Answer {
  places: Uint32Array;
  values: Float64Array;
}

/** What the case's answer must be: all of it, or its parts. Takes seconds for a training step. */
export async function rightAnswers(test: BenchCase): Promise<Answer[]> {
  const loops = await Device.open({ backend: 'reference', exact: true });
  const inputs = makeInputs(test.inputs);
  const whole: Part = { inputs: {}, results: test.results.map(() => []) };
  const answers: Answer[] = [];
  for (const part of test.parts.length ? test.parts : [whole]) {
    const cut = Object.entries(inputs).map(([name, input]) => [name, tensorOf(loops, part.inputs[name] ? take(input, part.inputs[name]) : input)] as const);
    const step = workloads[test.op](Object.fromEntries(cut), part.spec ?? test.spec);
    const results = Array.from({ length: test.checked }, () => scope(step)).at(-1)!;
    let start = 0;
    for (const [i, shape] of test.results.entries()) {
      const ranges = part.results[i];
      if (ranges) answers.push({ places: placesOf(shape, ranges).map((place) => start + place), values: Float64Array.from(await results[i].data()) });
      start += size(shape);
    }
  }
  return answers;
}

const tensorOf = (device: Device, { data, shape }: HostTensor) => tensor(device, data, shape);

/** The largest error, as a share of the largest value of the same result; infinite for a wrong length, NaN or infinity. */
export function largestError(answers: readonly Answer[], got: Float32Array): number {
  return Math.max(...answers.map(({ places, values }) => {
    let [scale, error] = [0, 0];
    places.forEach((place, i) => {
      const distance = Math.abs(got[place] - values[i]); // NaN beyond the end
      scale = Math.max(scale, Math.abs(values[i]));
      error = Math.max(error, Number.isFinite(distance) ? distance : Infinity);
    });
    return error / (scale || 1);
  }));
}

function take({ data, shape }: HostTensor, ranges: readonly Range[]): HostTensor {
  const places = placesOf(shape, ranges);
  const cut = data instanceof Int32Array ? new Int32Array(places.length) : new Float32Array(places.length);
  places.forEach((place, i) => (cut[i] = data[place]));
  return { data: cut, shape: cutShape(shape, ranges) };
}

const cutShape = (shape: Shape, ranges: readonly Range[]): number[] => shape.map((_, axis) => indices(shape, ranges, axis).length);

function indices(shape: Shape, ranges: readonly Range[], axis: number): number[] {
  const [, start, end, step] = ranges.find(([of]) => of === axis) ?? [axis, 0, shape[axis], 1];
  return Array.from({ length: Math.ceil((Math.min(end, shape[axis]) - start) / step) }, (_, i) => start + i * step);
}

/** Where the elements of a cut lie, in order. */
function placesOf(shape: Shape, ranges: readonly Range[]): Uint32Array {
  const strides = rowMajor(shape);
  let places: number[] = [0];
  for (const axis of shape.keys()) {
    const along = indices(shape, ranges, axis);
    places = places.flatMap((place) => along.map((index) => place + index * strides[axis]));
  }
  return Uint32Array.from(places);
}
