/**
 * MNIST's IDX files (http://yann.lecun.com/exdb/mnist): a magic number that says type and axes, the sizes, the bytes.
 */
import { FormatError } from '../../engine/errors.ts';
import { size } from '../../engine/shape.ts';

/** The types that the second half of the magic number names; pictures and labels are bytes. */
const bytesOfType = 0x08;

/**
 * Reads an IDX file of bytes, such as `train-images-idx3-ubyte`.
 *
 * @returns its sizes, and the bytes in row-major order; a view
 * @throws FormatError when it is no IDX file, holds another type, or its length is not that of its sizes
 */
export function parseIdx(bytes: Uint8Array): { shape: number[]; data: Uint8Array } {
  if (bytes.length < 4 || bytes[0] || bytes[1])
    throw new FormatError('idx', 'the file does not begin with two zero bytes', `${bytes.length} bytes`, 'an IDX file');
  if (bytes[2] !== bytesOfType)
    throw new FormatError('idx', 'the elements must be unsigned bytes', `type 0x${bytes[2].toString(16)}`, 'type 0x8');
  const rank = bytes[3];
  const start = 4 + 4 * rank;
  if (rank < 1 || rank > 4 || bytes.length < start)
    throw new FormatError('idx', 'the header must have 1 to 4 sizes', `${rank} in ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, start);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  if (bytes.length - start !== size(shape))
    throw new FormatError('idx', `${shape.join(' × ')} elements expected`, `${bytes.length - start} bytes follow`);
  return { shape, data: bytes.subarray(start) };
}
