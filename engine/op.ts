/**
 * `defineOp`: one op, one value. Its shape rule refuses wrong calls before any GPU work; its plain loops are the oracle
 * and the reference backend; its kernel must equal them; its gradient is made of other ops. Tests are built from its
 * `samples`.
 */
import { cast } from './cast.ts';
import type { DType } from './dtype.ts';
import { isFloat } from './dtype.ts';
import type { Device } from './device.ts';
import { DeviceError, DTypeError, ShapeError } from './errors.ts';
import { runOnGpu } from './op/gpu.ts';
import type { GradContext } from './op/gradient.ts';
import { gradientsOf, passes } from './op/gradient.ts';
import { runOnHost } from './op/host.ts';
import type { ByName, Names } from './op/names.ts';
import type { Attrs, Described, Given, Named, OpSpec } from './op/spec.ts';
import { describeOutputs, familyOf } from './op/spec.ts';
import { checkShape, show } from './shape.ts';
import { record, tracing } from './tape.ts';
import { Tensor } from './tensor.ts';

export type { GradContext } from './op/gradient.ts';
export type { Attrs, Described, Given, HostArray, OpSpec, Sample } from './op/spec.ts';
export { describeOutputs } from './op/spec.ts';

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
/* @__NO_SIDE_EFFECTS__ */
export function defineOp<A extends Attrs>(spec: OpSpec<A>): Op<A> {
  // Only live attributes may be functions, and only those who ask for their value meet them: see `keyOf`.
  const many = (inputs: Named<Tensor | undefined>, attrs?: Given<A>) => call(spec, inputs, (attrs ?? {}) as A);
  const one = (inputs: Named<Tensor | undefined>, attrs?: Given<A>) => Object.values(many(inputs, attrs))[0];
  return Object.assign(one, { many, spec });
}

function call<A extends Attrs>(spec: OpSpec<A>, given: Named<Tensor | undefined>, attrs: A): Named<Tensor> {
  const inputs: Named<Tensor> = {};
  for (const [key, input] of Object.entries(given)) if (input) inputs[key] = input;
  const device = checkInputs(spec, inputs);
  const described = describeOutputs(spec, inputs, attrs);
  for (const { shape } of Object.values(described)) checkShape(spec.name, shape);
  if (Object.values(inputs).some((input) => input.dtype === 'f16')) return callInF32(spec, inputs, attrs, described);

  const outputs = device.webgpu
    ? runOnGpu(spec, device, inputs, attrs, described)
    : runOnHost(spec, device, inputs, attrs, described);
  tracing.now?.({
    op: spec.name,
    inputs,
    outputs,
    attrs,
    plain: spec.plain && (() => spec.plain!(inputs, attrs)),
  });
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
