/** Pictures cut into tiles, far or near, and how attention inside them describes itself to `capture`. */
import type { Kept, MapSource } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { linearRow } from '../../kernels/attention/linear-map.ts';
import { imageAttention, imageAttentionWeights, pad } from '../../kernels/index.ts';

type Pair = readonly [number, number];

/** How a padded picture [B, C, H', W'] is cut into a batch of small ones, and put together again. */
export interface Cut {
  apart: (x: Tensor) => Tensor;
  together: (tiles: Tensor) => Tensor;
}

/** Long range: one small picture for each place (i, j) in the tiles. Short range: one for each tile (a, b). */
export function cuts(batch: number, [rows, columns]: Pair, [dh, dw]: Pair): { long: Cut; short: Cut } {
  const split = (x: Tensor) => x.reshape(batch, x.shape[1], rows, dh, columns, dw);
  const join = (x: Tensor) => x.reshape(batch, x.shape[1], rows * dh, columns * dw);
  return {
    long: {
      apart: (x) =>
        split(x)
          .permute(0, 3, 5, 1, 2, 4)
          .reshape(batch * dh * dw, x.shape[1], rows, columns),
      together: (tiles) => join(tiles.reshape(batch, dh, dw, tiles.shape[1], rows, columns).permute(0, 3, 4, 1, 5, 2)),
    },
    short: {
      apart: (x) =>
        split(x)
          .permute(0, 2, 4, 1, 3, 5)
          .reshape(batch * rows * columns, x.shape[1], dh, dw),
      together: (tiles) => join(tiles.reshape(batch, rows, columns, tiles.shape[1], dh, dw).permute(0, 3, 1, 4, 2, 5)),
    },
  };
}

/** Attention inside each tile: queries and keys [tiles, k, positions of a tile]. */
interface Stage {
  query: Tensor;
  key: Tensor;
  cut: Cut;
}

/** A padded picture that is cut into tiles. */
interface Picture {
  batches: number;
  /** The picture's own rows and columns, those of the padded one, and the place of the first in it. */
  grid: Pair;
  padded: Pair;
  place: Pair;
  /** Cuts the padding off. */
  crop: (x: Tensor) => Tensor;
  /** Factor on the logits. */
  scale: number;
}

/** What a position sees after all stages. `full` is the last one's weights, [tiles, queries, keys]. */
export function interlacedMap(
  name: string,
  stages: readonly Stage[],
  { batches, grid, padded, place, crop, scale }: Picture,
): MapSource {
  const { query, key } = stages.at(-1)!;
  const last = stages.length - 1;
  const run = (kept: Kept) => (values: Tensor) =>
    crop(
      stages.reduce((image, { cut }, i) => {
        const tiles = cut.apart(image);
        const flat = tiles.reshape(tiles.shape[0], tiles.shape[1], -1);
        return cut.together(imageAttention(kept[`query${i}`], kept[`key${i}`], flat, { scale }).reshape(tiles.shape));
      }, values),
    );
  return {
    name,
    kind: last ? 'dense' : 'window',
    grid,
    queries: grid,
    keep: Object.fromEntries(
      stages.flatMap((stage, i) => [
        [`query${i}`, stage.query],
        [`key${i}`, stage.key],
      ]),
    ),
    row: (kept, position, _, batch) => {
      const shapes = { values: [batches, 1, ...padded], out: [batches, 1, ...grid] };
      const row = linearRow(query.device, { apply: run(kept), ...shapes }, batch * grid[0] * grid[1] + position);
      return crop(row)
        .slice(0, batch, batch + 1)
        .reshape(-1);
    },
    through: (kept, values) => {
      const after = [0, 0, padded[0] - grid[0] - place[0], padded[1] - grid[1] - place[1]];
      return run(kept)(pad(values, { before: [0, 0, ...place], after }));
    },
    full: (kept) =>
      copy(imageAttentionWeights(kept[`query${last}`], kept[`key${last}`], { scale })).reshape(
        query.shape[0],
        query.shape[2],
        key.shape[2],
      ),
  };
}
