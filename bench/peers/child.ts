/** A peer in a process of its own: it may leak, patch globals, or bring Dawn down without taking the others along. */
import { Local } from '../contestant.ts';
import { installMeter } from '../meter.ts';
import type { PeerName } from './index.ts';
import { peers } from './index.ts';
import type { Call, Reply } from './messages.ts';
import { adapterName } from './messages.ts';
import { readOrtWasm, pretendBrowser } from './node-host.ts';

/** Opens the peer and answers the parent's calls until it goes away. */
export async function serve(name: PeerName): Promise<void> {
  // They write notes and deprecations; what goes wrong comes as an exception.
  console.log = console.info = console.debug = console.warn = () => {};
  const send = (reply: Reply) => void process.send!(reply);
  process.on('disconnect', () => process.exit(0));
  process.on('unhandledRejection', (error) => process.stderr.write(`${String(error)}\n`));
  try {
    const gpu = await pretendBrowser();
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    const meter = installMeter();
    const contestant = new Local(name, await peers[name].open(readOrtWasm), adapterName(adapter?.info), meter);
    process.on('message', ({ id, method, argument }: Call) => {
      const call = contestant[method] as (argument: unknown) => Promise<unknown>;
      call.call(contestant, argument).then(
        (result) => send({ id, result }),
        (error: unknown) => send({ id, error: error instanceof Error ? error.message : String(error) }),
      );
    });
    send({ id: 0, result: { version: contestant.version, adapter: contestant.adapter } });
  } catch (error) {
    send({ id: 0, error: error instanceof Error ? error.message : String(error) });
  }
}
