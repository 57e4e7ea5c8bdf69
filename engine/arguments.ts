/**
 * Calls from plain JavaScript: what is no device, no tensor, no options is refused where it is given, before anything
 * reads from it.
 */
import { DeviceError, DTypeError, ShapeError } from './errors.ts';

/** A value as errors show it: never empty, and never long. */
export const told = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(told).join(', ')}]`
    : value && /object|function/.test(typeof value)
      ? `a ${value.constructor?.name ?? 'object'}`
      : String(value).slice(0, 40) || "''";

/** @throws DeviceError unless `device` is one, and alive. */
export function checkDevice(op: string, device: { check(op: string): void }): void {
  if (typeof (device as { check?: unknown } | undefined)?.check !== 'function')
    throw new DeviceError(op, 'the first argument must be a device', told(device), 'pass what Device.open() gave');
  device.check(op);
}

/** @throws DTypeError unless all of `tensors`, by name, are tensors, and those of `optional` that are given. */
export function checkTensors(op: string, tensors: Named, optional: Named = {}): void {
  for (const [name, x] of [...Object.entries(tensors), ...Object.entries(optional).filter(([, x]) => x !== undefined)])
    if (typeof (x as { storage?: unknown } | undefined)?.storage !== 'function')
      throw new DTypeError(op, `${name} is not a tensor`, told(x), 'make one with tensor(gpu, values)');
}
type Named = Readonly<Record<string, unknown>> | readonly unknown[];

/** @throws ShapeError unless `list` is one. */
export function checkList(op: string, name: string, list: readonly unknown[]): void {
  if (!Array.isArray(list)) throw new ShapeError(op, `${name} is not a list`, told(list), `give ${name} as in [2, 3]`);
}

/** @throws DTypeError unless all of `modules` have a `forward`. */
export function checkModules(op: string, modules: readonly unknown[]): void {
  for (const module of modules)
    if (typeof (module as { forward?: unknown } | undefined)?.forward !== 'function')
      throw new DTypeError(op, 'not a module', told(module), 'pass layers, by name or in a list');
}

/** @throws DTypeError unless `fn` is a function. */
export function checkFunction(op: string, fn: unknown): void {
  if (typeof fn !== 'function') throw new DTypeError(op, 'needs a function', told(fn), `${op}(() => …)`);
}

/** `options`, when it is an object, and of no names but those of `names`, a line with spaces. @throws ShapeError */
export function checkOptions<A extends object>(op: string, options: A, names?: string): A {
  const known = names?.split(' ');
  const fix = known ? `use ${known.join(', ')}` : 'give names and values, { name: value }';
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new ShapeError(op, 'options come as an object', told(options), fix);
  const unknown = known && Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ShapeError(op, 'there is no option of that name', unknown, fix);
  return options;
}
