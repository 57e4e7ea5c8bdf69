/** The engine's side of the page: pictures, modules, a network from a file, and rows read from their maps. */
import type { AttentionMap } from '../../../engine/capture.ts';
import { capture } from '../../../engine/capture.ts';
import { Device } from '../../../engine/device.ts';
import { decodeImage, resizePixels } from '../../../engine/files/image.ts';
import { loadImage } from '../../../engine/files/load.ts';
import type { Pixels } from '../../../engine/files/pixels.ts';
import { scope } from '../../../engine/scope.ts';
import type { Tensor } from '../../../engine/tensor.ts';
import { softmax } from '../../../kernels/index.ts';
import { catalog } from '../../../layers/catalogue/index.ts';
import type { LoadedNetwork } from '../../../layers/published/load-network.ts';
import { attendTo, featureChannels } from '../../../layers/show/attend.ts';
import type { Cell, Grid } from '../../../layers/show/heatmap.ts';
import type { Reading } from '../../../layers/show/reading.ts';
import { coversPicture, readMap } from '../../../layers/show/reading.ts';
import type { ReadZoo, Zoo } from '../../../layers/show/zoo.ts';
import { loadZoo, zooAt } from '../../../layers/show/zoo.ts';
import type { Carried } from '../../carried.ts';
import { scenes } from '../../scenes.ts';
import type { About, Adapter, Calls, NetworkInfo, PictureSource, Step, Told, ViewInfo, Wanted } from './protocol.ts';
import { gridFor, patchSide } from './shape.ts';

/** What only networks from files need: most visitors bring none. */
const published = () => import('./published.ts');

/** Longest side of the picture as it is drawn: fine enough for the marks, small enough to follow the pointer. */
const drawnSide = 800;
const thumbnailSide = 96;
/** Cells of a module's grid, 32×32 of a square picture; fewer for plain loops. */
const cells = { webgpu: 1024, reference: 256 } as const;
/** Views whose maps are kept. */
const keptViews = 6;

interface View {
  maps: ReadonlyMap<string, AttentionMap>;
  info: ViewInfo;
}

export class Looker implements Calls {
  private gpu: Device | null = null;
  private readonly pictures = new Map<string, Pixels>();
  private readonly views = new Map<string, Promise<View>>();
  private loaded: LoadedNetwork | null = null;
  private carried: Carried | null = null;
  private readZoo: ReadZoo = () => Promise.resolve(null);

  async open(webgpu: boolean, zoo: string): Promise<Adapter> {
    const read = zooAt(zoo);
    const files = new Map<string, ReturnType<ReadZoo>>();
    this.readZoo = (file) => {
      const known = files.get(file) ?? read(file);
      files.set(file, known);
      known.catch(() => files.delete(file));
      return known;
    };
    let failure: string | null = null;
    try {
      this.gpu = await Device.open(webgpu ? {} : { backend: 'reference' });
    } catch (error) {
      failure = (error as Error).message;
      this.gpu = await Device.open({ backend: 'reference' });
    }
    const { info, backend } = this.gpu;
    if (backend === 'reference')
      return { name: 'Plain JavaScript', kind: 'no WebGPU', description: 'No graphics adapter is used', failure };
    const name = `${info.vendor} ${info.architecture}`.trim() || info.description || 'WebGPU';
    return { name, kind: info.software ? 'software' : 'WebGPU', description: info.description || name, failure };
  }

  /** Whether the device has been lost. */
  async lost(): Promise<boolean> {
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    try {
      this.gpu?.check('page');
      return false;
    } catch {
      return true;
    }
  }

  about = async (module: string): Promise<About> => {
    const { className, kind, paper, source, meaning, formula, cost } = catalog.find(({ name }) => name === module)!;
    const costs = [128, 256, 512, 1024].map((side) => {
      const n = side / patchSide;
      return { side, ...cost(featureChannels, n, n), featureBytes: 4 * featureChannels * n * n };
    });
    return { className, kind, paper, source, meaning, formula, costs };
  };

