/**
 * `npm run mutate`: plants each bug of `mutants.mjs` in a copy of the tree, runs the fast tests that concern it, and
 * says whether they saw it. Ends with 1 where fewer than 97% were caught, or a bug cannot be planted any more. `npm run
 * mutate -- replay` plants those whose file or effect has that word.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest } from 'vitest/node';
import { mutants } from './mutants.mjs';

const wanted = 0.97;
const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'saccade-mutate-'));
const left = new Set(['node_modules', '.git', 'dist'].map((name) => resolve(root, name)));
cpSync(root, copy, { recursive: true, filter: (path) => !left.has(resolve(path)) });
for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(copy, name));
process.chdir(copy);

/** Vitest anew for each bug: what it has read of a file, it keeps. Files without a bug come from a cache on disk. */
const open = () =>
  createVitest('test', {
    root: copy,
    watch: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    reporters: [{}],
    experimental: { fsModuleCache: true, fsModuleCachePath: join(copy, '.cache') },
  });

/** What the last red test said. */
let why = '';

/** Whether a test file is green, or those of its tests that have such a name. */
async function isGreen(/** @type {string} */ test) {
  const vitest = await open();
  const [file, ...name] = test.split(':');
  if (name.length) vitest.setGlobalTestNamePattern(new RegExp(name.join(':')));
  const found = await vitest.globTestSpecifications([join(copy, 'test', `${file}.test.ts`)]);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(found);
  await vitest.close();
  const ran = testModules.flatMap((module) => [...module.children.allTests()]);
  if (!ran.some((one) => one.result().state !== 'skipped') && testModules.every((module) => module.ok()))
    throw new Error(`${test} names no test`);
  why = [...unhandledErrors, ...ran.flatMap((one) => one.result().errors ?? [])]
    .map((error) => Object(error).message)
    .join('\n');
  return !unhandledErrors.length && testModules.every((module) => module.ok());
}

const sound = new Set();
/** Without a bug they must be green, or their red would say nothing. */
async function checkSound(/** @type {readonly string[]} */ tests) {
  for (const test of tests) {
    if (sound.has(test)) continue;
    if (!(await isGreen(test)) && !(await isGreen(test))) throw new Error(`${test} is red without any bug: ${why}`);
    sound.add(test);
  }
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
    const concerned = tests.split(' + ');
    await checkSound(concerned);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    let green = true;
    for (const test of concerned) green &&= await isGreen(test);
    writeFileSync(path, text);
    if (!green) caught++;
    console.log(`${green ? 'SURVIVED' : 'caught  '}  ${file}: ${breaks}`);
  }
} finally {
  rmSync(copy, { recursive: true });
}
console.log(`${caught} of ${planted} planted bugs caught (${((100 * caught) / planted).toFixed(1)}%)`);
if (stale || caught < wanted * planted) process.exitCode = 1;
