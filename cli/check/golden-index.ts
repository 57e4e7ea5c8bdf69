/** Golden subjects of views, indexing and matrix products. */
import { cast } from '../../engine/cast.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { concat } from '../../kernels/shape/concat.ts';
import { stack } from '../../kernels/shape/stack.ts';
import { einsum } from '../../kernels/matmul/einsum.ts';
import { gatherElements } from '../../kernels/gather/gather-elements.ts';
import { scatterElements } from '../../kernels/gather/scatter-elements.ts';
import { pixelShuffle } from '../../kernels/shape/pixel-shuffle.ts';
import { pixelUnshuffle } from '../../kernels/shape/pixel-unshuffle.ts';
import { fold } from '../../kernels/shape/fold.ts';
import { unfold } from '../../kernels/shape/unfold.ts';
import { indexSelect } from '../../kernels/gather/index-select.ts';
import { gatherNd } from '../../kernels/gather/gather-nd.ts';
import { bmm } from '../../kernels/matmul/bmm.ts';
import { maskedFill } from '../../kernels/elementwise/masked-fill.ts';
import { matmul } from '../../kernels/matmul/matmul.ts';
import type { PadOptions } from '../../kernels/shape/pad.ts';
import { pad } from '../../kernels/shape/pad.ts';
import { roll } from '../../kernels/shape/roll.ts';
import { scaledDotProductAttention } from '../../kernels/attention/sdpa.ts';
import { tile } from '../../kernels/shape/tile.ts';
import { tril } from '../../kernels/shape/tril.ts';
import { unfoldDim } from '../../kernels/shape/unfold-dim.ts';
import { chunk } from '../../kernels/shape/chunk.ts';
import { expand } from '../../kernels/shape/expand.ts';
import { flatten } from '../../kernels/shape/flatten.ts';
import { flip } from '../../kernels/shape/flip.ts';
import { permute } from '../../kernels/shape/permute.ts';
import { reshape } from '../../kernels/shape/reshape.ts';
import { split } from '../../kernels/shape/split.ts';
import { squeeze } from '../../kernels/shape/squeeze.ts';
import { transpose } from '../../kernels/shape/transpose.ts';
import { unsqueeze } from '../../kernels/shape/unsqueeze.ts';
import { where } from '../../kernels/elementwise/where.ts';
import { Embedding } from '../../layers/basic/embedding.ts';
import { Linear } from '../../layers/basic/linear.ts';
import { moduleSubject } from './module.ts';
import type { GoldenTable, Options } from './table.ts';
import { plainOp, Unsupported } from './table.ts';

type Run = (inputs: readonly Tensor[], call: Options) => Tensor | readonly Tensor[];
const byKind = (kinds: Readonly<Record<string, Run>>) =>
  plainOp((inputs, call) => {
    const run = kinds[call.kind as string];
    if (!run) throw new Unsupported(`kind ${call.kind} is not there`);
    return run(inputs, call);
  });

/** PyTorch lists pairs from the last axis on. */
function padAmounts(x: Tensor, amounts: readonly number[]): Pick<PadOptions, 'before' | 'after'> {
  const pairs = x.shape.map((_, axis) => (x.rank - 1 - axis) * 2).map((at) => [amounts[at] ?? 0, amounts[at + 1] ?? 0]);
  return { before: pairs.map(([low]) => low), after: pairs.map(([, high]) => high) };
}
const padModes: Record<string, PadOptions['mode']> = {
  constant: 'constant',
  reflect: 'reflect',
  replicate: 'edge',
  circular: 'wrap',
};

