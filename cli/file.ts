/** Files that a user names: looked at before they are read. */
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { FormatError } from '../engine/errors.ts';

/** The largest that Node reads at once. */
const maxBytes = 2 ** 31 - 1;

/**
 * A whole file.
 * @throws FormatError for what is no file (a pipe would never end) and for one larger than 2 GiB; the system's error
 * when it cannot be read.
 */
export function readFile(path: string): Uint8Array {
  const { size } = checkFile(path);
  if (size > maxBytes) throw new FormatError('file', `${path} is larger than ${maxBytes} bytes`, String(size));
  return readFileSync(path);
}

function checkFile(path: string): { size: number } {
  const found = statSync(path);
  if (!found.isFile())
    throw new FormatError('file', `${path} is ${found.isDirectory() ? 'a folder' : 'no plain file'}`);
  return found;
}

/**
 * Throws before any work is done when a result could not be written, or would replace what it was made from.
 * @throws FormatError or the system's error.
 */
export function checkOutput(path: string, ...inputs: string[]): void {
  accessSync(dirname(resolve(path)), constants.W_OK);
  if (!existsSync(path)) return;
  checkFile(path);
  accessSync(path, constants.W_OK);
  if (inputs.some((input) => realpathSync(input) === realpathSync(path)))
    throw new FormatError('file', `${path} is also the input`, '', 'name another file for the result');
}
