/** What the peers need of Node to take it for a browser with WebGPU. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findGpu } from '../../engine/host.ts';

/** Gives this process `navigator.gpu`, and mends what stands in the peers' way. */
export async function pretendBrowser(): Promise<GPU> {
  const gpu = await findGpu();
  if (!gpu) throw new Error('the npm package `webgpu` is not installed');
  if (!globalThis.navigator)
    Object.defineProperty(globalThis, 'navigator', {
      value: { userAgent: 'Node', language: 'en', hardwareConcurrency: 1 },
      configurable: true,
    }); // Node 20
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  globalThis.require ??= createRequire(import.meta.url); // TensorFlow.js asks for Node's `util`
  copySharedMemory();
  iteratorHelpers();
  return gpu;
}

/** Dawn for Node takes no view of shared memory; ONNX Runtime's WebAssembly memory is shared. */
function copySharedMemory(): void {
  const queue = GPUQueue.prototype;
  const { writeBuffer } = queue;
  queue.writeBuffer = function (buffer, offset, data, from, size) {
    const dataOffset = from ?? 0;
    const view = ArrayBuffer.isView(data) ? data : new Uint8Array(data);
    if (!(view.buffer instanceof SharedArrayBuffer))
      return writeBuffer.call(this, buffer, offset, data as BufferSource, dataOffset, size);
    // Offsets and sizes count elements of a typed array.
    const unit = 'BYTES_PER_ELEMENT' in view ? Number(view.BYTES_PER_ELEMENT) : 1;
    const start = view.byteOffset + dataOffset * unit;
    const bytes = size === undefined ? view.byteLength - dataOffset * unit : size * unit;
    return writeBuffer.call(this, buffer, offset, new Uint8Array(view.buffer, start, bytes).slice());
  };
}

/** jax-js walks iterators with methods that Node has from version 22 on. */
function iteratorHelpers(): void {
  const prototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as Record<string, unknown>;
  const viaArray = ['map', 'filter', 'flatMap', 'some', 'every', 'find', 'reduce', 'forEach'] as const;
  for (const method of viaArray) {
    if (method in prototype) continue;
    const value = function (this: Iterable<unknown>, ...args: unknown[]) {
      const result = (Array.prototype[method] as (...args: unknown[]) => unknown).apply([...this], args);
      return Array.isArray(result) && ['map', 'filter', 'flatMap'].includes(method) ? result.values() : result;
    };
    Object.defineProperty(prototype, method, { value, writable: true, configurable: true });
  }
  if (!('toArray' in prototype))
    Object.defineProperty(prototype, 'toArray', {
      value(this: Iterable<unknown>) {
        return [...this];
      },
      writable: true,
      configurable: true,
    });
}

const ortWasmName = 'ort-wasm-simd-threaded.asyncify.wasm';

/** ONNX Runtime's WebAssembly file: beside this bundle, or in the installed package. */
export function readOrtWasm(): ArrayBuffer {
  const beside = join(dirname(fileURLToPath(import.meta.url)), ortWasmName);
  try {
    return new Uint8Array(
      readFileSync(
        existsSync(beside) ? beside : createRequire(import.meta.url).resolve(`onnxruntime-web/${ortWasmName}`),
      ),
    ).buffer;
  } catch {
    throw new Error(`${ortWasmName} is neither ${beside} nor in an installed onnxruntime-web`);
  }
}
