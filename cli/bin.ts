#!/usr/bin/env node
/** The `saccade` command: settles what Dawn runs on, then hands the command line over. */
import { main } from './main.ts';
import { say } from './progress.ts';
import { useStdout } from './stdout.ts';
import { useVulkan } from './vulkan.ts';

/** Commands that read files or print a list: no driver is looked for. */
const WITHOUT_GPU = new Set(['inspect', 'modules', 'help']);

function needsGpu(argv: readonly string[]): boolean {
  const [command] = argv;
  if (
    command === undefined ||
    command.startsWith('-') ||
    WITHOUT_GPU.has(command) ||
    argv.includes('--help') ||
    argv.includes('--list')
  )
    return false;
  return !argv.some((word, i) => word === '--device=reference' || (word === '--device' && argv[i + 1] === 'reference'));
}

const results = useStdout();
process.stderr.on('error', () => {}); // What stderr says is never worth the work.

const argv = process.argv.slice(2);
if (needsGpu(argv)) {
  try {
    useVulkan();
  } catch (error) {
    say(`saccade: ${(error as Error).message}\n`);
    process.exit(1);
  }
}
const status = await main(argv);
// Dawn keeps threads; leave once what was written is out. What could not be written ends the process on its own.
results.write('', (error) => error ?? process.exit(status));
