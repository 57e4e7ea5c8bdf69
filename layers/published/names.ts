/**
 * What published files call the parameters, and what our networks call them: rules by format, found by a name that
 * tells. Our own names are those of the official code (timm for ViT), so its files need no rule but for a prefix.
 */

/**
 * Where a tensor of a file goes: to a parameter, or as one of the parts that a parameter is put together from, by rows.
 */
export interface Target {
  name: string;
  part?: { index: number; of: number };
}

type Rule = readonly [pattern: RegExp, name: string, part?: Target['part']];

/** How files of one origin name their tensors. */
export interface NameFormat {
  /** Whose names these are, for people. */
  title: string;
  /** A name that only such files have. */
  mark: RegExp;
  rules: readonly Rule[];
  /** Names that our networks have no use for. */
  drop?: RegExp;
}

const third = (index: number) => ({ index, of: 3 });
const half = (index: number) => ({ index, of: 2 });
/** Queries, keys and values that a file keeps apart. */
const apart = (from: string, to: string): Rule[] =>
  ['query', 'key', 'value'].map((role, i) => [new RegExp(`^${from}\\.${role}\\.(weight|bias)$`), `${to}.$2`, third(i)]);

/** Beginnings that training scripts put before all names. */
const wrappers = /^(?:module|teacher|student|backbone|model|state_dict|_orig_mod)\./;

const hfVit: readonly Rule[] = [
  [/^embeddings\.cls_token$/, 'cls_token'],
  [/^embeddings\.distillation_token$/, 'dist_token'],
  [/^embeddings\.position_embeddings$/, 'pos_embed'],
  [/^embeddings\.patch_embeddings\.projection\.(.*)$/, 'patch_embed.proj.$1'],
  ...apart('encoder\\.layer\\.(\\d+)\\.attention\\.attention', 'blocks.$1.attn.qkv'),
  [/^encoder\.layer\.(\d+)\.attention\.output\.dense\.(.*)$/, 'blocks.$1.attn.proj.$2'],
  [/^encoder\.layer\.(\d+)\.intermediate\.dense\.(.*)$/, 'blocks.$1.mlp.fc1.$2'],
  [/^encoder\.layer\.(\d+)\.output\.dense\.(.*)$/, 'blocks.$1.mlp.fc2.$2'],
  [/^encoder\.layer\.(\d+)\.layernorm_before\.(.*)$/, 'blocks.$1.norm1.$2'],
  [/^encoder\.layer\.(\d+)\.layernorm_after\.(.*)$/, 'blocks.$1.norm2.$2'],
  [/^layernorm\.(.*)$/, 'norm.$1'],
  [/^(?:cls_)?classifier\.(.*)$/, 'head.$1'],
  [/^distillation_classifier\.(.*)$/, 'head_dist.$1'],
];

const hfDinoV2: readonly Rule[] = [
  [/^embeddings\.(cls_token|mask_token|register_tokens)$/, '$1'],
  [/^embeddings\.position_embeddings$/, 'pos_embed'],
  [/^embeddings\.patch_embeddings\.projection\.(.*)$/, 'patch_embed.proj.$1'],
  ...apart('encoder\\.layer\\.(\\d+)\\.attention\\.attention', 'blocks.$1.attn.qkv'),
  [/^encoder\.layer\.(\d+)\.attention\.output\.dense\.(.*)$/, 'blocks.$1.attn.proj.$2'],
  [/^encoder\.layer\.(\d+)\.layer_scale([12])\.lambda1$/, 'blocks.$1.ls$2.gamma'],
  [/^encoder\.layer\.(\d+)\.mlp\.weights_in\.(.*)$/, 'blocks.$1.mlp.w12.$2'],
  [/^encoder\.layer\.(\d+)\.mlp\.weights_out\.(.*)$/, 'blocks.$1.mlp.w3.$2'],
  [/^encoder\.layer\.(\d+)\.(norm[12]|mlp\.fc[12])\.(.*)$/, 'blocks.$1.$2.$3'],
  [/^layernorm\.(.*)$/, 'norm.$1'],
];

