/**
 * `defineOp`: one op, one value. Its shape rule refuses wrong calls before any GPU work; its plain loops are the oracle and the reference
 * backend; its kernel must equal them; its gradient is made of other ops. Tests, benchmarks and docs are built from `samples`.
 */
import { cast } from './cast.ts';
import { copyStorage } from './copy.ts';
import type { Data, DType } from './dtype.ts';
import { bytesPerElement, isFloat } from './dtype.ts';
import type { Device } from './device.ts';
import { DeviceError, DTypeError, KernelError, ShapeError } from './errors.ts';
import { fromHalf, toHalf } from './half.ts';
import type { Adapter, Kernel, Operand, Program } from './gpu/kernel.ts';
import type { Bound } from './gpu/plan.ts';
import type { Live } from './ambient.ts';
import { valueOf } from './ambient.ts';
import { bindingAlignment, checkBindings, makePlan, runPlan } from './gpu/plan.ts';
import type { ByName, ForEach } from './op-names.ts';
import type { Gradients } from './op-gradient.ts';
import { gradientsOf, passes } from './op-gradient.ts';
import type { Shape } from './shape.ts';
import { checkShape, rowMajor, show, size } from './shape.ts';
import { Storage } from './storage.ts';
import { record } from './tape.ts';
import { Tensor } from './tensor.ts';

/** A tensor as a reference loop meets it: dense, row-major. Outputs start as zeros and keep float64 until they are stored. */
export interface HostArray {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly data: Data | Float64Array;
}

export interface Described {
  readonly shape: Shape;
  readonly dtype: DType;
}

export type Attrs = object;
/** Attributes as a call gives them: a live number may be a function that gives it, as `fresh` makes. */
export type Given<A> = { [K in keyof A]: number extends A[K] ? A[K] | Live : A[K] };
type Named<T> = Record<string, T>;

type Names = readonly string[];

/**
 * What a gradient rule sees: every input and output by name, `dy` for the first output, `d` for each output that has a
 * gradient.
 */
export interface GradContext<A, I extends Names = Names, O extends string = string> {
  readonly attrs: A;
  readonly inputs: ByName<I, Tensor>;
  readonly outputs: Readonly<Record<O, Tensor>>;
  readonly dy: Tensor;
  readonly d: Readonly<Record<O, Tensor | undefined>>;
}

/** A case that tests, benchmarks and docs try the op on. */
export interface Sample<A> {
  shapes: Named<Shape>;
  attrs?: A;
  dtypes?: Named<DType>;
  /** Inputs are uniform in this range; -1 to 1 by default. Integers count both ends in. */
  range?: readonly [number, number];
  /** Exact values in place of random ones. */
  values?: Named<readonly number[]>;
  /** False where finite differences make no sense (a kink, an integer input). */
  differentiable?: boolean;
}

/** An op with attributes `A`, inputs `I` and outputs `O`. */
export interface OpSpec<A extends Attrs, I extends Names = Names, O extends string = string> {
  name: string;
  /** What the attributes are: `{} as SomeAttrs`. Only its type is read. */
  attrs?: A;
  /** Names; `bias?` may be left out, `...xs` stands for any number (`xs0`, `xs1`, …). */
  inputs: readonly [...I];
  /** Element types that each input takes; floats by default. f16 is computed in f32 and rounded back. */
  dtypes?: Named<readonly DType[]>;
  /** The output's shape; throws ShapeError for inputs that do not fit. */
  shape?: (inputs: ByName<I, Described>, attrs: A) => Shape;
  /** The output's type; that of the first input by default. */
  dtype?: (inputs: ByName<I, Described>, attrs: A) => DType;
  /** Several outputs, by name, in place of `shape` and `dtype`. */
  outputs?: (inputs: ByName<I, Described>, attrs: A) => { [N in O]?: Described };
  /** Inputs, or families of them, that the kernel reads through strides and offset; all others arrive dense. */
  strided?: Names;
  /**
   * Attributes that change from call to call (a learning rate): f32 constants `p.NAME`, never part of the shader or its
   * key.
   */
  live?: readonly (keyof NoInfer<A> & string)[];
  /** Plain loops over inputs and outputs, float64 inside. */
  reference: (arrays: ByName<I, HostArray> & Readonly<Record<NoInfer<O>, HostArray>>, attrs: A) => void;
  kernel: (
    operands: ByName<I, Operand> & Readonly<Record<NoInfer<O>, Operand>>,
    attrs: A,
    adapter: Adapter,
  ) => Kernel | Program;
  /**
   * Gradients by input name, of the inputs that are `wanted`: made at once, those of others are not looked at. A float
   * input without one must be named in `constant`.
   */
  grad?: (context: GradContext<A, I, NoInfer<O>>, wanted: ForEach<I, boolean>) => Gradients;
  /** Inputs that outputs are constants of, as far as gradients go: where a step function has slope 0, say. */
  constant?: Names;
  /** Arithmetic and memory traffic of one call, for rooflines. */
  cost?: (
    operands: ByName<I, Described> & Readonly<Record<NoInfer<O>, Described>>,
    attrs: A,
  ) => { flops: number; bytes: number };
  samples: readonly (Shape | Sample<NoInfer<A>>)[];
}

