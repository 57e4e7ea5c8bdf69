/**
 * safetensors: eight bytes of header length, a JSON header, the tensors' bytes.
 *
 * Reading is as strict as the format's text (https://huggingface.co/docs/safetensors): the tensors must cover the data
 * exactly, without holes or overlaps, and no key may stand twice.
 */
import type { Data, DType } from '../dtype.ts';
import { FormatError } from '../errors.ts';
import type { ByteReader } from '../host.ts';
import { decodeElements, encodeElements, fileBytes, fileDtypeOf, isFileDtype, ownBuffer } from './file-tensor.ts';
import type { FileDtype, FileTensor } from './file-tensor.ts';
import { JsonReader, quote } from './json.ts';
import { otherKind } from './other-kinds.ts';
import { maxElements, maxRank, show, size } from '../shape.ts';

/** The format's own cap on the header, in bytes. */
const maxHeader = 100_000_000;

/** What the header says of a tensor. */
export interface Entry {
  name: string;
  dtype: FileDtype;
  shape: number[];
  begin: number;
  end: number;
}

const bad = (what: string, got?: string, fix?: string): FormatError => new FormatError('safetensors', what, got, fix);

/**
 * Reads a whole file. Types that WebGPU lacks are widened (I8, U16, BF16) or narrowed with a note (F64, I64, U64).
 *
 * @throws FormatError for anything but a well-formed file, and for a value that its narrower type cannot hold
 */
export function parseSafetensors(bytes: Uint8Array): {
  tensors: Map<string, FileTensor>;
  metadata: Map<string, string>;
} {
  const { text, dataStart } = readHeader(bytes);
  const { entries, metadata } = readEntries(text);
  checkLayout(entries, bytes.length - dataStart);
  const tensors = new Map<string, FileTensor>();
  for (const { name, dtype, shape, begin, end } of entries) {
    const raw = ownBuffer(bytes.subarray(dataStart + begin, dataStart + end));
    tensors.set(name, readTensor(name, dtype, shape, raw));
  }
  return { tensors, metadata };
}

const readTensor = (name: string, dtype: FileDtype, shape: number[], raw: ArrayBuffer): FileTensor => ({
  fileDtype: dtype,
  shape,
  ...decodeElements(dtype, raw, (what, got) => bad(`tensor ${quote(name)}: ${what}`, got)),
});

function readHeader(bytes: Uint8Array): { text: string; dataStart: number } {
  const dataStart = headerEnd(bytes, bytes.length);
  return { text: headerText(bytes.subarray(8, dataStart)), dataStart };
}

/** Where the data begin. @param start the first bytes of the file, at least eight where it has as many */
function headerEnd(start: Uint8Array, fileSize: number | null): number {
  if (start.length < 8) throw bad('the file is too small for a header', `${start.length} bytes`, 'at least 8 expected');
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  if (length > maxHeader) {
    const { got, fix } = otherKind(start);
    throw bad(`header length ${length} exceeds ${maxHeader} bytes`, got, fix);
  }
  if (fileSize !== null && length > fileSize - 8)
    throw bad(`header length ${length} runs past the end of the file`, `${fileSize} bytes`);
  return 8 + Number(length);
}

function headerText(bytes: Uint8Array): string {
  if (bytes[0] !== 0x7b)
    throw bad('the header must be a JSON object', bytes.length ? otherKind(bytes).got : 'header length 0');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw bad('the JSON header is not UTF-8');
  }
}

/** A safetensors file whose header has been read, and whose data have not. */
export interface OpenSafetensors {
  entries: readonly Entry[];
  metadata: ReadonlyMap<string, string>;
  /**
   * The tensors one after another, in the order of the data; can be asked for once. The elements of one are good until
   * the next is asked for: its memory is used again.
   */
  tensors(): AsyncGenerator<readonly [name: string, FileTensor]>;
  close(): Promise<void>;
}

/**
 * Reads the header, and then a tensor at a time, so that a large file is never held whole.
 * @throws FormatError for anything but a well-formed file; for damage in the data once it is met.
 */
