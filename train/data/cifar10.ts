/**
 * CIFAR-10, binary version (https://www.cs.toronto.edu/~kriz/cifar.html): records of one label and three planes of 32 ×
 * 32.
 */
import { FormatError } from '../../engine/errors.ts';

const pixels = 3 * 32 * 32;
const record = 1 + pixels;

/**
 * Reads a batch file, such as `data_batch_1.bin`.
 *
 * @returns images [n, 3, 32, 32], 0 to 255, RGB; labels [n], 0 to 9
 * @throws FormatError, naming the record, when the file is no whole number of records or a label is no class
 */
export function parseCifar10(bytes: Uint8Array): { images: Uint8Array; labels: Uint8Array } {
  const count = Math.floor(bytes.length / record);
  if (!count || bytes.length % record)
    throw new FormatError(
      'cifar10',
      `record ${count} must have ${record} bytes`,
      String(bytes.length % record),
      `a file of ${bytes.length} bytes is not whole records of CIFAR-10`,
    );
  const images = new Uint8Array(count * pixels);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = bytes[i * record];
    if (label > 9) throw new FormatError('cifar10', `label of record ${i} must be 0 to 9`, String(label));
    labels[i] = label;
    images.set(bytes.subarray(i * record + 1, (i + 1) * record), i * pixels);
  }
  return { images, labels };
}
