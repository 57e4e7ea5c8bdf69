/** What every optimiser does: walk the parameters, keep their state, save it and load it. */
import { copy } from '../engine/cast.ts';
import { WeightsError } from '../engine/errors.ts';
import { fresh } from '../engine/recorder.ts';
import { sameShape, show } from '../engine/shape.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor, Variable } from '../engine/tensor.ts';
import { buffer, tensor } from '../engine/tensor.ts';
import type { Stepped } from '../kernels/optim/step.ts';
import { blankSlot } from '../kernels/optim/step.ts';

/** A parameter's state tensors by PyTorch's name. */
export type Slots = Readonly<Record<string, Variable>>;

export abstract class Optimizer {
  /** The learning rate; may be set between steps. */
  lr: number;
  /** Steps taken. */
  steps = 0;
  private readonly params: ReadonlyMap<string, Variable>;
  private readonly slots = new Map<string, Slots>();

  constructor(params: ReadonlyMap<string, Variable>, lr: number, slots: readonly string[]) {
    this.params = params;
    this.lr = lr;
    for (const [name, param] of params) this.slots.set(name, Object.fromEntries(slots.map((slot) => [slot, buffer(blankSlot(param))])));
  }

  /** Moves every parameter that has a gradient, by name; the gradients stay the caller's. */
  step(grads: ReadonlyMap<string, Tensor>): void {
    fresh(() => ++this.steps);
    noGrad(() => {
      for (const [name, param] of this.params) {
        const grad = grads.get(name);
        if (!grad) continue;
        const slots = this.slots.get(name)!;
        const next = this.update(param, grad, slots);
        param.assign(next.p);
        for (const [slot, value] of Object.entries(next.state)) slots[slot].assign(value);
      }
    });
  }

  /** The parameter and its state after this step. */
  protected abstract update(param: Variable, grad: Tensor, slots: Slots): Stepped;

  /** What a checkpoint needs: `step`, and each parameter's state as `NAME.SLOT`. The tensors stay the optimiser's, but `step`, which is new. */
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
      return !next ? [`missing ${name} ${show(slot.shape)}`] : sameShape(next.shape, slot.shape) ? [] : [`${name} is ${show(next.shape)}, not ${show(slot.shape)}`];
    });
    const step = state.get('step');
    if (!step) problems.push('missing step');
    if (problems.length) throw new WeightsError('Optimizer.load', 'the state does not fit', problems.join('\n       '), 'use the optimiser and parameters that it was saved from');
    const steps = await step!.item();
    for (const [name, slot] of own) slot.assign(copy(state.get(name)!));
    this.steps = steps;
    return this;
  }

  /** Frees the state; the parameters stay. */
  dispose(): void {
    for (const slot of this.named().values()) slot.dispose();
  }

  private named(): Map<string, Variable> {
    return new Map([...this.slots].flatMap(([name, slots]) => Object.entries(slots).map(([slot, value]) => [`${name}.${slot}`, value] as const)));
  }
}
