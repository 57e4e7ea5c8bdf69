/** What a case is: an operation, its inputs, its arithmetic and least traffic, and how its answer is checked. */
import type { Shape } from '../engine/shape.ts';
import { size } from '../engine/shape.ts';
import type { InputSpec, Range } from './inputs.ts';
import type { WorkloadSpec } from './workloads.ts';

/**
 * A smaller problem whose answer is part of the whole answer: what plain loops can do of a case that is too large for
 * them.
 */
export interface Part {
  /** Ranges of the inputs; an input that is not named stays whole. */
  inputs: Readonly<Record<string, readonly Range[]>>;
  /** For each result, the ranges that the small problem's result stands for; null where it says nothing. */
  results: readonly (readonly Range[] | null)[];
  /** What else differs: fewer groups, fewer heads. */
  spec?: WorkloadSpec;
}

export interface BenchCase {
  id: string;
  label: string;
  /** The workload's name. */
  op: string;
  spec: WorkloadSpec;
  inputs: Readonly<Record<string, InputSpec>>;
  /** Shapes of what a step gives. */
  results: readonly Shape[];
  /** Arithmetic of a step, by its ops' formulas: see `flops.ts`. A backward pass is 2 to 2.5 forward ones. */
  flops: number;
  /** The least that a step moves: every input read once, every result written once. */
  bytes: number;
  /** The step whose answer is checked: later ones of a training run depend on gradients and the optimiser. */
  checked: number;
  /** What is checked; all of the answer where there is nothing here. */
  parts: readonly Part[];
  /** Inputs that differ while the answer is checked: zeros that leave a part of the result to a smaller problem. */
  checkInputs?: Readonly<Record<string, InputSpec>>;
}

type Described = Pick<BenchCase, 'id' | 'label' | 'op' | 'inputs' | 'flops'> &
  Partial<Pick<BenchCase, 'spec' | 'parts' | 'checkInputs'>>;

/** Bytes of f32 and i32 arrays. */
const traffic = (shapes: readonly Shape[]): number => shapes.reduce((bytes, shape) => bytes + 4 * size(shape), 0);
const shapesOf = (inputs: BenchCase['inputs']): Shape[] => Object.values(inputs).map(({ shape }) => shape);

/** A case with one result. */
export const forward = ({ result, ...rest }: Described & { result: Shape }): BenchCase => ({
  spec: {},
  parts: [],
  checked: 1,
  ...rest,
  results: [result],
  bytes: traffic([...shapesOf(rest.inputs), result]),
});

/** A forward pass and the gradients of all inputs but `ct`, which is the gradient of the result. */
export function backward(given: Described): BenchCase {
  const { ct: _, ...wrt } = given.inputs;
  const results = shapesOf(wrt);
  return {
    spec: {},
    parts: [],
    checked: 1,
    ...given,
    results,
    bytes: traffic([...shapesOf(given.inputs), ...results]),
  };
}

/**
 * A training step: its result is the loss, its traffic that of the parameters and of Adam's two moments, read and
 * written.
 */
export function training(given: Described & { data: readonly string[] }): BenchCase {
  const { data, ...rest } = given;
  const params = Object.entries(rest.inputs)
    .filter(([name]) => !data.includes(name))
    .map(([, { shape }]) => shape);
  return {
    spec: {},
    parts: [],
    checked: 2,
    ...rest,
    results: [[]],
    bytes: traffic(data.map((name) => rest.inputs[name].shape)) + 6 * traffic(params),
  };
}
