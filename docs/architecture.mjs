/**
 * Draws docs/architecture.svg from the imports: every folder on the lowest floor that its imports allow, an arrow for
 * what it imports that no other arrow already implies. usage: node docs/architecture.mjs [--check] --check writes
 * nothing and exits 1 where the picture is out of date
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importsOf } from '../test/lint-imports.mjs';

const FOLDERS = ['engine', 'kernels', 'layers', 'train', 'bench', 'page', 'cli'];
const PICTURE = 'docs/architecture.svg';

/** The rooms: folders that hold sources, and what each imports. */
function rooms(root) {
  const imports = new Map();
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !/\.(ts|mjs)$/.test(entry.name)) continue;
      const from = relative(root, entry.parentPath ?? entry.path);
      const targets = imports.get(from) ?? new Set();
      imports.set(from, targets);
      const file = join(from, entry.name);
      for (const { target } of importsOf(file, readFileSync(join(root, file), 'utf8'))) {
        if (!target.startsWith('.')) continue;
        const to = dirname(relative(root, resolve(root, from, target.replace(/\?.*$/, ''))));
        if (to !== from && to !== '' && FOLDERS.includes(to.split('/')[0])) targets.add(to);
      }
    }
  }
  return imports;
}

/**
 * The doors of kernels/ and layers/ re-export everything below: they stand on top of what they name, and users stand on
 * them.
 */
const withoutDoors = (imports) =>
  new Map([...imports].map(([room, targets]) => [room, [...targets].filter((to) => imports.has(to))]));

/** Rooms that reach each other are one: their names joined. */
function joined(graph) {
  const reach = (from) => {
    const seen = new Set();
    const visit = (room) => graph.get(room).forEach((to) => !seen.has(to) && (seen.add(to), visit(to)));
    visit(from);
    return seen;
  };
  const reached = new Map([...graph.keys()].map((room) => [room, reach(room)]));
  const group = new Map();
  for (const room of graph.keys()) {
    const members = [...graph.keys()].filter(
      (other) => other === room || (reached.get(room).has(other) && reached.get(other).has(room)),
    );
    group.set(room, members.toSorted().join(' + '));
  }
  const whole = new Map([...new Set(group.values())].map((name) => [name, new Set()]));
  for (const [room, targets] of graph) {
    for (const to of targets) if (group.get(to) !== group.get(room)) whole.get(group.get(room)).add(group.get(to));
  }
  return whole;
}

/** Every room one floor above the highest that it imports. */
function floors(graph) {
  const level = new Map();
  const of = (room) => {
    if (!level.has(room)) level.set(room, 1 + Math.max(-1, ...[...graph.get(room)].map(of)));
    return level.get(room);
  };
  for (const room of graph.keys()) of(room);
  return level;
}

/** Arrows that no way over other rooms implies. */
function essential(graph) {
  const reaches = (from, to, skip) =>
    [...graph.get(from)].some((next) => !(next === to && skip) && (next === to || reaches(next, to, false)));
  return [...graph].flatMap(([from, targets]) =>
    [...targets].filter((to) => !reaches(from, to, true)).map((to) => [from, to]),
  );
}

const [WIDTH, ROW, HEIGHT, LETTER] = [1180, 78, 34, 7.3];
const colours = {
  engine: '#3b6ea8',
  kernels: '#2f8f6b',
  layers: '#b7772a',
  train: '#9a4f8e',
  bench: '#777',
  page: '#777',
  cli: '#777',
};

/** The picture, as SVG that reads on light and dark ground. */
export function draw(root) {
  const graph = joined(withoutDoors(rooms(root)));
  const level = floors(graph);
  const top = Math.max(...level.values());
  const place = new Map();
  for (let floor = 0; floor <= top; floor++) {
    const here = [...graph.keys()].filter((room) => level.get(room) === floor).toSorted();
    const widths = here.map((room) => room.length * LETTER + 24);
    const gap = (WIDTH - widths.reduce((a, b) => a + b, 0)) / (here.length + 1);
    let x = gap;
    here.forEach((room, i) => {
      place.set(room, { x, y: (top - floor) * ROW + 20, width: widths[i] });
      x += widths[i] + gap;
    });
  }
  const arrows = essential(graph).map(([from, to]) => {
    const [a, b] = [place.get(from), place.get(to)];
    const [x1, y1, x2, y2] = [a.x + a.width / 2, a.y + HEIGHT, b.x + b.width / 2, b.y].map(Math.round);
    const bend = Math.round((y1 + y2) / 2);
    return `<path d="M${x1} ${y1}C${x1} ${bend} ${x2} ${bend} ${x2} ${y2}"/>`;
  });
  const boxes = [...place].map(([room, { x, y, width }]) => {
    const colour = colours[/^\w+/.exec(room)[0]];
    return (
      `<rect x="${Math.round(x)}" y="${y}" width="${Math.round(width)}" height="${HEIGHT}" rx="5" fill="${colour}"/>` +
      `<text x="${Math.round(x + width / 2)}" y="${y + 22}">${room}</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top * ROW + HEIGHT + 40}" role="img">
<title>The folders by floors: each imports only from below</title>
<g fill="none" stroke="#888" stroke-width="1.2">
${arrows.join('\n')}
</g>
<g font-family="ui-monospace, monospace" font-size="12" fill="#fff" text-anchor="middle">
${boxes.join('\n')}
</g>
</svg>
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const picture = draw('.');
  const stale =
    picture !==
    (() => {
      try {
        return readFileSync(PICTURE, 'utf8');
      } catch {
        return '';
      }
    })();
  if (!process.argv.includes('--check')) writeFileSync(PICTURE, picture);
  else if (stale) console.error(`${PICTURE} is out of date: node docs/architecture.mjs`);
  process.exitCode = stale && process.argv.includes('--check') ? 1 : 0;
}
