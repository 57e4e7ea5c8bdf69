/**
 * Kernels that treat a tensor as rows along one axis: whole rows meet, so statistics and their use fit in one dispatch.
 */
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import { each, groupIndex } from '../../engine/gpu/kernel.ts';
import type { HostArray } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { f32, u32, wgsl } from '../../engine/gpu/wgsl.ts';

/** Element `k` of row `r` lies at `(r / step · length + k) · step + r % step` of the dense tensor. */
export interface Rows {
  count: number;
  length: number;
  /** Elements between neighbours of a row: the product of the sizes behind the axis. */
  step: number;
}

/** The rows of `shape` along `axis`; a scalar is one row of one element. */
export function rowsAlong(shape: Shape, axis: number): Rows {
  const length = shape[axis] ?? 1;
  return {
    count: length ? size(shape) / length : size(shape.filter((_, i) => i !== axis)),
    length,
    step: size(shape.slice(axis + 1)),
  };
}

/** For reference loops: calls `visit` with each row's number and the index of its element `k`. */
export function eachRow({ count, length, step }: Rows, visit: (row: number, at: (k: number) => number) => void): void {
  for (let row = 0; row < count; row++) {
    const start = Math.floor(row / step) * length * step + (row % step);
    visit(row, (k) => start + k * step);
  }
}

/** The values of one row, for reference loops. */
export const rowValues = (x: HostArray, length: number, at: (k: number) => number): number[] =>
  Array.from({ length }, (_, k) => x.data[at(k)]);

/**
 * The kernel that does `body` for each row. It sees `row`, `at` (the index of element 0), `p.step`, `p.length`; the
 * row's elements are shared by `lanes` invocations, each of which takes `lane`, `lane + lanes`, … A value from every
 * lane is combined by `row_sum(v, lane)` and `row_max(v, lane)`, which all lanes must call.
 */
export function rowKernel(
  rows: Rows,
  body: Snippet,
  adapter: Adapter,
  options: { params?: Kernel['params'] } = {},
): Kernel {
  const lanes = lanesFor(rows, adapter);
  const params = { length: rows.length, step: rows.step, ...options.params };
  const locate = wgsl`let at = row / p.step * p.length * p.step + row % p.step;`;
  if (lanes === 1) {
    const code = wgsl`
      let row = i;
      let lane = 0u;
      const lanes = 1u;
      ${locate}
      ${body}`;
    const kernel = each(rows.count, code, { params });
    return {
      ...kernel,
      code: wgsl`
        ${ofOneLane}
        ${kernel.code}`,
    };
  }
  const oneSubgroup = !adapter.software && lanes === adapter.subgroup;
  return {
    code: wgsl`
      const lanes = ${u32(lanes)};
      ${oneSubgroup ? acrossSubgroup : acrossWorkgroup}
      @compute @workgroup_size(${lanes})
      fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
        let row = ${groupIndex};
        if (row >= p.rows) { return; }
        ${locate}
        ${body}
      }`,
    workgroups: rows.count,
    params: { rows: rows.count, ...params },
    ...(oneSubgroup && { subgroups: true }),
  };
}

/** Elements of a lane that are added up one by one, before their sum joins the others'. */
const run = 64;

interface Walk {
  /** What ends the walk; the row's length by default. */
  end?: Snippet;
  /** The type of what is summed. */
  type?: Snippet;
  /** Elements of the row, where the text may know: short rows are one run. */
  length?: number;
}

/**
 * Statements that walk the lane's elements `k` and leave in each of `sums` what `add` adds to it. Runs of elements
 * first, then the runs' sums: a row that one lane walks alone keeps its digits as it would in a tree.
 */
export function sumAlong(
  sums: readonly Snippet[],
  add: Snippet,
  { end = wgsl`p.length`, type = wgsl`f32`, length = Infinity }: Walk = {},
): Snippet {
  if (length <= run)
    return wgsl`
      ${sums.map((sum) => wgsl`var ${sum} = ${type}(0.0);`)}
      for (var k = lane; k < ${end}; k += lanes) {
        ${add}
      }`;
  // One loop: on software adapters a loop within the loop takes a fifth longer.
  return wgsl`
    ${sums.map((sum) => wgsl`var ${sum} = ${type}(0.0);`)}
    ${sums.map((sum) => wgsl`var ${sum}_runs = ${type}(0.0);`)}
    for (var k = lane; k < ${end}; k += lanes) {
      ${add}
      let run_ends = k / lanes % ${u32(run)} == ${u32(run - 1)};
      ${sums.map((sum) => wgsl`${sum}_runs += select(${type}(0.0), ${sum}, run_ends);`)}
      ${sums.map((sum) => wgsl`${sum} = select(${sum}, ${type}(0.0), run_ends);`)}
    }
    ${sums.map((sum) => wgsl`${sum} += ${sum}_runs;`)}`;
}

/** A row that one lane walks alone: nothing is combined. */
export const ofOneLane = wgsl`
  fn row_sum(value: f32, lane: u32) -> f32 { return value; }
  fn row_max(value: f32, lane: u32) -> f32 { return value; }`;

/** A workgroup of one subgroup needs neither memory nor barriers. */
const acrossSubgroup = wgsl`
  fn row_sum(value: f32, lane: u32) -> f32 { return subgroupAdd(value); }
  fn row_max(value: f32, lane: u32) -> f32 { return subgroupMax(value); }`;

/** A tree over the lanes' values in workgroup memory: the same order every time. */
const acrossLanes = (combine: Snippet, merged: Snippet): Snippet => wgsl`
  fn ${combine}(value: f32, lane: u32) -> f32 {
    workgroupBarrier();
    shared_lanes[lane] = value;
    for (var half = lanes / 2u; half > 0u; half >>= 1u) {
      workgroupBarrier();
      if (lane < half) { shared_lanes[lane] = ${merged}; }
    }
    workgroupBarrier();
    return shared_lanes[0];
  }`;

const acrossWorkgroup = wgsl`
  var<workgroup> shared_lanes: array<f32, lanes>;
  ${acrossLanes(wgsl`row_sum`, wgsl`shared_lanes[lane] + shared_lanes[lane + half]`)}
  ${acrossLanes(wgsl`row_max`, wgsl`max(shared_lanes[lane], shared_lanes[lane + half])`)}`;

/** Rows up to this have a subgroup of a GPU to themselves, where shaders have subgroups of one size. */
const subgroupRows = 1024;

/**
 * One invocation a row where rows are short or neighbouring rows lie side by side; a workgroup otherwise. Measured on
 * lavapipe, where barriers are dear: softmax of 3,136 rows of 64 takes 1 ms against 17 ms by lanes, of 64 rows of 4,096
 * 3.0 against 3.8.
 */
function lanesFor({ count, length, step }: Rows, adapter: Adapter): number {
  if (length < (adapter.software ? 4096 : 64) || (step >= 32 && count >= 4096)) return 1;
  if (!adapter.software && adapter.subgroup && length <= subgroupRows) return adapter.subgroup;
  return length < 512 ? 64 : 256;
}

/** The largest finite number. */
export const largest = 3.4028234663852886e38;
/**
 * The finite number below all others: where a running maximum starts, so that -Inf never meets -Inf in a subtraction.
 */
export const lowest = f32(-largest);
export const highest = f32(largest);
