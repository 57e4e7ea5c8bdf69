/**
 * The three sums that autograd itself needs: of two gradients, over repeated elements, and into the place a slice was
 * taken from.
 */
import { gather } from './indexing.ts';
import type { Adapter, Kernel, Operand, Program } from './gpu/kernel.ts';
import { each } from './gpu/kernel.ts';
import { anyDType, defineOp, numberDTypes } from './op.ts';
import { pointwise, quadsOf } from './pointwise.ts';
import type { Shape } from './shape.ts';
import { broadcastStrides, rowMajor, size } from './shape.ts';
import type { Tensor } from './tensor.ts';
import type { Snippet } from './gpu/wgsl.ts';
import { fn, name, u32, wgsl } from './gpu/wgsl.ts';

/** a + b for equal shapes: two gradients of one tensor. */
export const accumulateOp = defineOp({
  name: 'accumulate',
  inputs: ['a', 'b'],
  shape: ({ a }) => a.shape,
  reference: ({ a, b, out }) => {
    for (let i = 0; i < out.data.length; i++) out.data[i] = a.data[i] + b.data[i];
  },
  strided: ['a', 'b'],
  kernel: ({ a, b, out }) => pointwise(out, { a, b }, wgsl`a + b`),
  grad: ({ dy }, wanted) => ({ a: wanted.a && dy.alias(), b: wanted.b && dy.alias() }),
  samples: [{ shapes: { a: [2, 5], b: [2, 5] } }],
});

/** Summands that one invocation adds up; longer sums take another pass over the partial sums. */
const chunk = 256;
/**
 * Invocations that share a block of `chunk` summands each, taking turns: neighbours read neighbouring memory, and a
 * block stays near itself.
 */
const team = 64;

/**
 * `dy` summed down to `to`, of which it is a broadcast: the adjoint of `expand`, and every sum there is.
 * A tree of fixed chunks, each over four accumulators: long sums keep their digits and repeat to the bit. f32, i32
 * (exact, wraps), u32.
 */
export const sumToOp = defineOp({
  name: 'sum_to',
  inputs: ['dy'],
  attrs: {} as { to: Shape },
  dtypes: { dy: numberDTypes },
  shape: (_, { to }) => to,
  reference: ({ dy, out }, { to }) => {
    const strides = broadcastStrides(to, rowMajor(to), dy.shape);
    const from = rowMajor(dy.shape);
    for (let i = 0; i < dy.data.length; i++) {
      const at = strides.reduce((sum, stride, axis) => sum + stride * (Math.floor(i / from[axis]) % dy.shape[axis]), 0);
      out.data[at] += dy.data[i];
    }
  },
  strided: ['dy'],
  kernel: ({ dy, out }, _, adapter) => sumKernel('dy', dy, out.shape, adapter),
  grad: ({ dy, inputs }) => ({ dy: dy.expand(inputs.dy.shape) }),
  flops: ({ dy }) => size(dy.shape),
  samples: [
    { shapes: { dy: [3, 4, 5] }, attrs: { to: [4, 1] } },
    { shapes: { dy: [2, 1300] }, attrs: { to: [] } },
    { shapes: { dy: [1300, 3] }, attrs: { to: [3] } },
    { shapes: { dy: [1300] }, attrs: { to: [] }, dtypes: { dy: 'i32' }, range: [-9, 9] },
    { shapes: { dy: [7, 2, 3] }, attrs: { to: [7, 1, 3] } },
    { shapes: { dy: [2, 3, 16, 40] }, attrs: { to: [3, 1, 1] } },
    { shapes: { dy: [3, 2600] }, attrs: { to: [3, 1] } },
  ],
});

/**
 * The sum of `x`, the operand of that name, down to the shape `to`, as the operand `target`; divided by `divisor`,
 * where there is one.
 */
