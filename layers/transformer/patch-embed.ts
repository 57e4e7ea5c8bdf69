/** Pictures as tokens: a convolution whose windows are the patches, and position embeddings for grids of any size. */
import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { Conv2d } from '../basic/conv.ts';
import { LayerNorm } from '../basic/layernorm.ts';

export type Grid = readonly [rows: number, columns: number];

export interface PatchEmbedOptions {
  /** Side of a patch. */
  patch: number;
  /** Between patches; the patch by default, so that they tile the picture. */
  stride?: number;
  padding?: number;
  /** Of the convolution. On by default. */
  bias?: boolean;
  /** Normalise the tokens. */
  norm?: boolean;
}

export class PatchEmbed extends Module {
  proj: Conv2d;
  norm: LayerNorm | null;
  readonly patch: number;

  constructor(gpu: Device, channels: number, dim: number, options: PatchEmbedOptions) {
    const {
      patch,
      stride = patch,
      padding = 0,
      bias = true,
      norm = false,
    } = checkOptions('PatchEmbed', options, 'patch stride padding bias norm');
    super(gpu);
    this.patch = patch;
    this.proj = new Conv2d(gpu, channels, dim, { kernel: patch, stride, padding, bias });
    this.norm = norm ? new LayerNorm(gpu, dim) : null;
  }

  /** A picture [B, C, H, W] → tokens [B, N, dim], row by row, and their grid. Pixels that fill no patch are dropped. */
  forward(image: Tensor): { tokens: Tensor; grid: Grid } {
    const features = this.proj.forward(image);
    const [batch, dim, rows, columns] = features.shape;
    const tokens = features.reshape(batch, dim, rows * columns).transpose(1, 2);
    return { tokens: this.norm?.forward(tokens) ?? tokens, grid: [rows, columns] };
  }
}

/**
 * @throws ShapeError for a picture whose sides are no multiples of the patch, where the official code refuses it too.
 */
export function checkTiled(op: string, image: Tensor, patch: number): void {
  if (image.rank !== 4 || image.shape.slice(2).some((side) => side % patch || !side))
    throw new ShapeError(
      op,
      `the picture's sides must be multiples of ${patch}`,
      show(image.shape),
      'resize or crop it',
    );
}

/**
 * Rows and columns of the patches of a picture of `size`, one number for a square. @throws ShapeError when they do not
 * tile it.
 */
export function patchGrid(op: string, size: number | Grid, patch: number): Grid {
  const [height, width] = typeof size === 'number' ? [size, size] : size;
  if (height % patch || width % patch)
    throw new ShapeError(
      op,
      `the picture's sides must be multiples of ${patch}`,
      `${height}×${width}`,
      'resize or crop it',
    );
  return [height / patch, width / patch];
}

/**
 * @throws ShapeError for a picture of another grid than a network's positions are for, where the official code refuses
 * it too.
 */
export function checkGrid(op: string, grid: Grid, own: Grid, patch: number): void {
  const pixels = (sides: Grid) => sides.map((side) => side * patch).join('×');
  if (grid[0] !== own[0] || grid[1] !== own[1])
    throw new ShapeError(op, `needs pictures of ${pixels(own)}`, pixels(grid), 'resize the picture');
}
