/** The non-local family. */
import { ChannelAttention, PositionAttention } from '../../layers/danet.ts';
import { SaganAttention } from '../../layers/sagan.ts';
import { SelfAttention } from '../../layers/self-attention.ts';
import { moduleSubject } from './module.ts';
import type { GoldenTable } from './table.ts';

export const nonlocal: GoldenTable = {
  self_attention: (golden) => moduleSubject(golden, new SelfAttention(golden.device, golden.args.in_channels as number)),
  sagan_plain: (golden) => moduleSubject(golden, new SaganAttention(golden.device, golden.args.n_channels as number, { spectral: false })),
  sagan_spectral: (golden) => moduleSubject(golden, new SaganAttention(golden.device, golden.args.n_channels as number)),
  danet_pam: (golden) => moduleSubject(golden, new PositionAttention(golden.device, golden.args.in_dim as number)),
  danet_cam: (golden) => moduleSubject(golden, new ChannelAttention(golden.device)),
};
