/** The non-local family: official constructors' arguments to ours. */
import { DoubleAttention } from '../../layers/attention/double-attention.ts';
import { FusionNonLocal, PyramidNonLocal } from '../../layers/attention/ann.ts';
import { CrissCrossAttention } from '../../layers/attention/criss-cross-attention.ts';
import { ChannelAttention } from '../../layers/attention/channel-attention.ts';
import { PositionAttention } from '../../layers/attention/position-attention.ts';
import { DualMultiScaleAttention } from '../../layers/attention/dual-multi-scale-attention.ts';
import { EmaUnit } from '../../layers/attention/ema-unit.ts';
import { ContextBlock } from '../../layers/attention/context-block.ts';
import { InterlacedBlock, InterlacedModule } from '../../layers/attention/interlaced.ts';
import { LightNonLocal } from '../../layers/attention/light-nonlocal.ts';
import type { Pairwise } from '../../layers/attention/nonlocal.ts';
import { NonLocalBlock } from '../../layers/attention/nonlocal.ts';
import { SaganAttention } from '../../layers/attention/sagan.ts';
import { SelfAttention } from '../../layers/attention/self-attention.ts';
import { moduleSubject, officialMaps } from './module.ts';
import type { GoldenCase, GoldenSubject, GoldenTable, Options } from './table.ts';

const nonLocal =
  (mode: Pairwise) =>
  ({ device, args, ...golden }: GoldenCase): GoldenSubject =>
    moduleSubject(
      { device, args, ...golden },
      new NonLocalBlock(device, args.in_channels, {
        dimension: args.dimension,
        mode,
        interChannels: args.inter_channels ?? undefined,
        subSample: args.sub_sample,
        batchNorm: args.bn_layer,
      }),
    );

const widths = (args: Options) => ({
  out: args.out_channels as number,
  key: args.key_channels as number,
  value: args.value_channels as number,
});

export const nonlocal: GoldenTable = {
  self_attention: (golden) => moduleSubject(golden, new SelfAttention(golden.device, golden.args.in_channels)),
  sagan_plain: (golden) =>
    moduleSubject(golden, new SaganAttention(golden.device, golden.args.n_channels, { spectral: false })),
  sagan_spectral: (golden) => moduleSubject(golden, new SaganAttention(golden.device, golden.args.n_channels)),
  nonlocal_gaussian: nonLocal('gaussian'),
  nonlocal_embedded_gaussian: nonLocal('embedded_gaussian'),
  nonlocal_dot_product: nonLocal('dot_product'),
  nonlocal_concatenation: nonLocal('concatenation'),
  danet_pam: (golden) => moduleSubject(golden, new PositionAttention(golden.device, golden.args.in_dim)),
  danet_cam: (golden) => moduleSubject(golden, new ChannelAttention(golden.device)),
  a2net: (golden) =>
    moduleSubject(
      golden,
      new DoubleAttention(golden.device, golden.args.in_channels, golden.args.c_m, golden.args.c_n, {
        reconstruct: golden.args.reconstruct,
      }),
    ),
  ccnet: (golden) =>
    moduleSubject(
      golden,
      new CrissCrossAttention(golden.device, golden.args.in_dim, { recurrence: golden.call.recurrence }),
      undefined,
      officialMaps,
    ),
  gcnet: (golden) => {
    const { inplanes, ratio, pooling_type: pooling, fusion_types: fusions } = golden.args;
    return moduleSubject(golden, new ContextBlock(golden.device, inplanes, ratio, { pooling, fusions }));
  },
  emanet_emau: (golden) => {
    const unit = new EmaUnit(golden.device, golden.args.c, golden.args.k, { stages: golden.args.stage_num });
    return moduleSubject(golden, unit, (_, [x]) => {
      const [y, mu] = unit.forward(x);
      if (golden.mode === 'train') unit.updateBases(mu);
      return [y, mu];
    });
  },
  isanet_block: (golden) => {
    const {
      in_channels: ins,
      key_channels: keys,
      value_channels: values,
      out_channels: outs,
      down_factor: down,
    } = golden.args;
    return moduleSubject(
      golden,
      new InterlacedBlock(golden.device, ins, keys, values, outs, { down }),
      undefined,
      officialMaps,
    );
  },
  isanet_module: (golden) => {
    const {
      in_channels: ins,
      key_channels: keys,
      value_channels: values,
      out_channels: outs,
      down_factors: downs,
    } = golden.args;
    return moduleSubject(
      golden,
      new InterlacedModule(golden.device, ins, keys, values, outs, { downs }),
      undefined,
      officialMaps,
    );
  },
  ann_apnb: (golden) => {
    const { in_channels: channels, psp_size: pyramid, dropout, sizes } = golden.args;
    return moduleSubject(
      golden,
      new PyramidNonLocal(golden.device, channels, widths(golden.args), { pyramid, dropout, stages: sizes.length }),
    );
  },
  ann_afnb: (golden) => {
    const { low_in_channels: low, high_in_channels: high, psp_size: pyramid, dropout, sizes } = golden.args;
    return moduleSubject(
      golden,
      new FusionNonLocal(golden.device, low, high, widths(golden.args), { pyramid, dropout, stages: sizes.length }),
    );
  },
  lightnl: (golden) =>
    moduleSubject(golden, new LightNonLocal(golden.device, golden.args.n_feature, golden.args.nl_c, golden.args.nl_s)),
  dmsanet: (golden) =>
    moduleSubject(
      golden,
      new DualMultiScaleAttention(golden.device, golden.args.channels, {
        kernels: golden.args.kernel_sizes,
        reduction: golden.args.reduction,
      }),
    ),
};
