/** Finds every op there is, and makes the inputs of its samples. */
import type { Op, Sample } from '../engine/op.ts';
import { Random } from '../engine/random.ts';
import { size } from '../engine/shape.ts';
import type { Device } from '../engine/device.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';

// oxlint-disable-next-line no-explicit-any -- ops of all attribute types meet here
export type AnyOp = Op<any>;
// oxlint-disable-next-line no-explicit-any -- as above
export type AnySample = Sample<any>;

const files = import.meta.glob(['../engine/accumulate.ts', '../kernels/**/*.ts'], { eager: true }) as Record<
  string,
  Record<string, unknown>
>;

/** Every op that a kernel file exports, itself or as `ops` of a public function. */
export function allOps(): AnyOp[] {
  const found = new Set<AnyOp>();
  for (const exported of Object.values(files).flatMap((file) => Object.values(file))) {
    if (typeof exported !== 'function') continue;
    if ('spec' in exported) found.add(exported as unknown as AnyOp);
    if ('ops' in exported) for (const op of exported.ops as AnyOp[]) found.add(op);
  }
  return [...found].sort((a, b) => a.spec.name.localeCompare(b.spec.name));
}

export const samplesOf = (op: AnyOp): AnySample[] =>
  op.spec.samples.map((sample) =>
    Array.isArray(sample) ? { shapes: { [op.spec.inputs[0]]: sample as readonly number[] } } : (sample as AnySample),
  );

/** The inputs of a sample, the same numbers on every device. */
export function sampleInputs(device: Device, sample: AnySample, seed = 1): Record<string, Tensor> {
  const random = new Random(seed);
  const [low, high] = sample.range ?? [-1, 1];
  return Object.fromEntries(
    Object.entries(sample.shapes).map(([name, shape]) => {
      const dtype = sample.dtypes?.[name] ?? 'f32';
      const draw = () =>
        dtype === 'f32' || dtype === 'f16'
          ? random.uniform(low, high)
          : dtype === 'bool'
            ? random.integer(2)
            : low + random.integer(high - low + 1);
      const values = sample.values?.[name] ?? Array.from({ length: size(shape) }, draw);
      return [name, tensor(device, Float64Array.from(values), shape, dtype)];
    }),
  );
}
