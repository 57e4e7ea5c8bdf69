/** Blocks, windows and kernels made from the features themselves: official constructors' arguments to ours. */
import { BottleneckAttention } from '../../layers/attention/bottleneck-attention.ts';
import { CotLayer } from '../../layers/attention/cot-layer.ts';
import { HaloAttention } from '../../layers/attention/halo-attention.ts';
import { Involution } from '../../layers/attention/involution.ts';
import { OutlookAttention } from '../../layers/attention/outlook-attention.ts';
import { moduleSubject } from './module.ts';
import type { GoldenTable } from './table.ts';

export const dynamic: GoldenTable = {
  halo: (golden) => {
    const { args } = golden;
    return moduleSubject(
      golden,
      new HaloAttention(golden.device, args.dim, {
        outs: args.dim_out ?? undefined,
        stride: args.stride,
        heads: args.num_heads,
        keyDim: args.dim_head,
        qkRatio: args.qk_ratio,
        block: args.block_size,
        halo: args.halo_size,
        qkvBias: args.qkv_bias,
        avgDown: args.avg_down,
        scalePositions: args.scale_pos_embed,
      }),
    );
  },
  botnet: (golden) => {
    const { args } = golden;
    return moduleSubject(
      golden,
      new BottleneckAttention(golden.device, args.dim, args.feat_size, {
        outs: args.dim_out ?? undefined,
        stride: args.stride,
        heads: args.num_heads,
        keyDim: args.dim_head,
        qkRatio: args.qk_ratio,
        qkvBias: args.qkv_bias,
        scalePositions: args.scale_pos_embed,
      }),
    );
  },
  outlook: (golden) => {
    const {
      dim,
      num_heads: heads,
      kernel_size: kernel,
      padding,
      stride,
      qkv_bias: qkvBias,
      qk_scale: qkScale,
    } = golden.args;
    return moduleSubject(
      golden,
      new OutlookAttention(golden.device, dim, { heads, kernel, padding, stride, qkvBias, qkScale }),
    );
  },
  involution: (golden) => {
    const { channels, kernel_size: kernel, stride } = golden.args;
    return moduleSubject(golden, new Involution(golden.device, channels, { kernel, stride }));
  },
  cot: (golden) =>
    moduleSubject(
      golden,
      new CotLayer(golden.device, golden.args.dim, { kernel: golden.args.kernel_size }),
      undefined,
      // The official code forms the window's weights inside its kernel.
      (captured) => [captured.get('branches')!],
    ),
};
