/**
 * One configuration for everything that is built or run through Vite:
 *   vite, vite build          the page (index.html)
 *   vite build --mode lib     dist/saccade.mjs, the library: browsers and Node, nothing bundled that is not ours
 *   vite build --mode cli     dist/cli.mjs, the `saccade` command
 *   vite build --mode bench   dist/bench.mjs, the benchmark with its peers inside; all it imports is `webgpu` and Node
 *   vitest                    the tests
 */
import { chmodSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { useVulkan } from './cli/vulkan.ts';

/** Names a package, not a file of ours. */
const bare = (id: string) => !/^[./\0]|^[A-Za-z]:/.test(id);

const executable: Plugin = {
  name: 'executable',
  writeBundle: (_, files) => Object.keys(files).forEach((file) => chmodSync(`dist/${file}`, 0o755)),
};

/** One ES module from one entry, readable, for the platforms that `engines` names and for browsers that have WebGPU. */
function oneModule(entry: string, name: string, external: (id: string) => boolean, plugins: Plugin[] = []): UserConfig {
  return {
    plugins,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: entry, // "ssr" is Vite's word for: do not assume a browser, touch neither process.env nor import.meta
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2023',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { external, output: { format: 'es', entryFileNames: name, codeSplitting: false } },
    },
    ssr: { noExternal: true },
  };
}

const page: UserConfig = {
  base: './', // the built page works from any folder of any server
  build: { outDir: 'dist/page', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 2000 },
  server: { port: 5173 },
};

export default defineConfig(({ mode }) => {
  if (mode === 'lib') return oneModule('train/saccade.ts', 'saccade.mjs', bare);
  if (mode === 'cli') return oneModule('cli/bin.ts', 'cli.mjs', bare, [executable]);
  if (mode === 'bench') return oneModule('bench/node.ts', 'bench.mjs', (id) => id === 'webgpu' || isBuiltin(id));
  if (mode !== 'test') return page;
  useVulkan(); // here, because the forks inherit the environment when they start
  return {
    test: {
      include: ['test/**/*.test.ts'],
      // A worker thread that ends with GPU work in flight aborts the whole process; a fork only ends itself.
      pool: 'forks',
      maxWorkers: 2,
      testTimeout: 120_000,
      hookTimeout: 120_000,
      silent: 'passed-only',
      reporters: ['default', './test/reporter.ts'],
    },
  };
});
