/** Bytes from a path, an address, a File or memory, a part at a time: what is read is never held whole. */
import { FormatError } from '../errors.ts';
import type { ByteReader } from '../host.ts';
import { isNode, openPath } from '../host.ts';

/** Where bytes come from: a path (Node), an address, a File or Blob, or the bytes themselves. */
export type FileSource = string | URL | Blob | Uint8Array;

/** @throws FormatError when an address cannot be fetched; the system's error for a path that cannot be opened. */
export async function openBytes(source: FileSource): Promise<ByteReader> {
  if (source instanceof Uint8Array) return inMemory(source);
  if (source instanceof Blob) return inBlob(source);
  if (isNode && !/^https?:/.test(String(source))) return openPath(source);
  const response = await fetch(source);
  if (!response.ok || !response.body)
    throw new FormatError('file', `${String(source)} cannot be fetched`, `status ${response.status}`);
  // Of a body that comes compressed the header tells the packed length.
  const length = response.headers.has('content-encoding') ? null : response.headers.get('content-length');
  return inStream(response.body.getReader(), length === null ? null : Number(length));
}

function inMemory(bytes: Uint8Array): ByteReader {
  let at = 0;
  return {
    size: bytes.length,
    read: async (count, into = new Uint8Array(count)) => {
      const part = bytes.subarray(at, at + count);
      into.set(part);
      at += part.length;
      return part.length < count ? into.slice(0, part.length) : into;
    },
    close: async () => {},
  };
}

function inBlob(blob: Blob): ByteReader {
  let at = 0;
  return {
    size: blob.size,
    read: async (count) => {
      const part = new Uint8Array(await blob.slice(at, at + count).arrayBuffer());
      at += part.length;
      return part;
    },
    close: async () => {},
  };
}

function inStream(body: ReadableStreamDefaultReader<Uint8Array>, size: number | null): ByteReader {
  let rest: Uint8Array = new Uint8Array(0);
  return {
    size,
    read: async (count, part = new Uint8Array(count)) => {
      let filled = 0;
      while (filled < count) {
        if (!rest.length) {
          const { done, value } = await body.read();
          if (done) break;
          rest = value;
        }
        const taken = rest.subarray(0, count - filled);
        part.set(taken, filled);
        filled += taken.length;
        rest = rest.subarray(taken.length);
      }
      return filled < count ? part.slice(0, filled) : part;
    },
    close: () => body.cancel(),
  };
}
