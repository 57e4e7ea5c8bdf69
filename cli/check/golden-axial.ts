/** Axial attention: official constructors' arguments to ours. */
import { AxialBlock } from '../../layers/attention/axial-block.ts';
import { PositionSensitiveAxial } from '../../layers/attention/position-sensitive-axial.ts';
import { AxialImageTransformer, AxialPositions } from '../../layers/attention/axial-image-transformer.ts';
import { AxialAttention } from '../../layers/attention/axial.ts';
import { AxisAttention } from '../../layers/attention/axis-attention.ts';
import { moduleSubject, officialMaps } from './module.ts';
import type { GoldenTable, Options } from './table.ts';

const axisOptions = (args: Options) => ({
  heads: args.heads as number,
  headWidth: args.dim_heads as number | undefined,
  channelAxis: args.dim_index as number,
});

export const axial: GoldenTable = {
  axial_attention: (golden) => {
    const { dim, num_dimensions: axes, sum_axial_out: sum } = golden.args;
    return moduleSubject(
      golden,
      new AxialAttention(golden.device, dim, { axes, sum, ...axisOptions(golden.args) }),
      undefined,
      officialMaps,
    );
  },
  axial_single_axis: (golden) =>
    moduleSubject(
      golden,
      new AxisAttention(golden.device, golden.args.dim, golden.args.axis, axisOptions(golden.args)),
    ),
  axial_pos_emb: (golden) =>
    moduleSubject(
      golden,
      new AxialPositions(golden.device, golden.args.dim, golden.args.shape, { channelAxis: golden.args.emb_dim_index }),
    ),
  axial_image_transformer: (golden) => {
    const { dim, depth, heads, dim_heads: headWidth, reversible, axial_pos_emb_shape: positions } = golden.args;
    return moduleSubject(
      golden,
      new AxialImageTransformer(golden.device, dim, depth, {
        heads,
        headWidth,
        reversible,
        positions: positions ?? undefined,
      }),
    );
  },
  axial_deeplab: (golden) => {
    const { in_planes: ins, out_planes: outs, groups, kernel_size: length, stride, width: rows } = golden.args;
    return moduleSubject(
      golden,
      new PositionSensitiveAxial(golden.device, ins, outs, { groups, length, stride, rows }),
    );
  },
  axial_deeplab_block: (golden) => {
    const { inplanes, planes, stride, downsample, groups, base_width: baseWidth, kernel_size: size } = golden.args;
    return moduleSubject(
      golden,
      new AxialBlock(golden.device, inplanes, planes, { groups, size, stride, baseWidth, downsample }),
      undefined,
      officialMaps,
    );
  },
};
