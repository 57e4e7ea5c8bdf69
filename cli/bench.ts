/** `saccade bench`: this engine beside the libraries that people would pick instead, in one run on one adapter. */
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BenchCase } from '../bench/case.ts';
import { firstCalls } from '../bench/first.ts';
import { runInNode } from '../bench/node-run.ts';
import type { PeerName } from '../bench/peers/index.ts';
import { isPeer, peerNames, peers } from '../bench/peers/index.ts';
import type { CaseSize } from '../bench/cases.ts';
import { caseLists, selectCases } from '../bench/cases.ts';
import type { Environment } from '../bench/report.ts';
import { cells, columns, markdown, means, meanSentence, oursAreRight, protocolText, short } from '../bench/report.ts';
import type { Row } from '../bench/row.ts';
import { usual } from '../bench/runner.ts';
import { makeFolder, writeOutput } from './file.ts';
import { Progress, say } from './progress.ts';
import { table } from './table.ts';
import { didYouMean, UsageError } from './words.ts';

export interface BenchOptions {
  cases: string | undefined;
  size: CaseSize;
  peers: string | undefined;
  seconds: number | undefined;
  /** A folder for `ADAPTER-COMMIT.json` and `.md`. */
  out: string | undefined;
  json: boolean;
  reference: boolean;
}

const listed = (words: string | undefined): string[] | null => words?.split(',').filter((word) => word !== '') ?? null;

export function listCases(json: boolean): number {
  const lines = Object.entries(caseLists).flatMap(([size, cases]) =>
    cases.map(({ id, label, flops, bytes }) => ({ case: id, size, label, flops, bytes })),
  );
  if (json) for (const line of lines) console.log(JSON.stringify(line));
  else {
    console.log(
      table(
        ['case', 'size', 'GFLOP', 'MB', 'what'],
        lines.map(({ case: id, size, label, flops, bytes }) => [
          id,
          size,
          short(flops / 1e9),
          short(bytes / 1e6),
          label,
        ]),
      ),
    );
    console.log(
      `\npeers: ${peerNames.map((name) => `${name} (${peers[name].title} ${peers[name].version})`).join(', ')}`,
    );
  }
  return 0;
}

export async function bench({
  cases: names,
  size,
  peers: peerWords,
  seconds,
  out,
  json,
  reference,
}: BenchOptions): Promise<number> {
  const cases = chooseCases(listed(names), size);
  const rivals = choosePeers(listed(peerWords) ?? []);
  if (out !== undefined) makeFolder(out);
  const progress = new Progress('bench');
  const { environment, rows } = await runInNode({
    cases,
    peers: rivals,
    reference,
    script: script(),
    protocol: { ...usual, seconds: seconds ?? usual.seconds },
    progress: ({ case: id, engine, doing, done, secondsLeft }) =>
      progress.tick(
        `${id} ${engine} ${doing}, ` +
          `${Math.round(done * 100)}%${secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`}`,
      ),
    rows: (finished) => {
      progress.end();
      if (json) for (const row of finished) console.log(JSON.stringify(row));
    },
  });
  if (!json) print(environment, rows, cases);
  if (out !== undefined) save(out, environment, rows, cases);
  return oursAreRight(rows) ? 0 : 1;
}

/** The bundle that runs in processes of their own. */
const script = (): string => join(dirname(realpathSync(process.argv[1])), 'bench.mjs');

/** `bench --first`: what each case lets one wait for in a fresh process without compiled shaders. */
export function benchFirst({ cases: names, size, json }: Pick<BenchOptions, 'cases' | 'size' | 'json'>): number {
  const calls = [];
  for (const call of firstCalls(chooseCases(listed(names), size), script())) {
    if (json) console.log(JSON.stringify(call));
    calls.push(call);
  }
  if (json) return 0;
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  console.log(
    table(
      ['case', 'first s', 'second s', 'cold s', 'pipelines', 'what'],
      calls.map(({ case: id, first, second, cold, pipelines, label }) => [
        id,
        seconds(first),
        seconds(second),
        seconds(cold),
        String(pipelines),
        label,
      ]),
    ),
  );
  console.log('\ncold: from the start of the process to the first result, the first call included');
  return 0;
}

function chooseCases(names: readonly string[] | null, size: CaseSize): readonly BenchCase[] {
  try {
    return selectCases(names, size);
  } catch (error) {
    const ids = Object.values(caseLists).flatMap((cases) => cases.map(({ id }) => id));
    const unknown = names?.find((name) => !ids.includes(name)) ?? '';
    throw new UsageError(`${(error as Error).message}${didYouMean(unknown, ids)}`);
  }
}

function choosePeers(names: readonly string[]): PeerName[] {
  return names.map((name) => {
    if (!isPeer(name))
      throw new UsageError(
        `there is no peer "${name}"; there are ${peerNames.join(', ')}${didYouMean(name, peerNames)}`,
      );
    return name;
  });
}

function print(environment: Environment, rows: readonly Row[], cases: readonly BenchCase[]): void {
  const { adapter, software, host, commit, roofline } = environment;
  console.log(
    `${adapter}${software ? ' (software: ratios count, times do not)' : ''}; ${host}; commit ${commit}; ` +
      `peaks ${short(roofline.gflops)} GFLOP/s, ${short(roofline.gbps)} GB/s\n`,
  );
  console.log(
    table(
      columns,
      rows.map((row) => cells(row, rows, cases, environment)),
    ),
  );
  console.log(`\n${[...means(rows).map(meanSentence), '', ...protocolText].join('\n')}`);
}

/** Keeps a run for the record: numbers as JSON, a table to read. */
function save(folder: string, environment: Environment, rows: readonly Row[], cases: readonly BenchCase[]): void {
  const [hardware] = environment.adapter.split(/[:(]/);
  const name = `${hardware} ${environment.commit}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  writeOutput(join(folder, `${name}.json`), `${JSON.stringify({ ...environment, rows }, null, 1)}\n`);
  writeOutput(join(folder, `${name}.md`), markdown(environment, rows, cases));
  say(`bench: wrote ${join(folder, name)}.json and .md\n`);
}
