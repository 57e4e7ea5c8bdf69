/**
 * Parameter groups: parameters that move by options of their own.
 *
 *     const all = [...net.params()];
 *     const matrices = new Map(all.filter(([, param]) => param.rank > 1));
 *     const vectors = new Map(all.filter(([, param]) => param.rank <= 1));
 *     const opt = new AdamW([{ params: matrices }, { params: vectors, weightDecay: 0 }], { lr: 3e-4 });
 */
import { DeviceError, DTypeError, ShapeError } from '../engine/errors.ts';
import { isFloat } from '../engine/dtype.ts';
import type { Tensor } from '../engine/tensor.ts';
import { Variable } from '../engine/variable.ts';
import { checkOptions } from '../engine/arguments.ts';
import { checkNumber } from '../kernels/make/options.ts';
import type { Layout } from '../kernels/optim/step.ts';
import type { FlatState } from './flat-state.ts';
import { flatStates } from './flat-state.ts';

/** Variables by name, as `net.params()` gives them. */
export type Params = ReadonlyMap<string, Variable>;

export interface Rates {
  lr?: number;
}

/** Options of some parameters; those that are left out are the optimiser's. */
export type GroupOptions<O> = Partial<O> & { params: Params };

/** What makes one optimiser of all: options, state, and the kernel that moves up to six parameters. */
export interface Rule<O extends Rates> {
  /** The class, as errors name it. */
  name: string;
  /** Without `lr` where one must be given. */
  defaults: Omit<Required<O>, 'lr'> & Rates;
  /** @throws ShapeError for options that cannot be. */
  check(options: Required<O>): void;
  /** State tensors of each parameter. */
  slots(options: Required<O>): readonly string[];
  /** What parameters and state become. */
  update(move: Move<O>): Tensor;
}

export interface Move<O> {
  /** Parameters and state side by side, and where each lies. */
  held: Tensor;
  layout: Layout;
  /** Of the parameters that move, in order. */
  grads: readonly Tensor[];
  /** Ask for the number of this step of each of them. */
  counts: readonly (() => number)[];
  options: Readonly<Required<O>>;
  /** Asks for the rate as it is now. */
  lr: () => number;
}

export class ParamGroup<O extends Rates = Rates> {
  readonly params: Params;
  /** As given, and filled up; `lr` as it was at first. */
  readonly options: Readonly<Required<O>>;
  readonly states: readonly FlatState[];
  private readonly op: string;
  private readonly optimizer: Readonly<{ lr: number }>;
  private own: number | undefined;

  constructor(
    rule: Rule<O>,
    { params, options, lr }: { params: Params; options: Required<O>; lr?: number },
    optimizer: { lr: number },
  ) {
    this.params = params;
    this.options = options;
    this.own = lr;
    this.op = rule.name;
    this.optimizer = optimizer;
    this.states = flatStates(params, rule.slots(options));
  }

  /** The learning rate: its own once it was given one, else the optimiser's. */
  get lr(): number {
    return this.own ?? this.optimizer.lr;
  }
  set lr(rate: number) {
    checkNumber(this.op, 'lr', rate);
    this.own = rate;
  }

  readonly rate = (): number => this.lr;
}

/**
 * Parameters with options of their own filled up and checked. @throws ShapeError, DTypeError, DeviceError for what
 * cannot be.
 */
export function splitGroups<O extends Rates>(
  rule: Rule<O>,
  params: Params | readonly GroupOptions<O>[],
  shared: O | undefined,
): { params: Params; options: Required<O>; lr?: number }[] {
  const names = Object.keys({ lr: 0, ...rule.defaults }).join(' ');
  checkOptions(rule.name, shared ?? {}, names);
  const groups = (params instanceof Map ? [{ params }] : params) as readonly GroupOptions<O>[];
  if (!Array.isArray(groups) || !groups.every((group) => group?.params instanceof Map))
    throw new DTypeError(
      rule.name,
      'needs a Map of parameters, or a list of groups',
      String(params),
      'pass net.params()',
    );
  checkParams(rule.name, groups);
  return groups.map(({ params: own, ...given }) => {
    checkOptions(rule.name, given, names);
    const options = { ...rule.defaults, ...known(shared ?? {}), ...known(given) } as unknown as Required<O>;
    checkNumber(rule.name, 'lr', options.lr as number);
    rule.check(options);
    return { params: own, options: Object.freeze(options), lr: given.lr };
  });
}

/** Options that are given: undefined counts as left out. */
const known = (options: object): object =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

function checkParams(op: string, groups: readonly { params: Params }[]): void {
  const names = new Set<string>();
  const seen = new Map<Variable, string>();
  for (const [name, param] of groups.flatMap(({ params }) => [...params])) {
    if (!(param instanceof Variable))
      throw new DTypeError(op, `${name} is not a variable`, typeof param, 'make it with parameter(tensor)');
    param.storage(op);
    if (!isFloat(param.dtype))
      throw new DTypeError(op, `${name} cannot be trained`, param.dtype, 'leave it out: only f32 and f16 move');
    const [first = param] = seen.keys();
    if (first.device !== param.device)
      throw new DeviceError(op, `${name} lives on another device`, '', 'one optimiser for each device');
    if (names.has(name) || seen.has(param))
      throw new ShapeError(
        op,
        'a parameter is given twice',
        names.has(name) ? name : `${seen.get(param)} and ${name}`,
        'name each once, in one group',
      );
    names.add(name);
    seen.set(param, name);
  }
}
