/**
 * The built page, used as a visitor uses it: by pointer, by keyboard, by link, without WebGPU. `npm test` builds
 * dist/page first.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Device } from '../engine/device.ts';
import { decodePng } from '../engine/files/image-node.ts';
import { resizePixels } from '../engine/files/image.ts';
import { loadImage } from '../engine/files/load.ts';
import type { Pixels } from '../engine/files/pixels.ts';
import { parseNpy } from '../engine/files/npy.ts';
import { writeSafetensors } from '../engine/files/safetensors.ts';
import { scope } from '../engine/scope.ts';
import { seeded } from '../layers/basic/init.ts';
import { readZoo } from '../cli/zoo.ts';
import { attendTo } from '../layers/show/attend.ts';
import { loadZoo } from '../layers/show/zoo.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { VisionTransformer } from '../layers/models/vision-transformer.ts';
import { loadNetwork } from '../layers/published/load-network.ts';
import { prepared, preparationOf } from '../layers/published/picture.ts';
import { plainStyle } from '../layers/show/heatmap.ts';
import { readNetwork } from '../layers/show/network-reading.ts';
import { paintReading, readMap, sentence } from '../layers/show/reading.ts';
import { gridFor, patchSide } from '../page/attention/engine/shape.ts';
import { scenes } from '../page/scenes.ts';
import { axeProblems, pageUnderTest } from './page-under-test.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const chelsea = path('../../shared/pictures/chelsea.png');
const fruit = path('pictures/fruit.png');
const under = pageUnderTest();
let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});
afterAll(() => gpu.destroy());

/** Opens the page at a link and waits for its map. */
const visit = (hash: string, use: (page: Page) => Promise<void>, options?: Parameters<typeof under.visit>[3]) =>
  under.visit(hash, settled, use, { viewport: { width: 1280, height: 860 }, ...options });

/** The map that was asked for is there. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('.surface')].every((each) => each.getAttribute('aria-busy') === 'false') &&
      !/^Computing|^$/.test(document.querySelector('.sentence')?.textContent ?? ''),
  );
};
const said = (page: Page): Promise<string> => page.locator('.sentence').innerText();
const saying = (page: Page, start: string) =>
  page.waitForFunction((words) => document.querySelector('.sentence')!.textContent!.startsWith(words), start);
const contentOf = async (file: Download): Promise<Buffer> => readFileSync(await file.path());
const trouble = (page: Page): Promise<string> => page.locator('.trouble').innerText();
const pictureInput = 'input[type=file][accept^="image/png"]';
const networkInput = 'input[type=file][accept=".safetensors"]';

/** The grid of a module's features on a picture of this size, as the page makes it. */
const gridOf = ({ width, height }: { width: number; height: number }, cells = 1024) => gridFor(width, height, cells, 4);
const onGrid = (device: Device, pixels: Pixels, cells?: number) =>
  loadImage(device, pixels, { size: gridOf(pixels, cells).map((n) => n * patchSide) as [number, number] });
/** A mechanism's maps with the weights that the page shows it with. */
async function mapsOf(device: Device, name: string, pixels: Pixels, cells?: number) {
  const entry = catalog.find((each) => each.name === name)!;
  return attendTo(device, entry, await onGrid(device, pixels, cells), { zoo: await loadZoo(name, readZoo) });
}
const scene = { width: 400, height: 300 };

/** Chooses a mechanism from the list of all. */
async function choose(page: Page, name: string): Promise<void> {
  const all = page.locator('.modules h2 button');
  if ((await all.getAttribute('aria-expanded')) === 'false') await all.click();
  await page.locator(`input[name=module][value="${name}"]`).check();
  await page.waitForFunction((word) => location.hash.includes(`module=${word}`), name);
  await settled(page);
}

/** The middle of a cell on the screen. */
async function placeOf(page: Page, [row, column]: readonly number[], [rows, columns]: readonly number[]) {
  const box = (await page.locator('.frame canvas').first().boundingBox())!;
  return [box.x + (box.width * (column + 0.5)) / columns, box.y + (box.height * (row + 0.5)) / rows] as const;
}

