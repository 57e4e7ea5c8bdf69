/** `saccade train`: a task on pictures of one's own or on drawn scenes, with checkpoints, curves, maps and a report. */
import type { Device } from '../engine/device.ts';
import type { TrainOptions } from './train/options.ts';
import { apart, defaults, makeTask, mechanisms, scenes } from '../train/tasks/make-task.ts';
import { openRun, prepareFolder } from './train/folder.ts';
import { UsageError, didYouMean } from './words.ts';
import { openDataset } from '../train/data/open-node.ts';
import { version } from '../package.json';
import { writeOutput } from './file.ts';
import { join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { Curves } from './train/curves.ts';
import { Maps } from './train/maps.ts';
import { Progress } from './progress.ts';
import { runTask } from '../train/run-task.ts';
import { saveCheckpoint } from '../train/checkpoint-node.ts';
import { writeCheckpoint } from '../train/checkpoint.ts';
import { reportHtml } from './train/report.ts';
import { createHash } from 'node:crypto';
import type { Module } from '../engine/module.ts';
import { writeSafetensors } from '../engine/files/safetensors.ts';

/** Trains, and leaves everything in the run's folder. The status is 1 where the run was interrupted. */
export async function train(open: () => Promise<Device>, given: TrainOptions): Promise<number> {
  const out =
    given.resume ??
    given.out ??
    `saccade-${given.task}-${given.attention ?? mechanisms[given.task][0]}-${given.seed ?? 0}`;
  const checkpoint = given.resume === undefined ? null : openRun(given.resume, given);
  const options = { ...given, ...checkpoint?.settings };
  const { task: name, json, seed = 0, batch = defaults.batch } = options;
  const attention = options.attention ?? mechanisms[name][0];
  if (!mechanisms[name].includes(attention))
    throw new UsageError(
      `train ${name}: there is no attention "${attention}"${didYouMean(attention, mechanisms[name])}`,
    );
  if (!checkpoint) prepareFolder(out);
  const steps = options.steps ?? defaults.steps;
  const data = options.data === undefined ? scenes() : await openDataset(options.data);
  const gpu = await open();
  const task = makeTask(gpu, name, attention, { ...apart(data), seed, batch });
  const config = {
    task: name,
    attention,
    data: options.data ?? null,
    steps,
    seed,
    batch,
    learning_rate: task.lr,
    weight_decay: task.weightDecay,
    adapter: gpu.backend === 'reference' ? 'reference' : gpu.info.description,
    version,
    commit: import.meta.env.VITE_COMMIT ?? 'unknown',
  };
  writeOutput(join(out, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
  const resumed = checkpoint && existsSync(join(out, 'curve.csv')) ? readFileSync(join(out, 'curve.csv'), 'utf8') : '';
  const curve = new Curves(resumed, checkpoint?.state.step);
  const shown = new Maps(out, checkpoint?.state.step);
  const progress = new Progress(`train ${name}`);
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once('SIGINT', interrupted);
  const result = await runTask(task, {
    steps,
    resume: checkpoint?.state ?? null,
    signal: stop.signal,
    onReport: (report, scores) => {
      curve.add(report.step, report.loss, scores);
      const told = [
        `${report.step}/${steps}`,
        `loss ${report.loss.toFixed(4)}`,
        ...Object.entries(scores ?? {}).map(([key, value]) => `${key} ${value.toFixed(4)}`),
        `${Math.round(report.picturesPerSecond)} pictures/s`,
        `${Math.ceil(report.secondsLeft)} s left`,
      ];
      progress.tick(told.join(', '));
      if (json) console.log(JSON.stringify({ step: report.step, loss: report.loss, ...scores }));
    },
    onMaps: (step, probe, maps) => shown.add(step, probe, maps),
    onSave: async (step, optimizer) => {
      writeOutput(join(out, 'curve.csv'), curve.csv());
      const notes = { config: JSON.stringify(config) };
      saveCheckpoint(join(out, 'checkpoints'), step, await writeCheckpoint({ net: task.net, optimizer }, step, notes));
    },
  });
  process.off('SIGINT', interrupted);
  progress.end();
  const weights = await weightsOf(task.net, config);
  writeOutput(join(out, 'weights.safetensors'), weights);
  writeOutput(join(out, 'curve.csv'), curve.csv());
  writeOutput(join(out, 'curve.svg'), curve.svg());
  writeOutput(
    join(out, 'report.html'),
    reportHtml({ config, scores: result.scores, loss: result.loss, curve: curve.svg(), maps: shown.strips }),
  );
  const summary = {
    loss: result.loss,
    ...result.scores,
    steps: result.step,
    images_per_s: Math.round(result.picturesPerSecond * 10) / 10,
    weights_sha256: createHash('sha256').update(weights).digest('hex'),
    out,
  };
  if (json) console.log(JSON.stringify(summary));
  else {
    for (const [key, value] of Object.entries(summary)) console.log(`${key.padEnd(16)} ${value}`);
    console.log(`${'report'.padEnd(16)} ${join(out, 'report.html')}`);
  }
  return stop.signal.aborted ? 1 : 0;
}

/** The trained weights under their own names; the hash of these bytes is the run's. */
async function weightsOf(net: Module, config: object): Promise<Uint8Array> {
  const stored = await Promise.all(
    [...net.state()].map(
      async ([name, value]) => [name, { dtype: value.dtype, shape: value.shape, data: await value.data() }] as const,
    ),
  );
  const { task, attention, seed, steps } = config as Record<string, unknown>;
  return writeSafetensors(stored, [
    ['task', String(task)],
    ['attention', String(attention)],
    ['seed', String(seed)],
    ['steps', String(steps)],
  ]);
}
