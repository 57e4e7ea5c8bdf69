/**
 * What the benchmark runs, in this engine: the cases' operations by name. One step of each gives its results; inputs are made before.
 * The same functions serve `saccade bench`, the page, and the outside yardstick.
 */
import { valueAndGrad, vjp } from '../engine/autograd.ts';
import type { Tensor } from '../engine/tensor.ts';
import { parameter } from '../engine/tensor.ts';
import { copy } from '../engine/cast.ts';
import { add, applyCrissCross, concat, conv2d, crissCrossWeights, crossEntropy, globalAvgPool, imageAttention, linear, matmul, maxPool2d, mul, relu, scaledDotProductAttention, softmax } from '../kernels/index.ts';
import { Adam } from '../train/optim.ts';

export interface WorkloadSpec {
  pad?: number;
  heads?: number;
  k?: number;
  lr?: number;
}

/** Makes the step of a case. The step records work and gives what its answer is read from. */
export type Workload = (inputs: Record<string, Tensor>, spec: WorkloadSpec) => () => readonly Tensor[];

/** [O, C, 1, 1] as the matrix it is. */
const matrix = (w: Tensor): Tensor => w.reshape(w.shape[0], w.shape[1]);
const pixels = (x: Tensor): Tensor => x.reshape(x.shape[0], x.shape[1], -1);

/** Several projections of the same pixels as one product: the stacked weights' rows, apart again. */
function project(weights: Tensor, rows: readonly number[], x: Tensor): Tensor[] {
  const all = matmul(weights, x);
  let start = 0;
  return rows.map((count) => all.slice(1, start, (start += count)));
}
const stackRows = (weights: readonly Tensor[]): { stacked: Tensor; rows: number[] } => ({ stacked: concat(weights.map(matrix), 0), rows: weights.map((w) => w.shape[0]) });

/** SAGAN's block with narrow values: gamma · W_v(h softmax(gᵀ f)ᵀ) + x. */
function sagan(weights: Tensor, rows: readonly number[], wv: Tensor, gamma: Tensor, x: Tensor): Tensor {
  const flat = pixels(x);
  const [f, g, h] = project(weights, rows, flat);
  return add(mul(matmul(matrix(wv), imageAttention(g, f, h)), gamma), flat).reshape(x.shape);
}

export const workloads: Readonly<Record<string, Workload>> = {
  matmul: ({ a, b }) => () => [matmul(a, b)],
  softmax: ({ x }) => () => [softmax(x)],
  conv2d: ({ x, w }, { pad = 0 }) => () => [conv2d(x, w, undefined, { padding: pad })],
  maxpool2: ({ x }) => () => [maxPool2d(x, 2)],
  gap: ({ x }) => () => [globalAvgPool(x)],
  sdpa: ({ q, k, v }) => () => [scaledDotProductAttention(q, k, v)],
  sagan: ({ x, wf, wg, wh, wv, gamma }) => {
    const { stacked, rows } = stackRows([wf, wg, wh]);
    return () => [sagan(stacked, rows, wv, gamma, x)];
  },
  saganGrad: ({ x, wf, wg, wh, wv, gamma, ct }) => {
    const { stacked, rows } = stackRows([wf, wg, wh]);
    return () => {
      const { grads: [dx, dw, dwv, dgamma] } = vjp(() => sagan(stacked, rows, wv, gamma, x), [x, stacked, wv, gamma], ct);
      let start = 0;
      return [dx, ...rows.map((count) => dw.slice(0, start, (start += count))), dwv, dgamma];
    };
  },
  crisscross: ({ x, wq, wk, wv, gamma }) => {
    const { stacked, rows } = stackRows([wq, wk, wv]);
    return () => {
      const [q, k, v] = project(stacked, rows, pixels(x)).map((t) => t.reshape(t.shape[0], t.shape[1], x.shape[2], x.shape[3]));
      return [add(mul(applyCrissCross(crissCrossWeights(q, k), v), gamma), x)];
    };
  },
  axial: ({ x, ...w }, { heads = 8 }) => {
    const row = stackRows([w.wq1, w.wk1, w.wv1]);
    const column = stackRows([w.wq2, w.wk2, w.wv2]);
    const [, channels, height, width] = x.shape;
    const along = ({ stacked, rows }: typeof row, image: Tensor, order: readonly number[]) => {
      const [q, k, v] = project(stacked, rows, pixels(image)).map((t) => t.reshape(heads, channels / heads, height, width).permute(order));
      const back = order.map((_, axis) => order.indexOf(axis));
      return copy(scaledDotProductAttention(q, k, v).permute(back)).reshape(image.shape);
    };
    return () => [along(column, along(row, x, [0, 2, 3, 1]), [0, 3, 2, 1])];
  },
  trainStep: ({ x, y, ...weights }, { lr = 1e-3 }) => {
    const params = new Map(Object.entries(weights).map(([name, w]) => [name, parameter(copy(w))]));
    const optimizer = new Adam(params, { lr });
    const [w1, b1, w2, b2, w3, b3] = params.values();
    const block = (input: Tensor, w: Tensor, b: Tensor) => maxPool2d(relu(conv2d(input, w, b, { padding: 1 })), 2);
    return () => {
      const { value, grads } = valueAndGrad(() => crossEntropy(linear(block(block(x, w1, b1), w2, b2).reshape(x.shape[0], -1), w3, b3), y), params);
      optimizer.step(grads);
      return [value];
    };
  },
};
