/** Attention weights drawn over a picture. Plain loops on pixels, so that the page and the command draw the same. */
import { ShapeError } from '../../engine/errors.ts';
import type { Pixels } from '../../engine/files/pixels.ts';
import type { ColorMap } from './colormap.ts';
import { colorTable } from './colormap.ts';

/** How a weight becomes a colour's position: in proportion, by its root, or over four decades. */
export type Scale = 'linear' | 'sqrt' | 'log';
export const scales: readonly Scale[] = ['linear', 'sqrt', 'log'];

/** The weights that the first and the last colour stand for. */
export type Range = readonly [low: number, high: number];
export type Grid = readonly [rows: number, columns: number];
export type Cell = readonly [row: number, column: number];

export interface HeatmapStyle {
  colors: ColorMap;
  scale: Scale;
  /** Of the heatmap over the picture, 0 to 1: the same for every weight, so that colour alone says the weight. */
  opacity: number;
  /** Blend from cell to cell; otherwise each cell has one colour. */
  smooth: boolean;
}

export const plainStyle: HeatmapStyle = { colors: 'viridis', scale: 'sqrt', opacity: 0.65, smooth: true };

const decades = 4;

/**
 * The range that shows all of a row. Attention starts at 0; a gate, whose weights may differ little, at its smallest.
 * NaN and ∞ do not count.
 */
export function rangeOf(row: Float32Array, gate: boolean): Range {
  const finite = row.filter(Number.isFinite);
  const low = finite.reduce((least, weight) => Math.min(least, weight), gate ? Infinity : 0);
  const high = finite.reduce((most, weight) => Math.max(most, weight), -Infinity);
  if (high > low) return [low, high];
  return finite.length ? [low, low + 1] : [0, 1];
}

/** Where a weight stands among the colours, 0 to 1; NaN counts as the lowest. */
export function position(weight: number, [low, high]: Range, scale: Scale): number {
  const share = Math.min(1, Math.max(0, (weight - low) / (high - low))) || 0;
  if (scale === 'sqrt') return Math.sqrt(share);
  return scale === 'log' ? Math.max(0, 1 + Math.log10(share) / decades) : share;
}

/** The weight at a position among the colours: what a legend prints there. */
export function weightAt(place: number, [low, high]: Range, scale: Scale): number {
  const share =
    scale === 'sqrt' ? place * place : scale === 'log' ? (place > 0 ? 10 ** ((place - 1) * decades) : 0) : place;
  return low + share * (high - low);
}

/**
 * A copy of the picture with a row of weights over it, the grid stretched to the picture's size. Under the colours the
 * picture is grey, so that no colour of its own is taken for one of theirs: what a pixel becomes follows from its
 * weight and its lightness alone, and is what `legendPixels` shows for these two.
 * @param outside cells that the query cannot see: there the picture stays as it is. Each cell then has one colour:
 * there is nothing to blend with beyond the edge.
 */
export function paintHeatmap(
  picture: Pixels,
  row: Float32Array,
  grid: Grid,
  range: Range,
  { colors, scale, opacity, smooth }: HeatmapStyle,
  outside: ((cell: number) => boolean) | null = null,
): Pixels {
  const [rows, columns] = grid;
  if (row.length !== rows * columns)
    throw new ShapeError(
      'paintHeatmap',
      'the weights do not fill the grid',
      `${row.length} weights, ${rows}×${columns} cells`,
    );
  const { width, height } = picture;
  const data = new Uint8ClampedArray(picture.data.length);
  const places = Float32Array.from(row, (weight) => 255 * position(weight, range, scale));
  const seen = Uint8Array.from(row, (_, cell) => (outside?.(cell) ? 0 : 1));
  const across = neighbours(width, columns, smooth && !outside);
  const down = neighbours(height, rows, smooth && !outside);
  const table = colorTable(colors);
  // Of a heatmap that is hardly there the picture keeps its colours.
  const greyness = Math.min(1, 4 * opacity);
  const from = picture.data;
  for (let y = 0, i = 0; y < height; y++) {
    const [top, bottom, v] = [down.low[y] * columns, down.high[y] * columns, down.share[y]];
    for (let x = 0; x < width; x++, i += 4) {
      const left = across.low[x];
      const right = across.high[x];
      const u = across.share[x];
      // A transparent pixel shows white, as modules see it.
      const alpha = from[i + 3] / 255;
      const white = 255 * (1 - alpha);
      const red = from[i] * alpha + white;
      const green = from[i + 1] * alpha + white;
      const blue = from[i + 2] * alpha + white;
      const cover = seen[top + left] ? opacity : 0;
      const fade = cover ? greyness : 0;
      const grey = fade * lightness(red, green, blue);
      const upper = places[top + left] * (1 - u) + places[top + right] * u;
      const lower = places[bottom + left] * (1 - u) + places[bottom + right] * u;
      const color = 3 * Math.round(upper * (1 - v) + lower * v);
      data[i] = ((1 - fade) * red + grey) * (1 - cover) + table[color] * cover;
      data[i + 1] = ((1 - fade) * green + grey) * (1 - cover) + table[color + 1] * cover;
      data[i + 2] = ((1 - fade) * blue + grey) * (1 - cover) + table[color + 2] * cover;
      data[i + 3] = 255;
    }
  }
  return { width, height, data };
}

