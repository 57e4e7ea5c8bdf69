/** Borders made of the tensor itself, along one axis: mirrored, repeated, wrapped round. */
import { ShapeError } from '../../engine/errors.ts';
import type { Param } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { anyDType, defineOp, numberDTypes } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { coordinates, eachIndex, elementAt, indexOf, modulo, register, replaced } from './coordinates.ts';

export type BorderMode = 'reflect' | 'symmetric' | 'edge' | 'wrap';

interface BorderAttrs {
  axis: number;
  before: number;
  after: number;
  mode: BorderMode;
}

/**
 * All modes but edge repeat with a period: place c reads m = (c + shift) mod period, or mirror - m where m is past the
 * end. `shift` is made non-negative, so that kernels need no signed remainder.
 */
function pattern(n: number, { before, mode }: BorderAttrs): { period: number; mirror: number; shift: number } {
  const period = mode === 'wrap' ? n : mode === 'symmetric' ? 2 * n : Math.max(1, 2 * (n - 1));
  return { period, mirror: mode === 'reflect' ? period : period - 1, shift: modulo(-before, period) };
}

/** Where place `c` along the axis reads from. */
function source(c: number, n: number, attrs: BorderAttrs): number {
  if (attrs.mode === 'edge') return Math.min(Math.max(c - attrs.before, 0), n - 1);
  const { period, mirror, shift } = pattern(n, attrs);
  const m = (c + shift) % period;
  return m < n ? m : mirror - m;
}

const axisParams = (n: number, attrs: BorderAttrs): Record<string, Param> =>
  attrs.mode === 'edge' ? { before: { i32: attrs.before }, inner: n } : { ...pattern(n, attrs), inner: n };

export const borderOp: Op<BorderAttrs, ['x']> = defineOp({
  name: 'border',
  inputs: ['x'],
  attrs: {} as BorderAttrs,
  dtypes: { x: anyDType },
  shape: ({ x }, { axis, before, after, mode }) => {
    if (x.shape[axis] === 0)
      throw new ShapeError(
        'pad',
        `mode ${mode} needs elements to repeat`,
        `axis ${axis} of ${show(x.shape)}`,
        'use mode constant',
      );
    return replaced(x.shape, axis, x.shape[axis] + before + after);
  },
  strided: ['x'],
  reference: ({ x, out }, attrs) => {
    const n = x.shape[attrs.axis];
    eachIndex(
      out.shape,
      (i, at) => (out.data[i] = x.data[indexOf(replaced(at, attrs.axis, source(at[attrs.axis], n, attrs)), x.shape)]),
    );
  },
  kernel: ({ x, out }, attrs) => {
    const { setup, at, params } = coordinates(out.shape);
    const c = at[attrs.axis];
    const from = elementAt('x', x, replaced(at, attrs.axis, name('from_c')));
    const find =
      attrs.mode === 'edge'
        ? wgsl`let from_c = u32(clamp(i32(${c}) - p.before, 0, i32(p.inner) - 1));`
        : wgsl`
          let m = (${c} + p.shift) % p.period;
          let from_c = select(p.mirror - m, m, m < p.inner);`;
    return each(
      size(out.shape),
      wgsl`
        ${setup}
        ${find}
        out[i] = x[${from.index}];`,
      {
        params: { ...params, ...from.params, ...axisParams(x.shape[attrs.axis], attrs) },
      },
    );
  },
  grad: ({ inputs: { x }, dy, attrs }) => ({ x: borderAdjointOp({ dy }, { ...attrs, to: x.shape }) }),
  samples: [
    { shapes: { x: [2, 5, 3] }, attrs: { axis: 1, before: 2, after: 3, mode: 'reflect' } },
    { shapes: { x: [3, 4] }, attrs: { axis: 1, before: 9, after: 10, mode: 'reflect' } },
    { shapes: { x: [4, 2] }, attrs: { axis: 0, before: 11, after: -1, mode: 'symmetric' } },
    { shapes: { x: [3, 1] }, attrs: { axis: 1, before: 2, after: 1, mode: 'reflect' } },
    { shapes: { x: [5, 3] }, attrs: { axis: 0, before: -2, after: 4, mode: 'edge' } },
    { shapes: { x: [2, 3, 2] }, attrs: { axis: 2, before: 3, after: 5, mode: 'edge' } },
    { shapes: { x: [3, 40] }, attrs: { axis: 0, before: 4, after: 8, mode: 'wrap' } },
  ],
});

/**
 * Sums at each element the places that read it. Those are one or two arithmetic progressions (a run, for edge), walked
 * in order.
 */
export const borderAdjointOp: Op<BorderAttrs & { to: Shape }, ['dy']> = defineOp({
  name: 'border_adjoint',
  inputs: ['dy'],
  attrs: {} as BorderAttrs & { to: Shape },
  dtypes: { dy: numberDTypes },
  shape: (_, { to }) => to,
  strided: ['dy'],
  reference: ({ dy, out }, attrs) => {
    const n = out.shape[attrs.axis];
    eachIndex(
      dy.shape,
      (i, at) =>
        (out.data[indexOf(replaced(at, attrs.axis, source(at[attrs.axis], n, attrs)), out.shape)] += dy.data[i]),
    );
  },
  kernel: ({ dy, out }, attrs) => {
    const { setup, at, params } = coordinates(out.shape);
    const j = at[attrs.axis];
    const from = elementAt('dy', dy, replaced(at, attrs.axis, name('c')));
    const walk = wgsl`for (var c = first; c < p.places; c += p.period) { total += dy[${from.index}]; }`;
    const sum =
      attrs.mode === 'edge'
        ? wgsl`
          let start = select(max(i32(${j}) + p.before, 0), 0, ${j} == 0u);
          let end = select(min(i32(${j}) + p.before + 1, i32(p.places)), i32(p.places), ${j} + 1u == p.inner);
          for (var place = start; place < end; place++) {
            let c = u32(place);
            total += dy[${from.index}];
          }`
        : wgsl`
          {
            let first = (${j} + p.period - p.shift) % p.period;
            ${walk}
          }
          let mirrored = p.mirror - ${j};
          if (mirrored >= p.inner && mirrored < p.period) {
            let first = (mirrored + p.period - p.shift) % p.period;
            ${walk}
          }`;
    const body = wgsl`
      ${setup}
      var total = ${register(dy.dtype)}(0);
      ${sum}
      out[i] = total;`;
    return each(size(out.shape), body, {
      params: { ...params, ...from.params, ...axisParams(out.shape[attrs.axis], attrs), places: dy.shape[attrs.axis] },
    });
  },
  grad: ({ dy, attrs: { axis, before, after, mode } }) => ({
    dy: borderOp({ x: dy }, { axis, before, after, mode }),
  }),
  samples: [{ shapes: { dy: [2, 9] }, attrs: { to: [2, 4], axis: 1, before: 2, after: 3, mode: 'symmetric' } }],
});

/** One axis of `x` with a border. */
export const border = (x: Tensor, axis: number, before: number, after: number, mode: BorderMode): Tensor =>
  borderOp({ x }, { axis, before, after, mode });
