/** A WebGPU device, or the plain-loop reference backend, and everything that lives as long as it does. */
import type { Choices } from './gpu/choices.ts';
import { loadChoices } from './gpu/choices.ts';
import { DeviceError, DeviceLostError, OutOfMemoryError, ScopeError } from './errors.ts';
import { findGpu } from './host.ts';
import type { Adapter } from './gpu/kernel.ts';
import { Pipelines } from './gpu/pipeline.ts';
import { Pool } from './gpu/pool.ts';
import { Queue } from './gpu/queue.ts';
import { planning, within } from './ambient.ts';
import { scope } from './scope.ts';

export interface DeviceOptions {
  /** `webgpu` (default) or `reference`: every op by its plain loops, slowly, without a GPU. */
  backend?: 'webgpu' | 'reference';
  /** Which GPU of several: the fast one (`high-performance`, the default) or the one that saves the battery. */
  powerPreference?: GPUPowerPreference;
  /** Reference only: keep f32 tensors in float64, for gradient checks by finite differences. */
  exact?: boolean;
  /**
   * Dispatches that are recorded before they are submitted. 128 hide a submit, and do not let a GPU wait for the CPU.
   * Results do not depend on it.
   */
  dispatchesPerSubmit?: number;
}

/** Features that are asked for where the adapter has them. */
const wantedFeatures: readonly GPUFeatureName[] = ['shader-f16', 'subgroups', 'timestamp-query'];
const wantedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'minUniformBufferOffsetAlignment',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** The WebGPU half of a device. */
export interface Gpu {
  readonly device: GPUDevice;
  readonly pool: Pool;
  readonly queue: Queue;
  readonly pipelines: Pipelines;
  /** What kernels shape themselves by. Another object where it is another: plans belong to it. */
  adapter: Adapter;
}

export class Device {
  readonly backend: 'webgpu' | 'reference';
  /** Vendor, architecture and description as the adapter tells them. */
  readonly info: AdapterNames;
  readonly exact: boolean;
  /** Tensors that are not disposed. */
  tensors = 0;
  /** How `recover` brings back what `keep` has copied to the host, by variable. */
  readonly kept = new Map<object, () => void>();
  private attached: Gpu | null;
  private failure: Error | null = null;
  private recovering: Promise<void> | null = null;
  private readonly options: DeviceOptions;

  private constructor(options: DeviceOptions, found: Found | null) {
    this.options = options;
    this.backend = found ? 'webgpu' : 'reference';
    this.info = found?.info ?? noAdapter;
    this.exact = !found && options.exact === true;
    this.attached = found && this.attach(found);
  }

  /**
   * Opens a device.
   * @throws DeviceError when this machine has no WebGPU adapter; `{ backend: 'reference' }` works everywhere.
   */
  static async open(options: DeviceOptions = {}): Promise<Device> {
    return new Device(options, options.backend === 'reference' ? null : await findAdapter('Device.open', options));
  }

  private attach({ device, adapter }: Found): Gpu {
    // A device that was recovered hears of the one before no more.
    const isPresent = () => this.attached?.device === device;
    void device.lost.then(({ reason, message }) => {
      if (isPresent()) this.fail(lostError(reason, message));
      queue.gate.abandon();
    });
    device.addEventListener('uncapturederror', ({ error }) => {
      if (isPresent())
        this.report(
          new DeviceError(
            'device',
            'the GPU reported an error outside any call',
            error.message,
            'this is a bug in a kernel: please report it; what was computed since may be wrong',
          ),
        );
    });
    const queue: Queue = new Queue(device, this.options.dispatchesPerSubmit ?? 128, () => pool.trim());
    const refused = <E extends Error>(error: E): E => {
      queue.refused();
      this.report(error);
      return error;
    };
    const pool: Pool = new Pool(device, queue.gate, (error, bytes) =>
      refused(
        new OutOfMemoryError(
          'allocate',
          `could not allocate ${mebibytes(bytes)}`,
          `in use ${mebibytes(pool.used)}: ${error.message}`,
          'use a smaller batch, or dispose of tensors; all else goes on',
        ),
      ),
    );
    const pipelines = new Pipelines(device, queue.gate, refused);
    return { device, pool, queue, pipelines, adapter };
  }

