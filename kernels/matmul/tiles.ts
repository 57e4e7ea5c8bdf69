/**
 * The product for GPUs: a workgroup of 16×16 invocations makes a 64×64 tile, 4×4 outputs each, from 16-deep slabs of both operands staged in
 * workgroup memory. Slabs are loaded along whichever axis lies dense, so that neighbouring invocations read neighbouring words.
 */
import type { Kernel } from '../../engine/kernel.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { repeat, u32, wgsl } from '../../engine/wgsl.ts';
import type { Product } from './product.ts';
import { batchLoop } from './product.ts';

const side = 64;
const depth = 16;
const threads = 256;

export function tileKernel(product: Product): Kernel {
  const { m, n, batches, biasAxis, params } = product;
  const code = wgsl`var<workgroup> left: array<vec4<f32>, ${(depth * side) / 4}>;
var<workgroup> right: array<vec4<f32>, ${(depth * side) / 4}>;
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) t: u32, @builtin(workgroup_id) group: vec3<u32>) {
  let column = group.x * ${side} + (t % 16) * 4;
  let row = group.y * ${side} + (t / 16) * 4;
  ${batchLoop(product, wgsl`${repeat(4, (r) => wgsl`var total${r} = vec4<f32>(0.0);`)}
    for (var k = 0u; k < p.k; k += ${u32(depth)}) {
      ${slab('left', 'a', wgsl`group.y`, wgsl`p.m`, wgsl`p.a_row`, wgsl`p.a_k`, params.a_k === 1)}
      ${slab('right', 'b', wgsl`group.x`, wgsl`p.n`, wgsl`p.b_column`, wgsl`p.b_k`, params.b_k === 1)}
      workgroupBarrier();
      ${repeat(depth, (s) => wgsl`{
        let a4 = left[${(s * side) / 4} + t / 16];
        let b4 = right[${(s * side) / 4} + t % 16];
        ${repeat(4, (r) => wgsl`total${r} += a4[${r}] * b4;`)}
      }`)}
      workgroupBarrier();
    }
    ${repeat(4, (r) => wgsl`if (row + ${r} < p.m) {
      ${repeat(4, (c) => wgsl`if (column + ${c} < p.n) { out[(i * p.m + row + ${r}) * p.n + column + ${c}] = total${r}[${c}]${bias(biasAxis, r, c)}; }`)}
    }`)}`)}
}`;
  return { code, workgroups: [Math.ceil(n / side), Math.ceil(m / side), Math.min(batches, 65535)], params };
}

/** Stages 64×16 elements; zeros stand for what lies outside. Element (line, step) goes to place step·64 + line. */
function slab(target: 'left' | 'right', source: 'a' | 'b', tile: Snippet, limit: Snippet, lineStride: Snippet, stepStride: Snippet, alongK: boolean): Snippet {
  const memory = target === 'left' ? wgsl`left` : wgsl`right`;
  const operand = source === 'a' ? wgsl`a` : wgsl`b`;
  const start = source === 'a' ? wgsl`a_start` : wgsl`b_start`;
  // Each invocation fills one vec4 of four lines at one step; dense k means four invocations read along k together.
  const [line, step] = alongK ? [wgsl`(t / ${depth}) * 4`, wgsl`t % ${depth}`] : [wgsl`(t % 16) * 4`, wgsl`t / 16`];
  const element = (c: number) => wgsl`{
          let line = first + ${c};
          if (line < ${limit} && step < p.k) { part[${c}] = ${operand}[${start} + line * ${lineStride} + step * ${stepStride}]; }
        }`;
  return wgsl`{
        let first = ${tile} * ${side} + ${line};
        let step = k + ${step};
        var part = vec4<f32>(0.0);
        ${repeat(4, element)}
        ${memory}[(${step}) * ${side / 4} + (${line}) / 4] = part;
      }`;
}

const bias = (axis: Product['biasAxis'], r: number, c: number): Snippet => (axis === 'row' ? wgsl` + bias[row + ${r}]` : axis === 'column' ? wgsl` + bias[column + ${c}]` : wgsl``);
