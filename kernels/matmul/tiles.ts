/**
 * The product for GPUs: a workgroup of 16×16 invocations makes a 64×64 tile, 4×4 outputs each, from 16-deep slabs of both operands staged in
 * workgroup memory. Slabs are loaded along whichever axis lies dense, so that neighbouring invocations read neighbouring words.
 */
import type { Kernel } from '../../engine/kernel.ts';
import { grid, gridPlace } from '../../engine/kernel.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { name, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import type { Product } from './product.ts';
import { batchLoop, finish } from './product.ts';

export const side = 64;
export const depth = 16;
const threads = 256;

export function tileKernel(product: Product): Kernel {
  const { m, n, epilogue, params } = product;
  const { setup, value } = finish(epilogue);
  const strided = (operand: 'a' | 'b', lineStride: Snippet, stepStride: Snippet) => (line: Snippet, step: Snippet) => wgsl`${name(operand)}[${name(`${operand}_start`)} + ${line} * ${lineStride} + ${step} * ${stepStride}]`;
  const plain = (operand: 'a' | 'b', limit: Snippet, value: (line: Snippet, step: Snippet) => Snippet, alongK: boolean): Slab => ({
    alongK,
    element: (c) => wgsl`if (${name(`${operand}_line`)} + ${c} < ${limit} && step < k_end) { part[${c}] = ${value(wgsl`(${name(`${operand}_line`)} + ${c})`, wgsl`step`)}; }`,
  });
  const left = plain('a', wgsl`p.m`, strided('a', wgsl`p.a_row`, wgsl`p.a_k`), params.a_k === 1);
  const right = plain('b', wgsl`p.n`, strided('b', wgsl`p.b_column`, wgsl`p.b_k`), params.b_k === 1);
  const code = wgsl`${tileMemory}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) t: u32, @builtin(workgroup_id) folded: vec3<u32>) {
  ${gridPlace}
  ${tilePlace(left, right)}
  ${batchLoop(product, zeroTile, tileLoop(left, right), wgsl`${setup}
  ${eachOfTile((r, c) => {
    const at = wgsl`part * p.m * p.n + (row + ${r}) * p.out_row + (column + ${c}) * p.out_column`;
    return wgsl`if (row + ${r} < p.m && column + ${c} < p.n) { out[${at}] = ${value(wgsl`total${r}[${c}]`, { row: wgsl`row + ${r}`, column: wgsl`column + ${c}`, at })}; }`;
  })}`)}
}`;
  const place = grid(Math.ceil(n / side), Math.ceil(m / side), product.parts);
  return { code, workgroups: place.workgroups, params: { ...params, ...place.params } };
}

/** How one operand's 64 lines × 16 steps come into workgroup memory; what lies outside stays zero. */
export interface Slab {
  /** Neighbouring invocations take neighbouring steps, not lines. */
  alongK: boolean;
  /** What follows from the step `step` alone. */
  setup?: Snippet;
  /** Sets `part[c]`, the operand at line `a_line + c` (or `b_line + c`) and step `step`. */
  element: (c: number) => Snippet;
}

export const tileMemory = wgsl`var<workgroup> left: array<vec4<f32>, ${(depth * side) / 4}>;
var<workgroup> right: array<vec4<f32>, ${(depth * side) / 4}>;`;

const placeInSlab = ({ alongK }: Slab): { line: Snippet; step: Snippet } => (alongK ? { line: wgsl`t / ${depth} * 4`, step: wgsl`t % ${depth}` } : { line: wgsl`t % 16 * 4`, step: wgsl`t / 16` });

/** The first of an invocation's 4×4 outputs, and of the lines that it stages. */
export const tilePlace = (left: Slab, right: Slab): Snippet => wgsl`let column = group.x * ${side} + (t % 16) * 4;
  let row = group.y * ${side} + (t / 16) * 4;
  let a_line = group.y * ${side} + ${placeInSlab(left).line};
  let b_line = group.x * ${side} + ${placeInSlab(right).line};`;

export const zeroTile = wgsl`${repeat(4, (r) => wgsl`var total${r} = vec4<f32>(0.0);`)}`;
export const eachOfTile = (body: (r: number, c: number) => Snippet): Snippet => wgsl`${repeat(4, (r) => wgsl`${repeat(4, (c) => body(r, c))}`)}`;

/** total_r[c] += Σ left · right over k from `k_first` to `k_end`, the same for the whole workgroup. */
export const tileLoop = (left: Slab, right: Slab): Snippet => wgsl`for (var k = k_first; k < k_end; k += ${u32(depth)}) {
      ${stage('left', left)}
      ${stage('right', right)}
      workgroupBarrier();
      for (var s = 0u; s < ${u32(depth)}; s += 4u) {
        ${repeat(4, (s) => wgsl`{
          let a4 = left[(s + ${s}) * ${side / 4} + t / 16];
          let b4 = right[(s + ${s}) * ${side / 4} + t % 16];
          ${repeat(4, (r) => wgsl`total${r} += a4[${r}] * b4;`)}
        }`)}
      }
      workgroupBarrier();
    }`;

/** Each invocation fills one vec4 of four lines at one step; element (line, step) goes to place step·64 + line. */
function stage(memory: 'left' | 'right', slab: Slab): Snippet {
  const { line, step } = placeInSlab(slab);
  return wgsl`{
        let step = k + ${step};
        var part = vec4<f32>(0.0);
        ${slab.setup ?? wgsl``}
        ${repeat(4, slab.element)}
        ${name(memory)}[(${step}) * ${side / 4} + (${line}) / 4] = part;
      }`;
}
