/** Each browser that the page's tests may meet shows a WebGPU adapter and computes on it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browsers, openBrowser, type PageServer, servePage } from './browser.ts';

let folder: string;
let server: PageServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-page-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>blank</title><p>x');
  server = await servePage(folder);
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test('there is a browser', () => {
  expect(browsers()).not.toHaveLength(0);
});

test.each(browsers())('the %s browser has WebGPU', async (kind) => {
  const browser = await openBrowser(kind);
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    expect(await page.title()).toBe('blank');
    const { data } = PNG.sync.read(await page.screenshot());
    expect(
      data.some((value) => value < 128),
      'the screenshot shows the text',
    ).toBe(true);
    const sum = await page.evaluate(async () => {
      const adapter = await navigator.gpu.requestAdapter();
      if (!adapter) return null;
      const device = await adapter.requestDevice();
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
      const result = device.createBuffer({ size: 16, usage });
      const staging = device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
      const code =
        '@group(0) @binding(0) var<storage, read_write> r: array<u32>; @compute @workgroup_size(4) fn ' +
        'main(@builtin(local_invocation_index) i: u32) { r[i] = i * i; }';
      const pipeline = device.createComputePipeline({
        layout: 'auto',
        compute: { module: device.createShaderModule({ code }) },
      });
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(
        0,
        device.createBindGroup({
          layout: pipeline.getBindGroupLayout(0),
          entries: [{ binding: 0, resource: { buffer: result } }],
        }),
      );
      pass.dispatchWorkgroups(1);
      pass.end();
      encoder.copyBufferToBuffer(result, 0, staging, 0, 16);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ);
      return [...new Uint32Array(staging.getMappedRange())];
    });
    expect(sum).toEqual([0, 1, 4, 9]);
  } finally {
    await browser.close();
  }
});
