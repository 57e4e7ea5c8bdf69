/** Variables: tensors that outlive every scope and can be given new values. */
import { checkTensors } from './arguments.ts';
import { planning, step } from './ambient.ts';
import { copyStorage } from './copy.ts';
import { bytesPerElement } from './dtype.ts';
import { DeviceError, DTypeError, ShapeError } from './errors.ts';
import { bindingAlignment } from './gpu/plan.ts';
import { sameShape, show } from './shape.ts';
import type { Place } from './storage.ts';
import { Tensor } from './tensor.ts';

/**
 * Whether somebody else owns the tensor, and goes on using it: then its value is copied, where a plain one is taken
 * over.
 */
const isOwned = (x: Tensor): boolean => x instanceof Variable || x.lent;

/**
 * A reference to the memory of `x` where it may be shared, lies dense, and kernels can bind it from its start; else to
 * a copy.
 */
function ownPlace(x: Tensor, op: string): Place {
  checkTensors(op, { x });
  const storage = x.storage(op);
  const shared = !isOwned(x) && x.contiguous && (x.offset * bytesPerElement[x.dtype]) % bindingAlignment === 0;
  return shared
    ? { storage: storage.retain(), offset: x.offset }
    : { storage: copyStorage(x.device, storage, x, x.dtype), offset: 0 };
}

/** A parameter or buffer of a module: outlives every scope, and can be given a new value. */
export class Variable extends Tensor {
  readonly trainable: boolean;
  /** How often the value has changed, by `assign` or by a recorded step. */
  version = 0;

  /** Takes `initial` over; of a variable, or of a result of a recorded step, a copy. */
  constructor(initial: Tensor, trainable: boolean) {
    const { storage, offset } = ownPlace(initial, 'variable');
    super(storage, initial.dtype, initial.shape, { offset, tracked: false });
    this.trainable = trainable;
    step.now?.reads(this);
    if (!isOwned(initial)) initial.giveTo(trainable ? 'parameter()' : 'buffer()');
  }

  /**
   * Takes the value of `next` over, and disposes of it; of a variable, or of a result of a recorded step, a copy. All
   * who hold the value before (views, tapes, maps of `capture`) keep it. One that was lost has a value again.
   * @throws ShapeError, DTypeError, DeviceError when it differs in shape, type or device; nothing has changed then.
   */
  assign(next: Tensor): void {
    if (next === this) return;
    this.touch('assign');
    if (!(next instanceof Tensor))
      throw new DTypeError('assign', 'the value is not a tensor', typeof next, 'make one with tensor(gpu, values)');
    if (next.device !== this.device)
      throw new DeviceError(
        'assign',
        'the value lives on another device',
        `${next.device.info.description} for ${this.device.info.description}`,
        'make it on the device of the variable: tensor(gpu, await value.data(), value.shape)',
      );
    if (!sameShape(next.shape, this.shape))
      throw new ShapeError(
        'assign',
        'the shapes differ',
        `${show(next.shape)} for ${show(this.shape)}`,
        'reshape it first',
      );
    if (next.dtype !== this.dtype)
      throw new DTypeError('assign', 'the dtypes differ', `${next.dtype} for ${this.dtype}`, 'cast it first');
    if (!planning.now) {
      const place = ownPlace(next, 'assign');
      this.renew();
      this.moveTo(place);
    }
    if (!isOwned(next)) next.giveTo('assign()');
  }

  /** @throws DisposedError where it cannot be given a value any more. */
  checkAlive(op: string): void {
    this.touch(op);
  }

  /** Counts a new version. Should what makes it be refused by the GPU, the value is what it is now. */
  renew(): void {
    this.version++;
    this.device.webgpu?.queue.gate.pledge(this, () => {
      const before = this.hold();
      return () => {
        if (this.lost && !before.storage.lost) {
          this.version++;
          this.moveTo(before);
        } else before.storage.release();
      };
    });
  }
}

/** A trainable member of a module. */
export const parameter = (initial: Tensor): Variable => new Variable(initial, true);
/** A member that is saved with the module but not trained, like a running mean. */
export const buffer = (initial: Tensor): Variable => new Variable(initial, false);
