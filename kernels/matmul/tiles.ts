/**
 * The product for GPUs: a workgroup makes a tile, an invocation a few blocks of 4×4 outputs of it, from slabs of both
 * operands staged in workgroup memory. Slabs are loaded along whichever axis lies dense, so that neighbouring
 * invocations read neighbouring words.
 */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import { grid, gridPlace } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Product } from './product.ts';
import { batchLoop, finish } from './product.ts';
import type { Tile } from './choice.ts';
import { threadsOf } from './choice.ts';

export function tileKernel(product: Product, tile: Tile): Kernel {
  const { m, n, epilogue, params, vectors } = product;
  const plain = (
    operand: 'a' | 'b',
    limit: Snippet,
    lineStride: Snippet,
    stepStride: Snippet,
    alongK: boolean,
    whole: boolean,
  ): Slab => {
    const at = (line: Snippet) => wgsl`${name(`${operand}_start`)} + ${line} * ${lineStride} + step * ${stepStride}`;
    const inside = (line: Snippet) => wgsl`(${line} < ${limit}) & (step < k_end)`;
    return {
      alongK,
      element: (line, into) => wgsl`if (${inside(line)}) { ${into} = ${name(operand)}[${at(line)}]; }`,
      ...(whole && { quad: (line) => wgsl`if (${inside(line)}) { staged = ${name(operand)}[(${at(line)}) / 4]; }` }),
    };
  };
  const [aWhole, bWhole] = [vectors.a.row && params.a_k !== 1, vectors.b.column && params.b_k !== 1];
  const left = plain('a', wgsl`p.m`, wgsl`p.a_row`, wgsl`p.a_k`, params.a_k === 1, aWhole);
  const right = plain('b', wgsl`p.n`, wgsl`p.b_column`, wgsl`p.b_k`, params.b_k === 1, bWhole);
  const { setup, value } = finish(epilogue);
  const store = (row: Snippet, column: Snippet, total: Snippet) => {
    const at = wgsl`part * p.m * p.n + ${row} * p.out_row + ${column} * p.out_column`;
    return wgsl`if ((${row} < p.m) & (${column} < p.n)) { out[${at}] = ${value(total, { row, column, at })}; }`;
  };
  const { zero, loop, each } = pieces(tile, left, right);
  return {
    code: wgsl`
      ${tileShader(
        tile,
        left,
        right,
        batchLoop(
          product,
          zero,
          loop,
          wgsl`
            ${setup}
            ${each(store)}`,
        ),
      )}`,
    workgroups: Math.ceil(n / tile.columns) * Math.ceil(m / tile.rows) * product.parts,
    params: { ...params, ...grid(Math.ceil(n / tile.columns), Math.ceil(m / tile.rows), product.parts).params },
    types: { ...(aWhole && { a: name('vec4<f32>') }), ...(bWhole && { b: name('vec4<f32>') }) },
  };
}

/**
 * How one operand comes into workgroup memory, a vec4 of four lines at one step at a time; what lies outside stays
 * zero.
 */
export interface Slab {
  /** Neighbouring invocations take neighbouring steps, not lines. */
  alongK: boolean;
  /** What follows from a line alone, found once: names that end in `id`. */
  ofLine?: (line: Snippet, id: Snippet) => Snippet;
  /** What follows from the step `step` alone. */
  ofStep?: Snippet;
  /** Sets `into`, if it is there, to the operand at `line` and `step`. */
  element: (line: Snippet, into: Snippet, id: Snippet) => Snippet;
  /** Sets `staged` to all four lines from `line` on, where they lie side by side. */
  quad?: (line: Snippet) => Snippet;
}

/** A whole shader; `body` sees the workgroup's place as `group`, and is made of the tile's pieces. */
export function tileShader(tile: Tile, left: Slab, right: Slab, body: Snippet): Snippet {
  return wgsl`
    var<workgroup> left: array<vec4<f32>, ${(tile.depth * tile.rows) / 4}>;
    var<workgroup> right: array<vec4<f32>, ${(tile.depth * tile.columns) / 4}>;
    @compute @workgroup_size(${threadsOf(tile)})
    fn main(@builtin(local_invocation_index) t: u32, @builtin(workgroup_id) folded: vec3<u32>) {
      ${gridPlace}
      let tx = t % ${u32(tile.columns / (4 * tile.across))};
      let ty = t / ${u32(tile.columns / (4 * tile.across))};
      ${lines('left', left, tile)}
      ${lines('right', right, tile)}
      ${body}
    }`;
}

export interface Pieces {
  /** Sets the sums to zero. */
  zero: Snippet;
  /** Adds left · right over k from `k_first` to `k_end`, the same for the whole workgroup. */
  loop: Snippet;
  /** A statement for each output of the invocation. */
  each: (body: (row: Snippet, column: Snippet, value: Snippet) => Snippet) => Snippet;
}

