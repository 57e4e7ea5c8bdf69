/**
 * Which keys a query sees, along one axis of an image. Rows and columns are independent, so two axes make a window.
 *
 * zero, mask: a window from `pad` before the query's place on; what lies outside the image is a zero (which keeps its softmax weight),
 *             or left out.
 * shift:      neighbourhood attention: at a border the window moves inward, and always has `kernel` keys of the query's dilated sub-grid.
 * block:      the image, rolled by `roll`, is cut into blocks of `kernel`, and a query sees its block.
 *
 * Each is a walk over positions: `first`, `first + step`, …. The same text serves the plain loops (below) and the shaders (`windowCode`).
 */
import type { Param } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import type { Pair } from '../make/pairs.ts';

export type WindowForm = 'zero' | 'mask' | 'shift' | 'block';

export interface Axis {
  form: WindowForm;
  keys: number;
  queries: number;
  kernel: number;
  dilation: number;
  /** zero and mask: keys from one query to the next, and from the start of a window to its query. */
  stride: number;
  pad: number;
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
  if (a.form === 'shift') {
    const { rank, members } = subGrid(a, i);
    const start = Math.min(Math.max(rank - half(a), 0), members - a.kernel);
    return {
      first: start * a.dilation + (i % a.dilation),
      step: a.dilation,
      count: a.kernel,
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

/** The queries that see key `j`, as positions in the image: those that are no multiple of the stride, or outside, hold no query. */
export function viewersOf(a: Axis, j: number): Span {
  if (a.form === 'shift') {
    const { rank, members } = subGrid(a, j);
    const low = rank < a.kernel ? 0 : rank - a.kernel + half(a) + 1;
    const high = rank >= members - a.kernel ? members - 1 : rank + half(a);
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

const half = (a: Axis) => Math.floor(a.kernel / 2);
/** Where a position lies among those of its dilated sub-grid, and how many these are. */
const subGrid = (a: Axis, i: number) => ({
  rank: Math.floor(i / a.dilation),
  members: Math.ceil((a.keys - (i % a.dilation)) / a.dilation),
});
function block(a: Axis, i: number): { start: number; rolled: number } {
  const rolled = (i - a.roll + a.keys) % a.keys;
  return { start: rolled - (rolled % a.kernel), rolled };
}

const spans: Record<'padded' | 'shift' | 'block', Snippet> = {
  padded: wgsl`
fn window_of(a: Axis, i: i32) -> Span { return Span(i * a.stride - a.pad, a.dilation, a.kernel, 0, 1); }
fn viewers_of(a: Axis, j: i32) -> Span { return Span(j + a.pad, -a.dilation, a.kernel, 0, 1); }
fn position_at(a: Axis, span: Span, t: i32) -> i32 { return span.first + t * span.step; }`,
  shift: wgsl`
fn members(a: Axis, i: i32) -> i32 { return (a.keys - i % a.dilation + a.dilation - 1) / a.dilation; }
fn window_of(a: Axis, i: i32) -> Span {
  let rank = i / a.dilation;
  let start = clamp(rank - a.kernel / 2, 0, members(a, i) - a.kernel);
  return Span(start * a.dilation + i % a.dilation, a.dilation, a.kernel, start - rank + a.kernel - 1, 1);
}
fn viewers_of(a: Axis, j: i32) -> Span {
  let rank = j / a.dilation;
  let end = members(a, j);
  let low = select(rank - a.kernel + a.kernel / 2 + 1, 0, rank < a.kernel);
  let high = select(rank + a.kernel / 2, end - 1, rank >= end - a.kernel);
  return Span(low * a.dilation + j % a.dilation, a.dilation, high - low + 1, rank - low + a.kernel - 1, -1);
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
fn position_at(a: Axis, span: Span, t: i32) -> i32 { let position = span.first + t; return select(position, position - a.keys, position >= a.keys); }
fn region_at(a: Axis, span: Span, t: i32) -> i32 {
  let rolled = span.first - a.roll + t;
  return select(0, 1, rolled >= a.keys - a.kernel) + select(0, 1, rolled >= a.keys - a.roll);
}`,
};

/** `rows()` and `columns()` give the axes; `window_of`, `viewers_of`, `position_at` and, for blocks, `region_at` are the functions above. */
export const windowCode = (form: WindowForm): Snippet => wgsl`
struct Axis { keys: i32, queries: i32, kernel: i32, dilation: i32, stride: i32, pad: i32, roll: i32 }
struct Span { first: i32, step: i32, count: i32, offset: i32, turn: i32 }
fn rows() -> Axis { return Axis(p.row_keys, p.row_queries, p.row_kernel, p.row_dilation, p.row_stride, p.row_pad, p.row_roll); }
fn columns() -> Axis { return Axis(p.column_keys, p.column_queries, p.column_kernel, p.column_dilation, p.column_stride, p.column_pad, p.column_roll); }
${spans[form === 'zero' || form === 'mask' ? 'padded' : form]}`;

export function windowParams([rows, columns]: readonly [Axis, Axis]): Record<string, Param> {
  const entries = [
    ['row', rows],
    ['column', columns],
  ] as const;
  const fields = ['keys', 'queries', 'kernel', 'dilation', 'stride', 'pad', 'roll'] as const;
  return Object.fromEntries(
    entries.flatMap(([name, axis]) => fields.map((field) => [`${name}_${field}`, { i32: axis[field] }])),
  );
}

/** What two axes are made from; they share the form. */
export interface WindowAttrs {
  form: WindowForm;
  kernel: Pair;
  dilation: Pair;
  stride: Pair;
  pad: Pair;
  roll: Pair;
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
  })) as [Axis, Axis];
