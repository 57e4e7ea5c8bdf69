/** An op by its kernel: what a launch of it needs to know of its inputs, outputs and attributes. */
import type { Live } from '../ambient.ts';
import { copyStorage } from '../copy.ts';
import type { Device } from '../device.ts';
import { bytesPerElement } from '../dtype.ts';
import { KernelError } from '../errors.ts';
import type { Operand } from '../gpu/kernel.ts';
import type { LaunchOperand } from '../gpu/launch.ts';
import { launch } from '../gpu/launch.ts';
import type { Bound } from '../gpu/plan.ts';
import { bindingAlignment } from '../gpu/plan.ts';
import { rowMajor, show, size } from '../shape.ts';
import { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import type { Attrs, Described, Named, OpSpec } from './spec.ts';
import { isStrided } from './spec.ts';

export function runOnGpu<A extends Attrs>(
  spec: OpSpec<A>,
  device: Device,
  inputs: Named<Tensor>,
  attrs: A,
  described: Named<Described>,
): Named<Tensor> {
  const outputs: Named<Tensor> = {};
  const make = (name: string): Tensor => {
    const { shape, dtype } = described[name];
    return (outputs[name] = new Tensor(Storage.create(device, dtype, size(shape)), dtype, shape));
  };
  if (Object.values(described).every(({ shape }) => size(shape) === 0)) {
    for (const name of Object.keys(described)) make(name);
    return outputs;
  }
  const operands: Named<LaunchOperand> = {};
  const copies: Storage[] = [];
  let key = spec.name;
  for (const [name, input] of Object.entries(inputs)) {
    const strided = isStrided(spec, name);
    operands[name] = strided ? asItLies(input, spec.name) : densely(input, spec.name, copies);
    key += `|${name}:${input.dtype}${show(input.shape)}`;
    if (strided) key += `/${show(input.strides)}+${input.offset}`;
  }
  for (const [name, output] of Object.entries(described)) {
    const place = () => whole(make(name), spec.name);
    operands[name] = { operand: dense(output), access: 'write', bytes: bytesOf(output), place };
  }
  const live: Record<string, Live> = {};
  for (const [name, value] of Object.entries(attrs)) {
    if (spec.live?.includes(name as never)) live[name] = value as Live;
    else key += `|${name}:${keyOf(value)}`;
  }
  try {
    launch(device, { label: spec.name, key, make: (all, adapter) => spec.kernel(all, attrs, adapter), operands, live });
  } catch (error) {
    for (const output of Object.values(outputs)) output.dispose();
    throw error;
  } finally {
    for (const storage of copies) storage.release();
  }
  return outputs;
}

/** An input that the kernel reads through its strides. */
function asItLies(input: Tensor, op: string): LaunchOperand {
  const storage = input.storage(op);
  const place = () => ({ storage, offset: 0, length: Infinity, dtype: input.dtype });
  return { operand: input, access: 'read', bytes: storage.buffer!.bytes, place };
}

/** An input that the kernel takes for dense: a copy of it, where it does not lie so, is kept in `copies`. */
function densely(input: Tensor, op: string, copies: Storage[]): LaunchOperand {
  const place = (): Bound => {
    if (input.contiguous && (input.offset * bytesPerElement[input.dtype]) % bindingAlignment === 0)
      return whole(input, op);
    const storage = copyStorage(input.device, input.storage(op), input, input.dtype);
    copies.push(storage);
    return { storage, offset: 0, length: input.size, dtype: input.dtype };
  };
  return { operand: dense(input), access: 'read', bytes: bytesOf(input), place };
}

const whole = (x: Tensor, op: string): Bound => ({
  storage: x.storage(op),
  offset: x.offset,
  length: x.size,
  dtype: x.dtype,
});

const bytesOf = ({ shape, dtype }: Described): number => size(shape) * bytesPerElement[dtype];

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
