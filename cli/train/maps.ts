/** Maps of fixed pictures as training goes: PNG files in the run's folder, and strips for its report. */
import { join } from 'node:path';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import type { Probe } from '../../train/tasks/task.ts';
import type { AttentionMap } from '../../engine/capture.ts';
import { paintReading, readMap } from '../../layers/show/reading.ts';
import { encodePng } from '../../engine/files/image-node.ts';
import { plainStyle } from '../../layers/show/heatmap.ts';
import { writeOutput } from '../file.ts';
import type { Pictures } from '../../train/data/pictures.ts';
import type { Pixels } from '../../engine/files/pixels.ts';
import { pictureOf } from '../../train/data/pictures.ts';

/** One map of one picture at several steps: the picture, then how its attention forms. */
export interface Strip {
  name: string;
  picture: Uint8Array | null;
  frames: { step: number; png: Uint8Array }[];
}

/** Maps of the fixed pictures as training goes, as PNG files and for the report. */
export class Maps {
  readonly strips: Strip[] = [];
  private readonly folder: string;

  /** Goes on with the frames of a run up to a step. */
  constructor(out: string, last = -1) {
    this.folder = join(out, 'maps');
    mkdirSync(this.folder, { recursive: true });
    const frames = readdirSync(this.folder).flatMap((file) => {
      const [, strip, step] = /^(.*)-step-(\d+)\.png$/.exec(file) ?? [];
      return strip && Number(step) <= last ? [{ strip, step: Number(step), file }] : [];
    });
    for (const { strip, step, file } of frames.toSorted((x, y) => x.step - y.step))
      this.stripOf(strip).frames.push({ step, png: readFileSync(join(this.folder, file)) });
  }

  async add(step: number, probe: Probe, maps: ReadonlyMap<string, AttentionMap>): Promise<void> {
    const picture = pixelsOf(probe.of, probe.index);
    for (const [name, map] of maps) {
      if (map.kind === 'channel') continue;
      const [rows, columns] = map.queries ?? [1, 1];
      const query = [Math.floor(probe.query[0] * rows), Math.floor(probe.query[1] * columns)] as const;
      const reading = await readMap(map, map.queries && query);
      const png = encodePng(paintReading(picture, reading, reading.range, plainStyle));
      const strip = this.stripOf(`picture-${probe.index + 1}-${name.replaceAll(/[^\w.-]/g, '_')}`);
      strip.picture ??= encodePng(picture);
      strip.frames.push({ step, png });
      writeOutput(join(this.folder, `${strip.name}-step-${step}.png`), png);
    }
  }

  private stripOf(name: string): Strip {
    const found = this.strips.find((strip) => strip.name === name);
    if (found) return found;
    this.strips.push({ name, picture: null, frames: [] });
    return this.strips.at(-1)!;
  }
}

/** A picture of a set, each pixel a block of pixels, so that a small one can be seen. */
function pixelsOf(set: Pictures, index: number): Pixels {
  const [channels, height, width] = set.shape;
  const zoom = Math.max(1, Math.round(192 / width));
  const bytes = pictureOf(set, index);
  const data = new Uint8ClampedArray(4 * height * width * zoom * zoom).fill(255);
  for (let y = 0; y < height * zoom; y++) {
    for (let x = 0; x < width * zoom; x++) {
      const at = Math.floor(y / zoom) * width + Math.floor(x / zoom);
      for (let c = 0; c < 3; c++)
        data[4 * (y * width * zoom + x) + c] = bytes[Math.min(c, channels - 1) * height * width + at];
    }
  }
  return { width: width * zoom, height: height * zoom, data };
}
