/** One row of an attention map, read off: what the page and `saccade attend` print about it. */
import type { AttentionMap, MapKind } from '../../engine/capture.ts';
import { contrastOf } from '../../engine/capture.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Pixels } from '../../engine/files/pixels.ts';
import type { Cell, Grid, HeatmapStyle, Range } from './heatmap.ts';
import { markCell, paintChart, paintHeatmap, rangeOf } from './heatmap.ts';
import type { MapSummary } from './summary.ts';
import { nearCells, summarize } from './summary.ts';

export interface Reading {
  kind: MapKind;
  grid: Grid;
  /** Rows and columns of the queries; null for a gate, whose weights are the same for all. */
  queries: Grid | null;
  query: Cell | null;
  head: number;
  /** Weights over the grid, row by row. */
  row: Float32Array;
  /** Weights that fill the colours. */
  range: Range;
  strongest: MapSummary['strongest'];
  /** How much the weights differ, 0 to 1: `AttentionMap.contrast`. */
  contrast: number;
  /**
   * Share of the weight within five cells of the query; null where query and weights are not places of one picture, and
   * where some weigh less than nothing.
   */
  near: number | null;
}

/** Whether weights over this grid lie over the picture. Channels and latent vectors have no place in it. */
export const coversPicture = ({ kind, grid: [rows] }: { kind: MapKind; grid: Grid }): boolean =>
  kind !== 'channel' && rows > 1;

/** Whether a query of this map is a place of the picture. */
export const asksByPlace = ({ kind, queries }: { kind: MapKind; queries: Grid | null }): boolean =>
  queries !== null && kind !== 'channel';

/** The query in the middle; null for a gate. */
export const middleQuery = ({ queries }: { queries: Grid | null }): Cell | null =>
  queries && [Math.floor(queries[0] / 2), Math.floor(queries[1] / 2)];

/**
 * @param query [row, column] on the map's query grid; of a gate, whose weights are the same for all, a cell that it
 * weighs.
 * @throws ShapeError for a query or head that is not there.
 */
export async function readMap(
  map: AttentionMap,
  query: Cell | null = middleQuery(map),
  head = 0,
  count = 5,
): Promise<Reading> {
  const { kind, grid, queries } = map;
  const [rows, columns] = queries ?? grid;
  if (query && (query[0] >= rows || query[1] >= columns))
    throw new ShapeError(
      'attend',
      'the query is outside the map',
      query.join(','),
      kind === 'channel'
        ? `0,CHANNEL with channels 0 to ${columns - 1}`
        : `rows 0 to ${rows - 1}, columns 0 to ${columns - 1}`,
    );
  const asked = queries && query;
  const row = await map.at(asked ?? 0, head);
  const places = coversPicture(map) && asksByPlace(map);
  // A pooled map has fewer cells than queries: the query's own is the one that covers its middle.
  const own: Cell | null =
    asked && places
      ? [Math.floor(((asked[0] + 0.5) * grid[0]) / queries[0]), Math.floor(((asked[1] + 0.5) * grid[1]) / queries[1])]
      : null;
  const { strongest, near } = summarize(row, grid, own, count);
  const reading: Reading = {
    kind,
    grid,
    queries,
    query: asked,
    head,
    row,
    range: rangeOf(row, !queries),
    strongest,
    contrast: contrastOf(row, kind),
    near: own && row.every((weight) => weight >= 0) ? near : null,
  };
  return { ...reading, range: calm(reading) };
}

/**
 * The range of a row of which only some cells are seen, all nearly alike: up to four equal shares, so that a window is
 * seen where it lies and yet not as if all of it were strong.
 */
function calm(reading: Reading): Range {
  const outside = unseen(reading);
  if (!outside || !nearlyUniform(reading)) return reading.range;
  const counted = reading.row.filter((_, cell) => !outside(cell)).length;
  return [0, Math.max(reading.range[1], 4 / counted)];
}

