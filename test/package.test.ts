/** The package as its users get it: packed, installed into an empty folder, and used in each of the usual ways. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../package.json';

let folder: string;
const file = (...names: string[]) => join(folder, ...names);
const run = (program: string, ...words: string[]): string => {
  try {
    return execFileSync(program, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${words.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
};
const repository = resolve('.');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-package-'));
  execFileSync('npm', ['run', '--silent', 'build:types'], { cwd: repository });
  // What `prepare` builds is there: `npm test` begins with it.
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: repository });
  writeFileSync(file('package.json'), '{ "name": "user", "private": true, "type": "module" }');
  run('npm', 'install', '--silent', '--offline', '--no-audit', '--no-fund', `./saccade-${version}.tgz`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A program of a user: a module through a door, its gradients through the others. */
const program = `
import { CBAM, Device, exportOnnx, tensor } from 'saccade';
import { valueAndGrad } from 'saccade/engine';
import { mean, mul } from 'saccade/kernels';
import { SELayer } from 'saccade/layers';
import { AdamW } from 'saccade/train';

const gpu = await Device.open({ backend: 'reference' });
const net = new CBAM(gpu, 8, { reduction: 2 });
const x = tensor(gpu, Float32Array.from({ length: 8 * 16 }, (_, i) => Math.sin(i)), [1, 8, 4, 4]);
const optimizer = new AdamW(net.params(), { lr: 1e-2 });
const loss = () => mean(mul(net.forward(x), net.forward(x)));
const before = await loss().item();
for (let i = 0; i < 3; i++) optimizer.step(valueAndGrad(loss, net.params()).grads);
const after = await loss().item();
const model = await exportOnnx(new SELayer(gpu, 16), [1, 16, 4, 4]);
console.log(JSON.stringify({ falls: after < before, model: model.length > 100 }));
`;
const wanted = '{"falls":true,"model":true}\n';

it('holds what it names, and nothing that is only ours', () => {
  const { exports: doors, files } = JSON.parse(readFileSync(file('node_modules/saccade/package.json'), 'utf8'));
  for (const door of Object.values<string | Record<string, string>>(doors))
    for (const path of typeof door === 'string' ? [door] : Object.values(door))
      expect(() => readFileSync(file('node_modules/saccade', path)), path).not.toThrow();
  for (const name of [...files, 'LICENSE', 'README.md']) run('ls', `node_modules/saccade/${name}`);
  expect(readdirSync(file('node_modules/saccade'))).not.toContain('test');
});

describe('is used', () => {
  it('by Node, as ES modules', () => {
    writeFileSync(file('use.mjs'), program);
    expect(run(process.execPath, 'use.mjs')).toBe(wanted);
  });

  it('by its command', () => {
    expect(run('npx', '--offline', 'saccade', '--version').trim()).toBe(version);
    expect(run('npx', '--offline', 'saccade', 'modules')).toMatch(/cbam/);
  });

  it.each(['Bundler', 'NodeNext'])('by strict TypeScript without skipLibCheck, resolving as %s', (moduleResolution) => {
    writeFileSync(file('use.ts'), program);
    const module = moduleResolution === 'Bundler' ? 'ESNext' : 'NodeNext';
    const lib = ['ES2023', 'DOM', 'DOM.Iterable', 'ESNext.Disposable'];
    const strict = { strict: true, skipLibCheck: false, noEmit: true, target: 'ES2023', types: [] };
    const compilerOptions = { ...strict, lib, module, moduleResolution };
    writeFileSync(file('tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    expect(run(process.execPath, join(repository, 'node_modules/typescript/bin/tsc'), '-p', '.')).toBe('');
  });

  it('by a bundler for browsers, from which nothing of Node is left', async () => {
    const { build } = await import('vite');
    mkdirSync(file('web'), { recursive: true });
    writeFileSync(file('web/index.html'), '<!doctype html><script type="module" src="./app.js"></script>');
    writeFileSync(file('web/app.js'), program);
    await build({
      configFile: false,
      root: file('web'),
      logLevel: 'error',
      build: { target: 'es2023', minify: false },
    });
    const names = run('ls', 'web/dist/assets').trim().split('\n');
    const texts = names.map((name) => readFileSync(file('web/dist/assets', name), 'utf8')).join('\n');
    expect(texts).not.toMatch(/from ["'](node:|webgpu|pngjs)/);
  });
});
