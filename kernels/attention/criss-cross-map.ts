/**
 * How criss-cross attention describes itself to `capture`: a pixel sees its row and column, after a second pass all.
 */
import { checkTensors, told } from '../../engine/arguments.ts';
import type { Kept, MapSource } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import { tensor } from '../../engine/create.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { applyCrissCross, crissCrossAttention, crissCrossWeights } from './cross.ts';
import { linearRow } from './linear-map.ts';

/** The same pass or several, one after the other, as a function of their values. */
function through(kept: Kept, passes: number, part = (x: Tensor) => x): (values: Tensor) => Tensor {
  const maps = Array.from({ length: passes }, (_, i) =>
    crissCrossWeights(part(kept[`query${i}`]), part(kept[`key${i}`])),
  );
  return (values) => maps.reduce((image, weights) => applyCrissCross(weights, image), values);
}

/**
 * One pass: `full` is [B, H, W, H + W], as `crissCrossWeights` has it. Several: what a pixel sees after all of them,
 * the product of their maps; `full` is [B, H·W, H·W].
 * @param passes queries and keys of each pass, [B, d, H, W]
 */
export function crissCrossMap(passes: readonly { query: Tensor; key: Tensor }[]): MapSource {
  if (!Array.isArray(passes) || !passes.length)
    throw new ShapeError('crissCrossMap', 'the passes come as a list', told(passes), 'give [{ query, key }]');
  passes.forEach((pass) => checkTensors('crissCrossMap', { query: pass?.query, key: pass?.key }));
  const [batches, , height, width] = passes[0].query.shape;
  const composed = passes.length > 1;
  return {
    ...(composed && { name: 'composed' }),
    kind: composed ? 'dense' : 'cross',
    grid: [height, width],
    queries: [height, width],
    keep: Object.fromEntries(
      passes.flatMap(({ query, key }, i) => [
        [`query${i}`, query],
        [`key${i}`, key],
      ]),
    ),
    row: (kept, position, _, batch) => {
      const apply = through(kept, passes.length, (x) => x.slice(0, batch, batch + 1));
      const image = [1, 1, height, width];
      return linearRow(kept.query0.device, { apply, values: image, out: image }, position).reshape(-1);
    },
    through: (kept, values) =>
      passes.reduce((x, _, i) => crissCrossAttention(kept[`query${i}`], kept[`key${i}`], x), values),
    full: (kept) => {
      if (!composed) return crissCrossWeights(kept.query0, kept.key0);
      const positions = height * width;
      const one = Float32Array.from({ length: positions ** 2 }, (_, i) => Number(i % (positions + 1) === 0));
      const each = tensor(kept.query0.device, one, [1, positions, height, width]);
      const seen = through(kept, passes.length)(each.expand(batches, positions, height, width));
      return copy(seen.reshape(-1, positions, positions).transpose());
    },
  };
}