/** An op; without names as types where its maker was given them. */
export interface Op<A extends Attrs, I extends Names = Names, O extends string = OutputOf<I>> {
  /** Runs an op with one output. */
  (inputs: CallOf<I>, attrs?: Given<A>): Tensor;
  /** Runs an op with several outputs. */
  many(inputs: CallOf<I>, attrs?: Given<A>): Record<O, Tensor>;
  readonly spec: OpSpec<A, I, O>;
}
type OutputOf<I extends Names> = string extends I[number] ? string : 'out';
type CallOf<I extends Names> = string extends I[number] ? Named<Tensor | undefined> : ByName<I, Tensor>;

/** An op from its spec: the names in `inputs`, and those that `outputs` gives, are all that its parts may ask for. */
export function defineOp<const I extends Names, A extends Attrs = object, O extends string = 'out'>(
  spec: OpSpec<A, I, O>,
): Op<A, I, O>;
export function defineOp<A extends Attrs>(spec: OpSpec<A>): Op<A>;
export function defineOp<A extends Attrs>(spec: OpSpec<A>): Op<A> {
  // Only live attributes may be functions, and only those who ask for their value meet them: see `keyOf`.
  const many = (inputs: Named<Tensor | undefined>, attrs?: Given<A>) => call(spec, inputs, (attrs ?? {}) as A);
  const one = (inputs: Named<Tensor | undefined>, attrs?: Given<A>) => Object.values(many(inputs, attrs))[0];
  return Object.assign(one, { many, spec });
}

/** The outputs' shapes and types by name. */
export function describeOutputs<A extends Attrs>(
  spec: OpSpec<A>,
  inputs: Named<Described>,
  attrs: A,
): Named<Described> {
  if (spec.outputs) return spec.outputs(inputs, attrs) as Named<Described>;
  const shape = spec.shape!(inputs, attrs);
  return { out: { shape, dtype: spec.dtype?.(inputs, attrs) ?? Object.values(inputs)[0].dtype } };
}

function call<A extends Attrs>(spec: OpSpec<A>, given: Named<Tensor | undefined>, attrs: A): Named<Tensor> {
  const inputs: Named<Tensor> = {};
  for (const [key, input] of Object.entries(given)) if (input) inputs[key] = input;
  const device = checkInputs(spec, inputs);
  const described = describeOutputs(spec, inputs, attrs);
  for (const { shape } of Object.values(described)) checkShape(spec.name, shape);
  if (spec.name !== 'cast' && Object.values(inputs).some((input) => input.dtype === 'f16'))
    return callInF32(spec, inputs, attrs, described);

  const outputs = device.gpu
    ? runOnGpu(spec, device, inputs, attrs, described)
    : runOnHost(spec, device, inputs, attrs, described);
  const names = Object.keys(inputs);
  const outNames = Object.keys(outputs);
  if (
    names.some((name) => passes(spec, name, inputs[name])) &&
    Object.values(outputs).some(({ dtype }) => isFloat(dtype))
  ) {
    record(spec.name, Object.values(inputs), Object.values(outputs), {
      kind: 'op',
      gradients: (dys, saved, results, wanted) => {
        const context: GradContext<A> = {
          attrs,
          inputs: Object.fromEntries(names.map((name, i) => [name, saved[i]!])),
          outputs: Object.fromEntries(outNames.map((name, i) => [name, results[i]])),
          dy: dys[0]!,
          d: Object.fromEntries(outNames.map((name, i) => [name, dys[i]])),
        };
        const found = gradientsOf(spec, context, (name) => wanted[names.indexOf(name)]);
        return names.map((name) => found[name]);
      },
    });
  }
  return outputs;
}

