/** What a recorded step gives: the same tensors after every run, in memory of the step. */
import { ScopeError } from '../errors.ts';
import type { Disposable } from '../scope.ts';
import { show } from '../shape.ts';
import type { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import type { Operand } from './operands.ts';
import { groupBy } from './operands.ts';
import type { Recorder } from './recorder.ts';

/** Says of a step's results that they are the step's: whoever is given one by `assign` copies it. */
export function lend(results: readonly Disposable[]): void {
  for (const result of results) if (result instanceof Tensor) result.lent = true;
}

export class Results<T> {
  readonly value: T;
  private readonly kept: readonly Disposable[];
  private shown: { storage: Storage; tensors: readonly Tensor[] }[];

  /**
   * After a run that is recorded. What else of its memory is still held then (an alias somewhere) goes on in a copy.
   * @throws ScopeError for a result that shows memory in which a variable lives: the next run, or the next `assign`,
   * would change it.
   */
  constructor(
    { result, kept }: { result: T; kept: readonly Disposable[] },
    recorder: Recorder,
    operands: readonly Operand[],
  ) {
    this.value = result;
    this.kept = kept;
    const tensors = kept.filter((one): one is Tensor => one instanceof Tensor && !one.disposed);
    const memories = new Set(operands.map(({ memory }) => memory.storage));
    for (const tensor of tensors)
      if (memories.has(tensor.storage('Replay')))
        throw new ScopeError(
          'Replay',
          'a result is a view of a variable',
          `${tensor.dtype} ${show(tensor.shape)}`,
          'return copy(x), or the variable itself',
        );
    const own = tensors.filter((tensor) => recorder.owns(tensor.storage('Replay')));
    this.shown = [...groupBy(own, (tensor) => tensor.storage('Replay'))].map(([storage, all]) => ({
      storage,
      tensors: all,
    }));
  }

  /** Whether results lie there. */
  show(storage: Storage): boolean {
    return this.shown.some((one) => one.storage === storage);
  }

  /** Before a run overwrites them: who shares their memory (a view that was kept, a tape) goes on in a copy. */
  detach(): void {
    this.shown = this.shown.map(({ storage, tensors }) => {
      const living = tensors.filter((tensor) => !tensor.disposed);
      if (storage.references <= living.length) return { storage, tensors: living };
      const own = storage.split();
      for (const tensor of living) tensor.moveTo({ storage: own.retain(), offset: tensor.offset });
      own.release();
      return { storage: own, tensors: living };
    });
  }

  dispose(): void {
    for (const one of this.kept) one.dispose();
  }
}
