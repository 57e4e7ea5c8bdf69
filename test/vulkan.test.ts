/** Which driver is chosen, that the choice holds in a fresh process, and that forced software adapters compute. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFile, tarFiles, unpackOnce } from '../cli/unpack.ts';
import { chooseVulkan } from '../cli/vulkan.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-vulkan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The environment without any choice in it, as a user's shell has it. */
const { SACCADE_ADAPTER: _a, VK_DRIVER_FILES: _v, VK_ICD_FILENAMES: _i, ...clean } = process.env;

/** What Dawn shows in a process with this environment, and that it answers 3 + 4 from a shader. */
const ADD = `
  const { create, globals } = await import(process.argv[1]);
  Object.assign(globalThis, globals);
  const adapter = await (globalThis.gpu = create([])).requestAdapter();
  const device = await adapter.requestDevice();
  const code =
    '@group(0) @binding(0) var<storage, read_write> r: array<f32>;' +
    '@compute @workgroup_size(1) fn main() { r[0] += r[1]; }';
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: 8, usage });
  const read = device.createBuffer({ size: 8, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  device.queue.writeBuffer(buffer, 0, new Float32Array([3, 4]));
  const module = device.createShaderModule({ code });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [{ binding: 0, resource: { buffer } }];
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(1);
  pass.end();
  encoder.copyBufferToBuffer(buffer, 0, read, 0, 8);
  device.queue.submit([encoder.finish()]);
  await read.mapAsync(GPUMapMode.READ);
  const sum = new Float32Array(read.getMappedRange())[0];
  process.stdout.write(JSON.stringify([adapter.info.device, sum]), () => process.exit(0));
`;

function addOn(env: Record<string, string | undefined>): [device: string, sum: number] {
  const dawn = pathToFileURL(packageFile('webgpu', 'index.js')!).href;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', ADD, dawn], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`status ${status}: ${stderr}`);
  return JSON.parse(stdout) as [string, number]; // fails if Dawn's warnings were to reach stdout
}

describe.runIf(process.platform === 'linux')('on Linux', () => {
  test('an unmarked environment gets an adapter that computes', () => {
    const { adapter, env } = chooseVulkan(clean);
    expect(adapter).not.toBe('none');
    expect(addOn({ ...clean, ...env })[1]).toBe(7);
  });

  test('a choice made is kept by the processes below: no second probe, the same answer', () => {
    const first = chooseVulkan(clean);
    const start = performance.now();
    const second = chooseVulkan({ ...clean, ...first.env });
    expect(performance.now() - start).toBeLessThan(50);
    expect(second.adapter).toBe(first.adapter);
    for (const [name, value] of Object.entries(second.env)) expect(first.env[name]).toBe(value);
  });

  test('the user’s own driver is left alone', () => {
    expect(chooseVulkan({ ...clean, VK_DRIVER_FILES: '/my/icd.json' })).toEqual({ adapter: 'system', env: {} });
    expect(chooseVulkan({ ...clean, SACCADE_ADAPTER: 'system' })).toEqual({ adapter: 'system', env: {} });
  });

  test('an unknown adapter is refused with what may be asked for', () => {
    expect(() => chooseVulkan({ ...clean, SACCADE_ADAPTER: 'voodoo' })).toThrow(
      /SACCADE_ADAPTER=voodoo.*lavapipe or swiftshader/,
    );
  });

  test('lavapipe that is not installed is refused with how to install it', () => {
    expect(() => chooseVulkan({ ...clean, XDG_DATA_DIRS: folder, SACCADE_ADAPTER: 'lavapipe' })).toThrow(
      /mesa-vulkan-drivers/,
    );
  });

  test.runIf(process.arch === 'x64')('SwiftShader is forced by name, from any environment', () => {
    const { adapter, env } = chooseVulkan({
      ...clean,
      VK_DRIVER_FILES: '/my/icd.json',
      LD_LIBRARY_PATH: '/my/lib',
      SACCADE_ADAPTER: 'swiftshader',
    });
    expect(adapter).toBe('swiftshader');
    expect(env.LD_LIBRARY_PATH.split(':')).toEqual([dirname(env.VK_DRIVER_FILES), '/my/lib']);
    const [device, sum] = addOn({ ...clean, ...env });
    expect(device).toMatch(/swiftshader/i);
    expect(sum).toBe(7);
  });
});

test('a folder is filled once, and not at all when filling fails', () => {
  const target = join(folder, 'once');
  expect(() =>
    unpackOnce(target, (fresh) => {
      writeFileSync(join(fresh, 'half'), '');
      throw new Error('disk full');
    }),
  ).toThrow('disk full');
  expect(readdirSync(folder)).toEqual([]);
  unpackOnce(target, (fresh) => writeFileSync(join(fresh, 'file'), 'first'));
  unpackOnce(target, () => expect.unreachable());
  // A second process finished first: its folder stays, ours goes.
  const raced = join(folder, 'raced');
  unpackOnce(raced, (fresh) => {
    writeFileSync(join(fresh, 'ours'), '');
    mkdirSync(raced);
    writeFileSync(join(raced, 'theirs'), '');
  });
  expect(existsSync(join(raced, 'theirs'))).toBe(true);
  expect(readdirSync(folder).toSorted()).toEqual(['once', 'raced']);
});

describe('tar', () => {
  const entry = (path: string, body: string, { type = '0', size = body.length.toString(8) } = {}) => {
    const block = Buffer.alloc(512 + Math.ceil(body.length / 512) * 512);
    block.write(path, 0);
    block.write('0000755', 100);
    block.write(size, 124);
    block.write(type, 156);
    block.write(body, 512);
    return block;
  };

  test('files and folders are read', () => {
    const archive = Buffer.concat([
      entry('lib/', '', { type: '5' }),
      entry('lib/a.so', 'x'.repeat(513)),
      entry('b', ''),
      Buffer.alloc(1024),
    ]);
    const files = [...tarFiles(archive)].map(({ path, mode, body }) => [path, mode, body.length]);
    expect(files).toEqual([
      ['lib/a.so', 0o755, 513],
      ['b', 0o755, 0],
    ]);
  });

  test.each([
    ['a path that climbs', entry('a/../../b', 'x'), /leaves the archive/],
    ['an absolute path', entry('/etc/b', 'x'), /leaves the archive/],
    ['a link', entry('b', '', { type: '2' }), /neither a file nor a folder/],
    ['a size past the end', entry('b', 'x', { size: '7777' }), /past the end/],
    ['a size that is none', entry('b', 'x', { size: 'zz' }), /past the end/],
  ])('%s is refused', (_, archive, message) => {
    expect(() => [...tarFiles(archive)]).toThrow(message);
  });
});