/** Weights that differ by less than this are told to be all alike: what is left is rounding. */
const alike = 1e-4;

/** `Query 12,30; strongest 14,31, 8%; mass within 5 cells, 62%.` */
export function sentence(reading: Reading): string {
  const { kind, query, strongest, near, contrast } = reading;
  const weight = weightText(reading);
  const place = coversPicture(reading)
    ? ({ row, column }: { row: number; column: number }) => `${row},${column}`
    : ({ column }: { column: number }) => `${kind === 'channel' ? 'channel' : 'base'} ${column}`;
  const parts = [
    query === null
      ? 'One map for all positions'
      : asksByPlace(reading)
        ? `Query ${query.join(',')}`
        : `Query channel ${query[1]}`,
    !strongest.length
      ? 'nothing'
      : contrast < alike
        ? `uniform, ${weight(strongest[0].weight)}`
        : `${nearlyUniform(reading) ? 'nearly uniform; ' : ''}strongest ${place(strongest[0])}, ` +
          `${weight(strongest[0].weight)}`,
  ];
  if (near !== null) parts.push(`mass within ${nearCells} cells, ${percent(near)}`);
  return `${parts.join('; ')}.`;
}

/** How this row's weights are written: as per cent where they are shares of a whole, as numbers where they are not. */
export function weightText({ row }: { row: Float32Array }): (weight: number) => string {
  return isShares(row) ? percent : (weight) => String(Number(weight.toPrecision(3)));
}

/** Whether the weights are shares of a whole. */
const isShares = (row: Float32Array): boolean => Math.abs(row.reduce((sum, weight) => sum + weight, 0) - 1) <= 1e-3;

function percent(share: number): string {
  if (share > 0 && share < 1e-5) return '<0.001%';
  return `${Number((100 * share).toPrecision(share < 0.1 ? 2 : 3))}%`;
}

/** Maps in which a query sees some cells only: what it does not see weighs exactly nothing. */
const partial: readonly MapKind[] = ['window', 'cross', 'axial'];

/** Whether a cell is none that the query sees. */
export const unseen = ({ kind, row }: Reading): ((cell: number) => boolean) | null =>
  partial.includes(kind) && row.some((weight) => weight !== 0) ? (cell) => row[cell] === 0 : null;

/**
 * Whether the weights are so much alike that colours would make a pattern of next to nothing: shares of a whole by
 * their entropy, over 0.98 of what equal shares have; others where the most is within 4 % of the least.
 */
export function nearlyUniform(reading: Reading): boolean {
  const { row, contrast } = reading;
  const outside = unseen(reading);
  const counted = Array.from(row).filter((_, cell) => !outside?.(cell));
  if (counted.length < 2) return true;
  if (!isShares(row) || counted.some((weight) => !(weight >= 0))) return contrast < 0.02;
  const entropy = counted.reduce((sum, weight) => sum - (weight > 0 ? weight * Math.log(weight) : 0), 0);
  return entropy > 0.98 * Math.log(counted.length);
}

/**
 * Whether a row gets no colours: it is nearly uniform over the whole picture, so that not even where it lies is told.
 */
export const colourless = (reading: Reading): boolean => nearlyUniform(reading) && !unseen(reading);

/**
 * A copy of the picture with the row over it and the query marked; of a row that has no place in the picture, with a
 * chart under it. Weights that are nearly uniform get no colours.
 */
export function paintReading(picture: Pixels, reading: Reading, range: Range, style: HeatmapStyle): Pixels {
  const { row, grid, queries, query } = reading;
  const byPlace = asksByPlace(reading);
  const cover = colourless(reading) ? { ...style, opacity: 0 } : style;
  const painted = coversPicture(reading)
    ? paintHeatmap(picture, row, grid, range, cover, unseen(reading))
    : paintChart(picture, row, query && !byPlace ? query[1] : null);
  if (query && queries && byPlace && coversPicture(reading)) markCell(painted, query, queries);
  return painted;
}
