/** Right answers, by plain loops in float64, and how far an engine's answer lies from them. */
import { Device } from '../engine/device.ts';
import { scope } from '../engine/scope.ts';
import { size } from '../engine/shape.ts';
import { tensor } from '../engine/create.ts';
import type { BenchCase, Part } from './case.ts';
import type { HostTensor } from './inputs.ts';
import { makeInputs, placesOf, take } from './inputs.ts';
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
  const inputs = makeInputs({ ...test.inputs, ...test.checkInputs });
  const whole: Part = { inputs: {}, results: test.results.map(() => []) };
  const answers: Answer[] = [];
  for (const part of test.parts.length ? test.parts : [whole]) {
    const cut = Object.entries(inputs).map(
      ([name, input]) => [name, tensorOf(loops, part.inputs[name] ? take(input, part.inputs[name]) : input)] as const,
    );
    const step = workloads[test.op](Object.fromEntries(cut), part.spec ?? test.spec);
    const results = Array.from({ length: test.checked }, () => scope(step)).at(-1)!;
    let start = 0;
    for (const [i, shape] of test.results.entries()) {
      const ranges = part.results[i];
      if (ranges)
        answers.push({
          places: placesOf(shape, ranges).map((place) => start + place),
          values: Float64Array.from(await results[i].data()),
        });
      start += size(shape);
    }
  }
  return answers;
}

const tensorOf = (device: Device, { data, shape }: HostTensor) => tensor(device, data, shape);

/**
 * The largest error, as a share of the largest value of the same result; infinite for a wrong length, NaN or infinity.
 */
export function largestError(answers: readonly Answer[], got: Float32Array): number {
  return Math.max(
    ...answers.map(({ places, values }) => {
      let [scale, error] = [0, 0];
      places.forEach((place, i) => {
        const distance = Math.abs(got[place] - values[i]); // NaN beyond the end
        scale = Math.max(scale, Math.abs(values[i]));
        error = Math.max(error, Number.isFinite(distance) ? distance : Infinity);
      });
      return error / (scale || 1);
    }),
  );
}
