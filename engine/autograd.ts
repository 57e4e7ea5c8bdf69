/**
 * Gradients: the tape walked backwards, in a fixed order, with each tensor's gradients added in the order they arise.
 */
import { checkFunction, checkTensors } from './arguments.ts';
import { accumulate, embed, sumTo } from './accumulate.ts';
import { cast } from './cast.ts';
import { DTypeError, ScopeError, ShapeError } from './errors.ts';
import { scope, track } from './scope.ts';
import { sameShape, show } from './shape.ts';
import type { Entry, Recording } from './tape.ts';
import { forget, noGrad, recordOn, takeGradients } from './tape.ts';
import { ones, zeros } from './create.ts';
import { Tensor } from './tensor.ts';

/**
 * What a gradient may be taken of: one tensor, a list, or a module's parameters by name. Gradients come in the same
 * form.
 */
export type Wrt = Tensor | readonly Tensor[] | ReadonlyMap<string, Tensor>;
export type Like<W extends Wrt> = W extends Tensor
  ? Tensor
  : W extends readonly Tensor[]
    ? Tensor[]
    : Map<string, Tensor>;

/**
 * Runs `fn` and gives its value with the gradients with respect to `wrt`. Everything else made on the way is freed.
 * A tensor that the value does not depend on gets zeros. Calls nest: gradients of gradients are gradients.
 * @throws ShapeError when the value has more than one element; ScopeError when `fn` is async.
 */
export function valueAndGrad<W extends Wrt>(fn: () => Tensor, wrt: W): { value: Tensor; grads: Like<W> } {
  return scope((): { value: Tensor; grads: Like<W> } => {
    const { value, grads } = vjp(fn, wrt, (out) => {
      checkTensor(out);
      if (out.size !== 1)
        throw new ShapeError(
          'valueAndGrad',
          'the value must have one element',
          show(out.shape),
          'reduce it with mean() or sum(), or use vjp()',
        );
      return ones(out.device, out.shape, out.dtype);
    });
    return { value, grads };
  });
}

function checkTensor(value: unknown): asserts value is Tensor {
  if (value instanceof Tensor) return;
  throw new ScopeError(
    'valueAndGrad',
    value instanceof Promise ? 'the callback is async' : 'the callback must return a tensor',
    typeof value,
    'return the loss; read it outside',
  );
}

/** The gradients alone: `grad(() => loss(net.forward(x)), params)`. */
export const grad = <W extends Wrt>(fn: () => Tensor, wrt: W): Like<W> => {
  const { value, grads } = valueAndGrad(fn, wrt);
  value.dispose();
  return grads;
};

/**
 * Vector-Jacobian product: the gradients of Σ fn()·cotangent, for an output of any shape or a list of outputs.
 * A list `wrt` may grow while `fn` runs, by tensors that it makes of those that were there: their gradients come too.
 * `cotangent` is a tensor (or one for each output; undefined for outputs that do not count), or a function of the
 * output that makes them.
 */
export function vjp<W extends Wrt, O extends Tensor | readonly Tensor[]>(
  fn: () => O,
  wrt: W,
  cotangent: NoInfer<Cotangent<O>> | ((out: O) => Cotangent<O>),
): { value: O; grads: Like<W> } {
  takeGradients();
  return pullback(fn, wrt, cotangent);
}

