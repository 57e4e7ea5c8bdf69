/** The engine beside the page: whatever it computes, the page stays awake. */
import { DeviceError, FormatError, SaccadeError, WeightsError } from '../../../engine/errors.ts';
import { Looker } from './looker.ts';
import type { Answer, Failure, Request } from './protocol.ts';

const looker = new Looker();

// oxlint-disable-next-line require-post-message-target-origin -- a worker has no origin to name
const answer = (message: Answer): void => self.postMessage(message);

addEventListener('message', ({ data: { id, method, given } }: MessageEvent<Request>) => {
  const call = looker[method] as (...given: readonly unknown[]) => Promise<unknown>;
  call.apply(looker, given as unknown[]).then(
    (value) => answer({ id, value }),
    async (error: Error) => {
      const kind = kindOf(error);
      // What fails because the device is gone may say something else; the loss is told a moment later.
      const lost = (kind === 'other' || kind === 'refused') && (await looker.lost());
      answer({ id, failure: { kind: lost ? 'device' : kind, message: error.message } });
    },
  );
});

function kindOf(error: Error): Failure['kind'] {
  if (error instanceof DeviceError) return 'device';
  if (error instanceof FormatError) return 'format';
  if (error instanceof WeightsError) return 'weights';
  return error instanceof SaccadeError ? 'refused' : 'other';
}
