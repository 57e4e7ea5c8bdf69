/**
 * How a module of the zoo learns, its features frozen. A map over positions learns by colour: hidden colours are copied
 * through the map itself, from wherever it looks. A gate learns by classes: what it lets through is averaged over the
 * picture and told apart by a linear layer.
 */
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import { Random } from '../../engine/random.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../../kernels/elementwise/add.ts';
import { affine } from '../../kernels/elementwise/affine.ts';
import { crossEntropy } from '../../kernels/loss/cross-entropy.ts';
import { globalAvgPool } from '../../kernels/index.ts';
import { seeded } from '../../layers/basic/init.ts';
import { Linear } from '../../layers/basic/linear.ts';
import { throughMap } from '../../layers/show/through.ts';
import { AdamW } from '../adamw.ts';
import type { HostTensor } from '../fit.ts';
import { fit } from '../fit.ts';
import { cosine } from '../schedule/cosine.ts';
import { warmup } from '../schedule/warmup.ts';
import { copiedLoss, hideCells } from '../tasks/colour.ts';
import type { Seen } from './features.ts';
import { featuresOf } from './features.ts';
import type { AnyModule } from './maps.ts';
import { isOverPositions, mapsOver } from './maps.ts';

export interface Budget {
  steps: number;
  batch: number;
  lr: number;
  seed: number;
}

/** Trains every map over positions of `module` by the colours of `seen`; gives the mean loss of the last steps. */
export async function learnByColour(module: AnyModule, seen: Seen, budget: Budget): Promise<number> {
  const { seed } = budget;
  return train(
    module,
    budget,
    (step) => {
      const { picked, features } = draw(seen, budget, step);
      const { grid, colours } = seen;
      const size = 2 * grid[0] * grid[1];
      const own = picked.map((index) => colours.subarray(index * size, (index + 1) * size));
      return { features, ...hideCells(own, grid, new Random(seed, 2 ** 30 + step)) };
    },
    ({ features, values, colours, hidden }) => {
      const maps = [...mapsOver(module, features).values()].filter(isOverPositions);
      const losses = maps.map((map) => copiedLoss(throughMap(map, values), { colours, hidden }));
      return affine(
        losses.reduce((a, b) => add(a, b)),
        { alpha: 1 / losses.length },
      );
    },
  );
}

/** Trains a gate, and a linear layer behind it, to tell the classes of `seen` apart. */
export async function learnByClasses(
  gpu: Device,
  module: AnyModule,
  seen: Seen,
  classes: number,
  budget: Budget,
): Promise<number> {
  const net = seeded(gpu, budget.seed, () => new GateNet(gpu, module, seen.channels, classes));
  return train(
    net,
    budget,
    (step) => {
      const { picked, features } = draw(seen, budget, step);
      const labels = Int32Array.from(picked, (index) => seen.labels[index]);
      return { features, labels: { data: labels, shape: [budget.batch], dtype: 'i32' } };
    },
    ({ features, labels }) => crossEntropy(net.forward(features), labels),
  );
}

class GateNet extends Module {
  module: AnyModule;
  head: Linear;

  constructor(gpu: Device, module: AnyModule, channels: number, classes: number) {
    super(gpu);
    this.module = module;
    this.head = new Linear(gpu, channels, classes);
  }

  forward(x: Tensor): Tensor {
    const y = this.module.forward(x);
    const first: unknown = Array.isArray(y) ? y[0] : y;
    return this.head.forward(globalAvgPool(first as Tensor, { keep: false }));
  }
}

async function train(
  net: Module,
  { steps, lr }: Budget,
  feed: (step: number) => Record<string, HostTensor>,
  loss: (batch: Readonly<Record<string, Tensor>>) => Tensor,
): Promise<number> {
  const params = net.params();
  if (!params.size) return NaN;
  const optimizer = new AdamW(params, { lr, weightDecay: 0 });
  const rise = Math.min(20, Math.ceil(steps / 10));
  const result = await fit(net, {
    optimizer,
    steps,
    feed,
    loss,
    clip: 1,
    schedule: warmup(rise, cosine(lr, Math.max(1, steps - rise))),
    reportEvery: Math.min(50, steps),
  });
  optimizer.dispose();
  return result.loss;
}

/** The pictures of a step, and their features. */
function draw(seen: Seen, { batch, seed }: Budget, step: number): { picked: number[]; features: HostTensor } {
  const random = new Random(seed, step);
  const picked = Array.from({ length: batch }, () => random.integer(seen.count));
  const data = new Float32Array(batch * seen.channels * seen.grid[0] * seen.grid[1]);
  picked.forEach((index, i) => data.set(featuresOf(seen, index), (i * data.length) / batch));
  return { picked, features: { data, shape: [batch, seen.channels, ...seen.grid] } };
}
