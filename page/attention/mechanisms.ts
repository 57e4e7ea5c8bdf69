/**
 * The catalogue's mechanisms in a visitor's words. The catalogue itself, with the code of all of them, is in the
 * worker: the page must be there before it.
 */

export type Group = 'dense' | 'sparse' | 'gate';

export interface Mechanism {
  /** As links and the command line say it. */
  name: string;
  title: string;
  /** Who brought it. */
  by: string;
  year: number;
  group: Group;
}

/** Name, title, by whom, year; by how much of the picture a query looks at. */
const table: Record<Group, readonly (readonly [name: string, title: string, by: string, year: number])[]> = {
  dense: [
    ['mha_torch', 'Multi-head attention', 'Transformer', 2017],
    ['mha_article', 'Multi-head attention, residual', 'Transformer', 2017],
    ['mha_article_conv1d', 'Multi-head attention, wide heads', 'Transformer', 2017],
    ['self_attention', 'Self-attention over places', 'SAGAN', 2018],
    ['nonlocal', 'Non-local block', 'Non-local networks', 2018],
    ['a2net', 'Double attention', 'A²-Nets', 2018],
    ['psanet', 'Point-wise spatial attention', 'PSANet', 2018],
    ['sagan', 'Self-attention, pooled keys', 'SAGAN', 2019],
    ['danet_pam', 'Position attention', 'DANet', 2019],
    ['emanet', 'Expectation maximisation', 'EMANet', 2019],
    ['ann', 'Pyramid non-local', 'ANN', 2019],
    ['sasa_article', 'Global stand-alone attention', 'SASA', 2019],
    ['generalized_attention', 'Generalised attention', 'Empirical attention', 2019],
    ['lightnl', 'Light non-local', 'AutoNL', 2020],
    ['dnl', 'Disentangled non-local', 'DNL', 2020],
    ['linear_attention', 'Linear attention', 'Linear transformers', 2020],
    ['dmsanet', 'Dual multi-scale attention', 'DMSANet', 2021],
    ['external_attention', 'External attention', 'EANet', 2021],
    ['botnet', 'Bottleneck attention', 'BoTNet', 2021],
    ['lambda', 'Lambda layer', 'LambdaNetworks', 2021],
    ['lite_mla', 'Linear attention, many scales', 'EfficientViT', 2023],
  ],
  sparse: [
    ['ccnet', 'Criss-cross attention', 'CCNet', 2019],
    ['isanet', 'Interlaced attention', 'ISANet', 2019],
    ['axial', 'Axial attention', 'Axial transformers', 2019],
    ['sasa', 'Stand-alone attention, 7×7', 'SASA', 2019],
    ['sasa_conv', 'Stand-alone attention as a convolution', 'SASA', 2019],
    ['axial_deeplab', 'Position-sensitive axial', 'Axial-DeepLab', 2020],
    ['swin', 'Shifted windows', 'Swin', 2021],
    ['halo', 'Windows with a halo', 'HaloNet', 2021],
    ['outlook', 'Outlook attention', 'VOLO', 2021],
    ['involution', 'Involution', 'RedNet', 2021],
    ['cot', 'Contextual transformer', 'CoTNet', 2021],
    ['natten', 'Neighbourhood attention, 7×7', 'NAT', 2023],
  ],
  gate: [
    ['se', 'Squeeze and excitation', 'SENet', 2018],
    ['cbam', 'Channel, then place', 'CBAM', 2018],
    ['bam', 'Bottleneck attention module', 'BAM', 2018],
    ['gather_excite', 'Gather and excite', 'GENet', 2018],
    ['scse', 'Channel and place at once', 'scSE', 2018],
    ['danet_cam', 'Channel attention', 'DANet', 2019],
    ['gcnet', 'Global context', 'GCNet', 2019],
    ['srm', 'Style recalibration', 'SRM', 2019],
    ['sk', 'Selective kernels', 'SKNet', 2019],
    ['eca', 'Efficient channel attention', 'ECA-Net', 2020],
    ['gct_gated', 'Gated channel transformation', 'GCT', 2020],
    ['split_attention', 'Split attention', 'ResNeSt', 2020],
    ['coordatt', 'Coordinate attention', 'CA', 2021],
    ['coord_attn_timm', 'Coordinate attention, as in timm', 'CA', 2021],
    ['gct_gaussian', 'Gaussian context', 'GCT', 2021],
    ['simam', 'Without parameters', 'SimAM', 2021],
    ['shuffle_attention', 'Shuffle attention', 'SA-Net', 2021],
    ['triplet', 'Triplet attention', 'Triplet', 2021],
    ['psa_pyramid', 'Pyramid split attention', 'EPSANet', 2021],
    ['polarized', 'Polarised attention, side by side', 'PSA', 2021],
    ['polarized_seq', 'Polarised attention, in turn', 'PSA', 2021],
    ['efficient_local_attn', 'Efficient local attention', 'ELA', 2024],
    ['strip_attn', 'Strip attention', 'Strip', 2025],
    ['simple_coord_attn', 'Simple coordinate attention', 'timm', 2025],
  ],
};

export const mechanisms: readonly Mechanism[] = (Object.keys(table) as Group[]).flatMap((group) =>
  table[group].map(([name, title, by, year]) => ({ name, title, by, year, group })),
);

/** What is shown until all are asked for: one of each way of looking. */
export const first: readonly string[] = ['danet_pam', 'ccnet', 'swin', 'natten', 'axial', 'cbam'];

/** Those whose weights are of channels: a chart, and no map over the picture. */
export const ofChannels: ReadonlySet<string> = new Set([
  'danet_cam',
  'se',
  'eca',
  'gct_gated',
  'gct_gaussian',
  'srm',
  'sk',
  'split_attention',
  'psa_pyramid',
]);

export const groupTitles: Record<Group, string> = {
  dense: 'Looks everywhere',
  sparse: 'Looks at some places',
  gate: 'Weighs channels or places',
};

export const groupWords: Record<Group, string> = {
  dense: 'Every place asks every other place. The map is one row of that table: what the place you point at takes.',
  sparse:
    'A place asks a few others only, which makes large pictures affordable. Where it cannot look, the ' +
    'picture stays as it is.',
  gate:
    'There is no query: the same weights hold for the whole picture, and say how much of each ' +
    'channel or place passes.',
};

const byName = new Map(mechanisms.map((each) => [each.name, each]));

export const mechanism = (name: string): Mechanism | undefined => byName.get(name);

/** `Criss-cross attention`; a network from a file has no title of its own. */
export const titleOf = (name: string): string =>
  byName.get(name)?.title ?? (name === 'trained' ? 'Your training' : 'Your network');