export function pieces(tile: Tile, left: Slab, right: Slab): Pieces {
  const { rows, columns, depth, down, across } = tile;
  // Blocks of one invocation lie apart, so that neighbours read, and store, neighbouring vec4s.
  const [rowGap, columnGap] = [rows / down, columns / across];
  const blocks = (count: number, part: (i: number) => Snippet) => repeat(count, part);
  const step = (s: number) => wgsl`
    {
      ${blocks(down, (i) => wgsl`let a${i} = left[(s + ${s}) * ${u32(rows / 4)} + ${u32((i * rowGap) / 4)} + ty];`)}
      ${blocks(
        across,
        (j) => wgsl`let b${j} = right[(s + ${s}) * ${u32(columns / 4)} + ${u32((j * columnGap) / 4)} + tx];`,
      )}
      ${blocks(
        4 * down,
        (r) => wgsl`
        ${blocks(across, (j) => wgsl`total${r}_${j} = fma(vec4<f32>(a${r >> 2}[${r % 4}]), b${j}, total${r}_${j});`)}`,
      )}
    }`;
  return {
    zero: wgsl`${blocks(4 * down, (r) => wgsl`${blocks(across, (j) => wgsl`var total${r}_${j} = vec4<f32>(0.0);`)}`)}`,
    loop: wgsl`
      for (var k = k_first; k < k_end; k += ${u32(depth)}) {
        ${stage('left', left, tile)}
        ${stage('right', right, tile)}
        workgroupBarrier();
        for (var s = 0u; s < ${u32(depth)}; s += 4u) {
          ${repeat(4, step)}
        }
        workgroupBarrier();
      }`,
    each: (body) =>
      wgsl`${blocks(
        4 * down,
        (r) => wgsl`
          {
            let row = group.y * ${u32(rows)} + ${u32((r >> 2) * rowGap + (r % 4))} + ty * 4;
            ${blocks(4 * across, (c) =>
              body(
                wgsl`row`,
                wgsl`(group.x * ${u32(columns)} + ${u32((c >> 2) * columnGap + (c % 4))} + tx * 4)`,
                wgsl`total${r}_${c >> 2}[${c % 4}]`,
              ),
            )}
          }`,
      )}`,
  };
}

type Side = 'left' | 'right';

/** vec4s of a slab that each invocation stages, and where number `i` of them lies. */
function share(
  side: Side,
  { alongK }: Slab,
  tile: Tile,
): { loads: number; lines: number; line: (i: number) => Snippet; step: (i: number) => Snippet } {
  const [threads, quads] = [threadsOf(tile), (side === 'left' ? tile.rows : tile.columns) / 4];
  const loads = (quads * tile.depth) / threads;
  return alongK
    ? {
        loads,
        lines: loads,
        line: (i) => wgsl`(t / ${u32(tile.depth)} + ${u32((i * threads) / tile.depth)}) * 4`,
        step: () => wgsl`t % ${u32(tile.depth)}`,
      }
    : {
        loads,
        lines: 1,
        line: () => wgsl`t % ${u32(quads)} * 4`,
        step: (i) => wgsl`(t / ${u32(quads)} + ${u32((i * threads) / quads)})`,
      };
}

/** Names of the lines that an invocation stages, and what follows from them. */
function lines(side: Side, slab: Slab, tile: Tile): Snippet {
  const { lines: count, line } = share(side, slab, tile);
  const first = side === 'left' ? wgsl`group.y * ${u32(tile.rows)}` : wgsl`group.x * ${u32(tile.columns)}`;
  return wgsl`${repeat(
    count,
    (i) => wgsl`
      let ${name(side)}_line${i} = ${first} + ${line(i)};
      ${
        slab.ofLine ? repeat(4, (c) => slab.ofLine!(wgsl`(${name(side)}_line${i} + ${c})`, wgsl`${4 * i + c}`)) : wgsl``
      }`,
  )}`;
}

/** Element (line, step) goes to place step · lines + line. */
function stage(side: Side, slab: Slab, tile: Tile): Snippet {
  const { loads, lines: count, line, step } = share(side, slab, tile);
  const quads = (side === 'left' ? tile.rows : tile.columns) / 4;
  return join(
    repeat(
      loads,
      (i) => wgsl`
        {
          let step = k + ${step(i)};
          var staged = vec4<f32>(0.0);
          ${slab.ofStep ?? wgsl``}
          ${
            slab.quad?.(wgsl`${name(side)}_line${i % count}`) ??
            repeat(4, (c) =>
              slab.element(
                wgsl`(${name(side)}_line${i % count} + ${c})`,
                wgsl`staged[${c}]`,
                wgsl`${4 * (i % count) + c}`,
              ),
            )
          }
          ${name(side)}[${step(i)} * ${u32(quads)} + (${line(i)}) / 4] = staged;
        }`,
    ),
    '\n',
  );
}
