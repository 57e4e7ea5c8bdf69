/**
 * The built page, used as a visitor uses it: by pointer, by keyboard, by link, without WebGPU. `npm test` builds
 * dist/page first.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Device } from '../engine/device.ts';
import { decodePng } from '../engine/files/image-node.ts';
import { resizePixels } from '../engine/files/image.ts';
import { loadImage } from '../engine/files/load.ts';
import { parseNpy } from '../engine/files/npy.ts';
import { attendTo, pictureSize } from '../layers/show/attend.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { plainStyle } from '../layers/show/heatmap.ts';
import { paintReading, readMap, sentence } from '../layers/show/reading.ts';
import { scenes } from '../page/scenes.ts';
import { openBrowser, type PageServer, servePage } from './browser.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const chelsea = path('../../shared/pictures/chelsea.png');
const fruit = path('pictures/fruit.png');
const axeSource = readFileSync(path('../node_modules/axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let server: PageServer;
let gpu: Device;

beforeAll(async () => {
  [browser, server, gpu] = await Promise.all([openBrowser(), servePage(), Device.open()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
  gpu.destroy();
});

/** Opens the page at a link, waits for its map, runs `use`, and expects that nothing was said on the console. */
async function visit(
  hash: string,
  use: (page: Page) => Promise<void>,
  options: BrowserContextOptions & { init?: string } = {},
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  await page.addInitScript('delete Navigator.prototype.serviceWorker'); // what is kept for offline use would answer
  page.setDefaultTimeout(120_000); // shaders compile on the CPU: minutes where others are busy
  const said: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('dialog', (dialog) => said.push(`dialog ${dialog.message()}`));
  try {
    if (options.init !== undefined) await page.addInitScript(options.init);
    await page.goto(server.url + hash);
    await settled(page);
    await use(page);
    expect(said).toEqual([]);
  } finally {
    await context.close();
  }
}

/** The map that was asked for is there. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () =>
      document.querySelector('.surface')?.getAttribute('aria-busy') === 'false' &&
      document.querySelector('.sentence')?.textContent,
  );
};
const said = (page: Page): Promise<string> => page.locator('.sentence').innerText();
const contentOf = async (file: Download): Promise<Buffer> => readFileSync(await file.path());

/** Clicks in the middle of a cell of the 32×32 query grid. */
async function clickCell(page: Page, row: number, column: number): Promise<void> {
  const canvas = page.locator('.surface canvas');
  const [box, wide, tall] = [
    (await canvas.boundingBox())!,
    await canvas.evaluate((each: HTMLCanvasElement) => each.width),
    await canvas.evaluate((each: HTMLCanvasElement) => each.height),
  ];
  const scale = Math.min(box.width / wide, box.height / tall);
  await page.mouse.click(
    box.x + box.width / 2 + ((column + 0.5) / 32 - 0.5) * wide * scale,
    box.y + box.height / 2 + ((row + 0.5) / 32 - 0.5) * tall * scale,
  );
}

async function save(page: Page, button: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return contentOf(file);
}

