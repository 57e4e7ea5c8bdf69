/**
 * The page's hold on the worker: calls that can be cancelled, and a fresh worker with the same pictures after a loss.
 */
import type { Carried } from '../../carried.ts';
import type { Answer, Calls, Failure, PictureSource, Request } from './protocol.ts';

/** An error of the worker. */
export class EngineError extends Error {
  readonly kind: Failure['kind'];

  constructor({ kind, message }: Failure) {
    super(message);
    this.kind = kind;
  }
}

/** The visitor stopped the work. */
export class Cancelled extends Error {}

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
}

export class Engine {
  /** The adapter, each time that a worker has opened one. */
  opened: (adapter: Awaited<ReturnType<Calls['open']>>) => void = () => undefined;
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private readonly pictures = new Map<string, PictureSource>();
  private files: readonly Blob[] | null = null;
  private carried: Carried | null = null;
  private last = 0;
  private ready: Promise<unknown> = Promise.resolve();

  /** Runs in the worker. @throws EngineError; Cancelled when `stop` was called. */
  async call<M extends keyof Calls>(method: M, ...given: Parameters<Calls[M]>): Promise<Awaited<ReturnType<Calls[M]>>> {
    if (!this.worker) this.start();
    if (method === 'picture') this.keep(given[0] as string, given[1] as PictureSource);
    if (method === 'carry') this.carried = given[0] as Carried;
    await this.ready;
    const value = await this.post(method, given);
    if (method === 'network') this.files = given[0] as readonly Blob[];
    return value as Awaited<ReturnType<Calls[M]>>;
  }

  /** Ends what runs. The next call begins in a fresh worker that knows the same pictures and network. */
  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(new Cancelled('stopped'));
    this.waiting.clear();
  }

  private keep(key: string, source: PictureSource): void {
    if (key.startsWith('own'))
      for (const old of this.pictures.keys()) if (old.startsWith('own')) this.pictures.delete(old);
    this.pictures.set(key, source);
  }

  private start(): void {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    this.worker.addEventListener('message', ({ data: { id, value, failure } }: MessageEvent<Answer>) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (failure) waiting?.reject(new EngineError(failure));
      else waiting?.resolve(value as never);
    });
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      for (const { reject } of this.waiting.values())
        reject(new EngineError({ kind: 'other', message: event.message || 'the engine could not be loaded' }));
      this.waiting.clear();
    });
    this.ready = this.begin([...this.pictures], this.files);
    this.ready.catch(() => undefined);
  }

  private async begin(pictures: readonly [string, PictureSource][], files: readonly Blob[] | null): Promise<void> {
    this.opened(
      (await this.post('open', [Boolean(navigator.gpu), new URL('zoo/', document.baseURI).href])) as Awaited<
        ReturnType<Calls['open']>
      >,
    );
    for (const [key, source] of pictures) await this.post('picture', [key, source]);
    if (files) await this.post('network', [files]);
    if (this.carried) await this.post('carry', [this.carried]);
  }

  private post(method: keyof Calls, given: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.last;
      this.waiting.set(id, { resolve, reject });
      const request: Request = { id, method, given };
      // oxlint-disable-next-line require-post-message-target-origin -- a worker has no origin to name
      this.worker!.postMessage(request);
    });
  }
}
