/** Gates: official constructors' arguments to ours. */
import { BAM, BamChannelGate, BamSpatialGate } from '../../layers/attention/bam.ts';
import { CBAM, ChannelGate, SpatialGate } from '../../layers/attention/cbam.ts';
import { CoordinateAttention } from '../../layers/attention/coordinate-attention.ts';
import { EcaLayer } from '../../layers/attention/eca.ts';
import { SELayer, SqueezeExcitation } from '../../layers/attention/se.ts';
import { moduleSubject } from './module.ts';
import type { GoldenTable } from './table.ts';

export const gates: GoldenTable = {
  cbam: (golden) => {
    const {
      gate_channels: channels,
      reduction_ratio: reduction,
      pool_types: poolTypes,
      no_spatial: noSpatial,
    } = golden.args;
    return moduleSubject(golden, new CBAM(golden.device, channels, { reduction, poolTypes, noSpatial }));
  },
  cbam_channel_gate: (golden) =>
    moduleSubject(
      golden,
      new ChannelGate(golden.device, golden.args.gate_channels, {
        reduction: golden.args.reduction_ratio,
        poolTypes: golden.args.pool_types,
      }),
    ),
  cbam_spatial_gate: (golden) => moduleSubject(golden, new SpatialGate(golden.device)),
  bam: (golden) => moduleSubject(golden, new BAM(golden.device, golden.args.gate_channel)),
  bam_channel_gate: (golden) =>
    moduleSubject(
      golden,
      new BamChannelGate(golden.device, golden.args.gate_channel, {
        reduction: golden.args.reduction_ratio,
        layers: golden.args.num_layers,
      }),
    ),
  bam_spatial_gate: (golden) => {
    const {
      gate_channel: channels,
      reduction_ratio: reduction,
      dilation_conv_num: convs,
      dilation_val: dilation,
    } = golden.args;
    return moduleSubject(golden, new BamSpatialGate(golden.device, channels, { reduction, convs, dilation }));
  },
  se_senet: (golden) =>
    moduleSubject(golden, new SELayer(golden.device, golden.args.channel, { reduction: golden.args.reduction })),
  se_torchvision: (golden) =>
    moduleSubject(
      golden,
      new SqueezeExcitation(golden.device, golden.args.input_channels, golden.args.squeeze_channels),
    ),
  eca: (golden) => moduleSubject(golden, new EcaLayer(golden.device, { kernel: golden.args.k_size })),
  coordatt: (golden) =>
    moduleSubject(
      golden,
      new CoordinateAttention(golden.device, golden.args.inp, { reduction: golden.args.reduction }),
    ),
};
