/** An app that imports only CBAM ships only what CBAM needs; one that takes gradients, its gradients too. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, it } from 'vitest';
import type * as Saccade from '../index.ts';

/** The text of an app of these lines, bundled from the built library as an app's own build would; chunks left out. */
async function bundle(lines: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'saccade-app-'));
  try {
    writeFileSync(join(folder, 'app.js'), lines);
    const result = await build({
      configFile: false,
      root: folder,
      logLevel: 'silent',
      resolve: { alias: { saccade: resolve('dist/saccade.mjs') } },
      build: {
        write: false,
        minify: true,
        modulePreload: false,
        rolldownOptions: {
          input: join(folder, 'app.js'),
          preserveEntrySignatures: 'strict',
          external: /^(webgpu|pngjs|@jsquash|node:)/,
        },
      },
    });
    const outputs = Array.isArray(result) ? result : [result];
    return outputs
      .flatMap((one) => ('output' in one ? one.output : []))
      .map((file) => (file.type === 'chunk' && file.isEntry ? file.code : ''))
      .join('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const zipped = (text: string): number => gzipSync(text, { level: 9 }).length;

it('leaves out modules and kernels that are not used', async () => {
  const cbam = await bundle(`import { CBAM, Device } from 'saccade'; console.log(CBAM, Device);`);
  const alone = await bundle(`import { CBAM } from 'saccade'; console.log(CBAM);`);
  const all = await bundle(`import * as saccade from 'saccade'; console.log(saccade);`);
  expect(cbam.includes('sigmoid')).toBe(true);
  for (const foreign of [
    'grid_sample',
    'criss',
    'NonLocalBlock',
    'einsum',
    'adamw',
    'conv2d_weight',
    'batch_norm_grad',
  ]) {
    expect(all.toLowerCase().includes(foreign.toLowerCase()), foreign).toBe(true);
    expect(cbam.toLowerCase().includes(foreign.toLowerCase()), foreign).toBe(false);
  }
  // Bytes that a browser fetches: what was reached, and a little room.
  expect(zipped(alone)).toBeLessThan(45_500);
  expect(zipped(cbam)).toBeLessThan(50_500);
  // The whole grows with every module that comes: room for some.
  expect(zipped(all)).toBeLessThan(218_000);
});

it('brings the gradients of what is used to an app that takes any', async () => {
  const app = await bundle(`
    import { CBAM, Device, sum, tensor, valueAndGrad } from 'saccade';
    export const gradients = async () => {
      const gpu = await Device.open({ backend: 'reference' });
      const net = new CBAM(gpu, 4, { reduction: 2 });
      const x = tensor(gpu, Float32Array.from({ length: 64 }, (_, i) => Math.sin(i)), [1, 4, 4, 4]);
      const { grads } = valueAndGrad(() => sum(net.forward(x)), net.params());
      return Promise.all([...grads.values()].map(async (grad) => (await grad.data()).some((value) => value !== 0)));
    };`);
  expect(app.includes('conv2d_weight')).toBe(true);
  const folder = mkdtempSync(join(tmpdir(), 'saccade-app-'));
  try {
    writeFileSync(join(folder, 'app.mjs'), app);
    const { gradients } = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'app.mjs')).href);
    const found: boolean[] = await gradients();
    expect(found.length).toBeGreaterThan(5);
    expect(found).not.toContain(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('loads the yardstick in a browser: what only Node has is imported when it is needed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saccade-yardstick-'));
  try {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME };
    const vite = resolve('node_modules/vite/bin/vite.js');
    execFileSync(process.execPath, [vite, 'build', '--mode', 'yardstick', '--outDir', folder], {
      env,
      stdio: 'ignore',
    });
    const text = readFileSync(join(folder, 'yardstick.mjs'), 'utf8');
    expect(text).toContain('getBuiltinModule("node:os")');
    expect(text).not.toMatch(/^import\b|^export .* from /m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('what is built away comes back where it is asked for: gradients of gradients, and graphs to export', async () => {
  const built: typeof Saccade = await import(pathToFileURL(resolve('dist/saccade.mjs')).href);
  const gpu = await built.Device.open({ backend: 'reference' });
  const x = built.tensor(
    gpu,
    Float32Array.from({ length: 32 }, (_, i) => Math.sin(i)),
    [1, 1, 8, 4],
  );
  const bias = built.tensor(
    gpu,
    Float32Array.from({ length: 64 }, (_, i) => Math.cos(i)),
    [8, 8],
  );
  const score = () => built.sum(built.square(built.scaledDotProductAttention(x, x, x, { mask: bias })));
  const slope = () => built.sum(built.square(built.grad(score, [x])[0]));
  const [second] = built.grad(slope, [x]);
  expect((await second.data()).every((value) => Number.isFinite(value) && value !== 0)).toBe(true);
  const graph = await built.exportOnnx(new built.SelfAttention(gpu, 4), [1, 4, 3, 3]);
  expect(graph.length).toBeGreaterThan(500);
});
