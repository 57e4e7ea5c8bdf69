/**
 * NumPy's .npy, versions 1 to 3: a magic number, a header that looks like a Python dict, the elements.
 *
 * The header is matched by a small grammar and never evaluated; pickled objects and structured types are refused.
 */
import type { Data, DType } from '../dtype.ts';
import { FormatError } from '../errors.ts';
import { decodeElements, encodeElements, fileBytes, ownBuffer } from './file-tensor.ts';
import type { FileDtype, FileTensor } from './file-tensor.ts';
import { quote } from './json.ts';
import { maxElements, maxRank, rowMajor, show, size } from '../shape.ts';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** A plain array's header takes about 60 bytes; version 1 cannot hold more than this either. */
const maxHeader = 65_535;

const bad = (what: string, got?: string, fix?: string): FormatError => new FormatError('npy', what, got, fix);

/**
 * Reads a whole file, of either byte order, C or Fortran order; `data` comes row-major.
 *
 * @throws FormatError for anything but one array of f2 f4 f8 i1-i8 u1-u8 b1, and for a value that its narrower type
 * cannot hold
 */
export function parseNpy(bytes: Uint8Array): FileTensor {
  const { fileDtype, shape, elements, bigEndian, fortran } = readArray(bytes);
  const raw = ownBuffer(elements);
  if (bigEndian) reverseEach(new Uint8Array(raw), fileBytes[fileDtype]);
  const read = decodeElements(fileDtype, raw, bad);
  return { fileDtype, shape, ...read, data: fortran ? toRowMajor(read.data, shape) : read.data };
}

/**
 * Reads an array of u1 as it lies, in C order: the bytes are a view of the file, since pictures are too many to widen.
 *
 * @throws FormatError for any other type or order, and whatever `parseNpy` refuses
 */
export function parseNpyBytes(bytes: Uint8Array): { shape: readonly number[]; data: Uint8Array } {
  const { fileDtype, shape, elements, fortran } = readArray(bytes);
  if (fileDtype !== 'U8' || fortran)
    throw bad('the elements must be uint8 in C order', fortran ? 'Fortran order' : fileDtype, 'save np.uint8');
  return { shape, data: elements };
}

function readArray(bytes: Uint8Array) {
  const { header, dataStart } = readHeader(bytes);
  const { descr, fortran, shape } = readDict(header);
  const expected = size(shape) * fileBytes[readDescr(descr).fileDtype];
  const found = bytes.length - dataStart;
  if (found !== expected)
    throw bad(
      `shape ${show(shape)} of ${descr} takes ${expected} bytes of data`,
      `${found}`,
      'the file is cut or holds more than one array',
    );
  return { ...readDescr(descr), shape, fortran, elements: bytes.subarray(dataStart) };
}

function readHeader(bytes: Uint8Array): { header: string; dataStart: number } {
  if (!magic.every((byte, i) => bytes[i] === byte)) throw bad('the file does not begin with \\x93NUMPY');
  const version = bytes[6];
  if (version !== 1 && version !== 2 && version !== 3)
    throw bad('unknown version', String(version ?? 'none'), '1, 2 or 3 expected');
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) throw bad('the file ends within the header length');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > maxHeader) throw bad(`header length ${length} exceeds ${maxHeader} bytes`);
  if (start + length > bytes.length)
    throw bad(`header length ${length} runs past the end of the file`, `${bytes.length} bytes`);
  // Versions 1 and 2 are Latin-1 and 3 is UTF-8; they agree on ASCII, and a plain array's header has nothing else.
  return { header: new TextDecoder('latin1').decode(bytes.subarray(start, start + length)), dataStart: start + length };
}

