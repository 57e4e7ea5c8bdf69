/** The networks whose published weights can be loaded by name: how a file tells which one it is, and how to make it. */
import type { Device } from '../../engine/device.ts';
import type { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { CifarResNet } from '../models/cifar-resnet.ts';
import { DinoV1 } from '../models/dino-v1.ts';
import { DinoV2 } from '../models/dino-v2.ts';
import { EncoderVit } from '../models/encoder-vit.ts';
import { GatedConvNet } from '../models/gated-convnet.ts';
import { MixTransformer } from '../models/mix-transformer.ts';
import { MnistVit } from '../models/mnist-vit.ts';
import { PrenormVit } from '../models/prenorm-vit.ts';
import { ResNet } from '../models/resnet.ts';
import { SwinTransformer } from '../models/swin-transformer.ts';
import { VisionTransformer } from '../models/vision-transformer.ts';
import type { Shapes } from './shapes.ts';
import * as read from './shapes.ts';

/** A network that takes a picture. */
export type PictureNetwork = Module & { forward: (image: Tensor) => Tensor | Tensor[] };

export interface NetworkEntry {
  /** As the command line says it. */
  name: string;
  /** The class in this library. */
  className: string;
  paper: string;
  /** Whether tensors of these names and shapes are this network's. */
  fits: (shapes: Shapes) => boolean;
  /** The network that the shapes are for. */
  make: (gpu: Device, shapes: Shapes) => PictureNetwork;
  /** Sides of the pictures that it was made for. */
  size: (shapes: Shapes) => number;
  /** Sides must be multiples of this; 0 where only `size` will do. */
  multiple: (shapes: Shapes) => number;
  /** What its pictures are normalised by, unless the file says. */
  mean: readonly number[];
  std: readonly number[];
  /** Names of its classes, where they are known. */
  classes?: readonly string[];
  /** Whether these weights have a head that tells classes apart. */
  hasHead: (shapes: Shapes) => boolean;
  /** Where Grad-CAM looks: the module whose output is weighed, by its dotted name. */
  camLayer: (shapes: Shapes) => string;
}

const imageNet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;
const plain = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } as const;
const untouched = { mean: [0, 0, 0], std: [1, 1, 1] } as const;
const cifarClasses = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ');
const stlClasses = 'airplane bird car cat deer dog horse monkey ship truck'.split(' ');
const digits = '0123456789'.split('');
const lastBlock = (shapes: Shapes) => `blocks.${read.count(shapes, /^blocks\.(\d+)\./) - 1}.norm1`;
const patchOf = (shapes: Shapes) => shapes.get('patch_embed.proj.weight')![2];

