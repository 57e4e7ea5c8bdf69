/**
 * The file of `choices.ts`: `saccade/tune.json` in the user's cache folder, one text a key. Node's modules are imported
 * as they are needed: a bundle in one file holds this one too, and loads in browsers.
 */
const path = async (): Promise<string> => {
  const [{ homedir }, { join }] = await Promise.all([import('node:os'), import('node:path')]);
  return join(
    process.env.XDG_CACHE_HOME ||
      (process.platform === 'win32' && process.env.LOCALAPPDATA) ||
      join(homedir(), '.cache'),
    'saccade',
    'tune.json',
  );
};

export async function readAll(): Promise<Record<string, string>> {
  const { readFile } = await import('node:fs/promises');
  const all: unknown = JSON.parse(await readFile(await path(), 'utf8'));
  return typeof all === 'object' && all !== null ? (all as Record<string, string>) : {};
}

/** Replaces the file as a whole: a reader, or a crash, never meets half of it. */
export async function write(key: string, text: string): Promise<void> {
  const [{ mkdir, rename, writeFile }, { dirname }] = await Promise.all([
    import('node:fs/promises'),
    import('node:path'),
  ]);
  const all = { ...(await readAll().catch(() => ({}))), [key]: text };
  const file = await path();
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(all));
  await rename(draft, file);
}

/** Which Dawn this is. */
export async function implementation(): Promise<string> {
  const { createRequire } = await import('node:module');
  const { version } = createRequire(import.meta.url)('webgpu/package.json') as { version: string };
  return `webgpu ${version}`;
}
