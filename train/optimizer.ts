/**
 * What every optimiser does: keep parameters and their state side by side, move them together, save the state and load
 * it.
 */
import { copy } from '../engine/cast.ts';
import { ShapeError, WeightsError } from '../engine/errors.ts';
import { fresh } from '../engine/replay/recorder.ts';
import { scope } from '../engine/scope.ts';
import { sameShape, show } from '../engine/shape.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { tensor } from '../engine/create.ts';
import type { Layout } from '../kernels/optim/step.ts';
import type { Held } from './held.ts';
import { heldGroups } from './held.ts';

export abstract class Optimizer {
  /** The learning rate; may be set between steps. */
  lr: number;
  /** Steps taken. */
  steps = 0;
  private readonly params: ReadonlyMap<string, Variable>;
  private readonly groups: readonly Held[];

  constructor(params: ReadonlyMap<string, Variable>, lr: number, slots: readonly string[]) {
    this.params = params;
    this.lr = lr;
    this.groups = heldGroups(params, slots);
  }

  /**
   * Moves every parameter that has a gradient, by name; the gradients stay the caller's.
   * @throws ShapeError, before anything moves, for a gradient of another shape than its parameter.
   */
  step(grads: ReadonlyMap<string, Tensor>): void {
    for (const [name, param] of this.params) {
      const grad = grads.get(name);
      if (grad && !sameShape(grad.shape, param.shape))
        throw new ShapeError(
          'Optimizer.step',
          `the gradient of ${name} must have the parameter's shape`,
          `${show(grad.shape)} for ${show(param.shape)}`,
          'pass the gradient of that parameter',
        );
    }
    fresh(() => ++this.steps);
    noGrad(() =>
      scope(() => {
        for (const group of this.groups) {
          const moving = group.names.map((name) => grads.get(name));
          if (!moving.some(Boolean)) continue;
          const layout: Layout = { slots: group.slots, sizes: group.sizes, moves: moving.map(Boolean) };
          group.take(
            this.update(
              group.current(),
              moving.filter((grad) => grad !== undefined),
              layout,
            ),
          );
        }
      }),
    );
  }

  /** What parameters and state become in this step. */
  protected abstract update(held: Tensor, grads: readonly Tensor[], layout: Layout): Tensor;

  /**
   * What a checkpoint needs: `step`, and each parameter's state as `NAME.SLOT`. The tensors stay the optimiser's, but
   * `step`, which is new.
   */
  state(): Map<string, Tensor> {
    const [first] = this.params.values();
    const all = new Map<string, Tensor>(this.named());
    if (first) all.set('step', tensor(first.device, [this.steps], [], 'i32'));
    return all;
  }

  /**
   * Takes over a state that `state()` gave; the tensors stay the caller's. Async, since the step count is read back.
   * @throws WeightsError when a tensor is missing or misshapen; nothing is changed then.
   */
  async load(state: ReadonlyMap<string, Tensor>): Promise<this> {
    const own = this.named();
    const problems = [...own].flatMap(([name, slot]) => {
      const next = state.get(name);
      return !next
        ? [`missing ${name} ${show(slot.shape)}`]
        : sameShape(next.shape, slot.shape)
          ? []
          : [`${name} is ${show(next.shape)}, not ${show(slot.shape)}`];
    });
    const step = state.get('step');
    if (!step) problems.push('missing step');
    if (problems.length)
      throw new WeightsError(
        'Optimizer.load',
        'the state does not fit',
        problems.join('\n       '),
        'use the optimiser and parameters that it was saved from',
      );
    const steps = await step!.item();
    for (const [name, slot] of own) slot.assign(copy(state.get(name)!));
    this.steps = steps;
    return this;
  }

  /** Frees the state; the parameters stay. */
  dispose(): void {
    for (const group of this.groups) group.dispose();
  }

  private named(): Map<string, Variable> {
    return new Map(this.groups.flatMap((group) => group.state()));
  }
}
