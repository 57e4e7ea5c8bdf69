/** Questions to the worker, each with its answer. */
import type { Answer, Ask } from './messages.ts';

export class Asker {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private asked = 0;

  /** Never rejects: what went wrong is an answer too. */
  ask(ask: Ask): Promise<Answer> {
    this.worker ??= this.open();
    const id = ++this.asked;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      // oxlint-disable-next-line require-post-message-target-origin -- a worker has no origin to name
      this.worker!.postMessage({ id, ask });
    });
  }

  private open(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'docs' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.settle(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const failed = event.message || 'The code of the live examples could not be loaded.';
      for (const id of this.waiting.keys()) this.settle({ id, failed });
      this.worker?.terminate();
      this.worker = null;
    });
    return worker;
  }

  private settle(answer: Answer): void {
    this.waiting.get(answer.id)?.(answer);
    this.waiting.delete(answer.id);
  }
}
