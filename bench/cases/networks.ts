/**
 * Whole networks. What is sized for a GPU is cut in half for software adapters by one rule: forward passes take
 * pictures of half the side (Swin, whose windows tile no such picture, half its blocks), training steps half the batch.
 */
import type { BenchCase } from '../case.ts';
import { forward, training } from '../case.ts';
import type { NetworkName } from '../networks.ts';

/** FLOP of a step and numbers of weights, counted from the ops that run: test/bench.test.ts counts again. */
const costs: Readonly<Record<string, readonly [flops: number, weights: number]>> = {
  'vit-s/1x112': [2_251_934_976, 21_994_216],
  'vit-s/8x112': [18_015_479_808, 21_994_216],
  'dinov2-s/1x112': [3_121_300_992, 21_556_992],
  'swin-t/2/1x224': [4_858_115_712, 15_308_725],
  'resnet18-cbam/1x112': [977_062_478, 11_777_352],
  'patch-none/16x32x32': [963_580_998, 53_857],
  'patch-cbam/16x32x32': [964_662_919, 54_119],
  'patch-multihead/16x32x32': [1_044_091_974, 58_017],
  'patch-multihead-conv/16x32x32': [1_244_435_526, 72_897],
  'unet/4x60x80': [3_558_605_112, 123_714],
  'local-resnet/16x32x32': [1_558_902_413, 95_994],
  'vit-s/1x224': [9_439_233_024, 22_050_664],
  'vit-s/8x224': [75_513_864_192, 22_050_664],
  'dinov2-s/1x224': [12_794_340_864, 21_630_720],
  'swin-t/1x224': [9_332_014_848, 28_288_354],
  'resnet18-cbam/1x224': [3_651_979_886, 11_777_352],
  'patch-none/32x32x32': [1_927_161_990, 53_857],
  'patch-cbam/32x32x32': [1_929_325_831, 54_119],
  'patch-multihead/32x32x32': [2_088_183_942, 58_017],
  'patch-multihead-conv/32x32x32': [2_488_871_046, 72_897],
  'unet/8x60x80': [7_117_210_212, 123_714],
  'local-resnet/32x32x32': [3_117_804_813, 95_994],
};

/** The logits, or features, of some pictures. */
function inference(net: NetworkName, label: string, batch: number, side: number, features: number): BenchCase {
  const id = `${net}/${batch}x${side}`;
  const [flops, weights] = costs[id];
  const test = forward({
    id,
    label: `${label} at ${side}²${batch > 1 ? `, ${batch} pictures` : ''}, forward`,
    op: 'network',
    spec: { net },
    inputs: { x: { shape: [batch, 3, side, side], scale: 1 } },
    result: [batch, features],
    flops,
    // One picture is a problem of its own.
    parts: batch > 1 ? [{ inputs: { x: [[0, 3, 4, 1]] }, results: [[[0, 3, 4, 1]]] }] : [],
  });
  return { ...test, bytes: test.bytes + 4 * weights };
}

function step(
  net: NetworkName,
  label: string,
  batch: number,
  [rows, columns]: readonly [number, number],
  labels: readonly number[],
  classes: number,
): BenchCase {
  const id = `${net}/${batch}x${rows}x${columns}`;
  const [flops, weights] = costs[id];
  const test = training({
    id,
    label: `${label}, training step, batch ${batch}, ${rows}×${columns}`,
    op: 'networkStep',
    spec: { net, lr: 1e-3 },
    data: ['x', 'y'],
    inputs: {
      x: { shape: [batch, 3, rows, columns], scale: 1 },
      y: { shape: [batch, ...labels], classes },
    },
    flops,
  });
  return { ...test, bytes: test.bytes + 6 * 4 * weights };
}

/** All of them, halved or not. */
function sized(half: boolean): BenchCase[] {
  const by = half ? 2 : 1;
  const patch = (net: NetworkName, label: string) => step(net, `PatchNet, ${label}`, 32 / by, [32, 32], [], 2);
  return [
    inference('vit-s', 'ViT-S/16', 1, 224 / by, 1000),
    inference('vit-s', 'ViT-S/16', 8, 224 / by, 1000),
    inference('dinov2-s', 'DINOv2-S/14 with registers', 1, 224 / by, 384),
    half
      ? inference('swin-t/2', 'Swin-T of half its blocks', 1, 224, 1000)
      : inference('swin-t', 'Swin-T', 1, 224, 1000),
    inference('resnet18-cbam', 'ResNet-18 with CBAM', 1, 224 / by, 1000),
    patch('patch-none', 'no attention'),
    patch('patch-cbam', 'CBAM'),
    patch('patch-multihead', 'multi-head'),
    patch('patch-multihead-conv', 'multi-head with convolutions'),
    step('unet', 'U-Net with attention', 8 / by, [60, 80], [1, 60, 80], 2),
    step('local-resnet', 'local-attention ResNet', 32 / by, [32, 32], [], 10),
  ];
}

export const networkCases: readonly BenchCase[] = sized(true);
export const networkGpuCases: readonly BenchCase[] = sized(false);
