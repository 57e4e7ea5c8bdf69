/**
 * Trains away from the page's own thread, so that the page answers at once, and at full pace in a hidden tab. One
 * worker, one network, one device: what goes wrong here leaves the rest of the page alone.
 */
import { Device } from '../../engine/device.ts';
import { DeviceLostError } from '../../engine/errors.ts';
import { parseCheckpoint, writeCheckpoint } from '../../train/checkpoint.ts';
import { first, pictureOf } from '../../train/data/pictures.ts';
import { runTask } from '../../train/run-task.ts';
import { makeTask, scenes } from '../../train/tasks/make-task.ts';
import type { Probe } from '../../train/tasks/task.ts';
import { frameOf } from '../frame.ts';
import type { FixedPicture, FromWorker, Plan, ToWorker } from './messages.ts';
import { readPictures } from './pictures.ts';

/** Judged pictures: more would take longer than the steps between two judgements. */
const judged = 48;
/** Pictures of a step. Few: on a processor many small steps learn sooner than few large ones. */
const batches: Readonly<Record<Plan['task'], number>> = { colour: 4, patch: 8, segment: 8, classify: 16 };
/** Frames of the film, so that the first steps, in which most happens, are seen. */
const frames = 20;

const tell = (message: FromWorker, transfer: Transferable[] = []): void =>
  // oxlint-disable-next-line require-post-message-target-origin -- a worker has no origin to name
  postMessage(message, { transfer });

/** Steps that may still be done. */
let allowed = 0;
let wake: (() => void) | null = null;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'allow') {
    allowed = data.steps;
    if (allowed > 0) wake?.();
    return;
  }
  allowed = data.running ? Infinity : 0;
  train(data.plan, data.resume).catch((error: Error) =>
    tell({ type: 'failed', why: error.message, lost: error instanceof DeviceLostError }),
  );
});

async function train(plan: Plan, resume: Uint8Array | null): Promise<void> {
  const { task: name, attention, seed, steps, data } = plan;
  const gpu = await openDevice();
  const all = data.kind === 'files' ? await readPictures(data.files) : scenes();
  const sets = { train: all.train, test: all.test! };
  const batch = Math.min(batches[name], sets.train.count);
  const task = makeTask(gpu, name, attention, { train: sets.train, test: first(sets.test, judged), seed, batch });
  const checkpoint = resume && parseCheckpoint(resume);
  let step = checkpoint?.step ?? 0;
  tell({
    type: 'ready',
    adapter: gpu.info.description,
    parameters: [...task.net.params().values()].reduce((sum, { size }) => sum + size, 0),
    learnt: sets.train.count,
    judged: Math.min(judged, sets.test.count),
    pictures: task.probes.map(fixedPicture),
  });
  const every = Math.max(1, Math.round(steps / frames));
  await runTask(task, {
    steps,
    resume: checkpoint,
    judgeEvery: every,
    reportEvery: Math.max(1, Math.round(steps / 200)),
    hold: () => {
      if (allowed > 0) {
        allowed--;
        return null;
      }
      tell({ type: 'paused', step });
      return new Promise<void>((resolve) => {
        wake = () => {
          allowed--;
          wake = null;
          resolve();
        };
      });
    },
    onReport: ({ step: at, loss, picturesPerSecond, secondsLeft }, scores) => {
      step = at;
      tell({
        type: 'report',
        point: { step, loss, scores },
        picturesPerSecond,
        secondsLeft,
        bytes: gpu.memory().bytes,
      });
    },
    onMaps: async (at, probe, maps) => {
      for (const [name, map] of maps) {
        if (map.kind === 'channel') continue;
        const frame = await frameOf(name, map);
        tell({ type: 'frame', frame: { ...frame, step: at, picture: probe.index } }, [frame.rows.buffer]);
      }
    },
    onSave: async (at, optimizer) => {
      const notes = { task: name, attention, seed: String(seed), steps: String(steps) };
      const bytes = Uint8Array.from(await writeCheckpoint({ net: task.net, optimizer }, at, notes));
      tell({ type: 'saved', step: at, checkpoint: bytes }, [bytes.buffer]);
    },
  });
  tell({ type: 'done' });
  gpu.destroy();
}

/** Without WebGPU plain loops train too: slower by far, and right. */
const openDevice = (): Promise<Device> => Device.open().catch(() => Device.open({ backend: 'reference' }));

function fixedPicture({ of, index, query }: Probe): FixedPicture {
  const [channels, height, width] = of.shape;
  const planes = pictureOf(of, index);
  const data = new Uint8ClampedArray(4 * height * width).fill(255);
  for (let at = 0; at < height * width; at++) {
    for (let c = 0; c < 3; c++) data[4 * at + c] = planes[Math.min(c, channels - 1) * height * width + at];
  }
  const kinds = of.masks?.slice(index * height * width, (index + 1) * height * width) ?? null;
  return { width, height, data, kinds, query };
}