const hfSwin: readonly Rule[] = [
  [/^embeddings\.patch_embeddings\.projection\.(.*)$/, 'patch_embed.proj.$1'],
  [/^embeddings\.norm\.(.*)$/, 'patch_embed.norm.$1'],
  [/^embeddings\.position_embeddings$/, 'absolute_pos_embed'],
  ...['query', 'key', 'value'].map((role, i): Rule => [
    new RegExp(`^encoder\\.layers\\.(\\d+)\\.blocks\\.(\\d+)\\.attention\\.self\\.${role}\\.(weight|bias)$`),
    'layers.$1.blocks.$2.attn.qkv.$3',
    third(i),
  ]),
  [/^encoder\.layers\.(\d+)\.blocks\.(\d+)\.attention\.self\.(.*)$/, 'layers.$1.blocks.$2.attn.$3'],
  [/^encoder\.layers\.(\d+)\.blocks\.(\d+)\.attention\.output\.dense\.(.*)$/, 'layers.$1.blocks.$2.attn.proj.$3'],
  [/^encoder\.layers\.(\d+)\.blocks\.(\d+)\.layernorm_before\.(.*)$/, 'layers.$1.blocks.$2.norm1.$3'],
  [/^encoder\.layers\.(\d+)\.blocks\.(\d+)\.layernorm_after\.(.*)$/, 'layers.$1.blocks.$2.norm2.$3'],
  [/^encoder\.layers\.(\d+)\.blocks\.(\d+)\.intermediate\.dense\.(.*)$/, 'layers.$1.blocks.$2.mlp.fc1.$3'],
  [/^encoder\.layers\.(\d+)\.blocks\.(\d+)\.output\.dense\.(.*)$/, 'layers.$1.blocks.$2.mlp.fc2.$3'],
  [/^encoder\.layers\.(\d+)\.downsample\.(.*)$/, 'layers.$1.downsample.$2'],
  [/^layernorm\.(.*)$/, 'norm.$1'],
  [/^classifier\.(.*)$/, 'head.$1'],
];

/** `.0.` … `.3.` of a file are stages 1 to 4 of the official code. */
const stages = [0, 1, 2, 3];
const hfSegFormer: readonly Rule[] = stages.flatMap((i): Rule[] => {
  const block = `^encoder\\.block\\.${i}\\.(\\d+)`;
  const to = `block${i + 1}.$1`;
  const rule = (from: string, name: string): Rule => [new RegExp(`${block}\\.${from}\\.(.*)$`), `${to}.${name}.$2`];
  return [
    [new RegExp(`^encoder\\.patch_embeddings\\.${i}\\.proj\\.(.*)$`), `patch_embed${i + 1}.proj.$1`],
    [new RegExp(`^encoder\\.patch_embeddings\\.${i}\\.layer_norm\\.(.*)$`), `patch_embed${i + 1}.norm.$1`],
    [new RegExp(`^encoder\\.layer_norm\\.${i}\\.(.*)$`), `norm${i + 1}.$1`],
    rule('layer_norm_1', 'norm1'),
    rule('attention\\.self\\.query', 'attn.q'),
    [new RegExp(`${block}\\.attention\\.self\\.key\\.(.*)$`), `${to}.attn.kv.$2`, half(0)],
    [new RegExp(`${block}\\.attention\\.self\\.value\\.(.*)$`), `${to}.attn.kv.$2`, half(1)],
    rule('attention\\.self\\.sr', 'attn.sr'),
    rule('attention\\.self\\.layer_norm', 'attn.norm'),
    rule('attention\\.output\\.dense', 'attn.proj'),
    rule('layer_norm_2', 'norm2'),
    rule('mlp\\.dense1', 'mlp.fc1'),
    rule('mlp\\.dwconv\\.dwconv', 'mlp.dwconv.dwconv'),
    rule('mlp\\.dense2', 'mlp.fc2'),
  ];
});

const torchvisionVit: readonly Rule[] = [
  [/^class_token$/, 'cls_token'],
  [/^encoder\.pos_embedding$/, 'pos_embed'],
  [/^conv_proj\.(.*)$/, 'patch_embed.proj.$1'],
  [/^encoder\.layers\.encoder_layer_(\d+)\.ln_([12])\.(.*)$/, 'blocks.$1.norm$2.$3'],
  [/^encoder\.layers\.encoder_layer_(\d+)\.self_attention\.in_proj_(weight|bias)$/, 'blocks.$1.attn.qkv.$2'],
  [/^encoder\.layers\.encoder_layer_(\d+)\.self_attention\.out_proj\.(.*)$/, 'blocks.$1.attn.proj.$2'],
  [/^encoder\.layers\.encoder_layer_(\d+)\.mlp\.(?:linear_1|0)\.(.*)$/, 'blocks.$1.mlp.fc1.$2'],
  [/^encoder\.layers\.encoder_layer_(\d+)\.mlp\.(?:linear_2|3)\.(.*)$/, 'blocks.$1.mlp.fc2.$2'],
  [/^encoder\.ln\.(.*)$/, 'norm.$1'],
  [/^heads\.head\.(.*)$/, 'head.$1'],
];

