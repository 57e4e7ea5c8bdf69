/** Files that a user names, and standard input as `-`: looked at before they are read or written. */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isatty } from 'node:tty';
import { FormatError } from '../engine/errors.ts';

/** The largest that Node reads at once. */
const maxBytes = 2 ** 31 - 1;

/** The names that standard input has. */
export const isStdin = (path: string): boolean => ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'].includes(path);

/**
 * A whole file, or all of standard input.
 * @throws FormatError for what is no file or pipe and for more than 2 GiB; the system's error when it cannot be read.
 */
export function readFile(path: string): Uint8Array {
  if (isStdin(path)) return readStdin();
  const found = statSync(path);
  if (!found.isFIFO()) checkFile(path, found);
  if (found.size > maxBytes) throw tooLarge(path, found.size);
  return readFileSync(path);
}

function readStdin(): Uint8Array {
  const name = 'standard input';
  if (isatty(0)) throw new FormatError('file', `${name} is a terminal`, '', 'send a file into it: saccade … - < FILE');
  const found = fstatSync(0);
  if (!found.isFIFO() && !found.isSocket()) checkFile(name, found);
  const parts: Buffer[] = [];
  let total = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(2 ** 16);
    const length = readSome(part);
    if (!length) return Buffer.concat(parts, total);
    total += length;
    if (total > maxBytes) throw tooLarge(name, total);
    parts.push(part.subarray(0, length));
  }
}

/** What standard input has ready, waiting for the first byte; 0 at its end. */
function readSome(part: Buffer): number {
  for (;;) {
    try {
      return readSync(0, part);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0; // Windows, at the end of a pipe
      if (code !== 'EAGAIN') throw error; // a pipe that its other end set to never wait
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

const tooLarge = (name: string, bytes: number): FormatError =>
  new FormatError('file', `${name} is larger than ${maxBytes} bytes`, String(bytes));

function checkFile(path: string, found: Stats): void {
  if (!found.isFile())
    throw new FormatError('file', `${path} is ${found.isDirectory() ? 'a folder' : 'no plain file'}`);
}

/**
 * Throws before any work is done when a result could not be written, or would replace what it was made from.
 * @throws FormatError or the system's error.
 */
export function checkOutput(path: string, inputs: readonly string[]): void {
  checkFolder(dirname(resolve(path)));
  if (!existsSync(path)) return;
  checkFile(path, statSync(path));
  accessSync(path, constants.W_OK);
  // By what the name leads to: links, hard ones too, and standard input.
  if (inputs.some((input) => sameFile(input, path)))
    throw new FormatError('file', `${path} is also the input`, '', 'name another file for the result');
}

/** Makes a folder for results, and throws when a file of 64 KiB does not fit into it. */
export function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  checkFolder(resolve(path));
}

function checkFolder(folder: string): void {
  accessSync(folder, constants.W_OK);
  const probe = join(folder, `.saccade-${process.pid}.part`);
  try {
    writeFileSync(probe, new Uint8Array(2 ** 16), { flag: 'wx' });
  } catch (error) {
    throw unwritten(folder, error);
  } finally {
    rmSync(probe, { force: true });
  }
}

function sameFile(input: string, output: string): boolean {
  const here = isStdin(input) ? fstatSync(0, { bigint: true }) : statSync(input, { bigint: true });
  const there = statSync(output, { bigint: true });
  return here.dev === there.dev && here.ino === there.ino;
}

/** Writes a result whole or not at all: aside, then renamed, so that a full disk leaves an older result as it was. */
export function writeOutput(path: string, content: string | Uint8Array): void {
  const old = existsSync(path);
  const target = old ? realpathSync(path) : path;
  const aside = join(dirname(resolve(target)), `.${basename(target).slice(0, 100)}-${process.pid}.part`);
  try {
    writeFileSync(aside, content, { flag: 'wx' });
    if (old) chmodSync(aside, statSync(target).mode);
    renameSync(aside, target);
  } catch (error) {
    rmSync(aside, { force: true });
    throw unwritten(path, error);
  }
}

/** The system's word for a full disk names no file. */
const unwritten = (path: string, error: unknown): FormatError =>
  new FormatError('file', `${path} cannot be written`, (error as Error).message);
