/**
 * A linear layer and its gelu in one pass, which a forward pass of a transformer has in each block. Apart from
 * `linear`, so that who needs no gelu ships none.
 */
import { checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { fn, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { show, size } from '../../engine/shape.ts';
import { isRecorded } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { gelu, geluAt, geluOf } from '../elementwise/gelu.ts';
import { productKernel } from './kernel.ts';
import { linear } from './linear.ts';
import { matmulOp } from './matmul.ts';
import type { Finish } from './product.ts';

/** Lanes have vec4s, and a loop's bound that no compiler sees: the error function stands in the text once a row. */
const finish: Finish = (type) =>
  type.code === 'f32'
    ? fn`fn finish_gelu(x: f32) -> f32 { return ${geluOf}; }`
    : fn`
      fn finish_gelu(four: vec4<f32>) -> vec4<f32> {
        var result = four;
        for (var c = 0u; c < p.four; c++) {
          let x = result.x;
          result = vec4<f32>(result.yzw, ${geluOf});
        }
        return result;
      }`;

type Attrs = { biasAxis?: 'column' };

/** gelu(a · b + bias), with the exact gelu: a [..., m, k], b [..., k, n], bias [n] → [..., m, n]. */
export const matmulGeluOp: Op<Attrs, ['a', 'b', 'bias?']> = defineOp({
  name: 'matmul_gelu',
  inputs: ['a', 'b', 'bias?'],
  attrs: {} as Attrs,
  shape: (inputs, attrs) => matmulOp.spec.shape!(inputs, attrs),
  strided: ['a', 'b'],
  reference: (arrays, attrs) => {
    matmulOp.spec.reference(arrays, attrs);
    const { data } = arrays.out;
    for (let i = 0; i < data.length; i++) data[i] = geluAt(data[i]);
  },
  kernel: ({ a, b, bias, out }, attrs, adapter) => {
    const biasAxis = bias && attrs.biasAxis;
    const product = (activation?: Finish) =>
      productKernel({ a, b, shape: out.shape, epilogue: { biasAxis, activation } }, adapter);
    if (adapter.software) return product(finish);
    // An invocation of a tile has dozens of results, and the error function would stand in the text as often.
    const made = product();
    const { passes, scratch } = 'passes' in made ? made : { passes: [made], scratch: {} };
    const last = each(
      size(out.shape),
      wgsl`
        let x = out[i];
        out[i] = ${geluOf};`,
    );
    return { passes: [...passes, { ...last, reads: [], writes: ['out'] }], scratch };
  },
  // What went in is made again: `linearGelu` comes here only where no gradient was expected.
  grad: (context, wanted) => {
    const { inputs, attrs, dy } = context;
    const slope = gelu.ops[1]({ at: matmulOp(inputs, attrs), dy }, { approximate: 'none' });
    return matmulOp.spec.grad!(
      { ...context, dy: slope, d: { out: slope } },
      { scale: false, residual: false, ...wanted },
    );
  },
  plain: (inputs, attrs) => ({ out: gelu(matmulOp(inputs, attrs)) }),
  flops: ({ a, out }) => size(out.shape) * (2 * a.shape.at(-1)! + 50),
  samples: [
    { shapes: { a: [2, 5, 7], b: [2, 7, 6] } },
    { shapes: { a: [12, 8], b: [8, 36], bias: [36] }, attrs: { biasAxis: 'column' }, range: [-2, 2] },
    { shapes: { a: [2, 8300], b: [8300, 4] }, range: [-0.2, 0.2] },
    { shapes: { a: [1, 70], b: [3, 70, 67], bias: [67] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [130, 130], b: [130, 132], bias: [132] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [37, 1028], b: [1028, 3], bias: [3] }, attrs: { biasAxis: 'column' } },
  ],
});

/**
 * gelu(x · wᵀ + bias) over the last axis, with the exact gelu: x [..., in], w [out, in], bias [out] → [..., out]. While
 * a gradient of them is recorded the gelu is a pass of its own, since its slope needs what went in.
 * @throws ShapeError when the widths differ.
 */
export const linearGelu = Object.assign(
  (x: Tensor, w: Tensor, bias?: Tensor | null): Tensor => {
    checkTensors('linearGelu', { x, w });
    if ([x, w, bias].some((input) => input && isRecorded(input))) return gelu(linear(x, w, bias));
    const width = x.shape.at(-1);
    if (w.rank !== 2 || width !== w.shape[1])
      throw new ShapeError(
        'linearGelu',
        'the widths differ',
        `x ${show(x.shape)}, w ${show(w.shape)}`,
        'x is [..., in], w is [out, in]',
      );
    const rows = x.shape.slice(0, -1);
    const flat = x.reshape(size(rows), width);
    return matmulGeluOp(
      { a: flat, b: w.transpose(), bias: bias ?? undefined },
      { ...(bias && { biasAxis: 'column' as const }) },
    ).reshape([...rows, w.shape[0]]);
  },
  { ops: [matmulGeluOp] },
);
