/**
 * The attention article's experiment: does a picture hide a white patch, and does attention find it? Judged by the test
 * error, and by how much of the map lies inside the patch beside the patch's share of the picture.
 */
import type { AttentionMap } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import type { PatchAttention } from '../../layers/models/patch-net.ts';
import { patchLoss, PatchNet } from '../../layers/models/patch-net.ts';
import { Batches } from '../data/batches.ts';
import type { Pictures } from '../data/pictures.ts';
import { select } from '../data/pictures.ts';
import { whitePatches } from '../data/white-patch.ts';
import { received } from '../received.ts';
import { evaluateSet, mapsOf, probesOf } from './classify.ts';
import type { Scores, Task } from './task.ts';

export interface PatchTaskOptions {
  attention: PatchAttention;
  /** Any pictures; the patches are added here. */
  train: Pictures;
  test: Pictures;
  batch: number;
  seed: number;
  lr?: number;
}

/** Pictures with a patch on which the maps are measured. */
const measured = 24;

export function patchTask(gpu: Device, { attention, train, test, batch, seed, lr = 1e-3 }: PatchTaskOptions): Task {
  const net = new PatchNet(gpu, { attention, seed });
  const batches = new Batches(whitePatches(train, { seed: seed * 2 + 1 }), { batch, seed });
  const judged = whitePatches(test, { seed: 0 });
  const hidden = [...judged.labels!.keys()].filter((index) => judged.labels![index] === 1);
  const shown = select(judged, hidden.slice(0, measured));
  const probes = probesOf(gpu, shown, measured);
  return {
    net,
    lr,
    weightDecay: 0,
    feed: (step) => {
      const { images, labels } = batches.at(step);
      return {
        images: { data: images, shape: [batch, ...train.shape] },
        labels: { data: Float32Array.from(labels), shape: [batch] },
      };
    },
    loss: ({ images, labels }) => patchLoss(net.forward(images), labels),
    scores: async () => {
      let wrong = 0;
      await evaluateSet(
        gpu,
        judged,
        (x) => net.forward(x),
        ([probability], index) => {
          if (Number(probability > 0.5) !== judged.labels![index]) wrong++;
        },
      );
      return { test_error: wrong / judged.count, ...(await massInside(net, probes, shown)) };
    },
    better: ({ test_error }) => -test_error,
    maps: (probe) => mapsOf(net, probe),
    probes: probes.slice(0, 4),
  };
}

/** Share of what each map gives to cells of the patch, over the patch's share of the picture; 1 is blind. */
async function massInside(net: PatchNet, probes: Task['probes'], shown: Pictures): Promise<Scores> {
  const sums = new Map<string, { mass: number; area: number }>();
  const [, height, width] = shown.shape;
  for (const probe of probes) {
    const maps = mapsOf(net, probe);
    const mask = shown.masks!.subarray(probe.index * height * width, (probe.index + 1) * height * width);
    for (const [name, map] of maps) {
      if (map.kind === 'channel') continue;
      const weights = await received(map);
      const [mass, area] = inside(weights, map, mask, height, width);
      const sum = sums.get(name) ?? { mass: 0, area: 0 };
      sums.set(name, { mass: sum.mass + mass, area: sum.area + area });
    }
    for (const map of maps.values()) map.dispose();
  }
  return Object.fromEntries([...sums].map(([name, { mass, area }]) => [`${name}_on_patch`, mass / area]));
}

/** The share of the weights on the patch, and the patch's share of the cells, cells counted in part. */
function inside(
  weights: Float32Array,
  { grid: [rows, columns] }: AttentionMap,
  mask: Uint8Array,
  height: number,
  width: number,
): [number, number] {
  const covered = new Float64Array(rows * columns);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      covered[Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width)] += mask[y * width + x];
  }
  const pixels = (height * width) / (rows * columns);
  const total = weights.reduce((a, b) => a + b, 0);
  const on = weights.reduce((sum, weight, cell) => sum + (weight * covered[cell]) / pixels, 0);
  return [on / total, covered.reduce((a, b) => a + b, 0) / (height * width)];
}