function checkInputs<A extends Attrs>(spec: OpSpec<A>, inputs: Named<Tensor>): Device {
  let device: Device | null = null;
  for (const wanted of spec.inputs) {
    if (wanted.endsWith('?') || wanted.startsWith('...') || inputs[wanted]) continue;
    throw new ShapeError(
      spec.name,
      `input "${wanted}" is missing`,
      Object.keys(inputs).join(', ') || 'nothing',
      `pass a tensor as ${wanted}`,
    );
  }
  for (const [name, input] of Object.entries(inputs)) {
    if (!(input instanceof Tensor))
      throw new DTypeError(
        spec.name,
        `input "${name}" is not a tensor`,
        typeof input,
        'make one with tensor(gpu, values)',
      );
    input.storage(`${spec.name} (input "${name}")`);
    device ??= input.device;
    if (input.device !== device)
      throw new DeviceError(
        spec.name,
        `input "${name}" lives on another device`,
        `${device.info.description} and ${input.device.info.description}`,
        'make all inputs on the same device',
      );
    const takes = spec.dtypes?.[name] ?? spec.dtypes?.[familyOf(spec, name) ?? ''] ?? floats;
    if (!takes.includes(input.dtype))
      throw new DTypeError(
        spec.name,
        `input "${name}" cannot be ${input.dtype}`,
        `${input.dtype} ${show(input.shape)}`,
        `cast it to ${takes.join(' or ')}`,
      );
  }
  if (!device) throw new ShapeError(spec.name, 'no input', 'an empty list', 'pass at least one tensor');
  device.check(spec.name);
  return device;
}

/** The family that an input belongs to: `...xs` for `xs3`. */
const familyOf = <A extends Attrs>(spec: OpSpec<A>, name: string): string | undefined =>
  spec.inputs.find((wanted) => wanted.startsWith('...') && name.startsWith(wanted.slice(3)));
const isStrided = <A extends Attrs>(spec: OpSpec<A>, name: string): boolean =>
  spec.strided?.includes(familyOf(spec, name) ?? name) ?? false;

const floats: readonly DType[] = ['f32', 'f16'];
/** Every element type: for ops that only move elements. */
export const anyDType: readonly DType[] = ['f32', 'f16', 'i32', 'u32', 'bool'];
/** Every element type that has arithmetic. */
export const numberDTypes: readonly DType[] = ['f32', 'f16', 'i32', 'u32'];

/** f16 tensors are storage: widen, compute, round back. */
function callInF32<A extends Attrs>(
  spec: OpSpec<A>,
  inputs: Named<Tensor>,
  attrs: A,
  described: Named<Described>,
): Named<Tensor> {
  const temporary: Tensor[] = [];
  const wide = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      if (input.dtype !== 'f16') return [name, input];
      temporary.push(cast(input, 'f32'));
      return [name, temporary.at(-1)!];
    }),
  );
  const results = call(spec, wide, attrs);
  const outputs = Object.fromEntries(
    Object.entries(results).map(([name, result]) => {
      if (described[name].dtype !== 'f16') return [name, result];
      temporary.push(result);
      return [name, cast(result, 'f16')];
    }),
  );
  for (const tensor of temporary) tensor.dispose();
  return outputs;
}

function runOnHost<A extends Attrs>(
  spec: OpSpec<A>,
  device: Device,
  inputs: Named<Tensor>,
  attrs: A,
  described: Named<Described>,
): Named<Tensor> {
  const arrays: Named<HostArray> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const storage = input.storage(spec.name);
    const dense =
      input.contiguous && input.offset === 0 && storage.array!.length === input.size
        ? storage
        : copyStorage(device, storage, input, input.dtype);
    arrays[name] = { shape: input.shape, dtype: input.dtype, data: dense.array! };
  }
  for (const [name, { shape, dtype }] of Object.entries(described)) {
    const length = size(shape);
    const data =
      dtype === 'i32'
        ? new Int32Array(length)
        : dtype === 'u32'
          ? new Uint32Array(length)
          : dtype === 'bool'
            ? new Uint8Array(length)
            : new Float64Array(length);
    arrays[name] = { shape, dtype, data };
  }
  const live = (spec.live ?? []).map((name) => [name, valueOf(attrs[name] as Live)] as const);
  spec.reference(arrays, { ...attrs, ...Object.fromEntries(live) });
  return Object.fromEntries(
    Object.entries(described).map(([name, { shape, dtype }]) => {
      const storage = Storage.create(device, dtype, size(shape));
      if (dtype === 'f16')
        storage.array!.set((arrays[name].data as Float64Array).map((value) => fromHalf(toHalf(value))));
      else storage.array!.set(arrays[name].data);
      return [name, new Tensor(storage, dtype, shape)];
    }),
  );
}

