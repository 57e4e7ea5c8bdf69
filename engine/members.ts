/** What an object is made of: the walk over its attributes, for modules. */
import { Variable } from './variable.ts';

type Kind<M> = abstract new (...args: never[]) => M;

/**
 * Variables and modules that `owner` holds, itself or in lists, maps, sets and plain objects, by dotted name, in order.
 * A list names its members 0, 1, …, and so does a set; a map names them by its keys. A layer's way back to one that
 * holds it is no member.
 */
export function* members<M extends object>(
  owner: object,
  module: Kind<M>,
  prefix = '',
  holders: readonly object[] = [],
): Generator<[string, Variable | M]> {
  const around = [...holders, owner];
  for (const [key, value] of entries(owner)) {
    if (typeof value !== 'object' || value === null || around.includes(value)) continue;
    const name = `${prefix}${key}`;
    if (value instanceof Variable) yield [name, value];
    else if (value instanceof module) {
      yield [name, value];
      yield* members(value, module, `${name}.`, around);
    } else if (isCollection(value)) yield* members(value, module, `${name}.`, around);
  }
}

/** Puts another variable in the place of each that `owner` and what it is made of hold. */
export function replaceVariables<M extends object>(
  owner: object,
  module: Kind<M>,
  replace: (variable: Variable) => Variable,
  seen = new Set<object>(),
): void {
  if (seen.has(owner)) return;
  seen.add(owner);
  const next = (value: unknown) => {
    if (value instanceof Variable) return replace(value);
    if (typeof value === 'object' && value !== null && (value instanceof module || isCollection(value)))
      replaceVariables(value, module, replace, seen);
    return value;
  };
  if (owner instanceof Map) for (const [key, value] of owner) owner.set(key, next(value));
  else if (owner instanceof Set) {
    // All anew: a set keeps the order in which its members came.
    const values = [...owner].map(next);
    owner.clear();
    for (const value of values) owner.add(value);
  } else
    for (const [key, value] of Object.entries(owner)) {
      const other = next(value);
      if (other !== value) Object.assign(owner, { [key]: other });
    }
}

function entries(owner: object): [string, unknown][] {
  if (owner instanceof Map)
    return [...(owner as Map<unknown, unknown>)].map(([key, value], i) => [
      typeof key === 'object' ? String(i) : String(key),
      value,
    ]);
  return owner instanceof Set ? [...owner].map((value, i) => [String(i), value]) : Object.entries(owner);
}

function isCollection(value: object): boolean {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
