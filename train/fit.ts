/**
 * The training loop: one recorded step done again and again, the loss summed on the GPU and read once in a while, the
 * next batch made ready while the GPU works, and never more steps in flight than a device can hold. It gives the event
 * loop its turns, so it runs in a page without blocking it, and in a hidden tab at full pace.
 *
 *     const batches = new Batches(pictures, { batch: 32, seed: 1 });
 *     await fit(net, {
 *       optimizer: new AdamW(net.params(), { lr: 3e-4 }),
 *       steps: 500,
 *       feed: (step) => picturesAndLabels(batches.at(step)),
 *       loss: ({ images, labels }) => crossEntropy(net.forward(images), labels),
 *       schedule: warmup(50, cosine(3e-4, 450)),
 *       onReport: ({ step, loss, picturesPerSecond }) => console.log(step, loss, picturesPerSecond),
 *     });
 */
import { tensor, zeros } from '../engine/create.ts';
import type { Data, DType } from '../engine/dtype.ts';
import { DeviceLostError, ScopeError, ShapeError } from '../engine/errors.ts';
import { valueAndGrad } from '../engine/autograd.ts';
import type { Device } from '../engine/device.ts';
import type { Module } from '../engine/module.ts';
import { Replay } from '../engine/replay/replay.ts';
import { scope } from '../engine/scope.ts';
import type { Shape } from '../engine/shape.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { buffer } from '../engine/variable.ts';
import { add } from '../kernels/elementwise/add.ts';
import { affine } from '../kernels/elementwise/affine.ts';
import { checkOptions } from '../engine/arguments.ts';
import { checkNumber } from '../kernels/make/options.ts';
import type { Averaged } from './averaged.ts';
import { Backup } from './backup.ts';
import { clipGradNorm } from './clip.ts';
import type { Optimizer } from './optimizer.ts';
import type { Schedule } from './schedule/schedule.ts';
import { turn } from './turn.ts';

/** Values on their way to the device. */
export interface HostTensor {
  data: Data;
  shape: Shape;
  dtype?: DType;
}

/** What a step learns from, by name; the same names, shapes and types at every step. */
export type Feed = (step: number) => Readonly<Record<string, HostTensor>>;

export interface Report {
  /** Steps done. */
  step: number;
  steps: number;
  /** Mean over the steps since the last report. */
  loss: number;
  lr: number;
  stepsPerSecond: number;
  /** By the first axis of the first tensor of the feed. */
  picturesPerSecond: number;
  secondsLeft: number;
  /** What `evaluate` gave at this report, where it ran. */
  score?: number;
}

export interface FitOptions {
  optimizer: Optimizer;
  /** How many, counted from the very first one, also after a resume. */
  steps: number;
  feed: Feed;
  /** The loss of one batch, as one number. */
  loss: (batch: Readonly<Record<string, Tensor>>) => Tensor;
  /** The step to begin with: 0, or where a checkpoint was made. */
  from?: number;
  /** The optimiser's rate at each step; its own otherwise. */
  schedule?: Schedule;
  /** The most that the norm of all gradients together may be. */
  clip?: number;
  /** Batches whose gradients are averaged before the optimiser moves. A step takes that many from the feed. */
  accumulate?: number;
  /** Weights averaged over the steps, brought up to date in each. */
  averaged?: Averaged;
  /** Record the step and do it again without its JavaScript; on by default. Off where shapes or control flow change. */
  replay?: boolean;
  /** Steps from report to report: 20 by default. */
  reportEvery?: number;
  /** Told at each report. Return false to stop there. */
  onReport?: (report: Report) => unknown;
  /** A score of the network, higher is better, every `evaluateEvery` steps and after the last; runs in `eval()`. */
  evaluate?: (step: number) => Promise<number> | number;
  evaluateEvery?: number;
  /** Stop after so many evaluations without a better score. */
  patience?: number;
  /** Every `saveEvery` steps, and after the last: the place for a checkpoint. */
  onSave?: (step: number) => Promise<unknown> | unknown;
  saveEvery?: number;
  /**
   * Keeps a checkpoint in host memory, made at the first report after so many steps. When the GPU is lost,
   * `gpu.recover()` finds another, and training goes on from there to the bits of a run that was not disturbed. Tensors
   * that `evaluate` and the other callbacks use must be made in them, or be variables that `keep` has copied.
   */
  recoverEvery?: number;
  /** Stops after the step that is under way when it is aborted. */
  signal?: AbortSignal;
  /** Asked before each step: the loop waits for a promise that it gives, and time so spent is no step's. */
  hold?: () => Promise<unknown> | null;
}

export interface FitResult {
  /** Steps done, counted from the very first one. */
  step: number;
  /** The last mean loss. */
  loss: number;
  /** The best score and the step that had it. */
  best: { score: number; step: number } | null;
  reason: 'done' | 'stopped' | 'no better score';
}

