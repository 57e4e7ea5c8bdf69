/**
 * GPU buffers, recycled by exact size.
 *
 * A released buffer may be handed out again at once, even while recorded commands still read it: commands run in the order they were
 * recorded, so a later writer cannot overtake an earlier reader. Only destroying needs a fence, so surplus buffers are destroyed after a submit.
 */
import { LimitError } from './errors.ts';

export interface PoolBuffer {
  readonly gpu: GPUBuffer;
  /** Unique for the life of the device; bind groups are cached by it. */
  readonly id: number;
  readonly bytes: number;
}

/** Whole vec4s, so that kernels may read any tensor as vec4 where its length allows. */
const granularity = 16;
/** Bytes of idle buffers kept for reuse. */
const idleLimit = 1 << 30;

const usage = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

export class Pool {
  private readonly device: GPUDevice;
  private readonly onError: (error: GPUError, bytes: number) => void;
  private readonly idle = new Map<number, PoolBuffer[]>();
  private nextId = 1;
  /** Bytes handed out, the most there ever were, and bytes waiting for reuse. */
  used = 0;
  peak = 0;
  spare = 0;
  /** Buffers ever created: constant from the second step of a training loop on. */
  created = 0;

  constructor(device: GPUDevice, onError: (error: GPUError, bytes: number) => void) {
    this.device = device;
    this.onError = onError;
  }

  /** A buffer of at least `bytes`; its contents are whatever was there before. Throws LimitError over the adapter's buffer size. */
  take(bytes: number): PoolBuffer {
    const size = Math.max(granularity, Math.ceil(bytes / granularity) * granularity);
    this.used += size;
    this.peak = Math.max(this.peak, this.used);
    const reused = this.idle.get(size)?.pop();
    if (reused) {
      this.spare -= size;
      return reused;
    }
    return this.create(size);
  }

  give(buffer: PoolBuffer): void {
    this.used -= buffer.bytes;
    this.spare += buffer.bytes;
    const list = this.idle.get(buffer.bytes);
    if (list) list.push(buffer);
    else this.idle.set(buffer.bytes, [buffer]);
  }

  /** Destroys idle buffers until at most `keep` bytes of them are left; returns the ids that are gone. Call right after a submit. */
  trim(keep = idleLimit): number[] {
    const gone: number[] = [];
    for (const list of this.idle.values()) {
      while (this.spare > keep && list.length) {
        const buffer = list.shift()!;
        this.spare -= buffer.bytes;
        buffer.gpu.destroy();
        gone.push(buffer.id);
      }
    }
    return gone;
  }

  private create(size: number): PoolBuffer {
    const limit = this.device.limits.maxBufferSize;
    if (size > limit) {
      this.used -= size;
      throw new LimitError('allocate', `${size} B exceeds maxBufferSize ${limit}`, '', 'use a smaller batch or image');
    }
    this.device.pushErrorScope('out-of-memory');
    const gpu = this.device.createBuffer({ size, usage: usage() });
    void this.device.popErrorScope().then((error) => error && this.onError(error, size), () => {});
    this.created++;
    return { gpu, id: this.nextId++, bytes: size };
  }
}