export async function openSafetensors(reader: ByteReader): Promise<OpenSafetensors> {
  const { size } = reader;
  const start = await reader.read(8);
  // A file of another kind is told by more than its first eight bytes.
  const isOther = start.length === 8 && new DataView(start.buffer).getBigUint64(0, true) > maxHeader;
  const seen = isOther ? Uint8Array.of(...start, ...(await reader.read(4096))) : start;
  const dataStart = headerEnd(seen, size);
  const text = await reader.read(dataStart - 8);
  if (text.length < dataStart - 8) throw bad('the header runs past the end of the file');
  const { entries, metadata } = readEntries(headerText(text));
  checkLayout(entries, size === null ? null : size - dataStart);
  const inOrder = [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end);
  return {
    entries,
    metadata,
    async *tensors() {
      // Waiting for the collector to free each tensor's bytes would hold as much as the file.
      const scratch = new Map<number, Uint8Array<ArrayBuffer>>();
      for (const { name, dtype, shape, begin, end } of inOrder) {
        const own = scratch.get(end - begin) ?? new Uint8Array(end - begin);
        scratch.set(end - begin, own);
        const raw = await reader.read(end - begin, own);
        if (raw.length < end - begin) throw bad(`tensor ${quote(name)} runs past the end of the file`);
        yield [name, readTensor(name, dtype, shape, raw.buffer)] as const;
      }
      if ((await reader.read(1)).length) throw bad('the file has bytes after the last tensor');
    },
    close: () => reader.close(),
  };
}

function readEntries(text: string): { entries: Entry[]; metadata: Map<string, string> } {
  const json = new JsonReader('safetensors', text);
  const entries: Entry[] = [];
  const metadata = new Map<string, string>();
  json.object((name) => {
    if (name !== '__metadata__') return entries.push(readEntry(json, name));
    if (json.kind() !== 'object') throw bad('__metadata__ must be a JSON object of strings', json.kind());
    json.object((key) => {
      if (json.kind() !== 'string') throw bad(`__metadata__ ${quote(key)} must be a JSON string`, json.kind());
      metadata.set(key, json.string());
    });
  });
  json.end();
  return { entries, metadata };
}

function readEntry(json: JsonReader, name: string): Entry {
  const where = `tensor ${quote(name)}`;
  if (json.kind() !== 'object') throw bad(`the entry of ${where} must be a JSON object`, json.kind());
  const entry: { dtype?: string; shape?: ReturnType<typeof readSizes>; offsets?: ReturnType<typeof readSizes> } = {};
  json.object((key) => {
    if (key === 'dtype') {
      if (json.kind() !== 'string') throw bad(`${where}: dtype must be a JSON string`, json.kind());
      entry.dtype = json.string();
    } else if (key === 'shape') entry.shape = readSizes(json, `${where}: shape`, maxElements);
    else if (key === 'data_offsets') entry.offsets = readSizes(json, `${where}: data_offsets`, Number.MAX_SAFE_INTEGER);
    else json.skip();
  });
  const { dtype } = entry;
  if (dtype === undefined) throw bad(`${where}: dtype is missing`);
  if (!isFileDtype(dtype))
    throw bad(`${where}: dtype ${quote(dtype)} is unknown`, '', `known: ${Object.keys(fileBytes).join(' ')}`);
  if (!entry.shape) throw bad(`${where}: shape is missing`);
  if (entry.shape.count > maxRank) throw bad(`${where}: shape has rank ${entry.shape.count}, more than ${maxRank}`);
  if (!entry.offsets) throw bad(`${where}: data_offsets is missing`);
  if (entry.offsets.count !== 2) throw bad(`${where}: data_offsets must be two numbers`, String(entry.offsets.count));
  const shape = entry.shape.sizes;
  const offsets = entry.offsets.sizes;
  const [begin, end] = offsets;
  if (end < begin) throw bad(`${where}: data_offsets end before they begin`, show(offsets));
  // At most 8 sizes below 2³²: the product may round but cannot overflow, and a rounded one is past any file's length.
  const expected = size(shape) * fileBytes[dtype];
  if (expected !== end - begin)
    throw bad(`${where}: shape ${show(shape)} of ${dtype} takes ${expected} bytes`, `data_offsets ${show(offsets)}`);
  if (size(shape) > maxElements) throw bad(`${where}: shape ${show(shape)} exceeds ${maxElements} elements`);
  return { name, dtype, shape, begin, end };
}

