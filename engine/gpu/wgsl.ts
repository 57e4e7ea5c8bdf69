/**
 * The `wgsl`tag: shader text in template literals.
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

/**
 * Builds a snippet. A template may be indented like the code around it: the indentation that all its lines but the first share is not part
 * of it, nor is a blank first or last line. A value of several lines stands as far in as the line that names it; a line on which nothing
 * but empty values stands is left out. Lists are joined with newlines.
 */
export function wgsl(parts: TemplateStringsArray, ...values: Interpolated[]): Snippet {
  let code = '';
  for (const { indent, pieces } of linesOf(parts)) {
    let line = '';
    for (const piece of pieces) line += typeof piece === 'string' ? piece : inside(render(values[piece]), indent);
    if (line || pieces.length === 0) code += `\n${indent}${line}`;
  }
  return new Snippet(code.slice(1));
}

const inside = (text: string, indent: string): string =>
  indent && text.includes('\n') ? text.replaceAll('\n', `\n${indent}`) : text;

/** A line of a template: text, and numbers of the values that stand in it. */
interface Line {
  indent: string;
  pieces: readonly (string | number)[];
}

/** Each template is taken apart once. */
const templates = new WeakMap<TemplateStringsArray, readonly Line[]>();

function linesOf(parts: TemplateStringsArray): readonly Line[] {
  let lines = templates.get(parts);
  if (!lines) templates.set(parts, (lines = split(parts)));
  return lines;
}

function split(parts: TemplateStringsArray): Line[] {
  const lines: (string | number)[][] = [[]];
  parts.forEach((part, i) => {
    if (i > 0) lines.at(-1)!.push(i - 1);
    const [first, ...rest] = part.split('\n');
    lines.at(-1)!.push(first);
    for (const line of rest) lines.push([line]);
  });
  const blank = (line: readonly (string | number)[]) => line.length === 1 && /^\s*$/.test(line[0] as string);
  const indentOf = (line: readonly (string | number)[]) => /^ */.exec(line[0] as string)![0].length;
  const common = Math.min(
    ...lines
      .slice(1)
      .filter((line) => !blank(line))
      .map(indentOf),
  );
  const shown = lines.map((line, i): Line => {
    if (blank(line)) return { indent: '', pieces: lines.length === 1 ? line : [] };
    const [start, ...others] = line as [string, ...(string | number)[]];
    const indent = indentOf(line) - (i > 0 ? common : 0);
    return { indent: ' '.repeat(indent), pieces: [start.trimStart(), ...others].filter((piece) => piece !== '') };
  });
  if (lines.length > 1 && blank(lines[0])) shown.shift();
  if (shown.length > 1 && blank(lines.at(-1)!)) shown.pop();
  return shown;
}

function render(value: Interpolated): string {
  if (value instanceof Snippet) return value.code;
  if (Array.isArray(value) && value.every((item) => item instanceof Snippet))
    return value.filter(({ code }) => code).join('\n');
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
