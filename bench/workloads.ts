/**
 * What the benchmark runs, in this engine: the cases' operations by name. One step of each gives its results; inputs
 * are made before. The same functions serve `saccade bench`, the page, and the outside yardstick.
 */
import { valueAndGrad, vjp } from '../engine/autograd.ts';
import type { Tensor } from '../engine/tensor.ts';
import { parameter } from '../engine/variable.ts';
import { copy } from '../engine/cast.ts';
import { localAttention } from '../kernels/attention/local.ts';
import {
  concat,
  conv2d,
  crissCrossAttention,
  crossEntropy,
  globalAvgPool,
  imageAttention,
  linear,
  matmul,
  maxPool2d,
  pad,
  scaleAdd,
  scaledDotProductAttention,
  softmax,
  split,
} from '../kernels/index.ts';
import { Adam } from '../train/adam.ts';
import type { NetworkName } from './networks.ts';
import { lossOf, makeNetwork } from './networks.ts';

export interface WorkloadSpec {
  pad?: number;
  groups?: number;
  heads?: number;
  /** Side of a local window. */
  k?: number;
  lr?: number;
  /** Which of `networks.ts`. */
  net?: NetworkName;
}

/** Records a case's work and gives what its answer is read from. It owns what it `keeps`. */
export type Step = (() => readonly Tensor[]) & { keeps?: readonly { dispose(): void }[] };

/** Makes the step of a case from its inputs, which stay the caller's. */
export type Workload = (inputs: Record<string, Tensor>, spec: WorkloadSpec) => Step;

const keeping = (keeps: Step['keeps'], step: () => readonly Tensor[]): Step => Object.assign(step, { keeps });

/** [O, C, 1, 1] as the matrix it is. */
const matrix = (w: Tensor): Tensor => w.reshape(w.shape[0], w.shape[1]);
const pixels = (x: Tensor): Tensor => x.reshape(x.shape[0], x.shape[1], -1);

/** Several projections of the same pixels as one product: the stacked weights' rows, apart again. */
const project = (weights: Tensor, rows: readonly number[], x: Tensor): Tensor[] => split(matmul(weights, x), rows, 1);
const stackRows = (weights: readonly Tensor[]): { stacked: Tensor; rows: number[] } => ({
  stacked: concat(weights.map(matrix), 0),
  rows: weights.map((w) => w.shape[0]),
});

/** SAGAN's block with narrow values: gamma · W_v(h softmax(gᵀ f)ᵀ) + x. */
function sagan(weights: Tensor, rows: readonly number[], wv: Tensor, gamma: Tensor, x: Tensor): Tensor {
  const flat = pixels(x);
  const [f, g, h] = project(weights, rows, flat);
  return matmul(matrix(wv), imageAttention(g, f, h), { scale: gamma, residual: flat }).reshape(x.shape);
}

/**
 * The vectors of stand-alone self-attention as one table for all heads: the first half of the heads looks at rows, the
 * second at columns.
 */
function sasaTable(relh: Tensor, relw: Tensor, heads: number): Tensor {
  const [rows, taps] = relh.shape;
  const half = (table: Tensor) => table.reshape(heads / 2, rows / (heads / 2), taps).transpose();
  return concat([
    pad(half(relh), { before: [0, 0], after: [taps, 0] }),
    pad(half(relw), { before: [taps, 0], after: [0, 0] }),
  ]);
}
/** The two halves of such a table, or of its gradient. */
const sasaHalves = (table: Tensor, heads: number, taps: number): Tensor[] => [
  table
    .slice(0, 0, heads / 2)
    .slice(1, 0, taps)
    .transpose(),
  table
    .slice(0, heads / 2)
    .slice(1, taps)
    .transpose(),
];

/** Projections pixel by pixel: attention then reads the channels of a key where the product left them. */
function sasa(
  weights: Tensor,
  rows: readonly number[],
  relative: Tensor,
  x: Tensor,
  heads: number,
  kernel: number,
): Tensor {
  const [batch, , height, width] = x.shape;
  const all = matmul(pixels(x), weights, { transposeA: true, transposeB: true });
  const [q, k, v] = split(all, rows, 2).map((part) => part.reshape(batch, height, width, -1).permute(0, 3, 1, 2));
  return localAttention(q, k, v, { heads, kernel, relative });
}

type Images = Record<string, Tensor>;
const conv = ({ x, w }: Images, { pad: padding = 0, groups = 1 }: WorkloadSpec): Tensor =>
  conv2d(x, w, undefined, { padding, groups });
const sdpa = ({ q, k, v }: Images): Tensor => scaledDotProductAttention(q, k, v);
const local = ({ q, k, v }: Images, { heads = 1, k: kernel = 7 }: WorkloadSpec): Tensor =>
  localAttention(q, k, v, { heads, kernel });
const crissCross = ({ q, k, v }: Images): Tensor => crissCrossAttention(q, k, v);

/** Attention along each row, or each column, of [B, heads·d, H, W]. */
function alongAxis({ q, k, v }: Images, heads: number, axis: 'row' | 'column'): Tensor {
  const order = axis === 'row' ? [0, 1, 3, 4, 2] : [0, 1, 4, 3, 2];
  const lines = (x: Tensor) => x.reshape(x.shape[0], heads, x.shape[1] / heads, x.shape[2], x.shape[3]).permute(order);
  const back = order.map((_, at) => order.indexOf(at));
  return scaledDotProductAttention(lines(q), lines(k), lines(v)).permute(back).reshape(v.shape);
}
const axialRow = (images: Images, { heads = 1 }: WorkloadSpec): Tensor => alongAxis(images, heads, 'row');

