/** Modules: parameters found by walking the attributes, under the names PyTorch gives them. */
import { WeightsError } from './errors.ts';
import { checkDevice, checkOptions, told } from './arguments.ts';
import { slot, step, within } from './ambient.ts';
import { noteOutput, path } from './capture.ts';
import type { Device } from './device.ts';
import { assignAll } from './assign-all.ts';
import { copy, cast } from './cast.ts';
import { members, replaceVariables } from './members.ts';
import { scope } from './scope.ts';
import type { Fit, Wanted } from './state-fit.ts';
import { checkFit, fitOf } from './state-fit.ts';
import { noGrad } from './tape.ts';
import { Tensor } from './tensor.ts';
import { Variable } from './variable.ts';

export interface LoadOptions {
  /** Every name on both sides must match. On by default; off, what fits by name is loaded: see `compare`. */
  strict?: boolean;
}

/**
 * The base of every layer. Members that are `Variable`s, modules, and lists, maps, sets and plain objects of these make
 * up its state; `this.mlp = { 1: linear, 3: linear }` is `mlp.1.weight`, `mlp.3.weight`. Numbers and constants are left
 * alone. Modules begin in inference, since most are loaded to be looked at: call `train()` before you train one.
 */
export abstract class Module {
  readonly device: Device;
  // Private to JavaScript too, and asked for through what recorded steps listen to.
  #training = false;

  constructor(device: Device) {
    checkDevice(this.constructor.name, device);
    this.device = device;
    // Each call notes where in the network it runs, so that attention maps have names and nobody passes them down.
    const forward = this.forward.bind(this);
    this.forward = (...inputs) =>
      enter(this, () => {
        const out: unknown = forward(...inputs);
        if (out instanceof Tensor) noteOutput(out);
        return out;
      });
  }

  /** Whether batch statistics and dropout behave as in training. A recorded step notices when it changes. */
  get training(): boolean {
    step.now?.watch(this, () => this.#training);
    return this.#training;
  }
  set training(on: boolean) {
    this.#training = on;
    step.now?.sets(this, () => (this.#training = on));
  }

  // oxlint-disable-next-line no-explicit-any -- each layer has its own arguments
  abstract forward(...inputs: any[]): any;

  /**
   * Runs a method other than `forward` as a part of this module: attention maps in it get the names that they have in
   * `forward`.
   */
  protected within<T>(run: () => T): T {
    return enter(this, run);
  }

  /** Trainable members by dotted name. A member reached twice is listed under its first name. */
  params(): Map<string, Variable> {
    const seen = new Set<Variable>();
    return new Map(
      [...this.state()].filter(([, variable]) => variable.trainable && !seen.has(variable) && seen.add(variable)),
    );
  }

  /** Parameters and buffers by dotted name: PyTorch's `state_dict()`. */
  state(): Map<string, Variable> {
    return new Map(
      [...members(this, Module)].filter((entry): entry is [string, Variable] => entry[1] instanceof Variable),
    );
  }

  /** This module and those inside it, by dotted name; itself is ''. */
  modules(): Map<string, Module> {
    return new Map<string, Module>([
      ['', this],
      ...[...members(this, Module)].filter((entry): entry is [string, Module] => entry[1] instanceof Module),
    ]);
  }

  /**
   * Members, by their own names, that checkpoints may lack: without them they stay as they are. For names that came
   * later, like `num_batches_tracked`.
   */
  get optional(): readonly string[] {
    return [];
  }

  /** What `load` would leave out or refuse: names that only one side has, and those that differ in more. */
  compare(state: ReadonlyMap<string, Tensor>): Fit {
    return fitOf(this.wanted(), state);
  }

  /**
   * Takes over the values of `state` by name, whatever their element type; the tensors stay the caller's. A variable
   * under several names is given by one of them, or by all with the same value.
   * @throws WeightsError that lists every missing, unexpected and misshapen tensor, and where no name fits; whatever
   * fails, nothing is changed.
   */
  load(state: ReadonlyMap<string, Tensor>, options: LoadOptions = {}): this {
    const { strict = true } = checkOptions('load', options, 'strict');
    if (typeof (state as ReadonlyMap<string, Tensor> | undefined)?.get !== 'function')
      throw new WeightsError('load', 'a state is a Map of tensors', told(state), 'give what loadSafetensors read');
    const wanted = this.wanted();
    checkFit(wanted, state, strict);
    const next = new Map([...wanted.own].flatMap(([name, variable]) => (state.has(name) ? [[variable, name]] : [])));
    assignAll([...next].map(([variable, name]) => [variable, state.get(name)!]));
    return this;
  }

  /**
   * A copy of all values as they are now, which no scope frees: `net.load(best)` brings them back.
   *
   *     if (accuracy > most) [most, best] = [accuracy, net.snapshot()];
   */
  snapshot(): Map<string, Tensor> {
    const copies = new Map<Variable, Tensor>();
    const copyOf = (variable: Variable) => {
      const made = scope(() => noGrad(() => copy(variable).alias()));
      copies.set(variable, made);
      return made;
    };
    return new Map([...this.state()].map(([name, one]) => [name, copies.get(one)?.alias() ?? copyOf(one)]));
  }

  /**
   * Keeps float parameters and buffers as f16 from now on, at half the memory; sums stay in f32. The variables are new
   * ones, so optimisers are made after it.
   */
  half(): this {
    const made = new Map<Variable, Variable>();
    const narrow = (variable: Variable): Variable => {
      if (variable.dtype !== 'f32') return variable;
      const known = made.get(variable);
      if (known) return known;
      const next = new Variable(
        noGrad(() => cast(variable, 'f16')),
        variable.trainable,
      );
      made.set(variable, next);
      return next;
    };
    replaceVariables(this, Module, narrow);
    for (const variable of made.keys()) variable.giveTo('half()');
    return this;
  }

  private wanted(): Wanted {
    const optional = [...this.modules().values()].flatMap((module) =>
      module.optional.map((name) => (module as unknown as Record<string, unknown>)[name] as Variable),
    );
    return { own: this.state(), optional: new Set(optional) };
  }

  /** Training behaviour for this module and all inside it. */
  train(on = true): this {
    for (const module of this.modules().values()) module.training = on;
    return this;
  }
  /** Inference behaviour. */
  eval(): this {
    return this.train(false);
  }

  /** Frees parameters and buffers. */
  dispose(): void {
    for (const variable of this.state().values()) variable.dispose();
  }
}

/** The names that modules have in the outermost one that runs. */
const root = slot<ReadonlyMap<Module, string> | null>(null);

function enter<T>(module: Module, run: () => T): T {
  const names = root.now ?? new Map([...module.modules()].map(([name, inner]) => [inner, name]));
  return within(root, names, () => within(path, names.get(module) ?? '', run));
}
