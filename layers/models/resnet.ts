import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { maxPool2d, mean } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { isBlank, layerRandom } from '../basic/init.ts';
import { kaimingNormal } from '../basic/kaiming.ts';
import { Linear } from '../basic/linear.ts';
import { BasicBlock } from './basic-block.ts';
import { Bottleneck } from './bottleneck.ts';
import type { ResNetGate } from './residual.ts';

export interface ResNetOptions {
  block?: 'basic' | 'bottleneck';
  /** Blocks of the four stages. */
  depths?: readonly number[];
  /** Channels of the first stage; each later one has twice as many. */
  width?: number;
  channels?: number;
  classes?: number;
  gate?: ResNetGate | null;
}

/**
 * ResNet for photographs, in torchvision's names, with a gate in each block if one is asked for (SE-ResNet, ECA-Net,
 * CBAM). Paper: He et al., "Deep Residual Learning for Image Recognition", CVPR 2016, arXiv 1512.03385. Source:
 * torchvision, resnet.py. Status: equal to that code; gates as timm 1.0.28, or the CBAM of its paper's code.
 *
 *     const logits = new ResNet(gpu, { gate: 'cbam' }).forward(image);   // [B, 3, H, W] → [B, 1000]
 */
export class ResNet extends Module {
  conv1: Conv2d;
  bn1: BatchNorm;
  layer1: (BasicBlock | Bottleneck)[];
  layer2: (BasicBlock | Bottleneck)[];
  layer3: (BasicBlock | Bottleneck)[];
  layer4: (BasicBlock | Bottleneck)[];
  fc: Linear;

  /** ResNet-18 by default. */
  constructor(gpu: Device, options: ResNetOptions = {}) {
    const {
      block = 'basic',
      depths = [2, 2, 2, 2],
      width = 64,
      channels = 3,
      classes = 1000,
      gate,
    } = checkOptions('ResNet', options, 'block depths width channels classes gate');
    super(gpu);
    const Block = block === 'basic' ? BasicBlock : Bottleneck;
    let ins = width;
    const stage = (i: number) =>
      Array.from({ length: depths[i] }, (_, k) => {
        const made = new Block(gpu, ins, width * 2 ** i, { stride: i && !k ? 2 : 1, gate });
        ins = Block.expansion * width * 2 ** i;
        return made;
      });
    this.conv1 = new Conv2d(gpu, channels, width, { kernel: 7, stride: 2, padding: 3, bias: false });
    this.bn1 = new BatchNorm(gpu, width);
    [this.layer1, this.layer2, this.layer3, this.layer4] = [0, 1, 2, 3].map(stage);
    this.fc = new Linear(gpu, ins, classes);
    initConvolutions(this, 'out');
  }

  /** A picture of any size [B, C, H, W] → logits [B, classes]. */
  forward(image: Tensor): Tensor {
    const stem = maxPool2d(this.bn1.forward(this.conv1.forward(image), 'relu'), 3, { stride: 2, padding: 1 });
    const features = [this.layer1, this.layer2, this.layer3, this.layer4]
      .flat()
      .reduce((x, block) => block.forward(x), stem);
    return this.fc.forward(mean(features, [2, 3]));
  }
}

/** Weights of all convolutions by He et al.'s rule. */
export function initConvolutions(net: Module, fan: 'in' | 'out'): void {
  if (isBlank()) return;
  for (const layer of net.modules().values())
    if (layer instanceof Conv2d)
      layer.weight.assign(kaimingNormal(net.device, layer.weight.shape, layerRandom(net.device), { fan }));
}
