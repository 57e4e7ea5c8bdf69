/**
 * Reads the brotli-compressed tar archives that the development package @sparticuz/chromium carries, and unpacks each
 * once into the project's cache. Only what those archives hold is understood: plain files and folders (ustar).
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, normalize, resolve, sep } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

export interface TarFile {
  path: string;
  mode: number;
  body: Buffer;
}

const BLOCK = 512;

/**
 * The plain files of a tar archive. Throws on a path that leaves the archive, and on anything but files and folders.
 */
export function* tarFiles(archive: Buffer): Generator<TarFile> {
  const text = (from: number, length: number) =>
    archive.toString('utf8', from, from + length).replace(/\0[\s\S]*$/, '');
  let at = 0;
  while (at + BLOCK <= archive.length && archive[at] !== 0) {
    const path = normalize(text(at, 100));
    const mode = parseInt(text(at + 100, 8), 8);
    const size = parseInt(text(at + 124, 12), 8);
    const type = archive[at + 156];
    const start = at + BLOCK;
    if (!Number.isSafeInteger(size) || start + size > archive.length)
      throw new Error(`tar: ${path} runs past the end of the archive`);
    if (path.startsWith('..') || path.startsWith(sep)) throw new Error(`tar: ${path} leaves the archive`);
    const plain = type === 0 || type === '0'.charCodeAt(0);
    if (!plain && type !== '5'.charCodeAt(0)) throw new Error(`tar: ${path} is neither a file nor a folder`);
    if (plain) yield { path, mode, body: archive.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

const packageRequire = createRequire(import.meta.url);

/** The file of an installed package, or undefined where the package (or the file) is not there. */
export function packageFile(name: string, file: string): string | undefined {
  for (const folder of packageRequire.resolve.paths(name) ?? []) {
    const path = join(folder, name, file);
    if (existsSync(path)) return path;
  }
  return undefined;
}

/** Where the project keeps what it unpacks and compiles: `node_modules/.cache/saccade`, or the home folder's cache. */
export function cacheFolder(): string {
  const anchor = packageFile('webgpu', 'package.json');
  if (anchor) {
    const folder = resolve(dirname(anchor), '../.cache/saccade');
    try {
      mkdirSync(folder, { recursive: true });
      return folder;
    } catch {
      // An installation that this user may not write to. Never the shared temporary folder: libraries are loaded from
      // here.
    }
  }
  return join(homedir(), '.cache', 'saccade');
}

/** Fills `folder` once. Processes that start together each fill a folder of their own, and the first rename wins. */
export function unpackOnce(folder: string, fill: (folder: string) => void): string {
  if (existsSync(folder)) return folder;
  const building = `${folder}.${process.pid}`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  try {
    fill(building);
    renameSync(building, folder);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Writes the files of a `.tar.br` under `folder`, those that `keep` accepts. */
export function unpackArchive(archive: string, folder: string, keep: (path: string) => boolean = () => true): void {
  for (const { path, mode, body } of tarFiles(brotliDecompressSync(readFileSync(archive)))) {
    if (!keep(path)) continue;
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, body, { mode });
  }
}
