/** The examples in the documentation of attention modules: every line runs, and gives the shape that it says. */
import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import { tensor } from '../engine/create.ts';
import { Tensor } from '../engine/tensor.ts';
import * as layers from '../layers/index.ts';

const folder = 'layers/attention';
const sizes: Record<string, number> = { B: 2, C: 8, H: 8, W: 8, L: 6, Lq: 5, Lk: 4, v: 3 };

interface Example {
  name: string;
  /** Statements, and what the last one says: shapes in → shape out. */
  code: string;
  ins: number[][];
  out: number[];
}

/** `[B, 56 · 56, 96]` in numbers. */
const shapeOf = (text: string): number[] =>
  text.split(',').map((size) => size.split('·').reduce((all, part) => all * (sizes[part.trim()] ?? Number(part)), 1));

function examplesOf(file: string): Example[] {
  const source = readFileSync(`${folder}/${file}`, 'utf8');
  return [...source.matchAll(/((?:^ \*     .*\n)+) \*\/\nexport class (\w+)/gm)].map(([, block, name]) => {
    const lines = block.split('\n').map((line) => line.replace(/^ \*\s+/, ''));
    const shapes = /\/\/ (.*) → \[(.*?)\]/.exec(lines.findLast((line) => line.includes('→')) ?? '');
    if (!shapes) throw new Error(`${name}: the example must end with shapes, in → out`);
    const ins = [...shapes[1].matchAll(/\[(.*?)\]/g)].map(([, text]) => shapeOf(text));
    return { name, code: lines.join('\n'), ins, out: shapeOf(shapes[2]) };
  });
}

const examples = readdirSync(folder).flatMap(examplesOf);

test('there are examples', () => expect(examples.length).toBeGreaterThan(25));

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});

test.each(examples)('$name', async ({ code, ins, out }) => {
  const random = new Random(1);
  const names = /forward\(([^)]*)\)/.exec(code)![1].split(', ').slice(0, ins.length);
  const inputs = names.map((name, i): [string, Tensor] => {
    const values = Float32Array.from({ length: ins[i].reduce((a, b) => a * b) }, () => random.uniform(-1, 1));
    return [name, tensor(gpu, values, ins[i])];
  });
  const result: unknown = runInNewContext(
    `${code.replaceAll(/\bconst (\w+|\[[^\]]*\]) = (?=.*forward)/g, 'result = ')}\nresult`,
    { ...layers, gpu, result: null, ...Object.fromEntries(inputs) },
  );
  const first = result instanceof Tensor ? result : (result as Tensor[])[0];
  expect(first.shape).toEqual(out);
  expect((await first.data()).every(Number.isFinite)).toBe(true);
});
