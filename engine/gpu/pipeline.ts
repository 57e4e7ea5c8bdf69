/** Compute pipelines, cached by their final source text. */
import { KernelError } from '../errors.ts';
import { Recent } from '../recent.ts';
import type { Gate } from './gate.ts';

export interface Pipeline {
  gpu: GPUComputePipeline;
  bindGroupLayout: GPUBindGroupLayout;
  /** Equal for pipelines whose bind groups are interchangeable. */
  layoutKey: Signature;
  /** Why it cannot run. */
  error: Error | null;
}

/**
 * What a kernel binds, in order: `r` a read-only storage buffer, `w` a writable one, and a trailing `u` the uniform
 * block.
 */
export type Signature = string;

export class Pipelines {
  private readonly device: GPUDevice;
  private readonly gate: Gate;
  private readonly onError: (error: Error) => void;
  private readonly ready = new Recent<Pipeline>(2048);
  private readonly layouts = new Map<Signature, { group: GPUBindGroupLayout; pipeline: GPUPipelineLayout }>();

  constructor(device: GPUDevice, gate: Gate, onError: (error: Error) => void) {
    this.device = device;
    this.gate = gate;
    this.onError = onError;
  }

  get size(): number {
    return this.ready.size;
  }

  /**
   * The pipeline of a source text, compiled now if it is new. What is wrong with it is known later: then `onError`
   * hears of it, and what should have been computed by it is lost.
   * @throws KernelError when it is known already.
   */
  get(label: string, source: string, signature: Signature): Pipeline {
    const known = this.ready.get(source);
    if (known?.error) throw known.error;
    if (known) return known;
    this.device.pushErrorScope('validation');
    const gpu = this.device.createComputePipeline(this.descriptor(label, source, signature));
    const pipeline = this.keep(source, signature, gpu);
    this.gate.hold(
      this.device.popErrorScope().then((error) => {
        if (!error) return;
        pipeline.error = compileError(label, error.message, source);
        this.onError(pipeline.error);
      }),
    );
    return pipeline;
  }

  /** Compiles many pipelines at once, off the JavaScript thread where the browser can. */
  async compile(planned: Map<string, { label: string; signature: Signature }>): Promise<void> {
    await Promise.all(
      [...planned].map(async ([source, { label, signature }]) => {
        if (this.ready.has(source)) return;
        try {
          this.keep(
            source,
            signature,
            await this.device.createComputePipelineAsync(this.descriptor(label, source, signature)),
          );
        } catch (error) {
          throw compileError(label, String(error), source);
        }
      }),
    );
  }

  private descriptor(label: string, source: string, signature: Signature): GPUComputePipelineDescriptor {
    return {
      label,
      layout: this.layout(signature).pipeline,
      compute: { module: this.device.createShaderModule({ label, code: source }), entryPoint: 'main' },
    };
  }

  private keep(source: string, signature: Signature, gpu: GPUComputePipeline): Pipeline {
    const pipeline: Pipeline = {
      gpu,
      bindGroupLayout: this.layout(signature).group,
      layoutKey: signature,
      error: null,
    };
    this.ready.set(source, pipeline);
    return pipeline;
  }

  private layout(signature: Signature): { group: GPUBindGroupLayout; pipeline: GPUPipelineLayout } {
    const known = this.layouts.get(signature);
    if (known) return known;
    const group = this.device.createBindGroupLayout({
      entries: [...signature].map((kind, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer:
          kind === 'u'
            ? { type: 'uniform', hasDynamicOffset: true }
            : { type: kind === 'r' ? 'read-only-storage' : 'storage' },
      })),
    });
    const made = { group, pipeline: this.device.createPipelineLayout({ bindGroupLayouts: [group] }) };
    this.layouts.set(signature, made);
    return made;
  }
}

function compileError(label: string, message: string, source: string): KernelError {
  const numbered = source
    .split('\n')
    .map((line, i) => `${String(i + 1).padStart(4)} ${line}`)
    .join('\n');
  return new KernelError(label, 'the shader does not compile', message.trim(), `look at the source:\n${numbered}`);
}
