/** Oracle ops of views, indexing and matrix products. */
import { broadcastShapes, normalizeAxis, sameShape } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { concat } from '../../kernels/shape/concat.ts';
import { stack } from '../../kernels/shape/stack.ts';
import { einsum } from '../../kernels/matmul/einsum.ts';
import { gatherElements } from '../../kernels/gather/gather-elements.ts';
import { scatterElements } from '../../kernels/gather/scatter-elements.ts';
import { gather } from '../../kernels/gather/gather.ts';
import { indexAdd } from '../../kernels/gather/index-add.ts';
import { gatherNd } from '../../kernels/gather/gather-nd.ts';
import { gemm } from '../../kernels/matmul/gemm.ts';
import { linear } from '../../kernels/matmul/linear.ts';
import { matmul } from '../../kernels/matmul/matmul.ts';
import { oneHot } from '../../kernels/shape/one-hot.ts';
import { pad } from '../../kernels/shape/pad.ts';
import { roll } from '../../kernels/shape/roll.ts';
import { scaledDotProductAttention } from '../../kernels/attention/sdpa.ts';
import { tile } from '../../kernels/shape/tile.ts';
import { tril } from '../../kernels/shape/tril.ts';
import { triu } from '../../kernels/shape/triu.ts';
import { expand } from '../../kernels/shape/expand.ts';
import { flip } from '../../kernels/shape/flip.ts';
import { permute } from '../../kernels/shape/permute.ts';
import { reshape } from '../../kernels/shape/reshape.ts';
import { slice } from '../../kernels/shape/slice.ts';
import { split } from '../../kernels/shape/split.ts';
import type { OracleTable } from './table.ts';
import { Unsupported } from './table.ts';

/** `PREFIX0`, `PREFIX1`, … in order. */
const numbered = (inputs: Record<string, Tensor>): Tensor[] =>
  Object.keys(inputs)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((key) => inputs[key]);

/** PyTorch takes a scalar for a list of one element. */
const asList = (x: Tensor): Tensor => (x.rank ? x : x.reshape(1));

/** Both repeated to one shape outside the axis. */
function alongAxis(x: Tensor, indices: Tensor, axis: number): [Tensor, Tensor] {
  const at = normalizeAxis('gatherElements', axis, x.rank);
  const others = (t: Tensor) => t.shape.map((n, i) => (i === at ? 1 : n));
  const shape = broadcastShapes('gatherElements', others(x), others(indices));
  const to = (t: Tensor) => t.expand(shape.map((n, i) => (i === at ? t.shape[i] : n)));
  return [to(x), to(indices)];
}

/** PyTorch's cat passes over empty lists, whatever the rank of the others. */
function withoutEmptyLists(xs: readonly Tensor[]): readonly Tensor[] {
  const others = xs.filter(({ rank, size }) => rank !== 1 || size > 0);
  return others.length ? others : xs;
}

export const index: OracleTable = {
  reshape: ({ x }, { shape }) => reshape(x, shape),
  transpose: ({ x }, { perm }) => permute(x, perm),
  slice: ({ x }, { starts, lengths, steps }) => slice(x, { starts, lengths, steps }),
  concat: (inputs, { axis }) => concat(withoutEmptyLists(numbered(inputs)), axis),
  stack: (inputs, { axis }) => stack(numbered(inputs), axis),
  split: ({ x }, { axis, sizes }) => split(x, sizes, axis),
  pad: ({ x }, { before, after, mode, value }) => pad(x, { before, after, mode, value }),
  expand: ({ x }, { shape }) => expand(x, shape),
  tile: ({ x }, { repeats }) => tile(x, repeats),
  flip: ({ x }, { axes }) => flip(x, axes),
  roll: ({ x }, { shifts, axes }) => roll(x, shifts, axes ?? undefined),
  tril: ({ x }, { k }) => tril(x, k),
  triu: ({ x }, { k }) => triu(x, k),
  gather: ({ x, indices }, { axis }) =>
    x.rank ? gather(x, indices, axis) : gather(asList(x), indices, axis).reshape(x.shape),
  // One name stands for gather, whose result has the indices' shape, and take_along_dim, which broadcasts: the result's
  // shape tells which.
  gather_elements: ({ x, indices }, { axis }, _, { outputs }) => {
    const wanted = outputs?.[0]?.shape ?? indices.shape;
    const broadcast = indices.rank > 0 && !sameShape(wanted, indices.shape);
    const [from, at] = broadcast ? alongAxis(x, indices, axis) : [asList(x), asList(indices)];
    return gatherElements(from, at, axis).reshape(broadcast ? at.shape : indices.shape);
  },
  gather_nd: ({ x, indices }, { batch_dims }) => {
    if (batch_dims) throw new Unsupported('gather_nd with batch axes');
    return gatherNd(x, indices);
  },
  scatter_elements: ({ x, indices, updates }, { axis, reduction }) =>
    scatterElements(asList(x), asList(indices), asList(updates), { axis, reduction }).reshape(x.shape),
  index_add: ({ x, indices, updates, source }, { axis, alpha }) =>
    indexAdd(asList(x), axis, indices, asList(updates ?? source), alpha).reshape(x.shape),
  one_hot: ({ indices }, { depth, on, off, axis }) => oneHot(indices, depth, { on, off, axis }),
  matmul: ({ a, b }) => matmul(a, b),
  gemm: ({ a, b, c }, { alpha, beta, trans_a, trans_b }) =>
    gemm(a, b, { c, alpha, beta, transposeA: trans_a, transposeB: trans_b }),
  linear: ({ x, w, b }) => linear(x, w, b),
  einsum: (inputs, { equation }) => einsum(equation, ...numbered(inputs)),
  sdpa: ({ q, k, v, mask }, { scale, causal, softcap }) =>
    scaledDotProductAttention(q, k, v, { mask, scale: scale ?? undefined, causal, softcap }),
};
