/** Variables: tensors that outlive every scope and take new values, in memory that recorded steps can count on. */
import { planning, step } from './ambient.ts';
import { copyStorage } from './copy.ts';
import { bytesPerElement } from './dtype.ts';
import { DTypeError, ShapeError } from './errors.ts';
import { bindingAlignment } from './gpu/plan.ts';
import { sameShape, show } from './shape.ts';
import type { Place, Storage } from './storage.ts';
import { dropped, Tensor } from './tensor.ts';

/** A reference to the memory of `x` where it lies dense, kernels can bind it from its start, and nothing counts on it; else to a copy. */
function ownPlace(x: Tensor, op: string): Place {
  const bound = x.contiguous && (x.offset * bytesPerElement[x.dtype]) % bindingAlignment === 0 && !x.storage(op).pins;
  return bound
    ? { storage: x.storage(op).retain(), offset: x.offset }
    : { storage: copyStorage(x.device, x.storage(op), x, x.dtype), offset: 0 };
}

/** A parameter or buffer of a module: outlives every scope, and can be given a new value. */
export class Variable extends Tensor {
  readonly trainable: boolean;

  /** Takes `initial` over. */
  constructor(initial: Tensor, trainable: boolean) {
    const { storage, offset } = ownPlace(initial, 'variable');
    super(storage, initial.dtype, initial.shape, { offset, tracked: false });
    this.trainable = trainable;
    this.settle();
    initial.dispose();
  }

  /**
   * Takes the value of `next` over; `next` is disposed. Where a recorded step counts on the memory it is overwritten, and views of it change with it.
   * Of a view of another variable it takes a share in that one's memory: pass `copy(view)` where a recorded step is to change one of them alone.
   * @throws ShapeError, DTypeError when it differs in shape or type.
   */
  assign(next: Tensor): void {
    if (!sameShape(next.shape, this.shape))
      throw new ShapeError(
        'assign',
        'the shapes differ',
        `${show(next.shape)} for ${show(this.shape)}`,
        'reshape it first',
      );
    if (next.dtype !== this.dtype)
      throw new DTypeError('assign', 'the dtypes differ', `${next.dtype} for ${this.dtype}`, 'cast it first');
    const before = this.storage('assign');
    if (!planning.now) {
      if (!step.now && before.pins) overwrite(this, next);
      else this.moveTo(ownPlace(next, 'assign'));
    }
    next.dispose();
  }

  /** The memory; a step that is being recorded notes which variables it meets. */
  override storage(op: string): Storage {
    const storage = super.storage(op);
    step.now?.meet(this, storage);
    return storage;
  }

  /** Takes over a reference to memory that holds its value. */
  moveTo({ storage, offset }: Place): void {
    this.memory!.residents--;
    this.memory!.release();
    this.memory = storage;
    this.offset = offset;
    this.settle();
  }

  override dispose(): void {
    if (this.memory) this.memory.residents--;
    super.dispose();
  }

  private settle(): void {
    const storage = this.memory!;
    storage.residents++;
    dropped.unregister(this);
    dropped.register(this, { storage, device: this.device, resident: true }, this);
  }
}

/** Puts the value of `next` where recorded steps look for that of `variable`. */
function overwrite(variable: Variable, next: Tensor): void {
  const { device, dtype } = next;
  const width = bytesPerElement[dtype];
  const { storage, offset } = ownPlace(next, 'assign');
  device.gpu!.queue.copy({
    from: storage.buffer!,
    start: offset * width,
    to: variable.storage('assign').buffer!,
    at: variable.offset * width,
    bytes: next.size * width,
  });
  storage.release();
}

/** A trainable member of a module. */
export const parameter = (initial: Tensor): Variable => new Variable(initial, true);
/** A member that is saved with the module but not trained, like a running mean. */
export const buffer = (initial: Tensor): Variable => new Variable(initial, false);
