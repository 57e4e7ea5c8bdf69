/**
 * Which keys a query sees, along one axis of an image. Rows and columns are independent, so two axes make a window.
 *
 * zero, mask: a window from `pad` before the query's place on; what lies outside the image is a zero (which keeps its
 *   softmax weight), or left out.
 * shift: neighbourhood attention: at a border the window moves inward, and always has `kernel` keys of the query's
 *   dilated sub-grid. The `stride` queries of a group share the window of one of them; a causal axis cuts windows
 *   behind the query.
 * grid: all keys of the query's dilated sub-grid.
 * block: the image, rolled by `roll`, is cut into blocks of `kernel`, and a query sees its block.
 *
 * Each is a walk over positions: `first`, `first + step`, …. The same text serves the plain loops (below) and the
 * shaders (`windowCode`).
 */
import type { Param } from '../../../engine/gpu/kernel.ts';
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import { join, name, wgsl } from '../../../engine/gpu/wgsl.ts';
import type { Pair } from '../../make/pairs.ts';
import type { Tap } from './who.ts';

export type WindowForm = 'zero' | 'mask' | 'shift' | 'block' | 'grid';

export interface Axis {
  form: WindowForm;
  keys: number;
  queries: number;
  kernel: number;
  dilation: number;
  /**
   * zero and mask: keys from one query to the next, and from the start of a window to its query. shift: queries that
   * share a window.
   */
  stride: number;
  pad: number;
  /** shift: no key behind the query. */
  causal: boolean;
  /** block: how far the image is rolled to the left before it is cut. */
  roll: number;
}

/** A walk over positions. `offset + t·turn` is the place of step t in a table of relative positions. */
export interface Span {
  first: number;
  step: number;
  count: number;
  offset: number;
  turn: number;
}

/** Entries of a table of relative positions: one a tap for zero and mask, -(kernel - 1) to kernel - 1 else. */
export const offsets = ({ form, kernel }: Pick<Axis, 'form' | 'kernel'>): number =>
  form === 'zero' || form === 'mask' ? kernel : 2 * kernel - 1;

/** The keys that query `i` sees. */
export function windowOf(a: Axis, i: number): Span {
  if (a.form === 'shift' || a.form === 'grid') {
    const { rank, members } = subGrid(a, i);
    const start = startOf(a, rank, members);
    return {
      first: start * a.dilation + (i % a.dilation),
      step: a.dilation,
      count: a.form === 'grid' ? members : a.causal ? rank + 1 - start : a.kernel,
      offset: start - rank + a.kernel - 1,
      turn: 1,
    };
  }
  if (a.form === 'block') {
    const { start, rolled } = block(a, i);
    return { first: start + a.roll, step: 1, count: a.kernel, offset: rolled - start + a.kernel - 1, turn: -1 };
  }
  return { first: i * a.stride - a.pad, step: a.dilation, count: a.kernel, offset: 0, turn: 1 };
}

/**
 * The queries that see key `j`, as positions in the image: those that are no multiple of the stride, or outside, hold
 * no query.
 */
export function viewersOf(a: Axis, j: number): Span {
  if (a.form === 'shift' || a.form === 'grid') {
    const { rank, members } = subGrid(a, j);
    const [low, high] = a.form === 'grid' ? [0, members - 1] : viewerRanks(a, rank, members);
    return {
      first: low * a.dilation + (j % a.dilation),
      step: a.dilation,
      count: high - low + 1,
      offset: rank - low + a.kernel - 1,
      turn: -1,
    };
  }
  if (a.form === 'block') {
    const { start, rolled } = block(a, j);
    return { first: start + a.roll, step: 1, count: a.kernel, offset: start - rolled + a.kernel - 1, turn: 1 };
  }
  return { first: j + a.pad, step: -a.dilation, count: a.kernel, offset: 0, turn: 1 };
}

/** Position t of a span; blocks wrap around the image. */
export function positionAt(a: Axis, span: Span, t: number): number {
  const position = span.first + t * span.step;
  return a.form === 'block' && position >= a.keys ? position - a.keys : position;
}

/** The part of a rolled image that position t of a span came from: attention does not cross from one to another. */
export function regionAt(a: Axis, span: Span, t: number): number {
  const rolled = span.first - a.roll + t;
  return Number(rolled >= a.keys - a.kernel) + Number(rolled >= a.keys - a.roll);
}

/**
 * Keys of a window before its leader (all of the others, if it is causal), and the leader's place among the queries
 * that share it.
 */
