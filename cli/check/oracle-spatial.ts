/** Oracle ops of convolutions, pools and resampling. Padding comes as [top, left, bottom, right]. */
import { conv1d } from '../../kernels/conv/conv1d.ts';
import { conv2d } from '../../kernels/conv/conv2d.ts';
import { convTranspose2d } from '../../kernels/conv/conv-transpose2d.ts';
import { depthToSpace } from '../../kernels/shape/depth-to-space.ts';
import { spaceToDepth } from '../../kernels/shape/space-to-depth.ts';
import { fold } from '../../kernels/shape/fold.ts';
import { unfold } from '../../kernels/shape/unfold.ts';
import { lpPool2d } from '../../kernels/pool/lp.ts';
import {
  adaptiveAvgPool2d,
  adaptiveMaxPool2dWithIndices,
  avgPool2d,
  globalAvgPool,
  globalMaxPool,
  maxPool2dWithIndices,
} from '../../kernels/pool/pool.ts';
import { gridSample2d } from '../../kernels/resample/grid-sample.ts';
import { resize } from '../../kernels/resample/resize.ts';
import type { OracleTable, Options } from './table.ts';

const poolOptions = ({ stride, pads, dilation, ceil_mode: ceilMode, out_size: outputSize }: Options) => ({
  stride,
  padding: pads,
  dilation,
  ceilMode,
  outputSize,
});

/** ONNX's names since version 20. */
const gridModes = { linear: 'bilinear', cubic: 'bicubic' } as const;

export const spatial: OracleTable = {
  conv1d: ({ x, w, b }, { stride, pads, dilation, groups }) =>
    conv1d(x, w, b, { stride, padding: pads, dilation, groups }),
  conv2d: ({ x, w, b }, { stride, pads, dilation, groups }) =>
    conv2d(x, w, b, { stride, padding: pads, dilation, groups }),
  conv_transpose2d: ({ x, w, b }, { stride, pads, dilation, groups, out_size }) =>
    convTranspose2d(x, w, b, { stride, padding: pads, dilation, groups, outputSize: out_size }),
  max_pool2d: ({ x }, attrs) => Object.values(maxPool2dWithIndices(x, attrs.kernel, poolOptions(attrs))),
  avg_pool2d: ({ x }, attrs) =>
    avgPool2d(x, attrs.kernel, {
      ...poolOptions(attrs),
      countIncludePad: attrs.count_include_pad,
      divisorOverride: attrs.divisor ?? undefined,
    }),
  lp_pool2d: ({ x }, attrs) => lpPool2d(x, attrs.p, attrs.kernel, poolOptions(attrs)),
  adaptive_avg_pool2d: ({ x }, { out_size }) => adaptiveAvgPool2d(x, out_size),
  adaptive_max_pool2d: ({ x }, { out_size }) => Object.values(adaptiveMaxPool2dWithIndices(x, out_size)),
  global_avg_pool: ({ x }) => globalAvgPool(x),
  global_max_pool: ({ x }) => globalMaxPool(x),
  depth_to_space: ({ x }, { block, order }) => depthToSpace(x, block, order),
  space_to_depth: ({ x }, { block, order }) => spaceToDepth(x, block, order),
  resize: ({ x }, { out_size, scales, mode, coord: coordinates, nearest: rounding, cubic_a: cubic }) =>
    resize(x, out_size, {
      scales: scales ?? undefined,
      mode,
      coordinates,
      rounding: rounding ?? undefined,
      cubic: cubic ?? undefined,
    }),
  grid_sample2d: ({ x, grid }, { mode, padding, align_corners: alignCorners }) =>
    gridSample2d(x, grid, { mode: gridModes[mode as keyof typeof gridModes] ?? mode, padding, alignCorners }),
  im2col: ({ x }, { kernel, dilation, pad: padding, stride }) => unfold(x, kernel, { dilation, padding, stride }),
  col2im: ({ x }, { out_size, kernel, dilation, pad: padding, stride }) =>
    fold(x, out_size, kernel, { dilation, padding, stride }),
};
