/** A run as people read it: a line for each engine and case, ratios, and their means. */
import type { BenchCase } from './case.ts';
import type { Roofline } from './roofline.ts';
import { shareOfRoofline } from './roofline.ts';
import type { Row } from './row.ts';
import { geometricMean } from './stats.ts';

/** What a run ran on. */
export interface Environment {
  adapter: string;
  /** A CPU that plays a GPU: times say little about a real one. */
  software: boolean;
  /** Node or the browser, with its version. */
  host: string;
  commit: string;
  roofline: Roofline;
}

export const ours = 'saccade';

/** Times of right answers only: a wrong one is fast for nothing. */
const timeOf = (row: Row | undefined): number | null => (row?.ok ? row.ms : null);

/** How many times as long as this engine another takes in the same case; null where one of them has no right answer. */
export function ratio(row: Row, rows: readonly Row[]): number | null {
  const [theirs, own] = [timeOf(row), timeOf(rows.find((other) => other.case === row.case && other.engine === ours))];
  return theirs !== null && own !== null ? theirs / own : null;
}

/** Whether this engine answered right in every case: what the commands' exit status says. */
export const oursAreRight = (rows: readonly Row[]): boolean =>
  rows.every(({ engine, ok }) => engine !== ours || ok === true);

export interface Mean {
  engine: string;
  mean: number;
  cases: number;
}

/** Each peer's mean ratio, and last that of the best right peer of each case. */
export function means(rows: readonly Row[]): Mean[] {
  const others = rows.filter(({ engine }) => engine !== ours);
  const ratios = others
    .flatMap((row) => ({ row, value: ratio(row, rows) }))
    .filter((one): one is { row: Row; value: number } => one.value !== null);
  const mean = (engine: string, values: readonly number[]): Mean => ({
    engine,
    mean: geometricMean(values),
    cases: values.length,
  });
  const engines = [...new Set(others.map(({ engine }) => engine))];
  const best = [...new Set(ratios.map(({ row }) => row.case))].map((test) =>
    Math.min(...ratios.filter(({ row }) => row.case === test).map(({ value }) => value)),
  );
  return [
    ...engines.map((engine) =>
      mean(
        engine,
        ratios.filter(({ row }) => row.engine === engine).map(({ value }) => value),
      ),
    ),
    ...(engines.length > 1 ? [mean('the best of them', best)] : []),
  ].filter(({ cases }) => cases > 0);
}

export const meanSentence = ({ engine, mean, cases }: Mean): string =>
  `${engine} takes ${short(mean)} times as long (geometric mean of ${cases} ${cases === 1 ? 'case' : 'cases'})`;

export const columns = [
  'case',
  'engine',
  'ms',
  'p95',
  'runs',
  'first call',
  'GFLOP/s',
  'GB/s',
  '% of roofline',
  'MiB',
  'dispatches',
  'error',
  'ratio',
] as const;

/** A row's cells, in the columns' order. An engine that failed gives its reason in place of numbers. */
export function cells(
  row: Row,
  rows: readonly Row[],
  cases: readonly BenchCase[],
  { roofline }: Pick<Environment, 'roofline'>,
): string[] {
  const test = cases.find(({ id }) => id === row.case);
  const share = row.ms !== null && test ? shareOfRoofline(test, row.ms, roofline) : null;
  const times = ratio(row, rows);
  return [
    row.case,
    row.engine,
    shortOrNone(row.ms),
    shortOrNone(row.p95),
    row.runs ? String(row.runs) : '',
    shortOrNone(row.compile_ms),
    shortOrNone(row.gflops),
    shortOrNone(row.gbps),
    share === null ? '' : short(share * 100),
    row.bytes_peak === null ? '' : short(row.bytes_peak / 2 ** 20),
    shortOrNone(row.dispatches),
    row.max_error === null ? '' : `${row.max_error.toExponential(0)}${row.ok ? '' : ' WRONG'}`,
    row.error ?? (times === null || row.engine === ours ? '' : `${short(times)}×`),
  ];
}

const shortOrNone = (value: number | null): string => (value === null ? '' : short(value));

/** Three digits, never in powers of ten; whole numbers as they are. */
export const short = (value: number): string =>
  value >= 100 || Number.isInteger(value)
    ? String(Math.round(value))
    : value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3);

export function markdown(environment: Environment, rows: readonly Row[], cases: readonly BenchCase[]): string {
  const { adapter, software, host, commit, roofline } = environment;
  const versions = [...new Map(rows.map(({ engine, version }) => [engine, version]))]
    .map(([engine, version]) => `${engine} ${version}`)
    .join(', ');
  const line = (words: readonly string[]) => `| ${words.join(' | ')} |`;
  return [
    `# ${adapter}`,
    '',
    ...(software
      ? ['**A software adapter: a CPU plays the GPU. Ratios between engines count, times do not.**', '']
      : []),
    `${host}; commit ${commit}; ${versions}. Measured peaks: ${short(roofline.gflops)} GFLOP/s, ` +
      `${short(roofline.gbps)} GB/s.`,
    '',
    line(columns),
    line(columns.map((_, i) => (i < 2 ? '---' : '--:'))),
    ...rows.map((row) => line(cells(row, rows, cases, environment))),
    '',
    ...means(rows).map((mean) => `- ${meanSentence(mean)}`),
    '',
    ...protocolText.map((sentence) => `- ${sentence}`),
    '',
  ].join('\n');
}

/** What was done, in sentences. */
export const protocolText: readonly string[] = [
  'Each answer is checked against plain loops in float64 before anything is timed; a wrong answer has no ratio.',
  'The first call, which compiles shaders, is timed apart; pipelines that an earlier case made are there already.',
  'Each engine warms up until two samples agree within 10%.',
  '30 samples, fewer (but at least 5) where an engine has used up its seconds; engines take turns, ' +
    'another one first each round.',
  'Short steps are timed several at once, for at least 10 ms a sample, because browsers round their clocks.',
  'ms is the median and p95 the 95th percentile of a step that ends when the GPU is done; inputs are ' +
    'uploaded before, answers read after.',
  'GFLOP/s counts arithmetic by the formulas of the ops, GB/s every input read once and every result ' +
    'written once; the roofline is measured on this adapter.',
  'MiB is the most GPU buffer memory that the case had alive, inputs included; a ratio is the time over Saccade’s.',
];
