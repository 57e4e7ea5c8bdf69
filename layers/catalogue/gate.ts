/** Modules that weigh channels or positions, the same for every query. */
import { ChannelAttention } from '../danet.ts';
import { ContextBlock } from '../gcnet.ts';
import type { CatalogEntry } from '../catalog.ts';

export const gate: readonly CatalogEntry[] = [
  {
    name: 'danet_cam', className: 'ChannelAttention', paper: 'Dual Attention Network for Scene Segmentation', year: 2019, source: 'arXiv 1809.02983', group: 'gate', kind: 'channel',
    meaning: 'How much the query channel takes from this channel.',
    formula: 'parameters 1; FLOPs 4C²N; map 4C² bytes',
    cost: (c, h, w) => ({ parameters: 1, flops: 4 * c * c * h * w, mapBytes: 4 * c * c }),
    make: (gpu) => new ChannelAttention(gpu),
  },
  {
    name: 'gcnet', className: 'ContextBlock', paper: 'GCNet: Non-local Networks Meet Squeeze-Excitation Networks and Beyond', year: 2019, source: 'arXiv 1904.11492', group: 'gate', kind: 'spatial',
    meaning: 'How much this pixel counts in the context that every pixel receives.',
    formula: 'parameters C²/2+3C; FLOPs 4CN + C²; map 4N bytes',
    cost: (c, h, w) => ({ parameters: (c * c) / 2 + 2.75 * c + 1, flops: 4 * c * h * w + c * c, mapBytes: 4 * h * w }),
    make: (gpu, channels) => new ContextBlock(gpu, channels, 0.25),
  },
];