const shapeKinds: Readonly<Record<string, Run>> = {
  cat: (xs, { dim }) => concat(xs, dim),
  stack: (xs, { dim }) => stack(xs, dim),
  chunk: ([x], { chunks, dim }) => chunk(x, chunks, dim),
  split: ([x], { sizes, dim }) => split(x, sizes, dim),
  slice: ([x], { slices }) =>
    (slices as (number | null)[][]).reduce(
      (view, [start, end, step], axis) => view.slice(axis, start ?? 0, end ?? undefined, step ?? 1),
      x,
    ),
  reshape: ([x], { shape }) => reshape(x, shape),
  permute: ([x], { dims }) => permute(x, dims),
  permute_reshape: ([x], { dims, shape }) => reshape(permute(x, dims), shape),
  transpose: ([x], { dim0, dim1 }) => transpose(x, dim0, dim1),
  squeeze: ([x], { dim }) => squeeze(x, dim),
  unsqueeze: ([x], { dim }) => unsqueeze(x, dim),
  flatten: ([x], { start_dim, end_dim }) => flatten(x, start_dim, end_dim),
  expand: ([x], { shape }) => expand(x, shape),
  repeat: ([x], { repeats }) => tile(x, repeats),
  flip: ([x], { dims }) => flip(x, dims),
  roll: ([x], { shifts, dims }) => roll(x, shifts, dims),
  tril: ([x], { diagonal }) => tril(x, diagonal),
  pad: ([x], { pad: amounts, mode, value }) => pad(x, { ...padAmounts(x, amounts), mode: padModes[mode], value }),
  unfold_dim: ([x], { dim, size, step }) => unfoldDim(x, dim, size, step),
  im2col: ([x], { kernel_size, stride, padding, dilation }) => unfold(x, kernel_size, { stride, padding, dilation }),
  col2im: ([x], { output_size, kernel_size, stride, padding, dilation }) =>
    fold(x, output_size, kernel_size, { stride, padding, dilation }),
  pixel_shuffle: ([x], { factor }) => pixelShuffle(x, factor),
  pixel_unshuffle: ([x], { factor }) => pixelUnshuffle(x, factor),
};

const indexKinds: Readonly<Record<string, Run>> = {
  gather: ([x, indices], { dim }) => gatherElements(x, indices, dim),
  index_select: ([x, indices], { dim }) => indexSelect(x, dim, indices),
  scatter_add: ([x, indices, updates], { dim }) =>
    scatterElements(x, indices, updates, { axis: dim, reduction: 'add' }),
  masked_fill: ([x, mask], { value }) => maskedFill(x, mask, value),
  where: ([a, condition, b]) => where(cast(condition, 'bool'), a, b),
  // x[:, :, rows, columns]: the picked axes come first for gatherNd, and go back behind the others.
  advanced: ([x, rows, columns]) => {
    const picked = gatherNd(permute(x, [2, 3, 0, 1]), stack([rows, columns], -1));
    return permute(picked, [picked.rank - 2, picked.rank - 1, ...rows.shape.map((_, axis) => axis)]);
  },
};

function attend([q, k, v, mask]: readonly Tensor[], { layout, scale, causal, softcap }: Options): readonly Tensor[] {
  const order = (x: Tensor) => (layout === 'blhd' ? transpose(x, 1, 2) : x);
  const { out, weights } = scaledDotProductAttention(order(q), order(k), order(v), {
    mask,
    causal,
    scale,
    softcap,
    needWeights: true,
  });
  return [order(out), weights];
}

export const index: GoldenTable = {
  shape_op: byKind(shapeKinds),
  index_op: byKind(indexKinds),
  einsum: plainOp((xs, { eq }) => einsum(eq, ...xs)),
  matmul: plainOp(([a, b]) => matmul(a, b)),
  bmm: plainOp(([a, b]) => bmm(a, b)),
  sdpa: plainOp(attend),
  linear: (golden) =>
    moduleSubject(
      golden,
      new Linear(golden.device, golden.args.in_features, golden.args.out_features, { bias: golden.args.bias }),
    ),
  embedding: (golden) =>
    moduleSubject(golden, new Embedding(golden.device, golden.args.num_embeddings, golden.args.embedding_dim)),
};
