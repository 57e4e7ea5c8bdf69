/**
 * Batched recording: dispatches collect in one compute pass of one encoder, their constants in one uniform ring, and
 * everything is submitted on a read, every so many dispatches, or in the next microtask.
 */
import { Gate } from './gate.ts';
import type { Pipeline } from './pipeline.ts';
import type { PoolBuffer } from './pool.ts';

/** A buffer range as a kernel sees it. */
export interface Binding {
  buffer: PoolBuffer;
  offset: number;
  bytes: number;
}

/** A copy of a range of bytes. */
export interface Move {
  from: PoolBuffer;
  start: number;
  to: PoolBuffer;
  at: number;
  bytes: number;
}

/** A dispatch made ready: all but its place in the ring, and its bind group before it first runs. */
export interface Command {
  readonly pipeline: Pipeline;
  readonly bindings: readonly Binding[];
  group: GPUBindGroup | null;
  readonly constants: Uint32Array | null;
  readonly workgroups: readonly [number, number, number];
  /** Whether it adds to what an earlier dispatch of the same op has written, and is lost with it. */
  readonly continues: boolean;
}

const ringBytes = 1 << 17;
const bindGroupLimit = 4096;

export class Queue {
  /** Work waits behind it as long as something that it needs may be refused. */
  readonly gate = new Gate(() => this.flush());
  private readonly device: GPUDevice;
  /** Called after a submit; what it gives says whether buffers are gone. */
  private readonly trim: () => number;
  private readonly ring: GPUBuffer;
  private readonly constants = new Uint32Array(ringBytes / 4);
  private readonly alignment: number;
  private ringUsed = 0;
  private encoder: GPUCommandEncoder | null = null;
  private pass: GPUComputePassEncoder | null = null;
  private recorded = 0;
  private readonly dispatchesPerSubmit: number;
  private readonly bindGroups = new Map<string, GPUBindGroup>();
  /** Whether any buffer or pipeline was ever refused. */
  private damaged = false;
  /** What passes that begin from now on note their beginning and end in. */
  timestamps: GPUComputePassTimestampWrites | undefined;
  dispatches = 0;
  submits = 0;

