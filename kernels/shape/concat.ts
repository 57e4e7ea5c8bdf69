import { checkList, checkTensors } from '../../engine/arguments.ts';
import type { Shape } from '../../engine/shape.ts';
import { normalizeAxis, show, size } from '../../engine/shape.ts';
import { anyDType, defineOp } from '../../engine/op.ts';
import { DTypeError, ShapeError } from '../../engine/errors.ts';
import { quadsOf } from '../../engine/pointwise.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { each, elementType } from '../../engine/gpu/kernel.ts';
import { gather } from '../../engine/indexing.ts';
import type { Kernel, Param } from '../../engine/gpu/kernel.ts';
import type { Described } from '../../engine/op.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** Elements of a tensor that lie together under one index of the axes before `axis`. */
const inner = (shape: Shape, axis: number): number => size(shape.slice(axis));

/** Every adapter binds eight buffers, one of which is the output. */
const inputsPerPass = 7;

export const concatOp = defineOp({
  name: 'concat',
  inputs: ['...xs'],
  attrs: {} as { axis: number },
  dtypes: { '...xs': anyDType },
  shape: (inputs, { axis }) => {
    const all = Object.values(inputs);
    checkAlike('concat', all);
    const [first] = all;
    for (const { shape } of all) {
      if (shape.length !== first.shape.length || shape.some((n, i) => i !== axis && n !== first.shape[i])) {
        throw new ShapeError(
          'concat',
          `shapes differ outside axis ${axis}`,
          all.map((input) => show(input.shape)).join(', '),
          'all other sizes must be equal',
        );
      }
    }
    return first.shape.map((n, i) => (i === axis ? all.reduce((sum, { shape }) => sum + shape[axis], 0) : n));
  },
  strided: ['...xs'],
  reference: ({ out, ...inputs }, { axis }) => {
    const row = inner(out.shape, axis);
    let start = 0;
    for (const { shape, data } of Object.values(inputs)) {
      const part = inner(shape, axis);
      for (let i = 0; i < data.length; i++) out.data[Math.floor(i / part) * row + start + (i % part)] = data[i];
      start += part;
    }
  },
  kernel: ({ out, ...inputs }, { axis }) => {
    const filled = Object.entries(inputs).filter(([, { shape }]) => size(shape) > 0);
    const outer = size(out.shape.slice(0, axis));
    // Parts that lie in whole vec4s move four elements at a time.
    const quads = filled.map(([key, x]) => (inner(x.shape, axis) % 4 === 0 ? quadsOf(x.shape, { [key]: x }) : null));
    const unit = quads.every((quad) => quad?.wide.length === 1) ? 4 : 1;
    const row = inner(out.shape, axis) / unit;
    const type = wgsl`vec4<${elementType[out.dtype]}>`;
    const parts = filled.map(([key, x], n) => {
      const { shape, operand } =
        unit === 4 ? { shape: quads[n]!.shape, operand: quads[n]!.operands[key] } : { shape: x.shape, operand: x };
      return { key, length: inner(x.shape, axis) / unit, from: gather(shape, { [key]: operand }, `${key}_`) };
    });
    const passes: Kernel[] = [];
    for (let first = 0, start = 0; first < parts.length; first += inputsPerPass) {
      const group = parts.slice(first, first + inputsPerPass);
      const span = group.reduce((sum, { length }) => sum + length, 0);
      const params: Record<string, Param> = { span, row, start };
      const cases = group.map(({ key, length, from }) => {
        Object.assign(params, from.params, { [`${key}_part`]: length });
        const part = wgsl`p.${name(`${key}_part`)}`;
        return wgsl`
          if (at < ${part}) {
            let i = line * ${part} + at;
            ${from.setup}
            out[place] = ${name(key)}[${from.at[key]}];
            return;
          }
          at -= ${part};`;
      });
      const body = wgsl`
        let line = i / p.span;
        var at = i - line * p.span;
        let place = line * p.row + p.start + at;
        ${cases}`;
      const types = Object.fromEntries([...group.map(({ key }) => key), 'out'].map((key) => [key, type]));
      passes.push({
        ...each(outer * span, body, { params, ...(unit === 4 && { types }) }),
        reads: group.map(({ key }) => key),
      });
      start += span;
    }
    return { passes };
  },
  grad: ({ dy, inputs, attrs: { axis } }, wanted) => {
    let start = 0;
    return Object.fromEntries(
      Object.entries(inputs).map(([key, { shape }]) => {
        const from = start;
        start += shape[axis];
        return [key, wanted[key as `xs${number}`] && dy.slice(axis, from, from + shape[axis])];
      }),
    );
  },
  samples: [
    { shapes: { xs0: [2, 3, 5], xs1: [2, 1, 5], xs2: [2, 4, 5] }, attrs: { axis: 1 } },
    { shapes: { xs0: [3, 1], xs1: [3, 70] }, attrs: { axis: 1 }, dtypes: { xs0: 'i32', xs1: 'i32' }, range: [-9, 9] },
    { shapes: { xs0: [0, 4], xs1: [2, 4] }, attrs: { axis: 0 } },
    { shapes: { xs0: [3, 2, 6], xs1: [3, 4, 6] }, attrs: { axis: 1 }, dtypes: { xs0: 'bool', xs1: 'bool' } },
    { shapes: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`xs${i}`, [2, i % 3]])), attrs: { axis: 1 } },
  ],
});

function checkAlike(op: string, inputs: readonly Described[]): void {
  const odd = inputs.find(({ dtype }) => dtype !== inputs[0].dtype);
  if (odd)
    throw new DTypeError(
      op,
      'the dtypes differ',
      `${inputs[0].dtype} ${show(inputs[0].shape)} and ${odd.dtype} ${show(odd.shape)}`,
      'cast them to one dtype',
    );
}

/**
 * Tensors joined along an axis that they have; all other sizes must be equal. Any number of them, of any one dtype.
 * @throws ShapeError when sizes differ or the list is empty; DTypeError when dtypes differ.
 */
export function concat(tensors: readonly Tensor[], axis = 0): Tensor {
  checkList('concat', 'tensors', tensors);
  checkTensors('concat', tensors);
  const at = normalizeAxis('concat', axis, tensors[0]?.rank ?? 1);
  return concatOp(Object.fromEntries(tensors.map((tensor, i) => [`xs${i}`, tensor])), { axis: at });
}
