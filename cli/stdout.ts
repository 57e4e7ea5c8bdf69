/** Standard output that tells when it could not take what was printed. */
import { Console } from 'node:console';
import { fstatSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { say } from './progress.ts';

/**
 * Puts a console in place that loses nothing in silence: Node's own ignores errors, and writes to a file (`/dev/full`
 * is one) only what fits. The command ends with status 1 when its results cannot be written; with 0 when a reader has
 * seen enough (`saccade modules | head`).
 */
export function useStdout(): Writable {
  const results = isFile() ? new ToFile() : process.stdout;
  results.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    say(`saccade: the results cannot be written to standard output: ${error.message}\n`);
    process.exit(1);
  });
  globalThis.console = new Console({ stdout: results, stderr: process.stderr, ignoreErrors: false });
  return results;
}

function isFile(): boolean {
  const found = fstatSync(1);
  return found.isFile() || (found.isCharacterDevice() && !isatty(1));
}

class ToFile extends Writable {
  override _write(chunk: Uint8Array, _: string, done: (error?: Error) => void): void {
    try {
      writeFileSync(1, chunk);
      done();
    } catch (error) {
      done(error as Error);
    }
  }
}
