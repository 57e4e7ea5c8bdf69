/**
 * GPU buffers, recycled by exact size.
 *
 * A released buffer may be handed out again at once, even while recorded commands still read it: commands run in the
 * order they were recorded, so a later writer cannot overtake an earlier reader. Only destroying needs a fence, so
 * surplus buffers are destroyed after a submit.
 */
import { LimitError } from '../errors.ts';
import type { Gate } from './gate.ts';

export interface PoolBuffer {
  /** Another one where the first was refused: bound only once it is granted. */
  gpu: GPUBuffer;
  /** Unique for the life of the device; bind groups are cached by it. */
  readonly id: number;
  readonly bytes: number;
  /** Where it goes when it is given back: a device that was recovered has another one. */
  readonly pool: Pool;
  /** The arena whose it is, if any. */
  arena: Arena | null;
  /** Why there is no value in it: it was refused, or what should have written it was. */
  lost: Error | null;
  /** It is not there at all. */
  refused: boolean;
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
  private readonly gate: Gate;
  private readonly onError: (error: GPUError, bytes: number) => Error;
  /** Buffers that came back while work was held back: some of it may still want them. */
  private readonly wanted = new Set<PoolBuffer>();
  private idle = new Map<number, PoolBuffer[]>();
  /** The arena of the step that is being recorded. */
  private open: Arena | null = null;
  private nextId = 1;
  /** Why nothing that it has given is there any more: the device was lost, and has another pool by now. */
  gone: Error | null = null;
  /** Bytes handed out, the most there ever were, and bytes waiting for reuse. */
  used = 0;
  peak = 0;
  spare = 0;
  /** Buffers ever created: constant from the second step of a training loop on. */
  created = 0;

  /** `onError` tells of a buffer that was refused twice, and gives the error that whoever wants it throws. */
  constructor(device: GPUDevice, gate: Gate, onError: (error: GPUError, bytes: number) => Error) {
    this.device = device;
    this.gate = gate;
    this.onError = onError;
  }

  /**
   * A buffer of at least `bytes`; its contents are whatever was there before. What a recorded step finds in it in every
   * run, and never writes, must be `lasting`. Throws LimitError over the adapter's buffer size.
   */
  take(bytes: number, lasting = false): PoolBuffer {
    const size = Math.max(granularity, Math.ceil(bytes / granularity) * granularity);
    const arena = lasting ? null : this.open;
    const buffer = this.reuse((arena?.idle ?? this.idle).get(size)) ?? this.create(size);
    this.used += size;
    this.peak = Math.max(this.peak, this.used);
    if (arena) arena.all.add(buffer);
    buffer.arena = arena;
    return buffer;
  }

  /** A buffer that waits, with no value in it; now, and when what is held back has been done to it. */
  private reuse(list: PoolBuffer[] | undefined): PoolBuffer | undefined {
    for (let buffer = list?.pop(); buffer; buffer = list!.pop()) {
      this.spare -= buffer.bytes;
      // One that came back before the GPU refused it is not there.
      if (buffer.refused) continue;
      const found = buffer;
      found.lost = null;
      if (this.gate.closed)
        this.gate.inTurn(() => {
          if (!found.refused) found.lost = null;
        });
      return found;
    }
    return undefined;
  }

  give(buffer: PoolBuffer): void {
    // What a finished recording keeps stays in use, whether a tensor shows it or not.
    if (!buffer.arena || buffer.arena === this.open) this.count(buffer, -1);
    if (buffer.refused) {
      if (!buffer.arena || buffer.arena === this.open) this.spare -= buffer.bytes;
      return;
    }
    if (this.gate.closed) this.wanted.add(buffer);
    put(buffer.arena?.idle ?? this.idle, buffer);
  }

  /**
   * Until `closeArena` all buffers taken go round among themselves: what is given back from elsewhere is not touched.
   */
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

  /**
   * Destroys idle buffers until at most `keep` bytes of them are left; returns how many are gone. Call right after a
   * submit.
   */
  trim(keep = idleLimit): number {
    let gone = 0;
    if (!this.gate.closed) this.wanted.clear();
    for (const list of this.idle.values()) {
      for (let i = 0; i < list.length && this.spare > keep;) {
        if (this.wanted.has(list[i])) i++;
        else {
          const [buffer] = list.splice(i, 1);
          this.spare -= buffer.bytes;
          buffer.gpu.destroy();
          gone++;
        }
      }
    }
    return gone;
  }

  private create(size: number): PoolBuffer {
    const limit = this.device.limits.maxBufferSize;
    if (size > limit)
      throw new LimitError('allocate', `${size} B exceeds maxBufferSize ${limit}`, '', 'use a smaller batch or image');
    const { gpu, refusal } = this.ask(size);
    const id = this.nextId++;
    const buffer: PoolBuffer = { gpu, id, bytes: size, pool: this, arena: null, lost: null, refused: false };
    this.created++;
    this.gate.hold(this.granted(buffer, refusal));
    return buffer;
  }

  private ask(size: number): { gpu: GPUBuffer; refusal: Promise<GPUError | null> } {
    this.device.pushErrorScope('out-of-memory');
    const gpu = this.device.createBuffer({ size, usage: usage() });
    return { gpu, refusal: this.device.popErrorScope() };
  }

  /** Asks once more when a buffer was refused, without all that waits for reuse. */
  private async granted(buffer: PoolBuffer, refusal: Promise<GPUError | null>): Promise<void> {
    if (!(await refusal)) return;
    this.trim(0);
    const again = this.ask(buffer.bytes);
    buffer.gpu = again.gpu;
    const error = await again.refusal;
    if (!error) return;
    buffer.refused = true;
    buffer.lost = this.onError(error, buffer.bytes);
  }
}

function put(idle: Arena['idle'], buffer: PoolBuffer): void {
  const list = idle.get(buffer.bytes);
  if (list) list.push(buffer);
  else idle.set(buffer.bytes, [buffer]);
}
