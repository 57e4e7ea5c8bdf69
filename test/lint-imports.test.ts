/** The import check sees each kind of violation, lets the permitted neighbours through, and finds the project clean. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkImports } from './lint-imports.mjs';

function check(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'saccade-imports-'));
  try {
    for (const [path, source] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), source);
    }
    return checkImports(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const violations: [string, Record<string, string>, RegExp][] = [
  [
    'a folder to the right',
    { 'engine/a.ts': "\nimport { b } from '../kernels/b.ts';\nb;" },
    /^engine\/a\.ts:2: .*nothing but itself/,
  ],
  [
    'a type from the right',
    { 'kernels/a.ts': "import type { B } from '../layers/b.ts';\nexport type A = B;" },
    /^kernels\/a\.ts:1: /,
  ],
  ['a re-export from the right', { 'layers/a.ts': "export * from '../train/b.ts';" }, /^layers\/a\.ts:1: /],
  [
    'a lazy import from the right',
    { 'train/a.ts': "export const a = () => import('../page/b.ts');" },
    /^train\/a\.ts:1: /,
  ],
  ['page and cli mixed', { 'page/a.ts': "import '../cli/main.ts';" }, /^page\/a\.ts:1: /],
  ['a test', { 'bench/a.ts': "import '../test/b.ts';" }, /^bench\/a\.ts:1: /],
  ['a package', { 'layers/deep/a.ts': "import 'lodash';" }, /^layers\/deep\/a\.ts:1: .*no package/],
  ['Node in a browser file', { 'engine/a.ts': "export const fs = () => import('node:fs');" }, /only engine\/host\.ts/],
  ['Dawn loaded eagerly', { 'engine/host.ts': "import { create } from 'webgpu';\ncreate;" }, /load it with import\(\)/],
  ['a Node file loaded eagerly', { 'train/a.ts': "import './files-node.ts';" }, /load it with import\(\)/],
  ['no extension', { 'engine/a.ts': "import './b';" }, /with its extension/],
  [
    'a cycle',
    { 'engine/a.ts': "import './b.ts';", 'engine/b.ts': "import './a.ts';" },
    /^import cycle: engine\/a\.ts -> engine\/b\.ts -> engine\/a\.ts$/,
  ],
  [
    'a cycle of types',
    {
      'engine/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
      'engine/b.ts': "import './a.ts';\nexport type B = 1;",
    },
    /^import cycle: engine\/a\.ts -> engine\/b\.ts -> engine\/a\.ts$/,
  ],
  [
    'a cycle of kernels',
    { 'kernels/a.ts': "import './reduce/b.ts';", 'kernels/reduce/b.ts': "import '../a.ts';" },
    /^import cycle: kernels\/a\.ts -> kernels\/reduce\/b\.ts -> kernels\/a\.ts$/,
  ],
];

test.each(violations)('refuses %s', (_, files, line) => {
  const problems = check(files);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(line);
});

test('lets through what is permitted', () => {
  expect(
    check({
      'engine/host.ts': "export const dawn = () => import('webgpu');",
      'engine/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
      'engine/b.ts': "// import './a.ts'\n// import '../train/x.ts'\nexport type B = 1;",
      'kernels/reduce/sum.ts': "import '../expand.ts';\nimport '../../engine/a.ts';\nexport type C = 1;",
      'kernels/expand.ts': "import type { C } from './reduce/sum.ts';\nexport type D = C;",
      'train/files-node.ts': "import 'node:fs';\nimport './paths-node.ts';",
      'train/files.ts': "export const files = () => import('./files-node.ts');",
      'bench/peers.ts': "export const tf = () => import('@tensorflow/tfjs-core');",
      'page/a.ts':
        "import 'uplot';\nimport '../bench/peers.ts';\nimport './style.css';\n" +
        "import data from './weights.safetensors?url';\ndata;",
      'cli/a.ts': "import 'node:fs';\nimport '../bench/peers.ts';",
      'test/a.ts': "import '../page/a.ts';",
    }),
  ).toEqual([]);
});

test('the project is clean', () => {
  expect(checkImports(resolve('.'))).toEqual([]);
});
