/**
 * A convolution, or its adjoint, for adapters whose subgroups are a CPU's SIMD slots: a lane makes four neighbouring pixels of up to 16 channels.
 * All lanes need the same weights, so a first pass packs these by the step that needs them; then each lane loads a different vec4 of a step's
 * weights and `subgroupBroadcast` hands them round. On lavapipe 30 GFLOP/s a core, against 4 with a load for every weight.
 */
import type { Kernel, Operand, Program } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { i32, name, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import type { Columns } from './columns.ts';
import { columnsOf, grid, placePiece, readPiece } from './columns.ts';
import type { ConvAttrs } from './geometry.ts';
import { constants, convCost } from './geometry.ts';

const gridLimit = 65535;

/** How the kernel reads one of the two: y = conv(x, w) from x, or x = convᵀ(y, w) from y. */
interface Direction {
  from: 'x' | 'y';
  /** Channels of a group that are made, and that are read. */
  made: number;
  read: number;
  /** Distance of the pixel that tap kx of output pixel `ox + j` reads; null where the stride skips it. */
  distance: (j: number, kx: number) => number | null;
}

/** Whether `laneConv` can make this tensor: strides that do not divide a vec4 leave no fixed pattern in the adjoint. */
export const hasLanes = (made: 'x' | 'y', w: Operand, { stride }: ConvAttrs): boolean => size(w.shape) > 0 && (made === 'y' || [1, 2, 4].includes(stride[1]));

export function laneConv(made: 'x' | 'y', x: Operand, w: Operand, y: Operand, withBias: boolean, attrs: ConvAttrs, lanes: number): Program {
  const { stride: [, stride], padding: [, left], dilation: [, dilation], groups } = attrs;
  const [outs, ins] = [w.shape[0] / groups, w.shape[1]];
  const direction: Direction = made === 'y'
    ? { from: 'x', made: outs, read: ins, distance: (j, kx) => j * stride + kx * dilation - left }
    : { from: 'y', made: ins, read: outs, distance: (j, kx) => ((j + left - kx * dilation) % stride === 0 ? (j + left - kx * dilation) / stride : null) };
  const [source, target] = made === 'y' ? [x, y] : [y, x];
  const taps = w.shape[3];
  // 16 rows need fewer loads, and more time to compile: for convolutions that take a while.
  const rows = [1, 2, 4, 8].find((count) => count >= direction.made) ?? (convCost(x.shape, w.shape, y.shape).flops >= 2 ** 27 ? 16 : 8);
  const blocks = Math.ceil(direction.made / rows);
  /** vec4s of weights that one row of taps of one channel has for a block. */
  const packs = Math.ceil((taps * rows) / 4);
  const distances = grid(4, taps, direction.distance).filter((d) => d !== null);
  const columns = columnsOf(distances, source.shape[3] % 4 === 0 && (made === 'y' || stride === 1));
  const quads = Math.ceil(target.shape[3] / 4);
  const count = target.shape[0] * target.shape[2] * quads;
  const params = { ...constants(x.shape, w.shape, y.shape, attrs), blocks, packs, quads, count, made: direction.made, read: direction.read };
  const groupsOf = Math.ceil(count / lanes);
  const main: Kernel = {
    code: mainCode(direction, columns, rows, w.shape, attrs.stride[0], target.shape[3] % 4 === 0, withBias, lanes),
    workgroups: [Math.min(groupsOf, gridLimit), groups * blocks, Math.ceil(groupsOf / gridLimit)],
    params,
    reads: [direction.from, 'packed', ...(withBias ? ['bias'] : [])],
    writes: ['out'],
    names: { [direction.from]: 'source' },
    types: { packed: name('vec4<f32>'), ...(columns.wide && { [direction.from]: name('vec4<f32>') }), ...(target.shape[3] % 4 === 0 && { out: name('vec4<f32>') }) },
    subgroups: true,
  };
  const numbers = groups * blocks * direction.read * w.shape[2] * packs * 4;
  return { passes: [packKernel(made, groups * blocks * direction.read, rows, params), main], scratch: { packed: numbers } };
}

/**
 * packed[group and block][channel read][ky][kx · rows + r] = the weight of row r; zero where there is none. An invocation packs all of a
 * channel's, since divisions to find its place cost a CPU adapter more than the numbers.
 */
function packKernel(made: 'x' | 'y', count: number, rows: number, { count: _, ...params }: NonNullable<Kernel['params']>): Kernel {
  const [o, c] = made === 'y' ? [wgsl`row`, wgsl`channel`] : [wgsl`channel`, wgsl`row`];
  const body = wgsl`let channel = i % p.read;
  let first = i / p.read % p.blocks * ${u32(rows)};
  let group = i / p.read / p.blocks;
  let taps = p.kernel_h * p.kernel_w;
  let kernel_w = p.kernel_w;
  let width = p.packs * 4;
  for (var r = 0u; r < ${u32(rows)}; r++) {
    let row = min(first + r, p.made - 1);
    let start = ((group * p.outs + ${o}) * p.ins + ${c}) * taps;
    var at = i * p.kernel_h * width + r;
    var kx = 0u;
    for (var tap = 0u; tap < taps; tap++) {
      packed[at] = select(0.0, w[start + tap], first + r < p.made);
      at += ${u32(rows)};
      kx++;
      if (kx == kernel_w) {
        at += width - kernel_w * ${u32(rows)};
        kx = 0;
      }
    }
  }`;
  return { ...each(count, body, { params }), reads: ['w'], writes: ['packed'] };
}

function mainCode({ from, distance: distanceOf }: Direction, columns: Columns, rows: number, [, , kernelRows, taps]: Shape, strideRows: number, wideOut: boolean, withBias: boolean, lanes: number): Snippet {
  const forward = from === 'x';
  // Names of the image that is read and of the one that is made.
  const [readH, readW, madeH, madeW] = forward ? [wgsl`p.height`, wgsl`p.width`, wgsl`p.out_height`, wgsl`p.out_width`] : [wgsl`p.out_height`, wgsl`p.out_width`, wgsl`p.height`, wgsl`p.width`];
  const weight = (kx: number, r: number) => {
    const number = kx * rows + r;
    return wgsl`subgroupBroadcast(${name(`packed${Math.floor(number / 4 / lanes)}`)}.${name('xyzw'[number % 4])}, ${u32((number >> 2) % lanes)})`;
  };
  const packLoads = Math.ceil((taps * rows) / 4 / lanes);
  const piece = (i: number) => name(`piece${i}`);
  const tap = (kx: number) => {
    const four = [0, 1, 2, 3].map((j) => distanceOf(j, kx)).map((d) => (d === null ? wgsl`0.0` : columns.at(d, piece)));
    return wgsl`{ let four = vec4<f32>(${four[0]}, ${four[1]}, ${four[2]}, ${four[3]});
      ${repeat(rows, (r) => wgsl`total${r} = fma(vec4<f32>(${weight(kx, r)}), four, total${r});`)} }`;
  };
  const [firstRow, rowOf] = forward
    ? [wgsl`let first = i32(oy * p.stride_h) - p.top;
  let step = i32(p.dilation_h);`, wgsl`let iy = first + i32(ky) * step;
      let inside = iy >= 0 && iy < height;`]
    : [wgsl`let first = i32(oy) + p.top;
  let step = i32(p.dilation_h);`, wgsl`let reach = first - i32(ky) * step;
      let iy = reach / ${strideRows};
      let inside = reach >= 0 && iy * ${strideRows} == reach && iy < height;`];
  const store = (r: number) => {
    const at = wgsl`(((b * p.groups + group) * p.made + channel + ${r}) * ${madeH} + oy) * ${madeW} + ox`;
    const bias = withBias ? wgsl` + bias[group * p.made + channel + ${r}]` : wgsl``;
    const write = wideOut ? wgsl`out[(${at}) / 4] = total${r}${bias};` : wgsl`${repeat(4, (j) => wgsl`if (ox + ${j} < ${madeW}) { out[${at} + ${j}] = total${r}[${j}]${bias}; }`)}`;
    return wgsl`if (quad < p.count && channel + ${r} < p.made) { ${write} }`;
  };
  const unit = columns.wide ? wgsl` / 4` : wgsl``;
  // Every constant is read before the loops: inside, an adapter of this kind would read it from memory each time.
  // Lanes beyond the last quad take part in broadcasts: they repeat it, and store nothing.
  return wgsl`@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let group = id.y / p.blocks;
  let channel = id.y % p.blocks * ${u32(rows)};
  let quad = (id.x + id.z * ${u32(gridLimit)}) * ${u32(lanes)} + lane;
  var rest = min(quad, p.count - 1);
  let ox = rest % p.quads * 4;
  rest /= p.quads;
  let oy = rest % ${madeH};
  let b = rest / ${madeH};
  let read = p.read;
  let packs = p.packs;
  let height = i32(${readH});
  let width = ${readW}${unit};
  let plane = ${readH} * width;
  ${firstRow}
  let base = i32(ox ${forward ? wgsl`* p.stride_w` : wgsl`/ p.stride_w`});
  ${columns.places.map((place, i) => placePiece(columns, name(`piece${i}`), i32(place), readW))}
  ${repeat(packLoads, (n) => wgsl`let pack${n} = min(lane + ${u32(n * lanes)}, packs - 1);`)}
  ${repeat(rows, (r) => wgsl`var total${r} = vec4<f32>(0.0);`)}
  var start = (b * p.groups + group) * read * plane;
  var weights = id.y * read * ${u32(kernelRows)} * packs;
  for (var c = 0u; c < read; c++) {
    for (var ky = 0u; ky < ${u32(kernelRows)}; ky++) {
      ${rowOf}
      let row = start + u32(clamp(iy, 0, height - 1)) * width;
      ${repeat(packLoads, (n) => wgsl`let ${name(`packed${n}`)} = packed[weights + pack${n}];`)}
      ${columns.places.map((_, i) => wgsl`let ${piece(i)} = ${readPiece(columns, name('source'), name('row'), piece(i), name('inside'))};`)}
      ${repeat(taps, tap)}
      weights += packs;
    }
    start += plane;
  }
  ${repeat(rows, store)}
}`;
}