describe('the page', () => {
  test.each(
    [
      ['fruit.png', fruit],
      ['chelsea.png', chelsea],
    ].filter(([, file]) => existsSync(file)),
  )('%s, module sagan, a click: the numbers of the library', async (_, file) => {
    const pixels = decodePng(readFileSync(file));
    const map = attendTo(
      gpu,
      catalog.find(({ name }) => name === 'sagan')!,
      await loadImage(gpu, pixels, { size: pictureSize }),
    ).get('attention')!;
    const wanted = await readMap(map, [9, 21], 0, 8);
    await visit('', async (page) => {
      await page.locator('input[type=file][accept="image/*"]').setInputFiles(file);
      await page.getByRole('radio', { name: /^sagan/ }).check();
      await page.waitForFunction(() => location.hash.includes('img=own&module=sagan'));
      await clickCell(page, 9, 21);
      await page.waitForFunction(() => location.hash.includes('q=9,21'));
      await page.waitForFunction(
        (words) => document.querySelector('.sentence')!.textContent === words,
        sentence(wanted),
      );
      const shown = parseNpy(await save(page, 'Save npy'));
      expect(shown.shape).toEqual([32, 32]);
      wanted.row.forEach((weight, cell) =>
        expect(Math.abs(shown.data[cell] - weight), `cell ${cell}`).toBeLessThanOrEqual(1e-4 * weight + 1e-9),
      );
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
      const drawn = decodePng(await save(page, 'Save PNG'));
      const painted = paintReading(resizePixels(pixels, drawn.width, drawn.height), wanted, wanted.range, plainStyle);
      expect(Math.max(drawn.width, drawn.height)).toBe(800);
      expect(
        painted.data.reduce((worst, level, i) => Math.max(worst, Math.abs(level - drawn.data[i])), 0),
      ).toBeLessThanOrEqual(2);
    });
  });

  test('every module shows a map', async () => {
    await visit('#attention?img=scene-3', async (page) => {
      for (const { name, className } of catalog) {
        await page.getByRole('radio', { name: new RegExp(`^${name} `) }).check();
        await page.waitForFunction(
          (text) => document.querySelector('.weights')!.textContent!.includes(text),
          className,
        );
        await settled(page);
        expect(await page.locator('.trouble').innerText(), name).toBe('');
        // Gates whose parameters begin at zero weigh all alike until they are trained.
        const alike = ['gct_gated', 'srm', 'shuffle_attention'].includes(name);
        expect(await said(page), name).toMatch(alike ? /; uniform, [\d.]+\.$/ : /strongest .*\d/);
        expect(await page.locator('.weights strong').innerText()).toBe('Random weights.');
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
    await visit('#attention?img=scene-2&module=danet_pam&q=12,30', async (page) => {
      expect(await said(page)).toMatch(/^Query 12,30; strongest \d+,\d+, [\d.]+%; mass within 5 cells, [\d.]+%\.$/);
      await page.getByRole('application').focus();
      for (const [key, query] of [
        ['ArrowRight', '12,31'],
        ['ArrowRight', '12,31'],
        ['ArrowUp', '11,31'],
        ['Shift+ArrowLeft', '11,21'],
        ['Shift+ArrowDown', '21,21'],
        ['ArrowLeft', '21,20'],
      ]) {
        await page.keyboard.press(key);
        await page.waitForFunction(
          (words) => document.querySelector('.sentence')!.textContent!.startsWith(`Query ${words};`),
          query,
        );
      }
      await page.waitForFunction(() => location.hash.includes('q=21,20'));
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !location.hash.includes('q='));
      await page.waitForFunction(() => document.querySelector('.sentence')!.textContent!.startsWith('Query 16,16;'));
    });
  });

  test('the pointer previews until a click pins; a click on the pin lets go', async () => {
    await visit('#attention?img=scene-6&module=ccnet', async (page) => {
      const starts = (words: string) =>
        page.waitForFunction((start) => document.querySelector('.sentence')!.textContent!.startsWith(start), words);
      const box = (await page.locator('.surface').boundingBox())!;
      await page.mouse.move(box.x + box.width / 2 + 4, box.y + box.height / 2 + 4);
      await starts('Query 16,16;');
      await clickCell(page, 4, 7);
      await starts('Query 4,7;');
      await page.mouse.move(box.x + box.width / 2 + 4, box.y + box.height / 2 + 4);
      await page.waitForFunction(() => document.querySelector('.pointed')!.textContent!.startsWith('16,16:'));
      expect(await said(page)).toMatch(/^Query 4,7;/);
      await clickCell(page, 4, 7);
      await page.mouse.move(box.x - 50, box.y);
      await starts('Query 16,16;');
    });
  });

  test('a link reopens what was seen', async () => {
    const link =
      '#attention?img=scene-5&module=isanet&layer=composed&q=3,28&head=0&colors=cividis&scale=log&opacity=55&cells=exact&range=0:0.25&beside=gcnet,danet_cam';
    await visit(link, async (page) => {
      const words = await said(page);
      const picture = await save(page, 'Save PNG');
      expect(await page.locator('.legend-numbers').innerText()).toContain('25%');
      await expect.poll(() => page.locator('.beside-one h3').allInnerTexts()).toEqual(['gcnet', 'danet_cam']);
      await page.locator('.look').getByRole('checkbox', { name: 'Smooth' }).check();
      await page.waitForFunction(() => !location.hash.includes('cells'));
      await page.locator('.look').getByRole('checkbox', { name: 'Smooth' }).uncheck();
      await page.waitForFunction(() => location.hash.includes('cells'));
      const { hash } = new URL(page.url());
      expect(hash).toBe(link);
      await visit(hash, async (again) => {
        expect(await said(again)).toBe(words);
        expect((await save(again, 'Save PNG')).equals(picture)).toBe(true);
      });
    });
  });

  test('an address that makes no sense is put right, and its text stays text', async () => {
    await visit(
      '#attention?img=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&module=constructor&layer=%3Cb%3E&q=99999,99999&head=999999&opacity=1e9&range=NaN:0x10&beside=__proto__,toString&colors=',
      async (page) => {
        expect(await said(page)).toMatch(/^Query 31,31;/);
        expect(await page.locator('.attention img, .attention b').count()).toBe(0);
        expect(await page.locator('.beside-one').count()).toBe(0);
      },
    );
  });

  test('files that are not what they should be: one message as text, and the page goes on', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const header = Buffer.from(JSON.stringify({ [name]: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }));
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(header.length));
    await visit('#attention?module=danet_pam&q=3,3', async (page) => {
      const words = await said(page);
      const trouble = page.locator('.trouble');
      await page
        .locator('input[accept="image/*"]')
        .setInputFiles({ name: 'bad.png', mimeType: 'image/png', buffer: readFileSync(fruit).subarray(0, 900) });
      await expect.poll(() => trouble.innerText()).toMatch(/^png: /);
      await page.locator('input[accept=".safetensors"]').setInputFiles({
        name: 'lfs.safetensors',
        mimeType: '',
        buffer: Buffer.from('version https://git-lfs.github.com/spec/v1\n'),
      });
      await expect.poll(() => trouble.innerText()).toMatch(/^safetensors: /);
      await page.locator('input[accept=".safetensors"]').setInputFiles({
        name: 'html.safetensors',
        mimeType: '',
        buffer: Buffer.concat([size, header, Buffer.alloc(4)]),
      });
      await expect.poll(() => trouble.innerText()).toContain(`unexpected ${name}`);
      await settled(page);
      expect(await page.locator('.attention img').count()).toBe(0);
      expect(await said(page)).toBe(words);
      await page.getByRole('button', { name: /^Face/ }).click();
      await page.waitForFunction(() => location.hash.includes('scene-2'));
      await settled(page);
      expect(await trouble.innerText()).toBe('');
    });
  });

  test('a lost graphics device: what happened, and a way back to the same view', async () => {
    await visit(
      '#attention?module=danet_pam&q=7,7',
      async (page) => {
        const words = await said(page);
        // The browser has no button for losing a device; the page's own device is reached where it is made.
        await page.evaluate(() => (globalThis as unknown as { lostDevice: GPUDevice }).lostDevice.destroy());
        await page.getByRole('radio', { name: /^sagan / }).check();
        await expect.poll(() => page.locator('.trouble').innerText()).toMatch(/GPU device lost/);
        await page.getByRole('radio', { name: /^danet_pam / }).check();
        await page.waitForFunction(() => location.hash.includes('danet_pam'));
        await page.getByRole('button', { name: 'Start again' }).click();
        await page.waitForFunction((text) => document.querySelector('.sentence')?.textContent === text, words);
      },
      {
        init: `const request = GPUAdapter.prototype.requestDevice; GPUAdapter.prototype.requestDevice = async function (...given) { return (globalThis.lostDevice = await request.apply(this, given)); };`,
      },
    );
  });

  test('without WebGPU: a banner with why, and maps from plain loops', async () => {
    const reference = await Device.open({ backend: 'reference' });
    const image = await loadImage(reference, scenes[0].draw(), { size: 128 });
    const wanted = await readMap(
      attendTo(
        reference,
        catalog.find(({ name }) => name === 'danet_pam')!,
        image,
      ).get('attention')!,
      [3, 5],
      0,
      8,
    );
    await visit(
      '#attention?module=danet_pam&q=3,5',
      async (page) => {
        expect(await page.locator('.banner').innerText()).toContain('This browser has no WebGPU.');
        expect(await said(page)).toBe(sentence(wanted));
      },
      { init: "Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined })" },
    );
  });

  test.each([
    [1280, 860, 'light'],
    [1280, 860, 'dark'],
    [360, 780, 'light'],
    [3840, 2160, 'dark'],
  ] as const)(
    '%i×%i %s: accessible, nothing wider than the window, nothing too small to hit',
    async (width, height, colorScheme) => {
      await visit(
        '#attention?img=scene-4&module=ccnet&q=10,10&beside=danet_cam',
        async (page) => {
          await page.waitForFunction(() => document.querySelector('.beside-one p')!.textContent);
          // axe as a script of the test, which the page's own policy does not bind.
          const problems = await page.evaluate(
            `${axeSource}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => html + failureSummary)].join('\\n')))`,
          );
          expect(problems).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          const small = await page.locator('button, select, input:not([type=file]), a').evaluateAll((all) =>
            all.flatMap((each) => {
              const { width: wide, height: tall } = (each.closest('label') ?? each).getBoundingClientRect();
              return wide > 0 && (wide < 24 || tall < 24) ? [`${each.outerHTML} ${wide}×${tall}`] : [];
            }),
          );
          expect(small).toEqual([]);
        },
        { viewport: { width, height }, colorScheme },
      );
    },
  );

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
      await expect.poll(() => page.locator('.rate').innerText(), { timeout: 30_000 }).toMatch(/^\d+\.\d frames\/s$/);
      const words = await said(page);
      await expect.poll(() => said(page), { timeout: 30_000 }).not.toBe(words);
      await page.getByRole('button', { name: 'Stop camera' }).click();
      expect(await page.locator('.rate').innerText()).toBe('');
      expect(await page.getByRole('button', { name: /^Own/ }).getAttribute('aria-pressed')).toBe('true');
    });
  });

  test('panels keep their places when picture, module and query change', async () => {
    await visit('#attention?img=scene-1&module=danet_pam&q=3,3', async (page) => {
      const places = () =>
        page
          .locator('.stage, .sentence, .legend, .look, .foot, .weights, .numbers, .modules, .pictures')
          .evaluateAll((all) =>
            all.map((each) => {
              const { x, y, width, height } = each.getBoundingClientRect();
              return [each.className, x, y + scrollY, width, height];
            }),
          );
      const before = await places();
      await page.locator('input[accept="image/*"]').setInputFiles(fruit);
      await page.getByRole('radio', { name: /^gcnet / }).check();
      await page.waitForFunction(() => location.hash.includes('gcnet'));
      await settled(page);
      expect(await places()).toEqual(before);
    });
  });

  test('its policy allows nothing but its own files, and no script stands in the document', async () => {
    await visit('', async (page) => {
      expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toBe(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
      );
      const document = await (await page.request.get(server.url)).text();
      expect(document.match(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/g)).toBeNull();
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
