/**
 * The product for adapters whose lanes are a CPU's SIMD slots (lavapipe: 8). Neighbouring lanes take neighbouring vec4s of columns of the
 * same rows, so that the left operand is read at one address for all of them; no workgroup memory, which costs such adapters most.
 * Measured on lavapipe, 512³: 4 rows a lane over an 8×8 group 6.8 GFLOP/s, 8 rows over 16×1 8.3, 8 rows and four steps of k at once 9.0.
 */
import type { Kernel } from '../../engine/kernel.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { name, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import type { Product } from './product.ts';
import { batchLoop } from './product.ts';

const lanes = 16;

export function laneKernel(product: Product): Kernel {
  const { m, n, k, batches, biasAxis } = product;
  const rows = m >= 8 ? 8 : m >= 4 ? 4 : m;
  const wide = k % 4 === 0;
  const a = wide && product.vectors.a.k ? 'k' : rows % 4 === 0 && m % 4 === 0 && product.vectors.a.row ? 'row' : 'one';
  const b = product.vectors.b.column ? 'column' : wide && product.vectors.b.k ? 'k' : 'one';
  // Four steps at once pay where an operand is read four steps at a time.
  const steps = a === 'k' || b === 'k' ? 4 : 1;
  const vec4 = name('vec4<f32>');
  const code = wgsl`fn row_at(r: u32) -> u32 { return min(r, p.m - 1) * p.a_row; }
fn column_at(c: u32) -> u32 { return min(c, p.n - 1) * p.b_column; }
@compute @workgroup_size(${lanes})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let column = id.x * 4;
  let row = group.y * ${rows};
  ${batchLoop(product, wgsl`if (column < p.n) {
    ${repeat(rows, (r) => wgsl`let row${r} = a_start + ${a === 'row' ? wgsl`row + ${r}` : wgsl`row_at(row + ${r})`};`)}
    ${b === 'column' ? wgsl`let column0 = b_start + column;` : wgsl`${repeat(4, (c) => wgsl`let column${c} = b_start + column_at(column + ${c});`)}`}
    ${repeat(rows, (r) => wgsl`var total${r} = vec4<f32>(0.0);`)}
    for (var k = 0u; k < p.k; k += ${u32(steps)}) {
      ${loadRight(b, steps)}
      ${multiply(a, rows, steps)}
    }
    ${repeat(rows, (r) => store(r, b === 'column', biasAxis))}
  }`)}
}`;
  return {
    code,
    workgroups: [Math.ceil(n / (4 * lanes)), Math.ceil(m / rows), Math.min(batches, 65535)],
    params: product.params,
    types: { ...(a !== 'one' && { a: vec4 }), ...(b !== 'one' && { b: vec4 }), ...(b === 'column' && { out: vec4 }) },
  };
}

/** `value0` … `value3`: four columns at each step. */
function loadRight(b: 'column' | 'k' | 'one', steps: number): Snippet {
  if (b === 'k') {
    // Four columns of four steps, read along k and turned.
    return wgsl`${repeat(4, (c) => wgsl`let turned${c} = b[(column${c} + k) / 4];`)}
      ${repeat(4, (s) => wgsl`let value${s} = vec4<f32>(turned0[${s}], turned1[${s}], turned2[${s}], turned3[${s}]);`)}`;
  }
  return wgsl`${repeat(steps, (s) => {
    const at = wgsl`(k + ${s}) * p.b_k`;
    return b === 'column' ? wgsl`let value${s} = b[(column0 + ${at}) / 4];` : wgsl`let value${s} = vec4<f32>(b[column0 + ${at}], b[column1 + ${at}], b[column2 + ${at}], b[column3 + ${at}]);`;
  })}`;
}

/** total_r += a[row r, step] · value_step. */
function multiply(a: 'k' | 'row' | 'one', rows: number, steps: number): Snippet {
  if (a === 'k') {
    return wgsl`${repeat(rows, (r) => wgsl`let left${r} = a[(row${r} + k) / 4];
      ${repeat(4, (s) => wgsl`total${r} += left${r}[${s}] * value${s};`)}`)}`;
  }
  return wgsl`${repeat(steps, (s) => {
    const at = wgsl`(k + ${s}) * p.a_k`;
    if (a === 'one') return wgsl`${repeat(rows, (r) => wgsl`total${r} += a[row${r} + ${at}] * value${s};`)}`;
    return wgsl`${repeat(rows / 4, (q) => wgsl`let left${s}_${q} = a[(row${4 * q} + ${at}) / 4];
      ${repeat(4, (r) => wgsl`total${4 * q + r} += left${s}_${q}[${r}] * value${s};`)}`)}`;
  })}`;
}

function store(r: number, vectors: boolean, biasAxis: Product['biasAxis']): Snippet {
  const at = wgsl`(i * p.m + row + ${r}) * p.n + column`;
  const rowBias = biasAxis === 'row' ? wgsl` + bias[row + ${r}]` : wgsl``;
  if (vectors) {
    const columnBias = biasAxis === 'column' ? wgsl` + vec4<f32>(bias[column], bias[column + 1], bias[column + 2], bias[column + 3])` : wgsl``;
    return wgsl`if (row + ${r} < p.m) { out[(${at}) / 4] = total${r}${rowBias}${columnBias}; }`;
  }
  return wgsl`if (row + ${r} < p.m) {
      ${repeat(4, (c) => wgsl`if (column + ${c} < p.n) { out[${at} + ${c}] = total${r}[${c}]${rowBias}${biasAxis === 'column' ? wgsl` + bias[column + ${c}]` : wgsl``}; }`)}
    }`;
}