function runOnGpu<A extends Attrs>(
  spec: OpSpec<A>,
  device: Device,
  inputs: Named<Tensor>,
  attrs: A,
  described: Named<Described>,
): Named<Tensor> {
  const { adapter } = device.gpu!;
  const limit = adapter.limits.maxStorageBufferBindingSize;
  const make = ({ shape, dtype }: Described) => new Tensor(Storage.create(device, dtype, size(shape)), dtype, shape);
  const makeAll = () => Object.fromEntries(Object.entries(described).map(([name, output]) => [name, make(output)]));
  if (Object.values(described).every(({ shape }) => size(shape) === 0)) return makeAll();

  const operands: Named<Operand> = {};
  const bytes: Named<number> = {};
  let key = spec.name;
  for (const [name, input] of Object.entries(inputs)) {
    const storage = input.storage(spec.name);
    if (isStrided(spec, name)) {
      operands[name] = input;
      bytes[name] = storage.buffer!.bytes;
      key += `|${name}:${input.dtype}${show(input.shape)}/${show(input.strides)}+${input.offset}`;
    } else {
      operands[name] = dense(input);
      bytes[name] = input.size * bytesPerElement[input.dtype];
      key += `|${name}:${input.dtype}${show(input.shape)}`;
    }
  }
  for (const [name, output] of Object.entries(described)) {
    operands[name] = dense(output);
    bytes[name] = size(output.shape) * bytesPerElement[output.dtype];
  }
  const live: readonly string[] = spec.live ?? [];
  for (const [name, value] of Object.entries(attrs)) if (!live.includes(name)) key += `|${name}:${keyOf(value)}`;
  let plan = device.plans.get(key);
  if (!plan) {
    plan = makePlan(
      spec.name,
      spec.kernel(operands, attrs, adapter),
      operands,
      Object.keys(inputs),
      Object.keys(described),
      limit,
      live,
    );
    device.plans.set(key, plan);
  }
  checkBindings(plan, bytes, limit);

  const outputs = makeAll();
  const places: Named<Bound> = {};
  const copies: Storage[] = [];
  for (const [name, input] of Object.entries(inputs)) {
    const storage = input.storage(spec.name);
    if (isStrided(spec, name)) places[name] = { storage, offset: 0, length: Infinity, dtype: input.dtype };
    else if (input.contiguous && (input.offset * bytesPerElement[input.dtype]) % bindingAlignment === 0)
      places[name] = { storage, offset: input.offset, length: input.size, dtype: input.dtype };
    else {
      const copied = copyStorage(device, storage, input, input.dtype);
      copies.push(copied);
      places[name] = { storage: copied, offset: 0, length: input.size, dtype: input.dtype };
    }
  }
  for (const [name, output] of Object.entries(outputs))
    places[name] = { storage: output.storage(spec.name), offset: 0, length: output.size, dtype: output.dtype };
  runPlan(
    device,
    plan,
    places,
    live.map((name) => (attrs as Record<string, Live>)[name]),
  );
  for (const storage of copies) storage.release();
  return outputs;
}

/** A tensor as kernels meet it that read no strides. */
const dense = ({ shape, dtype }: Described): Operand => ({ shape, dtype, strides: rowMajor(shape), offset: 0 });

/** Text that is the same for equal attributes only: JSON, but that it tells NaN, infinities and -0 apart. */
function keyOf(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'function')
    throw new KernelError('defineOp', 'an attribute is a function', '', 'only live attributes change from run to run');
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}:${keyOf(inner)}`)
      .join()}}`;
  return JSON.stringify(value) ?? 'undefined';
}
