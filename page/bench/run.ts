/**
 * A benchmark run in this page: engines opened when they are first asked for, answers from a worker, hidden time
 * noticed.
 */
import ortWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { Answer } from '../../bench/answers.ts';
import type { BenchCase } from '../../bench/case.ts';
import type { Contestant } from '../../bench/contestant.ts';
import { Local } from '../../bench/contestant.ts';
import { installMeter } from '../../bench/meter.ts';
import { adapterName } from '../../bench/peers/messages.ts';
import type { PeerName } from '../../bench/peers/index.ts';
import { absent, peers } from '../../bench/peers/index.ts';
import type { Environment } from '../../bench/report.ts';
import { ours } from '../../bench/report.ts';
import { measureRoofline } from '../../bench/roofline.ts';
import type { Row } from '../../bench/row.ts';
import type { Hooks, Protocol } from '../../bench/runner.ts';
import { runCases } from '../../bench/runner.ts';
import { saccade } from '../../bench/saccade.ts';
import { Device } from '../../engine/device.ts';
import { browserName } from './environment.ts';

interface Wanted {
  cases: readonly BenchCase[];
  peers: readonly PeerName[];
  protocol: Protocol;
  signal: AbortSignal;
  /** What is being opened or measured before the first case. */
  preparing: (what: string) => void;
}

export class Bench {
  /** A device of its own: what goes wrong here leaves the rest of the page alone. */
  private gpu: Device | null = null;
  private environment: Environment | null = null;
  private readonly engines = new Map<string, Contestant>();

  /** What it runs on, once that was measured. */
  get measured(): Environment | null {
    return this.environment;
  }

  /** @throws the signal's reason when it is aborted; DeviceError without WebGPU. */
  async run(
    { cases, peers: names, protocol, signal, preparing }: Wanted,
    hooks: Pick<Hooks, 'progress' | 'rows'>,
  ): Promise<{ environment: Environment; rows: Row[] }> {
    const meter = installMeter();
    const open = async (name: string, what: string, make: () => Promise<Contestant>): Promise<Contestant> => {
      signal.throwIfAborted();
      const known = this.engines.get(name);
      if (known) return known;
      preparing(what);
      const engine = await make();
      this.engines.set(name, engine);
      return engine;
    };
    this.gpu ??= await Device.open();
    const { gpu } = this;
    const adapter = adapterName(gpu.info);
    if (!this.environment) {
      preparing('the roofline');
      this.environment = {
        adapter,
        software: gpu.info.software,
        host: browserName(),
        commit: import.meta.env.VITE_COMMIT ?? 'unknown',
        roofline: await measureRoofline(gpu, signal),
      };
    }
    const contestants = [await open(ours, 'Saccade', async () => new Local(ours, saccade(gpu), adapter, meter))];
    for (const name of names) {
      const { title, version, open: load } = peers[name];
      contestants.push(
        await open(name, title, () =>
          load(() => ortWasm).then(
            (library) => new Local(name, library, adapter, meter),
            (error: Error) => absent(name, version, error.message),
          ),
        ),
      );
    }
    const answers = new Answers(signal);
    try {
      const rows = await runCases(contestants, cases, protocol, {
        ...hooks,
        signal,
        tab: new TabWatch(),
        rightAnswers: (test) => answers.of(test),
      });
      return { environment: this.environment, rows };
    } finally {
      answers.close();
    }
  }
}

/** The worker that knows the right answers. Stopping the run stops it in the middle of its loops. */
class Answers {
  private readonly worker = new Worker(new URL('./answers-worker.ts', import.meta.url), { type: 'module' });
  private readonly signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  of(test: BenchCase): Promise<Answer[]> {
    return new Promise((resolve, reject) => {
      this.worker.addEventListener('message', ({ data }: MessageEvent<Answer[]>) => resolve(data), { once: true });
      this.worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
      this.signal.addEventListener('abort', () => reject(this.signal.reason as Error), { once: true });
      // oxlint-disable-next-line require-post-message-target-origin -- a worker has no origin to name
      this.worker.postMessage(test);
    });
  }

  close(): void {
    this.worker.terminate();
  }
}

/** Notices when the tab was hidden: browsers then slow it down. */
class TabWatch {
  private lastHidden = -Infinity;

  constructor() {
    document.addEventListener('visibilitychange', () => (this.lastHidden = performance.now()));
  }

  wasHidden(since: number): boolean {
    return document.hidden || this.lastHidden >= since;
  }

  async shown(signal?: AbortSignal): Promise<void> {
    while (document.hidden) {
      await new Promise((resolve) => {
        document.addEventListener('visibilitychange', resolve, { once: true });
        signal?.addEventListener('abort', resolve, { once: true });
      });
      signal?.throwIfAborted();
    }
  }
}
