/**
 * The collection of files that other loaders stumble over: each must load with the right values, or be refused in one
 * line that says why.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../engine/errors.ts';
import { decodePng } from '../engine/files/image-node.ts';
import { checkPng } from '../engine/files/png.ts';
import { parseSafetensors } from '../engine/files/safetensors.ts';
import { parseCifar10 } from '../train/data/cifar10.ts';
import { parseStl10Labels } from '../train/data/stl10.ts';

interface BadInput {
  file: string;
  kind: keyof typeof readers;
  expect: 'accept' | 'reject';
  why: string;
  error_should_mention?: string;
  may_reject?: boolean;
  values?: Record<string, (number | string)[]>;
  max_ms?: number;
}

const folder = new URL('../../shared/badinputs/', import.meta.url);
const readers = { safetensors: parseSafetensors, png: decodePng, cifar10: parseCifar10, stl10_y: parseStl10Labels };

describe('bad inputs', () => {
  const present = existsSync(new URL('manifest.json', folder));
  const manifest = present ? (JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as BadInput[]) : [];

  it.skipIf(!present)('../shared/badinputs is there (without it, none of its files is checked)', () => {
    expect(manifest.length).toBeGreaterThan(0);
  });

  it.each(manifest)('$file: $expect ($why)', (input) => {
    const bytes = readFileSync(new URL(input.file, folder));
    const started = performance.now();
    let result: unknown;
    let error: unknown;
    try {
      result = readers[input.kind](bytes);
    } catch (thrown) {
      error = thrown;
    }
    expect(performance.now() - started).toBeLessThan(input.max_ms ?? 2000);
    if (error !== undefined) {
      if (input.expect === 'accept' && !input.may_reject) throw error;
      expect(error).toBeInstanceOf(FormatError);
      const { message } = error as FormatError;
      expect(message).toContain(input.error_should_mention ?? '');
      expect(message).not.toContain('\n');
      expect(message.length).toBeLessThan(300);
      return;
    }
    expect(input.expect).toBe('accept');
    for (const [name, values] of Object.entries(input.values ?? {})) {
      // The manifest is JSON that lost the sign of -0; adding 0 loses ours.
      const read = Array.from(
        (result as ReturnType<typeof parseSafetensors>).tensors.get(name)!.data,
        (value) => value + 0,
      );
      expect(read).toEqual(values.map((value) => Math.fround(Number(value))));
    }
    if (input.kind === 'png') {
      const { width, height } = checkPng(bytes);
      expect(result).toMatchObject({ width, height, data: { length: 4 * width * height } });
    }
  });
});
