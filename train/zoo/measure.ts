/**
 * What a map says, measured on pictures with masks, which serve for judging alone: how much of the weight lies on the
 * query's own kind of thing, how far the weights are from all alike, and whether they change with the query.
 */
import { tensor } from '../../engine/create.ts';
import type { AttentionMap } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { scope } from '../../engine/scope.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { throughMap } from '../../layers/show/through.ts';
import type { Seen } from './features.ts';
import { featuresOf } from './features.ts';
import type { AnyModule } from './maps.ts';
import { isOverPositions, mapsOver } from './maps.ts';

export interface Judged {
  seen: Seen;
  /** The class of each cell, [count, rows, columns]. */
  kinds: Uint8Array;
  /** The kind that says nothing. */
  unlabelled: number;
  /** Kinds that are objects: what a gate should let through. */
  objects: readonly number[];
}

/** Null where there is nothing to say: a 3×3 window without its neighbours, a gate on channels. */
export interface Reading {
  /** Mass on the query's own class (of a gate: on objects) over that class's share of what it can reach. */
  own: number | null;
  /** What `own` would be if all weight lay on the query's class: little where a window is mostly of one class. */
  most: number | null;
  /** 0 where all weights are alike, 1 where one has all: 1 less the entropy's share of its most. */
  distance: number;
  /** Half the sum of differences between a query's weights and the mean over queries; of a gate, over pictures. */
  change: number;
}

const everyQuery = 7;
/** Sources that windows are asked for at a time: they keep their sums in registers. */
const few = 32;

/** By the name of the map. `reach` collects which cells a map can see at all, from a module that has learnt nothing. */
export async function measureMaps(
  gpu: Device,
  module: AnyModule,
  { seen, kinds, unlabelled }: Judged,
  reach: Map<string, Uint8Array>,
  learnt: boolean,
): Promise<Map<string, Reading>> {
  const [rows, columns] = seen.grid;
  const cells = rows * columns;
  const sums = new Map<string, Sums>();
  for (let picture = 0; picture < seen.count; picture++) {
    const x = tensor(gpu, featuresOf(seen, picture), [1, seen.channels, rows, columns]);
    for (const [name, map] of scope(() => mapsOver(module, x))) {
      if (isOverPositions(map)) {
        const weights = await wholeMap(gpu, map, [rows, columns]);
        const seenBy = reach.get(name) ?? new Uint8Array(cells * cells);
        reach.set(name, seenBy);
        const partial = map.kind === 'window' || map.kind === 'cross' || map.kind === 'axial';
        if (!learnt) weights.forEach((weight, i) => (seenBy[i] |= Number(!partial || weight !== 0)));
        const sum = sums.get(name) ?? new Sums();
        sums.set(name, sum);
        sum.add(weights, seenBy, kinds.subarray(picture * cells, (picture + 1) * cells), columns, unlabelled);
      }
      map.dispose();
    }
    x.dispose();
  }
  return new Map([...sums].map(([name, sum]) => [name, sum.reading()]));
}

/** [source, query], weights without their signs. */
async function wholeMap(
  gpu: Device,
  map: AttentionMap,
  [rows, columns]: readonly [number, number],
): Promise<Float32Array> {
  const cells = rows * columns;
  const all = new Float32Array(cells * cells);
  const step = map.kind === 'window' || map.kind === 'axial' || map.kind === 'cross' ? few : cells;
  for (let from = 0; from < cells; from += step) {
    const count = Math.min(step, cells - from);
    const ones = new Float32Array(count * cells);
    for (let i = 0; i < count; i++) ones[i * cells + from + i] = 1;
    const out: Tensor = scope(() => throughMap(map, tensor(gpu, ones, [1, count, rows, columns])));
    all.set((await out.data()) as Float32Array, from * cells);
    out.dispose();
  }
  return all.map(Math.abs);
}

class Sums {
  private own = 0;
  private share = 0;
  private judged = 0;
  private distance = 0;
  private change = 0;
  private queries = 0;

