/**
 * The page of experiments, from what the commands on it wrote to docs/experiments.
 *
 *     node docs/experiments.mjs            writes docs/experiments.md
 *     node docs/experiments.mjs --check    status 1 where the page is not what the results say
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const here = new URL('./', import.meta.url);
const read = (name) => {
  const file = new URL(`experiments/${name}.jsonl`, here);
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return text ? text.split('\n').map((line) => JSON.parse(line)) : [];
};

const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
const deviation = (values) =>
  values.length > 1
    ? Math.sqrt(mean(values.map((x) => (x - mean(values)) ** 2)) * (values.length / (values.length - 1)))
    : 0;
const spread = (values, digits = 3) => {
  if (!values.length) return '–';
  const middle = mean(values).toFixed(digits);
  return values.length === 1 ? `${middle}, one run` : `${middle} ± ${deviation(values).toFixed(digits)}`;
};
/** Said where the command on the page has not been run to its end. */
const unfinished = (runs, all) =>
  runs.length < all ? `**${runs.length} of ${all} runs are done: the table says nothing yet.** ` : '';

function table(head, body) {
  const width = head.map((_, i) => Math.max(...[head, ...body].map((row) => row[i].length)));
  const line = (row) => `| ${row.map((cell, i) => cell.padEnd(width[i])).join(' | ')} |`;
  return [line(head), line(width.map((n) => '-'.repeat(n))), ...body.map(line)].join('\n');
}

/** What all runs of an experiment have in common, in one sentence. */
const origin = (runs) => {
  const all = (key) => [...new Set(runs.map((run) => run[key]))].join(', ');
  return (
    `${all('steps')} steps of ${all('batch')} pictures; seeds ${all('seed')}; commit ` +
    `${all('commit')}; ${all('adapter')}.`
  );
};
const of = (runs, variant) => runs.filter((run) => run.variant === variant);
const values = (runs, key) => runs.map((run) => run[key]).filter((x) => typeof x === 'number');

const patch = read('patch');
const segment = read('segment');
const local = read('local');
const proofs = new Map(read('proofs').map((line) => [line.proof, line]));

const articles = {
  none: ['CNN', 0.054],
  multihead: ['+ multi-head', 0.042],
  'multihead-conv': ['+ its conv form', 0.014],
  cbam: ['+ CBAM', 0.028],
};

function patchText() {
  if (!patch.length) return 'Not run yet.';
  const masses = (runs) => {
    const keys = [...new Set(runs.flatMap((run) => Object.keys(run)))].filter((key) => key.endsWith('_on_patch'));
    return keys.map((key) => `${key.slice(0, -9)} ${spread(values(runs, key), 2)}`).join(', ') || '–';
  };
  const body = Object.entries(articles).map(([variant, [name, theirs]]) => {
    const runs = of(patch, variant);
    const errors = values(runs, 'test_error');
    return [name, theirs.toFixed(3), spread(errors), errors.map((x) => x.toFixed(3)).join(' '), masses(runs)];
  });
  const at = (variant) => values(of(patch, variant), 'test_error');
  const plain = at('none');
  const told = Object.entries(articles)
    .filter(([variant]) => variant !== 'none' && at(variant).length > 1 && plain.length > 1)
    .map(([variant, [name]]) => {
      const [gain, noise] = [mean(plain) - mean(at(variant)), Math.hypot(deviation(plain), deviation(at(variant)))];
      const verdict =
        Math.abs(gain) < noise
          ? 'no difference beyond the spread'
          : gain > 0
            ? 'lower, as in the article'
            : 'higher, against the article';
      return `${name}: ${verdict}`;
    });
  return `${table(['network', 'article', 'test error here', 'each seed', 'map on the patch over its share'], body)}

${unfinished(patch, 20)}${told.length ? `Against the plain network: ${told.join('; ')}. ` : ''}${origin(patch)}`;
}

function segmentText() {
  if (!segment.length) return 'Not run yet.';
  const body = [
    ['none', 'U-Net'],
    ['sagan', 'U-Net with self-attention'],
  ].map(([variant, name]) => {
    const dice = values(of(segment, variant), 'dice');
    return [name, spread(dice), dice.map((x) => x.toFixed(3)).join(' ')];
  });
  const [plain, attentive] = ['none', 'sagan'].map((variant) => values(of(segment, variant), 'dice'));
  if (!plain.length || !attentive.length) return table(['network', 'Dice', 'each seed'], body);
  const gain = mean(attentive) - mean(plain);
  const noise = Math.hypot(deviation(plain), deviation(attentive));
  const verdict =
    Math.abs(gain) < noise
      ? 'That is within the spread: no claim either way.'
      : gain > 0
        ? 'Attention raises it.'
        : 'Attention lowers it.';
  return `${table(['network', 'Dice', 'each seed'], body)}

With attention ${gain >= 0 ? '+' : ''}${gain.toFixed(3)}. ${verdict} ${unfinished(segment, 10)}${origin(segment)}`;
}