/** The three keys of the header, each once, in any order. */
function readDict(header: string): { descr: string; fortran: boolean; shape: number[] } {
  const fields = new Map<string, string>();
  const dict = /^\s*\{(.*)\}\s*$/s.exec(header);
  if (!dict) throw bad('the header must be one Python dict', quote(header.trim()));
  // A string, True or False, or a tuple of whole numbers; Python 2 wrote some of those with an L.
  const field = /\s*(['"])(\w+)\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([\dL,\s]*\))\s*(,|$)/y;
  for (const body = dict[1].trimEnd(); field.lastIndex < body.length;) {
    const at = field.lastIndex;
    const match = field.exec(body);
    if (!match)
      throw bad(
        'the header holds something else than descr, fortran_order and shape',
        quote(body.slice(at)),
        'structured types and objects are not read',
      );
    if (fields.has(match[2])) throw bad(`duplicate key ${quote(match[2])} in the header`);
    fields.set(match[2], match[3]);
  }
  const descr = /^['"](.*)['"]$/.exec(fields.get('descr') ?? '');
  const order = fields.get('fortran_order') ?? '';
  const tuple = fields.get('shape') ?? '';
  if (!descr) throw bad('descr must be a string', quote(fields.get('descr') ?? 'none'));
  if (order !== 'True' && order !== 'False') throw bad('fortran_order must be True or False', quote(order || 'none'));
  if (fields.size !== 3)
    throw bad(
      'the header must have the keys descr, fortran_order and shape alone',
      [...fields.keys()].map(quote).join(' '),
    );
  return { descr: descr[1], fortran: order === 'True', shape: readShape(tuple) };
}

function readShape(tuple: string): number[] {
  // One number needs its comma: (3) is no tuple in Python.
  if (!/^\(\s*((\d+L?\s*,\s*)+(\d+L?\s*)?)?\)$/.test(tuple))
    throw bad('shape must be a tuple of whole numbers', quote(tuple || 'none'));
  const shape = (tuple.match(/\d+/g) ?? []).map(Number);
  if (shape.length > maxRank) throw bad(`shape has rank ${shape.length}, more than ${maxRank}`);
  if (shape.some((n) => n > maxElements) || size(shape) > maxElements)
    throw bad(`shape exceeds ${maxElements} elements`, quote(tuple));
  return shape;
}

const fileDtypes: Record<string, FileDtype> = {
  f2: 'F16',
  f4: 'F32',
  f8: 'F64',
  i1: 'I8',
  i2: 'I16',
  i4: 'I32',
  i8: 'I64',
  u1: 'U8',
  u2: 'U16',
  u4: 'U32',
  u8: 'U64',
  b1: 'BOOL',
};

/** `<f4`, `>i8`, `|b1`: byte order (none for single bytes), kind, bytes. */
function readDescr(descr: string): { fileDtype: FileDtype; bigEndian: boolean } {
  const match = /^([<>|])([fiub][1248])$/.exec(descr);
  const fileDtype = match ? fileDtypes[match[2]] : undefined;
  if (!match || !fileDtype || (match[1] === '|' && fileBytes[fileDtype] > 1)) {
    throw bad(`dtype ${quote(descr)} is not read`, '', `${Object.keys(fileDtypes).join(' ')} are`);
  }
  return { fileDtype, bigEndian: match[1] === '>' };
}

function reverseEach(bytes: Uint8Array, width: number): void {
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}

/** Elements stored first axis fastest, moved so that the last axis is. */
function toRowMajor<T extends Data>(columns: T, shape: readonly number[]): T {
  const rows = columns.slice() as T;
  const strides = rowMajor(shape);
  const index = new Array<number>(shape.length).fill(0);
  for (let i = 0, to = 0; i < columns.length; i++) {
    rows[to] = columns[i];
    for (let axis = 0; axis < shape.length; axis++) {
      to += strides[axis];
      if (++index[axis] < shape[axis]) break;
      to -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return rows;
}

const descrOf: Record<DType, string> = { f32: '<f4', f16: '<f2', i32: '<i4', u32: '<u4', bool: '|b1' };

/** A version 1 file, little-endian, C order; f16 elements come as f32 and are rounded. */
export function writeNpy(shape: readonly number[], dtype: DType, data: Data): Uint8Array<ArrayBuffer> {
  const elements = encodeElements('writeNpy', dtype, shape, data);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dict = `{'descr': '${descrOf[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // NumPy pads so that the data begin at a multiple of 64 bytes, and ends the header with a newline.
  const dataStart = Math.ceil((10 + dict.length + 1) / 64) * 64;
  const bytes = new Uint8Array(dataStart + elements.length);
  bytes.set([...magic, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, dataStart - 10, true);
  bytes.set(new TextEncoder().encode(`${dict.padEnd(dataStart - 11)}\n`), 10);
  bytes.set(elements, dataStart);
  return bytes;
}
