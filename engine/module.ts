/** Modules: parameters found by walking the attributes, under the names PyTorch gives them. */
import { slot, within } from './ambient.ts';
import { path } from './capture.ts';
import type { Device } from './device.ts';
import { WeightsError } from './errors.ts';
import { sameShape, show } from './shape.ts';
import type { Tensor } from './tensor.ts';
import { copy, cast } from './cast.ts';
import { Variable } from './variable.ts';

export interface LoadOptions {
  /** Every name on both sides must match. On by default. */
  strict?: boolean;
}

/**
 * The base of every layer. Members that are `Variable`s, modules, lists and plain objects of these make up its state;
 * `this.mlp = { 1: linear, 3: linear }` is `mlp.1.weight`, `mlp.3.weight`. Numbers and constants are left alone.
 */
export abstract class Module {
  readonly device: Device;
  /** Whether batch statistics and dropout behave as in training. */
  training = false;

  constructor(device: Device) {
    this.device = device;
    // Each call notes where in the network it runs, so that attention maps have names and nobody passes them down.
    const forward = this.forward.bind(this);
    this.forward = (...inputs) => enter(this, () => forward(...inputs));
  }

  // oxlint-disable-next-line no-explicit-any -- each layer has its own arguments
  abstract forward(...inputs: any[]): any;

  /** Trainable members by dotted name. A member reached twice is listed under its first name. */
  params(): Map<string, Variable> {
    const seen = new Set<Variable>();
    return new Map(
      [...this.state()].filter(([, variable]) => variable.trainable && !seen.has(variable) && seen.add(variable)),
    );
  }

  /** Parameters and buffers by dotted name: PyTorch's `state_dict()`. */
  state(): Map<string, Variable> {
    return new Map([...members(this)].filter((entry): entry is [string, Variable] => entry[1] instanceof Variable));
  }

  /** This module and those inside it, by dotted name; itself is ''. */
  modules(): Map<string, Module> {
    return new Map<string, Module>([
      ['', this],
      ...[...members(this)].filter((entry): entry is [string, Module] => entry[1] instanceof Module),
    ]);
  }

  /**
   * Takes over the values of `state` by name; the tensors stay the caller's.
   * @throws WeightsError that lists every missing, unexpected and misshapen tensor; nothing is changed then.
   */
  load(state: ReadonlyMap<string, Tensor>, { strict = true }: LoadOptions = {}): this {
    const own = this.state();
    const problems: string[] = [];
    for (const [name, variable] of own) {
      const next = state.get(name);
      if (!next) {
        if (strict) problems.push(`missing ${name} ${show(variable.shape)}`);
      } else if (!sameShape(next.shape, variable.shape))
        problems.push(`${name} is ${show(next.shape)}, not ${show(variable.shape)}`);
    }
    if (strict) for (const name of state.keys()) if (!own.has(name)) problems.push(`unexpected ${name}`);
    if (problems.length)
      throw new WeightsError(
        'load',
        `${problems.length} tensor${problems.length > 1 ? 's do' : ' does'} not fit`,
        problems.join('\n       '),
        "check the module's arguments, or pass { strict: false } for missing and unexpected names",
      );
    for (const [name, variable] of own) {
      const next = state.get(name);
      if (next) variable.assign(next.dtype === variable.dtype ? copy(next) : cast(next, variable.dtype));
    }
    return this;
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

function* members(owner: object, prefix = ''): Generator<[string, Variable | Module]> {
  for (const [key, value] of Object.entries(owner)) {
    if (typeof value !== 'object' || value === null) continue;
    const name = `${prefix}${key}`;
    if (value instanceof Variable) yield [name, value];
    else if (value instanceof Module) {
      yield [name, value];
      yield* members(value, `${name}.`);
    } else if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
      yield* members(value, `${name}.`);
  }
}

/** The names that modules have in the outermost one that runs. */
const root = slot<ReadonlyMap<Module, string> | null>(null);

function enter<T>(module: Module, run: () => T): T {
  const names = root.now ?? new Map([...module.modules()].map(([name, inner]) => [inner, name]));
  return within(root, names, () => within(path, names.get(module) ?? '', run));
}
