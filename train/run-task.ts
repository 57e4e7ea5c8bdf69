/**
 * A task from the first step to the last: optimiser, schedule, scores and maps as it goes. Command and page share it.
 */
import type { AttentionMap } from '../engine/capture.ts';
import { AdamW } from './adamw.ts';
import type { Checkpoint } from './checkpoint.ts';
import { restore } from './checkpoint.ts';
import type { Report } from './fit.ts';
import { fit } from './fit.ts';
import type { Optimizer } from './optimizer.ts';
import { cosine } from './schedule/cosine.ts';
import { warmup } from './schedule/warmup.ts';
import type { Probe, Scores, Task } from './tasks/task.ts';

export interface RunOptions {
  steps: number;
  /** Told of each report; scores come with those that judged. */
  onReport?: (report: Report, scores: Scores | null) => unknown;
  /** Steps from report to report: 20 at most, and one at each judgement, by default. */
  reportEvery?: number;
  /** Steps from one judgement to the next; ten in all by default. */
  judgeEvery?: number;
  /** Told of each probe's maps before the first step and at every judgement; they are freed afterwards. */
  onMaps?: (step: number, probe: Probe, maps: ReadonlyMap<string, AttentionMap>) => Promise<unknown>;
  /** The place for a checkpoint: every `saveEvery` steps, and after the last. */
  onSave?: (step: number, optimizer: Optimizer) => Promise<unknown> | unknown;
  saveEvery?: number;
  /** Goes on from there. */
  resume?: Checkpoint | null;
  signal?: AbortSignal;
  /** See `fit`: the place for a pause. */
  hold?: () => Promise<unknown> | null;
}

export interface RunResult {
  step: number;
  loss: number;
  scores: Scores;
  /** Pictures a second, over the steps alone. */
  picturesPerSecond: number;
}

/** Trains the task's network by AdamW with a short warm-up and half a cosine down. */
export async function runTask(task: Task, options: RunOptions): Promise<RunResult> {
  const { steps, onReport, onMaps, onSave, resume, signal, hold } = options;
  const {
    judgeEvery = Math.max(1, Math.ceil(steps / 10)),
    saveEvery = judgeEvery,
    reportEvery = Math.min(20, judgeEvery),
  } = options;
  const { net, lr, weightDecay } = task;
  const optimizer = new AdamW(net.params(), { lr, weightDecay });
  const from = resume ? await restore({ net, optimizer }, resume) : 0;
  const rise = Math.min(20, Math.ceil(steps / 10));
  const show = async (step: number) => {
    if (!onMaps) return;
    for (const probe of task.probes) {
      const maps = task.maps(probe);
      await onMaps(step, probe, maps);
      for (const map of maps.values()) map.dispose();
    }
  };
  let scores: Scores | null = null;
  let picturesPerSecond = 0;
  net.eval();
  if (from === 0) await show(0);
  const { step, loss } = await fit(net, {
    optimizer,
    steps,
    from,
    feed: task.feed,
    loss: task.loss,
    schedule: warmup(rise, cosine(lr, Math.max(1, steps - rise))),
    reportEvery,
    evaluateEvery: judgeEvery,
    evaluate: async (at) => {
      scores = await task.scores();
      await show(at);
      return task.better(scores);
    },
    onReport: (report) => {
      picturesPerSecond = report.picturesPerSecond || picturesPerSecond;
      return onReport?.(report, report.score === undefined ? null : scores);
    },
    ...(onSave && { onSave: (at: number) => onSave(at, optimizer), saveEvery }),
    ...(signal && { signal }),
    ...(hold && { hold }),
  });
  net.eval();
  scores ??= await task.scores();
  optimizer.dispose();
  return { step, loss, scores, picturesPerSecond };
}
