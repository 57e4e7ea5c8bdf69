/**
 * Scenes for those who have no data: houses, trees, cars and balls under a sky, drawn by the seed, each pixel's class
 * known. Things come in pairs of one colour, so that whoever must guess a hidden colour can copy it from its twin.
 */
import { ShapeError } from '../../engine/errors.ts';
import { Random } from '../../engine/random.ts';
import type { Pictures } from './pictures.ts';

export const sceneClasses = ['sky', 'ground', 'wall', 'window', 'roof', 'tree', 'ball'] as const;
type SceneClass = (typeof sceneClasses)[number];
type Colour = readonly [red: number, green: number, blue: number];

export interface SceneOptions {
  count: number;
  seed: number;
  /** [height, width]; 64 × 64 by default. */
  size?: readonly [height: number, width: number];
}

/** @throws ShapeError for sizes below 16. */
export function drawScenes({ count, seed, size: [height, width] = [64, 64] }: SceneOptions): Pictures {
  if (![height, width].every((side) => Number.isInteger(side) && side >= 16))
    throw new ShapeError('drawScenes', 'a scene has at least 16 × 16 pixels', `${height} × ${width}`);
  const plane = height * width;
  const images = new Uint8Array(count * 3 * plane);
  const masks = new Uint8Array(count * plane);
  for (let index = 0; index < count; index++) {
    const canvas = new Canvas(
      images.subarray(index * 3 * plane, (index + 1) * 3 * plane),
      masks.subarray(index * plane, (index + 1) * plane),
      height,
      width,
    );
    drawScene(canvas, new Random(seed, index));
  }
  return { count, shape: [3, height, width], images, masks, classes: sceneClasses };
}

function drawScene(canvas: Canvas, random: Random): void {
  const { height, width } = canvas;
  const colour = (low: number, high: number): Colour =>
    [0, 1, 2].map(() => random.uniform(low, high)) as [number, number, number];
  const between = (low: number, high: number) => random.uniform(low, high);
  const horizon = height * between(0.45, 0.65);
  const [sky, ground] = [colour(140, 240), colour(60, 150)];
  canvas.fill('sky', sky, (y) => y < horizon, random);
  canvas.fill('ground', ground, (y) => y >= horizon, random);

  const houses = 1 + random.integer(2);
  const wall = colour(90, 230);
  const roof = colour(60, 200);
  const glass = colour(20, 120);
  for (let i = 0; i < houses; i++) {
    const [w, h] = [width * between(0.22, 0.38), height * between(0.25, 0.42)];
    const left = between(0, width - w);
    const top = horizon + height * between(0.02, 0.12) - h;
    canvas.box('wall', wall, left, top, w, h, random);
    canvas.fill(
      'roof',
      roof,
      (y, x) => y < top && y > top - h * 0.5 && Math.abs(x - left - w / 2) < (w / 2) * (1 - (top - y) / (h * 0.5)),
      random,
    );
    for (const column of [0.18, 0.6]) {
      for (const row of [0.15, 0.58])
        canvas.box('window', glass, left + column * w, top + row * h, 0.22 * w, 0.24 * h, random);
    }
  }
  const leaves = colour(30, 170);
  for (let i = 0; i < 1 + random.integer(3); i++) {
    const [x, y, r] = [between(0, width), horizon - height * between(0, 0.08), height * between(0.07, 0.14)];
    canvas.disc('tree', leaves, y, x, r, random);
    canvas.disc('tree', leaves, y + r, x, r * 0.6, random);
  }
  const ball = colour(20, 250);
  const [balls, r] = [2 + random.integer(2), height * between(0.04, 0.08)];
  for (let i = 0; i < balls; i++)
    canvas.disc('ball', ball, between(horizon + r, height - r), between(r, width - r), r, random);
}

/** Planes of one picture and its mask; everything that is painted is slightly uneven, as surfaces are. */
class Canvas {
  readonly height: number;
  readonly width: number;
  private readonly planes: Uint8Array;
  private readonly mask: Uint8Array;

  constructor(planes: Uint8Array, mask: Uint8Array, height: number, width: number) {
    this.planes = planes;
    this.mask = mask;
    this.height = height;
    this.width = width;
  }

  fill(kind: SceneClass, colour: Colour, inside: (y: number, x: number) => boolean, random: Random): void {
    const plane = this.height * this.width;
    for (let y = 0, at = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++, at++) {
        if (!inside(y, x)) continue;
        const shade = random.uniform(0.92, 1.08);
        for (let c = 0; c < 3; c++) this.planes[c * plane + at] = Math.min(255, colour[c] * shade);
        this.mask[at] = sceneClasses.indexOf(kind);
      }
    }
  }

  box(kind: SceneClass, colour: Colour, left: number, top: number, w: number, h: number, random: Random): void {
    this.fill(kind, colour, (y, x) => x >= left && x < left + w && y >= top && y < top + h, random);
  }

  disc(kind: SceneClass, colour: Colour, cy: number, cx: number, r: number, random: Random): void {
    this.fill(kind, colour, (y, x) => (y - cy) ** 2 + (x - cx) ** 2 < r * r, random);
  }
}
