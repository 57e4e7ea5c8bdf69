/** What the page is made from, without a browser: colours that tell the truth, links, grids. */
import { describe, expect, test } from 'vitest';
import { contrastOf, type MapKind } from '../engine/capture.ts';
import type { Pixels } from '../engine/files/pixels.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { colorMaps } from '../layers/show/colormap.ts';
import { legendPixels, paintHeatmap, plainStyle, rangeOf } from '../layers/show/heatmap.ts';
import type { Reading } from '../layers/show/reading.ts';
import { nearlyUniform, paintReading, sentence } from '../layers/show/reading.ts';
import { summarize } from '../layers/show/summary.ts';
import { gridFor } from '../page/attention/engine/shape.ts';
import { first, mechanisms, ofChannels } from '../page/attention/mechanisms.ts';
import { coloured } from '../page/attention/pane.ts';
import { companions } from '../page/attention/stage.ts';
import { initial, parseState, writeState } from '../page/state.ts';

const flat = (width: number, height: number, ...color: number[]): Pixels => ({
  width,
  height,
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => [...color, 255][i % 4]),
});

function reading(row: number[], grid: readonly [number, number], kind: MapKind = 'dense', gate = false): Reading {
  const weights = Float32Array.from(row);
  return {
    kind,
    grid,
    queries: gate ? null : grid,
    query: gate ? null : [0, 0],
    head: 0,
    row: weights,
    range: rangeOf(weights, gate),
    strongest: summarize(weights, grid, null).strongest,
    contrast: contrastOf(weights, kind),
    near: null,
  };
}

const luminance = ([r, g, b]: Uint8ClampedArray) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

describe('colours', () => {
  const weights = Float32Array.from({ length: 11 }, (_, i) => i / 10);
  const ramp = (ground: number[], style = plainStyle) => {
    const painted = paintHeatmap(flat(11, 1, ...ground), weights, [1, 11], [0, 1], { ...style, smooth: false });
    return Array.from({ length: 11 }, (_, i) => painted.data.subarray(4 * i, 4 * i + 3));
  };

  test.each(colorMaps)('%s: on any ground more weight is lighter', (colors) => {
    for (const ground of [
      [255, 255, 255],
      [0, 0, 0],
      [128, 128, 128],
      [216, 57, 43],
      [63, 127, 166],
    ]) {
      const light = ramp(ground, { ...plainStyle, colors }).map(luminance);
      light.slice(1).forEach((each, i) => expect(each, `${ground.join()} ${i}`).toBeGreaterThan(light[i]));
    }
  });

  test.each(colorMaps)('%s: the colour of a cell is the legend’s, for every weight and ground', (colors) => {
    for (const opacity of [0.3, 0.65, 1]) {
      const style = { ...plainStyle, colors, scale: 'linear' as const, opacity };
      const legend = legendPixels(style, 256, 256);
      for (const ground of [
        [255, 255, 255],
        [0, 0, 0],
        [216, 57, 43],
        [63, 127, 166],
      ]) {
        const grey = Math.round(0.299 * ground[0] + 0.587 * ground[1] + 0.114 * ground[2]);
        ramp(ground, style).forEach((color, i) => {
          const at = 4 * ((255 - grey) * 256 + Math.round(25.5 * i));
          for (let c = 0; c < 3; c++) expect(Math.abs(color[c] - legend.data[at + c])).toBeLessThanOrEqual(2);
        });
      }
    }
  });

  test('where a query cannot look the picture is untouched', () => {
    const picture = flat(8, 8, 10, 200, 90);
    const painted = paintReading(
      picture,
      { ...reading([0, 0.5, 0.5, 0], [2, 2], 'window'), query: null },
      [0, 1],
      plainStyle,
    );
    expect([...painted.data.subarray(0, 4)]).toEqual([10, 200, 90, 255]);
    const dense = paintReading(
      flat(8, 8, 10, 200, 90),
      { ...reading([0, 0.5, 0.5, 0], [2, 2]), query: null },
      [0, 1],
      plainStyle,
    );
    expect([...dense.data.subarray(0, 4)]).not.toEqual([10, 200, 90, 255]);
  });
});

describe('what is nearly uniform', () => {
  const even = Array.from({ length: 64 }, () => 1 / 64);
  test.each([
    ['equal shares', reading(even, [8, 8])],
    [
      'shares within a little',
      reading(
        even.map((share, i) => share * (i % 2 ? 1.1 : 0.9)),
        [8, 8],
      ),
    ],
    [
      'a gate at rest',
      reading(
        Array.from({ length: 64 }, () => 0.5),
        [8, 8],
        'spatial',
        true,
      ),
    ],
    [
      'a gate with rounding',
      reading(
        Array.from({ length: 64 }, (_, i) => 0.5 + 3e-8 * i),
        [8, 8],
        'spatial',
        true,
      ),
    ],
    [
      'a gate within two hundredths',
      reading(
        Array.from({ length: 64 }, (_, i) => 0.497 + 0.00025 * i),
        [8, 8],
        'spatial',
        true,
      ),
    ],
  ])('%s: said, and left without colours', (_, flatOne) => {
    expect(nearlyUniform(flatOne)).toBe(true);
    expect(sentence(flatOne)).toContain('uniform');
    expect(coloured({ reading: flatOne, force: false })).toBe(false);
    const picture = flat(64, 64, 90, 140, 60);
    const painted = paintReading(picture, { ...flatOne, query: null }, flatOne.range, plainStyle);
    expect(painted.data).toEqual(picture.data);
  });

  test.each([
    ['one strong cell', reading([0.5, ...even.slice(1).map((share) => share / 2)], [8, 8])],
    ['a window all alike but for one cell', reading([0, 0, 0.1, 0.9], [2, 2], 'window')],
    ['a gate that opens', reading([0.1, 0.9, 0.4, 0.2], [2, 2], 'spatial', true)],
  ])('%s: coloured', (_, strong) => {
    expect(nearlyUniform(strong)).toBe(false);
    expect(coloured({ reading: strong, force: false })).toBe(true);
  });
});

