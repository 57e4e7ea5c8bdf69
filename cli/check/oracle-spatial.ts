/** Oracle ops of convolutions, pools and resampling. Padding comes as [top, left, bottom, right]. */
import type { Tensor } from '../../engine/tensor.ts';
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
import { torchScales } from '../../kernels/resample/interpolate.ts';
import { resize } from '../../kernels/resample/resize.ts';
import type { OracleRunner, OracleTable, Options } from './table.ts';
import { byTorch } from './table.ts';

/** Attributes by axis of rows and columns; those of lines are lists of one. */
type ByAxis = 'kernel' | 'stride' | 'dilation' | 'out_size' | 'output_padding';

/** Lines [B, C, L] run as images of one row. */
const overRows =
  (run: OracleRunner): OracleRunner =>
  (inputs, attrs, ...rest) => {
    if (inputs.x.rank !== 3 || [attrs.kernel ?? attrs.stride].flat().length === 2) return run(inputs, attrs, ...rest);
    const row = (x: Tensor) => x.reshape(...x.shape.slice(0, -1), 1, x.shape.at(-1)!);
    const images = Object.fromEntries(Object.entries(inputs).map(([name, x]) => [name, x.rank === 3 ? row(x) : x]));
    const usual: Record<ByAxis, number> = { kernel: 1, stride: 1, dilation: 1, out_size: 1, output_padding: 0 };
    const twice = Object.entries(usual).flatMap(([name, first]) =>
      attrs[name] === undefined || attrs[name] === null ? [] : [[name, [first, [attrs[name]].flat()[0]]]],
    );
    const [low, high = low] = [attrs.pads ?? 0].flat();
    const out = run(images, { ...attrs, ...Object.fromEntries(twice), pads: [0, low, 0, high] }, ...rest);
    const line = (y: Tensor | null) => y && y.reshape(...y.shape.slice(0, -2), y.shape.at(-1)!);
    return Array.isArray(out) ? (out as (Tensor | null)[]).map(line) : line(out as Tensor)!;
  };

const poolOptions = ({ stride, pads, dilation, ceil_mode: ceilMode, out_size: outputSize }: Options) => ({
  stride,
  padding: pads,
  dilation,
  ceilMode,
  outputSize: outputSize ?? undefined,
});

/** ONNX's names since version 20. */
const gridModes = { linear: 'bilinear', cubic: 'bicubic' } as const;

export const spatial: OracleTable = {
  conv1d: ({ x, w, b }, { stride, pads, dilation, groups }) =>
    conv1d(x, w, b, { stride, padding: pads, dilation, groups }),
  conv2d: overRows(({ x, w, b }, { stride, pads, dilation, groups }) =>
    conv2d(x, w, b, { stride, padding: pads, dilation, groups }),
  ),
  conv_transpose2d: overRows(({ x, w, b }, { stride, pads, dilation, groups, out_size }) =>
    convTranspose2d(x, w, b, { stride, padding: pads, dilation, groups, outputSize: out_size ?? undefined }),
  ),
  max_pool2d: overRows(({ x }, attrs) => Object.values(maxPool2dWithIndices(x, attrs.kernel, poolOptions(attrs)))),
  avg_pool2d: overRows(({ x }, attrs) =>
    avgPool2d(x, attrs.kernel, {
      ...poolOptions(attrs),
      countIncludePad: attrs.count_include_pad,
      divisorOverride: attrs.divisor ?? undefined,
    }),
  ),
  lp_pool2d: overRows(({ x }, attrs) => lpPool2d(x, attrs.p, attrs.kernel, poolOptions(attrs))),
  adaptive_avg_pool2d: ({ x }, { out_size }) => adaptiveAvgPool2d(x, out_size),
  adaptive_max_pool2d: ({ x }, { out_size }) => Object.values(adaptiveMaxPool2dWithIndices(x, out_size)),
  global_avg_pool: ({ x }) => globalAvgPool(x),
  global_max_pool: ({ x }) => globalMaxPool(x),
  depth_to_space: ({ x }, { block, order }) => depthToSpace(x, block, order),
  space_to_depth: ({ x }, { block, order }) => spaceToDepth(x, block, order),
  resize: ({ x }, { out_size, scales, mode, coord: coordinates, nearest: rounding, cubic_a: cubic }, _, { suite }) =>
    resize(x, out_size, {
      scales:
        scales && byTorch(suite)
          ? torchScales(x.shape, out_size, scales, { mode, coordinates })
          : (scales ?? undefined),
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
