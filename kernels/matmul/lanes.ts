/**
 * The product for adapters whose lanes are a CPU's SIMD slots (lavapipe: 8). Neighbouring lanes take neighbouring vec4s
 * of columns of the same rows, so that all need the same numbers of the left operand: each lane loads a different vec4
 * of them and `subgroupBroadcast` hands them round. Without subgroup functions every lane loads them at one address. No
 * workgroup memory, which costs such adapters most.
 *
 * Loads and stores are what takes long to compile, so each stands in the text once, in a loop: its bound is a constant
 * of the uniform block, since a number in the source would be unrolled. Values that a loop loads move up by one
 * register a turn (a private array indexed at run time costs three times the whole product). For the same reason one
 * text serves operands that lie dense along either axis.
 */
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import { grid, gridPlace } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { fn, join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { laneChoice } from './choice.ts';
import type { Product } from './product.ts';
import { batchLoop, finish } from './product.ts';

const component = (i: number): Snippet => name('xyzw'[i]);
const vec4 = name('vec4<f32>');

/**
 * With `sums` the rows of the left operand are summed, too, by lanes that hold them: four chains a row, one for each
 * step of a vec4.
 */
export function laneKernel(product: Product, adapter: Adapter, sums = false): Kernel {
  const { subgroup } = adapter;
  const { m, n, k, batches, vectors, epilogue } = product;
  const lanes = subgroup || 16;
  const most = subgroup && laneChoice(m * n * k * batches, adapter) === '16' ? 16 : 8;
  const rows = [16, 8, 4, 2, 1].find((count) => count <= Math.min(m, most)) ?? 1;
  const tail = k % 4 !== 0;
  const turnable = subgroup % 4 === 0 && subgroup > 0 && rows % 4 === 0;
  const wide = { a: vectors.a.k || (turnable && vectors.a.row), b: vectors.b.column || vectors.b.k, out: vectors.out };
  const left = loadLeft(rows, subgroup, wide.a, turnable, tail);
  const summing = sums ? rowSums(rows, subgroup) : { before: wgsl``, add: wgsl``, store: wgsl`` };
  const place = grid(Math.ceil(n / (4 * lanes)), Math.ceil(m / rows), product.parts);
  const last = finish(epilogue, wide.out ? vec4 : name('f32'));
  // Every constant is read before the loops: inside, an adapter of this kind would read it from memory each time.
  // Lanes beyond the last column take part in broadcasts: they repeat it, and store nothing.
  const code = wgsl`
    @compute @workgroup_size(${lanes})
    fn main(@builtin(workgroup_id) folded: vec3<u32>,
      @builtin(${subgroup ? name('subgroup_invocation_id') : name('local_invocation_index')}) lane: u32) {
      ${gridPlace}
      let column = (group.x * ${lanes} + lane) * 4;
      let row = group.y * ${rows};
      let m = p.m;
      let n = p.n;
      let a_k = p.a_k;
      let b_k = p.b_k;
      let b_column = p.b_column;
      let four = p.four;
      ${batchLoop(
        product,
        wgsl`${repeat(rows, (r) => wgsl`var total${r} = vec4<f32>(0.0);`)}${summing.before}`,
        wgsl`
          ${left.before}
          ${
            wide.b
              ? wgsl`
                let b_turned = p.b_turned != 0u;
                let b_first = b_start + min(column, n - 1) * b_column;
                let b_step = select(b_k, b_column, b_turned);
                let b_last = select(3u, n - 1 - min(column, n - 1), b_turned);`
              : wgsl``
          }
          for (var k = k_first; k < k_end; k += 4u) {
            ${left.load}${summing.add}
            ${loadRight(wide.b, tail)}
            ${repeat(
              4,
              (s) => wgsl`
              ${repeat(rows, (r) => wgsl`total${r} = fma(vec4<f32>(${left.at(r, s)}), value${s}, total${r});`)}`,
            )}
          }`,
        wgsl`${store(rows, product, last)}${summing.store}`,
      )}
    }`;
  return {
    code,
    workgroups: place.workgroups,
    params: {
      ...product.params,
      ...place.params,
      four: 4,
      rows,
      a_turned: Number(!vectors.a.k),
      b_turned: Number(!vectors.b.column),
    },
    types: {
      ...(wide.a && { a: vec4 }),
      ...(wide.b && { b: vec4 }),
      ...(wide.out && {
        out: vec4,
        ...(epilogue.residual && { residual: vec4 }),
        ...(epilogue.biasAxis === 'column' && { bias: vec4 }),
        ...(epilogue.scale === 'column' && { scale: vec4 }),
      }),
    },
    subgroups: subgroup > 0,
  };
}

/** The vec4s of four neighbouring lanes, as rows of a square, turned: lane i of the four gets component i of each. */
const across_four = fn`
  fn across_four(mine: vec4<f32>, lane: u32) -> vec4<f32> {
    let high = (lane & 2u) != 0u;
    let odd = (lane & 1u) != 0u;
    let far = subgroupShuffleXor(select(mine.zw, mine.xy, high), 2u);
    let halves = select(vec4<f32>(mine.xy, far), vec4<f32>(far, mine.zw), high);
    let near = subgroupShuffleXor(select(halves.yw, halves.xz, odd), 1u);
    return select(vec4<f32>(halves.x, near.x, halves.z, near.y), vec4<f32>(near.x, halves.y, near.y, halves.w), odd);
  }`;

/**
 * The numbers of the left operand in the next four steps: statements before the loop, those that load, and the one of
 * row r and step s. Lane i has the four of row i (of row i + lanes in its second load). Where the operand lies dense
 * along its rows, four lanes load four rows of one step each, and turn them.
 */
function loadLeft(
  rows: number,
  subgroup: number,
  wide: boolean,
  turnable: boolean,
  tail: boolean,
): { before: Snippet; load: Snippet; at: (r: number, s: number) => Snippet } {
  const lanes = subgroup || 1;
  const loads = Math.ceil(rows / lanes);
  const [left, place] = [(q: number) => name(`left${q}`), (q: number) => name(`place${q}`)];
  const mine = (q: number, unit: 1 | 4) =>
    wgsl`row + ${q * lanes}${subgroup ? (unit === 4 ? wgsl` + lane / 4 * 4` : wgsl` + lane`) : wgsl``}`;
  const alongK = (q: number) => wgsl`min(${mine(q, 1)}, m - 1) * p.a_row`;
  const turned = wide && turnable;
  const start = (q: number) =>
    turned ? wgsl`select(${alongK(q)}, min(${mine(q, 4)}, m - 4) * p.a_row + lane % 4 * a_k, a_turned)` : alongK(q);
  const inside = (value: Snippet) =>
    tail ? wgsl`select(vec4<f32>(0.0), ${value}, k + vec4<u32>(0, 1, 2, 3) < vec4<u32>(k_end))` : value;
  const load = (q: number) => {
    if (!wide)
      return wgsl`
        var ${left(q)} = vec4<f32>(0.0);
        for (var s = 0u; s < four; s++) { ${left(q)} = vec4<f32>(${left(q)}.yzw, a[${place(q)} + (k + s) * a_k]); }
        ${tail ? wgsl`${left(q)} = ${inside(left(q))};` : wgsl``}`;
    const loaded = wgsl`a[(${place(q)} + k * a_k) / 4]`;
    return turned
      ? wgsl`
        let loaded${q} = ${loaded};
        let left${q} = ${inside(wgsl`select(loaded${q}, ${across_four}(loaded${q}, lane), a_turned)`)};`
      : wgsl`let left${q} = ${loaded};`;
  };
  return {
    before: wgsl`
      ${turned ? wgsl`let a_turned = p.a_turned != 0u;` : wgsl``}
      ${repeat(loads, (q) => wgsl`let ${place(q)} = a_start + ${start(q)};`)}`,
    load: wgsl`${repeat(loads, load)}`,
    at: (r, s) => {
      const number = wgsl`${left(Math.floor(r / lanes))}.${component(s)}`;
      return subgroup ? wgsl`subgroupBroadcast(${number}, ${u32(r % lanes)})` : number;
    },
  };
}

/** Σ of each row of the left operand as `loadLeft` has it in lanes; stored by the workgroups of the first columns. */
function rowSums(rows: number, lanes: number): { before: Snippet; add: Snippet; store: Snippet } {
  const each = (body: (q: number) => Snippet) => wgsl`${repeat(Math.ceil(rows / lanes), body)}`;
  return {
    before: each((q) => wgsl`var sum${q} = vec4<f32>(0.0);`),
    add: each((q) => wgsl`sum${q} += left${q};`),
    store: each(
      (q) =>
        wgsl`
          if (group.x == 0 && lane + ${u32(q * lanes)} < min(p.rows, m - row)) {
            sums[row + lane + ${u32(q * lanes)}] = (sum${q}.x + sum${q}.y) + (sum${q}.z + sum${q}.w);
          }`,
    ),
  };
}

/**
 * `value0` … `value3`: this lane's four columns at each step. Steps of four columns that lie dense along k are turned.
 */
function loadRight(wide: boolean, tail: boolean): Snippet {
  const inside = (value: Snippet) => (tail ? wgsl`select(vec4<f32>(0.0), ${value}, k + s < k_end)` : value);
  const moving = wgsl`
    var right0 = vec4<f32>(0.0);
    var right1 = right0;
    var right2 = right0;
    var right3 = right0;`;
  const move = wgsl`
    right0 = right1;
    right1 = right2;
    right2 = right3;`;
  if (!wide)
    return wgsl`
      ${moving}
      for (var s = 0u; s < four; s++) {
        var columns = vec4<f32>(0.0);
        for (var c = 0u; c < four; c++) {
          columns = vec4<f32>(columns.yzw, b[b_start + min(column + c, n - 1) * b_column + (k + s) * b_k]);
        }
        ${move}
        right3 = ${inside(name('columns'))};
      }
      ${repeat(4, (s) => wgsl`let value${s} = right${s};`)}`;
  return wgsl`
    ${moving}
    let right_start = b_first + k * b_k;
    for (var s = 0u; s < four; s++) {
      ${move}
      right3 = ${inside(wgsl`b[(right_start + min(s, b_last) * b_step) / 4]`)};
    }
    ${repeat(
      4,
      (s) =>
        wgsl`let value${s} = select(right${s}, vec4<f32>(${join(
          repeat(4, (c) => wgsl`right${c}.${component(s)}`),
          ', ',
        )}), b_turned);`,
    )}`;
}

function store(rows: number, { vectors }: Product, { setup, value }: ReturnType<typeof finish>): Snippet {
  const row = wgsl`row + r`;
  const one = vectors.out
    ? wgsl`out[at / 4] = ${value(wgsl`totals[r]`, { row, column: wgsl`column / 4`, at: wgsl`at / 4` })};`
    : wgsl`
      for (var c = 0u; c < columns; c++) {
        let to = at + c * out_column;
        out[to] = ${value(wgsl`totals[r][c]`, { row, column: wgsl`column + c`, at: name('to') })};
      }`;
  return wgsl`
    var totals = array<vec4<f32>, ${rows}>(${join(
      repeat(rows, (r) => name(`total${r}`)),
      ', ',
    )});
    ${setup}
    if (column < n) {
      let out_row = p.out_row;
      let out_column = p.out_column;
      let rows = min(p.rows, m - row);
      ${vectors.out ? wgsl`` : wgsl`let columns = min(four, n - column);`}
      var at = part * m * n + row * out_row + column * out_column;
      for (var r = 0u; r < rows; r++) {
        ${one}
        at += out_row;
      }
    }`;
}
