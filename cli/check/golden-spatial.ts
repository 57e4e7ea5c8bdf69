/** Golden subjects of convolutions, pools and resampling. */
import { Conv1d, Conv2d, ConvTranspose2d } from '../../layers/basic/conv.ts';
import { logsumexp } from '../../kernels/reduce/logsumexp.ts';
import { lpPool2d } from '../../kernels/pool/lp.ts';
import {
  adaptiveAvgPool2d,
  adaptiveMaxPool2dWithIndices,
  avgPool2d,
  globalAvgPool,
  globalMaxPool,
  maxPool2dWithIndices,
} from '../../kernels/pool/pool.ts';
import { interpolate } from '../../kernels/resample/interpolate.ts';
import { moduleSubject } from './module.ts';
import type { GoldenTable, Options } from './table.ts';
import { plainOp } from './table.ts';

const convOptions = ({
  kernel_size: kernel,
  stride,
  padding,
  dilation,
  groups,
  bias,
  output_padding: outputPadding,
}: Options) => ({
  kernel,
  stride,
  padding,
  dilation,
  groups,
  bias,
  ...(outputPadding !== undefined && { outputPadding }),
});

const poolOptions = ({ stride, padding, dilation, ceil_mode: ceilMode }: Options) => ({
  stride,
  padding,
  dilation,
  ceilMode,
});

export const spatial: GoldenTable = {
  conv1d: (golden) =>
    moduleSubject(
      golden,
      new Conv1d(golden.device, golden.args.in_channels, golden.args.out_channels, convOptions(golden.args)),
    ),
  conv2d: (golden) =>
    moduleSubject(
      golden,
      new Conv2d(golden.device, golden.args.in_channels, golden.args.out_channels, convOptions(golden.args)),
    ),
  conv_transpose2d: (golden) =>
    moduleSubject(
      golden,
      new ConvTranspose2d(golden.device, golden.args.in_channels, golden.args.out_channels, convOptions(golden.args)),
    ),
  max_pool2d: plainOp(([x], call) => Object.values(maxPool2dWithIndices(x, call.kernel_size, poolOptions(call)))),
  avg_pool2d: plainOp(([x], call) =>
    avgPool2d(x, call.kernel_size, {
      ...poolOptions(call),
      countIncludePad: call.count_include_pad,
      divisorOverride: call.divisor_override ?? undefined,
    }),
  ),
  lp_pool2d: plainOp(([x], call) => lpPool2d(x, call.norm_type, call.kernel_size, poolOptions(call))),
  adaptive_avg_pool2d: plainOp(([x], { output_size }) => adaptiveAvgPool2d(x, output_size)),
  global_pool: plainOp(([x], { kind, keepdim: keep }) =>
    kind === 'avg'
      ? globalAvgPool(x, { keep })
      : kind === 'max'
        ? globalMaxPool(x, { keep })
        : logsumexp(x, [-2, -1], { keep }),
  ),
  interpolate: plainOp(([x], call) =>
    interpolate(x, {
      size: call.size ?? undefined,
      scaleFactor: call.scale_factor ?? undefined,
      mode: call.mode,
      alignCorners: call.align_corners ?? undefined,
      recomputeScaleFactor: call.recompute_scale_factor ?? undefined,
    }),
  ),
  adaptive_max_pool2d: plainOp(([x], { output_size }) => Object.values(adaptiveMaxPool2dWithIndices(x, output_size))),
};
