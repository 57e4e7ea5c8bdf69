/** How attention between tokens describes itself to `capture`: one query's row costs one row of the product. */
import type { MapSource } from '../../engine/capture.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { scaledDotProductAttention } from '../../kernels/index.ts';

/** A type, so that it counts as a record of tensors. */
export type Tokens = {
  /** [B, heads, L, d] */
  query: Tensor;
  /** [B, heads, S, d] */
  key: Tensor;
  /** What `weights` understands as one; broadcast to [B, heads, L, S]. */
  mask?: Tensor;
};

/** The usual weights, softmax(q kᵀ / √d + mask): [B, heads, L, S]. */
export const scaledWeights = ({ query, key, mask }: Tokens): Tensor =>
  scaledDotProductAttention(query, key, key, { mask, needWeights: true }).weights;

/** @param weights of tokens, for all of them or for one query. */
export function tokenMap(
  tokens: Tokens,
  rest: Pick<MapSource, 'grid' | 'queries' | 'prefix' | 'flow'>,
  weights: (tokens: Tokens) => Tensor = scaledWeights,
): MapSource<Tokens> {
  const [batches, heads, length] = tokens.query.shape;
  const keys = tokens.key.shape[2];
  return {
    kind: 'dense',
    heads,
    ...rest,
    keep: tokens.mask ? tokens : { query: tokens.query, key: tokens.key },
    row: ({ query, key, mask }, position, head, batch) => {
      const one = (x: Tensor) => x.slice(0, batch, batch + 1).slice(1, head, head + 1);
      const at = (x: Tensor) => one(x).slice(2, position, position + 1);
      return weights({
        query: at(query),
        key: one(key),
        ...(mask && { mask: at(mask.expand(batches, heads, length, keys)) }),
      }).reshape(keys);
    },
    full: weights,
  };
}
