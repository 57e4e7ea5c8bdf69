/**
 * Criss-cross attention without its map: one softmax over each pixel's column (without the pixel) and row (with it).
 * The row pass leaves its mean and log-sum-exp; the column pass goes on from there. Backward, both passes know the joint log-sum-exp, so each
 * is dense attention along a line, and the second adds to what the first wrote: the order of dispatches is the order of the sum.
 */
import { checkOptions } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Operand, Program } from '../../engine/gpu/kernel.ts';
import type { Described, GradContext, HostArray, Op, Sample } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { rowMajor, sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { applyCrissCross, crissCrossScores, crissCrossWeights } from '../criss-cross.ts';
import { logsumexp } from '../reduce/logsumexp.ts';
import { secondGradients } from './second.ts';
import { statsOperand, statsPass } from './stats.ts';
import type { Operands } from './passes.ts';
import { forwardPass, keyPasses, queryPass } from './passes.ts';

type Line = 'row' | 'column';

/** [B, C, H, W] as lines [B, H, 1, W, C] or [B, W, 1, H, C]; [B, H, W] likewise, of one channel. */
function lines({ dtype, offset, ...x }: Operand, line: Line): Operand {
  const of = ([batch, channels, rows, columns]: Shape, one: number) =>
    line === 'row' ? [batch, rows, one, columns, channels] : [batch, columns, one, rows, channels];
  const image = (list: Shape) => (list.length === 4 ? list : [list[0], 1, ...list.slice(1)]);
  return { dtype, offset, shape: of(image(x.shape), 1), strides: of(image(x.strides), 0) };
}
const allLines = (operands: Operands, line: Line): Record<string, Operand> =>
  Object.fromEntries(Object.entries(operands).map(([key, x]) => [key, lines(x, line)]));

const dense = (shape: Shape): Operand => ({ shape, dtype: 'f32', strides: rowMajor(shape), offset: 0 });

/** A pixel's keys: its row, then its column, where it masks itself with a score of -∞ as the official code does: 0 · ∞ is NaN there too. */
function eachPixel(
  { q, k }: Readonly<Record<string, HostArray>>,
  visit: (pixel: { batch: number; at: number; keys: readonly number[]; scores: readonly number[] }) => void,
): void {
  const [batches, channels, height, width] = q.shape;
  const area = height * width;
  for (let batch = 0; batch < batches; batch++) {
    for (let at = 0; at < area; at++) {
      const [y, x] = [Math.floor(at / width), at % width];
      const keys = [
        ...Array.from({ length: width }, (_, i) => y * width + i),
        ...Array.from({ length: height }, (_, i) => i * width + x),
      ];
      const scores = keys.map((key, i) => {
        if (i >= width && key === at) return -Infinity;
        let score = 0;
        for (let c = 0; c < channels; c++)
          score += q.data[(batch * channels + c) * area + at] * k.data[(batch * channels + c) * area + key];
        return score;
      });
      visit({ batch, at, keys, scores });
    }
  }
}

function check({ q, k, v }: Readonly<Record<string, Described>>): void {
  const got = `q ${show(q.shape)}, k ${show(k.shape)}, v ${show(v.shape)}`;
  if (q.shape.length !== 4 || v.shape.length !== 4)
    throw new ShapeError('crissCrossAttention', 'q, k and v must be images', got, 'pass [B, channels, H, W]');
  if (!sameShape(q.shape, k.shape))
    throw new ShapeError('crissCrossAttention', 'q and k differ in shape', got, 'project both from one image');
  if (q.shape[0] !== v.shape[0] || !sameShape(q.shape.slice(2), v.shape.slice(2)))
    throw new ShapeError(
      'crissCrossAttention',
      'v is not of the images of q and k',
      got,
      'project it from the same image',
    );
}

interface CrossAttrs {
  /** Factor on q · k. */
  scale: number;
}
const sampleShapes = (batch: number, height: number, width: number, d: number, e: number) => ({
  q: [batch, d, height, width],
  k: [batch, d, height, width],
  v: [batch, e, height, width],
});
const samples: readonly Sample<CrossAttrs>[] = [
  { shapes: sampleShapes(2, 5, 7, 3, 2), attrs: { scale: 1 } },
  { shapes: sampleShapes(1, 9, 12, 4, 8), attrs: { scale: 1 }, range: [-2, 2] },
  { shapes: sampleShapes(1, 1, 6, 3, 2), attrs: { scale: 1 } },
  { shapes: sampleShapes(1, 6, 1, 3, 2), attrs: { scale: 1 } },
];

export const crissCrossOp: Op<CrossAttrs> = defineOp<CrossAttrs>({
  name: 'criss_cross_attention',
  inputs: ['q', 'k', 'v'],
  strided: ['q', 'k', 'v'],
  live: ['scale'],
  outputs: (inputs) => {
    check(inputs);
    const [batch, , height, width] = inputs.q.shape;
    return { out: inputs.v, lse: { shape: [batch, height, width], dtype: 'f32' } };
  },
  reference: ({ q, k, v, out, lse }, { scale }) => {
    const [channels, area] = [v.shape[1], v.shape[2] * v.shape[3]];
    eachPixel({ q, k }, ({ batch, at, keys, scores }) => {
      const top = scale * scores.reduce((a, b) => Math.max(a, b), -Infinity);
      const weights = scores.map((score) => Math.exp(scale * score - top));
      const total = weights.reduce((a, b) => a + b, 0);
      lse.data[batch * area + at] = top + Math.log(total);
      for (let c = 0; c < channels; c++) {
        const plane = (batch * channels + c) * area;
        out.data[plane + at] = keys.reduce((sum, key, i) => sum + weights[i] * v.data[plane + key], 0) / total;
      }
    });
  },
  kernel: (operands, _, adapter): Program => {
    const row = { ...allLines(operands, 'row') };
    const column = { ...allLines(operands, 'column'), before: lines(dense(operands.lse.shape), 'column') };
    return {
      passes: [
        {
          ...forwardPass(adapter, row, {}, { emptyIsZero: true }),
          writes: ['out', 'row_lse'],
          names: { row_lse: 'lse' },
        },
        {
          ...forwardPass(adapter, column, { notSelf: true }, { emptyIsZero: false }),
          reads: ['q', 'k', 'v', 'row_lse'],
          names: { row_lse: 'before' },
        },
      ],
      scratch: { row_lse: size(operands.lse.shape) },
    };
  },
  grad: crissCrossGradient,
  flops: ({ q, v }) => (2 * size(q.shape) + 2 * size(v.shape)) * (q.shape[2] + q.shape[3]),
  samples,
});

function crissCrossGradient({
  inputs: { q, k, v },
  outputs: { out, lse },
  d,
  attrs,
}: GradContext<CrossAttrs>): Record<string, Tensor> {
  const dy = d.out ?? zeros(out.device, out.shape);
  const { dq, dk, dv } = crissCrossGradOp.many({ q, k, v, lse, out, dy, dlse: d.lse }, attrs);
  return { q: dq, k: dk, v: dv };
}

export const crissCrossGradOp: Op<CrossAttrs> = defineOp<CrossAttrs>({
  name: 'criss_cross_attention_grad',
  inputs: ['q', 'k', 'v', 'lse', 'out', 'dy', 'dlse?'],
  strided: ['q', 'k', 'v', 'out', 'dy'],
  live: ['scale'],
  outputs: ({ q, k, v }) => ({ dq: q, dk: k, dv: v }),
  reference: ({ q, k, v, lse, out, dy, dlse, dq, dk, dv }, { scale }) => {
    const [channels, narrow, area] = [v.shape[1], q.shape[1], v.shape[2] * v.shape[3]];
    eachPixel({ q, k }, ({ batch, at, keys, scores }) => {
      const pixel = batch * area + at;
      let delta = dlse ? -dlse.data[pixel] : 0;
      const planes = Array.from({ length: channels }, (_, c) => (batch * channels + c) * area);
      for (const plane of planes) delta += dy.data[plane + at] * out.data[plane + at];
      keys.forEach((key, i) => {
        const weight = Math.exp(scale * scores[i] - lse.data[pixel]);
        let change = -delta;
        for (const plane of planes) {
          change += dy.data[plane + at] * v.data[plane + key];
          dv.data[plane + key] += weight * dy.data[plane + at];
        }
        for (let c = 0; c < narrow; c++) {
          const plane = (batch * narrow + c) * area;
          dq.data[plane + at] += scale * weight * change * k.data[plane + key];
          dk.data[plane + key] += scale * weight * change * q.data[plane + at];
        }
      });
    });
  },
  kernel: (operands, _, adapter): Program => {
    const { lse, dlse } = operands;
    const [batch, height, width] = lse.shape;
    const [row, column] = (['row', 'column'] as const).map((line) => ({
      ...allLines(operands, line),
      stats: linesOfStats(lse.shape, line),
    }));
    const makesStats = !dlse; // with it there would be nine buffers, and some adapters bind eight
    return {
      passes: [
        ...(makesStats ? [] : [statsPass({ ...row, lse: { ...lse, shape: [batch, height, 1, width] } })]),
        queryPass(adapter, row, {}, { makesStats }),
        queryPass(adapter, column, { notSelf: true }, { add: true }),
        ...keyPasses(adapter, row, {}),
        ...keyPasses(adapter, column, { notSelf: true }, { add: true }),
      ],
      scratch: { stats: 2 * size(lse.shape) },
    };
  },
  // Computed from the other inputs, whose gradients count for them.
  constant: ['out', 'lse'],
  grad: ({ inputs, attrs: { scale }, d }) => {
    const { q, k, v } = inputs;
    const outputs = () => [
      applyCrissCross(crissCrossWeights(q, k, scale), v),
      ...(inputs.dlse ? [logsumexp(crissCrossScores(q, k, scale), 3)] : []),
    ];
    return secondGradients(inputs, outputs, ['q', 'k', 'v'], [d.dq, d.dk, d.dv]);
  },
  flops: ({ q, v }) => (10 * size(q.shape) + 8 * size(v.shape)) * (q.shape[2] + q.shape[3]),
  samples: samples.map(({ shapes, attrs }) => ({
    // Statistics at random are not those of q and k, which the gradient's own gradient takes them for.
    differentiable: false,
    attrs,
    shapes: { ...shapes, lse: [shapes.q[0], ...shapes.q.slice(2)], out: shapes.v, dy: shapes.v },
  })),
});

/** stats [B, H, W, 2] as lines. */
function linesOfStats([batch, height, width]: Shape, line: Line): Operand {
  const { shape, strides, ...rest } = statsOperand([batch, height, width]);
  const of = ([b, h, w, c]: Shape, one: number) => (line === 'row' ? [b, h, one, w, c] : [b, w, one, h, c]);
  return { ...rest, shape: of(shape, 1), strides: of(strides, 0) };
}

/**
 * Each pixel's weighted mean of the values in its row and column (Huang et al., "CCNet", ICCV 2019, arXiv 1811.11721), in memory that does not
 * grow with H + W. Differentiable; gradients of gradients go by plain ops.
 * @param q [B, d, H, W] @param k [B, d, H, W] @param v [B, e, H, W]
 * @returns [B, e, H, W]
 * @throws ShapeError when they are not of the same images.
 */
export function crissCrossAttention(q: Tensor, k: Tensor, v: Tensor, options: { scale?: number } = {}): Tensor {
  const { scale = 1 } = checkOptions('crissCrossAttention', options, 'scale');
  return crissCrossOp({ q, k, v }, { scale: Math.fround(scale) });
}
