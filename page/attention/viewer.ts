/** One module on one picture: its maps, and rows read from them. */
import type { AttentionMap } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import type { FileTensor } from '../../engine/files/file-tensor.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';
import { attendTo } from '../../layers/show/attend.ts';
import type { CatalogEntry } from '../../layers/catalogue/catalog.ts';
import type { Cell } from '../../layers/show/heatmap.ts';
import type { Reading } from '../../layers/show/reading.ts';
import { middleQuery, readMap } from '../../layers/show/reading.ts';

export class Viewer {
  maps: ReadonlyMap<string, AttentionMap> = new Map();
  /** How long the module took, with the compilation of what it had not met before. */
  milliseconds = 0;
  private readonly gpu: Device;
  private made = '';
  private readonly rows = new Map<string, Reading>();

  constructor(gpu: Device) {
    this.gpu = gpu;
  }

  /**
   * Runs the module unless `key`, which names picture, module and weights, is what ran last.
   * @throws WeightsError for weights that do not fit.
   */
  async run(
    key: string,
    entry: CatalogEntry,
    image: Tensor,
    weights: ReadonlyMap<string, FileTensor> | null,
  ): Promise<void> {
    if (key === this.made) return;
    this.dispose();
    const loaded =
      weights &&
      new Map([...weights].map(([name, { data, shape, dtype }]) => [name, tensor(this.gpu, data, shape, dtype)]));
    const started = performance.now();
    try {
      this.maps = attendTo(this.gpu, entry, image, loaded ? { weights: loaded } : {});
      await this.gpu.settle();
    } finally {
      for (const each of loaded?.values() ?? []) each.dispose();
    }
    this.milliseconds = performance.now() - started;
    this.made = key;
  }

  /** The named map, or the first. */
  pick(layer: string | null): [name: string, map: AttentionMap] {
    const named = layer === null ? undefined : this.maps.get(layer);
    return named ? [layer!, named] : [...this.maps][0];
  }

  /** A row, for a query and a head that are brought inside the map: another module may have fewer. */
  async read(layer: string | null, query: Cell | null, head: number, count: number): Promise<Reading> {
    const [name, map] = this.pick(layer);
    const asked: Cell | null =
      map.queries &&
      (query ? [Math.min(query[0], map.queries[0] - 1), Math.min(query[1], map.queries[1] - 1)] : middleQuery(map));
    const which = Math.min(head, map.heads - 1);
    const key = [name, asked?.join(), which].join('|');
    const reading = this.rows.get(key) ?? (await readMap(map, asked, which, count));
    this.rows.set(key, reading);
    return reading;
  }

  dispose(): void {
    for (const map of this.maps.values()) map.dispose();
    this.maps = new Map();
    this.rows.clear();
    this.made = '';
  }
}
