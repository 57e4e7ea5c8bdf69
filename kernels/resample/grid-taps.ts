/**
 * Where a grid coordinate reads along one axis: up to four pixels with weights, or the weights' derivatives; the same
 * in loops and in WGSL.
 */
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { f32, fn, repeat, struct, wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';

export type GridMode = 'nearest' | 'bilinear' | 'bicubic';
/** What lies outside: zeros, the border pixel, or the image mirrored. */
export type GridPadding = 'zeros' | 'border' | 'reflection';

export interface GridAttrs {
  mode: GridMode;
  padding: GridPadding;
  /** Whether -1 and 1 are the centres of the corner pixels, or their outer edges. */
  alignCorners: boolean;
  /** How often the weights are differentiated by the grid coordinate, by row and column. */
  order: readonly [number, number];
}

/** Coefficients of each tap's weight in its own distance, constant first, and that distance as offset + sign · t. */
const polynomials: Record<GridMode, { offset: number; sign: 1 | -1; coefficients: readonly number[] }[]> = {
  nearest: [{ offset: 0, sign: 1, coefficients: [1] }],
  bilinear: [
    { offset: 1, sign: -1, coefficients: [0, 1] },
    { offset: 0, sign: 1, coefficients: [0, 1] },
  ],
  // Keys' kernel (1981) with a = -0.75.
  bicubic: [
    { offset: 1, sign: 1, coefficients: [3, -6, 3.75, -0.75] },
    { offset: 0, sign: 1, coefficients: [1, 0, -2.25, 1.25] },
    { offset: 1, sign: -1, coefficients: [1, 0, -2.25, 1.25] },
    { offset: 2, sign: -1, coefficients: [3, -6, 3.75, -0.75] },
  ],
};

export const gridTapCount = (mode: GridMode): number => polynomials[mode].length;

/** The taps' weights, each differentiated `order` times by t. */
function derivatives(mode: GridMode, order: number): { offset: number; sign: number; coefficients: number[] }[] {
  return polynomials[mode].map(({ offset, sign, coefficients }) => {
    let left = [...coefficients];
    for (let n = 0; n < order; n++) left = left.slice(1).map((value, power) => value * (power + 1) * sign);
    return { offset, sign, coefficients: left };
  });
}

/** Coordinates this far out are all the same. */
const farthest = 1e7;

/**
 * Reflection between the edges (`low` to `low + reach`), as often as needed: the place, and 1 or -1 for its direction.
 */
function reflect(at: number, size: number, alignCorners: boolean): [number, number] {
  const low = alignCorners ? 0 : -0.5;
  const reach = alignCorners ? size - 1 : size;
  if (reach === 0) return [0, 0];
  const distance = Math.abs(at - low);
  const flips = Math.floor(distance / reach);
  const rest = distance - flips * reach;
  const slope = at < low ? -1 : 1;
  return flips % 2 === 0 ? [rest + low, slope] : [reach - rest + low, -slope];
}

/** A place moved into the image as the padding says, and how fast it moves with the one it came from. */
function bounded(at: number, size: number, { padding, alignCorners }: GridAttrs): [number, number] {
  if (padding === 'zeros') return [at, 1];
  const [place, slope] = padding === 'reflection' ? reflect(at, size, alignCorners) : [at, 1];
  if (place <= 0) return [0, 0];
  return place >= size - 1 ? [size - 1, 0] : [place, slope];
}

const roundEven = (at: number): number => (Math.abs(at % 1) === 0.5 ? 2 * Math.round(at / 2) : Math.round(at));

/** Pixels (-1 outside the image) and weights along axis 0 or 1 of `size` pixels for one coordinate. */
export function gridTaps(
  coordinate: number,
  size: number,
  attrs: GridAttrs,
  axis: 0 | 1,
): { pixel: number; weight: number }[] {
  const half = (attrs.alignCorners ? size - 1 : size) / 2;
  const raw = Math.min(farthest, Math.max(-farthest, (coordinate + 1) * half - (attrs.alignCorners ? 0 : 0.5)));
  const cubic = attrs.mode === 'bicubic';
  const [at, slope] = cubic ? [raw, 1] : bounded(raw, size, attrs);
  const first = attrs.mode === 'nearest' ? roundEven(at) : Math.floor(at);
  const t = attrs.mode === 'nearest' ? 0 : at - first;
  return derivatives(attrs.mode, attrs.order[axis]).map(({ offset, sign, coefficients }, k) => {
    const tap = cubic ? Math.round(bounded(first + k - 1, size, attrs)[0]) : first + k;
    const weight = coefficients.reduceRight((sum, value) => sum * (offset + sign * t) + value, 0);
    return { pixel: tap >= 0 && tap < size ? tap : -1, weight: weight * (slope * half) ** attrs.order[axis] };
  });
}

/** `Taps rows(coordinate, size)` and `columns`: pixels as i32 (-1 outside, and for NaN) and weights, as `gridTaps`. */
export function gridFunctions(attrs: GridAttrs): { rows: Snippet; columns: Snippet } {
  const { mode, padding, alignCorners } = attrs;
  const cubic = mode === 'bicubic';
  const low = f32(alignCorners ? 0 : -0.5);
  const Taps = struct`struct Taps { pixel: vec4<i32>, weight: vec4<f32> }`;
  // The place, and how fast it moves.
  const reflected = fn`
    fn reflected(at: f32, reach: f32) -> vec2<f32> {
      if (reach == 0.0) { return vec2<f32>(0.0); }
      let distance = abs(at - ${low});
      let flips = floor(distance / reach);
      let rest = distance - flips * reach;
      let slope = select(1.0, -1.0, at < ${low});
      if (u32(flips) % 2 == 0) { return vec2<f32>(rest + ${low}, slope); }
      return vec2<f32>(reach - rest + ${low}, -slope);
    }`;
  const bounded = fn`
    fn bounded(at: f32, size: f32) -> vec2<f32> {
      ${
        padding === 'zeros'
          ? wgsl`return vec2<f32>(at, 1.0);`
          : wgsl`
            let moved = ${
              padding === 'reflection'
                ? wgsl`${reflected}(at, ${alignCorners ? wgsl`size - 1.0` : wgsl`size`})`
                : wgsl`vec2<f32>(at, 1.0)`
            };
            if (moved.x <= 0.0) { return vec2<f32>(0.0); }
            if (moved.x >= size - 1.0) { return vec2<f32>(size - 1.0, 0.0); }
            return moved;`
      }
    }`;
  const along = (axis: 0 | 1): Snippet => {
    const taps = derivatives(mode, attrs.order[axis]).map(({ offset, sign, coefficients }, k) => {
      const distance = wgsl`(${f32(offset)} ${sign > 0 ? wgsl`+` : wgsl`-`} t)`;
      const weight =
        coefficients.reduceRight<Snippet | null>(
          (sum, value) => (sum ? wgsl`(${sum} * ${distance} + ${f32(value)})` : f32(value)),
          null,
        ) ?? f32(0);
      const tap = cubic ? wgsl`i32(round(${bounded}(first + ${f32(k - 1)}, size).x))` : wgsl`i32(first) + ${k}`;
      return wgsl`
        taps.pixel[${k}] = ${tap};
        taps.weight[${k}] = ${weight}${repeat(attrs.order[axis], () => wgsl` * rate`)};`;
    });
    return fn`
      fn ${axis === 0 ? wgsl`grid_h` : wgsl`grid_w`}(coordinate: f32, pixels: u32) -> ${Taps} {
        if (${m_is_nan}(coordinate)) { return ${Taps}(vec4<i32>(-1), vec4<f32>(0.0)); }
        let size = f32(pixels);
        let half = ${alignCorners ? wgsl`(size - 1.0) * 0.5` : wgsl`size * 0.5`};
        let raw = clamp((coordinate + 1.0) * half${alignCorners ? wgsl`` : wgsl` - 0.5`}, ${f32(-farthest)},
          ${f32(farthest)});
        let place = ${cubic ? wgsl`vec2<f32>(raw, 1.0)` : wgsl`${bounded}(raw, size)`};
        let first = ${mode === 'nearest' ? wgsl`round(place.x)` : wgsl`floor(place.x)`};
        let t = place.x - first;
        let rate = place.y * half;
        var taps = ${Taps}(vec4<i32>(-1), vec4<f32>(0.0));
        ${taps}
        taps.pixel = select(taps.pixel, vec4<i32>(-1), taps.pixel >= vec4<i32>(i32(pixels)));
        return taps;
      }`;
  };
  return { rows: along(0), columns: along(1) };
}

/**
 * WGSL statements `body(row, column)` for every pair of taps `rows` and `columns`, unrolled; both are pixels inside the
 * image.
 */
export const eachTapPair = (mode: GridMode, body: (weight: Snippet, pixel: Snippet) => Snippet): Snippet[] =>
  repeat(
    gridTapCount(mode),
    (a) => wgsl`
      if (rows.pixel[${a}] >= 0) {
        ${repeat(
          gridTapCount(mode),
          (b) => wgsl`
          if (columns.pixel[${b}] >= 0) { ${body(
            wgsl`rows.weight[${a}] * columns.weight[${b}]`,
            wgsl`u32(rows.pixel[${a}]) * p.width + u32(columns.pixel[${b}])`,
          )} }`,
        )}
      }`,
  );

export const gridParams = (input: readonly number[], points: number): Record<string, number> => ({
  channels: input[1],
  height: input[2],
  width: input[3],
  points,
});
