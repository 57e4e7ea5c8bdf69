/** How a state dict fits a module: what is missing, left over or of another shape, and what to do about it. */
import { DTypeError, WeightsError } from './errors.ts';
import { knownDifferent } from './same-values.ts';
import { sameShape, show } from './shape.ts';
import { Tensor } from './tensor.ts';
import type { Variable } from './variable.ts';

/** Names, in the order of the module and then of the state. */
export interface Fit {
  /** The module's, which the state lacks. */
  missing: readonly string[];
  /** The state's, which the module lacks. */
  unexpected: readonly string[];
  /** In both, but not to be loaded: why, name first. */
  wrong: readonly string[];
}

export interface Wanted {
  /** Variables by name; one may stand under several. */
  own: ReadonlyMap<string, Variable>;
  /** Those that a checkpoint may lack. */
  optional: ReadonlySet<Variable>;
}

type State = ReadonlyMap<string, Tensor>;

export function fitOf({ own, optional }: Wanted, state: State): Fit {
  if (!(state instanceof Map))
    throw new DTypeError('load', 'the state must be a Map of tensors by name', typeof state, 'pass loadSafetensors(…)');
  const given = new Set([...own].flatMap(([name, variable]) => (state.has(name) ? [variable] : [])));
  const first = new Map<Variable, string>();
  const wrong: string[] = [];
  for (const [name, variable] of own) {
    const next = state.get(name);
    if (next === undefined) continue;
    const twin = first.get(variable);
    if (!(next instanceof Tensor)) wrong.push(`${name} is not a tensor`);
    else if (!sameShape(next.shape, variable.shape))
      wrong.push(`${name} is ${show(next.shape)}, not ${show(variable.shape)}`);
    else if (next.device !== variable.device) wrong.push(`${name} lives on another device`);
    else if (twin === undefined) first.set(variable, name);
    else if (knownDifferent(state.get(twin)!, next))
      wrong.push(`${name} and ${twin} are one variable, and two values are given: leave one of them out`);
  }
  return {
    missing: [...own].flatMap(([name, variable]) => (given.has(variable) || optional.has(variable) ? [] : [name])),
    unexpected: [...state.keys()].filter((name) => !own.has(name)),
    wrong,
  };
}

/** @throws WeightsError for what `load` does not take. */
export function checkFit(wanted: Wanted, state: State, strict: boolean): void {
  const { missing, unexpected, wrong } = fitOf(wanted, state);
  const { own } = wanted;
  const nothing = state.size > 0 && own.size > 0 && unexpected.length === state.size;
  const strange = strict || nothing;
  const problems = [
    ...(strange ? missing.map((name) => `missing ${name} ${show(own.get(name)!.shape)}`) : []),
    ...wrong,
    ...(strange ? unexpected.map((name) => `unexpected ${name}`) : []),
  ];
  if (!problems.length) return;
  const count = `${problems.length} tensor${problems.length > 1 ? 's do' : ' does'} not fit`;
  throw new WeightsError(
    'load',
    nothing && !strict ? 'no name of the state is one of the module' : count,
    problems.join('\n       '),
    prefixHint(missing, unexpected) ??
      `check the module's arguments${strict ? ', or pass { strict: false } for missing and unexpected names' : ''}`,
  );
}

/** What to write where all names of one side would fit but for a beginning, like DataParallel's `module.`. */
function prefixHint(missing: readonly string[], unexpected: readonly string[]): string | undefined {
  const longer = prefixOf(unexpected, new Set(missing));
  if (longer)
    return (
      `the state's names begin with "${longer}": pass ` +
      `new Map([...state].map(([name, value]) => [name.replace(/^${longer.replaceAll('.', '\\.')}/, ''), value]))`
    );
  const shorter = prefixOf(missing, new Set(unexpected));
  return shorter && `the module's names begin with "${shorter}": load into that member`;
}

/** The beginning, up to a dot, without which most of `names` are among `others`. */
function prefixOf(names: readonly string[], others: ReadonlySet<string>): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) {
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      const prefix = name.slice(0, dot + 1);
      if (others.has(name.slice(dot + 1))) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && 2 * best[1] > names.length ? best[0] : undefined;
}
