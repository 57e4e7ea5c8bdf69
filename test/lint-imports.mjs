/**
 * Holds the direction of imports: engine <- kernels <- layers <- train <- bench, page, cli. Part of `npm run lint`.
 * usage: node test/lint-imports.mjs [FOLDER] a line for each violation; exit 1 if there is any
 *
 * - A file imports from its own folder and from those to the left; of the last three, page and cli may import bench.
 *   Types count too: a folder that cannot be explained without its right neighbour is not below it.
 * - engine/ and layers/ have no import cycles between files, types included: files that explain each other are one
 *   idea. kernels/ has none at run time.
 * - The library folders import no package, but for `webgpu`, `pngjs` and Node itself in files named *-node.ts, and with
 *   `import()` in engine/host.ts. The rest of the library reaches a *-node.ts file only with `import()`: browsers never
 *   do.
 * - A relative import names a file, extension and all.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'vite';

const LIBRARY = ['engine', 'kernels', 'layers', 'train'];
const MAY_IMPORT = {
  engine: [],
  kernels: ['engine'],
  layers: ['engine', 'kernels'],
  train: ['engine', 'kernels', 'layers'],
  bench: LIBRARY,
  page: [...LIBRARY, 'bench'],
  cli: [...LIBRARY, 'bench'],
};
/** Folders without import cycles between files, and whether types count. */
const WITHOUT_CYCLES = { engine: 'with types', layers: 'with types', kernels: 'at run time' };
const HOST_PACKAGES = /^(webgpu|pngjs|node:.+)$/;
const NODE_FILES = /-node\.ts$/;
const HOST_FILE = 'engine/host.ts';
const LAZILY = 'load it with import(), so that browsers never do';

/**
 * What a source file imports: `{ target, lazy, typeOnly, line }`; a computed `import()` has no target and is left
 * alone.
 */
export function importsOf(path, source) {
  const { module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const found = [];
  const add = (target, start, lazy, typeOnly) =>
    found.push({ target, lazy, typeOnly, line: source.slice(0, start).split('\n').length });
  for (const { moduleRequest, entries, start } of module.staticImports) {
    add(moduleRequest.value, start, false, entries.length > 0 && entries.every(({ isType }) => isType));
  }
  for (const { entries, start } of module.staticExports) {
    const request = entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest;
    if (request)
      add(
        request.value,
        start,
        false,
        entries.every(({ isType }) => isType),
      );
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const literal = /^(['"`])([^'"`$]+)\1$/.exec(source.slice(moduleRequest.start, moduleRequest.end));
    if (literal) add(literal[2], start, true, false);
  }
  return found;
}

function sources(root, folder) {
  let entries = [];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  } catch {
    return []; // a folder that is not there has nothing wrong
  }
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|mts|mjs|js)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .toSorted();
}

/** The cycles of a graph, one for each edge that closes one, as lists of files. */
function cycles(graph) {
  const found = [];
  const done = new Set();
  const path = [];
  const visit = (file) => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}

/** Every violation under `root`, as lines of text. */
export function checkImports(root) {
  const problems = [];
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    const graph = new Map();
    for (const file of sources(root, folder)) {
      const edges = [];
      for (const { target, lazy, typeOnly, line } of importsOf(file, readFileSync(join(root, file), 'utf8'))) {
        const at = `${file}:${line}: imports ${target}`;
        if (!target.startsWith('.')) {
          if (!LIBRARY.includes(folder)) continue;
          if (!HOST_PACKAGES.test(target)) problems.push(`${at}: the library depends on no package`);
          else if (!NODE_FILES.test(file) && file !== HOST_FILE)
            problems.push(`${at}: only ${HOST_FILE} and *-node.ts files may`);
          else if (file === HOST_FILE && !lazy && !typeOnly) problems.push(`${at}: ${LAZILY}`);
          continue;
        }
        const to = relative(root, resolve(root, dirname(file), target.replace(/\?.*$/, '')));
        const toFolder = to.split('/')[0];
        if (!/\.\w+$/.test(to)) problems.push(`${at}: name the file with its extension (.ts)`);
        if (toFolder !== folder && !allowed.includes(toFolder) && to.includes('/')) {
          problems.push(
            `${at}: ${folder}/ may import ${allowed.map((name) => `${name}/`).join(', ') || 'nothing but itself'}`,
          );
        }
        if (LIBRARY.includes(folder) && NODE_FILES.test(to) && !NODE_FILES.test(file) && !lazy && !typeOnly)
          problems.push(`${at}: ${LAZILY}`);
        const counts = !lazy && (!typeOnly || WITHOUT_CYCLES[folder] === 'with types');
        if (toFolder === folder && counts) edges.push(to);
      }
      graph.set(file, edges);
    }
    if (folder in WITHOUT_CYCLES) problems.push(...cycles(graph).map((files) => `import cycle: ${files.join(' -> ')}`));
  }
  return problems;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = checkImports(resolve(process.argv[2] ?? '.'));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
