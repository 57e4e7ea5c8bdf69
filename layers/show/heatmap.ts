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
  /** Of the heatmap over the picture, 0 to 1. */
  opacity: number;
  /** Blend from cell to cell; otherwise each cell has one colour. */
  smooth: boolean;
}

export const plainStyle: HeatmapStyle = { colors: 'viridis', scale: 'sqrt', opacity: 0.8, smooth: true };

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

/** A copy of the picture with a row of weights over it, the grid stretched to the picture's size. */
export function paintHeatmap(
  picture: Pixels,
  row: Float32Array,
  grid: Grid,
  range: Range,
  { colors, scale, opacity, smooth }: HeatmapStyle,
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
  const places = Float32Array.from(row, (weight) => position(weight, range, scale));
  const across = neighbours(width, columns, smooth);
  const down = neighbours(height, rows, smooth);
  const table = colorTable(colors);
  // Under little weight the picture shows through, paler and darker so that no colour of its own is taken for one of
  // the heatmap's.
  const dim = 1 - 0.35 * opacity;
  const fade = 0.7 * opacity;
  const under = [0, 0, 0];
  for (let y = 0, i = 0; y < height; y++) {
    const { low: top, high: bottom, share: v } = down[y];
    for (let x = 0; x < width; x++, i += 4) {
      const { low: left, high: right, share: u } = across[x];
      const upper = places[top * columns + left] * (1 - u) + places[top * columns + right] * u;
      const lower = places[bottom * columns + left] * (1 - u) + places[bottom * columns + right] * u;
      const place = upper * (1 - v) + lower * v;
      const color = 3 * Math.round(255 * place);
      const cover = opacity * Math.min(1, 0.1 + place);
      // A transparent pixel shows white, as modules see it.
      const alpha = picture.data[i + 3] / 255;
      for (let c = 0; c < 3; c++) under[c] = picture.data[i + c] * alpha + 255 * (1 - alpha);
      const grey = 0.299 * under[0] + 0.587 * under[1] + 0.114 * under[2];
      for (let c = 0; c < 3; c++)
        data[i + c] = ((1 - fade) * under[c] + fade * grey) * dim * (1 - cover) + table[color + c] * cover;
      data[i + 3] = 255;
    }
  }
  return { width, height, data };
}

/** For every pixel along one axis, the two cells whose centres it lies between and its share of the second. */
function neighbours(pixels: number, cells: number, smooth: boolean): { low: number; high: number; share: number }[] {
  return Array.from({ length: pixels }, (_, i) => {
    const at = ((i + 0.5) * cells) / pixels;
    if (!smooth) return { low: Math.floor(at), high: Math.floor(at), share: 0 };
    const low = Math.floor(at - 0.5);
    return { low: Math.max(low, 0), high: Math.min(low + 1, cells - 1), share: at - 0.5 - low };
  });
}

/**
 * A copy of the picture with weights that have no place in it, such as channels', as bars along its foot, from the
 * first to the last.
 * @param marked the bar that is the query, if one is.
 */
export function paintBars(
  picture: Pixels,
  row: Float32Array,
  range: Range,
  { colors, scale }: HeatmapStyle,
  marked: number | null,
): Pixels {
  const { width, height } = picture;
  const out: Pixels = { width, height, data: Uint8ClampedArray.from(picture.data) };
  const top = Math.round(height * 0.6);
  const foot = Math.max(1, Math.round(height / 60));
  const tallest = height - top - 2 * foot;
  paintRect(out, 0, top, width, height - top, [16, 18, 24], 0.85);
  const table = colorTable(colors);
  const gap = width >= 4 * row.length ? 1 : 0;
  row.forEach((weight, i) => {
    const left = Math.round((i * width) / row.length);
    const wide = Math.max(1, Math.round(((i + 1) * width) / row.length) - left - gap);
    const place = position(weight, range, scale);
    const tall = Math.max(1, Math.round(place * tallest));
    const color = 3 * Math.round(255 * place);
    // The darkest colours would vanish in the ground.
    paintRect(
      out,
      left,
      height - foot - tall,
      wide,
      tall,
      Array.from(table.subarray(color, color + 3), (level) => 40 + (level * 215) / 255),
      1,
    );
    if (i === marked) paintRect(out, left, height - foot, wide, foot, [255, 255, 255], 1);
  });
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
