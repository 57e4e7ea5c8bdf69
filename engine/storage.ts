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
  /** GPU memory; null on the reference backend. Another one after `split`, with the same contents. */
  buffer: PoolBuffer | null;
  /** Host memory of the reference backend; null on a GPU. */
  readonly array: Data | Float64Array | null;
  /** Tensors, caches and recorded steps that count on these contents. */
  references = 1;

  private constructor(device: Device, buffer: PoolBuffer | null, array: Data | Float64Array | null) {
    this.device = device;
    this.buffer = buffer;
    this.array = array;
  }

  /**
   * Memory for `length` elements. On a GPU its contents are undefined until a kernel, or the host where `lasting`,
   * writes them.
   */
  static create(device: Device, dtype: DType, length: number, lasting = false): Storage {
    if (device.webgpu)
      return new Storage(device, device.webgpu.pool.take(length * bytesPerElement[dtype], lasting), null);
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
    if (--this.references === 0) this.buffer?.pool.give(this.buffer);
  }

  /** Why there is no value: the GPU refused what it takes, or was lost with it. */
  get lost(): Error | null {
    return this.buffer && (this.buffer.lost ?? this.buffer.pool.gone);
  }

  /**
   * Copy on write: gives the buffer away, in a storage that is the caller's alone and may be overwritten, and goes on
   * in a copy. All who hold this one keep the value that they hold.
   */
  split(): Storage {
    const { pool, queue } = this.device.webgpu!;
    const given = new Storage(this.device, this.buffer, null);
    const { bytes } = this.buffer!;
    this.buffer = pool.take(bytes, true);
    queue.copy({ from: given.buffer!, start: 0, to: this.buffer, at: 0, bytes });
    return given;
  }
}
