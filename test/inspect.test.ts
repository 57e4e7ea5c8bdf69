/** `saccade inspect`: what files hold, and refusals in one line. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { encodePng } from '../engine/files/image-node.ts';
import { writeNpy } from '../engine/files/npy.ts';
import { writeSafetensors } from '../engine/files/safetensors.ts';
import { run } from './command.ts';

let folder: string;
const file = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-inspect-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Refused: status 1, nothing on stdout, one line on stderr. */
async function refused(...words: string[]): Promise<string> {
  const { status, out, err } = await run('inspect', ...words);
  expect(out).toBe('');
  expect(err).toMatch(/^saccade: [^\n]+\n$/);
  expect(status).toBe(1);
  return err;
}

async function told(...words: string[]): Promise<string> {
  const { status, out, err } = await run('inspect', ...words);
  expect(err).toBe('');
  expect(status).toBe(0);
  return out;
}

describe('what a file holds', () => {
  test('safetensors: a row a tensor, metadata, NaN and infinities counted', async () => {
    const path = file(
      'weights.bin',
      writeSafetensors(
        [
          ['conv.weight', { dtype: 'f32', shape: [2, 3], data: Float32Array.of(1, -2, NaN, Infinity, 3, 0) }],
          ['steps', { dtype: 'i32', shape: [], data: Int32Array.of(7) }],
        ],
        [['note', 'two words']],
      ),
    );
    const lines = (await told(path)).split('\n');
    expect(lines[0]).toMatch(/^safetensors: 2 tensors, 7 elements, \d+ bytes$/);
    expect(lines[1]).toBe('  note: "two words"');
    expect(lines[2].split(/\s+/)).toEqual(['name', 'type', 'shape', 'least', 'most', 'mean', 'NaN', '±Inf', 'note']);
    expect(lines[3].split(/\s{2,}/)).toEqual(['conv.weight', 'F32', '[2, 3]', '-2', '3', '0.5', '1', '1']);
    expect(lines[4].split(/\s{2,}/)).toEqual(['steps', 'I32', '[]', '7', '7', '7', '0', '0']);
  });

  test('names never reach the terminal as control characters', async () => {
    const out = await told(
      file(
        'names.safetensors',
        writeSafetensors([['\u001b[2J\u202eevil', { dtype: 'f32', shape: [1], data: Float32Array.of(1) }]]),
      ),
    );
    expect(out).toContain('"\\u001b[2J\\u202eevil"');
    expect(Array.from(out).every((character) => character === '\n' || (character >= ' ' && character < '\u2000'))).toBe(
      true,
    );
  });

  test('npy', async () => {
    const out = await told(file('a.npy', writeNpy([2, 2], 'f32', Float32Array.of(1, 2, 3, 4))));
    expect(out).toMatch(/^npy: 4 elements, 144 bytes\n/);
    expect(out).toMatch(/F32 +\[2, 2\] +1 +4 +2\.5 +0 +0\n$/);
  });

  test('PNG', async () => {
    const out = await told(
      file('a.png', encodePng({ width: 2, height: 1, data: Uint8ClampedArray.of(0, 10, 20, 255, 100, 30, 20, 255) })),
    );
    expect(out).toMatch(/^png: 2×1, 8 bits, RGB and alpha, \d+ bytes\n/);
    expect(out).toMatch(/R +0 +100 +50\.0\n/);
    expect(out).toMatch(/A +255 +255 +255\.0\n$/);
  });

  test('JPEG and WebP', async () => {
    const sample = (name: string) => fileURLToPath(new URL(`pictures/${name}`, import.meta.url));
    const jpeg = await told(sample('corners.jpg'));
    expect(jpeg).toMatch(/^jpeg: 32×16, colour, 700 bytes\n/);
    expect(jpeg).toMatch(/A +255 +255 +255\.0\n$/);
    expect(await told(sample('corners-turned.webp'))).toMatch(
      /^webp: 32×16, lossless, 116 bytes\n.*\nR +0 +255 +127\.5\n/,
    );
  });

  test('CIFAR-10 and STL-10', async () => {
    const cifar = new Uint8Array(3 * 3073).fill(9);
    cifar[0] = 4;
    const out = await told(file('batch.bin', cifar), '--as', 'cifar10');
    expect(out).toContain('cifar10: 3 pictures of 32×32 with labels, mean red, green, blue 9.0, 9.0, 9.0');
    expect(out).toMatch(/\n +4 +1\n/);
    expect(out).toMatch(/\n +9 +2\n/);
    expect(await told(file('x.bin', new Uint8Array(2 * 27648)), '--as', 'stl10-images')).toContain(
      'stl10: 2 pictures of 96×96',
    );
    expect(await told(file('y.bin', Uint8Array.of(1, 10, 10)), '--as', 'stl10-labels')).toMatch(
      /3 labels.*\n[^]* 0 +1\n[^]* 9 +2\n/,
    );
  });
});

