/**
 * STL-10, binary version (https://cs.stanford.edu/~acoates/stl10/): pictures of 96 × 96 and their labels in files of
 * their own.
 */
import { FormatError } from '../../engine/errors.ts';

const side = 96;
const record = 3 * side * side;

/**
 * Reads `train_X.bin`, `test_X.bin` or `unlabeled_X.bin`. The file keeps each plane by columns; the result keeps rows.
 *
 * @returns [n, 3, 96, 96], 0 to 255, RGB
 * @throws FormatError, naming the record, when the file is no whole number of records
 */
export function parseStl10Images(bytes: Uint8Array): Uint8Array {
  const count = Math.floor(bytes.length / record);
  if (!count || bytes.length % record)
    throw new FormatError(
      'stl10',
      `record ${count} must have ${record} bytes`,
      String(bytes.length % record),
      `a file of ${bytes.length} bytes is not whole records of STL-10`,
    );
  const images = new Uint8Array(bytes.length);
  for (let plane = 0; plane < images.length; plane += side * side) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) images[plane + y * side + x] = bytes[plane + x * side + y];
    }
  }
  return images;
}

/**
 * Reads `train_y.bin` or `test_y.bin`, where classes are 1 to 10.
 *
 * @returns [n], 0 to 9
 * @throws FormatError, naming the record, for any other label
 */
export function parseStl10Labels(bytes: Uint8Array): Uint8Array {
  if (!bytes.length) throw new FormatError('stl10', 'the label file is empty');
  return Uint8Array.from(bytes, (label, i) => {
    if (label < 1 || label > 10) throw new FormatError('stl10', `label of record ${i} must be 1 to 10`, String(label));
    return label - 1;
  });
}

/**
 * Pictures and labels lie in files of their own, which may be of two downloads.
 *
 * @param images bytes of the one, whole records @param labels bytes of the other
 * @throws FormatError unless there is a label for every picture
 */
export function checkStl10Pair(images: number, labels: number): void {
  if (images !== labels * record)
    throw new FormatError('stl10', `${images / record} pictures must have as many labels`, String(labels));
}
