/**
 * Tensors: a shape and strides over shared storage. Functions compute; methods only look, so views cost no GPU work.
 */
import { planning, step } from './ambient.ts';
import { copyStorage } from './copy.ts';
import type { Data, DType } from './dtype.ts';
import { allocate, bytesPerElement } from './dtype.ts';
import type { Device } from './device.ts';
import { DeviceError, DeviceLostError, DisposedError, SaccadeError, ScopeError, ShapeError } from './errors.ts';
import { fromHalf } from './half.ts';
import type { Operand } from './gpu/kernel.ts';
import { track, untrack } from './scope.ts';
import type { Shape } from './shape.ts';
import { broadcastStrides, checkShape, normalizeAxis, rowMajor, show, size } from './shape.ts';
import type { Place, Storage } from './storage.ts';
import type { Adjoint } from './tape.ts';
import { record } from './tape.ts';

/** Least and greatest. */
export type Bounds = readonly [number, number];

let nextId = 1;
/**
 * A safety net for tensors that are dropped without `dispose`: their memory comes back when JavaScript collects them.
 */
const dropped = new FinalizationRegistry<{ storage: Storage; device: Device }>(({ storage, device }) => {
  device.tensors--;
  storage.release();
});
/** The id that the next new value gets. */
export const upcomingId = (): number => nextId;

export class Tensor implements Operand {
  readonly device: Device;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: Shape;
  /** Where in the memory the first element lies; another place only after `moveTo`. */
  offset: number;
  /** Number of elements. */
  readonly size: number;
  /** Whether the elements lie dense and in row-major order. */
  readonly contiguous: boolean;
  /** The same for handles of the same value: gradients go by it. */
  readonly id: number;
  /**
   * Least and greatest element of whole numbers made on the host, and of their views: ops that take indices refuse by
   * it.
   */
  readonly bounds: Bounds | undefined;
  /** A result of a recorded step, which goes on using it: `assign` copies it. */
  lent = false;
  /** The memory; another one only after `moveTo`. */
  private memory: Storage | null;
  /** The call that took the value over, where one did. */
  private takenBy: string | undefined;
  /** What must be given back when the handle is dropped. */
  private readonly held: { storage: Storage; device: Device };

  /** Takes over one reference to `storage`. Made by functions; users have no need to call it. */
  constructor(
    storage: Storage,
    dtype: DType,
    shape: Shape,
    view: { strides?: Shape; offset?: number; id?: number; tracked?: boolean; bounds?: Bounds } = {},
  ) {
    this.device = storage.device;
    this.memory = storage;
    this.dtype = dtype;
    this.shape = shape;
    const dense = rowMajor(shape);
    this.strides = view.strides ?? dense;
    this.size = size(shape);
    this.contiguous = this.strides.every((stride, axis) => stride === dense[axis] || shape[axis] === 1);
    this.offset = view.offset ?? 0;
    this.id = view.id ?? nextId++;
    this.bounds = view.bounds;
    this.device.tensors++;
    if (view.tracked !== false) track(this);
    this.held = { storage, device: this.device };
    dropped.register(this, this.held, this);
  }

  get rank(): number {
    return this.shape.length;
  }
  get disposed(): boolean {
    return this.memory === null;
  }

  /**
   * The memory, or DisposedError naming the op that wanted it, or why no value is there. A step that is being
   * recorded notes what it reads.
   */
  storage(op: string): Storage {
    const memory = this.touch(op);
    const { lost } = memory;
    if (lost instanceof DeviceLostError) throw new DeviceLostError(op, lost.what, lost.got, lost.fix);
    if (lost) throw this.device.told(lost);
    return memory;
  }

  /** The memory, whether its value is there or not: for who gives it another. */
  protected touch(op: string): Storage {
    if (!this.memory)
      throw new DisposedError(
        op,
        this.takenBy ? `the tensor was taken over by ${this.takenBy}` : 'the tensor was disposed',
        `${this.dtype} ${show(this.shape)}`,
        this.takenBy
          ? 'go on with the variable, or give it copy(x)'
          : 'keep it alive: return it from the scope, or dispose later',
      );
    step.now?.reads(this);
    return this.memory;
  }

  /** Whether its value is not there: the GPU refused what it takes, or was lost with it. */
  get lost(): boolean {
    return Boolean(this.memory?.lost);
  }

  /** Whether its value lies in that memory, there if a place is given. */
  liesIn(storage: Storage, offset = this.offset): boolean {
    return this.memory === storage && this.offset === offset;
  }

  /** A reference to its memory, for whoever holds on to the value. */
  hold(): Place {
    return { storage: this.memory!.retain(), offset: this.offset };
  }

  /** Takes over a reference to memory that holds its value: for variables, and for results of recorded steps. */
  moveTo({ storage, offset }: Place): void {
    this.memory!.release();
    this.memory = this.held.storage = storage;
    this.offset = offset;
  }

