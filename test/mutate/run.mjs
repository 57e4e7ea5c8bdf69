/**
 * `npm run mutate`: plants each bug of `mutants.mjs` in a copy of the tree, runs the fast tests that concern it, and says
 * whether they saw it. Ends with 1 where fewer than 97% were caught, or a bug cannot be planted any more.
 * `npm run mutate -- replay` plants those whose file or effect has that word.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutants } from './mutants.mjs';

const wanted = 0.97;
const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'saccade-mutate-'));
const left = new Set(['node_modules', '.git', 'dist'].map((name) => resolve(root, name)));
cpSync(root, copy, { recursive: true, filter: (path) => !left.has(resolve(path)) });
for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(copy, name));

/** Whether the tests are green, each file in turn: the first red one ends it. */
function passes(/** @type {string} */ tests) {
  const files = tests.split(' + ');
  return files.every((one) => {
    const [file, ...name] = one.split(':');
    const only = name.length ? ['-t', name.join(':')] : [];
    const args = ['vitest', 'run', '--maxWorkers=1', '--bail=1', `test/${file}.test.ts`, ...only];
    const { status } = spawnSync('npx', args, { cwd: copy, stdio: 'ignore', timeout: 300_000 });
    return status === 0;
  });
}

let [caught, planted, stale] = [0, 0, 0];
const word = process.argv[2];
try {
  for (const { file, from, to, breaks, tests } of mutants) {
    if (word && !`${file} ${breaks}`.includes(word)) continue;
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(from).length !== 2) {
      stale++;
      console.log(`cannot be planted  ${file}: ${breaks}`);
      continue;
    }
    planted++;
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    const seen = !passes(tests);
    writeFileSync(path, text);
    if (seen) caught++;
    console.log(`${seen ? 'caught  ' : 'SURVIVED'}  ${file}: ${breaks}`);
  }
} finally {
  rmSync(copy, { recursive: true });
}
console.log(`${caught} of ${planted} planted bugs caught (${((100 * caught) / planted).toFixed(1)}%)`);
if (stale || caught < wanted * planted) process.exitCode = 1;
