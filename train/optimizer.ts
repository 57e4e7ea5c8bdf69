/**
 * What every optimiser does: keep parameters and their state side by side, move them together, save the state and
 * load it. One dispatch moves six parameters; rates travel as constants, so changing them compiles nothing.
 *
 *     const opt = new AdamW(net.params(), { lr: 3e-4 });
 *     opt.step(grads);
 *     opt.lr *= 0.1;
 */
import { assignAll } from '../engine/assign-all.ts';
import { cast } from '../engine/cast.ts';
import { tensor } from '../engine/create.ts';
import { DeviceError, DTypeError, ShapeError, WeightsError } from '../engine/errors.ts';
import { fresh } from '../engine/ambient.ts';
import { scope } from '../engine/scope.ts';
import { sameShape, show, size } from '../engine/shape.ts';
import { noGrad } from '../engine/tape.ts';
import { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { concat } from '../kernels/shape/concat.ts';
import { checkNumber } from '../kernels/make/options.ts';
import type { GroupOptions, Params, Rates, Rule } from './param-group.ts';
import { ParamGroup, splitGroups } from './param-group.ts';

export abstract class Optimizer<O extends Rates = Rates> {
  /** In the order given. A group's own rate may be set between steps: `opt.groups[0].lr *= 0.1`. */
  readonly groups: readonly ParamGroup<O>[];
  private readonly rule: Rule<O>;
  private readonly params: Params;
  private rate: number;

  protected constructor(rule: Rule<O>, params: Params | readonly GroupOptions<O>[], options: O | undefined) {
    this.rule = rule;
    this.rate = options?.lr ?? rule.defaults.lr ?? NaN;
    this.groups = splitGroups(rule, params, options).map((group) => new ParamGroup(rule, group, this));
    this.params = new Map(this.groups.flatMap((group) => [...group.params]));
  }

  /** The learning rate of all groups that were given none of their own; may be set between steps. */
  get lr(): number {
    return this.rate;
  }
  set lr(rate: number) {
    checkNumber(this.rule.name, 'lr', rate);
    this.rate = rate;
  }

  /** Steps taken by the parameter that took most: each counts the gradients it was given, as in torch. */
  get steps(): number {
    return Math.max(0, ...this.states().flatMap(({ steps }) => steps));
  }

  /**
   * Moves every parameter that has a gradient, by name; the gradients stay the caller's.
   * @throws before anything moves: ShapeError for a gradient that no parameter has the name of, or of another shape
   * than its parameter; DeviceError, DisposedError, DTypeError for what cannot be one.
   */
  step(grads: ReadonlyMap<string, Tensor>): void {
    this.check(grads);
    noGrad(() =>
      scope(() => {
        for (const { options, rate, states } of this.groups) {
          for (const state of states) {
            const moving = state.names.map((name) => grads.get(name));
            if (!moving.some(Boolean)) continue;
            const counts = moving.flatMap((grad, k) => (grad ? [fresh(() => ++state.steps[k])] : []));
            state.take(
              this.rule.update({
                held: state.current(),
                grads: moving.filter((grad) => grad !== undefined),
                layout: { slots: state.slots, sizes: state.sizes, moves: moving.map(Boolean) },
                options,
                lr: rate,
                counts,
              }),
            );
          }
        }
      }),
    );
  }

  private check(grads: ReadonlyMap<string, Tensor>): void {
    const op = `${this.rule.name}.step`;
    const strange = [...grads.keys()].filter((name) => !this.params.has(name));
    if (strange.length)
      throw new ShapeError(
        op,
        'a gradient is for nothing: no parameter of the optimiser has its name',
        strange.join(', '),
        'take gradients of the parameters that the optimiser was made with',
      );
    for (const [name, grad] of grads) {
      const param = this.params.get(name)!;
      if (!(grad instanceof Tensor))
        throw new DTypeError(op, `the gradient of ${name} is not a tensor`, typeof grad, 'pass what grad() gives');
      grad.storage(op);
      if (!sameShape(grad.shape, param.shape))
        throw new ShapeError(
          op,
          `the gradient of ${name} must have the parameter's shape`,
          `${show(grad.shape)} for ${show(param.shape)}`,
          'pass the gradient of that parameter',
        );
      if (grad.device !== param.device)
        throw new DeviceError(op, `the gradient of ${name} lives on another device`, '', 'train on one device');
    }
  }

  /**
   * What a checkpoint needs, by torch's names: each parameter's state as `NAME.SLOT`, and its count of steps as
   * `NAME.step`, i32 []. The tensors stay the optimiser's and move with it, but the counts, which are new.
   */
  state(): Map<string, Tensor> {
    const all = new Map<string, Tensor>(this.slots());
    const counts = this.states().flatMap(({ names, steps }) => names.map((name, k) => [name, steps[k]] as const));
    const [first] = this.params.values();
    if (!first) return all;
    const together = tensor(
      first.device,
      Int32Array.from(counts, ([, count]) => count),
    );
    counts.forEach(([name], i) => all.set(`${name}.step`, together.slice(0, i, i + 1).reshape([])));
    together.dispose();
    return all;
  }

  /**
   * Takes over a state that `state()` gave; the tensors stay the caller's. Async, since counts of steps are read back.
   * One `step` in place of each parameter's counts for all. Rates are no part of it.
   * @throws WeightsError that lists every missing, unexpected and misshapen tensor. Whatever fails, nothing is changed.
   */
  async load(state: ReadonlyMap<string, Tensor>): Promise<this> {
    const own = this.slots();
    const names = [...this.params.keys()];
    const steps = names.map((name) => state.get(`${name}.step`) ?? state.get('step'));
    const known = new Set([...own.keys(), ...names.map((name) => `${name}.step`), 'step']);
    const problems = [
      ...[...own].flatMap(([name, slot]) => misfit(name, state.get(name), slot)),
      ...names.flatMap((name, i) => (steps[i] && size(steps[i].shape) === 1 ? [] : [`missing ${name}.step []`])),
      ...[...state.keys()].filter((name) => !known.has(name)).map((name) => `unexpected ${name}`),
    ];
    if (problems.length) throw this.refusal(problems);
    const counts = steps.length ? await readAll(steps as Tensor[]) : [];
    const strange = names.filter((_, i) => !Number.isInteger(counts[i]) || counts[i] < 0);
    if (strange.length) throw this.refusal(strange.map((name) => `${name}.step is no count`));
    assignAll([...own].map(([name, slot]) => [slot, state.get(name)!]));
    const countOf = new Map(names.map((name, i) => [name, counts[i]]));
    for (const one of this.states()) one.names.forEach((name, k) => (one.steps[k] = countOf.get(name)!));
    return this;
  }

  /** Frees the state; the parameters stay. */
  dispose(): void {
    for (const state of this.states()) state.dispose();
  }

  private states() {
    return this.groups.flatMap(({ states }) => states);
  }
  private slots(): Map<string, Variable> {
    return new Map(this.states().flatMap((state) => state.state()));
  }

  private refusal(problems: readonly string[]): WeightsError {
    return new WeightsError(
      `${this.rule.name}.load`,
      'the state does not fit',
      problems.join('\n       '),
      'use the optimiser and parameters that it was saved from',
    );
  }
}

function misfit(name: string, next: Tensor | undefined, slot: Variable): string[] {
  if (!next) return [`missing ${name} ${show(slot.shape)}`];
  if (!sameShape(next.shape, slot.shape)) return [`${name} is ${show(next.shape)}, not ${show(slot.shape)}`];
  return next.device === slot.device ? [] : [`${name} lives on another device`];
}

/** Numbers of one element each, in one read. */
async function readAll(numbers: readonly Tensor[]): Promise<ArrayLike<number>> {
  const together = noGrad(() =>
    scope(() =>
      concat(
        numbers.map((number) => cast(number, 'f32').reshape(1)),
        0,
      ),
    ),
  );
  try {
    return await together.data();
  } finally {
    together.dispose();
  }
}