  add(weights: Float32Array, reach: Uint8Array, kinds: Uint8Array, columns: number, unlabelled: number): void {
    const cells = kinds.length;
    const asked = Array.from({ length: Math.ceil(cells / everyQuery) }, (_, i) => i * everyQuery);
    const mean = new Float64Array(cells);
    const rowsOf = asked.map((query) => {
      const row = Float64Array.from({ length: cells }, (_, p) => weights[p * cells + query]);
      const total = row.reduce((a, b) => a + b, 0);
      return total > 1e-6 ? row.map((weight) => weight / total) : null;
    });
    const told = rowsOf.filter((row) => row !== null);
    for (const row of told) row.forEach((weight, p) => (mean[p] += weight / told.length));
    asked.forEach((query, i) => {
      const row = rowsOf[i];
      if (!row) return;
      let [entropy, reached, apart] = [0, 0, 0];
      let [far, farSame, mass, massSame] = [0, 0, 0, 0];
      for (let p = 0; p < cells; p++) {
        apart += Math.abs(row[p] - mean[p]) / 2;
        if (!reach[p * cells + query]) continue;
        reached++;
        if (row[p] > 0) entropy -= row[p] * Math.log(row[p]);
        const [dy, dx] = [Math.floor(p / columns) - Math.floor(query / columns), (p % columns) - (query % columns)];
        if (Math.abs(dy) <= 1 && Math.abs(dx) <= 1) continue;
        far++;
        mass += row[p];
        if (kinds[p] !== kinds[query]) continue;
        farSame++;
        massSame += row[p];
      }
      this.queries++;
      this.distance += reached > 1 ? 1 - entropy / Math.log(reached) : 0;
      this.change += apart;
      if (kinds[query] === unlabelled || mass < 1e-6) return;
      this.own += massSame / mass;
      this.share += farSame / far;
      this.judged++;
    });
  }

  reading(): Reading {
    const { own, share, judged, distance, change, queries } = this;
    const [ratio, most] = share ? [own / share, judged / share] : [null, null];
    return { own: ratio, most, distance: distance / queries, change: change / queries };
  }
}

/** Gates, by the name of the map; the mean over their heads. */
export async function measureGates(
  gpu: Device,
  module: AnyModule,
  { seen, kinds, objects }: Judged,
): Promise<Map<string, Reading>> {
  const [rows, columns] = seen.grid;
  const cells = rows * columns;
  /** [head][picture]. */
  const gates = new Map<string, { spatial: boolean; heads: Float64Array[][] }>();
  for (let picture = 0; picture < seen.count; picture++) {
    const x = tensor(gpu, featuresOf(seen, picture), [1, seen.channels, rows, columns]);
    for (const [name, map] of scope(() => mapsOver(module, x))) {
      const spatial = map.kind === 'spatial' && map.grid[0] * map.grid[1] === cells;
      if (map.kind === 'channel' || spatial) {
        const gate = gates.get(name) ?? { spatial, heads: Array.from({ length: map.heads }, () => []) };
        gates.set(name, gate);
        for (const [head, pictures] of gate.heads.entries()) {
          const weights = Float64Array.from(await map.at(0, head), Math.abs);
          const total = weights.reduce((a, b) => a + b, 0);
          pictures.push(weights.map((weight) => weight / total));
        }
      }
      map.dispose();
    }
    x.dispose();
  }
  return new Map(
    [...gates].map(([name, { spatial, heads }]) => {
      const isObject = (picture: number, p: number) => spatial && objects.includes(kinds[picture * cells + p]);
      const all = heads.map((pictures) => readGate(pictures, isObject));
      const mean = (of: (reading: Reading) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
      const some = all[0].own !== null;
      const [own, most] = [some ? mean((one) => one.own!) : null, some ? mean((one) => one.most!) : null];
      return [name, { own, most, distance: mean((one) => one.distance), change: mean((one) => one.change) }];
    }),
  );
}

/** One head's weights of each picture, which sum to 1. */
function readGate(pictures: readonly Float64Array[], isObject: (picture: number, p: number) => boolean): Reading {
  const count = pictures.length;
  const mean = pictures[0].map((_, p) => pictures.reduce((sum, gate) => sum + gate[p], 0) / count);
  let [mass, area, distance, change] = [0, 0, 0, 0];
  pictures.forEach((gate, picture) => {
    let entropy = 0;
    gate.forEach((weight, p) => {
      change += Math.abs(weight - mean[p]) / 2 / count;
      if (weight > 0) entropy -= weight * Math.log(weight);
      if (!isObject(picture, p)) return;
      mass += weight;
      area += 1 / gate.length;
    });
    distance += (1 - entropy / Math.log(gate.length)) / count;
  });
  const [own, most] = area ? [mass / area, count / area] : [null, null];
  return { own, most, distance, change };
}