/**
 * An array of whole numbers, zero to `max`: how many there are, and the first `maxRank` of them, so that a huge list
 * costs nothing. Anything a size cannot be is refused as the text it is: "2", 2.5, 1e400, -8, 2⁵³ + 1.
 */
function readSizes(json: JsonReader, what: string, max: number): { sizes: number[]; count: number } {
  if (json.kind() !== 'array') throw bad(`${what} must be a JSON array of whole numbers`, json.kind());
  const sizes: number[] = [];
  let count = 0;
  json.array(() => {
    if (json.kind() !== 'number') throw bad(`${what} must hold whole numbers`, `JSON ${json.kind()}`);
    const text = json.number();
    // 16 digits write every number to 2⁵³; the reader has refused leading zeros.
    const value = text.length <= 16 && /^\d+$/.test(text) ? Number(text) : Infinity;
    if (value > max) throw bad(`${what} must hold whole numbers, zero to ${max}`, text.slice(0, 40));
    if (count++ < maxRank) sizes.push(value);
  });
  return { sizes, count };
}

/** Throws unless the tensors cover the data from its first to its last byte, each byte once. */
function checkLayout(entries: readonly Entry[], dataLength: number | null): void {
  let covered = 0;
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    const where = `tensor ${quote(name)}: data_offsets [${begin}, ${end}]`;
    if (dataLength !== null && end > dataLength)
      throw bad(`${where} run past the end of the file`, `${dataLength} bytes of data`);
    if (begin < covered) throw bad(`${where} overlap the tensor before, which ends at ${covered}`);
    if (begin > covered) throw bad(`${where} leave a hole after byte ${covered}`);
    covered = end;
  }
  if (dataLength !== null && covered < dataLength)
    throw bad(`the file has ${dataLength - covered} bytes after the last tensor`);
}

/** The order of the official writer: wide types first, so that aligned readers can map the file; then by name. */
const writeOrder: readonly DType[] = ['f32', 'u32', 'i32', 'f16', 'bool'];

/**
 * A whole file. The same tensors and metadata give the same bytes, whatever order the tensors come in.
 *
 * @param tensors names and row-major elements; f16 elements come as f32 and are rounded
 * @throws FormatError for a name that stands twice or cannot be written; ShapeError or DTypeError for elements that do
 * not fit
 */
export function writeSafetensors(
  tensors: Iterable<readonly [string, { dtype: DType; shape: readonly number[]; data: Data }]>,
  metadata: Iterable<readonly [string, string]> = [],
): Uint8Array<ArrayBuffer> {
  const sorted = [...tensors].sort(
    ([a, { dtype: x }], [b, { dtype: y }]) => writeOrder.indexOf(x) - writeOrder.indexOf(y) || (a < b ? -1 : 1),
  );
  const fields = new Map<string, string>();
  const notes = [...new Map(metadata)].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  if (notes.length) fields.set('__metadata__', `{${notes.join(',')}}`);
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const [name, { dtype, shape, data }] of sorted) {
    if (name === '__metadata__' || /\p{Surrogate}/u.test(name))
      throw new FormatError('safetensors', `a tensor cannot be named ${quote(name)}`);
    if (fields.has(name)) throw new FormatError('safetensors', `two tensors are named ${quote(name)}`);
    const part = encodeElements(`writeSafetensors ${quote(name)}`, dtype, shape, data);
    fields.set(
      name,
      `{"dtype":"${fileDtypeOf[dtype]}","shape":[${shape}],"data_offsets":[${end},${end + part.length}]}`,
    );
    parts.push(part);
    end += part.length;
  }
  const json = new TextEncoder().encode(
    `{${[...fields].map(([name, field]) => `${JSON.stringify(name)}:${field}`).join(',')}}`,
  );
  const dataStart = 8 + Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(dataStart + end).fill(0x20, 0, dataStart);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(dataStart - 8), true);
  bytes.set(json, 8);
  let at = dataStart;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
