/**
 * The product for adapters whose lanes are a CPU's SIMD slots (lavapipe: 8). Neighbouring lanes take neighbouring vec4s of columns of the
 * same rows, so that all need the same numbers of the left operand: each lane loads a different vec4 of them and `subgroupBroadcast` hands
 * them round. Without subgroup functions every lane loads them at one address. No workgroup memory, which costs such adapters most.
 */
import type { Adapter, Kernel } from '../../engine/kernel.ts';
import { grid, gridPlace } from '../../engine/kernel.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { name, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import { laneRows } from './choice.ts';
import type { Product } from './product.ts';
import { batchLoop } from './product.ts';

/** Along which axis an operand is read four numbers at a time. */
type Along = 'k' | 'row' | 'column' | 'one';

const component = (i: number): Snippet => name('xyzw'[i]);

export function laneKernel(product: Product, adapter: Adapter): Kernel {
  const { subgroup } = adapter;
  const { m, n, k, batches, vectors } = product;
  const lanes = subgroup || 16;
  const most = subgroup ? laneRows(m * n * k * batches, adapter) : 8;
  const rows = [16, 8, 4, 2, 1].find((count) => count <= Math.min(m, most)) ?? 1;
  const a: Along = vectors.a.k ? 'k' : rows % 4 === 0 && vectors.a.row ? 'row' : 'one';
  const b: Along = vectors.b.column ? 'column' : vectors.b.k ? 'k' : 'one';
  const vec4 = name('vec4<f32>');
  const left = subgroup ? broadcastLeft(a, rows, subgroup) : uniformLeft(a, rows);
  const step = (steps: number) => {
    const numbers = left(steps);
    return wgsl`${numbers.load}
      ${loadRight(b, steps)}
      ${repeat(steps, (s) => wgsl`${repeat(rows, (r) => wgsl`total${r} = fma(vec4<f32>(${numbers.at(r, s)}), value${s}, total${r});`)}`)}`;
  };
  const place = grid(Math.ceil(n / (4 * lanes)), Math.ceil(m / rows), product.parts);
  const tail = k % 4 !== 0;
  // Every constant is read before the loops: inside, an adapter of this kind would read it from memory each time.
  // Lanes beyond the last column take part in broadcasts: they repeat it, and store nothing.
  const code = wgsl`@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) folded: vec3<u32>, @builtin(${subgroup ? name('subgroup_invocation_id') : name('local_invocation_index')}) lane: u32) {
  ${gridPlace}
  let column = (group.x * ${lanes} + lane) * 4;
  let row = group.y * ${rows};
  let m = p.m;
  let a_k = p.a_k;
  let b_k = p.b_k;
  ${batchLoop(product, wgsl`${repeat(rows, (r) => wgsl`var total${r} = vec4<f32>(0.0);`)}`, wgsl`
    ${left(4).before}
    ${tail ? left(1).before : wgsl``}
    ${b === 'column' ? wgsl`let column0 = b_start + min(column, p.n - 4);` : wgsl`${repeat(4, (c) => wgsl`let column${c} = b_start + min(column + ${c}, p.n - 1) * p.b_column;`)}`}
    var k = k_first;
    for (; k + 3 < k_end; k += 4u) {
      ${step(4)}
    }
    ${tail ? wgsl`for (; k < k_end; k++) {
      ${step(1)}
    }` : wgsl``}`, wgsl`${repeat(rows, (r) => store(r, product))}`)}
}`;
  return {
    code,
    workgroups: place.workgroups,
    params: { ...product.params, ...place.params },
    types: { ...(a !== 'one' && { a: vec4 }), ...(b !== 'one' && { b: vec4 }), ...(vectors.out && { [product.target]: vec4 }) },
    subgroups: subgroup > 0,
  };
}

/** The numbers of the left operand in the next `steps` steps: statements before the loop, how to load them, and the one of row r and step s. */
type Left = (steps: number) => { before: Snippet; load: Snippet; at: (r: number, s: number) => Snippet };