  constructor(device: GPUDevice, dispatchesPerSubmit: number, trim: () => number) {
    this.device = device;
    this.trim = trim;
    this.dispatchesPerSubmit = dispatchesPerSubmit;
    this.alignment = device.limits.minUniformBufferOffsetAlignment;
    this.ring = device.createBuffer({ size: ringBytes, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  }

  /** Something was refused: from now on what depends on it is left out. */
  refused(): void {
    this.damaged = true;
  }

  /** A dispatch made ready; `constants` fill the kernel's uniform block. */
  prepare(
    pipeline: Pipeline,
    bindings: readonly Binding[],
    constants: Uint32Array | null,
    workgroups: readonly [number, number, number],
    continues: boolean,
  ): Command {
    if (pipeline.error) throw pipeline.error;
    return { pipeline, bindings, group: null, constants, workgroups, continues };
  }

  /** Records one dispatch. */
  dispatch(command: Command): void {
    this.dispatches++;
    if (!this.gate.closed) return this.encode(command);
    const constants = command.constants?.slice() ?? null;
    this.gate.inTurn(() => this.encode(constants ? { ...command, constants } : command));
  }

  private encode(command: Command): void {
    if (this.damaged && this.isLost(command)) return;
    const { pipeline, constants, workgroups } = command;
    const room = constants ? Math.ceil((constants.byteLength + 16) / this.alignment) * this.alignment : 0;
    if (this.ringUsed + room > ringBytes) this.flush();
    const pass = this.open();
    pass.setPipeline(pipeline.gpu);
    const group = (command.group ??= this.bindGroup(pipeline, command.bindings, constants?.byteLength ?? 0));
    if (constants) {
      this.constants.set(constants, this.ringUsed / 4);
      pass.setBindGroup(0, group, [this.ringUsed]);
      this.ringUsed += room;
    } else pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(workgroups[0], workgroups[1], workgroups[2]);
    if (++this.recorded >= this.dispatchesPerSubmit) this.flush();
  }

  /** Whether a dispatch cannot run: what it would have written is lost then, and is there again when it can. */
  private isLost({ pipeline, bindings, continues }: Command): boolean {
    const writes = (i: number) => pipeline.layoutKey[i] === 'w';
    const missing = bindings.find(({ buffer }, i) => (writes(i) && !continues ? buffer.refused : buffer.lost));
    const lost = pipeline.error ?? missing?.buffer.lost ?? null;
    bindings.forEach(({ buffer }, i) => {
      if (writes(i) && !buffer.refused) buffer.lost = lost;
    });
    return lost !== null;
  }

  /** Submits what is recorded. Harmless when nothing is; what is held back goes when it can. */
  flush(): void {
    if (!this.encoder) return;
    this.pass?.end();
    if (this.ringUsed) this.device.queue.writeBuffer(this.ring, 0, this.constants, 0, this.ringUsed / 4);
    this.device.queue.submit([this.encoder.finish()]);
    this.encoder = this.pass = null;
    this.recorded = this.ringUsed = 0;
    this.submits++;
    // Nothing is trimmed before the last has gone: those behind may want what has come back to the pool.
    if (!this.gate.holding && this.trim()) this.bindGroups.clear();
  }

  /** Writes host data. Recorded work goes first: the buffer may be recycled and still be read by it. */
  write(buffer: PoolBuffer, data: ArrayBufferView<ArrayBuffer>): void {
    const whole = data.byteLength % 4 === 0 && !this.gate.closed ? data : paddedCopy(data);
    this.gate.inTurn(() => {
      if (buffer.refused) return;
      buffer.lost = null;
      this.flush();
      this.device.queue.writeBuffer(buffer.gpu, 0, whole.buffer, whole.byteOffset, whole.byteLength);
    });
  }

  /** Records a copy of whole words. */
  copy({ from, start, to, at, bytes }: Move): void {
    this.gate.inTurn(() => {
      if (to.refused) return;
      if (from.lost) {
        to.lost = from.lost;
        return;
      }
      this.open();
      this.pass!.end();
      this.pass = null;
      this.encoder!.copyBufferToBuffer(from.gpu, start, to.gpu, at, Math.ceil(bytes / 4) * 4);
    });
  }

  /** The bytes of a buffer range, through a fresh staging buffer so that concurrent reads cannot meet. */
  async read(buffer: PoolBuffer, offset: number, bytes: number): Promise<ArrayBuffer> {
    const size = Math.max(4, Math.ceil(bytes / 4) * 4);
    let lost: Error | null = null;
    let staging: GPUBuffer | undefined;
    this.gate.inTurn(() => {
      lost = buffer.lost;
      if (lost) return;
      staging = this.device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
      this.flush();
      const encoder = this.device.createCommandEncoder();
      encoder.copyBufferToBuffer(buffer.gpu, offset, staging, 0, size);
      this.device.queue.submit([encoder.finish()]);
    });
    if (this.gate.closed) await this.gate.opened();
    if (lost) throw lost;
    try {
      await staging!.mapAsync(GPUMapMode.READ);
      return staging!.getMappedRange().slice(0, bytes);
    } finally {
      staging!.destroy();
    }
  }

  private open(): GPUComputePassEncoder {
    if (!this.encoder) {
      this.encoder = this.device.createCommandEncoder();
      queueMicrotask(() => this.flush());
    }
    return (this.pass ??= this.encoder.beginComputePass({ timestampWrites: this.timestamps }));
  }

  private bindGroup(pipeline: Pipeline, bindings: readonly Binding[], constantBytes: number): GPUBindGroup {
    let key = pipeline.layoutKey + constantBytes;
    for (const { buffer, offset, bytes } of bindings)
      key += offset || bytes !== buffer.bytes ? `,${buffer.id}:${offset}:${bytes}` : `,${buffer.id}`;
    const cached = this.bindGroups.get(key);
    if (cached) return cached;
    if (this.bindGroups.size >= bindGroupLimit) this.bindGroups.clear();
    const entries: GPUBindGroupEntry[] = bindings.map(({ buffer, offset, bytes }, binding) => ({
      binding,
      resource: { buffer: buffer.gpu, offset, size: bytes },
    }));
    if (constantBytes)
      entries.push({
        binding: bindings.length,
        resource: { buffer: this.ring, size: Math.ceil(constantBytes / 16) * 16 },
      });
    const group = this.device.createBindGroup({ layout: pipeline.bindGroupLayout, entries });
    this.bindGroups.set(key, group);
    return group;
  }
}

/** The same bytes and up to a whole word more, in memory of their own. */
function paddedCopy(data: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil(data.byteLength / 4) * 4);
  padded.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return padded;
}
