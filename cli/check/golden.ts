/** Runs one golden file: outputs, attention maps, gradients and changed state against what the official code gave. */
import { vjp } from '../../engine/autograd.ts';
import { cast } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { isFloat } from '../../engine/dtype.ts';
import { FormatError } from '../../engine/errors.ts';
import type { FileTensor } from '../../engine/files/file-tensor.ts';
import { parseSafetensors } from '../../engine/files/safetensors.ts';
import { scope } from '../../engine/scope.ts';
import { sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';
import { Variable } from '../../engine/variable.ts';
import { SGD } from '../../train/sgd.ts';
import type { Tolerance } from './compare.ts';
import { compare } from './compare.ts';
import { goldens } from './subjects.ts';
import type { CaseResult } from './report.ts';
import type { GoldenSubject, Options } from './table.ts';

/** Whether the bytes are a golden file, not just any safetensors file. */
export const isGolden = (metadata: ReadonlyMap<string, string>): boolean =>
  metadata.has('module') && metadata.has('tolerances');

/** @throws FormatError when the bytes are not a golden file; whatever an op throws that refuses the case. */
export async function checkGolden(device: Device, name: string, bytes: Uint8Array): Promise<CaseResult> {
  const { tensors: file, metadata } = parseSafetensors(bytes);
  if (!isGolden(metadata))
    throw new FormatError('golden', 'no golden metadata', name, 'expected "module" and "tolerances"');
  const module = metadata.get('module')!;
  const make = goldens[module];
  if (!make) return { name, failures: [], skipped: `module ${module} is not there yet` };

  const option = (key: string): Options => JSON.parse(metadata.get(key) ?? 'null') ?? {};
  const dtypes = option('input_dtypes') as string[];
  const inputs = numbered('input', file).map((entry, i) => {
    const raw = tensor(device, entry.data, entry.shape, entry.dtype);
    if (dtypes[i] !== 'bool') return raw;
    const truth = cast(raw, 'bool');
    raw.dispose();
    return truth;
  });
  const params = new Map(
    prefixed('param.', file).map(([key, entry]) => [key, tensor(device, entry.data, entry.shape, entry.dtype)]),
  );
  const mode = metadata.get('mode') === 'train' ? 'train' : 'eval';
  const subject = make({
    device,
    inputs,
    params,
    args: option('args'),
    call: option('call'),
    mode,
    names: new Set(file.keys()),
  });
  const got = scope(() => runSubject(device, subject, inputs, file, option('optimizer')));

  const failures: string[] = [];
  const tolerances = option('tolerances') as Record<string, Tolerance>;
  const vanishing = new Set(JSON.parse(metadata.get('zero_by_theory') ?? '[]') as string[]);
  for (const [key, want] of file) {
    if (/^(input|param|grad_output)(\.|$)/.test(key)) continue;
    const tolerance = vanishing.has(key) ? { atol: tolerances[key]?.atol ?? 0 } : (tolerances[key] ?? {});
    const problem = await compareTensor(got.get(key), want, tolerance);
    if (problem) failures.push(`${key}: ${problem}`);
  }
  for (const value of [...inputs, ...params.values(), ...got.values(), ...subject.params.values()]) value.dispose();
  return { name, failures };
}

/** Everything the run gave, under the names of the file. */
function runSubject(
  device: Device,
  subject: GoldenSubject,
  inputs: readonly Tensor[],
  file: ReadonlyMap<string, FileTensor>,
  optimizer: Options,
): Map<string, Tensor> {
  const wrt = new Map<string, Tensor>();
  inputs.forEach((input, i) => {
    const key = `grad.${indexed('input', i)}`;
    if (file.has(key) && isFloat(input.dtype)) wrt.set(key, input);
  });
  for (const [name, param] of subject.params) if (file.has(`grad.param.${name}`)) wrt.set(`grad.param.${name}`, param);

  let outputs: readonly (Tensor | null)[] = [];
  const { grads } = vjp(
    () => (outputs = subject.run()).map((output) => output ?? inputs[0]),
    wrt,
    () =>
      outputs.map((_, i) => {
        const cotangent = file.get(indexed('grad_output', i));
        return cotangent && tensor(device, cotangent.data, cotangent.shape);
      }),
  );
  const got = new Map<string, Tensor>(grads);
  outputs.forEach((output, i) => output && got.set(indexed('output', i), output));
  subject.attention?.().forEach((map, i) => got.set(indexed('attn', i), map));
  if (optimizer.lr !== undefined) {
    const trained = new Map(
      [...subject.params].filter(
        (entry): entry is [string, Variable] => entry[1] instanceof Variable && grads.has(`grad.param.${entry[0]}`),
      ),
    );
    new SGD(trained, { lr: optimizer.lr as number }).step(
      new Map([...trained.keys()].map((name) => [name, grads.get(`grad.param.${name}`)!])),
    );
  }
  for (const [name, value] of subject.after?.() ?? [])
    if (file.has(`after.${name}`))
      got.set(`after.${name}`, value instanceof Variable ? value.reshape(value.shape) : value);
  return got;
}

async function compareTensor(got: Tensor | undefined, want: FileTensor, tolerance: Tolerance): Promise<string | null> {
  if (!got) return 'not given';
  if (!sameShape(got.shape, want.shape)) return `shape ${show(got.shape)}, expected ${show(want.shape)}`;
  const worst = compare(await got.data(), want.data, isFloat(want.dtype) ? tolerance : {});
  return (
    worst &&
    `largest error ${worst.error.toExponential(3)} at ${worst.index} (got ${worst.got}, expected ` +
      `${worst.want}), allowed ${worst.allowed.toExponential(3)}`
  );
}

const indexed = (name: string, i: number): string => (i ? `${name}.${i}` : name);

function numbered(name: string, file: ReadonlyMap<string, FileTensor>): FileTensor[] {
  const found: FileTensor[] = [];
  for (let i = 0, entry; (entry = file.get(indexed(name, i))); i++) found.push(entry);
  return found;
}

const prefixed = (prefix: string, file: ReadonlyMap<string, FileTensor>): [string, FileTensor][] =>
  [...file].filter(([key]) => key.startsWith(prefix)).map(([key, entry]) => [key.slice(prefix.length), entry]);
