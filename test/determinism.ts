/** A small training run, and a hash of what it has learned: for processes and browsers that must agree to the bit. */
import type { Device } from '../engine/device.ts';
import { Module } from '../engine/module.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { crossEntropy, globalAvgPool } from '../kernels/index.ts';
import { BatchNorm, Conv2d, Dropout, LayerNorm, Linear, SelfAttention, seeded } from '../layers/index.ts';
import { AdamW } from '../train/adamw.ts';
import type { Feed } from '../train/fit.ts';
import { fit } from '../train/fit.ts';
import { cosine } from '../train/schedule/cosine.ts';

class Net extends Module {
  readonly conv: Conv2d;
  readonly bn: BatchNorm;
  readonly attention: SelfAttention;
  readonly drop: Dropout;
  readonly norm: LayerNorm;
  readonly head: Linear;
  constructor(gpu: Device) {
    super(gpu);
    this.conv = new Conv2d(gpu, 3, 8, { kernel: 3, padding: 1 });
    this.bn = new BatchNorm(gpu, 8);
    this.attention = new SelfAttention(gpu, 8);
    this.drop = new Dropout(gpu, 0.1, 7);
    this.norm = new LayerNorm(gpu, 8);
    this.head = new Linear(gpu, 8, 5);
  }
  forward(x: Tensor): Tensor {
    const y = this.attention.forward(this.bn.forward(this.conv.forward(x), 'relu'));
    return this.head.forward(this.norm.forward(this.drop.forward(globalAvgPool(y, { keep: false }))));
  }
}

const feed: Feed = (step) => {
  const random = new Random(11, step);
  return {
    images: { data: Float32Array.from({ length: 4 * 3 * 64 }, () => random.uniform(-1, 1)), shape: [4, 3, 8, 8] },
    labels: { data: Int32Array.from({ length: 4 }, () => random.integer(5)), shape: [4], dtype: 'i32' },
  };
};

export interface Trained {
  /** SHA-256 of all weights, running statistics and the optimiser's state. */
  sha256: string;
  adapter: string;
}

/** Trains for so many steps; the device is closed afterwards. */
export async function trained(gpu: Device, steps: number): Promise<Trained> {
  const net = seeded(gpu, 1, () => new Net(gpu));
  const optimizer = new AdamW(net.params(), { lr: 0.01 });
  await fit(net, {
    optimizer,
    steps,
    feed,
    schedule: cosine(0.01, steps),
    clip: 1,
    loss: ({ images, labels }) => crossEntropy(net.forward(images), labels),
  });
  const values = await Promise.all(
    [...net.state().values(), ...optimizer.state().values()].map(async (x) => Float64Array.from(await x.data())),
  );
  const all = Float64Array.from(values.flatMap((list) => [...list]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  const { vendor, architecture, description } = gpu.info;
  gpu.destroy();
  return {
    sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    adapter: `${vendor} ${architecture} ${description}`.trim(),
  };
}
