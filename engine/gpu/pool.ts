/**
 * GPU buffers, recycled by exact size.
 *
 * A released buffer may be handed out again at once, even while recorded commands still read it: commands run in the order they were
 * recorded, so a later writer cannot overtake an earlier reader. Only destroying needs a fence, so surplus buffers are destroyed after a submit.
 */
import { LimitError } from '../errors.ts';

export interface PoolBuffer {
  readonly gpu: GPUBuffer;
  /** Unique for the life of the device; bind groups are cached by it. */
  readonly id: number;
  readonly bytes: number;
  /** The arena whose it is, if any. */
  arena: Arena | null;
}

/** Buffers that a recorded step keeps to itself: those that wait, by size, and all there are. */
export interface Arena {
  readonly idle: Map<number, PoolBuffer[]>;
  readonly all: Set<PoolBuffer>;
}

/** Whole vec4s, so that kernels may read any tensor as vec4 where its length allows. */
const granularity = 16;
/** Bytes of idle buffers kept for reuse. */
const idleLimit = 1 << 30;

const usage = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

export class Pool {
  private readonly device: GPUDevice;
  private readonly onError: (error: GPUError, bytes: number) => void;
  private idle = new Map<number, PoolBuffer[]>();
  /** The arena of the step that is being recorded. */
  private open: Arena | null = null;
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

  /**
   * A buffer of at least `bytes`; its contents are whatever was there before. What a recorded step finds in it in every run, and never writes, must
   * be `lasting`. Throws LimitError over the adapter's buffer size.
   */
  take(bytes: number, lasting = false): PoolBuffer {
    const size = Math.max(granularity, Math.ceil(bytes / granularity) * granularity);
    this.used += size;
    this.peak = Math.max(this.peak, this.used);
    const arena = lasting ? null : this.open;
    const reused = (arena?.idle ?? this.idle).get(size)?.pop();
    if (reused) this.spare -= size;
    const buffer = reused ?? this.create(size);
    if (arena) arena.all.add(buffer);
    buffer.arena = arena;
    return buffer;
  }

  give(buffer: PoolBuffer): void {
    // What a finished recording keeps stays in use, whether a tensor shows it or not.
    if (!buffer.arena || buffer.arena === this.open) this.count(buffer, -1);
    put(buffer.arena?.idle ?? this.idle, buffer);
  }

  /** Until `closeArena` all buffers taken go round among themselves: what is given back from elsewhere is not touched. */
  openArena(): Arena {
    this.open = { idle: this.idle, all: new Set() };
    this.idle = new Map();
    return this.open;
  }

  closeArena(): void {
    const { idle, all } = this.open!;
    this.open = null;
    for (const [size, list] of idle) {
      idle.set(
        size,
        list.filter((buffer) => all.has(buffer)),
      );
      for (const buffer of list) {
        if (all.has(buffer)) this.count(buffer, 1);
        else put(this.idle, buffer);
      }
    }
  }

  /** Gives a closed arena's buffers back to all; those in use follow when they are given back. */
  clear({ idle, all }: Arena): void {
    for (const buffer of all) buffer.arena = null;
    for (const list of idle.values()) for (const buffer of list) this.give(buffer);
  }

  private count(buffer: PoolBuffer, sign: 1 | -1): void {
    this.used += sign * buffer.bytes;
    this.spare -= sign * buffer.bytes;
  }

  /** Destroys idle buffers until at most `keep` bytes of them are left; returns how many are gone. Call right after a submit. */
  trim(keep = idleLimit): number {
    let gone = 0;
    for (const list of this.idle.values()) {
      while (this.spare > keep && list.length) {
        const buffer = list.shift()!;
        this.spare -= buffer.bytes;
        buffer.gpu.destroy();
        gone++;
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
    void this.device.popErrorScope().then(
      (error) => error && this.onError(error, size),
      () => {},
    );
    this.created++;
    return { gpu, id: this.nextId++, bytes: size, arena: null };
  }
}

function put(idle: Arena['idle'], buffer: PoolBuffer): void {
  const list = idle.get(buffer.bytes);
  if (list) list.push(buffer);
  else idle.set(buffer.bytes, [buffer]);
}
