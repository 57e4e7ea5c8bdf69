/**
 * What the shapes of a file's tensors say of the network that they belong to. Heads of ViTs have 64 channels, as all
 * published ones.
 */
import { WeightsError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { CifarResNetOptions } from '../models/cifar-resnet.ts';
import type { DinoOptions } from '../models/dino-v1.ts';
import type { DinoV2Options } from '../models/dino-v2.ts';
import type { MixTransformerOptions } from '../models/mix-transformer.ts';
import type { ResNetGate } from '../models/residual.ts';
import type { ResNetOptions } from '../models/resnet.ts';
import type { SwinOptions } from '../models/swin-transformer.ts';
import type { VisionTransformerOptions } from '../models/vision-transformer.ts';

/** Shapes by the names that our networks have. */
export type Shapes = ReadonlyMap<string, readonly number[]>;

/** One more than the largest number that the pattern finds in a name. */
export const count = (shapes: Shapes, pattern: RegExp): number =>
  [...shapes.keys()].reduce((most, name) => Math.max(most, Number(pattern.exec(name)?.[1] ?? -1) + 1), 0);

const widthOfHead = 64;
const headsOf = (dim: number): number => (dim % widthOfHead ? 1 : dim / widthOfHead);

function shapeOf(shapes: Shapes, name: string): readonly number[] {
  const shape = shapes.get(name);
  if (!shape) throw new WeightsError('weights', `the file has no ${name}`, '', 'is it a whole state dict?');
  return shape;
}

/** The side of a square of `places`, or null where they make none. */
function squareSide(places: number): number | null {
  const side = Math.round(Math.sqrt(places));
  return side * side === places ? side : null;
}

function sideOf(places: number, what: string, shape: readonly number[]): number {
  const side = squareSide(places);
  if (side === null) throw new WeightsError('weights', `${what} are for no square of patches`, show(shape));
  return side;
}

/** What all of ViT's kin have. */
function common(shapes: Shapes) {
  const [dim, channels, patch] = shapeOf(shapes, 'patch_embed.proj.weight');
  const hidden = shapes.get('blocks.0.mlp.fc1.weight')?.[0];
  return {
    dim,
    channels,
    patch,
    depth: count(shapes, /^blocks\.(\d+)\./),
    heads: headsOf(dim),
    qkvBias: shapes.has('blocks.0.attn.qkv.bias'),
    ...(hidden && { mlpRatio: hidden / dim }),
  };
}

export function vit(shapes: Shapes): VisionTransformerOptions & { size: number } {
  const base = common(shapes);
  const table = shapeOf(shapes, 'pos_embed');
  const classToken = shapes.has('cls_token');
  const distilled = shapes.has('dist_token');
  const registers = shapes.get('reg_token')?.[1] ?? 0;
  const prefix = Number(classToken) + Number(distilled) + registers;
  const patchPositions = squareSide(table[1] - prefix) === null && squareSide(table[1]) !== null;
  const grid = sideOf(table[1] - (patchPositions ? 0 : prefix), 'position embeddings', table);
  const mapped = shapes.has('attn_pool.latent');
  return {
    ...base,
    size: grid * base.patch,
    classes: shapes.get('head.weight')?.[0] ?? 0,
    pool: mapped ? 'map' : shapes.has('fc_norm.weight') || !classToken ? 'avg' : 'token',
    poolNorm: shapes.has('fc_norm.weight'),
    finalNorm: shapes.has('norm.weight') || shapes.has('fc_norm.weight'),
    classToken,
    distilled,
    registers,
    patchPositions,
    qkNorm: shapes.has('blocks.0.attn.q_norm.weight'),
    projBias: shapes.has('blocks.0.attn.proj.bias'),
    layerScale: shapes.has('blocks.0.ls1.gamma') ? 1 : null,
    preNorm: shapes.has('norm_pre.weight'),
  };
}

export function dino(shapes: Shapes): DinoOptions & { size: number } {
  const base = common(shapes);
  const table = shapeOf(shapes, 'pos_embed');
  return { ...base, size: base.patch * sideOf(table[1] - 1, 'position embeddings', table) };
}

export function dinoV2(shapes: Shapes): DinoV2Options & { size: number } {
  const registers = shapes.get('register_tokens')?.[1] ?? 0;
  return {
    ...dino(shapes),
    registers,
    ffn: shapes.has('blocks.0.mlp.w12.weight') ? 'swiglu' : 'mlp',
    layerScale: shapes.has('blocks.0.ls1.gamma') ? 1 : null,
    // As the published networks: those with registers resize without the offset, and smoothly.
    antialias: registers > 0,
    offset: registers ? 0 : 0.1,
  };
}

export function swin(shapes: Shapes): SwinOptions & { size: number } {
  const [dim, channels, patch] = shapeOf(shapes, 'patch_embed.proj.weight');
  const stages = count(shapes, /^layers\.(\d+)\./);
  const version = shapes.has('layers.0.blocks.0.attn.logit_scale') ? 2 : 1;
  const attention = (stage: number) => `layers.${stage}.blocks.0.attn`;
  const all = Array.from({ length: stages }, (_, stage) => stage);
  // Version 1 learns a row for each relative place; of version 2 the table of places is a buffer, or left to the code.
  const table = version === 1 ? shapeOf(shapes, `${attention(0)}.relative_position_bias_table`)[0] : undefined;
  const coordinates = shapes.get(`${attention(0)}.relative_coords_table`)?.[1];
  const window = table ? (Math.sqrt(table) + 1) / 2 : coordinates ? (coordinates + 1) / 2 : 8;
  const ape = shapes.get('absolute_pos_embed');
  return {
    version,
    // Published networks shrink to one window: 7·32 = 224, 12·32 = 384, 8·32 = 256.
    size: ape ? patch * sideOf(ape[1], 'position embeddings', ape) : window * patch * 2 ** (stages - 1),
    patch,
    channels,
    classes: shapes.get('head.weight')?.[0] ?? 0,
    dim,
    depths: all.map((stage) => count(shapes, new RegExp(`^layers\\.${stage}\\.blocks\\.(\\d+)\\.`))),
    heads: all.map((stage) =>
      version === 1
        ? shapeOf(shapes, `${attention(stage)}.relative_position_bias_table`)[1]
        : shapeOf(shapes, `${attention(stage)}.logit_scale`)[0],
    ),
    window,
    mlpRatio: shapeOf(shapes, 'layers.0.blocks.0.mlp.fc1.weight')[0] / dim,
    qkvBias: shapes.has(`${attention(0)}.${version === 1 ? 'qkv.bias' : 'q_bias'}`),
    positions: ape !== undefined,
    patchNorm: shapes.has('patch_embed.norm.weight'),
  };
}

export function mix(shapes: Shapes): MixTransformerOptions {
  const stages = [1, 2, 3, 4];
  const dims = stages.map((i) => shapeOf(shapes, `patch_embed${i}.proj.weight`)[0]);
  return {
    channels: shapeOf(shapes, 'patch_embed1.proj.weight')[1],
    dims,
    // Published networks have one head in the first stage, and heads of one width throughout.
    heads: dims.map((dim) => Math.max(1, Math.floor(dim / dims[0]))),
    mlpRatios: stages.map((i) => shapeOf(shapes, `block${i}.0.mlp.fc1.weight`)[0] / dims[i - 1]),
    depths: stages.map((i) => count(shapes, new RegExp(`^block${i}\\.(\\d+)\\.`))),
    reductions: stages.map((i) => shapes.get(`block${i}.0.attn.sr.weight`)?.[2] ?? 1),
    qkvBias: shapes.has('block1.0.attn.q.bias'),
  };
}

export function resnet(shapes: Shapes): ResNetOptions {
  const gates: [ResNetGate, string][] = [
    ['se', 'layer1.0.se.fc1.weight'],
    ['eca', 'layer1.0.se.conv.weight'],
    ['cbam', 'layer1.0.se.channel.fc1.weight'],
    ['cbam-paper', 'layer1.0.cbam.ChannelGate.mlp.1.weight'],
  ];
  return {
    block: shapes.has('layer1.0.conv3.weight') ? 'bottleneck' : 'basic',
    depths: [1, 2, 3, 4].map((i) => count(shapes, new RegExp(`^layer${i}\\.(\\d+)\\.`))),
    width: shapeOf(shapes, 'conv1.weight')[0],
    channels: shapeOf(shapes, 'conv1.weight')[1],
    classes: shapeOf(shapes, 'fc.weight')[0],
    gate: gates.find(([, name]) => shapes.has(name))?.[0] ?? null,
  };
}

export const cifarResnet = (shapes: Shapes): CifarResNetOptions => ({
  depths: [1, 2, 3].map((i) => count(shapes, new RegExp(`^layer${i}\\.(\\d+)\\.`))),
  widths: [1, 2, 3].map((i) => shapeOf(shapes, `layer${i}.0.conv1.weight`)[0]),
  classes: shapeOf(shapes, 'linear.weight')[0],
  shortcut: shapes.has('layer2.0.shortcut.0.weight') ? 'B' : 'A',
});
