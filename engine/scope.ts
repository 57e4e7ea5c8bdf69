/** Who frees a tensor: the innermost scope it was made in, unless it is returned. */
import { checkFunction } from './arguments.ts';
import { slot, within } from './ambient.ts';
import { ScopeError } from './errors.ts';

/** Something whose memory a scope can give back. */
export interface Disposable {
  dispose(): void;
}

/** What was made in the scope that runs, and the scope around it. */
export interface Scope {
  made: Set<Disposable>;
  outer: Scope | null;
}
const innermost = slot<Scope | null>(null);

/** Called by every new tensor; and by what outlives the scopes that it is made in, for one around them. */
export function track(tensor: Disposable, scope = innermost.now): void {
  scope?.made.add(tensor);
}

/** The scope that runs. */
export const currentScope = (): Scope | null => innermost.now;

/** Called by a tensor that is disposed of by hand. */
export function untrack(tensor: Disposable): void {
  for (let scope = innermost.now; scope; scope = scope.outer) scope.made.delete(tensor);
}

/**
 * Runs `fn` and frees every tensor made in it that is not part of its result, even when it throws.
 * Tensors are found in the result through arrays, maps, plain objects and anything with a `tensors()` method.
 * @throws ScopeError when `fn` is async: its tensors would be freed while it still runs.
 */
export function scope<T>(fn: () => T extends Promise<unknown> ? never : T): T {
  checkFunction('scope', fn);
  const { result, kept } = closedScope(fn);
  kept.forEach((tensor) => track(tensor));
  return result;
}

/** `scope` for a caller that frees what is kept itself: no scope around it does. */
export function closedScope<T>(fn: () => T extends Promise<unknown> ? never : T): {
  result: T;
  kept: readonly Disposable[];
} {
  const made = new Set<Disposable>();
  const kept: Disposable[] = [];
  let result: T | undefined;
  try {
    result = within(innermost, { made, outer: innermost.now }, fn);
    if (result instanceof Promise)
      throw new ScopeError(
        'scope',
        'the callback is async',
        '',
        'await outside: const data = await scope(() => …).data()',
      );
    return { result, kept };
  } finally {
    const found = new Set<unknown>();
    if (!(result instanceof Promise)) collect(result, found);
    for (const tensor of made) {
      if (found.has(tensor)) kept.push(tensor);
      else tensor.dispose();
    }
  }
}

function collect(value: unknown, found: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || found.has(value) || ArrayBuffer.isView(value)) return;
  found.add(value);
  if ('tensors' in value && typeof value.tensors === 'function') collect((value.tensors as () => unknown)(), found);
  else if (Array.isArray(value) || value instanceof Map || value instanceof Set)
    for (const item of value.values()) collect(item, found);
  else if (Object.getPrototypeOf(value) === Object.prototype)
    for (const item of Object.values(value)) collect(item, found);
}