  /** Disposes of a tensor whose value has gone over to `owner`: whoever uses it still is told so. */
  giveTo(owner: string): void {
    if (this.memory) this.takenBy = owner;
    this.dispose();
  }

  /** Frees the memory once no view needs it. A second call does nothing. */
  dispose(): void {
    if (!this.memory) return;
    dropped.unregister(this);
    untrack(this);
    this.device.tensors--;
    this.memory.release();
    this.memory = null;
  }
  [Symbol.dispose](): void {
    this.dispose();
  }

  /**
   * Another handle of the same value, outside every scope. For recordings and modules that outlive the caller's handle.
   */
  alias(): Tensor {
    return new Tensor(this.storage('alias').retain(), this.dtype, this.shape, {
      strides: this.strides,
      offset: this.offset,
      id: this.id,
      bounds: this.bounds,
      tracked: false,
    });
  }

  /**
   * The elements in row-major order. Submits recorded work and waits for it.
   * @throws DisposedError; DeviceLostError or DeviceError when the GPU failed.
   */
  async data(): Promise<Data> {
    const storage = this.storage('data');
    const { webgpu: gpu } = this.device;
    this.device.check('data');
    if (step.now)
      throw new ScopeError(
        'data',
        'nothing can be read inside a step that is replayed',
        '',
        'return the tensor, and read it after run()',
      );
    if (planning.now) throw new ScopeError('data', 'nothing can be read inside warmup', '', 'read after it');
    const dense = this.contiguous ? storage.retain() : copyStorage(this.device, storage, this, this.dtype);
    const offset = this.contiguous ? this.offset : 0;
    try {
      if (!gpu) return dense.array!.slice(offset, offset + this.size) as Data;
      if (this.size === 0) return allocate(this.dtype, 0);
      const start = Math.floor((offset * bytesPerElement[this.dtype]) / 4) * 4;
      const skip = offset * bytesPerElement[this.dtype] - start;
      const bytes = await gpu.queue
        .read(dense.buffer!, start, skip + this.size * bytesPerElement[this.dtype])
        .catch((error: unknown) => {
          if (error instanceof SaccadeError) throw this.device.told(error);
          this.device.checkLost('data', gpu);
          throw new DeviceError('data', 'the read failed', String(error), 'open a new device');
        });
      this.device.checkLost('data', gpu);
      return fromBytes(this.dtype, skip ? bytes.slice(skip) : bytes);
    } finally {
      dense.release();
    }
  }

  /**
   * The value of a one-element tensor.
   * @throws ShapeError when there are more elements, or none.
   */
  async item(): Promise<number> {
    if (this.size !== 1)
      throw new ShapeError('item', 'needs exactly one element', show(this.shape), 'reduce it first, or use data()');
    return (await this.data())[0];
  }

  /**
   * The same elements under another shape, one size of which may be -1: what is left. Copies only when the strides
   * leave no choice.
   */
  reshape(...sizes: number[] | [Shape]): Tensor {
    const shape = inferShape(this.shape, sizes.flat());
    const strides = viewStrides(this, shape);
    if (strides) return this.view(shape, strides, this.offset, { kind: 'reshape' }, 'reshape');
    const storage = copyStorage(this.device, this.storage('reshape'), this, this.dtype);
    const out = new Tensor(storage, this.dtype, shape, { bounds: this.bounds });
    record('reshape', [this], [out], { kind: 'reshape' });
    return out;
  }

  /** Axes in another order: `order[i]` is the axis that becomes axis `i`. */
  permute(...axes: number[] | [readonly number[]]): Tensor {
    const order = axes.flat().map((axis) => normalizeAxis('permute', axis, this.rank));
    if (order.length !== this.rank || new Set(order).size !== order.length)
      throw new ShapeError(
        'permute',
        'every axis must be named once',
        `${show(order)} for ${show(this.shape)}`,
        'give a permutation of all axes',
      );
    return this.view(
      order.map((axis) => this.shape[axis]),
      order.map((axis) => this.strides[axis]),
      this.offset,
      { kind: 'permute', order },
      'permute',
    );
  }

  /** Two axes exchanged; the last two by default. */
  transpose(a = -2, b = -1): Tensor {
    const order = this.shape.map((_, axis) => axis);
    const [i, j] = [normalizeAxis('transpose', a, this.rank), normalizeAxis('transpose', b, this.rank)];
    [order[i], order[j]] = [j, i];
    return this.permute(order);
  }