const before = ({ kernel, causal }: Axis) => (causal ? kernel - 1 : Math.floor(kernel / 2));
const lead = ({ stride, causal }: Axis) => (causal ? stride - 1 : Math.floor(stride / 2));
/** The rank at which the window of a query begins; and the first and last rank of those that see a key. */
function startOf(a: Axis, rank: number, members: number): number {
  if (a.form === 'grid') return 0;
  const leader = Math.min(rank - (rank % a.stride) + lead(a), members - 1);
  return Math.max(0, a.causal ? leader - before(a) : Math.min(leader - before(a), members - a.kernel));
}
function viewerRanks(a: Axis, rank: number, members: number): [number, number] {
  const group = (n: number) => Math.floor(n / a.stride) * a.stride;
  const last = rank + before(a) - lead(a);
  const high = rank >= members - a.kernel ? members - 1 : Math.min(group(last) + a.stride, members) - 1;
  if (a.causal) return [rank, high];
  return [rank < a.kernel ? 0 : group(rank - a.kernel + 1 + before(a) - lead(a) + a.stride - 1), high];
}
/** Where a position lies among those of its dilated sub-grid, and how many these are. */
const subGrid = (a: Axis, i: number) => ({
  rank: Math.floor(i / a.dilation),
  members: Math.ceil((a.keys - (i % a.dilation)) / a.dilation),
});
function block(a: Axis, i: number): { start: number; rolled: number } {
  const rolled = (i - a.roll + a.keys) % a.keys;
  return { start: rolled - (rolled % a.kernel), rolled };
}

const spans: Record<'padded' | 'shift' | 'block' | 'grid', Snippet> = {
  padded: wgsl`
    fn window_of(a: Axis, i: i32) -> Span { return Span(i * a.stride - a.pad, a.dilation, a.kernel, 0, 1); }
    fn viewers_of(a: Axis, j: i32) -> Span { return Span(j + a.pad, -a.dilation, a.kernel, 0, 1); }
    fn position_at(a: Axis, span: Span, t: i32) -> i32 { return span.first + t * span.step; }`,
  shift: wgsl`
    fn members(a: Axis, i: i32) -> i32 { return (a.keys - i % a.dilation + a.dilation - 1) / a.dilation; }
    fn ahead(a: Axis) -> i32 { return select(a.kernel / 2, a.kernel - 1, a.causal != 0); }
    fn lead(a: Axis) -> i32 { return select(a.stride / 2, a.stride - 1, a.causal != 0); }
    fn window_of(a: Axis, i: i32) -> Span {
      let rank = i / a.dilation;
      let end = members(a, i);
      let leader = min(rank - rank % a.stride + lead(a), end - 1);
      let start = max(0, min(leader - ahead(a), select(end - a.kernel, end, a.causal != 0)));
      let count = select(a.kernel, rank + 1 - start, a.causal != 0);
      return Span(start * a.dilation + i % a.dilation, a.dilation, count, start - rank + a.kernel - 1, 1);
    }
    fn viewers_of(a: Axis, j: i32) -> Span {
      let rank = j / a.dilation;
      let end = members(a, j);
      let last = rank + ahead(a) - lead(a);
      let high = select(min(last / a.stride * a.stride + a.stride, end), end, rank >= end - a.kernel) - 1;
      let least = rank - a.kernel + ahead(a) - lead(a) + a.stride;
      let low = select(select(least / a.stride * a.stride, 0, rank < a.kernel), rank, a.causal != 0);
      return Span(low * a.dilation + j % a.dilation, a.dilation, high - low + 1, rank - low + a.kernel - 1, -1);
    }
    fn position_at(a: Axis, span: Span, t: i32) -> i32 { return span.first + t * span.step; }`,
  grid: wgsl`
    fn members(a: Axis, i: i32) -> i32 { return (a.keys - i % a.dilation + a.dilation - 1) / a.dilation; }
    fn window_of(a: Axis, i: i32) -> Span {
      return Span(i % a.dilation, a.dilation, members(a, i), a.kernel - 1 - i / a.dilation, 1);
    }
    fn viewers_of(a: Axis, j: i32) -> Span {
      return Span(j % a.dilation, a.dilation, members(a, j), j / a.dilation + a.kernel - 1, -1);
    }
    fn position_at(a: Axis, span: Span, t: i32) -> i32 { return span.first + t * span.step; }`,
  block: wgsl`
    fn window_of(a: Axis, i: i32) -> Span {
      let rolled = (i - a.roll + a.keys) % a.keys;
      return Span(rolled - rolled % a.kernel + a.roll, 1, a.kernel, rolled % a.kernel + a.kernel - 1, -1);
    }
    fn viewers_of(a: Axis, j: i32) -> Span {
      let rolled = (j - a.roll + a.keys) % a.keys;
      return Span(rolled - rolled % a.kernel + a.roll, 1, a.kernel, a.kernel - 1 - rolled % a.kernel, 1);
    }
    fn position_at(a: Axis, span: Span, t: i32) -> i32 {
      let position = span.first + t;
      return select(position, position - a.keys, position >= a.keys);
    }
    fn region_at(a: Axis, span: Span, t: i32) -> i32 {
      let rolled = span.first - a.roll + t;
      return select(0, 1, rolled >= a.keys - a.kernel) + select(0, 1, rolled >= a.keys - a.roll);
    }`,
};

