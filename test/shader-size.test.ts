/**
 * No shader's text is longer than a driver compiles in about a second, whatever the sizes: all samples of all ops on
 * all kinds of adapter, as they are and with one size after another 64 times as large (channels, kernels, heads: what
 * is unrolled grows).
 *
 * The bounds are measured on SwiftShader, the slowest to compile. Forks: it asks, for every loop, whether one block
 * leads to another, and goes every way through the forks between (`&&`, `||`, `else`, `case` make two each; `if` alone
 * does not): 12 take 0.2 s, 20 take 2.6 s, 24 take 23 s and 36 more than 12 GB. Words: 8,000 of plain sums take 0.3 s;
 * 16,000 take 1 to 26 s, by what is alive at once. Variables: each `var` lives in a register through its loops, on a
 * GPU too, where 255 is all there is.
 */
import { describe, expect, it } from 'vitest';
import { show } from '../engine/shape.ts';
import type { AnyOp, AnySample } from './samples.ts';
import { allOps, samplesOf } from './samples.ts';
import { adapterKinds, shaders } from './shaders.ts';

const bounds = { forks: 10, words: 9000, variables: 128 };
type Measures = typeof bounds;

/** From the token at `from` to the brace that closes the first one after it. */
function block(tokens: readonly string[], from: number): readonly string[] {
  const start = tokens.indexOf('{', from);
  let depth = 0;
  let end = start;
  do depth += Number(tokens[end] === '{') - Number(tokens[end] === '}');
  while (depth > 0 && ++end < tokens.length);
  return tokens.slice(from, end + 1);
}

/** Drivers put a function's text wherever it is called, so that is how it counts. */
export function measure(source: string): Measures {
  const tokens = source.replaceAll(/\/\/.*$/gm, '').match(/\w+|&&|\|\||[^\s\w]/g) ?? [];
  const bodies = new Map<string, readonly string[]>();
  tokens.forEach((token, i) => token === 'fn' && bodies.set(tokens[i + 1], block(tokens, i + 2)));
  const known = new Map<string, Measures>();
  const count = (part: readonly string[]): Measures => {
    const sum = { forks: 0, words: part.length, variables: 0 };
    part.forEach((token, i) => {
      if (['&&', '||', 'else', 'case'].includes(token)) sum.forks++;
      if (token === 'var') sum.variables++;
      if (!bodies.has(token) || part[i + 1] !== '(') return;
      const { forks, words } = ofFunction(token);
      sum.forks += forks;
      sum.words += words;
    });
    return sum;
  };
  const ofFunction = (name: string): Measures => {
    if (!known.has(name)) known.set(name, count(bodies.get(name)!));
    return known.get(name)!;
  };
  const loops = [...bodies.values()].flatMap((body) =>
    body.flatMap((token, i) => (['for', 'while', 'loop'].includes(token) ? [count(block(body, i)).forks] : [])),
  );
  return { ...ofFunction('main'), forks: Math.max(0, ...loops) };
}

/** The sample itself, and with each of its sizes, wherever it stands, 64 times as large. */
function* grown(sample: AnySample): Generator<AnySample> {
  yield sample;
  const shapes = Object.entries(sample.shapes) as [string, readonly number[]][];
  for (const size of new Set(shapes.flatMap(([, shape]) => shape))) {
    const larger = (n: number) => (n === size ? 64 * n : n);
    if (size > 0)
      yield { ...sample, shapes: Object.fromEntries(shapes.map(([name, shape]) => [name, shape.map(larger)])) };
  }
}

/**
 * What exceeds a bound, op by op, and how many samples were tried and refused: sizes that do not fit each other are.
 */
function walk(op: AnyOp) {
  const beyond = new Set<string>();
  const counts = { tried: 0, refused: 0 };
  const seen = new Set<string>();
  for (const original of samplesOf(op)) {
    for (const sample of grown(original)) {
      for (const [kind, adapter] of Object.entries(adapterKinds)) {
        counts.tried++;
        let sources: string[];
        try {
          sources = shaders(op, sample, adapter);
        } catch (error) {
          if (sample === original) throw error;
          counts.refused++;
          continue;
        }
        for (const source of sources.filter((text) => !seen.has(text))) {
          seen.add(source);
          const measures = measure(source);
          for (const key of Object.keys(bounds) as (keyof Measures)[])
            if (measures[key] > bounds[key])
              beyond.add(
                `${measures[key]} ${key} on ${kind}, ${sample === original ? 'sample' : 'grown'} ${Object.values(
                  sample.shapes,
                )
                  .map((shape) => show(shape as number[]))
                  .join(' ')} ${JSON.stringify(sample.attrs ?? {})}`,
              );
        }
      }
    }
  }
  return { beyond: [...beyond], ...counts };
}

describe('the text of shaders stays within bounds', () => {
  const ops = allOps();
  const walked = new Map(ops.map((op) => [op.spec.name, walk(op)]));

  it.each(ops.map(({ spec }) => spec.name))('%s', (name) => {
    expect(walked.get(name)!.beyond, `${name} exceeds ${JSON.stringify(bounds)}`).toEqual([]);
  });

  it('tries most sizes', () => {
    const total = { tried: 0, refused: 0 };
    for (const { tried, refused } of walked.values()) {
      total.tried += tried;
      total.refused += refused;
    }
    expect(total.tried).toBeGreaterThan(5000);
    expect(total.refused / total.tried).toBeLessThan(0.15);
  });
});

describe('measure', () => {
  it('counts forks of loops, through calls', () => {
    const source = `fn f(x: f32) -> bool { return x > 0 && x < 1; }
      fn main() {
        var a = 1.0;
        if (a > 0 && a < 2) { a = 2; }
        for (var i = 0u; i < 4; i++) { if (f(a) || f(a)) { a = 3; } }
      }`;
    expect(measure(source)).toMatchObject({ forks: 3, variables: 2 });
  });

  it('counts the words of functions where they are called', () => {
    const once = measure('fn f() -> f32 { return 1.0 + 2.0; } fn main() { let a = f(); }').words;
    const twice = measure('fn f() -> f32 { return 1.0 + 2.0; } fn main() { let a = f(); let b = f(); }').words;
    expect(twice - once).toBeGreaterThan(15);
  });
});
