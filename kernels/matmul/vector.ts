/**
 * A row vector times a matrix, for GPUs: a tile would leave all but one of its rows empty. Where the matrix lies dense
 * along its rows, an invocation sums a column, and neighbours read neighbouring words; where it lies dense along k, a
 * workgroup shares the sum of a column.
 */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import { grid, gridPlace } from '../../engine/gpu/kernel.ts';
import { u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Product } from './product.ts';
import { batchLoop, finish } from './product.ts';

const threads = 64;

export function vectorKernel(product: Product): Kernel {
  const { n, params, epilogue } = product;
  const shared = params.b_k === 1 && params.b_column !== 1;
  const { setup, value } = finish(epilogue);
  const sum = wgsl`total += a[a_start + k * p.a_k] * b[b_start + k * p.b_k + column * p.b_column];`;
  const store = wgsl`
    ${setup}
    let at = part * p.n + column * p.out_column;
    out[at] = ${value(wgsl`total`, { row: wgsl`0u`, column: wgsl`column`, at: wgsl`at` })};`;
  const [memory, column, body, after] = shared
    ? [
        wgsl`var<workgroup> sums: array<f32, ${threads}>;`,
        wgsl`group.x`,
        wgsl`for (var k = k_first + t; k < k_end; k += ${u32(threads)}) { ${sum} }`,
        wgsl`
          sums[t] = total;
          for (var half = ${u32(threads / 2)}; half > 0u; half >>= 1u) {
            workgroupBarrier();
            if (t < half) { sums[t] += sums[t + half]; }
          }
          if (t == 0u) {
            total = sums[0];
            ${store}
          }`,
      ]
    : [
        wgsl``,
        wgsl`group.x * ${threads} + t`,
        wgsl`for (var k = k_first; k < k_end && column < p.n; k++) { ${sum} }`,
        wgsl`if (column < p.n) { ${store} }`,
      ];
  const place = grid(shared ? n : Math.ceil(n / threads), 1, product.parts);
  return {
    code: wgsl`
      ${memory}
      @compute @workgroup_size(${threads})
      fn main(@builtin(workgroup_id) folded: vec3<u32>, @builtin(local_invocation_index) t: u32) {
        ${gridPlace}
        let column = ${column};
        ${batchLoop(product, wgsl`var total = 0.0;`, body, after)}
      }`,
    workgroups: place.workgroups,
    params: { ...params, ...place.params },
  };
}
