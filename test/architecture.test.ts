/** docs/architecture.md is true: its picture is that of the imports, and what it tells to write compiles and runs. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

const page = readFileSync('docs/architecture.md', 'utf8');
const blocks = [...page.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, path, code]) => ({ path, code }));

let tree: string;
beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'saccade-tree-'));
  for (const folder of ['engine', 'kernels', 'layers']) cpSync(folder, join(tree, folder), { recursive: true });
  for (const file of ['tsconfig.json', 'package.json']) cpSync(file, join(tree, file));
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
  for (const { path, code } of blocks) writeFileSync(join(tree, path), code);
});
afterAll(() => rmSync(tree, { recursive: true }));

test('the picture is drawn from the imports as they are', () => {
  execFileSync('node', ['docs/architecture.mjs', '--check']);
});

test('an op, a module and an attention are written there', () => {
  expect(blocks.map(({ path }) => path.split('/')[0] + '/' + path.split('/')[1])).toEqual([
    'kernels/elementwise',
    'layers/attention',
    'kernels/attention',
  ]);
});

test('the compiler takes them', () => {
  const config = { extends: './tsconfig.json', include: [], files: blocks.map(({ path }) => path) };
  writeFileSync(join(tree, 'tsconfig.blocks.json'), JSON.stringify(config));
  execFileSync('npx', ['tsc', '--noEmit', '-p', 'tsconfig.blocks.json'], { cwd: tree });
});

test('they run, on plain loops', async () => {
  const entry = join(tree, 'entry.ts');
  writeFileSync(
    entry,
    `export { Device } from './engine/device.ts';
    export { tensor } from './engine/create.ts';
    export { grad } from './engine/autograd.ts';
    export { sum } from './kernels/index.ts';
    ${blocks.map(({ path }) => `export * from './${path}';`).join('\n')}`,
  );
  const outDir = join(tree, 'out');
  const lib = { entry, formats: ['es' as const], fileName: 'tree' };
  const external = /^(webgpu|pngjs|node:)/;
  await build({
    configFile: false,
    root: tree,
    logLevel: 'silent',
    build: { outDir, minify: false, lib, rolldownOptions: { external } },
  });
  const built = await import(pathToFileURL(join(outDir, 'tree.js')).href);
  const { Device, tensor, grad, sum, bump, MeanGate, rowWindowAttention } = built;
  const gpu = await Device.open({ backend: 'reference' });
  const x = tensor(gpu, [0, 0.5, 2]);
  expect([...(await bump(x).data())]).toEqual([1, 0.75, -3]);
  expect([...(await grad(() => sum(bump(x)), [x])[0].data())]).toEqual([0, -1, -4]);
  const picture = tensor(
    gpu,
    Float32Array.from({ length: 72 }, (_, i) => Math.sin(i)),
    [1, 2, 6, 6],
  );
  expect(new MeanGate(gpu, 2).forward(picture).shape).toEqual([1, 2, 6, 6]);
  const [q, v] = [picture.reshape(1, 1, 6, 6, 2), tensor(gpu, new Float32Array(36).fill(3), [1, 1, 6, 6, 1])];
  expect((await rowWindowAttention(q, q, v).data()).every((value: number) => Math.abs(value - 3) < 1e-6)).toBe(true);
});