  /**
   * From now on each kind of work is done by the kernel that `choices` names; other kinds by what ships. Results do not
   * change, to the bit.
   */
  choose(choices: Choices): void {
    if (this.webgpu) this.webgpu.adapter = { ...this.webgpu.adapter, choices };
  }

  /** The GPU half; another one after `recover`. */
  get webgpu(): Gpu | null {
    return this.attached;
  }

  /** `webgpu`, under the name it had. */
  get gpu(): Gpu | null {
    return this.webgpu;
  }

  /**
   * Throws what broke this device, if anything did; and once, what the GPU has reported since: an allocation that it
   * refused, a shader that does not compile. The device goes on after those. Every op calls it first.
   */
  check(op: string): void {
    if (!this.failure) return;
    if (this.failure instanceof DeviceLostError)
      throw new DeviceLostError(op, this.failure.what, this.failure.got, this.failure.fix);
    throw this.told(this.failure);
  }

  /** The same for work that `gpu` was given: another one by now cannot have done it. */
  checkLost(op: string, gpu: Gpu | null): void {
    if (gpu !== this.webgpu) throw new DeviceLostError(op, gone.what, gone.got, gone.fix);
    this.check(op);
  }

  /** An error that is thrown now, and need not be again by a call that has nothing to do with it. */
  told<E extends Error>(error: E): E {
    if (this.failure === error) this.failure = null;
    return error;
  }

  /** Resolves when all work so far is done, and throws what went wrong in it. */
  async settle(): Promise<void> {
    this.check('settle');
    const { webgpu } = this;
    if (!webgpu) return;
    const { device, queue } = webgpu;
    await queue.gate.opened();
    queue.flush();
    // Error scopes answer in order: with this one all before it have.
    device.pushErrorScope('internal');
    await Promise.allSettled([device.queue.onSubmittedWorkDone(), device.popErrorScope()]);
    this.checkLost('settle', webgpu);
  }

  /**
   * Compiles every pipeline that `fn` needs, at once and off the main path. `fn` runs without a GPU and changes no
   * variable: it must not read data. Tensors that it makes are freed.
   * @throws KernelError with the source of a shader that does not compile.
   */
  async warmup(fn: () => unknown): Promise<void> {
    this.check('warmup');
    if (!this.webgpu) return;
    const planned = new Map<string, { label: string; signature: string }>();
    within(planning, planned, () =>
      scope(() => {
        if (fn() instanceof Promise)
          throw new ScopeError('warmup', 'the callback is async', '', 'read nothing inside warmup');
      }),
    );
    const { webgpu } = this;
    await webgpu.pipelines.compile(planned).catch((error: unknown) => {
      this.checkLost('warmup', webgpu);
      throw error;
    });
  }

  /** Live tensors, bytes they hold, the most bytes held at once, and bytes kept for reuse. */
  memory(): { tensors: number; bytes: number; peak: number; pooled: number } {
    const pool = this.webgpu?.pool;
    return { tensors: this.tensors, bytes: pool?.used ?? 0, peak: pool?.peak ?? 0, pooled: pool?.spare ?? 0 };
  }

  /** Work done so far: what a benchmark counts. */
  counters(): { dispatches: number; submits: number; pipelines: number; buffers: number } {
    const gpu = this.webgpu;
    return {
      dispatches: gpu?.queue.dispatches ?? 0,
      submits: gpu?.queue.submits ?? 0,
      pipelines: gpu?.pipelines.size ?? 0,
      buffers: gpu?.pool.created ?? 0,
    };
  }

