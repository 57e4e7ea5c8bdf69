import { assignAll } from '../engine/assign-all.ts';
import { copy } from '../engine/cast.ts';
import { WeightsError } from '../engine/errors.ts';
import type { Module } from '../engine/module.ts';
import { scope } from '../engine/scope.ts';
import { sameShape, show } from '../engine/shape.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { buffer } from '../engine/variable.ts';
import { lerp } from '../kernels/elementwise/lerp.ts';
import { checkNumber } from '../kernels/make/options.ts';

/**
 * Weights averaged over the steps, which often judge better than the last ones (Polyak and Juditsky 1992): an average
 * that forgets by `decay`, of every parameter; buffers are taken as they are.
 *
 *     const averaged = new Averaged(net, 0.999);
 *     …  optimizer.step(grads); averaged.update();
 *     await averaged.during(() => evaluate(net));   // the network has the average here, and its own weights afterwards
 */
export class Averaged {
  /** The average of each parameter, by its name. */
  readonly weights: ReadonlyMap<string, Variable>;
  private readonly params: ReadonlyMap<string, Variable>;
  private readonly decay: number;

  /** @throws ShapeError for a decay that is not from 0 to below 1. */
  constructor(net: Module, decay: number) {
    checkNumber('Averaged', 'decay', decay, 'below 1');
    this.decay = decay;
    this.params = net.params();
    this.weights = new Map([...this.params].map(([name, param]) => [name, buffer(copy(param))]));
  }

  /** Takes the present weights in; part of the step. */
  update(): void {
    noGrad(() =>
      scope(() => {
        for (const [name, average] of this.weights)
          average.assign(lerp(average, this.params.get(name)!, 1 - this.decay));
      }),
    );
  }

  /** Runs `fn` while the network has the averaged weights. */
  async during<T>(fn: () => Promise<T> | T): Promise<T> {
    this.swap();
    try {
      return await fn();
    } finally {
      this.swap();
    }
  }

  /** Takes over averages by name; the tensors stay the caller's. @throws WeightsError, before anything changes. */
  load(state: ReadonlyMap<string, Tensor>): void {
    const problems = [
      ...[...this.weights].flatMap(([name, { shape }]) => {
        const given = state.get(name);
        return given && sameShape(given.shape, shape)
          ? []
          : [`${given ? 'misshapen' : 'missing'} ${name} ${show(shape)}`];
      }),
      ...[...state.keys()].filter((name) => !this.weights.has(name)).map((name) => `unexpected ${name}`),
    ];
    if (problems.length)
      throw new WeightsError(
        'Averaged.load',
        'the averages do not fit',
        problems.join('\n       '),
        'use the network that they were saved from',
      );
    assignAll([...this.weights].map(([name, average]) => [average, state.get(name)!]));
  }

  dispose(): void {
    for (const average of this.weights.values()) average.dispose();
  }

  private swap(): void {
    for (const [name, average] of this.weights) {
      const param = this.params.get(name)!;
      const own = copy(param);
      param.assign(copy(average));
      average.assign(own);
    }
  }
}
