/**
 * Parameters and their state side by side in one tensor, so that one dispatch moves them all. The parameters become
 * views of it.
 */
import { ready } from '../engine/ambient.ts';
import { tensor } from '../engine/create.ts';
import { scope } from '../engine/scope.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { buffer } from '../engine/variable.ts';
import { concat } from '../kernels/shape/concat.ts';
import { paramsPerStep, segmentAlignment, segments } from '../kernels/optim/step.ts';

export class FlatState {
  readonly names: readonly string[];
  /** Steps that each parameter has taken: one whose gradient comes late counts from there, as in torch. */
  readonly steps: number[];
  /** Elements of each parameter. */
  readonly sizes: readonly number[];
  readonly slots: readonly string[];
  /** Parameters, then their tensors of each slot, in the order of memory. */
  private readonly variables: readonly Variable[];
  private readonly places: readonly number[];
  private readonly whole: Variable;

  constructor(params: readonly (readonly [string, Variable])[], slots: readonly string[]) {
    this.names = params.map(([name]) => name);
    this.steps = params.map(() => 0);
    this.sizes = params.map(([, param]) => param.size);
    this.slots = slots;
    const blank = (param: Variable) =>
      buffer(tensor(param.device, new Float32Array(param.size), param.shape, param.dtype));
    this.variables = [
      ...params.map(([, param]) => param),
      ...slots.flatMap(() => params.map(([, param]) => blank(param))),
    ];
    const { starts, total } = segments(this.sizes);
    this.places = [-1, ...slots.keys()].flatMap((slot) => starts.map((start) => (slot + 1) * total + start));
    this.whole = scope(() => {
      const whole = buffer(this.gather());
      this.spread(whole);
      return whole;
    });
  }

  /** The values, gathered anew where a variable was given others from outside. */
  current(): Tensor {
    ready(() => this.bringTogether());
    return this.whole;
  }

  private bringTogether(): void {
    const memory = this.whole.lost ? null : this.whole.storage('step');
    if (
      !memory ||
      !this.variables.every((variable, i) => variable.storage('step') === memory && variable.offset === this.places[i])
    )
      scope(() => this.take(this.gather()));
  }

  /** Takes over new values for all. */
  take(next: Tensor): void {
    this.spread(next);
    this.whole.assign(next);
  }

  /** A parameter's state by `NAME.SLOT`. */
  state(): [string, Variable][] {
    const count = this.names.length;
    return this.names.flatMap((name, k) =>
      this.slots.map((slot, s): [string, Variable] => [`${name}.${slot}`, this.variables[(1 + s) * count + k]]),
    );
  }

  /** Frees the state; the parameters stay where they are. */
  dispose(): void {
    for (const [, slot] of this.state()) slot.dispose();
    this.whole.dispose();
  }

  private gather(): Tensor {
    const [first] = this.variables;
    const ends = [...this.places.slice(1), segments(this.sizes).total * (1 + this.slots.length)];
    const gap = tensor(first.device, new Float32Array(segmentAlignment), [segmentAlignment], first.dtype);
    return noGrad(() =>
      concat(
        this.variables.flatMap((variable, i) => [
          variable.reshape(-1),
          gap.slice(0, 0, ends[i] - this.places[i] - variable.size),
        ]),
        0,
      ),
    );
  }

  private spread(whole: Tensor): void {
    this.variables.forEach((variable, i) =>
      variable.assign(whole.slice(0, this.places[i], this.places[i] + variable.size).reshape(variable.shape)),
    );
  }
}

/** Parameters by as many as one dispatch can move: those it binds, of one type, and no more than a binding holds. */
export function flatStates(params: ReadonlyMap<string, Variable>, slots: readonly string[]): FlatState[] {
  const groups: (readonly [string, Variable])[][] = [];
  for (const entry of params) {
    const group = groups.at(-1);
    const [, { device, dtype }] = entry;
    const elements = segments([...(group ?? []), entry].map(([, param]) => param.size)).total * (1 + slots.length);
    const fits =
      group &&
      group.length < paramsPerStep &&
      group[0][1].dtype === dtype &&
      4 * elements <= (device.webgpu?.adapter.limits.maxStorageBufferBindingSize ?? Infinity);
    if (fits) group.push(entry);
    else groups.push([entry]);
  }
  return groups.map((group) => new FlatState(group, slots));
}