  /**
   * A range of one axis, `start` up to but not including `end` (negative ones count from the end), every `step`-th
   * element. A negative step walks backwards from `start`.
   */
  slice(axis: number, start: number, end?: number, step = 1): Tensor {
    const at = normalizeAxis('slice', axis, this.rank);
    if (!Number.isInteger(step) || step === 0)
      throw new ShapeError(
        'slice',
        'the step must be a whole number other than 0',
        String(step),
        'use 1, or -1 for the other way round',
      );
    for (const place of [start, end ?? 0])
      if (Number.isNaN(place) || (Number.isFinite(place) && !Number.isInteger(place)))
        throw new ShapeError('slice', 'start and end must be whole numbers', `${start} to ${end}`, 'round them');
    const n = this.shape[at];
    const clamp = (i: number, low: number, high: number) => Math.max(low, Math.min(high, i < 0 ? i + n : i));
    const first = step > 0 ? clamp(start, 0, n) : clamp(start, -1, n - 1);
    const last = end === undefined ? (step > 0 ? n : -1) : step > 0 ? clamp(end, 0, n) : clamp(end, -1, n - 1);
    const count = Math.max(0, Math.ceil((last - first) / step));
    const shape = this.shape.map((size, i) => (i === at ? count : size));
    const strides = this.strides.map((stride, i) => (i === at ? stride * step : stride));
    const starts = this.shape.map((_, i) => (i === at && count ? first : 0));
    const steps = this.shape.map((_, i) => (i === at ? step : 1));
    return this.view(
      shape,
      strides,
      this.offset + (count ? first * this.strides[at] : 0),
      { kind: 'slice', starts, steps },
      'slice',
    );
  }

  /** Repeats size-1 axes (and new leading ones) without copying. -1 keeps a size. */
  expand(...sizes: number[] | [Shape]): Tensor {
    const asked = sizes.flat();
    const lead = asked.length - this.rank;
    const shape = asked.map((n, axis) => (n === -1 && axis >= lead ? this.shape[axis - lead] : n));
    checkShape('expand', shape);
    if (lead < 0 || this.shape.some((n, axis) => n !== 1 && n !== shape[axis + lead]))
      throw new ShapeError(
        'expand',
        'only axes of size 1 can be repeated',
        `${show(this.shape)} to ${show(asked)}`,
        'sizes other than 1 stay as they are (-1 keeps one)',
      );
    return this.view(
      shape,
      broadcastStrides(this.shape, this.strides, shape),
      this.offset,
      { kind: 'expand' },
      'expand',
    );
  }

  private view(shape: Shape, strides: Shape, offset: number, adjoint: Adjoint, op: string): Tensor {
    checkShape(op, shape);
    // A part of the elements may keep to narrower bounds: nothing is known of it.
    const bounds = size(shape) < this.size ? undefined : this.bounds;
    const out = new Tensor(this.storage(op).retain(), this.dtype, shape, { strides, offset, bounds });
    record(op, [this], [out], adjoint);
    return out;
  }
}

function inferShape(shape: Shape, asked: readonly number[]): number[] {
  const holes = asked.filter((n) => n === -1).length;
  // Of a tensor without elements, axes of size 0 that stay where they are say nothing of the one that is asked for.
  const empty = (sizes: readonly number[]) => sizes.flatMap((n, axis) => (n === 0 ? [axis] : [])).join();
  const counted = empty(shape) === empty(asked) ? (n: number) => n > 0 : (n: number) => n >= 0;
  const known = size(asked.filter(counted));
  const out = asked.map((n) => (n === -1 ? size(shape.filter(counted)) / known : n));
  if (holes > 1 || out.some((n) => !Number.isInteger(n) || n < 0) || size(out) !== size(shape))
    throw new ShapeError(
      'reshape',
      'the sizes do not hold the same elements',
      `${show(shape)} to ${show(asked)}`,
      'their products must be equal; one size may be -1',
    );
  return out;
}

/** Strides under which `x` shows as `shape` without a copy, or null. */
function viewStrides(x: Operand, shape: Shape): number[] | null {
  if (size(shape) === 0) return rowMajor(shape);
  const strides = new Array<number>(shape.length).fill(0);
  const axes = x.shape.map((n, axis) => ({ n, stride: x.strides[axis] })).filter(({ n }) => n !== 1);
  let to = shape.length - 1;
  for (let end = axes.length - 1; end >= 0;) {
    // A run of axes that lie dense in memory is one axis to a reshape.
    let start = end;
    let length = axes[end].n;
    while (start > 0 && axes[start - 1].stride === axes[start].stride * axes[start].n) length *= axes[--start].n;
    let step = axes[end].stride;
    let left = length;
    while (to >= 0 && left > 1) {
      if (shape[to] !== 1 && left % shape[to] !== 0) return null;
      strides[to] = step;
      step *= shape[to];
      left /= shape[to--];
    }
    if (left !== 1) return null;
    end = start - 1;
  }
  for (; to >= 0; to--) strides[to] = to + 1 < shape.length ? strides[to + 1] * shape[to + 1] : 1;
  return strides;
}

function fromBytes(dtype: DType, bytes: ArrayBuffer): Data {
  switch (dtype) {
    case 'f16':
      return Float32Array.from(new Uint16Array(bytes), fromHalf);
    case 'bool':
      return Uint8Array.from(new Uint32Array(bytes));
    case 'i32':
      return new Int32Array(bytes);
    case 'u32':
      return new Uint32Array(bytes);
    default:
      return new Float32Array(bytes);
  }
}
