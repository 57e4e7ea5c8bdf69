/** What both versions of Swin need to know about windows: how they fit a grid, and the tables of their state dicts. */
import { checkList } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';

type Pair = readonly [rows: number, columns: number];

/**
 * The window and shift of a block: an image no larger than the window is one window of its shorter side.
 * @throws ShapeError unless windows tile the grid.
 */
export function fitWindow(op: string, grid: Pair, window = 7, shift = 0): { side: number; shift: number } {
  checkList(op, 'grid', grid);
  const whole = Math.min(...grid) <= window;
  const side = whole ? Math.min(...grid) : window;
  if (grid.some((n) => n % side))
    throw new ShapeError(op, 'rows and columns must be multiples of the window', `${show(grid)}, window ${side}`);
  return { side, shift: whole ? 0 : shift };
}

/** [N, N] for the N places of a window: the row of the bias table for each pair, query minus key. */
export function relativeIndex(gpu: Device, [rows, columns]: Pair): Tensor {
  const places = Array.from({ length: rows * columns }, (_, i): Pair => [Math.floor(i / columns), i % columns]);
  const index = places.flatMap(([y, x]) =>
    places.map(([v, u]) => (y - v + rows - 1) * (2 * columns - 1) + x - u + columns - 1),
  );
  return tensor(gpu, Int32Array.from(index), [places.length, places.length]);
}

/**
 * [windows, N, N]: -100 between tokens of different regions of the rolled image, which is cut at -side and -shift on
 * both axes.
 */
export function shiftMask(gpu: Device, [height, width]: Pair, side: number, shift: number): Tensor {
  const region = (i: number, n: number) => Number(i >= n - side) + Number(i >= n - shift);
  const values: number[] = [];
  for (let top = 0; top < height; top += side) {
    for (let left = 0; left < width; left += side) {
      const labels = Array.from(
        { length: side * side },
        (_, i) => 3 * region(top + Math.floor(i / side), height) + region(left + (i % side), width),
      );
      for (const a of labels) for (const b of labels) values.push(a === b ? 0 : -100);
    }
  }
  const windows = (height / side) * (width / side);
  return tensor(gpu, Float32Array.from(values), [windows, side * side, side * side]);
}
