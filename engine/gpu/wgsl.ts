/**
 * The `wgsl` tag: shader text in template literals.
 *
 * Only values that cannot be mistaken may be interpolated: whole numbers, typed literals (`f32(0.5)`), other snippets and lists of
 * snippets. A bare string or a fraction throws, so no attribute of a caller ever reaches a shader as text.
 */
import { KernelError } from '../errors.ts';

/** A piece of WGSL made by the tag, by a typed literal, or by `name`. */
export class Snippet {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
  toString(): string {
    return this.code;
  }
}

export type Interpolated = number | Snippet | readonly Snippet[];

/** Builds a snippet; lists are joined with newlines. */
export function wgsl(parts: TemplateStringsArray, ...values: Interpolated[]): Snippet {
  return new Snippet(parts.reduce((text, part, i) => text + render(values[i - 1]) + part));
}

function render(value: Interpolated): string {
  if (value instanceof Snippet) return value.code;
  if (Array.isArray(value) && value.every((item) => item instanceof Snippet)) return value.join('\n');
  if (Number.isSafeInteger(value)) return String(value);
  throw new KernelError(
    'wgsl',
    'only whole numbers, typed literals and snippets may be interpolated',
    String(value),
    'wrap it: f32(x), u32(x), name(x)',
  );
}

/** A float literal, exact to the bit. NaN and infinities come from bits, since WGSL has no literal for them. */
export function f32(value: number): Snippet {
  const rounded = Math.fround(value);
  if (Number.isFinite(rounded) && !Object.is(rounded, -0))
    return new Snippet(Number.isInteger(rounded) && Math.abs(rounded) < 1e15 ? `${rounded}.0f` : `${rounded}f`);
  const bits = new Uint32Array(new Float32Array([rounded]).buffer)[0];
  return new Snippet(`bitcast<f32>(runtime_bits(${bits}u))`);
}

/** An unsigned literal. */
export const u32 = (value: number): Snippet => new Snippet(`${checkInteger(value, 0, 2 ** 32 - 1)}u`);
/** A signed literal. */
export const i32 = (value: number): Snippet =>
  new Snippet(value === -(2 ** 31) ? 'i32(-2147483647 - 1)' : `${checkInteger(value, -(2 ** 31), 2 ** 31 - 1)}i`);

function checkInteger(value: number, low: number, high: number): number {
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new KernelError('wgsl', `not a whole number between ${low} and ${high}`, String(value));
}

/** An identifier or type name that the kernel's author chose. */
export function name(identifier: string): Snippet {
  if (!/^[A-Za-z_][A-Za-z0-9_]*(<[A-Za-z0-9_, ]+>)?$/.test(identifier))
    throw new KernelError('wgsl', 'not an identifier', identifier);
  return new Snippet(identifier);
}

/** `count` copies of a snippet, for loops that must be unrolled in the source (WGSL compilers do not unroll). */
export const repeat = (count: number, part: (i: number) => Snippet): Snippet[] =>
  Array.from({ length: count }, (_, i) => part(i));

/** Snippets joined by something other than a newline: `join(terms, ' + ')`. */
export const join = (parts: readonly Snippet[], separator: ', ' | ' + ' | ' * ' | ' && ' | ' || ' | '\n'): Snippet =>
  new Snippet(parts.map((part) => part.code).join(separator));
