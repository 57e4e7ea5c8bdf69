/** What lies over the picture as lines: the strongest cells, joined to the query, and the path of a saccade. */
import type { Cell } from '../../layers/show/heatmap.ts';
import type { Reading } from '../../layers/show/reading.ts';
import { coversPicture, nearlyUniform } from '../../layers/show/reading.ts';
import { svg } from '../svg.ts';

/** Cells that get a ring. */
const ringed = 3;

type Point = readonly [x: number, y: number];

/** @param size of the picture as drawn @param path queries' cells, the first where the gaze begins; empty for none */
export function marks(
  reading: Reading,
  path: readonly Cell[],
  [width, height]: readonly [number, number],
): SVGElement[] {
  const { grid, queries, query, strongest } = reading;
  const unit = Math.min(width, height) / 100;
  const centre = ([row, column]: Cell, [rows, columns]: readonly [number, number]): Point => [
    ((column + 0.5) * width) / columns,
    ((row + 0.5) * height) / rows,
  ];
  if (path.length > 1 && queries)
    return gaze(
      path.map((cell) => centre(cell, queries)),
      unit,
    );
  if (!coversPicture(reading) || nearlyUniform(reading)) return [];
  const from = query && queries && centre(query, queries);
  const most = strongest[0]?.weight ?? 1;
  return strongest.slice(0, ringed).flatMap((cell, i) => {
    if (!(cell.weight > 0)) return [];
    const to = centre([cell.row, cell.column], grid);
    const arc =
      from && Math.hypot(to[0] - from[0], to[1] - from[1]) > 4 * unit ? [bow(from, to, unit, cell.weight / most)] : [];
    return [...arc, ...ring(to, String(i + 1), unit)];
  });
}

/** An arc whose width says the weight, dark under light so that it shows on any picture. */
function bow(from: Point, to: Point, unit: number, share: number): SVGElement {
  const d = `M${from.join()} Q${bend(from, to).join()} ${to.join()}`;
  const wide = unit * (0.35 + 0.65 * share);
  return svg(
    'g',
    { fill: 'none', 'stroke-linecap': 'round' },
    svg('path', { d, stroke: '#000', 'stroke-opacity': 0.55, 'stroke-width': wide + 0.6 * unit }),
    svg('path', { d, stroke: '#fff', 'stroke-width': wide }),
  );
}

/** The point that an arc is drawn towards: aside of the middle. */
const bend = ([x0, y0]: Point, [x1, y1]: Point): Point => [
  (x0 + x1) / 2 + (y1 - y0) * 0.18,
  (y0 + y1) / 2 - (x1 - x0) * 0.18,
];

function ring([x, y]: Point, label: string, unit: number): SVGElement[] {
  const r = 1.9 * unit;
  return [
    svg('circle', { cx: x, cy: y, r, fill: '#000', 'fill-opacity': 0.6, stroke: '#fff', 'stroke-width': 0.4 * unit }),
    svg(
      'text',
      { x, y: y + 0.85 * unit, 'text-anchor': 'middle', 'font-size': 2.4 * unit, 'font-weight': 700, fill: '#fff' },
      label,
    ),
  ];
}

/** The path of the eye, from 0 on, in the order of its fixations. */
function gaze(points: readonly Point[], unit: number): SVGElement[] {
  const lines = points.slice(1).map((to, i) => bow(points[i], to, unit, 1 - i / points.length));
  return [...lines, ...points.flatMap((point, i) => ring(point, String(i), unit))];
}