test('channels are a chart under the picture, which stays as it is', () => {
  const picture = flat(120, 50, 20, 90, 200);
  const channels = reading(
    Array.from({ length: 30 }, (_, i) => i / 30),
    [1, 30],
    'channel',
    true,
  );
  const { width, height, data } = paintReading(picture, channels, channels.range, plainStyle);
  expect([width, height]).toEqual([120, 74]);
  expect(data.subarray(0, picture.data.length)).toEqual(picture.data);
  // Bars grow to the right, from 0.
  const dark = (column: number) =>
    Array.from({ length: 24 }, (_, y) => data[4 * ((50 + y) * 120 + 4 * column + 1)]).filter((level) => level < 100)
      .length;
  expect(dark(29)).toBeGreaterThan(dark(15));
  expect(dark(15)).toBeGreaterThan(dark(2));
});

describe('mechanisms', () => {
  test('the page knows those of the catalogue, by the same groups and years', () => {
    const key = ({ name, group, year }: { name: string; group: string; year: number }) => `${name} ${group} ${year}`;
    expect(mechanisms.map(key).sort()).toEqual(catalog.map(key).sort());
    expect([...ofChannels].sort()).toEqual(
      catalog
        .filter(({ kind }) => kind === 'channel')
        .map(({ name }) => name)
        .sort(),
    );
    expect(first.every((name) => mechanisms.some((each) => each.name === name))).toBe(true);
    expect(new Set(mechanisms.map(({ title, by }) => `${title} ${by}`)).size).toBe(mechanisms.length);
  });

  test('the stage fills up with other ones', () => {
    expect(companions('ccnet', [], 4)).toEqual(['danet_pam', 'swin', 'natten']);
    expect(companions('ccnet', ['se'], 4)).toEqual(['se', 'danet_pam', 'swin']);
    expect(companions('ccnet', ['se', 'eca'], 1)).toEqual([]);
  });
});

describe('grids', () => {
  test.each([
    [400, 400, [32, 32]],
    [400, 300, [28, 36]],
    [300, 400, [36, 28]],
  ])('%i×%i', (width, height, grid) => expect(gridFor(width, height, 1024, 4)).toEqual(grid));

  test('a strip has the cells of a strip, and never more than asked', () => {
    for (const [width, height] of [
      [60, 1200],
      [1200, 60],
      [1, 1],
      [16384, 1],
      [451, 300],
    ]) {
      const [rows, columns] = gridFor(width, height, 1024, 4);
      expect(rows * columns).toBeLessThanOrEqual(1024);
      expect(rows % 4 || columns % 4).toBe(0);
    }
    const [rows, columns] = gridFor(60, 1200, 1024, 4);
    expect(rows / columns).toBeGreaterThan(12);
  });
});

describe('links', () => {
  const modules = [...mechanisms.map(({ name }) => name), 'own'];
  const pictures = ['scene-1', 'scene-2', 'own'];
  const read = (hash: string) => parseState(hash, modules, pictures);

  test('every state is read back as it was written', () => {
    const states: Partial<typeof initial>[] = [
      {},
      { picture: 'scene-2', module: 'sagan', query: [3, 28], of: [28, 36], head: 2, follow: 5 },
      { module: 'own', reading: 'gradient-rollout', layer: 'blocks.3.attn', range: 'all heads' },
      { beside: ['swin', 'natten'], difference: true, bare: true, range: [-0.5, 0.25], smooth: false },
      { colors: 'cividis', scale: 'log', opacity: 0, ticked: ['gap', 'jax'], tab: 'bench' },
    ];
    for (const state of states) {
      const whole = { ...initial, ...state };
      expect(read(writeState(whole))).toEqual({ state: whole, unread: [] });
    }
  });

  test('what means nothing is named, and as if it were not there', () => {
    const { state, unread } = read(
      '#attention?module=nope&q=1e9,NaN&colors=greys&range=2:1&follow=-1&beside=swin,nope&opacity=x',
    );
    expect(state).toEqual({ ...initial, beside: ['swin'] });
    expect(unread).toEqual(
      ['module=nope', 'q=1e9,NaN', 'follow=-1', 'colors=greys', 'opacity=x', 'range=2:1', 'beside=swin,nope'].sort(
        (a, b) => unread.indexOf(a) - unread.indexOf(b),
      ),
    );
    expect(unread).toContain('beside=swin,nope');
    expect(read('#attention?of=0,5').state.of).toBe(null);
    expect(read('#%E0%A4%A?img=__proto__').state.picture).toBe('scene-1');
  });
});
