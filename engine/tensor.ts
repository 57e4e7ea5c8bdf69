/** Tensors: a shape and strides over shared storage. Functions compute; methods only look, so views cost no GPU work. */
import { copyStorage } from './copy.ts';
import type { Data, DataOf, DType } from './dtype.ts';
import { allocate, bytesPerElement, checkDType, isInteger } from './dtype.ts';
import type { Device } from './device.ts';
import { DeviceError, DisposedError, DTypeError, ScopeError, ShapeError } from './errors.ts';
import { fromHalf, toHalf } from './half.ts';
import type { Operand } from './kernel.ts';
import { bindingAlignment } from './plan.ts';
import { mode } from './recorder.ts';
import { track, untrack } from './scope.ts';
import type { Shape } from './shape.ts';
import { broadcastStrides, checkShape, normalizeAxis, rowMajor, sameShape, show, size } from './shape.ts';
import { Storage } from './storage.ts';
import type { Adjoint } from './tape.ts';
import { record } from './tape.ts';

/** Least and greatest. */
export type Bounds = readonly [number, number];

let nextId = 1;
/** A safety net for tensors that are dropped without `dispose`: their memory comes back when JavaScript collects them. */
const dropped = new FinalizationRegistry<{ storage: Storage; device: Device; resident?: boolean }>(({ storage, device, resident }) => {
  device.tensors--;
  if (resident) storage.residents--;
  storage.release();
});

export class Tensor implements Operand {
  readonly device: Device;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: Shape;
  /** Where in the memory the first element lies; moved only by `Variable.assign`. */
  offset: number;
  /** Number of elements. */
  readonly size: number;
  /** Whether the elements lie dense and in row-major order. */
  readonly contiguous: boolean;
  /** The same for handles of the same value: gradients go by it. */
  readonly id: number;
  /** Least and greatest element of whole numbers made on the host, and of their views: ops that take indices refuse by it. */
  readonly bounds: Bounds | undefined;
  /** The memory; swapped only by `Variable.assign`. */
  protected memory: Storage | null;

  /** Takes over one reference to `storage`. Made by functions; users have no need to call it. */
  constructor(storage: Storage, dtype: DType, shape: Shape, view: { strides?: Shape; offset?: number; id?: number; tracked?: boolean; bounds?: Bounds } = {}) {
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
    dropped.register(this, { storage, device: this.device }, this);
  }

  get rank(): number {
    return this.shape.length;
  }
  get disposed(): boolean {
    return this.memory === null;
  }

