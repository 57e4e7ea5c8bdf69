/**
 * `saccade attend` and `saccade modules`: the numbers are the library's, the picture shows them, bad input is refused
 * before a device is opened.
 */
import { linkSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Device } from '../engine/device.ts';
import { decodePng, encodePng } from '../engine/files/image-node.ts';
import type { Pixels } from '../engine/files/pixels.ts';
import { loadImage } from '../engine/files/load.ts';
import { writeSafetensors } from '../engine/files/safetensors.ts';
import { attendTo, featureChannels } from '../layers/show/attend.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { PatchFeatures } from '../layers/models/patches.ts';
import { scenes } from '../page/scenes.ts';
import { seeded } from '../layers/basic/init.ts';
import { mean, mul } from '../kernels/index.ts';
import { run } from './command.ts';
import { readZoo } from '../cli/zoo.ts';
import { loadZoo } from '../layers/show/zoo.ts';

const fruit = fileURLToPath(new URL('pictures/fruit.png', import.meta.url));
const picture = decodePng(readFileSync(fruit));
const entryOf = (name: string) => catalog.find((entry) => entry.name === name)!;

/** Modules that the zoo has. */
const zooNames = new Set(
  readdirSync(fileURLToPath(new URL('../page/public/zoo', import.meta.url))).map((file) =>
    file.replace('.safetensors', ''),
  ),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-attend-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function attend(...words: string[]): Promise<string> {
  const { status, out, err } = await run('attend', fruit, ...words);
  expect(err).toBe('');
  expect(status).toBe(0);
  return out;
}

describe('numbers', () => {
  test('--json: the fields, and the values of attendTo', async () => {
    const told = JSON.parse(
      await attend('--module', 'sagan', '--random', '--query', '3,14', '--size', '128', '--json'),
    );
    expect(Object.keys(told)).toEqual([
      'module',
      'kind',
      'heads',
      'grid',
      'queries',
      'query',
      'head',
      'layer',
      'adapter',
      'strongest',
      'near',
      'weights',
    ]);
    expect(told).toMatchObject({
      module: 'sagan',
      kind: 'dense',
      heads: 1,
      grid: [16, 16],
      queries: [16, 16],
      query: [3, 14],
      head: 0,
      layer: 'attention',
      weights: 'random seed 0',
    });
    const gpu = await Device.open();
    const row = await attendTo(gpu, entryOf('sagan'), await loadImage(gpu, picture, { size: 128 }))
      .get('attention')!
      .at([3, 14]);
    const order = [...row.keys()].sort((a, b) => row[b] - row[a]).slice(0, 5);
    expect(told.strongest).toEqual(
      order.map((cell) => ({ row: Math.floor(cell / 16), column: cell % 16, weight: row[cell] })),
    );
    let near = 0;
    for (let r = 0; r <= 8; r++) for (let c = 9; c < 16; c++) near += row[16 * r + c];
    expect(told.near).toBeCloseTo(near / row.reduce((a, b) => a + b), 6);
    expect(told.adapter).not.toBe('');
    gpu.destroy();
  });

  test('weights are the trained ones unless random ones are asked for', async () => {
    const words = ['--module', 'sagan', '--query', '3,14', '--size', '128', '--json'];
    const told = JSON.parse(await attend(...words));
    expect(told.weights).toMatch(/^trained by colour, \d+ steps, seed \d+$/);
    const gpu = await Device.open();
    const zoo = await loadZoo('sagan', readZoo);
    const image = await loadImage(gpu, picture, { size: 128 });
    const row = await attendTo(gpu, entryOf('sagan'), image, { zoo }).get('attention')!.at([3, 14]);
    expect(told.strongest[0].weight).toBe(Math.max(...row));
    const random = JSON.parse(await attend(...words, '--random'));
    expect(random.weights).toBe('random seed 0');
    expect(random.strongest).not.toEqual(told.strongest);
    expect((await run('attend', fruit, '--module', 'sagan', '--random', '--weights', fruit)).status).toBe(2);
    gpu.destroy();
  });

  test('every module has trained weights that fit it, at sizes that it was not trained at', async () => {
    const gpu = await Device.open();
    const image = await loadImage(gpu, picture, { size: 64 });
    for (const entry of catalog.filter(({ name }) => zooNames.has(name))) {
      const zoo = await loadZoo(entry.name, readZoo);
      const maps = attendTo(gpu, entry, image, { zoo });
      for (const [name, map] of maps)
        expect(Number.isFinite((await map.at(0))[0]), `${entry.name}, ${name}`).toBe(true);
      for (const map of maps.values()) map.dispose();
    }
    gpu.destroy();
  });

  test('the query is the middle unless one is given; both devices agree', async () => {
    const words = ['--module', 'danet_pam', '--size', '64', '--json'];
    const ours = JSON.parse(await attend(...words));
    const plain = JSON.parse(await attend(...words, '--device', 'reference'));
    expect(ours.query).toEqual([4, 4]);
    expect(plain.adapter).toBe('reference');
    expect(ours.strongest[0]).toMatchObject({ row: plain.strongest[0].row, column: plain.strongest[0].column });
    expect(ours.strongest[0].weight / plain.strongest[0].weight).toBeCloseTo(1, 4);
  });

  test('for people: what was asked of what, and one closing sentence', async () => {
    const out = await attend('--module', 'ccnet', '--query', '2,5', '--layer', 'composed', '--size', '64', '--random');
    expect(out).toMatch(/^ccnet: CrissCrossAttention, /);
    expect(out).toContain('layers    attention, attention.1, composed');
    expect(out).toContain('weights   random seed 0');
    expect(out).toMatch(/\nQuery 2,5; strongest \d,\d, [\d.]+%; mass within 5 cells, [\d.]+%\.\n$/);
  });

  test('a gate has no query, and channels no place', async () => {
    const gate = JSON.parse(await attend('--module', 'gcnet', '--size', '64', '--json'));
    expect(gate).toMatchObject({ queries: null, query: null, near: null, grid: [8, 8] });
    const channels = JSON.parse(await attend('--module', 'danet_cam', '--query', '0,7', '--size', '64', '--json'));
    expect(channels).toMatchObject({ kind: 'channel', grid: [1, featureChannels], query: [0, 7], near: null });
  });

  test('weights of a file change the map; those of another module are refused', async () => {
    const gpu = await Device.open({ backend: 'reference' });
    const module = seeded(gpu, 5, () => entryOf('danet_pam').make(gpu, featureChannels, 8, 8));
    const tensors = await Promise.all(
      [...module.state()].map(
        async ([name, { dtype, shape, data }]) =>
          [name, { dtype, shape, data: await data.call(module.state().get(name)!) }] as const,
      ),
    );
    const path = join(folder, 'pam.safetensors');
    writeFileSync(path, writeSafetensors(tensors));
    const words = ['--size', '64', '--query', '1,2', '--json'];
    const random = JSON.parse(await attend('--module', 'danet_pam', ...words));
    const loaded = JSON.parse(await attend('--module', 'danet_pam', '--weights', path, ...words));
    expect(loaded.weights).toBe(path);
    expect(loaded.strongest).not.toEqual(random.strongest);
    const { status, err } = await run('attend', fruit, '--module', 'self_attention', '--weights', path);
    expect(status).toBe(1);
    expect(err).toMatch(/^saccade: attend: [^\n]*missing f\.weight[^\n]*\n$/);
  });
});

describe('features', () => {
  /** Channels' gates (or how much the middle channel takes from each), by the map's name. */
  const gatesOf = async (gpu: Device, name: string, pixels: Pixels): Promise<[string, Float32Array][]> => {
    const maps = attendTo(gpu, entryOf(name), await loadImage(gpu, pixels, { size: 64 }));
    const channels = [...maps].filter(([, { kind }]) => kind === 'channel');
    return Promise.all(channels.map(async ([layer, map]) => [layer, await map.at(map.queries ? [0, 32] : 0)] as const));
  };

  test('no channel gate is the same for every channel, nor for every picture', async () => {
    const gpu = await Device.open({ backend: 'reference' });
    const pictures = scenes.slice(1, 3).map((scene) => scene.draw());
    for (const name of ['se', 'eca', 'cbam', 'danet_cam']) {
      const [one, two, three] = await Promise.all([picture, ...pictures].map((pixels) => gatesOf(gpu, name, pixels)));
      expect(one.length, name).toBeGreaterThan(0);
      one.forEach(([layer, gate], i) => {
        expect(Math.max(...gate) - Math.min(...gate), `${name} ${layer}`).toBeGreaterThan(0.02);
        for (const [, other] of [two[i], three[i]])
          expect(Math.max(...gate.map((weight, c) => Math.abs(weight - other[c]))), `${name} ${layer}`).toBeGreaterThan(
            0.01,
          );
      });
    }
  });

  test('none is below 0, a patch has strength 1, plain grey next to none', async () => {
    const gpu = await Device.open({ backend: 'reference' });
    const features = new PatchFeatures(gpu, featureChannels);
    const of = async (pixels: Pixels) => features.forward(await loadImage(gpu, pixels, { size: 64 }));
    const x = await of(picture);
    expect(x.shape).toEqual([1, featureChannels, 8, 8]);
    const values = (await x.data()) as Float32Array;
    expect(Math.min(...values)).toBe(0);
    const strengths = (await mean(mul(x, x), [1]).data()) as Float32Array;
    expect(Math.min(...strengths)).toBeGreaterThan(0.3);
    expect(Math.max(...strengths)).toBeLessThanOrEqual(1);
    const grey = await of({
      width: 8,
      height: 8,
      data: Uint8ClampedArray.from({ length: 256 }, (_, i) => (i % 4 === 3 ? 255 : 128)),
    });
    expect(Math.max(...((await grey.data()) as Float32Array))).toBeLessThan(0.05);
    expect(() => new PatchFeatures(gpu, 12)).toThrow('multiple of 8');
  });
});

describe('the picture', () => {
  const drawn = async (name: string, ...words: string[]): Promise<Pixels> => {
    const path = join(folder, `${name}.png`);
    await attend(...words, '--size', '64', '-o', path);
    return decodePng(readFileSync(path));
  };
  /** How yellow a cell of an 8×8 grid is: the last colour of viridis is, the first is not. */
  const yellow = ({ width, height, data }: Pixels, row: number, column: number): number => {
    const at = 4 * (Math.floor(((row + 0.5) * height) / 8) * width + Math.floor(((column + 0.5) * width) / 8));
    return data[at] + data[at + 1] - 2 * data[at + 2];
  };

  test('keeps its size; the strongest cell is the yellowest; the query has its mark', async () => {
    const query = [6, 1];
    const { strongest } = JSON.parse(
      await attend('--module', 'danet_pam', '--query', query.join(), '--size', '64', '--json'),
    );
    const pixels = await drawn('pam', '--module', 'danet_pam', '--query', query.join());
    expect([pixels.width, pixels.height]).toEqual([picture.width, picture.height]);
    const cells = Array.from({ length: 64 }, (_, cell) => [Math.floor(cell / 8), cell % 8]).filter(
      (cell) => cell.join() !== query.join(),
    );
    // Under the colours the picture is grey: all yellow is the map's.
    const seen = ([row, column]: number[]) => yellow(pixels, row, column);
    const most = cells.reduce((best, cell) => (seen(cell) > seen(best) ? cell : best));
    expect(most).toEqual([strongest[0].row, strongest[0].column]);
    // White lines edged with black around the query's cell, which is 20×15 pixels.
    const line = (x: number, y: number) => [
      ...pixels.data.subarray(4 * (y * pixels.width + x), 4 * (y * pixels.width + x) + 3),
    ];
    expect(line(30, 89)).toEqual([255, 255, 255]);
    expect(line(22, 87)).toEqual([0, 0, 0]);
    const gate = await drawn('gate', '--module', 'gcnet');
    expect(gate.data.some((_, i) => i % 4 === 0 && gate.data[i] + gate.data[i + 1] + gate.data[i + 2] === 0)).toBe(
      false,
    );
  });

  test('channels become a chart under the picture, the tallest bar where the weight is', async () => {
    const { strongest } = JSON.parse(await attend('--module', 'danet_cam', '--size', '64', '--json'));
    const { width, height, data } = await drawn('cam', '--module', 'danet_cam');
    expect([width, height]).toEqual([picture.width, picture.height + Math.round(picture.height * 0.4)]);
    const tall = Array.from({ length: featureChannels }, (_, channel) => {
      const x = Math.floor(((channel + 0.4) * width) / featureChannels);
      return Array.from(
        { length: height - picture.height },
        (_, y) => data[4 * ((picture.height + y) * width + x)],
      ).filter((red) => red < 200).length;
    });
    expect(tall.indexOf(Math.max(...tall))).toBe(strongest[0].column);
    expect(data.subarray(0, picture.data.length)).toEqual(picture.data);
  });
});

describe('SVG and HTML', () => {
  /** Every tag that opens is closed by its own, in order. */
  const wellFormed = (xml: string): boolean => {
    const open: string[] = [];
    for (const [, closing, name, attributes] of xml.matchAll(/<(\/?)([a-zA-Z]+)((?:[^<>"]|"[^"<]*")*)>/g)) {
      if (closing) {
        if (open.pop() !== name) return false;
      } else if (!attributes.endsWith('/')) open.push(name);
    }
    return open.length === 0 && !/&(?!#\d+;)/.test(xml);
  };
  const written = async (name: string, ...words: string[]): Promise<string> => {
    const path = join(folder, name);
    await attend(...words, '--size', '64', '-o', path);
    return readFileSync(path, 'utf8');
  };

  test('a figure with title, picture, legend and sentence', async () => {
    const words = ['--module', 'danet_pam', '--query', '6,1'];
    const { strongest } = JSON.parse(await attend(...words, '--size', '64', '--json'));
    const svg = await written('a.svg', ...words);
    expect(wellFormed(svg)).toBe(true);
    expect(svg).toContain('<title id="figure-title">danet_pam: PositionAttention');
    expect(svg).toMatch(/<desc id="figure-text">Query 6,1; strongest \d,\d, /);
    const [, base64] = /href="data:image\/png;base64,([^"]+)"/.exec(svg)!;
    const path = join(folder, 'a.png');
    await attend(...words, '--size', '64', '-o', path);
    expect(decodePng(Buffer.from(base64, 'base64'))).toEqual(decodePng(readFileSync(path)));
    const labels = [...svg.matchAll(/class="small">([^<]+)</g)].map(([, label]) => label);
    expect(labels.length).toBe(5);
    expect(labels[0]).toBe('0%');
    expect(Number.parseFloat(labels[4]) / (100 * strongest[0].weight)).toBeCloseTo(1, 1);
    expect(svg.match(/class="cell"/g)).toHaveLength(5);
  });

  test('one HTML file that runs and loads nothing; names from outside are text', async () => {
    const hostile = join(folder, '<img src=x onerror=alert(1)>&"\u001b[2J.png');
    writeFileSync(hostile, encodePng(picture));
    const path = join(folder, 'a.HTML');
    const { status } = await run('attend', hostile, '--module', 'danet_cam', '--size', '64', '-o', path);
    expect(status).toBe(0);
    const html = readFileSync(path, 'utf8');
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<img|<script|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    expect(html).not.toContain('\u001b');
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;&#38;&#34;\\u001b[2J.png');
    expect(wellFormed(html.slice(html.indexOf('<main>'), html.indexOf('</html>')))).toBe(true);
    expect(html).toContain('<th scope="col">Channel</th>');
  });

  test('another ending is refused before the work', async () => {
    for (const name of ['a.jpg', 'a', 'png']) {
      const { status, err } = await run('attend', fruit, '--module', 'se', '-o', join(folder, name));
      expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('ends in .png, .svg, .html') });
    }
  });
});

