/**
 * The service worker of the built page, with the list of what it keeps: everything that the build made, but for other
 * engines, which are as large as all else together and are kept once they were asked for.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const source = fileURLToPath(new URL('../service-worker.js', import.meta.url));

/** Files of more bytes belong to the benchmark's other engines: a WebAssembly of 27 MB. */
const mostBytes = 2 ** 20;

export const offline = (): Plugin => ({
  name: 'offline',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const hash = createHash('sha256');
      const files: string[] = [];
      for (const file of Object.values(bundle).toSorted((a, b) => a.fileName.localeCompare(b.fileName))) {
        const content = file.type === 'chunk' ? file.code : file.source;
        if (content.length > mostBytes) continue;
        hash.update(file.fileName).update(content);
        files.push(file.fileName === 'index.html' ? './' : file.fileName);
      }
      const code = readFileSync(source, 'utf8')
        .replace('__FILES__', JSON.stringify(files))
        .replace('__VERSION__', JSON.stringify(hash.digest('hex').slice(0, 16)));
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: code });
    },
  },
});