  async picture(key: string, source: PictureSource) {
    const pixels = 'scene' in source ? scenes[source.scene].draw() : await decodeImage(source.blob);
    // A picture of the visitor's own replaces the one before.
    const [kind] = key.split('-');
    for (const before of this.pictures.keys()) if (kind === 'own' && before.startsWith('own')) this.forget(before);
    this.pictures.set(key, pixels);
    const drawn = fit(pixels, drawnSide);
    return { drawn, thumbnail: thumbnail(drawn), size: [pixels.width, pixels.height] as const };
  }

  async network(files: readonly Blob[]): Promise<NetworkInfo> {
    const { loadNetwork } = await published();
    const loaded = await loadNetwork(this.device, files);
    this.loaded?.net.dispose();
    for (const key of this.views.keys()) if (key.startsWith('own|')) this.drop(key);
    this.loaded = loaded;
    const { entry, format, shapes } = loaded;
    const parameters = [...shapes.values()].reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
    const { name, className, paper } = entry;
    return { name, className, paper, format, parameters, hasClasses: entry.hasHead(shapes) };
  }

  carry = async (carried: Carried): Promise<void> => {
    this.carried = carried;
    for (const key of this.views.keys()) if (key.startsWith('trained|')) this.drop(key);
  };

  view = async (subject: string, picture: string): Promise<ViewInfo> => (await this.see(subject, picture)).info;

  async row({ subject, picture, layer, head, place }: Wanted, count: number): Promise<Told> {
    const { maps } = await this.see(subject, picture);
    const [name, map] = pick(maps, layer);
    return { reading: await readAt(map, cellAt(map, place), head, count), layer: name, followed: null };
  }

  async rows(wanted: readonly Wanted[]): Promise<readonly Told[]> {
    const told: Told[] = [];
    for (const one of wanted) told.push(await this.row(one, 3));
    return told;
  }

  async explain(kind: 'row' | 'rollout' | 'gradient-rollout' | 'grad-cam', wanted: Wanted): Promise<Told> {
    const loaded = this.ownNetwork();
    const image = await this.imageOf(wanted.subject, wanted.picture);
    try {
      const { maps } = await this.see(wanted.subject, wanted.picture);
      const square = [...maps.values()].findLast((map) => map.kind === 'dense' && map.queries);
      const query = kind === 'grad-cam' || !square ? null : cellAt(square, wanted.place);
      const { readNetwork } = await published();
      const { reading, layer, followed } = await readNetwork(loaded, image, {
        reading: kind,
        ...(query && { query }),
      });
      return { reading, layer, followed: followed === null ? null : classOf(loaded, followed) };
    } finally {
      image.dispose();
    }
  }

  /** From cell to strongest cell, none twice. */
  async follow(wanted: Wanted, steps: number): Promise<readonly Step[]> {
    const { maps } = await this.see(wanted.subject, wanted.picture);
    const [, map] = pick(maps, wanted.layer);
    const start = cellAt(map, wanted.place) ?? middleOf(map.queries ?? map.grid);
    const path: Step[] = [{ cell: start, weight: 1 }];
    const been = new Set([start.join()]);
    while (map.queries && path.length <= steps) {
      const { row, grid } = await readAt(map, path[path.length - 1].cell, wanted.head, 1);
      const scale = [map.queries[0] / grid[0], map.queries[1] / grid[1]];
      let best: Step | null = null;
      row.forEach((weight, i) => {
        const cell: Cell = [
          Math.floor((Math.floor(i / grid[1]) + 0.5) * scale[0]),
          Math.floor(((i % grid[1]) + 0.5) * scale[1]),
        ];
        if (weight > (best?.weight ?? 0) && !been.has(cell.join())) best = { cell, weight };
      });
      if (!best) break;
      path.push(best);
      been.add((best as Step).cell.join());
    }
    return path;
  }

