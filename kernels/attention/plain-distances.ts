/**
 * Learnt positions on a line by plain ops: for training, whose batch statistics need the scores, for maps, and for
 * gradients of gradients.
 */
import { tensor } from '../../engine/create.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../elementwise/add.ts';
import { mul } from '../elementwise/mul.ts';
import { indexSelect } from '../gather/index-select.ts';
import { einsum } from '../matmul/einsum.ts';

/** i - j + T - 1 for each pair of positions: where their distance stands in the table. */
export const distances = (length: number): Int32Array<ArrayBuffer> =>
  Int32Array.from({ length: length * length }, (_, at) => Math.floor(at / length) - (at % length) + length - 1);

/** The table by pairs, [channels, T, T]. */
export function placesOf(relative: Tensor, length: number): Tensor {
  return indexSelect(relative, 1, tensor(relative.device, distances(length))).reshape(-1, length, length);
}

/** q·r^q and k·r^k of each pair on a line, [..., T, T], from q and k [..., T, c]. */
export const placeScores = (q: Tensor, k: Tensor, places: Tensor): [ofQuery: Tensor, ofKey: Tensor] => {
  const depth = q.shape.at(-1)!;
  return [
    einsum('...ic,cij->...ij', q, places.slice(0, 0, depth)),
    einsum('...jc,cji->...ij', k, places.slice(0, depth, 2 * depth)),
  ];
};

/** The weights [..., T, T] applied to the positions of values, [..., T, e]. */
export const placeValues = (weights: Tensor, places: Tensor, width: number): Tensor =>
  einsum('...ij,cij->...ic', weights, places.slice(0, places.shape[0] - width));

/** f₀·(q·k) + f₁·(q·r^q) + f₂·(k·r^k) from the products [B, groups, lines, T, T]. */
export function plainDistances(
  products: Tensor,
  { q, k, relative, factors }: Readonly<Record<string, Tensor>>,
): Tensor {
  const [byKey, byQueryPlace, byKeyPlace] = [0, 1, 2].map((part) =>
    factors.slice(0, part, part + 1).reshape(-1, 1, 1, 1),
  );
  const [ofQuery, ofKey] = placeScores(q, k, placesOf(relative, products.shape.at(-1)!));
  return add(add(mul(products, byKey), mul(ofQuery, byQueryPlace)), mul(ofKey, byKeyPlace));
}