export function sumKernel(
  operand: string,
  x: Operand,
  to: Shape,
  { software }: Adapter,
  { target: total = 'out', divisor }: { target?: string; divisor?: number } = {},
): Kernel | Program {
  const lead = x.shape.length - to.length;
  const summed = x.shape.map((n, axis) => axis < lead || (to[axis - lead] === 1 && n !== 1));
  const rows = x.shape.map((n, axis) => (summed[axis] ? 1 : n));
  const copies = x.shape.map((n, axis) => (summed[axis] ? n : 1));
  // Sums along whole vec4s read a quarter as often.
  const quads = quadsOf(copies, { copy: { ...x, shape: copies, offset: 0 } });
  const wide =
    quads !== null &&
    quads.wide.length === 1 &&
    x.offset % 4 === 0 &&
    x.strides.every((stride, axis) => rows[axis] === 1 || stride % 4 === 0);
  const row = gather(
    rows,
    {
      x: wide
        ? {
            ...x,
            shape: rows,
            strides: x.strides.map((stride, axis) => (rows[axis] === 1 ? 0 : stride / 4)),
            offset: x.offset / 4,
          }
        : { ...x, shape: rows },
    },
    'row_',
  );
  const copy = gather(
    wide ? quads.shape : copies,
    { copy: wide ? quads.operands.copy : { ...x, shape: copies, offset: 0 } },
    'copy_',
  );
  const length = size(copies) / (wide ? 4 : 1);
  const row_at = fn`
    fn row_at(i: u32) -> u32 {
      ${row.setup}
      return ${row.at.x};
    }`;
  const copy_at = fn`
    fn copy_at(i: u32) -> u32 {
      ${copy.setup}
      return ${copy.at.copy};
    }`;
  const type = name(x.dtype);
  const nearest = (wanted: boolean) =>
    Math.min(...x.strides.filter((_, axis) => summed[axis] === wanted && x.shape[axis] > 1).map(Math.abs));
  const across = nearest(false) < nearest(true);
  const indexing = { row_at, copy_at, wide, params: { ...row.params, ...copy.params } };
  const shared = { rows: size(rows), across, type, divisor };
  // Rows enough to keep a CPU's lanes busy need no second pass, as long as four accumulators keep their digits.
  if (length <= 2 * chunk || (software && size(rows) >= team && length <= 16 * chunk))
    return sumPass({ ...shared, source: operand, target: total, length, parts: 1, indexing });
  const passes: Kernel[] = [];
  const scratch: Record<string, number> = {};
  let source = operand;
  for (let left = length, level = 0; left > 1; level++) {
    const parts = partsOf(left, across);
    const target = parts === 1 ? total : `partial${level}`;
    if (parts > 1) scratch[target] = size(rows) * parts;
    passes.push(sumPass({ ...shared, source, target, length: left, parts, ...(level === 0 && { indexing }) }));
    source = target;
    left = parts;
  }
  return { passes, scratch };
}

/**
 * Partial sums that `length` summands make: a whole number of teams, or one smaller team. Rows that go across need
 * none.
 */
const partsOf = (length: number, across: boolean): number =>
  length > team * chunk && !across ? Math.ceil(length / (team * chunk)) * team : Math.ceil(length / chunk);

interface SumPass {
  source: string;
  target: string;
  rows: number;
  /** Elements of a row, and the parts that they are summed in. */
  length: number;
  parts: number;
  /** Whether neighbouring invocations take rows, and not parts of a row. */
  across: boolean;
  type: Snippet;
  divisor: number | undefined;
  /** Where the elements of a row lie; without it the terms are the sums of an earlier pass. */
  indexing?: { row_at: Snippet; copy_at: Snippet; params: Kernel['params']; wide: boolean };
}

function sumPass({ source, target, rows, length, parts, across, type, divisor, indexing }: SumPass): Kernel {
  const held = indexing?.wide ? wgsl`vec4<${type}>` : type;
  const divides = divisor !== undefined && parts === 1;
  const term = (k: Snippet) =>
    indexing
      ? wgsl`${name(source)}[start + ${indexing.copy_at}(${k})]`
      : wgsl`${name(source)}[start + ${k}${across ? wgsl` * p.rows` : wgsl``}]`;
  const sumOfFour = wgsl`((total.x + total.y) + (total.z + total.w))`;
  const body = wgsl`
    let row = ${across ? wgsl`i % p.rows` : wgsl`i / p.parts`};
    let part = ${across ? wgsl`i / p.rows` : wgsl`i % p.parts`};
    let first = part / p.step * p.block;
    let end = min(first + p.block, p.terms);
    let start = ${indexing ? wgsl`${indexing.row_at}(row)` : across ? wgsl`row` : wgsl`row * p.terms`};
    var sum0 = ${held}(0);
    var sum1 = ${held}(0);
    var sum2 = ${held}(0);
    var sum3 = ${held}(0);
    var k = first + part % p.step;
    for (; k + 3 * p.step < end; k += 4 * p.step) {
      sum0 += ${term(wgsl`k`)};
      sum1 += ${term(wgsl`(k + p.step)`)};
      sum2 += ${term(wgsl`(k + 2 * p.step)`)};
      sum3 += ${term(wgsl`(k + 3 * p.step)`)};
    }
    for (; k < end; k += p.step) { sum0 += ${term(wgsl`k`)}; }
    let total = (sum0 + sum1) + (sum2 + sum3);
    ${name(target)}[i] = ${indexing?.wide ? sumOfFour : wgsl`total`}${divides ? wgsl` / p.divisor` : wgsl``};`;
  const step = across ? 1 : Math.min(team, parts);
  const block = parts === 1 ? length : step * chunk;
  return {
    ...each(rows * parts, body, {
      params: {
        rows,
        parts,
        step,
        block,
        terms: length,
        ...(divides && { divisor: { f32: divisor } }),
        ...indexing?.params,
      },
    }),
    reads: [source],
    writes: [target],
    types: { [source]: held, [target]: type },
  };
}