async function clickCell(page: Page, cell: readonly number[], grid: readonly number[] = gridOf(scene)): Promise<void> {
  await page.mouse.click(...(await placeOf(page, cell, grid)));
}

/** A file of the menu. */
async function save(page: Page, button: string): Promise<Buffer> {
  if (!(await page.locator('details.saves').evaluate((each: HTMLDetailsElement) => each.open)))
    await page.locator('details.saves summary').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.saves').getByRole('button', { name: button }).click(),
  ]);
  return contentOf(file);
}

/** The pixels of the first map's canvas. */
async function drawnPixels(page: Page): Promise<Pixels> {
  // As text: a list of a million numbers takes hundreds of megabytes on its way.
  const { width, height, text } = await page
    .locator('.frame canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let bytes = '';
      for (let i = 0; i < data.length; i += 8192) bytes += String.fromCharCode(...data.subarray(i, i + 8192));
      return { width: canvas.width, height: canvas.height, text: btoa(bytes) };
    });
  return { width, height, data: new Uint8ClampedArray(Buffer.from(text, 'base64')) };
}

describe('the page', () => {
  test.each(
    [
      ['fruit.png', fruit],
      ['chelsea.png', chelsea],
    ].filter(([, file]) => existsSync(file)),
  )('%s, module sagan, a click: the numbers of the library', async (_, file) => {
    const pixels = decodePng(readFileSync(file));
    const map = (await mapsOf(gpu, 'sagan', pixels)).get('attention')!;
    const wanted = await readMap(map, [9, 21], 0, 8);
    await visit('', async (page) => {
      await page.locator(pictureInput).setInputFiles(file);
      await page.waitForFunction(() => location.hash.includes('img=own'));
      await choose(page, 'sagan');
      await clickCell(page, [9, 21], gridOf(pixels));
      await saying(page, sentence(wanted));
      const shown = parseNpy(await save(page, 'Numbers'));
      expect(shown.shape).toEqual(wanted.grid);
      wanted.row.forEach((weight, cell) =>
        expect(Math.abs(shown.data[cell] - weight), `cell ${cell}`).toBeLessThanOrEqual(1e-4 * weight + 1e-9),
      );
      await page.locator('.numbers summary').click();
      const cells = await page
        .locator('.numbers tbody tr')
        .evaluateAll((rows) =>
          rows.map(
            (row) =>
              [row.querySelector('th')!.textContent, Number(row.querySelector<HTMLElement>('td')!.title)] as const,
          ),
        );
      expect(cells.map(([cell]) => cell)).toEqual(wanted.strongest.map(({ row, column }) => `${row},${column}`));
      cells.forEach(([, weight], i) => expect(weight / wanted.strongest[i].weight).toBeCloseTo(1, 4));
      // What is seen is what the library paints.
      const drawn = await drawnPixels(page);
      const painted = paintReading(resizePixels(pixels, drawn.width, drawn.height), wanted, wanted.range, plainStyle);
      expect(Math.max(drawn.width, drawn.height)).toBe(800);
      expect(drawn.data.reduce((most, level, i) => Math.max(most, Math.abs(level - painted.data[i])), 0)).toBeLessThan(
        3,
      );
    });
  });

  test('every mechanism shows a map, and says whether its weights are trained', async () => {
    await visit('#attention?img=scene-3', async (page) => {
      for (const { name } of catalog) {
        await choose(page, name);
        expect(await page.locator('.notice').isVisible(), name).toBe(false);
        expect(await said(page), name).toMatch(/strongest .*\d|; uniform, [\d.]+\.$/);
        expect(await page.locator('.weights strong').innerText()).toMatch(/^(Random|Trained) weights\.$/);
      }
    });
  }, 900_000);

  test('by keyboard alone: arrows, Shift, brackets, Escape', async () => {
    await visit('#attention?img=scene-2&module=emanet&head=0', async (page) => {
      await page.getByRole('application').focus();
      await page.keyboard.press(']');
      await page.waitForFunction(() => location.hash.includes('head=1'));
      await page.keyboard.press('[');
      await page.keyboard.press('[');
      await page.waitForFunction(() => location.hash.includes('head=15'));
    });
    await visit('#attention?img=scene-2&module=danet_pam&q=12,30&of=28,36', async (page) => {
      expect(await said(page)).toMatch(
        /^Query 12,30; (nearly uniform; )?strongest \d+,\d+, [\d.]+%; mass within 5 cells, [\d.]+%\.$/,
      );
      await page.getByRole('application').focus();
      for (const [key, query] of [
        ['ArrowRight', '12,31'],
        ['ArrowUp', '11,31'],
        ['Shift+ArrowLeft', '11,21'],
        ['Shift+ArrowDown', '21,21'],
        ['Shift+ArrowDown', '27,21'],
        ['ArrowLeft', '27,20'],
      ]) {
        await page.keyboard.press(key);
        await saying(page, `Query ${query};`);
      }
      await page.waitForFunction(() => location.hash.includes('q=27,20'));
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !location.hash.includes('q='));
      await saying(page, 'Query 14,18;');
    });
  });

  test('the pointer previews until a click pins; a click on the pin lets go, one beside does nothing', async () => {
    await visit('#attention?img=scene-6&module=ccnet', async (page) => {
      await page.mouse.move(...(await placeOf(page, [20, 9], gridOf(scene))));
      await saying(page, 'Query 20,9;');
      await clickCell(page, [4, 7]);
      await saying(page, 'Query 4,7;');
      await page.mouse.move(...(await placeOf(page, [20, 7], gridOf(scene))));
      await page.waitForFunction(() => document.querySelector('.pointed')!.textContent!.startsWith('20,7:'));
      expect(await said(page)).toMatch(/^Query 4,7;/);
      await clickCell(page, [4, 7]);
      const box = (await page.locator('.surface').boundingBox())!;
      const shown = (await page.locator('.frame').boundingBox())!;
      const [left, top] = [shown.x - box.x, shown.y - box.y];
      expect(Math.max(left, top)).toBeGreaterThan(4);
      await page.mouse.click(
        left > 4 ? box.x + 2 : box.x + box.width / 2,
        left > 4 ? box.y + box.height / 2 : box.y + 2,
      );
      await saying(page, 'Query 14,18;');
      await page.waitForFunction(() => !location.hash.includes('q='));
    });
  });

  test('a link reopens what was seen; Back and Forward go through it', async () => {
    const link =
      '#attention?img=scene-5&module=isanet&layer=composed&q=3,28&of=28,36&head=0' +
      '&colors=cividis&scale=log&opacity=55&cells=exact&range=0:0.25&beside=gcnet';
    await visit(link, async (page) => {
      const words = await said(page);
      const picture = await drawnPixels(page);
      expect(await page.locator('.legend-numbers').innerText()).toContain('0.25');
      expect(new URL(page.url()).hash).toBe(link);
      await visit(link, async (again) => {
        expect(await said(again)).toBe(words);
        expect(Buffer.compare(Buffer.from((await drawnPixels(again)).data), Buffer.from(picture.data))).toBe(0);
      });
      await page.getByRole('button', { name: /^Face/ }).click();
      await page.waitForFunction(() => location.hash.includes('scene-2'));
      await settled(page);
      await page.goBack();
      await page.waitForFunction(() => location.hash.includes('scene-5'));
      await saying(page, words);
      await page.goForward();
      await page.waitForFunction(() => location.hash.includes('scene-2'));
    });
  });

  test('a cell of one grid is the same place on another', async () => {
    await visit('#attention?img=scene-1&module=ccnet&q=16,16&of=32,32', async (page) => {
      expect(await said(page)).toMatch(/^Query 14,18;/);
    });
  });

  test('what a link cannot carry, or has wrong, is told; its text stays text', async () => {
    await visit(
      '#attention?img=%3Cimg%20src%3Dx%20onerror%3Dwindow.__pwn%3D1%3E&module=constructor&layer=%3Cb%3E' +
        '&q=99999,99999&head=999999&opacity=1e9&range=NaN:0x10&beside=__proto__,toString&colors=',
      async (page) => {
        expect(await said(page)).toMatch(/^Query 27,35;/);
        expect(await trouble(page)).toContain('img=<img src=x onerror=window.__pwn=1>');
        expect(await page.locator('.attention img, .notice img, .attention b').count()).toBe(0);
        expect(await page.evaluate(() => '__pwn' in globalThis)).toBe(false);
      },
    );
    await visit('#attention?img=own&module=own', async (page) => {
      expect(await trouble(page)).toMatch(/somebody’s own and is not in the link[\s\S]*from somebody’s file/);
    });
  });

  test('files that are not what they should be: one message as text, and the page goes on', async () => {
    const name = '"><img src=x onerror=window.__pwn=1>';
    const header = Buffer.from(JSON.stringify({ [name]: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }));
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(header.length));
    await visit('#attention?module=ccnet&q=3,3', async (page) => {
      const words = await said(page);
      await page
        .locator(pictureInput)
        .setInputFiles({ name: 'bad.png', mimeType: 'image/png', buffer: readFileSync(fruit).subarray(0, 900) });
      await expect
        .poll(() => trouble(page), { timeout: 60_000 })
        .toMatch(/^The browser cannot read this file as a picture/);
      await page.locator(networkInput).setInputFiles({
        name: 'lfs.safetensors',
        mimeType: '',
        buffer: Buffer.from('version https://git-lfs.github.com/spec/v1\n'),
      });
      await expect.poll(() => trouble(page), { timeout: 60_000 }).toMatch(/^This file is no safetensors file/);
      await page.locator(networkInput).setInputFiles({
        name: 'html.safetensors',
        mimeType: '',
        buffer: Buffer.concat([size, header, Buffer.alloc(4)]),
      });
      await expect.poll(() => trouble(page), { timeout: 60_000 }).toMatch(/not one that is known here/);
      await page.locator('.notice summary').click();
      expect(await page.locator('.notice details p').innerText()).toContain(name);
      expect(await page.locator('.notice img, .attention img').count()).toBe(0);
      expect(await said(page)).toBe(words);
      await page
        .locator(pictureInput)
        .setInputFiles({ name: `${name}.png`, mimeType: 'image/png', buffer: readFileSync(fruit) });
      await page.waitForFunction(() => location.hash.includes('img=own'));
      await settled(page);
      expect(await page.getByRole('application').getAttribute('aria-label')).toContain(name);
      expect(await page.evaluate(() => '__pwn' in globalThis)).toBe(false);
      expect(await page.locator('.notice').isVisible()).toBe(false);
    });
  });

  test('a lost graphics device: a word, a new device, and the same view', async () => {
    await visit('#attention?module=ccnet&q=7,7', async (page) => {
      const words = await said(page);
      // The browser has no button for losing a device: the worker's own is caught at its next work.
      await page.workers()[0].evaluate(() => {
        const { createCommandEncoder } = GPUDevice.prototype;
        GPUDevice.prototype.createCommandEncoder = function (...given) {
          const encoder = createCommandEncoder.apply(this, given);
          this.destroy();
          return encoder;
        };
      });
      await choose(page, 'gcnet');
      await expect.poll(() => trouble(page), { timeout: 60_000 }).toMatch(/opened again, and the view is as it was/);
      await settled(page);
      await choose(page, 'ccnet');
      await saying(page, words);
    });
  });

  test('without WebGPU: a banner with why, and maps from plain loops', async () => {
    const reference = await Device.open({ backend: 'reference' });
    const grid = gridOf(scene, 256);
    const map = (await mapsOf(reference, 'ccnet', scenes[0].draw(), 256)).get('attention')!;
    const wanted = await readMap(map, [3, 5], 0, 8);
    await visit(
      `#attention?module=ccnet&q=3,5&of=${grid.join()}`,
      async (page) => {
        expect(await page.locator('.banner').innerText()).toContain('This browser has no WebGPU.');
        expect(await said(page)).toBe(sentence(wanted));
      },
      { init: "Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined })" },
    );
  });

  test.each([
    [1280, 860, 'light', '#attention?img=scene-4&module=ccnet&q=10,10&beside=danet_cam'],
    [1280, 860, 'dark', '#attention?img=scene-4&module=se&beside=cbam,swin,natten'],
    [360, 780, 'light', '#attention?img=scene-4&module=ccnet&q=10,10&beside=danet_cam&follow=4'],
    [3840, 2160, 'dark', '#attention?img=scene-4&module=danet_pam&q=10,10&follow=4'],
  ] as const)(
    '%i×%i %s: accessible, nothing wider than the window, nothing too small to hit',
    async (width, height, colorScheme, link) => {
      await visit(
        link,
        async (page) => {
          expect(await axeProblems(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          for (const menu of await page.locator('details').all())
            await menu.evaluate((each: HTMLDetailsElement) => (each.open = true));
          const small = await page.locator('button, select, input:not([type=file]), summary').evaluateAll((all) =>
            all.flatMap((each) => {
              const { width: wide, height: tall } = (each.closest('label') ?? each).getBoundingClientRect();
              return wide > 0 && (wide < 24 || tall < 24) ? [`${each.outerHTML} ${wide}×${tall}`] : [];
            }),
          );
          expect(small).toEqual([]);
          expect(await axeProblems(page)).toEqual([]);
        },
        { viewport: { width, height }, colorScheme },
      );
    },
  );

  test('forced colours: what is chosen is seen', async () => {
    await visit(
      '#attention?module=ccnet',
      async (page) => {
        const outline = (selector: string) =>
          page
            .locator(selector)
            .first()
            .evaluate((each) => getComputedStyle(each).outlineStyle);
        expect(await outline('[role=tab][aria-selected=true]')).toBe('solid');
        expect(await outline('[role=tab][aria-selected=false]')).toBe('none');
        expect(await outline('.thumbnail[aria-pressed=true]')).toBe('solid');
      },
      { forcedColors: 'active' },
    );
  });

  test('the camera: frame after frame, until it is stopped', async () => {
    await visit('#attention?module=gcnet', async (page) => {
      await page.evaluate(() => {
        // A canvas that changes stands in for the camera that this machine lacks.
        const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
        const context = canvas.getContext('2d')!;
        let x = 0;
        setInterval(() => {
          context.fillStyle = '#205080';
          context.fillRect(0, 0, 320, 240);
          context.fillStyle = '#ffcc00';
          context.fillRect((x += 7) % 320, 90, 40, 60);
        }, 20);
        Object.defineProperty(MediaDevices.prototype, 'getUserMedia', {
          value: () => Promise.resolve(canvas.captureStream(30)),
        });
      });
      await page.getByRole('button', { name: 'Camera' }).click();
      await expect.poll(() => page.locator('.rate').innerText(), { timeout: 60_000 }).toMatch(/^\d+\.\d frames\/s$/);
      const words = await said(page);
      await expect.poll(() => said(page), { timeout: 60_000 }).not.toBe(words);
      await page.getByRole('button', { name: 'Stop' }).click();
      expect(await page.locator('.rate').innerText()).toBe('');
      expect(await page.getByRole('button', { name: /^Own/ }).getAttribute('aria-pressed')).toBe('true');
    });
  });

  test('panels keep their places when picture, module and query change', async () => {
    await visit('#attention?img=scene-1&module=danet_pam&q=3,3', async (page) => {
      const places = () =>
        page
          .locator('.stage, .sentence, .legend, .toolbar, .film-head, .numbers, .modules, .pictures, .network')
          .evaluateAll((all) =>
            all.map((each) => {
              const { x, y, width, height } = each.getBoundingClientRect();
              return [each.className, x, y + scrollY, width, height];
            }),
          );
      await page.locator('.modules h2 button').click();
      const before = await places();
      await page.locator(pictureInput).setInputFiles(fruit);
      await page.waitForFunction(() => location.hash.includes('img=own'));
      await choose(page, 'gcnet');
      // A fourth thumbnail row may come with the own picture; nothing moves beyond the left column's own.
      expect((await places()).filter(([name]) => !/modules|pictures|network/.test(String(name)))).toEqual(
        before.filter(([name]) => !/modules|pictures|network/.test(String(name))),
      );
    });
  });

  test('its policy allows nothing but its own files, and no script stands in the document', async () => {
    await visit('', async (page) => {
      expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toBe(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob: data:",
      );
      const document = await (await page.request.get(under.server.url)).text();
      expect(document.match(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/g)).toBeNull();
    });
  });

  test('a tab whose code does not arrive says so, and opens at the second try', async () => {
    const context = await under.browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    try {
      await page.goto(under.server.url);
      await settled(page);
      await page.route(/bench/, (route) => route.abort());
      await page.getByRole('tab', { name: 'Bench' }).click();
      await page.getByText('Bench could not be loaded.').waitFor();
      await page.unroute(/bench/);
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    } finally {
      await context.close();
    }
  });

  test('PNG, SVG, HTML and numbers hold what is shown', async () => {
    await visit(
      '#attention?img=scene-1&module=ccnet&q=12,10&of=28,36&beside=swin&difference=yes&follow=3',
      async (page) => {
        const words = await said(page);
        const svg = (await save(page, 'SVG')).toString();
        expect(svg).toContain('Criss-cross attention (CCNet, 2019) on Boats');
        expect(svg).toContain('Shifted windows (Swin, 2021) on Boats');
        expect(svg).toContain('Difference on Boats');
        expect(svg).toContain(words);
        // The first picture inside is the canvas, to the byte.
        const [, base64] = /href="data:image\/png;base64,([^"]+)"/.exec(svg)!;
        const drawn = await drawnPixels(page);
        expect(
          Buffer.compare(Buffer.from(decodePng(Buffer.from(base64, 'base64')).data), Buffer.from(drawn.data)),
        ).toBe(0);
        const html = (await save(page, 'HTML')).toString();
        expect(html).toContain("default-src 'none'");
        expect(html).not.toMatch(/<script|src=/);
        expect(html).toContain(words);
        const opened = await page.context().newPage();
        await opened.setContent(html);
        expect(await opened.locator('svg image').count()).toBe(3);
        await opened.close();
        const png = decodePng(await save(page, 'PNG'));
        const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!;
        expect([png.width, png.height]).toEqual([2 * Number(width), 2 * Number(height)]);
        const shown = parseNpy(await save(page, 'Numbers'));
        expect(shown.shape).toEqual([28, 36]);
        expect(Math.max(...(shown.data as Float32Array))).toBeGreaterThan(0);
      },
    );
  });

  test('inside another page: a custom element shows the stage alone, and follows its attribute', async () => {
    const context = await under.browser.newContext({ viewport: { width: 900, height: 700 } });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    try {
      // A page of the same server stands in for somebody's.
      await page.route(/host\.html$/, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><script type="module" src="embed.js"></script>
            <saccade-attention view="img=scene-2&module=ccnet&q=3,4&of=28,36" label="A face"></saccade-attention>`,
        }),
      );
      await page.goto(`${under.server.url}host.html`);
      const frame = page.frameLocator('iframe[title="A face"]');
      await expect.poll(() => frame.locator('.sentence').innerText(), { timeout: 120_000 }).toMatch(/^Query 3,4;/);
      expect(await frame.locator('.top').isVisible()).toBe(false);
      await page.evaluate(() =>
        document
          .querySelector('saccade-attention')!
          .setAttribute('view', '#attention?img=scene-2&module=ccnet&q=5,6&of=28,36'),
      );
      await expect.poll(() => frame.locator('.sentence').innerText(), { timeout: 120_000 }).toMatch(/^Query 5,6;/);
    } finally {
      await context.close();
    }
  });

  test('the gaze goes from each cell to the strongest that it has not seen', async () => {
    const map = (await mapsOf(gpu, 'danet_pam', scenes[0].draw())).get('attention')!;
    const path = [[12, 10]];
    for (let i = 0; i < 3; i++) {
      const row = await map.at(path[path.length - 1] as [number, number]);
      const been = new Set(path.map(([r, c]) => 36 * r + c));
      const next = row.reduce((best, weight, cell) => (!been.has(cell) && !(weight <= row[best]) ? cell : best), -1);
      path.push([Math.floor(next / 36), next % 36]);
    }
    await visit('#attention?img=scene-1&module=danet_pam&q=12,10&of=28,36&follow=3', async (page) => {
      await expect
        .poll(async () => (await page.locator('.path-words').innerText()).replace(/ \([^)]*\)/g, ''), {
          timeout: 60_000,
        })
        .toBe(path.map((cell) => cell.join()).join(' → '));
    });
  });

  test('a network from a file: its blocks and heads, any pixel, rollout and gradients, as in the library', async () => {
    const net = seeded(
      gpu,
      3,
      () => new VisionTransformer(gpu, { size: 64, patch: 16, dim: 128, depth: 2, heads: 2, classes: 5 }),
    );
    const tensors = await Promise.all(
      [...net.state()].map(
        async ([name, variable]) =>
          [name, { dtype: variable.dtype, shape: variable.shape, data: await variable.data() }] as const,
      ),
    );
    const bytes = Buffer.from(writeSafetensors(tensors));
    const loaded = await loadNetwork(gpu, new Uint8Array(bytes));
    const pixels = scenes[1].draw();
    const [rows, columns] = gridFor(400, 300, 16, 1);
    const image = await loadImage(gpu, pixels, { size: [16 * rows, 16 * columns] });
    const ready = scope(() => prepared(image, preparationOf(loaded)));
    const wanted = new Map(
      await Promise.all(
        (['row', 'rollout', 'gradient-rollout', 'grad-cam'] as const).map(
          async (reading) => [reading, (await readNetwork(loaded, ready, { reading })).reading] as const,
        ),
      ),
    );
    await visit('#attention?img=scene-2&module=ccnet', async (page) => {
      await page.locator(networkInput).setInputFiles({ name: 'vit.safetensors', mimeType: '', buffer: bytes });
      await page.waitForFunction(() => location.hash.includes('module=own'));
      await settled(page);
      await expect.poll(() => page.locator('.small-map').count(), { timeout: 60_000 }).toBe(4);
      for (const [reading, { row, grid }] of wanted) {
        await page.locator(`input[name=reading][value="${reading}"]`).check();
        await page.waitForFunction((word) => location.hash.includes(`reading=${word}`) || word === 'row', reading);
        await settled(page);
        const shown = parseNpy(await save(page, 'Numbers'));
        expect(shown.shape, reading).toEqual(grid);
        const most = Math.max(...row);
        row.forEach((weight, i) => expect(Math.abs(shown.data[i] - weight), reading).toBeLessThan(1e-3 * most + 1e-7));
      }
      await page.locator('input[name=reading][value=row]').check();
      await settled(page);
      await clickCell(page, [1, 1], [rows, columns]);
      await saying(page, 'Query 1,1;');
      await page.locator('.small-map').last().click();
      await page.waitForFunction(() => location.hash.includes('head=1'));
      expect(await axeProblems(page)).toEqual([]);
    });
  });

  test('the theme is the visitor’s choice, and is remembered', async () => {
    await visit(
      '',
      async (page) => {
        const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const light = await ground();
        await page.getByRole('button', { name: 'Change to the dark theme' }).click();
        const dark = await ground();
        expect(dark).not.toBe(light);
        await page.reload();
        await settled(page);
        expect(await ground()).toBe(dark);
      },
      { colorScheme: 'light' },
    );
  });
});