/** Steps that may be on their way to the GPU before the loop waits for the oldest of them. */
const inFlight = 4;

const optionNames = [
  'optimizer',
  'steps',
  'feed',
  'loss',
  'from',
  'schedule',
  'clip',
  'accumulate',
  'averaged',
  'replay',
  'reportEvery',
  'onReport',
  'evaluate',
  'evaluateEvery',
  'patience',
  'onSave',
  'saveEvery',
  'recoverEvery',
  'signal',
  'hold',
];

/**
 * Trains `net`. The network is in `train()` for the steps, and left in the mode in which it came.
 * @throws ShapeError for options that cannot be; ScopeError when the loss is not a number any more, naming the step.
 */
export async function fit(net: Module, options: FitOptions): Promise<FitResult> {
  checkOptions('fit', options, optionNames.join(' '));
  const { optimizer, steps, feed, from = 0, schedule, evaluate, onReport, onSave, signal, hold } = options;
  const { reportEvery = 20, evaluateEvery = steps, saveEvery = steps, patience = Infinity } = options;
  const { recoverEvery = Infinity } = options;
  const counts = {
    steps,
    from,
    reportEvery,
    evaluateEvery,
    saveEvery,
    ...(recoverEvery < Infinity && { recoverEvery }),
  };
  for (const [name, count] of Object.entries(counts))
    if (!Number.isInteger(count) || count < (name === 'from' ? 0 : 1))
      throw new ShapeError('fit', `${name} must be a whole number`, String(count), 'count steps from 1');
  const mode = net.training;
  let step = new Step(net, options);
  const pace = new Pace();
  const waiting: Promise<void>[] = [];
  const backup = recoverEvery < Infinity ? new Backup({ net, ...options }) : null;
  // The last step that was told of, and that was saved: those that are done again are not told again.
  let [told, saved] = [from, from];
  let best: FitResult['best'] = null;
  let reason: FitResult['reason'] = 'done';
  let loss = NaN;
  let at = from;
  let worse = 0;
  /** One step, and what is told, judged and saved after it. */
  const advance = async () => {
    if (schedule) optimizer.lr = schedule(at);
    step.run();
    at++;
    if (at < steps) step.prepare(feed, at);
    waiting.push(settled(net.device));
    if (waiting.length >= inFlight) await waiting.shift();
    pace.step();
    const last = at === steps || signal?.aborted === true;
    const judged = evaluate !== undefined && (at % evaluateEvery === 0 || last);
    const reports = at % reportEvery === 0 || judged || last;
    if (reports) {
      loss = await step.meanLoss();
      if (!Number.isFinite(loss))
        throw new ScopeError(
          'fit',
          `the loss is no number any more before step ${at}`,
          String(loss),
          'use a lower rate, or clip',
        );
      pace.pause();
      if (at > told) await tell(judged);
      pace.go();
    }
    if (signal?.aborted) reason = 'stopped';
    if (onSave && at > saved && (at % saveEvery === 0 || last || reason !== 'done')) {
      await onSave(at);
      saved = at;
    }
    // Right after a report the sum of losses is 0, and need not be kept.
    if (backup && reports && at - backup.at >= recoverEvery && !last) await backup.make(at);
  };
  const tell = async (judged: boolean) => {
    let score: number | undefined;
    if (judged) {
      net.eval();
      score = await evaluate!(at);
      net.train();
    }
    const { perSecond } = pace;
    const report = {
      step: at,
      steps,
      loss,
      lr: optimizer.lr,
      stepsPerSecond: perSecond,
      picturesPerSecond: perSecond * step.pictures,
      secondsLeft: (steps - at) / perSecond,
      ...(score !== undefined && { score }),
    };
    const goesOn = onReport?.(report) !== false;
    told = at;
    if (score !== undefined) {
      if (!best || score > best.score) [best, worse] = [{ score, step: at }, 0];
      else if (++worse >= patience) reason = 'no better score';
    }
    if (!goesOn) reason = 'stopped';
  };
  const run = async () => {
    step.load(feed, at);
    for (let goesOn = at < steps; goesOn;) {
      const held = hold?.() ?? null;
      if (held) await pace.over(held);
      await advance();
      await pace.breathe();
      goesOn = at < steps && reason === 'done';
    }
    await net.device.settle();
  };
  net.train();
  try {
    await backup?.make(at);
    for (let isLost = false; ; isLost = true) {
      try {
        if (isLost) {
          at = await backup!.bringBack();
          step = new Step(net.train(), options);
        }
        await run();
        return { step: at, loss, best, reason };
      } catch (error) {
        if (!(error instanceof DeviceLostError) || !backup?.mayRecover()) throw error;
        waiting.length = 0;
        step.dispose();
      }
    }
  } finally {
    step.dispose();
    net.train(mode);
  }
}

