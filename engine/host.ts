/** Where WebGPU comes from: the browser's own, or Dawn through the npm package `webgpu` in Node. */

declare global {
  /**
   * Dawn frees its GPU object when JavaScript collects it, and then uses it after free; a global keeps it for the whole
   * process.
   */
  var saccadeGpu: GPU | undefined;
}

/** The `GPU` object of this host, or null when it has none. */
export async function findGpu(): Promise<GPU | null> {
  if (globalThis.navigator?.gpu) return navigator.gpu;
  if (globalThis.saccadeGpu) return globalThis.saccadeGpu;
  if (!isNode) return null;
  try {
    const { create, globals } = (await import(/* @vite-ignore */ 'webgpu')) as typeof import('webgpu');
    Object.assign(globalThis, globals);
    // Another call may have made one while this waited; two at once end in a crash or a standstill.
    return (globalThis.saccadeGpu ??= create([]));
  } catch {
    return null;
  }
}

/** Whether this is Node: files come by path, pictures through pngjs. */
export const isNode =
  typeof process !== 'undefined' && process.versions?.node !== undefined && typeof document === 'undefined';

/** The bytes of a file, in Node. */
export async function readPath(path: string | URL): Promise<Uint8Array> {
  const { readFile } = (await import(/* @vite-ignore */ 'node:fs/promises')) as typeof import('node:fs/promises');
  return readFile(path);
}

/** Bytes that are read a part at a time. */
export interface ByteReader {
  /** How many bytes there are, where that is known before the end. */
  size: number | null;
  /**
   * The next bytes, in `into` where it is given, else in a buffer of their own; fewer than asked for only at the end.
   */
  read(count: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** A file's bytes, a part at a time, in Node. */
export async function openPath(path: string | URL): Promise<ByteReader> {
  const { open } = (await import(/* @vite-ignore */ 'node:fs/promises')) as typeof import('node:fs/promises');
  const file = await open(path);
  const found = await file.stat();
  return {
    // A pipe has no size.
    size: found.isFile() ? found.size : null,
    read: async (count, part = new Uint8Array(count)) => {
      let filled = 0;
      while (filled < count) {
        const { bytesRead } = await file.read(part, filled, count - filled);
        if (!bytesRead) break;
        filled += bytesRead;
      }
      return filled < count ? part.slice(0, filled) : part;
    },
    close: () => file.close(),
  };
}
