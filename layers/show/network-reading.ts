/**
 * What a network looked at in a picture, read off in one of four ways: what `saccade attend --model` and the page show.
 */
import type { AttentionMap } from '../../engine/capture.ts';
import { capture, contrastOf } from '../../engine/capture.ts';
import { ShapeError } from '../../engine/errors.ts';
import { quote } from '../../engine/files/json.ts';
import { scope } from '../../engine/scope.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { argmax, mean, relu } from '../../kernels/index.ts';
import { attentionRollout } from '../explain/attention-rollout.ts';
import { captureGradients, featureGradient } from '../explain/capture-gradients.ts';
import { gradCam } from '../explain/grad-cam.ts';
import { gradientRollout } from '../explain/gradient-rollout.ts';
import type { LoadedNetwork } from '../published/load-network.ts';
import type { Cell, Grid } from './heatmap.ts';
import { rangeOf } from './heatmap.ts';
import type { Reading } from './reading.ts';
import { coversPicture, middleQuery, readMap } from './reading.ts';
import { summarize } from './summary.ts';

export const readings = ['row', 'rollout', 'gradient-rollout', 'grad-cam'] as const;
/**
 * One row of one map; rollout through all blocks; rollout weighed by a class's gradient; Grad-CAM of the last layer.
 */
export type ReadingKind = (typeof readings)[number];

export interface NetworkReadingOptions {
  reading: ReadingKind;
  /** Which of the maps that cover the picture, from 0; the last by default. */
  block?: number;
  /** A map by its name, in place of `block`. */
  layer?: string;
  /** One head; the mean over heads by default. */
  head?: number;
  /** A cell that asks, in place of the class token. */
  query?: Cell;
}

export interface NetworkReading {
  reading: Reading;
  /** The map, or the layer, that was read. */
  layer: string;
  heads: number;
  /** All maps. */
  layers: readonly string[];
  /** The class whose score was followed, for the readings that follow one. */
  followed: number | null;
}

/**
 * @param image as the network wants it, [1, C, H, W]
 * @throws ShapeError for a block, layer, head or query that is not there, and for a reading that the network has no use
 * for.
 */
export async function readNetwork(
  loaded: LoadedNetwork,
  image: Tensor,
  options: NetworkReadingOptions,
): Promise<NetworkReading> {
  const { net, entry } = loaded;
  const run = () => {
    const out = net.forward(image);
    return Array.isArray(out) ? out.at(-1)! : out;
  };
  const { out, maps } = scope(() => capture(run));
  const layers = [...maps.keys()];
  try {
    if (options.reading === 'row') return { ...(await readRow(maps, entry.name, options)), layers, followed: null };
    if (options.reading === 'rollout')
      return { ...(await readRollout(maps, entry.name, options)), layers, followed: null };
    if (out.rank !== 2 || !entry.hasHead(loaded.shapes))
      throw new ShapeError(
        'attend',
        `${entry.name} has no classes whose score ${options.reading} could follow`,
        entry.className,
      );
    const followed = Number((await scope(() => argmax(out, 1)).data())[0]);
    const score = (scores: Tensor) => scores.slice(1, followed, followed + 1);
    if (options.reading === 'grad-cam') {
      const layer = entry.camLayer(loaded.shapes);
      const grid = [...maps.values()].findLast((map) => map.queries && map.kind !== 'channel')?.queries;
      const cam = scope(() => {
        const { features, gradient } = featureGradient(run, image, layer, score);
        return features.rank === 4
          ? gradCam(features, gradient)
          : tokenCam(features, gradient, grid ?? [1, features.shape[1]]);
      });
      return { reading: await readingOf(cam, [cam.shape[1], cam.shape[2]]), layer, heads: 1, layers, followed };
    }
    const weighed = scope(() => {
      const { maps: full, gradients } = captureGradients(run, image, score);
      const names = [...gradients.keys()];
      return gradientRollout(
        names.map((name) => full.get(name)!.full()),
        [...gradients.values()],
      );
    });
    const map = squareMaps(maps, entry.name, options.reading).at(-1)![1];
    return { reading: await tokenReading(weighed, map, options), layer: 'all blocks', heads: 1, layers, followed };
  } finally {
    out.dispose();
    for (const map of maps.values()) map.dispose();
  }
}

async function readRow(
  maps: ReadonlyMap<string, AttentionMap>,
  network: string,
  { block, layer, head, query }: NetworkReadingOptions,
): Promise<{ reading: Reading; layer: string; heads: number }> {
  const [name, map] = pickMap(maps, network, block, layer);
  if (head !== undefined && head >= map.heads)
    throw new ShapeError('attend', `the map ${name} has no head ${head}`, '', `heads 0 to ${map.heads - 1}`);
  return { reading: await readTokens(map, query, head), layer: name, heads: map.heads };
}

