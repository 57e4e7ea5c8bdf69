/**
 * A ViT-S/16 as it is published, 88 MB in timm's names, its weights random: written, loaded a tensor at a time, run and
 * mapped, in a Node process of its own and in Chromium. Times and memory are printed; what is checked does not depend
 * on them, but for the peak that loading may have.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Random } from '../engine/random.ts';
import { writeSafetensors } from '../engine/files/safetensors.ts';
import { openBrowser, servePage } from './browser.ts';

const [dim, depth, classes, side, patch] = [384, 12, 1000, 224, 16];

/** Names and shapes of timm's vit_small_patch16_224. */
function shapes(): [string, number[]][] {
  const linear = (name: string, outs: number, ins: number): [string, number[]][] => [
    [`${name}.weight`, [outs, ins]],
    [`${name}.bias`, [outs]],
  ];
  const norm = (name: string): [string, number[]][] => [
    [`${name}.weight`, [dim]],
    [`${name}.bias`, [dim]],
  ];
  const block = (i: number) => [
    ...norm(`blocks.${i}.norm1`),
    ...linear(`blocks.${i}.attn.qkv`, 3 * dim, dim),
    ...linear(`blocks.${i}.attn.proj`, dim, dim),
    ...norm(`blocks.${i}.norm2`),
    ...linear(`blocks.${i}.mlp.fc1`, 4 * dim, dim),
    ...linear(`blocks.${i}.mlp.fc2`, dim, 4 * dim),
  ];
  return [
    ['cls_token', [1, 1, dim]],
    ['pos_embed', [1, 1 + (side / patch) ** 2, dim]],
    ['patch_embed.proj.weight', [dim, 3, patch, patch]],
    ['patch_embed.proj.bias', [dim]],
    ...Array.from({ length: depth }, (_, i) => block(i)).flat(),
    ...norm('norm'),
    ...linear('head', classes, dim),
  ];
}

/** What both hosts run: the library and the file by address, what they found as JSON. */
const program = `
const began = performance.now();
const { net, entry } = await saccade.loadNetwork(gpu, file);
await gpu.settle();
const loaded = performance.now();
const grown = await peak();
const pixels = Float32Array.from({ length: 3 * ${side * side} }, (_, i) => Math.sin(i));
const image = saccade.tensor(gpu, pixels, [1, 3, ${side}, ${side}]);
const once = async () => {
  const before = gpu.counters().dispatches;
  const start = performance.now();
  const out = saccade.scope(() => net.forward(image));
  const logits = [...(await out.data())];
  return { ms: performance.now() - start, dispatches: gpu.counters().dispatches - before, logits };
};
const first = await once();
const second = await once();
const start = performance.now();
const { maps } = saccade.scope(() => saccade.capture(() => net.forward(image)));
const rows = [];
for (const map of maps.values()) for (let head = 0; head < map.heads; head++) rows.push(await map.token(0, head));
const mapped = performance.now() - start;
return {
  network: entry.name, load: loaded - began, grown, first: first.ms, run: second.ms, mapped,
  dispatches: second.dispatches, logits: second.logits, names: [...maps.keys()],
  rows: rows.length, cells: rows[0].length, mass: rows.map((row) => row.reduce((a, b) => a + b)),
};`;

interface Found {
  network: string;
  load: number;
  /** Bytes that the process grew by at most while it loaded; null where the host does not say. */
  grown: number | null;
  first: number;
  run: number;
  mapped: number;
  dispatches: number;
  logits: number[];
  names: string[];
  rows: number;
  cells: number;
  mass: number[];
}

let folder: string;
let file: string;
let size: number;
let inNode: Found;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-vit-'));
  file = join(folder, 'vit_small_patch16_224.safetensors');
  const random = new Random(1);
  // Uniform, of the deviation 0.05: quick to draw, and maps are not even.
  const tensors = shapes().map(([name, shape]) => {
    const data = new Float32Array(shape.reduce((a, b) => a * b)).map(() => random.uniform(-0.09, 0.09));
    return [name, { dtype: 'f32' as const, shape, data: /norm\d?\.weight/.test(name) ? data.fill(1) : data }] as const;
  });
  writeFileSync(file, writeSafetensors(tensors));
  ({ size } = statSync(file));
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = (found: Found, host: string) => {
  const { load, first, run, mapped, dispatches, grown } = found;
  const ms = (time: number) => `${time.toFixed(0)} ms`;
  console.log(
    `${host}: ${(size / 1e6).toFixed(1)} MB loaded in ${ms(load)}, first run ${ms(first)}, run ` +
      `${ms(run)} in ${dispatches} dispatches, ` +
      `72 class rows in ${ms(mapped)}${grown === null ? '' : `, peak ${(grown / size).toFixed(2)} of the file`}`,
  );
  expect(found.network).toBe('vit');
  expect(found.names).toEqual(Array.from({ length: depth }, (_, i) => `blocks.${i}.attn.attention`));
  expect([found.rows, found.cells]).toEqual([72, 196]);
  // The class token's own share is what a row lacks to one.
  for (const mass of found.mass) expect(mass).toBeGreaterThan(0.5);
  for (const mass of found.mass) expect(mass).toBeLessThan(1);
  // Eight a block; before and after: patches, tokens, positions, norm, class token, head.
  expect(dispatches).toBeLessThanOrEqual(8 * depth + 8);
};

// Young objects of the collector swing by half the file from run to run: their space is kept small.
it('in Node, with a peak under 2.2 times the file', () => {
  expect(size).toBeGreaterThan(85e6);
  const script = join(folder, 'run.mjs');
  writeFileSync(
    script,
    `import { readFileSync, writeFileSync } from 'node:fs';
import * as saccade from ${JSON.stringify(resolve('dist/saccade.mjs'))};
const gpu = await saccade.Device.open();
await saccade.add(saccade.ones(gpu, [4]), 1).data();
const file = ${JSON.stringify(file)};
const status = () => readFileSync('/proc/self/status', 'utf8');
const kilobytes = (field) => 1024 * Number(new RegExp(field + ':\\\\s+(\\\\d+)').exec(status())?.[1]);
// Linux forgets the peak so far when it is told to.
let before = null;
try { writeFileSync('/proc/self/clear_refs', '5'); before = kilobytes('VmRSS'); } catch {}
const peak = () => before === null ? null : kilobytes('VmHWM') - before;
const found = await (async () => {${program}})();
process.stdout.write(JSON.stringify(found));
process.exit(0);`,
  );
  inNode = JSON.parse(
    execFileSync(process.execPath, ['--max-semi-space-size=2', script], { encoding: 'utf8', maxBuffer: 2 ** 24 }),
  ) as Found;
  check(inNode, 'Node');
  if (inNode.grown !== null) expect(inNode.grown / size).toBeLessThan(2.2);
});

it('in Chromium, from an address, with the same logits', async () => {
  cpSync('dist/saccade.mjs', join(folder, 'saccade.mjs'));
  cpSync('dist/lib', join(folder, 'lib'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>blank</title>');
  const server = await servePage(folder);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const found = (await page.evaluate(`(async () => {
      const saccade = await import('/saccade.mjs');
      const gpu = await saccade.Device.open();
      const file = '/vit_small_patch16_224.safetensors';
      const peak = async () => null;
      ${program}
    })()`)) as Found;
    check(found, 'Chromium');
    const largest = Math.max(...inNode.logits.map(Math.abs));
    for (const [i, logit] of found.logits.entries())
      expect(Math.abs(logit - inNode.logits[i])).toBeLessThan(1e-4 * largest);
  } finally {
    await browser.close();
    await server.close();
  }
});
