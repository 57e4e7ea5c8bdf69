/** Gates on channels and positions that came later: official constructors' arguments to ours. */
import { AttentionGate } from '../../layers/attention/attention-gate.ts';
import { CSRA, MultiheadCSRA } from '../../layers/attention/csra.ts';
import { GatedChannelTransformation } from '../../layers/attention/gated-channel-transformation.ts';
import { GatherExcite } from '../../layers/attention/gather-excite.ts';
import { GaussianContextTransformer } from '../../layers/attention/gaussian-context-transformer.ts';
import { GridAttentionGate } from '../../layers/attention/grid-attention-gate.ts';
import { PolarizedParallel, PolarizedSequential } from '../../layers/attention/polarized.ts';
import { PyramidSplitAttention } from '../../layers/attention/pyramid-split-attention.ts';
import { SCSE } from '../../layers/attention/scse.ts';
import { SelectiveKernel } from '../../layers/attention/selective-kernel.ts';
import { ShuffleAttention } from '../../layers/attention/shuffle-attention.ts';
import { SimAM } from '../../layers/attention/simam.ts';
import { SimpleCoordinateAttention } from '../../layers/attention/simple-coordinate-attention.ts';
import { SplitAttention } from '../../layers/attention/split-attention.ts';
import { StripAttention } from '../../layers/attention/strip-attention.ts';
import { StripPooling } from '../../layers/attention/strip-pooling.ts';
import { StyleRecalibration } from '../../layers/attention/style-recalibration.ts';
import { TimmCoordinateAttention } from '../../layers/attention/timm-coordinate-attention.ts';
import { TripletAttention } from '../../layers/attention/triplet-attention.ts';
import { moduleSubject } from './module.ts';
import type { GoldenTable, Options } from './table.ts';

const coordinateOptions = ({ rd_ratio, rd_channels, rd_divisor, se_factor, bias, has_skip }: Options) => ({
  ratio: rd_ratio,
  hidden: rd_channels,
  divisor: rd_divisor,
  seFactor: se_factor,
  bias,
  skip: has_skip,
});

export const recalibration: GoldenTable = {
  gct_gated: (golden) => {
    const { num_channels: channels, epsilon, mode, after_relu: afterRelu } = golden.args;
    return moduleSubject(golden, new GatedChannelTransformation(golden.device, channels, { epsilon, mode, afterRelu }));
  },
  gct_gaussian: (golden) =>
    moduleSubject(golden, new GaussianContextTransformer(golden.device, { c: golden.args.c, eps: golden.args.eps })),
  srm: (golden) => moduleSubject(golden, new StyleRecalibration(golden.device, golden.args.channel)),
  gather_excite: (golden) => {
    const { channels, extent, extra_params: extraParams, use_mlp: mlp, add_maxpool: addMaxpool, ...rest } = golden.args;
    const { rd_ratio: ratio, rd_channels: hidden, rd_divisor: divisor } = rest;
    const options = { extent, extraParams, mlp, addMaxpool, ratio, hidden, divisor };
    return moduleSubject(golden, new GatherExcite(golden.device, channels, options));
  },
  simam: (golden) => moduleSubject(golden, new SimAM(golden.device, { lambda: golden.args.e_lambda })),
  scse: (golden) =>
    moduleSubject(golden, new SCSE(golden.device, golden.args.in_channels, { reduction: golden.args.reduction })),
  shuffle_attention: (golden) =>
    moduleSubject(golden, new ShuffleAttention(golden.device, golden.args.channel, { groups: golden.args.groups })),
  triplet: (golden) =>
    moduleSubject(golden, new TripletAttention(golden.device, { noSpatial: golden.args.no_spatial })),
  sk: (golden) => {
    const {
      in_channels: ins,
      out_channels: outs,
      kernel_size: kernels,
      stride,
      dilation,
      groups,
      ...rest
    } = golden.args;
    const { rd_ratio: ratio, rd_channels: hidden, rd_divisor: divisor } = rest;
    const { keep_3x3: keep3x3, split_input: splitInput } = rest;
    const widths = { outs: outs ?? undefined, kernels: kernels ?? undefined, ratio, hidden, divisor };
    const options = { ...widths, stride, dilation, groups, keep3x3, splitInput };
    return moduleSubject(golden, new SelectiveKernel(golden.device, ins, options));
  },
  split_attention: (golden) => {
    const { in_channels: ins, channels: outs, kernel_size: kernel, reduction_factor: reduction, ...rest } = golden.args;
    const { stride, padding, dilation, groups, bias, radix, norm = false } = rest;
    const options = { kernel, stride, padding, dilation, groups, bias, radix, reduction, norm };
    return moduleSubject(golden, new SplitAttention(golden.device, ins, outs, options));
  },
  psa_pyramid: (golden) => {
    const { inplans: ins, planes: outs, conv_kernels: kernels, conv_groups: groups, stride } = golden.args;
    return moduleSubject(golden, new PyramidSplitAttention(golden.device, ins, outs, { kernels, groups, stride }));
  },
  polarized: (golden) => {
    const Form = golden.call.class === 'PSA_s' ? PolarizedSequential : PolarizedParallel;
    return moduleSubject(golden, new Form(golden.device, golden.args.inplanes));
  },
  strip_attn: (golden) => {
    const { channels, use_conv: conv, kernel_size: kernel, bias, has_skip: skip } = golden.args;
    return moduleSubject(golden, new StripAttention(golden.device, channels, { conv, kernel, bias, skip }));
  },
  strip_pooling: (golden) => {
    const { in_channels: channels, pool_size: bins, align_corners: alignCorners } = golden.args;
    return moduleSubject(golden, new StripPooling(golden.device, channels, { bins, alignCorners }));
  },
  coord_attn_timm: (golden) =>
    moduleSubject(
      golden,
      new TimmCoordinateAttention(golden.device, golden.args.channels, coordinateOptions(golden.args)),
    ),
  simple_coord_attn: (golden) =>
    moduleSubject(
      golden,
      new SimpleCoordinateAttention(golden.device, golden.args.channels, coordinateOptions(golden.args)),
    ),
  attention_gate: (golden) => {
    const { F_g: gating, F_l: skipped, F_int: hidden } = golden.args;
    return moduleSubject(golden, new AttentionGate(golden.device, gating, skipped, hidden));
  },
  attention_gate_grid: (golden) => {
    const { in_channels: channels, gating_channels: gating, inter_channels: hidden, mode, ...rest } = golden.args;
    const options = { hidden: hidden ?? undefined, mode, subsample: rest.sub_sample_factor };
    return moduleSubject(golden, new GridAttentionGate(golden.device, channels, gating, options));
  },
  csra: (golden) => {
    const { input_dim: channels, num_classes: classes, num_heads: heads, T: temperature, lam: lambda } = golden.args;
    return moduleSubject(
      golden,
      golden.call.class === 'MHA'
        ? new MultiheadCSRA(golden.device, channels, classes, { heads, lambda })
        : new CSRA(golden.device, channels, classes, { temperature, lambda }),
    );
  },
};
