/**
 * Dot-product attention along one axis of feature maps, channels first: each position looks at its own row, column or
 * frame line.
 */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { scaledDotProductAttention } from './sdpa.ts';
import type { HeadOptions } from './windows.ts';

export interface AxialOptions extends HeadOptions {
  /** The axis of positions that is attended along: 0 for the first one after the channels. */
  axis: number;
}

/**
 * Each position's weighted mean of the values on its line: softmax_j(scale · q_i · k_j) v_j, j along `axis`.
 * @param query [B, heads·d, ...positions] @param key the same @param value [B, heads·e, ...positions]
 * @returns [B, heads·e, ...positions]
 * @throws ShapeError when there is no such axis, or heads do not divide the channels.
 */
export function axialAttention(query: Tensor, key: Tensor, value: Tensor, options: AxialOptions): Tensor {
  checkTensors('axialAttention', { query, key, value });
  const out = scaledDotProductAttention(lines(query, options), lines(key, options), lines(value, options), {
    scale: options.scale,
  });
  const order = lineOrder(query.rank, options.axis);
  return out
    .permute(order.map((_, axis) => order.indexOf(axis)))
    .reshape(query.shape[0], value.shape[1], ...query.shape.slice(2));
}

/** The weights themselves, [B, ...other positions, heads, T, T]: for maps that are asked for. */
export function axialWeights(query: Tensor, key: Tensor, options: AxialOptions): Tensor {
  checkTensors('axialWeights', { query, key });
  const keys = lines(key, options);
  return scaledDotProductAttention(lines(query, options), keys, keys, { scale: options.scale, needWeights: true })
    .weights;
}

/** Axes of [B, heads, d, ...positions] in the order batch, other positions, heads, line, d. */
function lineOrder(rank: number, axis: number): number[] {
  const positions = Array.from({ length: rank - 2 }, (_, i) => i + 3);
  return [0, ...positions.filter((i) => i !== axis + 3), 1, axis + 3, 2];
}

/** [B, heads·d, ...positions] as [B, ...other positions, heads, T, d], without a copy. */
function lines(x: Tensor, options: AxialOptions): Tensor {
  const { axis, heads = 1 } = checkOptions('axialAttention', options, 'axis heads scale');
  const [batch, channels, ...positions] = x.shape;
  if (!Number.isInteger(axis) || axis < 0 || axis >= positions.length)
    throw new ShapeError(
      'axialAttention',
      'there is no such axis of positions',
      `axis ${axis} of ${show(x.shape)}`,
      'count from the first axis after the channels',
    );
  if (channels % heads)
    throw new ShapeError('axialAttention', 'heads must divide the channels', `${show(x.shape)}, ${heads} heads`);
  return x.reshape(batch, heads, channels / heads, ...positions).permute(lineOrder(x.rank, axis));
}
