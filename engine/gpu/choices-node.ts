/**
 * The file of `choices.ts`: `saccade/tune.json` in the user's cache folder, one text a key. Node's modules are asked
 * for as they are needed, and not imported: a bundle in one file holds this one too, and loads in browsers.
 */
const path = (): string => {
  const { homedir } = process.getBuiltinModule('node:os');
  const { join } = process.getBuiltinModule('node:path');
  return join(
    process.env.XDG_CACHE_HOME ||
      (process.platform === 'win32' && process.env.LOCALAPPDATA) ||
      join(homedir(), '.cache'),
    'saccade',
    'tune.json',
  );
};

export async function readAll(): Promise<Record<string, string>> {
  const { readFile } = process.getBuiltinModule('node:fs/promises');
  const all: unknown = JSON.parse(await readFile(path(), 'utf8'));
  return typeof all === 'object' && all !== null ? (all as Record<string, string>) : {};
}

/** Replaces the file as a whole: a reader, or a crash, never meets half of it. */
export async function write(key: string, text: string): Promise<void> {
  const { mkdir, rename, writeFile } = process.getBuiltinModule('node:fs/promises');
  const all = { ...(await readAll().catch(() => ({}))), [key]: text };
  await mkdir(process.getBuiltinModule('node:path').dirname(path()), { recursive: true });
  const draft = `${path()}.${process.pid}`;
  await writeFile(draft, JSON.stringify(all));
  await rename(draft, path());
}

/** Which Dawn this is. */
export function implementation(): string {
  const { createRequire } = process.getBuiltinModule('node:module');
  const { version } = createRequire(import.meta.url)('webgpu/package.json') as { version: string };
  return `webgpu ${version}`;
}
