/**
 * The table of the zoo, from what `npm run zoo` measured and what `saccade modules` says of each.
 *
 *     node docs/zoo.mjs            writes docs/zoo.md
 *     node docs/zoo.mjs --check    status 1 where docs/zoo.md is not what docs/zoo.jsonl says
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = new URL('./', import.meta.url);
const command = fileURLToPath(new URL('../dist/cli.mjs', here));
const catalogue = JSON.parse(execFileSync('node', [command, 'modules', '--json'], { encoding: 'utf8' }));
const groups = new Map(catalogue.map(({ name, group }) => [name, group]));
const runs = readFileSync(new URL('zoo.jsonl', here), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** What each kind of module is expected to reach, by its best map. */
const targets = { whole: 2, part: 1.2 };
const reachesAll = ({ module }, map) => groups.get(module) === 'dense' || map === 'composed';
const number = (x) => (x === null || x === undefined ? '–' : x.toFixed(2));
const both = ({ random, trained }, key) =>
  number(random[key]) === '–' ? '–' : `${number(random[key])} → ${number(trained?.[key])}`;

function table(head, body) {
  const width = head.map((_, i) => Math.max(...[head, ...body].map((row) => row[i].length)));
  const line = (row) => `| ${row.map((cell, i) => cell.padEnd(width[i])).join(' | ')} |`;
  return [line(head), line(width.map((n) => '-'.repeat(n))), ...body.map(line)].join('\n');
}

const rows = (task) =>
  runs
    .filter((run) => run.task === task)
    .flatMap(({ module, maps, trained, loss }) =>
      maps.map((map, i) => [
        i ? '' : `\`${module}\``,
        map.map,
        both(map, 'own'),
        number(map.random.most),
        both(map, 'distance'),
        both(map, 'change'),
        i ? '' : trained.toLocaleString('en'),
        i || loss === null ? '' : loss.toPrecision(3),
      ]),
    );

/** The modules of a task whose best map stays below what is expected of it, with that map's figure. */
function below(task) {
  const found = runs
    .filter((run) => run.task === task)
    .map((run) => {
      const told = run.maps.filter(({ trained }) => typeof trained?.own === 'number');
      const reached = told.some(({ map, trained }) => {
        const target = task === 'classes' ? 1 : reachesAll(run, map) ? targets.whole : targets.part;
        return trained.own >= target;
      });
      return { ...run, reached: reached || !told.length, best: Math.max(...told.map(({ trained }) => trained.own)) };
    })
    .filter(({ reached }) => !reached);
  return found.length ? found.map(({ module, best }) => `\`${module}\` ${number(best)}`).join(', ') : 'none';
}

const [byColour, byClasses] = ['colour', 'classes'].map((task) => runs.filter((run) => run.task === task));
const same = runs
  .flatMap(({ module, maps }) => maps.map((map) => ({ module, ...map })))
  .filter(({ module, trained }) => groups.get(module) !== 'gate' && trained && trained.change < 0.05)
  .map(({ module, map }) => `\`${module}\` ${map}`);
const folder = new URL('../page/public/zoo/', here);
const files = readdirSync(folder);
const missing = catalogue.filter(({ name }) => !files.includes(`${name}.safetensors`)).map(({ name }) => name);
const size = files.reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0);
const unique = (key) => [...new Set(runs.map((run) => run[key]))].join(', ');

const page = `# The zoo: modules, trained

<!-- made by docs/zoo.mjs from docs/zoo.jsonl: change these, not the page -->

\`saccade attend\` and the page show maps of _trained_ modules. The weights lie in \`page/public/zoo\`, a file of f16
safetensors for each module, ${(size / 1e6).toFixed(2)} MB in all. \`--random\` shows those of seed 0 instead.${
  missing.length
    ? `
\n**Not trained yet, and shown with random weights:** ${missing.join(', ')}.`
    : ''
}

    npm run zoo -- DATA            # trains and measures all; DATA holds imagenette and camvid
    npm run zoo -- DATA ccnet      # one module anew
    node docs/zoo.mjs              # makes this page

**Features.** Four convolutions learn to give grey photographs their colours back by dense attention (\`saccade train
colour\`, 600 steps of 4 pictures of Imagenette at 96×96), and are then frozen. No label is used.

**Maps over positions** learn by the same task _through their own map_: the colours of a random half of the blocks are
hidden, the map copies (colour · visible, visible) from wherever it looks, and the quotient of the two is compared with
the hidden colour. ${byColour[0]?.steps ?? 200} steps of ${byColour[0]?.batch ?? 4} pictures, whatever the module.
Only what makes the map learns so: values and output layers keep what seed 0 draws, and are not stored. A module with
several maps learns by all of them.

**Gates** learn by classes: what they let through is averaged over the picture and told apart by a linear layer, ten
classes, ${byClasses[0]?.steps ?? 200} steps of ${byClasses[0]?.batch ?? 16} pictures.

**Measured** on every sixth of CamVid's 233 test pictures in 16×16 cells, a kind of picture never trained on, whose
masks serve for judging alone. Each figure stands as random → trained.

- _own_: the weight on the query's own class, over that class's share of what the query can reach; the query and its
  eight neighbours are left out. 1 is blind. Of gates: the weight on objects (poles, signs, cars, people, bicycles) over
  their share of the picture. Bases without queries are read by each position's share in them. Weights below 0 count by
  their size.
- _most_: what _own_ would be if all weight lay on the query's class. A small window is mostly of one class.
- _distance_: 0 where all weights are alike, 1 where one position has all.
- _change_: half the sum of differences between a query's weights and the mean over queries: 0 where it looks at the
  same places whatever one asks. Windows move with the query and change for that alone. Of gates: between pictures.
- _weights_: how many numbers training changed. _loss_: mean over the last 50 steps.

## Maps over positions

Expected were ${targets.whole.toFixed(1)} of those that reach the whole picture and ${targets.part} of all others.
By its best map, below that:
${below('colour')}.

Look at the same places whatever one asks (change below 0.05): ${same.length ? same.join(', ') : 'none'}.

${table(['module', 'map', 'own', 'most', 'distance', 'change', 'weights', 'loss'], rows('colour'))}

## Gates

With less on objects than their share: ${below('classes')}.

${table(['module', 'map', 'own', 'most', 'distance', 'change', 'weights', 'loss'], rows('classes'))}

Seed ${unique('seed')}; commit ${unique('commit')}; adapter ${unique('adapter')}.
`;

const file = new URL('zoo.md', here);
if (process.argv[2] === '--check') {
  if (readFileSync(file, 'utf8') !== page) {
    console.error('docs/zoo.md is not what docs/zoo.jsonl says: run node docs/zoo.mjs');
    process.exit(1);
  }
} else writeFileSync(file, page);