  /** The memory, or DisposedError naming the op that wanted it. */
  storage(op: string): Storage {
    if (!this.memory) throw new DisposedError(op, 'the tensor was disposed', `${this.dtype} ${show(this.shape)}`, 'keep it alive: return it from the scope, or dispose later');
    return this.memory;
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

  /** Another handle of the same value, outside every scope. For recordings and modules that outlive the caller's handle. */
  alias(): Tensor {
    return new Tensor(this.storage('alias').retain(), this.dtype, this.shape, { strides: this.strides, offset: this.offset, id: this.id, bounds: this.bounds, tracked: false });
  }

  /**
   * The elements in row-major order. Submits recorded work and waits for it.
   * @throws DisposedError; DeviceLostError or DeviceError when the GPU failed.
   */
  async data(): Promise<Data> {
    const storage = this.storage('data');
    const { gpu } = this.device;
    this.device.check('data');
    if (mode.recorder) throw new ScopeError('data', 'nothing can be read inside a step that is replayed', '', 'return the tensor, and read it after run()');
    if (gpu?.pipelines.planned) throw new ScopeError('data', 'nothing can be read inside warmup', '', 'read after it');
    const dense = this.contiguous ? storage.retain() : copyStorage(this.device, storage, this, this.dtype);
    const offset = this.contiguous ? this.offset : 0;
    try {
      if (!gpu) return dense.array!.slice(offset, offset + this.size) as Data;
      if (this.size === 0) return allocate(this.dtype, 0);
      const start = Math.floor((offset * bytesPerElement[this.dtype]) / 4) * 4;
      const skip = offset * bytesPerElement[this.dtype] - start;
      const bytes = await gpu.queue.read(dense.buffer!, start, skip + this.size * bytesPerElement[this.dtype]).catch((error: unknown) => {
        this.device.check('data');
        throw new DeviceError('data', 'the read failed', String(error), 'open a new device');
      });
      this.device.check('data');
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
    if (this.size !== 1) throw new ShapeError('item', 'needs exactly one element', show(this.shape), 'reduce it first, or use data()');
    return (await this.data())[0];
  }

  /** The same elements under another shape, one size of which may be -1. Copies only when the strides leave no choice. */
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
    if (order.length !== this.rank || new Set(order).size !== order.length) throw new ShapeError('permute', 'every axis must be named once', `${show(order)} for ${show(this.shape)}`, 'give a permutation of all axes');
    return this.view(order.map((axis) => this.shape[axis]), order.map((axis) => this.strides[axis]), this.offset, { kind: 'permute', order }, 'permute');
  }

  /** Two axes exchanged; the last two by default. */
  transpose(a = -2, b = -1): Tensor {
    const order = this.shape.map((_, axis) => axis);
    const [i, j] = [normalizeAxis('transpose', a, this.rank), normalizeAxis('transpose', b, this.rank)];
    [order[i], order[j]] = [j, i];
    return this.permute(order);
  }

  /**
   * A range of one axis, `start` up to but not including `end` (negative ones count from the end), every `step`-th element.
   * A negative step walks backwards from `start`.
   */
  slice(axis: number, start: number, end?: number, step = 1): Tensor {
    const at = normalizeAxis('slice', axis, this.rank);
    if (!Number.isInteger(step) || step === 0) throw new ShapeError('slice', 'the step must be a whole number other than 0', String(step), 'use 1, or -1 for the other way round');
    for (const place of [start, end ?? 0]) if (Number.isNaN(place) || (Number.isFinite(place) && !Number.isInteger(place))) throw new ShapeError('slice', 'start and end must be whole numbers', `${start} to ${end}`, 'round them');
    const n = this.shape[at];
    const clamp = (i: number, low: number, high: number) => Math.max(low, Math.min(high, i < 0 ? i + n : i));
    const first = step > 0 ? clamp(start, 0, n) : clamp(start, -1, n - 1);
    const last = end === undefined ? (step > 0 ? n : -1) : step > 0 ? clamp(end, 0, n) : clamp(end, -1, n - 1);
    const count = Math.max(0, Math.ceil((last - first) / step));
    const shape = this.shape.map((size, i) => (i === at ? count : size));
    const strides = this.strides.map((stride, i) => (i === at ? stride * step : stride));
    const starts = this.shape.map((_, i) => (i === at && count ? first : 0));
    const steps = this.shape.map((_, i) => (i === at ? step : 1));
    return this.view(shape, strides, this.offset + (count ? first * this.strides[at] : 0), { kind: 'slice', starts, steps }, 'slice');
  }

  /** Repeats size-1 axes (and new leading ones) without copying. -1 keeps a size. */
  expand(...sizes: number[] | [Shape]): Tensor {
    const asked = sizes.flat();
    const lead = asked.length - this.rank;
    const shape = asked.map((n, axis) => (n === -1 && axis >= lead ? this.shape[axis - lead] : n));
    checkShape('expand', shape);
    if (lead < 0 || this.shape.some((n, axis) => n !== 1 && n !== shape[axis + lead])) throw new ShapeError('expand', 'only axes of size 1 can be repeated', `${show(this.shape)} to ${show(asked)}`, 'sizes other than 1 stay as they are (-1 keeps one)');
    return this.view(shape, broadcastStrides(this.shape, this.strides, shape), this.offset, { kind: 'expand' }, 'expand');
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

/** Where a variable lies: elements from the start of memory. */
export interface Place {
  storage: Storage;
  offset: number;
}

/** A reference to the memory of `x` where it lies dense, kernels can bind it from its start, and nothing counts on it; else to a copy. */
function ownPlace(x: Tensor, op: string): Place {
  const bound = x.contiguous && (x.offset * bytesPerElement[x.dtype]) % bindingAlignment === 0 && !x.storage(op).pins;
  return bound ? { storage: x.storage(op).retain(), offset: x.offset } : { storage: copyStorage(x.device, x.storage(op), x, x.dtype), offset: 0 };
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
   * @throws ShapeError, DTypeError when it differs in shape or type.
   */
  assign(next: Tensor): void {
    if (!sameShape(next.shape, this.shape)) throw new ShapeError('assign', 'the shapes differ', `${show(next.shape)} for ${show(this.shape)}`, 'reshape it first');
    if (next.dtype !== this.dtype) throw new DTypeError('assign', 'the dtypes differ', `${next.dtype} for ${this.dtype}`, 'cast it first');
    const before = this.storage('assign');
    if (!mode.planning) {
      if (!mode.recorder && before.pins) overwrite(this, next);
      else this.moveTo(ownPlace(next, 'assign'));
    }
    next.dispose();
  }

  /** The memory; a step that is being recorded notes which variables it meets. */
  override storage(op: string): Storage {
    const storage = super.storage(op);
    mode.recorder?.meet(this, storage);
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
  device.gpu!.queue.copy({ from: storage.buffer!, start: offset * width, to: variable.storage('assign').buffer!, at: variable.offset * width, bytes: next.size * width });
  storage.release();
}

/** A trainable member of a module. */
export const parameter = (initial: Tensor): Variable => new Variable(initial, true);
/** A member that is saved with the module but not trained, like a running mean. */
export const buffer = (initial: Tensor): Variable => new Variable(initial, false);

type Nested = number | readonly Nested[];

/**
 * A tensor from numbers: a typed array or flat list with a shape, or nested lists.
 * The dtype is that of the typed array (f32 for plain numbers) unless given.
 * @throws ShapeError when the shape does not hold that many elements, or nested lists are ragged.
 */
export function tensor<D extends DType>(device: Device, values: Nested | Data | Float64Array, shape?: Shape, dtype?: D): Tensor {
  device.check('tensor');
  const typed = ArrayBuffer.isView(values);
  const dims = shape ?? (typed ? [values.length] : nestedShape(values));
  checkShape('tensor', dims);
  const flat = typed ? values : typeof values === 'number' ? [values] : ((values as unknown[]).flat(Infinity) as number[]);
  if (flat.length !== size(dims)) throw new ShapeError('tensor', `the shape holds ${size(dims)} elements`, `${flat.length} for ${show(dims)}`, 'pass the shape of the data');
  const type = dtype ?? (values instanceof Int32Array ? 'i32' : values instanceof Uint32Array ? 'u32' : values instanceof Uint8Array ? 'bool' : 'f32');
  checkDType('tensor', type);
  const storage = upload(device, type, flat);
  mode.recorder?.write(Float64Array.from(flat));
  return new Tensor(storage, type, dims, isInteger(type) && flat.length ? { bounds: boundsOf(flat) } : {});
}

function upload(device: Device, dtype: DType, values: ArrayLike<number>): Storage {
  const storage = Storage.create(device, dtype, values.length, true);
  if (!device.gpu) {
    const target = storage.array!;
    for (let i = 0; i < values.length; i++) target[i] = dtype === 'bool' ? Number(values[i] !== 0) : dtype === 'f16' ? fromHalf(toHalf(values[i])) : values[i];
  } else if (values.length) device.gpu.queue.write(storage.buffer!, toBytes(dtype, values));
  return storage;
}

function boundsOf(values: ArrayLike<number>): Bounds {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return [low, high];
}

/** A tensor of one value: a single element in memory, seen under every index. */
export function full(device: Device, shape: Shape, value: number, dtype: DType = 'f32'): Tensor {
  checkShape('full', shape);
  checkDType('full', dtype);
  device.check('full');
  mode.recorder?.write(Float64Array.of(value));
  const bounds: Bounds | undefined = isInteger(dtype) ? [value, value] : undefined;
  return new Tensor(constant(device, value, dtype).retain(), dtype, shape, { strides: shape.map(() => 0), bounds });
}

/** Memory of one number. Kept by the device, since writing it anew would submit what is recorded: a seed of ones, say, in the midst of a step. */
function constant(device: Device, value: number, dtype: DType): Storage {
  const key = `${dtype} ${Object.is(value, -0) ? '-0' : value}`;
  const known = device.constants.get(key);
  if (known) return known;
  if (device.constants.size >= constantLimit) {
    for (const storage of device.constants.values()) storage.unpin();
    device.constants.clear();
  }
  const storage = upload(device, dtype, [value]);
  storage.pins++;
  device.constants.set(key, storage);
  return storage;
}
const constantLimit = 1024;

export const zeros = (device: Device, shape: Shape, dtype: DType = 'f32'): Tensor => full(device, shape, 0, dtype);
export const ones = (device: Device, shape: Shape, dtype: DType = 'f32'): Tensor => full(device, shape, 1, dtype);

function nestedShape(values: Nested): number[] {
  if (typeof values === 'number') return [];
  const inner = values.map(nestedShape);
  if (inner.some((shape) => !sameShape(shape, inner[0]))) throw new ShapeError('tensor', 'nested lists are ragged', inner.map(show).join(', '), 'make all lists of one level equally long');
  return [values.length, ...(inner[0] ?? [])];
}

function inferShape(shape: Shape, asked: readonly number[]): number[] {
  const holes = asked.filter((n) => n === -1).length;
  const known = asked.reduce((product, n) => (n === -1 ? product : product * n), 1);
  const out = asked.map((n) => (n === -1 ? size(shape) / known : n));
  if (holes > 1 || out.some((n) => !Number.isInteger(n) || n < 0) || size(out) !== size(shape)) throw new ShapeError('reshape', 'the sizes do not hold the same elements', `${show(shape)} to ${show(asked)}`, 'their products must be equal; one size may be -1');
  return out;
}

/** Strides under which `x` shows as `shape` without a copy, or null. */
function viewStrides(x: Operand, shape: Shape): number[] | null {
  if (size(shape) === 0) return rowMajor(shape);
  const strides = new Array<number>(shape.length).fill(0);
  const axes = x.shape.map((n, axis) => ({ n, stride: x.strides[axis] })).filter(({ n }) => n !== 1);
  let to = shape.length - 1;
  for (let end = axes.length - 1; end >= 0; ) {
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

function toBytes(dtype: DType, values: ArrayLike<number>): ArrayBufferView<ArrayBuffer> {
  switch (dtype) {
    case 'f16': return Uint16Array.from(values, toHalf);
    case 'bool': return Uint32Array.from(values, (value) => Number(value !== 0));
    case 'i32': return values instanceof Int32Array ? (values as Int32Array<ArrayBuffer>) : Int32Array.from(values);
    case 'u32': return values instanceof Uint32Array ? (values as Uint32Array<ArrayBuffer>) : Uint32Array.from(values);
    default: return values instanceof Float32Array ? (values as Float32Array<ArrayBuffer>) : Float32Array.from(values);
  }
}

function fromBytes(dtype: DType, bytes: ArrayBuffer): Data {
  switch (dtype) {
    case 'f16': return Float32Array.from(new Uint16Array(bytes), fromHalf);
    case 'bool': return Uint8Array.from(new Uint32Array(bytes));
    case 'i32': return new Int32Array(bytes);
    case 'u32': return new Uint32Array(bytes);
    default: return new Float32Array(bytes);
  }
}

/** `data()` of a tensor whose type the caller knows. */
export const readAs = async <D extends DType>(x: Tensor, dtype: D): Promise<DataOf[D]> => {
  if (x.dtype !== dtype) throw new DTypeError('data', `the tensor is ${x.dtype}`, `asked for ${dtype}`, 'cast it first');
  return (await x.data()) as DataOf[D];
};
