/** Classes of pictures: CIFAR-10, STL-10, MNIST, or a person's own folders, and the white patch, which has two. */
import { capture } from '../../engine/capture.ts';
import { tensor } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import type { Module } from '../../engine/module.ts';
import { scope } from '../../engine/scope.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { crossEntropy } from '../../kernels/loss/cross-entropy.ts';
import type { Augmentation } from '../data/augment.ts';
import { Batches } from '../data/batches.ts';
import type { Pictures } from '../data/pictures.ts';
import { first } from '../data/pictures.ts';
import type { HostTensor } from '../fit.ts';
import type { Probe, Task } from './task.ts';

export interface ClassifyOptions {
  train: Pictures;
  /** Pictures to be judged by. */
  test: Pictures;
  batch: number;
  seed: number;
  augment?: Augmentation;
  lr?: number;
  weightDecay?: number;
}

/** The pictures and labels of a batch, as tensors take them. */
export function labelled(batches: Batches, step: number): Record<'images' | 'labels', HostTensor> {
  const { images, labels } = batches.at(step);
  const { batch } = batches.options;
  return {
    images: { data: images, shape: [batch, ...batches.set.shape] },
    labels: { data: labels, shape: [batch], dtype: 'i32' },
  };
}

/** A network [B, C, H, W] → logits [B, classes], judged by its error on the test pictures. */
export function classifyTask(
  gpu: Device,
  net: Module & { forward(x: Tensor): Tensor },
  { train, test, batch, seed, augment = { flip: true, crop: 4 }, lr = 2e-3, weightDecay = 0.02 }: ClassifyOptions,
): Task {
  const batches = new Batches(train, { batch, seed, augment });
  return {
    net,
    lr,
    weightDecay,
    feed: (step) => labelled(batches, step),
    loss: ({ images, labels }) => crossEntropy(net.forward(images), labels),
    scores: async () => ({ test_error: await errorOf(gpu, test, (x) => net.forward(x)) }),
    better: ({ test_error }) => -test_error,
    maps: (probe) => mapsOf(net, probe),
    probes: probesOf(gpu, test, 4),
  };
}

/** The maps of a network on a probe. */
export function mapsOf(net: Module & { forward(x: Tensor): unknown }, probe: Probe): ReturnType<Task['maps']> {
  return scope(() => capture(() => void net.forward(probe.input())).maps);
}

/** The first pictures of a set as probes; the query is the middle, or the middle of the mask where there is one. */
export function probesOf(gpu: Device, set: Pictures, count: number): Probe[] {
  const shown = first(set, count);
  const batches = new Batches(shown, { batch: 1, seed: 0, shuffle: false });
  return Array.from({ length: shown.count }, (_, index) => ({
    input: () => tensor(gpu, batches.at(index).images, [1, ...set.shape]),
    index,
    of: shown,
    query: [0.5, 0.5],
  }));
}

/** Every picture of a set through `forward`, in batches, the last one filled up; `each` is given the answers. */
export async function evaluateSet(
  gpu: Device,
  set: Pictures,
  forward: (x: Tensor) => Tensor,
  each: (answer: Float32Array, index: number) => void,
): Promise<void> {
  const batch = Math.min(100, set.count);
  const batches = new Batches(set, { batch, seed: 0, shuffle: false });
  for (let start = 0; start < set.count; start += batch) {
    // The last whole batch again where the rest is none: those before `start` were told already.
    const from = Math.min(start, set.count - batch);
    const { images } = batches.from(from);
    const out = scope(() => forward(tensor(gpu, images, [batch, ...set.shape])));
    const answers = (await out.data()) as Float32Array;
    out.dispose();
    const size = answers.length / batch;
    for (let i = start - from; i < batch; i++) each(answers.subarray(i * size, (i + 1) * size), from + i);
  }
}

/** The share of pictures whose likeliest class is wrong. */
export async function errorOf(gpu: Device, set: Pictures, forward: (x: Tensor) => Tensor): Promise<number> {
  let wrong = 0;
  await evaluateSet(gpu, set, forward, (logits, index) => {
    const likeliest = logits.reduce((best, value, i) => (value > logits[best] ? i : best), 0);
    if (likeliest !== set.labels![index]) wrong++;
  });
  return wrong / set.count;
}
