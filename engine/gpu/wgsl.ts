/**
 * The tags of shader text: `wgsl` for any piece of it, `fn` and `struct` for what a shader declares once and its pieces
 * name.
 *
 * Only values that cannot be mistaken may be interpolated: whole numbers, typed literals (`f32(0.5)`), other snippets
 * and lists of snippets. A bare string or a fraction throws, so no attribute of a caller ever reaches a shader as text.
 */
import { KernelError } from '../errors.ts';

/** A piece of WGSL made by the tags, by a typed literal, or by `name`. It knows what it calls. */
export class Snippet {
  readonly code: string;
  readonly calls: readonly Definition[];
  constructor(code: string, calls: readonly Definition[] = []) {
    this.code = code;
    this.calls = calls;
  }
  toString(): string {
    return this.code;
  }
}

/** A function or a struct: in a template it is its name, and brings its text along. */
export class Definition extends Snippet {
  readonly text: Snippet;
  constructor(identifier: string, text: Snippet) {
    super(identifier);
    this.text = text;
  }
}

export type Interpolated = number | Snippet | readonly Snippet[];

/**
 * Builds a snippet. A template may be indented like the code around it: the indentation that all its lines but the
 * first share is not part of it, nor is a blank first or last line. A value of several lines stands as far in as the
 * line that names it; a line on which nothing but empty values stands is left out. Lists are joined with newlines.
 */
/* @__NO_SIDE_EFFECTS__ */
export function wgsl(parts: TemplateStringsArray, ...values: Interpolated[]): Snippet {
  let code = '';
  for (const { indent, pieces } of linesOf(parts)) {
    let line = '';
    for (const piece of pieces) line += typeof piece === 'string' ? piece : inside(render(values[piece]), indent);
    if (line || pieces.length === 0) code += `\n${indent}${line}`;
  }
  return new Snippet(code.slice(1), callsOf(values.flat()));
}

/**
 * A function, from its whole text. It is called as `${m_exp}(x)`; the shader has it once, after those that it calls
 * itself.
 */
/* @__NO_SIDE_EFFECTS__ */
export const fn = (parts: TemplateStringsArray, ...values: Interpolated[]): Definition =>
  define('fn', wgsl(parts, ...values));

/** A struct, from its whole text. */
/* @__NO_SIDE_EFFECTS__ */
export const struct = (parts: TemplateStringsArray, ...values: Interpolated[]): Definition =>
  define('struct', wgsl(parts, ...values));

function define(kind: 'fn' | 'struct', text: Snippet): Definition {
  const [, word, identifier] = /^(\w+) (\w+)/.exec(text.code) ?? [];
  if (word !== kind || /\n(fn|struct) /.test(text.code))
    throw new KernelError(kind, `the text must be one "${kind} NAME"`, text.code.slice(0, 60), 'give each its own tag');
  return new Definition(identifier, text);
}

/** What snippets call, each once. */
function callsOf(values: readonly (number | Snippet)[]): readonly Definition[] {
  const found = new Set<Definition>();
  for (const value of values) {
    if (value instanceof Definition) found.add(value);
    else if (value instanceof Snippet) for (const call of value.calls) found.add(call);
  }
  return [...found];
}

/** The texts of all that `snippet` calls, and of what these call, each once and after those that it calls itself. */
export function definitionsOf(snippet: Snippet): Snippet[] {
  const texts = new Map<string, Snippet>();
  const visit = ({ calls }: Snippet) => {
    for (const { code: identifier, text } of calls) {
      const known = texts.get(identifier);
      if (known && known.code !== text.code)
        throw new KernelError('wgsl', 'two different definitions of one name', identifier, 'rename one of them');
      if (known) continue;
      visit(text);
      texts.set(identifier, text);
    }
  };
  visit(snippet);
  return [...texts.values()];
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
  if (Array.isArray(value) && value.some((item) => item instanceof Definition))
    throw new KernelError('wgsl', 'a list of functions', String(value), 'name each where it is called: ${m_exp}(x)');
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
  return wgsl`bitcast<f32>(${runtime_bits}(${u32(bits)}))`;
}

/**
 * Gives its argument back. WGSL rejects a shader in which a constant expression is NaN or infinite, and a call of a
 * user function is never a constant expression, so `bitcast<f32>(runtime_bits(0x7fc00000u))` is accepted. Drivers
 * inline it: no cost.
 */
export const runtime_bits = fn`
  fn runtime_bits(bits: u32) -> u32 {
    return bits;
  }`;

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
  new Snippet(parts.map((part) => part.code).join(separator), callsOf(parts));