/** The gradients of all inputs but `ct`, which is that of the result. */
const gradients =
  (run: (inputs: Images, spec: WorkloadSpec) => Tensor): Workload =>
  ({ ct, ...inputs }, spec) =>
  () =>
    vjp(() => run(inputs, spec), Object.values(inputs), ct).grads;

export const workloads: Readonly<Record<string, Workload>> = {
  matmul:
    ({ a, b }) =>
    () => [matmul(a, b)],
  softmax:
    ({ x }) =>
    () => [softmax(x)],
  copy:
    ({ x }) =>
    () => [copy(x)],
  conv2d: (inputs, spec) => () => [conv(inputs, spec)],
  conv2dGrad: gradients(conv),
  maxpool2:
    ({ x }) =>
    () => [maxPool2d(x, 2)],
  gap:
    ({ x }) =>
    () => [globalAvgPool(x)],
  sdpa: (inputs) => () => [sdpa(inputs)],
  sdpaPlain: (inputs) => () => [sdpa(inputs)],
  sdpaGrad: gradients(sdpa),
  local: (inputs, spec) => () => [local(inputs, spec)],
  localGrad: gradients(local),
  crissCrossCore: (inputs) => () => [crissCross(inputs)],
  crissCrossCoreGrad: gradients(crissCross),
  axialRow: (inputs, spec) => () => [axialRow(inputs, spec)],
  axialRowGrad: gradients(axialRow),
  sagan: ({ x, wf, wg, wh, wv, gamma }) => {
    const { stacked, rows } = stackRows([wf, wg, wh]);
    return keeping([stacked], () => [sagan(stacked, rows, wv, gamma, x)]);
  },
  saganGrad: ({ x, wf, wg, wh, wv, gamma, ct }) => {
    const { stacked, rows } = stackRows([wf, wg, wh]);
    return keeping([stacked], () => {
      const {
        grads: [dx, dw, dwv, dgamma],
      } = vjp(() => sagan(stacked, rows, wv, gamma, x), [x, stacked, wv, gamma], ct);
      return [dx, ...split(dw, rows), dwv, dgamma];
    });
  },
  sasa: ({ x, wq, wk, wv, relh, relw }, { heads = 8, k = 7 }) => {
    const { stacked, rows } = stackRows([wq, wk, wv]);
    const table = sasaTable(relh, relw, heads);
    return keeping([stacked, table], () => [sasa(stacked, rows, table, x, heads, k)]);
  },
  sasaGrad: ({ x, wq, wk, wv, relh, relw, ct }, { heads = 8, k = 7 }) => {
    const { stacked, rows } = stackRows([wq, wk, wv]);
    const table = sasaTable(relh, relw, heads);
    return keeping([stacked, table], () => {
      const {
        grads: [dx, dw, dtable],
      } = vjp(() => sasa(stacked, rows, table, x, heads, k), [x, stacked, table], ct);
      return [dx, ...split(dw, rows), ...sasaHalves(dtable, heads, k)];
    });
  },
  crisscross: ({ x, wq, wk, wv, gamma }) => {
    const { stacked, rows } = stackRows([wq, wk, wv]);
    return keeping([stacked], () => {
      const [q, k, v] = project(stacked, rows, pixels(x)).map((t) =>
        t.reshape(t.shape[0], t.shape[1], x.shape[2], x.shape[3]),
      );
      return [scaleAdd(x, crissCross({ q, k, v }), gamma)];
    });
  },
  axial: ({ x, ...w }, { heads = 8 }) => {
    const row = stackRows([w.wq1, w.wk1, w.wv1]);
    const column = stackRows([w.wq2, w.wk2, w.wv2]);
    const along = ({ stacked, rows }: typeof row, image: Tensor, axis: 'row' | 'column') => {
      const [q, k, v] = project(stacked, rows, pixels(image)).map((t) => t.reshape(image.shape));
      return alongAxis({ q, k, v }, heads, axis);
    };
    return keeping([row.stacked, column.stacked], () => [along(column, along(row, x, 'row'), 'column')]);
  },
  network: ({ x }, { net }) => {
    const module = makeNetwork(x.device, net!, x.shape);
    return keeping([module], () => [module.forward(x)]);
  },
  networkStep: ({ x, y }, { net, lr = 1e-3 }) => {
    const module = makeNetwork(x.device, net!, x.shape).train();
    const params = module.params();
    const optimizer = new Adam(params, { lr });
    return keeping([module, optimizer], () => {
      const { value, grads } = valueAndGrad(() => lossOf(net!)(module.forward(x), y), params);
      optimizer.step(grads);
      return [value];
    });
  },
  trainStep: ({ x, y, ...weights }, { lr = 1e-3 }) => {
    const params = new Map(Object.entries(weights).map(([name, w]) => [name, parameter(copy(w))]));
    const optimizer = new Adam(params, { lr });
    const [w1, b1, w2, b2, w3, b3] = params.values();
    const block = (input: Tensor, w: Tensor, b: Tensor) =>
      maxPool2d(conv2d(input, w, b, { padding: 1 }), 2, { activation: 'relu' });
    return keeping([...params.values(), optimizer], () => {
      const { value, grads } = valueAndGrad(
        () => crossEntropy(linear(block(block(x, w1, b1), w2, b2).reshape(x.shape[0], -1), w3, b3), y),
        params,
      );
      optimizer.step(grads);
      return [value];
    });
  },
};
