/**
 * One configuration for everything that is built or run through Vite:
 *   vite, vite build          the page (index.html)
 *   vite build --mode lib     dist/saccade.mjs, the library; dist/lib holds what it loads with import(), in Node only
 *   vite build --mode cli     dist/cli.mjs, the `saccade` command
 *   vite build --mode yardstick   dist/yardstick.mjs, this engine as a plug-in of the outside yardstick
 *   vite build --mode accuracy    dist/accuracy.mjs, the example that counts how often published networks are right
 *   vite build --mode experiments   dist/experiments.mjs, the example that repeats the documents' experiments
 *   vite build --mode zoo         dist/zoo.mjs, the example that trains every module of the catalogue
 *   vite build --mode proofs      dist/proofs.mjs, the example that tries what training promises
 *   vite build --mode occupancy   dist/occupancy.mjs, which counts what GPUs would make of the kernels
 *   vite build --mode bench   dist/bench.mjs, the benchmark with its peers inside; all it imports is `webgpu` and Node
 *   vitest                    the tests
 */
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { docsData } from './page/build/docs-data.ts';
import { offline } from './page/build/offline.ts';
import { leaveOut } from './cli/build/leave-out.ts';
import { defineConfig, type ViteUserConfig as Config } from 'vitest/config';
import { useVulkan } from './cli/vulkan.ts';

interface Target {
  entry: string;
  name: string;
  /** What stays an import in the result. */
  external: (id: string) => boolean;
  /** The files that `import()` makes, or one file in all. */
  chunks: string | false;
  /**
   * A file for each source file, so that an app's bundler can leave out those it does not need; and the doors besides
   * the entry.
   */
  doors?: readonly string[];
}

/** Names a package, not a file of ours. */
const bare = (id: string) => !/^[./\0]|^[A-Za-z]:/.test(id);

/** What package.json exports besides all of it: each is the index.ts of its folder. */
const doors = ['engine', 'kernels', 'layers', 'train'];

const MODULES: Record<string, Target> = {
  lib: { entry: 'index.ts', name: 'saccade.mjs', external: bare, chunks: 'lib/[name].mjs', doors },
  cli: { entry: 'cli/bin.ts', name: 'cli.mjs', external: bare, chunks: 'lib/cli-[name].mjs' },
  yardstick: {
    entry: 'bench/yardstick.ts',
    name: 'yardstick.mjs',
    external: (id) => id === 'webgpu' || isBuiltin(id),
    chunks: false,
  },
  scaling: {
    entry: 'bench/scaling.ts',
    name: 'scaling.mjs',
    external: (id) => id === 'webgpu' || isBuiltin(id),
    chunks: false,
  },
  occupancy: {
    entry: 'bench/occupancy-page.ts',
    name: 'occupancy.mjs',
    external: (id) => id === 'webgpu' || isBuiltin(id),
    chunks: false,
  },
  experiments: { entry: 'examples/experiments.ts', name: 'experiments.mjs', external: bare, chunks: false },
  zoo: { entry: 'examples/zoo.ts', name: 'zoo.mjs', external: bare, chunks: false },
  proofs: { entry: 'examples/proofs.ts', name: 'proofs.mjs', external: bare, chunks: false },
  accuracy: { entry: 'examples/accuracy.ts', name: 'accuracy.mjs', external: bare, chunks: false },
  bench: {
    entry: 'bench/node.ts',
    name: 'bench.mjs',
    external: (id) => id === 'webgpu' || isBuiltin(id),
    chunks: false,
  },
};

/** A readable ES module, for the Node that package.json's `engines` names and for browsers that have WebGPU. */
function esModule({ entry, name, external, chunks, doors }: Target): Config {
  return {
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      ...(doors ? [leaveOut()] : []),
      ...(name === 'cli.mjs' ? [{ name: 'executable', writeBundle: () => chmodSync('dist/cli.mjs', 0o755) }] : []),
    ],
    ssr: { noExternal: true },
    build: {
      ssr: doors ? true : entry, // Vite's word for: assume no browser, leave process.env and import.meta alone
      sourcemap: doors !== undefined,
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2023',
      rolldownOptions: {
        external,
        ...(doors && { input: [entry, ...doors.map((door) => `${door}/index.ts`)] }),
        output: doors
          ? {
              preserveModules: true,
              preserveModulesRoot: '.',
              entryFileNames: ({ name: file }) => (`${file}.ts` === entry ? name : `lib/${file}.mjs`),
            }
          : { entryFileNames: name, ...(chunks === false ? { codeSplitting: false } : { chunkFileNames: chunks }) },
      },
    },
  };
}

const page: Config = {
  plugins: [docsData(), offline()],
  base: './', // the built page works from any folder of any server
  publicDir: 'page/public', // what is fetched by name as the page needs it: the zoo's weights
  build: {
    outDir: 'dist/page',
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: {
      input: { index: 'index.html', embed: 'page/embed.ts' },
      // Other pages name this one file: docs/embed.md.
      output: { entryFileNames: ({ name }) => (name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js') },
    },
  },
  worker: { format: 'es', plugins: () => [leaveOut('samples')] },
};

const tests: Config = {
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/output/**'],
    // A worker thread that ends with GPU work in flight aborts the whole process; a fork only ends itself.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 600_000, // a limit for what hangs: software adapters on a busy machine take minutes
    hookTimeout: 600_000,
    silent: 'passed-only',
    slowTestThreshold: 10_000, // a slow case is named in the output; software adapters make many of them slow
    setupFiles: [fileURLToPath(new URL('test/peak-memory.ts', import.meta.url))],
    reporters: ['default', './test/reporter.ts'],
  },
};

/**
 * The commit that is built, for benchmark results: `import.meta.env.VITE_COMMIT`. None where there is no repository.
 */
function nameCommit(): void {
  try {
    process.env.VITE_COMMIT ??= execFileSync('git', ['describe', '--always', '--dirty'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // an unpacked archive, or no git
  }
}

export default defineConfig(({ mode }) => {
  nameCommit();
  if (mode in MODULES) return esModule(MODULES[mode]);
  if (mode !== 'test') return page;
  useVulkan(); // here, because the forks inherit the environment when they start
  return tests;
});
