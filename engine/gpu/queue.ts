/**
 * Batched recording: dispatches collect in one compute pass of one encoder, their constants in one uniform ring, and everything is
 * submitted on a read, every so many dispatches, or in the next microtask.
 */
import type { Pipeline } from './pipeline.ts';
import type { Pool, PoolBuffer } from './pool.ts';

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

/** A dispatch made ready: all but its place in the ring. */
export interface Command {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly constants: Uint32Array | null;
  readonly workgroups: readonly [number, number, number];
}

const ringBytes = 1 << 17;
const bindGroupLimit = 4096;

export class Queue {
  private readonly device: GPUDevice;
  private readonly pool: Pool;
  private readonly ring: GPUBuffer;
  private readonly constants = new Uint32Array(ringBytes / 4);
  private readonly alignment: number;
  private ringUsed = 0;
  private encoder: GPUCommandEncoder | null = null;
  private pass: GPUComputePassEncoder | null = null;
  private recorded = 0;
  private readonly dispatchesPerSubmit: number;
  private readonly bindGroups = new Map<string, GPUBindGroup>();
  /** What passes that begin from now on note their beginning and end in. */
  timestamps: GPUComputePassTimestampWrites | undefined;
  dispatches = 0;
  submits = 0;

  constructor(device: GPUDevice, pool: Pool, dispatchesPerSubmit: number) {
    this.device = device;
    this.pool = pool;
    this.dispatchesPerSubmit = dispatchesPerSubmit;
    this.alignment = device.limits.minUniformBufferOffsetAlignment;
    this.ring = device.createBuffer({ size: ringBytes, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  }

  /** A dispatch made ready; `constants` fill the kernel's uniform block. */
  prepare(
    pipeline: Pipeline,
    bindings: readonly Binding[],
    constants: Uint32Array | null,
    workgroups: readonly [number, number, number],
  ): Command {
    return {
      pipeline: pipeline.gpu,
      group: this.bindGroup(pipeline, bindings, constants?.byteLength ?? 0),
      constants,
      workgroups,
    };
  }

  /** Records one dispatch. */
  dispatch({ pipeline, group, constants, workgroups }: Command): void {
    const room = constants ? Math.ceil((constants.byteLength + 16) / this.alignment) * this.alignment : 0;
    if (this.ringUsed + room > ringBytes) this.flush();
    const pass = this.open();
    pass.setPipeline(pipeline);
    if (constants) {
      this.constants.set(constants, this.ringUsed / 4);
      pass.setBindGroup(0, group, [this.ringUsed]);
      this.ringUsed += room;
    } else pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(workgroups[0], workgroups[1], workgroups[2]);
    this.dispatches++;
    if (++this.recorded >= this.dispatchesPerSubmit) this.flush();
  }

  /** Submits what is recorded. Harmless when nothing is. */
  flush(): void {
    if (!this.encoder) return;
    this.pass?.end();
    if (this.ringUsed) this.device.queue.writeBuffer(this.ring, 0, this.constants, 0, this.ringUsed / 4);
    this.device.queue.submit([this.encoder.finish()]);
    this.encoder = this.pass = null;
    this.recorded = this.ringUsed = 0;
    this.submits++;
    if (this.pool.trim()) this.bindGroups.clear();
  }

  /** Writes host data. Recorded work goes first: the buffer may be recycled and still be read by it. */
  write(buffer: PoolBuffer, data: ArrayBufferView<ArrayBuffer>): void {
    this.flush();
    const whole = data.byteLength % 4 === 0 ? data : padToWord(data);
    this.device.queue.writeBuffer(buffer.gpu, 0, whole.buffer, whole.byteOffset, whole.byteLength);
  }

  /** Records a copy of whole words. */
  copy({ from, start, to, at, bytes }: Move): void {
    this.open();
    this.pass!.end();
    this.pass = null;
    this.encoder!.copyBufferToBuffer(from.gpu, start, to.gpu, at, Math.ceil(bytes / 4) * 4);
  }

  /** The bytes of a buffer range, through a fresh staging buffer so that concurrent reads cannot meet. */
  async read(buffer: PoolBuffer, offset: number, bytes: number): Promise<ArrayBuffer> {
    const size = Math.max(4, Math.ceil(bytes / 4) * 4);
    const staging = this.device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    this.flush();
    const encoder = this.device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer.gpu, offset, staging, 0, size);
    this.device.queue.submit([encoder.finish()]);
    try {
      await staging.mapAsync(GPUMapMode.READ);
      return staging.getMappedRange().slice(0, bytes);
    } finally {
      staging.destroy();
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

function padToWord(data: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil(data.byteLength / 4) * 4);
  padded.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return padded;
}