/** `dy` written into zeros of shape `to` at the places a slice was taken from: the adjoint of `slice`. */
export const embedOp = defineOp({
  name: 'embed',
  inputs: ['dy'],
  attrs: {} as { to: Shape; starts: readonly number[]; steps: readonly number[] },
  dtypes: { dy: anyDType },
  shape: (_, { to }) => to,
  reference: ({ dy, out }, { to, starts, steps }) => {
    const strides = rowMajor(to);
    const from = rowMajor(dy.shape);
    for (let i = 0; i < dy.data.length; i++) {
      const at = from.reduce(
        (sum, step, axis) =>
          sum + strides[axis] * (starts[axis] + steps[axis] * (Math.floor(i / step) % dy.shape[axis])),
        0,
      );
      out.data[at] = dy.data[i];
    }
  },
  kernel: ({ dy, out }, { to, starts, steps }) => {
    const strides = rowMajor(dy.shape);
    const lines = to.map((n, axis) => {
      const backwards = steps[axis] < 0;
      const distance = backwards ? wgsl`${u32(starts[axis])} - at` : wgsl`at - ${u32(starts[axis])}`;
      const before = backwards ? wgsl`at > ${u32(starts[axis])}` : wgsl`at < ${u32(starts[axis])}`;
      const step = u32(Math.abs(steps[axis]));
      return {
        n,
        axis,
        code: wgsl`
          {
            let at = rest % ${u32(n)};
            rest /= ${u32(n)};
            let distance = ${distance};
            inside = inside && !(${before}) && distance % ${step} == 0u && distance / ${step} < ${u32(dy.shape[axis])};
            from_at += (distance / ${step}) * ${u32(strides[axis])};
          }`,
      };
    });
    const zero = wgsl`${name(dy.dtype === 'bool' ? 'u32' : dy.dtype)}(0)`;
    return each(
      size(out.shape),
      wgsl`
        var rest = i;
        var from_at = 0u;
        var inside = true;
        ${lines.reverse().map(({ code }) => code)}
        var value = ${zero};
        if (inside) { value = dy[from_at]; }
        out[i] = value;`,
    );
  },
  grad: ({ dy, inputs, attrs: { starts, steps } }) => ({
    dy: inputs.dy.shape.reduce(
      (x, n, axis) =>
        x.slice(
          axis,
          starts[axis],
          steps[axis] < 0 && starts[axis] + steps[axis] * n < 0 ? undefined : starts[axis] + steps[axis] * n,
          steps[axis],
        ),
      dy,
    ),
  }),
  samples: [{ shapes: { dy: [2, 3] }, attrs: { to: [4, 7], starts: [1, 6], steps: [1, -3] } }],
});

export const accumulate = (a: Tensor, b: Tensor): Tensor => accumulateOp({ a, b });
/** Sums `x` down to `to`, a shape it is a broadcast of: nothing but a view where only axes of size 1 go. */
export const sumTo = (x: Tensor, to: Shape): Tensor =>
  x.size === size(to) ? x.reshape(to) : sumToOp({ dy: x }, { to });
export const embed = (x: Tensor, to: Shape, starts: readonly number[], steps: readonly number[]): Tensor =>
  embedOp({ dy: x }, { to, starts, steps });