  async time(subject: string, picture: string): Promise<number> {
    const image = await this.imageOf(subject, picture);
    const zoo = await this.zooOf(subject);
    const times: number[] = [];
    try {
      for (let i = 0; i < 5; i++) {
        const started = performance.now();
        for (const map of (await this.run(subject, image, picture, zoo)).maps.values()) map.dispose();
        await this.device.settle();
        times.push(performance.now() - started);
      }
    } finally {
      image.dispose();
    }
    return times.sort((a, b) => a - b)[2];
  }

  private get device(): Device {
    if (!this.gpu) throw new Error('the engine has not been opened');
    return this.gpu;
  }

  private ownNetwork(): LoadedNetwork {
    if (!this.loaded) throw new Error('no network has been loaded');
    return this.loaded;
  }

  /** The maps of a subject on a picture, run when first asked for. */
  private see(subject: string, picture: string): Promise<View> {
    const key = `${subject}|${picture}`;
    const known = this.views.get(key) ?? this.make(subject, picture);
    this.views.delete(key);
    this.views.set(key, known);
    known.catch(() => this.views.delete(key));
    for (const old of this.views.keys()) if (this.views.size > keptViews) this.drop(old);
    return known;
  }

  private async make(subject: string, picture: string): Promise<View> {
    const image = await this.imageOf(subject, picture);
    const zoo = await this.zooOf(subject);
    const started = performance.now();
    try {
      const { maps, out } = await this.run(subject, image, picture, zoo);
      await this.device.settle();
      const milliseconds = performance.now() - started;
      const classes = out ? await likeliest(this.ownNetwork(), out) : [];
      out?.dispose();
      const info: ViewInfo = {
        maps: [...maps].map(([name, { kind, heads, grid, queries, prefix }]) => ({
          name,
          kind,
          heads,
          grid,
          queries,
          prefix,
        })),
        first: firstOf(maps, catalog.find(({ name }) => name === subject)?.kind),
        milliseconds,
        weights: subject === 'own' ? 'file' : zoo || subject === 'trained' ? 'trained' : 'random',
        notes: [...(zoo?.notes ?? [])],
        cells: [image.shape[2] / patchSide, image.shape[3] / patchSide],
        classes,
      };
      return { maps, info };
    } finally {
      image.dispose();
    }
  }

  private async run(
    subject: string,
    image: Tensor,
    picture: string,
    zoo: Zoo | null,
  ): Promise<{ maps: ReadonlyMap<string, AttentionMap>; out: Tensor | null }> {
    if (subject === 'trained') {
      const { carriedMaps } = await import('../../train/network.ts');
      return { maps: carriedMaps(this.device, this.carried!, this.pictures.get(picture)!), out: null };
    }
    if (subject !== 'own') {
      const entry = catalog.find(({ name }) => name === subject)!;
      return { maps: attendTo(this.device, entry, image, { zoo }), out: null };
    }
    const { net } = this.ownNetwork();
    return scope(() => {
      const { out, maps } = capture(() => net.forward(image));
      return { maps, out: Array.isArray(out) ? out.at(-1)! : out };
    });
  }

  private zooOf = (subject: string): Promise<Zoo | null> =>
    subject === 'own' || subject === 'trained' ? Promise.resolve(null) : loadZoo(subject, this.readZoo);

  /** A picture as the subject sees it. */
  private async imageOf(subject: string, picture: string): Promise<Tensor> {
    const pixels = this.pictures.get(picture);
    if (!pixels) throw new Error(`there is no picture ${picture}`);
    const { width, height } = pixels;
    if (subject !== 'own') {
      const most = cells[this.device.webgpu ? 'webgpu' : 'reference'];
      const square = catalog.find(({ name }) => name === subject)?.square;
      const side = square && Math.min(square, Math.sqrt(most));
      const [rows, columns] = side ? [side, side] : gridFor(width, height, most, 4);
      return loadImage(this.device, pixels, { size: [patchSide * rows, patchSide * columns] });
    }
    const { preparationOf, prepared } = await published();
    const loaded = this.ownNetwork();
    const how = preparationOf(loaded);
    const multiple = loaded.entry.multiple(loaded.shapes);
    const [rows, columns] =
      multiple > 1
        ? gridFor(width, height, (how.size / multiple) ** 2, 1).map((n) => n * multiple)
        : [how.size, how.size];
    const image = await loadImage(this.device, pixels, { size: [rows, columns] });
    const ready = scope(() => prepared(image, how));
    image.dispose();
    return ready;
  }

