/**
 * Dot-product attention between the positions of feature maps, channels first: what the non-local family has in common.
 */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { MapSource } from '../../engine/capture.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { flashAttention } from './flash.ts';
import { matmul } from '../matmul/matmul.ts';
import { mul } from '../elementwise/mul.ts';
import { mean } from '../reduce/mean.ts';
import { softmax } from '../reduce/softmax.ts';

export interface ImageAttentionOptions {
  /** Heads own consecutive channels. */
  heads?: number;
  /** Factor on the logits; 1, since the non-local family does not scale. */
  scale?: number;
}

/**
 * Each query position's weighted mean of the values: softmax_m(scale · q_n · k_m) over key positions m.
 * @param query [B, heads·d, N] @param key [B, heads·d, M] @param value [B, heads·e, M]
 * @returns [B, heads·e, N]
 * @throws ShapeError when channels, batches or positions do not fit.
 */
export function imageAttention(query: Tensor, key: Tensor, value: Tensor, options: ImageAttentionOptions = {}): Tensor {
  checkTensors('imageAttention', { query, key, value });
  const { heads = 1, scale = 1 } = checkOptions('imageAttention', options, 'heads scale');
  if (value.rank !== 3 || value.shape[1] % heads || value.shape[2] !== key.shape[2])
    throw new ShapeError(
      'imageAttention',
      "value must be [B, heads·e, M] with the keys' M",
      `key ${show(key.shape)}, value ${show(value.shape)}, ${heads} heads`,
      'images as [B, channels, positions]',
    );
  checkQueries(query, key, heads);
  const [q, k, v] = [query, key, value].map((x) => split(x, heads).transpose());
  return flashAttention(q, k, v, { scale }).transpose().reshape(value.shape[0], value.shape[1], query.shape[2]);
}

/** The weights themselves, [B, heads, N, M]: the whole map, for maps that are asked for and small inputs. */
export function imageAttentionWeights(query: Tensor, key: Tensor, options: ImageAttentionOptions = {}): Tensor {
  checkTensors('imageAttentionWeights', { query, key });
  const { heads = 1, scale = 1 } = checkOptions('imageAttentionWeights', options, 'heads scale');
  checkQueries(query, key, heads);
  const logits = matmul(split(query, heads), split(key, heads), { transposeA: true });
  return softmax(scale === 1 ? logits : mul(logits, scale));
}

function checkQueries(query: Tensor, key: Tensor, heads: number): void {
  if (query.rank !== 3 || key.rank !== 3 || query.shape[1] !== key.shape[1] || query.shape[1] % heads)
    throw new ShapeError(
      'imageAttention',
      'query and key must be [B, heads·d, positions] with equal channels',
      `query ${show(query.shape)}, key ${show(key.shape)}, ${heads} heads`,
      'images as [B, channels, positions]',
    );
}

/** [B, heads·c, N] as [B, heads, c, N]. */
const split = (x: Tensor, heads: number): Tensor => x.reshape(x.shape[0], heads, x.shape[1] / heads, x.shape[2]);

type QueryKeyMap = MapSource<{ query: Tensor; key: Tensor }>;

/** How a module describes such a map to `capture`: one query's row costs one row of the product. */
export function imageAttentionMap(
  query: Tensor,
  key: Tensor,
  options: ImageAttentionOptions,
  rest: Pick<QueryKeyMap, 'kind' | 'grid' | 'queries'> & Partial<QueryKeyMap>,
): QueryKeyMap {
  checkTensors('imageAttentionMap', { query, key });
  const { heads = 1 } = checkOptions('imageAttentionMap', options, 'heads scale');
  const one = (x: Tensor, batch: number, head: number) =>
    split(x.slice(0, batch, batch + 1), heads)
      .slice(1, head, head + 1)
      .reshape(1, x.shape[1] / heads, x.shape[2]);
  return {
    heads,
    keep: { query, key },
    row: ({ query, key }, position, head, batch) =>
      imageAttentionWeights(one(query, batch, head).slice(2, position, position + 1), one(key, batch, head), {
        ...options,
        heads: 1,
      }).reshape(key.shape[2]),
    full: ({ query, key }) =>
      heads === 1
        ? imageAttentionWeights(query, key, options).reshape(query.shape[0], query.shape[2], key.shape[2])
        : imageAttentionWeights(query, key, options),
    through: ({ query, key }, values) => {
      const [batch, size] = values.shape;
      const all = values.reshape(batch, 1, size, -1).expand(batch, heads, size, key.shape[2]);
      const seen = imageAttention(query, key, all.reshape(batch, heads * size, -1), options);
      return mean(seen.reshape(batch, heads, size, -1), 1).reshape(batch, size, ...(rest.queries ?? [1, 1]));
    },
    ...rest,
  };
}