  /**
   * Another GPU under this device, after its own was lost: a new adapter, without pipelines or memory of the one
   * before. Modules, optimisers and recorded steps stay what they are, and work again once their variables have values:
   * those that `keep` has copied have theirs, all others are given one by `load`, `restore` or `assign`. Until then
   * they, and for ever all other tensors from before, throw DeviceLostError. A GPU that is still there is given back
   * first.
   * @throws DeviceError when there is no adapter any more; the device is still lost then.
   */
  recover(): Promise<void> {
    return (this.recovering ??= this.replaceGpu().finally(() => {
      this.recovering = null;
    }));
  }

  private async replaceGpu(): Promise<void> {
    const { webgpu: before, options } = this;
    if (!before) return;
    this.destroy();
    before.queue.gate.abandon();
    const found = await findAdapter('recover', options);
    before.pool.gone = gone;
    this.attached = this.attach({ ...found, adapter: { ...found.adapter, choices: before.adapter.choices } });
    this.failure = null;
    for (const bringBack of this.kept.values()) bringBack();
  }

  /** A new device like this one. What lives on this one stays here: load the weights again. */
  reopen(): Promise<Device> {
    return Device.open(this.options);
  }

  /** Gives the GPU back. Every later call on its tensors throws DeviceLostError, until `recover`. */
  destroy(): void {
    this.webgpu?.device.destroy();
    this.fail(lostError('destroyed', ''));
  }

  private fail(error: DeviceLostError): void {
    if (!(this.failure instanceof DeviceLostError)) this.failure = error;
  }

  private report(error: Error): void {
    // The first is the cause; those after it are its echoes.
    this.failure ??= error;
  }
}

const lostError = (reason: string, message: string) =>
  new DeviceLostError(
    'device',
    `GPU device lost (reason: ${reason || 'unknown'})`,
    message,
    'call gpu.recover(), and load the weights again',
  );

/** Why tensors from before a recovery have no values. */
const gone = new DeviceLostError(
  'device',
  'the value was lost with the GPU',
  'a tensor from before gpu.recover()',
  'make it again; variables take a value by load, restore or assign, or have theirs back where keep() was asked',
);

/** What the adapter calls itself. */
interface AdapterNames {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly software: boolean;
}
const noAdapter: AdapterNames = {
  vendor: 'none',
  architecture: 'reference',
  description: 'plain loops in JavaScript',
  software: true,
};

interface Found {
  device: GPUDevice;
  adapter: Adapter;
  info: AdapterNames;
}

async function findAdapter(op: string, { powerPreference = 'high-performance' }: DeviceOptions): Promise<Found> {
  const host = await findGpu();
  const adapter = await host?.requestAdapter({ powerPreference });
  if (!adapter) {
    throw new DeviceError(
      op,
      'no WebGPU adapter',
      host ? 'a WebGPU implementation without an adapter' : 'no WebGPU implementation',
      'install a graphics driver (Linux without a GPU: mesa-vulkan-drivers 24 or later), npm package `webgpu` in ' +
        "Node, or pass { backend: 'reference' }",
    );
  }
  const device = await adapter.requestDevice({
    requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(wantedLimits.map((limit) => [limit, adapter.limits[limit]])),
  });
  const { vendor, architecture, description, subgroupMinSize, subgroupMaxSize } = adapter.info;
  const software = /llvmpipe|lavapipe|swiftshader|software|cpu/i.test(
    `${vendor} ${architecture} ${adapter.info.device} ${description}`,
  );
  const subgroup = device.features.has('subgroups') && subgroupMinSize === subgroupMaxSize ? (subgroupMaxSize ?? 0) : 0;
  const info = { vendor, architecture, description, software };
  const choices = await loadChoices(info);
  const features = device.features as ReadonlySet<string>;
  return { device, adapter: { limits: device.limits, features, software, subgroup, choices }, info };
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