/** `vjp` for the rules of ops, which run only where gradients are taken already. */
export function pullback<W extends Wrt, O extends Tensor | readonly Tensor[]>(
  fn: () => O,
  wrt: W,
  cotangent: NoInfer<Cotangent<O>> | ((out: O) => Cotangent<O>),
): { value: O; grads: Like<W> } {
  checkFunction('vjp', fn);
  if (typeof (wrt as ReadonlyMap<string, Tensor> | undefined)?.values !== 'function' && !(wrt instanceof Tensor))
    throw new DTypeError('vjp', 'what the gradient is taken of comes second', typeof wrt, 'a tensor, a list or a Map');
  const listed = (): Tensor[] => (wrt instanceof Tensor ? [wrt] : [...wrt.values()]);
  checkTensors('vjp', listed());
  const recording: Recording<Tensor> = { entries: [], reached: new Set(listed().map(({ id }) => id)) };
  let grads: Tensor[] = [];
  let value: O;
  try {
    value = recordOn(recording, fn);
    const seeds = typeof cotangent === 'function' ? noGrad(() => cotangent(value)) : cotangent;
    const outputs: readonly Tensor[] = value instanceof Tensor ? [value] : value;
    const cotangents: readonly (Tensor | undefined)[] = seeds instanceof Tensor ? [seeds] : seeds;
    outputs.forEach((output, i) => {
      const seed = cotangents[i];
      if (seed && !sameShape(seed.shape, output.shape))
        throw new ShapeError(
          'vjp',
          'the cotangent must have the shape of the output',
          `${show(seed.shape)} for ${show(output.shape)}`,
          'one cotangent an output, or undefined',
        );
    });
    grads = scope(() => walk(recording, outputs, cotangents, listed()));
  } finally {
    recording.entries.forEach(forget);
  }
  const shaped =
    wrt instanceof Tensor
      ? grads[0]
      : wrt instanceof Map
        ? new Map([...wrt.keys()].map((name, i) => [name, grads[i]]))
        : grads;
  return { value, grads: shaped as Like<W> };
}
export type Cotangent<O> = O extends Tensor ? Tensor : readonly (Tensor | undefined)[];

function walk(
  recording: Recording<Tensor>,
  outputs: readonly Tensor[],
  cotangents: readonly (Tensor | undefined)[],
  targets: readonly Tensor[],
): Tensor[] {
  const found = new Map<number, Tensor>();
  const add = (id: number, gradient: Tensor) => {
    const before = found.get(id);
    found.set(id, before ? accumulate(before, gradient) : gradient);
    before?.dispose();
    if (before) gradient.dispose();
  };
  outputs.forEach((output, i) => cotangents[i] && add(output.id, handle(cotangents[i])));
  const kept = new Set(targets.map((target) => target.id));
  for (const entry of recording.entries.reverse()) {
    const dys = entry.outputs.map((output) => found.get(output.id));
    if (dys.some(Boolean)) {
      const wanted = entry.inputs.map((input) => input !== undefined && recording.reached.has(input.id));
      const gradients = apply(entry, dys, wanted);
      entry.inputs.forEach((input, i) => {
        const gradient = gradients[i];
        if (input && gradient) add(input.id, dys.includes(gradient) ? handle(gradient) : gradient);
      });
      // Nothing above this entry can add to its outputs any more.
      for (const output of entry.outputs) {
        if (kept.has(output.id)) continue;
        found.get(output.id)?.dispose();
        found.delete(output.id);
      }
    }
  }
  return targets.map((target) => found.get(target.id) ?? zeros(target.device, target.shape, target.dtype));
}

/** A handle of the walk's own, so that it may dispose of what it no longer needs. */
function handle(tensor: Tensor): Tensor {
  const own = tensor.alias();
  track(own);
  return own;
}

function apply(
  entry: Entry<Tensor>,
  dys: readonly (Tensor | undefined)[],
  wanted: readonly boolean[],
): (Tensor | undefined)[] {
  const { adjoint } = entry;
  if (adjoint.kind === 'op') return adjoint.gradients(dys, entry.inputs, entry.outputs, wanted);
  const x = entry.inputs[0]!;
  const dy = dys[0]!;
  switch (adjoint.kind) {
    case 'reshape':
      return [dy.reshape(x.shape)];
    case 'permute':
      return [dy.permute(adjoint.order.map((_, axis) => adjoint.order.indexOf(axis)))];
    case 'slice':
      return [embed(dy, x.shape, adjoint.starts, adjoint.steps)];
    case 'expand':
      return [sumTo(dy, x.shape)];
    case 'cast':
      return [cast(dy, x.dtype)];
  }
}

/** The same value, constant to every gradient. */
export function stopGradient(x: Tensor): Tensor {
  checkTensors('stopGradient', { x });
  return noGrad(() => x.reshape(x.shape));
}
