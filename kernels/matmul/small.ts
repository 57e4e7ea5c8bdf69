/**
 * Products so small that a CPU adapter takes longer to compile the kernel of `lanes.ts` than to run this one a few
 * hundred times: one number of either operand a step, in any layout. A lane has a column of as many rows as there are
 * lanes; each lane loads one row's number of the left operand, and `subgroupBroadcast` hands it round. It is one text
 * with and without bias, scale, residual and sums of rows, batches kept or added up.
 */
import type { Adapter, Program } from '../../engine/gpu/kernel.ts';
import { grid, gridPlace, lanesOf } from '../../engine/gpu/kernel.ts';
import { join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { laneChoice } from './choice.ts';
import type { Product } from './product.ts';
import { batchLoop } from './product.ts';

/** Sums in parts have their epilogue elsewhere, and are long. */
export const isSmall = ({ m, n, k, batches, split }: Product, adapter: Adapter): boolean =>
  lanesOf(adapter) > 0 && !split && laneChoice(m * n * k * batches, adapter) === 'small';

/** The product; with `sums` also those of the left operand's rows. */
export function smallProduct(product: Product, { subgroup: lanes }: Adapter, sums = false): Program {
  const {
    m,
    n,
    epilogue: { biasAxis, scale, residual, activation },
  } = product;
  const place = grid(Math.ceil(n / lanes), Math.ceil(m / lanes), product.parts);
  const each = (part: (r: number) => ReturnType<typeof wgsl>) => wgsl`${repeat(lanes, part)}`;
  const result = name('result');
  const code = wgsl`
    @compute @workgroup_size(${u32(lanes)})
    fn main(@builtin(workgroup_id) folded: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
      ${gridPlace}
      let column = group.x * ${u32(lanes)} + lane;
      let row = group.y * ${u32(lanes)};
      let a_row = min(row + lane, p.m - 1) * p.a_row;
      let b_column = min(column, p.n - 1) * p.b_column;
      let a_k = p.a_k;
      let b_k = p.b_k;
      ${batchLoop(
        product,
        wgsl`
          ${each((r) => wgsl`var total${r} = 0.0;`)}
          var sum = 0.0;`,
        wgsl`
          for (var k = k_first; k < k_end; k++) {
            let left = a[a_start + a_row + k * a_k];
            let right = b[b_start + b_column + k * b_k];
            sum += left;
            ${each((r) => wgsl`total${r} = fma(subgroupBroadcast(left, ${u32(r)}), right, total${r});`)}
          }`,
        wgsl`
          if (group.x == 0 && row + lane < p.m) { sums[row + lane] = sum; }
          if (column >= p.n) { return; }
          var totals = array<f32, ${u32(lanes)}>(${join(
            repeat(lanes, (r) => name(`total${r}`)),
            ', ',
          )});
          let end = min(p.rows, p.m - row);
          for (var r = 0u; r < end; r++) {
            let at = part * p.m * p.n + (row + r) * p.out_row + column * p.out_column;
            var result = totals[r];
            result = select(result, result + bias[(row + r) * p.bias_row + column * p.bias_column],
              p.bias_row + p.bias_column > 0);
            result = select(result, scale[(row + r) * p.scale_row + column * p.scale_column] * result, p.scaled > 0);
            result = select(result, residual[at * p.added] + result, p.added > 0);
            out[at] = ${activation ? wgsl`${activation(name('f32'))}(${result})` : result};
          }`,
        true,
      )}
    }`;
  // What is not there has something bound in its place.
  const bound = { bias: biasAxis !== undefined, scale, residual, sums };
  const spare = (key: keyof typeof bound) => (bound[key] ? key : `no_${key}`);
  const missing = Object.entries(bound)
    .filter(([, given]) => !given)
    .map(([key]) => key);
  return {
    passes: [
      {
        code,
        workgroups: place.workgroups,
        subgroups: true,
        params: {
          ...product.params,
          ...place.params,
          rows: lanes,
          bias_row: Number(biasAxis === 'row'),
          bias_column: Number(biasAxis === 'column'),
          scaled: Number(scale !== undefined),
          scale_row: Number(scale === 'row'),
          scale_column: Number(scale === 'column'),
          added: Number(residual ?? false),
        },
        reads: ['a', 'b', spare('bias'), spare('scale'), spare('residual')],
        writes: ['out', spare('sums')],
        names: Object.fromEntries(missing.map((key) => [`no_${key}`, key])),
      },
    ],
    scratch: Object.fromEntries(missing.map((key) => [`no_${key}`, key === 'sums' ? m : 1])),
  };
}
