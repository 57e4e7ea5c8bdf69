/**
 * w = x ⋆ y: the gradient of a convolution with respect to its weight, a sum over every output pixel of the batch.
 * Split K: each invocation sums some output rows for one weight, row by row; a second pass adds these parts in order. No atomics.
 */
import type { Kernel, Operand, Program } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import { size } from '../../engine/shape.ts';
import { wgsl } from '../../engine/wgsl.ts';
import { addParts, partialLimit } from '../parts.ts';
import type { ConvAttrs } from './geometry.ts';
import { constants } from './geometry.ts';

/** Output pixels that one invocation should sum. The split goes by shapes alone, so that every adapter adds in the same order. */
const pixelsPerPart = 1024;

export function plainWeight(x: Operand, w: Operand, y: Operand, attrs: ConvAttrs): Program {
  const weights = size(w.shape);
  const rows = y.shape[0] * y.shape[2];
  const wanted = Math.ceil((rows * y.shape[3]) / pixelsPerPart);
  const rowsPerPart = Math.max(1, Math.ceil(rows / Math.max(1, Math.min(wanted, Math.floor(partialLimit / weights)))));
  const parts = Math.max(1, Math.ceil(rows / rowsPerPart));
  const params = { ...constants(x.shape, w.shape, y.shape, attrs), weights, rows, rows_per_part: rowsPerPart };
  const body = wgsl`let weight = i % p.weights;
  let part = i / p.weights;
  let kx = weight % p.kernel_w;
  var rest = weight / p.kernel_w;
  let ky = rest % p.kernel_h;
  rest /= p.kernel_h;
  let c = rest % p.ins;
  let o = rest / p.ins;
  let channel = (o / p.outs) * p.ins + c;
  // Output columns for which this tap lies inside the image.
  let shift = i32(kx * p.dilation_w) - p.left;
  var first = 0u;
  if (shift < 0) { first = (u32(-shift) + p.stride_w - 1) / p.stride_w; }
  var end = 0u;
  if (shift < i32(p.width)) { end = min(p.out_width, (u32(i32(p.width) - 1 - shift) / p.stride_w) + 1); }
  var total = 0.0;
  for (var row = part * p.rows_per_part; row < min((part + 1) * p.rows_per_part, p.rows); row++) {
    let oy = row % p.out_height;
    let b = row / p.out_height;
    let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
    if (iy < 0 || iy >= i32(p.height)) { continue; }
    let x_row = ((b * p.groups * p.ins + channel) * p.height + u32(iy)) * p.width;
    let y_row = ((b * p.groups * p.outs + o) * p.out_height + oy) * p.out_width;
    var sum = 0.0;
    for (var ox = first; ox < end; ox++) { sum += x[x_row + u32(i32(ox * p.stride_w) + shift)] * y[y_row + ox]; }
    total += sum;
  }`;
  const partial = (target: 'out' | 'partial'): Kernel => ({
    ...each(weights * parts, target === 'out' ? wgsl`${body}\n  out[i] = total;` : wgsl`${body}\n  partial[i] = total;`, { params }),
    reads: ['x', 'y'],
    writes: [target],
  });
  if (parts === 1) return { passes: [partial('out')] };
  return { passes: [partial('partial'), addParts(weights, parts)], scratch: { partial: weights * parts } };
}
