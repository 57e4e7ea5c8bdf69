/**
 * Counts what any library does on WebGPU in this process, by wrapping the methods of WebGPU's own prototypes: one meter
 * for all engines. Only one of them may work at a time.
 */

export interface Work {
  dispatches: number;
  pipelines: number;
  buffers: number;
  /** Bytes of buffers not destroyed, and the most there were since `mark`. */
  bytes: number;
  peak: number;
}

export interface Meter {
  /** Counts since the meter was installed. */
  readonly work: Readonly<Work>;
  /** Starts a new peak. */
  mark(): void;
}

// oxlint-disable-next-line no-explicit-any -- methods of any signature are wrapped alike
type Method = (this: any, ...args: any[]) => any;

declare global {
  // oxlint-disable-next-line no-var -- a second copy of this module must find the meter that is there
  var saccadeMeter: Meter | undefined;
}

/** Installs the meter, once a process. The WebGPU classes must be global already; without them it stays at 0. */
export function installMeter(): Meter {
  return (globalThis.saccadeMeter ??= install());
}

function install(): Meter {
  const work: Work = { dispatches: 0, pipelines: 0, buffers: 0, bytes: 0, peak: 0 };
  const meter = { work, mark: () => void (work.peak = work.bytes) };
  if (typeof GPUDevice === 'undefined') return meter;
  const count = (owner: { prototype: object }, method: string, key: keyof Work) =>
    wrap(
      owner,
      method,
      (original) =>
        function (...args) {
          work[key]++;
          return original.apply(this, args);
        },
    );
  count(GPUComputePassEncoder, 'dispatchWorkgroups', 'dispatches');
  count(GPUComputePassEncoder, 'dispatchWorkgroupsIndirect', 'dispatches');
  count(GPUDevice, 'createComputePipeline', 'pipelines');
  count(GPUDevice, 'createComputePipelineAsync', 'pipelines');
  const sizes = new WeakMap<GPUBuffer, number>();
  wrap(
    GPUDevice,
    'createBuffer',
    (original) =>
      function (descriptor: GPUBufferDescriptor) {
        const buffer = original.call(this, descriptor) as GPUBuffer;
        sizes.set(buffer, descriptor.size);
        work.buffers++;
        work.bytes += descriptor.size;
        work.peak = Math.max(work.peak, work.bytes);
        return buffer;
      },
  );
  wrap(
    GPUBuffer,
    'destroy',
    (original) =>
      function () {
        work.bytes -= sizes.get(this) ?? 0;
        sizes.delete(this);
        return original.call(this);
      },
  );
  return meter;
}

function wrap(owner: { prototype: object }, method: string, around: (original: Method) => Method): void {
  const methods = owner.prototype as Record<string, Method>;
  methods[method] = around(methods[method]);
}
