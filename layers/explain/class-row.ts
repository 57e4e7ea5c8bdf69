import { ShapeError } from '../../engine/errors.ts';
import type { AttentionMap } from '../../engine/capture.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mean } from '../../kernels/index.ts';

/**
 * The class token's row: what the token that the head reads took from each patch, as the mean over heads. DINO's
 * pictures show it, head by head: arXiv 2104.14294.
 *
 *     const { maps } = capture(() => vit.forward(image));
 *     const row = classRow(maps.get('blocks.11.attn.attention')!);   // [B, patches]
 * @param head one of them, in place of the mean
 * @throws ShapeError for a map without tokens before those of the patches.
 */
export function classRow(map: AttentionMap, head?: number): Tensor {
  if (!map.queries || !map.prefix)
    throw new ShapeError('classRow', 'the map has no class token', `${map.kind}, ${map.prefix} tokens before the grid`);
  const weights = map.full();
  const row = weights.slice(2, 0, 1).slice(3, map.prefix);
  const chosen = head === undefined ? row : row.slice(1, head, head + 1);
  return mean(chosen, 1).reshape(row.shape[0], row.shape[3]);
}