describe('refusals', () => {
  test('damaged, unknown, missing, no plain file', async () => {
    expect(
      await refused(
        file('cut.png', encodePng({ width: 9, height: 9, data: new Uint8ClampedArray(324) }).subarray(0, 60)),
      ),
    ).toContain('png: ');
    expect(await refused(file('text.txt', new TextEncoder().encode('hello there')))).toContain(
      '--as cifar10|stl10-images|stl10-labels',
    );
    expect(await refused(file('empty', new Uint8Array()))).toContain('empty');
    expect(await refused(file('short.bin', new Uint8Array(3072)), '--as', 'cifar10')).toContain('3073');
    expect(await refused(join(folder, 'nowhere.png'))).toContain('ENOENT');
    expect(await refused(folder)).toContain('is a folder');
    if (process.platform !== 'win32') expect(await refused('/dev/zero')).toContain('no plain file');
  });

  test('STL-10: fewer or more labels than pictures beside them', async () => {
    const images = file('train_X.bin', new Uint8Array(2 * 27648));
    for (const [many, fine] of [
      [1, false],
      [2, true],
      [3, false],
    ] as const) {
      const labels = file('train_y.bin', new Uint8Array(many).fill(1));
      for (const words of [
        [images, '--as', 'stl10-images'],
        [labels, '--as', 'stl10-labels'],
      ])
        expect(fine ? await told(...words) : await refused(...words)).toContain(
          fine ? 'stl10: 2' : `2 pictures must have as many labels, got ${many}`,
        );
    }
  });

  test('a file larger than can be read is not read', async () => {
    const path = file('huge.safetensors', new Uint8Array(8));
    truncateSync(path, 2 ** 32); // sparse: takes no room
    const started = performance.now();
    expect(await refused(path)).toContain('larger than 2147483647 bytes');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('wrong usage: status 2', async () => {
    for (const words of [[], ['a', 'b'], ['a', '--as', 'mnist'], ['a', '--what']]) {
      const { status, err } = await run('inspect', ...words);
      expect(status).toBe(2);
      expect(err).toContain('saccade inspect FILE');
    }
  });
});

interface BadInput {
  file: string;
  kind: 'safetensors' | 'png' | 'cifar10' | 'stl10_y';
  expect: 'accept' | 'reject';
  may_reject?: boolean;
  error_should_mention?: string;
  max_ms?: number;
}

describe('the collection of bad inputs, by the command', () => {
  const source = new URL('../../shared/badinputs/', import.meta.url);
  const present = existsSync(new URL('manifest.json', source));
  const manifest = present ? (JSON.parse(readFileSync(new URL('manifest.json', source), 'utf8')) as BadInput[]) : [];
  const as = { safetensors: [], png: [], cifar10: ['--as', 'cifar10'], stl10_y: ['--as', 'stl10-labels'] };

  it.skipIf(!present)('../shared/badinputs is there (without it, none of its files is checked)', () => {
    expect(manifest.length).toBeGreaterThan(0);
  });

  it.each(manifest)('$file: $expect', async (input) => {
    const words = [fileURLToPath(new URL(input.file, source)), ...as[input.kind]];
    const started = performance.now();
    const { status, out } = await run('inspect', ...words);
    expect(performance.now() - started).toBeLessThan(input.max_ms ?? 2000);
    if (status === 0) {
      expect(input.expect).toBe('accept');
      expect(out).not.toBe('');
    } else {
      if (!input.may_reject) expect(input.expect).toBe('reject');
      expect(await refused(...words)).toContain(input.error_should_mention ?? '');
    }
  });
});

test('the built command looks for no driver and leaves with the right status', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/cli.mjs', 'inspect', file('b.npy', writeNpy([1], 'i32', Int32Array.of(3)))],
    { encoding: 'utf8', env: { ...process.env, SACCADE_ADAPTER: 'voodoo' } },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('npy: 1 element,');
});
