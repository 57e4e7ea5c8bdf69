/** The file of `choices.ts`: `saccade/tune.json` in the user's cache folder, one text a key. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const path = (): string =>
  join(
    process.env.XDG_CACHE_HOME ||
      (process.platform === 'win32' && process.env.LOCALAPPDATA) ||
      join(homedir(), '.cache'),
    'saccade',
    'tune.json',
  );

export async function readAll(): Promise<Record<string, string>> {
  const all: unknown = JSON.parse(await readFile(path(), 'utf8'));
  return typeof all === 'object' && all !== null ? (all as Record<string, string>) : {};
}

/** Replaces the file as a whole: a reader, or a crash, never meets half of it. */
export async function write(key: string, text: string): Promise<void> {
  const all = { ...(await readAll().catch(() => ({}))), [key]: text };
  await mkdir(dirname(path()), { recursive: true });
  const draft = `${path()}.${process.pid}`;
  await writeFile(draft, JSON.stringify(all));
  await rename(draft, path());
}

/** Which Dawn this is. */
export function implementation(): string {
  const { version } = createRequire(import.meta.url)('webgpu/package.json') as { version: string };
  return `webgpu ${version}`;
}
