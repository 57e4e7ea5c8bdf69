/** The parent's end of a peer in a process of its own. */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Contestant, Task, Timed } from '../contestant.ts';
import type { PeerName } from './index.ts';
import { absent, peers } from './index.ts';
import type { Call, Reply } from './messages.ts';

/** A call that takes longer has hung; the peer is given up. */
const patience = 240_000;

/**
 * WebAssembly compiled in the background starves Dawn's own threads: ONNX Runtime's first call took forty seconds
 * instead of a third of one.
 */
const nodeOptions = ['--no-warnings', '--no-wasm-async-compilation', '--wasm-dynamic-tiering'];

/**
 * Starts a peer. One that does not come up still takes part, with rows that say why. @param script takes `--peer NAME`
 * and serves it.
 */
export async function startPeer(name: PeerName, script: string): Promise<Contestant> {
  if (!existsSync(script))
    return absent(
      name,
      peers[name].version,
      `${script} is not there: peers come with a checkout of the project, where npm ci builds them`,
    );
  const child = fork(script, ['--peer', name], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: nodeOptions,
  });
  const line = new Line(child);
  try {
    const { version, adapter } = (await line.reply(0)) as { version: string; adapter: string };
    return new RemotePeer(name, version, adapter, line);
  } catch (error) {
    line.close();
    return absent(name, peers[name].version, (error as Error).message);
  }
}

class RemotePeer implements Contestant {
  readonly name: string;
  readonly version: string;
  readonly adapter: string;
  private readonly line: Line;

  constructor(name: string, version: string, adapter: string, line: Line) {
    this.name = name;
    this.version = version;
    this.adapter = adapter;
    this.line = line;
  }

  async prepare({ op, spec, inputs }: Task): Promise<void> {
    await this.line.call('prepare', { op, spec, inputs });
  }
  async run(steps: number): Promise<Timed> {
    return (await this.line.call('run', steps)) as Timed;
  }
  async read(): Promise<Float32Array> {
    return (await this.line.call('read')) as Float32Array;
  }
  async release(): Promise<number> {
    return (await this.line.call('release')) as number;
  }
  close(): void {
    this.line.close();
  }
}

/** Calls and their replies, over the process's channel. */
class Line {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }
  >();
  private calls = 0;
  private gone: string | null = null;

  constructor(child: ChildProcess) {
    this.child = child;
    let complaint = '';
    child.stderr!.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-400)));
    child.on('message', (reply: Reply) => this.settle(reply.id, reply));
    child.on('error', (error) => this.lose(error.message));
    child.on('exit', (status, signal) =>
      this.lose(`its process ended (${signal ?? status}) ${complaint.replace(/^Warning: .*$/gm, '').trim()}`.trim()),
    );
  }

  call(method: Call['method'], argument?: unknown): Promise<unknown> {
    if (this.gone !== null) return Promise.reject(new Error(this.gone));
    const id = ++this.calls;
    const reply = this.reply(id);
    this.child.send({ id, method, argument } satisfies Call, (error) => error && this.lose(error.message));
    return reply;
  }

  reply(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.close(`no answer within ${patience / 1000} s`), patience);
      this.waiting.set(id, { resolve, reject, timer });
    });
  }

  close(why = 'its process was stopped'): void {
    this.lose(why);
    this.child.kill('SIGKILL');
  }

  private settle(id: number, reply: Reply): void {
    const call = this.waiting.get(id);
    if (!call) return;
    this.waiting.delete(id);
    clearTimeout(call.timer);
    if ('error' in reply) call.reject(new Error(reply.error));
    else call.resolve(reply.result);
  }

  private lose(why: string): void {
    this.gone ??= why;
    for (const id of this.waiting.keys()) this.settle(id, { id, error: this.gone });
  }
}
