/**
 * w = x ⋆ y: the gradient of a convolution with respect to its weight, a sum over every output pixel of the batch; y's
 * own sum is that of the bias. Split K: each invocation sums some output rows for one weight, row by row; a second pass
 * adds these parts in order. No atomics.
 */
import type { Kernel, Program } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { partialLimit } from '../make/partial-sums.ts';
import type { ConvAttrs, ConvEpilogue, ConvTensors } from './geometry.ts';
import { constants } from './geometry.ts';
import { weightSums, withParts } from './weight-sums.ts';

/**
 * Output pixels that one invocation should sum. The split goes by shapes alone, so that every adapter adds in the same
 * order.
 */
const pixelsPerPart = 1024;

export function plainWeight(
  { x, w, y }: ConvTensors,
  { bias: withBias }: ConvEpilogue,
  attrs: ConvAttrs,
): Kernel | Program {
  const rows = y.shape[0] * y.shape[2];
  const wanted = Math.ceil((rows * y.shape[3]) / pixelsPerPart);
  const rowsPerPart = Math.max(
    1,
    Math.ceil(rows / Math.max(1, Math.min(wanted, Math.floor(partialLimit / (size(w.shape) + w.shape[0]))))),
  );
  const sums = weightSums(w, withBias, Math.max(1, Math.ceil(rows / rowsPerPart)));
  const params = {
    ...constants(x.shape, w.shape, y.shape, attrs),
    weights: sums.weights,
    slots: sums.slots,
    rows,
    rows_per_part: rowsPerPart,
  };
  const ofBias = wgsl`
    if (slot >= p.weights) {
      let channel = slot - p.weights;
      for (var row = part * p.rows_per_part; row < end_row; row++) {
        let y_row = (row / p.out_height * p.groups * p.outs + channel) * p.out_height * p.out_width
          + row % p.out_height * p.out_width;
        var sum = 0.0;
        for (var ox = 0u; ox < p.out_width; ox++) { sum += y[y_row + ox]; }
        total += sum;
      }
      ${sums.storeBias(wgsl`channel`, wgsl`total`)}
      return;
    }`;
  const body = wgsl`
    let slot = i % p.slots;
    let part = i / p.slots;
    let end_row = min((part + 1) * p.rows_per_part, p.rows);
    var total = 0.0;
    ${withBias ? ofBias : wgsl``}
    let kx = slot % p.kernel_w;
    var rest = slot / p.kernel_w;
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
    for (var row = part * p.rows_per_part; row < end_row; row++) {
      let oy = row % p.out_height;
      let b = row / p.out_height;
      let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
      if (iy < 0 || iy >= i32(p.height)) { continue; }
      let x_row = ((b * p.groups * p.ins + channel) * p.height + u32(iy)) * p.width;
      let y_row = ((b * p.groups * p.outs + o) * p.out_height + oy) * p.out_width;
      var sum = 0.0;
      for (var ox = first; ox < end; ox++) { sum += x[x_row + u32(i32(ox * p.stride_w) + shift)] * y[y_row + ox]; }
      total += sum;
    }
    ${sums.storeWeight(wgsl`slot`, wgsl`total`)}`;
  return withParts(
    { ...each(sums.slots * sums.parts, body, { params }), reads: ['x', 'y'], writes: sums.writes },
    sums,
  );
}