/**
 * A row of a network's map: a gate as it is; the class token's row, or a cell's, as the mean over heads or of one.
 * @throws ShapeError for a query or head that is not there.
 */
export async function readTokens(map: AttentionMap, query?: Cell, head?: number, count = 5): Promise<Reading> {
  const first = await readMap(map, query ?? middleQuery(map), head ?? 0, count);
  const byToken = map.queries !== null && map.prefix > 0 && !query;
  if (!byToken && (head !== undefined || map.heads === 1)) return first;
  const asked = first.query ?? 0;
  const chosen = head === undefined ? Array.from({ length: map.heads }, (_, i) => i) : [head];
  const rows: Float32Array[] = [];
  for (const one of chosen) rows.push(byToken ? await map.token(0, one) : await map.at(asked, one));
  const row = rows[0].map((_, i) => rows.reduce((sum, weights) => sum + weights[i], 0) / rows.length);
  const own = !byToken && first.near !== null && map.queries?.join() === map.grid.join() ? first.query : null;
  const { strongest, near } = summarize(row, map.grid, own, count);
  return {
    ...first,
    row,
    range: rangeOf(row, !map.queries),
    strongest,
    contrast: contrastOf(row, map.kind),
    near: own && near,
    ...(byToken && { query: null, queries: null }),
  };
}

async function readRollout(
  maps: ReadonlyMap<string, AttentionMap>,
  network: string,
  options: NetworkReadingOptions,
): Promise<{ reading: Reading; layer: string; heads: number }> {
  const square = squareMaps(maps, network, options.reading);
  const flow = scope(() => attentionRollout(square.map(([, map]) => map.full())));
  return { reading: await tokenReading(flow, square.at(-1)![1], options), layer: 'all blocks', heads: 1 };
}

/** The maps between the tokens of one picture, block by block. */
function squareMaps(
  maps: ReadonlyMap<string, AttentionMap>,
  network: string,
  reading: string,
): [string, AttentionMap][] {
  const square = [...maps].filter(([, { kind, grid, queries }]) => kind === 'dense' && queries?.join() === grid.join());
  if (!square.length)
    throw new ShapeError('attend', `${network} has no attention between all tokens, which ${reading} follows`);
  return square;
}

/**
 * A row of flows between tokens [1, N, N] on the patches: the class token's or a cell's; the mean of all without a
 * class token.
 */
async function tokenReading(flow: Tensor, map: AttentionMap, { query }: NetworkReadingOptions): Promise<Reading> {
  const { prefix, grid } = map;
  const row = scope(() => {
    const patches = flow.slice(2, prefix);
    if (query) return rowAt(patches, prefix + query[0] * grid[1] + query[1]);
    return prefix ? rowAt(patches, 0) : mean(patches, 1).reshape(-1);
  });
  flow.dispose();
  return readingOf(row, grid);
}

const rowAt = (flow: Tensor, i: number): Tensor => flow.slice(1, i, i + 1).reshape(flow.shape[2]);

/** Grad-CAM of tokens: those of the patches, on their grid. */
function tokenCam(features: Tensor, gradient: Tensor, grid: Grid): Tensor {
  const prefix = features.shape[1] - grid[0] * grid[1];
  return relu(gradCam(features.slice(1, prefix), gradient.slice(1, prefix))).reshape(1, ...grid);
}

async function readingOf(values: Tensor, grid: Grid): Promise<Reading> {
  const row = (await values.data()) as Float32Array;
  values.dispose();
  const { strongest } = summarize(row, grid, null);
  return {
    kind: 'spatial',
    grid,
    queries: null,
    query: null,
    head: 0,
    row,
    range: rangeOf(row, false),
    strongest,
    contrast: contrastOf(row, 'spatial'),
    near: null,
  };
}

function pickMap(
  maps: ReadonlyMap<string, AttentionMap>,
  network: string,
  block: number | undefined,
  layer: string | undefined,
): [string, AttentionMap] {
  if (layer !== undefined) {
    const map = maps.get(layer);
    if (!map)
      throw new ShapeError(
        'attend',
        `${network} has no map ${quote(layer)}`,
        '',
        `its maps are ${[...maps.keys()].join(', ')}`,
      );
    return [layer, map];
  }
  const shown = [...maps].filter(([, map]) => coversPicture(map));
  const list = shown.length ? shown : [...maps];
  if (!list.length) throw new ShapeError('attend', `${network} has no attention maps`, '', 'try --reading grad-cam');
  const found = list.at(block ?? -1);
  if (!found) throw new ShapeError('attend', `${network} has no block ${block}`, '', `blocks 0 to ${list.length - 1}`);
  return found;
}
