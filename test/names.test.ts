/**
 * A name leads to its file: whoever looks for `leakyRelu` opens `leaky-relu.ts` without a map. Counted over everything
 * that index.ts exports: the file's name (a plural's s aside) is part of the public name, or the other way round.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

/** Public values by name, with the file that makes each. */
function publicNames(file: string, found = new Map<string, string>()): Map<string, string> {
  for (const { entries } of parseSync(file, readFileSync(file, 'utf8')).module.staticExports) {
    for (const { isType, moduleRequest, exportName } of entries) {
      if (isType || !moduleRequest) continue;
      const target = join(dirname(file), moduleRequest.value);
      if (exportName.kind === 'None') publicNames(target, found);
      else found.set(exportName.name!, target);
    }
  }
  return found;
}

const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

test('at least 90% of the public names lead to their file', () => {
  const names = publicNames('index.ts');
  const astray = [...names].filter(([name, file]) => {
    const stem = letters(basename(file, '.ts'));
    const [wanted, singular] = [letters(name), stem.replace(/s$/, '')];
    return !wanted.includes(stem) && !wanted.includes(singular) && !stem.includes(wanted);
  });
  expect(names.size).toBeGreaterThan(300);
  const share = 1 - astray.length / names.size;
  console.log(
    `${names.size - astray.length} of ${names.size} public names lead to their file; not: ${astray.join(' ')}`,
  );
  expect(share).toBeGreaterThanOrEqual(0.9);
});