describe('refusals, before any device is opened', () => {
  const refused = async (...words: string[]): Promise<string> => {
    const open = vi.spyOn(Device, 'open').mockRejectedValue(new Error('a device was opened'));
    try {
      const { status, out, err } = await run('attend', ...words);
      expect(out).toBe('');
      expect(status).toBe(1);
      expect(err).toMatch(/^saccade: [^\n]+\n$/);
      return err;
    } finally {
      open.mockRestore();
    }
  };

  test('module, picture, weights, output', async () => {
    expect(await refused(fruit, '--module', 'resnet')).toContain(catalog.map(({ name }) => name).join(', '));
    expect(await refused(fruit, '--module', 'constructor')).toContain('no module "constructor"');
    expect(await refused(join(folder, 'none.png'), '--module', 'sagan')).toContain('ENOENT');
    const cut = join(folder, 'cut.png');
    writeFileSync(cut, readFileSync(fruit).subarray(0, 4000));
    expect(await refused(cut, '--module', 'sagan')).toContain('png: ');
    expect(await refused(fruit, '--module', 'sagan', '--weights', cut)).toContain('safetensors: ');
    expect(await refused(fruit, '--module', 'sagan', '-o', join(folder, 'nowhere', 'a.png'))).toContain('ENOENT');
    if (process.platform === 'linux')
      expect(await refused(fruit, '--module', 'sagan', '-o', '/dev/full')).toContain('no plain file');
    expect(await refused(fruit, '--module', 'sagan', '-o', folder)).toContain('a folder');
  });

  test('a result never replaces what it is made from, whatever name it has', async () => {
    const own = join(folder, 'own.png');
    const weights = join(folder, 'own.safetensors');
    writeFileSync(own, encodePng(picture));
    writeFileSync(weights, writeSafetensors([['w', { dtype: 'f32', shape: [1], data: Float32Array.of(1) }]]));
    const before = [readFileSync(own), readFileSync(weights)];
    linkSync(own, join(folder, 'hard.png'));
    linkSync(weights, join(folder, 'weights.png'));
    symlinkSync(own, join(folder, 'soft.png'));
    for (const out of [own, join(folder, 'hard.png'), join(folder, 'soft.png'), join(folder, 'weights.png')])
      expect(await refused(own, '--module', 'sagan', '--weights', weights, '-o', out)).toContain('also the input');
    expect([readFileSync(own), readFileSync(weights)]).toEqual(before);
  });

  test('wrong usage: status 2', async () => {
    for (const words of [
      [],
      ['--module', 'sagan'],
      [fruit],
      ...[
        '--query=3',
        '--query=-1,2',
        '--query=0x1,2',
        '--head=-1',
        '--head=1.5',
        '--head=',
        '--size=0',
        '--size=100',
        '--size=1e3',
        '--size=4096',
        '--device=cuda',
        '--nonsense',
      ].map((word) => [fruit, '--module', 'sagan', word]),
    ]) {
      const { status, err } = await run('attend', ...words);
      expect(status, words.join(' ')).toBe(2);
      expect(err).toContain('saccade attend IMAGE ');
    }
  });

  test('a query, head or map that is not there: what there is instead', async () => {
    const late = async (...words: string[]) => {
      const { status, err } = await run('attend', fruit, '--size', '64', '--device', 'reference', ...words);
      expect(status).toBe(1);
      expect(err).toMatch(/^saccade: [^\n]+\n$/);
      return err;
    };
    expect(await late('--module', 'sagan', '--query', '8,0')).toContain('rows 0 to 7, columns 0 to 7');
    expect(await late('--module', 'danet_cam', '--query', '0,64')).toContain('channels 0 to 63');
    expect(await late('--module', 'danet_cam', '--query', '7,3')).toContain('channels 0 to 63');
    expect(await late('--module', 'gcnet', '--query', '0,8')).toContain('rows 0 to 7, columns 0 to 7');
    expect(await late('--module', 'se', '--query', '1,1')).toContain('channels 0 to 63');
    expect(await late('--module', 'sagan', '--head', '1')).toContain('heads 0 to 0');
    // A result that could not be made leaves nothing behind.
    await late('--module', 'sagan', '--head', '1', '-o', join(folder, 'never.png'));
    expect(readdirSync(folder).filter((name) => /never|part/.test(name))).toEqual([]);
    expect(await late('--module', 'ccnet', '--layer', 'cross')).toContain(
      'its maps are attention, attention.1, composed',
    );
  });
});

describe('saccade modules', () => {
  test('a line each, and the same as JSON', async () => {
    const { out } = await run('modules');
    for (const { name, className, year } of catalog)
      expect(out).toMatch(new RegExp(`^${name} +${className} +${year} `, 'm'));
    const told = JSON.parse((await run('modules', '--json')).out) as { name: string; cost: { flops: number } }[];
    expect(told.map(({ name }) => name)).toEqual(catalog.map(({ name }) => name));
    expect(told.every(({ cost }) => cost.flops > 0)).toBe(true);
  });
});
