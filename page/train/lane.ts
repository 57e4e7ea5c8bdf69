/** One network that learns, seen from the page: what it told so far, and what it may do next. */
import type { FixedPicture, FromWorker, Plan, Point, Taken, ToWorker } from './messages.ts';

export type LaneState = 'starting' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed';

/** A device that goes away again and again will not come back. */
const mostReopened = 3;

export class Lane {
  readonly plan: Plan;
  state: LaneState = 'starting';
  points: Point[] = [];
  frames: Taken[] = [];
  pictures: readonly FixedPicture[] = [];
  /** Of the last checkpoint: weights, and all that is needed to go on. */
  saved: { step: number; checkpoint: Uint8Array<ArrayBuffer> } | null = null;
  facts: { parameters: number; learnt: number; judged: number } | null = null;
  pace: { picturesPerSecond: number; secondsLeft: number; bytes: number } | null = null;
  why = '';
  /** How often the device was lost and another took over. */
  reopened = 0;
  private worker: Worker | null = null;
  private readonly changed: () => void;

  constructor(plan: Plan, changed: () => void, resume: Uint8Array<ArrayBuffer> | null = null, running = true) {
    this.plan = plan;
    this.changed = changed;
    this.open(resume, running);
  }

  get step(): number {
    return this.points.at(-1)?.step ?? 0;
  }
  get over(): boolean {
    return this.state === 'done' || this.state === 'cancelled' || this.state === 'failed';
  }

  /** Lets so many steps be done from now on. */
  allow(steps: number): void {
    if (this.over) return;
    this.send({ type: 'allow', steps });
    if (steps > 0 && this.state === 'paused') this.state = 'running';
    this.changed();
  }

  /** Ends at once; what was told stays. */
  cancel(): void {
    if (this.over) return;
    this.end('cancelled');
  }

  private open(resume: Uint8Array | null, running: boolean): void {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'train' });
    this.worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.hear(data));
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.hear({ type: 'failed', why: event.message || 'The code that trains could not be loaded.', lost: false });
    });
    this.send({ type: 'start', plan: this.plan, resume, running });
  }

  private send(message: ToWorker): void {
    // oxlint-disable-next-line require-post-message-target-origin -- a worker has no origin to name
    this.worker?.postMessage(message);
  }

  private end(state: LaneState): void {
    this.state = state;
    this.worker?.terminate();
    this.worker = null;
    this.changed();
  }

  private hear(message: FromWorker): void {
    switch (message.type) {
      case 'ready': {
        const { parameters, learnt, judged, pictures } = message;
        this.facts = { parameters, learnt, judged };
        this.pictures = pictures;
        break;
      }
      case 'report': {
        this.state = this.state === 'starting' ? 'running' : this.state;
        this.points.push(message.point);
        this.pace = message;
        break;
      }
      case 'frame':
        this.frames.push(message.frame);
        break;
      case 'saved':
        this.saved = message;
        break;
      case 'paused':
        this.state = 'paused';
        break;
      case 'done':
        return this.end('done');
      case 'failed': {
        if (message.lost && this.reopened < mostReopened) return this.reopen();
        this.why = message.why;
        return this.end('failed');
      }
    }
    this.changed();
  }

  /** Goes on from the last checkpoint with another device; what was told since will be told again, the same. */
  private reopen(): void {
    this.reopened++;
    this.worker?.terminate();
    const from = this.saved?.step ?? -1;
    this.points = this.points.filter(({ step }) => step <= from);
    this.frames = this.frames.filter(({ step }) => step <= from);
    const running = this.state !== 'paused';
    this.state = 'starting';
    this.open(this.saved?.checkpoint ?? null, running);
    this.changed();
  }
}