function localText() {
  if (!local.length) return 'Not run yet.';
  const body = local.map(({ variant, test_error, steps, batch, seconds, seed }) => [
    variant === 'attention' ? 'local attention' : 'its convolutional twin',
    `${(100 * (1 - test_error)).toFixed(1)}%`,
    `${steps} × ${batch}`,
    `${Math.round(seconds / 60)} min`,
    String(seed),
  ]);
  return `${table(['network', 'right of 5,000', 'steps × pictures', 'time', 'seed'], body)}

${origin(local)} Several people shared the two cores while it ran.`;
}

function proofText() {
  const lines = [];
  const submit = proofs.get('submit');
  if (submit)
    lines.push(
      `- _Dispatches a submit._ ${submit.steps} steps with 1, 16 and 256: ` +
        `${submit.same ? 'the same weights to the bit' : 'DIFFERENT weights'} (sha256 ` +
        `${Object.values(submit.weights_sha256)[0].slice(0, 16)}…).`,
    );
  const kill = proofs.get('kill');
  if (kill)
    lines.push(
      `- _Killed._ ${kill.kills - (kill.finished ? 1 : 0)} SIGKILL at random moments, ` +
        `${kill.with_progress} of them after a new checkpoint, each resumed by \`--resume\`: ` +
        `${kill.same ? 'the weights of a run that was left alone, to the bit' : 'OTHER weights'} (sha256 ` +
        `${kill.weights_sha256[0].slice(0, 16)}…).`,
    );
  const memory = proofs.get('memory');
  if (memory) {
    const [first, last] = [memory.seen[0], memory.seen.at(-1)];
    lines.push(
      `- _Memory._ From step ${first.step} to ${last.step.toLocaleString('en')}: tensors ` +
        `${first.tensors} → ${last.tensors}, bytes ${first.bytes.toLocaleString('en')} → ` +
        `${last.bytes.toLocaleString('en')}, pipelines ${first.pipelines} → ${last.pipelines}, the process ` +
        `${first.rss_mib} → ${last.rss_mib} MiB.`,
    );
  }
  const overhead = proofs.get('overhead');
  if (overhead) {
    const { bare, fit } = overhead.cpu_ms_a_step;
    lines.push(
      `- _Overhead of \`fit()\`._ ${overhead.rounds} rounds of ${overhead.steps} steps in turns, ` +
        `processor time of a step: ${bare.toFixed(2)} ms bare, ${fit.toFixed(2)} ms in \`fit()\`, ` +
        `${(100 * overhead.overhead).toFixed(1)}% more; dispatches ` +
        `${overhead.dispatches_a_step.bare.toFixed(1)} and ${overhead.dispatches_a_step.fit.toFixed(1)}. ` +
        'Other work ran on both cores.',
    );
  }
  const commits = [...new Set([...proofs.values()].map(({ commit }) => commit))].join(', ');
  return lines.length
    ? `${lines.join('\n')}\n\nCommit ${commits}; ${[...proofs.values()][0].adapter}.`
    : 'Not run yet.';
}

const page = `# Experiments

<!-- made by docs/experiments.mjs from docs/experiments/*.jsonl: change these, not the page -->

What attention is said to do, repeated: each table beside the command that made it. DATA is a folder with
\`cifar10\` (the binary version) and \`camvid\` (npy pairs). A command may be stopped and given again: runs that
are done are left out, and one that was cut goes on from its checkpoint. ± is the standard deviation over seeds. No
variant was tuned alone: optimiser (AdamW), rate, schedule and budget are those of the task, for all.

## The white patch

The attention article's experiment: does a picture hide a white patch? CIFAR-10 pictures (JPEG copies, 15,000 to learn
from, 5,000 to be judged by), half of them with a patch.

    npm run experiments -- patch DATA docs/experiments/patch.jsonl

${patchText()}

## Building against the rest

CamVid at 80×60, 367 pictures to learn from; Dice over all pixels of the 171 test pictures of Seq05VD, a drive that no
training picture is from.

    npm run experiments -- segment DATA docs/experiments/segment.jsonl

${segmentText()}

## A network of nothing but local attention

CIFAR-10, 7×7 windows, 8 heads, beside the same network with 3×3 convolutions.

    npm run experiments -- local DATA docs/experiments/local.jsonl

${localText()}

## What training promises

    npm run proofs -- submit memory overhead kill

${proofText()}

Every module of the catalogue, trained and measured: [zoo.md](zoo.md).
`;

const file = new URL('experiments.md', here);
if (process.argv[2] === '--check') {
  if (readFileSync(file, 'utf8') !== page) {
    console.error('docs/experiments.md is not what docs/experiments says: run node docs/experiments.mjs');
    process.exit(1);
  }
} else writeFileSync(file, page);
