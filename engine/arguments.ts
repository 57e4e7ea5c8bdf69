/**
 * Calls from plain JavaScript: what is no device, no tensor, no options is refused where it is given, before anything
 * reads from it.
 */
import type { Device } from './device.ts';
import { DeviceError, DTypeError, ShapeError } from './errors.ts';
import type { Tensor } from './tensor.ts';

/** What an argument is, in a word. */
const kindOf = (value: unknown): string =>
  value === null || value === undefined
    ? String(value)
    : typeof value === 'object'
      ? Array.isArray(value)
        ? 'a list'
        : `a ${value.constructor?.name ?? 'object'}`
      : `the ${typeof value} ${String(value).slice(0, 40)}`;

/** @throws DeviceError unless `device` is one, and alive. */
export function checkDevice(op: string, device: Device): void {
  if (typeof (device as Device | undefined)?.check !== 'function')
    throw new DeviceError(op, 'the first argument must be a device', kindOf(device), 'pass what Device.open() gave');
  device.check(op);
}

/** @throws DTypeError unless every one of `tensors`, by name, is a tensor. */
export function checkTensors(op: string, tensors: Readonly<Record<string, Tensor | undefined>>): void {
  for (const [name, x] of Object.entries(tensors))
    if (typeof x?.storage !== 'function')
      throw new DTypeError(op, `${name} is not a tensor`, kindOf(x), 'make one with tensor(gpu, values)');
}

/** `options`, when it is an object of no names but those of `names`, a line with spaces. @throws ShapeError */
export function checkOptions<A extends object>(op: string, options: A, names: string): A {
  const known = names.split(' ');
  const fix = `give { ${known.join(', ')} } or some of them`;
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new ShapeError(op, 'options come as an object', kindOf(options), fix);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new ShapeError(op, `there is no option ${unknown}`, Object.keys(options).join(', '), fix);
  return options;
}