/** The first whose mark a file has is the file's. */
export const formats: readonly NameFormat[] = [
  {
    title: 'Swin in Hugging Face transformers',
    mark: /^(?:swin\.)?encoder\.layers\.0\.blocks\.0\.attention\.self\.query\.weight$/,
    rules: [[/^swin\.(.*)$/, '$1'], ...hfSwin],
    drop: /^pooler\./,
  },
  {
    title: 'SegFormer in Hugging Face transformers',
    mark: /^(?:segformer\.)?encoder\.block\.0\.0\.attention\.self\.query\.weight$/,
    rules: [[/^segformer\.(.*)$/, '$1'], ...hfSegFormer],
    drop: /^(?:decode_head|classifier)\./,
  },
  {
    title: 'DINOv2 in Hugging Face transformers',
    mark: /^(?:dinov2(?:_with_registers)?\.)?encoder\.layer\.0\.layer_scale1\.lambda1$/,
    rules: [[/^dinov2(?:_with_registers)?\.(.*)$/, '$1'], ...hfDinoV2],
    drop: /^classifier\./,
  },
  {
    title: 'ViT, DeiT or DINO in Hugging Face transformers',
    mark: /^(?:vit\.|deit\.)?encoder\.layer\.0\.attention\.attention\.query\.weight$/,
    rules: [[/^(?:vit|deit)\.(.*)$/, '$1'], ...hfVit],
    drop: /^(?:pooler|embeddings\.mask_token|decoder)(?:\.|$)/,
  },
  { title: 'ViT in torchvision', mark: /^encoder\.layers\.encoder_layer_0\.ln_1\.weight$/, rules: torchvisionVit },
  {
    title: 'Swin in timm',
    mark: /^head\.fc\.weight$/,
    // Merging stands at the start of the next stage there.
    rules: [
      ...[1, 2, 3].map((i): Rule => [
        new RegExp(`^layers\\.${i}\\.downsample\\.(.*)$`),
        `layers.${i - 1}.downsample.$1`,
      ]),
      [/^head\.fc\.(.*)$/, 'head.$1'],
    ],
  },
  {
    title: "DINOv2's training checkpoint",
    mark: /^(?:(?:teacher|student|backbone)\.)*blocks\.0\.0\.norm1\.weight$/,
    rules: [[/^blocks\.\d+\.(\d+)\.(.*)$/, 'blocks.$1.$2']],
    drop: /^(?:dino_head|ibot_head)\./,
  },
];

/** The official code, or timm: the names that our networks have. */
export const plainFormat: NameFormat = {
  title: 'the official code',
  mark: /^/,
  rules: [],
  // What a training checkpoint keeps beside the backbone (DINO's projection head).
  drop: /^head\.(?:mlp|last_layer)\./,
};

/** Which format a file is in, by its tensors' names. */
export const formatOf = (names: readonly string[]): NameFormat =>
  formats.find(({ mark }) => names.some((name) => mark.test(name))) ?? plainFormat;

/** Where each tensor of a file goes; null for one that no network wants. */
export function targetsOf(names: readonly string[], format: NameFormat): Map<string, Target | null> {
  // Of a teacher and a student that one checkpoint holds, the teacher is the network to use.
  const taught = names.some((name) => name.startsWith('teacher.'));
  return new Map(names.map((name) => [name, taught && name.startsWith('student.') ? null : targetOf(name, format)]));
}

function targetOf(name: string, { rules, drop }: NameFormat): Target | null {
  let plain = name;
  while (wrappers.test(plain)) plain = plain.replace(wrappers, '');
  let part: Target['part'];
  // A rule that takes a prefix off lets the others see the rest.
  for (const [pattern, to, of] of rules) {
    if (!pattern.test(plain)) continue;
    plain = plain.replace(pattern, to);
    if (of) part = of;
    if (to !== '$1') break;
  }
  return drop?.test(plain) ? null : { name: plain, ...(part && { part }) };
}
