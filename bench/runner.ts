/**
 * The protocol, the same in a browser and in Node. For each case: the answer is checked against plain loops; the first
 * call, which compiles, is timed apart; each engine warms up until its time is steady; then engines take turns, a
 * sample each a round, and another one begins every round. Short steps are timed several at once, because browsers
 * round their clocks.
 */
import type { Answer } from './answers.ts';
import { largestError, tolerance } from './answers.ts';
import type { BenchCase } from './case.ts';
import type { Contestant } from './contestant.ts';
import type { Row } from './row.ts';
import { emptyRow, finishedRow } from './row.ts';

export interface Protocol {
  /** Samples of each engine for each case. */
  samples: number;
  /**
   * Seconds of measured time for each engine and case, after which fewer samples have to do, but never less than
   * `fewest`.
   */
  seconds: number;
}
export const usual: Protocol = { samples: 30, seconds: 5 };
const fewest = 5;
/** Least time of a sample, in ms. */
const sampleLasts = 10;
/** Steady: two samples in a row within this share of each other. */
const steady = 0.1;

export interface Progress {
  case: string;
  engine: string;
  doing: 'answer' | 'first call' | 'warm-up' | 'timing';
  /** Share of the whole run, and the seconds left at this pace; null before there is one. */
  done: number;
  secondsLeft: number | null;
}

export interface Hooks {
  rightAnswers: (test: BenchCase) => Promise<Answer[]>;
  /** Stops the run between two samples. */
  signal?: AbortSignal;
  progress?: (progress: Progress) => void;
  /** Called with a case's rows when it is done. */
  rows?: (rows: readonly Row[]) => void;
  /** Whether timing is disturbed: a browser slows hidden tabs down. Samples are thrown away and taken again. */
  tab?: { wasHidden(since: number): boolean; shown(signal?: AbortSignal): Promise<void> };
}

/** One engine in one case. */
interface Lane {
  contestant: Contestant;
  row: Row;
  /** Steps a sample. */
  steps: number;
  times: number[];
}

/**
 * Runs the cases. An engine that fails keeps its row, with the reason; the others go on.
 * @throws the signal's reason when it is aborted.
 */
export async function runCases(
  contestants: readonly Contestant[],
  cases: readonly BenchCase[],
  { samples, seconds }: Protocol,
  hooks: Hooks,
): Promise<Row[]> {
  const { signal } = hooks;
  const start = performance.now();
  const rows: Row[] = [];

  for (const [at, test] of cases.entries()) {
    const tell = (engine: string, doing: Progress['doing'], share: number) => {
      signal?.throwIfAborted();
      const done = (at + share) / cases.length;
      hooks.progress?.({
        case: test.id,
        engine,
        doing,
        done,
        secondsLeft: done > 0 ? ((performance.now() - start) / 1000) * (1 / done - 1) : null,
      });
    };
    const lanes: Lane[] = contestants.map((contestant) => ({
      contestant,
      row: emptyRow(test, contestant),
      steps: 1,
      times: [],
    }));
    const finished: Row[] = [];
    try {
      await runCase(lanes, test, { samples, seconds }, hooks, tell);
    } finally {
      for (const { contestant, row, times } of lanes)
        finished.push(finishedRow(row, test, times, await contestant.release().catch(() => 0)));
    }
    rows.push(...finished);
    hooks.rows?.(finished);
  }
  return rows;
}

type Tell = (engine: string, doing: Progress['doing'], share: number) => void;

async function runCase(
  lanes: readonly Lane[],
  test: BenchCase,
  { samples, seconds }: Protocol,
  { rightAnswers, signal, tab }: Hooks,
  tell: Tell,
): Promise<void> {
  const attempt = async (lane: Lane, work: () => Promise<void>) => {
    if (lane.row.error !== null) return;
    try {
      await work();
    } catch (error) {
      signal?.throwIfAborted();
      lane.row.error = reason(error);
    }
  };
  /** Time of a step, in ms; samples from while the tab was hidden do not count. */
  const sample = async (lane: Lane): Promise<number> => {
    for (;;) {
      signal?.throwIfAborted();
      await tab?.shown(signal);
      const since = performance.now();
      const { ms, work } = await lane.contestant.run(lane.steps);
      lane.row.dispatches = work.dispatches / lane.steps;
      if (!tab?.wasHidden(since)) return ms / lane.steps;
      lane.row.invalid++;
    }
  };

  tell('', 'answer', 0);
  const answers = await rightAnswers(test);
  for (const lane of lanes) {
    tell(lane.contestant.name, 'first call', 0.1);
    await attempt(lane, () => firstCall(lane, test, answers));
  }
  for (const lane of lanes) {
    tell(lane.contestant.name, 'warm-up', 0.2);
    await attempt(lane, () => warmUp(lane, seconds, () => sample(lane)));
  }
  const wanting = ({ row, times, steps }: Lane) =>
    row.error === null &&
    times.length < samples &&
    (times.length < fewest || times.reduce((sum, ms) => sum + ms * steps, 0) < seconds * 1000);
  for (let round = 0; lanes.some(wanting); round++) {
    for (const lane of rotate(lanes, round)) {
      if (!wanting(lane)) continue;
      tell(
        lane.contestant.name,
        'timing',
        0.3 + 0.7 * Math.min(...lanes.filter(wanting).map(({ times }) => times.length / samples)),
      );
      await attempt(lane, async () => void lane.times.push(await sample(lane)));
    }
  }
}

/** The first call is timed, and the answer of the step that the case names is compared. */
async function firstCall({ contestant, row }: Lane, test: BenchCase, answers: readonly Answer[]): Promise<void> {
  await contestant.prepare({ ...test, inputs: { ...test.inputs, ...test.checkInputs } });
  const { ms, work } = await contestant.run(1);
  row.compile_ms = ms;
  row.pipelines = work.pipelines;
  row.buffers = work.buffers;
  if (test.checked > 1) await contestant.run(test.checked - 1);
  row.max_error = largestError(answers, await contestant.read());
  row.ok = row.max_error <= tolerance;
  if (test.checkInputs) await contestant.prepare(test);
}

/** Finds how many steps make a sample, and samples until two in a row agree or a third of the time is used up. */
async function warmUp(lane: Lane, seconds: number, sample: () => Promise<number>): Promise<void> {
  const end = performance.now() + (seconds * 1000) / 3;
  for (let before = Infinity; ;) {
    const ms = await sample();
    const agrees = Math.abs(ms - before) <= steady * before;
    const steps = Math.ceil(sampleLasts / ms);
    if ((agrees && lane.steps >= steps) || performance.now() > end) return;
    // No more than tenfold: the first samples are slow, but a wild guess would make the next one last for seconds.
    lane.steps = Math.max(lane.steps, Math.min(steps, lane.steps * 10));
    before = ms;
  }
}

export const rotate = <T>(items: readonly T[], by: number): T[] => items.map((_, i) => items[(i + by) % items.length]);

const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .split('\n')
    .slice(0, 3)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
