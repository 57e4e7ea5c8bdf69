/**
 * Pooling windows, regular or adaptive, one axis at a time: which pixels a window holds, and which windows hold a
 * pixel.
 */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { fn, name, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Pair, Sides } from '../make/pairs.ts';
import { span } from '../make/pairs.ts';

/** Windows of a fixed size at a fixed distance. */
export interface Regular {
  kernel: Pair;
  stride: Pair;
  padding: Sides;
  dilation: Pair;
}
/**
 * `size` windows [rows, columns]; without `regular` they are bins: bin i of o over n pixels is [⌊i·n/o⌋, ⌈(i+1)·n/o⌉).
 */
export interface Windows {
  size: Pair;
  regular: Regular | null;
}

/** Pixels of window `o` along an axis of `n`, in order. */
export function pixelsOf({ size, regular }: Windows, axis: 0 | 1, n: number, o: number): number[] {
  const pixels: number[] = [];
  if (!regular) {
    for (let at = Math.floor((o * n) / size[axis]); at < Math.ceil(((o + 1) * n) / size[axis]); at++) pixels.push(at);
    return pixels;
  }
  for (let tap = 0; tap < regular.kernel[axis]; tap++) {
    const at = o * regular.stride[axis] - regular.padding[axis] + tap * regular.dilation[axis];
    if (at >= 0 && at < n) pixels.push(at);
  }
  return pixels;
}

/** Pixels of window `o`, the padding counted in but not what a rounded-up size reaches beyond it. */
export function paddedCount({ regular }: Windows, axis: 0 | 1, n: number, o: number): number {
  if (!regular) return 0;
  let count = 0;
  for (let tap = 0; tap < regular.kernel[axis]; tap++) {
    if (o * regular.stride[axis] - regular.padding[axis] + tap * regular.dilation[axis] < n + regular.padding[axis + 2])
      count++;
  }
  return count;
}

/** Calls `visit` for each window of each plane with its place in the output and its pixels by row and column. */
export function eachWindow(
  windows: Windows,
  planes: number,
  input: Pair,
  visit: (
    out: number,
    plane: number,
    rows: readonly number[],
    columns: readonly number[],
    oy: number,
    ox: number,
  ) => void,
): void {
  const rows = Array.from({ length: windows.size[0] }, (_, o) => pixelsOf(windows, 0, input[0], o));
  const columns = Array.from({ length: windows.size[1] }, (_, o) => pixelsOf(windows, 1, input[1], o));
  let out = 0;
  for (let plane = 0; plane < planes; plane++) {
    for (let oy = 0; oy < windows.size[0]; oy++) {
      for (let ox = 0; ox < windows.size[1]; ox++)
        visit(out++, plane * input[0] * input[1], rows[oy], columns[ox], oy, ox);
    }
  }
}

type Question = 'first' | 'end' | 'padded' | 'low' | 'high' | 'holds';
export type WindowFunctions = Record<`${Question}_${'h' | 'w'}`, Snippet>;

/**
 * WGSL functions of both axes, `h` and `w`: pixels of a window are `for (y = first_h(o); y < end_h(o); y +=
 * p.dilation_h)`; windows that may hold pixel y are `o` from `low_h(y)` below `high_h(y)`, and do where `holds_h(o,
 * y)`.
 */
export const windowFunctions = ({ regular }: Windows): WindowFunctions =>
  Object.fromEntries(
    (['h', 'w'] as const).flatMap((axis) =>
      Object.entries((regular ? regularAxis : adaptiveAxis)((field) => name(`${field}_${axis}`))).map(
        ([question, answer]) => [`${question}_${axis}`, answer],
      ),
    ),
  ) as WindowFunctions;

