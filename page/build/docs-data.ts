/**
 * What the Docs tab shows, read from the code itself when the page is built: every public function and class with the
 * comment above it, the comment above its `forward`, and the sources, a module for each folder.
 *
 *     import { entries, sources } from 'virtual:docs';
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { DocsEntry } from '../docs/entry.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Public values by name with the file that makes each, through every `export … from`. */
function publicNames(file: string, found = new Map<string, string>()): Map<string, string> {
  for (const [, names, from] of read(file).matchAll(/^export (\*|\{[^}]*\}) from '([^']+)';/gm)) {
    const target = join(dirname(file), from);
    if (names === '*') publicNames(target, found);
    else
      for (const name of names.slice(1, -1).split(',')) {
        const [own, as] = name.trim().split(/ as /);
        if (own && !own.startsWith('type ')) found.set(as ?? own, target);
      }
  }
  return found;
}

/** A comment's text without its stars. */
const plain = (comment: string): string =>
  comment
    .replace(/^\s*\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim();

/** The comment that ends right before a place in the source. */
function commentBefore(source: string, at: number): string {
  const found = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(source.slice(0, at));
  return found ? plain(found[0].trim()) : '';
}

export function docsEntries(): DocsEntry[] {
  const entries: DocsEntry[] = [];
  for (const [name, file] of publicNames('index.ts')) {
    const source = read(file);
    const made = new RegExp(`^export (?:async |abstract )?(class|function|const) ${name}\\b`, 'm').exec(source);
    if (!made) continue;
    const [folder, kind] = [dirname(file), made[1]];
    const forward = kind === 'class' ? /^ {2}forward\(/m.exec(source.slice(made.index)) : null;
    const about = commentBefore(source, made.index);
    // An example stands at the end of a comment, four columns in.
    const example = /(?:^ {4}.*(?:\n|$))+$/m.exec(about)?.[0] ?? '';
    entries.push({
      name,
      file,
      folder,
      kind: kind === 'class' ? 'class' : 'function',
      about:
        (example ? about.replace(example, '') : about).trim() || plain(/^\/\*\*[\s\S]*?\*\//.exec(source)?.[0] ?? ''),
      example: example.replace(/^ {4}/gm, '').trim(),
      equation: forward ? commentBefore(source, made.index + forward.index) : '',
    });
  }
  return entries.sort((a, b) => a.folder.localeCompare(b.folder) || a.name.localeCompare(b.name));
}

const own = '\0virtual:docs';

export function docsData(): Plugin {
  return {
    name: 'docs-data',
    resolveId: (id) => (id.startsWith('virtual:docs') ? `\0${id}` : null),
    load(id) {
      if (id === own) {
        const entries = docsEntries();
        const folders = [...new Set(entries.map(({ folder }) => folder))];
        const loaders = folders.map(
          (folder) => `${JSON.stringify(folder)}: () => import(${JSON.stringify(`virtual:docs/${folder}`)})`,
        );
        return `export const entries = ${JSON.stringify(entries)};\nexport const sources = { ${loaders.join(', ')} };`;
      }
      if (!id.startsWith(`${own}/`)) return null;
      const folder = id.slice(own.length + 1);
      const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts'));
      return (
        'export default ' +
        `${JSON.stringify(Object.fromEntries(files.map((file) => [`${folder}/${file}`, read(`${folder}/${file}`)])))};`
      );
    },
  };
}
