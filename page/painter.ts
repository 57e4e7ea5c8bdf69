/**
 * Flat shapes on pixels, with smooth edges. Plain loops, so that a drawing has the same bytes in every browser and in
 * Node.
 */
import type { Pixels } from '../engine/files/pixels.ts';

type Point = readonly [x: number, y: number];

export class Painter {
  readonly pixels: Pixels;

  constructor(width: number, height: number) {
    this.pixels = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  }

  /** Rows from `top` to `bottom` blend from one colour to the other. */
  gradient(top: number, bottom: number, from: string, to: string): this {
    const [a, b] = [rgb(from), rgb(to)];
    for (let y = top; y < bottom; y++) {
      const t = (y - top) / Math.max(1, bottom - 1 - top);
      for (let x = 0; x < this.pixels.width; x++)
        this.blend(
          x,
          y,
          a.map((level, c) => level + t * (b[c] - level)),
          1,
        );
    }
    return this;
  }

  disc(x: number, y: number, radius: number, color: string, opacity = 1): this {
    return this.cover(
      [x - radius, y - radius, x + radius, y + radius],
      color,
      opacity,
      (u, v) => Math.hypot(u - x, v - y) - radius,
    );
  }

  /** An ellipse along the axes. */
  oval(x: number, y: number, wide: number, tall: number, color: string, opacity = 1): this {
    // Distance to first order: exact enough for the one pixel that an edge takes.
    return this.cover([x - wide, y - tall, x + wide, y + tall], color, opacity, (u, v) => {
      const k = Math.hypot((u - x) / wide, (v - y) / tall);
      return (k * (k - 1)) / Math.max(1e-6, Math.hypot((u - x) / wide ** 2, (v - y) / tall ** 2));
    });
  }

  /** A box by its corner, corners rounded. */
  box(x: number, y: number, wide: number, tall: number, color: string, round = 0, opacity = 1): this {
    return this.cover([x, y, x + wide, y + tall], color, opacity, (u, v) => {
      const [dx, dy] = [Math.abs(u - x - wide / 2) - wide / 2 + round, Math.abs(v - y - tall / 2) - tall / 2 + round];
      return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(0, Math.max(dx, dy)) - round;
    });
  }

  /** A stroke with round ends through the points. */
  stroke(points: readonly Point[], thick: number, color: string, opacity = 1): this {
    const parts = segments(points);
    return this.cover(around(points, thick / 2), color, opacity, (u, v) => nearest(u, v, parts) - thick / 2);
  }

  /** A closed shape. */
  polygon(points: readonly Point[], color: string, opacity = 1): this {
    const edges = [...segments(points), [points[points.length - 1], points[0]] as const];
    return this.cover(around(points, 0), color, opacity, (u, v) => {
      const crossings = edges.filter(
        ([[ax, ay], [bx, by]]) => ay > v !== by > v && u < ((bx - ax) * (v - ay)) / (by - ay) + ax,
      ).length;
      return (crossings % 2 ? -1 : 1) * nearest(u, v, edges);
    });
  }

  /** Stripes that rise to the right, over all. */
  hatch(gap: number, thick: number, color: string): this {
    const { width, height } = this.pixels;
    return this.cover(
      [0, 0, width, height],
      color,
      1,
      (u, v) => Math.abs((((u + v) / Math.SQRT2) % gap) - gap / 2) - thick / 2,
    );
  }

  /** Light and dark speckles: no surface in a photograph is quite flat. */
  grain(strength: number): this {
    let state = 1;
    const { data } = this.pixels;
    for (let i = 0; i < data.length; i += 4) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const shift = (state / 2 ** 32 - 0.5) * 2 * strength;
      for (let c = 0; c < 3; c++) data[i + c] += shift;
    }
    return this;
  }

  /** @param distance to the shape's edge, negative inside. */
  private cover(
    [left, top, right, bottom]: readonly number[],
    color: string,
    opacity: number,
    distance: (x: number, y: number) => number,
  ): this {
    const { width, height } = this.pixels;
    const paint = rgb(color);
    for (let y = Math.max(0, Math.floor(top - 1)); y < Math.min(height, bottom + 1); y++) {
      for (let x = Math.max(0, Math.floor(left - 1)); x < Math.min(width, right + 1); x++) {
        const share = Math.min(1, Math.max(0, 0.5 - distance(x + 0.5, y + 0.5)));
        if (share > 0) this.blend(x, y, paint, share * opacity);
      }
    }
    return this;
  }

  private blend(x: number, y: number, color: readonly number[], opacity: number): void {
    const { width, data } = this.pixels;
    const at = 4 * (y * width + x);
    for (let c = 0; c < 3; c++) data[at + c] = data[at + c] * (1 - opacity) + color[c] * opacity;
    data[at + 3] = 255;
  }
}

/** '#rrggbb' */
const rgb = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const segments = (points: readonly Point[]): (readonly [Point, Point])[] =>
  points.slice(1).map((point, i) => [points[i], point]);

const around = (points: readonly Point[], margin: number): number[] => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs) - margin, Math.min(...ys) - margin, Math.max(...xs) + margin, Math.max(...ys) + margin];
};

/** Distance to the nearest of the segments. */
function nearest(x: number, y: number, parts: readonly (readonly [Point, Point])[]): number {
  let least = Infinity;
  for (const [[ax, ay], [bx, by]] of parts) {
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / Math.max(1e-9, dx * dx + dy * dy)));
    least = Math.min(least, (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2);
  }
  return Math.sqrt(least);
}
