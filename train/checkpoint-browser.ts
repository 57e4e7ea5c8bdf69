/**
 * Checkpoints in a browser, in the origin's private file system: written aside and renamed, as on disk, the two newest
 * kept. A tab that is closed at any moment leaves a whole one. For windows and workers.
 */
import type { Checkpoint } from './checkpoint.ts';
import { checkpointName, noneReadable, outdated, readable, stepsAmong, unfinished } from './checkpoint-names.ts';

/** Browsers have `move`; the standard's types do not yet. */
type Movable = FileSystemFileHandle & { move(name: string): Promise<void> };

/**
 * Writes the checkpoint of `step` into `folder`, and removes all but the two newest up to it.
 * @param folder names inside the origin, with `/` between them.
 * @throws DOMException `QuotaExceededError` where the browser gives no more room; the checkpoints before are there.
 */
export async function saveInBrowser(folder: string, step: number, bytes: Uint8Array): Promise<void> {
  const where = await open(folder, true);
  const name = checkpointName(step);
  const aside = (await where.getFileHandle(`${name}${unfinished}`, { create: true })) as Movable;
  const file = await aside.createWritable();
  try {
    await file.write(bytes as Uint8Array<ArrayBuffer>);
  } catch (error) {
    await file.abort();
    throw error;
  }
  await file.close();
  await aside.move(name);
  for (const old of outdated(await namesIn(where), step)) await where.removeEntry(old);
}

/**
 * The newest checkpoint of a folder that can be read; `onDamaged` is told of each that cannot.
 * @returns null where the folder has none, or is not there
 * @throws FormatError when there are checkpoints and none can be read.
 */
export async function loadInBrowser(folder: string, onDamaged: (message: string) => void): Promise<Checkpoint | null> {
  const where = await open(folder, false);
  if (!where) return null;
  const steps = stepsAmong(await namesIn(where));
  for (const step of steps) {
    const file = await (await where.getFileHandle(checkpointName(step))).getFile();
    const found = readable(step, new Uint8Array(await file.arrayBuffer()), onDamaged);
    if (found) return found;
  }
  if (!steps.length) return null;
  throw noneReadable(steps.length, folder);
}

/** Removes a folder of checkpoints, if it is there. */
export async function forgetInBrowser(folder: string): Promise<void> {
  const parts = folder.split('/').filter(Boolean);
  const parent = await open(parts.slice(0, -1).join('/'), false);
  await parent?.removeEntry(parts.at(-1)!, { recursive: true }).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

async function open(folder: string, create: true): Promise<FileSystemDirectoryHandle>;
async function open(folder: string, create: false): Promise<FileSystemDirectoryHandle | null>;
async function open(folder: string, create: boolean): Promise<FileSystemDirectoryHandle | null> {
  let where = await navigator.storage.getDirectory();
  try {
    for (const name of folder.split('/').filter(Boolean)) where = await where.getDirectoryHandle(name, { create });
    return where;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotFoundError';

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}
