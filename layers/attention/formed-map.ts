/** How attention that forms its weights anyway, or could, describes itself to `capture`. */
import type { MapSource } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { matmul, mean } from '../../kernels/index.ts';

/**
 * @param weights [B, heads, queries, positions] @param layout the official code's shape of them, if another.
 */
export function formedMap(
  weights: Tensor,
  rest: Pick<MapSource, 'kind' | 'grid'> & Partial<Pick<MapSource, 'name' | 'queries'>>,
  layout: Shape = weights.shape,
): MapSource<{ weights: Tensor }> {
  return {
    heads: weights.shape[1],
    ...rest,
    keep: { weights },
    row: ({ weights: all }, query, head, batch) =>
      copy(
        all
          .slice(0, batch, batch + 1)
          .slice(1, head, head + 1)
          .slice(2, query, query + 1),
      ).reshape(-1),
    full: ({ weights: all }) => copy(all).reshape(layout),
    through: ({ weights: all }, values) => {
      const [batch, size] = values.shape;
      const seen = matmul(values.reshape(batch, size, -1), mean(all, 1), { transposeB: true });
      return seen.reshape(batch, size, ...(rest.queries ?? [1, 1]));
    },
  };
}

export type Pairs = { query: Tensor; key: Tensor };

/**
 * Weights that a function makes of queries and keys, of all or of one query.
 * @param pairs query [B, c, N] and key [B, c, M] @param weights of both, [B, N, M]
 */
export const pairMap = (
  pairs: Pairs,
  weights: (pairs: Pairs) => Tensor,
  rest: Pick<MapSource, 'grid' | 'queries'>,
): MapSource<Pairs> => ({
  kind: 'dense',
  ...rest,
  keep: pairs,
  row: ({ query, key }, position, _, batch) => {
    const one = (x: Tensor) => x.slice(0, batch, batch + 1);
    return weights({ query: one(query).slice(2, position, position + 1), key: one(key) }).reshape(-1);
  },
  full: weights,
});