function regularAxis(of: (field: string) => Snippet): Record<Question, Snippet> {
  return {
    first: fn`
      fn ${of('first')}(o: u32) -> u32 {
        let start = i32(o * p.${of('stride')}) - i32(p.${of('before')});
        if (start >= 0) { return u32(start); }
        let skipped = (u32(-start) + p.${of('dilation')} - 1) / p.${of('dilation')};
        return u32(start + i32(skipped * p.${of('dilation')}));
      }`,
    end: fn`
      fn ${of('end')}(o: u32) -> u32 {
        return u32(clamp(i32(o * p.${of('stride')} + p.${of('span')}) - i32(p.${of('before')}), 0, i32(p.${of('in')})));
      }`,
    padded: fn`
      fn ${of('padded')}(o: u32) -> u32 {
        let start = o * p.${of('stride')};
        let end = min(start + p.${of('span')}, p.${of('in')} + p.${of('before')} + p.${of('after')});
        if (end <= start) { return 0u; }
        return (end - start + p.${of('dilation')} - 1) / p.${of('dilation')};
      }`,
    low: fn`
      fn ${of('low')}(y: u32) -> u32 {
        if (y + p.${of('before')} < p.${of('span')}) { return 0u; }
        return (y + p.${of('before')} - p.${of('span')}) / p.${of('stride')} + 1;
      }`,
    high: fn`
      fn ${of('high')}(y: u32) -> u32 { return min(p.${of('out')}, (y + p.${of('before')}) / p.${of('stride')} + 1); }`,
    holds: fn`
      fn ${of('holds')}(o: u32, y: u32) -> bool {
        return (y + p.${of('before')} - o * p.${of('stride')}) % p.${of('dilation')} == 0u;
      }`,
  };
}

function adaptiveAxis(of: (field: string) => Snippet): Record<Question, Snippet> {
  return {
    first: fn`fn ${of('first')}(o: u32) -> u32 { return o * p.${of('in')} / p.${of('out')}; }`,
    end: fn`fn ${of('end')}(o: u32) -> u32 { return ((o + 1) * p.${of('in')} + p.${of('out')} - 1) / p.${of('out')}; }`,
    padded: fn`fn ${of('padded')}(o: u32) -> u32 { return 0u; }`,
    low: fn`fn ${of('low')}(y: u32) -> u32 { return y * p.${of('out')} / p.${of('in')}; }`,
    high: fn`
      fn ${of('high')}(y: u32) -> u32 { return ((y + 1) * p.${of('out')} + p.${of('in')} - 1) / p.${of('in')}; }`,
    holds: fn`fn ${of('holds')}(o: u32, y: u32) -> bool { return true; }`,
  };
}

export function windowParams({ size, regular }: Windows, input: Pair): NonNullable<Kernel['params']> {
  const params: Record<string, number> = {};
  (['h', 'w'] as const).forEach((axis, i) => {
    params[`in_${axis}`] = input[i];
    params[`out_${axis}`] = size[i];
    params[`dilation_${axis}`] = regular?.dilation[i] ?? 1;
    if (!regular) return;
    params[`stride_${axis}`] = regular.stride[i];
    params[`span_${axis}`] = span(regular.kernel[i], regular.dilation[i]);
    params[`before_${axis}`] = regular.padding[i];
    params[`after_${axis}`] = regular.padding[i + 2];
  });
  return params;
}

/** WGSL that splits the output index `i` into `oy`, `ox` and the first element of its input plane. */
export const outputPlace = wgsl`
  let ox = i % p.out_w;
  let oy = (i / p.out_w) % p.out_h;
  let plane = i / (p.out_w * p.out_h) * (p.in_h * p.in_w);`;

/** WGSL that runs `body` for each window (`oy`, `ox`, output index `o`) that holds the pixel of input index `i`. */
export const eachHolder = (
  { low_h, high_h, holds_h, low_w, high_w, holds_w }: WindowFunctions,
  body: Snippet,
): Snippet => wgsl`
  let x = i % p.in_w;
  let y = (i / p.in_w) % p.in_h;
  let outputs = i / (p.in_w * p.in_h) * (p.out_h * p.out_w);
  var total = 0.0;
  for (var oy = ${low_h}(y); oy < ${high_h}(y); oy++) {
    if (!${holds_h}(oy, y)) { continue; }
    var sum = 0.0;
    for (var ox = ${low_w}(x); ox < ${high_w}(x); ox++) {
      if (!${holds_w}(ox, x)) { continue; }
      let o = outputs + oy * p.out_w + ox;
      ${body}
    }
    total += sum;
  }
  out[i] = total;`;