  private forget(picture: string): void {
    this.pictures.delete(picture);
    for (const key of this.views.keys()) if (key.endsWith(`|${picture}`)) this.drop(key);
  }

  private drop(key: string): void {
    const view = this.views.get(key);
    this.views.delete(key);
    view?.then(
      ({ maps }) => [...maps.values()].forEach((map) => map.dispose()),
      () => null,
    );
  }
}

const pick = (maps: ReadonlyMap<string, AttentionMap>, layer: string | null): [string, AttentionMap] => {
  const named = layer === null ? undefined : maps.get(layer);
  return named ? [layer!, named] : [...maps][0];
};

/** Of a module the first map of the kind that the catalogue promises; of a network the last that covers the picture. */
function firstOf(maps: ReadonlyMap<string, AttentionMap>, kind: AttentionMap['kind'] | undefined): string {
  const names = [...maps.keys()];
  if (!names.length) return '';
  if (kind) return names.find((name) => maps.get(name)!.kind === kind) ?? names[0];
  return names.findLast((name) => coversPicture(maps.get(name)!)) ?? names[0];
}

const middleOf = ([rows, columns]: Grid): Cell => [Math.floor(rows / 2), Math.floor(columns / 2)];

/** The cell of a map's queries that lies at a place of the picture; a channel by the place across. */
function cellAt({ queries, kind }: AttentionMap, place: Wanted['place']): Cell | null {
  if (!queries || !place) return null;
  const along = (share: number, n: number) => Math.min(n - 1, Math.max(0, Math.floor(share * n)));
  return [kind === 'channel' ? 0 : along(place[0], queries[0]), along(place[1], queries[1])];
}

async function readAt(map: AttentionMap, query: Cell | null, head: number | null, count: number): Promise<Reading> {
  const which = head === null ? undefined : Math.min(head, map.heads - 1);
  if (!map.prefix && which !== undefined) return readMap(map, query ?? undefined, which, count);
  const { readTokens } = await published();
  return readTokens(map, query ?? undefined, which, count);
}

async function likeliest(loaded: LoadedNetwork, out: Tensor): Promise<ViewInfo['classes']> {
  if (out.rank !== 2 || !loaded.entry.hasHead(loaded.shapes)) return [];
  const chances = scope(() => softmax(out, 1));
  const values = (await chances.data()) as Float32Array;
  chances.dispose();
  const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a] || a - b);
  return order.slice(0, 3).map((index) => ({ name: classOf(loaded, index), share: values[index] }));
}

const classOf = ({ entry }: LoadedNetwork, index: number): string => entry.classes?.[index] ?? `class ${index}`;

/** The picture with its longer side near `side`; one that is near it already, such as a camera's, as it is. */
function fit(pixels: Pixels, side: number): Pixels {
  const scale = side / Math.max(pixels.width, pixels.height);
  if (scale > 0.7 && scale < 1.3) return pixels;
  return resizePixels(
    pixels,
    Math.max(1, Math.round(pixels.width * scale)),
    Math.max(1, Math.round(pixels.height * scale)),
  );
}

/** The middle square of the picture. */
function thumbnail({ width, height, data }: Pixels): Pixels {
  const side = Math.min(width, height);
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  const square = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++)
    square.set(data.subarray(4 * ((top + y) * width + left), 4 * ((top + y) * width + left + side)), 4 * y * side);
  return resizePixels({ width: side, height: side, data: square }, thumbnailSide, thumbnailSide);
}