const lightness = (red: number, green: number, blue: number): number => 0.299 * red + 0.587 * green + 0.114 * blue;

/**
 * Every colour that a heatmap of this style can have: weights from left to right, the picture's lightness from white at
 * the top to black at the foot.
 */
export function legendPixels({ colors, opacity }: HeatmapStyle, width = 256, height = 16): Pixels {
  const table = colorTable(colors);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    const grey = 255 * (1 - y / Math.max(1, height - 1));
    for (let x = 0; x < width; x++) {
      const color = 3 * Math.round((255 * x) / (width - 1));
      for (let c = 0; c < 3; c++) data[4 * (y * width + x) + c] = grey * (1 - opacity) + table[color + c] * opacity;
      data[4 * (y * width + x) + 3] = 255;
    }
  }
  return { width, height, data };
}

interface Neighbours {
  low: Uint16Array;
  high: Uint16Array;
  share: Float32Array;
}

/** For every pixel along one axis, the two cells whose centres it lies between and its share of the second. */
function neighbours(pixels: number, cells: number, smooth: boolean): Neighbours {
  const [low, high, share] = [new Uint16Array(pixels), new Uint16Array(pixels), new Float32Array(pixels)];
  for (let i = 0; i < pixels; i++) {
    const at = ((i + 0.5) * cells) / pixels;
    const before = Math.floor(at - 0.5);
    low[i] = smooth ? Math.max(before, 0) : Math.floor(at);
    high[i] = smooth ? Math.min(before + 1, cells - 1) : low[i];
    share[i] = smooth ? at - 0.5 - before : 0;
  }
  return { low, high, share };
}

/**
 * A chart of weights that have no place in the picture, such as channels', under a copy of it: bars from 0, the first
 * weight left.
 * @param marked the bar that is the query, if one is.
 */
export function paintChart(picture: Pixels, row: Float32Array, marked: number | null): Pixels {
  const { width, height } = picture;
  const tall = Math.max(24, Math.round(height * 0.4));
  const out: Pixels = { width, height: height + tall, data: new Uint8ClampedArray(4 * width * (height + tall)) };
  out.data.set(picture.data);
  paintRect(out, 0, height, width, tall, [255, 255, 255], 1);
  const [low, high] = rangeOf(row, false);
  const foot = Math.max(2, Math.round(tall / 20));
  const y = (weight: number) => height + tall - foot - Math.round(((weight - low) / (high - low)) * (tall - 2 * foot));
  const gap = width >= 4 * row.length ? 1 : 0;
  row.forEach((weight, i) => {
    if (!Number.isFinite(weight)) return;
    const left = Math.round((i * width) / row.length);
    const wide = Math.max(1, Math.round(((i + 1) * width) / row.length) - left - gap);
    const [top, bottom] = [Math.min(y(weight), y(0)), Math.max(y(weight), y(0))];
    paintRect(out, left, top, wide, Math.max(1, bottom - top), i === marked ? [178, 84, 28] : [47, 94, 160], 1);
  });
  paintRect(out, 0, y(0), width, 1, [26, 29, 35], 1);
  return out;
}

/** Marks a cell in place: a white box with ticks, edged in black, so that it shows on any picture. */
export function markCell(pixels: Pixels, [row, column]: Cell, [rows, columns]: Grid): void {
  const { width, height } = pixels;
  const line = 2 * Math.max(1, Math.round(Math.min(width, height) / 500));
  const x = ((column + 0.5) * width) / columns;
  const y = ((row + 0.5) * height) / rows;
  // A cell may be smaller than a mark that can be seen.
  const [left, right] = [-1, 1].map((side) => Math.round(x + side * Math.max(width / columns / 2, 1.5 * line)));
  const [top, bottom] = [-1, 1].map((side) => Math.round(y + side * Math.max(height / rows / 2, 1.5 * line)));
  const [across, down] = [x, y].map((middle) => Math.round(middle - line / 2));
  const tick = 3 * line;
  const rects: [x: number, y: number, wide: number, tall: number][] = [
    [left - line, top - line, right - left + 2 * line, line],
    [left - line, bottom, right - left + 2 * line, line],
    [left - line, top, line, bottom - top],
    [right, top, line, bottom - top],
    [left - line - tick, down, tick, line],
    [right + line, down, tick, line],
    [across, top - line - tick, line, tick],
    [across, bottom + line, line, tick],
  ];
  const edge = line / 2;
  for (const [u, v, wide, tall] of rects) paintRect(pixels, u - edge, v - edge, wide + line, tall + line, [0, 0, 0], 1);
  for (const [u, v, wide, tall] of rects) paintRect(pixels, u, v, wide, tall, [255, 255, 255], 1);
}

function paintRect(
  { width, height, data }: Pixels,
  x: number,
  y: number,
  wide: number,
  tall: number,
  color: readonly number[],
  opacity: number,
): void {
  for (let row = Math.max(0, y); row < Math.min(height, y + tall); row++) {
    for (let column = Math.max(0, x); column < Math.min(width, x + wide); column++) {
      const at = 4 * (row * width + column);
      for (let c = 0; c < 3; c++) data[at + c] = data[at + c] * (1 - opacity) + color[c] * opacity;
      data[at + 3] = 255;
    }
  }
}
