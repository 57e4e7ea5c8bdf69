/**
 * The WGSL that each op emits for its samples, as files under test/wgsl: a reviewer reads shader diffs, and a change
 * that was not meant shows. No GPU is needed. After a change that was meant: npx vitest run test/wgsl.test.ts -u
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { definitionsOf, f32, fn, join, wgsl } from '../engine/gpu/wgsl.ts';
import { show } from '../engine/shape.ts';
import type { AnyOp } from './samples.ts';
import { allOps, samplesOf } from './samples.ts';
import { adapterKinds, shaders } from './shaders.ts';

/** The two kinds that kernels differ for. */
const adapters = { CPU: adapterKinds['CPU, 8 lanes'], GPU: adapterKinds['GPU, 32 lanes'] };

/** Every different shader once, below the samples and kinds of adapter that it is for. */
function page(op: AnyOp): string {
  const users = new Map<string, string[]>();
  for (const sample of samplesOf(op)) {
    const shapes = Object.entries(sample.shapes)
      .map(([name, shape]) => `${name} ${sample.dtypes?.[name] ?? 'f32'}${show(shape as number[])}`)
      .join(', ');
    const attrs = JSON.stringify(sample.attrs ?? {}, (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
    );
    const kinds = new Map<string, string[]>();
    for (const [kind, adapter] of Object.entries(adapters)) {
      shaders(op, sample, adapter).forEach((source, pass, all) => {
        const place = all.length > 1 ? ` ${pass + 1}/${all.length}` : '';
        kinds.set(source, [...(kinds.get(source) ?? []), `${kind}${place}`]);
      });
    }
    for (const [source, made] of kinds)
      users.set(source, [...(users.get(source) ?? []), `// ${made.join(', ')}: ${shapes} ${attrs}`]);
  }
  const seen = new Map<string, string>();
  let length = 0;
  return [...users]
    .map(([source, lines]) => {
      const text = shortened(source, seen);
      const forGpus = lines.some((line) => /^\/\/ .*GPU.*: /.test(line));
      if (!forGpus) length += text.length;
      const shown =
        forGpus || length <= mostShown
          ? text
          : `// ${text.split('\n').length} lines, SHA-256 ${createHash('sha256').update(source).digest('hex')}`;
      return `${lines.join('\n')}\n\n${shown}\n`;
    })
    .join('\n\n');
}

/**
 * Characters that a file shows of shaders that only CPU adapters get. Of dozens of variants it shows the first ones; of
 * the others a change is seen, not read. The shaders of GPUs are shown whole, all of them.
 */
const mostShown = 20_000;

/**
 * Structs and helper functions that stand further up, and are the last of their name, are named alone; constants stand
 * side by side.
 */
function shortened(source: string, seen: Map<string, string>): string {
  return source.replaceAll(/^(fn|struct) [^]*?\}$/gm, (item) => {
    const head = item.slice(0, item.indexOf('{')).trim();
    if (head.startsWith('fn main')) return item;
    if (seen.get(head) === item) return `// as above: ${head}`;
    seen.set(head, item);
    return head === 'struct Params' ? sideBySide(item) : item;
  });
}

/** A struct's fields in lines of up to 120 columns. */
function sideBySide(struct: string): string {
  const [head, ...fields] = struct.split('\n').slice(0, -1);
  const lines = [head];
  for (const field of fields.map((text) => text.trim())) {
    if (lines.length > 1 && lines.at(-1)!.length + field.length < 120) lines.push(`${lines.pop()} ${field}`);
    else lines.push(`  ${field}`);
  }
  return [...lines, '}'].join('\n');
}

describe('the wgsl tag', () => {
  const loop = wgsl`
    for (var i = 0u; i < n; i++) {
      total += x[i];
    }`;

  it('takes off the indentation of the code around it, and keeps that within', () => {
    expect(loop.code).toBe('for (var i = 0u; i < n; i++) {\n  total += x[i];\n}');
  });

  it('puts a value of several lines as far in as the line that names it', () => {
    const body = wgsl`
      if (n > 0) {
        ${[loop, wgsl`total /= n;`]}
      }`;
    const lines = [
      'if (n > 0) {',
      '  for (var i = 0u; i < n; i++) {',
      '    total += x[i];',
      '  }',
      '  total /= n;',
      '}',
    ];
    expect(body.code).toBe(lines.join('\n'));
  });

  it('leaves out a line on which nothing but empty values stand, not one that its author left blank', () => {
    expect(
      wgsl`a;
      ${wgsl``}${[]}

      ${[wgsl``, wgsl`b;`]}`.code,
    ).toBe('a;\n\nb;');
  });

  it('carries what a snippet calls, each function once and after those that it calls itself', () => {
    const inner = fn`fn inner(x: f32) -> f32 { return x; }`;
    const outer = fn`fn outer(x: f32) -> f32 { return ${inner}(${f32(NaN)}); }`;
    const body = wgsl`let y = ${outer}(${inner}(x));`;
    expect(body.code).toBe('let y = outer(inner(x));');
    const texts = definitionsOf(wgsl`${[body, join([body, body], ' + ')]}`).map(({ code }) => code);
    expect(texts.map((text) => text.slice(3, text.indexOf('(')))).toEqual(['inner', 'runtime_bits', 'outer']);
  });

  it('refuses two functions of one name, two functions in one text, and functions as statements', () => {
    const two = wgsl`${fn`fn f() -> u32 { return 1u; }`}() + ${fn`fn f() -> u32 { return 2u; }`}()`;
    expect(() => definitionsOf(two)).toThrow(/two different definitions of one name/);
    expect(
      () => fn`fn f() {}
      fn g() {}`,
    ).toThrow(/must be one "fn NAME"/);
    expect(() => wgsl`${[fn`fn f() {}`]}`).toThrow(/a list of functions/);
  });
});

const ops = allOps();

describe('emitted WGSL', () => {
  it.each(ops.map((op) => [op.spec.name, op] as const))('%s', async (name, op) => {
    await expect(page(op)).toMatchFileSnapshot(`wgsl/${name}.wgsl`);
  });

  it('has one file for each op, and no other', () => {
    const names = ops.map(({ spec }) => `${spec.name}.wgsl`);
    expect(new Set(names).size).toBe(names.length);
    expect(readdirSync(new URL('wgsl', import.meta.url)).toSorted()).toEqual(names.toSorted());
  });
});
