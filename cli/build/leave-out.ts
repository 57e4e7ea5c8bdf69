/**
 * What the built library need not carry, though its source says it beside what it belongs to. One rewriting of each
 * module as it is built; tests and benchmarks run the source.
 *
 * - `samples` of ops, which only tests read, are gone.
 * - The rule of each op's `grad` stands behind `gradientsTaken` (engine/tape.ts), which is constant where an app's
 *   bundler finds no call that takes gradients: with the rules fall the kernels that they alone run. So does `plain`
 *   where nothing is exported.
 */
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** What each function of an op's spec stands behind. */
const flags = { grad: 'gradientsTaken', plain: 'exportsTaken' };
const tape = fileURLToPath(new URL('../../engine/tape.ts', import.meta.url));

/** A node of a syntax tree, as ESTree has it. */
interface Node {
  type: string;
  start: number;
  end: number;
}
interface Property extends Node {
  key: Node & { name?: string };
  value: Node;
  shorthand: boolean;
}

/** A replacement of a stretch of text. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** Every object literal in the tree, outer ones first. */
function* objectsIn(node: unknown): Generator<readonly Property[]> {
  if (Array.isArray(node)) for (const item of node) yield* objectsIn(item);
  else if (isNode(node)) {
    if (node.type === 'ObjectExpression')
      yield (node as Node & { properties: Property[] }).properties.filter(({ type }) => type === 'Property');
    for (const value of Object.values(node)) if (typeof value === 'object') yield* objectsIn(value);
  }
}

/** What is to be rewritten in a module, from its tree and its text. */
export function editsOf(tree: unknown, code: string, keep?: 'samples'): Edit[] {
  const edits: Edit[] = [];
  for (const properties of objectsIn(tree)) {
    const named = (name: string) => properties.find(({ key }) => key.name === name);
    if (!(named('kernel') ?? named('code') ?? named('reference'))) continue; // no op's spec
    const samples = keep === 'samples' ? undefined : named('samples');
    if (samples && !samples.shorthand)
      edits.push({ start: samples.value.start, end: samples.value.end, text: lines('[]', code, samples.value) });
    for (const [name, flag] of Object.entries(flags)) {
      const rule = named(name)?.value;
      if (rule?.type === 'ArrowFunctionExpression')
        edits.push(
          { start: rule.start, end: rule.start, text: `(...given) => ${flag} ? (` },
          { start: rule.end, end: rule.end, text: ')(...given) : undefined' },
        );
    }
  }
  return edits;
}

/** `text` with as many line ends as what it stands for, so that source maps keep their lines. */
const lines = (text: string, code: string, { start, end }: Node): string =>
  text + '\n'.repeat(code.slice(start, end).split('\n').length - 1);

/** Edits that start later are made first: places before them stay true. Those inside another that cuts are dropped. */
function applied(code: string, edits: readonly Edit[]): string {
  const outer = edits.filter(
    (one) => !edits.some((cut) => cut !== one && cut.end > cut.start && one.start >= cut.start && one.end <= cut.end),
  );
  return outer
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code);
}

/** The rewriting, as a plugin of the library's build, and of a page's workers, whose examples are samples. */
export const leaveOut = (keep?: 'samples'): Plugin => ({
  name: 'leave-out',
  enforce: 'post', // after the types are gone
  transform(code, id) {
    if (!/[/\\](engine|kernels|layers)[/\\].*\.ts$/.test(id)) return null;
    const edits = editsOf(this.parse(code), code, keep);
    if (edits.length === 0) return null;
    const rewritten = applied(code, edits);
    const from = relative(dirname(id), tape).replaceAll('\\', '/');
    const wanted = Object.values(flags).filter((flag) => edits.some(({ text }) => text.includes(flag)));
    const door = `import { ${wanted.join(', ')} } from ${JSON.stringify(from.startsWith('.') ? from : `./${from}`)}; `;
    return { code: wanted.length ? door + rewritten : rewritten, map: null };
  },
});
