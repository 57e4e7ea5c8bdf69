/**
 * What the three convolution ops share: y = conv(x, w), its shapes, its constants, and the one loop nest behind all
 * three.
 */
import { ShapeError } from '../../engine/errors.ts';
import type { Kernel, Operand } from '../../engine/gpu/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import { show, size } from '../../engine/shape.ts';
import type { Activation } from '../elementwise/activation.ts';
import type { Pair } from '../make/pairs.ts';

/**
 * Padding is counted at the top and left; what lies below and right follows from `size`, the height and width of the
 * op's own result. Reads outside an image are zeros, so any size is legal.
 */
export interface ConvAttrs {
  stride: Pair;
  padding: Pair;
  dilation: Pair;
  groups: number;
  size: Pair;
}

/** The three tensors of a convolution: x [B, C, H, W], w [O, C/groups, kh, kw], y [B, O, oh, ow]. */
export interface ConvTensors {
  x: Operand;
  w: Operand;
  y: Operand;
}

/** What a convolution does to its results: adds a bias, applies an activation. */
export interface ConvEpilogue {
  bias: boolean;
  activation?: Activation | undefined;
}

/** @throws ShapeError unless x [B, C, H, W], w [O, C/groups, kh, kw] and y [B, O, oh, ow] belong together. */
export function checkConv(op: string, x: Shape, w: Shape, y: Shape, groups: number): void {
  const got = `x ${show(x)}, w ${show(w)}, y ${show(y)}, groups ${groups}`;
  if (x.length !== 4 || w.length !== 4 || y.length !== 4)
    throw new ShapeError(
      op,
      'x, w and y must have four axes',
      got,
      'x [B, C, H, W], w [O, C/groups, kh, kw], y [B, O, H, W]',
    );
  if (x[0] !== y[0]) throw new ShapeError(op, 'the batch sizes differ', got, 'both must be one batch');
  if (x[1] !== w[1] * groups)
    throw new ShapeError(op, `w takes ${w[1] * groups} channels`, got, 'w must be [O, C/groups, kh, kw]');
  if (y[1] !== w[0] || w[0] % groups)
    throw new ShapeError(
      op,
      'the output channels do not fit',
      got,
      'w must be [O, C/groups, kh, kw], groups must divide O',
    );
}

/** @throws ShapeError unless the bias has one value for each of `channels`. */
export function checkBias(op: string, bias: { shape: Shape } | undefined, channels: number): void {
  if (bias && (bias.shape.length !== 1 || bias.shape[0] !== channels))
    throw new ShapeError(
      op,
      `the bias must have ${channels} values`,
      show(bias.shape),
      'one value for each output channel',
    );
}

/** Calls `visit` with the places in x, w and y of every product that a convolution adds up. */
export function eachProduct(
  x: Shape,
  w: Shape,
  y: Shape,
  { stride, padding, dilation, groups }: Omit<ConvAttrs, 'size'>,
  visit: (x: number, w: number, y: number) => void,
): void {
  const [batch, channels, height, width] = x;
  const [outs, ins, kh, kw] = w;
  const [, , oh, ow] = y;
  for (let b = 0; b < batch; b++) {
    for (let o = 0; o < outs; o++) {
      const firstChannel = Math.floor(o / (outs / groups)) * ins;
      for (let c = 0; c < ins; c++) {
        for (let ky = 0; ky < kh; ky++) {
          for (let kx = 0; kx < kw; kx++) {
            for (let oy = 0; oy < oh; oy++) {
              const iy = oy * stride[0] - padding[0] + ky * dilation[0];
              if (iy < 0 || iy >= height) continue;
              for (let ox = 0; ox < ow; ox++) {
                const ix = ox * stride[1] - padding[1] + kx * dilation[1];
                if (ix < 0 || ix >= width) continue;
                visit(
                  ((b * channels + firstChannel + c) * height + iy) * width + ix,
                  ((o * ins + c) * kh + ky) * kw + kx,
                  ((b * outs + o) * oh + oy) * ow + ox,
                );
              }
            }
          }
        }
      }
    }
  }
}

/** The sizes in the uniform block: `outs` and `ins` are channels of one group. */
export function constants(
  x: Shape,
  w: Shape,
  y: Shape,
  { stride, padding, dilation, groups }: ConvAttrs,
): NonNullable<Kernel['params']> {
  return {
    batch: x[0],
    groups,
    ins: w[1],
    outs: w[0] / groups,
    height: x[2],
    width: x[3],
    out_height: y[2],
    out_width: y[3],
    kernel_h: w[2],
    kernel_w: w[3],
    stride_h: stride[0],
    stride_w: stride[1],
    dilation_h: dilation[0],
    dilation_w: dilation[1],
    top: { i32: padding[0] },
    left: { i32: padding[1] },
  };
}

/** Arithmetic of a convolution, whichever of its three tensors is the result. */
export const convFlops = (w: Shape, y: Shape): number => 2 * size(y) * w[1] * w[2] * w[3];