/** Resolves when what was submitted is done; a failure is told where the loop waits for it, or by the next call. */
function settled(device: Device): Promise<void> {
  const done = device.settle();
  done.catch(() => {}); // told by the one who awaits it, or by the device's next check
  return done;
}

/** One step and what it keeps between runs: the variables that batches go to, and the sum of losses. */
class Step {
  /** Pictures that a step learns from. */
  pictures = 0;
  private readonly device: Device;
  private readonly count: number;
  private readonly inputs: Record<string, Variable>[] = [];
  private readonly total: Variable;
  private next: Readonly<Record<string, HostTensor>>[] = [];
  private readonly work: () => void;
  private readonly recorded: Replay<void> | null;
  private losses = 0;
  private settled = false;

  constructor(net: Module, { optimizer, loss, clip, averaged, accumulate = 1, replay = true }: FitOptions) {
    if (!Number.isInteger(accumulate) || accumulate < 1)
      throw new ShapeError('fit', 'accumulate must be a whole number', String(accumulate), 'use 1 or more');
    if (clip !== undefined) checkNumber('fit', 'clip', clip, 'above 0');
    this.device = net.device;
    this.count = accumulate;
    this.total = buffer(zeros(net.device, []));
    const params = net.params();
    this.work = () => {
      let sum: Map<string, Tensor> | null = null;
      for (const batch of this.inputs) {
        const { value, grads } = valueAndGrad(() => loss(batch), params);
        noGrad(() => this.total.assign(add(this.total, value.reshape([]))));
        sum = sum ? noGrad(() => new Map([...sum!].map(([name, grad]) => [name, add(grad, grads.get(name)!)]))) : grads;
      }
      noGrad(() => {
        const mean =
          accumulate === 1
            ? sum!
            : new Map([...sum!].map(([name, grad]) => [name, affine(grad, { alpha: 1 / accumulate })]));
        optimizer.step(clip === undefined ? mean : clipGradNorm(mean, clip).grads);
      });
      averaged?.update();
    };
    this.recorded = replay ? new Replay<void>(net.device, () => void scope(this.work)) : null;
  }

  /** Makes the batches of step `at` ready in host memory, while the GPU works. */
  prepare(feed: Feed, at: number): void {
    this.next = Array.from({ length: this.count }, (_, i) => feed(at * this.count + i));
  }

  /** The first batches: they say which variables there are. */
  load(feed: Feed, at: number): void {
    this.prepare(feed, at);
    for (const batch of this.next) {
      const entries = Object.entries(batch);
      this.pictures += entries[0]?.[1].shape[0] ?? 0;
      this.inputs.push(Object.fromEntries(entries.map(([name, host]) => [name, buffer(this.upload(host))])));
    }
  }

  run(): void {
    this.next.forEach((batch, i) => {
      for (const [name, host] of Object.entries(batch)) {
        const variable = this.inputs[i][name];
        if (!variable)
          throw new ShapeError(
            'fit',
            `the feed gives "${name}" at one step and not at the first`,
            '',
            'give the same names at every step',
          );
        variable.assign(this.upload(host));
      }
    });
    // The first step is never recorded: parameters that were loaded move to their place beside the optimiser's state in
    // it.
    if (this.recorded && this.settled) this.recorded.run();
    else scope(this.work);
    this.settled = true;
    this.losses += this.count;
  }

  /** The mean loss since the last time; the one thing that is read back. */
  async meanLoss(): Promise<number> {
    const sum = await this.total.item();
    const mean = sum / this.losses;
    this.losses = 0;
    this.total.assign(zeros(this.device, []));
    return mean;
  }

  dispose(): void {
    this.recorded?.dispose();
    for (const batch of this.inputs) for (const variable of Object.values(batch)) variable.dispose();
    this.total.dispose();
  }

  private upload({ data, shape, dtype }: HostTensor): Tensor {
    return tensor(this.device, data, shape, dtype);
  }
}

/** Time spent on steps, evaluation and checkpoints left out, and turns for the event loop. */
class Pace {
  private steps = 0;
  private milliseconds = 0;
  private since = performance.now();
  private turned = performance.now();

  step(): void {
    this.steps++;
  }
  pause(): void {
    this.milliseconds += performance.now() - this.since;
  }
  go(): void {
    // The first report covers what was compiled: from then on steps alone count.
    [this.steps, this.milliseconds] = [0, 0];
    this.since = performance.now();
  }
  get perSecond(): number {
    return (1000 * this.steps) / Math.max(this.milliseconds, 1e-3);
  }
  /** A wait that counts for nothing. */
  async over(held: Promise<unknown>): Promise<void> {
    this.pause();
    await held;
    this.since = performance.now();
  }
  /** Lets events in, every few milliseconds: a page stays responsive, a signal is heard. */
  async breathe(): Promise<void> {
    if (performance.now() - this.turned < 8) return;
    await turn();
    this.turned = performance.now();
  }
}
