/**
 * The gradients of an op by its rule, each of the shape and type of its input: what a rule leaves out or gets wrong is
 * refused.
 */
import { isFloat } from '../dtype.ts';
import { KernelError } from '../errors.ts';
import { sameShape, show } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import type { ByName, Names } from './names.ts';

/**
 * What a gradient rule sees: every input and output by name, `dy` for the first output, `d` for each output that has a
 * gradient.
 */
export interface GradContext<A, I extends Names = Names, O extends string = string> {
  readonly attrs: A;
  readonly inputs: ByName<I, Tensor>;
  readonly outputs: Readonly<Record<O, Tensor>>;
  readonly dy: Tensor;
  readonly d: Readonly<Record<O, Tensor | undefined>>;
}

/** Gradients by input name. A rule is free to leave out, or to set to false, those that are not wanted. */
export type Gradients = Readonly<Record<string, Tensor | false | undefined>>;

/** What of an op's spec says how gradients pass. */
export interface GradientRule<A> {
  name: string;
  grad?: (context: GradContext<A>, wanted: Readonly<Record<string, boolean>>) => Gradients;
  constant?: readonly string[];
}

/** Whether a gradient passes, or should, from an output to the input of that name. */
export const passes = <A>({ constant }: GradientRule<A>, name: string, input: Tensor): boolean =>
  isFloat(input.dtype) && !constant?.includes(name);

/**
 * The gradients of the inputs that are wanted, by name; none for those that the outputs are constants of.
 * @throws KernelError that names op and input for one without a rule, and for what is no gradient of it.
 */
export function gradientsOf<A>(
  rule: GradientRule<A>,
  context: GradContext<A>,
  reached: (name: string) => boolean,
): Record<string, Tensor> {
  const inputs = Object.entries(context.inputs);
  const wanted = Object.fromEntries(inputs.map(([name, input]) => [name, reached(name) && passes(rule, name, input)]));
  const given = Object.values(wanted).some(Boolean) ? (rule.grad?.(context, wanted) ?? {}) : {};
  const found: Record<string, Tensor> = {};
  for (const [name, input] of inputs) {
    if (!wanted[name]) continue;
    if (!(name in given))
      throw new KernelError(
        rule.name,
        `has no gradient for its input "${name}"`,
        rule.grad ? `rules for ${Object.keys(given).join(', ') || 'none'}` : 'an op without grad',
        `add one to grad, name "${name}" in constant where it is 0, or call the op inside noGrad`,
      );
    found[name] = checked(rule.name, name, input, given[name]);
  }
  return found;
}

function checked(op: string, name: string, input: Tensor, gradient: unknown): Tensor {
  const refuse = (what: string, got: string): never => {
    throw new KernelError(
      op,
      `the gradient for its input "${name}" ${what}`,
      got,
      `${input.dtype} ${show(input.shape)}`,
    );
  };
  if (!(gradient instanceof Tensor))
    return refuse('is not a tensor', typeof gradient === 'function' ? 'a function' : String(gradient));
  gradient.storage(`${op} (gradient for "${name}")`);
  if (!sameShape(gradient.shape, input.shape)) refuse('has another shape', show(gradient.shape));
  if (gradient.dtype !== input.dtype) refuse('has another element type', gradient.dtype);
  if (gradient.device !== input.device) refuse('lives on another device', gradient.device.info.description);
  return gradient;
}
