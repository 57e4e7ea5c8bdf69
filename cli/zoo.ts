/** Trained weights from the package's own folder. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadZoo } from '../layers/show/zoo.ts';

/** From the source and from what is built alike: the nearest folder above that has it. */
function zooFolder(): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const zoo = join(folder, 'page', 'public', 'zoo');
    if (existsSync(join(zoo, 'features.safetensors'))) return zoo;
    if (folder === dirname(folder)) return null;
  }
}

export const readZoo: ReadZoo = async (file) => {
  const folder = zooFolder();
  const path = folder && join(folder, file);
  return path && existsSync(path) ? readFileSync(path) : null;
};
