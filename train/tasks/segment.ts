/** One class against the rest, pixel by pixel: walls of street scenes, by a U-Net with self-attention or without. */
import type { Device } from '../../engine/device.ts';
import { AttentionUNet } from '../../layers/models/unet.ts';
import { add } from '../../kernels/elementwise/add.ts';
import { bceWithLogits } from '../../kernels/loss/bce-with-logits.ts';
import { diceLoss } from '../../kernels/loss/dice.ts';
import type { Augmentation } from '../data/augment.ts';
import { Batches } from '../data/batches.ts';
import type { Pictures } from '../data/pictures.ts';
import { evaluateSet, mapsOf, probesOf } from './classify.ts';
import type { Task } from './task.ts';

export interface SegmentOptions {
  attention: boolean;
  /** Pictures with masks. */
  train: Pictures;
  test: Pictures;
  /** The class that is looked for. */
  wanted: number;
  batch: number;
  seed: number;
  augment?: Augmentation;
  lr?: number;
}

export function segmentTask(
  gpu: Device,
  { attention, train, test, wanted, batch, seed, augment = { flip: true, jitter: 0.1 }, lr = 2e-3 }: SegmentOptions,
): Task {
  const net = new AttentionUNet(gpu, { attention, seed });
  const batches = new Batches(train, { batch, seed, augment });
  const [, height, width] = train.shape;
  return {
    net,
    lr,
    weightDecay: 1e-4,
    feed: (step) => {
      const { images, masks } = batches.at(step);
      return {
        images: { data: images, shape: [batch, ...train.shape] },
        masks: { data: Float32Array.from(masks, (kind) => Number(kind === wanted)), shape: [batch, 1, height, width] },
      };
    },
    loss: ({ images, masks }) => {
      const logits = net.forward(images);
      return add(bceWithLogits(logits, masks), diceLoss(logits, masks, { per: 'batch' }));
    },
    scores: async () => {
      // Over all pixels of all pictures: a picture without a wall would make a mean over pictures depend on its zeros.
      let [both, sum] = [0, 0];
      await evaluateSet(
        gpu,
        test,
        (x) => net.forward(x),
        (logits, index) => {
          const mask = test.masks!.subarray(index * height * width, (index + 1) * height * width);
          logits.forEach((logit, at) => {
            const [found, there] = [Number(logit > 0), Number(mask[at] === wanted)];
            both += found * there;
            sum += found + there;
          });
        },
      );
      return { dice: sum ? (2 * both) / sum : 1 };
    },
    better: ({ dice }) => dice,
    maps: (probe) => mapsOf(net, probe),
    probes: probesOf(gpu, test, 4),
  };
}
