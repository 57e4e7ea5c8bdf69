/**
 * A convolution, or its adjoint, for adapters whose subgroups are a CPU's SIMD slots: a lane makes 8 or 16 neighbouring
 * pixels of up to 8 channels. All lanes need the same weights: each loads other ones, and `subgroupBroadcast` hands
 * them round. On lavapipe a load costs as much as 25 multiply-adds of all lanes, so eight pixels share a weight. What
 * is alike runs the same shader: sizes, groups, bias and direction are constants.
 */
import type { Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import { gridLimit } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { i32, join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { columnsOf, grid, placePiece, readPiece } from './columns.ts';
import type { Activation } from '../elementwise/activation.ts';
import { activate } from '../elementwise/activation.ts';
import type { ConvAttrs, ConvEpilogue } from './geometry.ts';
import { convFlops } from './geometry.ts';

/** Twice the pixels a lane need fewer loads, and twice the time to compile: for convolutions of so many operations. */
const longConvolution = 2 ** 30;

/** How a pixel that is made finds those that are read: what the shader has in its text. */
interface Reach {
  /** Distance of the pixel that tap kx of output pixel `ox + j` reads; null where the stride skips it. */
  distance: (j: number, kx: number) => number | null;
  /** Strides of the adjoint; null for convolutions, and for adjoints that run as one. */
  skip: readonly [number, number] | null;
}

/** Columns of a kernel up to which the text, which has each, compiles in a second (test/shader-size.test.ts). */
const widestKernel = 11;

/** Whether `laneConv` can make this tensor: strides that do not divide a vec4 leave no fixed pattern in the adjoint. */
export const hasLanes = (made: 'x' | 'y', w: Operand, { stride }: ConvAttrs): boolean =>
  size(w.shape) > 0 && w.shape[3] <= widestKernel && (made === 'y' || [1, 2, 4].includes(stride[1]));

export function laneConv(
  { made, x, w, y, lanes }: { made: 'x' | 'y'; x: Operand; w: Operand; y: Operand; lanes: number },
  { bias: withBias, activation }: ConvEpilogue,
  attrs: ConvAttrs,
): Program {
  const { stride, padding, dilation, groups } = attrs;
  const [outs, ins, kernelRows, taps] = [w.shape[0] / groups, ...w.shape.slice(1)];
  const forward = made === 'y';
  // An adjoint of stride 1 is the convolution of y with the kernel turned round.
  const turned = !forward && stride[0] === 1 && stride[1] === 1;
  const [top, left] = turned ? [0, 1].map((axis) => dilation[axis] * (w.shape[2 + axis] - 1) - padding[axis]) : padding;
  const along = forward || turned;
  const back = (j: number, kx: number) => j + left - kx * dilation[1];
  const reach: Reach = along
    ? { distance: (j, kx) => j * stride[1] + kx * dilation[1] - left, skip: null }
    : { distance: (j, kx) => (back(j, kx) % stride[1] === 0 ? back(j, kx) / stride[1] : null), skip: stride };
  const [source, target] = forward ? [x, y] : [y, x];
  const [channels, read] = forward ? [outs, ins] : [ins, outs];
  const kernel = kernelRows * taps;
  const rows = [1, 2, 4].find((count) => count >= channels) ?? 8;
  const wideOut = target.shape[3] % 4 === 0;
  const wide = source.shape[3] % 4 === 0 && (along || stride[1] === 1);
  const pixels =
    along && stride[1] > 2 ? 4 : target.shape[3] % 16 === 0 && convFlops(w.shape, y.shape) >= longConvolution ? 16 : 8;
  const blocks = Math.ceil(channels / rows);
  const runs = Math.ceil(target.shape[3] / pixels);
  const count = target.shape[0] * target.shape[2] * runs;
  const groupsOf = Math.ceil(count / lanes);
  const from = forward ? 'x' : 'y';
  const backwards = (step: number) => (turned ? 2 ** 32 - step : step);
  const main: Kernel = {
    code: mainCode({ reach, wide, rows, pixels, kernelRows, taps, wideOut, lanes, activation: activation ?? 'relu' }),
    workgroups: [Math.min(groupsOf, gridLimit), groups * blocks, Math.ceil(groupsOf / gridLimit)],
    params: {
      groups,
      blocks,
      runs,
      count,
      made: channels,
      read,
      height: source.shape[2],
      width: source.shape[3],
      made_h: target.shape[2],
      made_w: target.shape[3],
      stride_h: along ? stride[0] : 1,
      stride_w: along ? stride[1] : 1,
      dilation_h: dilation[0],
      top: { i32: top },
      biased: Number(withBias),
      activated: Number(activation !== undefined),
      w_group: outs * ins * kernel,
      w_made: forward ? ins * kernel : kernel,
      w_read: forward ? kernel : ins * kernel,
      w_first: turned ? kernel - 1 : 0,
      w_line: backwards(taps),
      w_tap: backwards(1),
      per_row: wideOut ? pixels / 4 : pixels,
    },
    reads: [from, 'w', 'bias'],
    writes: ['out'],
    names: { [from]: 'source', w: 'weight' },
    types: { ...(wide && { [from]: name('vec4<f32>') }), ...(wideOut && { out: name('vec4<f32>') }) },
    subgroups: true,
  };
  // Without a bias something is bound in its place, so that one shader serves both.
  return { passes: [main], ...(!withBias && { scratch: { bias: 1 } }) };
}

interface Layout {
  reach: Reach;
  /** Whether pixels are read, and written, as vec4s. */
  wide: boolean;
  wideOut: boolean;
  /** Channels and pixels of a lane. */
  rows: number;
  pixels: number;
  kernelRows: number;
  taps: number;
  lanes: number;
  /** What the text has for convolutions that ask for one; relu where they do not, so that one text serves both. */
  activation: Activation;
}

function mainCode({
  reach: { distance, skip },
  wide,
  wideOut,
  rows,
  pixels,
  kernelRows,
  taps,
  lanes,
  activation,
}: Layout): Snippet {
  const columns = columnsOf(
    grid(pixels, taps, distance).filter((d) => d !== null),
    wide,
  );
  const quads = pixels / 4;
  const loads = Math.ceil((taps * rows) / lanes);
  const piece = (i: number) => name(`piece${i}`);
  const total = (r: number, q: number) => name(`total${r}_${q}`);
  /** The weight of row r at tap kx is number kx · rows + r: number n is loaded by lane n % lanes. */
  const weight = (kx: number, r: number) =>
    wgsl`subgroupBroadcast(${name(`weight${Math.floor((kx * rows + r) / lanes)}`)}, ${u32((kx * rows + r) % lanes)})`;
  const tap = (kx: number) => {
    const pixel = (j: number) => ((d) => (d === null ? wgsl`0.0` : columns.at(d, piece)))(distance(j, kx));
    return wgsl`
      {
        ${repeat(
          quads,
          (q) =>
            wgsl`let four${q} = vec4<f32>(${join(
              repeat(4, (j) => pixel(q * 4 + j)),
              ', ',
            )});`,
        )}
        ${repeat(
          rows,
          (r) => wgsl`
            {
              let w = vec4<f32>(${weight(kx, r)});
              ${repeat(quads, (q) => wgsl`${total(r, q)} = fma(w, four${q}, ${total(r, q)});`)}
            }`,
        )}
      }`;
  };
  const rowOf = !skip
    ? wgsl`
      let iy = first + i32(ky) * step;
      let inside = iy >= 0 && iy < height;`
    : wgsl`
      let reach = first - i32(ky) * step;
      let iy = reach / ${skip[0]};
      let inside = reach >= 0 && iy * ${skip[0]} == reach && iy < height;`;
  const type = wideOut ? wgsl`vec4<f32>` : wgsl`f32`;
  const all = grid(rows, wideOut ? quads : pixels, (r, k) =>
    wideOut ? total(r, k) : wgsl`${total(r, k >> 2)}[${k % 4}]`,
  );
  // Every constant is read before the loops: inside, an adapter of this kind would read it from memory each time.
  // Lanes beyond the last run take part in broadcasts: they repeat it, and store nothing.
  // The results go out through an array and a loop that nothing bounds but constants: a store costs more time to
  // compile than ten products.
  return wgsl`
    @compute @workgroup_size(${lanes})
    fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
      let group = id.y / p.blocks;
      let channel = id.y % p.blocks * ${u32(rows)};
      let run = (id.x + id.z * ${u32(gridLimit)}) * ${u32(lanes)} + lane;
      var rest = min(run, p.count - 1);
      let ox = rest % p.runs * ${u32(pixels)};
      rest /= p.runs;
      let oy = rest % p.made_h;
      let b = rest / p.made_h;
      let read = p.read;
      let height = i32(p.height);
      let width = p.width${wide ? wgsl` / 4` : wgsl``};
      let plane = p.height * width;
      let first = ${skip ? wgsl`i32(oy) + p.top` : wgsl`i32(oy * p.stride_h) - p.top`};
      let step = i32(p.dilation_h);
      let base = i32(ox ${skip ? wgsl`/ ${u32(skip[1])}` : wgsl`* p.stride_w`});
      ${columns.places.map((place, i) => placePiece(columns, piece(i), i32(place), wgsl`p.width`))}
      let w_read = p.w_read;
      let w_line = p.w_line;
      ${repeat(
        loads,
        (n) => wgsl`
          let number${n} = lane + ${u32(n * lanes)};
          let weight${n}_at = group * p.w_group + min(channel + number${n} % ${u32(rows)}, p.made - 1) * p.w_made
            + p.w_first + min(number${n} / ${u32(rows)}, ${u32(taps - 1)}) * p.w_tap;`,
      )}
      ${grid(rows, quads, (r, q) => wgsl`var ${total(r, q)} = vec4<f32>(0.0);`)}
      var start = (b * p.groups + group) * read * plane;
      for (var c = 0u; c < read; c++) {
        var weights = c * w_read;
        for (var ky = 0u; ky < ${u32(kernelRows)}; ky++) {
          ${rowOf}
          let row = start + u32(clamp(iy, 0, height - 1)) * width;
          ${repeat(loads, (n) => wgsl`let ${name(`weight${n}`)} = weight[weights + weight${n}_at];`)}
          ${columns.places.map(
            (_, i) => wgsl`
            let ${piece(i)} = ${readPiece(columns, name('source'), name('row'), piece(i), name('inside'))};`,
          )}
          ${repeat(taps, tap)}
          weights += w_line;
        }
        start += plane;
      }
      if (run >= p.count) { return; }
      var totals = array<${type}, ${rows * (wideOut ? quads : pixels)}>(${join(all, ', ')});
      let made_w = p.made_w${wideOut ? wgsl` / 4` : wgsl``};
      let column = ox${wideOut ? wgsl` / 4` : wgsl``};
      let stores = min(${u32(rows)}, p.made - channel) * p.per_row;
      var bias_at = group * p.made + channel;
      var at = ((b * p.groups * p.made + bias_at) * p.made_h + oy) * made_w + column;
      var k = 0u;
      for (var i = 0u; i < stores; i++) {
        if (column + k < made_w) {
          let result = totals[i] + select(0.0, bias[bias_at], p.biased != 0);
          out[at + k] = select(result, ${activate(type, activation)}(result), p.activated != 0);
        }
        k++;
        if (k == p.per_row) {
          k = 0u;
          bias_at++;
          at += p.made_h * made_w;
        }
      }
    }`;
}
