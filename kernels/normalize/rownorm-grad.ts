/** The gradient of row normalisation: rows for dx, columns for dweight and dbias. */
import { pullback } from '../../engine/autograd.ts';
import type { Adapter, Kernel, Program } from '../../engine/gpu/kernel.ts';
import type { Described, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { add } from '../elementwise/add.ts';
import { batchNormEvalOp } from './batchnorm-eval.ts';
import { mul } from '../elementwise/mul.ts';
import type { RowNormAttrs } from './rownorm-parts.ts';
import { affineIndex, centred, checkRows, eachNormalized, rowParams, rowStatistics } from './rownorm-parts.ts';
import { rowKernel, rowsAlong, sumAlong } from '../make/rows.ts';
import { sub } from '../elementwise/sub.ts';
import { mean } from '../reduce/mean.ts';
import { treeReduce } from '../make/tree.ts';

/**
 * dx = rstd · (g - mean g - x̂ · mean(g·x̂)) with g = dy·weight; the mean of g only where the mean of x was taken off.
 */
function rowsPass(x: Described, weight: boolean, attrs: RowNormAttrs, adapter: Adapter): Kernel {
  const g = wgsl`dy[at + k]${weight ? wgsl` * weight[${affineIndex(attrs)}]` : wgsl``}`;
  return {
    ...rowKernel(
      rowsAlong(x.shape, 1),
      wgsl`
        ${rowStatistics(attrs.center, x.shape[1])}
        ${sumAlong(
          [wgsl`plain`, wgsl`dot`],
          wgsl`
            let g = ${g};
            plain += g;
            dot += g * ${centred};`,
          { length: x.shape[1] },
        )}
        dot = row_sum(dot, lane) * rstd / p.terms;
        ${attrs.center ? wgsl`plain = row_sum(plain, lane) / p.terms;` : wgsl`plain = 0.0;`}
        for (var k = lane; k < p.length; k += lanes) {
          dx[at + k] = rstd * (${g} - plain - ${centred} * rstd * dot);
        }
        if (lane == 0u) { statistics[row] = vec4<f32>(shift, rest, rstd, 0.0); }`,
      adapter,
      { params: rowParams(x.shape[1], attrs) },
    ),
    reads: ['x', 'dy', ...(weight ? ['weight'] : [])],
    writes: ['dx', 'statistics'],
    types: { statistics: wgsl`vec4<f32>` },
  };
}

/** Σ dy·x̂ and Σ dy for each weight: over images, and over its span within a row. */
function columnsPasses(x: Described, { groups, span }: RowNormAttrs): Program & { scratch: Record<string, number> } {
  const [rows, length] = x.shape;
  const program = treeReduce({
    rows: (groups * length) / span,
    length: (rows / groups) * span,
    across: span === 1,
    type: wgsl`vec2<f32>`,
    words: 2,
    start: wgsl`vec2<f32>()`,
    merge: wgsl`a + b`,
    take: wgsl`
      let image_row = k / p.span * p.groups + row / p.per_group;
      let at = image_row * p.per_group * p.span + row % p.per_group * p.span + k % p.span;
      let statistic = statistics[image_row];
      acc += vec2<f32>(dy[at] * ((x[at] - statistic.x) - statistic.y) * statistic.z, dy[at]);`,
    finish: wgsl`
      dweight[row] = acc.x;
      dbias[row] = acc.y;`,
    reads: ['x', 'dy', 'statistics'],
    writes: ['dweight', 'dbias'],
    params: { groups, per_group: length / span, span },
  });
  return {
    ...program,
    passes: program.passes.map((pass) => ({ ...pass, types: { ...pass.types, statistics: wgsl`vec4<f32>` } })),
  };
}

export const rowNormGradOp: Op<RowNormAttrs, ['x', 'dy', 'weight?'], 'dx' | 'dweight' | 'dbias'> = defineOp({
  name: 'row_norm_grad',
  inputs: ['x', 'dy', 'weight?'],
  attrs: {} as RowNormAttrs,
  outputs: (inputs, attrs) => {
    const dx = checkRows(inputs, attrs);
    const sums = { shape: [(attrs.groups * dx.shape[1]) / attrs.span], dtype: dx.dtype };
    return { dx, dweight: sums, dbias: sums };
  },
  reference: ({ x, dy, weight, dx, dweight, dbias }, attrs) => {
    const [rows, length] = x.shape;
    const plain = new Float64Array(rows);
    const dot = new Float64Array(rows);
    const g = (at: number, affine: number) => dy.data[at] * (weight?.data[affine] ?? 1);
    eachNormalized(x, attrs, (at, row, affine, normalized) => {
      if (attrs.center) plain[row] += g(at, affine) / length;
      dot[row] += (g(at, affine) * normalized) / length;
      dweight.data[affine] += dy.data[at] * normalized;
      dbias.data[affine] += dy.data[at];
    });
    eachNormalized(
      x,
      attrs,
      (at, row, affine, normalized, rstd) =>
        (dx.data[at] = rstd * (g(at, affine) - plain[row] - normalized * dot[row])),
    );
  },
  kernel: ({ x, weight }, attrs, adapter) => {
    const columns = columnsPasses(x, attrs);
    return {
      passes: [rowsPass(x, Boolean(weight), attrs, adapter), ...columns.passes],
      scratch: { statistics: 4 * x.shape[0], ...columns.scratch },
    };
  },
  grad: ({ inputs: { x, dy, weight }, d, attrs }, wanted) => {
    const affine = weight ? [weight] : [];
    const first = () => pullback(() => composite(x, weight, attrs), [x, ...affine], dy).grads;
    const second = pullback(first, [x, dy, ...affine], weight ? [d.dx, d.dweight] : [d.dx]).grads;
    return {
      x: second[0],
      dy: wanted.dy && d.dbias ? add(second[1], spread(d.dbias, x.shape, attrs)) : second[1],
      weight: second[2],
    };
  },
  flops: ({ x }) => 20 * size(x.shape),
  samples: [
    { shapes: { x: [5, 33], dy: [5, 33], weight: [33] }, attrs: { eps: 1e-5, center: true, groups: 1, span: 1 } },
    { shapes: { x: [6, 14], dy: [6, 14], weight: [6] }, attrs: { eps: 1e-3, center: true, groups: 3, span: 7 } },
    { shapes: { x: [140, 9], dy: [140, 9], weight: [9] }, attrs: { eps: 1e-6, center: false, groups: 1, span: 1 } },
  ],
});

/** A value for each weight, seen at every element of [rows, elements]. */
function spread(affine: Tensor, shape: Shape, { groups, span }: RowNormAttrs): Tensor {
  const perGroup = shape[1] / span;
  return affine
    .reshape(1, groups, perGroup, 1)
    .expand(shape[0] / groups, groups, perGroup, span)
    .reshape(shape);
}

/** The same normalisation from ops whose gradients have gradients. */
function composite(x: Tensor, weight: Tensor | undefined, attrs: RowNormAttrs): Tensor {
  const [rows, length] = x.shape;
  const average = attrs.center ? mean(x, 1, { keep: true }) : zeros(x.device, [rows, 1]);
  const apart = sub(x, average);
  const statistics = { mean: average.reshape(rows), variance: mean(mul(apart, apart), 1) };
  const normalized = batchNormEvalOp({ x: x.reshape(1, rows, length), ...statistics }, { eps: attrs.eps }).reshape(
    x.shape,
  );
  return weight ? mul(normalized, spread(weight, x.shape, attrs)) : normalized;
}
