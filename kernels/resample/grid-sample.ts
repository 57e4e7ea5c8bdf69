/** Sampling images at any places: PyTorch's grid_sample, differentiable to any order in the image and in the grid. */
import { checkOptions } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { stack } from '../shape/stack.ts';
import { m_nan, m_is_nan } from '../math/bits.ts';
import { mul } from '../elementwise/mul.ts';
import { sum } from '../reduce/sum.ts';
import type { Pair } from '../make/pairs.ts';
import { checkName } from '../make/options.ts';
import type { GridAttrs, GridMode, GridPadding } from './grid-taps.ts';
import { eachTapPair, gridFunctions, gridParams, gridTaps } from './grid-taps.ts';

/**
 * Calls `visit` with each tap of each output element: where in the image x [B, C, H, W], where in y [B, C, h, w], and
 * its weight.
 */
function eachTap(
  x: Shape,
  y: Shape,
  grid: ArrayLike<number>,
  attrs: GridAttrs,
  visit: (x: number, y: number, weight: number) => void,
): void {
  const [batch, channels, height, width] = x;
  const points = y[2] * y[3];
  for (let at = 0; at < batch * points; at++) {
    const rows = gridTaps(grid[2 * at + 1], height, attrs, 0).filter(({ pixel }) => pixel >= 0);
    const columns = gridTaps(grid[2 * at], width, attrs, 1).filter(({ pixel }) => pixel >= 0);
    const b = Math.floor(at / points);
    for (let c = 0; c < channels; c++) {
      for (const row of rows) {
        for (const column of columns)
          visit(
            ((b * channels + c) * height + row.pixel) * width + column.pixel,
            (b * channels + c) * points + (at % points),
            row.weight * column.weight,
          );
      }
    }
  }
}

/**
 * The gradient by the grid of Σ dy · sample(x, grid): along each coordinate, the sample with weights differentiated
 * once more.
 */
function gridGradient(x: Tensor, grid: Tensor, dy: Tensor, attrs: GridAttrs): Tensor {
  const [rows, columns] = attrs.order;
  const along = (order: Pair) => sum(mul(dy, gridSampleOp({ x, grid }, { ...attrs, order })), 1);
  return stack([along([rows, columns + 1]), along([rows + 1, columns])], -1);
}

const checkGrid = (x: Shape, grid: Shape): void => {
  if (x.length !== 4 || grid.length !== 4 || grid[3] !== 2 || x[0] !== grid[0])
    throw new ShapeError(
      'gridSample2d',
      'x must be [B, C, H, W] and the grid [B, h, w, 2]',
      `x ${show(x)}, grid ${show(grid)}`,
      'one [x, y] for each output pixel, one grid for each image',
    );
  if (x[2] === 0 || x[3] === 0)
    throw new ShapeError('gridSample2d', 'the image has no pixels', show(x), 'sides must be 1 or more');
};

const smooth: GridAttrs = { mode: 'bicubic', padding: 'zeros', alignCorners: false, order: [0, 0] };

/** x [B, C, H, W], grid [B, h, w, 2] of (x, y) in -1 … 1 → [B, C, h, w]. A NaN in the grid gives NaN. */
export const gridSampleOp: Op<GridAttrs, ['x', 'grid']> = defineOp({
  name: 'grid_sample2d',
  inputs: ['x', 'grid'],
  attrs: {} as GridAttrs,
  shape: ({ x, grid }) => {
    checkGrid(x.shape, grid.shape);
    return [x.shape[0], x.shape[1], grid.shape[1], grid.shape[2]];
  },
  reference: ({ x, grid, out }, attrs) => {
    eachTap(x.shape, out.shape, grid.data, attrs, (xi, yi, weight) => (out.data[yi] += weight * x.data[xi]));
    const points = out.shape[2] * out.shape[3];
    for (let i = 0; i < out.data.length; i++) {
      const at = Math.floor(i / (points * out.shape[1])) * points + (i % points);
      if (Number.isNaN(grid.data[2 * at] + grid.data[2 * at + 1])) out.data[i] = NaN;
    }
  },
  kernel: ({ x, out }, attrs) => {
    const taps = gridFunctions(attrs);
    const body = wgsl`
      let plane = i / p.points;
      let at = 2 * (plane / p.channels * p.points + i % p.points);
      let rows = ${taps.rows}(grid[at + 1], p.height);
      let columns = ${taps.columns}(grid[at], p.width);
      let image = plane * p.height * p.width;
      var total = 0.0;
      ${eachTapPair(attrs.mode, (weight, pixel) => wgsl`total += ${weight} * x[image + ${pixel}];`)}
      if (${m_is_nan}(grid[at]) || ${m_is_nan}(grid[at + 1])) { total = ${m_nan}(); }
      out[i] = total;`;
    return each(size(out.shape), body, {
      params: gridParams(x.shape, out.shape[2] * out.shape[3]),
    });
  },
  grad: ({ inputs: { x, grid }, dy, attrs }, wanted) => ({
    x: wanted.x && gridPlaceOp({ y: dy, grid }, { ...attrs, size: [x.shape[2], x.shape[3]] }),
    grid: wanted.grid && gridGradient(x, grid, dy, attrs),
  }),
  flops: ({ out }, { mode }) => (mode === 'bicubic' ? 80 : 16) * size(out.shape),
  samples: [
    { shapes: { x: [2, 3, 5, 4], grid: [2, 3, 4, 2] }, attrs: { ...smooth, mode: 'bilinear' }, range: [-1.2, 1.2] },
    {
      shapes: { x: [1, 2, 5, 4], grid: [1, 3, 4, 2] },
      attrs: { ...smooth, mode: 'bilinear', padding: 'reflection', alignCorners: true },
      range: [-2.7, 2.7],
    },
    {
      shapes: { x: [1, 2, 5, 4], grid: [1, 3, 4, 2] },
      attrs: { ...smooth, padding: 'reflection' },
      range: [-1.8, 1.8],
    },
    {
      shapes: { x: [1, 2, 5, 6], grid: [1, 3, 4, 2] },
      attrs: { ...smooth, padding: 'border', alignCorners: true, order: [1, 0] },
      range: [-1.4, 1.4],
    },
    {
      shapes: { x: [1, 2, 5, 4], grid: [1, 5, 3, 2] },
      attrs: { ...smooth, mode: 'nearest', padding: 'border' },
      range: [-1.3, 1.3],
    },
  ],
});