const fields = ['keys', 'queries', 'kernel', 'dilation', 'stride', 'pad', 'roll', 'causal'] as const;
const listed = (axis: 'row' | 'column'): Snippet =>
  join(
    fields.map((field) => wgsl`p.${name(`${axis}_${field}`)}`),
    ', ',
  );

/**
 * `rows()` and `columns()` give the axes; `window_of`, `viewers_of`, `position_at` and, for blocks, `region_at` are the
 * functions above.
 */
export const windowCode = ([{ form }]: readonly [Axis, Axis]): Snippet => wgsl`
  struct Axis { ${join(
    fields.map((field) => wgsl`${name(field)}: i32`),
    ', ',
  )} }
  struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
  fn rows() -> Axis { return Axis(${listed('row')}); }
  fn columns() -> Axis { return Axis(${listed('column')}); }
  ${spans[form === 'zero' || form === 'mask' ? 'padded' : form]}`;

export const windowParams = ([rows, columns]: readonly [Axis, Axis]): Record<string, Param> =>
  Object.fromEntries(
    (['row', 'column'] as const).flatMap((axis) =>
      fields.map((field) => [`${axis}_${field}`, { i32: Number((axis === 'row' ? rows : columns)[field]) }]),
    ),
  );

/** All taps of the query at row y and column x, those outside the image included. */
export function tapsOf([rows, columns]: readonly [Axis, Axis], y: number, x: number): Tap[] {
  const [rowSpan, columnSpan] = [windowOf(rows, y), windowOf(columns, x)];
  const regions = (ty: number, tx: number) => `${regionAt(rows, rowSpan, ty)},${regionAt(columns, columnSpan, tx)}`;
  const own = regions(rowSpan.offset - rows.kernel + 1, columnSpan.offset - columns.kernel + 1);
  return Array.from({ length: rowSpan.count * columnSpan.count }, (_, at) => {
    const [ty, tx] = [Math.floor(at / columnSpan.count), at % columnSpan.count];
    const [r, c] = [positionAt(rows, rowSpan, ty), positionAt(columns, columnSpan, tx)];
    const inside = r >= 0 && r < rows.keys && c >= 0 && c < columns.keys;
    return {
      tap: ty * columns.kernel + tx,
      key: inside ? r * columns.keys + c : -1,
      row: rowSpan.offset + ty * rowSpan.turn,
      column: columnSpan.offset + tx * columnSpan.turn,
      penalty:
        !inside && rows.form === 'mask' ? -Infinity : rows.form === 'block' && regions(ty, tx) !== own ? -100 : 0,
    };
  });
}

/** What two axes are made from; they share the form. */
export interface WindowAttrs {
  form: WindowForm;
  kernel: Pair;
  dilation: Pair;
  stride: Pair;
  pad: Pair;
  roll: Pair;
  causal?: readonly [boolean, boolean];
}

/** Rows and columns for keys on a grid of `keys` and queries on one of `queries`. */
export const axesOf = (attrs: WindowAttrs, keys: Pair, queries: Pair): [Axis, Axis] =>
  [0, 1].map((k): Axis => ({
    form: attrs.form,
    keys: keys[k],
    queries: queries[k],
    kernel: attrs.kernel[k],
    dilation: attrs.dilation[k],
    stride: attrs.stride[k],
    pad: attrs.pad[k],
    roll: attrs.roll[k],
    causal: attrs.causal?.[k] ?? false,
  })) as [Axis, Axis];