/** Number i of the block is loaded by lane i % lanes, in its load i / lanes; a number is a vec4 where the operand allows. */
function broadcastLeft(along: Along, rows: number, lanes: number): Left {
  return (steps) => {
    const [wide, tall] = [along === 'k' ? 4 : 1, along === 'row' ? 4 : 1];
    const perRow = Math.ceil(steps / wide);
    const loads = Math.ceil(((rows / tall) * perRow) / lanes);
    const part = (r: number, s: number) => Math.floor(r / tall) * perRow + Math.floor(s / wide);
    const place = (i: number) => name(`place${steps}_${i}`);
    const number = (i: number) => wgsl`(lane + ${u32(i * lanes)})`;
    return {
      before: wgsl`${repeat(loads, (i) => wgsl`let ${place(i)} = a_start + min(row + ${number(i)} / ${u32(perRow)} * ${u32(tall)}, m - 1) * p.a_row + ${number(i)} % ${u32(perRow)} * ${u32(wide)} * a_k;`)}`,
      load: wgsl`${repeat(loads, (i) => wgsl`let left${i} = a[${along === 'one' ? wgsl`${place(i)} + k * a_k` : wgsl`(${place(i)} + k * a_k) / 4`}];`)}`,
      at: (r, s) => {
        const held = name(`left${Math.floor(part(r, s) / lanes)}`);
        return wgsl`subgroupBroadcast(${along === 'one' ? held : wgsl`${held}.${component(along === 'k' ? s : r % 4)}`}, ${u32(part(r, s) % lanes)})`;
      },
    };
  };
}

function uniformLeft(along: Along, rows: number): Left {
  return (steps) => {
    const at = (r: number, s: number) => wgsl`row${r} + (k + ${s}) * a_k`;
    const before = steps === 1 ? wgsl`` : wgsl`${repeat(rows, (r) => wgsl`let row${r} = a_start + min(row + ${r}, m - 1) * p.a_row;`)}`;
    switch (along) {
      case 'k': return { before, load: wgsl`${repeat(rows, (r) => wgsl`let left${r} = a[(${at(r, 0)}) / 4];`)}`, at: (r, s) => wgsl`left${r}[${s}]` };
      case 'row': return { before, load: wgsl`${repeat(steps, (s) => wgsl`${repeat(rows / 4, (q) => wgsl`let left${s}_${q} = a[(${at(4 * q, s)}) / 4];`)}`)}`, at: (r, s) => wgsl`left${s}_${r >> 2}[${r % 4}]` };
      default: return { before, load: wgsl``, at: (r, s) => wgsl`a[${at(r, s)}]` };
    }
  };
}

/** `value0` …: this lane's four columns at each step. */
function loadRight(b: Along, steps: number): Snippet {
  if (b === 'k') {
    // Four columns of four steps, read along k and turned.
    return wgsl`${repeat(4, (c) => wgsl`let turned${c} = b[(column${c} + k) / 4];`)}
      ${repeat(4, (s) => wgsl`let value${s} = vec4<f32>(turned0[${s}], turned1[${s}], turned2[${s}], turned3[${s}]);`)}`;
  }
  return wgsl`${repeat(steps, (s) => {
    const at = wgsl`(k + ${s}) * b_k`;
    return b === 'column' ? wgsl`let value${s} = b[(column0 + ${at}) / 4];` : wgsl`let value${s} = vec4<f32>(b[column0 + ${at}], b[column1 + ${at}], b[column2 + ${at}], b[column3 + ${at}]);`;
  })}`;
}

function store(r: number, { vectors, biasAxis, target }: Product): Snippet {
  const out = name(target);
  const at = wgsl`part * p.m * p.n + (row + ${r}) * p.out_row + column * p.out_column`;
  const rowBias = biasAxis === 'row' ? wgsl` + bias[row + ${r}]` : wgsl``;
  if (vectors.out) {
    const columnBias = biasAxis === 'column' ? wgsl` + vec4<f32>(bias[column], bias[column + 1], bias[column + 2], bias[column + 3])` : wgsl``;
    return wgsl`if (row + ${r} < p.m && column < p.n) { ${out}[(${at}) / 4] = total${r}${rowBias}${columnBias}; }`;
  }
  return wgsl`if (row + ${r} < p.m) {
      ${repeat(4, (c) => wgsl`if (column + ${c} < p.n) { ${out}[${at} + ${c} * p.out_column] = total${r}[${c}]${rowBias}${biasAxis === 'column' ? wgsl` + bias[column + ${c}]` : wgsl``}; }`)}
    }`;
}
