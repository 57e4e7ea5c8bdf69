/** The memory behind tensors: counted, because views share it. */
import type { Data, DType } from './dtype.ts';
import { allocate, bytesPerElement } from './dtype.ts';
import type { Device } from './device.ts';
import type { PoolBuffer } from './gpu/pool.ts';

/** Where a value lies: elements from the start of memory. */
export interface Place {
  readonly storage: Storage;
  readonly offset: number;
}

export class Storage {
  readonly device: Device;
  /** GPU memory; null on the reference backend. */
  readonly buffer: PoolBuffer | null;
  /** Host memory of the reference backend; null on a GPU. */
  readonly array: Data | Float64Array | null;
  /** Recorded steps and caches that count on this memory: no variable takes it over. */
  pins = 0;
  /** Variables that live here. */
  residents = 0;
  private references = 1;

  private constructor(device: Device, buffer: PoolBuffer | null, array: Data | Float64Array | null) {
    this.device = device;
    this.buffer = buffer;
    this.array = array;
  }

  /** Memory for `length` elements. On a GPU its contents are undefined until a kernel, or the host where `lasting`, writes them. */
  static create(device: Device, dtype: DType, length: number, lasting = false): Storage {
    if (device.gpu) return new Storage(device, device.gpu.pool.take(length * bytesPerElement[dtype], lasting), null);
    return new Storage(
      device,
      null,
      device.exact && dtype === 'f32' ? new Float64Array(length) : allocate(dtype, length),
    );
  }

  retain(): this {
    this.references++;
    return this;
  }

  release(): void {
    if (--this.references === 0 && this.buffer) this.device.gpu!.pool.give(this.buffer);
  }

  pin(): this {
    this.pins++;
    return this.retain();
  }

  unpin(): void {
    this.pins--;
    this.release();
  }

  /** Whether tensors other than variables see this memory. */
  get viewed(): boolean {
    return this.references > this.pins + this.residents;
  }
}
