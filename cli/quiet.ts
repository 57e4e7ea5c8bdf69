/**
 * Dawn writes two lines about every Vulkan adapter to stderr, straight from native code, and no toggle of it stops
 * that. So a command that uses WebGPU on Linux runs in a process of its own, and what that says on stderr passes
 * through here.
 */
import { spawn } from 'node:child_process';

/** On this command's process: set by the one that filters; whether stderr is a terminal there. */
const mark = 'SACCADE_FILTERED';

const start = 'Warning: maxDynamic';
const noise =
  /^Warning: maxDynamic(Uniform|Storage)BuffersPerPipelineLayout artificially reduced from \d+ to \d+ to fit .*$/;

/**
 * What of a stream of text is to be shown: all but Dawn's two lines, and at once: a progress bar ends no line.
 * @returns takes a piece and gives what may be shown; at the end, of '', what was held back.
 */
export function withoutNoise(): (piece: string) => string {
  let held = '';
  return (piece) => {
    const lines = (held + piece).split('\n');
    const last = lines.pop()!;
    const begun = piece !== '' && last !== '' && (start.startsWith(last) || last.startsWith(start));
    held = begun ? last : '';
    const shown = lines.filter((line) => !noise.test(line)).map((line) => `${line}\n`);
    return shown.join('') + (begun ? '' : last);
  };
}

/** Whether this process is the one that works. It ends with the one that filters, even if that was killed. */
export function isFiltered(): boolean {
  const terminal = process.env[mark];
  if (terminal === undefined) return false;
  if (!process.connected) process.exit(1); // the one that filters was killed before this one began
  delete process.env[mark];
  if (terminal === 'terminal') process.stderr.isTTY = true;
  process.on('disconnect', () => process.exit(1));
  process.channel?.unref();
  return true;
}

/** Runs this command line again, filtered, and ends as it ends. */
export function runFiltered(argv: readonly string[]): void {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1], ...argv], {
    stdio: ['inherit', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, [mark]: process.stderr.isTTY ? 'terminal' : 'plain' },
  });
  const show = withoutNoise();
  child.stderr!.setEncoding('utf8').on('data', (piece: string) => process.stderr.write(show(piece)));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`saccade: ${error.message}\n`);
    process.exit(1);
  });
  child.on('close', (status, signal) => {
    process.stderr.write(show(''));
    for (const each of signals) process.removeAllListeners(each);
    if (signal) process.kill(process.pid, signal);
    else process.exit(status ?? 1);
  });
}
