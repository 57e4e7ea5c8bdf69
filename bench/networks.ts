/** Whole networks, which are what people run: how cases make them, and what they learn by. */
import { cast } from '../engine/cast.ts';
import type { Device } from '../engine/device.ts';
import type { Module } from '../engine/module.ts';
import type { Shape } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { bceWithLogits, crossEntropy } from '../kernels/index.ts';
import type { PatchAttention } from '../layers/index.ts';
import {
  AttentionUNet,
  DinoV2,
  LocalResNet,
  PatchNet,
  patchLoss,
  ResNet,
  seeded,
  SwinTransformer,
  VisionTransformer,
} from '../layers/index.ts';

interface Network {
  /** Makes it for pictures of that many rows. */
  make: (gpu: Device, side: number) => Module & { forward(x: Tensor): Tensor };
  /** What a training step makes small. */
  loss?: (result: Tensor, y: Tensor) => Tensor;
}

const patchNet = (attention: PatchAttention): Network => ({
  make: (gpu) => new PatchNet(gpu, { attention }),
  loss: (p, y) => patchLoss(p, cast(y, 'f32')),
});

export const networks = {
  'vit-s': { make: (gpu, size) => new VisionTransformer(gpu, { size, dim: 384, heads: 6 }) },
  'dinov2-s': { make: (gpu, size) => new DinoV2(gpu, { size, registers: 4 }) },
  'swin-t': { make: (gpu) => new SwinTransformer(gpu) },
  // Half its blocks: windows of 7 tile no picture of half the side.
  'swin-t/2': { make: (gpu) => new SwinTransformer(gpu, { depths: [1, 1, 3, 1] }) },
  'resnet18-cbam': { make: (gpu) => new ResNet(gpu, { gate: 'cbam' }) },
  'patch-none': patchNet('none'),
  'patch-cbam': patchNet('cbam'),
  'patch-multihead': patchNet('multihead'),
  'patch-multihead-conv': patchNet('multihead-conv'),
  unet: { make: (gpu) => new AttentionUNet(gpu), loss: (logits, y) => bceWithLogits(logits, cast(y, 'f32')) },
  'local-resnet': { make: (gpu) => new LocalResNet(gpu), loss: crossEntropy },
} satisfies Record<string, Network>;

export type NetworkName = keyof typeof networks;

/** The network for pictures of that shape, its weights drawn from one seed: the same in every process. */
export const makeNetwork = (gpu: Device, name: NetworkName, [, , side]: Shape): ReturnType<Network['make']> =>
  seeded(gpu, 1, () => networks[name].make(gpu, side));

/** What the network learns by. @throws Error for one that only infers. */
export function lossOf(name: NetworkName): NonNullable<Network['loss']> {
  const { loss }: Network = networks[name];
  if (!loss) throw new Error(`${name} has no training step`);
  return loss;
}