interface PlaceAttrs extends GridAttrs {
  size: Pair;
}

/**
 * The adjoint: y [B, C, h, w] spread over an image [B, C, H, W]. One invocation owns a plane and goes through the
 * points in order, so that sums repeat to the bit without atomics.
 */
export const gridPlaceOp: Op<PlaceAttrs, ['y', 'grid']> = defineOp({
  name: 'grid_place2d',
  inputs: ['y', 'grid'],
  attrs: {} as PlaceAttrs,
  shape: ({ y, grid }, { size }) => {
    const shape = [y.shape[0], y.shape[1], ...size];
    checkGrid(shape, grid.shape);
    return shape;
  },
  reference: ({ y, grid, out }, attrs) =>
    eachTap(out.shape, y.shape, grid.data, attrs, (xi, yi, weight) => (out.data[xi] += weight * y.data[yi])),
  kernel: ({ y, out }, attrs) => {
    const taps = gridFunctions(attrs);
    const body = wgsl`
      let image = i * p.height * p.width;
      for (var pixel = 0u; pixel < p.height * p.width; pixel++) { out[image + pixel] = 0.0; }
      for (var point = 0u; point < p.points; point++) {
        let at = 2 * (i / p.channels * p.points + point);
        let rows = ${taps.rows}(grid[at + 1], p.height);
        let columns = ${taps.columns}(grid[at], p.width);
        let value = y[i * p.points + point];
        ${eachTapPair(attrs.mode, (weight, pixel) => wgsl`out[image + ${pixel}] += ${weight} * value;`)}
      }`;
    return each(out.shape[0] * out.shape[1], body, {
      params: gridParams(out.shape, y.shape[2] * y.shape[3]),
    });
  },
  grad: ({ inputs: { y, grid }, dy, attrs: { size: _, ...attrs } }, wanted) => ({
    y: wanted.y && gridSampleOp({ x: dy, grid }, attrs),
    grid: wanted.grid && gridGradient(dy, grid, y, attrs),
  }),
  flops: ({ y }, { mode }) => (mode === 'bicubic' ? 80 : 16) * size(y.shape),
  samples: [
    {
      shapes: { y: [2, 3, 3, 4], grid: [2, 3, 4, 2] },
      attrs: { ...smooth, mode: 'bilinear', size: [4, 5] },
      range: [-1.2, 1.2],
    },
    {
      shapes: { y: [1, 2, 3, 4], grid: [1, 3, 4, 2] },
      attrs: { ...smooth, padding: 'border', size: [4, 5] },
      range: [-1.2, 1.2],
    },
  ],
});

export interface GridSampleOptions {
  mode?: GridMode;
  padding?: GridPadding;
  /** Whether -1 and 1 are the centres of the corner pixels, or (the default) their outer edges. */
  alignCorners?: boolean;
}

/**
 * x [B, C, H, W] at the places of grid [B, h, w, 2], each (x, y) with -1 … 1 from left to right and top to bottom → [B,
 * C, h, w]. Jaderberg et al., "Spatial Transformer Networks", arXiv 1506.02025.
 * @throws ShapeError when the shapes do not fit or the image has no pixels.
 */
export function gridSample2d(x: Tensor, grid: Tensor, options: GridSampleOptions = {}): Tensor {
  const {
    mode = 'bilinear',
    padding = 'zeros',
    alignCorners = false,
  } = checkOptions('gridSample2d', options, 'mode padding alignCorners');
  checkName('gridSample2d', 'mode', mode, ['nearest', 'bilinear', 'bicubic']);
  checkName('gridSample2d', 'padding', padding, ['zeros', 'border', 'reflection']);
  return gridSampleOp({ x, grid }, { mode, padding, alignCorners, order: [0, 0] });
}