export const networks: readonly NetworkEntry[] = [
  {
    name: 'vit',
    className: 'VisionTransformer',
    paper: 'An Image is Worth 16×16 Words: Transformers for Image Recognition at Scale',
    fits: (shapes) =>
      shapes.has('blocks.0.attn.qkv.weight') && !shapes.has('mask_token') && !shapes.has('register_tokens'),
    make: (gpu, shapes) => new VisionTransformer(gpu, read.vit(shapes)),
    size: (shapes) => read.vit(shapes).size,
    multiple: patchOf,
    ...plain,
    hasHead: (shapes) => shapes.has('head.weight'),
    camLayer: lastBlock,
  },
  {
    name: 'dino',
    className: 'DinoV1',
    paper: 'Emerging Properties in Self-Supervised Vision Transformers',
    fits: (shapes) =>
      shapes.has('blocks.0.attn.qkv.weight') &&
      !['head.weight', 'mask_token', 'blocks.0.ls1.gamma'].some((name) => shapes.has(name)),
    make: (gpu, shapes) => new DinoV1(gpu, read.dino(shapes)),
    size: (shapes) => read.dino(shapes).size,
    multiple: patchOf,
    ...imageNet,
    hasHead: () => false,
    camLayer: lastBlock,
  },
  {
    name: 'dinov2',
    className: 'DinoV2',
    paper: 'DINOv2: Learning Robust Visual Features without Supervision',
    fits: (shapes) => shapes.has('blocks.0.attn.qkv.weight') && shapes.has('mask_token'),
    make: (gpu, shapes) => new DinoV2(gpu, read.dinoV2(shapes)),
    // Made for 518; seen at 224 it says much the same for a fifth of the work.
    size: (shapes) => Math.min(read.dinoV2(shapes).size, 16 * patchOf(shapes)),
    multiple: patchOf,
    ...imageNet,
    hasHead: () => false,
    camLayer: lastBlock,
  },
  {
    name: 'swin',
    className: 'SwinTransformer',
    paper: 'Swin Transformer: Hierarchical Vision Transformer using Shifted Windows',
    fits: (shapes) => shapes.has('layers.0.blocks.0.attn.qkv.weight') && shapes.has('layers.0.blocks.0.norm1.weight'),
    make: (gpu, shapes) => new SwinTransformer(gpu, read.swin(shapes)),
    size: (shapes) => read.swin(shapes).size,
    multiple: () => 0,
    ...imageNet,
    hasHead: (shapes) => shapes.has('head.weight'),
    camLayer: (shapes) => {
      const stage = read.count(shapes, /^layers\.(\d+)\./) - 1;
      const blocks = read.count(shapes, new RegExp(`^layers\\.${stage}\\.blocks\\.(\\d+)\\.`));
      return `layers.${stage}.blocks.${blocks - 1}.norm1`;
    },
  },
  {
    name: 'segformer',
    className: 'MixTransformer',
    paper: 'SegFormer: Simple and Efficient Design for Semantic Segmentation with Transformers',
    fits: (shapes) => shapes.has('patch_embed1.proj.weight') && shapes.has('block1.0.attn.kv.weight'),
    make: (gpu, shapes) => new MixTransformer(gpu, read.mix(shapes)),
    size: () => 512,
    multiple: () => 1,
    ...imageNet,
    hasHead: () => false,
    camLayer: () => 'norm4',
  },
  {
    name: 'resnet',
    className: 'ResNet',
    paper: 'Deep Residual Learning for Image Recognition',
    fits: (shapes) => shapes.has('layer4.0.conv1.weight') && shapes.has('fc.weight'),
    make: (gpu, shapes) => new ResNet(gpu, read.resnet(shapes)),
    size: () => 224,
    multiple: () => 1,
    ...imageNet,
    hasHead: () => true,
    camLayer: (shapes) => `layer4.${read.count(shapes, /^layer4\.(\d+)\./) - 1}`,
  },
  {
    name: 'resnet20_cifar10',
    className: 'CifarResNet',
    paper: 'Deep Residual Learning for Image Recognition',
    fits: (shapes) => shapes.has('layer3.0.conv1.weight') && shapes.has('linear.weight'),
    make: (gpu, shapes) => new CifarResNet(gpu, read.cifarResnet(shapes)),
    size: () => 32,
    multiple: () => 4,
    ...imageNet,
    classes: cifarClasses,
    hasHead: () => true,
    camLayer: (shapes) => `layer3.${read.count(shapes, /^layer3\.(\d+)\./) - 1}`,
  },
  {
    name: 'vit_cifar10',
    className: 'EncoderVit',
    paper: 'An Image is Worth 16×16 Words: Transformers for Image Recognition at Scale',
    fits: (shapes) => shapes.has('transformer.layers.0.self_attn.in_proj_weight'),
    make: (gpu, shapes) => new EncoderVit(gpu, { depth: read.count(shapes, /^transformer\.layers\.(\d+)\./) }),
    size: () => 32,
    multiple: () => 0,
    mean: [0.4914, 0.4822, 0.4465],
    std: [0.2023, 0.1994, 0.201],
    classes: cifarClasses,
    hasHead: () => true,
    camLayer: (shapes) => `transformer.layers.${read.count(shapes, /^transformer\.layers\.(\d+)\./) - 2}`,
  },
  {
    name: 'vit_prenorm_cifar10',
    className: 'PrenormVit',
    paper: 'An Image is Worth 16×16 Words: Transformers for Image Recognition at Scale',
    fits: (shapes) => shapes.has('embedding.pos_embeddings'),
    make: (gpu, shapes) => new PrenormVit(gpu, { depth: read.count(shapes, /^encoder\.layers\.(\d+)\./) }),
    size: () => 32,
    multiple: () => 0,
    mean: [0.4914, 0.4822, 0.4465],
    std: [0.247, 0.2435, 0.2616],
    classes: cifarClasses,
    hasHead: () => true,
    camLayer: (shapes) => `encoder.layers.${read.count(shapes, /^encoder\.layers\.(\d+)\./) - 1}.norm1`,
  },
  {
    name: 'vit_mnist',
    className: 'MnistVit',
    paper: 'An Image is Worth 16×16 Words: Transformers for Image Recognition at Scale',
    fits: (shapes) => shapes.has('embedding.pos') && shapes.has('embedding.cls'),
    make: (gpu, shapes) => new MnistVit(gpu, { depth: read.count(shapes, /^encoder\.(\d+)\.attention\./) }),
    size: () => 28,
    multiple: () => 0,
    mean: [0.5],
    std: [0.5],
    classes: digits,
    hasHead: () => true,
    camLayer: (shapes) => `encoder.${read.count(shapes, /^encoder\.(\d+)\.attention\./) - 2}`,
  },
  {
    name: 'cbam_stl10',
    className: 'GatedConvNet',
    paper: 'CBAM: Convolutional Block Attention Module',
    fits: (shapes) => shapes.has('cbam1.fc.0.weight') || shapes.has('cbam1.ChannelGate.mlp.1.weight'),
    make: (gpu, shapes) => new GatedConvNet(gpu, { gate: shapes.has('cbam1.fc.0.weight') ? 'cbam' : 'cbam-official' }),
    size: () => 96,
    multiple: () => 16,
    ...untouched,
    classes: stlClasses,
    hasHead: () => true,
    camLayer: () => 'cbam4',
  },
  {
    name: 'se_stl10',
    className: 'GatedConvNet',
    paper: 'Squeeze-and-Excitation Networks',
    fits: (shapes) => shapes.has('se1.fc.0.weight'),
    make: (gpu) => new GatedConvNet(gpu, { gate: 'se' }),
    size: () => 96,
    multiple: () => 16,
    ...untouched,
    classes: stlClasses,
    hasHead: () => true,
    camLayer: () => 'se4',
  },
];
