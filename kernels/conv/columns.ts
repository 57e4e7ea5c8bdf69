/** Which pixels of an input row neighbouring pixels of an output row need, and how to read them in few loads. */
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';

/**
 * Pieces of a row: vec4s where rows lie on whole vec4s, else pixels. Their places are distances in columns from `base`.
 */
export interface Columns {
  wide: boolean;
  places: readonly number[];
  /** The number of the piece that holds the pixel at a distance from `base`. */
  index: (distance: number) => number;
  /** That pixel, from the pieces, which `piece` names. */
  at: (distance: number, piece: (i: number) => Snippet) => Snippet;
}

export function columnsOf(distances: Iterable<number>, wide: boolean): Columns {
  const place = (distance: number) => (wide ? Math.floor(distance / 4) * 4 : distance);
  const places = [...new Set([...distances].map(place))].sort((a, b) => a - b);
  const index = (distance: number) => places.indexOf(place(distance));
  return {
    wide,
    places,
    index,
    at: (distance, piece) =>
      wide ? wgsl`${piece(index(distance))}.${name('xyzw'[distance - place(distance)])}` : piece(index(distance)),
  };
}

/**
 * Before the loop: where in a row of `width` pixels the piece `piece` at `place` from column `base` (i32) lies, and
 * whether it is there.
 */
export function placePiece({ wide }: Columns, piece: Snippet, place: Snippet, width: Snippet): Snippet {
  const last = wgsl`(i32(${width}) - ${wide ? 4 : 1})`;
  return wgsl`
    let ${piece}_column = u32(clamp(base + ${place}, 0, ${last}))${wide ? wgsl` / 4` : wgsl``};
    let ${piece}_there = base + ${place} >= 0 && base + ${place} <= ${last};`;
}

/**
 * In the loop: the piece of the row that starts at element (or vec4) `row`; zeros where there is none, or unless
 * `inside`.
 */
export const readPiece = ({ wide }: Columns, image: Snippet, row: Snippet, piece: Snippet, inside: Snippet): Snippet =>
  wgsl`
    select(${wide ? wgsl`vec4<f32>(0.0)` : wgsl`0.0`}, ${image}[${row} + ${piece}_column], ${inside} & ${piece}_there)`;

/** `part(i, j)` for all i < n, j < m. */
export const grid = <T>(n: number, m: number, part: (i: number, j: number) => T): T[] =>
  Array.from({ length: n * m }, (_, i) => part(Math.floor(i / m), i % m));
