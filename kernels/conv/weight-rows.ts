/**
 * How a lane of the weight gradient goes along a row of output pixels: statements that add the row's products to its
 * sums.
 */
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { i32, join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { columnsOf, grid } from './columns.ts';
import type { ConvAttrs } from './geometry.ts';

/**
 * Sums up to which a turn takes 16 pixels and loads all pieces anew: with more, the code would take long to compile.
 */
const fewSums = 6;

export interface Row {
  /** Whether rows of x and y are read as vec4s. */
  wide: boolean;
  /** Input channels, and columns of the kernel, that a lane has sums for. */
  channels: number;
  taps: number;
  lanes: number;
  withBias: boolean;
  /** Output pixels of the row. */
  columns: number;
}

/**
 * Statements before all loops, and those for a row: they see `inside`, `x_row`, `y_row`, and the sizes as the kernel
 * names them.
 */
interface Code {
  before: Snippet;
  loop: Snippet;
}

export const sumOf = (c: number, kx: number): Snippet => name(`sum${c}_${kx}`);

export function rowLoop(row: Row, attrs: ConvAttrs): Code {
  const { wide, channels, taps, lanes, columns } = row;
  if (wide && attrs.stride[1] === 1 && channels * taps > fewSums && channels <= lanes) return sliding(row, attrs);
  // More pixels a turn need fewer loads each, as the turns share the pieces at their ends.
  const turn = wide ? ((channels * taps <= fewSums ? [16, 8] : [8]).find((n) => columns % n === 0) ?? 4) : 4;
  const [main, one] = [turn, 1].map((pixels) => turnCode(pixels, row, attrs));
  return {
    before: wgsl`
      ${main.before}
      ${wide ? wgsl`` : one.before}`,
    loop: wgsl`
      var ox = 0u;
      for (; ox + ${turn - 1} < out_width; ox += ${u32(turn)}) {
        ${main.loop}
      }
      ${
        wide
          ? wgsl``
          : wgsl`
            for (; ox < out_width; ox++) {
              ${one.loop}
            }`
      }`,
  };
}

/** The column of x, counted from the output pixel `ox` times the stride, that tap kx of output pixel `ox + j` reads. */
const placeOf =
  ({ stride: [, stride], padding: [, left], dilation: [, dilation] }: ConvAttrs) =>
  (j: number, kx: number): number =>
    j * stride + kx * dilation - left;

/**
 * Four pixels a turn, and pieces that move up by one register a turn: the text has one load of x and one of y, which
 * take longest to compile. Lane n has the pieces of channel n; the first turns only fill the registers.
 */
function sliding(row: Row, attrs: ConvAttrs): Code {
  const place = placeOf(attrs);
  const { places } = columnsOf(grid(4, row.taps, place), true);
  const [first, end] = [places[0], places[places.length - 1]];
  const pieces = columnsOf(
    Array.from({ length: (end - first) / 4 + 1 }, (_, n) => first + 4 * n),
    true,
  );
  const piece = (n: number) => name(`piece${n}`);
  const newest = pieces.places.length - 1;
  return {
    before: wgsl`
      let piece_row = min(channel + lane % ${u32(row.channels)}, p.ins - 1) * p.height * width;
      let columns = i32(out_width);`,
    loop: wgsl`
      ${pieces.places.map((_, n) => wgsl`var ${piece(n)} = vec4<f32>(0.0);`)}
      for (var ox = ${i32(-4 * newest)}; ox < columns; ox += 4) {
        ${repeat(newest, (n) => wgsl`${piece(n)} = ${piece(n + 1)};`)}
        let column = ox + ${i32(end)};
        ${piece(newest)} = select(vec4<f32>(0.0), x[x_row + piece_row + u32(clamp(column, 0, last)) / 4],
          inside & (column >= 0) & (column <= last));
        if (ox < 0) { continue; }
        let dy0 = y[(y_row + u32(ox)) / 4];
        ${products(4, row, place, (c, distance) => wgsl`subgroupBroadcast(${pieces.at(distance, piece)}, ${u32(c)})`)}
      }`,
  };
}

/** Pieces loaded anew each turn: piece i of channel c by lane (i · channels + c) % lanes. */
function turnCode(pixels: number, row: Row, attrs: ConvAttrs): Code {
  const { wide, channels, lanes } = row;
  const place = placeOf(attrs);
  const columns = columnsOf(grid(pixels, row.taps, place), wide);
  const loads = Math.ceil((columns.places.length * channels) / lanes);
  const held = (n: number) => name(`held${pixels}_${n}`);
  const before = (n: number) => wgsl`
    let ${held(n)}_place = places${pixels}[min((lane + ${u32(n * lanes)}) / ${u32(channels)},
      ${u32(columns.places.length - 1)})];
    let ${held(n)}_row = min(channel + (lane + ${u32(n * lanes)}) % ${u32(channels)}, p.ins - 1) * p.height * width;`;
  const load = (n: number) => wgsl`
    let ${held(n)}_column = i32(ox) * stride_w + ${held(n)}_place;
    let ${held(n)} = select(${wide ? wgsl`vec4<f32>(0.0)` : wgsl`0.0`},
      x[x_row + ${held(n)}_row + u32(clamp(${held(n)}_column, 0, last))${wide ? wgsl` / 4` : wgsl``}],
        inside & (${held(n)}_column >= 0) & (${held(n)}_column <= last));`;
  const pixel = (c: number, distance: number) => {
    const number = columns.index(distance) * channels + c;
    return wgsl`
      subgroupBroadcast(${columns.at(distance, () => held(Math.floor(number / lanes)))}, ${u32(number % lanes)})`;
  };
  return {
    before: wgsl`
      let places${pixels} = array<i32, ${u32(columns.places.length)}>(${join(columns.places.map(i32), ', ')});
      ${repeat(loads, before)}`,
    loop: wgsl`
      ${repeat(loads, load)}
      ${
        wide
          ? wgsl`${repeat(pixels / 4, (j) => wgsl`let dy${j} = y[(y_row + ox) / 4 + ${j}];`)}`
          : wgsl`${repeat(pixels, (j) => wgsl`let dy${j} = y[y_row + ox + ${j}];`)}`
      }
      ${products(pixels, row, place, pixel)}`,
  };
}

/** sum_c_kx += Σ_j dy_j · the pixel of channel c that `pixel` gives for the distance `place(j, kx)`. */
function products(
  pixels: number,
  { wide, channels, taps, withBias }: Row,
  place: (j: number, kx: number) => number,
  pixel: (c: number, distance: number) => Snippet,
): Snippet {
  const distances = [...new Set(grid(pixels, taps, place))];
  const held = (distance: number) => name(`pixel${distance - Math.min(...distances)}`);
  const dy = (j: number) => (wide ? wgsl`dy${j >> 2}.${name('xyzw'[j % 4])}` : name(`dy${j}`));
  return wgsl`
    ${withBias ? wgsl`bias_sum += ${join(repeat(pixels, dy), ' + ')};` : wgsl``}
    ${repeat(
      channels,
      (c) => wgsl`
        {
          ${distances.map((distance) => wgsl`let ${held(distance)} = ${pixel(c, distance)};`)}
          ${grid(
            pixels,
            taps,
            (j, kx) => wgsl`${sumOf(c, kx)} = fma(${dy(j)}, ${held(place(j, kx))}, ${sumOf(c, kx)});`,
          )}
        }`,
    )}`;
}
